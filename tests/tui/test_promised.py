"""Promises on the screen: kept by news alone, and by whom it was read."""

from msgspec import structs

from simulator import commands as c
from simulator.events import DecisionLogged, UpdatePosted
from simulator.reading import UpdateReading
from simulator.vocabulary import Channel, CreditKind, IncidentClass, Severity
from tests.tui.table import Table
from tui.choices import choices
from tui.due import next_brief_s, next_update_s
from tui.findings import advise
from tui.names import Names, names_of
from tui.narrate import narrate
from tui.panes import promises
from tui.promised import standings
from tui.templates import BLANK, first_words

NEWS = (
    "We know that saving an order fails for about 18 % of sessions in all regions since 14:01 UTC, and we are sorry. "
    "We are rolling back a configuration change. Next update by 14:30 UTC."
)


def shown(table: Table) -> list[str]:
    """The rows of the pane."""
    drill = table.drill
    stands = standings(drill.incident, drill.runbook)
    rows = promises(drill.incident, Names(drill.incident, drill.scenario), drill.at_s, stands)
    return [row.plain for row in rows]


def begun(table: Table) -> None:
    """Somebody has promised news to everybody for 14:30."""
    table.run_to(480)
    table.declare()
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text=NEWS))


def personal(table: Table) -> None:
    """Somebody has promised news to one account for 14:30."""
    table.run_to(480)
    table.declare()
    account = next(iter(table.drill.scenario.accounts))
    table.session.do(c.PostUpdate(channel=Channel.CUSTOMER_MAIL, text=NEWS, accounts=(account,)))


def unread(table: Table) -> None:
    """The readings of posts do not travel to this seat."""
    for post in table.drill.incident.posts:
        assert isinstance(post.event, UpdatePosted)
        post.event = structs.replace(post.event, reading=UpdateReading(reader="", readable="yes", features={}))


def test_an_empty_post_keeps_nothing_and_the_time_stays_due(table: Table) -> None:
    """Given news promised for 14:30, when only a slip of the hand goes out, then it stays open and due."""
    begun(table)
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text="S-Tab"))
    (row,) = shown(table)
    assert row.startswith("○")
    assert "no news yet" in row
    assert next_update_s(table.drill.incident, table.drill.runbook) == 1_800


def test_news_after_an_empty_post_keeps_the_promise(table: Table) -> None:
    """Given an empty post, when real news follows in time, then the promise is kept."""
    begun(table)
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text="S-Tab"))
    table.run_to(600)
    news = "Saving now fails for 9 % of sessions. We have rolled the change back and restart the servers."
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text=news))
    assert shown(table)[-1].startswith("✓")


def test_a_seat_without_readings_sees_what_the_ledger_says(table: Table) -> None:
    """Given posts whose readings did not travel, when one keeps a promise, then the pane calls it kept."""
    begun(table)
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text="Saving now fails for 9 % of sessions."))
    unread(table)
    assert shown(table)[0].startswith("✓")


def test_no_news_within_the_grace_is_a_broken_promise(table: Table) -> None:
    """Given only an empty post, when time and grace are over, then the pane says that there was no news."""
    begun(table)
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text="S-Tab"))
    table.run_to(2_200)
    assert "✗" in shown(table)[-1]
    assert "no news" in shown(table)[-1]


def test_silence_beyond_the_cadence_breaks_a_promise_for_later(table: Table) -> None:
    """Given news promised for 16:00, when the runbook's hour passes in silence, then the pane says so at once."""
    table.run_to(480)
    table.declare()
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text=NEWS.replace("14:30", "16:00")))
    table.run_to(4_500)
    (promise,) = standings(table.drill.incident, table.drill.runbook).values()
    assert (promise.state, promise.owed) == ("broken", True)
    assert "no news" in shown(table)[0]


def test_a_promise_to_one_customer_says_that_the_page_kept_it(table: Table) -> None:
    """Given a mail that promises news, when the page tells everybody near its time, then the pane names the page."""
    personal(table)
    table.run_to(1_400)
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text=NEWS))
    assert any("kept by the status page" in row for row in shown(table))


