"""Geometry of the pictures: where things stand on the paper. The macros in `pictures.svg.j2` draw them.

Every coordinate is in units of an SVG view box 720 wide; a picture has a title, a description and a table, so that
it reads without eyes and without colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scoring.reports.model import Act, Curve, PromiseLine, Report, Sample, Silence, TaskLine
from simulator.clock import DAY_S, MINUTE_S, stamp

WIDTH = 720
LEFT, RIGHT = 14, 14
LABELS = 150
"""Room for the names at the ends of lines."""
LEAD = 17
"""From the end of a line to its name."""
LEGEND = 18
"""Room for the words that tell what the strokes are."""
MOST_TICKS = 9
MOST_LINES = 8
MOST_ROWS = 60
_STEPS_S = (60, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000)
CHARACTER = 7
"""Width of a character of a label in the widest of the fonts that pages ask for."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment on the time axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Drill seconds across the paper."""

    start_utc_s: int
    end_s: int
    right: float
    left: float = LEFT

    def x(self, at_s: int) -> float:
        """Where a second stands; what lies outside stands at the edge."""
        share = min(max(at_s, 0), self.end_s) / max(self.end_s, MINUTE_S)
        return round(self.left + share * (self.right - self.left), 1)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Round moments of UTC, at most nine; midnight shows its date."""
        step_s = next((step for step in _STEPS_S if self.end_s <= step * MOST_TICKS), _STEPS_S[-1])
        first_s = -self.start_utc_s % step_s
        return tuple(Tick(self.x(at_s), self._label(at_s)) for at_s in range(first_s, self.end_s + 1, step_s))

    def _label(self, at_s: int) -> str:
        utc_s = self.start_utc_s + at_s
        whole = stamp(utc_s)
        return whole[5:10] if utc_s % DAY_S == 0 else whole[11:16]


@dataclass(frozen=True, slots=True)
class Flag:
    """An act's number above the curves."""

    x: float
    y: float
    number: int


@dataclass(frozen=True, slots=True)
class Level:
    """A threshold across a strip."""

    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One curve with its own scale."""

    y: float
    height: float
    title: str
    path: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Signals:
    """Small curves one above the other, with the acts through all of them."""

    height: float
    axis: Axis
    flags: tuple[Flag, ...]
    strips: tuple[Strip, ...]


STRIP = 52
STRIP_STEP = 80
FLAG_STEP = 17
NEAR_TIMES, FAR_TIMES = 2, 20
"""A threshold so many times the peak is still drawn: critical, and warning, without which noise looks like trouble."""


def signals(report: Report) -> Signals:
    """The signals with the acts."""
    axis = Axis(report.start_utc_s, report.end_s, WIDTH - RIGHT)
    flags = _flags(axis, report.acts)
    top = 10 + max((flag.y for flag in flags), default=0) + 12
    strips = tuple(_strip(axis, curve, top + 20 + place * STRIP_STEP) for place, curve in enumerate(report.signals))
    return Signals(top + len(strips) * STRIP_STEP + 24, axis, flags, strips)


def _flags(axis: Axis, acts: Iterable[Act]) -> tuple[Flag, ...]:
    """Numbers in as few lanes as keep them apart."""
    ends: list[float] = []
    found = []
    for act in acts:
        x = axis.x(act.at_s)
        lane = next((n for n, end in enumerate(ends) if x - end >= FLAG_STEP), len(ends))
        ends[lane : lane + 1] = [x]
        found.append(Flag(x, 10 + lane * FLAG_STEP, act.number))
    return tuple(found)


def _strip(axis: Axis, curve: Curve, y: float) -> Strip:
    values = [sample.milli for sample in curve.samples] or [0]
    marks = [
        mark
        for mark, times in ((curve.warn_milli, FAR_TIMES), (curve.critical_milli, NEAR_TIMES))
        if mark is not None and mark <= times * max(1, *values)
    ]
    low, high = min(0, *values, *marks), max(1, *values, *marks)

    def place(milli: int) -> float:
        return round(y + STRIP - (milli - low) / (high - low) * STRIP, 1)

    named = {curve.critical_milli: "critical", curve.warn_milli: "warning"}
    levels = _levels([(place(mark), f"{named[mark]} {milli(mark)}") for mark in sorted(marks, reverse=True)])
    low_word, high_word = milli(min(values)), milli(max(values))
    peak = (f"from {low_word} to {high_word}" if low_word != high_word else f"{high_word} throughout") + (
        f" {curve.unit}" if curve.unit else ""
    )
    path = _path((axis.x(sample.at_s), place(sample.milli)) for sample in curve.samples)
    return Strip(y, STRIP, f"{curve.title}: {peak}", path, levels)


def _levels(marks: Sequence[tuple[float, str]]) -> tuple[Level, ...]:
    """Thresholds with their words; two that lie close share one label."""
    if len(marks) == 2 and abs(marks[0][0] - marks[1][0]) < 12:
        return Level(marks[0][0], f"{marks[0][1]}, {marks[1][1]}"), Level(marks[1][0], "")
    return tuple(Level(y, words) for y, words in marks)


def _path(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def milli(value: int) -> str:
    """Thousandths in three figures."""
    return f"{value / 1_000:.0f}" if abs(value) >= 100_000 else f"{value / 1_000:.1f}".removesuffix(".0")


@dataclass(frozen=True, slots=True)
class Line:
    """One line among several, told apart by its dashes and the name at its end."""

    path: str
    pattern: int
    x: float
    y: float
    label_y: float
    label: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Several quantities on one scale from 0 to 100."""

    height: float
    axis: Axis
    lines: tuple[Line, ...]
    left_out: int
    """How many lines did not fit; the table has them all."""
    levels: tuple[Level, ...]


