"""Who writes a letter, and what about: what an update left open, whether its reader has people, why they escalate."""

from __future__ import annotations

import re

from simulator.reading.result import UpdateReading

PLACED = 2
"""The level of an impact that is told with its scope."""
_OWNS = re.compile(r"(?i)\b(?:owner|founder|proprietor)\b")


def left_open(reading: UpdateReading) -> dict[str, str]:
    """What an update left out, as the facts that questions ask for; an empty fact counts as told.

    Who knows what fails for whom, and when the next word comes, misses nothing but what is done about it.
    """
    placed, timed = reading.impact_level >= PLACED, reading.next_update_utc_s is not None
    told = {
        "no_scope": placed,
        "no_data": (placed and timed) or bool(reading.features.get("data_loss_statement")),
        "no_workaround": (placed and timed) or bool(reading.features.get("workaround")),
        "no_action": reading.action_level > (0 if placed else 1),
        "no_time": timed,
    }
    return {name: "" if known else "yes" for name, known in told.items()}


def staff_of(title: str) -> str:
    """A fact for those who have superiors and departments; empty for the owner of a small house."""
    return "" if _OWNS.search(title) else "yes"
