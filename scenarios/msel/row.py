"""One inject as one row, and back: the columns of published master scenario events lists, and a few of our own.

What a scenario does not hold (move, group, status, simulated time, organisations, evaluator notes) is written for
the reader of the sheet and not read back. A column that a sheet lacks leaves its field as it is; an empty cell clears
it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from simulator.clock import HOUR_S, MINUTE_S, parse_duration_s, short, stamp
from simulator.scenario import Scenario
from simulator.scenario.inject import Inject, InjectEffect

HEADERS = (
    "Control Number", "Move", "Group", "Inject Type", "Delivery Time", "Simulated Time", "Trigger", "Assigned To",
    "Status", "Title", "Description", "Delivery Method", "From", "From Org", "To Org", "Details", "Expected Actions",
    "Objective", "Evaluator Notes", "Account", "Answer Expected", "Answer Within", "Interrupt", "First Signal",
    "Unless", "Chance %", "Variants", "Effect",
)  # fmt: skip
"""Columns of an exported sheet, in order."""
DERIVED = frozenset(
    {"Move", "Group", "Inject Type", "Simulated Time", "Status", "From Org", "To Org", "Evaluator Notes"}
)
"""Columns that a scenario does not hold."""
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "Control Number": (
        "id",
        "inject id",
        "inject",
        "inject number",
        "number",
        "no",
        "#",
        "msel number",
        "event number",
    ),
    "Delivery Time": ("time", "offset", "event time", "scheduled time", "planned time", "t+"),
    "Trigger": ("condition", "trigger condition"),
    "Assigned To": ("to", "recipient", "target", "player", "addressee", "to seat"),
    "Title": ("name", "inject title", "event", "event title", "inject name"),
    "Description": ("subject", "summary", "event description", "inject description", "synopsis"),
    "Delivery Method": ("method", "medium", "channel", "means", "mode", "delivery"),
    "From": ("sender", "source", "from person", "originator"),
    "Details": ("text", "message", "inject text", "body", "content", "script"),
    "Expected Actions": ("expected action", "expected response", "expected outcome", "expected player action"),
    "Objective": ("objectives", "exercise objective"),
    "Answer Expected": ("asks", "answer", "response required"),
    "Answer Within": ("answer due", "response time"),
    "Evaluator Notes": ("notes", "comments", "remarks", "evaluator comments"),
    "Chance %": ("chance", "probability", "chance pct"),
    "Simulated Time": ("scenario time", "simulated date", "local time"),
}
"""Other names under which a column is known; case, spaces and underscores do not matter."""
_PROSE = frozenset({"Title", "Description", "Details", "Expected Actions"})
"""Columns whose blanks at either end belong to the text."""
OR_LINE = "--- or ---"
"""The line between two wordings of one message."""
_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"no", "n", "false", "0", ""})
CLOCK = re.compile(r"^(\d{1,4}):([0-5]\d)(?::([0-5]\d))?$")
"""`0:03` or `00:03:00`, counted from the start."""
_TRIGGER = re.compile(r"^after (event|task|inject) (\S+)$")


class CellError(ValueError):
    """A cell that cannot be read; the message says what was expected."""


def export_rows(scenario: Scenario) -> list[dict[str, str]]:
    """Every inject as a row, in the order of the file."""
    return [_row(scenario, inject) for inject in scenario.injects]


def row_fields(x: Inject) -> dict[str, Any]:
    """An inject's fields as a row of its own would give them: what a sheet is compared with."""
    return fields_of(_held(x))


def _row(s: Scenario, x: Inject) -> dict[str, str]:
    """A row with what the sheet's reader wants to know besides."""
    objective = s.objectives.get(x.objective or "")
    moment_s = x.at if x.at is not None else x.missing.by if x.missing else None
    row = {
        "Move": "", "Group": ", ".join(x.variants) or "all", "Status": "Complete",
        "Inject Type": "Inject" if x.at is not None else "Contingency Inject",
        "Simulated Time": "" if moment_s is None else stamp(s.start_utc_s + moment_s),
        "From Org": s.cast[x.sender].organisation if x.sender in s.cast else "monitoring", "To Org": "home",
        "Evaluator Notes": f"{objective.title} ({', '.join(objective.criteria)})" if objective else "",
        **_held(x),
    }  # fmt: skip
    return {column: row[column] for column in HEADERS}


