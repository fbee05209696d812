"""Read one customer update: what it says, how it says it, what it promises and claims."""

from __future__ import annotations

from functools import partial

import msgspec

from simulator.reading.attributed import attributed
from simulator.reading.claim import ClaimTables, claim_tables, claims
from simulator.reading.closing import ClosingTables, closes, closing_tables
from simulator.reading.frame import (
    FrameTables,
    announces_work,
    contradicts_itself,
    frame_tables,
    is_foreign,
    is_impossible,
    is_planned,
    is_unreal,
    plans_work,
    repeats_itself,
    stutters,
)
from simulator.reading.heap import is_heaped, is_telegram
from simulator.reading.known import Known, known_findings
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
    timeless,
)
from simulator.reading.prose import Prose, grade_level, sentence_words, similarity_permille, word_count
from simulator.reading.region import speaks_of_us
from simulator.reading.relayed import only_relays
from simulator.reading.result import FeatureValue, Finding, UpdateReading
from simulator.reading.rules import Hit, finding, first_hit, first_hits, openings_of
from simulator.reading.score import anchor, score_update
from simulator.reading.source import Source
from simulator.reading.tone import TONE, ToneTables, tone, tone_tables
from simulator.reading.undone import is_undone
from simulator.reading.unhurt import is_unhurt
from simulator.reading.unmeant import Unmeant, unmeant_spans, within

UPDATE_CHARS = 20_000
"""The longest update that is read; real ones stay below 3,000 characters."""
SAME_POST_PERMILLE = 900
"""At or above this likeness to the last post a post brings nothing new. Source: domain notes §2.3."""
VAGUE_CAP = 2
"""Vague wording costs at most this much in one post. Source: domain notes §2.3."""
JARGON_CAP = 2
"""Jargon costs at most this much in one post. Engineering judgement."""
MOST_PLACES = 6
"""So many places show that a post says something; the reader is told of no more."""
NEGATION_CHARS = 16
"""How far before "no time is known" the words stand that make it a "not": `hasn't been`, `does not yet`."""

_PLAIN_FEATURES = (
    "acknowledges",
    "impact",
    "action",
    "action_specific",
    "workaround",
    "apology",
    "apology_regret",
    "apology_responsibility",
    "apology_repair",
    "apology_explanation",
    "apology_repentance",
    "data_loss_statement",
    "resolved_statement",
    "stood_down",
    "spared",
    "recurrence_advice",
    "placeholder",
    "prompt_like",
    "scope",
)
_NAMES = {"impact": "states_impact", "action": "states_action"}
_LOOKS = {"acknowledges": is_unhurt, "impact": is_unhurt, "action": is_undone, "action_specific": is_undone}
"""What only looks like a feature."""
_FIRST_ENOUGH = frozenset(("apology_regret", "apology_explanation", "apology_repentance", "action", "acknowledges"))


class UpdateTables(msgspec.Struct, frozen=True, kw_only=True):
    """The compiled rules that updates are read with."""

    plain: tuple[tuple[str, tuple[CompiledRule, ...]], ...]
    tone: ToneTables
    closing: ClosingTables
    test: tuple[CompiledRule, ...]
    promise: PromiseTables
    claim: ClaimTables
    frame: FrameTables


def update_tables(lexicon: Lexicon) -> UpdateTables:
    """Compile everything that reading an update takes."""
    return UpdateTables(
        plain=tuple((name, compile_rules(lexicon, name)) for name in _PLAIN_FEATURES),
        tone=tone_tables(lexicon),
        closing=closing_tables(lexicon),
        test=compile_rules(lexicon, "test_only"),
        promise=promise_tables(lexicon),
        claim=claim_tables(lexicon),
        frame=frame_tables(lexicon),
    )


