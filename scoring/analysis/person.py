"""Simulated people: five traits each, around an ability, turned into the numbers of a skilled player.

Ability and traits are on one scale: -1 is the bundled novice, 0 the average player, +1 the expert; times are
interpolated on a logarithmic scale and probabilities on a logistic one, and both go on beyond the ends. How far a
person's traits scatter around their ability is a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

import msgspec

from simulator.bots.skill import AVERAGE, EXPERT, NOVICE, Skill
from simulator.chance import PPM, Chance
from simulator.errors import ScenarioError

SCATTER_MILLI = 350
"""Standard deviation of a trait around the ability, in thousandths of the scale (guess)."""
ALMOST = 0.0005
"""No simulated person is surer than this."""
TIMES = {"reaction_s": "reaction", "declare_s": "reaction", "sigma_milli": "reaction", "late_s": "promises"}
CHANCES = {"promise_ppm": "promises", "concrete_ppm": "writing", "log_ppm": "writing", "learning_ppm": "writing",
           "triage_ppm": "triage", "closing_ppm": "triage", "patience_ppm": "triage", "answer_ppm": "span",
           "review_ppm": "span"}  # fmt: skip
TRAITS = ("reaction", "promises", "writing", "triage", "span")
"""Reaction time, promise discipline, quality of writing, accuracy of triage, span of attention."""
MOST_PEOPLE = 2_000


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One simulated agent."""

    name: str
    ability_milli: int
    traits_milli: dict[str, int]

    @property
    def skill(self) -> Skill:
        """The person as numbers of a skilled player."""
        traits = {name: value / 1_000 for name, value in self.traits_milli.items()}
        times = {field: round(_time(field, traits[trait])) for field, trait in TIMES.items()}
        chances = {field: round(_chance(field, traits[trait]) * PPM) for field, trait in CHANCES.items()}
        span = max(1, round(_time("acts_per_min", traits["span"])))
        return Skill(name=self.name, acts_per_min=span, **times, **chances)


def _time(field: str, x: float) -> float:
    worst, middle, best = (log(getattr(skill, field)) for skill in (NOVICE, AVERAGE, EXPERT))
    return exp(_along(worst, middle, best, x))


def _chance(field: str, x: float) -> float:
    worst, middle, best = (_logit(getattr(skill, field) / PPM) for skill in (NOVICE, AVERAGE, EXPERT))
    return 1 / (1 + exp(-_along(worst, middle, best, x)))


def _logit(chance: float) -> float:
    held = min(max(chance, ALMOST), 1 - ALMOST)
    return log(held / (1 - held))


def _along(worst: float, middle: float, best: float, x: float) -> float:
    """On the broken line through (-1, worst), (0, middle), (1, best)."""
    return middle + x * ((best - middle) if x > 0 else (middle - worst))


def named(name: str) -> Person:
    """One of the bundled levels of skill as a person without scatter."""
    ability = {"novice": -1_000, "average": 0, "expert": 1_000}[name]
    return Person(name=name, ability_milli=ability, traits_milli=dict.fromkeys(TRAITS, ability))


def drawn(number: int, ability_milli: int) -> Person:
    """The simulated person of this number: always the same one."""
    chance = Chance(number + 1)
    traits = {trait: ability_milli + chance.normal_ppm("person", trait) * SCATTER_MILLI // PPM for trait in TRAITS}
    return Person(name=f"person-{number}", ability_milli=ability_milli, traits_milli=traits)


def people_of(words: str) -> tuple[Person, ...]:
    """The people that `--players` names.

    Args:
        words: Levels separated by commas (`novice,average,expert`), or a grid of abilities `FROM:TO:COUNT`.

    Raises:
        ScenarioError: neither.
    """
    parts = words.split(":")
    try:
        if len(parts) == 3:
            return grid(round(float(parts[0]) * 1_000), round(float(parts[1]) * 1_000), int(parts[2]))
        return tuple(named(name.strip()) for name in words.split(","))
    except (ValueError, KeyError, OverflowError):
        raise ScenarioError(
            f"--players: {words!r} names nobody",
            hint="Write levels (novice,average,expert) or abilities FROM:TO:COUNT, e.g. -1.5:1.5:20; -1 is the "
            "novice, 0 the average player, 1 the expert.",
        ) from None


def grid(from_milli: int, to_milli: int, count: int) -> tuple[Person, ...]:
    """People at equal distances of ability.

    Raises:
        ValueError: too few or too many, or abilities beyond what the model stands for.
    """
    if not 2 <= count <= MOST_PEOPLE or not -3_000 <= from_milli <= to_milli <= 3_000:
        raise ValueError(f"2 to {MOST_PEOPLE} people with abilities from -3 to 3")
    steps: Sequence[int] = [from_milli + (to_milli - from_milli) * k // (count - 1) for k in range(count)]
    return tuple(drawn(number, ability) for number, ability in enumerate(steps, 1))
