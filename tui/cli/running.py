"""Headless runs: a bot or a file of timed commands plays a drill to its end."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from scenarios.schema import field_words
from scenarios.steps import load_steps
from simulator.bots.player import Player, Silent, play
from simulator.bots.script import ScriptPlayer
from simulator.clock import spell
from simulator.commands import Base, kind_of
from simulator.drill import Drill
from simulator.errors import ScenarioError
from simulator.harmless import plain
from simulator.logbook import write_at_once
from simulator.scenario import ScriptStep
from simulator.scenario.written import BY_KIND, fields_of
from simulator.vocabulary import Mode
from tui.library import as_id, header_for, load_content
from tui.origin import remember
from tui.runbooks import keep_runbook


def run_headless(
    scenario: str, *, bot: str | None, commands: Path | None, seed: int | None, output: Path, runbook: str
) -> int:
    """Play to the end and write the journal.

    Returns:
        The exit code: 1 when a step of the file of commands was not carried out.

    Raises:
        WarroomError: content that does not load, or a file that does not fit or cannot be written.
    """
    _check_players(bot, commands)
    if output.exists():
        what = "this is a folder" if output.is_dir() else "there is a file already"
        raise ScenarioError(f"{output}: {what}", hint="Choose another name; nothing was overwritten.")
    content = load_content(scenario, runbook)
    placed = load_steps(commands, content.kit.scenario, content.kit.runbook) if commands else ()
    with suppress(ScenarioError):  # a bot plays wherever its journal can be written
        keep_runbook(runbook)
    header = header_for(content, drill=as_id(output), seed=seed, mode=Mode.SIMULATED)
    drill = Drill(header, content.kit)
    player = ScriptPlayer((each.step for each in placed), drill) if commands else make_bot(bot or "", drill)
    try:
        play(drill, player)
    except KeyboardInterrupt:
        print(f"warroom: interrupted at {spell(drill.at_s)} of drill time; nothing was written", file=sys.stderr)
        raise
    write_at_once(output, header, drill.entries)
    remember(content.scenario)
    missed = player.missed() if isinstance(player, ScriptPlayer) else []
    _tell_missed(missed, {id(each.step): f"{each.place}: " for each in placed})
    print(f"{output}: {len(drill.entries)} events, {spell(drill.at_s)} of drill time", file=sys.stderr)
    return int(bool(commands and missed))


def _check_players(bot: str | None, commands: Path | None) -> None:
    """One of the two plays.

    Raises:
        ScenarioError: both were named, or none.
    """
    if bot is not None and commands is not None:
        raise ScenarioError("--bot and --commands are both given", hint="Only one can play: leave one of them out.")
    if bot is None and commands is None:
        raise ScenarioError("say who plays", hint="Give either --bot NAME or --commands FILE.")


def _tell_missed(missed: list[tuple[ScriptStep, str]], places: dict[int, str]) -> None:
    """Say on stderr which steps were not carried out, by their own names and times."""
    for step, fate in missed:
        place, kind = places.get(id(step), ""), kind_of(step.command)
        print(plain(f"warroom: {place}{kind} from {spell(step.at)} {fate}"), file=sys.stderr)


def command_list() -> str:
    """Every command that a file may give, with its fields and what each takes."""
    return "\n".join(_told(kind, command) for kind, command in sorted(BY_KIND.items()))


def _told(kind: str, command: type[Base]) -> str:
    words = field_words(command)
    lines = [f"{kind}: {(command.__doc__ or '').splitlines()[0]}"]
    for field in fields_of(command):
        more = "" if field.is_required else "; may be left out"
        said = f" - {words[field.exact]}" if field.exact in words else ""
        lines.append(f"    {field.name}: {field.wanted}{more}{said}")
    return "\n".join(lines)


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
