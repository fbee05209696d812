"""Read one post-mortem: its parts, its numbers, its language, its actions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from simulator.reading.action import ActionTables, action_tables
from simulator.reading.addressed import Passage, passage_for_customers
from simulator.reading.blamed import (
    SCORN,
    BlameTables,
    Cast,
    accuses,
    bare_culprits,
    blame_tables,
    cast_of,
    named_culprits,
    without_scorn,
)
from simulator.reading.claim import ClaimTables, claim_tables, claims
from simulator.reading.document import Block, parse
from simulator.reading.filled import is_content
from simulator.reading.frame import FrameTables, frame_tables
from simulator.reading.headings import SECTIONS, Headings
from simulator.reading.hollow import without_hollow
from simulator.reading.impact import Impact, ImpactTables, impact_of, impact_tables
from simulator.reading.intent import all_actions
from simulator.reading.lexicon import CompiledRule, Lexicon, compile_rules
from simulator.reading.moment import Times
from simulator.reading.opening import is_notice, is_ordered, is_structured, opens_with_summary, sections_of
from simulator.reading.people import names_people
from simulator.reading.places import Openings
from simulator.reading.promise import PromiseTables, promise_tables
from simulator.reading.prose import Prose, sentence_words, word_count
from simulator.reading.result import ActionRow, FeatureValue, Finding, PostmortemReading, TimelineRow
from simulator.reading.rules import finding, hits, openings_of
from simulator.reading.score import with_score
from simulator.reading.source import Source, disguises
from simulator.reading.story import explains, is_unknown, told_cause
from simulator.reading.timeline import day_of, rows, runs_on_clocks
from simulator.reading.whole import whole, without_questions

POSTMORTEM_CHARS = 400_000
"""The longest post-mortem that is read, about 60,000 words."""
DISGUISES = 5
"""From so many hidden or look-alike letters on a document is made for the judge; one or two are pasted along."""
FACTOR_CHARS = 40
"""A sentence of this length under a heading on causes names a factor, also without a word of causing."""
HEAP_WORDS = 7
"""Shorter items need no sentence."""
CHUNK_CHARS = 4_000
"""Blocks are read together in chunks of about this size."""

_LANGUAGE = ("counterfactual", "blame_individual", "self_blame", "human_error", "blame_team", "normative")
_OWNED = ("self_blame", "human_error")
"""What is no verdict in words to customers: there a company owns up to what it did."""
_EVIDENCE = ("detection", "comms", "lessons", "root_cause", "factor_cue")
_NARRATIVE = ("narrative_happened", "narrative_amends", "narrative_change")
_UTC = re.compile(
    r"(?<![\w.])\d{1,2}(?:[.:]\d\d)? ?[ap]m ?\(?(?:utc|gmt)\b(?! ?[+-] ?\d)|\ball times (?:are )?(?:in )?z(?:ulu)?\b"
    r"|\d{1,2}[:.h]?\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)? ?(?:-|to|and)? ?(?:\d{1,2}:\d\d(?::\d\d)?)?,? ?\(?(?:utc|gmt"
    r"|z)\b(?! ?[+-] ?\d)|times? (?:\w+ ){0,4}?\(?(?:in |as )?(?:utc|gmt)\b(?! ?[+-] ?\d)"
    r"|\([^)\n]{1,30}, ?(?:utc|gmt)\)|timeline,? (?:in )?(?:utc|gmt)\b(?! ?[+-] ?\d)"
    r"|(?:events?|chronology|sequence|unfolded|history), (?:all |times )?(?:in )?(?:utc|gmt)\b(?! ?[+-] ?\d)"
    r"|(?m:^\W*(?:all )?(?:times? )?(?:are )?(?:in )?(?:utc|gmt)\W*$)"
    r"|[(\[](?:all )?(?:times? )?(?:in )?(?:utc|gmt)[)\]]|\b(?:time|timeline|utc|start|end"
    r"|date)[^\n]{0,20} ?[(|\[] ?(?:utc|gmt)\b(?! ?[+-] ?\d)|\|\s*(?:utc|gmt)\s*\|"
    r"|\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d(?:\.\d+)?)?z"
)

_ALL_TIMES = re.compile(r"\b(?:all|event|following) times\b")
"""A note on the times of the whole document, which may be set off as a quotation is."""


class PostmortemTables(msgspec.Struct, frozen=True, kw_only=True):
    """The compiled rules that post-mortems are read with."""

    language: tuple[tuple[str, tuple[CompiledRule, ...]], ...]
    evidence: tuple[tuple[str, tuple[CompiledRule, ...]], ...]
    voice: tuple[CompiledRule, ...]
    narrative: tuple[tuple[str, tuple[CompiledRule, ...]], ...]
    organisation: tuple[CompiledRule, ...]
    placeholder: tuple[CompiledRule, ...]
    prompt_like: tuple[CompiledRule, ...]
    blame: BlameTables
    action: ActionTables
    impact: ImpactTables
    promise: PromiseTables
    claim: ClaimTables
    frame: FrameTables


def postmortem_tables(lexicon: Lexicon) -> PostmortemTables:
    """Compile everything that reading a post-mortem takes."""

    def compiled(names: Iterable[str]) -> tuple[tuple[str, tuple[CompiledRule, ...]], ...]:
        return tuple((name, compile_rules(lexicon, name)) for name in names)

    return PostmortemTables(
        language=compiled(_LANGUAGE),
        evidence=compiled(_EVIDENCE),
        voice=compile_rules(lexicon, "customer_voice"),
        narrative=compiled(_NARRATIVE),
        organisation=compile_rules(lexicon, "organisational"),
        placeholder=compile_rules(lexicon, "placeholder"),
        prompt_like=compile_rules(lexicon, "prompt_like"),
        blame=blame_tables(lexicon),
        action=action_tables(lexicon),
        impact=impact_tables(lexicon),
        promise=promise_tables(lexicon),
        claim=claim_tables(lexicon),
        frame=frame_tables(lexicon),
    )


class _Page:
    """Blocks of one kind put together for the rules, with the way back to the document."""

    def __init__(self, blocks: list[Block], openings: Openings) -> None:
        self.blocks = blocks
        self.source = Source("\n\n".join(block.text for block in blocks), openings)
        self._starts, at = [], 0
        for block in blocks:
            self._starts.append(at)
            at += len(block.text) + 2

    def moved(self, one: Finding) -> Finding:
        """Return a finding with its span in the document."""
        index = max(i for i, start in enumerate(self._starts) if start <= one.start)
        shift = self.blocks[index].start - self._starts[index]
        return msgspec.structs.replace(one, start=one.start + shift, end=one.end + shift)


class PostmortemReader:
    """Reads post-mortems with one lexicon."""

    __slots__ = ("_digest", "_headings", "_prose", "_times", "openings", "tables")

    def __init__(self, lexicon: Lexicon, times: Times, prose: Prose, digest: str) -> None:
        """Compile the rules of a lexicon."""
        self.tables = postmortem_tables(lexicon)
        self.openings = openings_of(self.tables)
        self._headings = Headings(lexicon.words)
        self._times = times
        self._prose = prose
        self._digest = digest

    def read(self, text: str, *, at_utc_s: int | None) -> PostmortemReading:
        """Read one post-mortem; see `Reader.read_postmortem`."""
        readable = self._prose.readable(text, POSTMORTEM_CHARS)
        if readable != "yes":
            return PostmortemReading(reader=self._digest, readable=readable, features={})
        asked = parse(text, self._headings)
        blocks = without_questions(asked)
        told = [block for block in blocks if block.kind in ("para", "item", "row", "quote") and is_content(block.text)]
        near = at_utc_s if at_utc_s is not None else (day_of(blocks) or 0)
        timeline = rows(blocks, self._times, near)
        listed = all_actions(blocks, told, self.tables.action)
        pages = _pages([block for block in told if block.kind != "quote"], self.openings)
        sections = sections_of(blocks)
        passage = passage_for_customers(told, sections) or self._voiced(pages)
        findings, listed = self._findings(pages, listed, passage, cast_of(text, asked, listed))
        impact = impact_of(told, self.tables.impact, self.openings)
        findings = self._with_cause([*findings, *impact.findings], told, sections, listed)
        features = self._features(told, pages, sections, timeline, listed, findings) | self._narrative(passage)
        features |= whole(text, asked, timeline, self.tables.frame, at_utc_s) | _facts(blocks, listed, impact)
        reading = PostmortemReading(
            reader=self._digest,
            readable="yes",
            features=features,
            findings=tuple(sorted(findings, key=lambda one: (one.start, one.end, one.feature, one.rule))),
            sections=tuple(sorted(sections)),
            timeline=timeline,
            actions=listed,
            factors=self._factors(told, findings, sections),
            impact_duration=impact.duration or impact.window,
            impact_count=impact.count,
            impact_business=impact.business,
            blame_count=_number(findings, ("blame_individual", "blame_team", "self_blame")),
            counterfactual_count=_number(findings, ("counterfactual",)),
            normative_count=_number(findings, ("normative",)),
            word_count=sum(word_count(block.text) for block in told),
            narrative_parts=int(features["narrative_parts"] or 0),
            utc_stated=bool(features["utc"]),
            claims=self._claims(told, near),
        )
        reading = without_hollow(reading, told)
        return with_score(reading, self._organisational(reading.factors))

    def _findings(
        self, pages: list[_Page], listed: tuple[ActionRow, ...], passage: Passage, cast: Cast
    ) -> tuple[list[Finding], tuple[ActionRow, ...]]:
        """Return the findings about language and evidence, and the actions without those that only scorn somebody.

        Who apologises to customers does not blame himself.
        """
        found: list[Finding] = []
        for page in pages:
            for name, rules in (*self.tables.language, *self.tables.evidence):
                for hit in hits(page.source, rules):
                    if not page.source.is_quoted(hit.start, hit.end):
                        found.append(page.moved(finding(page.source, name, hit)))
            for name in ("placeholder", "prompt_like"):
                rules = self.tables.placeholder if name == "placeholder" else self.tables.prompt_like
                found += [page.moved(finding(page.source, name, hit)) for hit in hits(page.source, rules)]
            found += [page.moved(one) for one in named_culprits(page.source, self.tables.blame, cast)]
            found += bare_culprits(page.blocks, self.tables.blame, cast)
        spans = [(row.start, row.end) for row in listed]
        judged = (*_LANGUAGE, "root_cause")
        found = [one for one in found if one.feature not in _OWNED or not _within(one, passage.spans)]
        kept = _outermost(
            one for one in found if one.feature not in judged or one.rule == SCORN or not _within(one, spans)
        )
        return kept, without_scorn(listed, kept)

    def _with_cause(
        self, findings: list[Finding], told: list[Block], sections: set[str], listed: tuple[ActionRow, ...]
    ) -> list[Finding]:
        """Return findings, with the story of the cause where a document without parts names none as such."""
        named = "factors" in sections or any(one.feature == "root_cause" for one in findings)
        if named or not is_notice(told, sections):
            return findings
        return findings + told_cause(told, findings, [(row.start, row.end) for row in listed], self._prose)

    def _features(
        self,
        told: list[Block],
        pages: list[_Page],
        sections: set[str],
        timeline: tuple[TimelineRow, ...],
        listed: tuple[ActionRow, ...],
        findings: list[Finding],
    ) -> dict[str, FeatureValue]:
        """Return all features of a post-mortem but those of the impact."""
        seen = {one.feature for one in findings}
        prose = "\n".join(page.source.plain for page in pages)
        features: dict[str, FeatureValue] = {f"section_{name}": name in sections for name in SECTIONS}
        features |= {name: name in seen for name in (*_LANGUAGE, "detection", "comms")}
        features |= {
            "summary": "summary" in sections or opens_with_summary(told),
            "summary_told": "summary" in sections or opens_with_summary([b for b in told if b.section != "impact"]),
            "timeline_ts": len({(row.clock, row.at_utc_s) for row in timeline}) >= 2,
            "timeline_prose": len(timeline) < 2 and runs_on_clocks(told),
            "detection_told": "detection" in sections or _told_apart(told, findings),
            "root_cause": ("root_cause" in seen and not is_unknown(told, findings))
            or ("factors" in sections and explains(told)),
            "actions": bool(listed),
            "owners": any(row.owner for row in listed),
            "due": any(row.due for row in listed),
            "detection": "detection" in sections or "detection" in seen,
            "lessons": "lessons" in sections or "lessons" in seen,
            "lessons_told": "lessons" in sections or ("lessons" in seen and not is_structured(sections)),
            "placeholder": sum(1 for one in findings if one.feature == "placeholder"),
            "prompt_like": "prompt_like" in seen,
            "is_disguised": sum(disguises(block.text) for block in told) >= DISGUISES,
            "is_salad": self._prose.is_salad(sentence_words(prose)),
            "is_scrambled": self._prose.is_scrambled(prose, "\n".join(page.source.shown for page in pages)),
            "timeline_rows": len(timeline),
            "timeline_ordered": is_ordered(timeline),
            "accuses": accuses(findings, told),
        }
        return features

    def _narrative(self, passage: Passage) -> dict[str, FeatureValue]:
        """Return how many of three parts the passage for customers has: what happened, amends, change."""
        source = Source(passage.text)
        parts = sum(1 for _, rules in self.tables.narrative if hits(source, rules)) if passage else 0
        return {"customer_narrative": bool(passage), "narrative_parts": parts}

    def _voiced(self, pages: list[_Page]) -> Passage:
        """Return the first page that speaks to customers in at least two places, or an empty passage."""
        for page in pages:
            if len(hits(page.source, self.tables.voice)) >= 2:
                return Passage("\n\n".join(block.text for block in page.blocks))
        return Passage("")

    def _factors(self, told: list[Block], findings: list[Finding], sections: set[str]) -> tuple[str, ...]:
        """Return contributing factors: items or sentences under a cause heading, else named causes."""
        cued = [one for one in findings if one.feature in ("root_cause", "factor_cue")]
        found: list[str] = []
        for block in told:
            if block.section != "factors":
                continue
            if block.kind in ("item", "row"):
                if self._is_heap(block):
                    continue
                found.append(" ".join(block.text.split())[:300])
                continue
            source = Source(block.text)
            for first, last in source.sentences():
                start, end, words = source.span(first, last)
                if (
                    any(block.start + start <= one.start < block.start + end for one in cued)
                    or last - first > FACTOR_CHARS
                ):
                    found.append(" ".join(words.split())[:300])
        if not found:
            found = _first_of_each_sentence(told, [one for one in cued if one.feature == "root_cause"])
        most = 20 if "factors" in sections or not is_structured(sections) else 1
        return tuple(dict.fromkeys(found))[:most]

    def _is_heap(self, block: Block) -> bool:
        """Return whether a longer item holds no sentence, only words in a heap."""
        source = Source(block.text)
        spans = source.sentences()
        return len(block.text.split()) >= HEAP_WORDS and not any(
            last - first < 40 or self._prose.is_sentence(source.plain[first:last]) for first, last in spans
        )

    def _organisational(self, factors: tuple[str, ...]) -> int:
        """Return how many factors lie in the organisation and not in a part."""
        return sum(1 for factor in factors if hits(Source(factor), self.tables.organisation))

    def _claims(self, told: list[Block], near: int) -> tuple:  # type: ignore[type-arg]
        """Return the claims of the summary, the impact and the cause."""
        blocks = [block for block in told if block.section in ("summary", "impact", "factors", "customer")] or told[:3]
        found = []
        for page in _pages(blocks, self.openings):
            moments = self._times.find(page.source, near)
            for claim in claims(page.source, moments, [], self.tables.claim, near):
                moved = page.moved(Finding(feature="", rule="", start=claim.start, end=claim.end, quote=""))
                found.append(msgspec.structs.replace(claim, start=moved.start, end=moved.end))
        return tuple(found)


def _facts(blocks: tuple[Block, ...], listed: tuple[ActionRow, ...], impact: Impact) -> dict[str, FeatureValue]:
    """Return the features that come of several readers together."""
    return {
        "names_individual": names_people(blocks, listed),
        "utc": _states_utc(blocks),
        "impact_quant": impact.quantified,
        "duration_stated": impact.duration,
    }


def _pages(blocks: list[Block], openings: Openings) -> list[_Page]:
    """Return blocks in groups of about equal size."""
    pages, group, size = [], [], 0
    for block in blocks:
        group.append(block)
        size += len(block.text)
        if size >= CHUNK_CHARS:
            pages.append(_Page(group, openings))
            group, size = [], 0
    return [*pages, _Page(group, openings)] if group else pages


def _outermost(found: Iterable[Finding]) -> list[Finding]:
    """Return findings without those that lie within another one of the same feature: two rules saw one thing."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda one: (one.feature, one.start, -one.end)):
        if not kept or kept[-1].feature != one.feature or one.end > kept[-1].end:
            kept.append(one)
    return kept


