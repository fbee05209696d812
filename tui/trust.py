"""Whether a journal may be judged: nothing is hidden in it any more, and its inputs give its events.

The chain alone proves neither: whoever edits an event can make the chain anew. Playing the inputs again takes a few
tenths of a second and shows it, so nothing is scored, reported, exported or counted before. Texts are read again where
the same reader is at hand, else taken as they were read then.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from simulator.errors import JournalError, WarroomError
from simulator.vocabulary import Mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.catalog import Loaded
    from simulator.journal import Header, Journal
    from simulator.scenario import Scenario
    from tui.library import Content


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


def unproved(raw: bytes, journal: Journal, content: Content, *, name: str) -> str:
    """Play a journal's inputs again.

    Args:
        raw: Its bytes.
        journal: The same, decoded.
        content: What it was played with.
        name: What errors call it.

    Returns:
        Why that cannot be done here; empty = it gives the same events.

    Raises:
        JournalError: it gives others.
    """
    from simulator.catch_up import catch_up, prove_replay
    from tui.library import digests_of

    here = digests_of(content.kit)
    why = obstacle(journal.header, here["voices"], content.runbook.digest)
    if why:
        return why
    line, afresh = 0, journal.header.digests == here
    if journal.sealed:
        _, line = prove_replay(journal, raw, content.kit, afresh=afresh)
    elif journal.entries:
        try:
            catch_up(journal, content.kit, afresh=afresh)
        except JournalError as error:
            line = error.line or len(journal.entries) + 1
    if line:
        raise JournalError(
            f"{name}:{line}: playing the inputs again gives another line, so this is not what was played",
            line=line,
            hint=f"Not judged. See: warroom verify {name}",
        )
    return ""


def why_unproved(
    raw: bytes,
    journal: Journal,
    *,
    name: str,
    scenario: str | None = None,
    runbook: str | None = None,
    given: Sequence[Loaded[Scenario]] = (),
) -> str:
    """The same with the content at hand.

    Args:
        raw: Its bytes.
        journal: The same, decoded.
        name: What errors call it.
        scenario: The scenario's file, when it is not a bundled one.
        runbook: What it is to be judged by, which may be the file of its own runbook.
        given: Own scenarios, of which any or none may be this journal's.

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
    return unproved(raw, journal, content, name=name)


def check_sound(
    raw: bytes,
    journal: Journal,
    *,
    name: str,
    scenario: str | None = None,
    runbook: str | None = None,
    given: Sequence[Loaded[Scenario]] = (),
) -> None:
    """Refuse a journal that is not what was played; say on stderr when that cannot be checked here.

    Raises:
        JournalError: its inputs give other events.
    """
    from simulator.harmless import flat

    why = why_unproved(raw, journal, name=name, scenario=scenario, runbook=runbook, given=given)
    if why:
        print(flat(f"warroom: {name}: not proved to be what was played: {why}"), file=sys.stderr)


def obstacle(header: Header, voices: str, runbook: str) -> str:
    """Why a journal cannot be played again here; empty = it can."""
    from simulator.journal import ENGINE
    from tui.runbooks import HAND_IN

    if header.engine != ENGINE:
        here = f"{sys.version_info.major}.{sys.version_info.minor}"
        return f"needs {header.engine} on Python {header.python}; this is {ENGINE} on {here}"
    if runbook != header.runbook.digest:
        return f"the runbook at hand is another one. {HAND_IN}"
    return "" if header.digests.get("voices") == voices else "the phrase bank at hand is another one"
