"""G6: the actions are strong enough, and prevent, detect and mitigate are covered."""

from __future__ import annotations

from scoring.duty import Context
from scoring.judgement import FULL, Judgement, Quote, lines_of, listed, mean, share
from scoring.learning import actions, factors
from scoring.record import Record
from scoring.substance import names_work

_FORCE = "Let the system do it: refuse, limit, automate or take away; then an alarm; training last."
TYPES = ("prevent", "detect", "mitigate")


def judge(record: Record, context: Context) -> Judgement:
    """Judge three parts: a strong action, few weak ones, all types covered."""
    most = context.number("weak_most_permille")
    target = f"a strong action, at most {most // 10} % weak ones, {listed(TYPES)} covered"
    found = actions(record)
    if len(found) < context.number("actions_least"):
        return Judgement(0, target, f"{len(found)} actions", "Too few for a mix.", lines_of(a.n for a in found),
                         "Change the system: refuse, limit, automate; then alarms; training last.")  # fmt: skip
    telling = [action for action in found if names_work(context, action, factors(record))]
    strong = sum(action.strength == "strong" for action in telling)
    weak = len(found) - strong - sum(action.strength == "medium" for action in telling)
    covered = [name for name in TYPES if any(action.type == name for action in telling)]
    parts = [FULL if strong else 0, FULL if share(weak, len(found)) <= most else 0, share(len(covered), len(TYPES))]
    value = mean(parts) if strong or covered else 0
    return Judgement(
        value,
        target,
        f"{strong} strong, {weak} weak of {len(found)}; covered: {listed(covered)}",
        "Strong actions force the right thing; training and reminders are weak (RCA2 hierarchy).",
        lines_of(action.n for action in found),
        "" if value >= FULL - 1 else "Add one that makes the fault impossible, and one for each type that is missing.",
        tuple(
            Quote(a.text[:100], "weak: it relies on people remembering", _FORCE, a.n)
            for a in found
            if a.strength not in ("strong", "medium")
        )[:3]
        if value < FULL - 1
        else (),
    )
