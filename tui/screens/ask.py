"""A few fields over a screen, for what an order, a note or a message still needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.actions import Field, Kind
from tui.screens.page import BOX, FRAME_LINES
from tui.widgets.field import FieldBox

Answer = dict[str, str]


class AskScreen(ModalScreen[Answer | None]):
    """Asks for fields; gives their values by name, or None."""

    DEFAULT_CSS = (
        "AskScreen {" + BOX + "& VerticalScroll { height: auto; max-height: 100%; } "
        "& #help { color: $text-muted; height: auto; margin: 0 0 1 0; } "
        "& #error { color: $text-error; text-style: bold; height: auto; } }"
    )
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("ctrl+s", "send", "Send", show=False),
        Binding("ctrl+l", "empty", "Empty the text", show=False, priority=True),
        Binding("escape", "back", "Back", show=False),
    ]

    def __init__(
        self,
        title: str,
        help_words: str,
        fields: Sequence[Field],
        options: Mapping[str, Sequence[tuple[str, str]]],
        first: Mapping[str, str],
        check: Callable[[Answer], str] = lambda answer: "",
    ) -> None:
        """A small form.

        Args:
            title: Stands in the frame.
            help_words: What it is for.
            fields: What is asked for.
            options: For choices, by the field's name.
            first: What stands in the fields at first.
            check: Says why the values cannot be taken; then the form stays, with all that was written.
        """
        super().__init__()
        self._title, self._help = title, help_words
        self._fields, self._options, self._first, self._check = fields, options, first, check

    def compose(self) -> ComposeResult:
        """Help, fields, keys."""
        with Vertical(id="box") as box:
            box.border_title = self._title
            with VerticalScroll(can_focus=False):
                yield Static(self._help, id="help", markup=False)
                for field in self._fields:
                    first = self._first.get(field.name, field.preset)
                    yield FieldBox(field, first, self._options.get(field.name, ()))
            yield Static("", id="error", markup=False)
            yield Static(Content.from_markup(
                "[@click=screen.send][b $text]ctrl+s[/] send[/]   [@click=screen.back][b $text]esc[/] back[/]"
                "   tab next field"
            ), id="hint")  # fmt: skip

    def on_mount(self) -> None:
        """Put the cursor where something is missing."""
        self.query_one("#error").display = False
        boxes = [box for box in self.query(FieldBox) if box.ready]
        for box in ([one for one in boxes if not one.value and not one.field.optional] or boxes)[:1]:
            box.control.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the keys in sight."""
        self.query_one(VerticalScroll).styles.max_height = max(3, event.size.height - FRAME_LINES)

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def note_focus(self) -> None:
        """Mark the field that the cursor is in, and name its keys in the frame."""
        here = None
        for box in self.query(FieldBox):
            inside = self.focused is not None and box in self.focused.ancestors_with_self
            box.mark(inside)
            here = box if inside else here
        keys = f" ── {here.keys}" if here is not None and here.keys else ""
        self.query_one("#box").border_title = f"{self._title}{keys}"

    @on(Input.Submitted)
    def send_from_line(self) -> None:
        """Enter in a line sends."""
        self.action_send()

    def action_send(self) -> None:
        """Return the values, with the entry under an open list's cursor; say which field is empty."""
        for box in self.query(FieldBox):
            box.settle()
        for box in self.query(FieldBox):
            if not box.value and not box.field.optional:
                verb = "choose one" if box.field.kind is Kind.CHOICE else "this is still empty"
                verb = verb if box.ready else "there is nothing to choose yet"
                self._tell(f"{box.field.label}: {verb}.")
                if box.ready:
                    box.control.focus()
                return
        answer = {box.field.name: str(box.value) for box in self.query(FieldBox)}
        if slip := self._check(answer):
            self._tell(slip)
        else:
            self.dismiss(answer)

    def _tell(self, slip: str) -> None:
        """What is wrong, under the fields."""
        error = self.query_one("#error", Static)
        error.display = True
        error.update(f"✗ {slip}")

    def action_empty(self) -> None:
        """Take all words out of the field that the cursor is in."""
        for box in self.query(FieldBox):
            if box.ready and box.control is self.focused:
                box.replace("")

    def action_back(self) -> None:
        """Nothing was asked."""
        self.dismiss(None)
