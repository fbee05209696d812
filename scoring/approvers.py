"""Who may approve, in words: a decision names its approver by seat, by the runbook's rank, by person id or by name."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.record import Record
from simulator.vocabulary import SEAT_TITLES, Seat


def approver_words(given: str, record: Record, titles: Mapping[str, str]) -> str:
    """An approver as readers know them: seat, title of the rank, or title of the person; otherwise as written.

    Args:
        given: What the decision or the scenario names.
        record: The journal, for its people.
        titles: The runbook's titles of those who approve.
    """
    word = given.strip()
    if word in set(Seat):
        return SEAT_TITLES[Seat(word)]
    person = record.people.get(word)
    return (person.title or person.name) if person else titles.get(word, given)
