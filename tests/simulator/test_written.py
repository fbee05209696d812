"""Commands as people write them: every mistake of one is told at once, with what could have stood there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from simulator import commands as c
from simulator.scenario.written import BY_KIND, command_from, fields_of
from simulator.vocabulary import Seat


def fault(value: object) -> str:
    """What is wrong with a command."""
    with pytest.raises(ValueError, match=r".") as caught:
        command_from(value)
    return str(caught.value)


def test_durations_and_amounts_may_be_written_with_their_units() -> None:
    """`time_box: 15m` and `time_box_s: 900` are one command."""
    task = {"task": "look", "owner": "tech_lead"}
    by_unit, exact = ({"start_task": {**task, **box}} for box in ({"time_box": "15m"}, {"time_box_s": 900}))
    assert (
        command_from(by_unit) == command_from(exact) == c.StartTask(task="look", owner=Seat.TECH_LEAD, time_box_s=900)
    )
    credit = {"account": "alpha", "credit": "goodwill", "basis": "-", "approver": "vp_cs"}
    made = command_from({"propose_credit": {**credit, "amount": Decimal("40.50")}})
    assert isinstance(made, c.ProposeCredit)
    assert made.amount_cents == 4_050
    for written in ("40.50", "$40.50"):
        assert command_from({"propose_credit": {**credit, "amount": written}}) == made


def test_every_mistake_of_a_command_is_told_at_once_with_its_fields() -> None:
    """Given a wrong word, an unknown and a missing field, when it is read, then all of them are named."""
    said = fault({"declare": {"severity": "sev9", "scoop": "x", "impact_start": 3}})
    assert said == (
        "declare: severity: expected one of sev1, sev2, sev3, not 'sev9'; there is no field 'scoop', did you mean "
        "'scope'?; impact_start: expected a duration such as 15m or 1h30m, not 3; incident_class, scope are missing; "
        "it needs severity, incident_class, scope and may have status, impact_start"
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("acknowledge_pag", "'acknowledge_pag' is none; did you mean 'acknowledge_page'?"),
        ("decl", "'decl' is none; did you mean 'declare'?"),
        ({"finish_drill": {"x": 1}}, "there is no field 'x'; it has no fields"),
        ({"declare": ["sev1"]}, "the fields of declare as a mapping: it needs severity"),
        ({"start_task": {"task": 3, "owner": "king", "time_box": "1h", "time_box_s": 3}}, "time_box is given twice"),
        ({"start_task": {"task": 3, "owner": "ic", "time_box_s": "1h"}}, "expected a whole number, not '1h'"),
        ({"post_update": {"channel": "status_page", "text": "-", "final": "yes"}}, "expected true or false, not 'yes'"),
        ({"schedule_postmortem": {"in_days": 2, "invitees": ["king"]}}, "expected a list of ic, comms_lead"),
        ({"log_decision": {"options": "a"}}, "options: expected a list of texts, not 'a'"),
        ({"propose_credit": {"amount": "480k"}}, "an amount of money such as 4000 or 4000.50, not '480k'"),
        ({"propose_credit": {"amount": Decimal("0.555")}}, "4000.50, not 0.555"),
        (["declare"], "a single command, e.g."),
    ],
)  # fmt: skip
def test_a_mistake_says_what_was_expected(value: object, expected: str) -> None:
    """By the words of the file, never by those of the program."""
    assert expected in fault(value)


def test_a_word_like_no_command_is_answered_with_all_of_them() -> None:
    """Whoever guesses learns the names."""
    assert all(kind in fault("ack") for kind in BY_KIND)


@pytest.mark.parametrize("kind", BY_KIND)
def test_every_field_of_every_command_is_known_by_its_written_name(kind: str) -> None:
    """No two fields of a command are written alike."""
    names = [field.name for field in fields_of(BY_KIND[kind])]
    assert len(set(names)) == len(BY_KIND[kind].__struct_fields__)
