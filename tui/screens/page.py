"""Small screens over the war room: a page to read, a list to choose from, a question. The clock stays in sight."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.actions import BY_ID
from tui.details import Detail, Prefill
from tui.rows import Row
from tui.view import Header
from tui.widgets.entry import LineEntry
from tui.widgets.lines import Lines
from tui.widgets.topline import TopLine

Go = tuple[str, Prefill]
"""An action's id and the fields that are known."""

FRAME_LINES = 7
"""Clock, frame and keys around a page or a list."""
BOX = """
    align: center middle; background: $background 70%;
    & > #box {
        width: 100; max-width: 100%; height: auto; max-height: 1fr; padding: 0 1;
        border: round $accent; border-title-style: bold; background: $background;
    }
    & #hint { height: auto; color: $text-muted; margin: 1 0 0 0; }
"""


class Page(ModalScreen[Go | None]):
    """One thing in full, with what can be done about it."""

    DEFAULT_CSS = "Page {" + BOX + "& VerticalScroll { height: auto; max-height: 100%; } }"
    BINDINGS = [Binding("escape,enter,q", "back", "Back", show=False)]

    def __init__(self, detail: Detail, header: Header | None = None) -> None:
        """A page."""
        super().__init__()
        self._detail, self._header = detail, header

    def compose(self) -> ComposeResult:
        """Clock, text, offers."""
        if self._header is not None:
            yield TopLine(self._header)
        with Vertical(id="box") as box:
            box.border_title = self._detail.title
            with VerticalScroll(can_focus=True):
                yield Static(Content(self._detail.text))
            yield Static(Content("   ").join(self._offers()), id="hint")

    def on_resize(self, event: events.Resize) -> None:
        """Keep the keys in sight under a long text."""
        self.query_one(VerticalScroll).styles.max_height = max(3, event.size.height - FRAME_LINES - 2)

    def _offers(self) -> list[Content]:
        offers = [
            Content.from_markup(
                f"[@click=screen.offer({number})][b $text]{BY_ID[action].shown_key}[/] $title[/]",
                title=BY_ID[action].title,
            )
            for number, (action, _) in enumerate(self._detail.offers)
        ]
        return [*offers, Content.from_markup("[@click=screen.back][b $text]esc[/] back[/]   ↑ ↓ read on")]

    def key_offer(self, key: str) -> int | None:
        """The offer that a key stands for."""
        keys = [BY_ID[action].key for action, _ in self._detail.offers]
        return keys.index(key) if key in keys else None

    def on_key(self, event: object) -> None:
        """An offer's key goes to its form."""
        number = self.key_offer(getattr(event, "key", ""))
        if number is not None:
            event.stop()  # type: ignore[attr-defined]
            self.action_offer(number)

    def action_offer(self, number: int) -> None:
        """Go and do it."""
        self.dismiss(self._detail.offers[number])

    def action_back(self) -> None:
        """Back to the war room."""
        self.dismiss(None)


class CriterionPage(Page):
    """A criterion with its evidence; Enter shows the room at the moment that decided it."""

    BINDINGS = [Binding("enter", "watch", "The room as it was", show=False)]

    def _offers(self) -> list[Content]:
        watch = Content.from_markup("[@click=screen.watch][b $text]enter[/] the room as it was then[/]")
        return [watch, *super()._offers()]

    def action_watch(self) -> None:
        """Go there."""
        self.dismiss(("watch", ()))


