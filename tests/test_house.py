"""The house: pins that name no host, files that name no machine, dependencies with a reason."""

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PINS = sorted((ROOT / "requirements").glob("*.txt"))

HOSTS = re.compile(
    r"(?:py" + r"pi\.org|python" + r"hosted\.org|np" + r"mjs\.(?:org|com)|deb" + r"ian\.org)\b",
    re.IGNORECASE,
)
MACHINE_PATHS = re.compile(r"(?<![\w.$~}/-])/(?:work|root|home/\w+|Users/\w+|opt/wheels)(?:/|\b)")
PIN = re.compile(r"^(?P<name>[A-Za-z0-9][\w.-]*)(?:\[[^]]*\])?==(?P<version>\S+)")


@cache
def tracked_files() -> list[Path]:
    """The files of the repository, as git names them; without git, nothing to look at."""
    try:
        answer = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [path for name in answer.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def lines_that_match(pattern: re.Pattern[str]) -> list[str]:
    """Where a pattern occurs in the tracked text files."""
    found = []
    for path in tracked_files():
        text = path.read_text(encoding="utf-8", errors="replace")
        for hit in pattern.finditer(text) if path != Path(__file__).resolve() else ():
            line = text.count("\n", 0, hit.start()) + 1
            found.append(f"{path.relative_to(ROOT)}:{line}: {hit[0]}")
    return found


def normal(name: str) -> str:
    """A package name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def blocks(path: Path) -> dict[str, str]:
    """Each pin of a requirements file with the lines that belong to it."""
    found: dict[str, str] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := PIN.match(line):
            name = normal(match["name"])
            found[name] = line
        elif name:
            found[name] += "\n" + line
    return found


def project() -> dict[str, Any]:
    """The project file."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def direct_dependencies() -> list[str]:
    """The names that the project file asks for: to run, to build, to develop."""
    table = project()
    wanted = [
        *table["project"]["dependencies"],
        *(item for part in table["project"]["optional-dependencies"].values() for item in part),
        *(item for group in table["dependency-groups"].values() for item in group),
    ]
    return sorted({normal(re.split(r"[\[<>=!~; ]", item, maxsplit=1)[0]) for item in wanted})


def test_no_file_names_a_package_host() -> None:
    assert lines_that_match(HOSTS) == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert lines_that_match(MACHINE_PATHS) == []


@pytest.mark.parametrize("path", PINS, ids=lambda path: path.name)
def test_every_pin_has_a_hash(path: Path) -> None:
    pins = blocks(path)
    assert pins
    assert [name for name, text in pins.items() if "--hash=sha256:" not in text] == []


@pytest.mark.parametrize("path", PINS, ids=lambda path: path.name)
def test_requirements_hold_pins_and_nothing_else(path: Path) -> None:
    strange = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not (PIN.match(line) or re.match(r"\s+(--hash=sha256:[0-9a-f]{64}( \\)?$|#)", line) or not line.strip())
    ]
    assert strange == []


def test_the_two_requirements_files_agree() -> None:
    first, second = ({name: text.split(";")[0].split()[0] for name, text in blocks(path).items()} for path in PINS)
    assert {name: first[name] for name in first.keys() & second.keys()} == {
        name: second[name] for name in first.keys() & second.keys()
    }


def test_every_dependency_is_pinned() -> None:
    pinned = {name for path in PINS for name in blocks(path)}
    assert [name for name in direct_dependencies() if name not in pinned] == []


def test_every_dependency_has_a_reason() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = text.partition("\n## Dependencies\n")[2].split("\n## ")[0]
    rows = re.findall(r"^\|(.+)\| *(\S.+?) *\|$", section, re.MULTILINE)
    reasons = {normal(name): reason for names, reason in rows for name in re.findall(r"`([\w.-]+)`", names)}
    assert [name for name in direct_dependencies() if len(reasons.get(name, "")) < 10] == []


def test_the_build_requirement_is_the_pinned_one() -> None:
    assert set(project()["build-system"]["requires"]) <= set(project()["dependency-groups"]["build"])
