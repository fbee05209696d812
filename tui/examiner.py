"""The examiner's folder: how exams are held here, and for each candidate a dossier with the journals handed in.

`examiner.json` holds rules, runbook and attempts. `dossiers/PERSON/dossier.jsonl` holds signed statements, chained, and
`journals/` beside it what was handed in, `seen/` what this host saw of its exams. `scenarios/` keeps the house's own,
`certificates/` every bundle issued.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from time import time

import msgspec

from scenarios.catalog import load_runbook, load_scenario
from scoring.certificates.bundle import unpack
from scoring.certificates.dossier import Dossier, add_line, decode_dossier
from scoring.certificates.error import CertificateError
from scoring.certificates.fact import Fact
from scoring.certificates.form import Form, draw_forms
from scoring.certificates.issuer import Issuer
from scoring.certificates.keyring import NO_PLACE, Keyring, Signer
from scoring.certificates.ledger import Ledger
from scoring.certificates.record import ledger_of, read_record
from scoring.certificates.standing import Rules
from scoring.certificates.statement import Statement, make_statement
from scoring.certificates.status import BITS
from scoring.certificates.taken import sealed
from simulator.journal import decode
from simulator.variants import choose_variant
from tui.folders import make_private
from tui.seen import Seen

FORMAT = 1
PRIVATE = 0o600
_PERSON = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How exams are held here."""

    format: int = FORMAT
    rules: Rules = Rules()
    runbook: str = "escalation"
    attempts: int = 3
    """Sealed forms for each scenario."""
    valid_days: int = 730
    status_url: str = ""


