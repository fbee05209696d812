"""Read one brief to executives: impact, status, confidence, decisions asked, next refresh; one page."""

from __future__ import annotations

import msgspec

from simulator.reading.claim import ClaimTables, claim_tables, claims
from simulator.reading.lexicon import CompiledRule, Lexicon, compile_rules
from simulator.reading.moment import Times
from simulator.reading.promise import Promise, PromiseTables, promise_tables, promises
from simulator.reading.prose import Prose, word_count
from simulator.reading.result import BriefReading, Finding, SpokenPromise
from simulator.reading.rules import finding, first_hit
from simulator.reading.score import score_brief
from simulator.reading.source import Source

BRIEF_CHARS = 20_000
"""The longest brief that is read."""
_PARTS = ("impact", "reach", "status", "confidence", "decisions")


class BriefTables(msgspec.Struct, frozen=True, kw_only=True):
    """The compiled rules that briefs are read with."""

    parts: tuple[tuple[str, tuple[CompiledRule, ...]], ...]
    cheat: tuple[CompiledRule, ...]
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
        promise=msgspec.structs.replace(tables, cues=cues),
        claim=claim_tables(lexicon),
    )


class BriefReader:
    """Reads briefs with one lexicon."""

    __slots__ = ("_digest", "_prose", "_tables", "_times")

    def __init__(self, lexicon: Lexicon, times: Times, prose: Prose, digest: str) -> None:
        """Compile the rules of a lexicon."""
        self._tables = brief_tables(lexicon)
        self._times = times
        self._prose = prose
        self._digest = digest

    def read(self, text: str, *, at_utc_s: int) -> BriefReading:
        """Read one brief; see `Reader.read_brief`."""
        readable = self._prose.readable(text, BRIEF_CHARS)
        if readable != "yes":
            return BriefReading(reader=self._digest, readable=readable)
        source = Source(text)
        moments = self._times.find(source, at_utc_s)
        promised = promises(source, moments, self._tables.promise, at_utc_s)
        found: dict[str, Finding] = {}
        for name, rules in self._tables.parts:
            hit = first_hit(source, rules)
            if hit is not None:
                found[name] = finding(source, name, hit)
        due = [p for p in promised if p.what == "update" and not p.too_far and not p.too_late]
        usable = [promise for promise in promised if not promise.too_far and not promise.too_late]
        reading = BriefReading(
            reader=self._digest,
            readable="yes",
            impact="impact" in found and "reach" in found,
            status="status" in found,
            confidence="confidence" in found,
            decisions="decisions" in found,
            next_refresh_utc_s=min(p.due_utc_s for p in due) if due else None,
            word_count=word_count(source.plain),
            findings=tuple(sorted(found.values(), key=lambda one: (one.start, one.feature))),
            claims=claims(source, moments, promised, self._tables.claim),
            promises=tuple(_spoken(source, promise) for promise in usable),
        )
        gamed = self._prose.is_salad(source.plain) or self._prose.is_scrambled(source.plain, source.shown)
        gamed = gamed or first_hit(source, self._tables.cheat) is not None
        return msgspec.structs.replace(reading, score=score_brief(reading, gamed=gamed))


def _spoken(source: Source, promise: Promise) -> SpokenPromise:
    """Turn a promise into its journalled form."""
    start, end, quote = source.span(promise.start, promise.end)
    return SpokenPromise(what=promise.what, due_utc_s=promise.due_utc_s, start=start, end=end, quote=quote)
