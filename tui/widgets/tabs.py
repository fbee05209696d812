"""Tabs in a line: every one stays in sight, whatever the width."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content


def tab_line(titles: Sequence[str], current: int, width: int, marks: Mapping[str, str] | None = None) -> Content:
    """Tabs that can be clicked, the current one marked; see `tab_texts`."""
    shown = []
    for number, text in enumerate(tab_texts(titles, current, width, marks or {})):
        style = "reverse" if number == current else "$text-muted"
        shown.append(Content.from_markup(f"[@click=screen.pane({number + 1})][{style}]$text[/][/]", text=text))
    return Content("").join(shown)


def tab_texts(titles: Sequence[str], current: int, width: int, marks: Mapping[str, str]) -> list[str]:
    """Every tab, so that none is cut: where there is no room, all but the current one keep three letters, or none.

    Args:
        titles: In their order; each is reached by its number.
        current: The one that is shown, by its place.
        width: Cells that there are.
        marks: What stands behind a title, such as how many wait there.
    """
    texts: list[str] = []
    for most in (None, 3, 0):
        named = [(title if place == current else title[:most], title) for place, title in enumerate(titles)]
        texts = [f" {n} {name}".rstrip() + f"{marks.get(title, '')} " for n, (name, title) in enumerate(named, 1)]
        if sum(map(len, texts)) - 1 <= width:
            break  # the last blank may be cut
    return texts
