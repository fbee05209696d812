"""Decisions on technical work: each task not started, started sooner, or started at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scoring.analysis.course import Step, moved
from scoring.analysis.decisions.scene import Decision, Scene, added
from simulator import commands as c
from simulator.clock import MINUTE_S, spell
from simulator.vocabulary import Seat

SOONER_S = 15 * MINUTE_S
PAGE_S = 3 * MINUTE_S


def not_started(scene: Scene) -> Iterator[Decision]:
    """Every task that was started, left out."""
    for task, steps in _starts(scene).items():
        stops = [s for s in scene.given(c.StopTask) if getattr(s.command, "task", "") == task]
        said = f"You started “{scene.kit.scenario.tasks[task].title}” at {scene.utc(steps[0].at_s)}."
        yield Decision(f"{task}-never", steps[0].at_s, steps[0].n, said,
                       "never started", scene.without(*steps, *stops))  # fmt: skip


def _starts(scene: Scene) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for step in scene.given(c.StartTask):
        found.setdefault(getattr(step.command, "task", ""), []).append(step)
    return found


def sooner(scene: Scene) -> Iterator[Decision]:
    """What contained it, a quarter of an hour sooner, with the page of its team and the work that it needs."""
    starts = _starts(scene)
    for task in scene.truth.containment:
        if task not in starts:
            continue
        step = starts[task][0]
        earliest_s = max(scene.signal_s + PAGE_S, step.at_s - SOONER_S)
        gained_s = step.at_s - earliest_s
        if gained_s < 2 * MINUTE_S:
            continue
        chain = [starts[name][0] for name in _needs(scene, task) if name in starts]
        chain += _first_pages(scene, [task, *_needs(scene, task)])
        earlier = [moved(s, max(scene.signal_s + MINUTE_S, s.at_s - gained_s)) for s in (step, *chain)]
        title = scene.kit.scenario.tasks[task].title
        yield Decision(f"{task}-sooner", step.at_s, step.n, f"You started “{title}” at {scene.utc(step.at_s)}.",
                       f"{spell(gained_s)} sooner, or as soon as somebody is free for it",
                       scene.swapped(*earlier))  # fmt: skip


def _needs(scene: Scene, task: str) -> tuple[str, ...]:
    """The tasks that a task requires, and what those require."""
    direct = scene.kit.scenario.tasks[task].requires
    return tuple(dict.fromkeys((*direct, *(name for needed in direct for name in _needs(scene, needed)))))


def _first_pages(scene: Scene, tasks: list[str]) -> list[Step]:
    teams = {scene.kit.scenario.tasks[task].team for task in tasks}
    pages: dict[str, Step] = {}
    for step in scene.given(c.PageTeam):
        pages.setdefault(getattr(step.command, "team", ""), step)
    return [page for team, page in pages.items() if team in teams]


def at_all(scene: Scene) -> Iterator[Decision]:
    """What would have contained it, started as the reference run starts it."""
    if scene.truth.false_alarm:
        return
    known = _starts(scene)
    for at_s, seat, command in scene.reference:
        if not isinstance(command, c.StartTask) or command.task in known or command.task not in scene.truth.containment:
            continue
        team = scene.kit.scenario.tasks[command.task].team
        start_s = max(at_s, scene.signal_s + 2 * PAGE_S)
        missing = [name for name in _needs(scene, command.task) if name not in known]
        begin = {name: c.StartTask(task=name, owner=Seat.TECH_LEAD, time_box_s=1_800) for name in missing}
        needed = [added(first, start_s, Seat.IC, f"start-{name}") for name, first in begin.items()]
        work = added(command, start_s, seat, f"start-{command.task}")
        page = added(c.PageTeam(team=team), start_s - PAGE_S, Seat.IC, f"page-{team}")
        title = scene.kit.scenario.tasks[command.task].title
        yield Decision(f"{command.task}-started", start_s, 0, f"You never started “{title}”.",
                       f"started at {scene.utc(start_s)}, when the reference run starts it",
                       scene.adding(page, *needed, work))  # fmt: skip


def paging(scene: Scene) -> Iterator[Decision]:
    """All teams paged at once."""
    pages = scene.given(c.PageTeam)
    first_s = scene.signal_s + PAGE_S
    late = [step for step in pages if first_s + SOONER_S < step.at_s < scene.signal_s + 4 * SOONER_S]
    if late:
        yield Decision("paged-sooner", late[0].at_s, late[0].n,
                       f"You paged {len(late)} times later than {spell(SOONER_S + PAGE_S)} after the first signal.",
                       f"those teams are paged {spell(PAGE_S)} after it",
                       scene.swapped(*(replace(moved(s, first_s)) for s in late)))  # fmt: skip


FINDERS = (not_started, sooner, at_all, paging)
