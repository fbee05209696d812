"""What travels between a host and its clients: JSON text frames with a `type`. `docs/protocol.md` explains them.

A newer host may add fields and message types; a client skips what it does not know. Hosts refuse unknown fields, so
that a slip of the pen is answered and not ignored.
"""

from __future__ import annotations

from typing import Any, cast, get_args

import msgspec

from simulator.commands import Command
from simulator.interventions import Intervention
from tui.rooms.slips import NEXT_STEP, check_json, in_words

VERSION = 1
"""Changes when an older client could no longer play."""
FRAME_BYTES = 262_144
"""A longer message is refused."""
ID_LENGTH = 64


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


class Asked(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag=_snake, forbid_unknown_fields=True):
    """A message to the host."""


class Told(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag=_snake):
    """A message to a client."""


# --- to the host --------------------------------------------------------------------------------------------


class Hello(Asked, kw_only=True, frozen=True):
    """The first message: who comes, and with what right."""

    version: int
    code: str = ""
    """A join code, the first time."""
    token: str = ""
    """One's own token, from then on; beside a code a new one of the client's (22 to 128 of A-Z, a-z, 0-9, -, _)."""
    name: str = ""
    """How the others see one; beside a token it renames whoever comes back, empty keeps the name."""
    kinds: list[str] = []
    """What this program can be (`player`, `observer`, `facilitator`); a code for any other stays unused."""
    since: int = 0
    """The last event number that one has; the host goes on after it."""


class Act(Asked, kw_only=True, frozen=True):
    """A seat's command."""

    id: str
    """The sender's own; asked twice, done once."""
    command: Command
    seat: str = ""
    """May be left out; must be one's own seat when it is there."""


class Steer(Asked, kw_only=True, frozen=True):
    """A facilitator's intervention in one team's drill, or in all."""

    id: str
    intervention: Intervention | None = None
    """Something for the journal …"""
    pace: int | None = None
    """… or another speed, 0 pauses …"""
    skip: bool = False
    """… or run on to the next thing that needs the team …"""
    finish: bool = False
    """… or end the drill …"""
    bot: str = ""
    """… or give this free seat's role to a member of the cast, who drafts and reports as bots do."""
    team: int = 0
    """0 = all teams."""


class Remark(Asked, kw_only=True, frozen=True):
    """A note by an observer or facilitator; a rating or an overrule by a facilitator. Players never see them."""

    id: str
    team: int
    kind: str
    """`note`, `rating` or `overrule`."""
    text: str = ""
    event: int = 0
    seat: str = ""
    criterion: str = ""
    objective: str = ""
    rating: str = ""
    value_permille: int | None = None


class Say(Asked, kw_only=True, frozen=True):
    """A word outside the drill: to the facilitators, or from them to a team."""

    text: str
    team: int = 0
    """For facilitators: to whom; 0 = all teams."""


class Look(Asked, kw_only=True, frozen=True):
    """For facilitators: the board and the MSEL of a team, or exactly what one of its seats sees."""

    team: int = 0
    seat: str = ""


class Disclose(Asked, kw_only=True, frozen=True):
    """For facilitators: open the journals (the hot wash)."""


class Debrief(Asked, kw_only=True, frozen=True):
    """The journal, what proves the kept heads, and the scorecard; once it is open."""

    team: int = 0


class Leave(Asked, kw_only=True, frozen=True):
    """Free one's seat for somebody else."""


# --- to a client --------------------------------------------------------------------------------------------


class Welcome(Told, kw_only=True, frozen=True):
    """The answer to `hello`."""

    version: int
    engine: str
    kind: str
    """`player`, `facilitator` or `observer`."""
    exercise: str
    teams: int
    team: int
    seat: str
    person: str
    token: str = ""
    """Told once, with a code: keep it, and come back with it."""
    name: str = ""
    """How the others see one."""
    alone: bool = False
    """True for homework: a player holds the clock of their own drill (`steer` with `pace` or `skip`)."""
    mode: str
    scenario: dict[str, Any]
    """Its open parts."""
    runbook: str
    runbook_digest: str
    at_s: int
    multiplier: int
    over: bool


class Events(Told, kw_only=True, frozen=True):
    """What happened, as this seat may see it, in its own numbering."""

    events: list[dict[str, Any]]
    sealed_head: str = ""
    """SHA-256 of the drill's salt and the journal's head at this moment: proves later that nothing was rewritten."""


class Clock(Told, kw_only=True, frozen=True):
    """What time it is in the drill, and how fast it runs."""

    at_s: int
    multiplier: int


class Done(Told, kw_only=True, frozen=True):
    """A command has been answered, and the answer is durable."""

    id: str
    n: int = 0
    """The event that stands for it, in one's own numbering; 0 = none."""
    refused: str = ""
    """Why it made no sense; empty when it was done."""
    remedy: str = ""
    again: bool = False
    """It had been given before and was done once."""


class Error(Told, kw_only=True, frozen=True):
    """A message that was not taken; the drill has not changed."""

    code: str
    text: str
    id: str = ""


