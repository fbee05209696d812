"""Forms that nobody filled in: what they ask for is no answer."""

from __future__ import annotations

import pytest

from simulator.reading import Reader
from simulator.reading.filled import is_hint


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("[What happened, to whom, for how long.]", True),
        ("- [a factor of process]", True),
        ("[Did we notice in time?]", True),
        ("[From 14:01 to 15:04 one save in five failed.]", False),
        ("[The pool was full since the migration had left old clients connected to it.]", False),
        ("[What happened](https://status.example/1)", False),
        ("The pool [a new one] was full.", False),
    ],
)
def test_brackets_around_a_whole_line_hold_a_hint_or_an_answer(words: str, asks: bool) -> None:
    """Given a line of a form, when it is read, then what the form asks for is no answer."""
    assert is_hint(words) is asks


def test_a_row_whose_action_is_blank_is_no_action(reader: Reader) -> None:
    rows = "| Action | Owner | Due |\n|---|---|---|\n| | [who] | [when] |\n| Bound the pool | Ana | 4 May |\n"
    assert [row.owner for row in reader.read_postmortem(f"# Late mail\n\n## Actions\n\n{rows}").actions] == ["Ana"]
