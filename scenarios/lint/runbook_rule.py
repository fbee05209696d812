"""The rules of the lint for runbooks: for each its id, why it matters, and how to mend it."""

from __future__ import annotations

from scenarios.lint.rule import Rule

_TABLE = (
    # what keeps a drill from being played or judged
    (
        "criterion-missing",
        "The judge asks for every criterion, so no drill could be judged.",
        "Copy it from the bundled runbook (`warroom runbook new`); a weight_centi of 0 keeps it out of the score.",
    ),
    (
        "number-missing",
        "The judge or the world asks for it, and a drill would stop there.",
        "Write it as the bundled runbook does (`warroom runbook new`).",
    ),
    (
        "seats-missing",
        "Incidents of this class could not be judged.",
        "Name the seats that such an incident needs.",
    ),
    (
        "approval-missing",
        "Whoever proposes it could get neither a yes nor a no.",
        "Add a rule of this kind without a limit, last of its kind.",
    ),
    (
        "approver-untitled",
        "Nobody could be told whose approval it takes.",
        "Give the approver a title under approver_titles, or write the name as it stands there.",
    ),
    (
        "unknown-gate",
        "No condition belongs to it, so no drill could be judged.",
        "Take it out; gates are given new words, not new conditions.",
    ),
    # numbers that judge nonsense
    (
        "number-idle",
        "Nothing reads it, so what you meant by it does not happen.",
        "Write the name as the bundled runbook does, or take it out.",
    ),
    (
        "number-beyond",
        "No drill can be fairly judged or played by such a number.",
        "Give a number within the bounds that the message names.",
    ),
    (
        "threshold-missing",
        "Without a target and a zero everybody fails the criterion.",
        "Give both, as the bundled runbook does.",
    ),
    (
        "threshold-idle",
        "The criterion is judged by other numbers, so this one changes nothing.",
        "Change the criterion's own thresholds, and take this one out.",
    ),
    (
        "threshold-order",
        "Between full and no marks there is a straight line; turned round, who is better gets less.",
        "For times: stretch before target before zero; for shares: zero below full.",
    ),
    (
        "clock-zero",
        "Whatever is due at every moment is always late.",
        "Give a time such as 60m.",
    ),
    (
        "clock-order",
        "A clock that is slower where more is at stake, or that nobody can miss, drills the wrong habit.",
        "Let SEV-1 be the fastest, the first brief the soonest, the grace below every cadence, all within a week.",
    ),
    # the rubric
    (
        "weights",
        "Scorecards say points of 100; other sums make them contradict themselves.",
        "Let the weights of all criteria add up to 10000 hundredths.",
    ),
    (
        "criterion-place",
        "Its points would count twice, not at all, or under a letter where no reader looks for them.",
        "Name each criterion once, under the domain of its letter.",
    ),
    (
        "seat-unlisted",
        "Every incident is scored for its Incident Commander and its Comms Lead (B1, B2), whoever else is asked for.",
        "Name `ic` and `comms_lead` in every class.",
    ),
    (
        "listed-twice",
        "It would count for two.",
        "Name it once.",
    ),
    (
        "list-empty",
        "Nothing is asked for, so nothing can be earned.",
        "Name at least one.",
    ),
    (
        "field-unknown",
        "The incident record has no such field, so every record is judged incomplete.",
        "Name fields of the record.",
    ),
    (
        "gate-missing",
        "A drill in which it happens would pass as if nothing were wrong.",
        "Put it back; gate_cap says how much it may cost.",
    ),
    (
        "band-order",
        "A total would be called by the word for a better or a worse one.",
        "Give P, S, M and U once each, with falling `least`, down to 0.",
    ),
    (
        "pass-odd",
        "Who should fail would pass, or the condition is never asked.",
        "Name domains of the runbook, and keep gate_cap below pass_total.",
    ),
    # money
    (
        "schedule-odd",
        "A credit would be calculated that no contract promises.",
        "Let the schedule's key and id agree, and its cap be above 0.",
    ),
    (
        "approval-idle",
        "Nobody ever offers this kind, so the rule decides nothing.",
        "Write the kind as the bundled runbook does, or take the rule out.",
    ),
)
RUNBOOK_RULES = {name: Rule(name, why, mend) for name, why, mend in _TABLE}
"""Every rule that only runbooks can break, by its id."""
