"""Whether a journal may be judged: nothing is hidden in it any more, and its inputs give its events.

The chain alone proves neither: whoever edits an event can make the chain anew. Playing the inputs again takes a few
tenths of a second and shows it, so nothing is scored, reported, exported or counted before. Texts are read again where
the same reader is at hand. Else they are taken as they were read then, which is said: whoever holds the file may have
named that reader, so that nothing but the quotes is held against the text.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import JournalError, WarroomError
from simulator.harmless import flat
from simulator.vocabulary import Mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.catalog import Loaded
    from simulator.journal import Header, Journal
    from simulator.scenario import Scenario
    from tui.library import Content


NONE = "none"
UNPROVED = "not proved to be what was played"
PUT_BACK = "Put the file back as it was, then go on; what was changed in it is for the next drill."
NOBODYS = frozenset({Mode.SIMULATED})
"""Drills in which nothing is hidden from anybody, because nobody plays them."""
FACILITATED = NOBODYS | {Mode.EXERCISE}
"""Drills whose facilitators know what is hidden, and may read of it before the end."""
_FINISH = {
    Mode.PRACTICE: "Finish it first: warroom play --resume FILE.",
    Mode.EXAM: "Let the exam be finished first.",
    Mode.EXERCISE: "Finish it first; its facilitators may have warroom report --for facilitators.",
    Mode.SIMULATED: "For facilitators there is warroom report --for facilitators.",
}


def check_over(journal: Journal, *, name: str, spared: frozenset[Mode] = NOBODYS) -> None:
    """Refuse to judge what somebody still plays: a judgement would tell what the drill still hides.

    Args:
        journal: The drill.
        name: What errors call it.
        spared: Modes of which it may be told before the end.

    Raises:
        JournalError: the drill is not over.
    """
    mode = journal.header.mode
    if not journal.finished and mode not in spared:
        raise JournalError(
            f"{name}: the drill is not over: a judgement would tell what it still hides", hint=_FINISH[mode]
        )


@dataclass(frozen=True, slots=True)
class Again:
    """What came of playing a journal's inputs again."""

    obstacle: str = ""
    """Why that cannot be done here."""
    fault: str = ""
    """Names the line at which this is not what was played."""
    line: int = 0
    recorded: str = ""
    """What was taken from the journal because another reader or list of names made it, so that nothing proves it."""


def play_again(raw: bytes, journal: Journal, content: Content) -> Again:
    """Play a journal's inputs again.

    Args:
        raw: Its bytes.
        journal: The same, decoded.
        content: What it was played with.
    """
    from simulator.catch_up import catch_up, first_misquote, prove_replay
    from tui.library import digests_of

    header, here = journal.header, digests_of(content.kit)
    if _is_misnamed(header, content):
        return Again(fault="line 1: names another id or version than the files of these digests have", line=1)
    if line := _first_stranger(journal):
        return Again(fault=f"line {line}: a command by somebody else than the drill's only player", line=line)
    why = obstacle(header, here["voices"], content.runbook.digest)
    if why:
        return Again(why)
    line, afresh = 0, header.digests == here
    if journal.sealed:
        _, line = prove_replay(journal, raw, content.kit, afresh=afresh)
    elif journal.entries:
        try:
            catch_up(journal, content.kit, afresh=afresh)
        except JournalError as error:
            line = error.line or len(journal.entries) + 1
    if line:
        return Again(fault=f"line {line}: playing the inputs again gives other bytes", line=line)
    if afresh:
        return Again()
    if line := first_misquote(journal):
        return Again(fault=f"line {line}: its reading quotes what its text does not say", line=line)
    return Again(recorded=_as_recorded(header.digests, here))


def _is_misnamed(header: Header, content: Content) -> bool:
    """Whether a first line gives the files that it names by digest another id or version than stands in them."""
    pairs = ((header.scenario, content.scenario), (header.runbook, content.runbook))
    return any(
        ref.digest == found.digest and (ref.id, ref.version) != (found.model.id, found.model.version)
        for ref, found in pairs
    )


def _first_stranger(journal: Journal) -> int:
    """The first line of one person's drill that stands for somebody else's command; 0 = there is none."""
    from tui.focus import HOUSE

    known, lines = (journal.header.player, HOUSE), enumerate(journal.entries, 2)
    if journal.header.mode is Mode.EXERCISE:
        return 0
    return next((number for number, entry in lines if entry.command_id and entry.who not in known), 0)


