"""Numbers on harm in a post-mortem: who and how many, how long, and what it cost."""

from __future__ import annotations

import re

import msgspec

from simulator.reading.document import Block
from simulator.reading.expression import compile_any
from simulator.reading.harm import AMENDS, HARM, HARMLESS, began_and_over, tells_harm
from simulator.reading.lexicon import CompiledRule, Lexicon, compile_rules
from simulator.reading.places import Openings
from simulator.reading.result import Finding
from simulator.reading.rules import Hit, finding, hits
from simulator.reading.source import Source

MOST_OPENING = 12
"""So many blocks from the start are looked at for running text before the first section."""
OPENING_PARAS = 5
"""So many paragraphs of it may state the impact, ..."""
LEAST_WORDS = 8
"""... and shorter ones are heads of a mail, stamps and greetings."""


class ImpactTables(msgspec.Struct, frozen=True, kw_only=True):
    """The compiled rules that the impact is read with."""

    count: tuple[CompiledRule, ...]
    length: tuple[CompiledRule, ...]
    outage: tuple[CompiledRule, ...]
    window: tuple[CompiledRule, ...]
    business: tuple[CompiledRule, ...]
    symptom: re.Pattern[str] | None


class Impact(msgspec.Struct, frozen=True, kw_only=True):
    """What the impact statement quantifies."""

    quantified: bool
    duration: bool
    """A length of time is stated as such."""
    window: bool
    """The harm is said to have lasted from one time to another."""
    count: bool
    business: bool
    findings: list[Finding]


def impact_tables(lexicon: Lexicon) -> ImpactTables:
    """Compile the impact rules of a lexicon."""
    return ImpactTables(
        count=compile_rules(lexicon, "impact_count"),
        length=compile_rules(lexicon, "impact_length"),
        outage=tuple(rule for rule in compile_rules(lexicon, "impact_length") if rule.rule.name == "outage_of"),
        window=compile_rules(lexicon, "impact_window"),
        business=compile_rules(lexicon, "business_impact"),
        symptom=compile_any(("{hard_symptom}",), lexicon.words),
    )


def impact_of(told: list[Block], tables: ImpactTables, openings: Openings) -> Impact:
    """Return what the statement of impact quantifies.

    The statement is the impact section and the summary, or the opening paragraphs of a document without either; where
    one section holds all, its first paragraphs.

    Args:
        told: The document, but for quotations and code.
        tables: The rules.
        openings: Where they can begin.
    """
    stated, summary = _statement(told)
    whole = not stated and not any(block.section == "summary" for block in told)
    rest = [
        block
        for block in told
        if block.section not in ("actions", "timeline", "customer") and block.kind in ("para", "item", "row")
    ]
    notes = _Notes(openings, stated + summary, whole=whole)
    found = notes.found
    count = notes.take(stated, tables.count, "impact_count") | notes.take(
        summary, tables.count, "impact_count", harm=True, alone=not stated
    )
    count = count or notes.take(list(filter(_is_count_line, rest)), tables.count, "impact_count")
    count = count or notes.take_labelled(stated + summary)
    if not stated and not count:  # nobody kept a part for it: a sentence of harm with a number may stand anywhere
        told_of = [block for block in rest if block.section != "lessons"]
        count = notes.take(told_of, tables.count, "impact_count", harm=True, only=_CONCERNED)
    window = notes.take(stated + summary, tables.window, "impact_window", window=True)
    window = window or (not stated and notes.take_span(summary))
    told_long = notes.take(stated, tables.length, "duration_stated") | notes.take(
        summary, tables.length, "duration_stated", harm=True, alone=not stated
    )
    named = not told_long and notes.take(rest, tables.outage, "duration_stated")
    lines = list(filter(_is_length_line, rest)) if not (told_long or named) else []
    length = told_long or named or notes.take(lines, tables.length, "duration_stated")
    money = notes.take(stated + summary, tables.business, "impact_business")
    headed = [block for block in lines if not stated or block in summary]
    in_passing = (not stated and named) or (length and any(map(_is_outage_line, headed)))
    quantified = count or told_long or window or in_passing
    if quantified:
        found += [
            msgspec.structs.replace(one, feature="impact_quant")
            for one in found
            if one.feature in ("impact_count", "impact_window")
        ][:3]
    return Impact(quantified=quantified, duration=length, window=window, count=count, business=money, findings=found)


