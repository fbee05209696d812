"""One story for those who read several of its tellings: which claims are at odds, and which were taken back."""

from __future__ import annotations

from scoring.claims import Said, check, is_denial, number, said, subject
from scoring.duty import Context
from scoring.posts import BEYOND_THE_ROOM, LOOK_BACK
from scoring.record import Record
from simulator import events as e

_COMPARED = ("scope_pct", "regions", "data_loss", "security", "restored", "start", "eta")
"""Facts that two texts within half an hour must tell alike."""
ETA_OFF_S = 300
"""Promised repair times that lie further apart are two stories. Engineering judgement."""
_UNKNOWN = "unknown"


def at_odds(record: Record, context: Context) -> list[tuple[Said, Said]]:
    """Claims of two texts that one reader had within half an hour, and that cannot both be true."""
    claims = [
        claim
        for claim in said(record)
        if subject(claim.claim).key in _COMPARED and (claim.audience in BEYOND_THE_ROOM or _is_answer(claim))
    ]
    found = []
    for index, later in enumerate(claims):
        earlier = _clash(record, context, claims[max(0, index - LOOK_BACK) : index], later)
        if earlier is not None:
            found.append((earlier, later))
    return found


def _is_answer(claim: Said) -> bool:
    """An answer to a customer; what colleagues and executives were told is not theirs to compare."""
    return claim.audience in ("reply", "acknowledgement") and bool(claim.accounts)


def shares_a_reader(first: Said, second: Said) -> bool:
    """True when somebody could read both."""
    return not first.accounts or not second.accounts or bool(set(first.accounts) & set(second.accounts))


def is_taken_back(record: Record, context: Context, wrong: Said) -> bool:
    """True when its readers were told later, in so many words, that it was wrong, and what is so instead."""
    return any(
        later.corrects and later.n > wrong.n and later.claim.key == wrong.claim.key
        and later.claim.value != wrong.claim.value and shares_a_reader(wrong, later)
        and check(record, context, later) is None
        for later in said(record)
    )  # fmt: skip


def _clash(record: Record, context: Context, before: list[Said], later: Said) -> Said | None:
    """The last earlier claim on another channel that disagrees, unless the world moved in between."""
    window_s = context.number("holding_fresh_min") * 60
    key = subject(later.claim).key
    for earlier in reversed(before):
        if later.at_s - earlier.at_s > window_s:
            return None
        comparable = subject(earlier.claim).key == key and earlier.audience != later.audience
        if comparable and shares_a_reader(earlier, later) and _differ(context, earlier, later):
            return None if _moved(record, earlier.at_s, later.at_s, key) else earlier
    return None


def _differ(context: Context, first: Said, second: Said) -> bool:
    left, right, key = first.claim.value, second.claim.value, subject(first.claim).key
    if _UNKNOWN in (left, right):
        return False  # who is still checking contradicts nobody; who assured it too early is judged for that alone
    if key in ("data_loss", "security"):
        return is_denial(first.claim) != is_denial(second.claim)
    off = {
        "scope_pct": context.number("scope_off_by_pct"),
        "start": context.number("start_off_by_min") * 60,
        "eta": ETA_OFF_S,
    }
    first_number, second_number = number(left), number(right)
    if key in off and first_number is not None and second_number is not None:
        return abs(first_number - second_number) > off[key]
    return left != right


def _moved(record: Record, from_s: int, to_s: int, key: str) -> bool:
    """The world itself changed in between, or the room learned something new."""
    learned = any(from_s < s.at_s <= to_s and s.event.key == key for s in record.all(e.FactLearned))
    changed = key in ("scope_pct", "restored") and any(from_s < s.at_s <= to_s for s in record.all(e.ImpactChanged))
    return learned or changed