def _as_recorded(then: dict[str, str], here: dict[str, str]) -> str:
    """Names what made the cast and the readings of a journal, and what would make them here."""
    others = [name for name in sorted({*then, *here}) if then.get(name) != here.get(name)]
    made = ", ".join(f"{name} {then.get(name, NONE)} (here {here.get(name, NONE)})" for name in others)
    return flat(f"cast and readings were taken as recorded: {made}")


def why_unproved(
    raw: bytes,
    journal: Journal,
    *,
    name: str,
    scenario: str | None = None,
    runbook: str | None = None,
    given: Sequence[Loaded[Scenario]] = (),
) -> str:
    """Play a journal's inputs again, with the content at hand.

    Args:
        raw: Its bytes.
        journal: The same, decoded.
        name: What errors call it.
        scenario: The scenario's file, when it is not a bundled one.
        runbook: What it is to be judged by, which may be the file of its own runbook.
        given: Own scenarios, of which any or none may be this journal's.

    Returns:
        Why that proves not everything here; empty = all of it.

    Raises:
        JournalError: its inputs give other events.
    """
    from scenarios.catalog import load_runbook
    from tui.library import content_of
    from tui.origin import source_of

    header = journal.header
    own = runbook if runbook and load_runbook(runbook).digest == header.runbook.digest else None
    try:
        content = content_of(header, scenario or source_of(header, given), own)
    except WarroomError as error:
        return str(error)
    again = play_again(raw, journal, content)
    if again.fault:
        raise JournalError(
            f"{name}: {again.fault}, so this is not what was played",
            line=again.line,
            hint=f"Not judged. See: warroom verify {name}",
        )
    return again.obstacle or again.recorded


def check_sound(
    raw: bytes,
    journal: Journal,
    *,
    name: str,
    scenario: str | None = None,
    runbook: str | None = None,
    given: Sequence[Loaded[Scenario]] = (),
) -> str:
    """Refuse a journal that is not what was played; say on stderr, and return, why not all of it is proved here.

    Raises:
        JournalError: its inputs give other events.
    """
    why = why_unproved(raw, journal, name=name, scenario=scenario, runbook=runbook, given=given)
    if why:
        print(flat(f"warroom: {name}: {UNPROVED}: {why}"), file=sys.stderr)
    return why


def check_goes_on(header: Header, content: Content, *, name: str, hint: str) -> None:
    """Refuse to go on with what another version began: half of it would be by this one, and no version proves that.

    Raises:
        JournalError: engine, scenario, runbook, phrase bank or reader are others than those that it was begun with;
            of a file that was edited since, that is said, because it can be put back.
    """
    from tui.library import digests_of

    if changed := _changed_file(header, content):
        raise JournalError(
            flat(f"{name}: it cannot go on here: {changed} has changed since it was begun"), hint=PUT_BACK
        )
    here, reader = digests_of(content.kit), header.digests.get("reader", NONE)
    why = obstacle(header, here["voices"], content.runbook.digest)
    if content.scenario.digest != header.scenario.digest:
        why = why or f"the scenario {header.scenario.id!r} at hand is another one"
    if reader != here["reader"]:
        why = why or f"its texts were read by reader {reader}, and this is {here['reader']}"
    if why:
        words = "another version of warroom began it, and no version could prove what two of them wrote"
        raise JournalError(flat(f"{name}: it cannot go on here: {words}: {why}"), hint=hint)


def _changed_file(header: Header, content: Content) -> str:
    """Somebody's own file of the scenario or the runbook that is no longer what a drill was begun with."""
    pairs = ((header.scenario, content.scenario), (header.runbook, content.runbook))
    return next((found.path for ref, found in pairs if ref.digest != found.digest and Path(found.path).is_file()), "")


def obstacle(header: Header, voices: str, runbook: str) -> str:
    """Why a journal cannot be played again here; empty = it can."""
    from tui.runbooks import HAND_IN

    if why := obstacle_of_engine(header):
        return why
    if runbook != header.runbook.digest:
        return f"the runbook at hand is another one. {HAND_IN}"
    return "" if header.digests.get("voices") == voices else "the phrase bank at hand is another one"


def obstacle_of_engine(header: Header) -> str:
    """The world that a journal needs, where it is not this one."""
    from simulator.journal import ENGINE

    if header.engine == ENGINE:
        return ""
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    return flat(f"needs {header.engine} on Python {header.python}; this is {ENGINE} on {here}")
