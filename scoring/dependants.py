"""Which criteria rightly move when one criterion is lost, because the same act serves both.

Everything else is separate: one cause, one loss. The knock-out tests hold the rubric to it.
"""

from __future__ import annotations

from collections.abc import Mapping

DEPENDANTS: Mapping[str, frozenset[str]] = {
    "A1": frozenset({"A4", "B1", "B2", "B3"}),
    "A2": frozenset({"E5"}),
    "A3": frozenset(),
    "A4": frozenset(),
    "B1": frozenset({"A4", "B2"}),
    "B2": frozenset({"A4", "D2"}),
    "B3": frozenset({"A4", "E1", "F4"}),
    "B4": frozenset({"D1", "E4", "E5"}),
    "C1": frozenset({"C2", "C4", "D2", "E4"}),
    "C2": frozenset({"C4", "C5", "C6", "C7", "D2", "E4"}),
    "C3": frozenset({"C4", "C5", "E4"}),
    "C4": frozenset({"C2", "E4"}),
    "C5": frozenset({"C1", "C2", "C3", "C4", "C6", "C7", "E4"}),
    "C6": frozenset({"C5", "E4"}),
    "C7": frozenset({"C5", "E4"}),
    "C8": frozenset({"C4", "D2"}),
    "D1": frozenset({"C2", "D2", "E4", "F1"}),
    "D2": frozenset({"G1"}),
    "D3": frozenset(),
    "D4": frozenset(),
    "E1": frozenset({"A4", "B3"}),
    "E2": frozenset({"E3", "E4"}),
    "E3": frozenset({"E4"}),
    "E4": frozenset({"C2", "C4", "C5"}),
    "E5": frozenset({"A2", "C4", "C6", "E4"}),
    "F1": frozenset({"F2"}),
    "F2": frozenset(),
    "F3": frozenset({"C5", "C7", "E4"}),
    "F4": frozenset(),
    "G1": frozenset(),
    "G2": frozenset({"G1"}),
    "G3": frozenset({"G1"}),
    "G4": frozenset(),
    "G5": frozenset({"G6"}),
    "G6": frozenset({"G5"}),
    "G7": frozenset({"G1"}),
}
"""For each criterion, those that share an act with it."""
