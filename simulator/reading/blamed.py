"""Who is held up as the culprit: a person by name, and whether that is sure.

A name in capitals is a person's where the document shows it (it owns an action, it is he or she) or where it is a
common given name; it is a thing's where it is a well-known product or stands like one (`the Heimdall service`). What
only people do (`lied`, `panicked`) blames whoever may be a person; what things do too (`ignored`, `caused the outage`)
counts for a person only, or costs points but no verdict on the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import msgspec

from simulator.reading.document import Block
from simulator.reading.expression import expand
from simulator.reading.lexicon import Lexicon
from simulator.reading.people import shown_people
from simulator.reading.result import ActionRow, Finding
from simulator.reading.source import Source

NAMED = "name_and_verdict"
"""A name that is surely held up as the culprit; it needs capital letters, and therefore no lexicon."""
DOUBTFUL = "name_and_deed"
"""A word that may be a name, beside a deed that may be a thing's: it costs its points and no more."""
SCORN = "insult"
"""The rule that finds scorn, which is no less so where something is announced: `Tom will look for another job`."""
HINDSIGHT = "hindsight"
"""The kind of words that say what somebody might have done."""
TIMES_UNDONE = 2
"""From so many times on that it says what somebody left undone a document holds up a culprit; a guess."""
BEFORE_CHARS = 100
"""How far back the words that lead to a culprit are sought."""
NO_VERDICT = "Describe the step and what made it easy to take; use 'the responder', and no verdict."

_NAME = r"([A-Z](?<=(?<![\w.'-]).)[a-zà-ÿ]{1,12})(?: [A-Z](?:\.|[a-zà-ÿ'-]{1,14}))?"
"""A word that may be a name; it begins with its capital, so that the search skips from one to the next."""
_NO_NAME = re.compile(
    r"The|This|That|These|Those|It|He|She|We|They|Our|Nobody|Who|Which|There|Then|When|And|But|No|Not|Some|All|One|If"
    r"|Code|Scripts?|Tests?|Validation|Systems?|Servers?|Services?|Alerts?|Monitoring|Jobs?|Tools?|Pipelines?|Database"
    r"|Software|Cache|Builds?|Operations|Estates|Finance|Marketing|Sales|Support|Security|Engineering|Purchasing"
    r"|Procurement|Facilities|Legal|Billing|Product|Infrastructure|Platform|Customers?|Users?|Somebody|Someone|Everyone"
    r"|People|What|Why|How|You|Management|Fault|Blame|Root|Cause|January|February|March|July|September"
    r"|October|November|December|\w+days?|(?!Al|Ke|Be|Sa|E)\w+ly|\w+(?:tion|sion|ment|ness|ware|ing)"
)
"""What begins a sentence and is nobody's name."""
_THING = (
    r"(?:\b(?i:the|our|an|a|in|into|via|through|using|on|inside|behind|running) {name}\b(?!'s|,? (?:who|he|she)\b)"
    r"|\b{name}(?:'s)? (?:servers?|services?|clusters?|nodes?|pods?|jobs?|api|config\w*|queues?|agents?|clients?|logs?"
    r"|instances?|releases?|upgrade|version|v?\d|pipelines?|plugin|database|table|dashboard|alerts?)\b)"
)
"""Where a word stands like a thing's name."""
_FAULT = (
    r"'s? (?:own |usual |well-known )?(?:\w+ )?(?:fault|mistake|negligence|carelessness|blunder|sloppiness|laziness"
    r"|incompetence|recklessness|arrogance|oversight|slip-up|lack of (?:care|judge?ment|discipline)|refusal to"
    r"|failure to|sloppy \w+|careless \w+|hasty \w+)\b"
)
_COULD = (
    r"(?: (?:from|in|at|of) (?:the )?\w+)? (?:could|should|might|ought to) (?:\w+ )?have "
    r"(?!been\b|access\b|to\b|the\b|an?\b|all\b|no\b|any\b)\w+"
)
"""What somebody might have done. Source: Bergström, the first of the three traps."""
_REASON = re.compile(
    r"\b(?:because|since|as) (?:the|there|no|its|neither|every|our|both|that|a|an)\b(?! (?:was|is) too)"
)
"""What in the system made it so: then it is told without a verdict on the whole."""
_MACHINES = re.compile(r"\b(?:(?:fail(?:ed|s)|omitted) to|caused|broke|crashed|killed|took|brought)\b(?! by)")
"""What tells nothing of who did it, as long as nobody is known by that name: `Overload caused the outage`."""
_VAGUE_PERSON = re.compile(
    r"(?:nobody|no one|someone|somebody|who|that|without|wasn't|it(?! (?:is|was) \S+'s))\b", re.IGNORECASE
)
_UNDONE = re.compile(
    r"\b(?:(?:should|could|ought to) (?:\w+ )?have|did(?: not|n['’]t)(?! (?:even )?(?:bother|care|give)))\b",
    re.IGNORECASE,
)
"""What somebody left undone."""
_ANYBODY = re.compile(
    r"(?:by|because of|due to|down to|cause (?:was|is)) an? (?:[\w-]+ ){0,2}(?:engineer|operator|employee|technician"
    r"|developer|administrator|contractor|colleague|trainee|intern|consultant|analyst|tester)(?: on [\w ]+)?$",
    re.IGNORECASE,
)
"""A cause that is nobody in particular."""
_SENTENCE = re.compile(r"(?:[^.!?\n]|\n(?!\n)){0,200}")


