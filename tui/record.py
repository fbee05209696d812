"""One's own record in rows: drills with their totals, what they say together, and how far one's exams have come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from simulator.cells import column
from tui.rows import Row, Tone, heading, note
from tui.sparkline import sparkline

if TYPE_CHECKING:
    from scoring.trends import Measure
    from scoring.trends.figure import Figure

DAY_FORM = "%Y-%m-%d"
HONESTY = "Figures from drills show what was practised, not how people do in live incidents. n: counted over so many."


@dataclass(frozen=True, slots=True)
class Played:
    """One drill that the person played."""

    path: str
    measure: Measure
    fork: bool
    """Its beginning is another drill's: shown, and counted nowhere."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a certificate takes."""

    drills: int
    families: int
    per_family: int
    unseen: int


def history_rows(played: Sequence[Played], figures: Iterable[Figure], titles: Mapping[str, str]) -> tuple[Row, ...]:
    """Trend by scenario, figures over all drills, then every drill, newest first."""
    if not played:
        return ()
    own = [one.measure for one in played if not one.fork]
    rows = [
        heading("trend: totals by scenario, oldest first"),
        *_trends(own, titles),
        heading("over all that are finished"),
    ]
    rows += [_figure(one) for one in figures]
    rows.append(heading("drills, newest first"))
    rows += [_drill(one, titles) for one in sorted(played, key=lambda one: -one.measure.played_utc_s)]
    return (*rows, note(HONESTY))


def _trends(own: Sequence[Measure], titles: Mapping[str, str]) -> list[Row]:
    rows = []
    for scenario in dict.fromkeys(one.scenario for one in own):
        for mode in ("practice", "exam"):
            runs = [one for one in own if (one.scenario, one.mode) == (scenario, mode) and one.finished]
            totals = [one.total_centi / 100 for one in sorted(runs, key=lambda one: one.played_utc_s)]
            if totals:
                rows.append(_trend(titles.get(scenario, scenario), mode, totals))
    return rows or [note("No finished drill yet.")]


def _trend(title: str, mode: str, totals: Sequence[float]) -> Row:
    since = totals[-1] - totals[0]
    words = f"{round(since, 2):+g} since the first" if len(totals) > 1 else "one drill"
    spark = sparkline([int(total) for total in totals], 12, low=0, high=100)
    head = ((f"  {column(title, 32)} ", Tone.PLAIN), (f"{mode:<9} ", Tone.DIM), (f"{spark} ", Tone.ACCENT))
    return Row("", head, f"{' '.join(f'{total:g}' for total in totals[-6:])}  {words}", lines=1)


def _figure(one: Figure) -> Row:
    value = "no data" if one.value is None else f"{one.value:g} {one.unit}"
    return Row("", ((f"  {value:>14}  ", Tone.STRONG),), f"{one.title} · n={one.n}", lines=4)


def _drill(one: Played, titles: Mapping[str, str]) -> Row:
    found = one.measure
    day = datetime.fromtimestamp(found.played_utc_s, UTC).strftime(DAY_FORM)
    total = f"{found.total_centi / 100:>5g} band {found.band}" if found.finished else "unfinished"
    head = ((f"  {day}  ", Tone.DIM), (f"{column(titles.get(found.scenario, found.scenario), 32)} ", Tone.PLAIN))
    return Row(f"debrief:{one.path}", head, f"{total}  {'fork' if one.fork else found.mode}")


def progress_rows(
    exams: Sequence[Measure], wanted: Wanted, standings: Iterable[tuple[str, Sequence[str]]]
) -> tuple[Row, ...]:
    """How far one's own exams have come, and what an examiner's folder on this machine says.

    Args:
        exams: One's finished exams.
        wanted: What a certificate takes.
        standings: Candidates of the examiner's folder by name, each with what is wanting.
    """
    families = Counter(one.family for one in exams)
    full = sum(count >= wanted.per_family for count in families.values())
    rows = [
        heading("your exams on this machine"),
        _step("Exams finished", len(exams), wanted.drills),
        _step(f"Incident families, {wanted.per_family} exams each", full, wanted.families),
        *(Row("", ((f"    {name:<30} ", Tone.DIM),), _told(exams, name), lines=1) for name in sorted(families)),
        note(
            f"A certificate also takes {wanted.unseen} exams of a variant, another cause behind the same alarm, that "
            "you had not met before. These exams are your own rehearsal: an examiner hands out those that count "
            "(warroom certify), in forms that nobody knows beforehand."
        ),
        heading("certificates that are prepared on this machine"),
    ]
    found = list(standings)
    for person, wanting in found:
        rows.append(
            Row("", ((f"  {column(person, 32)} ", Tone.STRONG),), "ready" if not wanting else "still wanting:", lines=1)
        )
        rows += [Row("", (("    · ", Tone.DIM),), words, lines=3) for words in wanting]
    if not found:
        rows.append(note("None. An examiner begins with: warroom certify init --name NAME"))
    return tuple(rows)


def _step(title: str, have: int, of: int) -> Row:
    full = min(have, of)
    tone = Tone.GOOD if have >= of else Tone.WARN
    head = ((f"  {title:<32} ", Tone.PLAIN), ("■" * full + "□" * (of - full) + " ", tone))
    return Row("", head, f"{have} of {of}", lines=1)


def _told(exams: Sequence[Measure], family: str) -> str:
    totals = [one.total_centi / 100 for one in exams if one.family == family]
    passed = sum(one.passed for one in exams if one.family == family)
    return f"{len(totals)} exam{'s' * (len(totals) != 1)}, {passed} passed, best {max(totals):g}"
