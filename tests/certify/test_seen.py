"""An exam on the examiner's host goes on from the journal that the host saw, and from no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from scoring.certificates.error import CertificateError
from scoring.certificates.standing import HOST
from simulator.errors import WarroomError
from simulator.journal import Entry, Header, decode, encode
from simulator.vocabulary import Mode
from tests.certify.house import DAY, House, open_for, sat, set_up
from tests.scoring.plays import content
from tui.cli.exams import begin_exam, check_can_begin, check_proved, exam_header, take_in_seen
from tui.cli.seating import take_up, take_up_exam
from tui.seen import Seen

SCENARIO = "db-failover"
NOON_UTC_S = 1_767_268_800


@dataclass
class Exam:
    """An exam of Ada's that has begun on the examiner's host, and the whole of it as she would sit it."""

    house: House
    path: Path
    header: Header
    entries: tuple[Entry, ...]

    @property
    def seen(self) -> Seen:
        """What the host saw, read anew as by another start of the program."""
        place = self.house.examiner.seen(self.house.signer, "p-ada", self.header.drill).path
        return Seen(place, self.house.signer.secret, self.header.drill, lambda: NOON_UTC_S)

    def begin(self, lines: int) -> None:
        """Play up to so many lines and leave."""
        table = begin_exam(self.path, content(SCENARIO), self.header, self.seen)
        there = len(table.session.drill.entries)
        for number in range(there, lines):
            table.logbook.write(self.entries[number : number + 1])
        table.logbook.close()

    def go_on(self, lines: int | None = None) -> None:
        """Come back and play on, to the end or up to so many lines."""
        table = take_up_exam(self.path, None, self.seen)
        there = len(table.session.drill.entries)
        table.logbook.write(self.entries[there:lines])
        table.logbook.close()

    def replace(self, header: Header, entries: tuple[Entry, ...]) -> None:
        """Put another journal in its place."""
        self.path.write_bytes(encode(header, entries))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    found = set_up(tmp_path_factory.mktemp("host"))
    open_for(found)
    return found


@pytest.fixture
def exam(house: House, tmp_path: Path) -> Exam:
    """An exam that is about to begin, of which nothing was seen yet."""
    signer, drill = house.signer, "exam-seen"
    (house.examiner.folder / "dossiers" / "p-ada" / "seen" / f"{drill}.seen").unlink(missing_ok=True)
    ledger = house.examiner.ledger("p-ada")
    form = house.examiner.form(signer, ledger, SCENARIO, 1)
    header = exam_header(content(SCENARIO), drill, form.seed, 1, "p-ada")
    return Exam(house, tmp_path / f"{drill}.jsonl", header, decode(sat(header, SCENARIO)).entries)


def test_an_exam_that_broke_off_goes_on_and_is_taken_in(tmp_path: Path) -> None:
    """Given an exam left in the middle, when it is taken up and finished, then it counts as sat on this host."""
    house = set_up(tmp_path)
    open_for(house)
    drill = "exam-seen"
    form = house.examiner.hand_out(house.signer, DAY.format(3), person="p-ada", scenario=SCENARIO, drill=drill)
    header = exam_header(content(SCENARIO), drill, form.seed, 1, "p-ada")
    exam = Exam(house, tmp_path / f"{drill}.jsonl", header, decode(sat(header, SCENARIO)).entries)
    exam.begin(120)
    exam.go_on(300)
    exam.go_on()
    take_in_seen(house.examiner, house.signer, exam.path.read_bytes(), exam.seen)
    [delivery] = [said for said in house.examiner.ledger("p-ada").statements if said.kind == "delivery"]
    assert delivery.text("place") == HOST


def other_command(exam: Exam) -> tuple[Header, tuple[Entry, ...]]:
    """One word of one line is another, and the chain is made anew."""
    entries = list(exam.entries[:120])
    index = next(i for i, entry in enumerate(entries) if entry.command_id)
    entries[index] = msgspec.structs.replace(entries[index], command_id="other")
    return exam.header, tuple(entries)


FORGERIES: dict[str, Callable[[Exam], tuple[Header, tuple[Entry, ...]]]] = {
    "played on elsewhere": lambda exam: (exam.header, exam.entries[:-1]),
    "played to its end elsewhere": lambda exam: (exam.header, exam.entries),
    "cut, to do the last minutes over": lambda exam: (exam.header, exam.entries[:100]),
    "another word": other_command,
    "another header": lambda exam: (msgspec.structs.replace(exam.header, attempt=2), exam.entries[:120]),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_another_journal_in_its_place_is_refused(exam: Exam, forgery: str) -> None:
    """Given an exam that was left, when its file is another, then it neither goes on nor is taken in."""
    exam.begin(120)
    exam.replace(*FORGERIES[forgery](exam))
    raw = exam.path.read_bytes()
    if decode(raw).sealed:
        with pytest.raises(CertificateError, match="not the one that this host saw"):
            take_in_seen(exam.house.examiner, exam.house.signer, raw, exam.seen)
    else:
        with pytest.raises(CertificateError, match="not the one that this host saw") as refused:
            exam.go_on()
        assert "certify void" in refused.value.hint
    assert exam.path.read_bytes() == raw


def test_what_a_crash_kept_from_the_disk_is_not_missed(exam: Exam) -> None:
    """Given a note whose write never came, when the exam is taken up, then it goes on from where the disk stands."""
    exam.begin(120)
    exam.replace(exam.header, exam.entries[:119])
    exam.seen.path.write_bytes(exam.seen.path.read_bytes() + b'{"torn')
    exam.go_on()
    exam.seen.check(decode(exam.path.read_bytes()))


def test_a_note_that_was_altered_is_no_witness(exam: Exam) -> None:
    exam.begin(120)
    path = exam.seen.path
    path.write_bytes(path.read_bytes().replace(b'"lines":', b'"lines": ', 1))
    assert exam.seen.known  # other blanks, same words
    path.write_bytes(path.read_bytes().replace(str(NOON_UTC_S).encode(), str(NOON_UTC_S + 9).encode(), 1))
    with pytest.raises(CertificateError, match="was altered"):
        _ = exam.seen


def test_how_long_nobody_was_there_is_told_by_the_hosts_notes(exam: Exam) -> None:
    """Given a journal whose file says that it was just written, then the absence still counts from the last note."""
    exam.begin(120)
    table = take_up_exam(exam.path, None, exam.seen)
    table.logbook.close()
    assert exam.seen.left_utc_s == NOON_UTC_S
    assert table.session.away_s is not None
    assert table.session.away_s() > exam.path.stat().st_mtime - NOON_UTC_S - 2


def test_an_exam_that_the_host_never_held_is_not_taken_in_as_sat_here(exam: Exam) -> None:
    raw = encode(exam.header, exam.entries)
    with pytest.raises(CertificateError, match="has not seen this exam"):
        take_in_seen(exam.house.examiner, exam.house.signer, raw, exam.seen)


def test_only_an_exam_that_never_began_may_begin_anew(house: House, exam: Exam) -> None:
    """A clock that never started costs no attempt; a journal that is gone does."""
    from scoring.certificates.ledger import Sitting

    sitting = Sitting(SCENARIO, 1, exam.header.drill, DAY.format(3), "")
    with pytest.raises(WarroomError, match="handed out to another machine"):
        check_can_begin(exam.seen, sitting, "p-ada")
    exam.begin(0)
    exam.path.unlink()
    check_can_begin(exam.seen, sitting, "p-ada")
    exam.seen.forget()
    exam.begin(120)
    with pytest.raises(WarroomError, match="its journal is gone"):
        check_can_begin(exam.seen, sitting, "p-ada")


def test_an_examiners_exam_is_not_played_on_as_a_drill_of_ones_own(exam: Exam) -> None:
    exam.begin(120)
    assert exam.header.mode is Mode.EXAM
    with pytest.raises(WarroomError, match="an examiner holds this exam") as refused:
        take_up(exam.path)
    assert "certify exam" in refused.value.hint


def test_an_exam_that_another_version_began_is_not_gone_on_with(exam: Exam) -> None:
    """Given an exam left in the middle before an upgrade, then a way out is told before a byte is written."""
    exam.header = msgspec.structs.replace(exam.header, engine="warroom-engine-0")
    exam.begin(120)
    raw = exam.path.read_bytes()
    with pytest.raises(WarroomError, match="needs warroom-engine-0") as refused:
        exam.go_on()
    assert "warroom certify void p-ada db-failover --reason WHY" in refused.value.hint
    assert exam.path.read_bytes() == raw


@pytest.mark.parametrize("change", [{"engine": "warroom-engine-0"}, {"digests": {"reader": "20-ab"}}], ids=str)
def test_an_exam_that_is_not_proved_here_is_not_taken_in_here_either(exam: Exam, change: dict[str, object]) -> None:
    """Given an exam that another version ended, then the host that held it asks as much as one that did not."""
    digests = {**exam.header.digests, **change.get("digests", {})}  # type: ignore[dict-item]
    exam.replace(msgspec.structs.replace(exam.header, **{**change, "digests": digests}), exam.entries)
    with pytest.raises(WarroomError, match="not proved to be what was played") as refused:
        check_proved(exam.house.examiner, exam.path)
    assert "certify void p-ada" in refused.value.hint
    exam.replace(exam.header, exam.entries)
    assert check_proved(exam.house.examiner, exam.path) == exam.path.read_bytes()
