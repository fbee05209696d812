"""What people remarked on a team's drill, as plain data of a report: ratings, overrules, notes and each seat's part."""

from __future__ import annotations

from msgspec import Struct


class RatingLine(Struct, frozen=True, kw_only=True):
    """One rater's rating of an objective; several stand in lines of their own, one that nobody rated in one too."""

    objective: str
    title: str
    rating: str
    """P, S, M or U in words; empty = nobody rated it."""
    by: str
    utc: str
    text: str


class OverruleLine(Struct, frozen=True, kw_only=True):
    """What a criterion is worth in an assessor's eyes, beside what it was judged."""

    criterion: str
    title: str
    judged: int | float | None
    """From 0 to 1; None = unscored."""
    value: int | float
    by: str
    utc: str
    text: str


class NoteLine(Struct, frozen=True, kw_only=True):
    """One note of an assessor."""

    utc: str
    by: str
    text: str
    pinned: str
    """The journal line, the seat and the criterion that it is about; empty without one."""


class Assessed(Struct, frozen=True, kw_only=True):
    """What people made of a team's drill, beside the judgement; for facilitators alone."""

    ratings: tuple[RatingLine, ...]
    overrules: tuple[OverruleLine, ...]
    notes: tuple[NoteLine, ...]
    seats: tuple[str, ...]
    """Each seat's part, and what the parts mean."""
