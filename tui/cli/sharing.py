"""Hands results, dates and people over to and from learning systems."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as day_time
from hashlib import sha256
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from simulator.errors import WarroomError
from simulator.vocabulary import Mode
from tui.cli.journals import read_journal
from tui.folders import write_whole
from tui.learning import calendar as ics

if TYPE_CHECKING:
    from simulator.journal import Header

EXIT_LEFT_OUT = 1
LONGEST_HOME = 200
_PERSON = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")
_TIME = re.compile(r"^([01]\d|2[0-3]):([0-5]\d)$")


# --- statements ---------------------------------------------------------------------------------------------------


def share_statements(
    journals: Sequence[Path], output: Path | None, lrs: str, *, version: str, criteria: bool, home: str,
    at: str | None, simulated: bool, scenarios: Sequence[str], person: str,
) -> int:  # fmt: skip
    """Write or send the statements of drills; 1 when one was left out.

    Raises:
        WarroomError: a journal that cannot be judged, or a store that does not take them.
    """
    from scenarios.catalog import load_scenario
    from tui.learning.lrs import endpoint, send
    from tui.learning.xapi import Version, statements_of

    if lrs:
        endpoint(lrs)  # a wrong address is told before anything is judged
    root, statements, left_out = _home(home), [], 0
    given = [load_scenario(name) for name in scenarios]
    for path in journals:
        source = _source(path, root, Version(version), at, given)
        who = _who(path, source.journal.header, person)
        if source.journal.header.mode is Mode.SIMULATED and not simulated:
            print(f"warroom: left out: {path}: no person played it (--simulated takes it)", file=sys.stderr)
            left_out += 1
        else:
            statements += statements_of(replace(source, person=who), criteria=criteria)
    if output is not None or not lrs:
        _put(json.dumps(statements, indent=2, ensure_ascii=False) + "\n", output)
    if lrs and statements:
        send(statements, lrs, Version(version), wait=time.sleep, tell=_tell)
        print(f"{len(statements)} statements of {len(journals) - left_out} drills are in the store", file=sys.stderr)
    return EXIT_LEFT_OUT if left_out else 0


def _tell(done: int, of: int) -> None:
    if of > done or of > 50:
        print(f"sent {done} of {of} statements", file=sys.stderr)


def _home(text: str) -> str:
    """The address that ids lie below, without a slash at its end.

    Raises:
        WarroomError: it is none.
    """
    parts = urlsplit(text)
    plain = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
    if not plain or not text.isascii() or len(text) > LONGEST_HOME or set(text) & set(' "<>\\^`{|}'):
        raise WarroomError(f"--home {text!r} is no address", hint="For example https://example.org/warroom.")
    return text.rstrip("/")


def _source(path: Path, home: str, version: Any, at: str | None, given: Sequence[Any]) -> Any:
    from tui.learning.xapi import Source
    from tui.reports import open_one
    from tui.trust import check_sound

    raw, journal = read_journal(path)
    case = open_one(path, journal, given)
    check_sound(raw, journal, name=str(path), given=given)
    ended = ics.moment(at) if at else datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    stamp = ended.strftime("%Y-%m-%dT%H:%M:%SZ")
    return Source(sha256(raw).hexdigest(), journal, case.scenario, case.card, stamp, home, version)


def _who(path: Path, header: Header, person: str) -> str:
    """Whose statements these are; empty = the journal says it.

    Raises:
        WarroomError: it cannot, and nobody was named; or it says somebody else.
    """
    if person and _PERSON.match(person) is None:
        raise WarroomError(f"--person {person!r} is no id", hint="Letters, digits, - and _; at most 40. No names.")
    if header.mode is Mode.EXAM and person not in ("", header.player):
        raise WarroomError(f"{path}: the exam is of {header.player}", hint="Leave --person out.")
    if header.mode is Mode.PRACTICE and not person:
        hint = "Say it: --person ID, e.g. of warroom store import. A record store adds up what has one id."
        raise WarroomError(f"{path}: the journal does not say who played it", hint=hint)
    return "" if header.mode in (Mode.EXAM, Mode.SIMULATED) else person


# --- calendars ----------------------------------------------------------------------------------------------------


def drill_date(
    scenario: str, at: str, minutes: int, guests: Sequence[str], organizer: str, output: Path | None
) -> None:  # fmt: skip
    """Write a drill's date."""
    from scenarios.catalog import load_scenario

    model, begins = load_scenario(scenario).model, ics.moment(at)
    words = f"{model.summary}\nwarroom play {quote(scenario)}"
    length = timedelta(minutes=minutes or model.minutes)
    key, title = f"drill:{model.id}:{at}", f"Drill: {model.title}"
    _write([ics.Appointment(key, title, words, begins, length, tuple(guests), organizer)], output)


