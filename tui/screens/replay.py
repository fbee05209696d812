"""The replay: the war room as it was, at any moment. Nothing here can be done but look, move in time, and fork."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from simulator import events as e
from simulator.clock import spell
from tui.details import Detail, detail
from tui.eye import BLIND, Eye, seen_view
from tui.film import Film
from tui.names import one_line
from tui.narrate import narrate
from tui.pace import Pace
from tui.rows import Row, Tone
from tui.screens.attached import AttachedApp
from tui.screens.page import Chooser, Page, Question
from tui.screens.panes import PANES, PanesScreen
from tui.view import Header, View
from tui.widgets.lines import Lines

if TYPE_CHECKING:
    from tui.session import DrillLike

SPEEDS = (1, 2, 4, 8, 16, 32, 64)
TICKS_PER_S = 4
MINUTE_S = 60
KINDS: dict[str, frozenset[type]] = {
    "what I sent": frozenset({e.UpdatePosted, e.BriefPosted, e.Replied, e.CustomerAcknowledged, e.CallHeld}),
    "messages that came": frozenset({e.MessageArrived}),
    "promises made": frozenset({e.PromiseMade}),
    "promises broken": frozenset[type]((e.PromiseBroken, e.CallMissed)),
    "decisions and milestones": frozenset(
        {
            e.IncidentDeclared,
            e.DecisionLogged,
            e.MitigationMarked,
            e.ResolutionMarked,
            e.IncidentReopened,
            e.IncidentClosed,
            e.StoodDown,
        }
    ),
    "tasks": frozenset({e.TaskStarted, e.TaskFinished, e.TaskStopped}),
    "customers who escalate": frozenset({e.AccountEscalated}),
    "what became known": frozenset({e.FactLearned}),
    "refused commands": frozenset({e.CommandRefused}),
}
"""What one can jump to, in words."""
KEYS = (
    ("space", "play", "play"), ("+ -", "×", "speed(1)"), ("← →", "min", "minute(1)"), (", .", "line", "line(1)"),
    ("< >", "jump", "jump(1)"), ("k", "kind", "kind"), ("c", "eye", "eye"), ("f", "fork", "fork"),
    ("q", "back", "leave"),
)  # fmt: skip


class ReplayScreen(PanesScreen):
    """Moves through a film; the panes show what the room knew then."""

    BINDINGS = [
        Binding("space", "play", "Play or stop", show=False),
        Binding("plus,equals_sign", "speed(1)", "Faster", show=False),
        Binding("minus", "slower", "Slower", show=False),
        Binding("left", "minute(-1)", "A minute back", show=False),
        Binding("right", "minute(1)", "A minute on", show=False),
        Binding("comma", "line(-1)", "A line back", show=False),
        Binding("full_stop", "line(1)", "A line on", show=False),
        Binding("less_than_sign", "jump(-1)", "The one before", show=False),
        Binding("greater_than_sign", "jump(1)", "The next one", show=False),
        Binding("k", "kind", "Choose what to jump to", show=False),
        Binding("c", "eye", "The customer's eye", show=False),
        Binding("f", "fork", "Fork and play on", show=False),
        Binding("q,escape", "leave", "Back", show=False),
    ]

    def __init__(
        self,
        film: Film,
        *,
        at_line: int = 1,
        why: str = "",
        fork: Callable[[int], None] | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """A film at one of its lines.

        Args:
            film: The drill.
            at_line: Where to begin.
            why: What to say at the beginning: which point was lost here.
            fork: Plays on from a drill second; None where that cannot be.
            now: Monotonic seconds of the wall.
        """
        self.film, self.n = film, max(1, min(at_line, len(film.entries)))
        self.at_s = film.entries[self.n - 1].at_s
        self._pace = Pace(now, at_s=self.at_s)
        self._why, self._fork = why, fork
        self._kind = next(iter(KINDS))
        self._eye: Eye | None = None
        super().__init__(film.view(self.n, self.at_s))

    def foot(self) -> Static:
        """The keys of the replay."""
        return Static("", id="keys")

    def on_mount(self) -> None:
        """Draw; say why we are here."""
        foot = self.query_one("#keys", Static)
        foot.styles.dock, foot.styles.height, foot.styles.padding = "bottom", 1, (0, 1)
        super().on_mount()
        self._draw_keys()
        self.tell(self._why or "Replay: space plays, ← → move by minutes")
        self.query_one("#timeline", Lines).focus()
        self.action_pane(2)
        self.set_interval(1 / TICKS_PER_S, self.tick)

    # --- time -----------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Run on while it plays."""
        at_s = min(self._pace.at_s(), self.film.end_s)
        if self._pace.paused or at_s == self.at_s:
            return
        if at_s >= self.film.end_s:
            self._pace.change(0)
        before = self.n
        self.at_s, self.n = at_s, self.film.line_at(at_s)
        self._draw()
        if self.n != before:
            self._tell_line()

    def _go(self, n: int, at_s: int) -> None:
        """Stand at a line."""
        self.n, self.at_s = n, at_s
        speed, paused = self._pace.speed, self._pace.paused
        self._pace = Pace(self._pace.now, at_s=at_s, speed=speed, paused=paused)
        self._draw()
        self._tell_line()

    def _tell_line(self) -> None:
        """Say which line is shown, however it was reached."""
        words = narrate(self.film.entries[self.n - 1], self.film.names) or "measured by the world"
        room = max(20, self.size.width - 30)
        self.tell(f"line {self.n} of {len(self.film.entries)}: {one_line(words, room)}")

    def _draw(self) -> None:
        view = self.film.view(self.n, self.at_s, multiplier=self._pace.multiplier)
        self.show(seen_view(view, self._eye, self.n, self.film.incident_at(self.n)) if self._eye else view)

    def show_clock(self, header: Header, screen: object) -> None:
        """The running drill's clock is not this one's."""

    def rows(self, view: View, name: str) -> tuple[Row, ...]:
        """In the customer's eye most panes are dark."""
        lines = self.query_one(f"#{name}", Lines)
        lines.empty = BLIND if self._eye and name not in ("timeline", "accounts") else PANES[name][1]
        return super().rows(view, name)

    # --- keys -----------------------------------------------------------------------------------------------

    def action_play(self) -> None:
        """Play or stop."""
        self._pace.change(self._pace.speed if self._pace.paused else 0)
        self._draw()

    def action_speed(self, step: int) -> None:
        """Faster or slower."""
        at = SPEEDS.index(self._pace.speed) + step if self._pace.speed in SPEEDS else 0
        self._pace.change(SPEEDS[max(0, min(at, len(SPEEDS) - 1))])
        self._draw()

    def action_slower(self) -> None:
        """One step slower."""
        self.action_speed(-1)

    def action_minute(self, step: int) -> None:
        """A minute back or on."""
        at_s = max(0, min(self.at_s + step * MINUTE_S, self.film.end_s))
        self._go(self.film.line_at(at_s), at_s)

    def action_line(self, step: int) -> None:
        """A journal line back or on."""
        n = max(1, min(self.n + step, len(self.film.entries)))
        self._stand_at(n)

    def action_jump(self, step: int) -> None:
        """The next or the last line of the chosen kind."""
        n = self.film.next_of(KINDS[self._kind], self.n, step)
        if n is None:
            self.tell(f"No {'later' if step > 0 else 'earlier'} line of the kind: {self._kind}")
        else:
            self._stand_at(n)

    def _stand_at(self, n: int) -> None:
        self._go(n, self.film.entries[n - 1].at_s)

    def action_kind(self) -> None:
        """Choose what `<` and `>` jump to."""
        rows = []
        for name, kinds in KINDS.items():
            count = sum(type(entry.event) in kinds for entry in self.film.entries)
            rows.append(Row(name, ((f"{count:>4}  ", Tone.STRONG),), name))
        self.app.push_screen(Chooser("Jump to", lambda _: rows, typing=False), self._choose_kind)

    def _choose_kind(self, name: str | None) -> None:
        if name:
            self._kind = name
            self.action_jump(1)

    def action_eye(self) -> None:
        """The war room's eyes, or one customer's."""
        accounts = self.film.incident_at(len(self.film.entries)).accounts.values()
        rows = [Row("room", (), "The war room: everything")]
        rows += [Row(f"as:{one.account}", (), f"{one.name} ({one.tier})") for one in accounts]
        self.app.push_screen(Chooser("Whose eyes?", lambda _: rows, typing=False), self._look_as)

    def _look_as(self, chosen: str | None) -> None:
        if chosen:
            account = chosen.partition(":")[2]
            self._eye = Eye(account, self.film.entries, self.film.names) if account else None
            self._draw()
            self.tell("Only what reached them, when it did" if account else "The war room again")

    def action_fork(self) -> None:
        """Ask, then play on from here."""
        if self._fork is None:
            self.tell("From here one can only look; fork with: warroom fork FILE --at TIME")
            return
        text = (
            f"A new drill begins as this one did up to {spell(self.at_s)} ({self.film.clock(self.at_s)} UTC), and from "
            "there it is yours. This drill stays as it is. A fork is for practice: it is never certified."
        )
        self.app.push_screen(Question("Fork and play on", text, yes="play on from here"), self._answer)

    def _answer(self, yes: bool | None) -> None:
        if yes and self._fork is not None:
            self._fork(self.at_s)

    @on(Lines.Chosen)
    def open_row(self, event: Lines.Chosen) -> None:
        """Enter: the whole of a row, as it was then."""
        kind, _, name = event.row.id.partition(":")
        if kind == "entry":
            entry = self.film.entries[int(name) - 1]
            words = f"{self.film.clock(entry.at_s)} UTC\n\n{narrate(entry, self.film.names)}"
            text = getattr(entry.event, "text", "")
            self.app.push_screen(Page(Detail(f"Journal line {name}", f"{words}\n\n{text}".strip())))
            return
        page = detail(event.row.id, self._moment()) if kind != "need" else None
        if page is not None:
            self.app.push_screen(Page(Detail(page.title, page.text)))

    def _moment(self) -> DrillLike:
        """The room then; pages only read it."""
        return cast("DrillLike", self.film.moment(self.n, self.at_s))

    def _draw_keys(self) -> None:
        shown = [
            Content.from_markup(
                f"[@click='screen.{action}'][b $text]$key[/] $words[/]", key=key, words=words or self._kind
            )
            for key, words, action in KEYS
            if action != "fork" or self._fork is not None
        ]
        self.query_one("#keys", Static).update(Content("  ").join(shown), layout=False)

    def action_leave(self) -> None:
        """Back to where one came from."""
        if len(self.app.screen_stack) > 2:
            self.app.pop_screen()
        else:
            self.app.exit(None)


class ReplayApp(AttachedApp[str]):
    """A replay as a program of its own; ends with `fork:SECOND` or None."""

    TITLE = "warroom"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("ctrl+q", "quit", "Leave at once", show=False, priority=True)]

    def __init__(self, film: Film, *, at_line: int = 1, why: str = "") -> None:
        """A film at one of its lines."""
        super().__init__()
        self.replay = ReplayScreen(film, at_line=at_line, why=why, fork=lambda at_s: self.exit(f"fork:{at_s}"))

    def on_mount(self) -> None:
        """Show it."""
        self.push_screen(self.replay)


def run_replay(film: Film, *, why: str = "") -> int | None:
    """Watch a drill; the drill second at which its viewer wants to play on, or None."""
    ended = ReplayApp(film, why=why).run() or ""
    return int(ended.removeprefix("fork:")) if ended.startswith("fork:") else None
