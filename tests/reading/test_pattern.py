"""An expression that was compiled once is the same when it is taken from an earlier start."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Any

import pytest

from scenarios.lexicon import load_lexicon
from simulator.reading import expression, pattern
from simulator.reading.lexicon import compile_rules
from simulator.reading.pattern import Compiled, compiled
from simulator.shelf import Shelf

LEXICON = load_lexicon()
SOME = (r"a|b", r"(?P<day>\d{1,2})(\.)(?P<month>[a-zà-ÿ]+)", r"(?i:no)t\b(?<!x)(?!y)", r"(?s).*?\Z", "")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shelves of this test's own, and nothing remembered in the process."""
    monkeypatch.setenv("WARROOM_CACHE", str(tmp_path))
    start_anew(monkeypatch)


def start_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that remembers nothing."""
    compiled.cache_clear()
    monkeypatch.setattr(pattern, "_SHELF", Shelf("patterns", lambda: "one.bin", Compiled))
    monkeypatch.setattr(expression, "_SHELF", Shelf("patterns", lambda: "rules.bin", tuple[expression.Written, ...]))


def forbid(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Whoever calls this now fails in a way that nothing foresees."""

    def called(*_: object) -> None:
        raise AssertionError(f"{name} was called")

    monkeypatch.setattr(module, name, called)


def test_what_is_taken_from_an_earlier_start_is_what_would_be_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given the rules of a table and odd expressions, when a new process asks, then nothing is compiled again."""
    rules = compile_rules(LEXICON, "cue_update")
    asked = [*SOME, *(rule.finder for rule in rules), *(rule.inside for rule in rules if rule.inside)]
    first = [compiled(one) for one in asked]
    pattern._SHELF._write()
    expression._SHELF._write()
    start_anew(monkeypatch)
    forbid(monkeypatch, pattern, "_compile")
    forbid(monkeypatch, expression, "_written")
    again = [compiled(one) for one in asked]
    assert again == first == [re.compile(one) for one in asked]  # patterns are equal by their numbers
    assert [one.groupindex for one in again] == [one.groupindex for one in first]
    assert compile_rules(LEXICON, "cue_update") == rules


@pytest.mark.parametrize("broken", ["_compile", "_engine", "_made"])
@pytest.mark.parametrize("error", [AttributeError, ImportError, TypeError, RuntimeError])
def test_where_the_library_does_it_in_another_way_it_compiles_as_ever(
    broken: str, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> None:
        raise error("changed")

    monkeypatch.setattr(pattern, broken, missing)
    assert [compiled(one) for one in SOME] == [re.compile(one) for one in SOME]


def test_kept_numbers_that_are_none_are_compiled_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither packed numbers nor a program of the engine."""
    for numbers in (b"nothing", zlib.compress(b"\0\0\0\0\1"), zlib.compress(b"\xff" * 8)):
        monkeypatch.setattr(pattern._SHELF, "get", lambda key, of=numbers: Compiled(of, 32, 0, {}))
        compiled.cache_clear()
        assert compiled("a|b") == re.compile("a|b")


def test_what_is_no_expression_says_so() -> None:
    with pytest.raises(re.error, match="unterminated"):
        compiled("(a")
