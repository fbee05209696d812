"""The words that customers and colleagues find for themselves (the only module of the simulator with Jinja2).

A wording is put together from slots (subject, opening, body, close), one part of each, so that a small bank gives
many. Templates are ours and bundled; texts of scenario files never reach Jinja, and facts go in as plain values.
A part that begins with a condition and reads as nothing does not fit the facts, and is not said.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from simulator.chance import Chance
from simulator.placeholder import one_stop

if TYPE_CHECKING:
    from jinja2 import Environment

Wordings = Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]]
"""Kind -> temperament (or `any`), perhaps with a state -> slot -> parts."""

SLOTS = ("opening", "body", "close")
"""The parts of a text, in the order in which they are read."""
_FACT = re.compile(r"\{\{ (\w+) \}\}")
"""A fact's place in a part."""
_CONDITION = "{% if "
MOST_USES = 2
"""How often one part may come in a drill before its kind counts as worn out."""


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)  # noqa: S701  # plain text, never HTML
    environment.globals.clear()  # no wording uses them, and each rendering would copy them
    return environment


@lru_cache(maxsize=4_096)
def _wording(source: str) -> Callable[[Mapping[str, str]], str]:
    """How a part reads with the facts in it. Most parts only name facts, and for these Jinja2 is a long way round."""
    pieces = _FACT.split(source.removesuffix("\n"))
    texts, names = pieces[::2], pieces[1::2]
    if "{" in "".join(texts):
        return _environment().from_string(source).render
    frame = "%s".join(text.replace("%", "%%") for text in texts)
    rests = texts[1:]
    return lambda facts: frame % tuple([one_stop(facts[name], rest) for name, rest in zip(names, rests, strict=True)])


class Voices:
    """Picks the parts that this drill has used least, a person's own manner first, and fills them."""

    def __init__(self, wordings: Wordings, digest: str = "") -> None:
        """Keep the phrase bank, and its digest when that is known."""
        self.wordings = wordings
        self.digest = digest or sha256(json.dumps(wordings, sort_keys=True).encode()).hexdigest()
        self._used: Counter[str] = Counter()
        """How often each part was taken, as a template and as it read in the end."""

    def fresh(self) -> Voices:
        """The same bank for a new drill, with nothing used."""
        return Voices(self.wordings, self.digest)

    def say(
        self, kind: str, temperament: str, facts: Mapping[str, str], chance: Chance, occasion: str
    ) -> tuple[str, str]:
        """A subject and a text.

        Args:
            kind: What is said, a key of the bank.
            temperament: Whose manner, perhaps with states, e.g. `blunt hurt data`; parts of `any` come in as well.
            facts: A value for every name that the kind's parts use.
            chance: The drill's draws.
            occasion: Makes this draw different from others of its kind.
        """
        subject = self._part(kind, "subject", temperament, facts, chance, occasion)
        parts = [self._part(kind, slot, temperament, facts, chance, occasion) for slot in SLOTS]
        return subject, " ".join(part for part in parts if part)

    def is_worn(self, kind: str, temperament: str, facts: Mapping[str, str] | None = None) -> bool:
        """True when something of this kind could only be said in words that this drill has read twice.

        Args:
            kind: What would be said.
            temperament: Whose manner.
            facts: Those that decide which parts fit; without them all do.
        """
        return any(
            options and all(self._used.get(part, 0) >= MOST_USES for part in options)
            for options in (self._options(kind, slot, temperament, facts) for slot in SLOTS)
        )

    def count(self, kind: str, temperament: str) -> int:
        """How many different texts a kind has for a temperament."""
        total = 1
        for slot in SLOTS:
            total *= max(1, len(self._options(kind, slot, temperament)))
        return total

    def _options(
        self, kind: str, slot: str, temperament: str, facts: Mapping[str, str] | None = None
    ) -> dict[str, bool]:
        """The parts that fit the facts and the states, and whether each is of this person's own manner."""
        bank, options = self.wordings[kind], {}
        own, *states = temperament.split()
        for group in [group for manner in (own, "any") for group in (manner, *(f"{manner} {s}" for s in states))]:
            for part in bank.get(group, {}).get(slot, ()):
                if facts is None or not part.startswith(_CONDITION) or _wording(part)(facts):
                    options[part] = group.startswith(own)
        return options

    def _part(
        self, kind: str, slot: str, temperament: str, facts: Mapping[str, str], chance: Chance, occasion: str
    ) -> str:
        """The least used part of a slot, as it reads; among equals a keyed draw, a person's own manner first."""
        own = self._options(kind, slot, temperament, facts)
        options = list(own)
        if not options:
            return ""
        first = chance.below(len(options), kind, f"wording-{slot}", occasion)
        used = [self._used.get(option, 0) for option in options]
        order = sorted(range(len(options)), key=lambda i: (used[i], not own[options[i]], (i - first) % len(options)))
        text = ""
        for index in order:
            text = _wording(options[index])(facts)
            if self._used.get(text, 0) < MOST_USES:
                break
        else:
            index = order[0]
            text = _wording(options[index])(facts)
        for name in {options[index], text}:
            self._used[name] += 1
        return text
