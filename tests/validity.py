"""Measure the reader against labelled texts: `python -m tests.validity DIR [--brief] [--only KIND]`.

Prints per feature precision, recall, F1 and Cohen's kappa with counts and 95 % intervals (F1, kappa by bootstrap over
documents with a fixed seed; precision and recall by Wilson), and every disagreement with its span and words.
Cells that the labels call borderline are left out of the main table and reported apart. Of `updates.jsonl`,
`briefs.jsonl` and `postmortems.tsv` those are read that the folder has.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from scenarios.lexicon import load_reader
from simulator.reading import Finding, PostmortemReading, Reader

UPDATE_COLUMNS = (
    "acknowledges",
    "states_impact",
    "states_action",
    "action_specific",
    "next_update",
    "vague_promise",
    "promises_fix_time",
    "says_no_eta",
    "apology",
)
POSTMORTEM_COLUMNS = (
    "summary",
    "timeline_ts",
    "timeline_prose",
    "utc",
    "impact_quant",
    "duration_stated",
    "root_cause",
    "actions",
    "owners",
    "due",
    "blame_individual",
    "self_blame",
    "human_error",
    "blame_team",
    "names_individual",
    "detection",
    "comms",
    "lessons",
    "counterfactual",
    "customer_narrative",
)
BRIEF_COLUMNS = ("impact", "status", "confidence", "decisions", "next_refresh")
TABLES = {"updates": "updates.jsonl", "briefs": "briefs.jsonl", "postmortems": "postmortems.tsv"}
DRAWS = 1000


class Cell(NamedTuple):
    """One label beside what the reader said."""

    file: str
    feature: str
    label: bool
    said: bool
    is_borderline: bool
    words: str


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 0 when the folder could be read, 2 when it holds no labelled text of the kind asked for."""
    parser = argparse.ArgumentParser(description="Measure the reader against labelled texts.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--brief", action="store_true", help="leave out the list of disagreements")
    parser.add_argument("--only", choices=tuple(TABLES))
    parser.add_argument("--sources", help="comma-separated starts of file names to keep; with a leading ! to leave out")
    options = parser.parse_args(arguments)
    kinds = [kind for kind in TABLES if options.only in (None, kind) and (options.corpus / TABLES[kind]).is_file()]
    if not kinds:
        asked = TABLES[options.only] if options.only else ", ".join(TABLES.values())
        sys.stderr.write(f"{options.corpus} holds none of: {asked}. Name a folder of labelled texts.\n")
        return 2
    reader = load_reader()
    keep = _filter(options.sources)
    _print(f"reader {reader.digest}")
    for kind in kinds:
        _measure(kind, reader, options.corpus, keep, listed=not options.brief)
    return 0


def _measure(kind: str, reader: Reader, corpus: Path, keep: Callable[[str], bool], *, listed: bool) -> None:
    """Read one kind of text and print its table."""
    if kind == "postmortems":
        report("Post-mortems", read_postmortems(reader, corpus, keep), POSTMORTEM_COLUMNS, listed=listed)
        return
    read, columns = (read_updates, UPDATE_COLUMNS) if kind == "updates" else (read_briefs, BRIEF_COLUMNS)
    cells, minutes = read(reader, corpus, keep)
    report(kind.capitalize(), cells, columns, listed=listed)
    report_minutes(minutes, listed=listed)


def _filter(sources: str | None) -> Callable[[str], bool]:
    """Return whether a file belongs to the sources asked for."""
    if not sources:
        return lambda name: True
    negative = sources.startswith("!")
    starts = tuple(sources.lstrip("!").split(","))
    return lambda name: any(start in name for start in starts) != negative


