"""Which criteria rightly move when one criterion is lost, because the same act serves both.

Everything else is separate: one cause, one loss. The knock-out tests hold the rubric to it.
"""

from __future__ import annotations

from collections.abc import Mapping

DEPENDANTS: Mapping[str, frozenset[str]] = {
    "A1": frozenset({"A4", "B1", "B2", "B3", "E5"}),  # the record opens late; people ask who has it
    "A2": frozenset(),
    "A3": frozenset(),
    "A4": frozenset(),
    "B1": frozenset(),
    "B2": frozenset(),
    "B3": frozenset(
        {"A4", "D3", "E1"}
    ),  # owners of the record; nobody approves from an empty seat; CS is in both lists
    "B4": frozenset(),
    "C1": frozenset({"C2", "C3", "C4", "C5", "E4", "E5"}),  # without early posts there is silence and no promise
    "C2": frozenset({"C4", "E4", "E5"}),  # silence breaks promised times, and customers ask
    "C3": frozenset({"C4", "C5", "E5"}),  # a post without a time has an empty slot, and customers ask
    "C4": frozenset({"E4", "E5"}),  # broken promises anger customers, and they ask
    "C5": frozenset({"C6", "E4", "E5"}),  # who learns nothing asks
    "C6": frozenset({"C5", "E4", "E5"}),  # over-promises lower the anchor of a post, and customers ask
    "C7": frozenset({"C5", "E4"}),
    "C8": frozenset({"B4"}),  # executives without a brief interrupt
    "D1": frozenset({"C2", "E4", "E5"}),  # harm prolongs impact, and customers ask
    "D2": frozenset(),
    "D3": frozenset(),
    "D4": frozenset(),
    "E1": frozenset({"A4", "B3"}),  # CS is in both lists
    "E2": frozenset({"E3", "E4"}),  # a wrong amount finds no approver
    "E3": frozenset({"E4"}),
    "E4": frozenset({"C4", "C5", "C6", "C7", "E5"}),  # what angers customers is what was said or left unsaid
    "E5": frozenset({"C4", "E4"}),
    "F1": frozenset(),
    "F2": frozenset(),
    "F3": frozenset({"C4", "C5", "E4"}),  # the note is an update too, and an empty one keeps no promise
    "F4": frozenset(),
    "G1": frozenset(),
    "G2": frozenset({"G1"}),  # a section less
    "G3": frozenset({"G1"}),  # a section less
    "G4": frozenset(),
    "G5": frozenset({"G6"}),  # actions without a type cover nothing
    "G6": frozenset({"G5"}),
    "G7": frozenset({"G1"}),  # a section less
}
"""For each criterion, those that share an act with it or follow from its loss through the world."""
