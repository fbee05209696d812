"""What a calibration adds to a certificate: scores of one form as those of another, and how far a decision holds.

All of it comes from simulated agents, and every figure that rests on it says so. Without a calibration scores are raw.
"""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import msgspec

from scoring.certificates.error import CertificateError
from scoring.certificates.seal import plain_json

AGENTS = "simulated agents"
SIZE_LIMIT_BYTES = 200_000_000
Points = Annotated[float, msgspec.Meta(ge=-100, le=200)]


class Variant(msgspec.Struct, frozen=True):
    """Scores of one form as scores of the scenario's first form."""

    id: str
    as_first: dict[str, Points]


class Scenario(msgspec.Struct, frozen=True):
    """One scenario's forms."""

    id: str
    variants: tuple[Variant, ...]


class Value(msgspec.Struct, frozen=True):
    """A figure; the bounds of its interval stay in the calibration itself."""

    value: float


class Consistency(msgspec.Struct, frozen=True):
    """How often two exams of the same kind would decide alike."""

    agreement: float
    kappa: float


class Reliability(msgspec.Struct, frozen=True):
    """Figures of one drill and of an exam of six."""

    sem_one_drill: Value
    consistency_6_scenarios: Consistency


class Calibration(msgspec.Struct, frozen=True):
    """The part of a calibration that a certificate uses; unknown parts are left out."""

    of: str
    runbook: str
    scenarios: tuple[Scenario, ...]
    reliability: Reliability

    def equate(self, scenario: str, variant: str, points: Fraction) -> Fraction | None:
        """Points of a form as points of the scenario's first form; None when the form was not calibrated."""
        forms = {form.id: form for found in self.scenarios if found.id == scenario for form in found.variants}
        form = forms.get(variant)
        return _between(form.as_first, points) if form is not None and form.as_first else None


def _between(table: dict[str, Points], points: Fraction) -> Fraction:
    """Straight lines between the table's points; outside of them the shift of the nearest; never outside 0 to 100."""
    rows = sorted((Fraction(at), Fraction(str(score))) for at, score in table.items())
    place = bisect_right([at for at, _ in rows], points)
    if place in (0, len(rows)):
        at, score = rows[min(place, len(rows) - 1)]
        found = points + score - at
    else:
        (left, low), (right, high) = rows[place - 1], rows[place]
        found = low + (high - low) * (points - left) / (right - left)
    return min(Fraction(100), max(Fraction(0), found))


def convert_calibration(document: Any, *, name: str = "calibration") -> Calibration:
    """Read a calibration from JSON.

    Raises:
        CertificateError: it is none, or not of simulated agents.
    """
    try:
        found = msgspec.convert(document, Calibration)
        for scenario in found.scenarios:
            for variant in scenario.variants:
                any(map(Fraction, variant.as_first))
    except (msgspec.ValidationError, ValueError) as error:
        hint = "Make one with: warroom calibrate SCENARIO... -o FILE.json."
        raise CertificateError(f"{name}: this is no calibration: {error}", hint=hint) from None
    if found.of != AGENTS:
        raise CertificateError(f"{name}: a calibration of {found.of!r}; only {AGENTS!r} is known")
    return found


def read_calibration(path: Path) -> Calibration:
    """Read the file that `warroom calibrate -o` wrote.

    Raises:
        CertificateError: it cannot be read or is none.
    """
    try:
        if path.stat().st_size > SIZE_LIMIT_BYTES:
            raise CertificateError(f"{path}: far too large for a calibration")
        if not path.is_file():
            raise CertificateError(f"{path}: this is no file")
        return convert_calibration(plain_json(path.read_bytes()), name=str(path))
    except OSError as error:
        raise CertificateError(f"{path}: {error.strerror}") from None
    except ValueError as error:
        raise CertificateError(f"{path}: this is no JSON: {error}") from None
