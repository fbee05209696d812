"""What others wrote, or called a file, never acts on the terminal that it is printed on."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from tests.process import warroom_here

HOSTILE = "=cmd() <script>x</script> [c](javascript:x) \x1b[31m\x1b]8;;http://x\x07 \u202egpj \u2066 \u200b\x9b2J"
TEXT = f"{HOSTILE} We see errors. Next update 15:14 UTC."
STEPS = (
    {"declare": {"severity": "sev1", "incident_class": "availability", "scope": HOSTILE}},
    {"log_entry": {"action": HOSTILE, "owner": HOSTILE, "result": HOSTILE}},
    {"log_decision": {"question": HOSTILE, "options": [HOSTILE], "choice": HOSTILE, "why": "", "approver": HOSTILE}},
    {"post_update": {"channel": "status_page", "text": TEXT}},
    {"add_remediation": {"action": HOSTILE, "owner": HOSTILE, "due_in_days": 5}},
    "finish_drill",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A drill with hostile words, and a file with a hostile name."""
    place = tmp_path_factory.mktemp("hostile")
    steps = [json.dumps({"at": f"{minute}m", "do": step}) for minute, step in enumerate(STEPS, 3)]
    (place / "c.jsonl").write_text("\n".join(steps))
    (place / "\x1b[31m\u202ex.jsonl").write_bytes(b"{")
    assert warroom_here(place, "run", "db-failover", "--commands", "c.jsonl", "-o", "d.jsonl").returncode == 0
    assert warroom_here(place, "keys", "init", "--name", HOSTILE).returncode == 0
    return place


@pytest.mark.parametrize(
    "arguments",
    [
        ("replay", "d.jsonl"),
        ("score", "d.jsonl"),
        ("history", "."),
        ("team-report", ".", "--simulated", "--format", "csv"),
        ("regrade", "d.jsonl", "--runbook", "escalation"),
        ("xapi", "d.jsonl", "--simulated"),
        ("keys", "show"),
        ("keys", "show", "--format", "json"),
        *(
            (*command, HOSTILE)
            for command in (
                ("report", "d.jsonl", "-o"), ("verify",), ("history",), ("xapi",), ("scenario", "lint"),
                ("store", "import"), ("history", ".", "--person"), ("certify", "open", "--name"), ("calendar", "drill"),
            )
        ),
    ],
    ids=lambda arguments: " ".join(word for word in arguments if word != HOSTILE),
)  # fmt: skip
def test_nothing_printed_acts_on_a_terminal(folder: Path, arguments: tuple[str, ...]) -> None:
    done = warroom_here(folder, *arguments)
    said = done.stdout + done.stderr
    assert said
    assert not [c for c in said if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"], said


def test_the_timeline_of_a_hostile_drill_is_printed_and_stays_text(folder: Path) -> None:
    """The same words are there, with marks in the place of what would act."""
    assert "=cmd() <script>x</script>" in warroom_here(folder, "replay", "d.jsonl").stdout


NO_TEXT = "b\udcff.jsonl"
"""Bytes that are no UTF-8, as the file system's interface spells them."""


def test_a_file_whose_name_is_no_text_is_read_like_any_other(folder: Path, tmp_path: Path) -> None:
    for name in ("a.jsonl", NO_TEXT):
        (tmp_path / name).write_bytes((folder / "d.jsonl").read_bytes())
    for _ in range(2):
        done = warroom_here(tmp_path, "team-report", ".", "--simulated")
        assert (done.returncode, "left out: b" in done.stderr) == (0, True), done.stderr
    (tmp_path / "a.jsonl").unlink()
    assert "1 finished drill" in warroom_here(tmp_path, "history", ".").stdout


@pytest.mark.parametrize("name", [NO_TEXT, "n\nl.jsonl", "\n.jsonl"])
def test_a_drill_is_called_by_what_is_text_of_its_files_name(tmp_path: Path, name: str) -> None:
    """Given a name that no line can hold, then the journal's first line is one that `verify` reads."""
    assert warroom_here(tmp_path, "run", "db-failover", "--bot", "silent", "-o", name).returncode == 0
    assert warroom_here(tmp_path, "verify", "--no-replay", name).returncode == 3