def read_updates(
    reader: Reader, corpus: Path, keep: Callable[[str], bool]
) -> tuple[list[Cell], list[tuple[str, str, int, int | None]]]:
    """Read every labelled update: its cells, and the promised minute as labelled and as read."""
    cells, minutes = [], []
    for line in (corpus / "updates.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not keep(row["file"]):
            continue
        at = int(datetime.fromisoformat(row["at"]).astimezone(UTC).timestamp())
        reading = reader.read_update(row["text"], at_utc_s=at)
        doubtful = set(row["borderline"].split(","))
        said = {name: bool(reading.features.get(name)) for name in UPDATE_COLUMNS}
        for name in UPDATE_COLUMNS:
            words = quotes(reading.findings, name) or row["text"].replace("\n", " ")
            cells.append(Cell(row["file"], name, bool(row[name]), said[name], name in doubtful, words))
        if row["next_update_minutes"] not in ("", None):
            read = None if reading.next_update_utc_s is None else round((reading.next_update_utc_s - at) / 60)
            minutes.append((row["file"], row["next_update_raw"], int(row["next_update_minutes"]), read))
    return cells, minutes


def read_briefs(
    reader: Reader, corpus: Path, keep: Callable[[str], bool]
) -> tuple[list[Cell], list[tuple[str, str, int, int | None]]]:
    """Read every labelled brief to executives: its cells, and the minute of the next brief as labelled and as read."""
    cells, minutes = [], []
    for line in (corpus / TABLES["briefs"]).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not keep(row["file"]):
            continue
        at = int(datetime.fromisoformat(row["at"]).astimezone(UTC).timestamp())
        reading = reader.read_brief(row["text"], at_utc_s=at)
        read = None if reading.next_refresh_utc_s is None else round((reading.next_refresh_utc_s - at) / 60)
        doubtful = {name.strip() for name in row["borderline"].split(",")}
        for name in BRIEF_COLUMNS:
            said = read is not None if name == "next_refresh" else bool(getattr(reading, name))
            words = quotes(reading.findings, name) or row["text"].replace("\n", " ")
            cells.append(Cell(row["file"], name, bool(row[name]), said, name in doubtful, words))
        if row["next_refresh_minutes"] is not None and not doubtful & {"next_refresh", "next_refresh_minutes"}:
            minutes.append((row["file"], row["at"], int(row["next_refresh_minutes"]), read))
    return cells, minutes


def read_postmortems(reader: Reader, corpus: Path, keep: Callable[[str], bool]) -> list[Cell]:
    """Read every labelled post-mortem."""
    cells = []
    with (corpus / "postmortems.tsv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t"))
    for row in rows:
        if not keep(row["file"].rsplit("/", 1)[-1]):
            continue
        text = (corpus / row["file"]).read_text(encoding="utf-8", errors="replace")
        if row["truncated"] == "1":
            text = " ".join(text.split(" ")[:2500]) if len(text.split()) > 2500 else text
        reading = reader.read_postmortem(text)
        doubtful = set((row["borderline"] or "").split(","))
        for name in POSTMORTEM_COLUMNS:
            label = row["counterfactual_n"] if name == "counterfactual" else row[name]
            if label in ("", None):
                continue
            words = quotes(reading.findings, name) or where(reading, name) or _labelled(row, name, text)
            said = bool(reading.features.get(name))
            cells.append(
                Cell(row["file"], name, int(label) > 0, said, name in doubtful or f"{name}_n" in doubtful, words)
            )
    return cells


def where(reading: PostmortemReading, feature: str) -> str:
    """Return the places that features rest on which are more than a finding: rows of the timeline and actions."""
    if feature.startswith("timeline"):
        return " | ".join(f"{row.start}-{row.end} {row.clock} {row.text[:80]!r}" for row in reading.timeline[:3])
    rows = [
        row for row in reading.actions if feature == "actions" or getattr(row, str(feature.removesuffix("s")), None)
    ]
    named = {"owners": "owner", "due": "due", "actions": "type"}.get(feature)
    return (
        " | ".join(f"{row.start}-{row.end} {getattr(row, named)}: {row.text[:80]!r}" for row in rows[:3])
        if named
        else ""
    )


def _labelled(row: Mapping[str, str], feature: str, text: str) -> str:
    """Return what the labels say of a feature, else the opening of the text, with its span."""
    evidence = row.get(f"evidence_{feature}") or (row.get("evidence_blame") if "blame" in feature else "")
    opening = text.strip()[:120]
    start = text.find(opening)
    return f"labelled: {evidence}" if evidence else f"{start}-{start + len(opening)} {opening!r}"


def quotes(findings: Iterable[Finding], feature: str) -> str:
    """Return the words of the findings of one feature, with their spans and rules."""
    found = [f"{one.start}-{one.end} {one.rule}: {one.quote[:160]!r}" for one in findings if one.feature == feature]
    return " | ".join(found[:4])


def report(title: str, cells: list[Cell], columns: Iterable[str], *, listed: bool) -> None:
    """Print the table of one kind of text."""
    _print(f"\n{title}: {len({cell.file for cell in cells})} texts, borderline cells left out")
    _print(
        f"{'feature':20s} {'n':>4s} {'tp':>4s} {'fp':>3s} {'fn':>3s} {'precision':>17s} "
        f"{'recall':>17s} {'F1':>17s} {'kappa':>17s} {'F1 with borderline':>19s}"
    )
    for name in columns:
        mine = [cell for cell in cells if cell.feature == name]
        clear = [cell for cell in mine if not cell.is_borderline]
        _print(_row(name, clear, mine))
    if listed:
        for cell in cells:
            if cell.label != cell.said:
                kind = "missed" if cell.label else "false "
                mark = " (borderline)" if cell.is_borderline else ""
                _print(f"{kind} {cell.feature:18s} {cell.file.split('/')[-1]}{mark}: {cell.words[:420]}")


