"""Who was hit stays inside: offered words leave customers' names out, and the composer warns of them."""

from __future__ import annotations

import pytest

from simulator import commands as c
from simulator.vocabulary import IncidentClass, Severity
from tests.tui.table import SIGNAL_S, SitDown, Table
from tui.findings import advise_in
from tui.plain import Plain
from tui.templates import first_words
from tui.unnamed import spared


def declared(sit_down: SitDown, incident_class: IncidentClass = IncidentClass.DATA, ending: str = "") -> Table:
    """A drill whose declared scope names two customers in the way in which reference runs do."""
    table = sit_down()
    table.session.begin()
    table.run_to(SIGNAL_S)
    first, second, *_ = houses(table)
    scope = f"6 % of orders show wrong amounts; {first} and {second} among those affected{ending}"
    told = c.Declare(severity=Severity.SEV1, incident_class=incident_class, scope=scope)
    assert table.session.do(told).refused is None
    return table


def houses(table: Table) -> list[str]:
    """The customers' full names, those of several words."""
    return [state.name for state in table.drill.incident.accounts.values() if " " in state.name or "-" in state.name]


@pytest.mark.parametrize("called", [IncidentClass.DATA, IncidentClass.SECURITY, IncidentClass.INTEGRATION])
def test_words_for_customers_leave_out_who_was_hit(sit_down: SitDown, called: IncidentClass) -> None:
    """Given a scope with names, however it was declared, then readers outside get its figure and a brief has all."""
    table = declared(sit_down, called, ", since 14:03")
    first, second, *_ = houses(table)
    for template in ("update", "holding"):
        words = first_words(template, table.drill)
        assert "6 % of orders show wrong amounts, since 14:03" in words
        assert first not in words
        assert second not in words
    assert first in first_words("brief", table.drill)


def test_a_scope_of_nothing_but_a_name_becomes_a_blank(sit_down: SitDown) -> None:
    table = declared(sit_down)
    first = houses(table)[0]
    assert spared(f"{first} has wrong orders", table.drill) == ""
    assert (
        spared(f"Orders are wrong (also at {first}). 1,200 of them.", table.drill) == "Orders are wrong. 1,200 of them."
    )
    table.session.do(c.UpdateRecord(scope=f"{first} has wrong orders"))
    assert "Impact: ‹who is affected" in first_words("update", table.drill)


def warnings(table: Table, text: str, **values: object) -> list[str]:
    """What is said of customers' names in a text."""
    rows = advise_in("update", text, table.drill, values).rows
    return [row.plain for row in rows if "a customer's name" in row.plain]


def test_a_name_in_public_or_before_others_is_warned_of_while_one_writes(sit_down: SitDown) -> None:
    """Given wrong data, when a post names a customer, then all readers but that customer's own bring a warning."""
    table = declared(sit_down)
    accounts = table.drill.incident.accounts
    first = houses(table)[0]
    own = next(account for account, state in accounts.items() if state.name == first)
    other = next(account for account in accounts if account != own)
    text = f"We know that 6 % of orders show wrong amounts, those of {first} among them."
    [words] = warnings(table, text, channel="status_page")
    assert f"“{first}”" in words
    assert "G-3" in words
    assert warnings(table, text, channel="customer_mail", accounts=[own, other])
    assert warnings(table, text, account=other)
    assert not warnings(table, text, channel="customer_mail", accounts=[own])
    assert not warnings(table, text, account=own)
    assert not warnings(table, text, channel="holding_line")
    assert not warnings(table, "6 % of orders show wrong amounts.", channel="status_page")
    assert not warnings(declared(sit_down, IncidentClass.AVAILABILITY), text, channel="status_page")


def test_an_answer_to_a_customer_is_warned_of_other_names(sit_down: SitDown) -> None:
    table = declared(sit_down)
    table.run_to(2_400)
    incident = table.drill.incident
    asked = next(m for m in incident.messages.values() if m.event.account and m.event.sender not in incident.people)
    own = incident.accounts[asked.event.account].name
    other = next(name for name in houses(table) if name != own)
    assert warnings(table, f"Orders of {other} are wrong too.", message=asked.id)
    assert not warnings(table, f"Orders of {own} are wrong.", message=asked.id)


def test_the_plain_conversation_warns_too(sit_down: SitDown) -> None:
    table = declared(sit_down)
    lines = iter(("u", "1", f"6 % of orders of {houses(table)[0]} are wrong.", ".", "!"))
    heard: list[str] = []

    def ask(prompt: str) -> str:
        line = next(lines, None)
        if line is None:
            raise EOFError
        return line

    Plain(table.session, ask, heard.append).run()
    assert any("is a customer's name" in line for line in heard)
