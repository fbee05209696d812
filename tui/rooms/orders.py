"""Everything that a facilitator can order, each thing once: its word, its key, its fields, and the message it becomes.

The console's lines, the screen's keys and forms and its command line are all made from `ORDERS`.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from simulator.clock import parse_duration_s
from simulator.errors import WarroomError
from simulator.interventions import (
    EditInject,
    FreeSeat,
    HoldInject,
    Intervention,
    OrderInject,
    PostponeInjects,
    ReleaseInject,
    ShiftInject,
    SkipInject,
    TakeSeat,
    WriteInject,
)
from simulator.vocabulary import MessageKind, Seat
from tui.actions import Field, Kind
from tui.rooms import protocol as p
from tui.seats import seat_named, typed

Made = tuple[p.Question, type[p.Told] | None]
"""A message to the host, and the kind of answer that it gets (None: there is none)."""
TIMES = "clock"
INJECTS = "injects"
SEATS = "seats"
ASSESS = "assess"
EXERCISE = "exercise"
PINS = ("event", "seat", "criterion")
TELLS = (MessageKind.ALERT, MessageKind.NEWS)
"""Media that tell and ask nothing, unless a time to answer is given."""
_CRITERION = re.compile(r"[A-Za-z][0-9]{1,2}")


class SlipError(WarroomError):
    """A line that is no order."""


@dataclass(frozen=True, slots=True)
class Order:
    """One thing that a facilitator can order."""

    word: str
    key: str
    """On the screen; empty = by its word alone."""
    title: str
    help: str
    group: str
    fields: tuple[Field, ...]
    """In the order of its words; `team`, `inject` and `seat` are filled from what is chosen on the screen."""
    make: Callable[[list[str]], Made]
    ask: str = ""
    """A question before it is done; empty = it can be taken back."""

    @property
    def usage(self) -> str:
        """Its words, e.g. `shift TEAM INJECT TIME`."""
        shown = (f"[{f.name.upper()}]" if f.optional else f.name.upper() for f in self.fields)
        return " ".join((self.word, *shown))

    def told(self, values: Mapping[str, str]) -> str:
        """What it does, and which team it goes to; an assessor's own words are about a team and go to nobody."""
        if "team" not in values:
            return self.help
        team = "all teams" if values["team"] == "all" else f"team {values['team']}"
        return f"{self.help} {'It is about' if self.group == ASSESS else 'Goes to'} {team}."

    def words(self, values: Mapping[str, str]) -> list[str]:
        """The order's word and what was filled in, in their order; pins of a note carry their names."""
        found = [self.word]
        for field in self.fields:
            value = values.get(field.name, "")
            if field.name in PINS and field.optional:
                found += [f"{field.name}={value}"] if value else []
            else:
                found.append(value)
        while self.fields and self.fields[-1].optional and len(found) > 1 and not found[-1]:
            found.pop()
        return found


def parse(words: Sequence[str]) -> Made:
    """Turn words into a message.

    Raises:
        SlipError: no such order, too few words, or words that are none of the order's.
    """
    order = BY_WORD.get(words[0])
    if order is None:
        raise SlipError(f"there is no order {words[0]!r}", hint="`help` lists them.")
    least = sum(not field.optional for field in order.fields)
    if len(words) - 1 < least:
        raise SlipError(f"{words[0]} needs more words", hint=order.usage)
    if stray := words[1 + len(order.fields) :]:
        slip = f"{stray[0]!r} is one word too many; put words that belong together in quotation marks"
        raise SlipError(slip, hint=order.usage)
    try:
        return order.make(list(words[1:]))
    except WarroomError:
        raise
    except (ValueError, IndexError) as error:
        raise SlipError(f"cannot read that: {error}", hint=order.usage) from None


def _team(word: str) -> int:
    if word != "all" and not (word.isascii() and word.isdigit() and int(word)):
        raise ValueError(f"TEAM is a number from 1 on, or `all`, not {word!r}")
    return 0 if word == "all" else int(word)


def _one_team(word: str) -> int:
    if not (team := _team(word)):
        raise ValueError("this is for one team")
    return team


def _seat(word: str) -> Seat:
    if (seat := seat_named(word)) is None:
        raise ValueError(f"there is no seat {word!r}; seats: {', '.join(map(typed, Seat))}")
    return seat


def _name() -> str:
    return secrets.token_hex(8)


def _steer(team: str, intervention: Intervention) -> Made:
    return p.Steer(id=_name(), team=_team(team), intervention=intervention), p.Done


def _on_inject(kind: Callable[..., Any]) -> Callable[[list[str]], Made]:
    return lambda w: _steer(w[0], kind(inject=w[1]))


def _time_s(word: str) -> int:
    return -parse_duration_s(word[1:]) if word.startswith("-") else parse_duration_s(word.removeprefix("+"))


