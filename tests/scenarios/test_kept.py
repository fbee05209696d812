"""A file that was read once is not parsed again, and nothing but its own bytes decides what it says."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from scenarios import catalog, check, kept, source
from scenarios.builder import Builder
from scenarios.catalog import load_scenario
from scenarios.problem import SourceError
from simulator import cache
from simulator.scenario import Scenario

TINY = Path(__file__).parents[1] / "data" / "tiny.yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place to keep files in; conditions, which are kept apart from them, stay out of it."""
    monkeypatch.setenv("WARROOM_CACHE", str(tmp_path / "kept"))
    monkeypatch.setattr(check, "recall", lambda texts: None)
    return tmp_path / "kept"


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were parsed."""
    names: list[str] = []
    built = source._built

    def noted(text: str | bytes, name: str) -> Builder:
        names.append(name)
        return built(text, name)

    monkeypatch.setattr(source, "_built", noted)
    return names


def load(path: Path) -> Scenario:
    """As a new process would, which remembers nothing."""
    catalog._fitted.cache_clear()
    return load_scenario.__wrapped__(str(path)).model


def test_a_second_start_reads_the_same_scenario_without_parsing_it(folder: Path, parses: list[str]) -> None:
    first = load(TINY)
    assert load(TINY) == first
    assert parses == [str(TINY)]


def test_a_changed_file_is_read_anew(folder: Path, parses: list[str], tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    text = TINY.read_text(encoding="utf-8")
    own.write_text(text, encoding="utf-8")
    horizon_s = load(own).horizon
    own.write_text(text.replace("horizon: ", "horizon: 1", 1), encoding="utf-8")
    assert load(own).horizon > horizon_s
    assert len(parses) == 2


def test_another_version_of_the_reader_reads_the_file_anew(
    folder: Path, parses: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(TINY)
    monkeypatch.setattr(kept, "_code_digest", lambda: b"another")
    load(TINY)
    assert len(parses) == 2


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "torn": lambda content: content[:-7],
    "one letter changed": lambda content: content.replace(b"title", b"titel", 1),
    "the seal changed": lambda content: bytes([content[0] ^ 1]) + content[1:],
    "another file's, well sealed": lambda content: _sealed({"id": "other"}),
    "no JSON, well sealed": lambda content: sha256(b"[").digest() + b"[",
}


def _sealed(data: object) -> bytes:
    content = msgspec.json.encode(data)
    return sha256(content).digest() + content


@pytest.mark.parametrize("how", SPOILED)
def test_a_spoiled_entry_is_replaced_from_the_file(folder: Path, parses: list[str], how: str) -> None:
    first = load(TINY)
    (entry,) = folder.iterdir()
    entry.write_bytes(SPOILED[how](entry.read_bytes()))
    assert load(TINY) == first
    assert load(TINY) == first
    assert len(parses) == 2, "read from the file once, and kept again"


def test_an_entry_that_others_could_have_written_is_not_used(folder: Path, parses: list[str], tmp_path: Path) -> None:
    load(TINY)
    (entry,) = folder.iterdir()
    entry.chmod(0o666)
    load(TINY)
    elsewhere = entry.rename(tmp_path / "elsewhere")
    entry.symlink_to(elsewhere)
    load(TINY)
    assert len(parses) == 3


def test_a_broken_scenario_is_never_kept_and_names_its_line_each_time(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(TINY.read_text(encoding="utf-8").replace("fault: ", "fault: no-", 1), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(SourceError, match=r"own\.yaml:\d+"):
            load(own)
    assert not folder.exists()


@pytest.mark.parametrize("place", ["", "/dev/null/nowhere"])
def test_where_nothing_can_be_kept_everything_works(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARROOM_CACHE", place)
    assert load(TINY) == load(TINY)


def test_numbers_come_back_exactly_and_what_would_not_is_not_kept(folder: Path) -> None:
    data = {"share": Decimal("0.10"), "count": 10**17, "yes": True, "no": None, "words": ["a", 'ü"\n']}
    assert repr(kept.parsed(b"one", lambda: data)) == repr(kept.parsed(b"one", dict)) == repr(data)
    kept.keep(b"two", {1: "a number as key"})
    assert kept.find(b"two") is None


def test_old_entries_make_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MAX_ENTRIES", 3)
    for number in range(6):
        kept.keep(b"%d" % number, number + 1)
    assert len(list(folder.iterdir())) == 3
    assert kept.find(b"5") == 6
