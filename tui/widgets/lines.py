"""A list that draws only the lines on the screen: ten thousand rows cost as much as ten."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tui.rows import Row, Tone, note
from tui.widgets.ground import Framed, KeptBar
from tui.widgets.layout import Layout, lay
from tui.widgets.legible import legible

COMPONENTS: dict[Tone, str] = {tone: f"lines--{tone.value}" for tone in Tone if tone is not Tone.PLAIN}


class Lines(Framed, ScrollView, can_focus=True):
    """Rows of words in a framed pane, with a cursor; Enter or a click opens a row."""

    BINDINGS = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "edge(-1)", "First", show=False),
        Binding("end", "edge(1)", "Last", show=False),
        Binding("enter", "choose", "Open", show=False),
    ]
    COMPONENT_CLASSES = {"lines--cursor", "lines--frame", "lines--title", *COMPONENTS.values()}
    DEFAULT_CSS = """
    Lines {
        border: round $surface-lighten-2; border-title-color: $text-muted; padding: 0 0 0 1;
        background: $background; scrollbar-size-vertical: 1; overflow-x: hidden;
        & > .lines--frame { color: $accent; }
        & > .lines--title { color: $text; text-style: bold; }
        & > .lines--cursor { text-style: reverse; }
        & > .lines--dim { color: $text-muted; }
        & > .lines--good { color: $text-success; }
        & > .lines--warn { color: $text-warning; }
        & > .lines--critical { color: $text-error; text-style: bold; }
        & > .lines--accent { color: $text-accent; }
        & > .lines--strong { text-style: bold; }
    }
    """

    @dataclass
    class Chosen(Message):
        """Somebody opened a row."""

        lines: Lines
        """The list."""
        row: Row
        """The row."""

        @property
        def control(self) -> Lines:
            """The list, so that handlers can select by it."""
            return self.lines

    def __init__(self, title: str = "", *, empty: str = "", follow: bool = False, id: str | None = None) -> None:
        """A pane.

        Args:
            title: Stands in the frame.
            empty: What it says while there is nothing.
            follow: Keep the newest row in sight as long as the cursor is on the last one.
            id: Widget id.
        """
        super().__init__(id=id)
        self.border_title = title
        self.empty, self.follow = empty, follow
        self.rows: tuple[Row, ...] = ()
        self.cursor = 0
        self._places = Layout()
        self._strips: dict[int, list[Strip]] = {}
        """What was drawn of each row, by its place in the layout."""
        self._fresh = True
        """Whether nobody has gone anywhere in it yet: then it shows its top, and not its first row that opens."""
        self._waiting = False
        """Whether rows came while it was out of sight, where it has no width to be laid out for."""
        self._styles: dict[Tone, Style] = {}
        self._lights: tuple[Style, Style] | None = None

    # --- rows -----------------------------------------------------------------------------------------------

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show other rows; what has not changed is not drawn again."""
        if rows == self.rows and self._places.height:
            return
        at_end = self.follow and self.cursor >= len(self.rows) - 1
        chosen, before = self.chosen, self.rows
        grown = len(rows) > len(before) and rows[: len(before)] == before and bool(before)
        self.rows = rows
        self._lay_out(grown=grown)
        at_top = not self.follow and (self.cursor == 0 or _calls_up(before, self.cursor, rows))
        self.cursor = len(rows) - 1 if at_end else 0 if at_top else self._index_of(chosen)
        self.cursor = self._choosable(self.cursor, -1 if at_end else 1)
        self._fresh = (self._fresh or not before) and not at_end and self.cursor == self._choosable(0, 1)
        self._settle(scroll=at_end or not grown)

    @property
    def chosen(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def _index_of(self, row: Row | None) -> int:
        """Where a row went, by its id, or else the nearest place."""
        if row is not None and row.id:
            for index, other in enumerate(self.rows):
                if other.id == row.id:
                    return index
        return self._choosable(min(self.cursor, max(0, len(self.rows) - 1)), 1)

    def _choosable(self, index: int, step: int) -> int:
        """The nearest row with something to open, in a direction."""
        probe = index
        while 0 <= probe < len(self.rows):
            if self.rows[probe].id:
                return probe
            probe += step
        return self.cursor if 0 <= self.cursor < len(self.rows) else max(0, min(index, len(self.rows) - 1))

    # --- layout ---------------------------------------------------------------------------------------------

    @property
    def _width(self) -> int:
        """Cells for words; one is kept for the scrollbar, so that its coming and going moves nothing."""
        return self.content_region.width - 1

    def _lay_out(self, *, grown: bool = False) -> None:
        width = self._width
        self._waiting = width <= 0
        if self._waiting:
            return
        if not grown or width != self._places.width:
            self._strips = {}
        self._places.set(self.rows or ((note(self.empty),) if self.empty else ()), width, grown=grown)
        height = self._places.height
        higher = height != self.virtual_size.height
        self.virtual_size = Size(width, height)
        self.refresh(layout=higher and self.styles.height is not None and self.styles.height.is_auto)

    def _drawn(self, index: int) -> list[Strip]:
        """The lines of a row, drawn when they are first in sight."""
        if index not in self._strips:
            self._strips[index] = self._draw(self._places.rows[index], self._places.width)
        return self._strips[index]

    def _draw(self, row: Row, width: int) -> list[Strip]:
        laid = lay(row, width)
        texts = laid.lines()
        head = [Segment(text, self._style(tone)) for text, tone in row.head]
        gap = " " * max(0, laid.first - cell_len(texts[0]))
        line = [*head, Segment(texts[0], self._style(row.tone)), Segment(gap + laid.tail, self._style(Tone.DIM))]
        ground = self._style(Tone.PLAIN)
        strips = [Strip(line).adjust_cell_length(width, ground)]
        for more in texts[1:]:
            strip = Strip([Segment(" " * laid.indent + more, self._style(row.tone))])
            strips.append(strip.adjust_cell_length(width, ground))
        return strips

    def _style(self, tone: Tone) -> Style:
        if tone not in self._styles:
            base = self.rich_style
            name = COMPONENTS.get(tone)
            self._styles[tone] = legible(base + self.get_visual_style(name).rich_style) if name else base
        return self._styles[tone]

    def notify_style_update(self) -> None:
        """Draw all rows again where colours changed; gaining or losing the focus changes none of theirs."""
        super().notify_style_update()
        before, self._styles = self._styles, {}
        if not before or any(self._style(tone) != style for tone, style in before.items()):
            self._strips = {}
            self.refresh()
        self._lights = None
        self.forget_lights()

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """Textual's own, but drawn only when it has moved."""
        bar = super().vertical_scrollbar
        if not isinstance(bar, KeptBar):
            bar.__class__ = KeptBar  # there is no place to name a class for it
        return bar

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its rows, for panes that are sized by them."""
        return max(1, self._places.height)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap to the new width and keep the cursor in sight."""
        if self._waiting or self._width != self._places.width:
            self._lay_out()
        self._settle(scroll=True)

    def on_show(self) -> None:
        """Lay out what came while it was out of sight; its size is the old one, so that no resize tells of it."""
        if self._waiting:
            self._lay_out()
            self._settle(scroll=True)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        line = y + self.scroll_offset.y
        if line >= self._places.height:
            return Strip.blank(self._width, self._style(Tone.PLAIN))
        index, below = self._places.at(line)
        strip = self._drawn(index)[below]
        if index == self.cursor and self.has_focus and index < len(self.rows) and self.rows[index].id:
            cursor = self.get_component_rich_style("lines--cursor", partial=True)
            return Strip([Segment(s.text, (s.style or Style()) + cursor) for s in strip], strip.cell_length)
        return strip

    # --- cursor ---------------------------------------------------------------------------------------------

    def _settle(self, *, scroll: bool) -> None:
        """Redraw, with the cursor's row in sight."""
        if scroll:
            self._bring_into_sight()
        self.refresh()

    def _bring_into_sight(self) -> None:
        """Scroll to the cursor's row where it is out of sight."""
        if 0 <= self.cursor < len(self._places.rows):
            top, count = (0, 1) if self._fresh else self._places.span(self.cursor)
            self.scroll_to_region(Region(0, top, 1, count), animate=False, force=True)
            self.vertical_scrollbar.position = self.scroll_offset.y  # Textual tells it so only while it is shown

    def _redraw(self, index: int) -> None:
        """Draw the lines of one row again, and no others."""
        if 0 <= index < len(self._places.rows):
            self.refresh_lines(*self._places.span(index))

    def _go(self, index: int, step: int, beyond: int = 0) -> None:
        """Put the cursor on a row; where there is none to choose any more, scroll so many lines on."""
        self._fresh = False
        before, top = self.cursor, self.scroll_offset.y
        self.cursor = self._choosable(max(0, min(index, len(self.rows) - 1)), step)
        if self.cursor == before and beyond:
            self.scroll_relative(y=beyond, animate=False)
            return
        self._bring_into_sight()
        if self.scroll_offset.y == top:
            self._redraw(before)
            self._redraw(self.cursor)
        else:
            self.refresh()

    def action_move(self, step: int) -> None:
        """One row up or down; at the edge, or where the cursor lies further on than what is seen, scroll."""
        if step > 0 and self._lies_below():
            self._fresh = False
            self.scroll_relative(y=step, animate=False)
            return
        self._go(self.cursor + step, step, step)

    def _lies_below(self) -> bool:
        """Whether the cursor's row begins below what is seen."""
        if not 0 <= self.cursor < len(self.rows):
            return False
        return self._places.span(self.cursor)[0] >= self.scroll_offset.y + self.content_region.height

    def action_page(self, step: int) -> None:
        """A screenful."""
        half = step * max(1, self.size.height // 2)
        self._go(self.cursor + half, step, half)

    def action_edge(self, step: int) -> None:
        """To the first or the last row that can be chosen, and what is beyond it; in two steps where it is far."""
        if not self.rows:
            return
        self._go(0 if step < 0 else len(self.rows) - 1, -step, step * self._places.height)
        top, count = self._places.span(self.cursor)
        if (top + count if step < 0 else self._places.height - top) <= self.content_region.height:
            self.scroll_relative(y=step * self._places.height, animate=False)

    def action_choose(self) -> None:
        """Open the row under the cursor."""
        row = self.chosen
        if row is not None and row.id:
            self.post_message(self.Chosen(self, row))

    def on_click(self, event: events.Click) -> None:
        """The first click goes to a row, the next one opens it."""
        offset = event.get_content_offset(self)
        line = (offset.y if offset else -1) + self.scroll_offset.y
        if not (self.rows and 0 <= line < self._places.height):
            return
        index = self._places.at(line)[0]
        if index == self.cursor:
            self.action_choose()
        else:
            self._go(index, 1)

    # --- focus ----------------------------------------------------------------------------------------------

    def watch_has_focus(self, has_focus: bool) -> None:
        """Textual looks all colours up anew; of ours only the frame's and the cursor's row depend on the focus."""
        if self.rows:
            self._redraw(self.cursor)
        self.relight()

    def _on_focus(self, event: events.Focus) -> None:
        event.prevent_default()  # it would draw everything anew
        self.has_focus = True
        if self.parent is not None:
            self.parent.post_message(events.DescendantFocus(self))

    def _on_blur(self, event: events.Blur) -> None:
        event.prevent_default()
        self.has_focus = False
        if self.parent is not None:
            self.parent.post_message(events.DescendantBlur(self))

    def lights(self) -> tuple[Style, Style] | None:
        """The colours of the frame and of its title where the focus is; None where they stay as they are."""
        if not self.has_focus or not self.styles.border_left[0]:
            return None
        if self._lights is None:
            frame, title = (self.get_visual_style(f"lines--{part}").rich_style for part in ("frame", "title"))
            self._lights = Style(color=frame.color), Style(color=title.color, bold=title.bold)
        return self._lights


def _calls_up(before: tuple[Row, ...], cursor: int, now: tuple[Row, ...]) -> bool:
    """Whether the top is to be seen again: the cursor's row waits no longer, or one that waits has come above it."""
    if not 0 <= cursor < len(before):
        return False
    chosen = before[cursor]
    index = next((index for index, row in enumerate(now) if row.id == chosen.id), len(now))
    if chosen.urgent and not (index < len(now) and now[index].urgent):
        return True
    known = {row.id for row in before[:cursor]}
    return any(row.urgent and row.id not in known for row in now[:index])