def _pace(team: str, speed: int) -> Made:
    return p.Steer(id=_name(), team=_team(team), pace=speed), p.Done


def _write(w: list[str]) -> Made:
    if w[2] not in set(MessageKind):
        raise ValueError(f"there is no medium {w[2]!r}; media: {', '.join(MessageKind)}")
    medium, account, within = MessageKind(w[2]), *[*w[6:8], "", ""][:2]
    within_s = _within_s(within.strip() or ("no" if medium in TELLS else "30m"))
    message = WriteInject(
        seat=_seat(w[1]), medium=medium, sender=w[3], subject=w[4], text=w[5], account=account,
        asks=within_s > 0, answer_within_s=within_s,
    )  # fmt: skip
    return _steer(w[0], message)


def _within_s(word: str) -> int:
    """How long a message waits for an answer; 0 for one that asks nothing."""
    if word.lower() in ("no", "never"):
        return 0
    if (span_s := parse_duration_s(word)) <= 0:
        raise ValueError("WITHIN is a time such as 30m, or `no` for a message that asks nothing")
    return span_s


def _note(w: list[str]) -> Made:
    remark = p.Remark(id=_name(), team=_one_team(w[0]), kind="note", text=w[1])
    for word in filter(None, w[2:]):
        remark = msgspec.structs.replace(remark, **_pin(word))
    return remark, p.Remarked


def _pin(word: str) -> dict[str, Any]:
    """What a note is pinned to: an event's number, a seat or a criterion, with or without `seat=` before it."""
    name, named, value = word.partition("=")
    value = value if named and name in PINS else word
    if value.isascii() and value.isdigit():
        return {"event": int(value)}
    if seat := seat_named(value):
        return {"seat": seat.value}
    if _CRITERION.fullmatch(value):
        return {"criterion": value.upper()}
    slip = f"{word!r} is no pin, which is an event's number, a seat or a criterion such as B4"
    raise ValueError(f"{slip}; put the note's words in quotation marks")


def _rate(w: list[str]) -> Made:
    text = w[3] if len(w) > 3 else ""
    made = p.Remark(id=_name(), team=_one_team(w[0]), kind="rating", objective=w[1], rating=w[2].upper(), text=text)
    return made, p.Remarked


def _overrule(w: list[str]) -> Made:
    value = float(w[2])
    if not 0 <= value <= 1:
        raise ValueError("the value goes from 0 (nothing) to 1 (all), e.g. 0.5")
    value_permille = round(value * 1_000)
    made = p.Remark(
        id=_name(), team=_one_team(w[0]), kind="overrule", criterion=w[1].upper(), value_permille=value_permille,
        text=w[3],
    )  # fmt: skip
    return made, p.Remarked


T, K = Field, Kind
_TEAM = T("team", "Team", K.CHOICE, options="teams")
_INJECT = T("inject", "Inject", K.CHOICE, options="injects")
_SEAT = T("seat", "Seat", K.CHOICE, options="seats")
_MOVE = T("time", "By", K.LINE, hint="5m is later, -5m earlier")
_SUBJECT, _TEXT = T("subject", "Subject"), T("text", "Text", K.TEXT)

