"""Names that stay inside: who was hit is for them to tell, above all after a break-in or with wrong data (G-3).

The room does not know for sure who was hit, nor always of which class the incident is. So what it drafts for readers
outside names no customer at all; a text by hand is warned of in those classes only, where a name is a gate.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scoring.victims import LEAST_WORDS, PRESS
from simulator.restricted import restricted_in
from simulator.states import customer_of
from simulator.vocabulary import Channel, IncidentClass
from tui.rows import Row, Tone

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from tui.session import DrillLike

GUARDED = (IncidentClass.SECURITY, IncidentClass.DATA)
_PIECE = re.compile(r"(?=[;,]\s|\s[–-]\s)|(?<=[.!?])(?=\s)")
"""Where a scope can be taken apart, so that each piece begins with what parts it from the one before."""
_NAME = "\x00"


def spared(text: str, drill: DrillLike) -> str:
    """A text of the record for readers outside: without the pieces that name a customer."""
    found = restricted_in(text, _customers(drill).values())
    for name in sorted(found, key=len, reverse=True):
        text = re.sub(re.escape(name), _NAME, text, flags=re.IGNORECASE)
    if not found:
        return text
    text = re.sub(rf"\s*\([^()]*{_NAME}[^()]*\)", "", text)
    kept = [piece for piece in _PIECE.split(text) if _NAME not in piece and not restricted_in(piece, found)]
    return "".join(kept).lstrip(" ,;–-")


def named_rows(text: str, drill: DrillLike, values: Mapping[str, object]) -> tuple[Row, ...]:
    """A warning for each customer whom a text names to others."""
    readers = _readers(drill, values)
    if readers is None or drill.incident.record.incident_class not in GUARDED:
        return ()
    asked = drill.incident.messages.get(str(values.get("message", "")))
    said = f"{asked.event.subject} {asked.event.text}" if asked else ""
    names = [one for account, one in _customers(drill).items() if set(readers) != {account} and one not in said]
    return tuple(
        Row("", (("△ ", Tone.WARN), (f"“{name}” is a customer's name: ", Tone.WARN)),
            "who was hit is theirs to tell; say how many, and write to them alone (gate G-3)", lines=3)
        for name in restricted_in(text, names)
    )  # fmt: skip


def _customers(drill: DrillLike) -> dict[str, str]:
    """Every customer's name that is long enough to be known for one."""
    named = {account: state.name for account, state in drill.incident.accounts.items()}
    return {account: name for account, name in named.items() if len(re.findall(r"\w+", name)) >= LEAST_WORDS}


def _readers(drill: DrillLike, values: Mapping[str, object]) -> Collection[str] | None:
    """The accounts that will read a form's text; none for everybody, None for a text that stays inside."""
    if channel := str(values.get("channel", "")):
        chosen = values.get("accounts")
        some = chosen if isinstance(chosen, list) and channel == Channel.CUSTOMER_MAIL else ()
        return some if Channel(channel).is_external else None
    if account := str(values.get("account", "")):
        return (account,)
    asked, people = drill.incident.messages.get(str(values.get("message", ""))), drill.incident.people
    if asked is None:
        return None
    if customer := customer_of(asked.event, people):
        return (customer,)
    sender = people.get(asked.event.sender)
    return () if sender and sender.organisation != "home" and PRESS.search(sender.title) else None