class People(Told, kw_only=True, frozen=True):
    """Who is there: names for person ids."""

    people: dict[str, dict[str, Any]]


class Said(Told, kw_only=True, frozen=True):
    """A word outside the drill."""

    by: str
    person: str = ""
    """Who that is: two people may have one name."""
    seat: str = ""
    """Where they sit; empty for facilitators."""
    text: str
    team: int = 0


class Past(Told, kw_only=True, frozen=True):
    """For facilitators: what was ordered and said before they came; then the orders of the others."""

    lines: list[dict[str, Any]]
    """Each with `at_s`, `team` (0 = all), `by`, `text` and `said`."""
    live: bool = False
    """True for an order that another facilitator has just given."""


class Board(Told, kw_only=True, frozen=True):
    """For facilitators: every team at a glance."""

    teams: list[dict[str, Any]]


class Msel(Told, kw_only=True, frozen=True):
    """For facilitators: the injects of a team's drill with their state, and what it is rated on."""

    team: int
    injects: list[dict[str, Any]]
    objectives: dict[str, str] = {}
    """Titles by id."""
    cast: dict[str, str] = {}
    """Who may write, by id: cast members with their titles."""
    remarks: list[dict[str, Any]] = []
    """Notes, ratings and overrules so far, each with the name of its rater."""


class Seen(Told, kw_only=True, frozen=True):
    """For facilitators: exactly what a seat sees."""

    team: int
    seat: str
    events: list[dict[str, Any]]
    lines: list[int] = []
    """For each event its line in the journal, to pin a note to."""


class Remarked(Told, kw_only=True, frozen=True):
    """A remark is kept."""

    id: str
    n: int


class Page(Told, kw_only=True, frozen=True):
    """A part of an opened journal, then what belongs to it."""

    lines: list[str]
    last: bool
    salt: str = ""
    scorecard: dict[str, Any] = {}
    people: dict[str, list[str]] = {}
    """For each person of the team the criteria that their own lines decided."""


class Open(Told, kw_only=True, frozen=True):
    """The journals are open: ask for the debrief."""


class _Named(msgspec.Struct, frozen=True):
    """Any message, of which only the id counts."""

    id: str = ""


Question = Hello | Act | Steer | Remark | Say | Look | Disclose | Debrief | Leave
Answer = (
    Welcome | Events | Clock | Done | Error | People | Said | Past | Board | Msel | Seen | Remarked | Page | Open
)  # fmt: skip
QUESTIONS: tuple[type[Asked], ...] = get_args(Question)

ANSWERS: tuple[type[Told], ...] = get_args(Answer)
_KNOWN = frozenset(_snake(kind.__name__) for kind in ANSWERS)


class _Greeting(msgspec.Struct):
    """What a hello has in every version."""

    type: str
    version: int


_greetings = msgspec.json.Decoder(_Greeting)
_questions = msgspec.json.Decoder(Question)
_answers = msgspec.json.Decoder(Answer)
_named = msgspec.json.Decoder(_Named)
_encoder = msgspec.json.Encoder()


def encode(message: Asked | Told) -> str:
    """A message as one text frame."""
    return write(message).decode()


def write(message: msgspec.Struct) -> bytes:
    """A message as the bytes of one text frame."""
    return _encoder.encode(message)


def read_question(frame: str | bytes) -> Question:
    """A client's message.

    Raises:
        ValueError: it is none; the text says where, what was expected, and may say a few letters of it back.
    """
    try:
        question = cast("Question", _questions.decode(frame))
        check_json(frame)
        return question
    except RecursionError:
        raise ValueError(f"It is nested too deeply. {NEXT_STEP}") from None
    except UnicodeError:
        raise ValueError(f"It is no UTF-8 text. {NEXT_STEP}") from None
    except msgspec.DecodeError as error:
        raise ValueError(in_words(error, Question)) from None


def is_of_another_version(frame: str | bytes) -> bool:
    """Whether a message is the hello of a client that speaks another version, in whatever fields that one has."""
    try:
        hello = _greetings.decode(frame)
    except (ValueError, RecursionError):
        return False
    return hello.type == "hello" and hello.version != VERSION


def name_of(frame: str | bytes) -> str:
    """The id of a client's message that was not taken, so that its sender need not wait; empty without a usable one."""
    try:
        name = _named.decode(frame).id
    except (ValueError, RecursionError):
        return ""
    return name if len(name) <= ID_LENGTH and name.isprintable() else ""


def read_answer(frame: str | bytes) -> Answer | None:
    """A host's message; None for a type that this client does not know.

    Raises:
        ValueError: it is no message at all.
    """
    if msgspec.json.decode(frame, type=dict[str, Any]).get("type") not in _KNOWN:
        return None
    return cast("Answer", _answers.decode(frame))


def schemas() -> dict[str, Any]:
    """JSON Schemas of both directions."""
    return {
        "protocol-to-host": msgspec.json.schema(Question),
        "protocol-to-client": msgspec.json.schema(Answer),
    }