class Chooser(ModalScreen[str | None]):
    """A list to choose from, with a line to narrow it down; gives the id of the chosen row."""

    DEFAULT_CSS = (
        "Chooser {" + BOX + "& Lines { height: auto; max-height: 100%; border: none; padding: 0; } "
        "& Input { margin: 0 0 1 0; } }"
    )
    BINDINGS = [
        Binding("escape", "back", "Back", show=False),
        Binding("down", "into_list", "List", show=False, priority=False),
    ]

    def __init__(
        self,
        title: str,
        find: Callable[[str], Sequence[Row]],
        *,
        header: Header | None = None,
        empty: str = "Nothing.",
        typing: bool = True,
        look: Callable[[str], None] | None = None,
        keys: Mapping[str, str] | None = None,
    ) -> None:
        """A list.

        Args:
            title: Stands in the frame.
            find: The rows for what is typed; an empty text gives all.
            header: For the clock.
            empty: What it says when there are none.
            typing: Whether the cursor starts in the line to type in.
            look: Opens a row while the list stands; without it the list gives the row and goes.
            keys: What the list gives for letters that it does not need itself.
        """
        super().__init__()
        self._title, self._find, self._header = title, find, header
        self._empty, self._typing = empty, typing
        self._take: Callable[[str], object] = look or self.dismiss
        self._keys = keys or {}

    def compose(self) -> ComposeResult:
        """Clock, line, list."""
        if self._header is not None:
            yield TopLine(self._header)
        with Vertical(id="box") as box:
            box.border_title = self._title
            if self._typing:
                yield LineEntry(placeholder="type to narrow down")
            yield Lines(empty=self._empty)
            yield Static("↑ ↓ choose · enter open · esc back", id="hint")

    def on_mount(self) -> None:
        """Show everything."""
        self._narrow("")
        if not self._typing:
            self.query_one(Lines).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the keys in sight under a long list."""
        typing = 2 if self._typing else 0
        self.query_one(Lines).styles.max_height = max(3, event.size.height - FRAME_LINES - typing)

    def on_key(self, event: events.Key) -> None:
        """A letter that means something beside the list closes it."""
        if (given := self._keys.get(event.character or "")) is not None:
            event.stop()
            self.dismiss(given)

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show what matches."""
        self._narrow(event.value)

    def _narrow(self, words: str) -> None:
        rows = tuple(self._find(words))
        lines = self.query_one(Lines)
        lines.styles.height = max(1, min(len(rows) * 2, 40)) if rows else 3
        lines.show(rows)

    @on(Input.Submitted)
    def open_first(self) -> None:
        """Enter in the line takes the row under the cursor."""
        chosen = self.query_one(Lines).chosen
        if chosen is not None and chosen.id:
            self._take(chosen.id)

    @on(Lines.Chosen)
    def open_row(self, event: Lines.Chosen) -> None:
        """A row was chosen."""
        self._take(event.row.id)

    def action_into_list(self) -> None:
        """From the line into the list."""
        self.query_one(Lines).focus()

    def action_back(self) -> None:
        """Nothing chosen."""
        self.dismiss(None)


class Question(ModalScreen[bool]):
    """Yes or no."""

    DEFAULT_CSS = "Question {" + BOX + "& > #box { width: 70; } }"
    BINDINGS = [
        Binding("y", "answer(True)", "Yes", show=False),
        Binding("enter", "enter", "Yes", show=False),
        Binding("n,escape", "answer(False)", "No", show=False),
    ]

    def __init__(
        self, title: str, text: str, *, yes: str, no: str = "Back", header: Header | None = None, grave: bool = False
    ) -> None:
        """A question with the words of its two answers; a grave one is not answered by the key that sent a form."""
        super().__init__()
        self._grave = grave
        self._title, self._text, self._yes, self._no, self._header = title, text, yes, no, header

    def compose(self) -> ComposeResult:
        """Clock, question, answers."""
        if self._header is not None:
            yield TopLine(self._header)
        with Vertical(id="box") as box:
            box.border_title = self._title
            yield Static(Content(self._text))
            markup = (
                "[@click=screen.answer(True)][b $text]y[/] $yes[/]     "
                "[@click=screen.answer(False)][b $text]n[/] $no[/]"
            )
            yield Static(Content.from_markup(markup, yes=self._yes, no=self._no), id="hint")

    def action_answer(self, yes: bool) -> None:
        """Answered."""
        self.dismiss(yes)

    def action_enter(self) -> None:
        """Yes, unless it is grave: then only the letter is."""
        if not self._grave:
            self.dismiss(True)
