"""What counts, what does not and why: decided from the journals' own words and what was signed about them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from scoring.certificates.badge import figure_lines
from scoring.certificates.error import CertificateError
from scoring.certificates.fact import Fact, Gate
from scoring.certificates.figure import figures_of
from scoring.certificates.keyring import Keyring, Signer
from scoring.certificates.ledger import Ledger
from scoring.certificates.standing import ELSEWHERE, HOST, Rules, standing_of
from scoring.certificates.statement import Statement, make_statement
from simulator.vocabulary import Mode
from tests.certify.house import DAY, SECRET, House, open_for, set_up
from tests.scoring.builders import runbook

PERSON, FORMS = "p-ada", {"one": 11, "two": 12, "three": 13}


@pytest.fixture(scope="module")
def examiner(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    ring = Keyring(tmp_path_factory.mktemp("examiner"))
    ring.init("House", None, DAY.format(1))
    return ring.open(None)


@pytest.fixture(scope="module")
def outsider(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    ring = Keyring(tmp_path_factory.mktemp("outsider"))
    ring.init("Pat \u202eProctor", None, DAY.format(1))
    return ring.open(None)


def fact(scenario: str = "one", attempt: int = 1, **changes: Any) -> Fact:
    """A journal that counts, changed in one way."""
    base = Fact(
        sha256=f"{scenario}-{attempt}", drill=f"d-{scenario}-{attempt}", scenario=scenario, scenario_version=1,
        scenario_digest="s", family=scenario, variant=f"v{attempt}", runbook="escalation", runbook_digest="r",
        mode="exam", player=PERSON, form_seed=FORMS.get(scenario, 1) * 10 + attempt,
        noise_seed=FORMS.get(scenario, 1) * 10 + attempt, fork=False, finished=True, engine="e", python="3.11",
        drill_s=3_600, interruptions=0, away_s=0, pauses=0, off_plan=0, others=0, events=100, seats=("ic",),
        earned_centi=8_000, total_centi=8_000, gates=(), criteria=dict.fromkeys(runbook().criteria, 800),
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def dossier(examiner: Signer, *, place: str = HOST, exposure: tuple[str, ...] = ()) -> list[Statement]:
    """Opened, and two exams of each of three scenarios sat and handed in."""
    from scoring.certificates.form import commitment_of

    exams = [(name, attempt, seed * 10 + attempt) for name, seed in FORMS.items() for attempt in (1, 2)]
    commitments = [
        {"scenario": name, "attempt": attempt, "commitment": commitment_of(name, attempt, seed, "n")}
        for name, attempt, seed in exams
    ]
    said = [say(examiner, "opening", name="Ada", exposure=list(exposure), commitments=commitments, runbook_digest="r")]
    for day, (name, attempt, _) in enumerate(exams, 3):
        exam: dict[str, Any] = {"scenario": name, "attempt": attempt}
        said.append(say(examiner, "sitting", day=day, drill=f"d-{name}-{attempt}", **exam))
        said.append(say(examiner, "delivery", f"{name}-{attempt}", day=day, place=place, nonce="n", **exam))
    return said


def say(signer: Signer, kind: str, about: str = "", *, day: int = 2, **data: object) -> Statement:
    return make_statement(kind, signer, person=PERSON, now_utc=DAY.format(day), about=about, **data)  # type: ignore[arg-type]


def ledger(examiner: Signer, *more: Statement, place: str = HOST, exposure: tuple[str, ...] = ()) -> Ledger:
    return Ledger(PERSON, [examiner.did], [*dossier(examiner, place=place, exposure=exposure), *more])


def six() -> list[Fact]:
    return [fact(name, attempt) for name in FORMS for attempt in (1, 2)]


def test_six_exams_in_three_families_are_enough(examiner: Signer) -> None:
    standing = standing_of(six(), ledger(examiner), Rules())
    assert standing.wanting == ()
    assert len(standing.counted) == 6


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"mode": Mode.SIMULATED.value}, "simulated: no person played it"),
        ({"mode": Mode.PRACTICE.value}, "practice: only exams count"),
        ({"mode": Mode.EXERCISE.value}, "a team exercise"),
        ({"fork": True}, "a fork of another drill"),
        ({"finished": False}, "unfinished"),
        ({"player": "p-eve"}, "played by another person"),
        ({"others": 2}, "others gave commands in it: 2"),
        ({"off_plan": 1}, "not at the exam's own pace"),
        ({"pauses": 1}, "an exam has no pause"),
        ({"away_s": 3_600, "interruptions": 1}, "interrupted for 1 h"),
        ({"runbook_digest": "other"}, "another runbook"),
        ({"drill": "d-else"}, "another drill than the one that was handed out"),
        ({"form_seed": 7, "noise_seed": 7}, "not the sealed form"),
        ({"noise_seed": 7}, "not the sealed form"),
        ({"form_seed": None}, "not the sealed form"),
        ({"sha256": "never seen"}, "no exam of this dossier"),
    ],
    ids=lambda value: "" if isinstance(value, str) else "-".join(value),
)
def test_a_drill_that_does_not_count_says_why(examiner: Signer, changes: dict[str, Any], reason: str) -> None:
    found = standing_of([fact(**changes)], ledger(examiner), Rules()).drills[0]
    assert not found.counts
    assert reason in "; ".join(found.reasons)


def test_a_short_interruption_is_told_and_counts(examiner: Signer) -> None:
    assert standing_of([fact(interruptions=1, away_s=300, pauses=1)], ledger(examiner), Rules()).drills[0].counts


def test_elsewhere_counts_only_before_an_admitted_proctor(examiner: Signer, outsider: Signer) -> None:
    watched = say(outsider, "proctoring", "one-1", day=4, note="alone")
    admitted = say(examiner, "admission", id=outsider.did, role="proctor", name="Pat")
    for more, counts in (((), False), ((watched,), False), ((admitted, watched), True)):
        found = standing_of([fact()], ledger(examiner, *more, place=ELSEWHERE), Rules()).drills[0]
        assert found.counts is counts
    assert found.proctors == ("Pat \N{REPLACEMENT CHARACTER}Proctor",)


def test_what_was_met_before_is_not_unseen(examiner: Signer) -> None:
    everything = tuple(FORMS)
    standing = standing_of(six(), ledger(examiner, exposure=everything), Rules())
    assert [words for words in standing.wanting if words.startswith("unseen: 0 of 2")]
    variants = ("one/v1", "two", "three")
    found = standing_of(six(), ledger(examiner, exposure=variants), Rules())
    assert [drill.journal for drill in found.drills if drill.unseen] == ["one-2"]


def test_the_same_variant_counts_once(examiner: Signer) -> None:
    standing = standing_of([fact(), fact(attempt=2, variant="v1")], ledger(examiner), Rules())
    assert [drill.counts for drill in standing.drills] == [True, False]
    assert "was sat before" in standing.drills[1].reasons[0]


def test_families_and_numbers_are_counted(examiner: Signer) -> None:
    standing = standing_of(six()[:5], ledger(examiner), Rules())
    assert standing.wanting[0] == "too few: 5 of 6 exam drills"
    assert "families: 2 of 3 with 2 drills each (so far: one 2, three 1, two 2)" in standing.wanting


def test_an_exam_that_was_begun_cannot_be_forgotten(examiner: Signer) -> None:
    begun = say(examiner, "sitting", day=15, scenario="one", attempt=3, drill="d-one-3")
    open_ = standing_of(six(), ledger(examiner, begun), Rules()).wanting
    assert "begun on 2026-01-15T09:00:00Z and never handed in" in open_[0]
    void = say(examiner, "void", day=16, scenario="one", attempt=3, reason="fire alarm")
    assert standing_of(six(), ledger(examiner, begun, void), Rules()).wanting == ()


def test_a_void_exam_does_not_count(examiner: Signer) -> None:
    void = say(examiner, "void", day=16, scenario="one", attempt=1, reason="fire alarm")
    assert "declared void: fire alarm" in standing_of(six(), ledger(examiner, void), Rules()).drills[0].reasons


def test_only_the_examiner_opens_voids_and_takes_in(examiner: Signer, outsider: Signer) -> None:
    void = say(outsider, "void", day=16, scenario="one", attempt=1, reason="I say so")
    assert standing_of(six(), ledger(examiner, void), Rules()).wanting == ()


def pending() -> list[Fact]:
    """The first drill has a gate that rests on the reading of a text."""
    return [fact(gates=(Gate("G-1", True, (9,)),)), *six()[1:]]


@pytest.mark.parametrize(
    ("verdict", "final"), [("confirmed", 5_900), ("overruled", 8_000)], ids=["confirmed", "overruled"]
)
def test_a_gate_by_reading_waits_for_a_persons_word(examiner: Signer, verdict: str, final: int) -> None:
    assert "gate G-1 rests on the reading of a text" in standing_of(pending(), ledger(examiner), Rules()).wanting[0]
    word = ledger(examiner, say(examiner, "gate", "one-1", day=15, gate="G-1", verdict=verdict, reason="read"))
    assert standing_of(pending(), word, Rules()).wanting == ()
    figures = figures_of(pending(), word, runbook(), None)
    assert figures is not None
    assert (figures.drills[0].automatic_centi, figures.drills[0].final_centi) == (8_000, final)


def test_a_strangers_word_about_a_gate_is_none(examiner: Signer, outsider: Signer) -> None:
    word = say(outsider, "gate", "one-1", day=15, gate="G-1", verdict="overruled", reason="no")
    assert standing_of(pending(), ledger(examiner, word), Rules()).wanting
    admitted = say(examiner, "admission", id=outsider.did, role="assessor", name="Pat")
    assert not standing_of(pending(), ledger(examiner, admitted, word), Rules()).wanting


def test_an_assessors_value_stands_beside_the_automatic_score(examiner: Signer) -> None:
    """C2 weighs 8 of 100: from 800 to 0 thousandths it takes 6.4 points."""
    value = say(examiner, "override", "one-1", day=15, criterion="C2", value_permille=0, reason="the posts were empty")
    figures = figures_of(six(), ledger(examiner, value), runbook(), None)
    assert figures is not None
    assert figures.drills[0].automatic_centi == 8_000
    assert figures.drills[0].assessed_centi == 7_360
    assert (figures.automatic_mean_centi, figures.mean_centi) == (8_000, 7_893)


@pytest.mark.parametrize("forms", [1, 3])
def test_forms_cannot_be_told_from_the_dossier_and_follow_from_the_secret(tmp_path: Path, forms: int) -> None:
    house = set_up(tmp_path)
    open_for(house)
    raw = house.examiner.dossier_bytes("p-ada")
    ledger = house.examiner.ledger("p-ada")
    form = house.examiner.form(house.signer, ledger, "db-failover", forms)
    assert str(form.seed).encode() not in raw
    other = msgspec.structs.replace(form, seed=form.seed + 1)
    assert ledger.is_committed(form)
    assert not ledger.is_committed(other)
    assert SECRET.hex().encode() not in raw


def test_another_secret_makes_no_form_of_this_dossier(tmp_path: Path) -> None:
    from dataclasses import replace

    house = set_up(tmp_path)
    open_for(house)
    stranger = House(house.examiner, replace(house.signer, secret=b"\0" * 32))
    with pytest.raises(CertificateError, match="no sealed form for attempt 1"):
        stranger.sit("p-ada", "db-failover", 3)


def test_an_exam_must_be_handed_in_before_the_next_of_its_scenario(tmp_path: Path) -> None:
    house = set_up(tmp_path)
    open_for(house)
    hand_out: Callable[..., object] = house.examiner.hand_out
    hand_out(house.signer, DAY.format(3), person="p-ada", scenario="db-failover", drill="exam-1")
    with pytest.raises(CertificateError, match="attempt 1 is still open"):
        hand_out(house.signer, DAY.format(4), person="p-ada", scenario="db-failover", drill="exam-2")


def test_an_unknown_error_is_no_closeness(examiner: Signer) -> None:
    """One drill shows no spread: then nobody is told that they could have failed another exam."""
    one, several = (figures_of(facts, ledger(examiner), runbook(), None) for facts in (six()[:1], six()))
    assert one is not None
    assert several is not None
    near = msgspec.structs.replace(several, close=True)
    assert any("so close to the cut" in line for line in figure_lines(near))
    assert not any("so close to the cut" in line for line in figure_lines(one))
    assert any("close the mean lies to the cut is not known" in line for line in figure_lines(one))
