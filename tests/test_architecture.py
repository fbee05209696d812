"""The shape of the code: who may import whom, what start-up may load, and how large things may grow."""

import ast
import io
import os
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("simulator", "scenarios", "scoring", "tui")
MOST_LINES_IN_A_FILE = 400
MOST_CODE_LINES_IN_A_FUNCTION = 40
MOST_CODE_LINES_IN_A_CLASS = 250

HEAVY = ("textual", "rich", "simpy", "pydantic", "sqlalchemy", "jinja2", "faker")
SCREENS = ("textual", "rich")
LAYOUT_TOKENS = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def source_files() -> list[Path]:
    """Every Python file of the packages and the tests."""
    return sorted(path for package in (*PACKAGES, "tests") for path in (ROOT / package).rglob("*.py"))


def module_name(path: Path) -> str:
    """The dotted name under which a file is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def headless_modules(package: str) -> list[str]:
    """The modules of a package that must run without a terminal."""
    return [module_name(path) for path in sorted((ROOT / package).rglob("*.py")) if path.stem != "__main__"]


def loaded_after_import(modules: list[str], watched: tuple[str, ...]) -> list[str]:
    """Import modules in a fresh interpreter and say which of the watched libraries came along."""
    program = (
        "import importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        f"print(*[name for name in {watched!r} if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.split()


def docstring_lines(tree: ast.AST) -> set[int]:
    """The lines taken by docstrings and by the strings below fields."""
    return {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


def code_lines(source: str, tree: ast.AST) -> set[int]:
    """The lines that hold code: neither blank, nor a comment, nor a docstring."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in LAYOUT_TOKENS:
            lines.update(range(token.start[0], token.end[0] + 1))
    return lines - docstring_lines(tree)


def too_large(path: Path) -> Iterator[str]:
    """Name each definition of a file that is over its budget, and the file itself."""
    source = path.read_text(encoding="utf-8")
    where = path.relative_to(ROOT)
    if (length := len(source.splitlines())) > MOST_LINES_IN_A_FILE:
        yield f"{where}: {length} lines (at most {MOST_LINES_IN_A_FILE})"
    tree = ast.parse(source)
    suspects = [(node, node.end_lineno or node.lineno) for node in ast.walk(tree) if isinstance(node, DEFINITIONS)]
    suspects = [(node, end) for node, end in suspects if end - node.lineno >= limit_of(node)]
    lines = code_lines(source, tree) if suspects else set()
    for node, end in suspects:
        own = sum(node.lineno <= line <= end for line in lines)
        if own > limit_of(node):
            yield f"{where}:{node.lineno} {node.name}: {own} code lines (at most {limit_of(node)})"


def limit_of(node: ast.AST) -> int:
    """How many lines of code a definition may have."""
    return MOST_CODE_LINES_IN_A_CLASS if isinstance(node, ast.ClassDef) else MOST_CODE_LINES_IN_A_FUNCTION


def public_names(path: Path) -> list[str] | None:
    """The `__all__` of a file, or None where it has none."""
    source = path.read_text(encoding="utf-8")
    for node in ast.parse(source).body if "__all__" in source else ():
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
                return list(ast.literal_eval(node.value))
    return None


def test_import_contracts_are_kept() -> None:
    answer = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_the_command_line_starts_light() -> None:
    assert loaded_after_import(["tui.cli", "tui.cli.app"], HEAVY) == []


@pytest.mark.parametrize("package", ["simulator", "scenarios", "scoring"])
def test_headless_packages_never_load_the_screen(package: str) -> None:
    assert loaded_after_import(headless_modules(package), SCREENS) == []


def test_scenarios_are_read_without_the_engine() -> None:
    assert loaded_after_import(headless_modules("scenarios"), ("simpy",)) == []


def test_journals_are_judged_without_the_engine() -> None:
    modules = [name for name in headless_modules("scoring") if not name.startswith("scoring.analysis")]
    assert loaded_after_import(modules, ("simpy",)) == []


def test_files_functions_and_classes_keep_to_their_size() -> None:
    assert [problem for path in source_files() for problem in too_large(path)] == []


def test_public_names_stand_once() -> None:
    named = {module_name(path): names for path in source_files() if (names := public_names(path))}
    assert named
    assert [module for module, names in named.items() if len(names) != len(set(names))] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_folder_with_code_is_a_package(package: str) -> None:
    folders = {path.parent for path in (ROOT / package).rglob("*.py")}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