def _held(x: Inject) -> dict[str, str]:
    """The cells that are read back."""
    return {
        "Control Number": x.id, "Delivery Time": _delivery(x), "Trigger": _trigger(x), "Assigned To": x.to.value,
        "Title": x.title, "Description": x.subject, "Delivery Method": x.medium.value, "From": x.sender,
        "Details": join_wordings(x.text), "Expected Actions": x.expected_action or "", "Objective": x.objective or "",
        "Account": x.account or "", "Answer Expected": _yes(x.asks),
        "Answer Within": short(x.answer_within) if x.answer_within else "", "Interrupt": x.interrupt.value,
        "First Signal": _yes(x.credible_signal), "Unless": x.unless or "", "Chance %": str(x.chance_pct),
        "Variants": " ".join(x.variants), "Effect": _effect(x.effect),
    }  # fmt: skip


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _delivery(x: Inject) -> str:
    if x.at is not None:
        return short(x.at)
    if x.missing is not None:
        return short(x.missing.by)
    return short(x.after.delay) if x.after is not None else ""


def _trigger(x: Inject) -> str:
    if x.after is not None:
        kind = "event" if x.after.event else "task" if x.after.task else "inject"
        return f"after {kind} {getattr(x.after, kind)}"
    if x.missing is not None:
        return f"missing {x.missing.condition}"
    if x.when is not None:
        return f"when {x.when}"
    return "bank" if x.bank else "at"


def _effect(effect: InjectEffect | None) -> str:
    if effect is None:
        return ""
    parts = [f"sentiment {account} {points:+d}" for account, points in effect.sentiment.items()]
    if effect.fault is not None or effect.to_pct:
        parts.append(f"fault {effect.fault or '-'} {effect.to_pct}")
    return "; ".join(parts) or "none"


def join_wordings(text: str | tuple[str, ...]) -> str:
    """Wordings in one cell; a list of one begins with the dividing line, so that it stays a list."""
    escaped = [_escape(part) for part in ((text,) if isinstance(text, str) else text)]
    joined = f"\n{OR_LINE}\n".join(escaped)
    return f"{OR_LINE}\n{joined}" if not isinstance(text, str) and len(text) < 2 else joined


def split_wordings(cell: str) -> str | tuple[str, ...]:
    """The wordings of a cell, as `join_wordings` put them together."""
    parts = re.split(rf"(?m)(?:^|\n){re.escape(OR_LINE)}(?:\n|$)", cell)
    if len(parts) == 1:
        return _unescape(cell)
    return tuple(_unescape(part) for part in (parts[1:] if not parts[0] else parts))


def _escape(text: str) -> str:
    return re.sub(rf"(?m)^(\\*){re.escape(OR_LINE)}$", rf"\1\\{OR_LINE}", text)


def _unescape(text: str) -> str:
    return re.sub(rf"(?m)^\\(\\*{re.escape(OR_LINE)})$", r"\1", text)


# --- back -----------------------------------------------------------------------------------------------------


def fields_of(row: Mapping[str, str]) -> dict[str, Any]:
    """The fields of an inject that a row holds, as a scenario file would have them; None clears a field.

    Raises:
        CellError: a cell cannot be read; begins with its column.
    """
    fields: dict[str, Any] = {}
    for column, (key, read) in _READERS.items():
        if column in row:
            try:
                fields[key] = read(row[column] if column in _PROSE else row[column].strip())
            except ValueError as error:
                raise CellError(f"column '{column}': {error}") from None
    if "Trigger" in row or "Delivery Time" in row:
        fields |= _when(row.get("Trigger", "").strip(), row.get("Delivery Time", "").strip())
    return fields


def column_for(key: Sequence[str]) -> str:
    """The column that gives a field of an inject, e.g. that of `after.delay`; empty for the inject as a whole."""
    if not key:
        return ""
    if key[0] == "at" or key[-1] in ("delay", "by"):
        return "Delivery Time"
    return next((column for column, (field, _) in _READERS.items() if field == key[0]), "Trigger")


def is_timeless(row: Mapping[str, str]) -> bool:
    """Whether a row's trigger comes without a time."""
    trigger = row.get("Trigger", "").strip()
    return trigger.lower() == "bank" or trigger.startswith("when ")


