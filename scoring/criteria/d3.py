"""D3: key decisions are logged, with the right approver."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.approvers import approver_words
from scoring.duty import Context, cut_s, utc
from scoring.jargon import speaks_of_credit, speaks_of_deed
from scoring.judgement import FULL, Judgement, Quote, counted, lines_of, listed, mean
from scoring.posts import holds
from scoring.record import Record, Seen
from scoring.substance import tells
from simulator import events as e
from simulator.clock import MINUTE_S
from simulator.scenario.truth import KeyDecision
from simulator.vocabulary import Seat

DEED_WITHIN_S, DEED_AFTER_S = 60 * MINUTE_S, 10 * MINUTE_S
"""What a row decides in other words begins so soon after it, or began so shortly before. Engineering judgement."""


def judge(record: Record, context: Context) -> Judgement:
    """Judge the share of the variant's key decisions that are on file; a row serves one decision."""
    target = f"{len(context.truth.decisions)} decisions on file, each with its approver"
    if not context.truth.decisions:
        return Judgement(None, target, "no decision was due")
    rows = list(record.mine(e.DecisionLogged))
    values: dict[str, int] = {}
    used: list[int] = []
    thin: list[Quote] = []
    for name, decision in context.truth.decisions.items():
        fitting = _fitting(record, context, decision, [row for row in rows if row.n not in used])
        best = max(fitting, key=lambda row: (_value(record, context, row, decision), -row.n), default=None)
        if best is not None or cut_s(record) is None:
            values[name] = _value(record, context, best, decision) if best else 0
        used += [best.n] if best else []
        thin += [quote] if best and (quote := _quote(record, context, best, decision)) else []
    if not values:
        return Judgement(None, target, "no decision was due by the end")
    value = mean(list(values.values()))
    lost = [context.truth.decisions[name] for name, part in values.items() if part < FULL]
    return Judgement(
        value,
        target,
        f"{len(values) - len(lost)} of {len(values)} in full; short: {listed(x.title for x in lost)}",
        "A decision needs options, a choice, a reason on the matter, an approver who may take it (a person, or a held "
        f"seat), and a row within {context.number('late_min')} min of the deed, without one by the close.",
        lines_of(used),
        "" if not lost else _better(record, context, lost[0]),
        tuple(thin),
    )


def _quote(record: Record, context: Context, seen: Seen[e.DecisionLogged], decision: KeyDecision) -> Quote | None:
    """A decision that is on file in part, with the parts that it lacks; None when it is whole."""
    lacks = _lacks(context, seen.event)
    if not _may(record, seen.event.approver, decision):
        lacks.append("an approver who may take it, in a seat that somebody holds")
    if (due_s := _due_s(record, context, decision)) is not None and seen.at_s > due_s:
        lacks.append(f"a row by {utc(record, due_s)}, while it was still a decision")
    if not lacks:
        return None
    said = seen.event.choice or seen.event.question
    return Quote(said, f"lacks {listed(lacks)}", _better(record, context, decision), seen.n)


def _lacks(context: Context, event: e.DecisionLogged) -> list[str]:
    """The parts of a decision's row that say too little."""
    options = len([option for option in event.options if option.strip()])
    few = [f"two options, one a line: {counted(options, 'option')} there"] if options < 2 else []
    return few + ([] if tells(context, event.why) else ["a reason on the matter"])


def _better(record: Record, context: Context, decision: KeyDecision) -> str:
    titles = context.runbook.approver_titles
    may = tuple(dict.fromkeys(approver_words(word, record, titles) for word in decision.approvers))
    return f"Log “{decision.title}” with its options, the reason, and who approved it: {' or '.join(may)}."


def _fitting(
    record: Record, context: Context, decision: KeyDecision, rows: Sequence[Seen[e.DecisionLogged]]
) -> list[Seen[e.DecisionLogged]]:
    """The rows on a decision; where none names it, those that mean it in other words and name no other."""
    named = [row for row in rows if _is_about(row.event, decision)]
    decisions = context.truth.decisions.values()
    free = [row for row in rows if not any(_is_about(row.event, one) for one in decisions)]
    return named or [row for row in free if _is_meant(record, context, row, decision)]


def _asked(event: e.DecisionLogged) -> str:
    return f"{event.question} {event.choice} {' '.join(event.options)}"


def _is_about(event: e.DecisionLogged, decision: KeyDecision) -> bool:
    asked = _asked(event)
    return holds(f"{asked} {asked.replace('-', ' ')}", decision.words)


def _is_meant(record: Record, context: Context, row: Seen[e.DecisionLogged], decision: KeyDecision) -> bool:
    """Whether a row has the decision in other words of the trade: of a credit, or of work that soon began."""
    if decision.about == "credit":
        return speaks_of_credit(_asked(row.event))
    for started in record.tasks_started():
        spec = context.scenario.tasks.get(started.event.task)
        if spec is None or not -DEED_AFTER_S <= started.at_s - row.at_s <= DEED_WITHIN_S:
            continue
        called = f"{started.event.task} {spec.title}"
        is_its = holds(called, decision.words) or speaks_of_deed(decision.title, called)
        if is_its and speaks_of_deed(f"{called} {decision.title}", _asked(row.event)):
            return True
    return False


def _value(record: Record, context: Context, seen: Seen[e.DecisionLogged], decision: KeyDecision) -> int:
    value = FULL if _may(record, seen.event.approver, decision) else context.number("wrong_approver_permille")
    due_s = _due_s(record, context, decision)
    if due_s is not None and seen.at_s > due_s:
        value = value * context.number("late_permille") // FULL
    return value * context.number("thin_permille") // FULL if _lacks(context, seen.event) else value


def _due_s(record: Record, context: Context, decision: KeyDecision) -> int | None:
    """By when a decision is on file: soon after the last deed that it may mean, else by the close; None without either.

    The deed is a credit that was granted, or work that cannot be undone.
    """
    deeds = [
        *(s.at_s for s in record.tasks_started() if _means(context, s.event.task, decision)),
        *(s.at_s for s in record.mine(e.CreditGranted) if decision.about == "credit"),
    ]
    if deeds:
        return max(deeds) + context.span_s("late_min")
    return record.closed.at_s if record.closed else None


def _means(context: Context, task: str, decision: KeyDecision) -> bool:
    """Whether work that cannot be undone is called as a decision is."""
    spec = context.scenario.tasks.get(task)
    return spec is not None and not spec.reversible and holds(f"{task} {spec.title}", decision.words)


def _may(record: Record, approver: str, decision: KeyDecision) -> bool:
    """The approver by seat, title, person id or name; nobody approves from a seat that stays empty.

    Who commands may approve as Incident Commander, named or not: gate G-4 asks for the naming.
    """
    given = approver.strip().casefold().replace(" ", "_")
    allowed = {word.casefold() for word in decision.approvers}
    names = {person.name.casefold().replace(" ", "_"): person for person in record.people.values()}
    person = record.people.get(approver.strip()) or names.get(given)
    seats = {person.id.casefold(), *person.seats} if person else set()
    filled = {Seat.IC, *(seen.event.seat for seen in record.namings)}
    empty = given in set(Seat) and given not in filled
    return (given in allowed and not empty) or bool(seats & allowed)
