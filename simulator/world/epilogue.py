"""After the close: +30, +60 and +90 days. Actions get closed or rot, the fault recurs or not, accounts stay or go.

All of it is scenario fiction with guessed rates; only the direction is meant to teach.
"""

from __future__ import annotations

from simulator import events as e
from simulator.clock import DAY_S
from simulator.vocabulary import CreditKind
from simulator.world.stage import Stage

REVIEW_DAYS = (30, 60, 90)
CLOSE_BASE_PPM, CLOSE_STEP_PPM = 100_000, 200_000
"""An action closes with 10 %, plus 20 % each for owner, date, tracker, done-test and strength (guess)."""
CONTENT_DROP_MILLI = 10_000
"""An account that has lost no more than this much does not hold the day against us (guess)."""
RECUR_PPM = 600_000
"""Chance that a cause that no closed action addresses strikes again within 90 days (guess)."""


def play_epilogue(stage: Stage, reason: str) -> None:
    """Settle everything and end the drill."""
    closed = _review_actions(stage)
    recurred = _recurrence(stage, closed)
    _settle_accounts(stage, recurred)
    stage.emit(e.DrillEnded(reason=reason))


def _review_actions(stage: Stage) -> list[e.RemediationAdded]:
    done: dict[int, e.RemediationAdded] = {}
    for day in REVIEW_DAYS:
        for number, (_, action) in enumerate(stage.incident.remediation, 1):
            if number in done or action.due_in_days > day:
                continue
            odds_ppm = CLOSE_BASE_PPM + CLOSE_STEP_PPM * sum(
                (
                    bool(action.owner),
                    action.due_in_days <= 56,
                    bool(action.tracker),
                    bool(action.done_test),
                    action.strength == "strong",
                )
            )
            closes = stage.chance.below(1_000_000, f"action-{number}", "closes", 0) < odds_ppm + 50_000 * (day // 30)
            stage.emit(e.ActionReviewed(day=day, action=number, closed=closes))
            if closes:
                done[number] = action
    return list(done.values())


def _recurrence(stage: Stage, closed: list[e.RemediationAdded]) -> bool:
    truth = stage.variant.truth
    if truth.false_alarm:
        return False
    words = [word.lower() for group in truth.cause_concepts for word in group]
    addressed = any(word in f"{action.action} {action.addresses}".lower() for action in closed for word in words)
    if addressed or not stage.chance.happens(RECUR_PPM, "fault", "recurs"):
        return False
    stage.emit(e.FaultRecurred(day=60, text="The same cause struck again: no closed action had removed it."))
    return True


def _settle_accounts(stage: Stage, recurred: bool) -> None:
    clean = (
        all(account.confirmed for account in stage.incident.accounts.values()) and stage.incident.closed_s is not None
    )
    for name, account in stage.incident.accounts.items():
        spec = stage.scenario.accounts[name]
        lost = max(0, account.start_milli - account.sentiment_milli)
        share = stage.parameter("recovery_share") if clean or account.confirmed else 0
        end_milli = min(account.sentiment_milli + lost * share // 1_000, 100_000)
        risk_ppm = min(999_999, account.churn_ppm * (2 if recurred else 1))
        churned = stage.chance.fails(risk_ppm, name, "churns")
        granted = sum(
            c.event.amount_cents
            for c in stage.incident.credits.values()
            if c.state == "granted" and c.event.account == name and c.event.credit is not CreditKind.TERM_EXTENSION
        )
        stage.emit(
            e.AccountSettled(
                account=name,
                sentiment_milli=end_milli,
                churn_ppm=risk_ppm,
                churned=churned,
                outcome=_why_left(lost, recurred)
                if churned
                else _outcome(lost, spec.renewal_in_days * DAY_S <= 90 * DAY_S, spec.open_opportunity),
                credit_cents=granted,
                arr_at_risk_cents=spec.arr * max(0, risk_ppm - account.base_ppm) // 1_000_000,
            )
        )


def _why_left(lost_milli: int, recurred: bool) -> str:
    """A reason for leaving: most who leave within a year do so whatever happened today."""
    if lost_milli > CONTENT_DROP_MILLI:
        return "left over how this went"
    return "left when the same cause struck again" if recurred else "left for reasons of its own, as some do every year"


def _outcome(lost_milli: int, renewing: bool, opportunity: str | None) -> str:
    if lost_milli > 20_000:
        return "stays, asks for other offers" + ("; deal on hold" if opportunity else "")
    if opportunity:
        return (
            f"expansion continued: {opportunity}"
            if lost_milli <= CONTENT_DROP_MILLI
            else f"deal on hold: {opportunity}"
        )
    return "renewed" if renewing else "stays"