def test_a_question_whether_it_works_keeps_what_its_customer_was_promised(table: Table) -> None:
    """Given a mail that promises news, when they are asked whether it works again, then the pane calls it kept."""
    personal(table)
    account = next(iter(table.drill.scenario.accounts))
    table.session.do(c.AskConfirmation(account=account, text="Saving works since 14:06 UTC. Does it for you?"))
    assert shown(table)[0].startswith("✓")


def test_a_promise_to_one_customer_outlives_a_post_that_comes_at_once(table: Table) -> None:
    """Given a mail that promises news, when the page tells everybody at once, then the pane says what is still due."""
    personal(table)
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text=NEWS))
    standing = standings(table.drill.incident, table.drill.runbook)["p1"]
    assert standing.state == "open"
    assert "in the last half of the time" in standing.why
    assert next_update_s(table.drill.incident, table.drill.runbook) == 1_800


def test_an_explanation_promised_to_customers_outlives_an_internal_post_mortem(table: Table) -> None:
    """Given a written explanation promised to one account, when colleagues get theirs, then it is still open."""
    table.run_to(480)
    table.declare()
    account = next(iter(table.drill.scenario.accounts))
    text = "Saving works again. You receive our written explanation by 12:00 UTC on 2026-04-17."
    table.session.do(c.PostUpdate(channel=Channel.CUSTOMER_MAIL, text=text, accounts=(account,)))
    table.session.do(c.MarkResolved(note="Errors are at their normal level."))
    table.session.do(c.SubmitPostmortem(text="# Post-mortem\n\n## Summary\nA pool was too small, and saves failed."))
    assert [stand.tail for stand in standings(table.drill.incident, table.drill.runbook).values()] == ["not sent yet"]


def test_a_line_to_colleagues_says_that_the_page_kept_it(table: Table) -> None:
    """Given a line that points to the page, when the page has the news near its time, then the pane names the page."""
    table.run_to(480)
    table.declare()
    line = "Say only this: saves fail, we are on it. The next news is on the status page by 14:30 UTC."
    table.session.do(c.PostUpdate(channel=Channel.HOLDING_LINE, text=line))
    assert "in the last half of the time" in standings(table.drill.incident, table.drill.runbook)["p1"].why
    table.run_to(1_400)
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text=NEWS))
    assert any("colleagues" in row and "kept by the status page" in row for row in shown(table))


def test_the_time_of_the_next_brief_runs_in_its_clock(table: Table) -> None:
    """Given a brief that names a time before the runbook's, then composer, clock and what is due say the same."""
    text = "Impact: 18 % of sessions fail. Next brief by 15:00 UTC."
    assert "stands on no list" in advise("brief", text, table.drill).parts
    table.run_to(480)
    assert "runs in the clock for the brief" in advise("brief", text, table.drill).parts
    assert "told here" not in advise("brief", "Impact: 18 % of sessions fail.", table.drill).parts
    table.declare()
    table.session.do(c.PostBrief(text=text))
    drill = table.drill
    assert next_brief_s(drill.incident, drill.runbook, drill.scenario.start_utc_s) == 3_600
    assert ("post_brief", 3_600) in [(need.action, need.due_s) for need in table.session.needs()]


def test_a_brief_that_names_a_late_time_is_due_by_the_runbook(table: Table) -> None:
    table.run_to(480)
    table.declare()
    table.session.do(c.PostBrief(text="Impact: 18 % of sessions fail. Next brief by 23:00 UTC."))
    drill = table.drill
    due_s = next_brief_s(drill.incident, drill.runbook, drill.scenario.start_utc_s)
    assert due_s == drill.at_s + drill.runbook.brief_every_s


def test_a_brief_is_read_for_its_wording(table: Table) -> None:
    """Given a brief that soothes, when it is written, then its words come with better ones."""
    soothing = advise(
        "brief", "All is under control, a small glitch. It will be fixed for sure, guaranteed.", table.drill
    )
    words = " ".join(row.plain for row in soothing.rows)
    assert "glitch" in words
    assert "guaranteed" in words


