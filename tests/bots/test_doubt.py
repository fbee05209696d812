"""What players say of an alarm that nobody feels, and how they count what was felt."""

import re

import pytest

from scenarios.lexicon import load_reader
from scoring.posts import says_something
from simulator import events as e
from simulator.bots import bank, compose, report
from simulator.bots.reply import answer, first_word
from simulator.bots.room import Room
from simulator.bots.skilled import afresh
from simulator.commands import PostUpdate, SubmitPostmortem
from simulator.fresh import Fresh
from simulator.states import AccountState, Message
from simulator.vocabulary import Channel, IncidentClass, MessageKind, Severity
from tests.bots.test_skilled import room, sight

HARM = re.compile(r"\bwe see the same\b|\bdoes not work\b|\bis affected\b|\bfailing\b|\bpart of our customers\b")
DENIED = re.compile(r"\b(?:whether|that) (?:any|some)body is affected\b", re.IGNORECASE)
AT_UTC_S = 1_776_175_200


def alarm(*texts: str) -> Room:
    """A declared room with one alert, and a customer, Zoe, who has written."""
    view = sight("Refused vehicles at 11 %.")
    incident = view.incident
    zoe = e.Person(id="zoe", name="Zoe Ray", title="IT", organisation="toll")
    incident.people = {**incident.people, "zoe": zoe}
    incident.accounts["toll"] = AccountState("toll", "Toll Ltd", "strategic", 80_000, 80_000, 10, 10)
    for number, text in enumerate(texts):
        event = e.MessageArrived(
            message=f"q{number}",
            medium=MessageKind.MAIL,
            sender="zoe",
            account="toll",
            subject="",
            text=text,
            asks=True,
        )
        incident.messages[event.message] = Message(event.message, 480, event)
    incident.record.severity, incident.record.incident_class = Severity.SEV1, IncidentClass.AVAILABILITY
    return room(view)


def told(there: Room) -> dict[str, str]:
    """Everything that customers and executives hear in this room."""
    return {
        "first word": first_word(there, "toll", 2_400),
        "answer": answer(there, there.incident.messages["q0"], 2_400),
        "mail": compose.mail_personal(there, "toll", 2_400),
        "page": compose.status_page(there, 2, 2_400),
        "line": compose.holding_line(there, 1, 2_400),
        "brief": compose.executive_brief(there, 1, 9_000),
    }


def test_an_alarm_that_nobody_feels_is_told_as_one_everywhere() -> None:
    """Given a customer who feels nothing, then no text confirms a failure to them or names a second source."""
    texts = told(alarm("We feel nothing, but your public graph shows failures. Do I need to warn my people?"))
    assert {name: text for name, text in texts.items() if HARM.search(DENIED.sub("", text))} == {}
    assert "two sources" not in texts["brief"]
    assert "those who have reported" not in texts["brief"]


def test_who_tells_of_harm_in_words_of_their_own_is_not_told_that_nobody_did() -> None:
    there = alarm("No lane opens, and the lorries stand up to the bridge.")
    told_alone = first_word(there, "toll", 2_400) + answer(there, there.incident.messages["q0"], 2_400)
    assert "eported" not in told_alone
    assert HARM.search(told_alone)


def test_a_customer_who_complains_is_told_of_a_failure() -> None:
    texts = told(alarm("We cannot book a lane."))
    assert HARM.search(texts["mail"] + texts["page"] + texts["first word"])
    assert "high on the extent, which alarms and customers show" in texts["brief"]


@pytest.mark.parametrize("wording", bank.CHECKING + bank.LOOKING)
def test_work_on_an_alarm_counts_as_work(wording: str) -> None:
    """The reader that judges a post finds work in each; none speaks of requests, which a trade may not have."""
    text = wording.replace("{since}", "14:01 UTC")
    assert says_something(load_reader().read_update(text, at_utc_s=AT_UTC_S))
    assert "request" not in text


def test_the_document_of_a_false_alarm_says_that_nobody_was_affected() -> None:
    there = alarm("We feel nothing, but your graph is red.")
    there.incident.stood_down_s = 900
    text = report.postmortem(there)
    assert "no customer was affected" in text
    assert "did not work" not in text
    assert "reported it" not in text
    assert "after the first effect" not in text


def test_one_customer_and_no_credit_are_counted_in_words() -> None:
    text = report.postmortem(alarm("We cannot book a lane."))
    assert "1 customer reported it: Toll Ltd." in text
    assert "no credits." in text


def test_what_sums_it_all_up_says_it_plainly() -> None:
    """Given a sentence that was said often, then the last update and the post-mortem say it as it is."""
    fresh, said = Fresh(), "Every confirmed wage is stored once."
    for command in [PostUpdate(channel=Channel.STATUS_PAGE, text=said)] * 2:
        assert afresh(command, fresh) == command
    assert afresh(PostUpdate(channel=Channel.STATUS_PAGE, text=said), fresh) != PostUpdate(
        channel=Channel.STATUS_PAGE, text=said
    )
    for last in (PostUpdate(channel=Channel.STATUS_PAGE, text=said, final=True), SubmitPostmortem(text=said)):
        assert afresh(last, fresh) == last
