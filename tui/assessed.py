"""What people made of a team's drill: ratings, overrules and notes with their names, and each seat's own part.

Remarks lie beside a table's journal, or in the store of a hosted exercise; participants never read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.reports.clock import Clock, number
from scoring.reports.plain import cleaned
from scoring.reports.remarked import Assessed, NoteLine, OverruleLine, RatingLine
from simulator.journal import Journal, decode
from simulator.vocabulary import Seat
from tui.folders import data_folder
from tui.rooms.parts import LIMIT, part_words, points_words, seat_parts
from tui.store.remark import RATING_WORDS, Annotation

if TYPE_CHECKING:
    from tui.reports import Case


_DRILL = re.compile(r"x-[0-9a-f]+-t[0-9]+")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a journal."""

    remarks: Sequence[Annotation] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of people by their ids; a table knows its people by their seats."""


def beside_file(path: Path) -> Beside:
    """What lies beside a table's journal.

    Raises:
        JournalError: remarks that were changed, or are another journal's.
    """
    from tui.tabletop.remarks import RemarkFile, remarks_of

    return Beside(RemarkFile(path).all) if remarks_of(path).exists() else Beside()


def is_kept(word: str) -> bool:
    """Whether a word looks like a hosted drill's id, and there is a store of one's own that may have it."""
    return bool(_DRILL.fullmatch(word)) and (data_folder() / "rooms.db").exists()


def from_store(drill: str, store: str | None) -> tuple[bytes, Journal, Beside]:
    """A hosted drill's journal, and what the store keeps beside it.

    Raises:
        WarroomError: no such store, or no such drill in it.
    """
    from tui.rooms.keeping import names_in, open_store
    from tui.store.annotation import Annotations
    from tui.store.rowbook import Rowbook

    database = open_store(store)
    raw = Rowbook(database).read(drill)
    return raw, decode(raw, name=drill), Beside(Annotations(database).read(drill), names_in(database))


def assessed(case: Case, beside: Beside) -> Assessed | None:
    """The assessors' part of a report; None for a drill that one person played and nobody remarked on."""
    entries = case.journal.entries
    card = case.card.to_json()
    parts = seat_parts(card, entries)
    if not parts and not beside.remarks:
        return None
    clock = Clock(case.journal.header.start_utc_s, entries[-1].at_s if entries else 0)
    titles = {part.person: Seat(part.seat).title if part.seat else part.person for part in parts}
    seats = [
        f"{_named(part.person, titles, beside.names)}: {points_words(part, card)}; {part_words(part, card, titles)}"
        for part in parts
    ]
    return cleaned(Assessed(
        ratings=tuple(_ratings(case, beside, clock)), overrules=tuple(_overrules(case, beside, clock)),
        notes=tuple(_notes(beside, clock)), seats=(*seats, LIMIT) if seats else (),
    ))  # fmt: skip


def _named(person: str, titles: Mapping[str, str], names: Mapping[str, str]) -> str:
    """A seat, with whoever sat there."""
    return f"{titles[person]} ({names[person]})" if person in names else titles[person]


def _ratings(case: Case, beside: Beside, clock: Clock) -> Iterator[RatingLine]:
    """Each objective with every rating of it."""
    for name, objective in case.scenario.objectives.items():
        rated = [one for one in beside.remarks if one.kind == "rating" and one.objective == name]
        for one in rated:
            yield RatingLine(
                objective=name, title=objective.title, rating=RATING_WORDS[one.rating],
                by=beside.names.get(one.by, one.by), utc=clock.utc(one.at_s), text=one.text,
            )  # fmt: skip
        if not rated:
            yield RatingLine(objective=name, title=objective.title, rating="", by="", utc="", text="")


def _overrules(case: Case, beside: Beside, clock: Clock) -> Iterator[OverruleLine]:
    judged = {score.id: score.judgement.value_permille for score in case.card.criteria}
    for one in beside.remarks:
        if one.kind == "overrule":
            value = judged.get(one.criterion)
            yield OverruleLine(
                criterion=one.criterion, title=case.runbook.criteria[one.criterion].title,
                judged=None if value is None else number(Fraction(value, 1_000), 3),
                value=number(Fraction(one.value_permille or 0, 1_000), 3),
                by=beside.names.get(one.by, one.by), utc=clock.utc(one.at_s), text=one.text,
            )  # fmt: skip


def _notes(beside: Beside, clock: Clock) -> Iterator[NoteLine]:
    for one in beside.remarks:
        if one.kind == "note":
            pins = (f"line {one.event}" if one.event else "", Seat(one.seat).title if one.seat else "", one.criterion)
            yield NoteLine(
                utc=clock.utc(one.at_s), by=beside.names.get(one.by, one.by), text=one.text,
                pinned=", ".join(filter(None, pins)),
            )  # fmt: skip
