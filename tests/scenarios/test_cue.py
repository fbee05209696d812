"""What makes an inject come can be read out."""

from __future__ import annotations

import re

import pytest

from scenarios.catalog import load_scenario, scenario_ids
from scenarios.cue import condition_words, cue_of
from tests.builders import inject, tiny


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("declared", "the incident is declared"),
        ("not stood_down", "the team has not stood down"),
        ("holding_line_out and since_holding_line > 42m and not mitigated",
         "the holding line is out and the time since the holding line is above 42 min "
         "and the incident is not mitigated"),
        ("not (declared or resolved)", "not (the incident is declared or the incident is resolved)"),
        ("held(comms_lead) or not held(legal)", "the role Comms Lead is held or the role Legal is not held"),
        ("updates > 0", "the number of updates to customers is above 0"),
        ("not updates > 0", "the number of updates to customers is not above 0"),
        ("phase not in [triage, mitigate]", "the phase is not one of triage, mitigate"),
        ("active(lost_writes)", "the fault “lost writes” is active"),
        ("fired(rumour)", "the inject “Is it us?” is out"),
    ],
)  # fmt: skip
def test_a_condition_is_told_in_words(condition: str, words: str) -> None:
    assert condition_words(condition, tiny(injects=[inject("rumour", at="1m", title="Is it us?")])) == words


@pytest.mark.parametrize("name", scenario_ids())
def test_no_cue_of_the_library_holds_the_words_of_a_machine(name: str) -> None:
    scenario = load_scenario(name).model
    for one in scenario.injects:
        assert not re.search(r"[a-z]_[a-z]|[a-z]\(|[<>=]", cue_of(one, scenario)), one.id
