"""The debrief: the score, every lost point with its moment, and how it went."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from simulator.afterwards import AFTERWARDS, STOPPED
from simulator.vocabulary import Mode
from tui.details import Detail
from tui.drafts import Drafts
from tui.film import Film
from tui.names import names_of
from tui.narrate import narrate
from tui.picture import picture_rows
from tui.rows import Row, Tone, note
from tui.screens.attached import AttachedApp
from tui.screens.notes import NoteScreen
from tui.screens.page import CriterionPage, Page
from tui.verdict import Comparison, Verdict, compare_rows, criterion_rows, criterion_text, evidence_of, score_rows
from tui.widgets.lines import Lines
from tui.widgets.tabs import tab_line
from tui.worth import worth_rows

if TYPE_CHECKING:
    from scoring.analysis.whatif import WhatIf
    from tui.session import DrillLike

TABS = ("Score", "Lost", "All", "First hour", "Timeline", "Compare", "After", "Worth")
PANES = ("score", "lost", "all", "hour", "timeline", "compare", "after", "worth")
KEYS = "1…8 ← → tabs · enter open · w watch it · + note · q leave"
SLOW = {
    "compare": "There is nothing to compare this drill with.",
    "worth": "Decisions are weighed after drills played alone: warroom whatif DRILL does it for any journal.",
}
"""Panes that are worked out when somebody looks at them, and what they say where that cannot be."""
SHORT = {
    "compare": "A short drill is compared with nothing: it stands in no record.",
    "after": "What becomes of customers is told after whole drills.",
    "worth": "Decisions are weighed after whole drills: a short one is judged on its one thing alone.",
}
"""What they say after a short drill."""


class DebriefScreen(Screen[None]):
    """People should argue with the world, not with the score: each point shows its evidence."""

    DEFAULT_CSS = """
    DebriefScreen {
        & > #title { dock: top; height: 1; padding: 0 1; background: $surface; text-style: bold; }
        & > #tabs { height: 1; padding: 0 1; }
        & > Lines { height: 1fr; display: none; }
        & > Lines.-active { display: block; }
        & > #keys { dock: bottom; height: 1; padding: 0 1; background: $surface; color: $text-muted; }
    }
    """
    BINDINGS = [
        *(Binding(str(number), f"pane({number})", title, show=False) for number, title in enumerate(TABS, 1)),
        Binding("left", "step(-1)", "Before", show=False),
        Binding("right,tab", "step(1)", "Next", show=False, priority=True),
        Binding("w", "watch", "Watch it again", show=False),
        Binding("plus", "note", "Note for oneself", show=False),
        Binding("q,escape", "leave", "Leave", show=False),
    ]

    def __init__(self, drill: DrillLike, timeline: tuple[Row, ...], drafts: Drafts | None = None) -> None:
        """For a drill that is over; the verdict comes with `show`.

        Args:
            drill: The drill.
            timeline: Its rows.
            drafts: Where one's own note is kept, beside the drill.
        """
        super().__init__()
        self._drafts = drafts or Drafts()
        self._film = Film(drill.header, drill.entries, drill.scenario, drill.runbook)
        self._drill, self._timeline = drill, timeline
        self._names = names_of(drill)
        self._verdict: Verdict | None = None
        self._judged = False
        self._tab = 0
        self._asked: set[str] = set()
        """Panes whose slow work has begun."""

    def compose(self) -> ComposeResult:
        """Title, tabs, panes."""
        yield Static(f"Debrief: {self._drill.scenario.title}", id="title", markup=False)
        yield Static("", id="tabs")
        yield Lines(TABS[0], empty="The judge is reading the journal …", id="score")
        yield Lines(TABS[1], empty="No point was lost.", id="lost")
        yield Lines(TABS[2], empty="The judge is reading the journal …", id="all")
        yield Lines(TABS[3], id="hour")
        yield Lines(TABS[4], empty="Nothing happened.", id="timeline")
        yield Lines(TABS[5], empty="The reference run is being played and judged …", id="compare")
        yield Lines(TABS[6], empty="The drill ended without an epilogue.", id="after")
        yield Lines(TABS[7], empty="The drill is being played again without each decision …", id="worth")
        yield Static(KEYS, id="keys", markup=False)

    def on_mount(self) -> None:
        """The timeline is there at once; that of a short drill ends with its one thing."""
        whole, after = not self._drill.incident.focus, self._after()
        later = frozenset[str]() if whole else {row.id for row in after}
        self.query_one("#timeline", Lines).show(tuple(row for row in self._timeline if row.id not in later))
        self.query_one("#after", Lines).show(after if whole else (note(SHORT["after"]),))
        self.query_one("#hour", Lines).show(picture_rows(self._film))
        self.action_pane(1)

    def _after(self) -> tuple[Row, ...]:
        """What became of actions and customers by day 90."""
        if self._names.stopped_open:
            return (note(STOPPED),)
        ends = [e for e in self._drill.entries if isinstance(e.event, AFTERWARDS)]
        return tuple(Row(f"entry:{e.n}", (("· ", Tone.DIM),), narrate(e, self._names), lines=3) for e in ends)

    def show(self, answer: Verdict | str | None) -> None:
        """The judge has answered, with a scorecard or with plain text."""
        self._judged = True
        if not isinstance(answer, Verdict):
            plain = tuple(Row("", (), line, lines=3) for line in (answer or "").splitlines())
            self.query_one("#score", Lines).show(plain)
            return
        verdict = self._verdict = answer
        self.query_one("#score", Lines).show(score_rows(verdict))
        self.query_one("#lost", Lines).show(criterion_rows(verdict, lost_only=True))
        self.query_one("#all", Lines).show(criterion_rows(verdict, lost_only=False))

    def wait_for(self, words: str) -> None:
        """Say what keeps the judge; nothing while they are at work, or once they have answered."""
        if not self._judged and self.is_attached:
            for pane in self.query("#score, #all").results(Lines):
                pane.show((note(words),) if words else ())

    def action_pane(self, number: int) -> None:
        """Go to a tab."""
        self._tab = number - 1
        for name in PANES:
            self.query_one(f"#{name}").set_class(name == PANES[self._tab], "-active")
        self._draw_tabs()
        self.query_one(f"#{PANES[self._tab]}", Lines).focus()
        if PANES[self._tab] in SLOW:
            self._work_out(PANES[self._tab])

    def on_resize(self) -> None:
        """Fit the tabs to the new width."""
        self._draw_tabs()

    def _draw_tabs(self) -> None:
        self.query_one("#tabs", Static).update(tab_line(TABS, self._tab, self.app.size.width - 2), layout=False)

    def _work_out(self, pane: str) -> None:
        """Play the reference run, or other courses of this drill, once, behind the screen."""
        if self._verdict is None or pane in self._asked:
            return
        self._asked.add(pane)
        verdict = self._verdict
        if pane == "compare" and verdict.compare is not None:
            work = partial(_compared, verdict, verdict.compare)
        elif pane == "worth" and verdict.weigh is not None:
            work = partial(_weighed, verdict.weigh, self._courses_taken)
        else:
            words = SHORT if self._drill.incident.focus else SLOW
            self.query_one(f"#{pane}", Lines).show((note(words[pane]),))
            return
        self.run_worker(work, name=pane, thread=True, exit_on_error=False)

    def _courses_taken(self, done: int, of: int) -> None:
        """Say how far it is, from the worker's thread; nobody listens any more once the screen is gone."""
        words = note(f"The drill is being played again without each decision: {done} of {of} courses.")
        if self.is_attached:
            self.app.call_from_thread(self.query_one("#worth", Lines).show, (words,))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What was worked out is there, or could not be."""
        pane = event.worker.name
        if pane in SLOW and event.state is WorkerState.SUCCESS:
            self.query_one(f"#{pane}", Lines).show(event.worker.result or ())
        elif pane in SLOW and event.state is WorkerState.ERROR:
            self.query_one(f"#{pane}", Lines).show((note(f"This could not be worked out: {event.worker.error}"),))

    def action_step(self, step: int) -> None:
        """The tab before or after."""
        self.action_pane((self._tab + step) % len(TABS) + 1)

    @on(Lines.Chosen)
    def open_row(self, event: Lines.Chosen) -> None:
        """Enter: a criterion with its evidence, or a journal line in full."""
        kind, _, name = event.row.id.partition(":")
        if kind == "criterion" and self._verdict is not None:
            page = CriterionPage(Detail("Criterion", self._criterion(name, self._verdict)))
            self.app.push_screen(page, lambda go: self._show_moment(name) if go else None)
        elif kind == "focus":
            self.app.exit(event.row.id)
        elif kind == "entry":
            entry = self._drill.entries[int(name) - 1]
            text = getattr(entry.event, "text", "")
            words = f"{self._names.clock(entry.at_s)} UTC\n\n{narrate(entry, self._names)}"
            self.app.push_screen(Page(Detail(f"Journal line {name}", f"{words}\n\n{text}".strip())))

    def _criterion(self, name: str, verdict: Verdict) -> str:
        rows = [self._drill.entries[n - 1] for n in evidence_of(verdict, name) if 0 < n <= len(self._drill.entries)]
        lines = [
            f"  {self._names.clock(e.at_s)}  {narrate(e, self._names) or 'measured by the world'}" for e in rows[:20]
        ]
        text = criterion_text(verdict, name)
        return f"{text}\n\nEvidence (UTC)\n" + "\n".join(lines) if lines else text

    def _show_moment(self, criterion: str) -> None:
        """The room as it was when a point was lost."""
        if self._verdict is None:
            return
        lines = evidence_of(self._verdict, criterion)
        one = next(one for one in self._verdict.card["criteria"] if one["id"] == criterion)
        why = f"{criterion} {one['title']}: {one['actual']}"
        if not lines:
            why = f"{criterion}: no line decided it, something was missing; this is the end"
        self._watch(lines[0] if lines else len(self._film.entries), why)

    def action_watch(self) -> None:
        """The whole drill again, from its beginning."""
        self._watch(1, "")

    def _watch(self, line: int, why: str) -> None:
        from tui.screens.replay import ReplayScreen

        fork = self._fork if self._drill.header.mode is not Mode.EXAM else None
        self.app.push_screen(ReplayScreen(self._film, at_line=line, why=why, fork=fork))

    def _fork(self, at_s: int) -> None:
        self.app.exit(f"fork:{at_s}")

    def action_note(self) -> None:
        """What went well, and what to do otherwise next time."""
        self.app.push_screen(NoteScreen(self._drafts))

    def action_leave(self) -> None:
        """The end."""
        self.app.exit("finished")


class DebriefApp(AttachedApp[str]):
    """A debrief as a program of its own, of a drill that was finished before; ends as the war room's does."""

    TITLE = "warroom"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("ctrl+q,ctrl+c", "quit", "Leave at once", show=False, priority=True)]

    def __init__(self, debrief: DebriefScreen, judge: Callable[[], Verdict]) -> None:
        """A debrief, and what judges its drill; called in a thread."""
        super().__init__()
        self.debrief, self._judge = debrief, judge

    def on_mount(self) -> None:
        """Show it, and judge behind it."""
        self.push_screen(self.debrief)
        self.run_worker(self._judge, name="judge", thread=True, exit_on_error=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The judge has answered, or says why they cannot."""
        if event.state is WorkerState.SUCCESS:
            self.debrief.show(event.worker.result)
        elif event.state is WorkerState.ERROR:
            self.debrief.show(f"This drill cannot be judged: {event.worker.error}")


def run_debrief(drill: DrillLike, timeline: tuple[Row, ...], judge: Callable[[], Verdict], drafts: Drafts) -> str:
    """Read a debrief again; see `tui.app.run_play` for what it ends with."""
    return DebriefApp(DebriefScreen(drill, timeline, drafts), judge).run() or "left"


def _compared(verdict: Verdict, compare: Callable[[], Comparison]) -> tuple[Row, ...]:
    return compare_rows(verdict, compare())


def _weighed(
    weigh: Callable[[Callable[[int, int], None]], WhatIf], progress: Callable[[int, int], None]
) -> tuple[Row, ...]:
    return worth_rows(weigh(progress))
