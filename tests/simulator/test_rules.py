"""What makes sense now: every refusal says why, and what would make the command possible."""

from __future__ import annotations

import pytest

from simulator import commands as c
from simulator import rules
from simulator.vocabulary import Channel, CreditKind, HypothesisState, IncidentClass, Seat, Severity
from tests.builders import PAGE, Story, inject, story, tiny, tiny_data

NEEDY = tiny_data()["tasks"]
NEEDY["roll-back"]["requires"] = ["look"]
SCENARIO = tiny(injects=[PAGE, inject("q", at="4m", account="alpha", sender="alpha-contact", asks=True)], tasks=NEEDY)

DECLARE = c.Declare(severity=Severity.SEV1, incident_class=IncidentClass.AVAILABILITY, scope="All saves fail")
OFFER = c.ProposeCredit(account="alpha", credit=CreditKind.GOODWILL, amount_cents=10, basis="", approver="cs_manager")
CALL = c.ScheduleCall(account="alpha", at_s=2_400, purpose="Where we stand")
LONG = "x" * (rules.TEXT_LIMIT + 1)


def fresh() -> Story:
    """At one minute: nothing has rung."""
    return story(SCENARIO).at("1m")


def open_incident() -> Story:
    """At ten minutes: declared, one engineer here, everything else to do."""
    told = story(SCENARIO).at("5m").declare()
    told.do(c.PageTeam(team="platform"))
    return told.at("10m")


def late() -> Story:
    """At 50 minutes: much is done already."""
    told = open_incident()
    for command in (
        c.AcknowledgePage(), c.AssignRole(seat=Seat.IC, holder="you"),
        c.StartTask(task="look", owner=Seat.TECH_LEAD, time_box_s=600), CALL, OFFER,
        c.MarkMitigated(note="Better."), c.MarkResolved(note="Done."), c.CloseIncident(note="Done."),
        c.StandDown(reason="It was nothing."),
    ):  # fmt: skip
        assert told.do(command).refused is None
    told.at("30m").do(c.StartTask(task="restart", owner=Seat.TECH_LEAD, time_box_s=600))
    told.do(c.GrantCredit(proposal="credit1", text="Yours."))
    told.do(c.HoldCall(call="call1", notes="Fine."))
    return told


