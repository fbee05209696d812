"""From the command line: statements, calendars read by their own library, rosters; hostile words stay words."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from icalendar import Calendar

from simulator.journal import encode
from simulator.vocabulary import Mode
from tests.certify.house import sat
from tests.process import warroom_here
from tests.scoring.plays import DATABASE, content, reference
from tui.cli.exams import exam_header
from tui.learning.calendar import Appointment, calendar_of, rollout

HOSTILE = '=HYPERLINK("http://x") <script>alert(1)</script> [x](y) \x1b[31m \N{RIGHT-TO-LEFT OVERRIDE}'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one drill by a bot."""
    place = tmp_path_factory.mktemp("sharing")
    drill = reference(DATABASE).drill
    (place / "d.jsonl").write_bytes(encode(drill.header, drill.entries))
    return place


def entries(raw: bytes) -> list[Any]:
    return list(Calendar.from_ical(raw).walk("VEVENT"))


def test_a_bots_drill_is_left_out_unless_asked_for(folder: Path) -> None:
    done = warroom_here(folder, "xapi", "d.jsonl")
    assert (done.returncode, json.loads(done.stdout)) == (1, [])
    assert "no person played it" in done.stderr
    done = warroom_here(folder, "xapi", "d.jsonl", "--simulated", "--at", "2026-12-01T10:00+01:00", "-o", "s.json")
    assert done.returncode == 0
    assert json.loads((folder / "s.json").read_text())[1]["timestamp"] == "2026-12-01T09:00:00Z"
    assert warroom_here(folder, "xapi", "d.jsonl", "--simulated", "-o", "s.json").returncode == 2


