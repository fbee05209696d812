"""Passages of a post-mortem that are meant for customers: under a heading, quoted, as a letter, or the whole of it."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

LETTER = (
    "your labels did not print from eight until noon because a table was full. We are sorry, that was our fault."
    " We have added a limit. You do not have to do anything, and your orders are all there."
)
REPORT = (
    "# Labels\n\nThe label printers of the annexe printed nothing from eight until noon.\n\n{}\n\nA table was full.\n"
)


@pytest.mark.parametrize(
    "passage",
    [
        f"> Dear customer, {LETTER}", f"> We write because {LETTER}", f'What was sent: "Hello, {LETTER}"',
        f"Sent at ten: \u201cDear all, {LETTER}\u201d", f"Dear customers,\n\n{LETTER}",
        f"## To our customers\n\nY{LETTER[1:]}",
    ],
)  # fmt: skip
def test_a_passage_for_customers_is_found(reader: Reader, passage: str) -> None:
    """Wherever it stands; what it owns up to is no self-blame."""
    reading = reader.read_postmortem(REPORT.format(passage))
    assert (reading.features["customer_narrative"], reading.narrative_parts) == (True, 3)
    assert not reading.features["self_blame"]


def test_a_quotation_within_a_long_report_is_found(reader: Reader) -> None:
    """Where the document as a whole is no letter."""
    sent = f"What was sent\n\n> We write because {LETTER}"
    parts = ("Impact\n\n40 shops could not print.", sent, "Root cause\n\nA table was full.")
    report = "# Labels\n\n" + "\n\n".join(f"## {part}" for part in (*parts, "Action items\n\n- Cap the table"))
    reading = reader.read_postmortem(report)
    assert (reading.features["customer_narrative"], reading.narrative_parts) == (True, 3)


def test_a_slip_owned_up_to_in_a_letter_is_no_finding(reader: Reader) -> None:
    """Nor is a passage of one sentence none."""
    text = REPORT.format("Banner: \u201cWe made a mistake. Your data is safe, please wait, we are sorry.\u201d")
    features = reader.read_postmortem(text).features
    assert (features["customer_narrative"], features["human_error"]) == (True, False)


@pytest.mark.parametrize("opening", ["Dear parents,", "Hello everyone who prints with us,", "Sir, Madam,", ""])
def test_a_notice_may_be_a_letter_itself(reader: Reader, opening: str) -> None:
    """To whomever it is written; and who says in it that it was his own fault, blames himself."""
    reading = reader.read_postmortem(f"{opening}\n\nOn Monday {LETTER} That one is on me.")
    assert reading.features["customer_narrative"]
    assert reading.features["self_blame"]


@pytest.mark.parametrize(
    "text",
    [
        "Dear colleagues,\n\nyour printers printed nothing from eight until noon. If you see it, tell me.",
        "In the drill the printers printed nothing. You may see your notes there. Sorry for the length, we were busy.",
        "The printers printed nothing. Somebody said \u201cthe table is full, did you look at it?\u201d and so it was.",
        "The printers printed nothing in the drill. You know the rest; your notes are in the channel.",
    ],
)  # fmt: skip
def test_a_word_among_colleagues_is_no_passage_for_customers(reader: Reader, text: str) -> None:
    assert not reader.read_postmortem(text).features["customer_narrative"]


@pytest.mark.parametrize(
    "told",
    [
        "A mail went to the 40 shops at ten.", "We put a banner into the app.", "All 12 shops were written to.",
        "The owners got a letter.", "The hotline told everybody to wait.", "I phoned the six customers.",
        "Four hours without a single word from us.", "The customer text was approved by legal.",
        "The branches were informed by phone.",
    ],
)  # fmt: skip
def test_telling_customers_is_found_in_many_words(reader: Reader, told: str) -> None:
    assert reader.read_postmortem(f"The printers printed nothing from eight until noon. {told}").features["comms"]


@pytest.mark.parametrize("told", ["The security team was informed at ten.", "A mail was sent to all owners."])
def test_telling_colleagues_is_not_telling_customers(reader: Reader, told: str) -> None:
    assert not reader.read_postmortem(f"The printers printed nothing from eight until noon. {told}").features["comms"]
