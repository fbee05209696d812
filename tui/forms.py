"""From what stands in a form's fields to a command; every slip is named with its field and an example."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from simulator.clock import DAY_S, hhmm, parse_duration_s
from simulator.commands import Command, kind_of
from simulator.money import parse_cents
from tui.actions import Action, Field, Kind
from tui.templates import BLANK

if TYPE_CHECKING:
    from tui.drafts import Values

_CLOCK = re.compile(r"^(\d{1,2})[:.]?(\d\d)\s*(?:Z|UTC)?$", re.IGNORECASE)
MOST_CENTS = 10**12
LOOK_BACK_S = 12 * 3_600
"""A clock time that lies ahead means yesterday's only if that was this short a time ago, or within the drill."""


class FormError(ValueError):
    """A field that cannot be understood; says what would be right."""

    def __init__(self, message: str, field: str) -> None:
        """Keep the field's name, so that the screen can go there."""
        super().__init__(message)
        self.field = field


class AheadError(ValueError):
    """A time that should be in the past is in the future."""


def build(action: Action, values: Values, *, at_s: int, start_utc_s: int) -> Command:
    """Make an action's command.

    Args:
        action: An action that has a command.
        values: What stands in the fields, by field name.
        at_s: The drill second, for clock times.
        start_utc_s: Unix seconds of the drill's start.

    Raises:
        FormError: a field is empty or cannot be understood.
    """
    assert action.command is not None  # noqa: S101  # screens open forms for commands only
    filled: dict[str, Any] = {}
    required = {field.name for field in msgspec.structs.fields(action.command) if field.required}
    for field in action.fields:
        if not field.applies(values):
            continue
        value = _read(field, values.get(field.name, ""), at_s, start_utc_s)
        if value is not None or field.name in required:
            filled[field.name] = "" if value is None else value
    if not filled and action.fields:
        raise FormError("Nothing was changed: every field is empty.", action.fields[0].name)
    made: Any = msgspec.convert({"kind": kind_of(action.command), **filled}, action.command)
    command: Command = made
    return command


def slip_in(field: Field, raw: str | list[str], *, at_s: int, start_utc_s: int) -> str:
    """Why one field cannot be understood; empty when it can."""
    try:
        _read(field, raw, at_s, start_utc_s)
    except FormError as slip:
        return str(slip)
    return ""


def _read(field: Field, raw: str | list[str], at_s: int, start_utc_s: int) -> Any:
    """One field as the command wants it; None leaves it out."""
    if field.kind is Kind.MANY:
        if not raw and not field.optional:
            raise FormError(f"{field.label}: choose at least one.", field.name)
        return list(raw)
    text = raw if isinstance(raw, str) else "\n".join(raw)
    if field.kind is Kind.FLAG:
        return text == "yes"
    if not text.strip():
        if field.optional:
            return None
        verb = "choose one" if field.kind is Kind.CHOICE else "this is still empty"
        raise FormError(f"{field.label}: {verb}.", field.name)
    if field.kind is Kind.TEXT:
        return _whole(field, text)
    if field.kind is Kind.LINES:
        return [line.strip() for line in text.splitlines() if line.strip()]
    if field.kind in (Kind.LINE, Kind.CHOICE):
        return text.strip()
    return _number(field, text.strip(), at_s, start_utc_s)


def _whole(field: Field, text: str) -> str:
    blank = BLANK.search(text)
    if blank:
        raise FormError(f"{field.label}: there is a blank to fill: {blank.group()}", field.name)
    return text.strip()


def _number(field: Field, text: str, at_s: int, start_utc_s: int) -> int:
    try:
        if field.kind is Kind.SPAN:
            return parse_duration_s(f"{text}m" if text.isdigit() else text)
        if field.kind is Kind.MONEY:
            return _cents(text)
        if field.kind is Kind.DAYS:
            return _days(text.removesuffix("d"))
        return moment_s(text, at_s=at_s, start_utc_s=start_utc_s, ahead=field.kind is Kind.MOMENT)
    except AheadError:
        now = shown_clock(at_s, start_utc_s)
        raise FormError(
            f"{field.label}: {text} is still to come; write a time up to now, {now} UTC.", field.name
        ) from None
    except ValueError:
        raise FormError(f"{field.label}: write {_EXAMPLES[field.kind]}.", field.name) from None


_EXAMPLES = {
    Kind.SPAN: "a length of time such as 15m or 1h30m",
    Kind.MONEY: "an amount such as 4,000.50 or 4000",
    Kind.DAYS: "whole days, such as 14",
    Kind.PAST: "a UTC clock time such as 14:05",
    Kind.MOMENT: "a UTC clock time such as 15:30, or +30m",
}


def _cents(text: str) -> int:
    cents = parse_cents(text)
    if cents > MOST_CENTS or text.startswith(("€", "£")):
        raise ValueError("dollars, and no fortune")
    return cents


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError("digits alone")
    return int(text)


def moment_s(text: str, *, at_s: int, start_utc_s: int, ahead: bool) -> int:
    """The drill second of a UTC clock time: the next one ahead, or the last one past.

    Raises:
        AheadError: it was to lie behind, and lies ahead.
        ValueError: no clock time, and no span such as `+30m`.
    """
    if ahead and text.startswith("+"):
        return at_s + parse_duration_s(text[1:].strip())
    match = _CLOCK.match(text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError("a clock time")
    now_utc_s = start_utc_s + at_s
    wanted_s = now_utc_s // DAY_S * DAY_S + int(match[1]) * 3_600 + int(match[2]) * 60
    if ahead and wanted_s <= now_utc_s:
        wanted_s += DAY_S
    if not ahead and wanted_s > now_utc_s:
        wanted_s -= DAY_S
        if wanted_s < min(start_utc_s, now_utc_s - LOOK_BACK_S):
            raise AheadError(text)
    return wanted_s - start_utc_s


def shown_clock(at_s: int, start_utc_s: int) -> str:
    """A drill second as it would be typed, e.g. `14:05`."""
    return hhmm(start_utc_s + at_s)
