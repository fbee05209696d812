"""The facilitator's keyboard at a tabletop: what people say is entered in their seat's name."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence

from simulator.clock import hhmm, parse_duration_s
from simulator.errors import WarroomError
from simulator.events import MessageArrived
from simulator.journal import Entry
from simulator.vocabulary import MessageKind, Seat
from tui.actions import ACTIONS, Action, Field, Kind
from tui.drafts import Values
from tui.names import label, one_line
from tui.plain import PANES, Plain, offering
from tui.rooms.injects import injects_of
from tui.rooms.orders import BY_WORD, INJECTS, Order, parse
from tui.rooms.protocol import Remark, Steer
from tui.rows import Row
from tui.seats import seat_named, typed
from tui.tabletop.assessing import REMARK_WORDS, Assessor
from tui.tabletop.picking import picks
from tui.tabletop.session import TableSession

ORDER_WORDS = tuple(word for word, order in BY_WORD.items() if order.group == INJECTS)
TABLE_HELP = f"""You hold the keyboard; the clock moves only when you say so.
  as SEAT         who speaks from now on, e.g. as comms-lead; what you enter then is theirs
  seats           who sits at the table; seated SEAT adds one
  wait 5m         lets time pass; > runs on until something is due, at most an hour
  ?               what the speaker can do; its key or its words begin it, e.g. d or declare
  status          the clock, and what is due; n lists what waits
  m ID            reads a message out; the lists: {", ".join(PANES)}
  injects         what is to come; inject ID reads one out
  {", ".join(ORDER_WORDS)}
                  change them: the word alone asks for the rest, or in one line: shift boss-asks 5m
  note, rate, overrule
                  your remarks, which players never see; remarks lists them; rater NAME says whose they are
  help            this again
  F               ends the drill, and the debrief follows; q leaves, the table waits"""
LONGEST_WAIT_S = 86_400
MOST_OFFERED = 12
"""A longer list is not read out for a field that may stay empty; its id is typed."""
NO_USE = frozenset({"pause", "faster", "slower", "hint", "offers", "menu", "find", "theme", "help", "leave", "skip"})
"""Actions that concern a screen, a clock that runs, or one trainee alone."""


class Keyboard(Plain):
    """Lines and prompts for a whole table."""

    session: TableSession

    def __init__(
        self, session: TableSession, ask: Callable[[str], str], say: Callable[[str], None], assessor: Assessor,
    ) -> None:  # fmt: skip
        """Bind to a table, and to whoever keeps its remarks."""
        super().__init__(session, ask, say)
        self._kept: dict[str, Values] = {}
        """What was entered of an order and not sent, by its word: it is offered when that is begun again."""
        self._assessor = assessor

    def _prompt(self) -> str:
        drill = self.session.drill
        return f"{hhmm(drill.scenario.start_utc_s + drill.at_s)} {typed(self.session.speaks)}> "

    @property
    def ending(self) -> str:
        """A table is judged up to its end."""
        return "The drill ends here and is judged up to now: what is not due yet is left out."

    def _greet(self) -> None:
        self._out(TABLE_HELP)

    def _unknown(self, words: str) -> str:
        return f"{words!r} is nothing that {self.session.speaks.title} can do. ? lists what is, help the table's words."

    def _hear(self, entries: Sequence[Entry]) -> None:
        """As alone; but of a message is said whom it is for, because somebody must hand it over."""
        for entry in entries:
            if isinstance(event := entry.event, MessageArrived):
                sender, seat = self._names.wrote(event), Seat(event.seat).title
                words = f"{label(event.medium.value)} for {seat} from {sender}: {event.subject} [m {event.message}]"
                self._say(f"{self._names.clock(entry.at_s)} {words}")
            else:
                super()._hear([entry])

    def _obey(self, words: str) -> None:
        head, _, rest = words.partition(" ")
        alone: dict[str, Callable[[], None]] = {
            "help": self._greet, "?": self._list_actions, "status": self._status, "seats": self._seats,
            "injects": self._list_injects, "remarks": self._assessor.tell_all,
        }  # fmt: skip
        named: dict[str, Callable[[str], None]] = {
            "as": self._as, "seated": self._seated, "wait": self._wait, "inject": self._read_inject,
            "rater": self._assessor.name_rater,
        }  # fmt: skip
        if words in alone:
            alone[words]()
        elif head in named and rest.strip():
            named[head](rest.strip())
        elif head in named:
            self._say(f"{head} what? `help` shows examples.")
        elif head in (*ORDER_WORDS, *REMARK_WORDS):
            self._order(words)
        else:
            super()._obey(words)

    # --- seats and the clock ---------------------------------------------------------------------------------

    def _as(self, name: str) -> None:
        seat = seat_named(name)
        if seat is None or seat not in self.session.drill.incident.seated:
            self._say(f"Nobody sits at {name!r}. " + self._who())
            return
        self.session.speaks = seat

    def _who(self) -> str:
        seated = self.session.drill.incident.seated
        return "Seats: " + ", ".join(typed(seat) for seat in Seat if seat in seated) + "."

    def _seats(self) -> None:
        self._say(f"{self._who()} {self.session.speaks.title} speaks.")

    def _seated(self, name: str) -> None:
        seat = seat_named(name)
        if seat is None:
            self._say(f"There is no seat {name!r}; there are {', '.join(typed(one) for one in Seat)}.")
        elif seat in self.session.drill.incident.seated:
            self._say(f"{seat.title} sits there already.")
        else:
            self.session.seat_everybody([seat])

    def _wait(self, span: str) -> None:
        try:
            span_s = parse_duration_s(span)
        except (ValueError, WarroomError):
            span_s = 0
        if not 0 < span_s <= LONGEST_WAIT_S:
            self._say("How long? For example: wait 5m. At most a day.")
            return
        drill = self.session.drill
        end_s = drill.scenario.horizon
        if drill.at_s + span_s >= end_s:
            ends = hhmm(drill.scenario.start_utc_s + end_s)
            if (
                self._ask(f"The drill ends at {ends} UTC, within that time. Wait for its end? y for yes: ").strip()
                != "y"
            ):
                return
        self.session.wait(span_s)
        self._status()

    # --- what can be done -------------------------------------------------------------------------------------

    def _list_actions(self) -> None:
        """What the speaker can do, and what is for others."""
        others = []
        for action in (one for one in ACTIONS if one.id not in NO_USE):
            if self.session.why_not(action):
                others.append(f"{action.shown_key} {action.title}")
            else:
                self._out(f"  {action.shown_key}  {action.title}. {action.help}")
        if others:
            self._say(f"Not for {self.session.speaks.title}: {'; '.join(others)}.")

    def _do(self, action: Action) -> None:
        if action.id == "hint":
            self._say("At a table people ask each other. n says what is due.")
        elif action.id == "offers":
            self._say("Nobody drafts for a seat where somebody sits.")
        elif action.id == "skip":
            self._say("> runs on.")
        else:
            super()._do(action)

    def _list(self, rows: Sequence[Row], nothing: str) -> None:
        """A message's row says whose it is."""
        messages = self.session.drill.incident.messages
        for row in rows:
            kind, _, name = row.id.partition(":")
            mine = f"[{name}, {Seat(messages[name].event.seat).title}] " if kind == "message" else ""
            self._say(mine + row.plain)
        if not rows and nothing:
            self._say(nothing)

    def _choices(self, options: str) -> Sequence[tuple[str, str]]:
        found = picks(options, self.session)
        return super()._choices(options) if found is None else found

    def _offer(self, field: Field, known: Sequence[tuple[str, str]]) -> str:
        """Who sits at a seat is who most likely holds its role."""
        seated = self.session.drill.incident.seated.values()
        sits = field.options == "people" and bool(self._values.get("seat")) and known[0][1] in seated
        return known[0][1] if sits else super()._offer(field, known)

    # --- injects and remarks ----------------------------------------------------------------------------------

    def _list_injects(self) -> None:
        for row in injects_of(self.session.drill):  # type: ignore[arg-type]
            when_s = row["due_s"] if row["fired_s"] is None else row["fired_s"]
            when = hhmm(self.session.drill.scenario.start_utc_s + when_s) if when_s is not None else row["cue"]
            self._say(f"{row['state']}: {row['id']}, {when}, to {Seat(row['to']).title}: {row['title']}")

    def _read_inject(self, name: str) -> None:
        row = next((one for one in injects_of(self.session.drill) if one["id"] == name), None)  # type: ignore[arg-type]
        if row is None:
            self._say(f"There is no inject {name!r}; injects lists them.")
            return
        sender = self._names.sender(row["sender"], row["account"], MessageKind(row["medium"]))
        self._say(f"{row['title']} ({row['state']}): {label(row['medium'])} from {sender} to {Seat(row['to']).title}")
        self._say(f"{row['subject']}\n{row['text'].strip()}")
        if row["expected_action"]:
            self._say(f"A good team: {row['expected_action']}")

    def _order(self, words: str) -> None:
        """The same words as `warroom facilitate`, without the team: there is one. What is left out is asked for."""
        order = BY_WORD[words.partition(" ")[0]]
        try:
            given = shlex.split(words)[1:]
            if (filled := self._filled(order, given)) is None:
                self._say("Given up; nothing was done.")
                return
            made, _ = parse([order.word, "1", *filled])
        except (WarroomError, ValueError) as slip:
            self._say(f"Not done: {slip}. In one line: {order.usage.replace(' TEAM', '')}")
            return
        if isinstance(made, Remark):
            if self._assessor.keep(made):
                self._kept.pop(order.word, None)
        elif isinstance(made, Steer) and made.intervention is not None and self._sure(order):
            outcome = self.session.intervene(made.intervention)
            if (refused := outcome.refused) is not None:
                self._say(f"Refused: {refused.reason} {refused.remedy}")
                return
            self._kept.pop(order.word, None)
            self._say(f"Done: {order.title}.")

    def _sure(self, order: Order) -> bool:
        return not order.ask or self._ask(f"{order.ask} y for yes: ").strip() == "y"

    def _filled(self, order: Order, given: list[str]) -> list[str] | None:
        """An order's words after the team's place; the fields that were not given are asked for, unless all needed are.

        Raises:
            SlipError: a line that is given in part, with words that cannot stand alone.
        """
        fields = order.fields[1:]
        needed = sum(not field.optional for field in fields)
        if len(given) >= needed:
            return given
        self._say(f"{order.title}. {order.help} ! alone gives up.")
        values = dict(zip((field.name for field in fields), given, strict=False))
        kept = self._kept.get(order.word, {})
        for field in fields[len(given) :]:
            value = self._order_field(offering(field, kept), values)
            if value is None:
                return None
            values[field.name] = value
        self._kept[order.word] = dict(values)
        return order.words(values)[2:]

    def _order_field(self, field: Field, values: dict[str, str]) -> str | None:
        """What is entered, asked for until there is something where it is needed; None when the person gives up."""
        offered = field.preset
        row = next((one for one in injects_of(self.session.drill) if one["id"] == values.get("inject")), None)  # type: ignore[arg-type]
        if row is not None and field.name in ("subject", "text"):
            offered = offered or str(row[field.name]).strip()
        if field.options and not (field.optional and len(self._choices(field.options)) > MOST_OFFERED):
            answer = self._choose(field)
            return answer if answer is None or isinstance(answer, str) else answer[0]
        hints = ", ".join(filter(None, (field.hint, "may be empty" if field.optional else "")))
        prompt = f"{field.label}{f' ({hints})' if hints else ''} [{one_line(offered, 60)}]: "
        while (value := self._text(field, offered) if field.kind is Kind.TEXT else self._line(prompt, offered)) == "":
            if field.optional:
                break
            self._say(f"Not taken: {field.label}: this is still empty.")
        return value

    def _line(self, prompt: str, offered: str) -> str | None:
        answer = self._ask(prompt).strip()
        return None if answer == "!" else answer or offered