ORDERS: tuple[Order, ...] = (
    Order("start", "S", "Start every team", "Let every team's clock run; SPEED 1 to 600.", TIMES,
          (T("speed", "Speed", preset="1", optional=True),), lambda w: _pace("all", int(w[0]) if w else 1)),
    Order("pace", "", "Set the speed", "Drill seconds per second, 1 to 600.", TIMES,
          (_TEAM, T("speed", "Speed")), lambda w: _pace(w[0], int(w[1]))),
    Order("pause", "space", "Pause, or go on", "Drill time stands still; no scored clock runs.", TIMES, (_TEAM,),
          lambda w: _pace(w[0], 0)),
    Order("skip", "greater_than_sign", "Run on", "To the next thing that needs the team.", TIMES, (_TEAM,),
          lambda w: (p.Steer(id=_name(), team=_team(w[0]), skip=True), p.Done)),
    Order("fire", "f", "Fire now", "Deliver an inject now, also one from the bank.", INJECTS, (_TEAM, _INJECT),
          _on_inject(OrderInject)),
    Order("hold", "h", "Hold", "Keep an inject back, though it may come due.", INJECTS, (_TEAM, _INJECT),
          _on_inject(HoldInject)),
    Order("release", "h", "Release", "Let a held inject go.", INJECTS, (_TEAM, _INJECT), _on_inject(ReleaseInject)),
    Order("strike", "x", "Strike off", "Take an inject off the list.", INJECTS, (_TEAM, _INJECT),
          _on_inject(SkipInject), "It will not be delivered in this drill; a struck inject does not come back."),
    Order("shift", "s", "Shift", "Move one inject; not to before now.", INJECTS, (_TEAM, _INJECT, _MOVE),
          lambda w: _steer(w[0], ShiftInject(inject=w[1], by_s=_time_s(w[2])))),
    Order("postpone", "p", "Postpone all", "Move every inject that has not been delivered.", INJECTS, (_TEAM, _MOVE),
          lambda w: _steer(w[0], PostponeInjects(by_s=_time_s(w[1])))),
    Order("edit", "e", "Edit before it fires", "Change an inject's words.", INJECTS,
          (_TEAM, _INJECT, _SUBJECT, _TEXT),
          lambda w: _steer(w[0], EditInject(inject=w[1], subject=w[2], text=w[3]))),
    Order("write", "w", "Write an inject", "A message of your own as any persona; WITHIN `no`: it asks nothing.",
          INJECTS, (_TEAM, T("to", "To", K.CHOICE, options="seats"), T("medium", "Medium", K.CHOICE, options="media",
           preset="mail"), T("sender", "From", K.CHOICE, options="personas"), _SUBJECT, _TEXT,
           T("account", "Customer", K.CHOICE, options="accounts", optional=True),
           T("within", "Answer within", optional=True, hint="no: it asks nothing; empty: 30m, no for alerts and news")),
          _write),
    Order("see", "v", "See what a seat sees", "Exactly that: its war room, read-only.", SEATS, (_TEAM, _SEAT),
          lambda w: (p.Look(team=_one_team(w[0]), seat=_seat(w[1]).value), p.Seen)),
    Order("seat", "t", "Give a seat", "To somebody who has joined.", SEATS,
          (_TEAM, _SEAT, T("person", "Person", K.CHOICE, options="people")),
          lambda w: _steer(w[0], TakeSeat(seat=_seat(w[1]), person=w[2]))),
    Order("free", "y", "Free a seat", "Its code then seats somebody anew.", SEATS, (_TEAM, _SEAT),
          lambda w: _steer(w[0], FreeSeat(seat=_seat(w[1]))), "Whoever sits there loses the seat."),
    Order("bot", "b", "Put a bot in a seat", "A member of the cast, who drafts and reports.", SEATS, (_TEAM, _SEAT),
          lambda w: (p.Steer(id=_name(), team=_team(w[0]), bot=_seat(w[1]).value), p.Done)),
    Order("note", "n", "Note", "Private; may be pinned to an event, a seat and a criterion, in any order.", ASSESS,
          (_TEAM, T("text", "Note", K.TEXT), T("event", "Event number", optional=True),
           T("seat", "Seat", K.CHOICE, options="seats", optional=True),
           T("criterion", "Criterion", K.CHOICE, options="criteria", optional=True)), _note),
    Order("rate", "r", "Rate an objective", "P, S, M or U; several raters are kept apart.", ASSESS,
          (_TEAM, T("objective", "Objective", K.CHOICE, options="objectives"),
           T("rating", "Rating", K.CHOICE, options="ratings"), T("text", "Why", K.TEXT, optional=True)), _rate),
    Order("overrule", "o", "Overrule a judgement", "Kept beside the automatic one, never over it.", ASSESS,
          (_TEAM, T("criterion", "Criterion", K.CHOICE, options="criteria"),
           T("value", "Value", hint="0 to 1"), T("reason", "Reason", K.TEXT)), _overrule),
    Order("say", "m", "Say outside the drill", "A word to a team that is no part of the drill.", EXERCISE,
          (_TEAM, T("text", "Words", K.TEXT)), lambda w: (p.Say(team=_team(w[0]), text=w[1]), None)),
    Order("end", "E", "End the drill", "It is judged up to now.", EXERCISE, (_TEAM,),
          lambda w: (p.Steer(id=_name(), team=_team(w[0]), finish=True), p.Done),
          "The drill ends here, and nobody can play on. It is judged up to now: what is not due yet is left out."),
    Order("hotwash", "W", "Hot wash", "Open the journals: everybody gets the debrief.", EXERCISE, (),
          lambda w: (p.Disclose(), p.Open), "Everybody sees the truth, the score and the whole journal from now on."),
    Order("debrief", "d", "The result", "A team's scorecard and journal.", EXERCISE, (_TEAM,),
          lambda w: (p.Debrief(team=_one_team(w[0])), p.Page)),
    Order("board", "", "The board", "Every team at a glance.", EXERCISE, (), lambda w: (p.Look(), p.Board)),
    Order("msel", "", "The injects", "A team's injects with their state.", EXERCISE, (_TEAM,),
          lambda w: (p.Look(team=_one_team(w[0])), p.Msel)),
)  # fmt: skip
BY_WORD: dict[str, Order] = {order.word: order for order in ORDERS}


def help_text() -> str:
    """Every order with its words, for the console."""
    lines = ["TEAM is a number, or `all`. Quote words that belong together. TIME such as 5m."]
    lines += [f"  {order.usage:<58} {order.help}" for order in ORDERS]
    lines.append("  wait SECONDS | quit")
    return "\n".join(lines)
