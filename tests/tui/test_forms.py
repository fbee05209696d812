import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import commands as c
from simulator.vocabulary import Channel, CreditKind, Seat
from tui.actions import BY_ID
from tui.drafts import Values
from tui.forms import FormError, build, moment_s

START = 1_776_175_200  # 2026-04-14T14:00:00Z


def made(action: str, values: Values, at_s: int = 600) -> object:
    return build(BY_ID[action], values, at_s=at_s, start_utc_s=START)


def test_a_filled_form_is_a_command() -> None:
    values: Values = {"task": "failover", "owner": "tech_lead", "time_box_s": "15m"}
    assert made("start_task", values) == c.StartTask(task="failover", owner=Seat.TECH_LEAD, time_box_s=900)


def test_bare_minutes_are_understood_as_minutes() -> None:
    command = made("start_task", {"task": "x", "owner": "tech_lead", "time_box_s": "20"})
    assert isinstance(command, c.StartTask)
    assert command.time_box_s == 1_200


def test_optional_fields_that_are_empty_are_left_out() -> None:
    command = made("log_entry", {"action": "looked", "owner": "me", "result": "", "happened_at_s": ""})
    assert command == c.LogEntry(action="looked", owner="me", result="")


def test_a_field_that_does_not_apply_is_not_sent() -> None:
    values: Values = {"channel": "status_page", "accounts": ["harbor"], "text": "We know.", "final": "yes"}
    command = made("post_update", values)
    assert command == c.PostUpdate(channel=Channel.STATUS_PAGE, text="We know.", final=True)


def test_money_and_lists() -> None:
    values: Values = {"account": "harbor", "credit": "goodwill", "amount_cents": "$4,000.50", "days": "9", "basis": "b",
                      "approver": "vp_cs"}  # fmt: skip
    assert made("propose_credit", values) == c.ProposeCredit(
        account="harbor", credit=CreditKind.GOODWILL, amount_cents=400_050, basis="b", approver="vp_cs"
    )
    decision: Values = {"question": "q", "options": "a\n\n b ", "choice": "a", "why": "w", "approver": "ic"}
    assert made("log_decision", decision) == c.LogDecision(
        question="q", options=("a", "b"), choice="a", why="w", approver="ic"
    )


@pytest.mark.parametrize(
    ("action", "values", "field", "words"),
    [
        ("declare", {}, "severity", "choose one"),
        ("page_team", {"team": " "}, "team", "choose one"),
        ("start_task", {"task": "x", "owner": "ic", "time_box_s": "soon"}, "time_box_s", "15m or 1h30m"),
        ("schedule_call", {"account": "a", "at_s": "25:00", "purpose": "p"}, "at_s", "15:30"),
        ("schedule_call", {"account": "a", "at_s": "14:75", "purpose": "p"}, "at_s", "15:30"),
        ("log_entry", {"action": "x", "owner": "y", "happened_at_s": "noon"}, "happened_at_s", "14:05"),
        ("schedule_postmortem", {"in_days": "3"}, "invitees", "at least one"),
        ("schedule_postmortem", {"in_days": "soon", "invitees": ["ic"]}, "in_days", "whole days"),
        ("schedule_postmortem", {"in_days": "1_0", "invitees": ["ic"]}, "in_days", "whole days"),
        ("post_brief", {"text": "Impact: ‹who›."}, "text", "‹who›"),
        ("post_brief", {"text": "  \n "}, "text", "still empty"),
    ],
)
def test_a_slip_is_named_with_its_field_and_an_example(action: str, values: Values, field: str, words: str) -> None:
    with pytest.raises(FormError, match=words.replace("+", r"\+")) as slip:
        made(action, values)
    assert slip.value.field == field


@pytest.mark.parametrize(
    "amount",
    ["-5", "1.005", "four", "1e400", "1e9", "1_000", "٤٠٠", "4000,50", "1,00", "4.000,50", "40,00,000", "€5", "9" * 13],
)
def test_what_is_no_amount_is_refused_with_one_that_is(amount: str) -> None:
    """A decimal comma would be a hundred times as much."""
    values: Values = {"account": "a", "credit": "goodwill", "amount_cents": amount, "basis": "b", "approver": "v"}
    with pytest.raises(FormError, match=r"write an amount such as 4,000\.50"):
        made("propose_credit", values)


@pytest.mark.parametrize(
    ("amount", "cents"), [("4000.5", 400_050), ("$ 4,000", 400_000), ("1,234,567.89", 123_456_789), ("0", 0)]
)
def test_amounts_are_read_with_and_without_groups(amount: str, cents: int) -> None:
    values: Values = {"account": "a", "credit": "goodwill", "amount_cents": amount, "basis": "b", "approver": "v"}
    command = made("propose_credit", values)
    assert isinstance(command, c.ProposeCredit)
    assert command.amount_cents == cents


def test_clock_times_lie_behind_or_ahead() -> None:
    at_s = 9 * 3_600  # 23:00 UTC
    assert moment_s("22:30", at_s=at_s, start_utc_s=START, ahead=False) == at_s - 1_800
    after_midnight_s = 11 * 3_600  # 01:00 UTC
    assert moment_s("23:30", at_s=after_midnight_s, start_utc_s=START, ahead=False) == after_midnight_s - 5_400
    second_day_s = 25 * 3_600  # 15:00 UTC
    assert moment_s("15:30", at_s=second_day_s, start_utc_s=START, ahead=False) == 5_400
    assert moment_s("00:30Z", at_s=at_s, start_utc_s=START, ahead=True) == at_s + 5_400
    assert moment_s("+30m", at_s=at_s, start_utc_s=START, ahead=True) == at_s + 1_800


def test_a_start_that_is_still_to_come_is_refused_and_not_taken_for_yesterday() -> None:
    values: Values = {"severity": "sev1", "incident_class": "availability", "scope": "saves", "status": "open"}
    with pytest.raises(FormError, match=r"15:30 is still to come; write a time up to now, 14:10 UTC") as slip:
        made("declare", {**values, "impact_start_s": "15:30"})
    assert slip.value.field == "impact_start_s"


@given(st.text(max_size=12))
def test_no_text_breaks_a_clock_field(text: str) -> None:
    try:
        at_s = moment_s(text, at_s=0, start_utc_s=START, ahead=True)
    except ValueError:
        return
    assert at_s > 0 or text.startswith("+")
