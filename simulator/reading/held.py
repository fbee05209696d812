"""Whether a recorded reading can be of its text at all: the words that it quotes stand there."""

from __future__ import annotations

import re

from simulator.reading.result import BriefReading, PostmortemReading, UpdateReading

_PLACED = ("findings", "claims", "promises", "timeline", "actions")
_WORDS = ("quote", "text", "clock", "owner", "due", "tracker")
"""What a place in a text says in the text's own words."""
_WORD = re.compile(r"\w+")


def is_held(reading: UpdateReading | BriefReading | PostmortemReading, text: str) -> bool:
    """Return whether every place of a reading lies in the text and says words of it.

    Readers lay out what they quote (a table's row, a cut line), and an older one did so in its own way: words are
    compared, not letters.
    """
    places = [place for name in _PLACED for place in getattr(reading, name, ())]
    quoted = [getattr(place, name, "") for place in places for name in _WORDS]
    quoted += getattr(reading, "factors", ())
    parts = set(_WORD.findall(" ".join(quoted))) - set(_WORD.findall(text))
    # what is no whole word of the text can only be a part that a cut has left of one: few, so each may be looked for
    return all(0 <= place.start <= place.end <= len(text) for place in places) and all(part in text for part in parts)
