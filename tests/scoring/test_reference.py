"""The reference runs pass by doing what the runbook's three worked examples tell."""

from __future__ import annotations

from itertools import pairwise

import pytest

from simulator import events as e
from simulator.clock import HOUR_S, MINUTE_S
from simulator.vocabulary import Channel, CreditKind, IncidentClass, Seat, Severity
from tests.scoring.plays import DATABASE, LEAK, SCENARIOS, TRANSFER, Play, reference


def signal_s(run: Play) -> int:
    """Second of the first credible signal."""
    return run.moment(e.MessageArrived, credible_signal=True)


def posted_s(run: Play, *channels: Channel) -> list[int]:
    """Seconds of the updates on some channels."""
    return [at_s for at_s, update in run.timed(e.UpdatePosted) if update.channel in channels]


def longest_gap_s(moments: list[int]) -> int:
    """The longest silence between two updates."""
    return max(later - earlier for earlier, later in pairwise(moments))


def done_s(run: Play, task: str) -> int:
    """Second at which a task had succeeded."""
    return run.moment(e.TaskFinished, task=task, succeeded=True)


def actions(run: Play) -> dict[str, int]:
    """Every remediation action in lower case, with the days until it is due."""
    return {event.action.lower(): event.due_in_days for event in run.events(e.RemediationAdded)}


# --- all three ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_good_team_performs_without_challenges(scenario: str) -> None:
    """At least 95 points, band P, no gate, a pass."""
    card = reference(scenario).card
    assert card.total >= 95
    assert card.band == "P"
    assert card.gates == ()
    assert card.passed
    assert card.finished


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_step_of_the_reference_made_sense(scenario: str) -> None:
    """Nothing was refused and nothing waited in vain."""
    run = reference(scenario)
    assert run.refusals == ()
    assert run.left_over == 0


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_only_what_the_variant_excuses_stays_unscored(scenario: str) -> None:
    """Duties that the reference run reaches are scored for everybody."""
    run = reference(scenario)
    unscored = {name for name, value in run.values.items() if value is None}
    assert unscored == set(run.drill.variant.not_reached)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_account_comes_near_to_leaving(scenario: str) -> None:
    """No account escalates, ends at twice its risk or is gone after ninety days."""
    run = reference(scenario)
    base = {company.account: company.churn_ppm for company in run.events(e.DrillStarted)[0].companies}
    last = {change.account: change.churn_ppm for change in run.events(e.SentimentChanged)}
    assert all(risk < 2 * base[account] for account, risk in last.items())
    assert not any(account.churned for account in run.events(e.AccountSettled))


# --- database failover --------------------------------------------------------------------------------------


def test_failover_is_declared_nine_minutes_after_the_first_signal() -> None:
    """As a SEV-1, in the first quarter of an hour."""
    run = reference(DATABASE)
    [(declared_s, declared)] = run.timed(e.IncidentDeclared)
    assert declared_s - signal_s(run) == 9 * MINUTE_S
    assert declared.severity is Severity.SEV1


def test_failover_rolls_the_flag_back_before_it_switches_the_database() -> None:
    """The step that can be undone comes first, the switch once the replica is proved."""
    run = reference(DATABASE)
    assert done_s(run, "rollback-flag") < done_s(run, "verify-replica") < done_s(run, "failover-replica")


def test_failover_keeps_the_sixty_minute_cadence() -> None:
    """On the status page, from the signal to the resolution, with the first brief inside the hour."""
    run = reference(DATABASE)
    posts = posted_s(run, Channel.STATUS_PAGE)
    assert posts[0] - signal_s(run) <= HOUR_S
    assert longest_gap_s(posts) <= HOUR_S
    assert run.moment(e.BriefPosted) - signal_s(run) <= HOUR_S


def test_failover_is_mitigated_after_seventy_two_minutes() -> None:
    """Counted from the start of the impact; the mark stands the minute after monitoring shows it."""
    run = reference(DATABASE)
    restored_s = next(at_s for at_s, impact in run.timed(e.ImpactChanged) if impact.restored and at_s > HOUR_S)
    assert restored_s - run.drill.variant.truth.impact_start == pytest.approx(72 * MINUTE_S, abs=MINUTE_S)
    assert run.moment(e.MitigationMarked) == pytest.approx(73 * MINUTE_S, abs=MINUTE_S)


def test_failover_brings_guardrails_within_two_days() -> None:
    """An action against the same setting is due in 48 hours."""
    urgent = [action for action, days in actions(reference(DATABASE)).items() if days <= 2]
    assert any("pool" in action and "reject" in action for action in urgent)


def test_failover_grants_one_credit_with_the_right_word() -> None:
    """Ten percent of the strategic account's fee, approved before it was promised; nobody else gets any."""
    run = reference(DATABASE)
    [proposed], [granted] = run.events(e.CreditProposed), run.events(e.CreditGranted)
    assert (proposed.account, proposed.credit, proposed.amount_cents) == ("harbor", CreditKind.SLA_CREDIT, 400_000)
    assert proposed.approver == "cs_manager"
    assert granted.approved


