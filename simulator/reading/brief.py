"""Read one brief to executives: impact, status, confidence, decisions asked, next refresh; one page, in plain words."""

from __future__ import annotations

import re
from functools import partial

import msgspec

from simulator.reading.claim import ClaimTables, claim_tables, claims
from simulator.reading.concern import HOLLOW_WORDS, topics
from simulator.reading.frame import FrameTables, frame_tables, is_impossible, is_unreal, repeats_itself, stutters
from simulator.reading.labels import joined
from simulator.reading.lexicon import CompiledRule, Lexicon, compile_rules
from simulator.reading.moment import Times
from simulator.reading.promise import (
    Promise,
    PromiseTables,
    is_undecided,
    next_update,
    promise_tables,
    promises,
    says_no_eta,
)
from simulator.reading.prose import Prose, sentence_words, word_count
from simulator.reading.result import BriefReading, Finding
from simulator.reading.rules import finding, first_hit, openings_of
from simulator.reading.score import score_brief
from simulator.reading.source import Source
from simulator.reading.tone import TONE, ToneTables, tone, tone_tables
from simulator.reading.unmeant import unmeant_spans, within

BRIEF_CHARS = 20_000
"""The longest brief that is read."""
LEAST_WORDS = 3
"""A line of fewer words is a label with nothing after it."""
_BUSY = re.compile(
    r"\bstatus\W{1,6}(?:we(?: are|'re)?(?: all| still)* (?:work|working|busy|on|looking)\b(?: hard)?"
    r"(?: (?:on|at|into|with))?(?: it| this| that)?|work (?:goes|is going) on|(?:it is )?being worked on"
    r"|somebody is (?:on|at) it)[ *_]*(?:[.!\n]|$)"
)
"""A status that only says that somebody works; what is done stands elsewhere, or nowhere."""
_END = r"\W*(?:[.\n]|$)"
_ON_NOTHING = (
    r"[^.\n]*?(?:%|per ?cent|people|customers|users) (?:of|in|with) (?:something|things|stuff|whatever)\b[^\n]*"
)
_EMPTY = {
    "impact": re.compile(rf"\bimpact\W{{1,3}}{_ON_NOTHING}"),
    "reach": re.compile(rf"\bimpact\W{{1,3}}{_ON_NOTHING}"),
    "confidence": re.compile(
        r"\bconfiden\w*\W{1,4}(?:very |quite )?(?:high|medium|low)\W+(?:that we are (?:confident|sure|right|certain)\b"
        rf"[^.;\n]*|because (?:known|sure|confident|certain|so|(?:we are|it is)(?: confident| sure| known| so)?)){_END}"
    ),
    "decisions": re.compile(
        r"\b(?:decisions?|approvals?)(?: asked| needed| required)?\W{1,3}(?:[\w.'-]+(?: [\w.'-]+){0,3}: ?)?(?:please )?"
        rf"(?:approve|decide|confirm|agree|sign|choose)(?: (?:by|until|before) \d[\d:.]*(?: ?utc)?)?{_END}"
    ),
}
"""Parts that say nothing behind their labels: `18 % of something`, `high because we are confident`, `approve`."""
_REPORTS = re.compile(r"\d|\b(?:no|not|nothing|nobody|none|yet|found|know|still|again|n't)\b")
_STATUS_LINE = re.compile(r"\bstatus ?[:-] ?(?P<said>[^\n]+)")
_TAKEN_BACK = re.compile(
    r"\b(?:(?:all|most) of (?:this|it|the above)|this (?:brief|text|report|page)|the above|everything (?:above|below))"
    r" (?:is|was) (?:only |just |all )?(?:(?:last|the previous) (?:year|month|week|time|drill)'s|yesterday's"
    r"|copied from|pasted|made up|invented|for practice|an example|a sample|somebody else's|placeholder)\b"
    r"|\b(?:pasted|copied|written) (?:in )?(?:only |just )?to fill (?:the|a|this|up) (?:page|space|form|brief)\b"
)
"""Words of a brief on itself, with which all of it falls."""
_SINCE = "since "
"""A time since which it lasts is no status beside one that says nothing."""
_PARTS = ("impact", "reach", "status", "confidence", "decisions")
_SPOILS = tuple(name for name in TONE if name != "jargon")
"""Executives are told of hosts and pools; every other fault of wording is one for them too."""


class BriefTables(msgspec.Struct, frozen=True, kw_only=True):
    """The compiled rules that briefs are read with."""

    parts: tuple[tuple[str, tuple[CompiledRule, ...]], ...]
    cheat: tuple[CompiledRule, ...]
    harm: tuple[CompiledRule, ...]
    tone: ToneTables
    frame: FrameTables
    promise: PromiseTables
    claim: ClaimTables


def brief_tables(lexicon: Lexicon) -> BriefTables:
    """Compile everything that reading a brief takes."""
    tables = promise_tables(lexicon)
    refresh = compile_rules(lexicon, "cue_refresh")
    cues = tuple((what, refresh + rules if what == "update" else rules) for what, rules in tables.cues)
    return BriefTables(
        parts=tuple((name, compile_rules(lexicon, f"brief_{name}")) for name in _PARTS),
        cheat=compile_rules(lexicon, "placeholder") + compile_rules(lexicon, "prompt_like"),
        harm=compile_rules(lexicon, "blame") + compile_rules(lexicon, "rude"),
        tone=tone_tables(lexicon, _SPOILS),
        frame=frame_tables(lexicon),
        promise=msgspec.structs.replace(tables, cues=cues),
        claim=claim_tables(lexicon),
    )


