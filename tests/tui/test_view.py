from simulator import commands as c
from simulator import events as e
from simulator.states import AccountState
from simulator.vocabulary import Channel, HypothesisState, Seat
from tests.tui.table import SIGNAL_S, SitDown, Table
from tui.actions import BY_ID
from tui.desk import Desk
from tui.details import detail
from tui.due import Need, needs, next_brief_s, next_update_s
from tui.names import Names, milli, money, one_line
from tui.narrate import narrate
from tui.panes import arrow, due
from tui.sparkline import sparkline
from tui.templates import first_words
from tui.view import View, build_view
from tui.widgets.topline import lower

UPDATE = (
    "We know that saving fails for 18 % of sessions in all regions, and we are sorry. We are rolling back a change. "
    "Next update by 15:00 UTC."
)


def view_of(table: Table) -> View:
    drill = table.drill
    return build_view(drill.incident, drill.scenario, drill.runbook, drill.at_s)


def words(view: View) -> str:
    panes = (view.signals, view.accounts, view.due, view.timeline, view.inbox, view.channel, view.tasks, view.roles,
             view.promises, view.facts, view.decisions, view.credits)  # fmt: skip
    return "\n".join(row.plain for pane in panes for row in pane)


def played(table: Table) -> Table:
    """Two hours with a bit of everything."""
    session = table.session
    session.change_speed(up=True)
    table.run_to(SIGNAL_S + 30)
    table.declare()
    for command in (
        c.AcknowledgePage(),
        c.AssignRole(seat=Seat.IC, holder="you"),
        c.PageTeam(team="platform"),
        c.PostUpdate(channel=Channel.STATUS_PAGE, text=UPDATE),
        c.LogEntry(action="Declared", owner="you", result="SEV-1"),
        c.LogDecision(question="Roll back?", options=("yes", "no"), choice="yes", why="quick", approver="ic"),
        c.RecordHypothesis(hypothesis="pool flag", state=HypothesisState.OPEN),
        c.AttachEvidence(title="Errors", source="write_error_pct"),
        c.ScheduleCall(account="harbor", at_s=7_000, purpose="status"),
    ):
        assert session.do(command).refused is None
    table.run_to(900)
    assert session.do(c.StartTask(task="rollback-flag", owner=Seat.TECH_LEAD, time_box_s=600)).refused is None
    table.run_to(5_400)
    return table


def test_the_first_second_says_what_will_come(table: Table) -> None:
    header = view_of(table).header
    assert (header.severity, header.clock, header.elapsed, header.pace) == ("SEV-?", "14:00:00Z", "+00:00:00", "×1")
    assert header.next_update.text == header.next_brief.text == "—"
    assert (header.ic, header.comms, header.unread) == ("nobody", "nobody", "0")


def test_before_the_first_post_the_cadence_runs_from_the_first_signal(table: Table) -> None:
    table.run_to(SIGNAL_S + 60)
    drill = table.drill
    assert next_update_s(drill.incident, drill.runbook) == SIGNAL_S + drill.runbook.cadence.sev1
    assert (
        next_brief_s(drill.incident, drill.runbook, drill.scenario.start_utc_s)
        == SIGNAL_S + drill.runbook.brief_first_s
    )


def test_a_promised_time_comes_before_the_cadence(table: Table) -> None:
    table.run_to(SIGNAL_S + 60)
    table.declare()
    text = UPDATE.replace("15:00", "14:20")
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text=text))
    drill = table.drill
    assert next_update_s(drill.incident, drill.runbook) == 1_200


def test_a_countdown_changes_its_shape_as_it_runs_down(table: Table) -> None:
    table.run_to(SIGNAL_S + 1)
    drill = table.drill
    due_s = SIGNAL_S + 3_600

    def shape(at_s: int) -> tuple[str, str]:
        due = build_view(drill.incident, drill.scenario, drill.runbook, at_s).header.next_update
        return due.text, due.mark

    assert shape(due_s - 3_000) == ("50:00", "")
    assert shape(due_s - 600) == ("10:00", "▲")
    assert shape(due_s) == ("00:00", "▲")
    assert shape(due_s + 61) == ("01:01 LATE", "‼")


