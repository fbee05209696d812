"""A tabletop from one keyboard: who speaks is in the journal, every seat is judged, the projector tells no secret."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import msgspec
import pytest

from simulator import commands as c
from simulator.drill import Drill
from simulator.errors import JournalError
from simulator.interventions import WriteInject
from simulator.journal import Journal, decode
from simulator.logbook import Logbook
from simulator.vocabulary import Channel, IncidentClass, MessageKind, Mode, Seat, Severity
from tests.builders import TINY
from tests.process import Done, warroom_here
from tests.rooms.test_wire import canaried
from tui.cli.seating import take_up
from tui.library import header_for, load_content
from tui.rooms.parts import LIMIT
from tui.screens.panes import PANES, pane_rows
from tui.screens.projector import ProjectorApp
from tui.shelf import waiting
from tui.tabletop.projection import Projection

SEATS = "ic,comms-lead,tech-lead,scribe,exec-sponsor,cs,sales,support"
TO_THE_BREAK = """wait 3m
k
as comms-lead
d
as ic
d
1
1
18 % of sessions cannot save

14:01
hold rumour
fire nonsense
write scribe chat boss "A word" "What do I tell the board?"
as comms lead
l
The pager rang and Ann took it.
Ann


u
1
We are investigating failed saves. Next update 14:30 UTC.
.

as nobody
wait soon
wait 4m
note "Calm so far" seat=comms_lead
q
"""
TO_THE_END = """injects
as scribe
r
1
Tell them that we work on it.
.
rater Ben
rate
1
2
Quick
.
rate nothing P
frobnicate
F
y
overrule A1 0.5 "They had help"
remarks
q
"""


def table(folder: Path, *arguments: str, stdin: str = "") -> Done:
    return warroom_here(folder, "table", str(TINY), *arguments, stdin=stdin)


def seat_lines(debrief: str) -> dict[str, str]:
    """The debrief's line for each seat."""
    part = debrief.partition("Each seat\n")[2]
    return {seat.title: line for seat in Seat for line in part.splitlines() if line.startswith(f"{seat.title}: ")}


@dataclass(frozen=True)
class Evening:
    """A table that was left once, went on, and was looked at again."""

    folder: Path
    path: Path
    first: str
    broken_off: str
    """The journal when the facilitator left."""
    offered: int
    """How many drills one could go on with alone, then."""
    second: str
    third: str


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Evening:
    folder = tmp_path_factory.mktemp("evening")
    path = folder / "data" / "drills" / "tiny-1.jsonl"
    first = table(folder, "--seats", SEATS, stdin=TO_THE_BREAK)
    broken_off = path.read_text()
    with mock.patch.dict("os.environ", WARROOM_HOME=str(folder / "data")):
        offered = len(waiting())
    with pytest.raises(JournalError, match="a team plays this drill"):
        take_up(path, str(TINY))
    second = table(folder, "--resume", str(path), stdin=TO_THE_END)
    third = table(folder, "--resume", str(path), stdin="remarks\nq\n")
    assert (first.returncode, second.returncode, third.returncode) == (0, 0, 0), first.stderr + second.stderr
    return Evening(folder, path, first.stdout, broken_off, offered, second.stdout, third.stdout)


def test_what_a_seat_says_stands_in_its_name_and_who_may_not_hears_it_before_the_form(evening: Evening) -> None:
    lines = [json.loads(line) for line in evening.broken_off.splitlines()]
    who = {line["kind"]: (line["who"], line["seat"]) for line in lines if "who" in line}
    assert sum(line.get("kind") == "seat_taken" for line in lines) == 8
    assert who["incident_declared"] == ("Incident Commander", "ic")
    assert who["entry_logged"] == who["update_posted"] == ("Comms Lead", "comms_lead")
    assert {"inject_held", "inject_written"} <= who.keys()
    assert '"Declare the incident" is for: Incident Commander.' in evening.first
    assert evening.first.count("Severity: a number") == 1, "the form opened for the Incident Commander alone"
    assert "Nobody sits at 'nobody'" in evening.first
    assert "How long?" in evening.first
    assert "'frobnicate' is nothing that Scribe can do" in evening.second


