"""Numbers on harm in a post-mortem: who and how many, how long, and what it cost."""

from __future__ import annotations

import re

import msgspec

from simulator.reading.document import Block
from simulator.reading.lexicon import CompiledRule, Lexicon, compile_any, compile_rules
from simulator.reading.result import Finding
from simulator.reading.rules import Hit, finding, hits
from simulator.reading.source import Source
from simulator.reading.starts import Openings

_HARM = re.compile(
    r"fail|error|outage|down\b|down ?time|recovery time|disconnect|blip|time out\b|unavailab|unable"
    r"|could not|couldn't|can ?not|can't"
    r"|affect|impact|slow|delay|time-?outs?|tim(?:e|ed|es|ing) out|degrad|broken|broke|drop|lost|loss|miss"
    r"|halt|(?:did not|didn't) (?:collect|receive|process|load|send|save|deliver|record|respond|return|store|sync"
    r"|arrive|reach|run|show|open)"
    r"|stuck|interrupt|disrupt|inaccessib|unreachable|blank|incorrect|wrong|5\d\d|latency"
    r"|offline|out of (?:reach|service|order|action)|(?:sign|logg|kick)ed out|too (?:low|high|small|few)"
    r"|(?:hours?|days?|minutes?) old\b|already gone|white (?:page|screen)|error page|grew by|got through"
    r"|no (?:[\w.-]+ ){1,5}(?:went|got|came|arrived|reached|could|received"
    r"|worked|ran|were|was)\b|had no |stoppage|nobody|no one"
    r"|imped|hinder|hamper|stopped|blocked|deleted|crash|corrupt|stale|not (?:be )?(?:able|work|serv|deliver"
    r"|process)|lasted|prevented|5xx|not \w+ing|unsuccessful|lagg|hang|hung|st(?:an|oo)d(?:s|ing)? (?:still|idle)"
    r"|standstill|took (?:up to|more than|over|longer|nearly|almost|about|around|roughly)"
    r"|show\w* (?:no|nothing)|no data|carried (?:last|the wrong|an old)"
    r"|\blate\b|refus|reject|denied|twice|duplicat|leaked|exposed|empty|without"
    r"|\bzero (?:results|rows|hits|writes|reads)|concerned|\bholes?\b|\bgaps?\b"
    r"|not (?:\w+ly )?(?:been )?(?:shown|stored|sent|kept|seen|written|paid|read|\w+ed)\b"
    r"|bounced|too (?:little|much)|\bdead\b|bricked|unusable|wiped|overcharged|undercharged"
    r"|double[- ]|gave notice|given notice|complain|\d ?h(?:ours?)? old|misrouted|outdated|overwrit"
    r"|abandon|clear[- ]?text|\brevoked|\bexpired?\b|not secure|roll(?:ed)? back \d"
)

MOST_OPENING = 12
"""So many blocks from the start are looked at for running text before the first section."""
OPENING_PARAS = 5
"""So many paragraphs of it may state the impact."""
_POINTS_BACK = re.compile(r"\s*(?:that|this|these|those|it|they|in all|in total|altogether)\b")
"""How a sentence begins that goes on counting: `That is 212 customers.`"""


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
    rest = [
        block
        for block in told
        if block.section not in ("actions", "timeline", "customer") and block.kind in ("para", "item", "row")
    ]
    notes = _Notes(openings, stated + summary)
    found = notes.found
    count = notes.take(stated, tables.count, "impact_count") | notes.take(
        summary, tables.count, "impact_count", harm=True, alone=not stated
    )
    window = notes.take(stated + summary, tables.window, "impact_window", harm=not stated)
    told_long = notes.take(stated, tables.length, "duration_stated") | notes.take(
        summary, tables.length, "duration_stated", harm=True
    )
    meta = [block for block in rest if _is_length_line(block)]
    named = not told_long and notes.take(rest, tables.outage, "duration_stated")
    length = told_long or named or notes.take(meta, tables.length, "duration_stated")
    money = notes.take(stated + summary, tables.business, "impact_business")
    quantified = count or told_long or window or (named and not stated)
    if quantified:
        found += [
            msgspec.structs.replace(one, feature="impact_quant")
            for one in found
            if one.feature in ("impact_count", "impact_window")
        ][:3]
    return Impact(quantified=quantified, duration=length, window=window, count=count, business=money, findings=found)


_LENGTH_LINE = re.compile(
    r"(?im)^\W*(?:(?:approx\w* |about |~ ?)?\d+ ?h\w*,? (?:and )?\d+ ?m\w*\W*$|duration"
    r"|time to (?:repair|resol|recover|fix|restor)\w*"
    r"|total (?:time|down ?time)|down ?time|(?:uptime )?impact|period"
    r"|outage (?:duration|length)|length|mttr|ttr)\b"
)


def _is_length_line(block: Block) -> bool:
    """Return whether a line is there to say how long: `Duration: 41 minutes`."""
    text = f"{block.heading}: {block.text}" if block.section == "response" else block.text
    return _LENGTH_LINE.search(text) is not None


def _statement(told: list[Block]) -> tuple[list[Block], list[Block]]:
    """Return the blocks of the impact section, and those that sum up."""
    stated = [block for block in told if block.section == "impact"]
    summary = [*_opening(told), *(block for block in told if block.section == "summary")]
    if not stated and not summary:
        summary = [block for block in told if block.kind == "para" and block.section not in ("actions", "lessons")][:4]
    return stated, summary


def _opening(told: list[Block]) -> list[Block]:
    """Return the running text before the first section, at most four blocks."""
    opening = []
    for block in told[:MOST_OPENING]:
        if block.section in ("", "meta", "response") and block.kind == "para":
            opening.append(block)
        elif block.section:
            break
    return opening[:OPENING_PARAS]


class _Notes:
    """What the rules find, block by block; a block is cleaned once."""

    def __init__(self, openings: Openings, statement: list[Block]) -> None:
        """Take the blocks that all rules run over: only there it pays to look up where they can begin."""
        self.found: list[Finding] = []
        self._sources = {block.start: Source(block.text, openings) for block in statement}

    def take(
        self,
        blocks: list[Block],
        rules: tuple[CompiledRule, ...],
        feature: str,
        *,
        harm: bool = False,
        alone: bool = False,
    ) -> bool:
        """Add the places where rules match; with `harm`, only those in a sentence that tells of harm.

        Where a summary stands `alone` for the statement of impact, harm anywhere in its paragraph is enough.
        """
        before = len(self.found)
        for block in blocks:
            table = _with_columns(block)
            if table is not None and (listed := hits(table, rules)):
                self.found.append(_row_finding(block, feature, listed[0]))
                continue
            source = self._sources.get(block.start) or Source(block.text)
            for hit in hits(source, rules)[:4]:
                whole = alone and block.section == "summary" and _HARM.search(source.plain) is not None
                if not harm or whole or _tells_harm(source, hit):
                    one = finding(source, feature, hit)
                    moved = msgspec.structs.replace(one, start=one.start + block.start, end=one.end + block.start)
                    self.found.append(moved)
        return len(self.found) > before


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


def _tells_harm(source: Source, hit: Hit) -> bool:
    """Return whether the sentence of a hit tells of harm, or counts what the sentence before it told."""
    first, last = source.sentence(hit.start)
    if _HARM.search(source.plain, first, last):
        return True
    if not _POINTS_BACK.match(source.plain, first) or first == 0:
        return False
    before, end = source.sentence(max(0, first - 2))
    return bool(_HARM.search(source.plain, before, end))
