"""Colours of words that can be read on their ground, whatever theme gave them."""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style
from textual.color import Color

CONTRAST = 4.5
"""Words stand out from their ground at least so many to one (WCAG 2.2, 1.4.3)."""
STEPS = 10
"""So many steps lead from a colour to black or white."""


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    lights = sorted(0.05 + _luminance(color) for color in (one, other))
    return lights[1] / lights[0]


@lru_cache(maxsize=256)
def legible(style: Style) -> Style:
    """The same style, its colour as much darker or lighter as it takes to be read."""
    if style.color is None or style.bgcolor is None:
        return style
    ground, color = Color.from_rich_color(style.bgcolor), Color.from_rich_color(style.color)
    away = ground.get_contrast_text(1.0)
    for step in range(STEPS + 1):
        found = color.blend(away, step / STEPS)
        if contrast(found, ground) >= CONTRAST:
            break
    return style + Style(color=found.rich_color)


def _luminance(color: Color) -> float:
    parts = (part / 255 for part in (color.r, color.g, color.b))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
