"""Second thoughts: what cannot be undone, what says nothing, and refusals that name what would help on this screen."""

from textual.widgets import Select, TextArea

from simulator import commands as c
from simulator import events as e
from simulator.vocabulary import Channel, IncidentClass, Seat, Severity
from tests.tui.keyboard import WIDE, Begin
from tests.tui.table import SIGNAL_S, Table
from tui.doubts import doubt
from tui.findings import advise
from tui.refusals import refusal
from tui.screens.form import FormScreen
from tui.screens.page import Question

SWITCH = "failover-replica"


def declared(table: Table) -> None:
    table.session.do(
        c.Declare(
            severity=Severity.SEV1, incident_class=IncidentClass.INTEGRATION, scope="Saves fail", impact_start_s=0
        )
    )


def choose(form: FormScreen, task: str) -> None:
    """Take a task from the list."""
    form.query(Select).first().value = task


def refused(table: Table, command: c.Command) -> str:
    outcome = table.session.do(command)
    assert outcome.refused is not None
    return refusal(outcome.refused, table.drill)


async def test_a_refusal_is_a_sentence(play: Begin) -> None:
    async with play(at_s=SIGNAL_S) as p:
        p.table.session.do(c.PageTeam(team="database"))
        again = refused(p.table, c.PageTeam(team="database"))
        assert again == "Database is being paged already. Give them a moment."


async def test_what_cannot_be_undone_is_warned_of_and_asked_about(play: Begin) -> None:
    async with play(size=WIDE, at_s=SIGNAL_S) as p:
        # given somebody of the team in the room, and the switch chosen
        p.table.session.do(c.PageTeam(team="database"))
        p.table.drill.advance_to(SIGNAL_S + 900)
        await p.press("t")
        form = p.form()
        choose(form, SWITCH)
        await p.pilot.pause()
        assert "This cannot be undone. Whatever the replica has not applied yet is lost." in p.screen_text()
        # when it is sent, and thought better of
        await p.press("ctrl+s")
        assert isinstance(p.app.screen, Question)
        await p.press("n")
        # then nothing has begun, and a yes begins it
        assert p.form() is form
        assert SWITCH not in p.table.drill.incident.tasks
        await p.press("ctrl+s", "enter")
        assert isinstance(p.app.screen, Question), "the key that sends a form answers no grave question"
        await p.press("y")
        assert SWITCH in p.table.drill.incident.tasks
        assert p.in_room()


async def test_a_task_without_a_risk_starts_at_once(play: Begin) -> None:
    async with play(size=WIDE, at_s=SIGNAL_S) as p:
        p.table.session.do(c.PageTeam(team="database"))
        p.table.drill.advance_to(SIGNAL_S + 900)
        await p.press("t")
        choose(p.form(), "inspect-primary")
        await p.press("ctrl+s")
        assert "inspect-primary" in p.table.drill.incident.tasks


async def test_a_post_of_one_word_is_asked_about(play: Begin) -> None:
    async with play(at_s=SIGNAL_S) as p:
        await p.press("u")
        p.form().query_one(TextArea).text = "S-Tab"
        await p.press("ctrl+s")
        assert "All that it would say is: “S-Tab”" in p.screen_text()
        await p.press("n")
        assert isinstance(p.app.screen, FormScreen)
        assert not p.table.drill.incident.external_posts
        await p.press("ctrl+s", "y")
        assert len(p.table.drill.incident.external_posts) == 1


def test_only_what_leaves_the_house_with_next_to_no_words_is_doubted(table: Table) -> None:
    def post(text: str, channel: Channel = Channel.STATUS_PAGE) -> str:
        return doubt(c.PostUpdate(channel=channel, text=text), table.drill)

    assert post("down")
    assert post("we know", Channel.CUSTOMER_MAIL)
    assert not post("We know that saves fail.")
    assert not post("on it", Channel.WAR_ROOM)
    assert doubt(c.Reply(message="m1", text="soon"), table.drill)
    assert doubt(c.AcknowledgeCustomer(account="harbor", text="ok"), table.drill)