def test_untouched_blanks_earn_no_tick(table: Table) -> None:
    """Given the words that composers open with, when nothing is filled in, then what the blanks ask for is missing."""
    table.run_to(480)
    table.declare()
    brief = advise("brief", first_words("brief", table.drill), table.drill)
    assert "✗ confidence" in brief.parts
    assert "✗ decisions" in brief.parts
    blank = advise("update", "We know that ‹what does not work›. Next update by 15:00 UTC.", table.drill)
    assert "✗ acknowledge" in blank.parts
    assert "✓ next update" in blank.parts
    filled = advise(
        "update", "We know that saving fails for 18 % of sessions. ‹One sentence that owns it.›", table.drill
    )
    assert "✓ acknowledge" in filled.parts
    factors = "## Contributing factors\n\n- The cache was ‹how›, because nobody had set a limit.\n"
    assert "0 factors" in advise("postmortem", factors, table.drill).parts


def test_words_of_the_record_tick_no_part_whose_own_sentence_is_blank(table: Table) -> None:
    """Given a scope that says what is not known yet, when composers open, then the parts to fill in are missing."""
    table.run_to(480)
    scope = "Stock quantities are wrong for some; extent not yet known"
    table.session.do(c.Declare(severity=Severity.SEV2, incident_class=IncidentClass.DATA, scope=scope))
    brief = first_words("brief", table.drill)
    assert "✗ confidence" in advise("brief", brief, table.drill).parts
    filled = BLANK.sub("low, we count", brief)
    assert "✓ confidence" in advise("brief", filled, table.drill).parts
    parts = advise("update", first_words("update", table.drill), table.drill).parts
    assert "✗ acknowledge" in parts
    assert "✓ impact" in parts


def test_what_became_of_a_promise_and_a_credit_is_told_in_words(table: Table) -> None:
    """Given news promised and not sent, and a credit asked for, when they are told, then no id and no key is read."""
    begun(table)
    (account, known) = next(iter(table.drill.incident.accounts.items()))
    table.session.do(c.ScheduleCall(account=account, at_s=1_200, purpose="what we know"))
    table.session.do(
        c.ProposeCredit(
            account=account, credit=CreditKind.GOODWILL, amount_cents=100_00, basis="trust", approver="cs_manager"
        )
    )
    table.run_to(2_200)
    names = names_of(table.drill)
    told = [words for entry in table.drill.entries if (words := narrate(entry, names))]
    assert f"Promised: call with {known.name} by 14:20" in told
    assert "Promise broken: update to everybody by 14:30 (status page)" in told
    assert f"Proposed for {known.name}: goodwill $100, to Customer success manager" in told
    assert any(
        words.startswith((f"Approved: goodwill $100 for {known.name}", "Refused: goodwill $100")) for words in told
    )


def test_an_answer_in_the_house_is_not_measured_as_a_customer_update(table: Table) -> None:
    """Given a question of a colleague and one of a customer, when they are answered, then only one shows the marks."""
    table.run_to(3_600)
    incident = table.drill.incident
    home = {name for name, person in incident.people.items() if person.organisation == "home"}
    inside = next(name for name, one in incident.messages.items() if one.event.sender in home)
    customer = next(
        name for name, one in incident.messages.items() if one.event.sender not in home and one.event.account
    )
    refusal = "I cannot say that yet; the next word comes by 15:30 UTC."
    assert "✗" not in advise("update", refusal, table.drill, message=inside).parts
    assert "do not count here" in advise("update", refusal, table.drill, message=inside).parts
    assert "✗ impact" in advise("update", refusal, table.drill, message=customer).parts
    assert advise("update", "", table.drill, message=inside).parts == "Nothing written yet."
    assert advise("update", "It will be fixed for sure, guaranteed.", table.drill, message=inside).rows


