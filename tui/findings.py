"""What the reader makes of a text while it is written: which parts are there, which words are weak, and better ones."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from simulator import events as e
from simulator.clock import hhmm
from simulator.reading.known import Known, known
from simulator.reading.score import LONG_WORDS
from simulator.states import customer_of
from simulator.vocabulary import Channel
from tui.due import next_brief_s
from tui.names import one_line
from tui.rows import Row, Tone
from tui.templates import BLANK
from tui.unnamed import named_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from simulator.reading.result import BriefReading, Finding, PostmortemReading, UpdateReading
    from tui.session import DrillLike

PARTS = (
    ("acknowledges", "acknowledge"),
    ("states_impact", "impact"),
    ("scope", "scope"),
    ("states_action", "action"),
    ("next_update", "next update"),
)
"""The runbook's slots, by the reader's features."""
FINAL_PARTS = (
    ("resolved_statement", "what is restored"),
    ("states_impact", "impact"),
    ("data_loss_statement", "data loss yes or no"),
    ("recurrence_advice", "what to do if it comes back"),
)
SECTIONS = ("summary", "impact", "timeline", "detection", "factors", "lessons", "actions")
WEAK = ("vague", "vague_promise", "over_promise", "promises_fix_time", "spin", "blame", "rude", "jargon")
UNCOUNTED = "no_number"
"""The rule that finds `some customers`."""
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?](?=\s)|(?=\n)|\Z)")
_MARKER_ALONE = re.compile(r"^[ \t]*(?:\d+[.)]|[-*•])[ \t]*$", re.MULTILINE)
"""What is left of a list's item whose words were a blank."""
ASKS = (
    ("We know that", "acknowledge"), ("What we are doing:", "action"), ("Impact:", "impact"),
    ("Confidence:", "confidence"), ("Decisions needed:", "decisions"),
)  # fmt: skip
"""The sentences that composers open with, and the part that each asks for: while it is blank, no other one ticks it."""
NO_LIST = "stands on no list: keep it in mind"
ANSWER = "Answer what was asked; the parts of a customer update do not count here."
"""What stands under an answer to somebody who is no customer."""
UNREADABLE = {
    "empty": "Nothing written yet.",
    "not_english": "The reader knows English alone.",
    "too_long": "Too long to be read.",
    "binary": "This is no text.",
}


@dataclass(frozen=True, slots=True)
class Advice:
    """What stands under a composer."""

    parts: str
    """The slots, each with ✓ or ✗."""
    rows: tuple[Row, ...]
    """Weak words with better ones."""
    words: int


def advise_in(reads: str, text: str, drill: DrillLike, values: Mapping[str, object]) -> Advice:
    """Read a text among what else stands in its form: where it goes, whether it closes, and what it answers."""
    channel, message = str(values.get("channel", "")), str(values.get("message", ""))
    told = advise(reads, text, drill, channel=channel, final=values.get("final") == "yes", message=message)
    return replace(told, rows=(*named_rows(text, drill, values), *told.rows)) if reads == "update" else told


def advise(
    reads: str, text: str, drill: DrillLike, *, channel: str = "", final: bool = False, message: str = ""
) -> Advice:
    """Read a text as the customers and the score will read it.

    Args:
        reads: `update`, `brief` or `postmortem`.
        text: As far as it is written.
        drill: For the time, the reader and the last post of the channel.
        channel: Where it will go; sets the audience.
        final: Whether it closes the incident.
        message: What it answers.
    """
    at_utc_s = drill.scenario.start_utc_s + drill.at_s
    words = len(text.split())
    said = _filled(text)
    if reads == "brief":
        reading = drill.reader.read_brief(said, at_utc_s=at_utc_s)
        told = _brief(reading, words, text)
        return _noted(told, _brief_runs(drill)) if reading.next_refresh_utc_s else told
    if reads == "postmortem":
        return _postmortem(drill.reader.read_postmortem(said, at_utc_s=at_utc_s), words, said)
    inside = channel in (Channel.HOLDING_LINE.value, Channel.WAR_ROOM.value)
    update = drill.reader.read_update(
        said,
        at_utc_s=at_utc_s,
        previous=_previous(drill, channel),
        audience="internal" if inside else "customer",
        final=final,
        words=_words(drill),
    )
    told = _update(update, words, text, final)
    if not _answers_colleague(drill, message):
        return told
    told = replace(told, parts=ANSWER) if update.readable == "yes" else told
    return _noted(told, NO_LIST) if update.promises else told


def _answers_colleague(drill: DrillLike, message: str) -> bool:
    asked = drill.incident.messages.get(message)
    return asked is not None and not customer_of(asked.event, drill.incident.people)


def _words(drill: DrillLike) -> Known:
    """What the room has been told of the harm, and its own work, in the words that the score takes as well."""
    scopes = (fact.text for _, fact in drill.incident.facts.values() if fact.key == "scope_pct" and fact.value != "0")
    return known(scopes, (task.title for task in drill.scenario.tasks.values()))


