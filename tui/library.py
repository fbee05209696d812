"""Puts content together: scenario, runbook, reader and voices for one drill; headers and files of drills."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scenarios.catalog import Loaded, load_runbook, load_scenario
from scenarios.lexicon import load_reader
from scenarios.voice import load_voices
from simulator.cast import faker_version
from simulator.drill import Kit
from simulator.errors import JournalError
from simulator.harmless import flat
from simulator.journal import Header, Ref
from simulator.runbook import Runbook
from simulator.scenario import Scenario
from simulator.vocabulary import Mode
from tui.origin import ASK, other, remember, source_of
from tui.runbooks import HAND_IN, difference, played_by

PLAYER = "you"
"""Person id of a solo drill's trainee; names live outside the journal."""


@dataclass(frozen=True, slots=True)
class Content:
    """A kit with the digests that the header names."""

    kit: Kit
    scenario: Loaded[Scenario]
    runbook: Loaded[Runbook]


def load_content(scenario: str, runbook: str = "escalation") -> Content:
    """Load everything that a drill of this scenario needs."""
    loaded, rules = load_scenario(scenario), load_runbook(runbook)
    kit = Kit(loaded.model, rules.model, load_reader(), load_voices())
    return Content(kit, loaded, rules)


def header_for(content: Content, *, drill: str, seed: int | None, mode: Mode, attempt: int = 1) -> Header:
    """The header of a new drill; `seed` draws variant, names and chances, None = the canonical run."""
    scenario, runbook = content.scenario, content.runbook
    return Header(
        drill=drill,
        scenario=Ref(id=scenario.model.id, version=scenario.model.version, digest=scenario.digest),
        runbook=Ref(id=runbook.model.id, version=runbook.model.version, digest=runbook.digest),
        form_seed=seed,
        noise_seed=seed or 0,
        start_utc_s=scenario.model.start_utc_s,
        attempt=attempt,
        mode=mode,
        player=PLAYER,
        digests=digests_of(content.kit),
    )


def as_id(path: Path) -> str:
    """A drill's id from the name of its journal: one line of text, whatever letters a file system allows."""
    return flat(path.stem) or "drill"


def digests_of(kit: Kit) -> dict[str, str]:
    """What, besides scenario and runbook, decides the texts and readings of a drill."""
    return {"reader": kit.reader.digest, "voices": kit.voices.digest, "faker": faker_version()}


def content_of(header: Header, scenario: str | None = None, runbook: str | None = None, *, ask: str = ASK) -> Content:
    """The content that a journal was made with.

    Args:
        header: Of the journal.
        scenario: The scenario's file, when somebody named it.
        runbook: Another runbook than the journal names.
        ask: How the command at hand is told the scenario's file.

    Raises:
        JournalError: the scenario at hand is another one than the journal names, or its runbook is not at hand.
    """
    content = load_content(scenario or source_of(header, ask=ask), runbook or played_by(header))
    if content.scenario.digest != header.scenario.digest:
        raise other(header.scenario, content.scenario, ask=ask)
    if scenario:
        remember(content.scenario)
    return content


def world_of(header: Header, scenario: str | None = None) -> Kit:
    """The kit with which a journal's drill can be played again.

    Raises:
        JournalError: scenario or runbook at hand is another one than the journal names.
    """
    content = content_of(header, scenario)
    if words := difference(header, content.runbook):
        raise JournalError(words, hint=HAND_IN)
    return content.kit
