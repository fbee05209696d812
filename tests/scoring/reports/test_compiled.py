"""A template that was compiled once is not compiled again, and only by its own bytes and our own code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from scoring.reports import page


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place to keep things."""
    monkeypatch.setenv("WARROOM_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that were compiled."""
    names: list[str] = []
    generate = Environment._generate

    def noted(self: Environment, source: Any, name: str, *rest: Any, **more: Any) -> str:
        names.append(name)
        return generate(self, source, name, *rest, **more)

    monkeypatch.setattr(Environment, "_generate", noted)
    return names


def drawn() -> str:
    """A page as a new process would make it."""
    return str(page.html_templates.__wrapped__().get_template("record.html.j2").render(
        title="<T>", sections=(), honesty="h", style="",
    ))  # fmt: skip


def test_a_second_start_compiles_nothing(folder: Path, compiled: list[str]) -> None:
    assert "&lt;T&gt;" in drawn()
    assert drawn() == drawn()
    assert compiled == ["record.html.j2"]


@pytest.mark.parametrize("spoil", [
    lambda entry: entry.write_bytes(b""),
    lambda entry: entry.write_bytes(entry.read_bytes()[:-3]),
    lambda entry: entry.write_bytes(entry.read_bytes().replace(b"title", b"style", 1)),
    lambda entry: entry.chmod(0o666),
], ids=["empty", "torn", "altered", "open to others"])  # fmt: skip
def test_a_spoiled_entry_is_compiled_anew(folder: Path, compiled: list[str], spoil: Callable[[Path], object]) -> None:
    first = drawn()
    (entry,) = folder.iterdir()
    spoil(entry)
    assert drawn() == first
    assert len(compiled) == 2
