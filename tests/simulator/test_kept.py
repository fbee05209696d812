"""What one start worked out need not be worked out by the next; what was kept wrongly is worked out again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scenarios.catalog import load_scenario
from simulator import cache, cast, grammar
from simulator.cast import canonical_names
from simulator.terms import TriggerError

TEXTS = ["not declared", "phase in [contain, communicate] and since_update > 1h30m", "done(a) or (b == 17.5)"]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of this test's own, and nothing remembered in the process."""
    monkeypatch.setenv("WARROOM_CACHE", str(tmp_path))
    monkeypatch.setattr(grammar, "_known", {})


def forbid(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Whoever calls this now fails."""

    def called(*_: object) -> None:
        raise AssertionError(f"{name} was called")

    monkeypatch.setattr(module, name, called)


def test_the_next_start_parses_no_condition_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given conditions that were parsed once, a start that remembers nothing gets the same trees without a parser."""
    grammar.recall(TEXTS)
    trees = {text: grammar.parse(text) for text in TEXTS}
    monkeypatch.setattr(grammar, "_known", {})
    forbid(monkeypatch, grammar, "_parser")
    grammar.recall(reversed(TEXTS))
    assert {text: grammar.parse(text) for text in TEXTS} == trees


@pytest.mark.parametrize("content", [b"", b"[]", b'{"not declared":["Leaf",1]}', b'{"not declared":'])
def test_kept_trees_that_are_none_are_parsed_again(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry that does not hold trees is left alone."""
    grammar.recall(TEXTS)
    trees = {text: grammar.parse(text) for text in TEXTS}
    for path in Path(str(cache.place("conditions", "x"))).parent.iterdir():
        cache.write(path, content)
    monkeypatch.setattr(grammar, "_known", {})
    grammar.recall(TEXTS)
    assert {text: grammar.parse(text) for text in TEXTS} == trees


def test_conditions_of_which_one_is_faulty_are_not_kept(tmp_path: Path) -> None:
    """What does not parse says so where it is used, each time."""
    grammar.recall([*TEXTS, "declared and"])
    assert not list(tmp_path.iterdir())
    with pytest.raises(TriggerError, match="ends too early"):
        grammar.parse("declared and")


def test_the_canonical_names_are_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second canonical run of a scenario has the names of the first, and needs no Faker."""
    scenario = load_scenario("db-failover").model
    names = canonical_names(scenario)
    forbid(monkeypatch, cast, "_drawn")
    assert canonical_names(scenario) == names


@pytest.mark.parametrize("content", [b"", b"[1]", b'["One","Two"]', b"{"])
def test_kept_names_that_do_not_fit_are_drawn_again(content: bytes, tmp_path: Path) -> None:
    """Too few names, or none, are left alone."""
    scenario = load_scenario("db-failover").model
    names = canonical_names(scenario)
    for path in tmp_path.iterdir():
        cache.write(path, content)
    assert canonical_names(scenario) == names
