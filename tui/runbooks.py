"""One's own runbooks, each version kept by its digest, so that a drill is judged by the file that it was played by."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from scenarios.catalog import RUNBOOK, Loaded, load_runbook, read_runbook
from simulator.errors import JournalError, ScenarioError
from simulator.journal import Header
from simulator.runbook import Runbook
from tui.folders import data_folder, make_private, write_whole

HAND_IN = "Hand in the file that it was played by, once: warroom runbook keep FILE."
_DIGEST = re.compile(r"[0-9a-f]{64}")


def keep_runbook(name_or_path: str, *, for_years: bool = False) -> Path | None:
    """Keep a runbook as it is now; None for the bundled one, which needs no keeping but `for_years`.

    Raises:
        SourceError: the file is unreadable or does not fit.
        ScenarioError: no such runbook, or it cannot be kept.
    """
    if name_or_path == RUNBOOK and not for_years:
        return None
    load_runbook(name_or_path)
    raw, _ = read_runbook(name_or_path)
    digest = sha256(raw).hexdigest()
    if digest == load_runbook().digest and not for_years:
        return None
    path = _place(digest)
    try:
        make_private(path.parent)
        write_whole(path, raw, force=True)
        path.chmod(0o600)
    except OSError as error:
        raise ScenarioError(f"{path}: {error.strerror}", hint="Give a place that can be written to.") from None
    return path


def played_by(header: Header) -> str:
    """The runbook that a journal was played by, as a name or path to load; of another content only where no better is.

    Raises:
        JournalError: it is neither bundled nor kept.
    """
    ref = header.runbook
    if (kept := _kept(ref.digest)) is not None:
        return kept
    if ref.id != RUNBOOK and ref.digest != load_runbook().digest:
        raise JournalError(f"the runbook {ref.id!r} that the drill was played by is not at hand", hint=HAND_IN)
    return RUNBOOK


def held_by(name: str, digest: str) -> str:
    """The runbook that a dossier's exams are held by, as a name or path to load; of no other content.

    Raises:
        JournalError: it is not at hand.
    """
    if (kept := _kept(digest)) is not None:
        return kept
    if load_runbook().digest != digest:
        raise JournalError(f"the runbook {name!r} that the exams are held by is not at hand", hint=HAND_IN)
    return RUNBOOK


def _kept(digest: str) -> str | None:
    """Where a runbook of this content is kept."""
    found = _DIGEST.fullmatch(digest) and _place(digest)
    return str(found) if found and found.is_file() else None


def difference(header: Header, runbook: Loaded[Runbook]) -> str:
    """Says that a runbook is not the one that a journal was played by; empty when it is."""
    if runbook.digest == header.runbook.digest:
        return ""
    ref, model = header.runbook, runbook.model
    return (
        f"the runbook at hand is another one: {model.id} v{model.version}; "
        f"the drill was played by {ref.id} v{ref.version} with other content"
    )


def _place(digest: str) -> Path:
    return data_folder() / "runbooks" / f"{digest}.yaml"
