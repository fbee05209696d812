"""Certification: the examiner's folder, exams, what people say about them, and the certificate."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from tui.cli.drills import FORMAT, JOURNAL, Form

certify_app = typer.Typer(
    help="Hold exams, issue certificates.\n\nThe file docs/certification.md leads through them.", no_args_is_help=True
)
HOME = typer.Option(None, "--folder", help="The examiner's folder; default: certification in your data directory.")
PERSON = typer.Argument(help="The candidate's person id.")
SCENARIO = typer.Argument(help="The scenario's id.")
REASON = typer.Option(..., "--reason", help="Why; it stands in the dossier and on the certificate.")
OUT = typer.Option(
    None, "-o", "--output", help="Write the signed statement to this file, for the examiner to add to the dossier."
)


@certify_app.command("init")
def init(
    name: str = typer.Option("", "--name", help="Who certifies; needed when there are no keys yet."),
    folder: Path | None = HOME,
    lock: bool = typer.Option(False, "--passphrase", help="Lock new keys; also from $WARROOM_PASSPHRASE."),
    runbook: str = typer.Option("escalation", "--runbook", help="The runbook that exams are judged by."),
    attempts: int = typer.Option(3, "--attempts", min=1, max=20, help="Sealed forms for each scenario and person."),
    valid_days: int = typer.Option(730, "--valid-days", min=1, max=3650, help="How long certificates hold."),
    status_url: str = typer.Option("", "--status-url", help="Where you will publish status.jwt (certify publish)."),
) -> None:
    """Set up an examiner's folder.

    Makes keys when there are none; they sign every certificate and draw the sealed forms of exams.
    """
    from tui.cli.exams import set_up

    set_up(folder, name=name, lock=lock, runbook=runbook, attempts=attempts, valid_days=valid_days, url=status_url)


@certify_app.command("open")
def open_dossier(
    name: str = typer.Option(..., "--name", help="The candidate's name, as it is to stand on the certificate."),
    person: str = typer.Option("", "--person", help="Their id, e.g. from `warroom store import`; else a random one."),
    email: str = typer.Option("", "--email", help="Their address; kept as a salted hash alone."),
    scenarios: list[str] = typer.Option(
        [], "--scenario", help="Id or file of a scenario of the exam; without it every bundled one. May be repeated."
    ),
    seen: list[str] = typer.Option(
        [], "--seen", help="What they have met before: SCENARIO or SCENARIO/VARIANT. May be repeated."
    ),
    seen_in: list[Path] = typer.Option([], "--seen-in", help="A folder with their journals: all that they have met."),
    folder: Path | None = HOME,
) -> None:
    """Open a candidate's dossier.

    Rules and sealed forms are fixed from here on. Prints the candidate's id.
    """
    from tui.cli.exams import open_candidate

    open_candidate(folder, name=name, person=person, email=email, scenarios=scenarios, seen=seen, seen_in=seen_in)


@certify_app.command("form")
def form(
    person: str = PERSON,
    scenario: str = SCENARIO,
    output: Path = typer.Option(..., "-o", "--output", help="Where the locked form goes."),
    folder: Path | None = HOME,
) -> None:
    """Hand out an exam form for another machine.

    The file is locked. The code that opens it is printed once: the proctor types it when the exam begins.
    """
    from tui.cli.exams import hand_out_form

    hand_out_form(folder, person, scenario, output)


@certify_app.command("sit")
def sit(
    form_file: Path = typer.Argument(metavar="FORM", help="The form that the examiner handed out."),
    code_file: Path | None = typer.Option(None, "--code-file", help="Read the code from this file; else it is asked."),
) -> None:
    """Sit an exam from a form.

    The same command takes up an exam that broke off. Hand the journal in afterwards.
    """
    from tui.cli.exams import sit_form

    sit_form(form_file, code_file)


@certify_app.command("exam")
def exam(person: str = PERSON, scenario: str = SCENARIO, folder: Path | None = HOME) -> None:
    """Hold an exam on this machine, the examiner's host.

    Hands out the form, plays it, and takes the journal in. The same command takes up an exam that broke off.
    """
    from tui.cli.exams import hold_exam

    hold_exam(folder, person, scenario)


@certify_app.command("accept")
def accept(journal: Path = JOURNAL, folder: Path | None = HOME) -> None:
    """Take in a finished journal from another machine.

    Without a proctor's signature it is unproctored and does not count.
    """
    from tui.cli.exams import accept_journal

    accept_journal(folder, journal)


@certify_app.command("admit")
def admit(
    person: str = PERSON,
    key: str = typer.Option(..., "--key", help="Their key: did:key:..., from `warroom keys show`."),
    role: str = typer.Option(..., "--role", help="proctor or assessor."),
    name: str = typer.Option(..., "--name", help="Who they are."),
    folder: Path | None = HOME,
) -> None:
    """Admit a proctor or an assessor to a dossier.

    The examiner has both roles.
    """
    from tui.cli.words import admit_key

    admit_key(folder, person, key=key, role=role, name=name)


@certify_app.command("proctor")
def proctor(
    journal: Path = JOURNAL,
    note: str = typer.Option("", "--note", help="What you saw: identity checked, interruptions, anything unusual."),
    output: Path | None = OUT,
    folder: Path | None = HOME,
) -> None:
    """Sign that you watched this drill.

    From beginning to end: this person, alone, without help.
    """
    from tui.cli.words import say_about

    say_about(folder, journal, "proctoring", output, note=note)


@certify_app.command("confirm")
def confirm(
    journal: Path = JOURNAL,
    gate: str = typer.Argument(help="The gate, e.g. G-1."),
    reason: str = REASON,
    output: Path | None = OUT,
    folder: Path | None = HOME,
) -> None:
    """Confirm a gate: it caps the drill's points."""
    from tui.cli.words import say_of_gate

    say_of_gate(folder, journal, gate, output, verdict="confirmed", reason=reason)