def test_whoever_leaves_a_table_comes_back_to_the_same_second_at_a_table(evening: Evening) -> None:
    assert json.loads(evening.broken_off.splitlines()[-1])["at_s"] == 420, "time that was waited for is in the journal"
    assert f"warroom table --resume {evening.path}" in evening.first
    assert "warroom play" not in evening.first
    assert evening.offered == 0, "nobody is offered a team's drill to play alone"
    assert "\n14:07:00Z, SEV-1" in evening.second
    assert "held: rumour" in evening.second
    assert warroom_here(evening.folder, "verify", str(evening.path), "--scenario", str(TINY)).returncode == 0


def test_each_of_eight_seats_is_judged_by_what_its_own_lines_decided(evening: Evening) -> None:
    debrief = evening.second.partition("Debrief of the team")[2]
    seats = seat_lines(debrief)
    assert seats.keys() == {seat.title for seat in Seat} - {"Legal", "Security"}
    assert re.search(r"decided alone: .*A1 [\d.]+/5.33", seats["Incident Commander"])
    assert "2 acts" in seats["Incident Commander"]
    assert re.search(r"decided alone: .*C\d [\d.]+/\d", seats["Comms Lead"])
    assert "A1" not in seats["Comms Lead"], "who declared is another seat"
    assert "1 message wanted an answer: 1 in time" in seats["Scribe"]
    assert seats["Sales / AE"].startswith("Sales / AE: no points of its own; decided no criterion alone. ")
    assert LIMIT in debrief


def test_a_slip_at_a_table_loses_nothing_and_nobody_waits_past_the_end_unasked(tmp_path: Path) -> None:
    """Given words where numbers belong and a value that is none, then the rest stays entered; an end is asked about."""
    rated = ("rate", "any words", "7", "1", "fine", "2", "Quick", ".")
    overruled = ("overrule", "1", "a lot", "They had help", ".", "overrule", "", "0.5", ".")
    lines = ("wait 3m", *rated, *overruled, "wait 20h", "n", "status", "q")
    done = table(tmp_path, "--seats", "ic", stdin="\n".join(lines) + "\n")
    assert done.stdout.count("Not taken: one number from 1 to ") == 3
    assert "Kept: 14:03 facilitator: S: performed with some challenges" in done.stdout
    assert "should be 0.5: They had help" in done.stdout
    assert "within that time. Wait for its end?" in done.stdout
    assert done.stdout.count("14:03:00Z, SEV-?") == 2, "no time has passed"


def test_raters_are_kept_apart_and_their_remarks_stand_beside_the_judgement(evening: Evening) -> None:
    debrief = evening.second.partition("Debrief of the team")[2]
    rated = '14:07 Ben: S: performed with some challenges, for "Switch the flag back and say so". Quick'
    assert "14:07 Ben: S: performed with some challenges" in evening.third
    assert "There is no objective 'nothing'. Known: contain." in evening.second
    assert "    14:07 facilitator: Calm so far (Comms Lead)" in debrief
    assert rated in debrief
    assert "14:07 Ben: A1 should be 0.5: They had help" in evening.third
    assert "Calm so far" not in evening.path.read_text()


def test_remarks_that_were_changed_are_not_read_as_if_they_were_whole(tmp_path: Path) -> None:
    table(tmp_path, "--seats", "ic", stdin='note "Slow"\nnote "Better"\nq\n')
    path = tmp_path / "data" / "drills" / "tiny-1.jsonl"
    remarks = path.with_suffix(".remarks.jsonl")
    remarks.write_text(remarks.read_text().replace("Slow", "Fast"))
    answer = table(tmp_path, "--resume", str(path), stdin="q\n")
    assert answer.returncode != 0
    assert "the chain is broken at line 2" in answer.stderr


