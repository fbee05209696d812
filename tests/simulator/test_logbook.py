"""The journal on disk: durable when it says so, one writer, torn ends cut and reported, a failed disk ends it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import commands as c
from simulator.catch_up import catch_up, prove_replay
from simulator.drill import Drill
from simulator.errors import JournalError
from simulator.events import command_of
from simulator.journal import Entry, decode, encode
from simulator.logbook import Disk, Logbook
from simulator.vocabulary import Seat
from tests.builders import PLAYER, finished, kit, new_drill, tiny

HEADER, ENTRIES, RAW = finished()


class WatchedDisk(Disk):
    """Counts what has been written and what of it has been synced; fails when told to."""

    def __init__(self) -> None:
        self.written = 0
        self.synced = 0
        self.room: int | None = None
        self.sync_fails = False

    def write(self, descriptor: int, data: bytes) -> None:
        if self.room is not None and len(data) > self.room:
            super().write(descriptor, data[: self.room])
            raise OSError(errno.ENOSPC, "No space left on device")
        super().write(descriptor, data)
        self.written += len(data)

    def sync(self, descriptor: int) -> None:
        if self.sync_fails:
            raise OSError(errno.EIO, "Input/output error")
        super().sync(descriptor)
        self.synced = self.written


class QuickDisk(Disk):
    """Does not wait; for tests that are about content."""

    def sync(self, descriptor: int) -> None:
        pass


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "drills" / "tiny-1.jsonl"


def test_a_whole_drill_lands_in_the_file_as_encoded(path: Path) -> None:
    with Logbook.create(path, HEADER) as book:
        for start in range(0, len(ENTRIES), 7):
            book.write(ENTRIES[start : start + 7])
    assert path.read_bytes() == RAW


def test_every_line_is_synced_when_write_returns(path: Path) -> None:
    disk = WatchedDisk()
    with Logbook.create(path, HEADER, disk=disk) as book:
        assert disk.synced == path.stat().st_size > 0
        for entry in ENTRIES:
            book.write((entry,))
            assert disk.synced == disk.written == path.stat().st_size


def test_nothing_is_written_for_nothing(path: Path) -> None:
    with Logbook.create(path, HEADER) as book:
        before = path.stat().st_size
        book.write(())
        assert path.stat().st_size == before


def test_the_folder_is_synced_when_the_file_is_made(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        folders.append(os.fstat(descriptor).st_ino)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    with Logbook.create(path, HEADER):
        assert path.parent.stat().st_ino in folders


def test_a_file_that_is_there_is_never_overwritten(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"precious")
    with pytest.raises(JournalError, match="there is a file already"):
        Logbook.create(path, HEADER)
    assert path.read_bytes() == b"precious"


def test_a_journal_is_for_its_owner_only(path: Path) -> None:
    with Logbook.create(path, HEADER):
        assert path.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_made_is_an_answer(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError, match="file") as caught:
        Logbook.create(tmp_path / "file" / "drill.jsonl", HEADER)
    assert caught.value.hint


# --- one writer ---------------------------------------------------------------------------------------------------


def test_a_second_writer_is_refused_until_the_first_is_gone(path: Path) -> None:
    with Logbook.create(path, HEADER) as book:
        book.write(ENTRIES[:5])
        for _ in range(2):
            with pytest.raises(JournalError, match="another warroom is writing"):
                Logbook.resume(path)
    book.close()
    again, journal, cut = Logbook.resume(path)
    with again:
        assert (journal.entries, cut) == (ENTRIES[:5], 0)
        with pytest.raises(JournalError, match="another warroom is writing"):
            Logbook.resume(path)


def test_a_refused_resume_gives_the_lock_back(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(RAW.replace(b"Eva", b"Eve"))
    for _ in range(3):
        with pytest.raises(JournalError, match=r"jsonl:2: the chain is broken"):
            Logbook.resume(path)


# --- resume -------------------------------------------------------------------------------------------------------


def test_a_finished_drill_cannot_be_resumed(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(RAW)
    with pytest.raises(JournalError, match="this drill is finished"):
        Logbook.resume(path)
    assert path.read_bytes() == RAW


def test_a_missing_file_is_an_answer(path: Path) -> None:
    with pytest.raises(JournalError, match="No such file") as caught:
        Logbook.resume(path)
    assert caught.value.hint


@pytest.mark.parametrize("raw", [b"", b'{"attempt":1', b"\x00" * 200])
def test_a_file_that_never_got_its_header_is_refused_untouched(path: Path, raw: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(raw)
    with pytest.raises(JournalError):
        Logbook.resume(path)
    assert path.read_bytes() == raw


@given(end=st.integers(len(encode(HEADER, ())), len(RAW) - 1))
@settings(max_examples=25)
def test_cut_anywhere_a_drill_goes_on_to_the_same_bytes(tmp_path_factory: pytest.TempPathFactory, end: int) -> None:
    path = tmp_path_factory.mktemp("cut") / "tiny-1.jsonl"
    path.write_bytes(RAW[:end])
    book, journal, cut = Logbook.resume(path, disk=QuickDisk())
    with book:
        assert cut == end - (RAW[:end].rfind(b"\n") + 1)
        drill, missing = catch_up(journal, kit())
        book.write(missing)
        if not drill.over:
            given_ids = {entry.command_id for entry in drill.entries}
            _play_on(drill, book.write, given_ids)
    raw = path.read_bytes()
    journal = decode(raw)
    assert journal.sealed
    assert prove_replay(journal, raw, kit()) == ("ok", 0)
    assert RAW[: end - cut] == raw[: end - cut]


def _play_on(drill: Drill, write: Callable[[Sequence[Entry]], None], given_ids: set[str]) -> None:
    """Give the commands that are not in the journal yet, at their seconds."""
    for entry in ENTRIES:
        if entry.command_id and entry.command_id not in given_ids:
            write(drill.advance_to(entry.at_s))
            outcome = drill.submit(
                command_of(entry.event), who=PLAYER, seat=Seat(entry.seat), command_id=entry.command_id
            )
            write(outcome.entries)
    assert drill.over


def test_only_the_seal_missing_is_put_right(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"\n".join(RAW.split(b"\n")[:-2]) + b"\n")
    book, journal, _ = Logbook.resume(path)
    with book:
        drill, missing = catch_up(journal, kit())
        assert (journal.finished, drill.over, missing) == (True, True, ())
        book.write(missing)
        with pytest.raises(JournalError, match="the drill is finished"):
            book.write(ENTRIES[:1])
    assert path.read_bytes() == RAW


def test_nothing_is_written_after_the_last_line(path: Path) -> None:
    with Logbook.create(path, HEADER) as book:
        book.write(ENTRIES)
        with pytest.raises(JournalError, match="the drill is finished"):
            book.write(ENTRIES[:1])
    assert path.read_bytes() == RAW


def test_what_a_crash_left_unsynced_is_durable_before_anything_follows(path: Path) -> None:
    with Logbook.create(path, HEADER) as book:
        book.write(ENTRIES[:20])
    disk = WatchedDisk()
    disk.sync_fails = True
    with pytest.raises(JournalError, match="Input/output error"):
        Logbook.resume(path, disk=disk)


# --- a disk that refuses ------------------------------------------------------------------------------------------


def test_a_full_disk_ends_the_logbook_and_loses_nothing_answered(path: Path) -> None:
    disk = WatchedDisk()
    with Logbook.create(path, HEADER, disk=disk) as book:
        book.write(ENTRIES[:30])
        disk.room = 100
        with pytest.raises(JournalError, match="No space left") as caught:
            book.write(ENTRIES[30:32])
        assert "resume" in caught.value.hint
        disk.room = None
        with pytest.raises(JournalError, match="an earlier write failed"):
            book.write(ENTRIES[32:33])
    again, journal, cut = Logbook.resume(path)
    with again:
        assert (journal.entries, cut) == (ENTRIES[:30], 100)
        again.write(ENTRIES[30:])
    assert path.read_bytes() == RAW


def test_a_failed_sync_is_no_acknowledgement(path: Path) -> None:
    disk = WatchedDisk()
    with Logbook.create(path, HEADER, disk=disk) as book:
        disk.sync_fails = True
        with pytest.raises(JournalError, match="Input/output error"):
            book.write(ENTRIES[:1])
        disk.sync_fails = False
        with pytest.raises(JournalError, match="an earlier write failed"):
            book.write(ENTRIES[1:2])


def test_a_file_that_cannot_be_begun_is_taken_away(path: Path) -> None:
    disk = WatchedDisk()
    disk.room = 10
    with pytest.raises(JournalError, match="No space left"):
        Logbook.create(path, HEADER, disk=disk)
    assert not path.exists()
    Logbook.create(path, HEADER).close()


# --- catching up --------------------------------------------------------------------------------------------------


def test_a_crash_in_the_middle_of_a_second_is_caught_up(path: Path) -> None:
    """The world's events of one second may be torn apart; the rest of them is made again, not twice."""
    for end in range(1, len(ENTRIES)):
        journal = decode(encode(HEADER, ENTRIES[:end]))
        drill, missing = catch_up(journal, kit())
        assert tuple(drill.entries) == ENTRIES[: end + len(missing)]
        assert all(entry.at_s == ENTRIES[end - 1].at_s for entry in missing)


def test_a_drill_of_a_header_alone_begins_again() -> None:
    drill, missing = catch_up(decode(encode(HEADER, ())), kit())
    assert missing == ENTRIES[:1]
    assert drill.at_s == 0


def test_other_content_cannot_take_over_a_drill() -> None:
    journal = decode(encode(HEADER, ENTRIES[:60]))
    with pytest.raises(JournalError, match="line 3: playing the inputs again gives another line") as caught:
        catch_up(journal, kit(tiny(signals={"error_pct": {"title": "Errors", "warn": 3, "critical": 9}})))
    assert caught.value.line == 3
    assert "scenario that wrote it" in caught.value.hint


def test_an_absence_after_a_crash_is_an_input_like_any_other() -> None:
    drill = new_drill()
    drill.advance_to(200)
    drill, _ = catch_up(decode(encode(drill.header, drill.entries)), kit())
    drill.submit(c.NoteAbsence(wall_s=86_400), who=PLAYER, seat=Seat.IC, command_id="back")
    drill.advance_to(400)
    raw = encode(drill.header, drill.entries)
    assert prove_replay(decode(raw), raw, kit()) == ("ok", 0)
    assert drill.at_s == 400
