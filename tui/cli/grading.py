"""Grades texts and quotes credits for the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from scenarios.catalog import load_runbook
from scenarios.lexicon import load_lexicon
from simulator.clock import parse_stamp
from simulator.credit import contractual_credit
from simulator.errors import WarroomError
from simulator.money import format_cents, parse_cents
from simulator.reading import Reader

TEXT_LIMIT_BYTES = 1_000_000


def grade(kind: str, file: Path, *, at: str | None, final: bool, as_json: bool) -> int:
    """Print what the reader finds; 2 when the text cannot be judged.

    Raises:
        WarroomError: the file cannot be read, or the stamp is none.
    """
    text, at_utc_s = _text(file), _moment(at)
    reader = Reader(load_lexicon())
    reading: Any = (
        reader.read_update(text, at_utc_s=at_utc_s or 0, final=final)
        if kind == "update"
        else reader.read_postmortem(text, at_utc_s=at_utc_s)
    )
    judged = reading.readable == "yes"
    report = {
        "readable": reading.readable,
        "features": reading.features,
        "findings": msgspec.to_builtins(reading.findings),
        "score": reading.score if judged else None,
    }
    print(json.dumps(report, indent=2, ensure_ascii=False) if as_json else _words(report))
    return 0 if judged else 2


def _words(report: dict[str, Any]) -> str:
    if report["score"] is None:
        return f"This text is not judged: {report['readable'].replace('_', ' ')}."
    lines = [f"score {report['score']} of 100", ""]
    lines += [f"  {name:26} {_spoken(value)}" for name, value in report["features"].items()]
    lines += ["", "what decided it:"]
    for finding in report["findings"]:
        quote = " ".join(str(finding["quote"]).split())
        lines.append(f"  {finding['feature']}: “{quote[:90]}”  [{finding['rule']}]")
        if finding.get("advice"):
            lines.append(f"      better: {finding['advice']}")
    return "\n".join(lines)


def _spoken(value: object) -> str:
    return (
        {True: "yes", False: "no", None: "-"}.get(value, str(value)) if isinstance(value, bool | None) else str(value)
    )


def _text(file: Path) -> str:
    try:
        raw = sys.stdin.buffer.read(TEXT_LIMIT_BYTES + 1) if str(file) == "-" else _bounded(file)
    except OSError as error:
        raise WarroomError(f"{file}: {error.strerror}", hint="Give a text file, or - for standard input.") from None
    return raw.decode("utf-8", errors="replace")


def _bounded(file: Path) -> bytes:
    if not file.is_file():
        raise WarroomError(f"{file}: there is no such file", hint="Give a text file, or - for standard input.")
    with file.open("rb") as stream:
        return stream.read(TEXT_LIMIT_BYTES + 1)


def _moment(at: str | None) -> int | None:
    if at is None:
        return None
    try:
        return parse_stamp(at)
    except ValueError as error:
        raise WarroomError(f"--at: {error}", hint="Write it as 2026-03-10T14:05:00Z.") from None


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
        "month": month,
        "down_minutes": down_minutes,
        "month_minutes": quote.month_minutes,
        "uptime_pct": str(quote.uptime_pct),
        "credit_pct": str(quote.tier.credit_pct) if quote.tier else "0",
        "kind": kind,
        "amount": format_cents(amount),
        "approver": rules.approver_titles.get(approver, approver),
    }
    print(
        json.dumps(report, indent=2) if as_json else "\n".join(f"{name:14} {value}" for name, value in report.items())
    )
