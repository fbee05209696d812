"""The first hour as a picture, one column a minute: what failed, what was said and promised, how customers felt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from simulator import events as e
from simulator.cells import column
from tui.rows import Row, Tone, heading
from tui.sparkline import sparkline

if TYPE_CHECKING:
    from tui.film import Film

MINUTES = 60
MILESTONES, SAID, CAME = "SDMXZRT", "UBHr", "‼m"
"""Marks, those that matter most first."""
LABEL_CELLS = 13
LEGEND = (
    "of several marks in a minute the one named first here shows · milestones: S first signal, D declared, "
    "M mitigated, X resolved, Z stood down, R Comms Lead named, T first task · said: U update, B brief, "
    "H holding line, r answer · came in: ‼ escalation, m message · promises: ✗ broken, ○ due, ✓ kept"
)


def _milestone(event: Any) -> str:
    if isinstance(event, e.MessageArrived) and event.credible_signal:
        return "S"
    if isinstance(event, e.RoleAssigned) and event.seat == "comms_lead":
        return "R"
    letters: dict[type, str] = {
        e.IncidentDeclared: "D", e.TaskStarted: "T", e.MitigationMarked: "M", e.ResolutionMarked: "X", e.StoodDown: "Z",
    }  # fmt: skip
    return letters.get(type(event), "")


def _said(event: Any) -> str:
    if isinstance(event, e.UpdatePosted):
        return "U" if event.channel.is_external else "H" if event.channel == "holding_line" else ""
    return (
        "r"
        if isinstance(event, e.Replied | e.CustomerAcknowledged)
        else "B"
        if isinstance(event, e.BriefPosted)
        else ""
    )


def _came(event: Any) -> str:
    if isinstance(event, e.AccountEscalated):
        return "‼"
    return "m" if isinstance(event, e.MessageArrived) and event.sender != "monitoring" else ""


def picture_rows(film: Film) -> tuple[Row, ...]:
    """The hour from the minute of the first signal, as rows of one cell a minute."""
    start_s = _start_s(film)
    strips = [
        ("milestones", _strip(film, start_s, _milestone, MILESTONES, first_only=True)),
        ("said", _strip(film, start_s, _said, SAID)),
        ("came in", _strip(film, start_s, _came, CAME)),
        ("promises", _promises(film, start_s)),
    ]
    marks = [_row(label, strip, Tone.STRONG) for label, strip in strips]
    return (
        _row("UTC", _axis(film, start_s), Tone.DIM), *marks,
        heading("signals"), *_signals(film, start_s),
        *_moods(film, start_s),
        heading(""), Row("", (), LEGEND, Tone.DIM, lines=6),
    )  # fmt: skip


def _start_s(film: Film) -> int:
    first_s = film.incident_at(len(film.entries)).first_signal_s or 0
    return max(0, first_s // 60 * 60 - 180)


def _minutes(film: Film, start_s: int) -> int:
    """How many minutes of the hour were played: after the end nothing was measured and nobody felt anything."""
    return min(MINUTES, (film.end_s - start_s) // 60 + 1)


def _row(label: str, strip: str, tone: Tone) -> Row:
    return Row("", ((f"{column(label, LABEL_CELLS - 1)} ", Tone.PLAIN), (strip, tone)), "", lines=1)


def _axis(film: Film, start_s: int) -> str:
    return "".join(f"{film.clock(start_s + minute * 60):<10}" for minute in range(0, MINUTES, 10))


def _strip(film: Film, start_s: int, mark: Callable[[Any], str], order: str, *, first_only: bool = False) -> str:
    """A mark in the minute of each event; of several in one minute the one that matters most, by `order`."""
    cells, used = [" "] * MINUTES, set()
    for entry in film.entries:
        minute, letter = (entry.at_s - start_s) // 60, mark(entry.event)
        if not letter or (first_only and letter in used):
            continue
        used.add(letter)
        if 0 <= minute < MINUTES and f"{order} ".index(letter) < f"{order} ".index(cells[minute]):
            cells[minute] = letter
    return "".join(cells)


def _promises(film: Film, start_s: int) -> str:
    """Each promise in the minute that it was due."""
    marks = {"open": "○", "kept": "✓", "broken": "✗"}
    cells = [" "] * MINUTES
    for promise in film.incident_at(len(film.entries)).promises.values():
        minute = (promise.due_s - start_s) // 60
        if 0 <= minute < MINUTES and cells[minute] != "✗":
            cells[minute] = marks.get(promise.state, "✗")
    return "".join(cells)


def _signals(film: Film, start_s: int) -> list[Row]:
    history = film.incident_at(len(film.entries)).signal_history
    rows, minutes = [], _minutes(film, start_s)
    for name, signal in film.scenario.signals.items():
        points = [(at_s, values.get(name, signal.baseline)) for at_s, values in history]
        values = _by_minute(points, start_s, signal.baseline, minutes)
        low, high = min(signal.baseline, signal.critical, *values), max(signal.baseline, signal.critical, *values)
        bad_is_low = signal.critical < signal.warn
        bad = any(value <= signal.critical if bad_is_low else value >= signal.critical for value in values)
        strip = _blocks(values, low, high)
        rows.append(_row(signal.title, strip, Tone.CRITICAL if bad else Tone.PLAIN))
    return rows


def _moods(film: Film, start_s: int) -> list[Row]:
    """Each account on one common scale, with where it began, its lowest and its last value."""
    accounts = film.incident_at(len(film.entries)).accounts.values()
    minutes = _minutes(film, start_s)
    courses = [(account, _by_minute(account.history, start_s, account.start_milli, minutes)) for account in accounts]
    low = min((min(values) for _, values in courses), default=0)
    high = max((max(values) for _, values in courses), default=100_000)
    rows = [heading(f"how customers felt, of 100: ▁ {low // 1_000} … █ {high // 1_000}")]
    for account, values in courses:
        fell = account.start_milli - min(values)
        tone = Tone.CRITICAL if fell >= 15_000 else Tone.WARN if fell >= 5_000 else Tone.GOOD
        rows.append(_row(account.name, _blocks(values, low, high), tone))
        words = f"{values[0] // 1_000} at first, lowest {min(values) // 1_000}, {values[-1] // 1_000} at last"
        rows.append(Row("", ((" " * LABEL_CELLS, Tone.DIM),), words, Tone.DIM, lines=1))
    return rows


def _blocks(values: list[int], low: int, high: int) -> str:
    """One block a minute, from the left."""
    return f"{sparkline(values, len(values), low=low, high=high):<{MINUTES}}"


def _by_minute(points: list[tuple[int, int]], start_s: int, before: int, minutes: int) -> list[int]:
    """The value that held at the end of each minute."""
    values, last, index = [], before, 0
    for minute in range(minutes):
        end_s = start_s + minute * 60 + 59
        while index < len(points) and points[index][0] <= end_s:
            last = points[index][1]
            index += 1
        values.append(last)
    return values
