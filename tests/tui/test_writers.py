"""Who wrote a message, in words: somebody at an account, the news, a name that ends in a full stop."""

from scenarios.voice import load_voices
from simulator import commands as c
from simulator import events as e
from simulator.chance import Chance
from simulator.scenario import Scenario
from simulator.vocabulary import Seat
from tests.builders import PAGE, Story, inject, runbook, story, tiny, tiny_data
from tui import panes
from tui.due import needs
from tui.names import Names
from tui.narrate import narrate

COMPANY = "Ash, Birch and Cedar Co."


def nameless(*injects: dict[str, object]) -> Scenario:
    """The tiny scenario, in which nobody is named at the strategic account."""
    data = tiny_data()
    accounts = {**data["accounts"], "alpha": {**data["accounts"]["alpha"], "name": COMPANY}}
    cast = {name: person for name, person in data["cast"].items() if name != "alpha-contact"}
    return tiny(accounts=accounts, cast=cast, injects=[PAGE, *injects])


def names_of(told: Story) -> Names:
    return Names(told.incident, told.drill.scenario)


def inbox_of(told: Story) -> str:
    return "\n".join(row.plain for row in panes.inbox(told.incident, names_of(told), told.drill.at_s))


def test_an_account_without_a_contact_writes_as_somebody_there() -> None:
    told = story(nameless()).at("10m").tell("We work on it").at("60m")
    assert any(message.asks for message in told.events(e.MessageArrived))
    assert f"Somebody at {COMPANY} (mail): " in inbox_of(told)
    due = " ".join(need.text for need in needs(told.incident, told.drill.scenario, runbook(), told.drill.at_s))
    lines = " ".join(narrate(entry, names_of(told)) for entry in told.drill.entries)
    assert f"Answer somebody at {COMPANY}: " in due
    assert f"Somebody at {COMPANY}: " in lines
    assert "Outside" not in inbox_of(told) + due + lines


def test_a_player_in_the_roles_pane_has_no_title_but_the_seat() -> None:
    told = story(nameless())
    told.incident.people["ines"] = e.Person(id="ines", name="Ines", title=Seat.IC.title, organisation="home")
    told.do(c.AssignRole(seat=Seat.IC, holder="ines"))
    told.do(c.AssignRole(seat=Seat.COMMS_LEAD, holder="comms"))
    shown = [row.plain for row in panes.roles(told.incident, names_of(told))]
    assert shown[0] == f"{Seat.IC.title:<19}Ines"
    assert any(row.endswith(", Communications manager") for row in shown)


def test_news_that_name_nobody_are_the_news() -> None:
    told = story(nameless(inject("press", at="5m", medium="news"))).at("6m")
    assert "The news (news): press" in inbox_of(told)
    assert "Monitoring (alert): page" in inbox_of(told)


def test_a_name_that_ends_in_a_full_stop_ends_a_sentence_with_it() -> None:
    told = story(nameless(inject("wish", at="5m", text="This is {alpha}. It fails at {alpha}..."))).at("6m")
    assert f"This is {COMPANY} It fails at {COMPANY}..." in [message.text for message in told.events(e.MessageArrived)]
    facts = {"company": COMPANY, "us": COMPANY, "contact": "Ann Lee", "staff": "yes"}
    voices = load_voices().fresh()
    texts = [voices.say("confirms", "calm", facts, Chance(0), str(number))[1] for number in range(20)]
    assert any(f"{COMPANY} " in f"{text} " for text in texts)
    assert not any(".." in text for text in texts)
