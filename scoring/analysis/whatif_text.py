"""What decisions were worth, in plain words and as JSON."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scoring.analysis.course import POLICY, Left
from scoring.analysis.handover import Best
from scoring.analysis.trial import Measured
from scoring.analysis.whatif import SAID_CENTI, Change, WhatIf, Worth
from simulator.clock import HOUR_S, spell
from simulator.commands import kind_of
from simulator.journal import Journal
from simulator.money import format_cents

FORMAT = 1
WIDTH = 80
HONESTY = (
    "The customer model is mostly guesses, so sentiment and churn show a direction, no size. A difference is one of "
    "this world: it says what that course would have brought here, not what is right everywhere."
)
NOISE = (
    "By other seeds: the mean difference of the same two courses under {n} other seeds of durations, arrivals and "
    "chances; cause, cast and accounts stay. The range is the 99 % interval of the mean. “Clear” means one sign "
    "throughout and at least 0.2 points."
)
SCALE_CENTI = 10_000
"""A score has a hundred points: a wider range says nothing."""
WITHHELD = (
    "No advice, although it scores higher, because it leaves out or puts off what others are owed, and some criteria, "
    "such as C5, are means over what was sent:"
)
GATES_FIRST = "those that move a gate first"
HANDOVER = (
    "Best found from {at} on: the expert player (a simulated agent) takes over with what the room knew, {n} times with "
    "other habits. It is a search among its ways of playing, not a proof that nothing better exists."
)


def render(result: WhatIf, journal: Journal, best: Best | None = None) -> str:
    """Write the result for people."""
    header = journal.header
    lines = [
        "What your decisions were worth",
        f"{header.drill} · {header.scenario.id} · {result.taken.variant} · {points(result.taken.total_centi)} points"
        + (f" (gates: {', '.join(result.taken.gates)})" if result.taken.gates else ""),
        "",
        *_group("Cost most", result.cost, result.taken, "No other course that was tried scores higher."),
        *_group("Saved most", result.saved, result.taken, "No other course that was tried scores lower."),
    ]
    if best is not None:
        lines += [*_best(best, result.taken), ""]
    for text in assumptions(result):
        lines += [*textwrap.wrap(text, WIDTH), ""]
    return "\n".join(line.rstrip() for line in lines)


@dataclass(frozen=True, slots=True)
class Telling:
    """One decision's worth in words."""

    size: str
    """How much, and how that stands against noise."""
    did: str
    instead: str
    then: str
    left_out: str
    """What made no sense any more; empty when everything did."""
    line: int
    """The journal line that the decision stands on; 0 = it was left undone."""


def tell(worth: Worth, taken: Measured) -> Telling:
    """Say what one decision was worth."""
    return Telling(
        _size(worth), worth.decision.did, f"Instead: {worth.decision.instead}.", consequences(worth, taken),
        left_out(worth.left) if worth.left else "", worth.decision.line,
    )  # fmt: skip


def assumptions(result: WhatIf) -> tuple[str, ...]:
    """How many courses changed the score, and what every figure rests on."""
    noise = NOISE.format(n=len(result.noise_seeds)) if result.noise_seeds else "Other seeds were not looked at."
    many = f"{len(result.worths)} of the courses that were tried changed the score."
    if result.untried:
        lost = ", ".join(f"{x.what} (domain {x.domain} lost {points(x.lost_centi)})" for x in result.untried)
        many += f" Not tried, because you never did it and no course can write it for you: {lost}."
    fixed = set(result.taken.gates).intersection(*(one.other.gates for one in result.worths))
    if fixed:
        many += f" No course that was tried lifts {', '.join(sorted(fixed))}."
    apart = [one.decision.did for one in result.worths if one.ends_otherwise(result.taken)]
    if apart:
        many += f" Not ranked, because only the course taken claimed an end while service failed: {' '.join(apart)}"
    owed = [f"{one.decision.did} Instead: {one.decision.instead}." for one in result.worths if one.only_withholds]
    if owed:
        many += f" {WITHHELD} {' '.join(owed)}"
    return many, f"What is assumed: {POLICY}", noise, HONESTY


def _group(title: str, worths: tuple[Worth, ...], taken: Measured, nothing: str) -> Iterator[str]:
    yield f"{title}, {GATES_FIRST}".upper()
    if not worths:
        yield f"  {nothing}"
    for place, worth in enumerate(worths, 1):
        told = tell(worth, taken)
        yield f" {place}. {told.size}"
        for text in (told.did, told.instead, told.then, told.left_out):
            yield from _indented(text)
    yield ""


def _indented(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="    ", subsequent_indent="    ")


def _size(worth: Worth) -> str:
    """How much, and how it stands against noise; a minus is against the heading that it stands under."""
    way = 1 if worth.costs else -1
    total, before = way * worth.change.total_centi, way * worth.change.earned_centi
    if abs(total) >= SAID_CENTI:
        own = f"{points(total)} points"
    else:
        own = f"{points(before)} points before gates" if abs(before) >= SAID_CENTI else "a gate, no points"
    if worth.noise is None:
        return own
    noise = f"by other seeds {points(way * worth.noise.mean_centi)}"
    if len(worth.noise.differences_centi) > 1:
        wide = worth.noise.half_width_centi
        noise += f" ± {points(wide)}" if wide <= SCALE_CENTI else ", too few seeds to say how near"
    return f"{own}   ({'clear' if worth.clear else 'not clear'}; {noise})"


