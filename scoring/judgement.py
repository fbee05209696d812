"""One judgement: a value or unscored, the target, what happened, why, and the lines that decided it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from simulator.clock import spell

FULL = 1_000
"""The whole of a criterion, in permille."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text that made a rule speak."""

    quote: str
    rule: str
    """What the words show."""
    advice: str
    """What to write instead."""
    event: int
    """Number of the journal line that holds the text."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one criterion says of a drill."""

    value_permille: int | None
    """0 to 1000; None = not reachable in this variant, so unscored."""
    target: str
    actual: str
    explanation: str = ""
    evidence: tuple[int, ...] = ()
    """Numbers of the journal lines that decided it, all of them, the most telling first."""
    advice: str = ""
    """A better wording or act, with the drill's own facts; empty when nothing was lost."""
    quotes: tuple[Quote, ...] = ()
    distinction: bool = False
    """The stretch target was met; no points."""
    is_harm: bool = False
    """Harm was done, for which no scenario excuses: it is scored, with its own weight, where the criterion is not
    reached, too."""
    practise: str = ""
    """What to practise, where it is something else than the runbook's words for the criterion."""


def line(actual: int, target: int, zero: int) -> int:
    """Permille of full marks: all up to `target`, none from `zero` on, a straight line in between."""
    if actual <= target:
        return FULL
    if actual >= zero:
        return 0
    return (zero - actual) * FULL // (zero - target)


def line_up(actual: int, zero: int, full: int) -> int:
    """The same for quantities of which more is better: none up to `zero`, all from `full` on."""
    if actual >= full:
        return FULL
    if actual <= zero:
        return 0
    return (actual - zero) * FULL // (full - zero)


def share(part: int, whole: int) -> int:
    """Permille that `part` is of `whole`; nothing of nothing is nothing."""
    return part * FULL // whole if whole > 0 else 0


def mean(values: Sequence[int]) -> int:
    """The mean, rounded down; of nothing it is 0."""
    return sum(values) // len(values) if values else 0


def centi(value: Fraction) -> int:
    """Points in hundredths, rounded half up."""
    return int((value * 200 + 1) // 2)


def within(target_s: int, zero_s: int) -> str:
    """Words for a deadline: `within 15 min; nothing from 1 h on`."""
    return f"within {spell(target_s)}; nothing from {spell(zero_s)} on"


def percent(permille: int, cut: int = FULL) -> str:
    """Permille as a percentage, rounded half up, so that what falls short of a cut never reads as the cut: `87 %`."""
    rounded = (permille + 5) // 10
    return f"{permille // 10 if permille < cut <= 10 * rounded else rounded} %"


def listed(words: Iterable[str], nothing: str = "none") -> str:
    """Words separated by commas, or a word for none."""
    return ", ".join(words) or nothing


def ending(text: str, most: int = 80) -> str:
    """The end of a text, from a whole word on."""
    whole = text.strip()
    return whole if len(whole) <= most else whole[-most:].split(" ", 1)[-1]


def counted(count: int, thing: str) -> str:
    """A number of things, e.g. `1 drill`, `2 drills`, `3 stories`."""
    many = f"{thing[:-1]}ies" if thing.endswith("ry") else f"{thing}s"
    return f"{count} {thing if count == 1 else many}"


def excerpt(text: str, most: int = 100) -> str:
    """The first line of a text that is no heading, up to the last whole word within so many characters."""
    lines = (line.strip() for line in text.splitlines())
    first = next((line for line in lines if line and not line.startswith(("#", "=", "|", "---"))), text.strip())
    return first if len(first) <= most else first[:most].rsplit(" ", 1)[0]


def lines_of(*groups: Iterable[int]) -> tuple[int, ...]:
    """Line numbers, each once: those that decide before those that follow, each group in order."""
    return tuple(dict.fromkeys(number for group in groups for number in sorted(group) if number > 0))
