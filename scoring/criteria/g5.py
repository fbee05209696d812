"""G5: actions with owner, date, tracker, done-test, type and priority."""

from __future__ import annotations

from scoring.duty import Context
from scoring.judgement import FULL, Judgement, Quote, line_up, lines_of, listed, mean, percent, share
from scoring.learning import Action, actions, factors, is_one_person
from scoring.record import Record
from scoring.substance import names_work, tells


def judge(record: Record, context: Context) -> Judgement:
    """Judge the mean share of filled fields; too few actions earn in proportion."""
    full, zero = context.full_permille, context.zero_permille
    least = context.number("actions_least")
    target = f"at least {least} actions with {percent(full)} of their fields; nothing at {percent(zero)}"
    found = actions(record)
    advice = "“Owner: one name · due: a date within 8 weeks · tracker: an id · done when: a test · type · priority”"
    if not found:
        return Judgement(0, target, "no action", "Learning without actions recurs.", advice=advice)
    fields = {action.text: _fields(context, action, factors(record)) for action in found}
    completeness = mean([share(sum(row.values()), len(row)) for row in fields.values()])
    value = line_up(completeness, zero, full) * min(FULL, share(len(found), least)) // FULL
    gaps = {text: [name for name, there in row.items() if not there] for text, row in fields.items()}
    short = [action for action in found if gaps[action.text]]
    return Judgement(
        value,
        target,
        f"{len(found)} actions, {percent(completeness, full)} of their fields",
        "“Improve it” and what has nothing to do with the incident name no work, a group is no owner, a far date no "
        "date; the text also gives type and priority.",
        lines_of(action.n for action in found),
        "" if value == FULL else advice,
        tuple(Quote(a.text[:100], f"missing: {listed(gaps[a.text])}", advice, a.n) for a in short[:4])
        if value < FULL
        else (),
    )


def _fields(context: Context, action: Action, addressed: tuple[str, ...]) -> dict[str, bool]:
    """Which fields of an action hold something; none does where it names no work on this incident."""
    days = action.due_in_days
    row = {
        "owner": is_one_person(action.owner),
        "date": days is not None and 0 <= days <= context.number("due_most_days"),
        "tracker": bool(action.tracker),
        "done-test": tells(context, action.done_test, beside=(action.text,)),
    }
    if action.in_text:
        row |= {"type": bool(action.type), "priority": bool(action.priority)}
    return row if names_work(context, action, addressed) else dict.fromkeys(("work", *row), False)
