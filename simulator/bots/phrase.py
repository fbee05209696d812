"""Turns banks into sentences: wordings rotate, names are filled in, and no wording comes twice before all came once."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from simulator.bots.bank import Bank
from simulator.chance import Chance

_HOLE = re.compile(r"\{(\w+)\}")
_DOUBLING = frozenset(
    [
        "ban",
        "chop",
        "clip",
        "cut",
        "drop",
        "get",
        "grab",
        "hit",
        "let",
        "log",
        "map",
        "patrol",
        "pin",
        "plan",
        "put",
        "run",
        "scan",
        "set",
        "ship",
        "shut",
        "skip",
        "snap",
        "split",
        "step",
        "stop",
        "strip",
        "swap",
        "tag",
        "trim",
        "trip",
        "unplug",
        "unpin",
        "win",
        "wrap",
    ]
)
_VERBS = frozenset(
    [
        "add",
        "apply",
        "block",
        "bring",
        "cancel",
        "change",
        "check",
        "clean",
        "clear",
        "close",
        "compare",
        "confirm",
        "copy",
        "count",
        "cut",
        "delay",
        "delete",
        "disable",
        "drain",
        "drop",
        "enable",
        "end",
        "export",
        "fence",
        "find",
        "fix",
        "force",
        "free",
        "freeze",
        "give",
        "hand",
        "hold",
        "image",
        "import",
        "inspect",
        "isolate",
        "keep",
        "limit",
        "load",
        "lock",
        "look",
        "make",
        "mark",
        "match",
        "measure",
        "move",
        "open",
        "pause",
        "pin",
        "point",
        "prevent",
        "prove",
        "pull",
        "purge",
        "put",
        "raise",
        "read",
        "rebuild",
        "re-run",
        "recover",
        "reduce",
        "reject",
        "reload",
        "remove",
        "renew",
        "repair",
        "replace",
        "replay",
        "report",
        "reset",
        "resend",
        "restart",
        "restore",
        "resume",
        "revert",
        "review",
        "revoke",
        "roll",
        "rotate",
        "run",
        "save",
        "scan",
        "search",
        "send",
        "set",
        "shift",
        "show",
        "shut",
        "split",
        "start",
        "stop",
        "switch",
        "take",
        "test",
        "tighten",
        "trace",
        "trim",
        "turn",
        "undo",
        "unlock",
        "update",
        "upgrade",
        "verify",
        "watch",
        "widen",
        "wipe",
        "write",
    ]
)


def gerund(verb: str) -> str:
    """The -ing form of a verb, e.g. `switch` → `switching`, `rotate` → `rotating`, `cut` → `cutting`."""
    word = verb.lower()
    if word.endswith("ie"):
        return f"{word[:-2]}ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return f"{word[:-1]}ing"
    return f"{word}{word[-1]}ing" if word in _DOUBLING else f"{word}ing"


def doing(title: str) -> str:
    """An imperative task title as something under way: `Close and check it` → `closing and checking it`."""
    words = title.rstrip(".").split()
    if not words:
        return "working through the plan"
    result = [gerund(words[0])]
    for before, word in pairwise(words):
        follows = before.lower() in ("and", "then") or before.endswith(",")
        result.append(gerund(word) if follows and word.lower() in _VERBS else word)
    return " ".join(result)


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
    """Put facts into the holes of a wording; an unknown hole is an error of the bank, not of the scenario."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        return facts[name] if name in facts else capital(facts[name.lower()])

    text = _HOLE.sub(value, wording)
    return re.sub(r"(?<=[.!?]) +(?=[a-z])", " ", capital(text)).replace("..", ".")


def join(*parts: str) -> str:
    """Sentences one after the other, empty ones left out."""
    return " ".join(part.strip() for part in parts if part.strip())


def listing(names: list[str] | tuple[str, ...]) -> str:
    """Names in a row: `A`, `A and B`, `A, B and C`."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
