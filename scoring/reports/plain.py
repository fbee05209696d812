"""Words of others made harmless: nothing that a person or a scenario wrote may act on a page, a sheet or a terminal.

Texts are cleaned character by character, one for one, so that the spans of findings still fit. Markup is the
renderer's matter: HTML is escaped by the template, Markdown and CSV here, typst gets data and never source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from simulator.harmless import REPLACEMENT, flat, plain

__all__ = [
    "REPLACEMENT",
    "block_markdown",
    "cell",
    "cleaned",
    "flat",
    "inline_markdown",
    "plain",
    "rows_to_csv",
    "tame_markdown",
]

T = TypeVar("T")
PERCENT = "%"
"""A unit: by itself no formula anywhere."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_MARKDOWN = re.compile(r"([\\`*_\[\]|~$#!]|:(?=//)|@|(?<=www)\.|^[-+=](?=\s|$|[-=]))")
_ACTIVE = re.compile(r"[<>&\[\]`]|(?<=[A-Za-z])://|(?<=\w)@(?=\w)|(?<=www)\.|(?:^|(?<=\s))={2,}|\bjavascript(?=:)")


def cleaned(part: T) -> T:
    """The same structure with every text in it clean."""
    if isinstance(part, msgspec.Struct):
        changes = {name: cleaned(getattr(part, name)) for name in part.__struct_fields__}
        return type(part)(**changes)
    if isinstance(part, str) and type(part) is str:
        return plain(part)  # type: ignore[return-value]
    if isinstance(part, tuple):
        return tuple(cleaned(item) for item in part)  # type: ignore[return-value]
    return part


def cell(value: object) -> str:
    """A CSV cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = plain(value)
    if text == PERCENT:
        return text
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) or text.startswith(_FORMULA) else text


def rows_to_csv(rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV (RFC 4180 quoting, line feeds), every cell harmless."""
    import csv
    import io

    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return target.getvalue()


def inline_markdown(value: Any) -> str:
    """Words inside a Markdown line or table cell: no markup, no HTML, no links, no line breaks."""
    text = _MARKDOWN.sub(r"\\\1", flat(str(value)))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def block_markdown(text: str) -> str:
    """A whole text as a fenced block: shown as written, never rendered."""
    clean = plain(text).replace("\r", REPLACEMENT)
    longest = max((len(run) for run in re.findall(r"`+", clean)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{clean}\n{fence}"


def tame_markdown(text: str) -> str:
    """A document that its author wrote in Markdown: headings, lists and tables stay; HTML, links and images do not."""
    return _ACTIVE.sub(lambda found: _TAMED.get(found[0], f"\\{found[0]}"), plain(text))


_TAMED = {
    "<": "&lt;",
    ">": ">",
    "&": "&amp;",
    "://": "&#58;//",
    "@": "&#64;",
    ".": "&#46;",
    "javascript": "javascript ",
}
