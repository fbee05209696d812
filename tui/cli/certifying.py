"""Keys for seals and badges: make, show, rotate, revoke."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tui.cli.drills import FORMAT, Form
from tui.cli.examining import HOME
from tui.keys import now_utc, own_keyring, passphrase

if TYPE_CHECKING:
    from scoring.certificates.issuer import Issuer

keys_app = typer.Typer(help="Keys that seal and sign.", no_args_is_help=True)


@keys_app.command("init")
def init(
    name: str = typer.Option(..., "--name", help="Who you are to those who check, e.g. your organisation."),
    lock: bool = typer.Option(False, "--passphrase", help="Ask for a passphrase; also from $WARROOM_PASSPHRASE."),
) -> None:
    """Make the first keys: Ed25519 for seals, RSA for tokens."""
    from scoring.certificates.statement import tame

    _print(own_keyring().init(tame(name), passphrase(lock, twice=True), now_utc()), Form.TEXT)


@keys_app.command("show")
def show(form: Form = FORMAT) -> None:
    """Print the public part.

    With --format json it is the issuer document that you publish.
    """
    _print(own_keyring().issuer(), form)


@keys_app.command("rotate")
def rotate() -> None:
    """Make new keys in place of the old ones.

    The old ones stay listed with their dates; their private files go.
    """
    ring = own_keyring()
    _print(ring.rotate(passphrase(ring.locked), now_utc()), Form.TEXT)


@keys_app.command("revoke")
def revoke(
    what: str = typer.Argument(help="A retired key (did:key:...) or a certificate's id."),
    reason: str = typer.Option(..., "--reason", help="Why; it is published."),
    folder: Path | None = HOME,
) -> None:
    """Revoke a certificate that you issued, or a retired key.

    With a key goes all that it signed: certificates, and dossiers that hold a statement by it.
    """
    from tui.cli.issuing import revoke as revoke_here

    _print(revoke_here(folder, what, reason), Form.TEXT)


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
