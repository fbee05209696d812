"""The post-mortem and its actions: the text and the tracker read as one list."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from scoring.posts import alike
from scoring.record import Record, Seen
from simulator import events as e
from simulator.clock import DAY_S
from simulator.reading.filled import is_content
from simulator.reading.result import ActionRow

SAME_ACTION_PERMILLE = 500
"""A row of the text and an entry of the tracker that share half of their words are one action.
Engineering judgement."""
_DATE = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_NOBODY = re.compile(
    r"\b(?:team|teams|everyone|everybody|all|tbd|tba|n/a|none|someone|nobody)\b|[,/&+]| and ", re.IGNORECASE
)
_TO_COME = re.compile(r"(?:tba|x+)\W*", re.IGNORECASE)
"""What says in a field of its own that it is still to come."""
STRENGTHS = {"strong": "strong", "stronger": "strong", "medium": "medium", "intermediate": "medium", "weak": "weak",
             "weaker": "weak"}  # fmt: skip
"""Both scales of words, the reader's and the tracker's, as one."""


@dataclass(frozen=True, slots=True)
class Action:
    """One follow-up action, from the text, the tracker or both."""

    text: str
    owner: str
    due_in_days: int | None
    tracker: str
    done_test: str
    type: str
    priority: str
    strength: str
    in_text: bool
    n: int
    """Number of the journal line that holds it."""


def postmortem(record: Record) -> Seen[e.PostmortemSubmitted] | None:
    """The last post-mortem of the judged person; a later one replaces an earlier one."""
    found = [seen for seen in record.mine(e.PostmortemSubmitted) if seen.event.reading.readable == "yes"]
    return found[-1] if found else None


def factors(record: Record) -> tuple[str, ...]:
    """What the post-mortem names as factors, which its actions address."""
    handed_in = postmortem(record)
    return handed_in.event.reading.factors if handed_in else ()


def actions(record: Record) -> tuple[Action, ...]:
    """Every action once: tracker entries joined with the rows of the text that say the same."""
    handed_in = postmortem(record)
    found: list[Action] = []
    for row in handed_in.event.reading.actions if handed_in else ():
        if handed_in and row.text.strip() and not any(alike(row.text, known.text) for known in found):
            found.append(_of_row(record, handed_in, row))
    for seen in record.mine(e.RemediationAdded):
        _join(found, seen)
    return tuple(found)


def _join(found: list[Action], seen: Seen[e.RemediationAdded]) -> None:
    for place, known in enumerate(found):
        if alike(known.text, seen.event.action, SAME_ACTION_PERMILLE):
            found[place] = replace(
                known,
                owner=known.owner or filled(seen.event.owner),
                due_in_days=known.due_in_days if known.due_in_days is not None else seen.event.due_in_days,
                tracker=known.tracker or filled(seen.event.tracker),
                done_test=known.done_test or filled(seen.event.done_test),
                strength=known.strength or STRENGTHS.get(seen.event.strength, ""),
            )
            return
    found.append(
        Action(
            text=seen.event.action, owner=filled(seen.event.owner), due_in_days=seen.event.due_in_days,
            tracker=filled(seen.event.tracker), done_test=filled(seen.event.done_test), type="", priority="",
            strength=STRENGTHS.get(seen.event.strength, ""), in_text=False, n=seen.n,
        )
    )  # fmt: skip


def _of_row(record: Record, handed_in: Seen[e.PostmortemSubmitted], row: ActionRow) -> Action:
    return Action(
        text=row.text, owner=filled(row.owner), due_in_days=_days(record.start_utc_s + handed_in.at_s, row.due),
        tracker=filled(row.tracker), done_test=filled(row.done_test), type=filled(row.type),
        priority=filled(row.priority), strength=STRENGTHS.get(row.strength, ""), in_text=True, n=handed_in.n,
    )  # fmt: skip


def filled(word: str) -> str:
    """A field's words, or empty for what a template leaves behind and what says that nothing is there yet."""
    told = word.strip()
    return told if is_content(told) and not _TO_COME.fullmatch(told) else ""


def _days(utc_s: int, due: str) -> int | None:
    """Days from the post-mortem to a date; None for words that name no date."""
    match = _DATE.search(due)
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return (day - datetime.fromtimestamp(utc_s // DAY_S * DAY_S, UTC).date()).days


def is_one_person(owner: str) -> bool:
    """True when an owner is one name and not a group."""
    return bool(owner) and not _NOBODY.search(owner)
