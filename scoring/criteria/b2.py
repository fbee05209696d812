"""B2: the Comms Lead is named, and is another person than the Incident Commander."""

from __future__ import annotations

from scoring.duty import Context, command_s, ends_s, over_s, stood_down, utc
from scoring.judgement import FULL, Judgement, line, lines_of, share, within
from scoring.posts import external
from scoring.record import Record, Seen
from simulator import events as e
from simulator.clock import spell
from simulator.vocabulary import Seat

Naming = Seen[e.RoleAssigned | e.RoleHandedOver]


def judge(record: Record, context: Context) -> Judgement:
    """Judge how soon two people held the two seats, and for how much of the time from then on."""
    start_s = command_s(record, context)
    target = f"{within(context.target_s, context.zero_s)}, and not the commander"
    turns = _turns(record)
    advice = f"Name a Comms Lead by {utc(record, start_s + context.target_s)}, somebody else than the commander."
    if not turns:
        first = record.named(Seat.COMMS_LEAD)
        actual = "the commander holds both seats" if first else "nobody was named"
        return Judgement(0, target, actual, "One person cannot command and write.", (first.n,) if first else (), advice,
                         is_harm=_is_harm(record, context))  # fmt: skip
    named = turns[0]
    took_s, end_s = max(0, named.at_s - start_s), max(named.at_s, over_s(record, context))
    merged = [seen for seen in turns[1:2] if seen.at_s < end_s]
    in_time = line(took_s, context.target_s, context.zero_s)
    value = in_time * _apart_permille(turns, end_s) // FULL
    again = f"; from {utc(record, merged[0].at_s)} on one person commanded and wrote" if merged else ""
    if merged and in_time == FULL:
        advice = f"At {utc(record, merged[0].at_s)}, give the seat that is left to somebody else in the same minute."
    return Judgement(
        value, target, f"{spell(took_s)} (named {utc(record, named.at_s)}){again}",
        "Counted from when on two people held the two seats; the time in which one held both costs its share.",
        lines_of(seen.n for seen in turns), "" if value == FULL else advice,
    )  # fmt: skip


def _turns(record: Record) -> list[Naming]:
    """The namings that gave the two seats to two people, and those that made them one again, in turn."""
    holders: dict[Seat, str] = {}
    turns: list[Naming] = []
    for seen in record.namings:
        holders[seen.event.seat] = record.person(seen.event.holder)
        comms = holders.get(Seat.COMMS_LEAD)
        if (comms is not None and comms != holders.get(Seat.IC)) is (len(turns) % 2 == 0):
            turns.append(seen)
    return turns


def _apart_permille(turns: list[Naming], end_s: int) -> int:
    """The share of the time from the first naming to the end in which the seats were held by two people."""
    edges = [min(seen.at_s, end_s) for seen in turns] + [end_s] * (len(turns) % 2)
    apart_s = sum(after - before for before, after in zip(edges[::2], edges[1::2], strict=True))
    whole_s = end_s - edges[0]
    return share(apart_s, whole_s) if whole_s else FULL


def _is_harm(record: Record, context: Context) -> bool:
    """True when posts went out while the incident stood, and a Comms Lead was due: no scenario excuses that."""
    down = stood_down(record, context)
    until_s = down.at_s if down else ends_s(record, context)
    due_s = command_s(record, context) + context.target_s
    return due_s < until_s and any(post.at_s < until_s for post in external(record))
