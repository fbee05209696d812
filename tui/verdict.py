"""The judge's answer as the debrief shows it: rows made of the scorecard's JSON shape (`score --format json`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.cells import column
from tui.rows import Row, Tone, heading

if TYPE_CHECKING:
    from scoring.analysis.whatif import WhatIf

BAR_WIDTH = 16
"""So that a domain's line fits into sixty columns."""
TITLE_WIDTH = 23
BAND_WORDS = {
    "P": "performed without challenges",
    "S": "performed with some challenges",
    "M": "performed with major challenges",
    "U": "unable to be performed",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a drill can be held against."""

    reference: Mapping[str, Any] | None = None
    """The scorecard of the variant's reference run, played by a simulated player."""
    earlier: tuple[str, ...] = ()
    """Totals of one's own drills of the scenario in this mode, oldest first."""
    before: Mapping[str, Any] | None = None
    """The scorecard of one's own drill before this one."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge says."""

    card: Mapping[str, Any]
    """The scorecard as JSON: total, band, gates, domains, criteria."""
    seal: str = ""
    """Where the journal lies, or how to prove it."""
    compare: Callable[[], Comparison] | None = None
    """Plays and judges the reference run; slow, so called when somebody wants to see it."""
    weigh: Callable[[Callable[[int, int], None]], WhatIf] | None = None
    """Plays the drill again without each decision, telling how many courses are done of how many; slow too."""
    remarks: tuple[str, ...] = ()
    """What else is to be known about the total, e.g. how many hints were taken."""
    part: str = ""
    """What one's own seat did in a team's drill; empty alone."""
    short: tuple[str, str] = ("", "")
    """Id of the focal drill that suits next, and what to say about it."""


def score_rows(verdict: Verdict) -> tuple[Row, ...]:
    """Total, band, gates, and a bar for each domain."""
    card = verdict.card
    lacks = "; ".join(card.get("shortfalls", ()))
    rows = [
        _total(card),
        *([Row("", (("No pass  ", Tone.WARN),), lacks, lines=4)] if lacks else []),
        *(Row("", (), words, lines=2) for words in verdict.remarks),
        *(_gate(gate) for gate in card.get("gates", ())),
        heading(""),
    ]
    rows += [_domain(domain) for domain in card.get("domains", ())]
    if (practise := next_row(verdict)) is not None:
        rows += [heading(""), practise]
    if verdict.short[0]:
        rows.append(Row(f"focus:{verdict.short[0]}", (("Drill it next: ", Tone.ACCENT),), verdict.short[1], lines=3))
    if verdict.part:
        rows += [heading(""), Row("", (), verdict.part, lines=10)]
    if card.get("first_hour") is not None and not card.get("too_short"):
        rows += [heading(""), Row("", (), f"The first hour alone: {_hour(card['first_hour'])}")]
    if card.get("distinctions"):
        rows.append(Row("", (), f"Distinctions (stretch targets met): {', '.join(card['distinctions'])}"))
    for words in (card.get("honesty"), verdict.seal):
        rows += [heading(""), Row("", (), str(words), Tone.DIM, lines=16)] if words else []
    return tuple(rows)


def _total(card: Mapping[str, Any]) -> Row:
    """The total and its band; neither where somebody else ended the drill before much of it was due."""
    if card.get("too_short"):
        return Row("", (("Total  ", Tone.PLAIN), ("none   ", Tone.STRONG)), "Too little was due when it was ended.")
    band = str(card.get("band", ""))
    words = f"band {band}: {BAND_WORDS.get(band, '')}" if band else str(card.get("focus", ""))
    return Row("", (("Total  ", Tone.PLAIN), (f"{card.get('total')} of 100   ", Tone.STRONG)), words)


def _domain(domain: Mapping[str, Any]) -> Row:
    points, of = float(domain["points"]), float(domain["of"] or 0)
    share = points / of if of else 0.0
    told = f"{_number(points)} of {_number(of)}" if of else "not scored"
    head = (
        (f"{domain['id']}  ", Tone.STRONG),
        (f"{column(str(domain.get('title', '')), TITLE_WIDTH)} ", Tone.PLAIN),
        (f"{told:>11}  ", Tone.PLAIN if of else Tone.DIM),
    )
    if not of:
        return Row("", head, "·" * BAR_WIDTH, Tone.DIM, lines=1)
    full = int(share * BAR_WIDTH)
    tone = Tone.GOOD if share >= 0.85 else Tone.WARN if share >= 0.5 else Tone.CRITICAL
    return Row("", head, "█" * full + "░" * (BAR_WIDTH - full), tone, lines=1)


def _hour(value: Any) -> str:
    """A share as a percentage, to a tenth as in reports; a mapping with `percent`, or a number of percent."""
    percent = value["percent"] if isinstance(value, Mapping) else value
    return "not scored" if percent is None else f"{round(float(percent), 1):g} %"


def _gate(gate: Mapping[str, Any]) -> Row:
    does = "a person must confirm it" if gate.get("pending") else "it caps the total and leaves the lowest band"
    return Row("", ((f"✗ gate {gate['id']} ", Tone.CRITICAL),), f"{gate['title']}: {does}", Tone.CRITICAL, lines=5)


def compare_rows(verdict: Verdict, against: Comparison) -> tuple[Row, ...]:
    """Domain by domain: oneself beside the reference run; then one's earlier totals."""
    reference, before = against.reference or {}, against.before
    theirs, earlier = _points(reference), _points(before or {})
    rows = [Row("", ((f"{'':<27}{'you':>8}{'reference':>11}{'before' if before else '':>9}", Tone.DIM),), "")]
    for one in verdict.card.get("domains", ()):
        other = theirs.get(str(one["id"]))
        points = f"{_earned(one):>8}" + (f"{_earned(other):>11}" if other else "")
        if (mine := earlier.get(str(one["id"]))) is not None:
            points += f"{_earned(mine):>9}"
        behind = bool(other) and float(one["points"]) + 0.05 < float(other["points"]) if other else False
        head = (
            (f"{one['id']}  {column(str(one.get('title', '')), TITLE_WIDTH)} ", Tone.PLAIN),
            (points, Tone.WARN if behind else Tone.GOOD),
        )
        rows.append(Row("", head, "", lines=1))
    total = f"{verdict.card.get('total')!s:>8}{reference.get('total', '—')!s:>11}"
    total += f"{before.get('total')!s:>9}" if before else ""
    rows.append(Row("", ((f"{'Total':<27}", Tone.STRONG), (total, Tone.STRONG)), ""))
    rows += [
        heading(""),
        Row("", (), "The reference run is the scenario author's, played by a simulated player.", Tone.DIM),
    ]
    if against.earlier:
        rows.append(Row("", (), f"Your totals so far, oldest first: {', '.join(against.earlier)}"))
    return tuple(rows)


def _earned(domain: Mapping[str, Any]) -> str:
    """The points of a domain; a dash where none of its criteria is scored."""
    return _number(float(domain["points"])) if domain["of"] else "–"


def _points(card: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {str(one["id"]): one for one in card.get("domains", ())}


def next_row(verdict: Verdict) -> Row | None:
    """What to practise next: the domain that lost most, and its costliest criterion."""
    lost = [one for one in verdict.card.get("criteria", ()) if _lost(one) > 0.005]
    if not lost:
        return None
    worst = max(lost, key=_lost)
    advice = str(worst.get("practise") or worst.get("advice") or worst["title"])
    words = f"{worst['id']} {worst['title']} cost {_number(_lost(worst))} points. {advice}"
    return Row(f"criterion:{worst['id']}", (("Practise next: ", Tone.ACCENT),), words, lines=4)


def criterion_rows(verdict: Verdict, *, lost_only: bool) -> tuple[Row, ...]:
    """Each criterion with what happened; those with the most points lost first, or all in the rubric's order."""
    found = [one for one in verdict.card.get("criteria", ()) if not lost_only or _lost(one) > 0.005]
    if lost_only:
        found.sort(key=lambda one: (-_lost(one), str(one["id"])))
    return tuple(_criterion(one) for one in found)


def _lost(one: Mapping[str, Any]) -> float:
    return 0.0 if one.get("value") is None else _of(one) - float(one["points"])


def _of(one: Mapping[str, Any]) -> float:
    """Points that there were; a card of an earlier version knows the weight alone."""
    return float(one.get("of") or one["weight"])


def _points_of(one: Mapping[str, Any]) -> str:
    return "not scored" if one.get("value") is None else f"{_number(float(one['points']))} of {_number(_of(one))}"


def _criterion(one: Mapping[str, Any]) -> Row:
    if one.get("value") is None:
        mark, tone = "–", Tone.DIM
    else:
        value = float(one["value"])
        mark, tone = ("✓", Tone.GOOD) if value >= 0.995 else ("△", Tone.WARN) if value > 0 else ("✗", Tone.CRITICAL)
    head = ((f"{mark} {one['id']}  ", tone), (f"{_points_of(one):<13} ", Tone.PLAIN))
    return Row(f"criterion:{one['id']}", head, f"{one['title']}: {one['actual']}", lines=2)


def criterion_text(verdict: Verdict, criterion: str) -> str:
    """Everything about one criterion: target, actual, why, and the sentence or act that would have earned it."""
    one = next(one for one in verdict.card["criteria"] if one["id"] == criterion)
    lines = [
        f"{one['id']}  {one['title']}", "",
        f"Target    {one['target']}",
        f"You       {one['actual']}",
        f"Points    {_points_of(one)}",
    ]  # fmt: skip
    lines += ["", str(one["explanation"])] if one.get("explanation") else []
    for quote in one.get("quotes", ()):
        rule = str(quote["rule"]).replace("_", " ")
        advice = "" if quote["advice"] == one.get("advice") else f": {quote['advice']}"
        lines += ["", f"“{quote['quote']}” ({rule}){advice}"]
    for key, words in (("advice", "Better"), ("practise", "Practise"), ("source", "Source")):
        if one.get(key):
            lines += ["", f"{words}: {one[key]}"]
    return "\n".join(lines)


def evidence_of(verdict: Verdict, criterion: str) -> tuple[int, ...]:
    """The journal lines that decided a criterion."""
    one = next(one for one in verdict.card["criteria"] if one["id"] == criterion)
    return tuple(int(number) for number in one.get("evidence", ()))


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