class BlameTables(msgspec.Struct, frozen=True, kw_only=True):
    """What the lexicon knows of culprits."""

    products: frozenset[str]
    given: frozenset[str]
    culprit: str
    """A role that can be a culprit, as an expression; the others alike."""
    verdict: str
    deed: str
    cause: str
    label: str
    denied: str


class Cast(msgspec.Struct, frozen=True):
    """Who plays in a document: its text, and the names that it shows to be people's."""

    text: str
    people: frozenset[str]


def blame_tables(lexicon: Lexicon) -> BlameTables:
    """Put the word lists on blame together."""

    def words(name: str) -> str:
        return expand(f"{{{name}}}", lexicon.words)

    return BlameTables(
        products=frozenset(lexicon.words["product"]),
        given=frozenset(lexicon.words["given_name"]),
        culprit=words("culprit"),
        verdict=words("verdict"),
        deed=words("deed"),
        cause=words("named_cause"),
        label=words("label_of_cause"),
        denied=words("no_verdict"),
    )


def cast_of(text: str, blocks: Iterable[Block], listed: Iterable[ActionRow]) -> Cast:
    """Return who plays in a document."""
    return Cast(text, shown_people(blocks, listed))


@cache
def _patterns(tables: BlameTables) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    """Return what is sought in a text, each with what it tells of who did it, and with what stands before it.

    What stands before is looked at where the rest was found: a search for it would take half of all the time.
    """
    own = (
        r"(?:,? who|, (?:as (?:ever|usual|always|so often)|(?:once |yet )?again|of course"
        r"|(?:the|our|an?) [\w -]{2,25}),)?"
        r"(?: \w+ly| simply| just)?"
    )
    end = r"(?= (?:who|and|again|himself|herself|when|while|after|by|alone)\b| ?\||[.,;:!)]|$|\n)(?!\.\w)"
    found = (
        ("people", rf"{_NAME}{own} (?i:{tables.verdict})", ""),
        ("deed", rf"{_NAME}{own} (?i:{tables.deed})", ""),
        ("people", rf"{_NAME} (?:carelessly|negligently|recklessly|thoughtlessly) \w+", ""),
        ("people", rf"{_NAME}{_FAULT}", ""),
        ("deed", rf"(?<=[a-z]) {_NAME}{end}", tables.cause),
        ("deed", rf"(?<=[a-z]) {_NAME}'s\b(?! \w)", r"(?:mistake|fault|blame|slip) (?:is|was)(?: \w+ly)?"),
        (
            "label",
            rf"(?::| [-|\u2013\u2014]) ?\W{{0,3}}{_NAME}{end}",
            rf"(?:^|[.|*\n] ?)\W{{0,4}}{tables.label}\W{{0,3}}",
        ),
        ("label", rf" {_NAME}{end}", r"\btypical(?: of)?"),
        (SCORN, rf"\b(?:Blame|Fire|Sack|Dismiss|Punish|Discipline) {_NAME}\b(?!'| [a-z])", ""),
        (HINDSIGHT, rf"{_NAME}{_COULD}", ""),
        (HINDSIGHT, rf"\bHad {_NAME} (?:not |only )?(?:been|paid|read|known|seen|run|\w+ed)\b", ""),
        (HINDSIGHT, rf"\b[Ii]f (?:only )?{_NAME} had (?:not |only )?(?:been|paid|read|known|\w+ed)\b", ""),
    )
    return tuple(
        (kind, re.compile(pattern), re.compile(rf"(?:{before})\Z") if before else None)
        for kind, pattern, before in found
    )


def named_culprits(source: Source, tables: BlameTables, cast: Cast) -> list[Finding]:
    """Return the places that name a person and pass a verdict, or say what that person could have done."""
    found = []
    for kind, pattern, before in _patterns(tables):
        for match in pattern.finditer(source.shown):
            start = _start(source, match, before)
            rule = "" if start is None else _rule(match, kind, tables, cast)
            if start is not None and rule and not _is_fair(source, match.start(1), tables):
                feature = "counterfactual" if kind == HINDSIGHT else "blame_individual"
                found.append(_verdict(feature, rule, source.span(start, match.end())))
    return found


