"""Reading files: good ones exactly, broken and hostile ones with clear problems at their lines."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from datetime import time
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from scenarios.source import Problem, SourceError, load_model, read_document, read_file
from tests.scenarios.hostile import CASES, GOOD, Call, Case, Mail, Toy

LOOPS, MEGABYTES = 120, 300
"""So many times what adding up a million numbers takes here: a guard against what never ends, not a stopwatch."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_bad_document_is_refused_at_its_line(case: Case) -> None:
    with pytest.raises(SourceError) as caught:
        load_model(case.text, Toy, name="toy.yaml")
    found = caught.value.problems
    matching = [problem for problem in found if case.message in str(problem)]
    assert [problem.line for problem in matching[:1]] == [case.line], str(caught.value)
    assert not case.key or matching[0].key == case.key
    assert str(matching[0]).startswith(f"toy.yaml:{case.line}:")
    assert caught.value.hint
    assert str(caught.value).isprintable() or "\n" in str(caught.value)
    assert len(str(caught.value)) < 10_000


def test_every_bad_document_ends_soon_and_within_300_megabytes() -> None:
    code = (
        "import json, pathlib, re, resource, sys, time\n"
        "from scenarios.source import SourceError, load_model\n"
        "from tests.scenarios.hostile import CASES, Toy\n"
        "slowest = {}\n"
        "began = time.process_time()\n"
        "sum(number for number in range(1_000_000))\n"
        "loop = time.process_time() - began\n"
        "for case in CASES:\n"
        "    began = time.process_time()\n"
        "    try:\n"
        "        load_model(case.text, Toy, name='toy.yaml')\n"
        "    except SourceError:\n"
        "        slowest[case.name] = (time.process_time() - began) / loop\n"
        "status = pathlib.Path('/proc/self/status')\n"
        "if status.exists():  # Linux counts the parent's memory at the fork into ru_maxrss\n"
        "    peak = int(re.search(r'VmHWM:\\s+(\\d+)', status.read_text())[1]) * 1024\n"
        "else:\n"
        "    unit = 1 if sys.platform == 'darwin' else 1024\n"
        "    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit\n"
        "print(json.dumps([slowest, peak / 1e6]))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    slowest, peak = json.loads(run.stdout)
    assert len(slowest) == len(CASES)
    assert max(slowest.values()) < LOOPS, slowest
    assert peak < MEGABYTES


def test_a_good_document_becomes_a_model() -> None:
    toy, document = load_model(GOOD, Toy, name="toy.yaml")
    assert toy.injects == (
        Mail(kind="mail", text="Hello {account},\nwhat happened?\n"),
        Call(kind="call", minutes=5),
    )
    assert document.position(("injects", 0, "text")) == (6, 11)
    assert document.position(("injects", 0)) == (5, 5)
    assert document.position(("injects",)) == (4, 1)
    assert document.position(("injects", 1, "minutes")) == (9, 27)
    assert document.position(("injects", 1, "minutes"), at_key=True) == (9, 18)


def test_a_place_that_is_not_in_the_file_is_that_of_its_nearest_holder() -> None:
    document = read_document(GOOD, name="toy.yaml")
    assert document.position(("injects", 7, "text")) == (4, 1)
    assert document.position(("injects", "x")) == (4, 1)
    assert document.position(("id", 0)) == (2, 5)
    problem = document.problem(("injects", 0, "kind"), "fires never", suggestion="call")
    assert str(problem) == "toy.yaml:5:11: injects.0.kind: fires never; did you mean 'call'?"


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("14:30", "14:30"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("2026-11-23", "2026-11-23"),
        ("1_000", "1_000"),
        ("~", None),
        ("null", None),
        ("True", True),
        ("false", False),
        ("'true'", "true"),
        ('"7"', "7"),
        ("7", 7),
        ("-7", -7),
        ("+7", 7),
        ("0", 0),
        ("99.90", Decimal("99.90")),
        ("-0.5", Decimal("-0.5")),
        ("999999999999999999", 999_999_999_999_999_999),
        ("1.2.3", "1.2.3"),
        ("-x", "-x"),
        ("15m", "15m"),
        ("00:15", "00:15"),
        ("grüße 😀", "grüße 😀"),
        ("'<<'", "<<"),
        ('"a\\tb\\nc"', "a\tb\nc"),
        (">-\n  a\n  b", "a b"),
        ("[a, [], {}]", ["a", [], {}]),
        ("{a: {b: 1}}", {"a": {"b": 1}}),
    ],
)
def test_values_are_read_as_yaml_1_2_says(word: str, value: object) -> None:
    data: Any = read_document(f"key: {word}\n", name="x")
    assert data.data == {"key": value}
    assert type(data.data["key"]) is type(value)


