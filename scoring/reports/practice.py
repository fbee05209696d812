"""What follows from a drill: strengths, at most three things to practise, the improvement plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from scoring.judgement import FULL
from scoring.learning import SAME_ACTION_PERMILLE, actions
from scoring.posts import alike
from scoring.record import Record
from scoring.reports.clock import number
from scoring.reports.model import PlanRow, Practice
from scoring.scorecard import CriterionScore, Scorecard
from simulator import events as e
from simulator.runbook import Runbook

MOST = 3
PRACTISED_WITHIN_DAYS = 14
"""The next drill should follow while this one is remembered; our own choice."""
_TEXT = "warroom grade update FILE"
_DRILLS = {
    "C3": (_TEXT, "Write five updates and have each read: a minute apiece."),
    "C5": (_TEXT, "Write five updates and have each read: a minute apiece."),
    "C6": (_TEXT, "Rewrite the marked sentences of this report and have them read again."),
    "E2": ("warroom credit --help", "Calculate the credit of three accounts before you look at the answer."),
    **{
        f"G{place}": ("warroom grade postmortem FILE", "Mend this drill's post-mortem until the finding is gone.")
        for place in range(1, 8)
    },
}
"""Skills that a short exercise trains better than a whole drill."""


def strengths(card: Scorecard) -> tuple[str, ...]:
    """The heaviest criteria with full marks, stretch targets first."""
    full = [score for score in card.criteria if score.judgement.value_permille == FULL]
    full.sort(key=lambda score: (not score.judgement.distinction, -score.weight_centi, score.id))
    return tuple(f"{score.title}: {score.judgement.actual}" for score in full[:MOST])


def lost(card: Scorecard) -> tuple[CriterionScore, ...]:
    """Criteria that lost points, the most first."""
    found = [score for score in card.criteria if _missing(score) > 0]
    return tuple(sorted(found, key=lambda score: (-_missing(score), score.id)))


def _missing(score: CriterionScore) -> Fraction:
    """Points that the criterion did not bring."""
    return score.of - score.points


def practice(card: Scorecard, other: str, again: str) -> tuple[Practice, ...]:
    """The three largest losses, each with what trains it.

    Args:
        card: The judgement.
        other: Id of another bundled scenario, so that the skill is practised on a new case; empty = none is known.
        again: The command that plays this scenario with another cause; empty = it has no other.
    """
    found: list[Practice] = []
    for score in lost(card):
        command, why = _DRILLS.get(score.id, _whole(card.scenario, other, again, len(found)))
        if all(command != known.command or known.criterion[0] != score.id[0] for known in found):
            found.append(
                Practice(
                    criterion=score.id, title=score.title, lost=number(_missing(score)), practise=score.practise,
                    command=command, why=why,
                )
            )  # fmt: skip
    return tuple(found[:MOST])


def _whole(same: str, other: str, again: str, place: int) -> tuple[str, str]:
    if again and (place % 2 or not other):
        return again, f"The same family ({same}) with another cause, so that nothing is known."
    if other:
        return f"warroom play {other}", "Another kind of incident: what holds there too is learned."
    return "warroom scenario list", "Choose a case that you do not know yet."


def plan(card: Scorecard, record: Record, runbook: Runbook, held: date | None, owner: str) -> tuple[PlanRow, ...]:
    """The improvement plan: what to practise, and the actions that the team itself decided on.

    Args:
        card: The judgement.
        record: The journal.
        runbook: Titles of the domains.
        held: Day of the debrief; without it dates are given in days from it.
        owner: Who practises: a name or a seat.
    """
    return (*_training(card, runbook, held, owner), *_decided(record))


def _training(card: Scorecard, runbook: Runbook, held: date | None, owner: str) -> Iterator[PlanRow]:
    for score in lost(card)[:MOST]:
        due = f"{held + timedelta(days=PRACTISED_WITHIN_DAYS)}" if held else f"debrief + {PRACTISED_WITHIN_DAYS} days"
        yield PlanRow(
            area=runbook.domains[score.id[0]].title, observation=f"{score.id} {score.title}: {score.judgement.actual}",
            action=score.practise, owner=owner, due=due, state="proposed by this report",
        )  # fmt: skip


def _decided(record: Record) -> Iterator[PlanRow]:
    """The remediation actions of the drill; their dates count from its post-mortem, in the drill's own time."""
    closed = {s.event.action: s.event for s in record.all(e.ActionReviewed)}
    tracked = [seen.event.action for seen in record.all(e.RemediationAdded)]
    for action in actions(record):
        places = (n for n, text in enumerate(tracked, 1) if alike(text, action.text, SAME_ACTION_PERMILLE))
        review = closed.get(next(places, 0))
        due = "" if action.due_in_days is None else f"post-mortem + {action.due_in_days} days"
        yield PlanRow(
            area="Remediation", observation=", ".join(p for p in (action.tracker, action.done_test) if p),
            action=action.text, owner=action.owner or "nobody", due=due or "no date", state=_state(review),
        )  # fmt: skip


def _state(review: e.ActionReviewed | None) -> str:
    if review is None:
        return "decided in the drill"
    return f"simulated: {'closed' if review.closed else 'still open'} at day {review.day}"
