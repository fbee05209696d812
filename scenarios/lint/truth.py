"""The hidden truth: whether it agrees with itself, can be learnt in time, and can be proved."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from scenarios.document import Path
from scenarios.lint.finding import Flaw, Flaws
from scenarios.lint.reach import EPILOGUE, FELT_PCT, Reach
from simulator import commands as c
from simulator.clock import spell
from simulator.events import EVENTS
from simulator.scenario import Scenario, Variant
from simulator.scenario.truth import KeyMoment
from simulator.scenario.world import Effect
from simulator.vocabulary import CreditKind, IncidentClass, Severity

VALUES = {
    "restored": ("yes", "no"),
    "data_loss": ("none", "some", "exposed"),
    "security": ("none", "breach"),
}
"""What facts of these keys may say; the others hold a share, regions, a time or a cause."""

RESTRICTED_LEAST, NAME_LEAST = 5, 3
"""A restricted word of fewer letters is one of everyday speech; so is a name (`IT`, `US`). Engineering judgement."""


def check_truth(s: Scenario, reaches: Mapping[str, Reach]) -> Flaws:
    """Every flaw of the variants' truths."""
    for i, (name, variant) in enumerate(s.variants.items()):
        reach, here = reaches[name], ("variants", name, "truth")
        if i and not variant.weight:
            yield Flaw("variant-undrawn", ("variants", name, "weight"), f"the variant '{name}' has weight 0")
        elif not (i or any(other.weight for other in s.variants.values())):
            what = f"every variant has weight 0, so only the first one, '{name}', is ever played"
            yield Flaw("variant-undrawn", ("variants", name, "weight"), what)
        yield from _signal(s, name, reach)
        yield from _times(s, variant, here)
        yield from _agreement(variant, here)
        yield from _learning(s, variant, reach, here)
        yield from _values(s, variant, here)
        yield from _moments(s, variant, reach, here)
        yield from _twins(s, name)
        yield from _short(variant, here)
        if not variant.truth.false_alarm:
            yield from _duties(s, variant, reach, here)
            yield from _harm(s, reach, here)


def _signal(s: Scenario, name: str, reach: Reach) -> Flaws:
    signals = [(i, x) for i, x in enumerate(s.injects) if x.credible_signal and reach.applies(x)]
    sure = [x for _, x in signals if x.id in reach.injects and x.chance_pct == 100 and x.unless is None]
    if sure:
        return
    if not signals:
        yield Flaw("signal-missing", ("variants", name), f"no first credible signal comes in the variant '{name}'")
    for i, inject in signals:
        what = f"the first credible signal '{inject.id}' may never come in the variant '{name}'"
        yield Flaw("signal-missing", ("injects", i), what)


def _times(s: Scenario, variant: Variant, here: Path) -> Flaws:
    truth, par, end_s = variant.truth, variant.par, s.horizon
    if truth.impact_start >= end_s:
        yield Flaw(
            "truth-late", (*here, "impact_start"), f"impact begins at {spell(truth.impact_start)}, after the end"
        )
    for i, scope in enumerate(truth.scope):
        if scope.at >= end_s:
            yield Flaw(
                "truth-late", (*here, "scope", i, "at"), f"the scope changes at {spell(scope.at)}, after the end"
            )
    for i, (earlier, later) in enumerate(pairwise(truth.scope), 1):
        if later.at <= earlier.at:
            yield Flaw("truth-contradiction", (*here, "scope", i, "at"), "the scope's times must rise")
    if par.restored is not None and par.restored + par.monitoring >= end_s:
        what = f"restored at {spell(par.restored)} and watched for {spell(par.monitoring)} is beyond {spell(end_s)}"
        yield Flaw("truth-late", (*here[:-1], "par", "restored"), what)


def _agreement(variant: Variant, here: Path) -> Flaws:
    truth = variant.truth
    for i, task in enumerate(truth.harmful):
        if task in truth.containment:
            what = f"'{task}' is called right under containment and wrong under harmful"
            yield Flaw("truth-contradiction", (*here, "harmful", i), what)
    if truth.false_alarm and (truth.credit or variant.par.restored is not None or any(x.pct for x in truth.scope)):
        what = "a false alarm has no scope, no credit and nothing to restore"
        yield Flaw("truth-contradiction", (*here, "false_alarm"), what)
    if truth.false_alarm and truth.severity is not Severity.SEV3:
        what = f"a false alarm is no {truth.severity}; expected sev3"
        yield Flaw("truth-contradiction", (*here, "severity"), what)
    due = any(credit.credit is CreditKind.SLA_CREDIT for credit in truth.credit.values())
    if due and not truth.down_minutes:
        yield Flaw("truth-contradiction", (*here, "credit"), "a contractual credit is due, though down_minutes is 0")
    if variant.par.restored is not None and truth.scope and truth.scope[-1].pct:
        what = "the service is restored by par, and the scope never falls to 0"
        yield Flaw("truth-contradiction", (*here, "scope", len(truth.scope) - 1), what)


def _learning(s: Scenario, variant: Variant, reach: Reach, here: Path) -> Flaws:
    truth = variant.truth
    known = set()
    for name, fact in truth.facts.items():
        if reach.can(fact.when):
            known.add(fact.key)
        else:
            yield Flaw("fact-unreachable", (*here, "facts", name, "when"), f"'{fact.when}' can never hold")
    if not truth.false_alarm and "cause" not in known:
        yield Flaw("truth-without-evidence", (*here, "facts"), "no fact tells the war room the cause")
    for i, task in enumerate(truth.evidence_tasks):
        if not s.tasks[task].evidence:
            what = f"the task '{task}' is to preserve evidence and leaves none (evidence: ...)"
            yield Flaw("truth-without-evidence", (*here, "evidence_tasks", i), what)
    if not any(s.tasks[task].evidence for task in reach.tasks):
        yield Flaw("truth-without-evidence", ("tasks",), "no task that can be done leaves evidence")


