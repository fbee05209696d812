"""The assessor's part of a table's keyboard: notes, ratings of objectives, overrules; several raters kept apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulator.clock import hhmm
from simulator.vocabulary import Seat
from tui.names import one_line
from tui.rooms.protocol import Remark
from tui.rooms.remarks import slip_of
from tui.session import DrillLike
from tui.store.remark import RATING_WORDS, Annotation
from tui.tabletop.remarks import RemarkFile

FIRST_RATER = "facilitator"
REMARK_WORDS = ("note", "rate", "overrule")


class Assessor:
    """Keeps remarks under the rater's name, and words them."""

    def __init__(self, drill: DrillLike, file: RemarkFile, say: Callable[[str], None]) -> None:
        """Bind to a drill, also to one that is over."""
        self._drill, self._file, self._say = drill, file, say
        self.rater = FIRST_RATER

    def name_rater(self, name: str) -> None:
        """From now on somebody else rates."""
        self.rater = one_line(name, 60)
        self._say(f"{self.rater} rates and notes from now on.")

    def keep(self, remark: Remark) -> bool:
        """Check and keep one; False when it cannot be kept."""
        slip = slip_of(remark, self._drill.scenario, self._drill.runbook, len(self._drill.entries))
        if slip:
            self._say(f"Not kept: {slip}")
            return False
        fields = {name: getattr(remark, name) for name in remark.__struct_fields__ if name not in ("id", "team")}
        made = self._file.add(Annotation(by=self.rater, at_s=self._drill.at_s, **fields))
        self._say(f"Kept: {self.words(made)}")
        return True

    def tell_all(self) -> None:
        """Every remark, oldest first."""
        for remark in self._file.all:
            self._say(self.words(remark))
        if not self._file.all:
            self._say("No remarks yet: note, rate or overrule makes one.")

    @property
    def all(self) -> Sequence[Annotation]:
        """Every remark, oldest first."""
        return self._file.all

    def words(self, one: Annotation) -> str:
        """A remark in a line."""
        head = f"{hhmm(self._drill.scenario.start_utc_s + one.at_s)} {one.by}: "
        text = one_line(one.text, 400)
        if one.kind == "rating":
            title = self._drill.scenario.objectives[one.objective].title
            return head + f"{RATING_WORDS[one.rating]}, for “{title}”" + (f". {text}" if text else "")
        if one.kind == "overrule":
            return head + f"{one.criterion} should be {(one.value_permille or 0) / 1_000:g}: {text}"
        pins = [f"line {one.event}" if one.event else "", Seat(one.seat).title if one.seat else "", one.criterion]
        pinned = ", ".join(filter(None, pins))
        return head + text + (f" ({pinned})" if pinned else "")
