"""Grades texts and quotes credits for the command line."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from scenarios.catalog import load_runbook
from scenarios.lexicon import load_reader
from simulator.clock import hhmm, parse_stamp
from simulator.credit import contractual_credit
from simulator.errors import WarroomError
from simulator.money import format_cents, parse_cents
from simulator.reading.postmortem import POSTMORTEM_CHARS
from simulator.reading.result import BriefReading, UpdateReading
from simulator.reading.update import UPDATE_CHARS
from tui.cli.grades import Reading, limits_of, parts_of, report_of, table, weak_words

TEXT_LIMIT_BYTES = 1_000_000
EXIT_FELL_SHORT = 1
_UNREADABLE = {
    "empty": ("it is empty, or hides all that it says", "Write the text first; warroom template NAME prints a form."),
    "not_english": ("it is not in English", "The reader knows English alone; translate the text."),
    "too_long": (
        f"it is too long (at most {UPDATE_CHARS:,} characters for an update or a brief, {POSTMORTEM_CHARS:,} for a "
        "post-mortem)",
        "Cut it to what was sent.",
    ),
    "binary": ("it is no text", "Give a text file in UTF-8."),
}
"""Why a text is not judged, and what to do."""
CLOCKS_MOST = 6
"""So many times of a text are tried as the time at which it was sent."""
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:h]([0-5]\d)\b")
_CLOSING = "Judged as a closing update, because it says “{words}”; --open judges it as one of many."
_ASSUMED = "Read as if sent at {at} UTC, a time that it names; --at says when it was sent."
Sent = TypeVar("Sent", UpdateReading, BriefReading)


def grade(kind: str, file: Path, *, at: str | None, final: bool | None, as_json: bool) -> int:
    """Print what the reader finds; 1 below the points of a pass, 2 when the text cannot be judged.

    Args:
        kind: `update`, `brief` or `postmortem`.
        file: The text, or `-`.
        at: UTC stamp of the text, if known.
        final: Whether an update closes the incident; None lets its own words decide.
        as_json: Data instead of words.

    Raises:
        WarroomError: the file cannot be read, or the stamp is none.
    """
    text, at_utc_s = _text(file), _moment(at)
    reader = load_reader()
    notes: list[str] = []
    reading: Reading
    stamp_s = at_utc_s or 0
    if kind == "postmortem":
        reading = reader.read_postmortem(text, at_utc_s=at_utc_s)
    elif kind == "brief":
        reading, stamp_s = _as_sent(partial(reader.read_brief, text), text, at_utc_s)
    else:
        reading, stamp_s = _as_sent(partial(reader.read_update, text, final=bool(final)), text, at_utc_s)
        if final is None and reading.features.get("says_resolved"):
            final = True
            words = next(said.quote for said in reading.findings if said.feature == "closing")
            notes.append(_CLOSING.format(words=words))
            reading = reader.read_update(text, at_utc_s=stamp_s, final=True)
    if at_utc_s is None and stamp_s:
        notes.append(_ASSUMED.format(at=hhmm(stamp_s)))
    _print(reading, final=bool(final), note=" ".join(notes), as_json=as_json)
    if reading.readable != "yes":
        why, hint = _UNREADABLE[reading.readable]
        name = "standard input" if str(file) == "-" else file
        raise WarroomError(f"{name}: this text is not judged: {why}", hint=hint)
    return 0 if reading.score >= load_runbook("escalation").model.pass_total else EXIT_FELL_SHORT


def _as_sent(read: Callable[..., Sent], text: str, at_utc_s: int | None) -> tuple[Sent, int]:
    """Read a text with its stamp; without one, as if sent at midnight or at the time it names that suits it best.

    A `next brief by 18:20` is to come for who writes at 14:02, and long gone for who writes at midnight.
    """
    if at_utc_s is not None:
        return read(at_utc_s=at_utc_s), at_utc_s
    named: list[int] = [60 * (60 * int(hour) + int(minute)) for hour, minute in _CLOCK.findall(text[:UPDATE_CHARS])]
    readings = [(read(at_utc_s=stamp_s), stamp_s) for stamp_s in dict.fromkeys((0, *named[:CLOCKS_MOST]))]
    return max(readings, key=lambda pair: pair[0].score)


def _print(reading: Reading, *, final: bool, note: str, as_json: bool) -> None:
    judged = reading.readable == "yes"
    parts = parts_of(reading, final=final) if judged else ()
    if as_json:
        report = {
            "readable": reading.readable,
            "final": final,
            "features": {} if isinstance(reading, BriefReading) else reading.features,
            "findings": msgspec.to_builtins(reading.findings),
            "score": reading.score if judged else None,
            "parts": report_of(parts),
            "limits": list(limits_of(reading)) if judged else [],
        }
        print(json.dumps(report, indent=2, ensure_ascii=False))
    elif judged:
        print(table(reading.score, parts, limits_of(reading), weak_words(reading.findings), note))


def _text(file: Path) -> str:
    try:
        raw = sys.stdin.buffer.read(TEXT_LIMIT_BYTES + 1) if str(file) == "-" else _bounded(file)
    except OSError as error:
        raise WarroomError(f"{file}: {error.strerror}", hint="Give a text file, or - for standard input.") from None
    return raw.decode("utf-8", errors="replace")


def _bounded(file: Path) -> bytes:
    if not file.is_file():
        what = "this is no file" if file.exists() else "there is no such file"
        raise WarroomError(f"{file}: {what}", hint="Give a text file, or - for standard input.")
    with file.open("rb") as stream:
        return stream.read(TEXT_LIMIT_BYTES + 1)


def _moment(at: str | None) -> int | None:
    if at is None:
        return None
    try:
        return parse_stamp(at)
    except ValueError as error:
        raise WarroomError(f"--at: {error}", hint="Write it in UTC, as 2026-03-10T14:05:00Z.") from None


def quote_credit(
    fee: str, down_minutes: int, month: str, *, sla: str, goodwill: str | None, runbook: str, as_json: bool
) -> None:
    """Print a credit, its inputs, the rule's version and the approver.

    Raises:
        WarroomError: an amount, month or schedule that does not exist.
    """
    rules = load_runbook(runbook).model
    try:
        fee_cents = parse_cents(fee)
        year, number = (int(part) for part in month.split("-"))
        offered = parse_cents(goodwill) if goodwill else None
    except ValueError as error:
        raise WarroomError(f"credit: {error}", hint="Amounts look like 40000.00, months like 2026-03.") from None
    if sla not in rules.slas:
        raise WarroomError(f"there is no SLA schedule {sla!r}", hint=f"Known: {', '.join(rules.slas)}.")
    if not 1 <= number <= 12:
        raise WarroomError(f"{month!r} is no month", hint="Write it as 2026-03.")
    try:
        quote = contractual_credit(rules.slas[sla], fee_cents, down_minutes, year=year, month=number)
    except ValueError as error:
        raise WarroomError(f"credit: {error}") from None
    kind, amount = ("goodwill", offered) if offered is not None else ("sla_credit", quote.credit_cents)
    approver = rules.approvals.approver_for(kind, amount, fee_cents)
    report = {
        "runbook": f"{rules.id} v{rules.version}",
        "schedule": f"{quote.schedule} v{quote.version}",
        "month": f"{year:04}-{number:02}",
        "down_minutes": down_minutes,
        "month_minutes": quote.month_minutes,
        "uptime_pct": str(quote.uptime_pct),
        "credit_pct": str(quote.tier.credit_pct) if quote.tier else "0",
        "contract_amount": format_cents(quote.credit_cents),
        "kind": kind,
        "amount": format_cents(amount),
        "approver": rules.approver_titles.get(approver, approver),
    }
    print(
        json.dumps(report, indent=2) if as_json else "\n".join(f"{name:14} {value}" for name, value in report.items())
    )
