"""What is promised, for when, and what is promised without a time."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from simulator.reading.ahead import MINUTE_S, counted, is_length_to_come, is_shaky, is_today, named_again, to_come
from simulator.reading.day import WEEKDAY
from simulator.reading.denied import is_denied, is_of_machines
from simulator.reading.lexicon import CompiledRule, Lexicon, compile_rules
from simulator.reading.result import SpokenPromise
from simulator.reading.rules import Hit, hits
from simulator.reading.settled import is_settled
from simulator.reading.soon import answers_one, is_meant
from simulator.reading.source import SENTENCE_END, Source
from simulator.reading.span import Moment
from simulator.reading.tense import is_supposed, is_undone, says_earliest

HORIZON_S = 8 * 86_400
"""A next update later than on the same day of the next week is no next update."""
DISTANT_S = 3 * 86_400 + 12 * 3_600
"""A next update further away than from Friday to Monday is one, but no cadence while something fails. A guess."""
REPAIR_HORIZON_S = 92 * 86_400
"""A repair further away than a quarter of a year is no time of repair. Engineering judgement."""
LATE_S = 600
"""A promised time that passed longer ago than this is no promise."""
BARE_UPDATE = "bare_update"
"""The rule for the word alone; it promises only together with a time to come right after it."""
NEXT_ONE = frozenset({"next_update", "next_brief"})
"""The rules for words that speak of the one next update."""
REPAIRED = "repaired_by"
"""The rule for a repair that is spoken of by name."""
REACH = 110
"""How far, in characters, a time may stand from the words that it belongs to."""
LEAD_CHARS = 18
"""So far before a time stands what leads it in."""
_LED = re.compile(r"\b(?:by|at|before|within|around|until|till|from|after|for|eta|about)\b")
"""What leads in a time that stands before the words that it belongs to: `By 15:00 it will work again`."""
_LED_NOW = re.compile(rf"{_LED.pattern}|(?:\b(?:is|be|than|updates?)|:) $")
GUESS_REACH = 40
"""How far, in characters, a time without a zone that has passed in UTC may stand from the words that lead to it."""
FAR_DAY = 25
"""A part of a day further before the words of a repair than so many characters belongs to something else."""
_CLAUSE = re.compile(r"[;:(]|, (?:and|but|so|which|while|we|our|the)\b| (?:but|while|however|although|then) |[-] ")
_NEXT_CLAUSE = re.compile(rf"{_CLAUSE.pattern}| and ")
"""What ends a clause of its own: `We will work on it over the weekend and post an update`."""
_AND_THEN = re.compile(r"\band(?: (?:by|within|in|at|before|around|after))? ?$")
"""What makes a time behind words of repair open the next clause: `We work on a fix and by 15:00 an update follows`."""
_IN_FIGURES = re.compile(r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*\b|\d[/.-]\d{1,2}[/.-]\d")
"""A date written out: `Update July 24, 18:00` heads a post, `Update tomorrow at 9` promises one."""
_ALONE = re.compile(rf" {WEEKDAY}")
"""`Update Friday` alone in its line heads what is told of Friday."""
_AT_ONCE = re.compile(
    r"[ :,(~@-]{0,4}(?:(?:a?round|about|approx\.?|approximately|at|by|before) ?~?)?"
    r"(?:(?:a )?(?:quarter|half|twenty|ten|five)\b[ a-z]{0,10})?"  # digits stand at the end of a time told in words
)
"""What may stand between `Update` and the time at which it comes."""
_SAME_TIME = re.compile(r" ?(?:utc|gmt|z)? ?(?:[-(/=]|and|to|till|until|that is,?) ?")
"""Between two times: a range, or the same time in another zone."""
LASTING = frozenset({"lasting", "eta", "time_asked", "news_after"})
"""The rules that a bare length of time belongs to: "down for two hours", "ETA 45 minutes", "give us ten"."""


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """One promise in `plain` positions."""

    what: str
    due_utc_s: int
    start: int
    end: int
    moment: Moment
    rule: CompiledRule
    too_far: bool = False
    is_distant: bool = False
    too_late: bool = False
    passed: bool = False
    """Its time had come when it was said, as in the older paragraphs of a post that goes on below itself."""
    is_earliest: bool = False
    """It says before when a repair does not come, `not before noon`, which nobody can break."""

    @property
    def is_given(self) -> bool:
        """Whether it is one that can be kept or broken."""
        return not (self.too_far or self.too_late or self.is_earliest)

    def spoken(self, source: Source) -> SpokenPromise:
        """Return it in its journalled form."""
        start, end, quote = source.span(self.start, self.end)
        return SpokenPromise(what=self.what, due_utc_s=self.due_utc_s, start=start, end=end, quote=quote)


class PromiseTables(msgspec.Struct, frozen=True, kw_only=True):
    """The compiled rules that promises are read with."""

    cues: tuple[tuple[str, tuple[CompiledRule, ...]], ...]
    timeless_word: tuple[CompiledRule, ...]
    timeless_news: tuple[CompiledRule, ...]
    no_eta: tuple[CompiledRule, ...]


def promise_tables(lexicon: Lexicon) -> PromiseTables:
    """Compile the promise rules of a lexicon."""
    return PromiseTables(
        cues=tuple((what, compile_rules(lexicon, f"cue_{what}")) for what in ("update", "rfo", "call", "fix")),
        timeless_word=compile_rules(lexicon, "timeless_word"),
        timeless_news=compile_rules(lexicon, "timeless_news"),
        no_eta=compile_rules(lexicon, "no_eta"),
    )


def promises(
    source: Source, moments: list[Moment], unknown: list[Hit], tables: PromiseTables, at_utc_s: int
) -> list[Promise]:
    """Return every promise with a time, in order.

    Args:
        source: The text.
        moments: Its times.
        unknown: The words that say that no repair time is known.
        tables: The rules.
        at_utc_s: Unix seconds of the post.
    """
    future = to_come(moments, source, at_utc_s)
    future += named_again(future, source)
    lengths = [counted(m, at_utc_s) for m in moments if m not in future and is_length_to_come(m, source)]
    if not future and not lengths:
        return []
    told = sorted({source.sentence(moment.start) for moment in (*future, *lengths)})
    cues = [(what, hit) for what, rules in tables.cues for hit in hits(source, rules, told)]
    silenced = [(hit.start, hit.end) for hit in unknown]
    lasting = [(what, hit) for what, hit in cues if hit.name in LASTING]
    repairs = [(what, hit) for what, hit in cues if what == "fix"]
    chosen = []
    for moment, fitting in [
        *((m, repairs if is_today(m) else cues) for m in future),
        *((m, lasting) for m in lengths),
    ]:
        choice = None if is_shaky(source.plain, moment) else _nearest_cue(source, moment, fitting, silenced)
        if choice is not None and _is_promised(source, choice, moment, at_utc_s):
            chosen.append((choice, moment))
    led = {hit.start for (_, hit), moment in chosen if hit.name in NEXT_ONE and moment.start > hit.start}
    found = [
        _promise(source, choice, moment, at_utc_s)
        for choice, moment in chosen
        if moment.start > choice[1].start or choice[1].start not in led  # "... begins 20:00, next update 21:00"
    ]
    found = [one for one in found if one.what != "update" or not 0 <= one.due_utc_s - at_utc_s < MINUTE_S]
    found.sort(key=lambda promise: promise.moment.start)
    return [promise for promise in found if promise.what != "fix" or promise.due_utc_s >= at_utc_s]


def _is_promised(source: Source, choice: tuple[str, Hit], moment: Moment, at_utc_s: int) -> bool:
    """Return whether words and the time that they lead to promise something, and neither head the post nor deny it."""
    what, hit = choice
    if _is_heading(source.plain, hit, moment, at_utc_s) or is_denied(source, what, hit, moment):
        return False
    return what != "update" or not is_of_machines(source, hit, moment)


def _nearest_cue(
    source: Source, moment: Moment, cues: list[tuple[str, Hit]], silenced: list[tuple[int, int]]
) -> tuple[str, Hit] | None:
    """Return the words in the same sentence that a time most likely belongs to."""
    first, last = source.sentence(moment.start)
    opens = moment.start - first < 4
    best: tuple[int, str, Hit] | None = None
    for what, hit in cues:
        if not first <= hit.start < last or not _can_belong(source, what, hit, moment, silenced):
            continue
        gap = _gap(source.plain, hit, moment)
        if opens and hit.start >= moment.end:  # "Within the next day, while we test, we will ..." governs it all
            gap = min(gap, REACH)
        if gap > REACH:
            continue
        if best is None or gap < best[0] or (gap == best[0] and best[1] == "fix"):
            best = (gap, what, hit)
    return None if best is None else _whose(source, moment, best[1:], cues, silenced)


def _whose(
    source: Source,
    moment: Moment,
    nearest: tuple[str, Hit],
    cues: list[tuple[str, Hit]],
    silenced: list[tuple[int, int]],
) -> tuple[str, Hit]:
    """Return the words that a time belongs to where those of news, repair and report stand side by side."""
    what, hit = nearest
    first, last = source.sentence(moment.start)
    told = [(kind, other) for kind, other in cues if first <= other.start < last]
    if what == "fix":
        news = [other for kind, other in told if kind == "update"]
        near = next((other for other in news if other.start < hit.end and hit.start < other.end), None)
        if near is None and _AND_THEN.search(source.plain, hit.start, moment.start):
            near = next((other for other in news if 0 <= other.start - moment.end < LEAD_CHARS), None)
        if near is not None:
            what, hit = "update", near
    if what == "update" and hit.start >= moment.end:
        repair = _of_repair(source, moment, told, silenced)
        if repair is not None:
            return "fix", repair
    if what == "update" and any(kind == "rfo" and _overlap(other, hit) for kind, other in told):
        what = "rfo"
    return what, hit


def _of_repair(
    source: Source, moment: Moment, cues: list[tuple[str, Hit]], silenced: list[tuple[int, int]]
) -> Hit | None:
    """Return the words of repair that a time ends before news follow: `back within the hour updates will follow`."""
    for what, hit in reversed(cues):
        if what != "fix" or hit.start >= moment.start or moment.start - hit.end > GUESS_REACH:
            continue
        words = hit.end if hit.end <= moment.start else hit.start
        parted = _NEXT_CLAUSE.search(source.plain, words, moment.start + 1) is not None
        parted = parted or _AND_THEN.search(source.plain, hit.start, moment.start) is not None
        if not parted and _can_belong(source, what, hit, moment, silenced):
            return hit
    return None


def _can_belong(source: Source, what: str, hit: Hit, moment: Moment, silenced: list[tuple[int, int]]) -> bool:
    """Return whether a time can belong to words at all."""
    if what == "fix" and _is_no_repair(source, hit, moment, silenced):
        return False
    if what == "update" and moment.end <= hit.start and _belongs_before(source, hit, moment):
        return False
    return not moment.guessed or _leads_to(source.plain, hit, moment)


def _belongs_before(source: Source, hit: Hit, moment: Moment) -> bool:
    """Return whether a time ends a clause of its own: `The cut-off is 15:30, we will let you know`."""
    first, _ = source.sentence(moment.start)
    lead = source.plain[max(first, moment.start - LEAD_CHARS) : moment.start]
    apart = _NEXT_CLAUSE.search(source.plain, moment.end, hit.start + len("and ")) is not None
    return apart and moment.start - first >= LEAD_CHARS and _LED.search(lead) is None


def _is_no_repair(source: Source, hit: Hit, moment: Moment, silenced: list[tuple[int, int]]) -> bool:
    """Return whether words of repair promise none.

    Seconds are no time of repair, "no ETA" gives none, and a clock before the words that nothing leads in is the stamp
    of the post.
    """
    if moment.end <= hit.start and not _is_said_of(source, moment, hit):
        return True
    if hit.name == REPAIRED and (is_undone(source.plain, hit, moment.start) or is_supposed(source, hit)):
        return True
    if is_settled(source, hit, moment):
        return True
    return 0 < moment.length_s < MINUTE_S or any(
        start <= hit.start < end or hit.start <= start < hit.end for start, end in silenced
    )


def _is_said_of(source: Source, moment: Moment, hit: Hit) -> bool:
    """Return whether a time before words of repair belongs to them."""
    first = source.sentence(moment.start)[0]
    if moment.kind == "clock":
        return _LED.search(source.plain[max(first, moment.start - LEAD_CHARS) : moment.end]) is not None
    return not (moment.kind == "day" and moment.fuzzy) or moment.start - first < 4 or hit.start - moment.end <= FAR_DAY


def _leads_to(plain: str, hit: Hit, moment: Moment) -> bool:
    """Return whether words lead straight to a time: only then is a guess of its zone worth something."""
    between = plain[hit.end : moment.start]
    near = hit.start < moment.start and len(between) <= GUESS_REACH and not _CLAUSE.search(between.lstrip(" :"))
    lead = plain[max(0, moment.start - LEAD_CHARS) : moment.start]
    return near and hit.name != BARE_UPDATE and _LED_NOW.search(lead) is not None


def _is_heading(plain: str, hit: Hit, moment: Moment, at_utc_s: int) -> bool:
    """Return whether `Update 15:10 UTC` heads the post itself: the time does not follow at once, or is not to come."""
    if hit.name != BARE_UPDATE:
        return False
    if hit.start <= 2 and plain[hit.end : moment.start] == " " and len(plain) > moment.end + len(SENTENCE_END):
        return True  # `Update 4pm` opens the post, and the news stand below it
    if moment.kind == "day" and not moment.fuzzy and _ALONE.fullmatch(plain, hit.end, moment.end):
        return plain[moment.end : moment.end + 1] == SENTENCE_END
    if (
        moment.ahead_s is None
        or moment.ahead_s <= at_utc_s + MINUTE_S
        or _AT_ONCE.fullmatch(plain, hit.end, moment.start) is None
    ):
        return True
    return moment.dated and _IN_FIGURES.search(plain, moment.start, moment.end) is not None


def _overlap(one: Hit, two: Hit) -> bool:
    """Return whether two hits touch each other."""
    return one.start < two.end + 12 and two.start < one.end + 2


def _gap(plain: str, hit: Hit, moment: Moment) -> int:
    """Return the distance between words and a time; crossing into another clause makes it longer."""
    if hit.end <= moment.start:
        between, gap = plain[hit.end : moment.start], moment.start - hit.end
    elif moment.end <= hit.start:
        between, gap = plain[moment.end : hit.start], hit.start - moment.end + 12
    else:
        return 0
    return gap + 45 * len(_CLAUSE.findall(between))


def _promise(source: Source, choice: tuple[str, Hit], moment: Moment, at_utc_s: int) -> Promise:
    """Make a promise of a cue and a time."""
    what, hit = choice
    due = moment.ahead_s or 0
    return Promise(
        what=what,
        due_utc_s=due,
        start=min(hit.start, moment.start),
        end=max(hit.end, moment.end),
        moment=moment,
        rule=hit.rule,
        too_far=due > at_utc_s + (REPAIR_HORIZON_S if what == "fix" else HORIZON_S),
        is_distant=what == "update" and due > at_utc_s + DISTANT_S,
        too_late=due < at_utc_s - LATE_S,
        passed=due < at_utc_s,
        is_earliest=what == "fix" and says_earliest(source, hit, moment),
    )


def next_update(found: list[Promise]) -> Promise | None:
    """Return the promise of the next update: the earliest usable one, still to come if there is such a one.

    Where none is promised, a call at a time is when the reader hears from us next.
    """
    in_reach = [promise for promise in found if not promise.too_far and not promise.too_late]
    usable = [promise for promise in in_reach if promise.what == "update"]
    usable = usable or [promise for promise in in_reach if promise.what == "call"]
    return min(usable, key=lambda promise: (promise.passed, promise.due_utc_s, promise.start)) if usable else None


def is_undecided(source: Source, found: list[Promise]) -> bool:
    """Return whether a text names several times for one next update, and no range of time and no rhythm."""
    named = [one for one in found if one.what == "update" and one.rule.rule.name in NEXT_ONE and not one.passed]
    named = [one for one in named if one.moment.kind != "rhythm" and one.moment.ahead_s is not None]
    return any(
        abs(first.due_utc_s - second.due_utc_s) > MINUTE_S
        and not _is_same_time(first.moment, second.moment, source.plain)
        for first, second in pairwise(named)
    )


def _is_same_time(first: Moment, second: Moment, plain: str) -> bool:
    """Return whether two times name one: a day and its clock, a range, or the same time in another zone."""
    between = plain[first.end : second.start]
    return bool(_SAME_TIME.fullmatch(between)) or (first.kind == "day" and len(between) < 6)


def timeless(source: Source, found: list[Promise], tables: PromiseTables) -> list[Hit]:
    """Return the promises of news or of repair that name no time."""
    timed = {source.sentence(promise.start) for promise in found if promise.what != "fix"}
    vague = [
        hit
        for hit in hits(source, tables.timeless_news)
        if source.sentence(hit.start) not in timed and not answers_one(source, hit)
    ]
    vague += [
        hit
        for hit in hits(source, tables.timeless_word)
        if not source.is_quoted(hit.start, hit.end) and is_meant(source, hit)
    ]
    return sorted(vague, key=lambda hit: hit.start)


def says_no_eta(source: Source, tables: PromiseTables) -> list[Hit]:
    """Return the words that say honestly that no repair time is known."""
    return hits(source, tables.no_eta)
