"""Writes reports and artifacts, and regrades, for the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.catalog import load_runbook
from scoring.reports.model import Edition, Report
from scoring.reports.plain import flat
from simulator.cells import column
from simulator.errors import WarroomError
from tui.assessed import Beside, beside_file, from_store, is_kept
from tui.cli.journals import read_journal
from tui.cli.noticing import say_notice
from tui.folders import write_whole
from tui.reports import Case, about, open_case, report_of
from tui.trust import check_over, check_sound

if TYPE_CHECKING:
    from scenarios.catalog import Loaded
    from simulator.journal import Journal
    from simulator.scenario import Scenario

EXIT_NOT_HERE = 3
REMARKED = "of a hosted drill they are found by its id: warroom report ID --for facilitators [--store URL]"


def write_report(
    path: Path, output: Path | None, *, edition: str, artifacts: Path | None, runbook: str | None,
    scenario: str | None, held: str | None, owner: str, what_if: bool, force: bool, store: str | None = None,
) -> int:  # fmt: skip
    """Write what was asked for; 3 when the PDF engine is missing.

    Raises:
        WarroomError: unreadable input, an unknown ending, a file that exists.
    """
    from scoring.reports.paper import PaperMissingError

    if output is None and artifacts is None:
        raise WarroomError("nothing to write", hint="Give -o FILE.html (or .pdf, .md, .json) or --artifacts FOLDER.")
    render = _renderer(output) if output else None
    raw, journal, beside = _found(path, store)
    case = open_case(journal, scenario=scenario, runbook=runbook)
    say_notice(path, case.notice)
    why = check_sound(raw, journal, name=str(path), scenario=scenario, runbook=runbook)
    report = report_of(case, Edition(edition), held=_day(held), owner=owner, unproved=why, beside=beside)
    if report.assessed is not None and not beside.remarks:
        print(f"warroom: no remarks stand beside {path}; {REMARKED}", file=sys.stderr)
    if what_if:
        report = _with_worth(report, case, scenario, runbook)
    try:
        if output and render:
            _write(output, render(report), force=force)
        if artifacts:
            _write_artifacts(case, report, artifacts, force=force)
    except PaperMissingError:
        print("warroom: PDF needs the part `pdf`: pip install 'warroom[pdf]'", file=sys.stderr)
        print("  Or write .html and print it from a browser.", file=sys.stderr)
        return EXIT_NOT_HERE
    return 0


def _found(path: Path, store: str | None) -> tuple[bytes, Journal, Beside]:
    """A drill by its file, or by its id in the store of team exercises, with what stands beside it.

    Raises:
        WarroomError: there is none, or its remarks were changed.
    """
    if store is not None or (not path.exists() and is_kept(str(path))):
        return from_store(str(path), store)
    raw, journal = read_journal(path)
    return raw, journal, beside_file(path)


def _with_worth(report: Report, case: Case, scenario: str | None, runbook: str | None) -> Report:
    """The report with what decisions were worth; progress on stderr."""
    import msgspec

    from scoring.analysis.whatif import examine
    from scoring.analysis.worth_part import worth_part
    from scoring.reports.plain import cleaned
    from tui.cli.progress import Bar
    from tui.library import world_of

    kit = world_of(case.journal.header, scenario)
    if runbook is not None:
        raise WarroomError("--what-if plays by the journal's own runbook", hint="Leave out --runbook or --what-if.")
    part = cleaned(worth_part(examine(case.journal, kit, progress=Bar("courses"))))
    return msgspec.structs.replace(report, worth=part)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise WarroomError(f"--on: {flat(str(text))!r} is no day", hint="Write it as 2026-03-10.") from None


def _html(report: Report) -> bytes:
    from scoring.reports.page import to_html

    return to_html(report).encode()


def _markdown(report: Report) -> bytes:
    from scoring.reports.page import to_markdown

    return to_markdown(report).encode()


def _pdf(report: Report) -> bytes:
    from scoring.reports.paper import to_pdf

    return to_pdf(report)


def _json(report: Report) -> bytes:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"


_RENDERERS: dict[str, Callable[[Report], bytes]] = {".html": _html, ".md": _markdown, ".pdf": _pdf, ".json": _json}


def _renderer(output: Path) -> Callable[[Report], bytes]:
    found = _RENDERERS.get(output.suffix.lower())
    if found is None:
        raise WarroomError(f"{output}: the ending says no format", hint="Use .html, .pdf, .md or .json.")
    return found


def _write(path: Path, content: bytes, *, force: bool) -> None:
    try:
        write_whole(path, content, force=force)
    except FileExistsError:
        raise WarroomError(f"{path}: the file exists", hint="Choose another name, or give --force.") from None
    except OSError as error:
        raise WarroomError(f"{path}: {error.strerror}", hint="Give a place that can be written to.") from None
    print(f"{path}: written, {len(content):,} bytes", file=sys.stderr)


def _write_artifacts(case: Case, report: Report, folder: Path, *, force: bool) -> None:
    from scoring.record import Record
    from scoring.reports.artifact import artifacts

    record = Record.of(case.journal.header, case.journal.entries)
    made = artifacts(record, report, case.runbook)
    taken = [name for name in made if (folder / name).exists()]
    if taken and not force:
        raise WarroomError(f"{folder / taken[0]}: the file exists", hint="Choose another folder, or give --force.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarroomError(f"{folder}: {error.strerror}", hint="Give a folder that can be written to.") from None
    for name, text in made.items():
        _write(folder / name, text.encode(), force=force)


# --- regrade ------------------------------------------------------------------------------------------------


def regrade_journals(journals: Sequence[Path], *, runbook: str, scenarios: Sequence[str], as_json: bool) -> int:
    """Print each drill's score under both runbooks; 2 when one could not be judged.

    Args:
        journals: Of drills of any scenarios.
        runbook: The other runbook.
        scenarios: Files of own scenarios, each for the journals that it fits.
        as_json: For programs.

    Raises:
        WarroomError: the other runbook cannot be used for any drill.
    """
    from scenarios.catalog import load_scenario

    load_runbook(runbook)
    given = [load_scenario(name) for name in scenarios]
    rows: list[dict[str, Any]] = []
    failed = 0
    for path in journals:
        try:
            rows.append(regraded(path, runbook, given))
        except WarroomError as error:
            failed += 1
            print(f"warroom: {flat(about(path, error))}", file=sys.stderr)
            if error.hint:
                print(f"  {error.hint}", file=sys.stderr)
    if as_json:
        print(json.dumps({"format": 1, "runbook": flat(runbook), "drills": rows}, indent=2))
    else:
        print("\n".join(line for row in rows for line in _regrade_lines(row)))
    return 2 if failed else 0


def regraded(path: Path, runbook: str, given: Sequence[Loaded[Scenario]] = ()) -> dict[str, Any]:
    """One drill under the runbook that it was played by, and under another.

    Raises:
        WarroomError: it cannot be judged.
    """
    raw, journal = read_journal(path)
    check_over(journal, name=str(path))
    own = runbook if load_runbook(runbook).digest == journal.header.runbook.digest else None
    old = open_case(journal, runbook=own, given=given)
    say_notice(path, old.notice)
    check_sound(raw, journal, name=str(path), runbook=own, given=given)
    new = open_case(journal, runbook=runbook, given=given)
    before, after = old.card.to_json(), new.card.to_json()
    changed = [
        {"id": a["id"], "title": a["title"], "old": b["points"] if b["value"] is not None else None,
         "new": a["points"] if a["value"] is not None else None, "old_target": b["target"], "new_target": a["target"]}
        for b, a in zip(before["criteria"], after["criteria"], strict=True)
        if (b["value"], b["points"], b["target"]) != (a["value"], a["points"], a["target"])
    ]  # fmt: skip
    return {
        "file": str(path), "drill": before["drill"], "scenario": before["scenario"],
        "old": _short(before, old), "new": _short(after, new), "changed": changed,
    }  # fmt: skip


def _short(card: dict[str, Any], case: Case) -> dict[str, Any]:
    return {
        "runbook": f"{case.runbook.id} v{case.runbook.version}", "total": card["total"], "band": card["band"],
        "pass": card["pass"], "gates": [gate["id"] for gate in card["gates"]],
    }  # fmt: skip


def _regrade_lines(row: dict[str, Any]) -> list[str]:
    old, new = row["old"], row["new"]
    verdict = {True: "pass", False: "no pass"}
    lines = [
        flat(f"{row['drill']} ({row['scenario']})"),
        f"  old  {old['runbook']:<24} {old['total']:>6}  band {old['band']}  {verdict[old['pass']]}",
        f"  new  {new['runbook']:<24} {new['total']:>6}  band {new['band']}  {verdict[new['pass']]}",
    ]
    lines += [
        f"    {one['id']} {column(flat(one['title']), 44)} {_points(one['old'])} -> {_points(one['new'])}"
        for one in row["changed"]
    ]
    return lines if row["changed"] else [*lines, "    no criterion changed"]


def _points(value: object) -> str:
    return "unscored" if value is None else f"{value}"
