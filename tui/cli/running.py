"""Headless runs: a bot or a file of timed commands plays a drill to its end."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from scenarios.script import load_script
from simulator.bots.player import Player, Silent, play
from simulator.bots.script import ScriptPlayer
from simulator.clock import spell
from simulator.drill import Drill
from simulator.errors import ScenarioError
from simulator.logbook import Logbook
from simulator.vocabulary import Mode
from tui.library import header_for, load_content
from tui.runbooks import keep_runbook


def run_headless(
    scenario: str, *, bot: str | None, commands: Path | None, seed: int | None, output: Path, runbook: str
) -> None:
    """Play to the end and write the journal.

    Raises:
        WarroomError: content that does not load, or a file that cannot be written.
    """
    if (bot is None) == (commands is None):
        raise ScenarioError("say who plays", hint="Give either --bot NAME or --commands FILE.")
    if output.exists():
        what = "this is a folder" if output.is_dir() else "there is a file already"
        raise ScenarioError(f"{output}: {what}", hint="Choose another name; nothing was overwritten.")
    content = load_content(scenario, runbook)
    with suppress(ScenarioError):  # a bot plays wherever its journal can be written
        keep_runbook(runbook)
    header = header_for(content, drill=output.stem, seed=seed, mode=Mode.SIMULATED)
    drill = Drill(header, content.kit)
    player = ScriptPlayer(load_script(commands), drill) if commands else make_bot(bot or "", drill)
    play(drill, player)
    with Logbook.create(output, header) as logbook:
        logbook.write(drill.entries)
    for at_s, step, refusal in getattr(player, "refusals", ()):
        kind = type(step.command).__name__
        print(
            f"warroom: at {spell(at_s)} {kind} was refused: {refusal.reason} {refusal.remedy}",
            file=sys.stderr,
        )
    for step in getattr(player, "pending", ()):
        print(
            f"warroom: the step {type(step.command).__name__} from {spell(step.at)} never came due",
            file=sys.stderr,
        )
    print(f"{output}: {len(drill.entries)} events, {spell(drill.at_s)} of drill time", file=sys.stderr)


def make_bot(name: str, drill: Drill) -> Player:
    """A simulated player by name.

    Raises:
        ScenarioError: no such player.
    """
    if name == "silent":
        return Silent()
    if name == "reference":
        return ScriptPlayer(drill.variant.reference, drill)
    from simulator.bots.habits import HABITS, habitual
    from simulator.bots.skilled import SKILLS, Skilled

    if name in SKILLS:
        return Skilled(SKILLS[name], drill.header.noise_seed)
    if name in HABITS:
        return habitual(name, drill.header.noise_seed)
    if ":" in name:
        return load_player(name, drill.header.noise_seed)
    known = ", ".join(("reference", "silent", *SKILLS, *HABITS))
    raise ScenarioError(f"there is no bot {name!r}", hint=f"Known: {known}; or MODULE:CLASS of your own.")


def load_player(name: str, seed: int) -> Player:
    """A player that somebody wrote, from a module on Python's path.

    Args:
        name: `module:Class`; the class is made with the drill's seed.
        seed: The drill's noise seed, so that the player may draw as reproducibly as the world.

    Raises:
        ScenarioError: no such module or class, or it is no player.
    """
    module, _, kind = name.partition(":")
    try:
        made = getattr(import_module(module), kind)(seed)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        hint = "Put the folder on PYTHONPATH; the class takes one argument, the seed. See docs/players.md."
        raise ScenarioError(f"the player {name!r} cannot be made: {error}", hint=hint) from error
    if not all(callable(getattr(made, method, None)) for method in ("observe", "wakes_at", "refused")):
        hint = "It needs observe, wakes_at and refused; see docs/players.md."
        raise ScenarioError(f"{name!r} is no player", hint=hint)
    player: Player = made
    return player
