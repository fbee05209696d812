"""B4: command hygiene: tasks with one owner and a time-box, span, handover, executives met, no flapping."""

from __future__ import annotations

from itertools import pairwise

from scoring.answers import answers
from scoring.duty import Context, clock_s, cut_s, known_s
from scoring.judgement import FULL, Judgement, line, lines_of, mean, percent, share
from scoring.left import is_left_felt
from scoring.record import Record, Seen
from scoring.substance import is_about, tells
from simulator import events as e
from simulator.clock import MINUTE_S
from simulator.vocabulary import InterruptKind, Seat

_STEADY = "Settle severity and command for half an hour at least; take the higher level when in doubt and stay with it."

HASTY_S = 30 * MINUTE_S
"""A severity or a commander that lasts no longer was no decision. Engineering judgement."""
HASTY_MOST, HASTY_ZERO = 2, 6
"""So many hasty changes are forgiven, and from so many on nothing is left. Engineering judgement."""


def judge(record: Record, context: Context) -> Judgement:
    """Judge every task that was started, then how executives were met and whether command was handed over."""
    target = "every task with one owner who does not command and a time-box; executives answered; handover by 3 h"
    tasks = record.tasks_started()
    advice = "Give each task to a seat that is not yours, with a time-box; meet an executive with a decision to take."
    if not tasks:
        return Judgement(0, target, "no task was started", "Without tasks there was nothing to command.", advice=advice)
    running = _running(record)
    sloppy = [seen for seen in tasks if not _is_clean(record, context, seen, running[seen.n])]
    task_share = share(len(tasks) - len(sloppy), len(tasks))
    parts = [
        FULL,
        FULL,
        *(value for value in (_swoops(record, context), _handover(record, context)) if value is not None),
    ]
    hasty = _hasty(record)
    value = task_share * mean(parts) // FULL * line(len(hasty), HASTY_MOST, HASTY_ZERO) // FULL
    flaps = len(hasty) > HASTY_MOST
    return Judgement(
        value,
        target,
        f"{len(tasks) - len(sloppy)} of {len(tasks)} tasks clean; executives met and handover: {percent(mean(parts))}"
        + (
            f"; severity or command changed {len(hasty)} times within half an hour of the change before"
            if flaps
            else ""
        ),
        "A task owned by the commander, without a time-box, or beyond the span of control is not clean; "
        f"more than {HASTY_MOST} hasty changes of severity or command cost their share. An executive is met with a "
        "word on the matter, and a hand-over says what the next person must know.",
        lines_of(hasty if flaps else (), (seen.n for seen in (sloppy or tasks))),
        "" if value == FULL else _STEADY if flaps else advice,
    )


def _hasty(record: Record) -> list[int]:
    """Lines that changed the severity or the commander soon after the change before."""
    declared: list[Seen[e.IncidentDeclared | e.SeverityChanged]] = [*record.mine(e.IncidentDeclared)]
    severities = sorted([*declared, *record.mine(e.SeverityChanged)], key=lambda seen: seen.n)
    commanders = [seen for seen in record.namings if seen.event.seat is Seat.IC]
    return [
        second.n
        for turns in (severities, commanders)
        for first, second in pairwise(turns)
        if second.at_s - first.at_s < HASTY_S
    ]


def _is_clean(record: Record, context: Context, seen: Seen[e.TaskStarted], running: int) -> bool:
    """One owner who does not command, a time-box that means something, and not too much at once."""
    holders = record.holders_at(seen.at_s)
    owner = holders.get(seen.event.owner)
    commands = seen.event.owner is Seat.IC or (owner is not None and owner == holders.get(Seat.IC))
    boxed = MINUTE_S <= seen.event.time_box_s <= context.span_s("box_most_min")
    return not commands and boxed and running <= context.number("span_most")


def _running(record: Record) -> dict[int, int]:
    """How many tasks ran once each had started, by the number of its line."""
    running: set[str] = set()
    counts = {}
    turns: list[Seen[e.TaskStarted | e.TaskFinished | e.TaskStopped]] = [*record.all(e.TaskStarted)]
    turns += [*record.all(e.TaskFinished), *record.all(e.TaskStopped)]
    for seen in sorted(turns, key=lambda turn: turn.n):
        if isinstance(seen.event, e.TaskStarted):
            running.add(seen.event.task)
            counts[seen.n] = len(running)
        else:
            running.discard(seen.event.task)
    return counts


def _swoops(record: Record, context: Context) -> int | None:
    """The share of executive interruptions that were answered in time and without a promised repair time.

    Nobody meets those that come after one has left.
    """
    if is_left_felt(record, context):
        return 0
    swoops = [s for s in record.all(e.MessageArrived) if s.event.interrupt is not InterruptKind.NONE]
    due = [s for s in swoops if s.at_s + _limit_s(context, s.event) <= max(known_s(record, context), s.at_s)]
    met = [swoop for swoop in due if _is_met(record, context, swoop)]
    return share(len(met), len(due)) if due else None


def _limit_s(context: Context, message: e.MessageArrived) -> int:
    return message.answer_within_s or context.span_s("swoop_answer_min")


def _is_met(record: Record, context: Context, swoop: Seen[e.MessageArrived]) -> bool:
    return any(
        answer.event.message == swoop.event.message
        and answer.at_s - swoop.at_s <= _limit_s(context, swoop.event)
        and not any(promise.what == "fix" for promise in answer.event.reading.promises)
        and _takes_up(context, swoop.event, answer.event)
        for answer in record.mine(e.Replied)
    )


def _hands_on(context: Context, event: e.RoleAssigned | e.RoleHandedOver) -> bool:
    """Whether a naming passes on what the next person must know; who is named without a note was told by voice."""
    return isinstance(event, e.RoleAssigned) or tells(context, event.note)


def _takes_up(context: Context, message: e.MessageArrived, answer: e.Replied) -> bool:
    """Whether an answer holds something, or has to do with the incident or the question; the weather does not."""
    asked = f"{message.subject} {message.text}"
    return answers(asked, answer.text, answer.reading) or is_about(context, answer.text, beside=(asked,))


def _handover(record: Record, context: Context) -> int | None:
    """Command passed on for the first time within the limit, where the reference incident lasts longer."""
    limit_s = context.span_s("handover_wide_min" if context.is_narrow else "handover_min")
    start_s, par_s = clock_s(record, context), context.variant.par.restored
    if par_s is None or par_s - start_s <= limit_s:
        return None
    turns = [seen.at_s for seen in record.namings if seen.event.seat is Seat.IC and _hands_on(context, seen.event)]
    if len(turns) > 1:
        return line(turns[1] - turns[0], limit_s, 2 * limit_s)
    end_s = cut_s(record)
    return None if end_s is not None and end_s < (turns[0] if turns else start_s) + limit_s else 0