class Examiner:
    """One examiner's folder."""

    def __init__(self, folder: Path, ring: Keyring) -> None:
        """Bind to a folder and the keys that sign in it."""
        self.folder, self.ring = folder, ring

    @property
    def exists(self) -> bool:
        """True when the folder was set up."""
        return (self.folder / "examiner.json").is_file()

    def init(self, settings: Settings) -> None:
        """Set the folder up.

        Raises:
            CertificateError: it is there already, or cannot be written.
        """
        if self.exists:
            raise CertificateError(f"{self.folder}: exams are held here already", hint="Change examiner.json by hand.")
        make_folder(self.folder)
        raw = msgspec.json.format(msgspec.json.encode(settings), indent=2) + b"\n"
        write_new(self.folder / "examiner.json", raw)

    def settings(self) -> Settings:
        """How exams are held here.

        Raises:
            CertificateError: the folder was not set up, or its settings cannot be read.
        """
        path = self.folder / "examiner.json"
        if not self.exists:
            hint = "Set it up with: warroom certify init --name NAME."
            raise CertificateError(f"{self.folder}: no exams are held here yet", hint=hint)
        try:
            return msgspec.json.decode(path.read_bytes(), type=Settings)
        except (OSError, ValueError) as error:
            raise CertificateError(f"{path}: {error}") from None

    def issuer(self) -> Issuer:
        """The examiner's public document."""
        return self.ring.issuer()

    # --- dossiers -----------------------------------------------------------------------------------------------

    def people(self) -> tuple[str, ...]:
        """Candidates with a dossier."""
        place = self.folder / "dossiers"
        return tuple(sorted(path.parent.name for path in place.glob("*/dossier.jsonl"))) if place.is_dir() else ()

    def has(self, person: str) -> bool:
        """Whether somebody has a dossier here."""
        return _PERSON.match(person) is not None and self._path(person).is_file()

    def dossier_bytes(self, person: str) -> bytes:
        """A dossier's file.

        Raises:
            CertificateError: there is none.
        """
        if not self.has(person):
            known = ", ".join(self.people()) or "nobody"
            hint = f"Known here: {known}. Open one with: warroom certify open."
            raise CertificateError(f"there is no dossier of {person!r}", hint=hint)
        return self._path(person).read_bytes()

    def dossier(self, person: str) -> Dossier:
        """A dossier, chain and seals checked."""
        return decode_dossier(self.dossier_bytes(person), name=str(self._path(person)))

    def ledger(self, person: str) -> Ledger:
        """A dossier's statements, looked up."""
        return ledger_of(self.dossier(person), [key.id for key in self.issuer().keys])

    def raw_journals(self, person: str) -> dict[str, bytes]:
        """The bytes of the journals that were handed in, by their SHA-256."""
        place = self._path(person).with_name("journals")
        raws = [path.read_bytes() for path in sorted(place.glob("*.jsonl"))] if place.is_dir() else []
        return {sha256(raw).hexdigest(): raw for raw in raws}

    def _path(self, person: str) -> Path:
        return self.folder / "dossiers" / person / "dossier.jsonl"

    def add(self, statement: Statement) -> None:
        """Write a statement into its candidate's dossier; durable when this returns.

        Raises:
            CertificateError: no such dossier, it stands there already, or it cannot be written.
        """
        path = self._path(statement.person)
        self.dossier_bytes(statement.person)
        with locked(path):
            raw = path.read_bytes()
            if any(found.digest == statement.digest for found in decode_dossier(raw, name=str(path)).statements):
                raise CertificateError("that statement stands in the dossier already")
            append(path, add_line(raw, statement))

    def open_dossier(
        self, signer: Signer, now_utc: str, *, person: str, name: str, email: tuple[str, str] = ("", ""),
        scenarios: Sequence[str], exposure: Sequence[str],
    ) -> Statement:  # fmt: skip
        """Open a candidate's dossier: rules and sealed forms are fixed from here on.

        Args:
            signer: The examiner's key.
            now_utc: When.
            person: The candidate's random id.
            name: Their name, as it is to stand on a certificate.
            email: Salt and salted hash of their address; empty = none.
            scenarios: Ids or files of what they may be examined in.
            exposure: Scenarios, or `scenario/variant`, that they have met before.

        Raises:
            CertificateError: they have one, or the id is none.
        """
        settings = self.settings()
        if _PERSON.match(person) is None:
            raise CertificateError(f"{person!r} is no person id", hint="Letters, digits, - and _; at most 40.")
        if self.has(person):
            raise CertificateError(f"{person} has a dossier already", hint=f"See: warroom certify status {person}.")
        runbook = load_runbook(settings.runbook)
        ids = [self.keep_scenario(source) for source in scenarios]
        forms = [form for one in ids for form in self._forms(signer, person, one, exposure, settings.attempts)]
        statement = make_statement(
            "opening", signer, person=person, now_utc=now_utc, name=name, email_salt=email[0], email_hash=email[1],
            exposure=sorted(set(exposure)), rules=settings.rules, runbook_id=runbook.model.id,
            runbook_digest=runbook.digest, commitments=[
                {"scenario": form.scenario, "attempt": form.attempt, "commitment": form.commitment} for form in forms
            ],
        )  # fmt: skip
        make_folder(self._path(person).parent)
        write_new(self._path(person), add_line(b"", statement))
        return statement

    def source(self, scenario: str) -> str:
        """What to load a scenario from: the house's own file, or the bundled one of that id."""
        own = self.folder / "scenarios" / f"{scenario}.yaml"
        return str(own) if own.is_file() else scenario

    def keep_scenario(self, source: str) -> str:
        """Keep a copy of a scenario's file, so that its exams can be judged for years; returns its id.

        Raises:
            WarroomError: it cannot be read, or another one of that id is kept here.
        """
        loaded = load_scenario(self.source(source))
        if Path(source).is_file():
            kept, raw = self.folder / "scenarios" / f"{loaded.model.id}.yaml", Path(source).read_bytes()
            make_folder(kept.parent)
            if not kept.exists():
                write_new(kept, raw)
            elif kept.read_bytes() != raw:
                raise CertificateError(f"{kept}: another scenario of that id is kept here", hint="Give it a new id.")
        return loaded.model.id

    # --- exams --------------------------------------------------------------------------------------------------

    def hand_out(self, signer: Signer, now_utc: str, *, person: str, scenario: str, drill: str) -> Form:
        """Begin the next exam of a scenario: its form, written down as a sitting.

        Raises:
            CertificateError: the last one is still open, or no form is left.
        """
        ledger = self.ledger(person)
        still = next((sitting for sitting in ledger.open_sittings if sitting.scenario == scenario), None)
        if still is not None:
            hint = f"Take its journal in (warroom certify accept), or: warroom certify void {person} {scenario}."
            raise CertificateError(f"{scenario}: attempt {still.attempt} is still open ({still.drill})", hint=hint)
        form = self.form(signer, ledger, scenario, ledger.attempts(scenario) + 1)
        self.add(self._sitting(signer, now_utc, person, form, drill))
        return form

    def seen(self, signer: Signer, person: str, drill: str) -> Seen:
        """What this host saw of an exam that is held on it.

        Raises:
            CertificateError: no such dossier, or what was noted was altered.
        """
        self.dossier_bytes(person)
        place = self._path(person).with_name("seen")
        make_folder(place)
        return Seen(place / f"{drill}.seen", signer.secret, drill, time)

    def form(self, signer: Signer, ledger: Ledger, scenario: str, attempt: int) -> Form:
        """A sealed form that the dossier committed to.

        Raises:
            CertificateError: it did not, or the examiner's secret is another one.
        """
        forms = self._forms(signer, ledger.person, scenario, sorted(ledger.exposure), attempt)
        if not ledger.is_committed(forms[-1]):
            hint = "Open dossiers with --scenario and enough attempts, and keep the examiner's sealing.pem."
            raise CertificateError(f"{scenario}: the dossier holds no sealed form for attempt {attempt}", hint=hint)
        return forms[-1]

    def _forms(self, signer: Signer, person: str, scenario: str, exposure: Sequence[str], count: int) -> Sequence[Form]:
        model = load_scenario(self.source(scenario)).model
        seen = [name.removeprefix(f"{model.id}/") for name in exposure if name.startswith(f"{model.id}/")]
        return draw_forms(
            signer.secret, person, model.id, count, lambda _, seed: choose_variant(model, seed), seen
        )  # fmt: skip

    def _sitting(self, signer: Signer, now_utc: str, person: str, form: Form, drill: str) -> Statement:
        return make_statement(
            "sitting", signer, person=person, now_utc=now_utc, scenario=form.scenario, attempt=form.attempt,
            drill=drill,
        )  # fmt: skip

    def take_in(
        self, signer: Signer, now_utc: str, raw: bytes, *, place: str, fact: Fact | None = None
    ) -> Statement:  # fmt: skip
        """Keep a finished journal and write down how it was handed in, its marks, and what opens its form's seal.

        Args:
            signer: The examiner's key.
            now_utc: When.
            raw: The journal.
            place: Where it was sat.
            fact: What was found of it, which is not found anew later; None = nobody has judged it.

        Raises:
            CertificateError: it belongs to no open exam of its player's dossier.
        """
        journal = decode(raw)
        header, about = journal.header, sha256(raw).hexdigest()
        ledger = self.ledger(header.player)
        sitting = next((sitting for sitting in ledger.sittings if sitting.drill == header.drill), None)
        if sitting is None:
            raise CertificateError(
                f"{header.drill}: no exam of {header.player} has this drill",
                hint="A drill that was not handed out never counts; it may be shown as exposure: certify open --seen.",
            )
        if not journal.sealed:
            hint = "Let it be finished, or declare the exam void."
            raise CertificateError(f"{header.drill}: the drill is not over", hint=hint)
        form = self.form(signer, ledger, sitting.scenario, sitting.attempt)
        place_ = self._path(header.player).with_name("journals")
        make_folder(place_)
        kept = place_ / f"{header.drill}-{about[:8]}.jsonl"
        if not kept.exists():
            write_new(kept, raw)
        statement = make_statement(
            "delivery", signer, person=header.player, now_utc=now_utc, about=about, scenario=sitting.scenario,
            attempt=sitting.attempt, place=place, nonce=form.nonce, **sealed(fact),
        )  # fmt: skip
        if ledger.delivery(about) is not None:
            raise CertificateError(f"{header.drill}: it was handed in before")
        self.add(statement)
        return statement

    # --- certificates -------------------------------------------------------------------------------------------

    def places(self) -> Mapping[str, int]:
        """Ids of the certificates that were issued here, with their places in the status list."""
        kept = sorted((self.folder / "certificates").glob("*.zip"))
        records = (read_record(msgspec.json.decode(unpack(path.read_bytes(), name=str(path)).record)) for path in kept)
        return {record.issue.id: record.issue.status_index for record in records}

    def free_place(self) -> int:
        """A random place of the status list that no certificate has, so that it tells nothing of its order."""
        import secrets

        taken = set(self.places().values())
        return next(place for place in iter(lambda: secrets.randbelow(BITS), None) if place not in taken)


