"""What the fields of a facilitator's order can take at a table: (label, value) pairs."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.vocabulary import MessageKind, Seat
from tui.names import label
from tui.rooms.injects import injects_of
from tui.store.remark import RATING_WORDS
from tui.tabletop.session import TableSession

Pick = tuple[str, str]


def picks(options: str, session: TableSession) -> Sequence[Pick] | None:
    """What can be chosen; None for the lists of the players' own forms."""
    drill, incident = session.drill, session.drill.incident
    scenario = drill.scenario
    if options == "injects":
        rows = injects_of(drill)  # type: ignore[arg-type]
        return [
            (f"{row['title']} ({row['state']})", row["id"]) for row in rows if row["state"] not in ("fired", "skipped")
        ]
    if options == "personas":
        people = [(f"{incident.people[name].name}, {one.title}", name) for name, one in scenario.cast.items()
                  if name in incident.people]  # fmt: skip
        return [*people, ("Monitoring", "monitoring")]
    if options == "objectives":
        return [(one.title, name) for name, one in scenario.objectives.items()]
    if options == "criteria":
        return [(f"{name} {one.title}", name) for name, one in drill.runbook.criteria.items()]
    if options == "messages" and session.speaks is not Seat.IC:
        return _own_messages(session)
    fixed = {
        "ratings": [(words, name) for name, words in RATING_WORDS.items()],
        "media": [(label(kind.value), kind.value) for kind in MessageKind],
    }
    return fixed.get(options)


def _own_messages(session: TableSession) -> Sequence[Pick] | None:
    """A seat answers what was sent to it; the Incident Commander may answer all."""
    from tui.choices import choices

    messages = session.drill.incident.messages
    mine = [pick for pick in choices("messages", session.drill)
            if pick[1] in messages and messages[pick[1]].event.seat == session.speaks.value]  # fmt: skip
    return mine or None
