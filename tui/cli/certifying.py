"""Keys for seals and badges: make, show, rotate, revoke."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tui.cli.drills import FORMAT, Form

if TYPE_CHECKING:
    from scoring.certificates.issuer import Issuer
    from scoring.certificates.keyring import Keyring

PASSPHRASE = "WARROOM_PASSPHRASE"  # noqa: S105 - the variable's name
keys_app = typer.Typer(help="Keys that seal and sign.", no_args_is_help=True)


@keys_app.command("init")
def init(
    name: str = typer.Option(..., "--name", help="Who you are to those who check, e.g. your organisation."),
    lock: bool = typer.Option(False, "--passphrase", help="Ask for a passphrase; also from $WARROOM_PASSPHRASE."),
) -> None:
    """Make the first keys: Ed25519 for seals, RSA for tokens."""
    _print(_keyring().init(name, _passphrase(lock, twice=True), _now_utc()), Form.TEXT)


@keys_app.command("show")
def show(form: Form = FORMAT) -> None:
    """Print the public part: with --format json the issuer document that you publish."""
    _print(_keyring().issuer(), form)


@keys_app.command("rotate")
def rotate() -> None:
    """Make new keys; the old ones stay listed with their dates, their private files go."""
    ring = _keyring()
    _print(ring.rotate(_passphrase(ring.locked), _now_utc()), Form.TEXT)


@keys_app.command("revoke")
def revoke(
    what: str = typer.Argument(help="A retired key (did:key:...) or a certificate's id."),
    reason: str = typer.Option(..., "--reason", help="Why; it is published."),
) -> None:
    """Revoke a retired key or a certificate."""
    ring = _keyring()
    _print(ring.revoke(what, reason, _passphrase(ring.locked), _now_utc()), Form.TEXT)


def _keyring() -> Keyring:
    from scoring.certificates.keyring import Keyring

    home = os.environ.get("WARROOM_HOME")
    if home:
        return Keyring(Path(home) / "keys")
    from platformdirs import user_config_path

    return Keyring(user_config_path("warroom", appauthor=False) / "keys")


def _passphrase(wanted: bool, *, twice: bool = False) -> bytes | None:
    """The passphrase, from the environment or asked for; never from a flag."""
    given = os.environ.get(PASSPHRASE)
    if given:
        return given.encode()
    if not wanted:
        return None
    if not sys.stdin.isatty():
        from scoring.certificates.error import CertificateError

        raise CertificateError("a passphrase is needed, and there is no terminal to ask at", hint=f"Set {PASSPHRASE}.")
    answer: str = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True)
    return answer.encode()


def _now_utc() -> str:
    from time import gmtime, strftime

    return strftime("%Y-%m-%dT%H:%M:%SZ", gmtime())


def _print(issuer: Issuer, form: Form) -> None:
    if form is Form.JSON:
        import msgspec

        print(msgspec.json.format(msgspec.json.encode(issuer), indent=2).decode())
        return
    from scoring.reports.plain import flat

    print(flat(issuer.name))
    for key in issuer.keys:
        states = (("revoked", key.revoked_utc), ("retired", key.retired_utc))
        state = next((f"{word} {utc}" for word, utc in states if utc), "in use")
        print(f"{key.id}  since {key.created_utc}  {state}  {flat(key.reason)}".rstrip())
    for entry in issuer.revoked:
        print(f"revoked {entry.revoked_utc}  {flat(entry.id)}  {flat(entry.reason)}")


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.add_typer(keys_app, name="keys")
