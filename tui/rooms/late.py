"""Commands that the host did not answer at once: what became of them, said when it is known."""

from __future__ import annotations

from dataclasses import dataclass, field

from tui.rooms import protocol as p


@dataclass(slots=True)
class Late:
    """What one seat did that still waits for the host, under the words that the screen has for it."""

    newest: str = ""
    """The id of the newest command, while it has no answer."""
    notices: list[str] = field(default_factory=list)
    """What to show, once."""
    _words: dict[str, str] = field(default_factory=dict)

    def keep(self, words: str) -> str:
        """Name the newest command; returns its id, or an empty text when it has been answered."""
        name, self.newest = self.newest, ""
        if name:
            self._words[name] = words
        return name

    def hear(self, answer: p.Done | p.Error) -> bool:
        """Tell what became of a command that waited; False for one that nobody waits for."""
        words = self._words.pop(answer.id, "")
        if not words:
            return False
        why = answer.text if isinstance(answer, p.Error) else f"{answer.refused} {answer.remedy}".strip()
        self.notices.append(f"✗ {words}: {why}" if why else f"✓ The host has it: {words}")
        return True

    def take(self) -> list[str]:
        """What to show, handed out once."""
        notices, self.notices = self.notices, []
        return notices


def unsent_words(count: int) -> str:
    """How much has not reached the host."""
    return f"{count} command or word has not reached the host" if count == 1 else \
        f"{count} commands and words have not reached the host"  # fmt: skip
