"""How long it lasted, in the post-mortem and by the signals: one hour and a minute less."""

from __future__ import annotations

import pytest

from simulator import events as e
from simulator.reading.result import Finding
from tests.scoring.builders import Story, minutes, postmortem_reading, story

KINDS = {"[": "duration_stated", "{": "impact_window"}


def document(marked: str) -> e.PostmortemSubmitted:
    """A post-mortem in which the reader finds lengths in brackets and windows in braces."""
    text, found, opened = "", [], 0
    for sign in marked:
        if sign in KINDS:
            opened = len(text)
        elif sign in "]}":
            feature = KINDS["[" if sign == "]" else "{"]
            found.append(
                Finding(feature=feature, rule="r", start=opened, end=len(text), quote=text[opened:], advice="")
            )
        else:
            text += sign
    read = postmortem_reading(findings=tuple(found))
    return e.PostmortemSubmitted(text=text, reading=read, cause_match_permille=1_000)


def written(marked: str) -> Story:
    """The document comes in three hours after the start, one after the close."""
    return story().you(minutes(120), e.IncidentClosed(note="Done.")).you(minutes(180), document(marked))


@pytest.mark.parametrize(
    "text",
    [
        "[Duration: 59 minutes], {from 12:01 to 13:00}.",
        "[Duration: 1 h 05 min].",
        "- [Duration: 2 hours], to the close.",
        "Logins failed [for 59 minutes]. Pages were kept [for 30 days].",
        "[Duration: 59 minutes]; the switch took [for 4 minutes] of it.",
        "It lasted [about an hour].",
        "{From 23:40 to 00:39} local time.",
    ],
)
def test_a_true_duration_may_be_told_in_many_ways(text: str) -> None:
    assert written(text).value("G2") == 1_000


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("[Duration: 8 minutes].", "Duration: 8 minutes"),
        ("[Duration: 20 hours].", "Duration: 20 hours"),
        ("[Duration: 2 hours, and 40 minutes].", "Duration: 2 hours, and 40 minutes"),
        ("It failed {from 12:01 to 13:00}.\n[Duration: 8 minutes].", "Duration: 8 minutes"),
        ("[Duration: 59 minutes], {from 12:01 to 12:09}.", "from 12:01 to 12:09"),
        ("Logins failed [for 8 minutes], {12:01 to 12:09}.", "for 8 minutes"),
    ],
)
def test_a_duration_against_the_signals_or_against_itself_is_a_false_figure(text: str, quote: str) -> None:
    told = written(text)
    [found] = told.judge("G2").quotes
    assert (told.value("G2"), found.quote, found.rule) == (498, quote, "false: duration")
    assert found.advice == "True: 59 min, from 12:01 UTC to 13:00 UTC"


def test_where_nothing_ended_no_duration_is_false() -> None:
    lasting = story(restored_s=None).you(minutes(180), document("[Duration: 8 minutes]."))
    assert lasting.value("G2") == 1_000
