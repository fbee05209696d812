"""Exams at the command line: set up, open, hand out, sit, take in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import WarroomError
from simulator.harmless import flat
from simulator.vocabulary import Mode, Seat
from tui.examiner import Examiner, Settings, hashed_email, random_id, write_new
from tui.folders import data_folder, drills_folder
from tui.keys import now_utc, own_keyring, passphrase
from tui.library import Content, header_for, load_content

if TYPE_CHECKING:
    from scoring.certificates.form import Form as SealedForm
    from scoring.certificates.keyring import Signer
    from scoring.certificates.ledger import Sitting
    from simulator.journal import Header
    from tui.cli.seating import Table
    from tui.seen import Seen

CODE = "WARROOM_EXAM_CODE"


def examiner_of(folder: Path | None) -> Examiner:
    """The examiner's folder that was named, else the user's own."""
    return Examiner(folder or data_folder() / "certification", own_keyring())


def open_keys() -> Signer:
    """The keys in use, opened; the passphrase is asked for when they are locked."""
    ring = own_keyring()
    return ring.open(passphrase(ring.locked))


def set_up(
    folder: Path | None, *, name: str, lock: bool, runbook: str, attempts: int, valid_days: int, url: str
) -> None:
    """Make keys where there are none, and the folder.

    Raises:
        WarroomError: it is there already, no such runbook, or no name for new keys.
    """
    from scenarios.catalog import load_runbook
    from scoring.certificates.error import CertificateError
    from scoring.certificates.statement import tame

    examiner, ring = examiner_of(folder), own_keyring()
    load_runbook(runbook)
    if examiner.exists:
        raise CertificateError(f"{examiner.folder}: exams are held here already", hint="See: warroom certify status.")
    if not ring.exists:
        if not name:
            raise CertificateError("there are no keys yet", hint="Say who certifies: --name NAME.")
        ring.init(tame(name), passphrase(lock, twice=True), now_utc())
    examiner.init(Settings(runbook=runbook, attempts=attempts, valid_days=valid_days, status_url=url))
    print(f"{examiner.folder}: exams are held here, signed by {ring.issuer().keys[-1].id}")
    print("Next: warroom certify open --name CANDIDATE; keep the keys safe, they also draw the sealed forms.")


def open_candidate(
    folder: Path | None, *, name: str, person: str, email: str, scenarios: Sequence[str], seen: Sequence[str],
    seen_in: Sequence[Path],
) -> None:  # fmt: skip
    """Open a dossier and print the candidate's id.

    Raises:
        WarroomError: no such scenario, or somebody of that id has one.
    """
    from scenarios.catalog import scenario_ids
    from scoring.certificates.error import CertificateError
    from scoring.certificates.statement import tame
    from tui.runbooks import keep_runbook

    if not tame(name).strip():
        raise CertificateError("a certificate needs a name", hint="Say whose it is to be: --name NAME.")
    examiner, signer = examiner_of(folder), open_keys()
    keep_runbook(examiner.settings().runbook, for_years=True)
    exposure = [*map(_known, seen), *(name for place in seen_in for name in _met_in(place))]
    statement = examiner.open_dossier(
        signer, now_utc(), person=person or random_id("p"), name=name, email=hashed_email(email.strip()),
        scenarios=scenarios or scenario_ids(), exposure=exposure,
    )  # fmt: skip
    met = ", ".join(sorted(set(exposure))) or "nothing"
    print(f"met before: {met}", file=sys.stderr)
    print(statement.person)


def _known(name: str) -> str:
    """A scenario or `scenario/variant` that there is."""
    from scenarios.catalog import load_scenario

    scenario, _, variant = name.partition("/")
    model = load_scenario(scenario).model
    if variant and variant not in model.variants:
        raise WarroomError(f"{scenario} has no variant {variant!r}", hint=f"Known: {', '.join(model.variants)}.")
    return f"{model.id}/{variant}" if variant else model.id


def _met_in(folder: Path) -> Iterator[str]:
    """Every variant that the journals of a folder were played in."""
    from simulator.errors import JournalError
    from simulator.events import DrillStarted
    from simulator.journal import decode
    from tui.folders import journals_in

    if not folder.is_dir():
        raise WarroomError(f"{folder}: there is no such folder", hint="Give a folder of drills' journals.")
    for path in journals_in(folder):
        try:
            journal = decode(path.read_bytes(), name=str(path))
        except JournalError as error:
            print(flat(f"warroom: left out: {error}"), file=sys.stderr)
            continue
        first = journal.entries[0].event if journal.entries else None
        if isinstance(first, DrillStarted):
            yield f"{journal.header.scenario.id}/{first.variant}"


# --- exams --------------------------------------------------------------------------------------------------------


def hand_out_form(folder: Path | None, person: str, scenario: str, output: Path) -> None:
    """Write a locked form and print its code once.

    Raises:
        WarroomError: no form is left, or the file is there already.
    """
    import msgspec

    from scoring.certificates.exam import lock_exam, new_code

    examiner, signer, drill = examiner_of(folder), open_keys(), random_id("exam")
    if output.exists():
        raise WarroomError(f"{output}: the file exists", hint="Choose another name; nothing was handed out.")
    at_utc, code = now_utc(), new_code()
    form = examiner.hand_out(signer, at_utc, person=person, scenario=scenario, drill=drill)
    document = lock_exam(form, signer, code, person=person, drill=drill, now_utc=at_utc)
    write_new(output, msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n")
    print(f"{output}: attempt {form.attempt} at {scenario}. Sit it with: warroom certify sit {output}", file=sys.stderr)
    print("The code below is told once; it opens the form:", file=sys.stderr)
    print(code)


def sit_form(path: Path, code_file: Path | None) -> None:
    """Play an exam from a form, or go on with it.

    Raises:
        WarroomError: no terminal, no form, or another code.
    """
    from scoring.certificates.exam import read_exam, unlock_seed

    _needs_terminal()
    try:
        exam = read_exam(path.read_bytes(), name=str(path))
    except OSError as error:
        raise WarroomError(f"{path}: {error.strerror}", hint="Give the form that the examiner handed out.") from None
    journal = drills_folder() / f"{exam.drill}.jsonl"
    if journal.exists():
        go_on_with_exam(journal, None, None)
    else:
        seed = unlock_seed(exam, _code(code_file))
        content = load_content(exam.scenario)
        play_exam(journal, content, exam_header(content, exam.drill, seed, exam.attempt, exam.person))
    if not _is_over(journal):
        print(f"The exam is not over. Go on with: warroom certify sit {path}")
        return
    signed = f"{exam.drill}.proctor.json"
    print(f"The exam is over. The proctor signs: warroom certify proctor {journal} --note SEEN -o {signed}")
    print("Both files go to the examiner: warroom certify accept JOURNAL, then warroom certify add STATEMENT")


def hold_exam(folder: Path | None, person: str, scenario: str) -> None:
    """Hand out, play and take in, all on this machine.

    Raises:
        WarroomError: no terminal, no form is left, or the journal is not the one that was played here.
    """
    _needs_terminal()
    examiner, signer = examiner_of(folder), open_keys()
    ledger = examiner.ledger(person)
    still = next((sitting for sitting in ledger.open_sittings if sitting.scenario == scenario), None)
    drill = still.drill if still else random_id("exam")
    journal, seen = drills_folder() / f"{drill}.jsonl", examiner.seen(signer, person, drill)
    if still is None:
        form = examiner.hand_out(signer, now_utc(), person=person, scenario=scenario, drill=drill)
        _play_form(examiner, journal, form, person, seen)
    elif not journal.exists():
        check_can_begin(seen, still, person)
        seen.forget()
        _play_form(examiner, journal, examiner.form(signer, ledger, scenario, still.attempt), person, seen)
    elif not _is_over(journal):
        go_on_with_exam(journal, examiner.source(scenario), seen)
    if not _is_over(journal):
        print(f"The exam is not over. Go on with: warroom certify exam {person} {scenario}")
        return
    check_proved(examiner, journal)
    take_in_seen(examiner, signer, journal.read_bytes(), seen)
    print(f"{journal.stem}: taken in. See: warroom certify status {person}")


def check_can_begin(seen: Seen, sitting: Sitting, person: str) -> None:
    """Whether an exam that was handed out, but has no journal, may begin on this host.

    Raises:
        WarroomError: it has begun, here or elsewhere.
    """
    where = f"{sitting.scenario}: attempt {sitting.attempt}"
    void = f"warroom certify void {person} {sitting.scenario} --reason WHY."
    if seen.begun:
        hint = f"Put its journal back, or: {void}"
        raise WarroomError(f"{where} has begun on this host, and its journal is gone ({sitting.drill})", hint=hint)
    if not seen.known:
        hint = f"Take its journal in, or: {void}"
        raise WarroomError(f"{where} was handed out to another machine", hint=hint)


def take_in_seen(examiner: Examiner, signer: Signer, raw: bytes, seen: Seen) -> None:
    """Take in an exam that was held on this host.

    Raises:
        WarroomError: it is not the journal that this host saw.
    """
    from scoring.certificates.standing import HOST
    from simulator.journal import decode
    from tui.cli.marks import mark

    seen.check(decode(raw))
    examiner.take_in(signer, now_utc(), raw, place=HOST, fact=mark(examiner, raw))


def _play_form(examiner: Examiner, journal: Path, form: SealedForm, person: str, seen: Seen) -> None:
    content = load_content(examiner.source(form.scenario), examiner.settings().runbook)
    play_exam(journal, content, exam_header(content, journal.stem, form.seed, form.attempt, person), seen)


def accept_journal(folder: Path | None, path: Path) -> None:
    """Take in a journal from another machine.

    Raises:
        WarroomError: it is no journal, not what was played, not all proved here, or of no open exam.
    """
    from scoring.certificates.standing import ELSEWHERE
    from tui.cli.marks import mark

    examiner = examiner_of(folder)
    raw = check_proved(examiner, path)
    statement = examiner.take_in(open_keys(), now_utc(), raw, place=ELSEWHERE, fact=mark(examiner, raw))
    print(f"{path}: taken in for {statement.person}. Add the proctor's statement: warroom certify add FILE")


def check_proved(examiner: Examiner, path: Path) -> bytes:
    """Refuse to take in what is not all proved here; the journal's bytes.

    Raises:
        WarroomError: it is no journal, not what was played, or not all proved here.
    """
    from tui.cli.journals import read_journal
    from tui.trust import UNPROVED, why_unproved

    raw, journal = read_journal(path)
    source = examiner.source(journal.header.scenario.id)
    own, house = source if Path(source).is_file() else None, examiner.settings().runbook if examiner.exists else None
    why = why_unproved(raw, journal, name=str(path), scenario=own, runbook=house)
    if why:  # whoever sat the exam chose what its first line names, and with it how much is proved
        void = f"warroom certify void {journal.header.player} {journal.header.scenario.id} --reason WHY"
        hint = f"Take it in with the version of warroom that it was played with, or declare the exam void: {void}."
        raise WarroomError(flat(f"{path}: {UNPROVED}: {why}"), hint=hint)
    return raw


def exam_header(content: Content, drill: str, seed: int, attempt: int, person: str) -> Header:
    """The header of an exam's drill."""
    import msgspec

    header = header_for(content, drill=drill, seed=seed, mode=Mode.EXAM, attempt=attempt)
    return msgspec.structs.replace(header, player=person)


