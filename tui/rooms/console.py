"""`warroom facilitate`: one line a command, from the keyboard or a script; answers on stdout, words on stderr."""

from __future__ import annotations

import json
import queue
import secrets
import shlex
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from simulator.clock import parse_duration_s, spell
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
from tui.rooms import protocol as p
from tui.rooms.client import Link
from tui.rooms.joining import connect_to

HELP = """\
TEAM is a number, or `all`. Quote words that belong together.
  start [SPEED]                         let every team's clock run
  pace TEAM SPEED | pause TEAM | skip TEAM      SPEED 1 to 600
  board | msel TEAM | see TEAM SEAT     at a glance; the injects; exactly what a seat sees
  fire TEAM INJECT | hold TEAM INJECT | release TEAM INJECT | strike TEAM INJECT
  shift TEAM INJECT [-]TIME | postpone TEAM TIME       TIME such as 5m
  edit TEAM INJECT SUBJECT TEXT
  write TEAM SEAT MEDIUM SENDER SUBJECT TEXT [ACCOUNT]  as any persona
  seat TEAM SEAT PERSON | free TEAM SEAT | bot TEAM SEAT
  note TEAM TEXT [event=N] [seat=SEAT] [criterion=ID]
  rate TEAM OBJECTIVE P|S|M|U [TEXT]
  overrule TEAM CRITERION VALUE REASON  VALUE from 0 to 1; kept beside the judgement
  say TEAM TEXT                         a word outside the drill
  end TEAM | hotwash | debrief TEAM     end a drill; open the journals; read the result
  wait SECONDS | quit"""
ANSWER_WITHIN_S = 10.0


class SlipError(WarroomError):
    """A line that is no command."""


def facilitate_room(urls: list[str], *, name: str, code_file: Path | None) -> int:
    """Read commands until the end of input; returns 1 when one of them was refused.

    Raises:
        WarroomError: no code, or no host that lets one in.
    """
    link, ticket = connect_to(urls, name=name, code_file=code_file)
    console = Console(link)
    link.open()
    console.wait_for(p.Welcome)
    ticket.keep(link.token)
    print("warroom: you are the facilitator; `help` lists the commands", file=sys.stderr)
    try:
        for line in sys.stdin:
            if not console.obey(line):
                break
    finally:
        link.close()
    return 1 if console.refused else 0


class Console:
    """Turns lines into messages and answers into lines."""

    def __init__(self, link: Link) -> None:
        """Bind to a link."""
        self.link = link
        self.refused = 0

    def obey(self, line: str) -> bool:
        """Do one line; False to end."""
        try:
            words = shlex.split(line, comments=True)
            if not words:
                return True
            if words[0] == "quit":
                return False
            if words[0] == "help":
                print(HELP, file=sys.stderr)
            elif words[0] == "wait":
                time.sleep(float(words[1]))
            else:
                self._send(words)
        except (SlipError, ValueError, IndexError) as error:
            self.refused += 1
            said = str(error) if isinstance(error, SlipError) else f"cannot read that: {error}"
            print(f"warroom: {said}\n  `help` lists the commands.", file=sys.stderr)
        return True

    def _send(self, words: list[str]) -> None:
        make = _COMMANDS.get(words[0])
        if make is None:
            raise SlipError(f"there is no command {words[0]!r}")
        question, awaited = make(words[1:])
        self.link.send(question)
        if awaited is not None and awaited is not p.Page:
            self._answer(self.wait_for(awaited, name=getattr(question, "id", "")))
        while awaited is p.Page:
            page = self.wait_for(p.Page)
            self._answer(page)
            if not isinstance(page, p.Page) or page.last:
                return

    def wait_for(self, kind: type[p.Told], *, name: str = "") -> p.Told:
        """The next answer of a kind; an error that is meant for us counts as one.

        Raises:
            SlipError: nothing came.
            RoomError: the host does not let one in.
        """
        end_s = time.monotonic() + ANSWER_WITHIN_S
        while time.monotonic() < end_s:
            if self.link.failure is not None:
                raise self.link.failure
            try:
                answer = self.link.inbox.get(timeout=0.1)
            except queue.Empty:
                continue
            mine = not name or getattr(answer, "id", "") == name
            if (isinstance(answer, kind) and mine) or (isinstance(answer, p.Error) and answer.id in ("", name)):
                return answer
            if isinstance(answer, p.Said):
                self._answer(answer)
        raise SlipError("the host has not answered; a command goes out again by itself")

    def _answer(self, answer: p.Told) -> None:
        if isinstance(answer, p.Error) or (isinstance(answer, p.Done) and answer.refused):
            self.refused += 1
        print(json.dumps(msgspec.to_builtins(answer), ensure_ascii=False), flush=True)
        if isinstance(answer, p.Board):
            for row in answer.teams:
                overdue = f"  overdue: {', '.join(row['overdue'])}" if row["overdue"] else ""
                words = f"team {row['team']}  +{spell(row['at_s'])}  ×{row['multiplier']}  {row['phase']}{overdue}"
                print(words, file=sys.stderr)