def _within(one: Finding, spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether a finding lies inside one of some spans."""
    return any(start <= one.start < end for start, end in spans)


def _first_of_each_sentence(told: list[Block], causes: list[Finding]) -> list[str]:
    """Return the words that name a cause, once a sentence: a cause and what it led to are one factor."""
    causes = sorted(causes, key=lambda cause: cause.start)
    found = []
    for block in told:
        source = Source(block.text)
        for first, last in source.sentences():
            start, end, _ = source.span(first, last)
            found += [one.quote for one in causes if block.start + start <= one.start < block.start + end][:1]
    return found


def _number(findings: list[Finding], names: tuple[str, ...]) -> int:
    """Return how many separate places in the text some features have."""
    return len({one.start // 40 for one in findings if one.feature in names})


def _states_utc(blocks: tuple[Block, ...]) -> bool:
    """Return whether event times are said to be in UTC, in the text, in a heading or in the head of a table."""
    told = [b for b in blocks if b.kind != "code" and (b.kind != "quote" or _ALL_TIMES.search(b.text.lower()))]
    lines = {block.text.lower() for block in told}
    lines |= {f"| {' | '.join(block.columns)} |" for block in blocks if block.columns}
    return bool(_UTC.search("\n".join(sorted(lines))))


def _told_apart(told: list[Block], findings: list[Finding]) -> bool:
    """Return whether it is said how the incident was found, outside the timeline, causes and actions."""
    spans = [(block.start, block.end) for block in told if block.section in ("summary", "response", "detection", "")]
    return any(one.feature == "detection" and _within(one, spans) for one in findings)
