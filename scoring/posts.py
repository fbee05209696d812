"""Updates as the criteria count them: content-free posts and repeats are told apart from news."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from scoring.record import Record, Seen, kept
from simulator import events as e
from simulator.reading.empty import is_sign_of_life
from simulator.reading.result import UpdateReading
from simulator.vocabulary import Channel

SAME_PERMILLE = 900
"""Two texts that share this many of their words say the same (domain.md §2.3)."""
_WORD = re.compile(r"[^\W\d_]+")
_SAYS = ("acknowledges", "states_impact", "states_action")


@dataclass(frozen=True, slots=True)
class Post:
    """One update of the judged person."""

    n: int
    at_s: int
    event: e.UpdatePosted
    repeats: bool
    """It says what an earlier post on the same channel to the same readers said; times apart."""

    @property
    def reading(self) -> UpdateReading:
        """What the reader found in it."""
        return self.event.reading

    @property
    def counts(self) -> bool:
        """True when it says something, and something new."""
        return not self.repeats and says_something(self.reading)


def says_something(reading: UpdateReading) -> bool:
    """True when a text acknowledges, states an impact or an action, whatever its quality."""
    if reading.readable != "yes":
        return False
    return any(reading.features.get(name) for name in _SAYS) or reading.impact_level > 0 or reading.action_level > 0


@lru_cache(maxsize=8_192)
def words(text: str) -> frozenset[str]:
    """The words of a text without numbers and times, in lower case."""
    return frozenset(_WORD.findall(text.casefold()))


def alike(first: str, second: str, permille: int = SAME_PERMILLE) -> bool:
    """True when two texts share at least this share of their words (Jaccard)."""
    left, right = words(first), words(second)
    if min(len(left), len(right)) * 1_000 < permille * max(len(left), len(right)):
        return False  # too unlike in length to share that many
    return not (left or right) or len(left & right) * 1_000 >= permille * len(left | right)


def holds(text: str, wordings: Iterable[str]) -> bool:
    """True when a text uses at least one of the wordings."""
    folded = _folded(text)
    for wording in wordings:  # a plain loop: the judge asks this a thousand times  # noqa: SIM110
        if wording.casefold() in folded:
            return True
    return False


@lru_cache(maxsize=8_192)
def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


@kept
def updates(record: Record, *channels: Channel) -> tuple[Post, ...]:
    """The judged person's posts on some channels, in order."""
    last: dict[tuple[Channel, tuple[str, ...]], str] = {}
    alive: set[tuple[Channel, tuple[str, ...]]] = set()
    posts = []
    for seen in record.mine(e.UpdatePosted):
        if seen.event.channel not in channels:
            continue
        readers = (seen.event.channel, tuple(sorted(seen.event.accounts)))
        before = last.get(readers)
        repeats = not seen.event.final and before is not None and alike(seen.event.text, before)
        if readers in alive and not seen.event.final:  # that somebody works on it was said already
            repeats = repeats or is_sign_of_life(seen.event.text, seen.event.reading)
        if says_something(seen.event.reading):
            alive.add(readers)
        last[readers] = seen.event.text
        posts.append(Post(seen.n, seen.at_s, seen.event, repeats))
    return tuple(posts)


def external(record: Record) -> tuple[Post, ...]:
    """The judged person's posts that customers read."""
    return updates(record, Channel.STATUS_PAGE, Channel.CUSTOMER_MAIL)


def reaches(post: Post, account: str) -> bool:
    """True when an account can read a post."""
    return post.event.channel is Channel.STATUS_PAGE or not post.event.accounts or account in post.event.accounts


@kept
def spoken(record: Record) -> tuple[Seen[e.Replied | e.CustomerAcknowledged], ...]:
    """The judged person's direct answers to customers."""
    answers: list[Seen[e.Replied | e.CustomerAcknowledged]] = [*record.mine(e.CustomerAcknowledged)]
    for seen in record.mine(e.Replied):
        message = record.messages.get(seen.event.message)
        if message is not None and record.is_customer(message.event):
            answers.append(seen)
    return tuple(sorted(answers, key=lambda seen: seen.n))
