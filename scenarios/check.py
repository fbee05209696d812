"""What a schema cannot say of a scenario: references, conditions, placeholders and cycles; all problems at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from scenarios.document import Document
from scenarios.problem import SourceError, listed
from simulator import commands as c
from simulator.clock import short
from simulator.conditions import condition_texts, vocabulary
from simulator.events import EVENTS
from simulator.grammar import recall
from simulator.placeholder import PlaceholderError, find_placeholders
from simulator.scenario import Scenario, ScriptStep, Variant
from simulator.scenario.inject import Inject
from simulator.triggers import TriggerError, compile_condition

Path = tuple[str | int, ...]
Finding = tuple[Path, str, str]
"""Where, what was expected, and the nearest known word."""

SAMPLE_LEAST_S = 10
SAMPLES_MOST = 20_000
"""Samples until the horizon: what a journal can hold and still be opened."""
_AHEAD = re.compile(r"^in_\d{1,4}[mhd]$")
_HOURS_AND_MINUTES = re.compile(r"^in_(\d{1,2})h(\d{1,2})m$")
_CLOCK_NAMES = frozenset({"now", "incident"})
_RESERVED = {
    "accounts": frozenset({"home", "outside", *_CLOCK_NAMES}),
    "cast": frozenset({"home", "you", "monitoring", *_CLOCK_NAMES}),
}
"""Ids that texts, organisations, senders and holders of seats mean something else by."""


def check_scenario(scenario: Scenario, document: Document) -> None:
    """Check everything that one part of a scenario says of another.

    Raises:
        SourceError: with every problem, each at its line.
    """
    problems = [document.problem(path, message, suggestion=near) for _, (path, message, near) in find_faults(scenario)]
    if problems:
        raise SourceError(problems)


def find_faults(scenario: Scenario) -> Iterator[tuple[str, Finding]]:
    """Everything that `check_scenario` would refuse, each with the id of the lint rule that it breaks."""
    for finding in _ids(scenario):
        yield "id-reserved", finding
    for finding in _references(scenario):
        yield "unknown-reference", finding
    for finding in _conditions(scenario):
        yield "unknown-reference" if "unknown" in finding[1] else "condition", finding
    for finding in _texts(scenario):
        yield "placeholder", finding
    yield from _shape(scenario)


def _ids(s: Scenario) -> Iterator[Finding]:
    """Ids that would mean two things: names in texts, organisations and senders must be distinguishable."""
    accounts = {_word(name) for name in s.accounts}
    for part, names in (("accounts", s.accounts), ("cast", s.cast)):
        for name in names:
            if _word(name) in _RESERVED[part] or _AHEAD.match(_word(name)):
                yield (part, name), f"'{name}' has a meaning of its own in texts and references; choose another id", ""
            elif part == "cast" and _word(name) in accounts:
                yield (part, name), f"an account has the id '{name}' too; choose another id", ""


def _unknown(path: Path, value: str | None, known: Collection[str], what: str) -> Iterator[Finding]:
    if value is not None and value not in known:
        near = get_close_matches(value, known, 1)
        yield path, f"there is no {what} '{value}' (known: {listed(sorted(known)) or 'none is defined'})", "".join(near)


def _references(s: Scenario) -> Iterator[Finding]:
    organisations = {"home", "outside", *s.accounts}
    teams = {member.team for member in s.cast.values() if member.team}
    for name, fault in s.faults.items():
        for signal in fault.signals:
            yield from _unknown(("faults", name, "signals", signal), signal, s.signals, "signal")
        for account in fault.impact_pct:
            yield from _unknown(("faults", name, "impact_pct", account), account, s.accounts, "account")
    for name, task in s.tasks.items():
        yield from _unknown(("tasks", name, "team"), task.team, teams, "team in the cast")
        for i, needed in enumerate(task.requires):
            yield from _unknown(("tasks", name, "requires", i), needed, s.tasks, "task")
        for i, effect in enumerate(task.effects):
            yield from _unknown(("tasks", name, "effects", i, "fault"), effect.fault, s.faults, "fault")
    for name, member in s.cast.items():
        yield from _unknown(("cast", name, "organisation"), member.organisation, organisations, "organisation")
    for i, inject in enumerate(s.injects):
        yield from _inject_references(s, ("injects", i), inject)
    for form, variant in s.variants.items():
        yield from _variant_references(s, form, variant)


def _inject_references(s: Scenario, here: Path, inject: Inject) -> Iterator[Finding]:
    yield from _unknown((*here, "sender"), inject.sender, {"monitoring", *s.cast}, "cast member")
    yield from _unknown((*here, "account"), inject.account, s.accounts, "account")
    yield from _unknown((*here, "objective"), inject.objective, s.objectives, "objective")
    for j, wanted in enumerate(inject.variants):
        yield from _unknown((*here, "variants", j), wanted, s.variants, "variant")
    if inject.after is not None:
        yield from _unknown((*here, "after", "task"), inject.after.task, s.tasks, "task")
        yield from _unknown((*here, "after", "event"), inject.after.event, EVENTS, "event kind")
        yield from _unknown((*here, "after", "inject"), inject.after.inject, {x.id for x in s.injects}, "inject")
    if inject.effect is not None:
        yield from _unknown((*here, "effect", "fault"), inject.effect.fault, s.faults, "fault")
        for account in inject.effect.sentiment:
            yield from _unknown((*here, "effect", "sentiment", account), account, s.accounts, "account")


def _variant_references(s: Scenario, name: str, variant: Variant) -> Iterator[Finding]:
    here: Path = ("variants", name)
    truth = variant.truth
    for i, fault in enumerate(variant.faults):
        yield from _unknown((*here, "faults", i), fault, s.faults, "fault")
    for task in variant.results:
        yield from _unknown((*here, "results", task), task, s.tasks, "task")
    for field in ("containment", "harmful", "evidence_tasks"):
        for i, task in enumerate(getattr(truth, field)):
            yield from _unknown((*here, "truth", field, i), task, s.tasks, "task")
    for moment, spec in truth.key_moments.items():
        yield from _unknown((*here, "truth", "key_moments", moment, "event"), spec.event, EVENTS, "event kind")
    for account in truth.credit:
        yield from _unknown((*here, "truth", "credit", account), account, s.accounts, "account")
    for i, step in enumerate(variant.reference):
        yield from _step_references(s, (*here, "reference", i, "do"), step)


def _step_references(s: Scenario, here: Path, step: ScriptStep) -> Iterator[Finding]:
    command = step.command
    if isinstance(command, c.StartTask | c.StopTask):
        yield from _unknown(here, command.task, s.tasks, "task")
    elif isinstance(command, c.AssignRole | c.HandOver):
        yield from _unknown(here, command.holder, {"you", *s.cast}, "person")
    elif isinstance(command, c.Reply):
        yield from _unknown(here, command.message.removeprefix("@"), {x.id for x in s.injects}, "inject")
    elif isinstance(command, c.ProposeCredit | c.ScheduleCall | c.AskConfirmation | c.AcknowledgeCustomer):
        yield from _unknown(here, command.account, s.accounts, "account")


def _conditions(s: Scenario) -> Iterator[Finding]:
    words = vocabulary(s)
    recall(condition_texts(s))
    for path, text in _condition_places(s):
        if text is not None:
            try:
                compile_condition(text, words)
            except TriggerError as error:
                yield path, str(error), ""


def _condition_places(s: Scenario) -> Iterator[tuple[Path, str | None]]:
    for name, task in s.tasks.items():
        yield ("tasks", name, "holds"), task.holds
        for i, effect in enumerate(task.effects):
            yield ("tasks", name, "effects", i, "when"), effect.when
        for i, report in enumerate(task.reports):
            yield ("tasks", name, "reports", i, "when"), report.when
    for i, inject in enumerate(s.injects):
        yield ("injects", i, "when"), inject.when
        yield ("injects", i, "unless"), inject.unless
        yield ("injects", i, "missing", "condition"), inject.missing.condition if inject.missing else None
    for name, variant in s.variants.items():
        for fact, spec in variant.truth.facts.items():
            yield ("variants", name, "truth", "facts", fact, "when"), spec.when
        for i, step in enumerate(variant.reference):
            yield ("variants", name, "reference", i, "when"), step.when


def _texts(s: Scenario) -> Iterator[Finding]:
    names = {"home", *(_word(x) for x in (*s.accounts, *s.cast)), *(f"{_word(x)}.first" for x in s.cast)}
    for path, text in _text_places(s):
        yield from _placeholders(path, text, names)
    for name, variant in s.variants.items():
        told = names | _CLOCK_NAMES | {f"moment.{_word(moment)}" for moment in variant.truth.key_moments}
        for i, step in enumerate(variant.reference):
            for field in step.command.__struct_fields__:
                value = getattr(step.command, field)
                for text in value if isinstance(value, tuple) else (value,):
                    if isinstance(text, str):
                        here = ("variants", name, "reference", i, "do", c.kind_of(step.command), field)
                        yield from _placeholders(here, text, told)


def _word(name: str) -> str:
    return name.replace("-", "_")


def _text_places(s: Scenario) -> Iterator[tuple[Path, str]]:
    yield ("briefing",), s.briefing
    for name, task in s.tasks.items():
        for field in ("result", "no_effect", "not_yet", "evidence"):
            if getattr(task, field):
                yield ("tasks", name, field), getattr(task, field)
        for i, report in enumerate(task.reports):
            yield ("tasks", name, "reports", i, "text"), report.text
    for i, inject in enumerate(s.injects):
        yield ("injects", i, "subject"), inject.subject
        for text in (inject.text,) if isinstance(inject.text, str) else inject.text:
            yield ("injects", i, "text"), text
    for name, variant in s.variants.items():
        for task_id, text in variant.results.items():
            yield ("variants", name, "results", task_id), text
        for fact, spec in variant.truth.facts.items():
            yield ("variants", name, "truth", "facts", fact, "text"), spec.text


def _placeholders(path: Path, text: str, names: Collection[str]) -> Iterator[Finding]:
    try:
        found = find_placeholders(text)
    except PlaceholderError as error:
        yield path, str(error), ""
        return
    for name, _ in found:
        if name not in names and not (_AHEAD.match(name) and "now" in names):
            near = get_close_matches(name, names, 1)
            known = "" if near else f" (known: {listed(sorted(names))})"
            known = ahead_form(name) if "now" in names and name.startswith("in_") else known
            yield path, f"the placeholder {{{name}}} has no value here{known}", "" if known else "".join(near)


def ahead_form(name: str) -> str:
    """How a time ahead is written, with the very one that a longer form means."""
    match = _HOURS_AND_MINUTES.match(name)
    if match:
        return f"; write {{in_{int(match[1]) * 60 + int(match[2])}m}}"
    return "; a time ahead is written as {in_60m}, {in_2h} or {in_1d}"


def _shape(s: Scenario) -> Iterator[tuple[str, Finding]]:
    seen: set[str] = set()
    for i, inject in enumerate(s.injects):
        if inject.id in seen:
            yield "double-id", (("injects", i, "id"), f"an inject before it has the id '{inject.id}' too", "")
        seen.add(inject.id)
    if not any(inject.credible_signal for inject in s.injects):
        message = "one inject must be the first credible signal (credible_signal: true): scored clocks start there"
        yield "signal-missing", (("injects",), message, "")
    least_s = max(SAMPLE_LEAST_S, s.horizon // (SAMPLES_MOST + 1) + 1)
    if s.sample_every < least_s:
        message = f"expected at least {short(least_s)}, not {short(s.sample_every)}, or the journal floods"
        yield "sampling", (("sample_every",), f"{message} (at most {SAMPLES_MOST:,} samples until the horizon)", "")
    anchors: dict[str, tuple[str, ...]] = {
        x.id: (x.after.inject,) for x in s.injects if x.after is not None and x.after.inject is not None
    }
    if ring := _ring({name: task.requires for name, task in s.tasks.items()}):
        yield "circle", (("tasks", ring[0], "requires"), _around(ring), "")
    if ring := _ring(anchors):
        place = next(i for i, inject in enumerate(s.injects) if inject.id == ring[0])
        yield "circle", (("injects", place, "after"), _around(ring), "")


def _around(ring: list[str]) -> str:
    steps = " -> ".join([*ring, ring[0]])
    return f"a circle: {steps}" if len(ring) > 1 else f"a circle: '{ring[0]}' waits for itself"


def _ring(links: dict[str, tuple[str, ...]]) -> list[str]:
    """The first circle of things that wait for each other; empty when there is none."""
    settled: set[str] = set()
    for start in links:
        trail: list[str] = []
        stack = [(start, 0)]
        while stack:
            name, depth = stack.pop()
            del trail[depth:]
            if name in trail:
                return trail[trail.index(name) :]
            if name in settled:
                continue
            settled.add(name)
            trail.append(name)
            stack += [(following, depth + 1) for following in links.get(name, ())]
    return []