def _team(word: str) -> int:
    return 0 if word == "all" else int(word)


def _name() -> str:
    return secrets.token_hex(8)


Made = tuple[p.Question, type[p.Told] | None]


def _steer(team: str, intervention: Intervention) -> Made:
    return p.Steer(id=_name(), team=_team(team), intervention=intervention), p.Done


def _on_inject(kind: Callable[..., Any]) -> Callable[[list[str]], Made]:
    return lambda w: _steer(w[0], kind(inject=w[1]))


def _time_s(word: str) -> int:
    return -parse_duration_s(word[1:]) if word.startswith("-") else parse_duration_s(word)


def _pace(team: str, speed: int) -> Made:
    return p.Steer(id=_name(), team=_team(team), pace=speed), p.Done


def _write(w: list[str]) -> Made:
    account = w[6] if len(w) > 6 else ""
    message = WriteInject(
        seat=Seat(w[1]), medium=MessageKind(w[2]), sender=w[3], subject=w[4], text=w[5], account=account
    )
    return _steer(w[0], message)


def _note(w: list[str]) -> Made:
    pins = dict(word.split("=", 1) for word in w[2:] if "=" in word)
    remark = p.Remark(
        id=_name(), team=int(w[0]), kind="note", text=w[1], event=int(pins.get("event", 0)),
        seat=pins.get("seat", ""), criterion=pins.get("criterion", ""),
    )  # fmt: skip
    return remark, p.Remarked


def _rate(w: list[str]) -> Made:
    text = w[3] if len(w) > 3 else ""
    return p.Remark(id=_name(), team=int(w[0]), kind="rating", objective=w[1], rating=w[2], text=text), p.Remarked


def _overrule(w: list[str]) -> Made:
    value_permille = round(float(w[2]) * 1_000)
    made = p.Remark(
        id=_name(), team=int(w[0]), kind="overrule", criterion=w[1], value_permille=value_permille, text=w[3]
    )
    return made, p.Remarked


_COMMANDS: dict[str, Callable[[list[str]], Made]] = {
    "start": lambda w: _pace("all", int(w[0]) if w else 1),
    "pace": lambda w: _pace(w[0], int(w[1])),
    "pause": lambda w: _pace(w[0], 0),
    "skip": lambda w: (p.Steer(id=_name(), team=_team(w[0]), skip=True), p.Done),
    "end": lambda w: (p.Steer(id=_name(), team=_team(w[0]), finish=True), p.Done),
    "bot": lambda w: (p.Steer(id=_name(), team=_team(w[0]), bot=w[1]), p.Done),
    "board": lambda w: (p.Look(), p.Board),
    "msel": lambda w: (p.Look(team=int(w[0])), p.Msel),
    "see": lambda w: (p.Look(team=int(w[0]), seat=w[1]), p.Seen),
    "fire": _on_inject(OrderInject),
    "hold": _on_inject(HoldInject),
    "release": _on_inject(ReleaseInject),
    "strike": _on_inject(SkipInject),
    "shift": lambda w: _steer(w[0], ShiftInject(inject=w[1], by_s=_time_s(w[2]))),
    "postpone": lambda w: _steer(w[0], PostponeInjects(by_s=_time_s(w[1]))),
    "edit": lambda w: _steer(w[0], EditInject(inject=w[1], subject=w[2], text=w[3])),
    "write": _write,
    "seat": lambda w: _steer(w[0], TakeSeat(seat=Seat(w[1]), person=w[2])),
    "free": lambda w: _steer(w[0], FreeSeat(seat=Seat(w[1]))),
    "note": _note,
    "rate": _rate,
    "overrule": _overrule,
    "say": lambda w: (p.Say(team=_team(w[0]), text=w[1]), None),
    "hotwash": lambda w: (p.Disclose(), p.Open),
    "debrief": lambda w: (p.Debrief(team=int(w[0])), p.Page),
}
