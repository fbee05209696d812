"""Prints records over many drills: text, a page, a sheet, or JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from scoring.judgement import counted
from scoring.trends import History, Measure, PersonTrend, TeamReport, TeamTrend, person_trends, team_trend
from scoring.trends.figure import Figure
from simulator.errors import WarroomError
from simulator.harmless import flat
from tui.folders import write_whole

EXIT_HIDDEN = 3
HEAD = ("group", "figure", "value", "unit", "n", "low_95", "high_95", "note")
_HONESTY = (
    "Figures from drills show what was practised, not how people do in live incidents. n is what a figure was "
    "counted over; intervals are 95 %."
)


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading, a sentence, and figures: what every format is made of."""

    title: str
    words: str
    figures: tuple[Figure, ...]


def print_history(
    folder: Path | None, *, person: str | None, scenarios: Sequence[str], form: str, output: Path | None
) -> None:
    """Print what people's drills say.

    Raises:
        WarroomError: no such folder or person, or a file that cannot be written.
    """
    measures = _measures(folder, scenarios)
    people = person_trends(one for one in measures if person is None or one.person == person)
    if person is not None and not people:
        raise WarroomError(f"there is no drill of {person!r}", hint="Leave --person out to see everybody's id.")
    if form == "json":
        return _put(msgspec.json.format(msgspec.json.encode(History(people=people)), indent=2).decode(), output)
    sections = tuple(_of_person(trend) for trend in people)
    return _put(_render(form, "History of drills", sections), output)


def print_team(
    folder: Path | None, *, simulated: bool, scenarios: Sequence[str], form: str, output: Path | None
) -> int:
    """Print what a team's drills say; 3 when the group is too small to be shown."""
    trend = team_trend(_measures(folder, scenarios), simulated=simulated)
    if form == "json":
        _put(msgspec.json.format(msgspec.json.encode(TeamReport(team=trend)), indent=2).decode(), output)
    else:
        _put(_render(form, "Team report", tuple(_of_team(trend))), output)
    return EXIT_HIDDEN if trend.hidden else 0


def _measures(folder: Path | None, scenarios: Sequence[str]) -> list[Measure]:
    """The drills of a folder, or one's own; what is left out, and that there are none, is said on stderr."""
    from scenarios.catalog import load_scenario
    from tui.folders import drills_folder
    from tui.measures import measures_of

    place, given = folder or drills_folder(), [load_scenario(name) for name in scenarios]
    fresh = folder is None and not place.exists()  # nobody has played on this machine
    found, left_out = ([], []) if fresh else measures_of(place, _progress, given)
    for words in left_out:
        print(flat(f"warroom: {words}"), file=sys.stderr)
    if not (found or left_out):
        print(flat(f"warroom: no drills yet in {place}"), file=sys.stderr)
        print("  Play one: warroom play db-failover. Or give the folder where journals lie.", file=sys.stderr)
    return found


def _progress(done: int, of: int) -> None:
    if done % 50 == 0 or (done == of and of > 20):
        print(f"judged {done} of {of} new drills", file=sys.stderr)


def _of_person(trend: PersonTrend) -> Section:
    words = f"{counted(trend.drills, 'finished drill')}{_unfinished(trend.unfinished_left_out)}"
    words += ", played by a simulated agent" if trend.simulated else ""
    return Section(title=trend.person, words=words, figures=trend.figures)


def _unfinished(count: int) -> str:
    return f"; {counted(count, 'unfinished drill')} left out" if count else ""


def _of_team(trend: TeamTrend) -> Iterator[Section]:
    words = f"{trend.words}{_unfinished(trend.unfinished_left_out)}"
    if trend.simulated_left_out:
        words += f"; {trend.simulated_left_out} simulated drills left out"
    yield Section(title="Team level", words=words, figures=trend.team)
    if not trend.hidden:
        yield Section(title="Leading metrics", words="", figures=trend.leading)
        yield Section(title="Lagging metrics", words="", figures=trend.lagging)


def _put(text: str, output: Path | None) -> None:
    if output is None:
        print(text)
        return
    try:
        write_whole(output, f"{text}\n".encode())
    except FileExistsError:
        raise WarroomError(f"{output}: the file exists", hint="Choose another name.") from None
    except OSError as error:
        raise WarroomError(f"{output}: {error.strerror}", hint="Give a place that can be written to.") from None


def _render(form: str, title: str, sections: tuple[Section, ...]) -> str:
    if form == "csv":
        from scoring.reports.plain import rows_to_csv

        return rows_to_csv([HEAD, *(row for section in sections for row in _rows(section))]).rstrip("\n")
    if form == "html":
        from scoring.reports.page import render_record

        return render_record(title, sections, _HONESTY)
    return "\n".join([title, "", *(line for section in sections for line in _lines(section)), _HONESTY])


def _rows(section: Section) -> Iterator[tuple[object, ...]]:
    for one in section.figures:
        yield section.title, one.title, one.value, one.unit, one.n, one.low, one.high, one.note


def _lines(section: Section) -> Iterator[str]:
    yield flat(f"{section.title}: {section.words}" if section.words else section.title)
    for one in section.figures:
        value = "no data" if one.value is None else f"{one.value:g} {one.unit}"
        between = f"  [{one.low:g} to {one.high:g}]" if one.low is not None and one.high is not None else ""
        yield f"  {one.title:<66} {value:>14}  n={one.n}{between}" + (f"  {one.note}" if one.note else "")
    yield ""