def test_the_room_shows_everything_that_was_done(table: Table) -> None:
    text = words(view_of(played(table)))
    for part in ("Declared · you · SEV-1", "yes, because quick", "pool flag", "Errors (Write errors)", "call to"):
        assert part in text
    assert "says " in text or "Done" in text or "✓ contain" in text


def test_nothing_hidden_is_ever_shown(sit_down: SitDown) -> None:
    table = played(sit_down())
    drill = table.drill
    before = view_of(table)
    truth = drill.variant.truth
    incident = drill.incident
    incident.impact_permille = dict.fromkeys(incident.impact_permille, 777)
    incident.restored, incident.restored_s = not incident.restored, 1
    incident.fired, incident.variant = {"secret-inject"}, "secret-variant"
    assert view_of(table) == before
    assert truth.cause not in words(before)
    hidden = [narrate(entry) for entry in drill.entries if isinstance(entry.event, e.HIDDEN)]
    assert hidden
    assert set(hidden) == {""}


def test_a_view_is_the_same_until_something_changes(table: Table) -> None:
    desk = Desk(table.session)
    table.clock.pass_s(1)
    assert desk.tick() is not None
    table.clock.pass_s(1)
    assert desk.tick() is None
    assert desk.header().clock == "14:00:02Z"
    desk.mark()
    assert desk.tick() is not None
    table.session.do(c.LogEntry(action="x", owner="y", result=""))
    view = desk.tick()
    assert view is not None
    assert "✎ x · y" in view.timeline[-1].plain


def test_messages_that_wait_come_first_the_soonest_due_on_top(table: Table) -> None:
    table.run_to(1_000)
    inbox = view_of(table).inbox
    marks = ["●" in row.plain for row in inbox]
    assert marks == sorted(marks, reverse=True)
    assert marks.count(True) >= 2
    assert "left" in inbox[0].tail


def test_what_is_due_now_leads_through_the_drill(table: Table) -> None:
    drill, session = table.drill, table.session

    def waiting() -> list[str]:
        return [need.action for need in needs(drill.incident, drill.scenario, drill.runbook, drill.at_s)]

    assert waiting() == []
    table.run_to(SIGNAL_S + 1)
    assert {"acknowledge_page", "declare", "post_update", "post_brief"} <= set(waiting())
    table.declare()
    session.do(c.AcknowledgePage())
    assert "declare" not in waiting()
    assert waiting().count("assign_role") == 2
    session.do(c.AssignRole(seat=Seat.IC, holder="you"))
    assert waiting().count("assign_role") == 1
    for command, action in (
        (c.MarkMitigated(note="n"), "mark_resolved"),
        (c.MarkResolved(note="n"), "close_incident"),
        (c.CloseIncident(note="n"), "schedule_postmortem"),
        (c.SchedulePostmortem(in_days=3, invitees=(Seat.IC,)), "submit_postmortem"),
        (c.SubmitPostmortem(text="# Post-mortem"), "add_remediation"),
        (c.AddRemediation(action="a", owner="o", due_in_days=3), "finish_drill"),
    ):
        assert session.do(command).refused is None
        assert action in waiting()
    session.do(c.FinishDrill())
    assert waiting() == []


def test_what_is_due_stands_in_one_column_however_late_it_is() -> None:
    waiting = [Need(due_s, "Answer", "reply") for due_s in (500, 3_580, 3_590, 4_000, 90_000)]
    rows = due(waiting, at_s=3_610 + 36_000, end_s=200_000)
    assert len({row.plain.index("Answer") for row in rows}) == 1
    soon = due(waiting, at_s=3_610, end_s=200_000)
    assert {row.plain.index("Answer") for row in soon} == {len("‼ under 1 min late ")}


def test_after_standing_down_only_the_end_is_left(table: Table) -> None:
    table.run_to(SIGNAL_S + 1)
    table.session.do(c.StandDown(reason="checked"))
    assert "finish_drill" in [need.action for need in view_of(table).needs]
    assert view_of(table).header.next_update.text == "—"


