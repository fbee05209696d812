"""The reference run of a form: played once by the simulated reference player, kept, and judged when asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui.library import Content


def reference_of(content: Content, seed: int | None) -> Path:
    """The reference run of a form as a journal; played once, by the simulated reference player, and kept."""
    from simulator.bots.player import play
    from simulator.bots.script import ScriptPlayer
    from simulator.drill import Drill
    from simulator.logbook import write_at_once
    from simulator.vocabulary import Mode
    from tui.folders import data_folder
    from tui.library import header_for

    name = f"{content.scenario.model.id}-{seed or 0}-{content.scenario.digest[:8]}"
    path = data_folder() / "reference" / f"{name}.jsonl"
    if not path.exists():
        header = header_for(content, drill=name, seed=seed, mode=Mode.SIMULATED)
        drill = Drill(header, content.kit)
        play(drill, ScriptPlayer(drill.variant.reference, drill))
        write_at_once(path, header, drill.entries)
    return path


def judged_reference(content: Content, seed: int | None) -> Mapping[str, Any]:
    """The reference run's scorecard as JSON."""
    from scoring import judge
    from tui.cli.journals import read_journal

    _, journal = read_journal(reference_of(content, seed))
    return judge(journal, content.scenario.model, content.runbook.model).to_json()