def test_an_end_that_is_claimed_while_signals_say_otherwise_is_doubted(table: Table) -> None:
    """Given a signal beyond its warning, when somebody calls it mitigated or resolved, then it is named first."""
    table.run_to(SIGNAL_S + 600)
    signals, measured = table.drill.scenario.signals, table.drill.incident.signals
    name = next(iter(signals))
    for end in (c.MarkMitigated(note="Saves work."), c.MarkResolved(note="Saves work.")):
        measured.update({one: signal.baseline for one, signal in signals.items()})
        assert not doubt(end, table.drill)
        measured[name] = signals[name].warn
        assert doubt(end, table.drill).startswith(f"Not back to normal: {signals[name].title} ")


def test_whether_it_works_is_not_asked_unawares_while_signals_say_that_it_does_not(table: Table) -> None:
    """Given a failing service, when a customer is asked whether it works, then one hears first what still fails."""
    table.run_to(SIGNAL_S + 600)
    signals, measured = table.drill.scenario.signals, table.drill.incident.signals
    measured.update({one: signal.baseline for one, signal in signals.items()})
    ask = c.AskConfirmation(account="harbor", text="Does everything work for you again?")
    assert not doubt(ask, table.drill)
    assert doubt(c.AskConfirmation(account="harbor", text="You a Comms"), table.drill).startswith("A customer reads it")
    name = next(iter(signals))
    measured[name] = signals[name].warn
    assert doubt(ask, table.drill).startswith(f"Not back to normal: {signals[name].title} ")


def test_a_refusal_names_tasks_by_title_and_keys_by_letter(table: Table) -> None:
    switched = c.StartTask(task="reconcile-writes", owner=Seat.TECH_LEAD, time_box_s=600)
    assert refused(table, switched) == (
        "It needs “Switch writing to the replica” first. Start “Switch writing to the replica”."
    )
    declared(table)
    assert refused(table, c.CloseIncident(note="")).endswith("Mark it as resolved first. (M: Mark as resolved)")


def test_a_refusal_says_to_wait_for_what_is_under_way(table: Table) -> None:
    # given a team that is being called
    table.drill.advance_to(SIGNAL_S)
    table.session.pace.jump_to(SIGNAL_S)
    table.session.do(c.PageTeam(team="database"))
    # then one waits for it
    switch = c.StartTask(task=SWITCH, owner=Seat.TECH_LEAD, time_box_s=600)
    assert refused(table, switch) == "Nobody of database is free. They are being called: wait for their answer."
    # and once the first task runs, one waits for its end
    table.drill.advance_to(SIGNAL_S + 600)
    table.session.pace.jump_to(SIGNAL_S + 600)
    assert table.session.do(switch).refused is None
    rebuild = c.StartTask(task="reconcile-writes", owner=Seat.TECH_LEAD, time_box_s=600)
    assert refused(table, rebuild).endswith("It is running: wait for its end.")


async def test_the_record_is_in_sight_when_it_is_corrected_and_not_declared_twice(play: Begin) -> None:
    async with play(size=WIDE, at_s=SIGNAL_S) as p:
        declared(p.table)
        await p.press("i")
        assert (
            "SEV-1, integration · scope: Saves fail · status: investigating · impact since: 14:00 UTC"
            in p.screen_text()
        )
        await p.press("escape", "d")
        assert p.in_room()
        assert "declared already. i: Update the incident record, D: Change the severity" in p.screen_text()


def test_what_a_skip_warns_of_names_its_time(table: Table) -> None:
    table.session.skip()
    declared(table)
    told = [table.session.skip() for _ in range(6)]
    due = [words for words in told if ": due at " in words]
    assert due
    assert all(words.endswith(" UTC") for words in due)
    assert table.drill.incident.multiplier == table.session.pace.multiplier
    assert any(isinstance(entry.event, e.PaceChanged) for entry in table.drill.entries)


def test_a_pasted_page_is_asked_about_and_a_long_post_told_of(table: Table) -> None:
    declared(table)
    post = c.PostUpdate(channel=Channel.STATUS_PAGE, text="We know that saving fails. " * 70)
    assert "350 words" in doubt(post, table.drill)
    told = advise("update", "We know that saving fails. " * 40, table.drill)
    assert any("stay under 160" in row.plain for row in told.rows)
    assert not doubt(c.PostUpdate(channel=Channel.STATUS_PAGE, text="We know that saving fails."), table.drill)


def test_some_customers_are_a_scope_in_part(table: Table) -> None:
    some = "Pages fail for some customers since 14:02 UTC and we are rolling back the change now."
    assert "△ scope" in advise("update", some, table.drill).parts
    assert "✓ scope" in advise("update", some.replace("some", "18 % of"), table.drill).parts
