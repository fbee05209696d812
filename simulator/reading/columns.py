"""What the columns of a table mean: whether it lists actions, and which cell is the owner, the date, the test."""

from __future__ import annotations

import re

from simulator.reading.filled import is_hint
from simulator.reading.owner import GENERIC, NONE

_OWNER_COLUMN = re.compile(r"owner|assign|responsib|accountab|\bwho\b|\bdri\b|^resp\.?$|^role$")
_TASK_COLUMN = re.compile(
    r"\bdue\b|^by$|deadline|target date|ticket|issue|tracker|\bbug\b|done|verif|by when|\buntil\b|\baction items?\b"
    r"|\beta\b|\bcommit|\bstatus\b|^target$|^quarter$"
)
_WORK = re.compile(r"^(?:tasks?|do|measures?|actions?|to[- ]?dos?|steps?|follow-?ups?|improvements?|commitments?)$")
"""Names of a first column that holds what is to be done, if somebody or a date stands in another."""
_WHO_OR_WHEN = re.compile(
    r"^(?:to|for|with|whom|hands?|r|resp\.?|teams?|persons?|names?|lead|until|till|target|term|due)$"
)
_COLUMNS = (
    (
        "owner",
        re.compile(
            r"owner|assign|responsib|accountab|in charge|^(?:for|with|whose|to|r)$|who\b|by whom|dri|lead|person|team"
            r"|^resp\.?$|^role$"
        ),
    ),
    (
        "due",
        re.compile(
            r"due|date|deadline|(?<!done )when|target|eta"
            r"|^(?:due |done |complete )?(?:by|until|till|bis)$|^term$|timeline|sla"
            r"|committed(?: date| by)?|^(?:quarter|month|week|sprint|horizon|timing)$"
        ),
    ),
    ("tracker", re.compile(r"ticket|issue|tracker|jira|bug|link|ref|id\b|github|pr\b")),
    ("done_test", re.compile(r"done|verif|success|accept|measure|test|proof|evidence")),
    ("priority", re.compile(r"prio|severity|urgency|p\d")),
    ("type", re.compile(r"type|kind|categor|class")),
    ("strength", re.compile(r"strength")),
    (
        "text",
        re.compile(r"action|item|task|what|description|todo|follow|recommend|measure|step|name|title|^do$|commitment"),
    ),
)
_DATE_LIKE = re.compile(r"(?i)\d|week|month|quarter|sprint|release|day\b|asap|tbd|^-+$")
"""What stands in a column `By` that names a date, and nobody."""


_OF_ACTION = re.compile(r"(?i)(?:what|who|by whom|when|by when|where|how)\b[\w ]{0,30}")


def asks_of_action(label: str) -> bool:
    """Return whether a form asks for a part of an action by some words: `Who`, `Where tracked`."""
    return _OF_ACTION.fullmatch(label) is not None


def lists_actions(columns: tuple[str, ...]) -> bool:
    """Return whether a table with such a head says who does what: an owner, and an action, date, ticket or test.

    Args:
        columns: The head of the table, in lower case.
    """
    if columns and _WORK.match(columns[0]) and any(map(_WHO_OR_WHEN.match, columns[1:])):
        return True
    return any(map(_OWNER_COLUMN.search, columns)) and any(map(_TASK_COLUMN.search, columns))


def cells_by_meaning(columns: tuple[str, ...], cells: tuple[str, ...]) -> dict[str, str]:
    """Return the cells of a row by what their columns mean: `text`, `owner`, `due`, `tracker`, `done_test`, ...

    Args:
        columns: The head of the table, in lower case.
        cells: The row.
    """
    parts: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        first = not parts and _WORK.match(column) is not None
        for name, pattern in _COLUMNS:
            if name not in parts and (name == "text" if first else pattern.search(column)):
                means = "owner" if column == "by" and cell and not _DATE_LIKE.search(cell) else name
                nobody = means == "owner" and GENERIC.match(cell)
                parts[means] = "" if nobody or NONE.match(cell) or is_hint(cell) else cell
                break
    return parts
