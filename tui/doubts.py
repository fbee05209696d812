"""What deserves a second thought before it is done: work that cannot be undone, a post of next to no words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.commands import AcknowledgeCustomer, Command, PostUpdate, Reply, StartTask
from tui.choices import CHANNEL_WORDS

if TYPE_CHECKING:
    from simulator.scenario.world import Task
    from tui.session import DrillLike

LEAST_WORDS = 4
"""Fewer can hardly say that we know, let alone what is wrong. Engineering judgement."""


def doubt(command: Command, drill: DrillLike) -> str:
    """What to think of before this command is given; empty when nothing speaks against it."""
    if isinstance(command, StartTask):
        task = drill.scenario.tasks.get(command.task)
        return warning(task) if task is not None and not task.reversible else ""
    if isinstance(command, PostUpdate):
        reader = CHANNEL_WORDS[command.channel] if command.channel.is_external else ""
        return _few(command.text, reader) if reader else ""
    if isinstance(command, AcknowledgeCustomer):
        return _few(command.text, "A customer reads it")
    if isinstance(command, Reply):
        return _few(command.text, "Somebody waits for an answer")
    return ""


def warning(task: Task) -> str:
    """What a careful engineer says before a task is started; empty when nothing."""
    undone = "" if task.reversible else "This cannot be undone."
    return " ".join(part for part in (undone, task.risk or "") if part)


def _few(text: str, reader: str) -> str:
    words = text.split()
    return "" if len(words) >= LEAST_WORDS else f"{reader}. All that it would say is: “{' '.join(words)}”"
