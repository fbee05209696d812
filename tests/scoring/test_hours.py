"""When it was and how long, told once it is over, and held against the signals."""

from __future__ import annotations

import pytest

from scoring.claims import Fault
from scoring.criteria.f3 import judge
from scoring.hours import HOURS
from simulator import events as e
from tests.scoring.builders import Story, impact, minutes, quiet, update
from tests.scoring.test_claims import found_in

TRUE = (
    "Between 12:01 and 13:00 UTC 20 % of users received errors, and pages were slow.",
    "From 12:01 to 13:05 UTC 20 % of users received errors.",
    "For about an hour 20 % of users received errors.",
    "For more than half an hour 20 % of users received errors.",
    "The outage lasted three quarters of an hour.",
    "The outage lasted 59 minutes.",
    "The outage lasted an hour and twenty minutes, with the watch.",
    "The outage was over at 13:00 UTC.",
    "The outage was over at 13:20 UTC.",
    # of a part, a deed, another thing, another incident, another zone
    "Users received errors since 12:01 UTC. For ten minutes it was worse.",
    "Between 12:01 and 13:00 UTC errors occurred. For three minutes all users received errors.",
    "Most of you received errors for only a few minutes.",
    "For five minutes after the switch we held orders back, and errors were shown.",
    "If you see errors for more than five minutes, contact support.",
    "Between 13:00 and 13:20 UTC we watched the service and saw no errors.",
    "Log-in also failed between 12:20 and 12:25 UTC.",
    "In the outage of 3 January, users received errors for ten minutes.",
    "Between 13:01 and 14:00 CET 20 % of users received errors.",
    "You wrote that it lasted ten minutes.",
)
FALSE = (
    "Between 12:50 and 12:58 UTC on 10 March, 20 % of users received errors when saving, and pages were slow.",
    "For about five minutes on 10 March, 20 % of users received errors.",
    "20 % of users received errors for less than ten minutes.",
    "The outage lasted ten minutes.",
    "The outage lasted six hours.",
    "The incident was over within a quarter of an hour.",
    "The outage ended at 12:20 UTC.",
)


def over() -> Story:
    """From 12:01 to 13:00 UTC a fifth of the work failed."""
    return quiet().world(60, impact(200)).world(minutes(60), impact(0))


def times_in(told: Story) -> list[Fault]:
    return [found.fault for found in found_in(told) if found.said.claim.key in (HOURS, "start")]


@pytest.mark.parametrize("text", TRUE)
def test_true_times_and_those_of_parts_are_free(text: str) -> None:
    assert times_in(over().you(minutes(90), update(f"It is resolved. {text}", final=True))) == []


@pytest.mark.parametrize("text", FALSE)
def test_a_time_that_cannot_be_is_an_error_and_f3_does_not_call_it_given(text: str) -> None:
    told = over().you(minutes(90), update(f"It is resolved. {text}", final=True))
    assert times_in(told) == [Fault.ERROR]
    assert "times and impact" in judge(told.record(), told.context("F3")).actual


def test_while_it_lasts_a_length_is_how_long_it_has_been() -> None:
    told = update("For ten minutes 20 % of users have received errors.")
    assert times_in(over().you(minutes(30), told)) == []


def test_the_end_that_the_record_marks_is_an_end() -> None:
    marked = over().you(minutes(50), e.MitigationMarked(note="Errors are down."))
    assert times_in(marked.you(minutes(90), update("Between 12:01 and 12:50 UTC 20 % of users received errors."))) == []
