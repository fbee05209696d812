"""Updates as the criteria count them: content-free posts and repeats are told apart from news."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from scoring.record import Record, Seen, Sent, kept
from simulator import events as e
from simulator.reading.empty import is_sign_of_life
from simulator.reading.result import UpdateReading
from simulator.vocabulary import Channel

SAME_PERMILLE = 900
"""Two texts that share this many of their words say the same (domain.md §2.3)."""
ROOT_LETTERS = 5
"""Words that begin with the same letters, so many, are about one thing; shorter words are about nothing. Engineering
judgement."""
LOOK_BACK = 60
"""So many earlier texts a text is compared with; nobody writes more while it matters, and judging stays quick."""
_EXTERNAL = tuple(channel for channel in Channel if channel.is_external)
BEYOND_THE_ROOM = tuple(channel for channel in Channel if channel is not Channel.WAR_ROOM)
"""Where others read than those who work on it: customers, and colleagues who speak to them."""
REPEATS = "repeats the post before it on this channel"
STILL_ALIVE = "says again only that work goes on"
_MADE_FOR_THE_JUDGE = ("is_salad", "is_scrambled", "placeholder", "prompt_like")
_WORD = re.compile(r"[^\W\d_]+")
_SAYS = ("acknowledges", "states_impact", "states_action")
_SHARES = ("scope_pct", "spared_pct")
"""How many are hurt, or are not: claims that tell of the incident in any words."""
_CLAUSE = re.compile(r"[^.;:!?\n]+")
_RULED_OUT = re.compile(r"\brul(?:ed|ing) out (.+)")
_IS_RULED_OUT = re.compile(r" (?:(?:has|have|had)(?: now| also)? been|is|are|was|were)(?: now| also)? ruled out\b")
"""What says that something is not the cause: of what follows it, and of what stands before it."""
_NEXT_THOUGHT = re.compile(
    r"\b(?:and|but|so|as|because|since|while|which) (?:we|are|is|have|has|now|will|it|they|our)\b"
)
_NO_THING = frozenset(
    ("this", "that", "these", "those", "other", "others", "another", "further", "possible", "anything", "nothing",
     "everything", "cause", "causes", "source", "reason", "more", "also", "have", "been", "with", "from", "some")
)  # fmt: skip
"""Words of more than three letters that name nothing that could be ruled out."""


ToCustomers = e.UpdatePosted | e.Replied | e.CustomerAcknowledged
"""Events whose texts customers read."""


@dataclass(frozen=True, slots=True)
class Post:
    """One update of the judged person."""

    n: int
    at_s: int
    event: e.UpdatePosted
    stale: str = ""
    """Why it is no news to those who read the same channel, times apart; empty when it is."""

    @property
    def reading(self) -> UpdateReading:
        """What the reader found in it."""
        return self.event.reading

    @property
    def counts(self) -> bool:
        """True when it says something, and something new."""
        return not self.stale and says_something(self.reading)

    @property
    def emptiness(self) -> str:
        """Why it does not count, in words; empty when it does."""
        if self.reading.readable != "yes":
            return "cannot be read"
        if self.stale == REPEATS or says_something(self.reading):
            return self.stale
        return "says nothing of the incident"


def says_something(reading: UpdateReading) -> bool:
    """True when a text acknowledges, states an impact, a share of it or an action, whatever its quality."""
    if reading.readable != "yes":
        return False
    if any(claim.key in _SHARES for claim in reading.claims):
        return True
    return any(reading.features.get(name) for name in _SAYS) or reading.impact_level > 0 or reading.action_level > 0


def is_for_the_judge(reading: UpdateReading) -> bool:
    """True for a heap of words, a form with its hints, or an order to the reader."""
    return any(reading.features.get(name) for name in _MADE_FOR_THE_JUDGE)


def informs(event: e.UpdatePosted) -> bool:
    """True when a text tells its readers more than that somebody works on it: only such a one is a first update."""
    return says_something(event.reading) and not is_sign_of_life(event.text, event.reading)


@lru_cache(maxsize=8_192)
def ruled_out(text: str) -> frozenset[str]:
    """The words for what a text says is not the cause."""
    named = (thing for clause in _CLAUSE.findall(text.casefold()) if "out" in clause for thing in _things_out(clause))
    told = frozenset[str]().union(*(words(_NEXT_THOUGHT.split(thing)[0]) for thing in named))
    return frozenset(word for word in told - _NO_THING if len(word) > 3)


def _things_out(clause: str) -> Iterator[str]:
    """Yield the words for each thing that a clause rules out."""
    start = 0
    for found in _IS_RULED_OUT.finditer(clause):
        yield clause[start : found.start()]
        start = found.end()
    if behind := _RULED_OUT.search(clause, start):
        yield behind[1]


@lru_cache(maxsize=8_192)
def words(text: str) -> frozenset[str]:
    """The words of a text without numbers and times, in lower case."""
    return frozenset(_WORD.findall(text.casefold()))


@lru_cache(maxsize=8_192)
def things(text: str) -> frozenset[str]:
    """What a text is about: how its longer words begin, so that `order` and `ordering` are one thing."""
    return frozenset(word[:ROOT_LETTERS] for word in words(text) if len(word) >= ROOT_LETTERS)


def alike(first: str, second: str, permille: int = SAME_PERMILLE) -> bool:
    """True when two texts share at least this share of their words (Jaccard)."""
    left, right = words(first), words(second)
    if min(len(left), len(right)) * 1_000 < permille * max(len(left), len(right)):
        return False  # too unlike in length to share that many
    return not (left or right) or len(left & right) * 1_000 >= permille * len(left | right)


def holds(text: str, wordings: Iterable[str]) -> bool:
    """True when a text uses at least one of the wordings."""
    return any(map(_folded(text).__contains__, map(str.casefold, wordings)))


@lru_cache(maxsize=8_192)
def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


class _Page:
    """What the readers of one channel have read so far."""

    def __init__(self) -> None:
        self.last: str | None = None
        self.alive = False
        """Somebody told them that work goes on."""
        self.excluded: frozenset[str] = frozenset()
        """What they know is not the cause."""

    def take(self, event: e.UpdatePosted) -> str:
        """Add a post, and say why it is no news to them; empty when it is."""
        excluded = ruled_out(event.text)
        same = self.last is not None and alike(event.text, self.last) and excluded <= self.excluded
        still = self.alive and is_sign_of_life(event.text, event.reading)
        self.last, self.excluded = event.text, self.excluded | excluded
        self.alive = self.alive or says_something(event.reading)
        return "" if event.final else REPEATS if same else STILL_ALIVE if still else ""


@kept
def updates(record: Record, *channels: Channel) -> tuple[Post, ...]:
    """The judged person's posts on some channels, in order."""
    return posts_of(record.mine(e.UpdatePosted), *channels)


def posts_of(sent: Iterable[Sent], *channels: Channel) -> tuple[Post, ...]:
    """The updates on some channels among what was sent, in order."""
    pages: dict[tuple[Channel, tuple[str, ...]], _Page] = {}
    posts = []
    for seen in sent:
        if not isinstance(seen.event, e.UpdatePosted) or seen.event.channel not in channels:
            continue
        page = pages.setdefault((seen.event.channel, tuple(sorted(seen.event.accounts))), _Page())
        posts.append(Post(seen.n, seen.at_s, seen.event, page.take(seen.event)))
    return tuple(posts)


def external(record: Record) -> tuple[Post, ...]:
    """The judged person's posts that customers read."""
    return updates(record, *_EXTERNAL)


def first_update(record: Record) -> Post | None:
    """The first post from which customers learn something; the one that clocks, log and post-mortem mean."""
    return next((post for post in external(record) if post.counts and informs(post.event)), None)


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


def told_to(record: Record, event: e.Replied | e.CustomerAcknowledged) -> str:
    """The account that a direct answer went to; empty when it went to none."""
    if isinstance(event, e.CustomerAcknowledged):
        return event.account
    asked = record.messages.get(event.message)
    return asked.event.account if asked else ""
