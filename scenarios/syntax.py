"""What the YAML parser says of a text that it cannot read, in words for the person who wrote it."""

from __future__ import annotations

import re

_WORDS = (
    (
        "mapping values are not allowed",
        "expected one 'key: value' a line; text that holds ': ' belongs in quotes",
    ),
    ("could not find expected ':'", "expected ':' after the key"),
    ("expected <block end>", "expected the indentation of the lines above"),
    ("expected ',' or", "expected ',' or a closing bracket"),
    ("found unexpected end of stream", "expected a closing quote or bracket before the end of the file"),
    ("undefined alias", "aliases ('*name') are not allowed; write the value out"),
    ("unknown escape character", "unknown escape after '\\' in a text in double quotes"),
    ("cannot start any token", "expected a value; text that begins with this character belongs in quotes"),
)
"""What the parser says, and what a person should read."""
_ENDED = re.compile(r"[\]}\"']\s*$")
"""A value that the parser took for finished, because it began with a bracket or a quote."""
_ONLY_A_KEY = re.compile(r"\s+(?:- )?[\w-]+\s*$")
_QUOTES = "text that begins with '{', '[' or a quote and goes on behind it belongs in quotes as a whole"


def say(problem: str, before: str) -> str:
    """Say a syntax error in plain words.

    Args:
        problem: What the parser says.
        before: The line of the file up to the place that the parser names.
    """
    if "found character '\\t'" in problem:
        return f"expected spaces{'' if before.strip() else ' for indentation'}, not a tab"
    if "mapping values" in problem and _ONLY_A_KEY.match(before):
        return "expected the indentation of the lines above; text of several lines that holds ': ' belongs in quotes"
    stray = "'<scalar>'" in problem and _ENDED.search(before)
    if stray and "<block end>" in problem:
        return f"{_QUOTES}; inside '...' a ' is written ''"
    words = next((words for sign, words in _WORDS if sign in problem), f"not valid YAML: {problem[:160]}")
    return f"{words}; {_QUOTES}" if stray else words
