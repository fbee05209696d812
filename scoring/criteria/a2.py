"""A2: the page and the first customer are acknowledged; the worse clock counts."""

from __future__ import annotations

from scoring.duty import Context, clock_s, cut_s, has_own_end, utc
from scoring.judgement import FULL, Judgement, line, lines_of, within
from scoring.posts import reaches, says_something, spoken, told_to, updates
from scoring.record import Record, Seen
from simulator import events as e
from simulator.clock import spell
from simulator.vocabulary import Channel


def judge(record: Record, context: Context) -> Judgement:
    """Judge both clocks; no customer clock runs while no customer has written, unless the drill was left before."""
    target = f"page and first customer {within(context.target_s, context.zero_s)}"
    page, report = record.first(e.PageAcknowledged), _report(record)
    answer = _answer(record, report) if report else None
    page_s, answer_s = clocks(record, context)
    waits = _waits(record, context, report, page_s, answer_s)
    if not waits:
        return Judgement(None, target, "neither was due by the end")
    value = min(line(wait, context.target_s, context.zero_s) if wait is not None else 0 for wait in waits)
    numbers = [page.n if page else 0, report.n if report else 0, answer[0] if answer else 0]
    return Judgement(
        value,
        target,
        _actual(record, page_s, answer_s, report),
        "The page clock runs from the first signal, the customer clock from the first report.",
        lines_of(numbers),
        "" if value == FULL else _advice(record, context, report),
        distinction=value == FULL and all(w is not None and w <= (context.spec.stretch or 0) for w in waits),
    )


def clocks(record: Record, context: Context) -> tuple[int | None, int | None]:
    """Seconds from the signal to the page's acknowledgement, and from the first report to words to that customer."""
    page, report = record.first(e.PageAcknowledged), _report(record)
    answer = _answer(record, report) if report else None
    page_s = page.at_s - clock_s(record, context) if page else None
    return page_s, max(0, answer[1] - report.at_s) if report and answer else None


def _waits(
    record: Record, context: Context, report: Seen[e.MessageArrived] | None, page_s: int | None, answer_s: int | None
) -> list[int | None]:
    """The clocks that count; in a drill that was cut short none that had still to run."""
    if (end_s := cut_s(record)) is None:
        return [page_s] if report is None and _was_brought_to_an_end(record) else [page_s, answer_s]
    last_s = end_s - context.zero_s
    page = [page_s] if page_s is not None or clock_s(record, context) <= last_s else []
    answer = [answer_s] if report and (answer_s is not None or report.at_s <= last_s) else []
    return [*page, *answer]


def _was_brought_to_an_end(record: Record) -> bool:
    """An incident that was left open would have had customers writing."""
    return record.first(e.ResolutionMarked) is not None or record.first(e.StoodDown) is not None


def _report(record: Record) -> Seen[e.MessageArrived] | None:
    """The first message of a customer; one from before the signal counts from the signal on."""
    start_s = record.signal.at_s if record.signal else 0
    for seen in record.all(e.MessageArrived):
        if record.is_customer(seen.event):
            return Seen(seen.n, max(seen.at_s, start_s), seen.who, seen.cause, seen.event)
    return None


def _answer(record: Record, report: Seen[e.MessageArrived]) -> tuple[int, int] | None:
    """Line and second of the first words to that customer that say something."""
    account = report.event.account
    told = [seen for seen in spoken(record) if told_to(record, seen.event) == account]
    found = [(seen.n, seen.at_s) for seen in told if says_something(seen.event.reading)]
    mails = [p for p in updates(record, Channel.CUSTOMER_MAIL) if p.counts and reaches(p, account)]
    return min([*found, *((post.n, post.at_s) for post in mails)], default=None)


def _actual(record: Record, page_s: int | None, answer_s: int | None, report: Seen[e.MessageArrived] | None) -> str:
    page = f"page {spell(page_s)}" if page_s is not None else "page never acknowledged"
    if report is None:
        left = " when you ended the drill, so none was answered" if has_own_end(record) else ""
        return f"{page}; no customer had written{left}"
    return f"{page}; customer " + (spell(answer_s) if answer_s is not None else "never acknowledged")


def _advice(record: Record, context: Context, report: Seen[e.MessageArrived] | None) -> str:
    if report is None:
        page = record.first(e.PageAcknowledged)
        late = page is None or page.at_s - clock_s(record, context) > context.target_s
        first = "Acknowledge the page within five minutes. " if late else ""
        return f"{first}Play on until customers write, and acknowledge the first of them as fast as the page."
    name, due = record.company(report.event.account), utc(record, report.at_s + context.target_s)
    return f"Acknowledge the page, and {name} by {due}: “We have your report and are looking into it; next news by …”"
