"""Nobody says the same sentence a third time: whoever has to repeat it says that it is a repetition."""

from __future__ import annotations

import re
from collections import Counter

MOST_USES = 2
"""How often one sentence may stand in a drill."""
WORDS_LEAST = 4
"""Shorter ones are labels and greetings."""
LEADS = (
    "as before", "once more", "still true", "unchanged", "to repeat it", "again", "as said", "no different now",
    "for completeness", "as told already", "the same as earlier", "to say it again", "this has not changed",
    "it still holds", "as in our last word", "it bears repeating",
)  # fmt: skip
_SENTENCE = re.compile(r"[^\s].*?(?:[.!?][\"”’)]*(?=\s|$)|$)", re.MULTILINE)
_LABEL = re.compile(r"^[^.:!?\n]{2,120}: (?=\S)")


class Fresh:
    """Remembers each sentence that its speakers have used."""

    def __init__(self) -> None:
        """Nothing said yet."""
        self._said: Counter[str] = Counter()

    def text(self, text: str) -> str:
        """The text, in which a sentence that has come twice is marked as said again."""
        return _SENTENCE.sub(lambda match: self._sentence(match[0]), text)

    def _sentence(self, sentence: str) -> str:
        if len(sentence.split()) < WORDS_LEAST or not sentence[0].isalpha():
            return sentence  # a label, a row of a list or a gap to be filled
        said, lead = sentence, 0
        while self._said[said] >= MOST_USES:
            said = _led(sentence, LEADS[lead % len(LEADS)] + (f", {lead + 3} times" if lead >= len(LEADS) else ""))
            lead += 1
        self._said[said] += 1
        return said


def _led(sentence: str, lead: str) -> str:
    """A sentence behind its lead; a label such as `Status:` keeps its place."""
    label = _LABEL.match(sentence)
    if label:
        return f"{label[0]}{lead}, {sentence[label.end() :]}"
    return f"{lead[0].upper()}{lead[1:]}: {sentence}"
