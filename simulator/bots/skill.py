"""How well somebody plays: a few overlapping distributions, and the keyed draws that bring them to life.

Expert, average and novice follow the same policy; they differ in these numbers alone. None of the numbers is
measured: each is engineering judgement, chosen so that neighbours overlap (a quick novice beats a slow average
player at a single step, seldom over a whole drill).
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.chance import PPM, Chance


@dataclass(frozen=True, slots=True)
class Skill:
    """One level of skill; probabilities are in millionths."""

    name: str
    reaction_s: int
    """Median time from seeing that something is due to doing it (lognormal)."""
    sigma_milli: int
    """Standard deviation of the logarithm of every delay, in thousandths."""
    declare_s: int
    """Median time from the first sign to the declaration (lognormal)."""
    promise_ppm: int
    """Probability that an update, a brief or a call comes in time; otherwise it comes `late_s` after it was due."""
    late_s: int
    """Median lateness of what does not come in time (lognormal)."""
    concrete_ppm: int
    """Probability that one slot of a text (impact, scope, action, next update) says something that can be checked."""
    triage_ppm: int
    """Probability that a judgement (severity, which task next, whether it is safe) follows the evidence."""
    acts_per_min: int
    """Span of attention: most acts in one drill minute."""
    log_ppm: int
    """Probability that a key moment reaches the timeline."""
    answer_ppm: int
    """Probability that a question is answered at all."""
    closing_ppm: int
    """Probability that a step of the close (window, evidence, final note) is done properly."""
    patience_ppm: int
    """Probability that the close waits for the customers' confirmation; an expert never skips it."""
    learning_ppm: int
    """Probability that a part of the post-mortem or of an action is complete."""
    review_ppm: int
    """Probability that a post-mortem is written at all."""


EXPERT = Skill(
    name="expert",
    reaction_s=90,
    sigma_milli=450,
    declare_s=300,
    promise_ppm=985_000,
    late_s=360,
    concrete_ppm=955_000,
    triage_ppm=985_000,
    acts_per_min=5,
    log_ppm=960_000,
    answer_ppm=995_000,
    closing_ppm=990_000,
    patience_ppm=PPM,
    learning_ppm=945_000,
    review_ppm=PPM,
)
AVERAGE = Skill(
    name="average",
    reaction_s=200,
    sigma_milli=600,
    declare_s=700,
    promise_ppm=820_000,
    late_s=1_200,
    concrete_ppm=660_000,
    triage_ppm=875_000,
    acts_per_min=3,
    log_ppm=650_000,
    answer_ppm=900_000,
    closing_ppm=935_000,
    patience_ppm=935_000,
    learning_ppm=610_000,
    review_ppm=PPM,
)
NOVICE = Skill(
    name="novice",
    reaction_s=420,
    sigma_milli=750,
    declare_s=1_250,
    promise_ppm=640_000,
    late_s=2_400,
    concrete_ppm=460_000,
    triage_ppm=580_000,
    acts_per_min=2,
    log_ppm=430_000,
    answer_ppm=680_000,
    closing_ppm=560_000,
    patience_ppm=560_000,
    learning_ppm=360_000,
    review_ppm=800_000,
)

SKILLS: dict[str, Skill] = {skill.name: skill for skill in (NOVICE, AVERAGE, EXPERT)}
"""Every level by its name."""


class Nerve:
    """The draws of one player in one drill: pure functions of (seed, skill, what it is about)."""

    __slots__ = ("_delays_s", "_held", "chance", "skill")

    def __init__(self, skill: Skill, seed: int) -> None:
        """Bind a skill to a seed."""
        self.skill, self.chance = skill, Chance(seed)
        self._held: dict[tuple[str, str], bool] = {}
        self._delays_s: dict[tuple[int, str], int] = {}
        """Draws so far: the same question is asked at every look."""

    def delay_s(self, median_s: int, key: str) -> int:
        """How long it takes until this is done; 0 stays 0."""
        drawn_s = self._delays_s.get((median_s, key))
        if drawn_s is None:
            sigma, name = self.skill.sigma_milli, self.skill.name
            drawn_s = self.chance.lognormal(median_s, sigma, name, "delay", key) if median_s else 0
            self._delays_s[median_s, key] = drawn_s
        return drawn_s

    def lateness_s(self, key: str) -> int:
        """0 when a promise is kept, otherwise how late it is."""
        if self._holds(self.skill.promise_ppm, "promise", key):
            return 0
        return max(600, self.delay_s(self.skill.late_s, key))

    def is_concrete(self, slot: str, key: str) -> bool:
        """Whether one slot of one text says something that can be checked."""
        return self._holds(self.skill.concrete_ppm, f"slot-{slot}", key)

    def judges(self, key: str) -> bool:
        """Whether a judgement follows the evidence."""
        return self._holds(self.skill.triage_ppm, "judgement", key)

    def logs(self, key: str) -> bool:
        """Whether a moment reaches the timeline."""
        return self._holds(self.skill.log_ppm, "log", key)

    def answers(self, key: str) -> bool:
        """Whether a question is answered at all."""
        return self._holds(self.skill.answer_ppm, "answer", key)

    def waits(self) -> bool:
        """Whether the close waits for the customers' confirmation."""
        return self._holds(self.skill.patience_ppm, "close", "confirmation")

    def closes(self, step: str) -> bool:
        """Whether a step of the close is done properly."""
        return self._holds(self.skill.closing_ppm, "close", step)

    def learns(self, part: str) -> bool:
        """Whether a part of the post-mortem is complete."""
        return self._holds(self.skill.learning_ppm, "learn", part)

    def reviews(self) -> bool:
        """Whether a post-mortem is written."""
        return self._holds(self.skill.review_ppm, "review", "")

    def _holds(self, ppm: int, purpose: str, key: str) -> bool:
        held = self._held.get((purpose, key))
        if held is None:
            held = self._held[purpose, key] = self.chance.happens(ppm, self.skill.name, purpose, key)
        return held
