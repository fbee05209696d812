"""What deserves a second thought: work that cannot be undone, a post of hardly any words, an end claimed too early."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.commands import (
    AcknowledgeCustomer,
    AskConfirmation,
    Command,
    MarkMitigated,
    MarkResolved,
    PostUpdate,
    Reply,
    StartTask,
)
from tui.choices import CHANNEL_WORDS
from tui.names import milli
from tui.panes import signal_state
from tui.rows import Tone

if TYPE_CHECKING:
    from simulator.scenario.world import Task
    from tui.session import DrillLike

LEAST_WORDS = 4
"""Fewer can hardly say that we know, let alone what is wrong. Engineering judgement."""

MOST_WORDS = 320
"""Twice as many as a post may have before it loses points: it is likely a paste. Engineering judgement."""


def doubt(command: Command, drill: DrillLike) -> str:
    """What to think of before this command is given; empty when nothing speaks against it."""
    if isinstance(command, StartTask):
        task = drill.scenario.tasks.get(command.task)
        return warning(task) if task is not None and not task.reversible else ""
    if isinstance(command, PostUpdate):
        reader = CHANNEL_WORDS[command.channel] if command.channel.is_external else ""
        return _few(command.text, reader) or _many(command.text, reader) if reader else ""
    if isinstance(command, AcknowledgeCustomer):
        return _few(command.text, "A customer reads it")
    if isinstance(command, AskConfirmation):
        parts = (_still(drill), _few(command.text, "A customer reads it"))
        return " ".join(part for part in parts if part)
    if isinstance(command, MarkMitigated | MarkResolved):
        return _still(drill)
    if isinstance(command, Reply):
        return _few(command.text, "Somebody waits for an answer")
    return ""


def _still(drill: DrillLike) -> str:
    """Which signals have not come back, as far as the room can see."""
    measured = drill.incident.signals
    bad = [
        f"{signal.title} {milli(value)} {signal.unit} (warning from {milli(signal.warn)})"
        for name, signal in drill.scenario.signals.items()
        if signal_state(value := measured.get(name, signal.baseline), signal)[2] is not Tone.PLAIN
    ]
    return f"Not back to normal: {'; '.join(bad)}." if bad else ""


def warning(task: Task) -> str:
    """What a careful engineer says before a task is started; empty when nothing."""
    undone = "" if task.reversible else "This cannot be undone."
    return " ".join(part for part in (undone, task.risk or "") if part)


def _many(text: str, reader: str) -> str:
    words = len(text.split())
    return f"{reader}. It has {words:,} words; nobody reads so many in an incident." if words > MOST_WORDS else ""


def _few(text: str, reader: str) -> str:
    words = text.split()
    return "" if len(words) >= LEAST_WORDS else f"{reader}. All that it would say is: “{' '.join(words)}”"
