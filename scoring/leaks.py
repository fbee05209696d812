"""What the judged person told outside that had to stay inside: passwords, restricted words, and who was hit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scoring.duty import Context
from scoring.passwords import passwords
from scoring.record import Record, Seen
from scoring.victims import Published, victims_named
from simulator import events as e
from simulator.restricted import restricted_in


class LeakKind(StrEnum):
    """What was given away, the gravest first; its value says so in the words of gate G-3."""

    PASSWORD = "a password or key was published"  # noqa: S105  # no password
    RESTRICTED = "restricted words were published"
    VICTIM = "who was hit was named to others"


@dataclass(frozen=True, slots=True)
class Leak:
    """One wording that had to stay inside, in a text that somebody outside read."""

    kind: LeakKind
    n: int
    """The journal line of the text."""
    word: str


def leaks(record: Record, context: Context) -> tuple[Leak, ...]:
    """Every leak, the gravest kind first; words and names are restricted in security and data incidents alone."""
    texts = _published(record)
    found = [Leak(LeakKind.PASSWORD, text.n, word) for text in texts for word in passwords(text.event.text)]
    if not context.is_guarded or context.truth.false_alarm:
        return tuple(found)
    restricted = context.truth.restricted
    found += [
        Leak(LeakKind.RESTRICTED, text.n, word) for text in texts for word in restricted_in(text.event.text, restricted)
    ]
    found += [Leak(LeakKind.VICTIM, text.n, name) for text in texts for name in victims_named(record, text)]
    return tuple(found)


def _published(record: Record) -> list[Seen[Published]]:
    """The judged person's texts that somebody outside the house reads; colleagues and executives are inside."""
    texts: list[Seen[Published]] = [s for s in record.mine(e.UpdatePosted) if s.event.channel.is_external]
    texts += [s for s in record.mine(e.Replied) if not _is_inside(record, s.event)]
    texts += [*record.mine(e.CustomerAcknowledged), *record.mine(e.ConfirmationAsked), *record.mine(e.CreditGranted)]
    return texts


def _is_inside(record: Record, reply: e.Replied) -> bool:
    message = record.messages.get(reply.message)
    return message is not None and record.is_home(message.event)
