"""Files that somebody else gave: JSON nested without end, pipes without another end. Each is refused in a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from simulator.journal import encode
from tests.process import warroom_here as warroom
from tests.scoring.plays import DATABASE, reference

DEEP = 20_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A drill, JSON nested deeper than any reader goes, and a pipe with no other end."""
    place = tmp_path_factory.mktemp("odd")
    drill = reference(DATABASE).drill
    (place / "d.jsonl").write_bytes(encode(drill.header, drill.entries))
    (place / "deep.json").write_text('{"a":' * DEEP + "1" + "}" * DEEP)
    os.mkfifo(place / "pipe")
    return place


@pytest.mark.parametrize(("name", "words"), [("deep.json", "nested too deeply"), ("pipe", "this is no file")])
@pytest.mark.parametrize("command", ["verify d.jsonl --scorecard", "certify add", "certify status --calibration"])
def test_what_is_no_document_is_said(folder: Path, command: str, name: str, words: str) -> None:
    """Given a file that comes from others, then exit 1, which reads as a broken proof, is not its answer."""
    done = warroom(folder, *command.split(), name)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{name}: " in done.stderr
    assert words in done.stderr


@pytest.mark.parametrize("command", ["verify", "score", "store import"])
def test_nobody_waits_for_a_pipe(folder: Path, command: str) -> None:
    done = warroom(folder, *command.split(), "pipe")
    assert (done.returncode, "this is no file" in done.stderr) == (2, True)


@pytest.mark.parametrize("option", ["--issuer", "--contexts", "--at"])
def test_what_a_journal_has_not_is_not_taken_for_checked(folder: Path, option: str) -> None:
    done = warroom(folder, "verify", "d.jsonl", "--no-replay", option, "none")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{option} goes with a certificate" in done.stderr