REFUSED: list[tuple[str, c.Command, str, str]] = [
    # moment, command, reason, remedy
    ("fresh", c.AcknowledgePage(), "No page has come in yet.", "Wait for a signal."),
    ("fresh", c.UpdateRecord(scope="All"), "Nothing is declared yet.", "Declare the incident first."),
    ("fresh", c.ChangeSeverity(severity=Severity.SEV2, reason=""),
     "Nothing is declared yet.", "Declare the incident first."),
    ("fresh", c.MarkMitigated(note=""), "Nothing is declared yet.", "Declare the incident first."),
    ("fresh", c.Reopen(reason="It fails."), "Nothing is declared yet.", "Declare the incident first."),
    ("fresh", c.MarkResolved(note=""), "Nothing is declared yet.", "Declare the incident first."),
    ("fresh", c.CloseIncident(note=""), "Nothing is declared yet.", "Declare the incident first."),
    ("fresh", c.SubmitPostmortem(text="All."), "The incident is still open.", "Resolve it, or stand down"),
    ("fresh", c.SubmitPostmortem(text=" "), "The post-mortem is empty.", "Write the post-mortem."),
    ("fresh", c.StartTask(task="look", owner=Seat.IC, time_box_s=60), "Nobody of platform is free.", "Page platform"),
    ("fresh", c.StartTask(task="pray", owner=Seat.IC, time_box_s=60),
     "There is no task 'pray'.", "Known: look, restart, roll-back."),
    ("fresh", c.StopTask(task="look", reason=""), "That task is not running.", "See the tasks board."),
    ("fresh", c.PageTeam(team="moon"), "There is no team 'moon'.", "Known: platform."),
    ("fresh", c.AssignRole(seat=Seat.IC, holder="nobody"),
     "There is no person 'nobody'.", "Known: boss, comms, engineer"),
    ("fresh", c.AssignRole(seat=Seat.IC, holder="alpha-contact"), "There is no person 'alpha-contact'.", "Known: boss"),
    ("fresh", c.HandOver(seat=Seat.IC, holder="you", note=""),
     "Nobody holds Incident Commander.", "Assign the seat first."),
    ("fresh", c.Reply(message="m9", text="Yes."), "There is no message 'm9'.", "Known: none yet."),
    ("fresh", c.HoldCall(call="call1", notes=""), "There is no call 'call1'.", "Known: none yet."),
    ("fresh", c.ApproveCredit(proposal="credit1"), "There is no proposal 'credit1'.", "Known: none yet."),
    ("fresh", c.AcknowledgeCustomer(account="gamma", text="Seen."),
     "There is no account 'gamma'.", "Known: alpha, beta."),
    ("fresh", c.AcknowledgeCustomer(account="alpha", text="\n"), "The message is empty.", "Write the message."),
    ("fresh", c.PostUpdate(channel=Channel.STATUS_PAGE, text=" "), "The text is empty.", "Write the text."),
    ("fresh", c.PostUpdate(channel=Channel.CUSTOMER_MAIL, text="Hi.", accounts=("gamma",)),
     "There is no account 'gamma'.", "Known"),
    ("fresh", c.PostUpdate(channel=Channel.STATUS_PAGE, text=LONG),
     "text is longer than 60,000 characters.", "Shorten the text."),
    ("fresh", c.LogEntry(action="A", owner="", result="", happened_at_s=-10**12),
     "happened_at_s is out of range.", "Give a number between -31622400 and 31622400."),
    ("late", c.ScheduleCall(account="alpha", at_s=10**12, purpose=""), "at_s is out of range.", "Give"),
    ("late", c.PlanMilestone(account="alpha", milestone="M", owner="", customer_owner="", due_in_days=10**9),
     "due_in_days is out of range.", "Give"),
    ("fresh", c.PostBrief(text=""), "The brief is empty.", "Write the brief."),
    ("fresh", c.StandDown(reason=""), "The reason is empty.", "Write the reason."),
    ("fresh", c.LogEntry(action="", owner="", result=""), "The action is empty.", "Write the action."),
    ("fresh", c.LogEntry(action="A", owner="", result="", happened_at_s=61),
     "That moment lies in the future.", "Give a time up to now."),
    ("fresh", c.LogDecision(question="", options=(), choice="A", why="", approver=""),
     "The question is empty.", "Write"),
    ("fresh", c.LogDecision(question="Q", options=(), choice="", why="", approver=""), "The choice is empty.", "Write"),
    ("fresh", c.RecordHypothesis(hypothesis="", state=HypothesisState.OPEN), "The hypothesis is empty.", "Write"),
    ("fresh", c.AttachEvidence(title="", source="document"), "The title is empty.", "Write the title."),
    ("fresh", c.AttachEvidence(title="T", source="look"), "There is no source 'look'.", "Known: document, error_pct."),
    ("fresh", c.NotifyAuthority(authority="", text="T"), "The authority is empty.", "Write"),
    ("fresh", c.NotifyAuthority(authority="DPA", text=""), "The notification is empty.", "Write"),
    ("fresh", c.AskConfirmation(account="alpha", text=""), "The question is empty.", "Write"),
    ("fresh", c.RecordConfirmation(account="alpha", message="m9"), "There is no message 'm9'.", "Known"),
    ("fresh", c.SchedulePostmortem(in_days=366, invitees=()), "That is no date within a year.", "Give days from now"),
    ("fresh", c.SchedulePostmortem(in_days=-1, invitees=()), "That is no date within a year.", "Give days from now"),
    ("fresh", c.AddRemediation(action="A", owner="", due_in_days=-1), "That is no due date.", "Give days from now"),
    ("fresh", c.AddRemediation(action="", owner="", due_in_days=1), "The action is empty.", "Write"),
    ("fresh", c.PlanMilestone(account="alpha", milestone="", owner="", customer_owner="", due_in_days=1),
     "The milestone is empty.", "W"),
    ("fresh", c.ChangePace(multiplier=601), "The pace goes from 0 (pause) to 600.", "Choose a pace in that range."),
    ("fresh", c.ChangePace(multiplier=-1), "The pace goes from 0 (pause) to 600.", "Choose a pace in that range."),
    ("fresh", c.NoteAbsence(wall_s=-1), "An absence cannot be negative.", "Check the machine's clock."),
    ("fresh", c.ScheduleCall(account="alpha", at_s=60, purpose=""), "That time has passed.", "Offer a time to come."),
    ("fresh", c.ProposeCredit(account="alpha", credit=CreditKind.GOODWILL, basis="", approver="cfo"),
     "The offer is empty.", "Give"),
    ("fresh", c.ProposeCredit(account="alpha", credit=CreditKind.TERM_EXTENSION, amount_cents=5,
                               basis="", approver="cfo"),
     "The offer is empty.", "Give an amount or days."),
    ("fresh", c.ProposeCredit(account="alpha", credit=CreditKind.GOODWILL, amount_cents=5, basis="", approver="pope"),
     "There is no approver 'pope'.", "Known: "),
    ("fresh", c.Declare(severity=Severity.SEV1, incident_class=IncidentClass.DATA, scope=" "),
     "The scope is empty.", "Write the scope."),
    ("fresh", c.Declare(severity=Severity.SEV1, incident_class=IncidentClass.DATA, scope="A", impact_start_s=61),
     "That moment lies in the future.", "Give a time up to now."),
    ("open", DECLARE, "An incident is declared already.", "Change its severity or its record instead."),
    ("open", c.ChangeSeverity(severity=Severity.SEV1, reason=""),
     "That is the severity already.", "Choose another one."),
    ("open", c.UpdateRecord(impact_start_s=10_000), "That moment lies in the future.", "Give a time up to now."),
    ("open", c.StartTask(task="roll-back", owner=Seat.IC, time_box_s=60), "It needs look first.", "Start look."),
    ("open", c.StartTask(task="look", owner=Seat.IC, time_box_s=0),
     "The time-box must be longer than nothing.", "Give minutes"),
    ("open", c.RecordAccommodation(extra_time_pct=50), "The clock has started.", "Record it before"),
    ("fresh", c.RecordAccommodation(extra_time_pct=0), "That is no extra time.", "Give 1 to"),
    ("fresh", c.TakeHint(about=""), "The subject is empty.", "Write the subject"),
    ("fresh", c.BeginFocus(focus=" "), "The focus is empty.", "Write the focus"),
    ("open", c.CloseIncident(note=""), "Resolved and closed are two states.", "Mark it as resolved first."),
    ("late", c.AcknowledgePage(), "The page is acknowledged already.", "Go on to declare."),
    ("late", c.AssignRole(seat=Seat.IC, holder="you"), "They hold that seat already.", "Nothing to do."),
    ("late", c.MarkMitigated(note=""), "It is marked as mitigated already.", "Go on to watch and resolve, or reopen"),
    ("late", c.MarkResolved(note=""), "It is marked as resolved already.", "Go on to confirm and close, or reopen"),
    ("open", c.Reopen(reason="It fails."), "It is open.", "Go on with the work."),
    ("late", c.Reopen(reason="It fails."), "It is closed already.", "Say in the post-mortem what was wrong."),
    ("late", c.Reopen(reason=""), "The reason is empty.", "Write the reason."),
    ("late", c.CloseIncident(note=""), "It is closed already.", "Go on to the post-mortem."),
    ("late", c.StandDown(reason="Really."), "You have stood down already.", "Finish the drill."),
    ("late", c.StartTask(task="look", owner=Seat.IC, time_box_s=60),
     "That task is done already.", "Choose another task."),
    ("late", c.StartTask(task="restart", owner=Seat.IC, time_box_s=60),
     "That task is running already.", "Stop it first."),
    ("late", c.StartTask(task="roll-back", owner=Seat.IC, time_box_s=60),
     "Nobody of platform is free.", "Page platform, or wait"),
    ("late", c.HoldCall(call="call1", notes=""), "That call was held already.", "Schedule another one."),
    ("late", c.GrantCredit(proposal="credit1", text=""), "The customer has been told already.", "Nothing to do."),
]  # fmt: skip


