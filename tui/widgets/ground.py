"""Draws less after each key: Textual asks every widget for its lines whenever one of them changes."""

from __future__ import annotations

from typing import Any, cast

from rich.segment import Segment
from rich.style import Style
from textual.containers import Horizontal, Vertical
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget


class Kept:
    """Mixed into a widget: what it drew stays until it is dirty."""

    _kept: tuple[tuple[Region, Size], list[Strip]] | None = None

    def _set_dirty(self, *regions: Region) -> None:
        self._kept = None
        super()._set_dirty(*regions)  # type: ignore[misc]  # a widget's, which every change goes through

    def render_lines(self, crop: Region) -> list[Strip]:
        """As drawn last, or drawn now."""
        asked = crop, cast("Widget", self).size
        if self._kept is None or self._kept[0] != asked:
            self._kept = asked, super().render_lines(crop)  # type: ignore[misc]
        return self._kept[1]


FRAME = " ╭╮╰╯─│+-|"
"""What a frame's lines consist of where there is no title."""


class Framed(Kept):
    """Mixed into a list in a frame: where only lines changed, they alone are drawn, between edges that stand."""

    _stood: tuple[tuple[Region, Size], list[Strip]] | None = None
    """What was drawn before lines changed."""
    _changed: frozenset[int] = frozenset()
    """Those lines, counted from the frame's first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As the widget."""
        super().__init__(*args, **kwargs)
        self._lit: dict[int, tuple[Strip, Strip]] = {}
        """Each line as it is, and in the colours of the focus."""

    def _set_dirty(self, *regions: Region) -> None:
        stood, changed = (self._kept or self._stood, self._changed) if regions else (None, frozenset())
        super()._set_dirty(*regions)
        top = cast("Widget", self).content_offset.y
        self._stood = stood
        self._changed = changed.union(*(range(region.y + top, region.bottom + top) for region in regions))

    def render_lines(self, crop: Region) -> list[Strip]:
        """As drawn last, the changed lines drawn now, or all of it."""
        widget = cast("Widget", self)
        asked = crop, widget.size
        whole = crop.column_span == (0, widget.outer_size.width) and widget.opacity == 1
        if whole and self._kept is None and self._stood is not None and self._stood[0] == asked:
            self._kept = asked, self._mended(self._stood[1], crop)
        self._stood, self._changed = None, frozenset()
        strips = super().render_lines(crop)
        lights = self.lights()
        return (
            strips
            if lights is None
            else [self._in_light(y, strip, *lights) for y, strip in zip(crop.line_range, strips, strict=True)]
        )

    # --- the frame where the focus is -----------------------------------------------------------------------

    def lights(self) -> tuple[Style, Style] | None:
        """The colours of a frame and of its title that is to stand out; None where it is not."""
        return None

    def relight(self) -> None:
        """Show the frame in its other colours; what it holds is not drawn again."""
        widget = cast("Widget", self)
        widget._repaint_regions.add(widget.outer_size.region)
        widget._repaint_required = True
        widget.check_idle()

    def forget_lights(self) -> None:
        """Colours have changed."""
        self._lit = {}

    def _in_light(self, y: int, strip: Strip, frame: Style, title: Style) -> Strip:
        """A line with the frame's part of it in these colours; what was done once is not done again."""
        before = self._lit.get(y)
        if before is not None and before[0] is strip:
            return before[1]
        widget = cast("Widget", self)
        parts = list(strip)
        edge = y in (0, widget.outer_size.height - 1)
        for number in range(len(parts)) if edge else (0, len(parts) - 1):
            text, style, _ = parts[number]
            named = edge and text.strip(FRAME) != ""
            parts[number] = Segment(text, (style or Style()) + (title if named else frame))
        lit = Strip(parts, strip.cell_length)
        for line_filter in widget.get_line_filters():
            lit = lit.apply_filter(line_filter, widget.background_colors[1])
        self._lit[y] = strip, lit
        return lit

    def _mended(self, strips: list[Strip], crop: Region) -> list[Strip]:
        """Lines as they stood, but for those that changed: as Textual would draw them, between their edges."""
        widget = cast("Widget", self)
        gutter, width = widget.styles.gutter, widget.content_region.width
        background = widget.background_colors[1]
        inner = widget._styles_cache.get_inner_outer(*widget.background_colors)[0].rich_style
        mended = list(strips)
        inside = range(gutter.top, widget.outer_size.height - gutter.bottom)
        filters = widget.get_line_filters()
        edges: tuple[list[Segment], list[Segment]] | None = None  # the same on each of these lines
        for y in self._changed.intersection(inside, crop.line_range):
            if edges is None:
                edges = [*strips[y - crop.y].crop(0, gutter.left)], [*strips[y - crop.y].crop(gutter.left + width)]
            line = widget.render_line(y - gutter.top).adjust_cell_length(width, inner)
            for line_filter in filters:
                line = line.apply_filter(line_filter, background)
            mended[y - crop.y] = Strip([*edges[0], *line, *edges[1]], crop.width)
        return mended


class KeptBar(Kept, ScrollBar):
    """A scrollbar that stays as drawn until it moves."""


def ground(widget: Widget, crop: Region) -> list[Strip]:
    """Lines of a widget that has no border and no words: one, drawn once, through the same filters as every line.

    Args:
        widget: The widget.
        crop: The part of it that is wanted; only its size matters.
    """
    line = Strip.blank(crop.width, widget.visual_style.rich_style)
    background = widget.background_colors[1]
    for line_filter in widget.get_line_filters():
        line = line.apply_filter(line_filter, background)
    return [line] * crop.height


class _Across(Horizontal):
    def render_lines(self, crop: Region) -> list[Strip]:
        return ground(self, crop)


class _Down(Vertical):
    def render_lines(self, crop: Region) -> list[Strip]:
        return ground(self, crop)


class _Sheet(Screen[None]):
    def render_lines(self, crop: Region) -> list[Strip]:
        return ground(self, crop)


class Beside(Kept, _Across):
    """Puts its widgets side by side, and draws nothing but its ground."""


class Below(Kept, _Down):
    """Puts its widgets one below the other, and draws nothing but its ground."""


class GroundScreen(Kept, _Sheet):
    """A screen that its widgets fill."""