def lines(report: Report, curves: Sequence[Curve]) -> Lines:
    """Curves on one scale from 0 to 100; of many, those that fell the lowest."""
    axis = Axis(report.start_utc_s, report.end_s, WIDTH - LABELS, LEFT + 22)
    chosen = sorted(curves, key=_worst)[:MOST_LINES]
    top, tall = 16, max(180, 18 * len(chosen))

    def place(value_milli: int) -> float:
        return round(top + tall - min(max(value_milli, 0), 100_000) / 100_000 * tall, 1)

    ends = {curve.id: place(curve.samples[-1].milli) for curve in chosen if curve.samples}
    labels = _apart(ends, 15, top, top + tall)
    found = tuple(
        Line(
            _path((axis.x(s.at_s), place(s.milli)) for s in curve.samples), number, axis.x(curve.samples[-1].at_s),
            ends[curve.id], labels[curve.id], _short(f"{_last(curve)} {curve.title}", LABELS - LEAD),
        )
        for number, curve in enumerate(c for c in chosen if c.samples)
    )  # fmt: skip
    levels = tuple(Level(place(value * 1_000), str(value)) for value in (0, 25, 50, 75, 100))
    return Lines(top + tall + 26, axis, found, len(curves) - len(chosen), levels)


def _worst(curve: Curve) -> tuple[int, str]:
    return min((sample.milli for sample in curve.samples), default=0), curve.id


