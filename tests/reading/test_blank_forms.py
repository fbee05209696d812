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


FILLED = (
    "We know about this problem since 14:01 UTC: saving fails for 18 % of sessions in all regions. Our engineers are "
    "rolling back a configuration change. {}. Next update by 15:15 UTC."
)


@pytest.mark.parametrize(
    ("words", "blank"),
    [
        ("[workaround, or that there is none yet]", True),
        ("[what we are doing now]", True),
        ("[one concrete step, and since when]", True),
        ("[failing / slow / wrong]", True),
        ("[region]", True),
        ("[in the two eastern regions]", False),
        ("[all times UTC]", False),
        ("[Workaround](https://status.example/1)", False),
        ("The plant [operator] agrees [1]", False),
    ],
)
def test_what_brackets_in_an_update_ask_for_is_a_blank(reader: Reader, words: str, blank: bool) -> None:
    """Given a whole update, when brackets in it hold an instruction, then it is a form; no link, zone or name is."""
    read = reader.read_update(FILLED.format(words), at_utc_s=1_776_002_400, previous=None, audience="customer",
                              final=False)  # fmt: skip
    assert bool(read.features["placeholder"]) is blank


def test_the_same_word_under_each_heading_fills_no_section(reader: Reader) -> None:
    def sections(poorly: str) -> tuple[str, ...]:
        told = f"# Outage\n\n## What went well\nYes.\n\n## What went poorly\n{poorly}\n\n## Where we were lucky\nYes.\n"
        return reader.read_postmortem(told, at_utc_s=None).sections

    assert "lessons" not in sections("Yes.")
    assert "lessons" in sections("The alarm came late.")