@certify_app.command("overrule")
def overrule(
    journal: Path = JOURNAL,
    gate: str = typer.Argument(help="The gate, e.g. G-1."),
    reason: str = REASON,
    output: Path | None = OUT,
    folder: Path | None = HOME,
) -> None:
    """Overrule a gate: it does not cap.

    The judge's finding stays beside your word.
    """
    from tui.cli.words import say_of_gate

    say_of_gate(folder, journal, gate, output, verdict="overruled", reason=reason)


@certify_app.command("override")
def override(
    journal: Path = JOURNAL,
    criterion: str = typer.Argument(help="The criterion, e.g. G4."),
    value: float = typer.Argument(min=0, max=1, help="What it is worth in your eyes, from 0 to 1."),
    reason: str = REASON,
    output: Path | None = OUT,
    folder: Path | None = HOME,
) -> None:
    """Give a criterion another value.

    The automatic one stays beside it.
    """
    from tui.cli.words import say_of_criterion

    say_of_criterion(folder, journal, criterion, output, value=value, reason=reason)


@certify_app.command("appeal")
def appeal(
    journal: Path = JOURNAL,
    against: str = typer.Argument(help="A criterion or a gate, e.g. C6 or G-1."),
    reason: str = REASON,
    output: Path | None = OUT,
    folder: Path | None = HOME,
) -> None:
    """Appeal against a criterion or a gate.

    Anybody with a key may. It is answered by confirm, overrule or override.
    """
    from tui.cli.words import say_about

    say_about(folder, journal, "appeal", output, against=against, reason=reason)


@certify_app.command("add")
def add(
    statements: list[Path] = typer.Argument(help="Signed statements of proctors, assessors and candidates."),
    folder: Path | None = HOME,
) -> None:
    """Add statements that were signed elsewhere.

    Each goes to its candidate's dossier.
    """
    from tui.cli.words import add_statements

    add_statements(folder, statements)


@certify_app.command("void")
def void(
    person: str = PERSON,
    scenario: str = SCENARIO,
    attempt: int = typer.Option(0, "--attempt", min=0, help="Which exam; without it the last one."),
    reason: str = REASON,
    folder: Path | None = HOME,
) -> None:
    """Declare an exam void. It stays on record with its reason."""
    from tui.cli.words import declare_void

    declare_void(folder, person, scenario, attempt, reason)


@certify_app.command("status")
def status(
    person: str | None = typer.Argument(None, help="A candidate's person id; without it everybody."),
    calibration: Path | None = typer.Option(None, "--calibration", help="A file of `warroom calibrate -o`."),
    folder: Path | None = HOME,
    form_: Form = FORMAT,
) -> None:
    """Show what counts, what does not and why, and what is wanting.

    Exit 0 when a certificate could be issued, 1 when not.
    """
    from tui.cli.issuing import print_status

    sys.exit(print_status(folder, person, calibration, as_json=form_ is Form.JSON))


@certify_app.command("issue")
def issue(
    person: str = PERSON,
    output: Path = typer.Option(..., "-o", "--output", help="The bundle, e.g. ada.zip."),
    calibration: Path | None = typer.Option(None, "--calibration", help="A file of `warroom calibrate -o`."),
    contexts: Path | None = typer.Option(
        None, "--contexts", help="Folder with the two published JSON-LD contexts, for the embedded proof."
    ),
    journals: bool = typer.Option(True, "--journals/--no-journals", help="Put the journals into the bundle."),
    folder: Path | None = HOME,
) -> None:
    """Issue a certificate.

    An Open Badges 3.0 credential with all that proves it. Exit 1 when the rules are not met or the cut was not reached.
    """
    from tui.cli.issuing import issue_certificate

    sys.exit(issue_certificate(folder, person, output, calibration, contexts, with_journals=journals))


@certify_app.command("publish")
def publish(
    output: Path = typer.Option(..., "-o", "--output", help="A folder: issuer.json goes there, and status.jwt."),
    folder: Path | None = HOME,
) -> None:
    """Write what you publish.

    Your keys with what was revoked, and the status list that wallets look at.
    """
    from tui.cli.issuing import publish_documents

    publish_documents(folder, output)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.add_typer(certify_app, name="certify")
