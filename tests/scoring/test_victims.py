"""Who was hit by a break-in is theirs to tell: names in public, to the press and to other customers."""

from __future__ import annotations

import msgspec
import pytest

from scoring.gates import findings
from scoring.record import Record
from simulator import events as e
from simulator.vocabulary import Channel
from tests.scoring.builders import Story, cast, mail, quiet, reading, update
from tests.scoring.test_gates import calm

PRESS = e.Person(id="press", name="Ada Press", title="Reporter at a trade news site", organisation="outside")
OFFICER = e.Person(id="officer", name="Max Office", title="Case officer at the authority", organisation="outside")
NAMES = "North Foods Ltd was hit; we are busy to find out what was read."
WRITE = ("press", "officer", "ceo", "counsel", "buyer", "reader")


def leaks(told: Story) -> list[str]:
    """Why gate G-3 is violated, where the houses have full names and some outsiders write."""
    for sender in WRITE:
        account = {"buyer": "north", "reader": "south"}.get(sender, "")
        told = told.world(900, mail(sender, account, text="Who was it?" if sender != "ceo" else "Was it somebody?"))
    journal = told.journal()
    [first, *rest] = journal.entries
    companies = tuple(msgspec.structs.replace(one, name=f"{one.name} Foods Ltd") for one in cast().companies)
    people = (*cast().people, PRESS, OFFICER)
    opened = msgspec.structs.replace(cast(), variant=told.variant, companies=companies, people=people)
    record = Record.of(journal.header, (msgspec.structs.replace(first, event=opened), *rest))
    return [found.reason for found in findings(record, told.context("A1")) if found.id == "G-3"]


def answer(to: str, text: str = NAMES) -> e.Replied:
    """An answer to somebody."""
    return e.Replied(message=f"m-{to}", text=text, reading=reading())


@pytest.mark.parametrize("sent", [
    update(NAMES),
    update(NAMES, channel=Channel.CUSTOMER_MAIL),
    update(NAMES, channel=Channel.CUSTOMER_MAIL, accounts=("north", "south")),
    answer("press"),
    answer("reader"),
    e.CustomerAcknowledged(account="south", text=NAMES, reading=reading()),
    e.ConfirmationAsked(account="south", text="It works at North Foods Ltd. Does it at yours?"),
])  # fmt: skip
def test_who_was_hit_is_not_named_to_others(sent: e.AnyEvent) -> None:
    [reason] = leaks(calm("breach").you(1_800, sent))
    assert reason.startswith("who was hit was named to others: “North Foods Ltd” in #")


@pytest.mark.parametrize("sent", [
    answer("buyer"),
    answer("officer"),
    answer("ceo"),
    answer("counsel"),
    update(NAMES, channel=Channel.CUSTOMER_MAIL, accounts=("north",)),
    update(NAMES, channel=Channel.HOLDING_LINE),
    update(NAMES, channel=Channel.WAR_ROOM),
    e.CustomerAcknowledged(account="north", text=NAMES, reading=reading()),
    update("Customers in the north were hit; we name none, and foods are not meant."),
    answer("press", "We name no customer, and ask you to do the same."),
    answer("reader", "We tell nobody who else was hit."),
])  # fmt: skip
def test_their_own_people_lawyers_authorities_and_colleagues_may_hear_it(sent: e.AnyEvent) -> None:
    assert leaks(calm("breach").you(1_800, sent)) == []


def test_who_asks_about_a_house_by_name_hears_nothing_new() -> None:
    asked = mail("press", message="m-named", text="Was North Foods Ltd hit?")
    told = calm("breach").world(900, asked)
    assert leaks(told.you(1_800, answer("named", "We say nothing on North Foods Ltd, or on anybody else."))) == []


def test_a_house_that_was_not_hit_may_be_named() -> None:
    only = e.ImpactChanged(accounts_permille={"north": 0, "south": 200}, restored=False)
    told = quiet("breach").world(60, only).you(1_800, update(NAMES))
    assert all("named" not in reason for reason in leaks(told))


@pytest.mark.parametrize("variant", ["main", "alarm"])
def test_in_an_outage_and_in_a_false_alarm_names_are_no_secret(variant: str) -> None:
    assert leaks(calm(variant).you(1_800, update(NAMES))) == []
