"""E5: direct questions of customers and executives are answered by a named person in time."""

from __future__ import annotations

from scoring.answers import answers, speaks_of
from scoring.duty import Context, ends_s, utc
from scoring.judgement import FULL, Judgement, Quote, excerpt, lines_of, listed, mean
from scoring.posts import LOOK_BACK, alike
from scoring.record import Record, Seen
from simulator import events as e
from simulator.demand import passes_over
from simulator.vocabulary import InterruptKind

COPIES_MOST = 2
"""What so many other questions were answered with answers nobody any more. Engineering judgement."""


def judge(record: Record, context: Context) -> Judgement:
    """Judge the share of questions answered in time; executive interruptions are B4's."""
    target = (
        f"strategic accounts in {context.number('strategic_min')} min, others in {context.number('others_min')} min; "
        f"{context.number('words_least')} words at least"
    )
    asked = [seen for seen in record.all(e.MessageArrived) if _is_question(record, seen.event)]
    values = {seen.n: _value(record, context, seen) for seen in asked}
    due = {n: value for n, value in values.items() if value is not None}
    if not due:
        return Judgement(None, target, "no question had fallen due by the end" if asked else "nobody asked")
    value = mean(list(due.values()))
    missed = [seen for seen in asked if due.get(seen.n, FULL) < FULL]
    return Judgement(
        value,
        target,
        _answered(list(due.values())),
        "An answer holds a fact, a time, a name, a yes or no, or that it is not known yet; kind words and questions in "
        "return are none, the same text counts half where it is not about the question and nothing the third time, "
        "and a demand for money is answered with a word on it.",
        lines_of(seen.n for seen in (missed or asked)),
        "" if not missed else _advice(record, missed),
        tuple(
            Quote(
                excerpt(seen.event.text),
                _why(record, context, seen, due[seen.n]),
                _better(record, context, seen),
                seen.n,
            )
            for seen in missed[:4]
        ),
    )


def _answered(values: list[int]) -> str:
    """How many were answered in time, and how many with the answer to another question."""
    copied = sum(0 < value < FULL for value in values)
    told = f"{sum(value == FULL for value in values)} of {len(values)} answered in time"
    return told + (f", {copied} more with the answer to another question for half" if copied else "")


def _why(record: Record, context: Context, seen: Seen[e.MessageArrived], value: int) -> str:
    """Why an answer is short of full marks."""
    if (answer := _answer(record, context, seen)) is not None:
        others = _copies(record, answer)
        return "the same answer as to another question" if value else f"the same answer as to {others} other questions"
    if _passed_over(record, context, seen):
        return "the answer says nothing of the money that was asked for"
    if record.finished and seen.at_s + limit_s(context, seen.event) > record.end_s:
        return "open when you ended the drill"
    return "not answered in time"


def _passed_over(record: Record, context: Context, seen: Seen[e.MessageArrived]) -> bool:
    """Whether an answer in time left a demand for money out."""
    asked = _asked(seen.event)
    return any(passes_over(asked, answer.event.text) for answer in _in_time(record, context, seen))


def _better(record: Record, context: Context, seen: Seen[e.MessageArrived]) -> str:
    by = utc(record, seen.at_s + limit_s(context, seen.event))
    if _passed_over(record, context, seen):
        return f"By {by}: what the contract gives or does not give, who decides, and when a figure comes."
    return f"By {by}: what you know, what you do not yet know, and when the next word comes."


def _is_question(record: Record, message: e.MessageArrived) -> bool:
    plain = message.asks and message.interrupt is InterruptKind.NONE
    return plain and (record.is_customer(message) or record.is_executive(message))


def _asked(message: e.MessageArrived) -> str:
    return f"{message.subject} {message.text}"


def _in_time(record: Record, context: Context, seen: Seen[e.MessageArrived]) -> list[Seen[e.Replied]]:
    """The answers to a question within its time, whatever they hold."""
    due_s = seen.at_s + limit_s(context, seen.event)
    return [one for one in record.mine(e.Replied) if one.event.message == seen.event.message and one.at_s <= due_s]


def limit_s(context: Context, message: e.MessageArrived) -> int:
    """Seconds within which a message wants its answer."""
    if message.answer_within_s:
        return message.answer_within_s
    account = context.scenario.accounts.get(message.account)
    strategic = account is not None and account.tier == "strategic"
    return context.span_s("strategic_min" if strategic else "others_min")


def _answer(record: Record, context: Context, seen: Seen[e.MessageArrived]) -> Seen[e.Replied] | None:
    """The first answer in time that holds something."""
    asked, least = _asked(seen.event), context.number("words_least")
    long = (one for one in _in_time(record, context, seen) if len(one.event.text.split()) >= least)
    return next((one for one in long if answers(asked, one.event.text, one.event.reading)), None)


def _value(record: Record, context: Context, seen: Seen[e.MessageArrived]) -> int | None:
    """Permille for one question; None when its time had not run out at the end that is judged."""
    first = _answer(record, context, seen)
    if first is None:
        return None if seen.at_s + limit_s(context, seen.event) >= ends_s(record, context) else 0
    copies = _copies(record, first)
    if not copies or speaks_of(_asked(seen.event), first.event.text, first.event.reading):
        return FULL
    return context.number("copied_permille") if copies < COPIES_MOST else 0


def _copies(record: Record, answer: Seen[e.Replied]) -> int:
    """How many other messages had been answered with the same words before."""
    earlier = [one for one in record.mine(e.Replied) if one.n < answer.n and one.event.message != answer.event.message]
    alike_ones = (one for one in earlier[-LOOK_BACK:] if alike(answer.event.text, one.event.text))
    return len({one.event.message for one in alike_ones})


def _advice(record: Record, missed: list[Seen[e.MessageArrived]]) -> str:
    def who(seen: Seen[e.MessageArrived]) -> str:
        person = record.people.get(seen.event.sender)
        return f"{person.name if person else seen.event.sender} on “{seen.event.subject}”"

    return f"Answer {listed(who(seen) for seen in missed[:3])}: what you know, what you do not, and when you will."
