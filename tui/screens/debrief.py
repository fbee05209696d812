"""The debrief: the score, every lost point with its moment, and how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.details import Detail
from tui.names import Names
from tui.narrate import narrate
from tui.rows import Row, Tone
from tui.screens.page import Page
from tui.verdict import Verdict, criterion_rows, criterion_text, evidence_of, score_rows
from tui.widgets.lines import Lines

if TYPE_CHECKING:
    from tui.session import DrillLike

TABS = ("Score", "Lost points", "All criteria", "Timeline", "Afterwards")
PANES = ("score", "lost", "all", "timeline", "after")
AFTER_KINDS = ("action_reviewed", "fault_recurred", "account_settled")


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
        Binding("q,escape", "leave", "Leave", show=False),
    ]

    def __init__(self, drill: DrillLike, timeline: tuple[Row, ...]) -> None:
        """For a drill that is over; the verdict comes with `show`."""
        super().__init__()
        self._drill, self._timeline = drill, timeline
        self._names = Names(drill.incident, drill.scenario, drill.player)
        self._verdict: Verdict | None = None
        self._tab = 0

    def compose(self) -> ComposeResult:
        """Title, tabs, panes."""
        yield Static(f"Debrief: {self._drill.scenario.title}", id="title", markup=False)
        yield Static("", id="tabs")
        yield Lines(TABS[0], empty="The judge is reading the journal …", id="score")
        yield Lines(TABS[1], empty="No point was lost.", id="lost")
        yield Lines(TABS[2], empty="The judge is reading the journal …", id="all")
        yield Lines(TABS[3], empty="Nothing happened.", id="timeline")
        yield Lines(TABS[4], empty="The drill ended without an epilogue.", id="after")
        yield Static("1 … 5 or ← → tabs · ↑ ↓ move · enter evidence · q leave", id="keys", markup=False)

    def on_mount(self) -> None:
        """The timeline is there at once."""
        self.query_one("#timeline", Lines).show(self._timeline)
        self.query_one("#after", Lines).show(self._after())
        self.action_pane(1)

    def _after(self) -> tuple[Row, ...]:
        """What became of actions and customers by day 90."""
        ends = [e for e in self._drill.entries if e.event.__struct_config__.tag in AFTER_KINDS]
        return tuple(Row(f"entry:{e.n}", (("· ", Tone.DIM),), narrate(e, self._names), lines=3) for e in ends)

    def show(self, answer: Verdict | str | None) -> None:
        """The judge has answered, with a scorecard or with plain text."""
        if not isinstance(answer, Verdict):
            plain = tuple(Row("", (), line, lines=3) for line in (answer or "").splitlines())
            self.query_one("#score", Lines).show(plain)
            return
        verdict = self._verdict = answer
        self.query_one("#score", Lines).show(score_rows(verdict))
        self.query_one("#lost", Lines).show(criterion_rows(verdict, lost_only=True))
        self.query_one("#all", Lines).show(criterion_rows(verdict, lost_only=False))

    def action_pane(self, number: int) -> None:
        """Go to a tab."""
        self._tab = number - 1
        for name in PANES:
            self.query_one(f"#{name}").set_class(name == PANES[self._tab], "-active")
        marks = (
            Content.from_markup(
                f"[@click=screen.pane({n})][{'reverse' if n == number else '$text-muted'}] {n} {title} [/][/]"
            )
            for n, title in enumerate(TABS, 1)
        )
        self.query_one("#tabs", Static).update(Content("").join(marks), layout=False)
        self.query_one(f"#{PANES[self._tab]}", Lines).focus()

    def action_step(self, step: int) -> None:
        """The tab before or after."""
        self.action_pane((self._tab + step) % len(TABS) + 1)

    @on(Lines.Chosen)
    def open_row(self, event: Lines.Chosen) -> None:
        """Enter: a criterion with its evidence, or a journal line in full."""
        kind, _, name = event.row.id.partition(":")
        if kind == "criterion" and self._verdict is not None:
            self.app.push_screen(Page(Detail("Criterion", self._criterion(name, self._verdict))))
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

    def action_leave(self) -> None:
        """The end."""
        self.app.exit("finished")