@pytest.mark.parametrize(("moment", "command", "reason", "remedy"), REFUSED)
def test_what_makes_no_sense_is_refused_with_a_way_out(
    moment: str, command: c.Command, reason: str, remedy: str
) -> None:
    told = {"fresh": fresh, "open": open_incident, "late": late}[moment]()
    refused = told.do(command).refused
    assert refused is not None
    assert refused.reason == reason
    assert refused.remedy.startswith(remedy)


def test_every_command_with_a_rule_has_a_refusal_here_or_can_never_be_refused() -> None:
    tried = {type(command) for _, command, _, _ in REFUSED}
    assert {kind.__name__ for kind in c.COMMANDS if kind not in tried} == {"FinishDrill"}


def test_a_page_that_rings_is_not_rung_twice() -> None:
    told = fresh()
    assert told.do(c.PageTeam(team="platform")).refused is None
    refused = told.do(c.PageTeam(team="platform")).refused
    assert refused is not None
    assert refused.remedy == "Give them a moment."


@pytest.mark.parametrize(("minute", "held"), [(29, False), (30, True), (40, True), (50, True)])
def test_a_call_is_held_from_ten_minutes_before_to_ten_minutes_after(minute: int, held: bool) -> None:
    told = fresh()
    told.do(CALL)
    refused = told.at(f"{minute}m").do(c.HoldCall(call="call1", notes="")).refused
    assert (refused is None) is held


