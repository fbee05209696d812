"""Dry runs at the command line: bots play, progress goes to stderr, the summary to stdout."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any

from scenarios.catalog import read_scenario
from scenarios.document import Document
from scenarios.source import load_model
from scoring.analysis.dry_run import UNSKILLED, Form, forms, play_all, summary
from simulator.bots.player import Player
from simulator.drill import Drill
from simulator.errors import ScenarioError
from simulator.scenario import Scenario
from simulator.vocabulary import Mode
from tui.cli.running import make_bot
from tui.library import Content, header_for, load_content

EXIT_FLAGGED = 1
_NEVER = (
    ("injects", "injects that never fired"), ("facts", "facts never learnt"), ("tasks", "tasks never done"),
    ("moments", "key moments that never came"),
)  # fmt: skip


@lru_cache(maxsize=2)
def _content(scenario: str, runbook: str) -> Content:
    return load_content(scenario, runbook)


def open_drill(scenario: str, runbook: str, bot: str, seed: int | None) -> tuple[Drill, Player]:
    """A drill at second 0 and the bot that is to play it.

    Raises:
        WarroomError: content that does not load, or no such bot.
    """
    content = _content(scenario, runbook)
    drill = Drill(header_for(content, drill="dry-run", seed=seed, mode=Mode.SIMULATED), content.kit)
    return drill, make_bot(bot, drill)


def rehearse(scenario: str, *, runbook: str, bots: Sequence[str], seeds: int, workers: int, as_json: bool) -> int:
    """Play every bot on every variant and print what came of it; 0 = no flag, 1 = something is flagged.

    Raises:
        WarroomError: content that does not load, or no such bot.
    """
    content = _content(scenario, runbook)
    for bot in bots:
        open_drill(scenario, runbook, bot, None)
    wanted = forms(content.scenario.model, bots, seeds)
    if not wanted:
        raise ScenarioError("nothing to play", hint="Name at least one bot.")
    plays = []
    for played in play_all(open_drill, scenario, runbook, wanted, workers):
        plays.append(played)
        _show_progress(len(plays), len(wanted), played.form)
    print(file=sys.stderr)
    told = summary(content.scenario.model, content.runbook.model, plays, bots, partial(_place, scenario))
    print(json.dumps(told, indent=2, ensure_ascii=False) if as_json else render(told))
    return EXIT_FLAGGED if told["flags"] else 0


def _place(scenario: str, variant: str, step: int) -> str:
    """The file and the line of a reference step, as `run --commands` names those of its file."""
    return f"{scenario}:{_document(scenario).position(('variants', variant, 'reference', step))[0]}"


@lru_cache(maxsize=2)
def _document(scenario: str) -> Document:
    raw, name = read_scenario(scenario)
    return load_model(raw, Scenario, name=name)[1]


def _show_progress(done: int, of: int, form: Form) -> None:
    line = f"{done} of {of} drills ({form.variant}, {form.bot})"
    if sys.stderr.isatty():
        print(f"\r{line:78}"[:79], end="", file=sys.stderr, flush=True)
    elif done == of or done % max(1, of // 10) == 0:
        print(line, file=sys.stderr)


def render(told: dict[str, Any]) -> str:
    """The summary as text."""
    lines = [f"{told['scenario']} version {told['version']}: {told['drills']} drills by simulated players", ""]
    for variant in told["variants"]:
        lines += _variant_lines(variant)
    never = ", ".join(told["never_fired"]) or "none"
    lines += [f"injects that never fired, in any variant: {never}", ""]
    lines += [f"{flag['kind'].upper()} {flag['variant']}: {flag['why']}" for flag in told["flags"]]
    return "\n".join(lines if told["flags"] else [*lines, _all_clear(told)])


def _all_clear(told: dict[str, Any]) -> str:
    """What the bots that played have shown, and no more."""
    won = all(any(row["passed"] for row in variant["scores"]) for variant in told["variants"])
    shown = ["every variant can be won"] if won else []
    shown += ["none is won without skill"] if UNSKILLED.keys() & set(told["bots"]) else []
    return "no flags" + (f": {', '.join(shown)}" if shown else "")


def _variant_lines(variant: dict[str, Any]) -> list[str]:
    lines = [
        f"variant {variant['id']}",
        f"  {'bot':14}{'drills':>7}{'passed':>8}{'least':>8}{'mean':>8}{'most':>8}  gates",
    ]
    for row in variant["scores"]:
        if row["drills"]:
            gates = ", ".join(f"{name} in {times}" for name, times in row["gates"].items())
            figures = "".join(f"{row[key]:>8.1f}" for key in ("least", "mean", "most"))
            lines.append(f"  {row['bot']:14}{row['drills']:>7}{row['passed']:>8}{figures}  {gates}".rstrip())
    for key, words in _NEVER:
        lines.append(f"  {words}: {', '.join(row['id'] for row in variant[key] if not row['drills']) or 'none'}")
    unearned = [row["id"] for row in variant["criteria"] if row["attainable"] is False]
    unscored = [row["id"] for row in variant["criteria"] if row["attainable"] is None]
    lines.append(f"  criteria that nobody earned: {', '.join(unearned) or 'none'}")
    return [*lines, f"  criteria that nobody was scored on: {', '.join(unscored) or 'none'}", ""]