def play_exam(path: Path, content: Content, header: Header, seen: Seen | None = None) -> None:
    """Play a new exam; `seen` notes what is played, where this host is the examiner's."""
    from tui.cli.playing import run_table

    run_table(lambda: begin_exam(path, content, header, seen), title=header.scenario.id)


def go_on_with_exam(path: Path, scenario: str | None, seen: Seen | None) -> None:
    """Go on with an exam that broke off; see `take_up_exam`."""
    from tui.cli.playing import run_table
    from tui.cli.seating import take_up_exam

    run_table(partial(take_up_exam, path, scenario, seen), title=path.stem)


def begin_exam(path: Path, content: Content, header: Header, seen: Seen | None = None) -> Table:
    """Sit down at a new exam."""
    from simulator.drill import Drill
    from simulator.logbook import DISK, Logbook
    from tui.cli.seating import table_of
    from tui.seen import WatchedDisk

    drill = Drill(header, content.kit)
    logbook = Logbook.create(path, header, disk=WatchedDisk(seen) if seen else DISK)
    logbook.write(drill.entries)
    return table_of(drill, logbook, content, path, Seat.IC, 1)


def _is_over(path: Path) -> bool:
    """Whether an exam has its seal; one whose clock never started left no journal."""
    from simulator.journal import ends_with_seal

    return path.exists() and ends_with_seal(path.read_bytes())


def _needs_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WarroomError("an exam needs a terminal", hint="Run this in the terminal that the candidate sits at.")


def _code(code_file: Path | None) -> str:
    """The form's code: from a file, the environment, or the keyboard without an echo."""
    import getpass

    if code_file is not None:
        try:
            return code_file.read_text(encoding="utf-8")
        except OSError as error:
            raise WarroomError(f"{code_file}: {error.strerror}", hint="Write the form's code into it.") from None
    return os.environ.get(CODE) or getpass.getpass("Code of the form: ")