def _values(s: Scenario, variant: Variant, here: Path) -> Flaws:
    """Facts that would make a truthful team a liar."""
    truth = variant.truth
    start_utc = str(s.start_utc_s + truth.impact_start)
    for name, fact in truth.facts.items():
        path = (*here, "facts", name, "value")
        if fact.key == "start" and fact.value != start_utc:
            what = f"impact begins at Unix second {start_utc} (start_utc and impact_start), not {fact.value}"
            yield Flaw("fact-mismatch", path, what)
        if fact.key in VALUES and fact.value not in VALUES[fact.key]:
            what = f"expected one of {', '.join(VALUES[fact.key])} under {fact.key}, not {fact.value!r}"
            yield Flaw("fact-mismatch", path, what)
        elif fact.key == "data_loss" and truth.data_lost is not (fact.value == "some") and fact.value != "exposed":
            what = f"data_lost is {str(truth.data_lost).lower()}, and the fact says '{fact.value}'"
            yield Flaw("fact-mismatch", path, what)
        if fact.key == "scope_pct" and truth.scope and fact.value not in {str(x.pct) for x in truth.scope}:
            yield Flaw("fact-mismatch", path, f"the scope never is {fact.value} %")


def _moments(s: Scenario, variant: Variant, reach: Reach, here: Path) -> Flaws:
    rows = [f"{x.command.action} {x.command.result}" for x in variant.reference if isinstance(x.command, c.LogEntry)]
    folded = [" ".join(row.casefold().split()) for row in rows]
    for name, moment in variant.truth.key_moments.items():
        path = (*here, "key_moments", name)
        if reason := _unreachable(s, moment, reach):
            yield Flaw("moment-unreachable", path, f"'{name}': {reason}")
        elif "D2" not in variant.not_reached and not any(w.casefold() in row for row in folded for w in moment.words):
            yield Flaw("moment-unlogged", (*path, "words"), f"no log row of the reference run names '{name}'")


def _unreachable(s: Scenario, moment: KeyMoment, reach: Reach) -> str:
    """Why a moment never comes about; empty when it can."""
    if moment.event in EPILOGUE:
        return f"'{moment.event}' comes when the drill is over"
    fields = EVENTS[moment.event].__struct_fields__
    unknown = next((field for field in moment.where if field not in fields), None)
    if unknown:
        return f"the event '{moment.event}' has no field '{unknown}' (known: {', '.join(fields)})"
    inject, task = moment.where.get("inject"), moment.where.get("task")
    if inject is not None and inject not in reach.injects | {x.id for x in s.injects if x.bank and reach.applies(x)}:
        return f"the inject '{inject}' never fires in this variant"
    return f"the task '{task}' can never be done" if task is not None and task not in reach.tasks else ""


def _duties(s: Scenario, variant: Variant, reach: Reach, here: Path) -> Flaws:
    truth = variant.truth
    if not truth.containment:
        yield Flaw("containment-idle", (*here, "containment"), "no task is named that contains it")
    elif not any(reach.moves(effect) for task in truth.containment for effect in s.tasks[task].effects):
        yield Flaw("containment-idle", (*here, "containment"), "no task named here moves a fault of this variant")
    guarded = truth.incident_class in (IncidentClass.SECURITY, IncidentClass.DATA)
    if guarded and not truth.evidence_tasks:
        yield Flaw("security-duty", (*here, "evidence_tasks"), "no task preserves evidence (evidence_tasks)")
    if truth.incident_class is IncidentClass.SECURITY:
        for key in ("restricted", "legal"):
            if not getattr(truth, key):
                yield Flaw("security-duty", (*here, key), f"nothing stands under `{key}`")


def _short(variant: Variant, here: Path) -> Flaws:
    for i, word in enumerate(variant.truth.restricted):
        has_cases = word.isalpha() and word.lower() != word.upper()  # not `C++`, and no script that needs two signs
        if has_cases and len(word) < (RESTRICTED_LEAST if word.islower() else NAME_LEAST):
            yield Flaw("restricted-short", (*here, "restricted", i), f"'{word}' has {len(word)} letters")


def _twins(s: Scenario, name: str) -> Flaws:
    """An earlier variant that tells the same story."""
    variant = s.variants[name]
    for other, earlier in s.variants.items():
        if other == name:
            return
        same_words = _folded(earlier.truth.cause) == _folded(variant.truth.cause)
        same_world = {*earlier.faults} == {*variant.faults} and earlier.results == variant.results
        if same_words or (same_world and {*earlier.truth.containment} == {*variant.truth.containment}):
            yield Flaw("variant-twin", ("variants", name), f"'{name}' has the cause of '{other}' once more")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _harm(s: Scenario, reach: Reach, here: Path) -> Flaws:
    for i, name in enumerate(reach.variant.truth.harmful):
        task = s.tasks[name]
        if not task.destroys_evidence and not any(_raises(s, reach, effect) for effect in task.effects):
            yield Flaw("harmful-harmless", (*here, "harmful", i), f"'{name}' makes nothing worse in this variant")


def _raises(s: Scenario, reach: Reach, effect: Effect) -> bool:
    """Whether an effect can lift a fault above where it would be without it."""
    if effect.to_pct <= FELT_PCT or not reach.moves(effect):
        return False
    others = [x for task in s.tasks.values() for x in task.effects if x.fault == effect.fault]
    lower = any(x.to_pct < effect.to_pct for x in others)
    return effect.to_pct > 100 or s.faults[effect.fault].starts >= s.horizon or lower  # full level
