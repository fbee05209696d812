"""Files that commands write are there whole or not at all, also where a disk has no room left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.certificates.error import CertificateError
from simulator.journal import encode
from tests.process import ROOM_BYTES, full_disk
from tests.process import warroom_here as warroom
from tests.scoring.plays import DATABASE, reference
from tui.examiner import write_new
from tui.folders import write_whole

STARTS = (
    "report d.jsonl -o new.html",
    "xapi d.jsonl --simulated -o new.json",
    "fork d.jsonl --at 00:20:00 -o new.jsonl",
    "scenario new mine -o new.yaml",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a drill: `d.jsonl`."""
    journal = reference(DATABASE).drill.journal()
    (tmp_path / "d.jsonl").write_bytes(encode(journal.header, journal.entries))
    return tmp_path


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


@pytest.mark.parametrize("command", STARTS)
def test_what_could_not_be_written_leaves_nothing_behind(folder: Path, command: str) -> None:
    """Given a full disk, then the same command works once there is room."""
    with full_disk():
        done = warroom(folder, *command.split())
    assert (done.returncode, files(folder)) == (2, ["d.jsonl"]), done.stderr
    assert "File too large" in done.stderr
    assert "resume" not in done.stderr
    assert warroom(folder, *command.split()).returncode == 0


def test_what_could_not_be_replaced_stays_as_it_was(folder: Path) -> None:
    (folder / "good.html").write_text("the report of last week")
    with full_disk():
        done = warroom(folder, "report", "d.jsonl", "-o", "good.html", "--force")
    assert done.returncode == 2
    assert (folder / "good.html").read_text() == "the report of last week"
    assert files(folder) == ["d.jsonl", "good.html"]


def certified(path: Path, raw: bytes) -> None:
    with pytest.raises(CertificateError, match="File too large"):
        write_new(path, raw)


def kept(path: Path, raw: bytes) -> None:
    with pytest.raises(OSError, match="File too large"):
        write_whole(path, raw)


@pytest.mark.parametrize("write", [certified, kept])
def test_a_file_that_did_not_fit_is_no_file(tmp_path: Path, write: Callable[[Path, bytes], None]) -> None:
    with full_disk():
        write(tmp_path / "new", b"x" * 2 * ROOM_BYTES)
    assert files(tmp_path) == []


def test_a_file_is_replaced_where_a_link_leads_and_keeps_its_rights(tmp_path: Path) -> None:
    target, link = tmp_path / "shared.html", tmp_path / "link.html"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    write_whole(link, b"new", force=True)
    assert (link.is_symlink(), target.read_text(), target.stat().st_mode & 0o777) == (True, "new", 0o640)


def test_a_pipe_is_written_to_and_not_replaced() -> None:
    write_whole(Path("/dev/null"), b"new", force=True)
    assert not Path("/dev/null").is_file()
