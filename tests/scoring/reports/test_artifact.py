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
