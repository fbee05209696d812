"""A calibration as a plain text report."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

WIDTH = 80
_OBSERVED = "consistency_one_drill"
"""The one that was counted; what is expected of more scenarios is not to be compared with it."""


def render(found: dict[str, Any]) -> str:
    """Write a calibration, or a comparison of runbooks, for people."""
    lines = [f"CALIBRATION OF {found['of'].upper()}", *textwrap.wrap(found["honesty"], WIDTH), ""]
    players = found["players"]
    lines += [f"{found['drills']} drills: {len(players)} players, {len(found['scenarios'])} scenarios, "
              f"{found['forms_per_scenario']} forms of each; runbook {found['runbook']}", ""]  # fmt: skip
    for scenario in found["scenarios"]:
        lines += [*_scenario(scenario), ""]
    lines += [*_reliability(found["reliability"]), "", *_method(found), ""]
    if found.get("comparison"):
        lines += [*_comparison(found["comparison"]), ""]
    return "\n".join(line.rstrip() for line in lines)


def _scenario(found: dict[str, Any]) -> Iterator[str]:
    score = found["score"]
    spread = "  ".join(f"{q} %: {value:.1f}" for q, value in score["quantiles"].items())
    yield f"{found['id'].upper()}   mean {score['mean']:.1f}  sd {score['sd']:.1f}  n {score['n']}"
    yield f"  {spread}"
    yield f"  pass {found['pass_share']:.0%}   gates {found['gate_share']:.0%}   the same player over forms: sd " \
          f"{found['noise_floor_sd']:.1f} (floor of the noise)"  # fmt: skip
    exposure = found["exposure"]
    yield f"  exposure: {exposure['variants']} variants; a second free draw shows the same one with " \
          f"{exposure['same_variant_next_time']:.0%}"  # fmt: skip
    for variant in found["variants"]:
        scale = "  ".join(f"{score}→{value:.0f}" for score, value in variant["as_first"].items())
        yield f"  {variant['id']:<24} forms {variant['forms']:>3}  mean {variant['mean']:5.1f}   as the first: {scale}"
    yield "  criterion     n   mean  difficulty  discrimination   (logits; hardest first)"
    for item in sorted(
        found["criteria"], key=lambda one: -(one["difficulty"] if one["difficulty"] is not None else -99)
    ):
        yield f"  {item['id']:<9}{item['n']:>6}{_cell(item['mean'], 7)}{_cell(item['difficulty'], 12)}" \
              f"{_cell(item['discrimination'], 16)}"  # fmt: skip


def _cell(value: float | None, width: int) -> str:
    return f"{'-' if value is None else format(value, '.2f')}".rjust(width)


def _reliability(found: dict[str, Any]) -> Iterator[str]:
    parts = found["components"]
    whole = sum(parts.values()) or 1
    yield "RELIABILITY OF SIMULATED AGENTS' SCORES"
    yield "  share of variance: " + ", ".join(
        f"{name.replace('_', ' × ')} {v / whole:.0%}" for name, v in parts.items()
    )
    for key, words in (("g_one_drill", "G, one drill"), ("phi_one_drill", "Φ, one drill"),
                       ("sem_one_drill", "SEM, one drill, points")):  # fmt: skip
        yield f"  {words:<26}{found[key]['value']:>7.2f}   95 % {found[key]['low']:.2f} to {found[key]['high']:.2f}"
    yield f"  scenarios needed for Φ 0.7: {found['drills_for_0.7'] or 'out of reach'}, for 0.8: " \
          f"{found['drills_for_0.8'] or 'out of reach'}"  # fmt: skip
    for key in sorted((key for key in found if key.startswith("consistency")), key=lambda key: key != _OBSERVED):
        one = found[key]
        what = f"{key.replace('_', ' ')} at {found['cut']:.0f}"
        how = "observed, with gates" if key == _OBSERVED else "expected by a model without gates"
        yield f"  {what} ({how}):"
        yield f"    the same decision {one['agreement']:.0%} of the time, κ {one['kappa']:.2f}"
    if found["rough"]:
        yield f"  Rough: {found['rough_because']}; what involves scenarios is hardly known."


def _method(found: dict[str, Any]) -> Iterator[str]:
    check = found["method_check"]
    yield "METHOD CHECK (generated from the models, so the truth is known)"
    yield f"  difficulties recovered: r {check['difficulty_correlation']:.3f}; discriminations: r " \
          f"{check['slope_correlation']:.3f}"  # fmt: skip
    yield f"  equating: bias {check['bias_points']:.2f} points, where forms differ by {check['shift_points']:.1f}"
    if found["ability_correlation"] is not None:
        yield f"  ability put in and mean score: r {found['ability_correlation']:.2f}"


def _comparison(found: dict[str, Any]) -> Iterator[str]:
    yield f"RUNBOOKS ON THE SAME SEEDS ({found['of']}, {found['pairs']} pairs of drills, {found['people']} players)"
    for key in ("first", "second"):
        cadence = ", ".join(f"{name} {minutes}" for name, minutes in found[key]["cadence_minutes"].items())
        yield f"  {key}: {found[key]['id']} v{found[key]['version']}, minutes between updates: {cadence}"
    for one in found["differences"]:
        bounds = "" if one["low"] is None else f" [{one['low']:+.2f}, {one['high']:+.2f}]"
        verdict = "clear" if one["clear"] else "not clear"
        yield f"  {one['words']:<38}{one['first']:>8.2f} → {one['second']:<8.2f}{one['difference']:+.2f}{bounds} " \
              f"{one['unit']}, {verdict}"  # fmt: skip
    for note in found["notes"]:
        yield from textwrap.wrap(note, WIDTH, initial_indent="  ", subsequent_indent="  ")
