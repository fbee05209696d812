"""Alternatives folded together: what several begin with is tried once.

A rule has up to some hundred wordings, and many begin alike: `{person} ...`, `we ...`. The engine of the standard
library tries them one after the other, each time from the start. Folded, a shared beginning stands once before the
rest of each. What is found is the same; where two wordings of different beginnings fit one place, the one whose
beginning stands first in the file wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_REPEAT = re.compile(r"(?:[?*+]|\{\d+(?:,\d*)?\})?[?+]?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_NAME = re.compile(r"\{[a-z_]+\}")
_Tree = dict[str, "_Tree"]
_END = ""
"""Where a wording ends."""


def folded(patterns: Iterable[str]) -> str:
    """Return one expression for alternatives; what they begin with stands once.

    Args:
        patterns: Regular expressions, with `{name}` for word lists.
    """
    return "|".join(ways(patterns))


def ways(patterns: Iterable[str]) -> list[str]:
    """Return the alternatives of the same expression: one for each beginning, in the order in which they are tried."""
    tree: _Tree = {}
    for pattern in patterns:
        branch = tree
        for atom in _atoms(pattern):
            branch = branch.setdefault(atom, {})
        branch[_END] = {}
    return _written(tree)


def _written(tree: _Tree) -> list[str]:
    """Return the alternatives of a tree."""
    return [atom + _rest(branch) for atom, branch in tree.items()]


def _rest(tree: _Tree) -> str:
    """Return what follows an atom, in a group where there is more than one way on."""
    written = "|".join(_written(tree))
    return f"(?:{written})" if len(tree) > 1 else written


def _atoms(pattern: str) -> list[str]:
    """Cut an expression into what is repeated or stands as one: letters, classes, groups, word lists.

    One that holds a bare `|` is a single atom.
    """
    atoms, at = [], 0
    while at < len(pattern):
        end = _end(pattern, at)
        end = _REPEAT.match(pattern, end).end()  # type: ignore[union-attr]
        if pattern[at] == "|":
            return [f"(?:{pattern})"]
        atoms.append(pattern[at:end])
        at = end
    return atoms


def _end(pattern: str, at: int) -> int:
    """Return where the atom ends that begins there, without its repeats."""
    first = pattern[at]
    if first == "\\":
        return at + 2
    if first == "(":
        at += 1
        while pattern[at] != ")":
            at = _end(pattern, at)
        return at + 1
    whole = _CLASS.match(pattern, at) if first == "[" else _NAME.match(pattern, at) if first == "{" else None
    return whole.end() if whole else at + 1
