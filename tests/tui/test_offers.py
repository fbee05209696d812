"""What the crew offers: drafts fill their form, and the newest stands first."""

from __future__ import annotations

import pytest

from simulator import commands as c
from simulator import events as e
from simulator.incident import Incident
from simulator.journal import Entry
from simulator.vocabulary import Channel, Seat
from tests.simulator.test_incident import READING
from tests.tui.keyboard import Begin
from tests.tui.table import SIGNAL_S, Table
from tui.heed import needs_me
from tui.offers import action_of, offer_rows, prefill_of, why_no_offer

START_UTC_S = 1_773_151_200  # 2026-03-10T14:00:00Z

TASK = c.StartTask(task="rollback", owner=Seat.TECH_LEAD, time_box_s=900)
ROW = c.LogEntry(action="Flag rolled back", owner="Tech Lead", result="errors fall", happened_at_s=1_200)
POST = c.PostUpdate(channel=Channel.STATUS_PAGE, text="We know of it.")
LINE = c.PostUpdate(channel=Channel.HOLDING_LINE, text="Say this.")


@pytest.mark.parametrize(
    ("command", "action", "expected"),
    [
        (TASK, "start_task", {"task": "rollback", "owner": "tech_lead", "time_box_s": "15m"}),
        (ROW, "log_entry", {"action": "Flag rolled back", "happened_at_s": "14:20"}),
        (POST, "post_update", {"text": "We know of it.", "channel": "status_page"}),
        (LINE, "holding_line", {"text": "Say this."}),
    ],
)
def test_an_offer_fills_the_form_of_its_action(command: c.Command, action: str, expected: dict[str, str]) -> None:
    """Times become clocks and spans, as a person would type them."""
    assert action_of(command) == action
    filled = dict(prefill_of(command, START_UTC_S))
    assert {name: filled.get(name) for name in expected} == expected


def test_taken_offers_are_gone_and_the_newest_comes_first() -> None:
    """An offer is taken up once."""
    incident = Incident()
    commands: tuple[c.Command, ...] = (TASK, ROW, POST)
    for number, command in enumerate(commands, 1):
        name = f"d{number}"
        incident.drafts[name] = e.DraftOffered(draft=name, seat="scribe", command=command, text=f"offer {number}")
    assert [row.id for row in offer_rows(incident, {"d2"})] == ["offer:d3", "offer:d1"]


def offered(*commands: c.Command) -> Incident:
    """An incident in which these were offered, a minute after each other."""
    incident = Incident()
    for number, command in enumerate(commands, 1):
        offer = e.DraftOffered(draft=f"d{number}", seat="scribe", command=command, text=f"offer {number}")
        incident.apply(Entry(number, number * 60, "", "", "", 0, offer))
    return incident


def test_an_older_draft_goes_when_a_newer_one_comes_or_a_post_was_sent() -> None:
    incident = offered(POST, ROW, POST)
    assert [row.id for row in offer_rows(incident, set())] == ["offer:d3", "offer:d2"]
    sent = e.UpdatePosted(update="u1", channel=Channel.STATUS_PAGE, text="We know of it.", reading=READING)
    incident.apply(Entry(4, 180, "you", "ic", "", 0, sent))
    assert "offer:d3" in {row.id for row in offer_rows(incident, set())}
    incident.apply(Entry(5, 181, "you", "ic", "", 0, sent))
    assert [row.id for row in offer_rows(incident, set())] == ["offer:d2"]


def test_a_proposal_goes_when_its_task_was_given_out() -> None:
    incident = offered(TASK)
    started = e.TaskStarted(task="rollback", owner=Seat.TECH_LEAD, time_box_s=900, eta_s=600)
    incident.apply(Entry(2, 90, "you", "ic", "", 0, started))
    assert offer_rows(incident, set()) == ()


def test_who_is_wanting_is_named_where_nothing_is_offered() -> None:
    incident = Incident()
    assert why_no_offer(incident).endswith("not named yet: Comms Lead, Tech Lead, Scribe.")
    incident.roles[Seat.COMMS_LEAD] = "p"
    assert why_no_offer(incident).endswith("not named yet: Tech Lead, Scribe.")
    incident.roles |= {Seat.TECH_LEAD: "p", Seat.SCRIBE: "p"}
    assert "now" in why_no_offer(incident)


def crewed(table: Table) -> None:
    """A Scribe in their seat, and something that they can note down."""
    table.run_to(SIGNAL_S + 1)
    scribe = next(one.id for one in table.drill.incident.people.values() if "scribe" in one.seats)
    table.session.do(c.AssignRole(seat=Seat.SCRIBE, holder=scribe))
    table.session.do(c.PageTeam(team="database"))
    table.declare()


def test_a_skip_says_who_joined_and_where_a_draft_lies(table: Table) -> None:
    crewed(table)
    (offer,) = (entry for entry in table.drill.entries if isinstance(entry.event, e.DraftOffered))
    assert needs_me(offer) == "Scribe has a draft for you. G: What the crew offers"
    told = [table.session.skip() for _ in range(12)]
    joined = next(words for words in told if "joined" in words)
    (person,) = (entry.event.person for entry in table.drill.entries if isinstance(entry.event, e.PageAnswered))
    assert joined.startswith(table.drill.incident.people[person].name)


async def test_what_is_due_leads_to_what_the_crew_offers(play: Begin, table: Table) -> None:
    crewed(table)
    async with play(table=table) as p:
        await p.press("n")
        assert "What the crew offers: 1" in p.screen_text()
        await p.press("end", "enter")
        assert "For the timeline" in p.screen_text()
