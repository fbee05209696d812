"""Causes that a text gives although the true one is of another kind."""

from __future__ import annotations

from scoring.posts import holds

RIVALS = (
    ("network", "connectivity", "routing"),
    ("attack", "hack", "intrusion", "ddos"),
    ("hardware", "power failure", "power cut", "disk failure"),
    ("third party", "third-party", "supplier", "vendor", "cloud provider", "hosting provider"),
    ("human error", "operator error", "mistake of an engineer", "mistake by an engineer"),
    ("traffic spike", "peak load", "heavy load", "unusual load", "demand"),
    ("certificate", "dns", "domain name"),
    (
        "planned maintenance",
        "scheduled maintenance",
        "routine maintenance",
        "maintenance window",
        "planned work",
        "scheduled work",
        "routine work",
        "routine renewal",
        "housekeeping",
    ),
)
"""Families of causes that people name when they guess."""


def rival(text: str, cause: str) -> tuple[str, ...]:
    """The first family that a text names and the true cause does not; empty when there is none."""
    return next((family for family in RIVALS if holds(text, family) and not holds(cause, family)), ())
