"""Updates as a filled form: a label and a noun or a participle behind it say what the sentence would."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = int(datetime(2026, 2, 3, 14, 27, tzinfo=UTC).timestamp())
FORM = (
    ("Status", "Resolved", "resolved_statement"),
    ("Impact", "42 % of robots stood still from 13:02 to 13:28 UTC", "states_impact"),
    ("Cause", "certificate between robots and broker expired at 13:00 UTC", "apology_explanation"),
    ("Fix", "new certificate on all robots", "action_specific"),
    ("Data", "none lost", "data_loss_statement"),
    ("If it recurs", "call support with the robot's number", "recurrence_advice"),
    ("Apology", "we are sorry; this was our mistake", "apology"),
)
"""A closing note of an executive's assistant, and what each line of it tells."""
LINES = ("{}: {}", "- **{}:** {}", "**{}**\n{}\n", "| {} | {} |", "## {}\n\n{}\n", "{}:\n{}\n")
BLANKS = ("", "-", "n/a", "none yet", "tbd", "unknown", "pending", "?", "[to fill in]")


def told(reader: Reader, text: str) -> set[str]:
    """What a closing note tells, of what a form asks for."""
    features = reader.read_update(text, at_utc_s=AT, final=True).features
    return {feature for _, _, feature in FORM if features[feature]}


@pytest.mark.parametrize("line", LINES)
def test_a_note_in_labels_tells_all_that_its_sentences_would(reader: Reader, line: str) -> None:
    note = "\n".join(line.format(label, words) for label, words, _ in FORM)
    reading = reader.read_update(note, at_utc_s=AT, final=True)
    assert told(reader, note) == {feature for _, _, feature in FORM}
    assert (reading.score, reading.anchor) >= (95, 3)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("blank", BLANKS)
def test_a_label_over_nothing_tells_nothing(reader: Reader, line: str, blank: str) -> None:
    """Given the same form left blank, or with a dash in each place, then nothing was said."""
    note = "\n".join(line.format(label, blank) for label, _, _ in FORM)
    assert told(reader, note) == set()


def test_labels_side_by_side_tell_nothing(reader: Reader) -> None:
    """The head of a table names what its rows would hold."""
    assert told(reader, "| " + " | ".join(label for label, _, _ in FORM) + " |") == set()


@pytest.mark.parametrize(
    ("text", "feature", "tells"),
    [
        ("- Action: broker is being told to accept the old certificate", "action_specific", True),
        ("Sender paused, receipts are being counted.", "action_specific", True),
        ("Fix: wait raised to two minutes.", "action_specific", True),
        ("| Workaround | write orders on paper |", "workaround", True),
        ("- **Affected:** 42 % of robots in two halls", "states_impact", True),
        ("Root cause: the broker refused a certificate.", "apology_explanation", True),
        ("Current status: back to normal since 13:28 UTC.", "resolved_statement", True),
        ("The issue stands resolved.", "resolved_statement", True),
        ("This one is over.", "resolved_statement", True),
        ("Workaround: none yet.", "states_action", False),
        ("Action: we are doing all we can.", "action_specific", False),
        ("Fix: will be deployed tomorrow.", "action_specific", False),
        ("Root cause: under investigation by two teams.", "apology_explanation", False),
        ("Status: resolved for some, not for all.", "resolved_statement", False),
        ("Status: Investigating / Identified / Resolved", "resolved_statement", False),
        ("Status: none lost", "resolved_statement", False),
        ("Fix: Resolved", "action_specific", False),
        ("Cause: next update by 15:10 UTC", "apology_explanation", False),
        ("Cause: we are sorry; this was our mistake", "apology_explanation", False),
        ("Data: Resolved", "data_loss_statement", False),
    ],
)
def test_short_words_count_as_the_sentence_would_and_under_another_label_for_nothing(
    reader: Reader, text: str, feature: str, tells: bool
) -> None:
    assert bool(reader.read_update(text, at_utc_s=AT).features[feature]) is tells
