"""The hot wash: the drill is over, its score is told, and assessors rate and note before people leave the room."""

from __future__ import annotations

from collections.abc import Callable

from tui.tabletop.assessing import REMARK_WORDS, Assessor
from tui.tabletop.keyboard import Keyboard
from tui.tabletop.session import TableSession

WASH_HELP = (
    "The hot wash. rate, note and overrule keep what the assessors say (rater NAME says who speaks), remarks lists it, "
    "debrief reads everything out again. q ends."
)


class HotWash(Keyboard):
    """What remains of the keyboard when nothing can be done any more."""

    def __init__(
        self, session: TableSession, ask: Callable[[str], str], say: Callable[[str], None], assessor: Assessor,
        read_out: Callable[[], None],
    ) -> None:  # fmt: skip
        """Bind to a table whose drill is over; `read_out` tells the debrief."""
        super().__init__(session, ask, say, assessor)
        self._read_out = read_out

    def run(self) -> str:
        """Listen until the facilitator leaves."""
        self._say(WASH_HELP)
        while True:
            try:
                words = self._ask("hot wash> ").strip()
            except EOFError:
                return "left"
            if words == "q":
                return "left"
            self._obey(words)

    def _obey(self, words: str) -> None:
        head, _, rest = words.partition(" ")
        if words == "debrief":
            self._read_out()
        elif words == "remarks":
            self._assessor.tell_all()
        elif head == "rater" and rest.strip():
            self._assessor.name_rater(rest.strip())
        elif head in REMARK_WORDS:
            self._order(words)
        else:
            self._say(WASH_HELP)
