"""What the lobby shows, in words: scenarios, drills that wait, short drills, and one's own things."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from simulator.cells import cells, column
from simulator.clock import spell
from tui.names import severity
from tui.rows import Row, Tone, heading
from tui.settings import Settings

if TYPE_CHECKING:
    from simulator.scenario import Scenario
    from tui.focus import Focus
    from tui.shelf import Totals, Waiting

MOST_UNFINISHED = 4
"""Older ones are named in one line, so that the scenarios stay in sight."""
TITLE_CELLS = 36
WALL_FORM = "%d %b %H:%M UTC"


@dataclass(frozen=True, slots=True)
class Offer:
    """A scenario that can be played."""

    id: str
    title: str
    family: str
    severity: str
    """As a trainee may know it, e.g. `SEV-1`."""
    minutes: int
    difficulty: int
    """1 to 5."""
    summary: str = ""
    practice: tuple[float, ...] = ()
    """One's totals so far, oldest first."""
    exam: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A drill that can be gone on with."""

    path: str
    title: str
    words: str
    """Where it stands, e.g. `exam, 23 min in, left 26 Nov 00:24 UTC`."""


@dataclass(frozen=True, slots=True)
class Short:
    """A focal drill."""

    id: str
    title: str
    words: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Hall:
    """Everything that the lobby offers."""

    offers: tuple[Offer, ...]
    unfinished: tuple[Unfinished, ...] = ()
    shorts: tuple[Short, ...] = ()
    settings: Settings = field(default_factory=Settings)
    played: int = 0
    """Drills that one has finished."""
    word: str = ""
    """What is to be said first: why the last choice could not be played."""

    @property
    def newcomer(self) -> bool:
        """Whether the tour is offered first."""
        return not (self.settings.toured or self.played or self.unfinished)


def hall_rows(hall: Hall) -> tuple[Row, ...]:
    """The tour for a newcomer, drills that wait, the scenarios, short drills, one's own things."""
    rows: list[Row] = []
    if hall.newcomer:
        rows += [
            heading("new here?"),
            _row("tour:", "t", "Take the tour", "two minutes: a tiny incident, the keys that matter"),
        ]
    rows += _waiting_rows(hall.unfinished)
    rows.append(heading("scenarios"))
    width = min(TITLE_CELLS, max((cells(one.title) for one in hall.offers), default=0))
    rows += [_offer_row(one, width) for one in hall.offers]
    rows.append(heading("one thing, in a few minutes"))
    rows += [_row(f"focus:{one.id}", "", f"{one.title}, {one.minutes} min", one.words) for one in hall.shorts]
    rows.append(heading("you"))
    played = f"{hall.played} drill{'s' * (hall.played != 1)} finished" if hall.played else "nothing finished yet"
    rows.append(_row("history:", "h", "History and trend", played))
    rows.append(_row("certificate:", "c", "Certification", "how far your exams have come"))
    rows.append(_row("settings:", "s", "Settings", "theme, pace, bell, seat, hints"))
    if not hall.newcomer:
        rows.append(_row("tour:", "t", "The tour", "two minutes: the keys that matter"))
    return tuple(rows)


def _waiting_rows(unfinished: tuple[Unfinished, ...]) -> list[Row]:
    if not unfinished:
        return []
    shown = unfinished[:MOST_UNFINISHED]
    rows = [heading("go on with")]
    rows += [Row(f"resume:{one.path}", (("▶ ", Tone.ACCENT),), f"{one.title}: {one.words}") for one in shown]
    if older := len(unfinished) - len(shown):
        words = f"and {older} older: warroom play --resume FILE"
        rows.append(Row("", (("  ", Tone.DIM),), words, Tone.DIM))
    return rows


def _offer_row(one: Offer, width: int) -> Row:
    head = ((f"  {one.severity:<6} ", Tone.STRONG), (f"{column(one.title, width)} ", Tone.PLAIN))
    stars = "◆" * one.difficulty + "◇" * (5 - one.difficulty)
    return Row(f"play:{one.id}", head, f"{one.minutes:>3} min {stars} {_scores(one.practice)}", Tone.DIM)


def _scores(totals: tuple[float, ...]) -> str:
    return f"best {max(totals):g}, last {totals[-1]:g}" if totals else "not played yet"


def _row(name: str, key: str, title: str, words: str) -> Row:
    return Row(name, ((f"  {key:<2}", Tone.STRONG), (f"{title:<30}  ", Tone.PLAIN)), words, Tone.DIM)


def about(hall: Hall, row: str) -> str:
    """More about the row under the cursor."""
    kind, _, name = row.partition(":")
    offer = next((one for one in hall.offers if one.id == name), None) if kind == "play" else None
    if offer is not None:
        exams = f" · exams: {_scores(offer.exam)}" if offer.exam else ""
        facts = f"{offer.family} · {offer.severity} · about {offer.minutes} min · difficulty {offer.difficulty} of 5"
        return f"{facts} · {_scores(offer.practice)}{exams}\n{offer.summary}"
    return _ABOUT.get(kind, "")


_ABOUT = {
    "resume": "It goes on where it was left, with all that you did, drafts included.",
    "focus": "A simulated player brings the room to the moment; then it is yours. It ends by itself, is judged on that "
    "one thing alone, and stands in no record.",
    "tour": "A tiny incident, step by step. The line under the clock says what to press next.",
    "history": "Your drills, newest first, with their totals, and what they say together. Enter opens a debrief again.",
    "certificate": "What a certificate takes, and how far your exams have come.",
    "settings": "They hold for every drill that you begin from now on.",
}
KEYS = {
    "play": "enter play · x exam · d one thing · w reference",
    "resume": "enter go on · z put away",
}
"""What can be done with a row; the others open."""


def offer_of(scenario: Scenario, totals: Totals) -> Offer:
    """What the lobby says of a scenario: nothing that its catalogue would not, and one's own totals so far."""
    truth = next(iter(scenario.variants.values())).truth
    return Offer(
        id=scenario.id,
        title=scenario.title,
        family=scenario.family,
        severity=severity(truth.severity),
        minutes=scenario.minutes,
        difficulty=scenario.difficulty,
        summary=" ".join(scenario.summary.split()),
        practice=totals.practice,
        exam=totals.exam,
    )


def unfinished_of(one: Waiting, titles: dict[str, str]) -> Unfinished:
    """What the lobby says of a drill that waits."""
    title = titles.get(one.scenario, one.scenario)
    kind = "short drill" if one.focus else one.mode
    left = f"left {datetime.fromtimestamp(one.left_utc_s, UTC).strftime(WALL_FORM)}"
    where = "being played in another window" if one.busy else left
    return Unfinished(str(one.path), title, f"{kind}, {spell(one.at_s)} in, {where}")


def short_of(focus: Focus) -> Short:
    """A focal drill as the lobby names it."""
    return Short(focus.id, focus.title, focus.words, focus.minutes)