_LENGTH_LINE = re.compile(
    r"(?im)^\W*(?:(?:approx\w* |about |~ ?)?\d+ ?h\w*,? (?:and )?\d+ ?m\w*\W*$|duration"
    r"|time to (?:repair|resol|recover|fix|restor|mitigat)\w*|from ?(?:/|-) ?to"
    r"|total (?:time|down ?time)|down ?time|(?:uptime )?impact|period"
    r"|outage (?:duration|length)|length|(?:for )?how long|mttr|ttr)\b"
)
_OUTAGE_LINE = re.compile(
    r"(?im)^\W*(?:duration|(?:total )?down ?time|outage|(?:uptime )?impact|period|length|(?:for )?how long)\b"
)
_ASKS_LENGTH = re.compile(r"(?i)^(?:q\w*[:.)] ?)?(?:for )?how long\b")
"""A heading under which the length stands alone: `Q: For how long?`."""
_COUNT_LINE = re.compile(
    r"(?i)^\W*(?:[\w-]+ ){1,3}"
    r"(?:affected|impacted|lost|hit|issued|sent|concerned|missed|refused|involved|delayed|rejected)\W+"
    r"(?:about |approx\w*\.? |~ ?|up to )?\d"
)


_COUNTED = re.compile(r"(?i)\b(?:affected|impacted|concerned|lost|missed|refused|delayed|failed|number of|how many)\b")
_NUMBER = re.compile(
    r"\W*(?:about |around |approx\w*\.? |some |up to |roughly |nearly |over )?~? ?"
    r"(?!0(?![.,]))\d[\d., ]*(?![:\d])(?!\W*[ap]m)"
)
"""A number at the head of a text, and no time of day."""
_CONCERNED = re.compile(
    r"customer|user|client|people|person|account|tenant|member|guest|patient|pupil|student|visitor|order|payment"
    r"|invoice|booking|mail|message|call|ticket|transaction|passenger|household|shop|merchant|driver|staff|%|per ?cent"
)
"""Whom harm concerns, wherever in a document it is counted; nodes and files count only where the impact is told."""
_NUMBERED = (
    r"(?:shard|release|room|ward|node|pod|gate|floor|rack|phase|stage|terminal|route|track|sprint|build|batch|flight|train"
    r"|bus|line|class|grade|lane|pump|unit|hall|house|flat|partition|channel|queue|rule|case|ticket|table)"
)
"""Things that go by a number: in `Room 12 patients` it counts nobody."""
_DATED = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?,? )?(?:19|20)\d\d"
    r"(?:,|,? (?:an?|the|our|some|we|it|this|my|at|all|school|season|edition|covers)\b)"
    r"|(?:[12]?\d|3[01])(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
    r"(?:uary|ch|il|ust|(?:tem|o|em)ber)?\.?(?! be\b| have\b| not\b)(?:,? 20\d\d)?\b"
    r"|\d[\d.]* ?(?:[kmgt]i?b\b(?! of [\w -]{2,30} (?:were|was) (?:lost|deleted|gone|wiped|corrupt))"
    r"|degrees|°|rfc\b|standards)"
    r"|(?:911|112|999|000) (?:emergency|call (?:cent|tak|rout)|cent(?:re|er)|dispatch|outage"
    r"|(?:service|system|network)s?(?! (?:account|desk|user|instance|request|node|host|worker|team)s?\b))"
    r"|\d+ (?:[\w-]+ ){0,2}?(?:recommendations?|findings|conclusions|suggestions|proposals|milestones|action items"
    r"|chapters|lessons)\b"
    r"|0\d{3}\b|\d+\.\d+\.\d+"
    r"|\d{1,2}\.\d\d (?!million|hours|days|percent)"
)
"""A day, a year, `2023, a failure`, a measure, the number of an emergency line, or parts of a report: nobody."""
_BOUNDED = re.compile(
    r"(?i)(?:\b(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
    r"|(?:maxim(?:um|al)|minim(?:um|al)|limit\w*|threshold\w*|capacity|target|budget|quota)(?: (?:of|is|was))?"
    r"|limit (?:for|of) [\w ]{3,30}|say,?|fleet|(?:keep|hold|store|serve|support)s?(?: only)?)[: ]{1,2}"
    r"|\b(?:19|20)\d\d ?[-/\u2013] ?)(?:up to |about |around |only )?$"
    r"|\b(?:19|20)\d\d-\d\d-$|\b(?:none|nobody|no one|not (?:a single )?one) (?:of|among) (?:the |our |all |your )*$"
    r"|\b(?:firmware|software|windows|ios|android|kernel|driver|python|java|php|postgres(?:ql)?|mysql|chrome|firefox"
    r"|version|layer) $"
    rf"|[a-z]-$|(?:^|[.,;:(\n] ?|\b(?:in|on|of|at|for|from|with|to|and|all|only|some|by) ){_NUMBERED} $"
)
"""What stands before a number that is a day, a school year, a bound, a name, or counts nobody who was hurt."""
_YEAR, _BEFORE_YEAR = re.compile(r"(?:19|20)\d\d(?![\d.,:%])"), re.compile(r"(?<!resulted )\b(?:in|since|during) $")
_NONE_OF = re.compile(r",? (?:none|nobody|no one|not (?:a single )?one) (?:was|were|is|are|had|has|lost|saw|noticed)\b")
_NOUGHT, _NO_NUMBER = re.compile(r"0(?![\d.,:])"), re.compile(r"[ :]0$")
_FIGURE = re.compile(r"(?<![\d.,])\d[\d.,]*")
BOUND_LETTERS = 48
"""So many letters before a number may say so."""