def _last(curve: Curve) -> str:
    return milli(curve.samples[-1].milli // 1_000 * 1_000)


def _apart(wanted: dict[str, float], gap: float, top: float, bottom: float) -> dict[str, float]:
    """Heights at least `gap` apart, in the same order, inside the picture."""
    placed: dict[str, float] = {}
    floor = top
    for name in sorted(wanted, key=lambda key: (wanted[key], key)):
        placed[name] = max(wanted[name], floor)
        floor = placed[name] + gap
    ceiling = bottom
    for name in sorted(placed, key=lambda key: -placed[key]):
        placed[name] = min(placed[name], ceiling)
        ceiling = placed[name] - gap
    return placed


def _short(text: str, room: float) -> str:
    """A label cut to the room that it has."""
    most = max(4, int(room / CHARACTER))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Gap:
    """One silence: the part that was allowed, and the part that was not."""

    x: float
    allowed_x: float
    end_x: float
    is_post: bool


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise from its making to its due time."""

    y: float
    x: float
    due_x: float
    text_x: float
    anchor: str
    mark: str
    state: str
    label: str
    later: bool
    """True when it falls due after the drill."""


@dataclass(frozen=True, slots=True)
class UpdateClock:
    """News and promises over time."""

    height: float
    axis: Axis
    gaps: tuple[Gap, ...]
    rows: tuple[PromiseRow, ...]
    left_out: int


NEWS_Y = 34
ROW_STEP = 17
_MARKS = {"kept": "✓", "broken": "✗", "open": "○"}


def update_clock(report: Report) -> UpdateClock:
    """The clock on which customers heard from us."""
    axis = Axis(report.start_utc_s, report.end_s, WIDTH - RIGHT)
    gaps = tuple(_gap(axis, silence, first=n == 0) for n, silence in enumerate(report.silences))
    rows = tuple(_promise(axis, line, NEWS_Y + 44 + n * ROW_STEP) for n, line in enumerate(report.promises[:MOST_ROWS]))
    height = NEWS_Y + 44 + max(len(rows), 1) * ROW_STEP + 22
    return UpdateClock(height, axis, gaps, rows, max(0, len(report.promises) - MOST_ROWS))


def _gap(axis: Axis, silence: Silence, *, first: bool) -> Gap:
    allowed_s = min(silence.to_s, silence.from_s + silence.allowed_s)
    return Gap(axis.x(silence.from_s), axis.x(allowed_s), axis.x(silence.to_s), not first)


def _promise(axis: Axis, line: PromiseLine, y: float) -> PromiseRow:
    x, due_x = axis.x(line.made_s), axis.x(line.due_s)
    to_left = x - LEFT > WIDTH - RIGHT - due_x
    room = (x - LEFT if to_left else WIDTH - RIGHT - due_x) - 20
    label = _short(f"{line.state}: {line.what} by {line.due_utc}, {line.to}", room)
    text_x = x - 8 if to_left else due_x + 14
    return PromiseRow(
        y, x, due_x, round(text_x, 1), "end" if to_left else "start", _MARKS[line.state], line.state, label,
        line.due_s > axis.end_s,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """One task."""

    y: float
    x: float
    width: float
    box_x: float | None
    """Where its time-box ended; None outside the drill."""
    text_x: float
    anchor: str
    state: str
    label: str


@dataclass(frozen=True, slots=True)
class Gantt:
    """Tasks over time."""

    height: float
    axis: Axis
    bars: tuple[Bar, ...]
    left_out: int


BAR_STEP = 36
_STATES = {"done": "✓ done", "failed": "✗ failed", "stopped": "■ stopped", "running": "→ still running"}


def gantt(report: Report) -> Gantt:
    """The tasks as bars."""
    axis = Axis(report.start_utc_s, report.end_s, WIDTH - RIGHT)
    bars = tuple(_bar(axis, task, 6 + LEGEND + n * BAR_STEP) for n, task in enumerate(report.tasks[:MOST_ROWS]))
    return Gantt(6 + LEGEND + len(bars) * BAR_STEP + 26, axis, bars, max(0, len(report.tasks) - MOST_ROWS))


def _bar(axis: Axis, task: TaskLine, y: float) -> Bar:
    x, end = axis.x(task.start_s), axis.x(task.end_s)
    to_left = x > (WIDTH - RIGHT + LEFT) / 2
    room = (end - LEFT if to_left else WIDTH - RIGHT - x) - 4
    box_s = task.start_s + task.time_box_s
    return Bar(
        y, x, max(3.0, round(end - x, 1)), axis.x(box_s) if box_s <= axis.end_s else None,
        max(end, x + 3) if to_left else x, "end" if to_left else "start", task.state,
        _short(f"{_STATES[task.state]}: {task.title} ({task.owner})", room),
    )  # fmt: skip


def table(curves: Sequence[Curve], most: int = 13) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """A few evenly spaced moments with the value of every curve then; the values stay until they change."""
    ends = [curve.samples[-1].at_s for curve in curves if curve.samples]
    if not ends:
        return ()
    moments = sorted({max(ends) * place // (most - 1) for place in range(most)})
    return tuple((at_s, tuple(_value(curve.samples, at_s) for curve in curves)) for at_s in moments)


def _value(samples: Sequence[Sample], at_s: int) -> str:
    before = [sample.milli for sample in samples if sample.at_s <= at_s]
    return milli(before[-1]) if before else "–"