async def test_the_projector_shows_what_everybody_knows_and_no_seats_mail(tmp_path: Path) -> None:
    scenario, path = tmp_path / "canary.yaml", tmp_path / "table.jsonl"
    scenario.write_text(json.dumps(canaried(), default=float))
    content = load_content(str(scenario))
    drill = Drill(header_for(content, drill="t", seed=7, mode=Mode.EXERCISE), content.kit)
    logbook = Logbook.create(path, drill.header)

    def give(*commands: c.Command | WriteInject) -> None:
        for n, command in enumerate(commands):
            name = f"c{drill.at_s}-{n}"
            assert drill.submit(command, who="Incident Commander", seat=Seat.IC, command_id=name).refused is None

    drill.advance_to(240)
    secret = WriteInject(
        seat=Seat.CS, medium=MessageKind.MAIL, sender="boss", subject="SECRET subject", text="SECRET text"
    )
    give(secret, c.Declare(severity=Severity.SEV1, incident_class=IncidentClass.AVAILABILITY, scope="All saves fail"))
    written = len(drill.entries)
    logbook.write(drill.entries)
    projection = Projection(path, scenario=str(scenario))
    drill.advance_to(1_800)
    give(c.PostUpdate(channel=Channel.WAR_ROOM, text="Everybody may read this"))
    app = ProjectorApp(projection.film, projection.look)
    async with app.run_test(size=(160, 50)) as pilot:
        logbook.write(drill.entries[written:])
        logbook.close()
        app.look()
        await pilot.pause()
        page = " ".join(row.plain + row.id for name in PANES for row in pane_rows(app.room.view, name))
        page += " ".join(strip.text for strip in app.screen._compositor.render_strips())
    held = msgspec.json.encode(projection.film.entries).decode() + repr(projection.film.scenario)
    for canary in ("CANARY", "canary", "SECRET", "We cannot save", "inject_fired", "impact_changed"):
        assert canary not in page, canary
        assert canary not in held, canary
    assert "Everybody may read this" in page
    journal: Journal = decode(path.read_bytes(), name="the table")
    assert "SECRET" in msgspec.json.encode([entry.event for entry in journal.entries]).decode(), "it was there to leak"


def test_cards_name_what_is_whose_and_hold_the_injects(tmp_path: Path) -> None:
    assert table(tmp_path, "--cards", "cards").returncode == 0
    roles = (tmp_path / "cards" / "role-cards.html").read_text()
    injects = (tmp_path / "cards" / "inject-cards.html").read_text()
    assert roles.count("<article>") == 10
    assert "as comms-lead" in roles
    assert "Data loss?" in injects
    assert "Data loss?" not in roles


def test_a_report_marks_every_intervention_and_tells_participants_only_that_it_was(evening: Evening) -> None:
    told = {}
    for edition in ("facilitators", "participants"):
        path = evening.folder / f"{edition}.md"
        made = warroom_here(
            evening.folder, "report", str(evening.path), "-o", str(path), "--for", edition, "--scenario", str(TINY)
        )
        assert made.returncode == 0, made.stderr
        told[edition] = path.read_text()
    assert "(hidden) Facilitator: inject rumour held back" in told["facilitators"]
    assert "Facilitator: message of the facilitator's own, as boss to Scribe: A word" in told["facilitators"]
    assert told["participants"].count("The facilitator intervened") == 2
    assert "rumour" not in told["participants"], "what was refused names no inject either"
    assert "Refused: There is no inject 'nonsense'. Known: " in told["facilitators"]
    assert "| S: performed with some challenges | Ben |" in told["facilitators"]
    assert re.search(r"\| A1 Time to declare \| [^|]+ \| 0.5 \| Ben \| \S+ \| They had help \|", told["facilitators"])
    assert re.search(r"- Note, 14:07, facilitator: Calm so far \(Comms Lead\)", told["facilitators"])
    assert "- Scribe: no points of its own; " in told["facilitators"]
    assert not re.search("Ben|had help|Calm so far|assessors", told["participants"])
    assert all("|  | The facilitator ends the drill |" in text for text in told.values())
