"""A text's grade as a table: each part's points, the words that gave them, and what would give the rest."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from simulator.reading.result import BriefReading, Finding, PostmortemReading, UpdateReading
from simulator.reading.score import (
    BLAMELESS_POINTS,
    BLAMELESS_WORDS,
    BRIEF_POINTS,
    CHEAT_CAP,
    CLOSING_POINTS,
    HIGH_GRADE,
    LONG_WORDS,
    OPEN_POINTS,
    PAGE_WORDS,
    POSTMORTEM_POINTS,
    brief_points,
    caps,
    postmortem_points,
    shares,
    update_points,
)
from tui.cli.lacking import lacking

Reading = UpdateReading | BriefReading | PostmortemReading

WEAK = ("vague", "vague_promise", "over_promise", "spin", "blame", "rude", "jargon", "disguise")
"""Features whose words cost points."""
_QUOTED = {
    "acknowledgement": ("acknowledges", "states_impact"),
    "impact": ("states_impact", "scope", "impact", "reach", "impact_quant"),
    "action": ("action_specific", "states_action"),
    "next update": ("next_update",),
    "help": ("workaround", "says_no_eta"),
    "wording": WEAK,
    "restored": ("resolved_statement",),
    "data loss": ("data_loss_statement",),
    "recurrence": ("recurrence_advice",),
    "explanation": ("apology_explanation",),
    "amends": ("apology", "apology_responsibility", "apology_repair", "apology_repentance"),
    "factors": ("root_cause",),
    "blameless": ("blame_individual", "self_blame", "blame_team", "human_error", "counterfactual", "normative"),
    "narrative": ("narrative_happened", "narrative_amends", "narrative_change"),
}
"""The findings that stand behind a part, where its name is not the finding's own."""
_GAIN = {
    "acknowledgement": "Say that you know: “We are aware of a fault in our service.”",
    "impact": "Say who cannot do what, how many, and since when: “Since 13:52 UTC, 18 % of customers cannot save.”",
    "action": "Name what is being done: “We have rolled the change back and are moving writes to the standby.”",
    "next update": "Give the time of the next update, also if there may be no news: “Next update by 15:10 UTC.”",
    "help": "Offer a workaround, or say plainly that there is no estimate yet.",
    "restored": "Say what works again, and since when.",
    "data loss": "Say whether any data was lost or exposed: “No data was lost.”",
    "recurrence": "Say what customers should do if they see it again.",
    "explanation": "Say in a sentence what caused it.",
    "amends": "Say sorry, whose responsibility it was, and what you do so that it does not come back.",
    "status": "Say where it stands: contained, being fixed, unknown.",
    "confidence": "Say how sure you are, and what would change it.",
    "decisions": "Name the decision that you ask for, with a time; or say that none is needed.",
    "next brief": "Give the time of the next brief.",
    "summary": "Begin with what happened, to whom, for how long, and why, in four sentences.",
    "timeline": "Give at least eight events with times in UTC, in order.",
    "factors": "Name two or more contributing factors, one of them about how work is organised.",
    "detection": "Say how it was found, and how it could have been found sooner.",
    "lessons": "Say what went well, what went badly, and where you were lucky.",
    "actions": "Name work on this incident, with an owner, a due date, a tracker and how one will know it is done.",
    "narrative": "Add a passage for customers: what happened, amends, what changes.",
    "blameless": "Write of systems, decisions and what could be known then, not of what somebody should have done.",
}
"""What would give the missing points of a part."""


_UNQUOTED = {
    "wording": "no weak words",
    "blameless": "no blame",
    "summary": "the opening, or what stands under such a heading",
}
"""What is said of a full part that no single words decide."""


@dataclass(frozen=True, slots=True)
class Part:
    """One row of the table."""

    name: str
    points: int
    most: int
    quotes: tuple[str, ...]
    gain: str
    """What would give the rest; empty when nothing is missing."""


def parts_of(reading: Reading, *, final: bool = False) -> tuple[Part, ...]:
    """The parts of a readable text, in the order of their table."""
    points, most = _points(reading, final=final)
    return tuple(
        Part(
            name,
            points[name],
            limit,
            _deciding(reading, name),
            _gain(name, points, reading) if points[name] < limit else "",
        )
        for name, limit in most.items()
    )


def limits_of(reading: Reading) -> tuple[str, ...]:
    """Why a text gets less than its parts add up to, or its parts less than they would."""
    match reading:
        case UpdateReading():
            repeated = ["half: it repeats the last post"] if reading.features["repeats_previous"] else []
            return (*(f"at most {cap}: {why}" for cap, why in caps(reading)), *repeated)
        case PostmortemReading():
            return tuple(f"{pct} % of each part: {why}" for pct, why in shares(reading))
    over = reading.word_count > PAGE_WORDS
    long = [f"less for more than a page: {reading.word_count} words, {PAGE_WORDS} are one"] if over else []
    return (*(f"at most {CHEAT_CAP}: it {why}" for why in reading.held_back), *long)


