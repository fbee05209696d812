"""What the judge says of a drill that one has played alone: the scorecard, what it is held against, and the proof."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

from simulator.errors import WarroomError
from simulator.vocabulary import Mode

if TYPE_CHECKING:
    from scoring.analysis.whatif import WhatIf
    from simulator.incident import Incident
    from simulator.journal import Journal
    from tui.library import Content
    from tui.verdict import Comparison, Verdict


def verdict_on(journal: Journal, incident: Incident, content: Content, path: Path) -> Verdict:
    """The scorecard; of a focal drill only what it is about.

    Args:
        journal: The drill.
        incident: How it stood at the end.
        content: What it was played with.
        path: Where the journal lies.
    """
    from scoring import judge
    from tui.focus import FOCI, focus_for, focus_of, narrowed
    from tui.verdict import Verdict

    card = judge(journal, content.scenario.model, content.runbook.model).to_json()
    hints = incident.hints
    remarks = (f"You took {hints} hint{'s' * (hints != 1)}.",) if hints else ()
    if (focus := focus_of(incident)) is not None:
        again = (focus.id, f"{focus.title} once more, in another form.") if focus.id in FOCI else ("", "")
        return Verdict(narrowed(card, focus), _seal(path), remarks=remarks, short=again)
    seal = f"{_seal(path)} Write its report with: warroom report {quote(str(path))} -o {quote(path.stem)}.html"
    if journal.header.parent:
        seal = f"This drill is a fork: its beginning is another drill's, and it stands in no record. {seal}"
    following = focus_for(card)
    short = (following.id, f"{following.title}, about {following.minutes} minutes: {following.words}.")
    compare, weigh = partial(_compared, journal, content, path), partial(_weighed, journal, content)
    return Verdict(card, seal, compare, weigh, remarks=remarks, short=short)


def _seal(path: Path) -> str:
    """Where the journal lies, and how to prove it."""
    return f"Your journal: {path}. Prove it with: warroom verify {quote(str(path))}."


def _weighed(journal: Journal, content: Content, progress: Callable[[int, int], None]) -> WhatIf:
    """What each decision was worth."""
    from scoring.analysis.whatif import examine

    return examine(journal, content.kit, progress=progress)


def _compared(journal: Journal, content: Content, path: Path) -> Comparison:
    """The reference run of the same form, judged; and one's own totals so far in the same mode."""
    from tui.cli.reference import judged_reference
    from tui.shelf import totals
    from tui.verdict import Comparison

    header = journal.header
    own = totals(header.scenario.id)
    so_far = own.exam if header.mode is Mode.EXAM else own.practice
    reference = judged_reference(content, header.form_seed)
    return Comparison(
        reference, tuple(f"{total:g}" for total in so_far), _before(path, header.scenario.id, header.mode.value)
    )


def _before(path: Path, scenario: str, mode: str) -> Mapping[str, Any] | None:
    """The scorecard of one's drill before this one; None for the first, or when it cannot be judged here."""
    from tui.cli.journals import read_journal
    from tui.reports import open_case
    from tui.shelf import finished

    played = finished(scenario, mode)
    for earlier in played[played.index(path) + 1 :] if path in played else played:
        try:
            _, journal = read_journal(earlier)
            return open_case(journal).card.to_json()
        except WarroomError:
            continue
    return None
