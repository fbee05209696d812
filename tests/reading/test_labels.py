"""Labels on a line of their own, in posts and in briefs: what stands below one is said of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.reading import Reader
from simulator.reading.labels import joined

AT = int(datetime(2026, 3, 4, 9, 12, tzinfo=UTC).timestamp())
LABELS = ("Next update:", "NEXT UPDATE", "**Next update**", "**Next update:**", "## Next update", "Next message:")


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_time_below_its_label_is_promised(reader: Reader, label: str, gap: str) -> None:
    """However the form writes its labels."""
    reading = reader.read_update(f"Logins fail in Lyon.\n\n{label}{gap}10:00 UTC", at_utc_s=AT)
    assert reading.next_update_utc_s == AT + 48 * 60


def test_a_label_with_nothing_below_it_says_nothing(reader: Reader) -> None:
    """Given a form left half empty, when it is read, then only what was filled in counts."""
    brief = "Impact:\n310 shops cannot sell.\n\nDecisions needed:\n\nConfidence:\nlow\n\nNext brief:\n10:00 UTC"
    reading = reader.read_brief(brief, at_utc_s=AT)
    assert (reading.impact, reading.decisions, reading.confidence) == (True, False, True)
    assert reading.next_refresh_utc_s == AT + 48 * 60


@pytest.mark.parametrize("said", ["Status: contained.", "Confidence: high.", "Decision: none."])
def test_a_word_behind_a_label_is_an_answer(reader: Reader, said: str) -> None:
    """Two words are enough where one of them is the label."""
    reading = reader.read_brief(said, at_utc_s=AT)
    assert reading.status or reading.confidence or reading.decisions


@given(st.text(alphabet="Aa9:#* \n.", max_size=60))
def test_joining_moves_nothing(text: str) -> None:
    """Every character but a line's end stays where it was."""
    told = joined(text)
    assert len(told) == len(text)
    assert all(old in (new, "\n") for old, new in zip(text, told, strict=True))
