"""What can go wrong in certification, and the one sentence for a missing library."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from simulator.errors import WarroomError


class CertificateError(WarroomError):
    """A key, dossier or certificate that cannot be used."""


class PartMissingError(WarroomError):
    """An optional library is not installed; the hint names the part."""


def need(module: str, part: str = "certify") -> ModuleType:
    """Import an optional library.

    Raises:
        PartMissingError: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise PartMissingError(f"this needs {name}", hint=f"pip install 'warroom[{part}]'") from error
