"""Names in every script and units of every trade: columns stand straight, and what is cut says so."""

from dataclasses import replace

from rich.cells import cell_len

from simulator.scenario import Scenario
from tests.tui.table import Table
from tests.tui.test_film import film
from tui.film import Film
from tui.names import short_name
from tui.panes import accounts, signals
from tui.picture import picture_rows
from tui.rows import Row, Span
from tui.view import build_header
from tui.widgets.topline import upper

LONG = "株式会社北海道通運ロジスティクスホールディング"
NAMES = (LONG, "疫苗物流", "ООО «Северо-Западная железнодорожная компания»", "Harbor")


def width(spans: tuple[Span, ...]) -> int:
    return sum(cell_len(text) for text, _ in spans)


def heads(rows: tuple[Row, ...]) -> set[int]:
    """The widths of what stands before the words."""
    return {width(row.head) for row in rows}


def with_signals(scenario: Scenario, **change: str) -> Scenario:
    """The same scenario, something else said of its first signal."""
    first, *_ = scenario.signals
    signal = scenario.signals[first].model_copy(update=change)
    return scenario.model_copy(update={"signals": {**scenario.signals, first: signal}})


def test_names_of_customers_stand_in_one_column(table: Table) -> None:
    table.run_to(60)
    for account, name in zip(table.drill.incident.accounts.values(), NAMES, strict=False):
        account.name = name
    assert len(heads(accounts(table.drill.incident))) == 1


def test_the_first_hour_has_one_minute_a_cell_whatever_a_signal_is_called() -> None:
    played = film()
    scenario = with_signals(played.scenario, title=LONG)
    rows = picture_rows(Film(played.header, played.entries, scenario, played.runbook))
    assert len({width(row.head[:1]) for row in rows if len(row.head) == 2}) == 1


def test_a_unit_says_that_it_is_cut(table: Table) -> None:
    table.run_to(60)

    def shown(unit: str) -> str:
        rows = signals(table.drill.incident, with_signals(table.drill.scenario, unit=unit))
        assert len(heads(rows)) == 1
        return rows[0].plain

    assert " req/s " in shown("req/s")
    assert " truc… " in shown("trucks/h")


def test_a_title_in_wide_letters_leaves_the_clock_its_place(table: Table) -> None:
    drill = table.drill
    header = build_header(drill.incident, drill.scenario, drill.runbook, 0)
    assert width(upper(replace(header, title=LONG * 3), 78)) == width(upper(header, 78)) == 78


def test_a_company_in_a_word_or_two_can_be_told_from_others() -> None:
    told = [short_name(name) for name in (*NAMES, "Smith, Jones and Lee", "The Tea Co")]
    assert told == ["株式会社北海…", "疫苗物流", "ООО «Северо-З…", "Harbor", "Smith", "The Tea"]
