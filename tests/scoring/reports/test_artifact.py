"""The incident record as the war room leaves it behind."""

from __future__ import annotations

from scoring.reports.artifact import artifacts
from simulator import events as e
from tests.scoring.builders import declared, runbook, story
from tests.scoring.reports.cases import hostile_report


def test_an_end_that_was_taken_back_stands_in_no_incident_record() -> None:
    """Given an end marked at 12:20 and reopened, when it is marked again at 13:10, then the record says 13:10."""
    marked = (story().you(600, declared())).you(1_200, e.ResolutionMarked(note="Over."))
    reopened = marked.you(1_500, e.IncidentReopened(reason="Logins fail."))
    ends = {}
    for name, told in (("early", marked), ("open", reopened), ("late", reopened.you(4_200, marked.facts[-1][2]))):
        page = artifacts(told.record(), hostile_report(), runbook())["incident-record.md"]
        ends[name] = next(line for line in page.splitlines() if "Resolved (UTC)" in line)
    assert "12:20" in ends["early"]
    assert not any(sign.isdigit() for sign in ends["open"])
    assert "13:10" in ends["late"]


def test_a_closed_incidents_record_says_closed_and_a_reopened_one_does_not() -> None:
    noted = declared(status="monitoring")
    closed = story().you(600, noted).you(1_200, e.IncidentClosed(note="Over."))
    pages = [
        artifacts(told.record(), hostile_report(), runbook())["incident-record.md"]
        for told in (closed, closed.you(1_500, e.IncidentReopened(reason="Logins fail.")))
    ]
    assert "| Status | closed |" in pages[0]
    assert "| Status | monitoring |" in pages[1]
    assert "12:20" not in pages[1]


def test_the_plan_for_a_customer_names_people_and_seats_instead_of_ids() -> None:
    """Given owners as ids of people, of a seat and in words, when the plan is written, then it has names."""
    told = story().you(
        600,
        e.MilestonePlanned(account="north", milestone="Rehearsal", owner="csm", customer_owner="buyer", due_in_days=9),
        e.RemediationAdded(action="Guard it", owner="tech_lead", due_in_days=9, strength="strong"),
        e.RemediationAdded(action="Test it", owner="The night shift", due_in_days=9, strength="strong"),
    )
    page = artifacts(told.record(), hostile_report(), runbook())["mutual-action-plan.md"]
    assert "| North | Rehearsal | Csm | Buyer | 9 days |" in page
    assert "Guard it (Tech Lead, within 9 days)" in page
    assert "Test it (The night shift, within 9 days)" in page
