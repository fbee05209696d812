"""Texts that were begun and not sent: kept beside the journal, so that closing the terminal loses no word."""

from __future__ import annotations

import json
import os
from pathlib import Path

from tui.folders import write_private

Values = dict[str, str | list[str]]
"""What stands in the fields of a form."""


class Drafts:
    """Drafts by form; each change is written at once, whole or not at all."""

    def __init__(self, path: Path | None = None) -> None:
        """Take up what an earlier session left.

        Args:
            path: File to keep them in; None keeps them in memory alone.
        """
        self.path = path
        self.problem = ""
        """Why the last write failed; empty when all is well."""
        self._drafts = _load(path)

    def get(self, key: str) -> Values | None:
        """What was written under this key, or None."""
        return self._drafts.get(key)

    def names(self) -> tuple[str, ...]:
        """Every form that has a draft."""
        return tuple(self._drafts)

    def keep(self, key: str, values: Values) -> None:
        """Remember the fields of a form."""
        if self._drafts.get(key) != values:
            self._drafts[key] = values
            self._write()

    def drop(self, key: str) -> None:
        """Forget a draft: it has been sent."""
        if self._drafts.pop(key, None) is not None:
            self._write()

    def _write(self) -> None:
        if self.path is None:
            return
        fresh = self.path.with_name(self.path.name + ".new")
        try:
            write_private(fresh, json.dumps(self._drafts, ensure_ascii=False).encode())
            os.replace(fresh, self.path)
            self.problem = ""
        except OSError as error:
            self.problem = f"Drafts cannot be saved: {error.strerror}."


def _load(path: Path | None) -> dict[str, Values]:
    """The drafts of a file; an unreadable one is set aside under another name, never overwritten."""
    if path is None or not path.exists():
        return {}
    try:
        drafts = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(drafts, dict) and all(isinstance(values, dict) for values in drafts.values()):
            return drafts
    except (OSError, ValueError):
        pass
    os.replace(path, path.with_name(path.name + ".unreadable"))
    return {}
