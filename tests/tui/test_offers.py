"""What the crew offers: drafts fill their form, and the newest stands first."""

from __future__ import annotations

import pytest

from simulator import commands as c
from simulator import events as e
from simulator.incident import Incident
from simulator.vocabulary import Channel, Seat
from tui.offers import action_of, offer_rows, prefill_of

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
