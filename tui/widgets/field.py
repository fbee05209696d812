"""One field of a form: its label, what can be entered, and its value as plain words."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Select, Static

from tui.actions import Field, Kind
from tui.widgets.dropdown import Dropdown
from tui.widgets.entry import LineEntry, TextEntry
from tui.widgets.ticks import Ticks

Value = str | list[str]
_KEYS: dict[type[Widget], str] = {
    Select: "enter opens and takes · type or ↑ ↓",
    Ticks: "↑ ↓ move · space tick",
    TextEntry: "ctrl+l empty · ctrl+z undo",
    LineEntry: "enter send · ctrl+l empty · ctrl+z undo",
}
SHORT_TEXT_LINES = 4
MOST_OPTIONS_LINES = 5


class FieldBox(Horizontal):
    """A label at the left, the control at the right."""

    DEFAULT_CSS = """
    FieldBox {
        height: auto; margin: 0 0 0 0;
        & > .label { width: 17; color: $text-muted; }
        & > .control { width: 1fr; }
        & > Input, & > TextArea, & > Ticks { background: $surface; }
        & > .control:focus { background: $surface-lighten-1; }
        & > .none { color: $text-muted; }
    }
    FieldBox.-wide { layout: vertical; & > .label { width: 100%; } & > .control { width: 100%; } }
    """

    def __init__(self, field: Field, value: Value, options: Sequence[tuple[str, str]] = ()) -> None:
        """A field with its first value.

        Args:
            field: What it takes.
            value: What stands in it at first.
            options: For choices: (label, value).
        """
        super().__init__(id=f"field-{field.name}")
        self.field, self._options = field, tuple(options)
        self.fixed = options[0][1] if field.kind is Kind.CHOICE and len(options) == 1 else ""
        """The value when there is nothing to choose."""
        self.control = self._control(value)
        self.control.add_class("control")
        self.set_class(field.kind in (Kind.TEXT,), "-wide")

    def compose(self) -> ComposeResult:
        """Label and control."""
        yield Static(self._label(""), classes="label", markup=False)
        yield self.control

    def _label(self, mark: str) -> str:
        hint = self.field.hint
        label = f"{self.field.label} ({hint})" if self.field.kind is Kind.TEXT and hint else self.field.label
        return f"{mark:<2}{label}"

    def mark(self, here: bool) -> None:
        """Show where the cursor is, by a shape and not by colour alone."""
        self.query_one(".label", Static).update(self._label("▸" if here else ""), layout=False)

    @property
    def keys(self) -> str:
        """The keys that this control knows, for the frame above, which no open list covers."""
        return next((words for kind, words in _KEYS.items() if isinstance(self.control, kind)), "")

    def _control(self, value: Value) -> Widget:
        field, text = self.field, value if isinstance(value, str) else "\n".join(value)
        if field.kind is Kind.CHOICE:
            return self._choice(text)
        if field.kind is Kind.MANY:
            return self._many(value)
        if field.kind is Kind.FLAG:
            return Ticks(((field.hint, "yes"),), [text])
        if field.kind in (Kind.TEXT, Kind.LINES):
            hint = "" if field.kind is Kind.TEXT else field.hint
            area = TextEntry(text, compact=True, tab_behavior="focus", placeholder=hint, id=f"text-{field.name}")
            area.styles.height = SHORT_TEXT_LINES
            return area
        return LineEntry(text, placeholder=field.hint)

    def _choice(self, text: str) -> Widget:
        if not self._options:
            return Static("nothing to choose yet", classes="none")
        if self.fixed:
            return Static(self._options[0][0], markup=False)
        known = {value for _, value in self._options}
        select = Dropdown(self._options, prompt="choose …", compact=True)
        if text in known:
            select = Dropdown(self._options, value=text, prompt="choose …", compact=True)
        return select

    def _many(self, value: Value) -> Widget:
        chosen = value.split(",") if isinstance(value, str) else value
        ticks = Ticks(self._options, chosen)
        ticks.styles.max_height = MOST_OPTIONS_LINES
        return ticks

    @property
    def value(self) -> Value:
        """What the field contains, as plain words."""
        control = self.control
        if isinstance(control, LineEntry):
            return control.value
        if isinstance(control, TextEntry):
            return control.text
        if isinstance(control, Ticks):
            return "".join(control.chosen) if self.field.kind is Kind.FLAG else control.chosen
        if isinstance(control, Select):
            return "" if control.is_blank() else str(control.value)
        return self.fixed

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer another list; what was chosen stays when it is still there."""
        if isinstance(self.control, Select):
            chosen = self.value
            self.control.set_options(options)
            if chosen in {value for _, value in options}:
                self.control.value = chosen

    def settle(self) -> None:
        """Take the entry under an open list's cursor, as Enter would."""
        if isinstance(self.control, Dropdown):
            self.control.take()

    def replace(self, value: str) -> None:
        """Put another text into it; ctrl+z brings back what stood there."""
        if isinstance(self.control, TextEntry | LineEntry):
            self.control.put(value)

    def lines(self) -> int:
        """How many lines it takes, a long text apart."""
        if isinstance(self.control, Ticks):
            return max(1, min(len(self._options), MOST_OPTIONS_LINES))
        if self.field.kind is Kind.LINES:
            return SHORT_TEXT_LINES
        return 1

    @property
    def ready(self) -> bool:
        """True when there is something to enter or choose."""
        return not isinstance(self.control, Static)
