"""Less to draw at a key: Textual asks every widget for its lines whenever one of them changes."""

from __future__ import annotations

from typing import cast

from textual.containers import Horizontal, Vertical
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget


class Kept:
    """Mixed into a widget: what it drew stands until it is dirty."""

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


class KeptBar(Kept, ScrollBar):
    """A scrollbar that stands as drawn until it moves."""


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
