"""What proves an end: evidence on file, a customer's own free yes, and signals that do not speak against it."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.bargain import pressing
from scoring.duty import Context, over_s
from scoring.posts import LOOK_BACK, alike
from scoring.record import Record, Seen
from scoring.scope import is_quiet_at
from scoring.substance import asks
from simulator import events as e

Mark = e.MitigationMarked | e.ResolutionMarked
"""What the record says of an end."""

SAME_LOOK_S = 600
"""A source that is attached again within the same ten minutes shows nothing more. Engineering judgement."""
MOST_ASKED = 3
"""So often may one customer be asked the same before it presses them. Engineering judgement."""


def evidence(record: Record, context: Context) -> tuple[Seen[e.EvidenceAttached], ...]:
    """The judged person's evidence that names a signal or a task that had ended, each source and moment once."""
    found: dict[tuple[str, int], Seen[e.EvidenceAttached]] = {}
    for seen in record.mine(e.EvidenceAttached):
        source = seen.event.source
        ended = record.finish_of(source) if source in context.scenario.tasks else None
        if source in context.scenario.signals or (ended is not None and ended.n < seen.n):
            found.setdefault((source, seen.at_s // SAME_LOOK_S), seen)
    return tuple(sorted(found.values(), key=lambda seen: seen.n))


def shows_recovery(record: Record, context: Context, seen: Seen[e.EvidenceAttached]) -> bool:
    """True for a signal that was measured once impact was over."""
    recovered = record.restored is not None or context.truth.false_alarm
    return recovered and seen.event.source in context.scenario.signals and seen.at_s >= _recovered_s(record, context)


def _recovered_s(record: Record, context: Context) -> int:
    return 0 if context.truth.false_alarm else over_s(record, context)


def confirmations(record: Record, before_n: int | None = None) -> tuple[Seen[e.ConfirmationRecorded], ...]:
    """Genuine and free confirmations that the judged person recorded, before a line if one is named."""
    return tuple(seen for seen in _recorded(record, before_n) if not _question(record, seen)[1])


def pressed(record: Record, before_n: int | None = None) -> tuple[tuple[Seen[e.ConfirmationAsked], str], ...]:
    """The questions that pressed a customer into a yes, each with the words that did."""
    found = (_question(record, seen) for seen in _recorded(record, before_n))
    return tuple((asked, words) for asked, words in found if asked is not None and words)


def empty_questions(record: Record, before_n: int | None = None) -> tuple[Seen[e.ConfirmationAsked], ...]:
    """The questions before a recorded yes that named nothing to say yes to."""
    asked = (_question(record, seen)[0] for seen in _recorded(record, before_n))
    return tuple(one for one in asked if one is not None and not asks(one.event.text))


def _recorded(record: Record, before_n: int | None) -> Iterator[Seen[e.ConfirmationRecorded]]:
    for seen in record.mine(e.ConfirmationRecorded):
        if seen.event.genuine and (before_n is None or seen.n < before_n):
            yield seen


def _question(record: Record, yes: Seen[e.ConfirmationRecorded]) -> tuple[Seen[e.ConfirmationAsked] | None, str]:
    """The last question before a yes, and the words in it that pressed; empty when it was a free one."""
    message = record.messages.get(yes.event.message)
    said_n = message.n if message else yes.n
    asked = [s for s in record.all(e.ConfirmationAsked) if s.event.account == yes.event.account and s.n < said_n]
    return (asked[-1], pressing(asked[-1].event.text)) if asked else (None, "")


def asked_again(record: Record) -> tuple[Seen[e.ConfirmationAsked], ...]:
    """The judged person's questions that a customer had been asked so often before that one more presses them."""
    before: dict[str, list[str]] = {}
    found = []
    for seen in record.mine(e.ConfirmationAsked):
        earlier = before.setdefault(seen.event.account, [])
        if sum(alike(text, seen.event.text) for text in earlier[-LOOK_BACK:]) >= MOST_ASKED:
            found.append(seen)
        earlier.append(seen.event.text)
    return tuple(found)


def taken_back(record: Record, n: int) -> bool:
    """True when the judged person reopened what was marked as over in a line."""
    return any(seen.n > n for seen in record.mine(e.IncidentReopened))


def against_signals(record: Record, context: Context) -> tuple[Seen[Mark], ...]:
    """The judged person's marks of an end while customers still felt it.

    Mitigated may leave a part of the impact, so it is wrong only before any work that contains it has ended.
    """
    marks: list[Seen[Mark]] = [*record.mine(e.ResolutionMarked)]
    for seen in record.mine(e.MitigationMarked):
        ends = (record.finish_of(task) for task in context.truth.containment)
        if not any(end is not None and end.n < seen.n for end in ends):
            marks.append(seen)
    early = [seen for seen in marks if record.hurt and not is_quiet_at(record, context, seen.at_s)]
    return tuple(sorted(early, key=lambda seen: seen.n))