def _is_length_line(block: Block) -> bool:
    """Return whether a line is there to say how long: `Duration: 41 minutes`."""
    text = f"{block.heading}: {block.text}" if block.section == "response" else block.text
    return _ASKS_LENGTH.search(block.heading) is not None or _LENGTH_LINE.search(text) is not None


def _is_outage_line(block: Block) -> bool:
    """Return whether such a line tells of the harm, and not of its repair: `Time to recovery: 20 minutes`."""
    return _OUTAGE_LINE.search(block.text) is not None


def _is_count_line(block: Block) -> bool:
    """Return whether a line is there to say how many: `Messages affected: 88,400`."""
    return block.section in ("", "meta", "summary") and _COUNT_LINE.match(block.text) is not None


def _counts_nobody(plain: str, hit: Hit, feature: str) -> bool:
    """Return whether the number of a match is a date, a measure or, where a count is sought, a bound or a name.

    Of several numbers, `on shard 12, 40 users`, one that counts is enough.
    """
    if feature != "impact_count":
        return _DATED.match(plain, hit.start) is not None
    if _NONE_OF.match(plain, hit.end):
        return True
    figures = [one.start() for one in _FIGURE.finditer(plain, hit.start, hit.end)]
    if figures[:1] != [hit.start]:  # it opens with a word: `two users of shard 8`, `users affected: 0`
        return _is_no_count(plain, hit.start) or _NO_NUMBER.search(plain, hit.start, hit.end) is not None
    return all(_is_no_count(plain, at) for at in figures)


def _is_no_count(plain: str, at: int) -> bool:
    """Return whether a number that stands somewhere is a date, a measure, a bound or the name of a thing."""
    before = plain[max(0, at - BOUND_LETTERS) : at]
    if _NOUGHT.match(plain, at) or (_YEAR.match(plain, at) and _BEFORE_YEAR.search(before)):
        return True
    return _DATED.match(plain, at) is not None or _BOUNDED.search(before) is not None


def _statement(told: list[Block]) -> tuple[list[Block], list[Block]]:
    """Return the blocks of the impact section, and those that sum up."""
    stated = [block for block in told if block.section == "impact"]
    summary = [*_opening(told), *(block for block in told if block.section == "summary")]
    if not stated and not summary:
        summary = [block for block in told if block.kind == "para" and block.section not in ("actions", "lessons")][:4]
    return stated, summary