def consequences(worth: Worth, taken: Measured) -> str:
    """What the other course brings besides points: `service back 6 min sooner, …`."""
    change, other = worth.change, worth.other
    parts = [*_restore(change, taken, other)]
    parts += _moods(change, taken, other)
    if change.credit_cents:
        parts.append(f"credits {'+' if change.credit_cents > 0 else '-'}{format_cents(abs(change.credit_cents))}")
    gone, new = sorted({*taken.gates} - {*other.gates}), sorted({*other.gates} - {*taken.gates})
    parts += [f"gate {gate} is no longer violated" for gate in gone] + [f"gate {gate} is violated" for gate in new]
    total = f"{points(taken.total_centi)} becomes {points(other.total_centi)}"
    return f"Then: {', '.join([total, *parts])}."


def _moods(change: Change, taken: Measured, other: Measured) -> Iterator[str]:
    """What customers feel; not after outages of which one was simply watched for longer than the other."""
    longer_s = other.ended_s - taken.ended_s
    if longer_s >= HOUR_S and taken.hurt and taken.restored_s is None and other.restored_s is None:
        yield f"the drill goes on for {spell(longer_s)} while service fails, so moods cannot be compared"
        return
    if abs(change.sentiment_milli) >= 100:
        yield f"customers’ sentiment {change.sentiment_milli / 1000:+.1f}"
    if abs(change.leaving_ppm) >= 1_000:
        yield f"accounts expected to leave {change.leaving_ppm / 1e6:+.3f}"


def _restore(change: Change, taken: Measured, other: Measured) -> Iterator[str]:
    if change.restore_s:
        yield f"service back {spell(abs(change.restore_s))} {'later' if change.restore_s > 0 else 'sooner'}"
    elif change.restore_s is None and taken.restored_s is not None:
        yield "service is not restored" if other.hurt else "customers feel nothing"
    elif change.restore_s is None and other.restored_s is not None:
        yield f"service is restored after {spell(other.restored_s)}"


def left_out(left: tuple[Left, ...]) -> str:
    """How many later commands made no sense then, and which."""
    kinds = Counter((kind_of(one.step.command).replace("_", " "), one.reason.rstrip(".")) for one in left)
    shown = [f"{kind}{f' ×{count}' if count > 1 else ''} ({why})" for (kind, why), count in kinds.most_common(4)]
    more = len(kinds) - len(shown)
    return f"Left out as senseless then: {'; '.join(shown)}{f'; {more} more kinds' if more else ''}."


def _best(best: Best, taken: Measured) -> Iterator[str]:
    yield "BEST FOUND FROM HERE"
    yield from _indented(HANDOVER.format(at=spell(best.at_s), n=len(best.runs)))
    better = "" if best.best.total_centi > taken.total_centi else " None of its ways was better than yours."
    yield from _indented(
        f"Best {points(best.best.total_centi)}, middle {points(best.middle_centi)}; you reached "
        f"{points(taken.total_centi)}.{better}"
    )
    for reason, count in Counter(reason for run in best.gates for reason in run).most_common():
        yield from _indented(f"Gate {reason} capped {count} of its {len(best.runs)} ways.")
    if best.best.restored_s is not None:
        yield from _indented(f"In the best one service is back after {spell(best.best.restored_s)} of the drill.")


def points(centi: float) -> str:
    """Hundredths of a point with one decimal; never a zero with a minus."""
    return f"{centi / 100:z.1f}"


# --- JSON ---------------------------------------------------------------------------------------------------


def to_json(result: WhatIf, journal: Journal, best: Best | None = None) -> dict[str, Any]:
    """The result as `whatif --format json` prints it; see `docs/schemas/whatif.schema.json`."""
    return {
        "format": FORMAT,
        "drill": journal.header.drill,
        "scenario": journal.header.scenario.id,
        "variant": result.taken.variant,
        "total": result.taken.total_centi / 100,
        "gates": list(result.taken.gates),
        "assumes": [POLICY, NOISE.format(n=len(result.noise_seeds)), HONESTY],
        "noise_seeds": list(result.noise_seeds),
        "cost": [one.decision.id for one in result.cost],
        "saved": [one.decision.id for one in result.saved],
        "decisions": [_decision(one, result.taken) for one in result.worths],
        "best": None if best is None else _best_json(best),
    }


def _decision(worth: Worth, taken: Measured) -> dict[str, Any]:
    decision, change = worth.decision, worth.change
    return {
        "id": decision.id,
        "at_s": decision.at_s,
        "line": decision.line or None,
        "did": decision.did,
        "instead": decision.instead,
        "then": consequences(worth, taken),
        "score": change.total_centi / 100,
        "score_before_gates": change.earned_centi / 100,
        "restore_s": change.restore_s,
        "sentiment": change.sentiment_milli / 1_000,
        "accounts_leaving": change.leaving_ppm / 1_000_000,
        "credit_cents": change.credit_cents,
        "gates": list(worth.other.gates),
        "clear": worth.clear if worth.noise is not None else None,
        "noise": None if worth.noise is None else _noise(worth),
        "left_out": [
            {"line": one.step.n or None, "kind": kind_of(one.step.command), "reason": one.reason} for one in worth.left
        ],
    }


def _noise(worth: Worth) -> dict[str, Any]:
    assert worth.noise is not None  # noqa: S101  # the caller looked
    several = len(worth.noise.differences_centi) > 1
    return {
        "differences": [one / 100 for one in worth.noise.differences_centi],
        "mean": round(worth.noise.mean_centi / 100, 3),
        "half_width": round(worth.noise.half_width_centi / 100, 3) if several else None,
    }


def _best_json(best: Best) -> dict[str, Any]:
    return {
        "at_s": best.at_s,
        "simulated_agents": True,
        "words": HANDOVER.format(at=spell(best.at_s), n=len(best.runs)),
        "totals": [run.total_centi / 100 for run in best.runs],
        "best": best.best.total_centi / 100,
        "middle": best.middle_centi / 100,
        "gates": [list(run) for run in best.gates],
        "restored_s": best.best.restored_s,
    }
