"""Turns banks into sentences: wordings rotate, names are filled in, and no wording comes twice before all came once."""

from __future__ import annotations

import re
from collections import Counter

from simulator.bots.bank import Bank
from simulator.chance import Chance

_HOLE = re.compile(r"\{(\w+)\}")


def capital(text: str) -> str:
    """A text with a capital first letter."""
    return text[:1].upper() + text[1:]


class Writer:
    """Chooses among wordings by keyed draws, and remembers which ones were used."""

    def __init__(self, chance: Chance) -> None:
        """Bind to the player's draws."""
        self.chance = chance
        self._used: Counter[str] = Counter()
        self._orders: dict[str, list[int]] = {}

    def say(self, slot: str, bank: Bank, **facts: str) -> str:
        """The next wording of a slot with its holes filled; `{Name}` is `{name}` with a capital letter."""
        if slot not in self._orders:
            self._orders[slot] = sorted(range(len(bank)), key=lambda i: self.chance.bits("writer", slot, i))
        order = self._orders[slot]
        wording = bank[order[self._used[slot] % len(order)]]
        self._used[slot] += 1
        return fill(wording, facts)


def fill(wording: str, facts: dict[str, str]) -> str:
    """Put facts into the holes of a wording; an unknown hole is an error of the bank, not of the scenario.

    A hole at the beginning of a sentence gets a capital letter, and so does one that is written with one.
    """

    def value(match: re.Match[str]) -> str:
        name, begins = match[1], wording[: match.start()].endswith((". ", "! ", "? "))
        return facts[name] if name in facts and not begins else capital(facts[name.lower()])

    text = _HOLE.sub(value, wording)
    return re.sub(r"(?<=[.!?]) +(?=[a-z])", " ", capital(text)).replace("..", ".")


def join(*parts: str) -> str:
    """Sentences one after the other, empty ones left out."""
    return " ".join(part.strip() for part in parts if part.strip())


def listing(names: list[str] | tuple[str, ...]) -> str:
    """Names in a row: `A`, `A and B`, `A, B and C`."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
