"""Responders: paged people who may not answer, and tasks that take their time, may fail, or make things worse."""

from __future__ import annotations

from functools import partial

from simulator import events as e
from simulator.clock import spell
from simulator.journal import Entry
from simulator.scenario.world import Task
from simulator.vocabulary import Seat, TaskKind, TaskState
from simulator.world.lookup import Lookup
from simulator.world.stage import Process, Stage
from simulator.world.system import System

SPREAD_MILLI = {"tight": 200, "normal": 500, "wide": 1_100}
"""Standard deviation of the logarithm of a duration; 1.1 is measured on public incidents, the others are guesses."""
FIRST_NIGHT_H, LAST_NIGHT_H = 21, 7


class Responders:
    """Pages and tasks."""

    def __init__(self, stage: Stage, system: System, lookup: Lookup) -> None:
        """Listen for pages and tasks."""
        self.stage, self.system, self.lookup = stage, system, lookup
        self.ends_s: dict[str, int] = {}
        self.fresh_s: dict[str, int] = {}
        """Since when a team's hands have been at it; a colleague who comes in, or a handover, begins anew."""
        stage.on(e.TeamPaged, self._page)
        stage.on(e.PageAnswered, lambda entry, event: self._refresh(event.team))
        stage.on(e.RoleHandedOver, self._handed_over)
        stage.on(e.TaskStarted, self._begin)

    # --- paging ---------------------------------------------------------------------------------------------

    def _page(self, entry: Entry, event: e.TeamPaged) -> None:
        self.stage.start(self._ring(event.team, entry.n))

    def _ring(self, team: str, cause: int) -> Process:
        """Call the next person of the team who is not in the room yet; five minutes without an answer is a no."""
        stage = self.stage
        candidates = [
            p for p in stage.incident.people.values() if p.team == team and p.id not in stage.incident.present
        ]
        if not candidates:
            yield stage.env.timeout(60)
            anybody = next(p for p in stage.incident.people.values() if p.team == team)
            stage.emit(e.PageAnswered(team=team, person=anybody.id), cause=cause)
            return
        occasion = stage.counters[f"page-{team}"]
        stage.counters[f"page-{team}"] += 1
        person = candidates[min(occasion, len(candidates) - 1)] if not stage.chance.canonical else candidates[0]
        night = "night" if self._is_night() else "day"
        median_s = stage.parameter(f"page_ack_{night}_min") * 60 // 1_000
        answer_s = stage.chance.lognormal(median_s, stage.parameter("page_ack_sigma"), person.id, "page", occasion)
        silent = stage.chance.fails(stage.parameter(f"page_silent_{night}_ppm") // 1_000, person.id, "silent", occasion)
        limit_s = stage.parameter("page_timeout_min") * 60 // 1_000
        if silent or answer_s > limit_s:
            yield stage.env.timeout(limit_s)
            stage.emit(e.PageUnanswered(team=team, person=person.id), cause=cause)
        else:
            yield stage.env.timeout(answer_s)
            stage.emit(e.PageAnswered(team=team, person=person.id), cause=cause)

    def _is_night(self) -> bool:
        hour = (self.stage.scenario.start_utc_s + self.stage.now) // 3_600 % 24
        return hour >= FIRST_NIGHT_H or hour < LAST_NIGHT_H

    # --- tasks ----------------------------------------------------------------------------------------------

    def estimate_s(self, task_id: str) -> tuple[int, int]:
        """How long the task will take, and what the engineer says (optimistic, domain.md §6.2)."""
        stage, task = self.stage, self.stage.scenario.tasks[task_id]
        occasion = stage.counters[f"try-{task_id}"]
        true_s = stage.chance.lognormal(task.median, SPREAD_MILLI[task.spread], task_id, "duration", occasion)
        said_s = true_s * stage.parameter("eta_optimism") // 1_000
        said_s = stage.chance.lognormal(said_s, stage.parameter("eta_sigma"), task_id, "said", occasion)
        return max(true_s, 30), max(60, said_s // 60 * 60)

    def _begin(self, entry: Entry, event: e.TaskStarted) -> None:
        true_s, _ = self.estimate_s(event.task)
        self.stage.counters[f"try-{event.task}"] += 1
        true_s = self._tired(true_s, self.stage.scenario.tasks[event.task].team)
        self.ends_s[event.task] = self.stage.now + self._crowded(true_s, event)
        self.stage.start(self._work(event.task, entry.n))
        shift_s = self.stage.parameter("shift_h") * 3_600 // 1_000
        if self.ends_s[event.task] - self.stage.now > shift_s:
            self.stage.later(shift_s, partial(self._change_shift, event.task, self.stage.now, entry.n))

    # --- long hours -----------------------------------------------------------------------------------------

    def _refresh(self, team: str) -> None:
        self.fresh_s[team] = self.stage.now

    def _handed_over(self, entry: Entry, event: e.RoleHandedOver) -> None:
        """Whoever takes a seat over is rested, and so is the work that hangs on it."""
        running = [run.task for run in self.stage.incident.tasks.values() if run.state is TaskState.RUNNING]
        for task in running:
            if self.stage.incident.tasks[task].owner == event.seat.value:
                self._refresh(self.stage.scenario.tasks[task].team)
        holder = self.stage.incident.people.get(event.holder)
        if holder is not None and holder.team:
            self._refresh(holder.team)

    def _tired(self, true_s: int, team: str) -> int:
        """Slower after many hours without relief; never more than half as long again."""
        since_s = self.fresh_s.get(team)
        hours = 0 if since_s is None else (self.stage.now - since_s) // 3_600
        over = max(0, hours - self.stage.parameter("fatigue_after_h") // 1_000)
        return true_s + true_s * min(over * self.stage.parameter("fatigue_per_h") // 1_000, 500) // 1_000

    def _change_shift(self, task_id: str, started_s: int, cause: int) -> None:
        """After a whole shift nobody of the team was relieved: part of what was done is lost."""
        stage, run = self.stage, self.stage.incident.tasks[task_id]
        team = stage.scenario.tasks[task_id].team
        relieved = self.fresh_s.get(team, -1) > started_s
        if run.state is not TaskState.RUNNING or run.started_s != started_s or relieved or stage.incident.ended_s:
            return
        self.ends_s[task_id] += (stage.now - started_s) * stage.parameter("handover_loss") // 1_000
        self._refresh(team)
        facts = {"task": stage.scenario.tasks[task_id].title, "hours": str((stage.now - started_s) // 3_600)}
        _, text = stage.voice.say("shift_ends", "calm", facts, stage.chance, f"{task_id}-{started_s}")
        stage.emit(e.ColleagueSaid(person="", seat=Seat.TECH_LEAD.value, text=text), cause=cause)

    def _crowded(self, true_s: int, event: e.TaskStarted) -> int:
        """Slower beyond the span of control, and when the IC does it alone."""
        running = sum(run.state is TaskState.RUNNING for run in self.stage.incident.tasks.values())
        excess = max(0, running - self.stage.parameter("span_of_control") // 1_000)
        slowed_s = true_s + true_s * excess * self.stage.parameter("crowding_per_task_permille") // 1_000_000
        return slowed_s * 3 // 2 if event.owner is Seat.IC else slowed_s

    def interrupt(self) -> None:
        """An unshielded executive costs every running task a tenth of what remains (guess)."""
        now, cost = self.stage.now, self.stage.parameter("interrupt_cost_permille")
        for task, run in self.stage.incident.tasks.items():
            if run.state is TaskState.RUNNING:
                self.ends_s[task] += max(0, self.ends_s[task] - now) * cost // 1_000_000

    def _work(self, task_id: str, cause: int) -> Process:
        stage = self.stage
        started_s = stage.now
        while stage.now < self.ends_s[task_id]:
            yield stage.env.timeout(self.ends_s[task_id] - stage.now)
        run = stage.incident.tasks[task_id]
        if run.state is not TaskState.RUNNING or run.started_s != started_s:
            return
        task = stage.scenario.tasks[task_id]
        occasion = stage.counters[f"try-{task_id}"]
        if stage.chance.fails((100 - task.success_pct) * 10_000, task_id, "failure", occasion):
            result = f"That did not work after {spell(stage.now - started_s)}; it can be tried again."
            stage.emit(e.TaskFinished(task=task_id, succeeded=False, result=result), cause=cause)
            return
        if task.holds is not None and not self.lookup.holds(task.holds):
            not_yet = self._told(task.not_yet)
            stage.emit(e.TaskFinished(task=task_id, succeeded=False, result=not_yet), cause=cause)
            return
        case = self._case(task_id, task)
        applied = self._apply(task)
        here = any(effect.fault in self.system.levels for effect in task.effects)
        worked = applied or not task.effects or (not here and task_id in stage.variant.results)
        text = case or (stage.variant.results.get(task_id, task.result) if worked else task.no_effect)
        evidence = (task.evidence or "") if worked or task.kind in (TaskKind.EVIDENCE, TaskKind.DIAGNOSE) else ""
        stage.emit(
            e.TaskFinished(
                task=task_id,
                succeeded=True,
                result=self._told(text),
                evidence=self._filled(evidence),
                moved=worked,
            ),
            cause=cause,
        )

    def _case(self, task_id: str, task: Task) -> str:
        """The report of the case that it is before anything moves; empty where none fits or the variant has its own."""
        if task_id in self.stage.variant.results:
            return ""
        return next((report.text for report in task.reports if self.lookup.holds(report.when)), "")

    def _told(self, text: str) -> str:
        return self.stage.fresh.text(self._filled(text))

    def _filled(self, text: str) -> str:
        from simulator.placeholder import fill

        return fill(text, self.stage.names)

    def _apply(self, task: Task) -> bool:
        """Move the faults; True when anything moved."""
        held = [effect for effect in task.effects if effect.when is None or self.lookup.holds(effect.when)]
        moved = [self.system.move(effect.fault, effect.to_pct * 10, effect.over) for effect in held]
        return any(moved)
