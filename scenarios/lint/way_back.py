"""Is there always a way back? From whatever order a team gives its tasks in, some task must still restore the service.

Faults are taken as settled, and signals as they are before and after the last move. Orders are tried the shorter ones
first; what lies beyond `MOST_STATES` counts as sound, so that the lint answers in time and accuses nobody in vain.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from scenarios.lint.finding import Flaw, Flaws
from scenarios.lint.reach import FELT_PCT, Reach
from simulator.scenario.world import Task

MOST_STATES = 3_000
Levels = tuple[int, ...]
"""The level of each fault of the variant, in percent."""


class State(NamedTuple):
    """The state of the work."""

    done: frozenset[str]
    spent: frozenset[str]
    """Tasks that cannot be given again."""
    levels: Levels
    shown: Levels
    """The levels that the signals show still."""


class Orders:
    """The orders in which the tasks of one variant can be given."""

    def __init__(self, reach: Reach) -> None:
        """Take the tasks that move a fault of the variant, and those that these depend on."""
        self.reach, self.scenario = reach, reach.scenario
        self.faults = reach.variant.faults
        self.tasks = self._involved()
        self._left = 0
        self._sound: set[State] = set()
        self._seen: dict[State, list[tuple[str, State]]] = {}
        self._asked = {name: frozenset(self._conditions_on(task)) for name, task in self.tasks.items()}
        self._movers = {name for name, task in self.tasks.items() if any(x.fault in self.faults for x in task.effects)}
        self._moves: dict[tuple[str, frozenset[str], Levels, Levels], Levels | None] = {}
        self._shares: dict[Levels, int] = {}

    def _involved(self) -> dict[str, Task]:
        tasks = self.scenario.tasks
        found = {name for name in self.reach.tasks if any(x.fault in self.faults for x in tasks[name].effects)}
        while more := {other for name in found for other in self._needs(tasks[name])} - found:
            found |= more
        return {name: tasks[name] for name in tasks if name in found}

    def _needs(self, task: Task) -> Iterator[str]:
        """Tasks that stand in its conditions or before it."""
        yield from task.requires
        yield from self._conditions_on(task)

    def _conditions_on(self, task: Task) -> Iterator[str]:
        """Tasks that stand in its conditions."""
        for text in (task.holds, *(effect.when for effect in task.effects)):
            for name in self.reach.conditions[text].names if text else ():
                if name.startswith("done("):
                    yield name[5:-1]

    # --- one step -------------------------------------------------------------------------------------------

    def _next(self, state: State) -> Iterator[tuple[str, State]]:
        """Where each task that can be given leads."""
        for name, task in self.tasks.items():
            if name not in state.spent and state.done.issuperset(task.requires):
                moves = [self._move(name, task, state, shown) for shown in {state.levels, state.shown}]
                for after in dict.fromkeys(moves):
                    if after is not None:
                        yield from self._given(name, task, state, after)

    def _move(self, name: str, task: Task, state: State, shown: Levels) -> Levels | None:
        """The levels after a task; None while something holds it back.

        Of what was done only that counts which its conditions ask for, so that few of the many states need a look.
        """
        key = (name, state.done & self._asked[name], state.levels, shown)
        if key not in self._moves:
            lookup = self._lookup(state, shown)
            held = task.holds is not None and not self.reach.conditions[task.holds].holds(lookup)
            self._moves[key] = None if held else self._effects(task, state, lookup)
        return self._moves[key]

    def _effects(self, task: Task, state: State, lookup: Callable[..., bool | int | str]) -> Levels:
        """The levels once a task has had its effects."""
        levels = dict(zip(self.faults, state.levels, strict=True))
        for effect in task.effects:
            if effect.fault in levels and (effect.when is None or self.reach.conditions[effect.when].holds(lookup)):
                levels[effect.fault] = effect.to_pct
        return tuple(levels.values())

    def _given(self, name: str, task: Task, state: State, after: Levels) -> Iterator[tuple[str, State]]:
        """The task is done: the signals show it at once or later."""
        worked = after != state.levels or name not in self._movers
        done = state.done | {name}
        spent = state.spent | {name} if worked and not task.repeatable else state.spent
        for shown in {state.levels, after}:
            yield name, State(done, spent, after, shown)

    def _lookup(self, state: State, shown: Levels) -> Callable[[str, str | None], bool | int | str]:
        """What conditions see: the faults as they are, the signals as they show."""
        levels = dict(zip(self.faults, state.levels, strict=True))

        def look(name: str, argument: str | None) -> bool | int | str:
            if argument is not None:
                here = argument in state.done if name == "done" else levels.get(argument, 0) > FELT_PCT
                return here if name in ("done", "active") else name == "held"
            spec = self.scenario.signals.get(name)
            if spec is None:
                return name == "declared"
            moves = zip(self.faults, shown, strict=True)
            return spec.baseline + sum(self.scenario.faults[f].signals.get(name, 0) * pct // 100 for f, pct in moves)

        return look

    def _share(self, levels: Levels) -> int:
        """How much of the work of the account that is hit hardest fails, in hundredths of a percent."""
        if levels not in self._shares:
            self._shares[levels] = self._share_now(levels)
        return self._shares[levels]

    def _share_now(self, levels: Levels) -> int:
        faults = [(self.scenario.faults[f].impact_pct, pct) for f, pct in zip(self.faults, levels, strict=True) if pct]
        accounts = self.scenario.accounts
        return max((sum(hurt.get(account, 0) * pct for hurt, pct in faults) for account in accounts), default=0)

    # --- all steps ------------------------------------------------------------------------------------------

    def lost(self, most: int = MOST_STATES) -> tuple[str, ...] | None:
        """The shortest order of tasks after which none restores the service; None when there is always a way."""
        self._left, self._sound, self._seen = most, set(), {}
        full = tuple(100 if self.scenario.faults[f].starts < self.scenario.horizon else 0 for f in self.faults)
        shown = dict.fromkeys((full, tuple(0 for _ in full)))
        orders: dict[State, tuple[str, ...]] = {State(frozenset(), frozenset(), full, values): () for values in shown}
        queue = deque(orders)
        while queue and self._left > 0:
            state = queue.popleft()
            if state not in self._sound and not self._has_way(state):
                return orders[state]
            for name, after in self._after(state):
                if after not in orders:
                    orders[after] = (*orders[state], name)
                    queue.append(after)
        return None

    def _after(self, state: State) -> list[tuple[str, State]]:
        """Where each task leads from here, worked out once."""
        if state not in self._seen:
            self._left -= 1
            self._seen[state] = list(self._next(state))
        return self._seen[state]

    def _has_way(self, start: State) -> bool:
        """Whether some order restores the service from here; what hurts least is followed first."""
        came: dict[State, State | None] = {start: None}
        waiting = [start]
        while waiting:
            state = waiting.pop()
            if state in self._sound or self._share(state.levels) < FELT_PCT * 100:
                step: State | None = state
                while step is not None:
                    self._sound.add(step)
                    step = came[step]
                return True
            if self._left <= 0:
                return True
            fresh = [after for _, after in self._after(state) if after not in came]
            came.update(dict.fromkeys(fresh, state))
            waiting += sorted(dict.fromkeys(fresh), key=lambda after: -self._share(after.levels))
        return False


def check_way_back(reach: Reach) -> Flaws:
    """An order of tasks after which the service can never be restored."""
    if reach.variant.par.restored is None:
        return
    order = Orders(reach).lost()
    if order:
        steps = ", then ".join(f"'{name}'" for name in order)
        what = f"after {steps} no task restores the service any more"
        yield Flaw("no-way-back", ("variants", reach.variant_id, "faults"), what)