def test_whose_drill_it_was_is_asked_for_where_the_journal_does_not_know_it(folder: Path) -> None:
    drill = reference(DATABASE).drill
    header = msgspec.structs.replace(drill.header, mode=Mode.PRACTICE)
    (folder / "mine.jsonl").write_bytes(encode(header, drill.entries[:40]))
    (folder / "exam.jsonl").write_bytes(sat(exam_header(content(DATABASE), "e", 1, 1, "p-ada"), DATABASE))
    done = warroom_here(folder, "xapi", "mine.jsonl")
    assert (done.returncode, done.stdout, "--person ID" in done.stderr) == (2, "", True)
    assert "no id" in warroom_here(folder, "xapi", "mine.jsonl", "--person", "Ann Other").stderr
    assert "is of p-ada" in warroom_here(folder, "xapi", "exam.jsonl", "--person", "p-eve").stderr
    for name, whose, person in (("mine", ["--person", "p-7"], "p-7"), ("exam", [], "p-ada")):
        done = warroom_here(folder, "xapi", f"{name}.jsonl", *whose)
        assert json.loads(done.stdout)[0]["actor"]["account"]["name"] == person


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["xapi", "d.jsonl", "--home", "javascript:alert(1)"], "is no address"),
        (["xapi", "d.jsonl", "--lrs", "http://lrs.example.org"], "readable over the network"),
        (["xapi", "d.jsonl", "--at", "noon"], "is no moment"),
        (["calendar", "drill", "db-failover", "--at", "2026-12-01T09:00"], "no time zone"),
        (["calendar", "drill", "db-failover", "--at", "2026-12-01T09:00Z", "--invite", "a@b.org"], "--organizer MAIL"),
        (["calendar", "drill", "nothing", "--at", "2026-12-01T09:00Z"], "no scenario"),
        (["calendar", "postmortem", "d.jsonl", "--time", "25:00"], "no time of day"),
        (["calendar", "rollout", "--from", "Monday"], "is no day"),
        (["store", "import", "none.csv"], "No such file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_errors_name_the_next_step(folder: Path, arguments: list[str], words: str) -> None:
    done = warroom_here(folder, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_drill_and_its_postmortem_are_in_the_calendar(folder: Path) -> None:
    guest = ["--invite", "ada@example.org", "--organizer", "ic@example.org"]
    done = warroom_here(
        folder, "calendar", "drill", "db-failover", "--at", "2026-12-01T10:00+01:00", *guest, "-o", "d.ics"
    )
    assert done.returncode == 0, done.stderr
    [event] = entries((folder / "d.ics").read_bytes())
    assert event.decoded("dtstart") == datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    assert (event["attendee"], event["organizer"]) == ("mailto:ada@example.org", "mailto:ic@example.org")
    assert b"METHOD:REQUEST" in (folder / "d.ics").read_bytes()
    done = warroom_here(folder, "calendar", "postmortem", "d.jsonl", "--on", "2026-12-01", "-o", "p.ics")
    assert done.returncode == 0, done.stderr
    [event] = entries((folder / "p.ics").read_bytes())
    assert b"METHOD:PUBLISH" in (folder / "p.ics").read_bytes()
    assert date(2026, 12, 1) < event.decoded("dtstart").date() <= date(2026, 12, 6)


def test_the_rollout_is_twelve_weeks() -> None:
    found = entries(calendar_of(rollout(date(2026, 12, 7)), datetime(2026, 12, 1, tzinfo=UTC)))
    assert len(found) == 6
    assert found[-1].decoded("dtend") - found[0].decoded("dtstart") == timedelta(weeks=12)


def test_hostile_words_make_no_line_of_a_calendar() -> None:
    """A line end in a title begins no property; controls and bidi characters are marks."""
    begins = datetime(2026, 12, 1, 9, tzinfo=UTC)
    wicked = f"{HOSTILE}\r\nATTENDEE:mailto:eve@example.org\r\nEND:VEVENT"
    raw = calendar_of([Appointment("k", wicked, wicked, begins, timedelta(hours=1))], begins)
    [event] = entries(raw)
    assert "attendee" not in event
    assert b"\x1b" not in raw
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in raw.decode()
    with pytest.raises(Exception, match="no mail address"):
        calendar_of([Appointment("k", "t", "w", begins, timedelta(hours=1), ("a@b.org\r\nX:y",), "i@b.org")], begins)


def test_a_roster_is_imported_once_and_its_formulas_stay_text(folder: Path) -> None:
    rows = [["Full Name", "E-Mail"], [HOSTILE, "Eve@Example.org"], ["Ada Lovelace", "ada@example.org"], ["Bob", ""]]
    with (folder / "r.csv").open("w", newline="", encoding="utf-8") as target:
        csv.writer(target, delimiter=";").writerows(rows)
    first, again = (warroom_here(folder, "store", "import", "r.csv") for _ in range(2))
    assert first.returncode == 0, first.stderr
    assert first.stdout == again.stdout
    assert "3 new, 0 known" in first.stderr
    assert "0 new, 3 known" in again.stderr
    found = list(csv.reader(first.stdout.splitlines()))
    assert found[1][1].startswith("'=HYPERLINK")
    assert found[1][2] == "eve@example.org"
    assert not {"\x1b", "\N{RIGHT-TO-LEFT OVERRIDE}"} & set(first.stdout)
    told = json.loads(warroom_here(folder, "store", "person", found[2][0]).stdout)
    assert told["person"]["name"] == "Ada Lovelace"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "name,email\n,a@b.org\nX,nomail\nY,y@y.org\nZ,Y@y.org\n",
            ["2: there is no name", "3: 'nomail'", "5: y@y.org"],
        ),
        ("who,email\nAda,a@b.org\n", ["1: no column holds names"]),
        ("", ["no column holds names"]),
        ('{"a":' * 25_000, ["no column holds names"]),
    ],
    ids=["rows", "columns", "empty", "no sheet"],
)
def test_a_roster_that_does_not_fit_imports_nobody(tmp_path: Path, text: str, words: list[str]) -> None:
    (tmp_path / "r.csv").write_text(text)
    done = warroom_here(tmp_path, "store", "import", "r.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert all(word in done.stderr for word in words), done.stderr
