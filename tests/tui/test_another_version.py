"""A drill that another version of warroom began: it is not half one's and half the other's, and there is a way on."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from scoring.version import judge_name
from simulator.journal import ENGINE, decode, encode
from simulator.vocabulary import Mode
from tests.process import warroom_here as warroom
from tests.scoring.plays import DATABASE, reference

LEFT = 150


def left_behind(folder: Path, **changes: object) -> bytes:
    """A practice drill that was left in the middle, with another first line."""
    journal = reference(DATABASE).drill.journal()
    header = msgspec.structs.replace(journal.header, mode=Mode.PRACTICE, **changes)
    raw = encode(header, journal.entries[:LEFT])
    (folder / "d.jsonl").write_bytes(raw)
    return raw


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"engine": "warroom-engine-0"}, "needs warroom-engine-0"),
        ({"digests": {**reference(DATABASE).drill.header.digests, "reader": "20-ab"}}, "read by reader 20-ab"),
    ],
    ids=["engine", "reader"],
)
def test_what_another_version_began_goes_on_in_a_copy(tmp_path: Path, changes: dict[str, object], why: str) -> None:
    """Given a drill from before an upgrade, when it is resumed, then it stays as it is, and its fork plays."""
    raw = left_behind(tmp_path, **changes)
    refused = warroom(tmp_path, "play", "--plain", "--resume", "d.jsonl")
    assert (refused.returncode, (tmp_path / "d.jsonl").read_bytes()) == (2, raw)
    assert why in refused.stderr
    at_s = decode(raw).entries[-1].at_s
    copy = f"warroom fork d.jsonl --at {at_s // 3600:02}:{at_s // 60 % 60:02}:{at_s % 60:02}"
    assert copy in refused.stderr
    forked = warroom(tmp_path, *copy.split()[1:], "-o", "f.jsonl")
    assert forked.returncode == 0
    assert "another version played it" in forked.stderr
    head = json.loads((tmp_path / "f.jsonl").read_text().splitlines()[0])
    assert (head["engine"], head["digests"]) == (ENGINE, reference(DATABASE).drill.header.digests)
    assert head["parent"]
    assert warroom(tmp_path, "play", "--plain", "--resume", "f.jsonl", stdin="q\n").returncode == 0


def test_an_examiners_exam_has_no_fork(tmp_path: Path) -> None:
    left_behind(tmp_path)
    journal = decode((tmp_path / "d.jsonl").read_bytes())
    header = msgspec.structs.replace(journal.header, mode=Mode.EXAM, player="p-ada")
    (tmp_path / "d.jsonl").write_bytes(encode(header, journal.entries))
    refused = warroom(tmp_path, "fork", "d.jsonl", "--at", "00:00:01", "-o", "f.jsonl")
    assert (refused.returncode, (tmp_path / "f.jsonl").exists()) == (2, False)
    assert "an examiner holds this exam" in refused.stderr


def test_a_version_tells_which_engine_and_judge_it_has(tmp_path: Path) -> None:
    """What is not checked here names an engine or a judge, and this is how the one that has it is found."""
    told = warroom(tmp_path, "--version").stdout
    assert f"({ENGINE}, {judge_name()})" in told
