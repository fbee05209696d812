"""Fifty broken or hostile scenario files: each ends in a clear error that names file and line, and nothing else."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scenarios.catalog import load_scenario
from scenarios.source import SourceError
from tests.builders import TINY

GOOD = TINY.read_text(encoding="utf-8")
"""A sound scenario, and a small one: every broken file is read from its beginning."""
MEMORY_BYTES = 300 * 1024 * 1024
CPU_S = 2


def swap(old: str, new: str) -> Callable[[str], str]:
    """Replace the first occurrence; the test fails when the good file no longer holds it."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def drop(key: str) -> Callable[[str], str]:
    """Drop a one-line top-level key."""
    return lambda text: "".join(line for line in text.splitlines(keepends=True) if not line.startswith(f"{key}:"))


def add(block: str) -> Callable[[str], str]:
    """Append a block at the end of the file."""
    return lambda text: text + block


INJECT = "\ninjects_extra: 1\n"
FIRST_INJECT = "injects:\n"


def inject(body: str) -> Callable[[str], str]:
    """Put one more inject first."""
    return swap(FIRST_INJECT, FIRST_INJECT + f"  - {{{body}}}\n")


BROKEN: dict[str, tuple[Callable[[str], str], str]] = {
    "no format": (drop("format"), "format"),
    "other format": (swap("format: 1", "format: 2"), "format"),
    "no id": (drop("id"), "id"),
    "no start": (drop("start_utc"), "start_utc"),
    "no horizon": (drop("horizon"), "horizon"),
    "unknown key": (add("\nseverty: sev1\n"), "severty"),
    "misspelt key": (swap("difficulty:", "dificulty:"), "difficulty"),
    "id with spaces": (swap("id: tiny", "id: db failover!"), "id"),
    "id as a path": (swap("id: tiny", "id: ../../etc/passwd"), "id"),
    "difficulty as words": (swap("difficulty: 1", "difficulty: hard"), "difficulty"),
    "difficulty out of range": (swap("difficulty: 1", "difficulty: 99"), "difficulty"),
    "minutes negative": (swap("minutes: 5", "minutes: -5"), "minutes"),
    "minutes enormous": (swap("minutes: 5", "minutes: " + "9" * 5_000), "minutes"),
    "stamp without zone": (swap("2026-03-10T14:00:00Z", "2026-04-14 14:00"), "start_utc"),
    "stamp of no day": (swap("2026-03-10T14:00:00Z", "2026-02-31T14:00:00Z"), "start_utc"),
    "horizon without a unit": (swap("horizon: 3h", "horizon: 8"), "duration"),
    "horizon of a year": (swap("horizon: 3h", "horizon: 365d"), "horizon"),
    "horizon of nothing": (swap("horizon: 3h", "horizon: 0s"), "horizon"),
    "samples that flood": (swap("horizon: 3h", "horizon: 3h\nsample_every: 1s"), "sample_every"),
    "a list where a map belongs": (swap("signals:\n", "signals: []\nsignals_old:\n"), "signals"),
    "signal as text": (swap("baseline: 0.2", "baseline: little"), "baseline"),
    "signal not a number": (swap("baseline: 0.2", "baseline: .nan"), "baseline"),
    "signal with ten decimals": (swap("baseline: 0.2", "baseline: 0.2000000001"), "baseline"),
    "duplicate key": (add("\nminutes: 75\n"), "minutes"),
    "tab": (swap("  error_pct:", "\terror_pct:"), ":"),
    "unclosed bracket": (swap("criteria: [A1,", "criteria: [[A1,"), ":"),
    "unclosed quote": (swap('unit: "%"', 'unit: "%'), ":"),
    "python tag": (swap("minutes: 5", "minutes: !!python/object/apply:os.system ['true']"), "tag"),
    "custom tag": (swap("minutes: 5", "minutes: !run 75"), "tag"),
    "alias": (swap("minutes: 5", "minutes: &m 75\ncopy: *m"), ":"),
    "merge key": (add("\nextra:\n  <<: {a: 1}\n"), ":"),
    "alias bomb": (
        lambda _: (
            "a: &a [x,x,x,x,x,x,x,x,x]\n"
            + "".join(f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
        ),
        ":",
    ),
    "deep nesting": (lambda _: "[" * 5_000 + "]" * 5_000, ":"),
    "deep mappings": (lambda _: "".join(f"{'  ' * i}a:\n" for i in range(300)), ":"),
    "two documents": (add("\n---\nformat: 1\n"), ":"),
    "empty": (lambda _: "", ":"),
    "only a comment": (lambda _: "# nothing\n", ":"),
    "a list": (lambda _: "- 1\n- 2\n", ":"),
    "NUL": (swap("minutes: 5", "minutes: \x0075"), ":"),
    "ten megabytes": (lambda text: text + "# " + "x" * 10_000_000, "at most"),
    "too many nodes": (lambda _: "a:\n" + "  - 1\n" * 120_000, ":"),
    "unknown task": (swap("containment: [", "containment: [reboot-the-moon, "), "reboot-the-moon"),
    "unknown signal in a condition": (
        inject("id: x1, title: X, when: 'eror_pct > 5', subject: S, text: T"),
        "error_pct",
    ),
    "condition with code": (inject("id: x1, title: X, when: '__import__(1)', subject: S, text: T"), "injects"),
    "condition of two types": (inject("id: x1, title: X, when: 'declared > 5', subject: S, text: T"), "injects"),
    "condition without end": (
        inject(f"id: x1, title: X, when: '{'not ' * 100}declared', subject: S, text: T"),
        "injects",
    ),
    "two triggers": (inject("id: x1, title: X, at: 5m, when: declared, subject: S, text: T"), "exactly one"),
    "no trigger": (inject("id: x1, title: X, subject: S, text: T"), "exactly one"),
    "inject id twice": (
        inject("id: x1, title: X, at: 5m, subject: S, text: T}\n  - {id: x1, title: X, at: 5m, subject: S, text: T"),
        "x1",
    ),
    "injects in a circle": (
        inject(
            "id: x1, title: X, after: {inject: x2}, subject: S, text: T}\n"
            "  - {id: x2, title: X, after: {inject: x1}, subject: S, text: T"
        ),
        "circle",
    ),
    "unknown sender": (inject("id: x1, title: X, at: 5m, sender: nobody-here, subject: S, text: T"), "nobody-here"),
    "format string": (inject("id: x1, title: X, at: 5m, subject: S, text: '{home.__class__}'"), "injects"),
    "format width": (inject("id: x1, title: X, at: 5m, subject: S, text: '{home:>99999999}'"), "injects"),
    "placeholder without value": (inject("id: x1, title: X, at: 5m, subject: S, text: 'Dear {nobody}'"), "nobody"),
    "Jinja": (inject("id: x1, title: X, at: 5m, subject: S, text: '{% for x in y %}'"), "injects"),
    "unknown command": (swap("do: acknowledge_page", "do: {acknowlege_page: {}}"), "acknowledge_page"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_names_its_place(name: str, tmp_path: Path) -> None:
    """The message names the file, a line and what was expected."""
    change, expected = BROKEN[name]
    path = tmp_path / "broken.yaml"
    path.write_text(change(GOOD), encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load_scenario(str(path))
    message = str(caught.value)
    assert str(path) in message
    assert expected in message
    assert all(problem.line >= 1 for problem in caught.value.problems)


@pytest.mark.parametrize(
    "name", ["alias bomb", "deep nesting", "ten megabytes", "too many nodes", "condition without end"]
)
def test_a_hostile_file_costs_little(name: str, tmp_path: Path) -> None:
    """Two seconds of processor time and 300 MB are enough to say no."""
    path = tmp_path / "hostile.yaml"
    path.write_text(BROKEN[name][0](GOOD), encoding="utf-8")

    def fence() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))

    done = subprocess.run(
        [sys.executable, "-m", "tui", "scenario", "lint", str(path)],
        capture_output=True,
        text=True,
        preexec_fn=fence,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "hostile.yaml:" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    """An author mends a file in one go."""
    path = tmp_path / "three.yaml"
    text = (
        GOOD.replace("difficulty: 1", "difficulty: hard")
        .replace("minutes: 5", "minutes: -1")
        .replace("horizon: 3h", "horizon: 8")
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load_scenario(str(path))
    assert {"difficulty", "minutes", "horizon"} <= {problem.key for problem in caught.value.problems}
