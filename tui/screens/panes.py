"""The panes of a war room: side by side where there is room, tabs where there is not. What fills them is a `View`."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from tui.rows import Row, heading
from tui.view import Header, View
from tui.widgets.ground import Below, Beside, GroundScreen
from tui.widgets.lines import Lines
from tui.widgets.tabs import tab_line
from tui.widgets.topline import TopLine

WIDE_FROM = 110
LOW_UNDER = 24
"""Fewer lines than this hold no three whole panes above each other."""
TABS = (
    ("Now", ("signals", "accounts", "due")),
    ("Timeline", ("timeline",)),
    ("Inbox", ("inbox",)),
    ("War room", ("channel",)),
    ("Tasks", ("tasks",)),
    ("Promises", ("promises", "roles")),
    ("Facts", ("facts",)),
)
COLUMNS = (("signals", "accounts", "due", "roles"), ("timeline", "tasks", "promises"), ("inbox", "channel", "facts"))
PANES = {
    "signals": ("Signals", "Monitoring has sent nothing yet; the first samples come within a minute."),
    "accounts": ("Customers", "The customers come with the drill's first second."),
    "due": ("Due next", "Nothing waits for you. What the clock asks for will stand here, soonest first."),
    "roles": ("Roles", "Seats and who holds them."),
    "timeline": (
        "Timeline (UTC)",
        "What happens stands here; what you log (l) is marked ✎ and counts as the timeline.",
    ),
    "tasks": ("Tasks", "The scenario has no technical tasks."),
    "promises": (
        "Promises",
        "A time told to customers, or in a holding line, stands here as a promise until it is kept. That of the next "
        "brief runs in its own clock; others told to executives or colleagues stand nowhere.",
    ),
    "inbox": ("Inbox", "No mail yet. Customers and executives write here; those who wait for an answer come first."),
    "channel": ("War room", "Nobody has spoken. Page a team (p), and they report here what they see."),
    "facts": (
        "Facts & decisions",
        "What becomes known, hypotheses (y), evidence (e), decisions (x) and credits (c) stand here.",
    ),
}


class PanesScreen(GroundScreen):
    """Shows a `View`; what its keys do is for those who build on it to say."""

    DEFAULT_CSS = """
    PanesScreen {
        & #tabs { height: 1; padding: 0 1; display: none; }
        & #body { height: 1fr; }
        & .column { width: 1fr; height: 100%; }
        & #column-0 { min-width: 46; }
        & #signals { height: auto; max-height: 14; }
        & #accounts { height: auto; max-height: 12; }
        & #due { height: 1fr; min-height: 5; }
        & #roles { height: 12; }
        & #timeline, & #inbox, & #channel { height: 1fr; }
        & #tasks { height: 1fr; }
        & #promises { height: 7; }
        & #facts { height: 10; }
        &.-narrow {
            & #tabs { display: block; }
            & .column { display: none; width: 1fr; }
            & .column.-active { display: block; }
            & #column-0 { min-width: 0; }
            & Lines { display: none; }
            & Lines.-active { display: block; height: 1fr; }
            & #signals.-active, & #accounts.-active { height: auto; max-height: 8; }
            & #promises.-active, & #roles.-active, & #facts.-active { height: 1fr; }
        }
        &.-narrow.-low {
            & #signals.-active, & #accounts.-active { max-height: 5; }
            & #due { min-height: 3; }
        }
    }
    """
    BINDINGS = [
        *(Binding(str(number), f"pane({number})", title, show=False) for number, (title, _) in enumerate(TABS, 1)),
        Binding("left", "tab(-1)", "Pane before", show=False),
        Binding("right", "tab(1)", "Next pane", show=False),
    ]

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As every screen has it; the two panes that lose and get the focus draw themselves, and no other has to."""

    def __init__(self, view: View) -> None:
        """The room at this second."""
        super().__init__()
        self.view: View = view
        self._tab = 0

    def compose(self) -> ComposeResult:
        """Clock, panes, keys."""
        yield TopLine(self.view.header)
        yield from self.head()
        yield Static("", id="tabs")
        with Beside(id="body"):
            for number, panes in enumerate(COLUMNS):
                with Below(classes="column", id=f"column-{number}"):
                    for name in panes:
                        title = PANES[name][0]
                        yield Lines(title, empty=self.empty(name), follow=name in ("timeline", "channel"), id=name)
        yield self.foot()

    def head(self) -> ComposeResult:
        """What is shown between the clock and the panes; usually nothing."""
        return ()

    def foot(self) -> Widget:
        """The bottom line."""
        raise NotImplementedError

    def empty(self, name: str) -> str:
        """What a pane says while there is nothing in it."""
        return PANES[name][1]

    def rows(self, view: View, name: str) -> tuple[Row, ...]:
        """What a pane shows."""
        return pane_rows(view, name)

    def on_mount(self) -> None:
        """Draw, with the cursor in the inbox."""
        self.set_class(self.narrow, "-narrow")
        self.set_class(self.app.size.height < LOW_UNDER, "-low")
        self._show_tab()
        self.show(self.view)
        self.query_one("#inbox" if not self.narrow else "#due", Lines).focus()

    # --- drawing --------------------------------------------------------------------------------------------

    @property
    def narrow(self) -> bool:
        """True when panes are tabs."""
        return self.app.size.width < WIDE_FROM

    def show(self, view: View) -> None:
        """Draw another view; panes that are the same are left alone.

        A tick may come before the room is there, or after it has gone: the view is kept for the mount.
        """
        self.view = view
        if not self.is_attached or not self.query(TopLine):
            return
        self.query_one(TopLine).show(view.header)
        for name in PANES:
            self.query_one(f"#{name}", Lines).show(self.rows(view, name))
        waiting = view.header.unread
        self.query_one("#inbox", Lines).border_title = f"Inbox {waiting}" if waiting != "0" else "Inbox"
        self._draw_tabs()

    def show_clock(self, header: Header, screen: Screen[Any]) -> None:
        """The clock of whatever screen is on top: it can be read while composing."""
        for line in screen.query(TopLine):
            line.show(header)

    def _draw_tabs(self) -> None:
        marks = {"Inbox": f" {self.view.header.unread}" if self.view.header.unread != "0" else ""}
        line = tab_line([title for title, _ in TABS], self._tab, self.app.size.width - 2, marks)
        self.query_one("#tabs", Static).update(line, layout=False)

    def on_resize(self, event: events.Resize) -> None:
        """Panes side by side, or tabs."""
        narrow = event.size.width < WIDE_FROM
        self.set_class(narrow, "-narrow")
        self.set_class(event.size.height < LOW_UNDER, "-low")
        self._show_tab()

    def _show_tab(self) -> None:
        panes = TABS[self._tab][1]
        for name in PANES:
            self.query_one(f"#{name}").set_class(name in panes, "-active")
        for number, names in enumerate(COLUMNS):
            self.query_one(f"#column-{number}").set_class(any(name in panes for name in names), "-active")
        self._draw_tabs()

    # --- moving ---------------------------------------------------------------------------------------------

    def action_pane(self, number: int) -> None:
        """Go to a pane; once more goes to the next one of its group."""
        panes = TABS[number - 1][1]
        focused = self.focused.id if self.focused is not None else None
        again = number - 1 == self._tab and focused in panes
        self._tab = number - 1
        self._show_tab()
        name = panes[(panes.index(str(focused)) + 1) % len(panes)] if again else panes[0]
        self.query_one(f"#{name}", Lines).focus()

    def action_tab(self, step: int) -> None:
        """The pane before or after."""
        self.action_pane((self._tab + step) % len(TABS) + 1)

    def tell(self, words: str) -> None:
        """Say something in the line under the clock; it stays until the next thing is said."""
        self.query_one(TopLine).border_subtitle = Content(f" {words} ").markup


def pane_rows(view: View, name: str) -> tuple[Row, ...]:
    """The rows of a pane; facts share theirs with decisions and credits."""
    if name != "facts":
        rows: tuple[Row, ...] = getattr(view, name)
        return rows
    return (*view.facts, *_under("decisions", view.decisions), *_under("credits", view.credits))


def _under(title: str, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return (heading(title), *rows) if rows else ()
