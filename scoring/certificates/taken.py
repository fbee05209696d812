"""The marks that an exam got when it was taken in: sealed then with the judge's name, and not given anew later."""

from __future__ import annotations

from typing import Any

import msgspec

from scoring.certificates.fact import Fact
from scoring.certificates.ledger import Ledger
from scoring.version import judge_name
from simulator.journal import ENGINE

UNNAMED = "a judge that was not written down"


def sealed(fact: Fact | None) -> dict[str, Any]:
    """What a delivery's statement says of a journal's marks; None = they are not known."""
    return {} if fact is None else {"fact": msgspec.to_builtins(fact)}


def sealed_fact(ledger: Ledger, journal: str) -> Fact | None:
    """What the examiner sealed when a journal was taken in; None where an earlier version took it in.

    Args:
        ledger: The dossier.
        journal: The journal's SHA-256.
    """
    delivery = ledger.delivery(journal)
    if delivery is None or "fact" not in delivery.data:
        return None
    try:
        fact = msgspec.convert(delivery.data["fact"], Fact)
    except (msgspec.ValidationError, RecursionError):
        return None
    return fact if fact.sha256 == journal else None


def made_elsewhere(fact: Fact) -> str:
    """By which other engine or judge marks were given; empty = by these, so that they can be given again."""
    if fact.engine != ENGINE:
        return f"needs {fact.engine} on Python {fact.python}; this is {ENGINE}"
    here = judge_name()
    return "" if fact.judge == here else f"needs {fact.judge or UNNAMED}; this is {here} (warroom --version)"
