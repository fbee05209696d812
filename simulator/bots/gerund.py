"""English -ing forms, so that the title of a task can be told as something under way."""

from __future__ import annotations

import re
from itertools import pairwise

_SINGLE_END = re.compile(r"(?:^|[^aeiou])[aeiouy][bcdfgklmnprstvz]$")
"""One short vowel before one consonant: the end that may be doubled."""
_ONE_SYLLABLE = re.compile(r"[^aeiouy]*[aeiouy][^aeiouy]+$")
_PREFIXED = re.compile(
    r"(?:re|un|de|be|com|con|for|in|mis|off|out|over|per|pre|sub|trans|under|up|ad|dis)"
    r"(?=(?:[bcdfghjklmnpqrstvwz]|bl|br|ch|cl|cr|dr|fl|fr|gl|gr|pl|pr|qw|sh|sk|sl|sn|sp|st|str|sw|thr|tr|tw|wr)[aeiou])"
)
"""A prefix that takes no stress, before a syllable that can stand alone: re-set, un-plug, trans-fer, over-lap."""
_STRESSED_LAST = frozenset((
    "abet", "abut", "acquit", "airdrop", "allot", "annul", "backlog", "emit", "equip", "handicap", "kidnap",
    "leapfrog", "occur", "omit", "program", "sandbag", "worship", "zigzag",
))  # fmt: skip
_STRESSED_FIRST = frozenset(("conquer", "debit", "perfect", "prefix"))
"""These only look as if they began with such a prefix."""
_VERBS = frozenset((
    "add", "apply", "ask", "attach", "bind", "block", "bring", "build", "cancel", "carry", "change", "check",
    "chill", "clean", "clear", "close", "collect", "compare", "confirm", "convert", "cool", "copy", "count", "cut",
    "delay", "delete", "deliver", "disable", "dispatch", "divert", "drain", "drop", "empty", "enable", "end",
    "explain", "export", "fence", "fetch", "fill", "find", "fit", "fix", "flush", "force", "free", "freeze", "get",
    "give", "go", "hand", "hold", "image", "import", "inform", "inspect", "install", "invite", "isolate", "keep",
    "lay", "leave", "let", "limit", "load", "lock", "look", "lower", "make", "mark", "match", "measure", "move",
    "notify", "open", "pause", "pay", "pin", "point", "prevent", "prove", "pull", "purge", "push", "put", "raise",
    "read", "reconcile", "reduce", "reject", "renew", "repair", "replace", "replay", "report", "resume", "revert",
    "review", "revoke", "roll", "rotate", "run", "save", "scan", "seal", "search", "send", "set", "shift", "ship",
    "show", "shut", "split", "start", "stir", "stop", "switch", "take", "tell", "test", "tighten", "top", "tow",
    "trace", "transfer", "trim", "turn", "undo", "update", "upgrade", "verify", "wait", "warn", "wash", "watch",
    "wave", "weigh", "widen", "wipe", "write",
))  # fmt: skip
"""What is a verb after `and`, whatever follows it."""
_AGAIN = re.compile(r"^(?:re|un)-?")
_MANY = re.compile(r"[^s]s$")
_OBJECTS = frozenset((
    "a", "all", "an", "any", "both", "each", "every", "her", "his", "it", "its", "new", "our", "the", "their",
    "them", "these", "this", "those", "your",
))  # fmt: skip
"""Before one of these stands a verb: `and shroud the mast`."""
_NO_VERBS = _OBJECTS | frozenset((
    "after", "as", "at", "before", "by", "for", "from", "if", "in", "into", "no", "of", "off", "on", "over", "than",
    "that", "then", "to", "until", "what", "when", "where", "which", "with",
))  # fmt: skip
_JOINS = ("and", "then", "or")


def gerund(verb: str) -> str:
    """The -ing form of a verb, e.g. `switch` → `switching`, `rotate` → `rotating`, `reset` → `resetting`."""
    word = verb.lower()
    if word.endswith("ie"):
        return f"{word[:-2]}ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and len(word) > 2:
        return f"{word[:-1]}ing"
    if word.endswith("ic"):
        return f"{word}king"
    return f"{word}{word[-1]}ing" if _doubles(word) else f"{word}ing"


def _doubles(word: str) -> bool:
    """Whether the last consonant is doubled: after a short vowel with the stress on it, and l in any case."""
    spelt = word.rpartition("-")[2].replace("qu", "qw")
    if not _SINGLE_END.search(spelt) or word in _STRESSED_FIRST:
        return False
    prefix = _PREFIXED.match(spelt)
    return (
        word in _STRESSED_LAST
        or spelt.endswith("l")
        or _ONE_SYLLABLE.fullmatch(spelt) is not None
        or (prefix is not None and _ONE_SYLLABLE.fullmatch(spelt[prefix.end() :]) is not None)
    )


def doing(title: str) -> str:
    """An imperative task title as something under way: `Close and check it` → `closing and checking it`."""
    words = title.rstrip(".").split()
    if not words:
        return "working through the plan"
    result = [gerund(words[0])]
    for place, (before, word) in enumerate(pairwise(words), 2):
        follows = before.lower() in _JOINS or before.endswith(",")
        result.append(
            gerund(word)
            if follows and word.lower() not in _NO_VERBS and _is_verb(word, before, words[place:])
            else word
        )
    return " ".join(result)


def _is_verb(word: str, before: str, after: list[str]) -> bool:
    """Whether another word of a title is an action of its own, judged by the word itself or by its neighbours."""
    plain = word.lower()
    if plain in _VERBS or _AGAIN.sub("", plain) in _VERBS:
        return True
    object_follows = bool(after) and after[0].lower() in _OBJECTS
    may_be = plain.isalpha() and not _MANY.search(plain)
    return may_be and (object_follows or before.lower() == "then")