def _start(source: Source, match: re.Match[str], before: re.Pattern[str] | None) -> int | None:
    """Return where the words begin that blame somebody; None where what has to stand before does not."""
    if before is None:
        return match.start()
    window = source.plain[max(0, match.start() - BEFORE_CHARS) : match.start()]
    lead = before.search(window)
    return None if lead is None else match.start() - len(lead[0].lstrip(" .|*_#>\n-"))


def _rule(match: re.Match[str], kind: str, tables: BlameTables, cast: Cast) -> str:
    """Return by which rule a name beside a deed is blamed; empty where it is a thing's, or nothing tells."""
    sure = _is_person(match[1], tables, cast)
    if sure is False or (kind != HINDSIGHT and _stands_like_a_thing(match[1], cast)):
        return ""
    if sure is None and (kind in ("label", SCORN) or (kind == "deed" and _MACHINES.search(match[0]))):
        return ""
    if kind == SCORN:
        return SCORN
    return NAMED if sure or kind == "people" else DOUBTFUL


def bare_culprits(told: Iterable[Block], tables: BlameTables, cast: Cast) -> list[Finding]:
    """Return the blocks that name somebody where the cause should stand, and say no more: `Root cause: Jonas`."""
    role, found = re.compile(rf"(?i:{tables.culprit})\W*"), []
    for block in told:
        words = block.text.strip(" *_|-\n")
        name = re.fullmatch(rf"{_NAME}\.?", words) if block.section == "factors" else None
        if (name and _is_person(name[1], tables, cast)) or (block.section == "factors" and role.fullmatch(words)):
            found.append(_verdict("blame_individual", NAMED, (block.start, block.end, block.text)))
    return found


def _verdict(feature: str, rule: str, span: tuple[int, int, str]) -> Finding:
    """Return a finding of a span and its words."""
    start, end, quote = span
    return Finding(feature=feature, rule=rule, start=start, end=end, quote=quote, advice=NO_VERDICT)


def without_scorn(listed: tuple[ActionRow, ...], findings: list[Finding]) -> tuple[ActionRow, ...]:
    """Return actions without those that only scorn somebody."""
    scorned = [one.start for one in findings if one.rule == SCORN]
    return tuple(row for row in listed if not any(row.start <= start < row.end for start in scorned))


def accuses(findings: Iterable[Finding], told: Sequence[Block]) -> bool:
    """Return whether somebody is held up as the culprit: a person, a role or a team, surely or again and again.

    Not `nobody` or `someone`, not a word that only may be a name, not `caused by an engineer`, who is nobody in
    particular, and not where the sentence goes on with what in the system made it so. What somebody left undone counts
    from the second time on: a fair report says it once.
    """
    held = [
        one
        for one in findings
        if one.feature in ("blame_individual", "blame_team")
        and one.rule != DOUBTFUL
        and (one.rule == NAMED or not _VAGUE_PERSON.match(one.quote))
        and not _ANYBODY.search(one.quote)
        and not _REASON.search(_rest_of_sentence(one, told))
    ]
    return len({one.start // 40 for one in held}) >= TIMES_UNDONE or any(not _UNDONE.search(one.quote) for one in held)


def _rest_of_sentence(one: Finding, told: Sequence[Block]) -> str:
    """Return what follows a finding up to the end of its sentence."""
    rest = next((block.text[one.end - block.start :] for block in told if block.start <= one.start < block.end), "")
    return _SENTENCE.match(rest)[0]  # type: ignore[index]


def _is_person(name: str, tables: BlameTables, cast: Cast) -> bool | None:
    """Return whether a word in capitals is a person; None where nothing tells."""
    if name in cast.people:
        return True
    small = name.lower()
    if small in tables.products or _NO_NAME.fullmatch(name) or re.search(rf"(?<!\w){small}(?!\w)", cast.text):
        return False  # a word that the document also writes in small letters is no name
    return True if small in tables.given else None


def _stands_like_a_thing(name: str, cast: Cast) -> bool:
    """Return whether a document speaks of `the Heimdall service`."""
    return name not in cast.people and re.search(_THING.format(name=name), cast.text) is not None


def _is_fair(source: Source, position: int, tables: BlameTables) -> bool:
    """Return whether a sentence denies the blame, asks, quotes, or tells of what was right."""
    first, last = source.sentence(position)
    sentence = source.plain[first:last]
    return (
        source.is_quoted(position, position + 1)
        or sentence.rstrip().endswith("?")
        or re.search(rf"\b(?:{tables.denied})", sentence) is not None
    )
