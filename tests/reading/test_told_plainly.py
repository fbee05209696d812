"""What fails, what became of data and what helps meanwhile, in plain words; what only looks like it is not read so."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

AT_UTC_S = 1_777_903_920
"""2026-05-04T14:12Z."""


def says(reader: Reader, feature: str, text: str) -> bool:
    """Whether a post has a feature."""
    return bool(reader.read_update(text, at_utc_s=AT_UTC_S).features[feature])


@pytest.mark.parametrize(
    ("feature", "text"),
    [
        ("states_impact", "Names and e-mail addresses of 312 customers were visible to others."),
        ("states_impact", "Builds queue longer than the usual ten seconds."),
        ("data_loss_statement", "We had to restore from the 12:00 backup; later edits are gone."),
        ("data_loss_statement", "Drafts that were not saved before 13:40 are gone."),
        ("workaround", "Until then, booking a room by phone works."),
    ],
)
def test_a_plain_word_is_read(reader: Reader, feature: str, text: str) -> None:
    assert says(reader, feature, text)


@pytest.mark.parametrize(
    ("feature", "text"),
    [
        ("states_impact", "All invoices show a total of 12 euros."),
        ("states_impact", "Reports are sent without delay."),
        ("data_loss_statement", "Old error messages are gone."),
        ("workaround", "Please do not use the workaround from our last post, it loses data."),
        ("workaround", "Entering codes by hand works again."),
    ],
)
def test_what_only_looks_like_it_is_not(reader: Reader, feature: str, text: str) -> None:
    assert not says(reader, feature, text)


def test_that_there_is_no_way_round_helps_as_well(reader: Reader) -> None:
    """Whoever reads it stops looking for one."""
    assert says(reader, "workaround", "There is no workaround.")