class UpdateReader:
    """Reads updates with one lexicon."""

    __slots__ = ("_digest", "_prose", "_times", "openings", "tables")

    def __init__(self, lexicon: Lexicon, times: Times, prose: Prose, digest: str) -> None:
        """Compile the rules of a lexicon."""
        self.tables = update_tables(lexicon)
        self.openings = openings_of(self.tables)
        self._times = times
        self._prose = prose
        self._digest = digest

    def read(
        self, text: str, *, at_utc_s: int, previous: str | None, audience: str, final: bool, words: Known
    ) -> UpdateReading:
        """Read one update; see `Reader.read_update`."""
        source = Source(joined(text[:UPDATE_CHARS]), self.openings)
        lines = sentence_words(source.plain)
        readable = self._prose.readable(text, UPDATE_CHARS, source, lines)
        if readable != "yes":
            return UpdateReading(reader=self._digest, readable=readable, features={})
        moments = self._times.find(source, at_utc_s)
        unmeant = unmeant_spans(source)
        unknown = says_no_eta(source, self.tables.promise)
        promised = self._promised(source, unmeant, promises(source, moments, unknown, self.tables.promise, at_utc_s))
        findings = self._content(source, unmeant, unknown)
        findings += known_findings(source, unmeant, words, frozenset(one.feature for one in findings))
        findings += self._times_said(source, promised, unknown)
        worded = tone(source, self.tables.tone, audience, final=final)
        features = self._features(source, lines, findings, worded, promised, previous)
        claimed = claims(source, moments, promised, self.tables.claim, at_utc_s)
        closed = closes(source, features, claimed, self.tables.closing)
        features["says_resolved"] = closed is not None
        findings += [finding(source, "closing", closed)] if closed else []
        due = next_update(promised)
        reading = UpdateReading(
            reader=self._digest,
            readable="yes",
            features=features,
            impact_level=_level(features["states_impact"], features["scope"]),
            action_level=_level(features["states_action"] or features["action_specific"], features["action_specific"]),
            findings=tuple(sorted([*findings, *worded], key=lambda one: (one.start, one.end, one.feature, one.rule))),
            claims=claimed,
            promises=tuple(promise.spoken(source) for promise in promised if promise.is_given),
            next_update_utc_s=due.due_utc_s if due else None,
            violations=_violations(features),
        )
        return msgspec.structs.replace(
            reading, anchor=anchor(reading, final=final), score=score_update(reading, final=final)
        )

    def _promised(self, source: Source, unmeant: Unmeant, found: list[Promise]) -> list[Promise]:
        """Return the promises that are meant; a repair that others reckon with, or that was planned, is none."""
        if only_relays(source):
            return []
        planned, others = plans_work(source, self.tables.frame), attributed(source).others
        return [
            one
            for one in found
            if not within(one.start, unmeant.asked + unmeant.unreal)
            and not (one.what == "fix" and (planned or within(one.moment.start, others)))
        ]

    def _content(self, source: Source, unmeant: Unmeant, unknown: list[Hit]) -> list[Finding]:
        """Return the findings about what is said and meant; `unknown` says that no repair time is known."""
        found: list[Finding] = []
        is_sham = first_hit(source, self.tables.test) is not None or is_unreal(source, self.tables.frame)
        if is_sham or only_relays(source):
            return found
        no_harm = [(max(hit.start - NEGATION_CHARS, source.sentence(hit.start)[0]), hit.end) for hit in unknown]
        for name, rules in self.tables.plain:
            feature = _NAMES.get(name, name)
            lets = partial(_lets, source, unmeant, name)
            if name in _FIRST_ENOUGH:
                hit = first_hit(source, rules, lets)
                places = [hit] if hit else []
            else:
                places = first_hits(source, rules, MOST_PLACES, lets)
            if name == "apology":
                places = [place for place in places if not source.is_quoted(place.start, place.end)]
            if name == "impact":  # not to know when it works again is no harm of its own
                places = [place for place in places if not within(place.start, no_harm)]
            if name == "scope":
                places = [place for place in places if not speaks_of_us(source, place.start, place.end)]
            found += [finding(source, feature, place) for place in places]
        return found

    def _times_said(self, source: Source, promised: list[Promise], unknown: list[Hit]) -> list[Finding]:
        """Return the findings about promises, timed and timeless."""
        found = [_promise_finding(source, promise) for promise in promised]
        found += [finding(source, "vague_promise", hit) for hit in timeless(source, promised, self.tables.promise)]
        return found + [finding(source, "says_no_eta", hit) for hit in unknown[:1]]

    def _features(
        self,
        source: Source,
        lines: list[list[str]],
        findings: list[Finding],
        worded: list[Finding],
        promised: list[Promise],
        previous: str | None,
    ) -> dict[str, FeatureValue]:
        """Return all features of an update; `lines` are the words of its sentences."""
        seen = {one.feature for one in findings}
        features: dict[str, FeatureValue] = {
            _NAMES.get(name, name): _NAMES.get(name, name) in seen for name in _PLAIN_FEATURES
        }
        due = next_update(promised)
        features |= {
            "next_update": due is not None and not due.passed,
            "next_update_distant": due is not None and due.is_distant,
            "vague_promise": "vague_promise" in seen,
            "promises_fix_time": any(p.what == "fix" and not p.too_far for p in promised),
            "says_no_eta": "says_no_eta" in seen,
            "word_count": word_count(source.plain),
            "grade_level": grade_level(source.plain, lines),
            "is_salad": self._is_heap(source, lines, findings),
            "is_scrambled": self._prose.is_scrambled(source.plain, source.shown),
            "is_disguised": source.disguised,
            "is_planned": is_planned(source, self.tables.frame),
            "is_foreign": is_foreign(source, self.tables.frame),
            "contradicts_itself": contradicts_itself(source, self.tables.frame)
            or is_undecided(source, promised)
            or is_impossible(source),
            "repeats_itself": repeats_itself(source.plain[first:last] for first, last in source.sentences()),
        }
        features |= {name: sum(int(one.value) for one in worded if one.feature == name) for name in TONE}
        features["states_action"] = bool(features["states_action"] or features["action_specific"])
        harmed = features["states_impact"] and not features["is_planned"]
        told = features["acknowledges"] or harmed
        features["acknowledges"] = bool(told and not announces_work(source, self.tables.frame))
        features["repeats_previous"] = previous is not None and _repeats(source, previous)
        return features

    def _is_heap(self, source: Source, lines: list[list[str]], findings: list[Finding]) -> bool:
        """Return whether a text is words without sentences: keywords, measures, or the same few again."""
        heaped = is_heaped(source, findings, self._prose.is_bare)
        loose = self._prose.is_salad(lines) and not is_telegram(source, findings)
        return heaped or loose or stutters(source.plain, lines)