def _row(name: str, clear: list[Cell], everything: list[Cell]) -> str:
    """Return one line of the table."""
    pairs = [(cell.label, cell.said) for cell in clear]
    tp, fp, fn, _ = counts(pairs)
    if tp + fp + fn == 0:
        return f"{name:20s} {len(pairs):4d}    0   0   0 nothing of it in these texts, and nothing read"
    draws = bootstrap(pairs)
    f1 = f"{score_f1(pairs):.2f} [{_at(draws[0], 2.5):.2f},{_at(draws[0], 97.5):.2f}]"
    kappa = f"{score_kappa(pairs):.2f} [{_at(draws[1], 2.5):.2f},{_at(draws[1], 97.5):.2f}]"
    return (
        f"{name:20s} {len(pairs):4d} {tp:4d} {fp:3d} {fn:3d} {_wilson(tp, tp + fp):>17s} {_wilson(tp, tp + fn):>17s} "
        f"{f1:>17s} {kappa:>17s} {score_f1([(cell.label, cell.said) for cell in everything]):19.2f}"
    )


def report_minutes(minutes: list[tuple[str, str, int, int | None]], *, listed: bool) -> None:
    """Print how often the promised minute was resolved exactly."""
    exact = sum(1 for _, _, label, read in minutes if label == read)
    _print(f"promised minute exact: {exact} of {len(minutes)}  {_wilson(exact, len(minutes))}")
    for file, raw, label, read in minutes:
        if listed and label != read:
            _print(f"minute {file.split('/')[-1]}: {raw!r} labelled {label}, read {read}")


def counts(pairs: Iterable[tuple[bool, bool]]) -> tuple[int, int, int, int]:
    """Return true positives, false positives, false negatives, true negatives of (label, said) pairs."""
    pairs = list(pairs)
    return (
        sum(1 for label, said in pairs if label and said),
        sum(1 for label, said in pairs if not label and said),
        sum(1 for label, said in pairs if label and not said),
        sum(1 for label, said in pairs if not label and not said),
    )


def score_f1(pairs: Iterable[tuple[bool, bool]]) -> float:
    """Return F1; 1 when there is nothing to find and nothing was found."""
    tp, fp, fn, _ = counts(pairs)
    return 1.0 if tp + fp + fn == 0 else 2 * tp / (2 * tp + fp + fn)


def score_kappa(pairs: Iterable[tuple[bool, bool]]) -> float:
    """Return Cohen's kappa; 1 when both agree on a constant."""
    tp, fp, fn, tn = counts(pairs)
    total = tp + fp + fn + tn
    if total == 0:
        return 1.0
    observed = (tp + tn) / total
    chance = ((tp + fp) * (tp + fn) + (fn + tn) * (fp + tn)) / total**2
    return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def bootstrap(pairs: list[tuple[bool, bool]]) -> tuple[list[float], list[float]]:
    """Return sorted F1 and kappa of documents drawn again and again with a fixed seed."""
    chance = random.Random(20260101)
    draws = [chance.choices(pairs, k=len(pairs)) for _ in range(DRAWS)] if pairs else []
    return sorted(map(score_f1, draws)), sorted(map(score_kappa, draws))


def _at(values: list[float], percent: float) -> float:
    """Return a percentile of sorted values."""
    return values[min(len(values) - 1, int(len(values) * percent / 100))] if values else 0.0


def _wilson(hits: int, total: int) -> str:
    """Return a share with its 95 % Wilson interval."""
    if total == 0:
        return "-"
    z, share = 1.96, hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * ((share * (1 - share) / total + z * z / (4 * total * total)) ** 0.5) / (1 + z * z / total)
    return f"{share:.2f} [{max(0.0, middle - half):.2f},{min(1.0, middle + half):.2f}]"


def summary(cells: Iterable[Cell]) -> Mapping[str, float]:
    """Return F1 by feature without borderline cells, for comparisons in a test or a note."""
    clear = [cell for cell in cells if not cell.is_borderline]
    return {
        name: score_f1([(c.label, c.said) for c in clear if c.feature == name]) for name in {c.feature for c in clear}
    }


def _print(line: str) -> None:
    """Write one line of the report."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
