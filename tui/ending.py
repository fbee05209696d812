"""What trainees are told before they end a drill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.names import names_of
from tui.promised import standings

if TYPE_CHECKING:
    from simulator.incident import Incident
    from simulator.runbook import Runbook
    from tui.names import Names
    from tui.session import DrillLike

LEFT_OPEN = "Your own end spares you nothing: what you leave open counts as missing, as if it had run to its end."
SHORT = "The short drill ends here. It is judged on its one thing alone, and stands in no record."


def before_the_end(drill: DrillLike) -> str:
    """How the drill will be judged, and what one leaves open; nothing is missing from a short one but its one thing."""
    if drill.incident.focus:
        return SHORT
    still = left_open(drill.incident, drill.runbook, names_of(drill))
    words = "The drill ends here and is judged."
    return f"{words}\n\nStill open: {'; '.join(still)}.\n\n{LEFT_OPEN}" if still else words


def left_open(incident: Incident, runbook: Runbook, names: Names) -> tuple[str, ...]:
    """What counts as missing when the drill ends now, in words: what was promised and asked, and the way to the end."""
    stands = standings(incident, runbook)
    promises = (f"{names.promise(one.id)} is owed" for one in incident.promises.values() if stands[one.id].owed)
    unanswered = sum(one.event.asks and one.answered_s is None for one in incident.messages.values())
    asked = f"{unanswered} {'question waits' if unanswered == 1 else 'questions wait'} for an answer"
    return (*_way_left(incident), *promises, *([asked] if unanswered else []))


def _way_left(incident: Incident) -> Iterator[str]:
    """Steps that nobody has taken; what was stood down asks for none."""
    if incident.stood_down_s is not None:
        return
    steps = {
        "no incident was declared": incident.declared,
        "it is not resolved": incident.resolved_s is not None,
        "it is not closed": incident.closed_s is not None,
        "no post-mortem is handed in": incident.postmortem is not None,
        "there are no remediation actions": bool(incident.remediation),
    }
    yield from (words for words, done in steps.items() if not done)
