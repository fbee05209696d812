"""Containers that hold nothing but other widgets, and so draw only their ground: at each key Textual draws them all."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


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


class Beside(Horizontal):
    """Puts its widgets side by side."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its ground."""
        return ground(self, crop)


class Below(Vertical):
    """Puts its widgets one below the other."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its ground."""
        return ground(self, crop)
