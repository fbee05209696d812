"""The user's own keys at the command line: where they lie, how they are opened, and the time that is signed."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.certificates.keyring import Keyring

PASSPHRASE = "WARROOM_PASSPHRASE"  # noqa: S105 - the variable's name


def own_keyring() -> Keyring:
    """The keyring in the configuration directory, or in $WARROOM_HOME."""
    from scoring.certificates.keyring import Keyring

    home = os.environ.get("WARROOM_HOME")
    if home:
        return Keyring(Path(home) / "keys")
    from platformdirs import user_config_path

    return Keyring(user_config_path("warroom", appauthor=False) / "keys")


def passphrase(wanted: bool, *, twice: bool = False) -> bytes | None:
    """The passphrase, from the environment or asked for; never from a flag."""
    given = os.environ.get(PASSPHRASE)
    if given:
        return given.encode()
    if not wanted:
        return None
    if not sys.stdin.isatty():
        from scoring.certificates.error import CertificateError

        raise CertificateError("a passphrase is needed, and there is no terminal to ask at", hint=f"Set {PASSPHRASE}.")
    answer = getpass("Passphrase: ")
    if twice and getpass("Again: ") != answer:
        from scoring.certificates.error import CertificateError

        raise CertificateError("the two passphrases differ", hint="Nothing was made; try again.")
    return answer.encode()


def now_utc() -> str:
    """This moment of the wall clock as a UTC stamp."""
    from time import gmtime, strftime

    return strftime("%Y-%m-%dT%H:%M:%SZ", gmtime())