class BriefReader:
    """Reads briefs with one lexicon."""

    __slots__ = ("_digest", "_prose", "_times", "openings", "tables")

    def __init__(self, lexicon: Lexicon, times: Times, prose: Prose, digest: str) -> None:
        """Compile the rules of a lexicon."""
        self.tables = brief_tables(lexicon)
        self.openings = openings_of(self.tables)
        self._times = times
        self._prose = prose
        self._digest = digest

    def read(self, text: str, *, at_utc_s: int) -> BriefReading:
        """Read one brief; see `Reader.read_brief`."""
        readable = self._prose.readable(text, BRIEF_CHARS)
        if readable != "yes":
            return BriefReading(reader=self._digest, readable=readable)
        source = Source(joined(text), self.openings)
        moments = self._times.find(source, at_utc_s)
        unknown = says_no_eta(source, self.tables.promise)
        promised = promises(source, moments, unknown, self.tables.promise, at_utc_s)
        unmeant = unmeant_spans(source)
        found: dict[str, Finding] = {}
        for name, rules in self.tables.parts:
            idle = unmeant.unreal if name == "decisions" else unmeant.asked + unmeant.unreal
            idle = idle + (unmeant.idle + _hollow(source) if name == "status" else _empty(source, name))
            counts = partial(_is_status, _BUSY.search(source.plain)) if name == "status" else _counts
            hit = first_hit(source, rules, partial(counts, source, idle))
            if hit is not None:
                found[name] = finding(source, name, hit)
        promised = [p for p in promised if not within(p.start, unmeant.asked + unmeant.unreal)]
        due = next_update(promised)
        usable = [promise for promise in promised if promise.is_given]
        told = [*found.values(), *tone(source, self.tables.tone, "executive")]
        reading = BriefReading(
            reader=self._digest,
            readable="yes",
            impact="impact" in found and "reach" in found,
            status="status" in found,
            confidence="confidence" in found,
            decisions="decisions" in found,
            next_refresh_utc_s=due.due_utc_s if due and not due.passed else None,
            word_count=word_count(source.plain),
            findings=tuple(sorted(told, key=lambda one: (one.start, one.feature))),
            claims=claims(source, moments, promised, self.tables.claim, at_utc_s),
            promises=tuple(promise.spoken(source) for promise in usable),
        )
        reading = msgspec.structs.replace(reading, held_back=self._held_back(source, promised))
        return msgspec.structs.replace(reading, score=score_brief(reading))

    def _held_back(self, source: Source, promised: list[Promise]) -> tuple[str, ...]:
        """Return why a brief cannot be worth what its parts add up to: it is made for the judge, or it harms."""
        plain, tables = source.plain, self.tables
        said = [plain[first:last] for first, last in source.sentences()]
        words = sentence_words(plain)
        signs = (
            ("is a heap of words", self._prose.is_salad(words) or self._prose.is_scrambled(plain, source.shown)),
            ("is a template or an order to the reader", first_hit(source, tables.cheat) is not None),
            ("has hidden or look-alike letters", source.disguised),
            ("says the same again and again", repeats_itself(said) or stutters(plain, words)),
            (
                "says that it reports nothing real",
                is_unreal(source, tables.frame) or _TAKEN_BACK.search(plain) is not None,
            ),
            ("names several times for one next brief", is_undecided(source, promised)),
            ("puts the next brief out of reach", any(p.what == "update" and p.too_far for p in promised)),
            ("gives values that cannot be, or several to choose from", is_impossible(source)),
            ("blames or insults", first_hit(source, tables.harm) is not None),
        )
        return tuple(words for words, holds in signs if holds)


def _empty(source: Source, part: str) -> list[tuple[int, int]]:
    """Return the spans in which a part has its label and says nothing."""
    return [match.span() for match in _EMPTY[part].finditer(source.plain)]


def _hollow(source: Source) -> list[tuple[int, int]]:
    """Return the lines with the label of a status in which no word says anything: `worked on by those who work`."""
    lines = _STATUS_LINE.finditer(source.plain)
    return [line.span() for line in lines if len(line["said"].split()) >= HOLLOW_WORDS and not _tells(line["said"])]


def _tells(said: str) -> bool:
    return bool(topics(said)) or _REPORTS.search(said) is not None


def _counts(source: Source, idle: list[tuple[int, int]], position: int) -> bool:
    """Return whether words at a position are said and meant: not in one of some idle spans, and no bare label."""
    return not within(position, idle) and _says_more(source, position)


def _is_status(busy: re.Match[str] | None, source: Source, idle: list[tuple[int, int]], position: int) -> bool:
    """Return the same for a status: when it began is none, nor are words that say nothing, such as `we are busy`."""
    is_time = source.plain.startswith(_SINCE, position)
    says_nothing = busy is not None and within(position, [busy.span()])
    return not is_time and not says_nothing and _counts(source, idle, position)


def _says_more(source: Source, position: int) -> bool:
    """Return whether a line says something beside its label, such as `Status:` with nothing after it."""
    line = source.plain[slice(*source.sentence(position))]
    label, _, said = line.partition(":")
    is_answered = any(map(str.isalnum, said)) and len(label.split()) < LEAST_WORDS
    is_sentence = line.rstrip().endswith((".", "!")) and " " in label.strip()
    return is_answered or is_sentence or len(line.replace(":", " ").split()) >= LEAST_WORDS
