"""What does not fit a scenario is said in the words of the file: what was expected, and what stands there instead."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from scenarios.check import check_scenario
from scenarios.misfit import FORMS
from scenarios.schema import schema_text
from scenarios.source import SourceError, load_model
from simulator.scenario import Scenario
from tests.scenarios.planted import STARTER, Plant, swap

ACCOUNT = "tier: standard, arr: 12, monthly_fee: 1, renewal_in_days: 9, sla: none"
CASES: dict[str, tuple[Plant, str]] = {
    "no wording at all": (
        swap("text: Your status page says that all is well. It is not. What is going on?", "text: []"),
        "injects.silence.text: expected at least 1 entry, not an empty list",
    ),
    "an empty text": (
        swap("text: Your status page says that all is well. It is not. What is going on?", "text: ''"),
        "injects.silence.text: expected text of at least 1 character, not ''",
    ),
    "one of two wordings is empty": (
        swap("text: Your status page says that all is well. It is not. What is going on?", "text: [What?, '']"),
        "injects.silence.text.1: expected text of at least 1 character, not ''",
    ),
    "a wording of nothing": (
        swap("text: Your status page says that all is well. It is not. What is going on?", "text: ['']"),
        "injects.silence.text.0: expected text of at least 1 character, not ''",
    ),
    "a number where words belong": (
        swap("text: Your status page says that all is well. It is not. What is going on?", "text: 7"),
        "injects.silence.text: expected text or a list, not 7",
    ),
    "a number in quotes": (swap("format: 1", "format: '1'"), "format: expected 1, not '1'; write it without quotes"),
    "another number": (swap("format: 1", "format: 2"), "format: expected 1, not 2"),
    "a horizon beyond all bounds": (
        swap("horizon: 6h", "horizon: 3000d"), "horizon: expected a duration of at most 90d, not '3000d'",
    ),
    "a horizon of nothing": (swap("horizon: 6h", "horizon: 0m"), "horizon: expected a duration above 0s, not '0m'"),
    "more accounts than a drill has": (
        swap("  birch: {tier", "".join(f"  a{i}: {{{ACCOUNT}}}\n" for i in range(499)) + "  birch: {tier"),
        "accounts: expected at most 500 entries, not 501",
    ),
    "an id in capitals": (swap("id: starter", "id: Starter"), "id: expected an id: a small letter, then small letters"),
    "a stamp without zone": (
        swap("2026-03-10T14:00:00Z", "2026-03-10 14:00"),
        "start_utc: expected a moment in UTC such as 2026-03-10T14:00:00Z, not '2026-03-10 14:00'",
    ),
    "an amount in thousands": (
        swap("monthly_fee: 20000", "monthly_fee: 20k"),
        "expected an amount of money such as 4000 or 4000.50, not '20k'",
    ),
    "a criterion that is none": (
        swap("criteria: [E1,", "criteria: [Z1,"), "expected a criterion such as A1, a letter from A to G and a digit",
    ),
}  # fmt: skip


def refusal(text: str) -> str:
    """What is said of a scenario that does not fit."""
    with pytest.raises(SourceError) as caught:
        load_model(text, Scenario, name="mine.yaml")
    return str(caught.value)


@pytest.mark.parametrize("name", CASES)
def test_a_misfit_is_said_once_and_in_plain_words(name: str) -> None:
    """Nothing is said of alternatives that were not meant."""
    plant, said = CASES[name]
    [line] = refusal(plant(STARTER)).splitlines()
    assert said in line


def test_a_mapping_without_entries_is_called_empty() -> None:
    """It has to be a mapping, so it is not called one as if that were wrong."""
    start = STARTER.index("\nvariants:\n")
    assert "variants: expected at least 1 entry, not an empty mapping" in refusal(STARTER[:start] + "\nvariants: {}\n")


def test_a_long_choice_counts_what_it_does_not_list() -> None:
    """Nobody takes the first dozen for all there is."""
    said = refusal(STARTER.replace("\nminutes:", "\nzzz: 1\nminutes:", 1))
    assert re.search(r"zzz: unknown key; known here: .* and \d+ more", said)
    model, document = load_model(swap("holder: comms}", "holder: nobody-here}")(STARTER), Scenario, name="mine.yaml")
    with pytest.raises(SourceError, match=r"no person 'nobody-here' \(known: .* and \d+ more\)"):
        check_scenario(model, document)


def patterns(schema: Any) -> set[str]:
    """Every pattern that a JSON Schema holds, but those of durations, which have words of their own."""
    parts = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    own = {str(schema["pattern"])} if isinstance(schema, dict) and "pattern" in schema else set()
    return own.union(*map(patterns, parts))


@pytest.mark.parametrize("kind", ["scenario", "runbook"])
def test_no_author_reads_a_regular_expression(kind: str) -> None:
    """Each form that a file must keep to has words."""
    schema = json.loads(schema_text(kind))
    named = {pattern for pattern in patterns(schema) if not pattern.startswith(r"^(\d+d)?")}
    assert named <= FORMS.keys()
