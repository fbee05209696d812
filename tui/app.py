"""The app: it holds the session, ticks its clock, and hands views to the screens. What is heavy loads behind the briefing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.binding import Binding
from textual.worker import Worker, WorkerState

from tui.screens.briefing import BriefingScreen

if TYPE_CHECKING:
    from simulator.journal import Entry
    from tui.screens.debrief import DebriefScreen
    from tui.screens.lobby import Choice, Offer, Unfinished
    from tui.screens.room import RoomScreen
    from tui.session import Session
    from tui.timeline import Timeline
    from tui.verdict import Verdict

TICKS_PER_S = 4


def _palette() -> Any:
    from tui.screens.palette import ActionProvider

    return ActionProvider


class WarroomApp(App[str]):
    """One drill at the terminal; ends with `finished` or `left`."""

    TITLE = "warroom"
    COMMANDS = {_palette}
    BINDINGS = [Binding("ctrl+q,ctrl+c", "quit_now", "Leave at once", show=False, priority=True)]
    CSS = "Toast { width: 50; max-width: 90%; }"

    def __init__(self, opens: Callable[[], Session], judge: Callable[[], Verdict], *, title: str = "warroom") -> None:
        """A drill that is about to be opened.

        Args:
            opens: Makes the session; called once, in a thread, behind the briefing.
            judge: Judges the journal; called once, in a thread, behind the debrief.
            title: What the briefing says before anything is loaded.
        """
        super().__init__()
        self._opens, self._judge = opens, judge
        self._briefing = BriefingScreen(title)
        self.session: Session | None = None
        self.failure: BaseException | None = None
        self._timeline: Timeline | None = None
        self._room: RoomScreen | None = None
        self._debrief: DebriefScreen | None = None
        self._drawn_minute = -1
        self._stale = True

    def on_mount(self) -> None:
        """The briefing first; the engine behind it."""
        self.push_screen(self._briefing)
        self.run_worker(self._open, name="open", thread=True, exit_on_error=False)

    def _open(self) -> Session:
        from tui.names import Names
        from tui.screens import room  # noqa: F401  # heavy: imported here, off the first frame
        from tui.timeline import Timeline

        session = self._opens()
        drill = session.drill
        timeline = Timeline(Names(drill.incident, drill.scenario, drill.player))
        timeline.take(drill.entries)
        self._timeline = timeline
        return session

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Loading or judging has ended."""
        if event.state is WorkerState.ERROR:
            self.failure = event.worker.error
            self.exit("failed", return_code=2)
        elif event.state is WorkerState.SUCCESS and event.worker.name == "open":
            self.session = event.worker.result
            assert self.session is not None  # noqa: S101  # the worker gives a session
            self.session.subscribe(self._hear)
            self._briefing.show(self.session)
        elif event.state is WorkerState.SUCCESS and event.worker.name == "judge" and self._debrief is not None:
            assert event.worker.result is not None  # noqa: S101  # the worker gives a verdict
            self._debrief.show(event.worker.result)

    def _hear(self, entries: Sequence[Entry]) -> None:
        """New lines are on disk: they may be shown."""
        if self._timeline is not None:
            self._timeline.take(entries)
        self._stale = True

    async def action_enter_room(self) -> None:
        """The clock starts; a finished drill goes straight to its debrief."""
        from tui.screens.room import RoomScreen

        assert self.session is not None  # noqa: S101  # the briefing waits for it
        if not self.session.drill.over:
            self.session.begin()
        self._room = RoomScreen(self.session, self._view())
        await self.switch_screen(self._room)
        self.set_interval(1 / TICKS_PER_S, self.tick)

    def _view(self) -> Any:
        from tui.view import build_view

        assert self.session is not None  # noqa: S101  # called in the room only
        drill, multiplier = self.session.drill, self.session.pace.multiplier
        return build_view(
            drill.incident, drill.scenario, drill.runbook, drill.at_s,
            timeline=self._timeline, multiplier=multiplier, player=drill.player,
        )  # fmt: skip

    def tick(self) -> None:
        """Four times a second: run the world, and draw what has changed."""
        if self.session is None or self._room is None or self._debrief is not None:
            return
        self.session.tick()
        minute = self.session.drill.at_s // 60
        if self._stale or minute != self._drawn_minute:
            self._stale, self._drawn_minute = False, minute
            self._room.show(self._view())
        self._show_clock()
        if self.session.drill.over and self.screen is self._room:
            self._open_debrief()

    def _show_clock(self) -> None:
        """The clock in every screen that is open: it can be read while composing."""
        from tui.view import build_header
        from tui.widgets.topline import TopLine

        assert self.session is not None  # noqa: S101  # called by tick
        drill = self.session.drill
        header = build_header(
            drill.incident, drill.scenario, drill.runbook, drill.at_s,
            multiplier=self.session.pace.multiplier, player=drill.player,
        )  # fmt: skip
        for line in self.screen.query(TopLine):
            line.show(header)

    def action_redraw(self) -> None:
        """Something was done: draw now, not at the next tick."""
        self._stale = True
        self.tick()

    def _open_debrief(self) -> None:
        from tui.screens.debrief import DebriefScreen

        assert self.session is not None and self._timeline is not None  # noqa: S101, PT018  # set when opened
        self._debrief = DebriefScreen(self.session.drill, self._timeline.rows)
        self.switch_screen(self._debrief)
        self.run_worker(self._judge, name="judge", thread=True, exit_on_error=False)

    def action_do(self, action: str) -> None:
        """From the palette: begin an action in the war room."""
        if self._room is not None and self.screen is self._room:
            self._room.action_do(action)

    def action_quit_now(self) -> None:
        """Leave; every line and every draft is on disk already."""
        self.exit("left")


def run_play(opens: Callable[[], Session], judge: Callable[[], Verdict], *, title: str = "warroom") -> str:
    """Play a drill at the terminal.

    Args:
        opens: Makes the session; called once, in a thread, behind the briefing.
        judge: Judges the finished journal.
        title: Shown before anything is loaded.

    Returns:
        `finished` or `left`.

    Raises:
        WarroomError: what `opens` or `judge` raised.
    """
    app = WarroomApp(opens, judge, title=title)
    ended = app.run()
    if app.failure is not None:
        raise app.failure
    return ended or "left"


def run_lobby(offers: Sequence[Offer], unfinished: Sequence[Unfinished] = ()) -> Choice | None:
    """Choose what to play; None = leave."""
    from tui.screens.lobby import LobbyApp

    return LobbyApp(tuple(offers), tuple(unfinished)).run()