def test_a_decision_is_approved_by_a_seat_or_an_executive_by_name_and_told_so(table: Table) -> None:
    """Given the briefing's VP who decides on risk, when one logs a decision, then seat and person are in the list."""
    begun(table)
    names = names_of(table.drill)
    sponsor = next(one for one in table.drill.incident.people.values() if "exec_sponsor" in one.seats)
    words = {value: label for label, value in choices("approvers", table.drill)}
    assert words["exec_sponsor"] == "Exec Sponsor", "the wording for contract terms is no seat's title"
    assert words[sponsor.id] == f"{sponsor.name}, {sponsor.title}"
    assert not {one.id for one in table.drill.incident.people.values() if one.team} & words.keys()
    for approver in ("exec_sponsor", sponsor.id):
        table.session.do(
            c.LogDecision(question="Switch?", options=("yes", "no"), choice="yes", why="", approver=approver)
        )
    told = [narrate(entry, names) for entry in table.drill.entries if isinstance(entry.event, DecisionLogged)]
    assert [words.rpartition("approved by ")[2] for words in told] == ["Exec Sponsor)", f"{sponsor.name})"]


def test_news_that_never_came_stays_due_until_customers_have_heard(table: Table) -> None:
    """Given news promised for 14:30, when it is over with nothing sent, then it is late until a post."""
    begun(table)
    table.run_to(2_400)
    drill = table.drill
    assert next_update_s(drill.incident, drill.runbook) == 1_800
    assert "broken, still owed" in shown(table)[0]
    (late,) = (need for need in table.session.needs() if need.action == "post_update")
    assert (late.due_s, late.text) == (1_800, "Overdue: update to everybody by 14:30 (status page)")
    assert "Promised: update to everybody by 14:30 UTC (broken)." in first_words("handover", drill)
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text="S-Tab"))
    assert next_update_s(drill.incident, drill.runbook) == 1_800, "that tells nobody anything"
    news = "Saving now fails for 9 % of sessions. We have rolled the change back and restart the servers."
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text=news))
    assert next_update_s(drill.incident, drill.runbook) == drill.at_s + drill.runbook.cadence.sev1
    assert "Promised: nothing." in first_words("handover", drill)


def test_news_that_one_customer_never_got_is_owed_after_the_end(table: Table) -> None:
    """Given a mail that promises news, when the drill is stood down without it, then that customer must still hear."""
    personal(table)
    table.run_to(2_400)
    table.session.do(c.StandDown(reason="A false alarm."))
    drill = table.drill
    assert next_update_s(drill.incident, drill.runbook) == 1_800
    account = next(iter(drill.scenario.accounts))
    table.session.do(c.PostUpdate(channel=Channel.CUSTOMER_MAIL, text=NEWS[:90] + ".", accounts=(account,)))
    assert next_update_s(drill.incident, drill.runbook) is None


def test_a_call_with_the_customer_is_the_news_that_was_owed(table: Table) -> None:
    """Given news promised to one account that did not come, when a call with it is held, then nothing is owed."""
    personal(table)
    table.run_to(2_400)
    account = next(iter(table.drill.scenario.accounts))
    table.session.do(c.ScheduleCall(account=account, at_s=table.drill.at_s + 60, purpose="What we know"))
    table.session.do(c.HoldCall(call="call1", notes="We told them all that is known."))
    stands = standings(table.drill.incident, table.drill.runbook)
    assert [(one.state, one.owed) for one in stands.values()] == [("broken", False), ("kept", False)]


def test_a_seat_without_readings_sees_that_a_broken_promise_is_owed(table: Table) -> None:
    """Given news that did not come, when readings do not travel, then the next post is what customers waited for."""
    begun(table)
    table.run_to(2_400)
    unread(table)
    assert "still owed" in shown(table)[0]
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text="Saving now fails for 9 % of sessions."))
    unread(table)
    assert "still owed" not in shown(table)[0]


def test_an_explanation_that_did_not_come_is_owed_until_it_does(table: Table) -> None:
    """Given a written explanation promised for 14:30, when its time is over, then it is due until it is handed in."""
    table.run_to(480)
    table.declare()
    text = "Saving works again. You receive our written explanation by 14:30 UTC."
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text=text))
    table.session.do(c.MarkResolved(note="Errors are at their normal level."))
    table.run_to(2_400)
    assert any(need.text.startswith("Written explanation promised") for need in table.session.needs())
    document = (
        "# Post-mortem\n\n## Summary\nA pool was too small.\n\n## For our customers\nDear customers, we are sorry."
    )
    table.session.do(c.SubmitPostmortem(text=document))
    assert not any(need.text.startswith("Written explanation promised") for need in table.session.needs())
