"""The scorecard: weights, caps, bands, JSON and the table."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import jsonschema

import scoring
from scoring import Scorecard, judge, render
from scoring.criteria import CRITERIA
from scoring.judgement import FULL, percent, share
from scoring.scorecard import _short_of, number
from simulator import events as e
from simulator.vocabulary import Seat
from tests.scoring.builders import Story, brief, declared, named, quiet, runbook, scenario, started, story, update
from tests.scoring.dependants import DEPENDANTS

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "scorecard.schema.json"


def card(told: Story) -> Scorecard:
    return told.card()


def decent() -> Story:
    told = story().you(600, declared(), named(Seat.IC, "you"), named(Seat.COMMS_LEAD, "writer"), started("undo"))
    return told.you(900, update("We act."), brief()).world(20_000, e.DrillEnded(reason="finished"))


def test_the_rubric_is_a_hundred_points_over_all_criteria() -> None:
    whole = runbook()
    assert sum(spec.weight_centi for spec in whole.criteria.values()) == 10_000
    listed = [name for domain in whole.domains.values() for name in domain.criteria]
    assert listed == list(whole.criteria) == list(CRITERIA) == list(DEPENDANTS)
    assert {
        name: sum(whole.criteria[c].weight_centi for c in d.criteria) // 100 for name, d in whole.domains.items()
    } == {
        "A": 12,
        "B": 12,
        "C": 28,
        "D": 12,
        "E": 10,
        "F": 10,
        "G": 16,
    }


def test_every_model_parameter_says_how_far_it_can_be_trusted() -> None:
    assert all(parameter.source and parameter.honesty for parameter in runbook().parameters.values())
    assert sum(parameter.honesty == "guess" for parameter in runbook().parameters.values()) > 30


def test_points_add_up_to_the_total() -> None:
    found = card(decent())
    assert found.earned == sum((score.points for score in found.criteria), Fraction(0))
    assert found.earned == sum((domain.points for domain in found.domains), Fraction(0))
    assert sum((domain.of for domain in found.domains), Fraction(0)) == 100


def test_the_weight_of_an_unscored_criterion_moves_within_its_domain() -> None:
    told = quiet("alarm").you(600, named(Seat.CS, "csm"), named(Seat.SALES, "ae"))
    found = card(told)
    assert found.criterion("E2").judgement.value_permille is None
    assert found.criterion("E1").points > 1
    account = next(domain for domain in found.domains if domain.id == "E")
    assert account.of == 10
    assert sum(score.of for score in found.criteria if score.id.startswith("E")) == 10
    assert all(0 <= score.points <= score.of for score in found.criteria)
    assert f"{float(found.criterion('E1').of):.1f} of" in render(found)


def test_a_gate_caps_the_total_and_leaves_the_lowest_band() -> None:
    found = card(story(restored_s=None).you(600, declared(), named(Seat.IC, "you")))
    assert [gate.id for gate in found.gates] == ["G-2"]
    assert found.total <= runbook().gate_cap
    assert found.band == "U"
    assert not found.passed


def test_an_unfinished_journal_is_judged_and_does_not_pass() -> None:
    found = card(quiet())
    assert not found.finished
    assert not found.passed
    assert "breaks off" in render(found)


def test_a_scorecard_says_what_a_pass_still_lacks() -> None:
    journal = decent().journal()
    lenient = runbook().model_copy(update={"pass_total": 0, "pass_domains": {"B": 10, "C": 80}})
    found = judge(journal, scenario(), lenient)
    share = next(domain.share for domain in found.domains if domain.id == "C")
    told = f"{number(share * 100)} % in domain C (Communicate on a clock), and a pass needs 80 %"
    assert found.shortfalls == (told,)
    assert f"No pass: {told}." in " ".join(render(found).split())
    assert judge(journal, scenario(), lenient.model_copy(update={"pass_domains": {}})).passed
    failed = card(decent())
    assert f"{number(failed.earned)} of 100 points, and a pass needs 70" in failed.why_no_pass


def test_what_falls_short_of_a_pass_by_a_hair_never_reads_as_one() -> None:
    assert _short_of(Fraction(62_468, 1_000), 70) == number(Fraction(62_468, 1_000)) == 62.47
    assert _short_of(Fraction(69_998, 1_000), 70) == 69.99


def test_a_variant_that_excuses_everything_is_unscored_and_not_failed() -> None:
    variants = scenario().variants
    nothing = variants["excused"].model_copy(update={"not_reached": tuple(CRITERIA)})
    excused = scenario().model_copy(update={"variants": {**variants, "excused": nothing}})
    found = judge(Story("excused").journal(), excused, runbook())
    assert found.shortfalls == ("nothing is scored in this variant",)
    assert "TOTAL unscored" in render(found)


def test_an_empty_journal_is_judged() -> None:
    assert card(Story()).total == 0


def test_the_json_fits_its_schema() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for told in (decent(), quiet("alarm"), story("breach", restored_s=None)):
        jsonschema.validate(json.loads(json.dumps(card(told).to_json())), schema)


def test_values_in_the_json_have_three_decimals() -> None:
    found = card(decent()).to_json()
    assert found["provisional"] is True
    assert all(row["value"] is None or row["value"] == round(row["value"], 3) for row in found["criteria"])


def test_percentages_are_rounded_and_never_read_as_a_cut_that_was_missed() -> None:
    assert [percent(share(part, whole)) for part, whole in ((8, 12), (13, 14), (1, 1))] == ["67 %", "93 %", "100 %"]
    assert [percent(FULL - 1), percent(897, 900), percent(896, 990)] == ["99 %", "89 %", "90 %"]


def test_the_table_shows_a_loss_that_one_decimal_would_hide() -> None:
    whole = card(decent())
    lost = replace(whole.criteria[0], points=Fraction(399, 100), of=Fraction(4))
    text = render(replace(whole, criteria=(lost, *whole.criteria[1:])))
    assert "3.99 of 4.0" in text


def test_the_table_fits_eighty_columns_and_names_every_criterion() -> None:
    told = decent()
    text = render(card(told), told.journal())
    assert max(map(len, text.splitlines())) <= 80
    assert all(f" {name} " in text for name in CRITERIA)
    assert "Practice result" in text
    assert "Exam result" in render(replace(card(told), mode="exam"))


def test_lost_points_show_line_numbers_and_stamps() -> None:
    told = story().you(1_800, declared())
    assert "[#3 12:03, #4 12:30]" in render(card(told), told.journal())


def test_the_headlines_cover_the_first_hour_and_the_triad() -> None:
    found = card(decent())
    assert found.first_hour.share is not None
    assert 0 < found.first_hour.share <= 1
    assert found.triad[1].words == "Communicate on a clock (C1–C4)"
    assert found.first_hour.words == "First hour (A1–A4, B1–B3, C1, C8, D1, E1)"
    assert [headline.id for headline in found.triad] == ["declare-early", "on-a-clock", "evidence-and-learning"]


def test_public_names_are_sorted() -> None:
    assert scoring.__all__ == sorted(scoring.__all__)
