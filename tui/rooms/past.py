"""What facilitators ordered and what was said, for one who comes later: orders from the journals, words from memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from simulator import events as e
from simulator.clock import spell
from simulator.vocabulary import SKIP_MULTIPLIER
from tui.rooms.orders import BY_WORD
from tui.rooms.protocol import Past, Said

if TYPE_CHECKING:
    from simulator.drill import Drill
    from simulator.journal import Entry
    from tui.rooms.room import Room

MOST_SAID = 200
"""So many words outside the drill a host remembers; they stand in no journal."""
Line = dict[str, Any]
"""`at_s`, `team` (0 = all), `by`, `text`, and `said`: true for words, false for an order."""
_ORDERED: dict[type, str] = {
    e.InjectOrdered: "fire", e.InjectHeld: "hold", e.InjectReleased: "release", e.InjectSkipped: "strike",
    e.InjectShifted: "shift", e.InjectsPostponed: "postpone", e.InjectEdited: "edit", e.InjectWritten: "write",
    e.SeatTaken: "seat", e.SeatFreed: "free", e.RoleAssigned: "bot", e.FinishRequested: "end",
}  # fmt: skip
"""The event of each order but those of the clock, and its word."""
_ABOUT: dict[type, Callable[[Any, Mapping[str, str]], str]] = {
    e.InjectShifted: lambda ev, titles: f"{titles[ev.inject]}, {_moved(ev.by_s)}",
    e.InjectsPostponed: lambda ev, titles: _moved(ev.by_s),
    e.InjectWritten: lambda ev, titles: f"“{ev.subject}” to {ev.seat.title}",
}


def _moved(by_s: int) -> str:
    return f"{'-' * (by_s < 0)}{spell(abs(by_s))}"


def order_words(entry: Entry, drill: Drill) -> str:
    """A facilitator's order in the words of their screen; empty for any other line."""
    event = entry.event
    if isinstance(event, e.PaceChanged):
        if entry.command_id.endswith(".end"):
            return ""  # the second half of running on
        if event.multiplier == SKIP_MULTIPLIER:
            return BY_WORD["skip"].title
        return f"{BY_WORD['pace'].title}: ×{event.multiplier}" if event.multiplier else "Pause"
    word = _ORDERED.get(type(event))
    if word is None:
        return ""
    about = _ABOUT.get(type(event), _what)
    words = about(event, {inject.id: inject.title for inject in drill.scenario.injects})
    return f"{BY_WORD[word].title}: {words}" if words else BY_WORD[word].title


def _what(event: Any, titles: Mapping[str, str]) -> str:
    if (inject := getattr(event, "inject", "")) in titles:
        return titles[inject]
    return str(event.seat.title) if hasattr(event, "seat") else ""


def ordered(rooms: Iterable[Room], names: Mapping[str, str]) -> list[Line]:
    """Every order of a facilitator, one line each, also where it went to several teams."""
    found: dict[tuple[str, str], Line] = {}
    for room in rooms:
        for entry in room.shown:
            if entry.who not in names or entry.who in room.drill.incident.team or not entry.command_id:
                continue
            if words := order_words(entry, room.drill):
                key = entry.who, entry.command_id
                line = {"at_s": entry.at_s, "team": room.team, "by": names[entry.who], "text": words, "said": False}
                found[key] = {**found[key], "team": 0} if key in found else line
    return list(found.values())


class Memory:
    """The words outside the drill that a host remembers."""

    def __init__(self) -> None:
        """Nothing was said."""
        self._said: deque[Line] = deque(maxlen=MOST_SAID)

    def keep(self, said: Said, rooms: Iterable[Room]) -> None:
        """Remember a word, at the second of its team, or of the team that is furthest."""
        at_s = max((room.drill.at_s for room in rooms if said.team in (0, room.team)), default=0)
        self._said.append({"at_s": at_s, "team": said.team, "by": said.by, "text": said.text, "said": True})

    def past(self, rooms: Iterable[Room], names: Mapping[str, str]) -> Past:
        """What a facilitator who comes now has missed."""
        return Past(lines=sorted([*ordered(rooms, names), *self._said], key=lambda line: line["at_s"]))
