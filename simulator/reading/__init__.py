"""Read what people write: text in, findings out. Deterministic, offline, and pure over a lexicon."""

from simulator.reading.lexicon import Lexicon
from simulator.reading.reader import Reader
from simulator.reading.result import (
    ActionRow,
    BriefReading,
    Claim,
    Finding,
    PostmortemReading,
    SpokenPromise,
    TimelineRow,
    UpdateReading,
)

__all__ = [
    "ActionRow",
    "BriefReading",
    "Claim",
    "Finding",
    "Lexicon",
    "PostmortemReading",
    "Reader",
    "SpokenPromise",
    "TimelineRow",
    "UpdateReading",
]
