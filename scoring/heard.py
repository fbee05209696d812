"""What keeps a promise of news: the next thing that says something and that those who were promised it can read.

The ledger of the drill takes anything that was sent for news, as customers do who only see that something came. The
judge and the screen ask here instead, so that both say the same of a promise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scoring.posts import Post, Sent, posts_of
from simulator import events as e
from simulator.states import hears_again
from simulator.vocabulary import Channel

CHANNELS = (Channel.STATUS_PAGE, Channel.CUSTOMER_MAIL, Channel.HOLDING_LINE)


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
    """It closes the incident for everybody outside."""


def heard(sent: Iterable[Sent], accounts: Iterable[str], asked_by: dict[str, str]) -> tuple[Heard, ...]:
    """Everything that somebody who was promised news may have read, in order.

    Args:
        sent: Posts, answers and acknowledgements; other events are passed over.
        accounts: Every account: a mail without addressees goes to all of them.
        asked_by: The account behind each message that an answer may name.
    """
    everything, everybody = tuple(sent), tuple(accounts)
    told = [_post(post, everybody) for post in posts_of(everything, *CHANNELS)]
    for one in everything:
        if isinstance(one.event, e.Replied | e.CustomerAcknowledged):
            account = asked_by.get(one.event.message, "") if isinstance(one.event, e.Replied) else one.event.account
            told += [Heard(one.n, one.at_s, (account,), "")] if account else []
    return tuple(sorted(told, key=lambda one: one.n))


def _post(post: Post, everybody: tuple[str, ...]) -> Heard:
    channel = post.event.channel
    readers = {Channel.STATUS_PAGE: ("*",), Channel.HOLDING_LINE: ("inside",)}.get(channel, post.event.accounts)
    last = post.event.final and channel is Channel.STATUS_PAGE
    return Heard(post.n, post.at_s, readers or everybody, "" if post.counts else post.emptiness, last)


def first_news(told: Iterable[Heard], account: str, *, made_n: int, made_s: int, due_s: int) -> Heard | None:
    """The first news for those who were given a promise.

    Args:
        told: Everything that they may have read, in order.
        account: Who was promised it: an account, `*` for everybody outside, `inside` for colleagues.
        made_n: The line that made the promise.
        made_s: When that was.
        due_s: When the news is due.
    """
    for one in told:
        if one.n < made_n or one.emptiness:
            continue
        times = {"made_s": made_s, "due_s": due_s, "at_s": one.at_s}
        if any(hears_again(account, who, **times, last=one.last) for who in one.readers):
            return one
    return None
