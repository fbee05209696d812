"""The words that customers and colleagues find for themselves (the only module of the simulator with Jinja2).

Templates are ours and bundled; texts of scenario files never reach Jinja.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from simulator.chance import Chance

if TYPE_CHECKING:
    from jinja2 import Environment, Template

Wordings = Mapping[str, Mapping[str, Sequence[Mapping[str, str]]]]
"""Kind -> temperament (or `any`) -> wordings, each with `subject` and `text`."""


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)  # noqa: S701  # plain text, never HTML
    environment.globals.clear()  # no wording uses them, and each rendering would copy them
    return environment


@lru_cache(maxsize=4_096)
def _template(source: str) -> Template:
    return _environment().from_string(source)


class Voices:
    """Picks a wording that this drill has not used yet, and fills it."""

    def __init__(self, wordings: Wordings, digest: str = "") -> None:
        """Keep the phrase bank, and its digest when that is known."""
        self.wordings = wordings
        self.digest = digest or sha256(json.dumps(wordings, sort_keys=True).encode()).hexdigest()
        self._used: set[tuple[str, str, int]] = set()

    def fresh(self) -> Voices:
        """The same bank for a new drill, with nothing used."""
        return Voices(self.wordings, self.digest)

    def say(self, kind: str, temperament: str, facts: dict[str, str], chance: Chance, occasion: str) -> tuple[str, str]:
        """A subject and a text; wordings repeat only when all have been used."""
        bank = self.wordings[kind]
        options = [*bank.get(temperament, ()), *bank.get("any", ())]
        first = chance.below(len(options), kind, "wording", occasion)
        order = [(first + step) % len(options) for step in range(len(options))]
        chosen = next((i for i in order if (kind, temperament, i) not in self._used), first)
        self._used.add((kind, temperament, chosen))
        wording = options[chosen]
        return _template(wording["subject"]).render(facts), _template(wording["text"]).render(facts)