def _when(trigger: str, time: str) -> dict[str, Any]:
    """The one key that says when, and None for the others.

    Raises:
        CellError: the trigger is none, or its time is none.
    """
    fields: dict[str, Any] = dict.fromkeys(("at", "after", "when", "missing", "bank"))
    anchor = _TRIGGER.match(trigger)
    if trigger.lower() in ("", "at"):
        fields["at"] = _time(time)
    elif trigger.lower() == "bank":
        fields["bank"] = True
    elif anchor:
        fields["after"] = {anchor[1]: anchor[2], **({"delay": _time(time)} if time and _time(time) != "0s" else {})}
    elif trigger.startswith("missing "):
        fields["missing"] = {"condition": trigger.removeprefix("missing ").strip(), "by": _time(time)}
    elif trigger.startswith("when "):
        fields["when"] = trigger.removeprefix("when ").strip()
    else:
        wanted = "expected at, after event|task|inject ID, when CONDITION, missing CONDITION or bank"
        raise CellError(f"column 'Trigger': {wanted}, not {trigger!r}")
    return fields


def _time(cell: str) -> str:
    try:
        return _span(cell)
    except ValueError as error:
        raise CellError(f"column 'Delivery Time': {error}") from None


def _span(cell: str) -> str:
    """A duration from `3m`, `+3m`, `T+3m`, `0:03` (hours:minutes) or `00:03:00`."""
    text = re.sub(r"^(?:[Tt]\s*)?\+\s*", "", cell)
    if clock := CLOCK.match(text):
        return short(int(clock[1]) * HOUR_S + int(clock[2]) * MINUTE_S + int(clock[3] or 0))
    try:
        return short(parse_duration_s(text))
    except ValueError:
        found = f"not {cell!r}" if cell else "and the cell is empty"
        raise ValueError(f"expected a duration such as 7m, 1h30m or 00:07:00, {found}") from None


def _flag(cell: str) -> bool | None:
    if cell.lower() in _YES:
        return True
    if cell.lower() in _NO:
        return None
    raise ValueError(f"expected yes or no, not {cell!r}")


def _percent(cell: str) -> int | None:
    text = cell.removesuffix("%").strip().removesuffix(".0")
    if text and not text.isdecimal():
        raise ValueError(f"expected a whole number from 0 to 100, not {cell!r}")
    return int(text) if text and text != "100" else None


def _word(cell: str) -> str | None:
    return cell or None


def _method(cell: str) -> str | None:
    word = cell.lower()
    return {"": None, "email": "mail", "e-mail": "mail", "phone": "call", "telephone": "call"}.get(word, word)


def _effect_of(cell: str) -> dict[str, Any] | None:
    if not cell:
        return None
    effect: dict[str, Any] = {}
    for part in (piece.split() for piece in cell.split(";") if piece.strip() and piece.strip() != "none"):
        if len(part) != 3 or part[0] not in ("sentiment", "fault") or not re.fullmatch(r"[+-]?\d+", part[2]):
            raise ValueError("expected 'sentiment ACCOUNT POINTS' or 'fault FAULT PERCENT', separated by ';'")
        if part[0] == "sentiment":
            effect.setdefault("sentiment", {})[part[1]] = int(part[2])
        else:
            effect |= {"fault": None if part[1] == "-" else part[1], "to_pct": int(part[2])}
    return {key: value for key, value in effect.items() if value is not None}


_READERS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "Control Number": ("id", _word),
    "Title": ("title", _word),
    "Description": ("subject", _word),
    "Details": ("text", lambda cell: split_wordings(cell) if cell else None),
    "Delivery Method": ("medium", _method),
    "From": ("sender", _word),
    "Assigned To": ("to", lambda cell: _word(cell.lower())),
    "Expected Actions": ("expected_action", _word),
    "Objective": ("objective", _word),
    "Account": ("account", _word),
    "Answer Expected": ("asks", _flag),
    "Answer Within": ("answer_within", lambda cell: _span(cell) if cell else None),
    "Interrupt": ("interrupt", _word),
    "First Signal": ("credible_signal", _flag),
    "Unless": ("unless", _word),
    "Chance %": ("chance_pct", _percent),
    "Variants": ("variants", lambda cell: re.split(r"[\s,;]+", cell) if cell else None),
    "Effect": ("effect", _effect_of),
}
"""For each column that is read back: the inject's key, and how to read a cell."""
