"""One story for everybody who reads it twice: which claims contradict each other, and which were taken back."""

from __future__ import annotations

import re
from collections import defaultdict

from scoring.claims import Said, check, is_denial, said, subject
from scoring.duty import Context
from scoring.posts import BEYOND_THE_ROOM, LOOK_BACK
from scoring.ranges import number
from scoring.record import Record, kept
from simulator import events as e

_COMPARED = ("scope_pct", "regions", "data_loss", "security", "restored", "start", "eta")
"""Facts that two texts within half an hour must tell alike."""
ETA_OFF_S = 300
"""Promised repair times that lie further apart are two stories. Engineering judgement."""
_UNKNOWN = "unknown"
_AT_ITS_WORST = re.compile(
    r"(?i)\bat (?:the|its|their) (?:very )?(?:worst|peak|height|start|beginning|outset)\b|\bat (?:first|worst)\b"
    r"|\b(?:initially|originally|to begin with)\b"
)
"""What makes of a share the one that was, and not the one that is."""
_LESS_THAN_IT_WAS = re.compile(
    r"(?i)\b(?:fewer|less|lower|smaller|better)\b[^.;!?]*\bthan (?:before|earlier|at (?:first|the \w+)|it was|in the)\b"
    r"|\b(?:down|fell|fallen|dropped|shrunk|sunk|reduced) to\b|\bonly\b[^.;!?]*\bnow\b|\bnow only\b"
)
"""What tells that a share has become smaller."""
NEAR_CHARS = 160
"""So far from a share stands what says of which moment it is. Engineering judgement."""
_SENTENCE_END = re.compile(r"[.;!?](?=\s|$)|\n")


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
    window_s = context.span_s("holding_fresh_min")
    key = subject(later.claim).key
    for earlier in reversed(before):
        if later.at_s - earlier.at_s > window_s:
            return None
        comparable = subject(earlier.claim).key == key and earlier.audience != later.audience
        if comparable and shares_a_reader(earlier, later) and _differ(context, earlier, later):
            moved = _moved(record, earlier.at_s, later.at_s, key) or _fell(record, context, earlier, later)
            return None if moved else earlier
    return None


def _fell(record: Record, context: Context, earlier: Said, later: Said) -> bool:
    """One of two shares is told as the worst there was, or the later as less than before, by figures or in words."""
    before, after = number(earlier.claim.value), number(later.claim.value)
    if earlier.claim.key != "scope_pct" or before is None or after is None:
        return False
    worst = earlier if before > after else later
    if _AT_ITS_WORST.search(_sentence(record, worst)):
        return True
    off = context.number("scope_off_by_pct")
    names_both = any(abs(share - before) <= off for share in _shares(record)[later.n])
    return after < before and (names_both or _LESS_THAN_IT_WAS.search(_sentence(record, later)) is not None)


@kept
def _shares(record: Record) -> dict[int, set[float]]:
    """The shares that each text tells."""
    told: dict[int, set[float]] = defaultdict(set)
    for one in said(record):
        if one.claim.key == "scope_pct" and (share := number(one.claim.value)) is not None:
            told[one.n].add(share)
    return told


def _sentence(record: Record, said: Said) -> str:
    """The sentence in which something is claimed, as far as it is near."""
    text, claim = record.by_number[said.n].event.text, said.claim
    before, after = text[max(0, claim.start - NEAR_CHARS) : claim.start], text[claim.start : claim.end + NEAR_CHARS]
    return _SENTENCE_END.split(before)[-1] + _SENTENCE_END.split(after)[0]


def _differ(context: Context, first: Said, second: Said) -> bool:
    if _overlap(first, second):
        return False
    left, right, key = first.claim.value, second.claim.value, subject(first.claim).key
    if _UNKNOWN in (left, right):
        return False  # who is still checking contradicts nobody; who assured it too early is judged for that alone
    if key in ("data_loss", "security"):
        return is_denial(first.claim) != is_denial(second.claim)
    off = {
        "scope_pct": context.number("scope_off_by_pct"),
        "start": context.span_s("start_off_by_min"),
        "eta": ETA_OFF_S,
    }
    first_number, second_number = number(left), number(right)
    if key in off and first_number is not None and second_number is not None:
        return abs(first_number - second_number) > off[key]
    return left != right


def _overlap(first: Said, second: Said) -> bool:
    """One of two shares was told as a range that the other lies in, or reaches into."""
    left, right = number(first.claim.value), number(second.claim.value)
    if left is None or right is None or (first.least is None and second.least is None):
        return False
    return max(_least(first, left), _least(second, right)) <= min(left, right)


def _least(said: Said, share: float) -> float:
    """The lower end of what was told of a share."""
    return share if said.least is None else said.least


def _moved(record: Record, from_s: int, to_s: int, key: str) -> bool:
    """The world itself changed in between, or the room learned something new."""
    learned = any(from_s < s.at_s <= to_s and s.event.key == key for s in record.all(e.FactLearned))
    changed = key in ("scope_pct", "restored") and any(from_s < s.at_s <= to_s for s in record.all(e.ImpactChanged))
    return learned or changed
