"""Hostile input: anything is read in linear time, twice the same, with integers only."""

from __future__ import annotations

import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.lexicon import load_reader
from simulator.reading import Claim, Finding, SpokenPromise

READER = load_reader()
AT_UTC_S = 1_777_903_920

WORDS = st.sampled_from(
    (
        "we",
        "are",
        "aware",
        "will",
        "update",
        "next",
        "by",
        "in",
        "at",
        "15:10",
        "utc",
        "9999",
        "12:61",
        "25:99",
        "31",
        "feb",
        "2026-02-30",
        "every",
        "half",
        "an",
        "hour",
        "ago",
        "not",
        "no",
        "the",
        "of",
        "errors",
        "rolled",
        "back",
        "%",
        "18%",
        "[",
        "]",
        "|",
        "-",
        "*",
        "#",
        ">",
        "`",
        "(",
        ")",
        '"',
        "'",
        ":",
        ".",
        ",",
        "\n",
        "\n\n",
        "should",
        "have",
        "engineer",
        "failed",
        "to",
        "due",
        "owner",
        "@ana",
        "T123",
        "http://x",
        "\xe9",
        "\u200b",
        "\U0001f642",
        "\x07",
    )
)


@given(st.text(max_size=400) | st.lists(WORDS, max_size=120).map(" ".join))
def test_any_text_is_read_without_an_error(text: str) -> None:
    """Every entry takes every text, and quotes what stands at the span."""
    update = READER.read_update(text, at_utc_s=AT_UTC_S, previous=text)
    places: list[Finding | Claim | SpokenPromise] = [*update.findings, *update.claims, *update.promises]
    for one in places:
        assert text[one.start : one.end] == one.quote
    READER.read_brief(text, at_utc_s=AT_UTC_S)
    READER.read_postmortem(text)
    assert 0 <= READER.cause_match(text, (("errors", "failed"), ("engineer",))) <= 1000


@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_reading_is_a_function_of_the_text(text: str) -> None:
    """The same text gives the same bytes, and they come back equal."""
    first = READER.read_postmortem(text, at_utc_s=AT_UTC_S)
    encoded = msgspec.json.encode(first, order="sorted")
    assert encoded == msgspec.json.encode(READER.read_postmortem(text, at_utc_s=AT_UTC_S), order="sorted")
    assert b"." not in b"".join(part for part in encoded.split(b'"')[::2])


PUMPS = (
    "a ",
    "we will ",
    "(",
    "[",
    "not ",
    "1",
    "1:",
    "15:10 ",
    "2026-",
    "error error ",
    "a.b",
    '"',
    "'",
    "| ",
    "- x\n",
    "# \n",
    "\n",
    "  \n",
    "\u200b",
    "next update ",
    "in 5 ",
    "the engineer ",
    "should have been ",
    "due ",
    "<!-- ",
    "** ",
    "due to because ",
    "½",
    "of the ",
    "@",
    "http://",
    "aA",
    "é",
    "x:",
    "-",
    "between 1 and ",
)

SLOW = ("in 5 ",)
"""Where every word is a time, a short text takes long enough to be measured."""


@pytest.mark.parametrize("pump", PUMPS)
def test_repetition_takes_linear_time(pump: str) -> None:
    """Four times the text takes at most about four times the time; no expression runs away."""
    size = 3_000 if pump in SLOW else 12_000
    small, large = (pump * (length // len(pump)) for length in (size, 4 * size))
    taken = [_seconds(text) for text in (small, large)]
    assert taken[1] < 12 * taken[0] + 0.3


def test_a_megabyte_is_answered_at_once() -> None:
    """Beyond its limit a text is refused before any rule runs."""
    text = "We are aware that saving fails. " * 32_000
    assert len(text) > 1_000_000
    began = time.process_time()
    assert READER.read_update(text, at_utc_s=AT_UTC_S).readable == "too_long"
    assert READER.read_postmortem(text).readable == "too_long"
    assert READER.read_brief(text, at_utc_s=AT_UTC_S).readable == "too_long"
    assert time.process_time() - began < 1


def _seconds(text: str) -> float:
    """Return how long reading a text in every way takes."""
    began = time.process_time()
    READER.read_postmortem(text)
    READER.read_update(text[:20_000], at_utc_s=AT_UTC_S)
    READER.cause_match(text[:20_000], (("error",), ("engineer",)))
    return time.process_time() - began
