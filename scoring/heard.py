"""What keeps a promise of news: the next thing that says something and that those who were promised it can read.

The ledger of the drill takes anything that was sent for news, as customers do who only see that something came. The
judge and the screen ask here instead, so that both say the same of a promise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from msgspec import structs

from scoring.posts import BEYOND_THE_ROOM, REPEATS, Post, alike, posts_of
from scoring.record import Sent
from simulator import events as e
from simulator.reading.empty import is_sign_of_life
from simulator.reading.result import UpdateReading
from simulator.states import Promise, hears_again
from simulator.vocabulary import Channel

BARE = "says only that somebody is there"
_RECEIPT = re.compile(
    r"\b(?:(?:we|i)(?: have|'ve)? (?:received|got)|(?:we|i) have|thank(?:s| you)(?: \w+)? for) (?:your|the) "
    r"(?:report|message|mail|note|question|call)s?\b"
    r"|\b(?:your|the) (?:report|message|mail|note|question)s? (?:is with|has arrived|has reached)(?: me| us)?\b",
    re.IGNORECASE,
)
"""What says that something came in."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that was sent, and who could read it."""

    n: int
    at_s: int
    readers: tuple[str, ...]
    """Accounts; `*` is everybody outside, `inside` colleagues."""
    emptiness: str
    """Why it is no news, in words; empty when it is."""
    last: bool = False
    """It closes the incident for everybody."""
    is_answer: bool = False
    """It went to one customer as a message of their own."""


def heard(
    sent: Iterable[Sent], accounts: Iterable[str], told_alone: Callable[[Any], str], calls: Iterable[Heard]
) -> tuple[Heard, ...]:
    """Everything that somebody who was promised news may have read, in order.

    Args:
        sent: Posts and messages to single customers; other events are passed over.
        accounts: Every account: a mail without addressees goes to all of them.
        told_alone: The account that got an event as a message of its own; empty when none did.
        calls: What was said on calls, as `on_call` has it.
    """
    everything, everybody = tuple(sent), tuple(accounts)
    told = [_post(post, everybody) for post in posts_of(everything, *BEYOND_THE_ROOM)]
    told += _answers(everything, told_alone)
    return tuple(sorted((*told, *calls), key=lambda one: one.n))


def on_call(n: int, at_s: int, account: str) -> Heard:
    """A call that took place: everybody on it could ask, so it is news, whatever the notes say."""
    return Heard(n, at_s, (account,), "")


def _answers(sent: Iterable[Sent], told_alone: Callable[[Any], str]) -> list[Heard]:
    """What single customers were told, each held against what they were told before."""
    told: list[Heard] = []
    before: dict[str, str] = {}
    for one in sent:
        event = one.event
        account = told_alone(event)
        if account:
            told.append(Heard(one.n, one.at_s, (account,), _emptiness(event, before.get(account, "")), is_answer=True))
            before[account] = event.text
    return told


def _emptiness(event: e.Replied | e.CustomerAcknowledged | e.CreditGranted | e.ConfirmationAsked, before: str) -> str:
    """Why a message is no news: a credit is one, and so is that it should work again, unless it was said before."""
    if before and alike(event.text, before):
        return REPEATS
    if not isinstance(event, e.CustomerAcknowledged) or not event.reading.reader:
        return ""  # a seat of a team exercise has the readings cut out
    return BARE if is_bare(event.text, event.reading) else ""


def is_bare(text: str, reading: UpdateReading) -> bool:
    """Whether all that a text says is that somebody is there, and when they write again."""
    for spoken in sorted(reading.promises, key=lambda spoken: -spoken.start):
        text = text[: spoken.start] + text[spoken.end :]
    features = {**reading.features, "acknowledges": False, "next_update": False, "apology": False}
    return is_sign_of_life(_RECEIPT.sub("", text), structs.replace(reading, features=features, promises=()))


def _post(post: Post, everybody: tuple[str, ...]) -> Heard:
    channel = post.event.channel
    readers = {Channel.STATUS_PAGE: ("*",), Channel.HOLDING_LINE: ("inside",)}.get(channel, post.event.accounts)
    last = post.event.final and channel is Channel.STATUS_PAGE
    return Heard(post.n, post.at_s, readers or everybody, "" if post.counts else post.emptiness, last)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a promise."""

    state: Literal["kept", "broken", "open"]
    """`open`: it has not fallen due."""
    due_s: int
    """When it fell due: news for customers no later than the cadence, all else as promised."""
    at_s: int | None = None
    """When what was promised came, in time or late."""
    news: Heard | None = None
    """The news that came."""
    empty: Heard | None = None
    """What the ledger takes for the promised news although it says nothing."""


def fate(promise: Promise, told: Iterable[Heard], *, cadence_s: int, grace_s: int, now_s: int) -> Fate:
    """Say what became of promised news, a call or a repair; the judge and the screen both ask here.

    Args:
        promise: As the ledger has it; news that it saw break stays broken.
        told: Everything that anybody may have read, in order.
        cadence_s: The longest silence that customers are to bear.
        grace_s: So much later than promised is in time.
        now_s: Until when the story is known.
    """
    due_s = _due_s(promise, cadence_s)
    if promise.what != "update" or promise.state == "broken":
        return ended(promise, due_s, promise.ended_s if promise.state == "kept" else None, grace_s, now_s)
    news = first_news(promise, told := tuple(told), cadence_s)
    empty = next((one for one in told if one.n == promise.ended_by and one.emptiness), None)
    at_s = news.at_s if news is not None else None if empty is not None else promise.ended_s
    return replace(ended(promise, due_s, at_s, grace_s, now_s), news=news, empty=empty)


def ended(promise: Promise, due_s: int, at_s: int | None, grace_s: int, now_s: int) -> Fate:
    """What became of a promise that was due by one second and came at another, if it came; no call comes too late."""
    if at_s is not None:
        return Fate("kept" if promise.what == "call" or at_s <= due_s + grace_s else "broken", due_s, at_s)
    return Fate("broken" if promise.state == "broken" or due_s + grace_s < now_s else "open", due_s)


def first_news(promise: Promise, told: Iterable[Heard], cadence_s: int) -> Heard | None:
    """The first news for those who were given a promise, in time or late."""
    times = {"made_s": promise.made_s, "due_s": _due_s(promise, cadence_s)}
    for one in told:
        if one.n < promise.n or one.emptiness:
            continue
        if any(hears_again(promise.account, who, **times, at_s=one.at_s, last=one.last) for who in one.readers):
            return one
    return None


def _due_s(promise: Promise, cadence_s: int) -> int:
    if promise.what != "update" or promise.account == "inside":
        return promise.due_s
    return min(promise.due_s, promise.made_s + cadence_s)