def _filled(text: str) -> str:
    """A text without the sentences that have still a blank to fill: they say nothing yet; every offset stays."""
    marked = BLANK.sub(lambda blank: "‹" * len(blank.group()), text)
    said = _SENTENCE.sub(lambda one: " " * len(one.group()) if "‹" in one.group() else one.group(), marked)
    return _MARKER_ALONE.sub(lambda one: " " * len(one.group()), said)


def _brief_runs(drill: DrillLike) -> str:
    """Where the time of the next brief stands: there is no clock for it before a signal and after the end."""
    running = next_brief_s(drill.incident, drill.runbook, drill.scenario.start_utc_s) is not None
    return "runs in the clock for the brief, not under Promises" if running else NO_LIST


def _noted(advice: Advice, where: str) -> Advice:
    """Executives and colleagues are promised nothing that the ledger keeps; whoever names them a time is told so."""
    return replace(advice, parts=f"{advice.parts}   (a time told here {where})")


def _previous(drill: DrillLike, channel: str) -> str | None:
    posts = (p.event for p in reversed(drill.incident.posts))
    return next((p.text for p in posts if isinstance(p, e.UpdatePosted) and p.channel.value == channel), None)


def _update(reading: UpdateReading, words: int, text: str, final: bool) -> Advice:
    if reading.readable != "yes":
        return Advice(UNREADABLE.get(reading.readable, reading.readable), (), words)
    shown = FINAL_PARTS if final else PARTS
    blank = _blank_parts(text)
    vague = {"scope"} if reading.features.get("scope") and _is_uncounted(reading) else set[str]()
    parts = "  ".join(
        f"△ {label}" if label in vague else _mark(bool(reading.features.get(name)) and label not in blank, label)
        for name, label in shown
    )
    if reading.next_update_utc_s is not None:
        parts += f" ({hhmm(reading.next_update_utc_s)} UTC)"
    rows = _weak(reading.findings, text)
    if reading.features.get("repeats_previous"):
        rows = (_advice("This repeats the last post", "say what has changed, even if it is little"), *rows)
    if words > LONG_WORDS:
        rows = (_advice(f"Long: {words} words", f"stay under {LONG_WORDS}: readers are in a hurry"), *rows)
    grade = reading.features.get("grade_level")
    return Advice(f"{parts}   reading grade {grade}" if grade else parts, rows, words)


def _is_uncounted(reading: UpdateReading) -> bool:
    """Whether all that is said of the scope is that there are some."""
    counted = any(claim.key in ("scope_pct", "regions") for claim in reading.claims)
    return any(one.rule == UNCOUNTED for one in reading.findings) and not counted


def _brief(reading: BriefReading, words: int, text: str) -> Advice:
    if reading.readable != "yes":
        return Advice(UNREADABLE.get(reading.readable, reading.readable), (), words)
    found = (
        (reading.impact, "impact"), (reading.status, "status"), (reading.confidence, "confidence"),
        (reading.decisions, "decisions"), (reading.next_refresh_utc_s is not None, "next brief"),
    )  # fmt: skip
    blank = _blank_parts(text)
    parts = "  ".join(_mark(there and label not in blank, label) for there, label in found)
    return Advice(parts, _weak(reading.findings, text), words)


def _blank_parts(text: str) -> frozenset[str]:
    """The parts whose own sentence is still to be filled in."""
    return frozenset(part for words, part in ASKS if re.search(rf"^{words}[^.\n]*‹", text, re.MULTILINE))


def _postmortem(reading: PostmortemReading, words: int, text: str) -> Advice:
    if reading.readable != "yes":
        return Advice(UNREADABLE.get(reading.readable, reading.readable), (), words)
    sections = [_mark(name in reading.sections, name) for name in sorted({*SECTIONS, *reading.sections})]
    whole = sum(bool(row.owner and row.due and row.tracker and row.done_test) for row in reading.actions)
    counts = (
        f"{len(reading.timeline)} timeline rows, {len(reading.factors)} factors, "
        f"{whole} of {len(reading.actions)} actions complete"
    )
    return Advice(f"{'  '.join(sections)}\n{counts}", _weak(reading.findings, text), words)


def _mark(there: bool, label: str) -> str:
    return f"{'✓' if there else '✗'} {label}"


def _weak(findings: Iterable[Finding], text: str) -> tuple[Row, ...]:
    """Weak words, once each, with what to write instead."""
    seen: dict[str, Row] = {}
    for one in findings:
        if one.advice and (one.feature in WEAK or one.feature not in dict(PARTS)):
            quote = one_line(one.quote or text[one.start : one.end], 60)
            seen.setdefault(
                f"{one.feature} {quote.lower()}", _advice(f"“{quote}” ({one.feature.replace('_', ' ')})", one.advice)
            )
    return tuple(seen.values())[:8]


def _advice(what: str, better: str) -> Row:
    return Row("", (("△ ", Tone.WARN), (f"{what}: ", Tone.WARN)), better, lines=3)
