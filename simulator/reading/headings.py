"""Which section of a post-mortem a heading names, in whatever words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from simulator.reading.counted import COUNTED, PART, uncounted
from simulator.reading.expression import compile_any

SECTIONS = (
    "customer", "summary", "impact", "timeline", "detection", "response", "factors", "lessons", "actions", "meta",
)  # fmt: skip
"""Section names in the order in which a heading is tried."""
_JOINED = re.compile(r" ?/ ?| & | \+ | and |, ")
"""What joins two names of sections in one heading: `Next steps / prevention`."""
_EDIT = re.compile(r" ?\[edit[^\]]{0,30}\]")
"""What a wiki puts behind its headings: `Summary[edit | edit source]`."""
_LINK, _ANCHOR = re.compile(r"\[([^\]]{1,80})\]\([^)\s]{0,200}\)"), re.compile(r" ?\{#[\w-]{1,60}\}")
"""A heading that leads to a place, `[Root cause](#rc)`, or is one: `Root cause {#rc}`."""
_ZONED = re.compile(r",? (?:all )?(?:times? )?(?:are )?(?:given )?(?:in )?(?:utc|gmt)$")
"""What a heading says of its clocks: `How it went, all times UTC`."""
_MARKS = re.compile(r"^[\W\d_]+|[\W_]+$")


class Headings:
    """Tells which section a heading names."""

    __slots__ = ("_patterns",)

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        """Compile the `section_*` lists of a lexicon."""
        self._patterns = tuple((name, compile_any(words[f"section_{name}"], words)) for name in SECTIONS)

    def section(self, heading: str, *, title: bool = False) -> str:
        """Return the section that a heading names as a whole, or an empty string.

        Every part of a `title` has to name one: `The outage of Tuesday and next steps` is about all of it.
        """
        bare = _ANCHOR.sub("", _LINK.sub(r"\1", _EDIT.sub("", heading.lower()).replace("&nbsp;", " ")))
        bare = COUNTED.sub("", PART.sub("", bare.replace("’", "'").replace("–", "-").replace("—", "-")))
        plain = _MARKS.sub("", bare)
        parts = [_MARKS.sub("", part) for part in _JOINED.split(plain)]
        firsts = [first for mark in ("(", ":", " - ") if (first := plain.split(mark)[0].strip()) != "retrospective"]
        if (unzoned := _ZONED.sub("", plain)) != plain:
            firsts.append(unzoned)
        if "(timeline" in plain:
            return "timeline"  # `What happened (timeline, UTC)`
        if title and not all(map(self._named, parts)):
            parts = []
        return next(filter(None, map(self._named, dict.fromkeys((plain, *firsts, *parts)))), "")

    def is_bare(self, line: str) -> bool:
        """Return whether a short line alone names a section."""
        if is_part(line) and line.isupper():
            return True
        ends = (",", ";") if uncounted(line) != line else (".", ",", ";")
        return not line.endswith(ends) and self.section(line) not in ("", "meta")

    def _named(self, words: str) -> str:
        """Return the section that plain words name, or an empty string."""
        return next((name for name, pattern in self._patterns if pattern and pattern.fullmatch(" " + words)), "")


def is_part(heading: str) -> bool:
    """Return whether a heading is counted, as a form counts its own."""
    return PART.match(heading) is not None