# --- credential leak ----------------------------------------------------------------------------------------


def test_leak_engages_legal_and_security_with_the_declaration() -> None:
    """Both seats are held within five minutes of a SEV-1 of the security class."""
    run = reference(LEAK)
    [(declared_s, declared)] = run.timed(e.IncidentDeclared)
    assert declared.severity is Severity.SEV1
    assert declared.incident_class is IncidentClass.SECURITY
    for seat in (Seat.LEGAL, Seat.SECURITY):
        assert run.moment(e.RoleAssigned, seat=seat) - declared_s <= 5 * MINUTE_S


def test_leak_keeps_the_evidence_and_then_rotates() -> None:
    """Geo-block and forensic logging come first; rotation waits for the sealed copies."""
    run = reference(LEAK)
    safe = max(done_s(run, "snapshot-logs"), done_s(run, "forensic-logging"), done_s(run, "geo-block"))
    assert safe < run.moment(e.TaskStarted, task="rotate-tokens") < done_s(run, "rotate-tokens")


def test_leak_is_told_every_two_hours_to_those_affected() -> None:
    """By mail to the three accounts and never on the public page."""
    run = reference(LEAK)
    mails = posted_s(run, Channel.CUSTOMER_MAIL)
    assert mails[0] - signal_s(run) <= 2 * HOUR_S
    assert longest_gap_s(mails) <= 2 * HOUR_S
    assert not posted_s(run, Channel.STATUS_PAGE)


def test_leak_states_that_nothing_was_taken_once_that_is_known() -> None:
    """The final note says so, after every request has been examined."""
    run = reference(LEAK)
    assert not run.drill.variant.truth.data_lost
    [(final_s, final)] = [(at_s, x) for at_s, x in run.timed(e.UpdatePosted) if x.final and x.channel.is_external]
    assert "no data was exported" in final.text.lower()
    assert done_s(run, "check-exports") < final_s


def test_leak_notifies_the_authority_in_time() -> None:
    """Each legal duty of the variant, counted from awareness."""
    run = reference(LEAK)
    assert run.drill.variant.truth.legal
    for duty in run.drill.variant.truth.legal:
        assert run.moment(e.AuthorityNotified, authority=duty.authority) - signal_s(run) <= duty.within


def test_leak_updates_the_playbooks() -> None:
    """The security playbooks are among the actions."""
    assert any("playbook" in action for action in actions(reference(LEAK)))


# --- integration failure ------------------------------------------------------------------------------------


def test_transfer_is_a_sev2_that_is_resolved_at_thirty_six_hours() -> None:
    """With the hotfix live and the missing night sent after it."""
    run = reference(TRANSFER)
    [declared] = run.events(e.IncidentDeclared)
    assert declared.severity is Severity.SEV2
    assert done_s(run, "deploy-hotfix") < done_s(run, "backfill-job") < run.moment(e.ResolutionMarked)
    assert run.moment(e.ResolutionMarked) == pytest.approx(36 * HOUR_S, abs=15 * MINUTE_S)


def test_transfer_meets_the_cfo_every_day() -> None:
    """A call was held on each day that the incident lasted."""
    run = reference(TRANSFER)
    strategic = {call.call for call in run.events(e.CallScheduled) if call.account == "castell"}
    held = [at_s for at_s, call in run.timed(e.CallHeld) if call.call in strategic]
    assert len(held) >= run.drill.variant.par.strategic_calls
    assert longest_gap_s(held) <= 24 * HOUR_S
    assert not run.events(e.CallMissed)


def test_transfer_agrees_on_a_plan_with_dates_on_both_sides() -> None:
    """The stub of a Mutual Action Plan: every milestone has an owner here and there, and a date."""
    plan = reference(TRANSFER).events(e.MilestonePlanned)
    assert len(plan) >= 3
    assert all(step.owner and step.customer_owner and step.due_in_days > 0 for step in plan)


def test_transfer_pays_goodwill_at_most() -> None:
    """The availability schedule does not cover a transfer."""
    run = reference(TRANSFER)
    assert {proposal.credit for proposal in run.events(e.CreditProposed)} <= {CreditKind.GOODWILL}
    assert all(granted.approved for granted in run.events(e.CreditGranted))


def test_transfer_starts_a_reliability_programme_and_the_expansion_goes_on() -> None:
    """The programme is among the actions, and a decision resumes the talks after the resolution."""
    run = reference(TRANSFER)
    assert any("reliability programme" in action for action in actions(run))
    resumed = [at_s for at_s, decision in run.timed(e.DecisionLogged) if "resume the expansion" in decision.choice]
    assert resumed
    assert resumed[-1] >= run.moment(e.ResolutionMarked)
