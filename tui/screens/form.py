"""The form of an action: fields, live findings, the reason of a refusal; the clock stays in sight and runs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, Select, Static, TextArea

from simulator.commands import Command, StartTask, UpdateRecord
from tui.actions import Action, Field, Kind
from tui.choices import choices
from tui.details import Prefill, message_text, record_words
from tui.doubts import doubt, warning
from tui.findings import advise_in
from tui.forms import FormError, build
from tui.names import names_of, one_line
from tui.narrate import narrate
from tui.refusals import refusal
from tui.screens.page import Question
from tui.templates import first_words
from tui.view import Header
from tui.widgets.field import FieldBox, Value
from tui.widgets.lines import Lines
from tui.widgets.ticks import Ticks
from tui.widgets.topline import TopLine

if TYPE_CHECKING:
    from tui.session import Session

ENDED = "The drill has ended: nothing can be sent any more. esc leads to the debrief."
READ_AFTER_S = 0.4
"""The reader waits for a pause in the typing."""
MANY_LINES = 8
LEAST_TEXT_LINES = 5
LEAST_ROOM_LINES = 3
"""On the smallest of screens, where a form scrolls."""


def draft_key(action: Action, prefill: Prefill) -> str:
    """Where a form's draft is kept: one for each thing that it is about."""
    return "?".join((action.id, "&".join(f"{name}={value}" for name, value in prefill))).removesuffix("?")


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes."""
    return sum(1 + len(line) // max(1, width) for line in text.split("\n"))


class FormScreen(ModalScreen[str | None]):
    """Fills in and gives one command; gives back what to say, or None when the draft was kept."""

    DEFAULT_CSS = """
    FormScreen {
        align: center top; background: $background 70%;
        & > #box {
            width: 110; max-width: 100%; height: auto; max-height: 1fr; padding: 0 1;
            border: round $accent; border-title-style: bold; background: $background;
        }
        & #help { color: $text-muted; margin: 0 0 1 0; height: auto; }
        & #about { height: auto; max-height: 8; background: $surface; padding: 0 1; margin: 0 0 1 0; }
        & #fields { height: auto; max-height: 100%; }
        & #warning { color: $text-warning; height: auto; margin: 0 0 1 0; }
        & #parts { color: $text-muted; height: auto; }
        & #advice { height: auto; max-height: 4; border: none; padding: 0; }
        & #error { color: $text-error; text-style: bold; height: auto; }
        & #hint { dock: bottom; color: $text-muted; height: 1; }
    }
    """
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("ctrl+s", "send", "Send", show=False),
        Binding("escape", "keep", "Keep the draft", show=False),
        Binding("ctrl+r", "afresh", "Start afresh", show=False),
        Binding("ctrl+l", "empty", "Empty the text", show=False, priority=True),
    ]

    def __init__(self, session: Session, action: Action, prefill: Prefill = (), header: Header | None = None) -> None:
        """A form.

        Args:
            session: Gives the command and keeps the draft.
            action: What is to be done.
            prefill: Fields that are known already.
            header: For the clock.
        """
        super().__init__()
        self.session, self.form = session, action
        self._known = dict(prefill)
        self._key = draft_key(action, prefill)
        self._header = header
        self._boxes: list[FieldBox] = []
        """Every field, asked of the screen once and not with each letter."""
        self._refused: dict[str, Value] | None = None
        """The values that a slip is said of: it goes once they are others."""
        self._timer: Timer | None = None
        self._first = self._first_values()
        self._restored = session.drafts.get(self._key)

    # --- composing ------------------------------------------------------------------------------------------

    def _first_values(self) -> dict[str, Value]:
        """What the fields contain before anything was written."""
        first: dict[str, Value] = {}
        for field in self.form.fields:
            text = first_words(self.form.template, self.session.drill) if field.kind is Kind.TEXT else field.preset
            value = self._known.get(field.name, text)
            many = field.kind is Kind.MANY and isinstance(value, str)
            first[field.name] = [one for one in str(value).split(",") if one] if many else value
        return first

    def compose(self) -> ComposeResult:
        """Clock, what it is about, fields, findings, hints."""
        drill = self.session.drill
        if self._header is not None:
            yield TopLine(self._header)
        with Vertical(id="box") as box:
            box.border_title = self._title()
            with VerticalScroll(id="fields", can_focus=False):
                yield Static(self._help(), id="help", markup=False)
                if "message" in self._known:
                    with VerticalScroll(id="about", can_focus=False):
                        yield Static(message_text(drill, self._known["message"]), markup=False)
                for field in self.form.fields:
                    yield self._box(field)
                yield Static("", id="warning", markup=False)
            yield Static("", id="parts", markup=False)
            yield Lines(id="advice")
            yield Static("", id="error", markup=False)
            yield Static(self._keys(), id="hint")

    def _box(self, field: Field) -> FieldBox:
        value = (self._restored or self._first).get(field.name, "")
        seat = str((self._restored or self._first).get("seat", ""))
        options = choices(field.options, self.session.drill, seat) if field.options else ()
        drill = self.session.drill
        self._boxes.append(FieldBox(field.at(drill.scenario.start_utc_s + drill.at_s), value, options))
        return self._boxes[-1]

    def _title(self, keys: str = "") -> str:
        back = " · your draft is back" if self._restored else ""
        return f"{self.form.shown_key} · {self.form.title}{back}" + (f" ── {keys}" if keys else "")

    def _help(self) -> str:
        now = record_words(self.session.drill) if self.form.command is UpdateRecord else ""
        return self.form.help + (f"\n{now}" if now else "")

    def _keys(self) -> Content:
        keys = (
            "[@click=screen.send][b $text]ctrl+s[/] send[/]   [@click=screen.keep][b $text]esc[/] back, draft kept[/]"
        )
        fresh = "   [@click=screen.afresh][b $text]ctrl+r[/] start afresh[/]"
        return Content.from_markup(keys + (fresh if self._restored or self.form.template else "") + "   tab next field")

    def on_mount(self) -> None:
        """Put the cursor where the writing begins."""
        self.session.composing = True
        self.query_one("#advice", Lines).can_focus = False
        self.query_one("#advice").display = self.query_one("#parts").display = self.query_one("#error").display = False
        ready = [box for box in self._boxes if box.ready]
        open_ones = [box for box in ready if not box.value and not box.field.optional]
        texts = [box for box in ready if box.field.kind is Kind.TEXT]
        for box in (*open_ones[:1], *texts, *ready)[:1]:
            box.control.focus()
        for area in self.query(TextArea):
            area.move_cursor((0, 0))
        self._show_fields(self.values())
        self.call_after_refresh(self._fit)
        self._read()

    def on_unmount(self) -> None:
        """The clock may run as before."""
        self.session.composing = False

    def on_resize(self) -> None:
        """Give a long text the room that is left."""
        self._fit()

    def _fit(self) -> None:
        """Keep clock, findings and keys in sight; the fields get the rest, a long text most of it."""
        width, height = min(110, self.size.width) - 4, self.size.height
        if height == 0:
            return
        foot = 1 + sum(
            _lines(str(node.content), width) for node in self.query("#parts, #error").results(Static) if node.display
        )
        advice = self.query_one("#advice", Lines)
        foot += int(advice.styles.height.value) if advice.display and advice.styles.height else 0
        room = max(LEAST_ROOM_LINES, height - 3 - 2 - foot)
        self.query_one("#fields").styles.max_height = room
        boxes = [box for box in self._boxes if box.display]
        texts = [box for box in boxes if box.field.kind is Kind.TEXT]
        used = 2 + sum(box.lines() for box in boxes if box not in texts) + len(texts)
        used += sum(node.size.height + 1 for node in self.query("#about"))
        most = 40 if self.form.id == "submit_postmortem" else 14 if self._reads() else MANY_LINES
        for box in texts:
            box.control.styles.height = max(LEAST_TEXT_LINES, min(most, (room - used) // len(texts)))

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def note_focus(self) -> None:
        """Mark the field that the cursor is in, and name its keys in the frame."""
        here = None
        for box in self._boxes:
            inside = self.focused is not None and box in self.focused.ancestors_with_self
            box.mark(inside)
            here = box if inside else here
        self.query_one("#box").border_title = self._title(here.keys if here else "")

    # --- writing --------------------------------------------------------------------------------------------

    def values(self) -> dict[str, Value]:
        """What the fields contain."""
        return {box.field.name: box.value for box in self._boxes}

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    @on(Ticks.Changed)
    def note_change(self) -> None:
        """Keep what was written, and read it once the typing pauses."""
        values = self.values()
        if values != self._refused:
            self._say("")
        self._show_fields(values)
        if values == self._first:
            self.session.drafts.drop(self._key)
        else:
            self.session.drafts.keep(self._key, values)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(READ_AFTER_S, self._read)

    @on(Select.Changed)
    def sort_people(self, event: Select.Changed) -> None:
        """Another seat: those who are trained for it come first."""
        boxes = {box.field.name: box for box in self._boxes}
        if "holder" in boxes and event.select is boxes["seat"].control:
            boxes["holder"].offer(choices("people", self.session.drill, str(boxes["seat"].value)))

    def _show_fields(self, values: dict[str, Value]) -> None:
        """Ask only for what applies."""
        moved = False
        for box in self._boxes:
            applies = box.field.applies(values) and not self._is_told(box)
            moved = moved or box.display != applies
            box.display = applies
        moved = self._warn(values) or moved
        if moved:
            self._fit()

    def _warn(self, values: dict[str, Value]) -> bool:
        """Say what a careful engineer would say about the chosen task; True when that differs from before."""
        task = self.session.drill.scenario.tasks.get(str(values.get("task", "")))
        words = warning(task) if task is not None and self.form.command is StartTask else ""
        shown = self.query_one("#warning", Static)
        moved = str(shown.content) != words
        shown.display = bool(words)
        shown.update(words and f"⚠ {words}")
        return moved

    def _is_told(self, box: FieldBox) -> bool:
        """True for a message that is shown above the fields already."""
        return box.field.name == "message" and "message" in self._known

    def _reads(self) -> Field | None:
        """The field that the reader comments on, in practice alone and for those who want it."""
        if not self.session.coached:
            return None
        return next((field for field in self.form.fields if field.reads), None)

    def _read(self) -> None:
        """Show what is there, what is missing, and better words."""
        field = self._reads()
        if field is None or not self.is_attached:
            return
        values = self.values()
        text = str(values.get(field.name, ""))
        advice = advise_in(field.reads, text, self.session.drill, values)
        parts, rows = self.query_one("#parts", Static), self.query_one("#advice", Lines)
        parts.display = True
        parts.update(f"{advice.parts}   {advice.words} word{'s' * (advice.words != 1)}")
        rows.display = bool(advice.rows)
        rows.show(advice.rows)
        rows.styles.height = min(4, sum(_lines(row.plain, min(110, self.size.width) - 6) for row in advice.rows)) or 1
        self._fit()

    # --- ending ---------------------------------------------------------------------------------------------

    @on(Input.Submitted)
    def send_from_line(self) -> None:
        """Enter in a line sends."""
        self.action_send()

    def action_send(self) -> None:
        """Give the command, with the entry under an open list's cursor; a slip or a refusal is shown in the form."""
        drill = self.session.drill
        if drill.over:
            self._say(ENDED)
            return
        for box in self._boxes:
            box.settle()
        try:
            command = build(self.form, self.values(), at_s=drill.at_s, start_utc_s=drill.scenario.start_utc_s)
        except FormError as slip:
            self._say(str(slip))
            for box in self._boxes:
                if box.field.name == slip.field and box.ready:
                    box.control.focus()
            return
        if words := doubt(command, drill):
            question = Question(
                self.form.title, words, yes="do it", no="back to the form", header=self._header, grave=True
            )
            self.app.push_screen(question, lambda yes: self._give(command) if yes else None)
        else:
            self._give(command)

    def _give(self, command: Command) -> None:
        drill = self.session.drill
        outcome = self.session.do(command, self.form.seat)
        if outcome.refused is not None:
            self._say(refusal(outcome.refused, drill))
            return
        self.session.drafts.drop(self._key)
        names = names_of(drill)
        self.dismiss(one_line(narrate(outcome.entries[0], names), 60) if outcome.entries else self.form.title)

    def _say(self, words: str) -> None:
        self._refused = self.values() if words else None
        error, shown = self.query_one("#error", Static), words and f"✗ {words}"
        if str(error.content) != shown:
            error.display = bool(words)
            error.update(shown)
            self._fit()

    def action_keep(self) -> None:
        """Back to the war room; the draft stays."""
        self.dismiss(None)

    def action_empty(self) -> None:
        """Take all words out of the text that the cursor is in."""
        for box in self._boxes:
            if box.control is self.focused:
                box.replace("")

    def action_afresh(self) -> None:
        """Throw the draft away and begin with the template."""
        self.session.drafts.drop(self._key)
        self._first, self._restored = self._first_values(), None
        self.note_focus()
        for box in self._boxes:
            if box.field.kind in (Kind.TEXT, Kind.LINE):
                box.replace(str(self._first.get(box.field.name, "")))
