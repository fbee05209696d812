"""What may be judged: nothing of a drill that somebody still plays, nothing that was not played."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from simulator import events as e
from simulator.journal import Journal, decode, encode
from simulator.vocabulary import Mode
from tests.process import warroom_here as warroom
from tests.scoring.plays import DATABASE, reference

REPORT = ("report", "d.jsonl", "-o", "d.md", "--for", "facilitators")
JUDGING: tuple[tuple[str, ...], ...] = (
    ("score", "d.jsonl"),
    ("score", "d.jsonl", "--format", "json"),
    ("regrade", "d.jsonl", "--runbook", "escalation"),
    REPORT,
    ("curve", "d.jsonl"),
)


@pytest.fixture(scope="module")
def journal() -> Journal:
    """A whole drill."""
    return reference(DATABASE).drill.journal()


def written(folder: Path, journal: Journal, mode: Mode, lines: int | None = None) -> None:
    """The drill as `d.jsonl`, as somebody would have played it in a mode, up to so many lines."""
    header = msgspec.structs.replace(journal.header, mode=mode)
    (folder / "d.jsonl").write_bytes(encode(header, journal.entries[:lines]))


@pytest.mark.parametrize("mode", [Mode.PRACTICE, Mode.EXAM])
@pytest.mark.parametrize("command", JUDGING, ids=" ".join)
def test_a_drill_that_somebody_still_plays_is_not_judged(
    journal: Journal, tmp_path: Path, command: tuple[str, ...], mode: Mode
) -> None:
    """Given a drill that was left in the middle, when it is judged, then neither variant nor cause is told."""
    written(tmp_path, journal, mode, 150)
    done = warroom(tmp_path, *command)
    assert done.returncode == 2
    assert "not over" in done.stderr
    told = done.stdout + done.stderr
    assert reference(DATABASE).drill.variant_id not in told
    assert not (tmp_path / "d.md").exists()


def test_facilitators_of_an_exercise_may_read_of_it_before_its_end(journal: Journal, tmp_path: Path) -> None:
    """They know what is hidden; those who play do not, and get no score."""
    written(tmp_path, journal, Mode.EXERCISE, 150)
    assert warroom(tmp_path, *REPORT).returncode == 0
    refused = warroom(tmp_path, "score", "d.jsonl")
    assert refused.returncode == 2
    assert "--for facilitators" in refused.stderr


def test_a_bots_drill_that_broke_off_is_judged(journal: Journal, tmp_path: Path) -> None:
    written(tmp_path, journal, Mode.SIMULATED, 150)
    assert "breaks off" in warroom(tmp_path, "score", "d.jsonl").stdout


def test_of_an_unfinished_drill_a_record_store_learns_that_alone(journal: Journal, tmp_path: Path) -> None:
    written(tmp_path, journal, Mode.EXAM, 150)
    done = warroom(tmp_path, "xapi", "d.jsonl", "--criteria")
    [abandoned] = json.loads(done.stdout)
    assert abandoned["verb"]["display"] == {"en": "abandoned"}


def better_read(journal: Journal) -> Journal:
    """A post is said to have been better than it was, and the chain is made anew."""
    entries = list(journal.entries)
    index = next(i for i, entry in enumerate(entries) if isinstance(entry.event, e.UpdatePosted))
    post = entries[index].event
    assert isinstance(post, e.UpdatePosted)
    better = msgspec.structs.replace(post, reading=msgspec.structs.replace(post.reading, score=post.reading.score - 1))
    entries[index] = msgspec.structs.replace(entries[index], event=better)
    return Journal(journal.header, tuple(entries), "", True)


@pytest.mark.parametrize("lines", [None, 400], ids=["whole", "cut"])
@pytest.mark.parametrize("command", [*JUDGING, ("xapi", "d.jsonl", "--simulated")], ids=" ".join)
def test_what_was_not_played_is_not_judged(
    journal: Journal, tmp_path: Path, command: tuple[str, ...], lines: int | None
) -> None:
    """Given an event that was changed in a whole chain, when the drill is judged, then the line is named instead."""
    written(tmp_path, better_read(journal), Mode.SIMULATED, lines)
    done = warroom(tmp_path, *command)
    assert (done.returncode, (tmp_path / "d.md").exists()) == (2, False)
    assert "not what was played" in done.stderr
    assert "TOTAL" not in done.stdout
    assert '"scaled"' not in done.stdout


def test_what_was_not_played_stands_in_no_record(journal: Journal, tmp_path: Path) -> None:
    """It is left out by name, also when it was measured before anybody looked."""
    written(tmp_path, better_read(journal), Mode.SIMULATED)
    for command in (("history", "."), ("history", "."), ("team-report", ".", "--simulated")):
        done = warroom(tmp_path, *command)
        assert "left out: d.jsonl" in done.stderr
        assert "100 points" not in done.stdout


def older(journal: Journal) -> Journal:
    return Journal(msgspec.structs.replace(journal.header, engine="warroom-engine-0"), journal.entries, "", True)


def by_another_runbook(journal: Journal) -> Journal:
    ref = msgspec.structs.replace(journal.header.runbook, digest="0" * 64)
    return Journal(msgspec.structs.replace(journal.header, runbook=ref), journal.entries, "", True)


def by_another_reader(journal: Journal) -> Journal:
    digests = {**journal.header.digests, "reader": "20-ab"}
    return Journal(msgspec.structs.replace(journal.header, digests=digests), journal.entries, "", True)


WHY = ("needs warroom-engine-0", "runbook at hand is another", "taken as recorded: reader 20-ab")


@pytest.mark.parametrize("change", [older, by_another_runbook, by_another_reader])
def test_what_cannot_be_proved_here_is_judged_and_it_is_said(
    journal: Journal, tmp_path: Path, change: Callable[[Journal], Journal]
) -> None:
    written(tmp_path, change(journal), Mode.SIMULATED)
    for command in (("score", "d.jsonl"), ("history", ".")):
        done = warroom(tmp_path, *command)
        assert done.returncode == 0
        assert "not proved to be what was played" in done.stderr
        assert any(why in done.stderr for why in WHY)


@pytest.mark.parametrize("change", [older, by_another_runbook, by_another_reader])
def test_a_scorecard_says_what_it_does_not_prove(
    journal: Journal, tmp_path: Path, change: Callable[[Journal], Journal]
) -> None:
    """Whoever is handed the scorecard alone reads why nothing proves it."""
    written(tmp_path, change(journal), Mode.SIMULATED)
    card = json.loads(warroom(tmp_path, "score", "d.jsonl", "--format", "json").stdout)
    assert any(why in card["unproved"] for why in WHY)
    assert "Not proved to be what was played:" in warroom(tmp_path, "score", "d.jsonl").stdout
    written(tmp_path, journal, Mode.SIMULATED)
    assert json.loads(warroom(tmp_path, "score", "d.jsonl", "--format", "json").stdout)["unproved"] == ""
    assert "Not proved" not in warroom(tmp_path, "score", "d.jsonl").stdout


def test_a_report_says_what_it_does_not_prove(journal: Journal, tmp_path: Path) -> None:
    """Who reads the page sees neither the journal nor what was said on the terminal."""
    for change, said in ((by_another_reader, True), (lambda same: same, False)):
        written(tmp_path, change(journal), Mode.SIMULATED)
        assert warroom(tmp_path, "report", "d.jsonl", "-o", "d.md", "--force").returncode == 0
        assert ("taken as recorded: reader 20-ab" in (tmp_path / "d.md").read_text()) is said


def test_a_journal_that_was_not_played_is_not_taken_in(journal: Journal, tmp_path: Path) -> None:
    written(tmp_path, better_read(journal), Mode.EXAM)
    done = warroom(tmp_path, "certify", "accept", "d.jsonl")
    assert done.returncode == 2
    assert "not what was played" in done.stderr


@pytest.mark.parametrize("change", [older, by_another_reader])
def test_an_exam_that_cannot_be_proved_here_is_not_taken_in(
    journal: Journal, tmp_path: Path, change: Callable[[Journal], Journal]
) -> None:
    """Given a first line that names another reader or engine, then its candidate did not choose the weaker proof."""
    written(tmp_path, change(journal), Mode.EXAM)
    done = warroom(tmp_path, "certify", "accept", "d.jsonl")
    assert done.returncode == 2
    assert "not proved to be what was played" in done.stderr
    assert "the version of warroom that it was played with" in done.stderr
    assert any(why in done.stderr for why in WHY)


def test_decoding_alone_sees_nothing_wrong(journal: Journal) -> None:
    """Why the inputs have to be played again: the edited chain is whole."""
    edited = better_read(journal)
    assert decode(encode(edited.header, edited.entries)).sealed