def _opening(told: list[Block]) -> list[Block]:
    """Return the running text before the first section: its first paragraphs, with the short ones between them."""
    opening = []
    for block in told[:MOST_OPENING]:
        if block.section in ("", "meta", "response") and block.kind == "para":
            opening.append(block)
        elif block.section:
            break
    long = [number for number, block in enumerate(opening, 1) if len(block.text.split()) >= LEAST_WORDS]
    return opening[: long[OPENING_PARAS - 1]] if len(long) >= OPENING_PARAS else opening


class _Notes:
    """What the rules find, block by block; a block is cleaned once."""

    def __init__(self, openings: Openings, statement: list[Block], *, whole: bool) -> None:
        """Take the blocks that all rules run over: only there it pays to look up where they can begin.

        With `whole` the document keeps no part for the impact, so that all of it tells of the harm.
        """
        self.found: list[Finding] = []
        self._whole = whole
        self._sources = {block.start: Source(block.text, openings) for block in statement}

    def take(
        self,
        blocks: list[Block],
        rules: tuple[CompiledRule, ...],
        feature: str,
        *,
        harm: bool = False,
        alone: bool = False,
        window: bool = False,
        only: re.Pattern[str] | None = None,
    ) -> bool:
        """Add the places where rules match; with `harm`, only those in a sentence that tells of harm.

        `only` is what a match must hold besides.
        A `window` is one of harm unless its sentence names works, opening hours or the like. Where a summary stands
        `alone` for the statement of impact, harm anywhere in its paragraph is enough.
        """
        before = len(self.found)
        for block in blocks:
            table = _with_columns(block)
            if table is not None and (listed := hits(table, rules)):
                self.found.append(_row_finding(block, feature, listed[0]))
                continue
            source = self._sources.get(block.start) or Source(block.text)
            for hit in hits(source, rules)[:4]:
                if _counts_nobody(source.plain, hit, feature):
                    continue
                if only and not only.search(source.plain, hit.start, hit.end):
                    continue
                sentence = source.sentence(hit.start)
                if window and HARMLESS.search(source.plain, *sentence):
                    continue
                sums_up = alone and block.section == "summary"
                whole = sums_up and HARM.search(source.plain) is not None
                whole = whole or ((self._whole or sums_up) and not AMENDS.search(source.plain, *sentence))
                if not harm or whole or tells_harm(source, hit.start):
                    one = finding(source, feature, hit)
                    moved = msgspec.structs.replace(one, start=one.start + block.start, end=one.end + block.start)
                    self.found.append(moved)
        return len(self.found) > before

    def take_labelled(self, blocks: list[Block]) -> bool:
        """Add the numbers that stand alone under a label that says of whom: `Users affected: 12,400`."""
        counted = [block for block in blocks if _COUNTED.search(block.heading) and _NUMBER.match(block.text)]
        self.found += [
            Finding(feature="impact_count", rule="labelled", start=block.start, end=block.end, quote=block.text)
            for block in counted[:1]
        ]
        return bool(counted)

    def take_span(self, blocks: list[Block]) -> bool:
        """Add the time at which the harm began, if a sentence soon after it tells the time at which it ended."""
        sources = [(block, self._sources.get(block.start) or Source(block.text)) for block in blocks]
        began = began_and_over([source for _, source in sources])
        if began is not None:
            block, source = sources[began[0]]
            start, end, quote = source.span(*began[1])
            self.found.append(
                Finding(
                    feature="impact_window", rule="began_and_over", quote=quote,
                    start=block.start + start, end=block.start + end,
                )
            )  # fmt: skip
        return began is not None


def _with_columns(block: Block) -> Source | None:
    """Return a table row with the head of its column before each cell, or `None` for other blocks."""
    if block.kind != "row" or not block.columns or block.section != "impact":
        return None
    return Source(". ".join(f"{head}: {cell}" for head, cell in zip(block.columns, block.cells, strict=False)))


def _row_finding(block: Block, feature: str, hit: Hit) -> Finding:
    """Return the finding of a table row: the whole row, because its head stands elsewhere."""
    rule = hit.rule.rule
    return Finding(
        feature=feature, rule=rule.name, start=block.start, end=block.end, quote=block.text, advice=rule.advice
    )
