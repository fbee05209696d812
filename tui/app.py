"""The app: it ticks the session's clock and hands views to the screens. What is heavy loads behind the briefing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.binding import Binding
from textual.worker import Worker, WorkerState

from simulator.errors import WarroomError
from tui.folders import settings_path
from tui.screens.attached import AttachedApp
from tui.screens.briefing import BriefingScreen
from tui.settings import THEMES, Settings, keep_theme, load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.journal import Entry
    from tui.desk import Desk
    from tui.screens.debrief import DebriefScreen
    from tui.screens.room import RoomScreen
    from tui.session import Session
    from tui.verdict import Verdict

TICKS_PER_S = 4
ENDED, ENDED_S = "The drill has ended", 60.0
"""What is told over an open form, and how long it stands."""


def _palette() -> Any:
    from tui.screens.palette import ActionProvider

    return ActionProvider


class WarroomApp(AttachedApp[str]):
    """One drill at the terminal; ends with `finished`, `left` or `failed`."""

    TITLE = "warroom"
    COMMANDS = {_palette}
    BINDINGS = [Binding("ctrl+q", "quit_now", "Leave at once", show=False, priority=True)]

    def __init__(
        self,
        opens: Callable[[], Session],
        judge: Callable[[], Verdict | str],
        *,
        title: str = "warroom",
        earlier: Callable[[], Path | None] | None = None,
        settings: Settings | None = None,
        opening: str = "Setting up the drill …",
        leave: Callable[[], None] = lambda: None,
    ) -> None:
        """A drill that is about to be opened.

        Args:
            opens: Makes the session; called once, in a thread, behind the briefing.
            judge: Judges the journal; called once, in a thread, behind the debrief.
            title: Stands above the briefing from the first frame on.
            earlier: Finds an unfinished drill that the briefing offers to go on with; called in the same thread.
            settings: What the person likes.
            opening: What the briefing says meanwhile.
            leave: Called when the screens have gone: a thread that still opens or judges need not wait any more.
        """
        super().__init__()
        self.settings = settings or Settings()
        self._earlier = earlier
        if self.settings.theme in THEMES:
            self.theme = THEMES[self.settings.theme]
        self._opens, self._judge, self._leave = opens, judge, leave
        self.briefing = BriefingScreen(title, opening)
        self.failure: BaseException | None = None
        self.desk: Desk | None = None
        self.room: RoomScreen | None = None
        self.debrief: DebriefScreen | None = None
        self._clock: tuple[object, object] = (None, None)
        self._told_end = False

    async def on_mount(self) -> None:
        """The briefing first; the engine behind it, once the first frame is drawn."""
        await self.push_screen(self.briefing)
        self.briefing.call_after_refresh(self.run_worker, self._open, name="open", thread=True, exit_on_error=False)

    def on_unmount(self) -> None:
        """The program ends once its threads have: let them."""
        self._leave()

    def _open(self) -> Desk:
        from tui.desk import Desk
        from tui.screens import room  # noqa: F401  # heavy: imported here, off the first frame

        self.briefing.earlier = self._earlier() if self._earlier is not None else None
        session = self._opens()
        session.hints_live = self.settings.hints == "live"
        return Desk(session)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Loading or judging has ended."""
        if event.state is WorkerState.ERROR:
            self.failure = event.worker.error
            self.exit("failed")
        elif event.state is WorkerState.SUCCESS and event.worker.name == "open":
            self.desk = cast("Desk", event.worker.result)
            self.briefing.show(self.desk.session)
        elif event.state is WorkerState.SUCCESS and event.worker.name == "judge" and self.debrief is not None:
            self.debrief.show(cast("Verdict | str", event.worker.result))

    async def action_enter_room(self) -> None:
        """The clock starts; a finished drill goes straight to its debrief."""
        from tui.screens.guided import room_for

        assert self.desk is not None  # noqa: S101  # the briefing waits for it
        self.desk.session.begin()
        self.desk.session.subscribe(self._ring)
        self.room = room_for(self.desk.session, self.desk.view())
        await self.switch_screen(self.room)
        self.set_interval(1 / TICKS_PER_S, self.tick)

    def _ring(self, entries: Sequence[Entry]) -> None:
        """What needs somebody is said under the clock, in place of what was said before; and the bell, if wanted."""
        from tui.heed import needs_me

        assert self.desk is not None  # noqa: S101  # it listens for the room
        told = [(words, entry.at_s) for entry in entries if (words := needs_me(entry, self.desk.names))]
        if told and self.room is not None:
            self.room.say(*told[-1])
        if told and self.settings.bell:
            self.bell()

    async def on_event(self, event: events.Event) -> None:
        """Keys and clicks tell the exam's clock that somebody is at work; a paste that no text can hold stays out."""
        if self.desk is not None and isinstance(event, events.Key | events.MouseDown | events.Paste):
            self.desk.session.touch()
        if not isinstance(event, events.Paste) or self._holds(event.text):
            await super().on_event(event)

    def _holds(self, text: str) -> bool:
        """Whether a field can hold what is pasted; megabytes would only stop the screen until they are refused."""
        from simulator.rules import TEXT_LIMIT

        if len(text) > TEXT_LIMIT:
            words = f"A text may have {TEXT_LIMIT:,} characters, and these are {len(text):,}. Paste less."
            self.notify(words, title="Nothing was pasted", severity="warning")
        return len(text) <= TEXT_LIMIT

    def tick(self) -> None:
        """Four times a second: run the world, and draw what has changed."""
        if self.desk is None or self.room is None or not self.screen_stack:
            return  # before the first screen, and after the last one has gone: a second may still strike then
        if self.debrief is not None:
            self.debrief.wait_for(self.desk.session.waits_for)
            return
        if self.screen is not self.room:
            self.desk.session.touch()
        if (view := self.desk.tick()) is not None:
            self.room.show(view)
        if words := self.desk.session.take_notice():
            self.room.say(words)
        header = self.desk.header()
        if (header, self.screen) != self._clock:
            self._clock = (header, self.screen)
            self.room.show_clock(header, self.screen)
        if self.desk.session.drill.over:
            self._end()

    def action_redraw(self) -> None:
        """Something was done: draw now, not at the next tick."""
        if self.desk is not None:
            self.desk.mark()
            self.tick()

    def _end(self) -> None:
        """The debrief; over a text that somebody writes or reads a word of it, once, because its keys mean others."""
        if self.screen is self.room:
            self._open_debrief()
        elif not self._told_end:
            self._told_end = True
            self.notify("esc leads to the debrief. A text that stands here is kept.", title=ENDED, timeout=ENDED_S)

    def _open_debrief(self) -> None:
        from tui.screens.debrief import DebriefScreen

        assert self.desk is not None  # noqa: S101  # called by tick
        self.debrief = DebriefScreen(self.desk.session.drill, self.desk.timeline.rows, self.desk.session.drafts)
        self.switch_screen(self.debrief)
        self.run_worker(self._judge, name="judge", thread=True, exit_on_error=False)

    def action_do(self, action: str) -> None:
        """From the palette: begin an action in the war room."""
        if self.room is not None and self.screen is self.room:
            self.room.action_do(action)

    def _handle_exception(self, error: Exception) -> None:
        """An error of ours (a full disk) ends the app with its own words; all that was shown before is kept."""
        if not isinstance(error, WarroomError):
            super()._handle_exception(error)
            return
        self.failure = error
        self.exit("failed")

    def ask_to_leave(self) -> None:
        """While one plays, as q asks; over a question it stays with that."""
        from tui.screens.page import Question

        if self.room is None or self.debrief is not None:
            self.action_quit_now()
        elif not isinstance(self.screen, Question):
            self.room.action_do("leave")

    def action_quit_now(self) -> None:
        """Leave; every line and every draft is on disk already."""
        self.exit("left")


def run_play(
    session: Session | Callable[[], Session],
    judge: Callable[[], Verdict | str],
    *,
    title: str = "warroom",
    earlier: Callable[[], Path | None] | None = None,
    opening: str = "Setting up the drill …",
    leave: Callable[[], None] = lambda: None,
) -> str:
    """Play a drill at the terminal; a callable session is made in a thread behind the briefing.

    Returns:
        `finished`, `left`, `fork:SECOND` to play on from a moment of the drill, `focus:ID` for a focal drill of the
        same scenario, or `earlier:PATH` to go on with a drill that waited.

    Raises:
        WarroomError: what making the session, or judging, raised.
    """
    opens = session if callable(session) else lambda: session
    settings = load_settings(settings_path())
    app = WarroomApp(opens, judge, title=title, earlier=earlier, settings=settings, opening=opening, leave=leave)
    ended = app.run() or "left"
    keep_theme(app.settings, app.theme)
    if app.failure is not None:
        raise app.failure
    return ended
