"""Reports: a page and a PDF of a drill beside what their engines need for anything at all, and ten thousand drills."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import msgspec

from scoring import judge
from scoring.reports.model import Edition, Report
from scoring.reports.page import to_html
from scoring.reports.paper import to_pdf
from scoring.trends import measure, team_trend
from simulator.journal import encode
from tests.bench.measure import Case, Figure, alone, compare, rounds_of
from tests.bench.startup import MS, process, script
from tests.scoring.plays import DATABASE, content, reference
from tests.scoring.reports.cases import journal_of, report_of_play
from tui.measures import INDEX, Kept, _rules, measures_of

DRILLS = 10_000
TIMES = 10
BARE = "import jinja2; jinja2.Environment(autoescape=True).from_string('<p>{{ x }}</p>').render(x=1)"
PLAIN = '#set page(paper: "a4")\n#for n in range({pages}) [#lorem(450) #pagebreak(weak: true)]'


def timed(work: Callable[[], object]) -> Case:
    """Seconds of one call."""

    def once() -> float:
        started_s = perf_counter()
        work()
        return perf_counter() - started_s

    return once


def stretched(report: Report, times: int = TIMES) -> Report:
    """The same drill with so many times the rows, messages, promises and samples."""
    many = {name: getattr(report, name) * times for name in ("timeline", "messages", "promises", "tasks", "acts")}
    return msgspec.structs.replace(report, **many)


def pages(rounds: int, folder: Path) -> list[Figure]:
    """HTML, as a process and warm; how it grows; the score."""
    play = reference(DATABASE)
    journal, report, material = journal_of(play), report_of_play(play), content(DATABASE)
    whole = stretched(report)
    path = folder / "bench.jsonl"
    path.write_bytes(encode(journal.header, journal.entries))
    model, rules = material.scenario.model, material.runbook.model
    bare, name = "a bare jinja2 process", "report to HTML, a process"
    warm, grown = f"HTML of {len(journal.entries)} events, warm", f"HTML of {TIMES} times the rows, warm"
    build, score = "report built and rendered, warm", "score with recorded readings, warm"
    found = rounds_of(
        {
            bare: process(folder, "-c", BARE),
            name: process(folder, script("warroom"), "report", str(path), "-o", str(folder / "b.html"), "--force"),
            warm: timed(lambda: to_html(report)),
            grown: timed(lambda: to_html(whole)),
            build: timed(lambda: to_html(report_of_play(play))),
            score: timed(lambda: judge(journal, model, rules)),
        },
        rounds,
    )
    return [
        compare("reports", found, name, bare, unit="ms", scale=MS, goal=4),
        compare("reports", found, grown, warm, unit="ms", scale=MS, goal=12),
        alone("reports", found, build, unit="ms", scale=MS, goal=120),
        alone("reports", found, score, unit="ms", scale=MS, goal=60),
    ]


def paper(rounds: int) -> list[Figure]:
    """PDF beside typst's own time for a plain document of as many pages."""
    import typst

    report = report_of_play(reference(DATABASE), Edition.PARTICIPANTS)
    length = int(to_pdf(report).count(b"/Type /Page\n") or to_pdf(report).count(b"/Type/Page/") or 20)
    plain = PLAIN.format(pages=length).encode()
    floor, name = f"typst alone, a plain document of {length} pages", "report to PDF, warm"
    found = rounds_of(
        {
            floor: timed(lambda: typst.compile(plain, format="pdf", ignore_system_fonts=True)),
            name: timed(lambda: to_pdf(report)),
        },
        rounds,
    )
    return [compare("reports", found, name, floor, unit="ms", scale=MS, goal=1.6)]


def records(rounds: int, folder: Path) -> list[Figure]:
    """Ten thousand drills that have been measured once."""
    play, material = reference(DATABASE), content(DATABASE)
    one = measure(journal_of(play), play.card, material.scenario.model, material.runbook.model)
    place = folder / "many"
    place.mkdir()
    kept = []
    for number in range(DRILLS):
        path = place / f"{number}.jsonl"
        path.touch()
        stat = os.stat(path)
        mine = msgspec.structs.replace(one, drill=path.stem, person=f"p{number % 40}", mode="practice")
        kept.append(Kept(name=path.name, size=0, changed_ns=stat.st_mtime_ns, rules=_rules(), measure=mine))
    (place / INDEX).write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in kept))
    read, process_name = "10,000 drills: index and team's figures", "warroom team-report over 10,000 drills"
    found = rounds_of(
        {
            read: timed(lambda: team_trend(measures_of(place, lambda done, of: None)[0])),
            process_name: process(folder, script("warroom"), "team-report", str(place)),
        },
        rounds,
    )
    return [
        alone("reports", found, read, unit="ms", scale=MS),
        alone("reports", found, process_name, unit="ms", scale=MS, goal=1_000),
    ]


def all_figures(rounds: int, folder: Path) -> list[Figure]:
    """Every row about reports."""
    return [*pages(rounds, folder), *paper(rounds), *records(max(3, rounds // 3), folder)]
