"""The names that conditions of scenario files may use; `simulator.world.lookup` holds their values in a drill."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.grammar import recall
from simulator.scenario import Scenario
from simulator.triggers import Condition, Kind, Signature, Vocabulary, compile_condition
from simulator.vocabulary import Phase, Seat

FLAGS = (
    "declared", "stood_down", "mitigated", "resolved", "closed", "restored", "postmortem_scheduled",
    "postmortem_submitted", "holding_line_out",
)  # fmt: skip
COUNTS = ("severity", "updates", "briefs", "promises_broken")
SPANS = ("elapsed", "since_update", "since_holding_line", "since_brief")


def vocabulary(scenario: Scenario) -> Vocabulary:
    """Every name that a condition of this scenario may use."""
    names = {**dict.fromkeys(FLAGS, Kind.BOOL), **dict.fromkeys((*COUNTS, *scenario.signals), Kind.NUMBER),
             **dict.fromkeys(SPANS, Kind.DURATION), "phase": Kind.TEXT}  # fmt: skip
    tasks, injects = frozenset(scenario.tasks), frozenset(inject.id for inject in scenario.injects)
    functions = {
        "done": Signature(Kind.BOOL, tasks),
        "running": Signature(Kind.BOOL, tasks),
        "fired": Signature(Kind.BOOL, injects),
        "answered": Signature(Kind.BOOL, injects),
        "held": Signature(Kind.BOOL, frozenset(seat.value for seat in Seat)),
        "sentiment": Signature(Kind.NUMBER, frozenset(scenario.accounts)),
        "active": Signature(Kind.BOOL, frozenset(scenario.faults)),
    }
    return Vocabulary(names, functions, {"phase": frozenset(phase.value for phase in Phase)})


def compile_all(scenario: Scenario) -> dict[str, Condition]:
    """Compile every condition text of a scenario once.

    Raises:
        TriggerError: a text does not parse or names something unknown.
    """
    return compile_texts(condition_texts(scenario), scenario)


def compile_texts(texts: Iterable[str], scenario: Scenario) -> dict[str, Condition]:
    """Compile conditions that somebody wrote for a scenario, in its file or elsewhere.

    Raises:
        TriggerError: a text does not parse or names something unknown.
    """
    words, once = vocabulary(scenario), set(texts)
    recall(once)
    return {text: compile_condition(text, words) for text in once}


def condition_texts(scenario: Scenario) -> list[str]:
    """Every condition that a scenario holds."""
    texts = [effect.when for task in scenario.tasks.values() for effect in task.effects]
    texts += [task.holds for task in scenario.tasks.values()]
    texts += [report.when for task in scenario.tasks.values() for report in task.reports]
    for inject in scenario.injects:
        texts += [inject.when, inject.unless, inject.missing.condition if inject.missing else None]
    for variant in scenario.variants.values():
        texts += [fact.when for fact in variant.truth.facts.values()]
        texts += [step.when for step in variant.reference]
    return [text for text in texts if text]