def test_a_call_that_nobody_came_to_cannot_be_held_afterwards() -> None:
    told = fresh()
    told.do(CALL)
    refused = told.at("55m").do(c.HoldCall(call="call1", notes="")).refused
    assert refused is not None
    assert refused.reason == "That call was missed already."


def test_only_who_sits_in_the_sponsors_seat_may_approve() -> None:
    told = fresh()
    told.do(OFFER)
    refused = told.do(c.ApproveCredit(proposal="credit1")).refused
    assert refused is not None
    assert refused.reason == "That is for Customer success manager to approve."
    told.do(
        c.ProposeCredit(account="beta", credit=CreditKind.GOODWILL, amount_cents=10, basis="", approver="exec_sponsor")
    )
    assert told.do(c.ApproveCredit(proposal="credit2")).refused is not None
    told.do(c.AssignRole(seat=Seat.EXEC_SPONSOR, holder="you"))
    assert told.do(c.ApproveCredit(proposal="credit2")).refused is None
    assert told.incident.credits["credit2"].state == "approved"


def test_a_seated_engineer_counts_as_a_hand() -> None:
    told = fresh()
    told.do(c.AssignRole(seat=Seat.TECH_LEAD, holder="engineer"))
    assert told.run_task("look").refused is None


def test_bad_play_is_accepted() -> None:
    told = open_incident()
    commands: tuple[c.Command, ...] = (
        c.MarkResolved(note="It will be fine."),
        c.CloseIncident(note=""),
        c.ChangeSeverity(severity=Severity.SEV3, reason=""),
        c.PostUpdate(channel=Channel.STATUS_PAGE, text="It is their own fault."),
        c.StandDown(reason="No."),
    )
    assert [told.do(command).refused for command in commands] == [None] * 5


def test_the_longest_text_is_accepted() -> None:
    assert fresh().do(c.PostUpdate(channel=Channel.WAR_ROOM, text=LONG[1:])).refused is None
