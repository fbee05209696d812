"""What a page shows of a text: not what is as white as the page or of no size, and a listing between fences as one.

Updates, briefs and post-mortems are read alike: a text that stands between fences as a whole was pasted so and is
read; a part between fences is a listing, as of a log, and is not.
"""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from simulator.reading.result import BriefReading, Finding, PostmortemReading, UpdateReading

Reading = TypeVar("Reading", UpdateReading, BriefReading, PostmortemReading)
LABEL_WORDS = 8
"""Fewer words beside a listing are its label, as in `Status update:`, and the listing is the text."""
PROSE_SENTENCES = 2
"""So many sentences in a listing were meant to be read; a log has none."""
_WHITE = r"(?:white|#f{3}|#f{6}|transparent|rgba?\((?:\d+,){3} ?0\)|rgb\(255, ?255, ?255\))(?![\w-])"
_PALE = re.compile(
    rf"<(\w{{1,12}})\s[^<>]{{0,200}}?(?:(?<![\w-])color ?[=:] ?[\"']? ?{_WHITE}"
    r"|(?<![\w-])(?:font-)?size ?[=:] ?[\"']? ?0(?![\d.])|(?<![\w-])opacity ?: ?0(?![\d.]))[^<>]{0,200}>",
    re.IGNORECASE,
)
"""The beginning of what nobody sees on a white page."""
_GROUND = re.compile(r"background|bgcolor", re.IGNORECASE)
"""Where a page has a colour of its own, white letters can be read."""
_FENCED = re.compile(
    r"^ {0,3}(?P<mark>`{3,}|~{3,})(?P<info>[\w+-]*)[ \t]*\n(?P<told>.*?)\n {0,3}(?P=mark)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_WRAPPED = re.compile(
    r"\s*(?P<mark>`{3,}|~{3,})(?:markdown|md|text|txt|plaintext)[ \t]*\n(?P<told>.*)\n {0,3}(?P=mark)\s*", re.DOTALL
)
"""A document in a fence of its own, which may hold listings."""
_IN_LINE = re.compile(r"\s*```(?P<told>[^`]+)```\s*")
_INK = re.compile(r"\S")
_SENTENCE = re.compile(r"(?<![^\s])[A-Z][a-z]*(?: [\w,;'%:()/-]+){4,}[.!?](?=\s|$)")
NOT_READ = "What stands between fences is taken for a listing and not read: write it as plain text."


def as_shown(text: str) -> str:
    """Return a text of the same length without what no page shows and without fences around the whole."""
    return _unfenced(_without_pale(text) if "<" in text else text)


def without_listings(text: str) -> str:
    """Return a text of the same length with blanks in place of the listings between fences."""
    return _FENCED.sub(lambda match: _INK.sub(" ", match[0]), text) if "```" in text or "~~~" in text else text


def with_advice(reading: Reading, text: str) -> Reading:
    """Return a reading that also names the first listing with sentences in it, which were not read.

    Args:
        reading: What was read.
        text: The text as read, fences included.
    """
    listings = _FENCED.finditer(text) if reading.readable == "yes" and ("```" in text or "~~~" in text) else ()
    for match in listings:
        if len(_SENTENCE.findall(match["told"])) >= PROSE_SENTENCES:
            start, end = match.span("mark")
            unread = Finding(
                feature="listing", rule="fence", start=start, end=end, quote=match["mark"], advice=NOT_READ
            )
            return msgspec.structs.replace(reading, findings=(*reading.findings, unread))
    return reading


def _without_pale(text: str) -> str:
    """Put blanks in place of text that is white on white or of no size."""
    if _GROUND.search(text):
        return text
    parts, at = [], 0
    while (match := _PALE.search(text, at)) is not None:
        closing = text.find(f"</{match[1]}", match.end())
        end = closing if closing >= 0 else len(text)
        parts += [text[at : match.start()], _INK.sub(" ", text[match.start() : end])]
        at = end
    return "".join([*parts, text[at:]]) if parts else text


def _unfenced(text: str) -> str:
    """Put blanks in place of fences around all of a text but a label."""
    if "```" not in text and "~~~" not in text:
        return text
    whole = _WRAPPED.fullmatch(text) or _IN_LINE.fullmatch(text)
    if whole is None:
        listings = list(_FENCED.finditer(text))
        whole = listings[0] if len(listings) == 1 else None
        if whole is None or len((text[: whole.start()] + text[whole.end() :]).split()) >= LABEL_WORDS:
            return text
    start, end = whole.span("told")
    before, after = text[whole.start() : start], text[end : whole.end()]
    return "".join(
        (text[: whole.start()], _INK.sub(" ", before), whole["told"], _INK.sub(" ", after), text[whole.end() :])
    )
