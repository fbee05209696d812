"""E4: sentiment and churn risk against the variant's par."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.duty import Context, has_own_end, known_s, utc
from scoring.judgement import FULL, Judgement, line, lines_of, mean
from scoring.posts import external, spoken
from scoring.record import Record, Seen
from simulator import events as e
from simulator.demand import passes_over
from simulator.reading.empty import is_evasive
from simulator.vocabulary import Severity


def judge(record: Record, context: Context) -> Judgement:
    """Judge the mean loss of sentiment at the end; nobody who never spoke to a customer earns points for it."""
    par = context.variant.par.sentiment_drop
    zero = par + context.number("zero_drop_points")
    target = f"mean loss of at most {par} points; nothing from {zero}"
    if not (external(record) or spoken(record)):
        return Judgement(0, target, "no word to any customer", "What happened to their mood was not your doing.",
                         advice="Speak to the customers.")  # fmt: skip
    last = _last(record)
    drops = dict.fromkeys(record.companies, 0)
    for name, seen in last.items():
        drops[name] = record.companies[name].sentiment_milli - seen.event.sentiment_milli
    for name, milli in _still_to_lose(record, context) if has_own_end(record) else ():
        drops[name] += milli
    drop = mean(list(drops.values()))
    value = line(drop, par * 1_000, zero * 1_000)
    at_risk = [name for name, seen in last.items() if _is_at_risk(record, context, seen)]
    if at_risk:
        value = value * context.number("at_risk_permille") // FULL
    return Judgement(
        value,
        target,
        f"mean {'gain' if drop < 0 else 'loss'} {abs(drop) / 1000:.1f} points; accounts at risk: {len(at_risk)}",
        "The customer model is mostly guesses, so this criterion weighs little.",
        lines_of(_falls(record), (seen.n for seen in last.values())),
        "" if value == FULL else _advice(record, drops),
    )


def _last(record: Record) -> dict[str, Seen[e.SentimentChanged]]:
    changes = record.all(e.SentimentChanged)
    return {seen.event.account: seen for seen in changes if seen.event.account in record.companies}


def _still_to_lose(record: Record, context: Context) -> Iterator[tuple[str, int]]:
    """What each promise and question that is open at one's own end would have cost an account, in thousandths."""
    grave = "missed_update_sev1" if context.truth.severity is Severity.SEV1 else "missed_update_sev2"
    costs = {"fix": "missed_fix_eta", "update": grave, "call": "call_missed"}
    last_s = known_s(record, context)
    for promise in record.promises:
        ledger = promise.ledger
        if ledger.state == "open" and ledger.due_s < last_s and ledger.what in costs:
            for name in record.companies if ledger.account == "*" else {ledger.account} & record.companies.keys():
                yield name, context.runbook.parameter(costs[ledger.what])
    patience_s = context.under("E5").span_s("others_min")
    for seen in record.all(e.MessageArrived):
        waits = seen.event.asks and record.is_customer(seen.event) and not _is_answered(record, seen.event)
        due_s = seen.at_s + (seen.event.answer_within_s or patience_s)
        if waits and record.end_s <= due_s < last_s:
            yield seen.event.account, context.runbook.parameter("question_ignored")


def _is_answered(record: Record, message: e.MessageArrived) -> bool:
    """Whether the customer who asked would take something for the answer."""
    asked = f"{message.subject} {message.text}"
    return any(
        not is_evasive(asked, seen.event.text, seen.event.reading) and not passes_over(asked, seen.event.text)
        for seen in record.mine(e.Replied)
        if seen.event.message == message.message
    )


def _is_at_risk(record: Record, context: Context, seen: Seen[e.SentimentChanged]) -> bool:
    base = record.companies[seen.event.account].churn_ppm
    return base > 0 and seen.event.churn_ppm >= base * context.number("churn_factor_most")


def _falls(record: Record) -> list[int]:
    """The line of each account's largest loss."""
    return [seen.n for name in record.companies if (seen := _worst_fall(record, name)[1]) is not None]


def _worst_fall(record: Record, account: str) -> tuple[int, Seen[e.SentimentChanged] | None]:
    """The largest single loss of an account, in thousandths, and the line that tells it."""
    before, worst, found = record.companies[account].sentiment_milli, 0, None
    for seen in record.all(e.SentimentChanged):
        if seen.event.account != account:
            continue
        if before - seen.event.sentiment_milli > worst:
            worst, found = before - seen.event.sentiment_milli, seen
        before = seen.event.sentiment_milli
    return worst, found


def _advice(record: Record, drops: dict[str, int]) -> str:
    worst = max(drops, key=lambda name: drops[name])
    fall, seen = _worst_fall(record, worst)
    if seen is None:
        return "Speak to the customers."
    return (
        f"{record.company(worst)} lost {drops[worst] / 1000:.1f} points; the largest fall, {fall / 1000:.1f} points "
        f"at {utc(record, seen.at_s)}, because of: {seen.event.reason}. Write before that: what "
        "they feel, what is being done, and when they hear again."
    )
