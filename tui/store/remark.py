"""A remark beside a drill: a note, a rating, an overrule. Remarks are chained like a journal, and never in it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256

import msgspec

from simulator.errors import JournalError

RATING_WORDS = {
    "P": "P: performed without challenges", "S": "S: performed with some challenges",
    "M": "M: performed with major challenges", "U": "U: unable to be performed",
}  # fmt: skip
"""HSEEP's."""
RATINGS = tuple(RATING_WORDS)
_encoder = msgspec.json.Encoder(order="sorted")


class Annotation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One remark; several raters stay apart, and an overrule stands beside the judgement, never over it."""

    n: int = 0
    kind: str
    """`note`, `rating`, `overrule` or `said`."""
    by: str
    """Person id of the one who remarks; at a table, the rater's own name."""
    at_s: int
    """Drill second at which it was made."""
    text: str
    event: int = 0
    """Journal line that it is pinned to; 0 = none."""
    seat: str = ""
    criterion: str = ""
    objective: str = ""
    rating: str = ""
    value_permille: int | None = None
    """For an overrule: what the criterion is worth in the assessor's eyes."""
    id: str | msgspec.UnsetType = msgspec.UNSET
    """The client's own, so that the same remark sent twice is kept once; none at a table and in older stores."""
    prev: str = ""
    """SHA-256 of the line before; of the journal's header for the first."""


_decoder = msgspec.json.Decoder(Annotation)


def kept_before(remark: Annotation, lines: Iterable[bytes]) -> Annotation | None:
    """The same remark among lines that were kept: by the same person under the same id."""
    if not remark.id:
        return None
    found = (_decoder.decode(line) for line in lines)
    with suppress(msgspec.DecodeError):  # a broken line is told where remarks are read
        return next((one for one in found if (one.by, one.id) == (remark.by, remark.id)), None)
    return None


def chained(remark: Annotation, before: bytes, n: int) -> tuple[Annotation, bytes]:
    """A remark as the `n`th after the line `before`, and its own line."""
    made = msgspec.structs.replace(remark, n=n, prev=sha256(before).hexdigest())
    return made, _encoder.encode(made)


def checked(lines: Iterable[bytes], header: bytes, *, name: str) -> tuple[Annotation, ...]:
    """Every remark, chain-checked from the journal's header on.

    Raises:
        JournalError: the chain is broken; names the line.
    """
    found: list[Annotation] = []
    before = header
    for number, line in enumerate(lines, 1):
        slip = f"annotations of {name}: the chain is broken at line {number}"
        try:
            remark = _decoder.decode(line)
        except msgspec.DecodeError:
            raise JournalError(slip, line=number) from None
        if remark.n != number or remark.prev != sha256(before).hexdigest() or _encoder.encode(remark) != line:
            raise JournalError(slip, line=number)
        found.append(remark)
        before = line
    return tuple(found)
