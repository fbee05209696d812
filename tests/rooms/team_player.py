"""A player in a process of its own: joins with the program's own client and session, and plays a fixed part."""

from __future__ import annotations

import sys
import time

from simulator import commands as c
from simulator.vocabulary import Channel, IncidentClass, Seat, Severity
from tui.rooms.client import Link
from tui.rooms.remote import RoomSession, open_session

PATIENCE_S = 60.0


def until(session: RoomSession, at_s: int) -> None:
    """Let the host's clock reach a second."""
    end_s = time.monotonic() + PATIENCE_S
    while session.drill.at_s < at_s and time.monotonic() < end_s:
        session.tick()
        time.sleep(0.05)


def parts(session: RoomSession, seat: Seat) -> tuple[tuple[int, c.Command], ...]:
    """What this seat does when."""
    me = session.drill.player
    if seat is Seat.IC:
        declare = c.Declare(severity=Severity.SEV1, incident_class=IncidentClass.AVAILABILITY, scope="All saves fail")
        return (
            (150, c.AcknowledgePage()),
            (200, declare),
            (210, c.AssignRole(seat=Seat.IC, holder=me)),
            (220, c.PageTeam(team="platform")),
            (
                600,
                c.LogDecision(question="Roll back?", options=("yes", "no"), choice="yes", why="It fits", approver=me),
            ),
        )
    update = "We are investigating failed saves. Next update 15:00."
    return (
        (300, c.PostUpdate(channel=Channel.STATUS_PAGE, text=update)),
        (400, c.PostUpdate(channel=Channel.WAR_ROOM, text="The status page is up.")),
    )


def main(url: str, code: str, seat: Seat) -> int:
    """Play, wait for the debrief, and say what came of it."""
    link = Link([url], code=code, name=f"The {seat.title}")
    session = open_session(link)
    for at_s, command in parts(session, seat):
        until(session, at_s)
        outcome = session.do(command)
        if outcome.refused is not None or not outcome.entries:
            print(f"{seat}: {command}: {outcome.refused}", file=sys.stderr)
            return 1
    end_s = time.monotonic() + PATIENCE_S

    def wait() -> bool:
        time.sleep(0.05)
        return time.monotonic() < end_s

    card, raw, proved = session.debrief(wait)
    said = [row.text for row in session.drill.incident.channel if row.kind == "said"]
    print(f"{card['band']} {len(raw)} {proved} {'The status page is up.' in said}")
    link.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], Seat(sys.argv[3])))