def _lets(source: Source, unmeant: Unmeant, name: str, position: int) -> bool:
    """Return whether words at a position count for a feature: they are said, and mean what they look like."""
    looks = _LOOKS.get(name)
    return unmeant.lets(name, position) and (looks is None or not looks(source, position))


def _repeats(source: Source, previous: str) -> bool:
    """Return whether a post says nothing that the last one did not say."""
    before = Source(previous[:UPDATE_CHARS]).plain
    return similarity_permille(source.plain, before) >= SAME_POST_PERMILLE


def _level(some: FeatureValue, more: FeatureValue) -> int:
    """Return 0, 1 or 2."""
    return (2 if more else 1) if some else 0


def _violations(features: dict[str, FeatureValue]) -> int:
    """Return the weighted count of bad wording, with vague words and jargon capped."""
    vague, jargon = int(features["vague"] or 0), int(features["jargon"] or 0)
    rest = sum(int(features[name] or 0) for name in ("over_promise", "spin", "blame", "rude"))
    return min(vague, VAGUE_CAP) + min(jargon, JARGON_CAP) + rest + (2 if features["is_disguised"] else 0)


def _promise_finding(source: Source, promise: Promise) -> Finding:
    """Turn a promise into a finding."""
    start, end, quote = source.span(promise.start, promise.end)
    feature = {"update": "next_update", "fix": "promises_fix_time", "call": "call", "rfo": "rfo"}[promise.what]
    advice = "That is too far away: name a time within the cadence." if promise.too_far or promise.is_distant else ""
    advice = "That time has already passed: name one still to come." if promise.passed else advice
    if promise.moment.unknown_zone and not advice:
        advice = f"The zone “{promise.moment.unknown_zone}” is not known here: name the time in UTC as well."
    if feature == "next_update" and (promise.too_far or promise.passed):
        feature = "next_update_unusable"
    return Finding(
        feature=feature, rule=promise.rule.rule.name, start=start, end=end, quote=quote, advice=advice,
        value=source.span(promise.moment.start, promise.moment.end)[2], at_utc_s=promise.due_utc_s,
    )  # fmt: skip
