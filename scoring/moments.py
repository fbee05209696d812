"""Key moments of a variant, and when they happened in this journal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.duty import Context
from scoring.jargon import NEAR_S, speaks_of_deed, speaks_of_event
from scoring.notices import is_notice
from scoring.posts import ROOT_LETTERS, holds, informs, things, words
from scoring.record import Record, Seen
from simulator import events as e
from simulator.scenario.truth import KeyMoment

DEED_WORDS = 2
"""So many longer words of a task's title name its end, at the minute of that end. Engineering judgement."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One key moment; `at_s` is None when it never came about in this drill."""

    id: str
    spec: KeyMoment
    n: int
    at_s: int | None
    deed: str
    """The title of the work that it is the end of; empty when it is of none."""

    def is_named(self, text: str) -> bool:
        """True for a row with one of its wordings, all words of its title, or two of those of its deed."""
        title, said = self.spec.title, things(text)
        if holds(f"{text} {text.replace('-', ' ')}", self.spec.words) or (
            things(title) <= said and _short(title) <= words(text)
        ):
            return True
        return len(things(self.deed) & said) >= DEED_WORDS

    def is_meant_by(self, row: Row) -> bool:
        """True for a row at its minute that tells of it in other words of the trade."""
        if self.at_s is None or abs(row.at_s - self.at_s) > NEAR_S:
            return False
        if self.deed:
            return speaks_of_deed(" ".join((self.spec.title, *self.spec.words, self.deed)), row.text)
        return speaks_of_event(self.spec.event, self.spec.where.get("seat", ""), row.text)


@lru_cache(maxsize=1_024)
def _short(title: str) -> frozenset[str]:
    """The short words of a title, which are no things."""
    return frozenset(word for word in words(title) if len(word) < ROOT_LETTERS)


def moments(record: Record, context: Context) -> tuple[Moment, ...]:
    """Every key moment of the variant, with its first occurrence."""
    found = []
    for name, spec in context.truth.key_moments.items():
        seen = _occurrence(record, spec)
        task = context.scenario.tasks.get(spec.where.get("task", ""))
        deed = task.title if task else ""
        found.append(Moment(name, spec, seen.n if seen else 0, seen.at_s if seen else None, deed))
    return tuple(found)


def _occurrence(record: Record, spec: KeyMoment) -> Seen[object] | None:
    kind = e.EVENTS.get(spec.event)
    if kind is None:
        return None
    return next((seen for seen in record.all(kind) if _fits(seen.event, spec)), None)


def _fits(event: object, spec: KeyMoment) -> bool:
    """A failed task is no moment, unless the moment asks for it by name; nor is what tells nobody anything."""
    if isinstance(event, e.TaskFinished) and not event.succeeded and "succeeded" not in spec.where:
        return False
    if isinstance(event, e.UpdatePosted) and not informs(event):
        return False
    if isinstance(event, e.AuthorityNotified) and not is_notice(event):
        return False
    return all(_word(getattr(event, name, None)) == value for name, value in spec.where.items())


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a log or of a post-mortem's timeline."""

    key: int
    """Number of the journal line, or place in the text."""
    at_s: int
    text: str


def match(found: Sequence[Moment], rows: Sequence[Row], within_s: int) -> dict[str, Row]:
    """Give each moment that happened the nearest row that names it; a row serves one moment.

    Rows that are left over then serve what they tell of in other words.

    Moments are served in the order of how few rows could serve them, so that a row with many words is not
    taken from the only moment that it fits.
    """
    matched = _served(found, rows, lambda moment, row: _is_near(moment, row, within_s) and moment.is_named(row.text))
    taken = {row.key for row in matched.values()}
    left = [moment for moment in found if moment.id not in matched]
    return matched | _served(left, [row for row in rows if row.key not in taken], Moment.is_meant_by)


def _is_near(moment: Moment, row: Row, within_s: int) -> bool:
    return moment.at_s is not None and abs(row.at_s - moment.at_s) <= within_s


def _served(found: Sequence[Moment], rows: Sequence[Row], names: Callable[[Moment, Row], bool]) -> dict[str, Row]:
    fitting: dict[str, list[tuple[int, Row]]] = {}
    for moment in found:
        if (at_s := moment.at_s) is None:
            continue
        near = [(abs(row.at_s - at_s), row) for row in rows if names(moment, row)]
        fitting[moment.id] = sorted(near, key=lambda pair: (pair[0], pair[1].key))
    matched: dict[str, Row] = {}
    taken: set[int] = set()
    for name, candidates in sorted(fitting.items(), key=lambda item: len(item[1])):
        row = next((row for _, row in candidates if row.key not in taken), None)
        if row is not None:
            matched[name] = row
            taken.add(row.key)
    return matched
