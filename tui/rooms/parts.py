"""What each seat of a team can honestly be judged on: what its own lines decided, and how it answered its messages.

Points of a team belong to the team. A seat gets points of its own only for criteria that nobody else's line had a
part in; criteria that several seats decided are named with them, and not split. What nobody did has no line, so it
is nobody's here: the team's score holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulator import events as e
from simulator.incident import Incident
from simulator.vocabulary import Seat

if TYPE_CHECKING:
    from simulator.journal import Entry

LIMIT = (
    "A seat has points for the criteria that its lines alone decided. Criteria of several seats are named with them "
    "and not split, and what nobody did stands in the team's score alone."
)


@dataclass(slots=True)
class SeatPart:
    """One person's part in a team's drill."""

    person: str
    seat: str = ""
    """The seat taken last; empty for somebody who only held a role."""
    alone: list[str] = field(default_factory=list)
    """Criteria that this person's lines alone decided."""
    shared: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Criteria decided together, and the other persons."""
    acts: int = 0
    """Commands that were done."""
    refused: int = 0
    asked: int = 0
    """Messages to this seat that wanted an answer."""
    in_time: int = 0
    late: int = 0

    @property
    def unanswered(self) -> int:
        """Messages that wanted an answer and got none before the drill ended."""
        return self.asked - self.in_time - self.late

    def points(self, card: Mapping[str, Any]) -> tuple[float, float]:
        """Points earned, and points there were, in the criteria decided alone."""
        mine = [one for one in card["criteria"] if one["id"] in self.alone and one["value"] is not None]
        return sum(one["points"] for one in mine), sum(_most(one) for one in mine)


def parts_of(card: Mapping[str, Any], entries: Sequence[Entry], team: Iterable[str]) -> dict[str, list[str]]:
    """For each person of a team the criteria that their own lines decided, alone or with others."""
    people: dict[str, list[str]] = {person: [] for person in sorted(team)}
    for name, deciders in _deciders(card, entries, people.keys()).items():
        for person in deciders:
            people[person].append(name)
    return people


def _deciders(card: Mapping[str, Any], entries: Sequence[Entry], team: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each criterion of the card whose lines decided it."""
    known = frozenset(team)
    found = {}
    for criterion in card["criteria"]:
        whose = {_author(n, entries, known) for n in criterion["evidence"]} - {""}
        found[criterion["id"]] = tuple(sorted(whose))
    return found


def _author(n: int, entries: Sequence[Entry], team: frozenset[str]) -> str:
    """Whose command a line is, or follows from; empty when the world brought it about."""
    while 0 < n <= len(entries):
        entry = entries[n - 1]
        if entry.who in team:
            return entry.who
        n = entry.cause
    return ""


def seat_parts(card: Mapping[str, Any], entries: Sequence[Entry]) -> tuple[SeatPart, ...]:
    """Each person's part in a drill, in the order of the seats.

    Args:
        card: The team's scorecard as JSON.
        entries: The whole journal.
    """
    incident = Incident()
    parts: dict[str, SeatPart] = {}
    for entry in entries:
        incident.apply(entry)
        if isinstance(event := entry.event, e.SeatTaken):
            parts.setdefault(event.person, SeatPart(event.person)).seat = event.seat.value
        elif entry.who in parts and entry.command_id:
            _count(parts[entry.who], refused=isinstance(event, e.CommandRefused))
    for name, deciders in _deciders(card, entries, parts).items():
        for person in deciders:
            others = tuple(one for one in deciders if one != person)
            if others:
                parts[person].shared[name] = others
            else:
                parts[person].alone.append(name)
    _answers(incident, {part.seat: part for part in parts.values() if part.seat})
    order = [seat.value for seat in Seat]
    return tuple(sorted(parts.values(), key=lambda part: (order.index(part.seat), part.person)))


def _count(part: SeatPart, *, refused: bool) -> None:
    if refused:
        part.refused += 1
    else:
        part.acts += 1


def _answers(incident: Incident, by_seat: Mapping[str, SeatPart]) -> None:
    """Which messages to a seat were answered, whoever wrote the answer; what was not due yet at the end is left out."""
    ended_s = incident.ended_s or 0
    for message in incident.messages.values():
        part = by_seat.get(message.event.seat)
        due_s = message.at_s + (message.event.answer_within_s or 0)
        if part is None or not message.event.asks or (message.answered_s is None and due_s > ended_s):
            continue
        part.asked += 1
        if message.answered_s is not None:
            in_time = not message.event.answer_within_s or message.answered_s <= due_s
            part.in_time, part.late = part.in_time + in_time, part.late + (not in_time)


def _most(criterion: Mapping[str, Any]) -> float:
    """Points that there were for a criterion; a card of an older release has its weight alone."""
    return float(criterion.get("of", criterion["weight"]))


def points_words(part: SeatPart, card: Mapping[str, Any]) -> str:
    """What somebody earned in the criteria that were theirs alone."""
    earned, most = part.points(card)
    return f"{round(earned, 2):g} of {round(most, 2):g} points" if most else "no points of its own"


def part_words(part: SeatPart, card: Mapping[str, Any], seats: Mapping[str, str]) -> str:
    """A part in one line.

    Args:
        part: Whose.
        card: The team's scorecard as JSON.
        seats: Seat titles by person, for what was decided together.
    """
    criteria = {one["id"]: one for one in card["criteria"]}
    own = [f"{name} {criteria[name]['points']:g}/{_most(criteria[name]):g}" for name in part.alone
           if criteria[name]["value"] is not None]  # fmt: skip
    shared = [f"{name} with {', '.join(seats.get(other, other) for other in others)}"
              for name, others in part.shared.items() if criteria[name]["value"] is not None]  # fmt: skip
    done = f"{part.acts} {'act' if part.acts == 1 else 'acts'}" + (f", {part.refused} refused" if part.refused else "")
    words = [
        f"decided alone: {', '.join(own)}" if own else "decided no criterion alone",
        f"together: {'; '.join(shared)}" if shared else "",
        _answer_words(part), done,
    ]  # fmt: skip
    return ". ".join(one[0].upper() + one[1:] if n else one for n, one in enumerate(filter(None, words))) + "."


def _answer_words(part: SeatPart) -> str:
    if not part.asked:
        return "no answer of this seat fell due"
    counts = ((part.in_time, "in time"), (part.late, "late"), (part.unanswered, "never"))
    noun = "message" if part.asked == 1 else "messages"
    return f"{part.asked} {noun} wanted an answer: " + ", ".join(f"{n} {how}" for n, how in counts if n)
