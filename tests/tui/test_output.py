"""Standard output that is full, closed, or has no character for a word."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.process import warroom_here
from tui.cli.output import prepare_streams


def run(folder: Path, *arguments: str, coding: str = "utf-8", output: int = subprocess.PIPE) -> tuple[int, bytes, str]:
    """Exit code and both outputs of `warroom` as a program of its own, with another standard output than usual."""
    done = subprocess.run(
        [sys.executable, "-m", "tui", *arguments], cwd=folder, stdout=output, stderr=subprocess.PIPE, timeout=120,
        env={**os.environ, "HOME": str(folder), "PYTHONIOENCODING": coding}, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout or b"", done.stderr.decode(coding)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a drill that fell short: `d.jsonl`."""
    place = tmp_path_factory.mktemp("output")
    assert warroom_here(place, "run", "db-failover", "--bot", "silent", "-o", "d.jsonl").returncode == 0
    return place


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [("score", "d.jsonl"), ("--version",)], ids=" ".join)
def test_a_verdict_that_reached_nobody_is_no_verdict(folder: Path, arguments: tuple[str, ...]) -> None:
    """Given a full disk behind the output, then the exit code is that of a fault, without a traceback."""
    with Path("/dev/full").open("wb") as full:
        code, _, words = run(folder, *arguments, output=full.fileno())
    assert code == 2
    assert words.startswith("warroom: standard output: No space left")
    assert "Traceback" not in words
    assert "Exception ignored" not in words


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("score", "d.jsonl"), {1, 141}), (("verify", "torn.jsonl"), {1, 141}), (("--version",), {141})],
    ids=str,
)  # fmt: skip
def test_a_reader_that_went_early_is_no_fault_and_no_good_verdict(
    folder: Path, arguments: tuple[str, ...], code: set[int]
) -> None:
    """Given nobody behind the pipe, then no words of complaint, and never the code of what is fine."""
    lines = (folder / "d.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "torn.jsonl").write_bytes(b"".join(lines[:5] + lines[6:]))
    reader, writer = os.pipe()
    os.close(reader)
    ended, said, words = run(folder, *arguments, output=writer)
    os.close(writer)
    assert ended in code
    assert (said, words) == (b"", "")


@pytest.mark.parametrize("coding", ["ascii", "latin-1"])
def test_words_are_spelt_with_the_letters_at_hand(folder: Path, coding: str) -> None:
    code, said, words = run(folder, "score", "d.jsonl", coding=coding)
    assert (code, words) == (1, "")
    text = said.decode(coding)
    assert "TOTAL" in text
    assert "?" not in text.splitlines()[0]


def test_json_stays_the_same_data(folder: Path) -> None:
    """Escapes, not look-alikes: whoever reads it gets the very words."""
    plain = warroom_here(folder, "score", "d.jsonl", "--format", "json").stdout.encode()
    _, escaped, _ = run(folder, "score", "d.jsonl", "--format", "json", coding="ascii")
    assert plain != escaped
    assert json.loads(plain) == json.loads(escaped)


def test_a_stream_that_the_shell_closed_is_written_to_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    prepare_streams()
    print("nobody hears this")
    sys.stdout.close()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ("score d.jsonl", 1, ""),
        ("join ws://127.0.0.1:9/ws", 2, "join needs a terminal"),
        ("grade update -", 2, "empty"),
    ],
)
def test_a_closed_standard_input_is_an_empty_one(folder: Path, arguments: str, code: int, words: str) -> None:
    """Given what supervisors close, then a verdict is the verdict, and only what needs input asks for it."""
    done = subprocess.run(
        ["sh", "-c", f"exec '{sys.executable}' -m tui {arguments} <&-"], cwd=folder, capture_output=True, text=True,
        env={**os.environ, "HOME": str(folder)}, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, words in done.stderr, "Traceback" in done.stderr) == (code, True, False), done.stderr
