"""Time zones beside a clock time: behind it or before it, by name, by offset, or by a city of the zone database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

LEAD_CHARS = 30
"""So far before a clock time its zone may begin: `all times Central European Time: 16:30`."""
_CONTINENTS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
_WORDS = frozenset(("center", "christmas", "easter", "midway", "north", "reunion", "south", "wake", "west"))
"""Places of the database that are words of every day."""
_PLACE = re.compile(r",? ?[(\[]?(?:in )?(?P<words>[^\W\d_][\w'-]*(?: [^\W\d_][\w'-]*){0,3})")
_PLACE_WORDS = 3
"""No city of the database has more words."""
_ENDS = re.compile(r"[)\]]?(?:[.,;!?)\n]|$)")
"""What follows a city that stands without `time`: not `13:40 Frankfurt lost power`."""
_NO_PLACE = re.compile(
    r"(?i:local|your|our|my|their|this|that|the|same|next|first|last|any|every|some|no|which|what|wall|office|store"
    r"|shop|show|start|starting|end|server|system|real|response|day|night|down|up|run|long|more|at|business|opening"
    r"|closing|lunch|lead|full)\b"
)
"""What stands before `time` and names no zone."""
_SHORT_NAME = re.compile(r" [(\[]?([A-Z]{2,4}T)(?![\w'])[)\]]?")
_NO_SHORT_NAME = re.compile(
    r"NEXT|TEXT|POST|LAST|LEFT|MOST|JUST|TEST|EAST|WEST|THAT|WHAT|REST|START|FIRST|BUT|NOT|YET|GET|LET|SET|PUT|OUT"
    r"|LIST|SENT|WENT|KEPT|LOST|MUST|PART|PORT|SHUT|SLOT|UNIT|WAIT|WANT|WONT|CANT|HOST|ROOT|BOOT|CERT|ALERT|BEST|COST"
)
"""Words in capitals that look like `PKT`."""
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+-])(\d{1,2}):?(\d\d)?")


class Zone(msgspec.Struct, frozen=True):
    """The zone that is told with a clock time."""

    name: str
    end: int
    """Where it ends, or the clock time where it stands before that."""
    is_unknown: bool = False
    """Whether it is named in words that nothing here knows."""


class Zones:
    """Finds zones beside clock times, and what they stand for; built once for a lexicon."""

    __slots__ = ("_behind", "_names")

    def __init__(self, names: Mapping[str, str]) -> None:
        """Prepare for a table of zone names."""
        self._names = names
        self._behind = zone_pattern(names)

    def of(self, name: str) -> tzinfo | None:
        """Return the zone that a name or an offset stands for, or `None`."""
        return zone_of(name, self._names)

    def beside(self, plain: str, shown: str, start: int, end: int) -> Zone | None:
        """Return the zone behind or before a clock time, known or not, or `None` if none is told.

        Args:
            plain: The text in plain form.
            shown: The same with its capitals.
            start: Where the clock time begins.
            end: Where it ends.
        """
        behind = self._behind.match(plain, end)
        if behind is not None:
            return Zone(behind[1].strip(), behind.end())
        return self._before(plain, shown, start, end) or _place_behind(shown, end, self._names)

    def _before(self, plain: str, shown: str, start: int, end: int) -> Zone | None:
        """Return the zone right before a clock time: `at CET 16:30`, `(all times CET): 16:30`."""
        lead = plain[max(0, start - LEAD_CHARS) : start].rpartition("\n")[2]
        said = lead.rstrip(" :")
        if said == lead or not said:
            return None
        words = said.rstrip(")]").replace("(", " ").split()
        is_capital = (
            shown[start - len(lead) : start - len(lead) + len(said)]
            .rstrip(")]")
            .rpartition(" ")[2]
            .lstrip("(")
            .isupper()
        )
        for count in (4, 3, 2, 1):
            name = " ".join(words[-count:])
            if name[:1] in "+-" or not (is_capital or name.endswith(" time")):
                continue
            if len(words) >= count and zone_of(name, self._names) is not None:
                return Zone(name, end)
        return None


def _place_behind(shown: str, end: int, names: Mapping[str, str]) -> Zone | None:
    """Return the city right behind a clock time, or words that claim to be a zone."""
    short = _SHORT_NAME.match(shown, end)
    if short is not None and _NO_SHORT_NAME.fullmatch(short[1]) is None:
        return Zone(short[1], short.end(), is_unknown=True)
    place = _PLACE.match(shown, end)
    if place is None or not place["words"][0].isupper():
        return None
    words = place["words"].split(" ")
    told = next((index for index, word in enumerate(words) if index and word.lower() == "time"), 0)
    for count in range(min(told or _PLACE_WORDS, len(words)), 0, -1):
        name = " ".join(words[:count])
        stop = place.start("words") + len(name)
        if _plain_name(name) in _cities() and (told == count or _ENDS.match(shown, stop)):
            return Zone(_plain_name(name), stop + (len(" time") if told == count else 0))
    if not told or _NO_PLACE.match(words[0]):
        return None
    name = " ".join(words[: told + 1])
    return Zone(name, place.start("words") + len(name), is_unknown=zone_of(name.lower(), names) is None)


def _plain_name(name: str) -> str:
    """Return a name as the database spells it, in small letters: without accents."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()


@cache
def _cities() -> Mapping[str, str]:
    """Return the cities of the zone database by their names, read when a text first names a place behind a clock."""
    listed = (resources.files("tzdata") / "zones").read_text().split()
    pairs = ((one.rpartition("/")[2].replace("_", " ").lower(), one) for one in listed if one.startswith(_CONTINENTS))
    return {name: one for name, one in pairs if name not in _WORDS}


def zone_of(name: str, zones: Mapping[str, str]) -> tzinfo | None:
    """Return the zone that a name or an offset stands for, or `None`."""
    key = " ".join(name.replace("/ ", "/").replace(" /", "/").split()).strip("() ")
    offset = _OFFSET.fullmatch(key)
    if offset and int(offset[2]) <= 14:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes))
    target = zones.get(key) or _cities().get(key, "")
    if target in ("UTC", "Etc/UTC"):
        return UTC
    if target[:1] in "+-" and target:
        return zone_of(target, {})
    try:
        return ZoneInfo(target) if target else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def zone_pattern(zones: Mapping[str, str]) -> re.Pattern[str]:
    """Compile the expression that finds a zone right after a clock time."""
    names = "|".join(re.escape(name).replace("/", " ?/ ?") for name in sorted(zones, key=len, reverse=True))
    offset = r"(?:utc|gmt)? ?[+-]\d{1,2}(?::?\d\d)?(?!\d)"
    return re.compile(
        rf"(?: ?(?:h|hrs|hours)\b)?(?: (?:local|your|our|my|their)(?: time)?,?(?= [(\[])|,(?= [a-z ]{{3,16}} time\b))?"
        rf" ?[(\[]?"
        rf"(?:local,? |time (?:in|of) |in )?"
        rf"({offset}|(?:{names})(?!\w|/[a-z]))[)\]]?"
    )