# --- files --------------------------------------------------------------------------------------------------------


def make_folder(path: Path) -> None:
    """Make a folder that only its owner can open.

    Raises:
        CertificateError: it cannot be made.
    """
    try:
        make_private(path)
    except OSError as error:
        raise CertificateError(f"{path}: {error.strerror}", hint=NO_PLACE) from None


def write_new(path: Path, raw: bytes) -> None:
    """Write a file that must not be there yet; durable when this returns, readable by its owner alone.

    Raises:
        CertificateError: it is there, or cannot be written.
    """
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:
            try:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                path.unlink(missing_ok=True)
                raise
    except FileExistsError:
        raise CertificateError(f"{path}: the file exists", hint="Choose another name; nothing was written.") from None
    except OSError as error:
        raise CertificateError(f"{path}: {error.strerror}", hint=NO_PLACE) from None


def append(path: Path, line: bytes) -> None:
    """Add a line to a file; durable when this returns.

    Raises:
        CertificateError: it cannot be written.
    """
    try:
        with path.open("ab") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise CertificateError(f"{path}: {error.strerror}", hint=NO_PLACE) from None


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other processes from writing a file meanwhile (where the system has advisory locks)."""
    try:
        import fcntl
    except ImportError:  # pragma: no cover - Windows
        yield
        return
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def random_id(prefix: str) -> str:
    """A random id that says nothing about whom or what it stands for."""
    import secrets

    return f"{prefix}-{secrets.token_hex(8)}"


def hashed_email(email: str) -> tuple[str, str]:
    """Salt and salted SHA-256 of an address, as Open Badges writes it; empty for none."""
    import secrets

    if not email:
        return "", ""
    salt = secrets.token_hex(16)
    return salt, sha256((email + salt).encode()).hexdigest()