def postmortem_date(
    path: Path, on: str | None, at: str, guests: Sequence[str], organizer: str, output: Path | None,
    scenario: str | None,
) -> None:  # fmt: skip
    """Write the date of the post-mortem that was scheduled in a drill.

    Raises:
        WarroomError: none was scheduled.
    """
    from simulator.events import PostmortemScheduled
    from tui.reports import scenario_of

    clock = _TIME.match(at)
    if clock is None:
        raise WarroomError(f"{at!r} is no time of day", hint="Write it as 10:00.")
    _, journal = read_journal(path)
    found = [entry.event for entry in journal.entries if isinstance(entry.event, PostmortemScheduled)]
    if not found:
        raise WarroomError(f"{path}: no post-mortem was scheduled in this drill", hint="See: warroom score.")
    first = ics.day(on) if on else datetime.fromtimestamp(int(path.stat().st_mtime), UTC).date()
    held = datetime.combine(first + timedelta(days=found[-1].in_days), day_time(int(clock[1]), int(clock[2])), UTC)
    seats = ", ".join(seat.title for seat in found[-1].invitees)
    title = f"Post-mortem: {scenario_of(journal.header, scenario).title}"
    words = f"Invited seats: {seats}\nThe draft goes round a day before. Drill {journal.header.drill}."
    key = f"postmortem:{journal.header.drill}:{journal.head}"
    _write([ics.Appointment(key, title, words, held, timedelta(hours=1), tuple(guests), organizer)], output)


def rollout_dates(first: str, output: Path | None) -> None:
    """Write the twelve weeks."""
    _write(ics.rollout(ics.day(first)), output)


def _write(appointments: Sequence[ics.Appointment], output: Path | None) -> None:
    raw = ics.calendar_of(appointments, datetime.now(UTC).replace(microsecond=0))
    _put(raw.decode(), output)


def _put(text: str, output: Path | None) -> None:
    """To a new file, or to standard output; line ends stay as they are."""
    if output is None:
        sys.stdout.buffer.write(text.encode())
        return
    try:
        write_whole(output, text.encode())
    except FileExistsError:
        raise WarroomError(f"{output}: the file exists", hint="Choose another name.") from None
    except OSError as error:
        raise WarroomError(f"{output}: {error.strerror}", hint="Give a place that can be written to.") from None


# --- people -------------------------------------------------------------------------------------------------------


def import_people(path: Path, store: str | None, *, as_json: bool) -> None:
    """Write down the people of a roster and print their ids.

    Raises:
        WarroomError: a row does not fit, or the store cannot be opened; then nobody was imported.
    """
    from scoring.reports.plain import rows_to_csv
    from tui.learning.roster import read_roster
    from tui.rooms.keeping import open_store
    from tui.store.register import Register

    people = read_roster(path)
    ids = Register(open_store(store, anew=True)).enrol([(person.name, person.email) for person in people])
    rows = [(who, person.name, person.email) for person, (who, _) in zip(people, ids, strict=True)]
    if as_json:
        found = [{"person": who, "name": name, "email": email or None} for who, name, email in rows]
        print(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        print(rows_to_csv([("person", "name", "email"), *rows]), end="")
    new = sum(fresh for _, fresh in ids)
    print(f"{new} new, {len(ids) - new} known; certify open takes the ids (--person)", file=sys.stderr)
