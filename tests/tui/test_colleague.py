"""A colleague's word about a customer: it is answered to the colleague, and the customer has no part in it."""

from scoring.record import Record
from scoring.reports.clock import Clock
from scoring.reports.prose import messages
from simulator import commands as c
from simulator.states import Message
from simulator.vocabulary import Seat
from tests.tui.table import Table
from tui.choices import choices
from tui.details import detail
from tui.eye import Eye
from tui.findings import advise
from tui.names import Names

NOBODY_TOLD_SALES_S = 2_000
"""By then sales have made up a line of their own, and say so."""


def word_of_sales(table: Table) -> Message:
    """What the account executive says about the dearest customer."""
    table.drill.advance_to(NOBODY_TOLD_SALES_S)
    return next(m for m in table.drill.incident.messages.values() if m.event.sender == "ae" and m.event.account)


def test_the_page_of_a_colleagues_word_offers_an_answer_and_nothing_to_the_customer(table: Table) -> None:
    page = detail(f"message:{word_of_sales(table).id}", table.drill)
    assert page is not None
    assert [offer for offer, _ in page.offers] == ["reply"]


def test_a_time_told_to_a_colleague_is_said_to_be_on_no_list(table: Table) -> None:
    told = advise("update", "Next update by 15:00 UTC.", table.drill, message=word_of_sales(table).id)
    assert "stands on no list" in told.parts


def test_a_colleagues_word_confirms_nothing(table: Table) -> None:
    heard = word_of_sales(table).id
    assert heard not in [value for _, value in choices("customer_messages", table.drill)]


def test_the_customer_sees_neither_the_colleagues_word_nor_its_answer(table: Table) -> None:
    heard = word_of_sales(table)
    table.session.do(c.Reply(message=heard.id, text="Do not say that again, please."))
    names = Names(table.drill.incident, table.drill.scenario)
    saw = " ".join(row.plain for row in Eye(heard.event.account, table.drill.entries, names).rows(10_000))
    assert heard.event.text not in saw
    assert "Do not say that again" not in saw


def test_a_report_names_the_colleague_by_title(table: Table) -> None:
    heard = word_of_sales(table)
    table.session.do(c.Reply(message=heard.id, text="Do not say that again, please."), seat=Seat.IC)
    record = Record.of(table.drill.header, table.drill.entries)
    (sent,) = messages(record, Clock(record.start_utc_s, record.end_s), {})
    assert sent.to.endswith(", Account executive")