def test_every_row_opens_a_page(table: Table) -> None:
    drill = played(table).drill
    view = Desk(table.session).view()
    opened = set()
    for pane in (view.signals, view.accounts, view.timeline, view.inbox, view.channel, view.tasks, view.roles,
                 view.promises, view.facts, view.decisions):  # fmt: skip
        for row in pane:
            if row.id:
                page = detail(row.id, drill)
                assert page is not None
                assert page.text
                opened.add(row.id.partition(":")[0])
    assert {
        "signal",
        "account",
        "entry",
        "message",
        "task",
        "seat",
        "promise",
        "fact",
        "hypothesis",
        "decision",
    } <= opened
    assert detail("need:0", drill) is None


def test_templates_hold_what_is_known_and_a_concrete_time(table: Table) -> None:
    drill = played(table).drill
    update = first_words("update", drill)
    assert "18 % of sessions cannot save orders" in update
    assert "Next update by 1" in update
    assert " UTC" in update
    assert "‹" in update
    postmortem = first_words("postmortem", drill)
    assert "| Declared | you | SEV-1 |" in postmortem
    assert "SEV-1" in first_words("brief", drill)
    assert first_words("", drill) == ""
    table.session.do(c.MarkMitigated(note="n"))
    assert "working again" in first_words("update", drill)


def test_templates_survive_braces_in_what_was_logged(table: Table) -> None:
    table.session.do(c.LogEntry(action="{home} {0} {", owner="%s", result="|"))
    assert "{home} {0} {" in first_words("postmortem", table.drill)


def test_numbers_are_short() -> None:
    assert [milli(value) for value in (200, 18_000, 17_560, 154_400, 2_383_000)] == ["0.2", "18", "17.6", "154", "2383"]
    assert (money(400_000), money(400_050)) == ("$4,000", "$4,000.50")
    assert one_line("a  b\nc " * 100, 20).endswith("…")
    assert sparkline([0, 5, 10], 5, low=0, high=10) == "  ▁▅█"


def test_the_clock_moves_on_as_if_the_header_were_made_anew(sit_down: SitDown) -> None:
    """Each second, in silence and after events, the top lines are those of a desk that has just been taken."""
    table = sit_down()
    table.session.begin()
    desk = Desk(table.session)
    for second in (1, 2, 3, 59, 60, 61, 178, 179, 180, 181, 182, 300, 301):
        table.run_to(second)
        assert desk.header() == Desk(table.session).header()
    table.declare()
    for second in (302, 303, 900, 901):
        table.run_to(second)
        assert desk.header() == Desk(table.session).header()


def test_an_arrow_stands_for_the_points_beside_it() -> None:
    def way(before: int, now: int) -> str:
        return arrow(AccountState("a", "A", "gold", now, now, 0, 0, previous_milli=before))

    assert [way(78_100, 78_800), way(77_900, 78_000), way(78_000, 77_999)] == ["→", "↑", "↓"]


def test_a_company_is_named_once_beside_its_message(table: Table) -> None:
    names = Names(table.drill.incident, table.drill.scenario)
    company = names.account("harbor")
    assert names.subject(f"{company}: thank you for answering", "harbor") == "Thank you for answering"
    assert names.subject("thank you", "harbor") == "thank you"


def test_the_mood_stays_in_a_narrow_header_while_both_clocks_run(table: Table) -> None:
    table.run_to(SIGNAL_S + 60)
    table.declare()
    drill = table.drill
    shown = "".join(
        text for text, _ in lower(build_view(drill.incident, drill.scenario, drill.runbook, drill.at_s).header, 78)
    )
    assert "to answer 0" in shown
    assert "mood " in shown


def test_examples_in_a_form_fit_the_clock() -> None:
    at_0730 = 7 * 3_600 + 30 * 60
    since = next(field for field in BY_ID["declare"].fields if field.name == "impact_start_s")
    assert since.at(at_0730).hint == "UTC, e.g. 07:30"
    assert "08:00 UTC" in BY_ID["acknowledge_customer"].fields[1].at(at_0730 + 60).hint
