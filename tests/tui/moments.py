"""When key moments came about, as the trainee did or saw them: what a text that looks back needs to know."""

from collections.abc import Callable

from simulator import commands as c
from simulator import events as e
from simulator.placeholder import find_placeholders
from simulator.scenario.truth import KeyMoment

EVENT_OF: dict[type, str] = {kind.__mro__[1]: c.kind_of(kind) for kind in e.CAUSED}
"""The event that each command becomes."""
PREFIX = "moment."


class Moments:
    """Clock times by the names that the plan's texts use, e.g. `mitigated`."""

    def __init__(self, specs: dict[str, KeyMoment]) -> None:
        self.specs = {name.replace("-", "_"): spec for name, spec in specs.items()}
        self.seen: dict[str, str] = {}

    def did(self, command: c.Base, clock: str) -> None:
        """A command went through at a time."""
        self._note(EVENT_OF[type(command)], clock, lambda name: str(getattr(command, name, "")).lower())

    def finished(self, task: str, clock: str) -> None:
        """The timeline says when a task was done."""
        self._note("task_finished", clock, {"task": task}.get)

    def arrived(self, inject: str, clock: str) -> None:
        """A message or a page stands in the room with its time."""
        self._note("inject_fired", clock, {"inject": inject}.get)

    def _note(self, event: str, clock: str, value_of: Callable[[str], str | None]) -> None:
        for name, spec in self.specs.items():
            if spec.event == event and all(value_of(field) == wanted for field, wanted in spec.where.items()):
                self.seen.setdefault(name, clock)

    def missing(self, command: c.Base) -> list[KeyMoment]:
        """Moments that a command's texts name and that have not been seen yet."""
        texts = (getattr(command, name) for name in command.__struct_fields__)
        named = {name for text in texts if isinstance(text, str) for name, _ in find_placeholders(text)}
        wanted = (name.removeprefix(PREFIX) for name in sorted(named) if name.startswith(PREFIX))
        return [self.specs[name] for name in wanted if name not in self.seen]

    def values(self) -> dict[str, str]:
        """For filling in."""
        return {f"{PREFIX}{name}": clock for name, clock in self.seen.items()}
