"""Words outside the drill: a player's to the facilitators, an observer's notes, and what the facilitators say."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from tui.rooms import protocol as p
from tui.rooms.client import Link


@dataclass(slots=True)
class Outside:
    """One seat's side of the control channel; what is written offline goes out when the host is back."""

    link: Link
    welcome: p.Welcome
    said: list[p.Said] = field(default_factory=list)
    notice: str = ""
    """What to show of it, once."""
    _waiting: list[p.Question] = field(default_factory=list)
    _notes: set[str] = field(default_factory=set)

    @property
    def waiting(self) -> int:
        """Words that have not gone out."""
        return len(self._waiting)

    @property
    def observing(self) -> bool:
        """True for somebody who watches and writes notes."""
        return self.welcome.kind == "observer"

    def speak(self, text: str) -> None:
        """A word to the facilitators; an observer's is a note, which they read and players never see."""
        if self.observing:
            name = secrets.token_hex(8)
            self._notes.add(name)
            self._waiting.append(p.Remark(id=name, team=self.welcome.team, kind="note", text=text))
        else:
            self._waiting.append(p.Say(text=text))
        if not self.link.online:
            self.notice = "Kept here; it goes out once the host is back."

    def flush(self) -> None:
        """Send what waits, while there is a connection."""
        while self._waiting and self.link.online:
            self.link.send(self._waiting.pop(0))

    def is_own(self, said: p.Said) -> bool:
        """Whether it is what this seat said; two people may have one name."""
        return said.person == self.welcome.person

    def hear(self, answer: p.Answer) -> bool:
        """Take in an answer that belongs here; False for any other."""
        if isinstance(answer, p.Said):
            self.said.append(answer)
            mine = self.is_own(answer)
            self.notice = "The facilitators have it." if mine else f"» {answer.by}, outside the drill: {answer.text}"
        elif isinstance(answer, p.Remarked) and answer.id in self._notes:
            self.notice = "✓ The note is kept; facilitators read it."
        elif isinstance(answer, p.Error) and answer.id in self._notes:
            self.notice = f"✗ The note was not kept: {answer.text}"
        else:
            return False
        return True
