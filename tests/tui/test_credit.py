"""`warroom credit`: the sheet says what it was made from."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from tui.cli.app import app


def sheet(*more: str) -> dict[str, str]:
    line = ["credit", "--fee", "40000.00", "--down-minutes", "90", "--sla", "gold", "--format", "json", *more]
    return dict(json.loads(CliRunner().invoke(app, line, prog_name="warroom").output))


@pytest.mark.parametrize("month", ["2026-04", "2026-4"])
def test_a_month_is_written_back_in_one_form(month: str) -> None:
    assert sheet("--month", month)["month"] == "2026-04"


def test_a_goodwill_amount_stands_beside_what_the_contract_gives() -> None:
    """The percentage belongs to the contract's amount, so that amount is on the sheet."""
    told = sheet("--month", "2026-04", "--goodwill", "500")
    assert told["credit_pct"] == "10"
    assert (told["contract_amount"], told["amount"]) == ("$4,000.00", "$500.00")