def test_a_byte_order_mark_and_windows_line_ends_are_allowed() -> None:
    document = read_document(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", name="x")
    assert document.data == {"a": 1, "b": 2}
    assert document.position(("b",)) == (2, 4)


def test_fifty_levels_and_no_more_are_allowed() -> None:
    read_document("[" * 50 + "]" * 50, name="x")
    with pytest.raises(SourceError, match="at most 50 levels"):
        read_document("[" * 51 + "]" * 51, name="x")


def test_all_problems_are_told_at_once_in_the_order_of_lines() -> None:
    text = "id: 7\nid: 8\nlevel: sev3\n9: a\nshare: 0x1\ninjects:\n  - kind: mail\n    txt: a\n"
    with pytest.raises(SourceError) as caught:
        load_model(text, Toy, name="toy.yaml")
    assert str(caught.value).splitlines() == [
        "toy.yaml:1:1: version: this required key is missing",
        "toy.yaml:2:1: id: this key is here twice, first on line 1",
        "toy.yaml:3:8: level: expected one of sev1, sev2, not 'sev3'; did you mean 'sev2'?",
        "toy.yaml:4:1: 9: expected a key that is text, not 9; put it in quotes",
        "toy.yaml:5:8: share: expected a plain number such as 7 or 0.25, not 0x1; text belongs in quotes",
        "toy.yaml:7:5: injects.0.text: this required key is missing",
        "toy.yaml:8:5: injects.0.txt: unknown key; did you mean 'text'?",
    ]


def test_a_document_without_a_model_tells_all_its_problems_too() -> None:
    with pytest.raises(SourceError) as caught:
        read_document("a: 1\na: 2\nb: 0x1\n", name="x")
    assert [(problem.line, problem.key) for problem in caught.value.problems] == [(2, "a"), (3, "b")]


def test_twenty_problems_are_listed_and_the_others_counted() -> None:
    text = "id: a\nversion: 1\n" + "".join(f"k{number}: 1\n" for number in range(700))
    with pytest.raises(SourceError) as caught:
        load_model(text, Toy, name="toy.yaml")
    assert len(caught.value.problems) == 500
    assert str(caught.value).splitlines()[20:] == ["and 680 more problems"]


def test_one_more_problem_is_singular() -> None:
    error = SourceError([Problem("x", line, 1, "", "no") for line in range(21)])
    assert str(error).endswith("and 1 more problem")


def test_keys_and_values_in_messages_are_short_and_printable() -> None:
    text = f'id: "{"x" * 1000}"\nversion: 1\n"a\\tb": 1\n{"k" * 150}: 1\n'
    with pytest.raises(SourceError) as caught:
        load_model(text, Toy, name="toy.yaml")
    assert all(line.isprintable() and len(line) < 250 for line in str(caught.value).splitlines())
    assert "'a\\tb': unknown key" in str(caught.value)


class Shapes(BaseModel):
    """Types that a location of an error names in other ways."""

    model_config = ConfigDict(extra="forbid")

    smart: Mail | Call | None = None
    words: dict[Annotated[str, Field(pattern="^[a-z]+$")], int] = {}
    pair: tuple[int, Mail] | None = None
    told: Annotated[
        Annotated[Mail, Tag("m")] | Annotated[Call, Tag("c")],
        Discriminator(lambda value: str(value.get("t", "m"))),
    ] = Call(kind="call", minutes=1)
    numbers: list[int] | int = 1
    at: time = time(0)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("smart:\n  kind: call\n  minuts: 3\n", 3, "smart.minuts: unknown key; did you mean 'minutes'?"),
        ("words:\n  a: 1\n  B: 2\n", 3, "words.B: expected text of the form ^[a-z]+$, not 'B'"),
        ("pair:\n  - 1\n  - {kind: mail, txet: a}\n", 3, "pair.1.txet: unknown key; did you mean 'text'?"),
        ("pair: [x]\n", 1, "pair.0: expected a whole number, not 'x'"),
        ("told:\n  kind: mail\n  txet: a\n", 3, "told.txet: unknown key; did you mean 'text'?"),
        ("told:\n  t: zzz\n", 1, "told: expected one of m, c, not 'zzz'"),
        ("at: noon\n", 1, "at: expected in a valid time format"),
        ("numbers:\n  - 1\n  - x\n", 3, "numbers.1: expected a whole number, not 'x'"),
    ],
)
def test_unions_keys_and_tuples_are_found_in_the_file(text: str, line: int, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        load_model(text, Shapes, name="x")
    assert [problem.line for problem in caught.value.problems if message in str(problem)] == [line], str(caught.value)


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "toy.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_file(path) == GOOD.encode()
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    assert read_file(link) == GOOD.encode()


def _large(path: Path) -> None:
    path.write_bytes(b"a: 1\n" * 2_000_000)


def _binary(path: Path) -> None:
    path.write_bytes(b"\x7fELF\x00\x00")


def _latin(path: Path) -> None:
    path.write_bytes(b"a: 1\nb: caf\xe9\n")


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


def _loop(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("make", "line", "message"),
    [
        (lambda path: None, 1, "no such file"),
        (Path.mkdir, 1, "expected a file, not a directory"),
        (os.mkfifo, 1, "expected a regular file, not a pipe or a device"),
        (_socket, 1, "cannot be read: "),
        (_loop, 1, "cannot be read: "),
        (_large, 1, "the file has 10,000,000 bytes; expected at most 1,000,000"),
        (_binary, 1, "the invisible character U+007F"),
        (_latin, 2, "expected UTF-8 text"),
    ],
)
def test_what_is_no_readable_file_is_refused(make: Any, line: int, message: str, tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    make(path)
    with pytest.raises(SourceError) as caught:
        read_file(path)
    assert [(problem.path, problem.line) for problem in caught.value.problems] == [(str(path), line)]
    assert message in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_refused(device: str) -> None:
    with pytest.raises(SourceError, match="not a pipe or a device"):
        read_file(Path(device))


def test_a_name_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(SourceError, match="not a usable file name"):
        read_file(Path("a\x00b"))


def test_a_file_that_grows_while_it_is_read_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_bytes(b"a: 1\n")
    monkeypatch.setattr(os, "read", lambda _descriptor, count: b"x" * min(count, 7))
    with pytest.raises(SourceError, match=r"expected at most 100$"):
        read_file(path, limit_bytes=100)


def test_a_read_that_fails_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_bytes(b"a: 1\n")

    def fail(_descriptor: int, _count: int) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", fail)
    with pytest.raises(SourceError, match="cannot be read: input/output error"):
        read_file(path)


def problems_of(text: str) -> tuple[Problem, ...]:
    """Load a text; anything but a SourceError ends the test."""
    try:
        load_model(text, Toy, name="x")
    except SourceError as error:
        return error.problems
    return ()


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_random_text_raises_nothing_but_a_source_error(text: str) -> None:
    problems_of(text)


_PIECES = st.sampled_from(
    [
        *"[]{}>'\"\\#%1~\t\r@`é\n",
        *("id", "version", ": ", ":\n", "  ", "- ", ", ", "&a ", "*a", "!!int ", "? ", "|\n"),
        *("---\n", "...\n", "<<", "0x", ".inf"),
    ]
)


@given(st.lists(_PIECES, max_size=40).map("".join))
@settings(max_examples=500, deadline=None)
def test_random_yaml_raises_nothing_but_a_source_error(text: str) -> None:
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in problems_of(text))


_LEAVES = st.integers(-9, 9) | st.booleans() | st.none() | st.text("abc é", max_size=5)


@given(
    st.recursive(
        _LEAVES,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", max_size=3), inner),
        max_leaves=20,
    )
)
@settings(max_examples=200, deadline=None)
def test_json_is_read_as_it_was_written(value: Any) -> None:
    assert read_document(json.dumps({"value": value}), name="x").data == {"value": value}