def weak_words(findings: Iterable[Finding]) -> tuple[tuple[str, str], ...]:
    """Words that a better text would not have, once each, with what to write instead."""
    found: dict[str, str] = {}
    for one in findings:
        if one.advice:
            found.setdefault(f"“{_short(one.quote)}” ({one.feature.replace('_', ' ')})", one.advice)
    return tuple(found.items())


def table(score: int, parts: Iterable[Part], limits: Iterable[str], weak: Iterable[tuple[str, str]], note: str) -> str:
    """All of it as lines for a terminal."""
    lines = [f"score {score} of 100", *_wrapped(note, ""), ""]
    for part in parts:
        found = _UNQUOTED.get(part.name, "found")
        quotes = ", ".join(f"“{quote}”" for quote in part.quotes) or (found if part.points == part.most else "-")
        lines += _wrapped(quotes, f"  {part.name:15} {part.points:>3} of {part.most:<3} ")
        lines += _wrapped(part.gain, f"{'':19}")
    for reason in limits:
        lines += ["", *_wrapped(reason, "limit: ")]
    for words, better in weak:
        lines += ["", words, *_wrapped(better, "  better: ")]
    return "\n".join(lines)


def _wrapped(text: str, lead: str) -> list[str]:
    width = min(100, shutil.get_terminal_size((100, 24)).columns)
    return textwrap.wrap(text, max(width, 40), initial_indent=lead, subsequent_indent=" " * len(lead))


def report_of(parts: Iterable[Part]) -> list[Mapping[str, Any]]:
    """The parts as JSON."""
    return [
        {"part": x.name, "points": x.points, "most": x.most, "quotes": list(x.quotes), "to_gain": x.gain} for x in parts
    ]


def _points(reading: Reading, *, final: bool) -> tuple[dict[str, int], dict[str, int]]:
    match reading:
        case UpdateReading():
            return update_points(reading, final=final), CLOSING_POINTS if final else OPEN_POINTS
        case BriefReading():
            return brief_points(reading), BRIEF_POINTS
    return postmortem_points(reading), POSTMORTEM_POINTS


def _deciding(reading: Reading, part: str) -> tuple[str, ...]:
    """The words that gave a part its points; none where no single words decide."""
    quotes = _quotes(reading.findings, _QUOTED.get(part, (part,)))
    if part == "next brief" and isinstance(reading, BriefReading) and reading.next_refresh_utc_s is not None:
        due_utc_s = reading.next_refresh_utc_s
        return tuple(_short(one.quote) for one in reading.promises if one.due_utc_s == due_utc_s)[:1]
    return quotes


def _gain(part: str, points: Mapping[str, int], reading: Reading) -> str:
    """What would give the rest of a part; blame is not looked for on a page that hardly says a thing."""
    if isinstance(reading, UpdateReading) and part == "wording":
        told = [_wording_gain(points, reading)]
    else:
        told = list(lacking(part, reading) if isinstance(reading, PostmortemReading) else ()) or [_GAIN[part]]
    if part == "blameless" and not points[part]:
        told.append(f"It counts from {BLAMELESS_POINTS} points in the other parts and {BLAMELESS_WORDS} words on.")
    if points[part] < 0:
        told.append("Words that harm cost more than this part can give: the rest is taken from the other parts.")
    return " ".join(told)


def _wording_gain(points: Mapping[str, int], reading: UpdateReading) -> str:
    """Why a wording earns less: nothing is said with it, words that weaken it, or it is long or hard to read."""
    if not any(earned for name, earned in points.items() if name != "wording"):
        return "It counts beside other parts; while none of them is there, no wording earns anything."
    count, grade = int(reading.features["word_count"] or 0), int(reading.features["grade_level"] or 0)
    return " ".join((
        *["Replace the words below."] * bool(reading.violations),
        *[f"Stay under {LONG_WORDS} words: these are {count}."] * (count > LONG_WORDS),
        *[f"Write shorter sentences and words: this needs {grade} years of school."] * (grade > HIGH_GRADE),
    ))  # fmt: skip


def _quotes(findings: Iterable[Finding], features: tuple[str, ...], most: int = 3) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_short(one.quote) for one in findings if one.feature in features))[:most]


def _short(quote: str, most: int = 48) -> str:
    plain = " ".join(quote.split())
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"
