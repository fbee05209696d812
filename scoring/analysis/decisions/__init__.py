"""Which decisions a drill holds, and the course that each of them could have taken instead."""

from scoring.analysis.decisions import closing, customers, opening, speech, work
from scoring.analysis.decisions.scene import Decision, Scene, gathered

__all__ = ["Decision", "Scene", "decisions_of"]

FINDERS = (*opening.FINDERS, *work.FINDERS, *speech.FINDERS, *customers.FINDERS, *closing.FINDERS)


def decisions_of(scene: Scene) -> tuple[Decision, ...]:
    """Every decision that is examined, in the order of their moments."""
    return gathered(scene, FINDERS)
