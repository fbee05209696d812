"""What triggers an inject, in words that a facilitator can read out: conditions are for authors and machines."""

from __future__ import annotations

from simulator.clock import spell
from simulator.grammar import Branch, Node, Word, parse
from simulator.scenario import Scenario
from simulator.scenario.inject import Inject
from simulator.terms import seconds
from simulator.vocabulary import Seat

_NAMES = {
    "declared": "the incident is declared", "stood_down": "the team has stood down",
    "mitigated": "the incident is mitigated", "resolved": "the incident is resolved",
    "closed": "the incident is closed", "restored": "the service is restored",
    "postmortem_scheduled": "the post-mortem is scheduled", "postmortem_submitted": "the post-mortem is handed in",
    "holding_line_out": "the holding line is out", "severity": "the severity",
    "updates": "the number of updates to customers", "briefs": "the number of executive briefs",
    "promises_broken": "the number of broken promises", "elapsed": "the time since the start",
    "since_update": "the time since the last update", "since_holding_line": "the time since the holding line",
    "since_brief": "the time since the last executive brief", "phase": "the phase",
}  # fmt: skip
_CALLS = {
    "done": "the task “{}” is done", "running": "the task “{}” is running", "fired": "the inject “{}” is out",
    "answered": "the inject “{}” is answered", "held": "the role {} is held", "sentiment": "the sentiment of {}",
    "active": "the fault “{}” is active",
}  # fmt: skip
_SIGNS = {">": "above ", ">=": "at least ", "<": "below ", "<=": "at most ", "==": "", "!=": "not "}
_JOINED = {"both": " and ", "either": " or "}
_MADE_OF_SIGNS = {"LPAR", "RPAR", "LSQB", "RSQB", "COMMA"}


def cue_of(inject: Inject, scenario: Scenario) -> str:
    """What makes an inject come: a time, a condition, or the facilitator."""
    if inject.at is not None:
        return f"at {spell(inject.at)}"
    if inject.missing is not None:
        return f"at {spell(inject.missing.by)} unless {condition_words(inject.missing.condition, scenario)}"
    if inject.after is not None:
        return f"{spell(inject.after.delay)} after {_anchor(inject, scenario)}"
    return f"when {condition_words(inject.when, scenario)}" if inject.when else "from the bank"


def _anchor(inject: Inject, scenario: Scenario) -> str:
    after = inject.after
    assert after is not None  # noqa: S101  # asked for injects that have one
    if after.task:
        return f"the task “{_title(after.task, scenario)}”"
    if after.inject:
        return f"the inject “{_title(after.inject, scenario)}”"
    return _plain(after.event or "")


def condition_words(text: str, scenario: Scenario) -> str:
    """A condition of a scenario's file in words."""
    return _words(parse(text), scenario)


def _words(node: Node, scenario: Scenario) -> str:
    if isinstance(node, Word):
        return _value(node, scenario)
    parts = [one for one in node.children if not (isinstance(one, Word) and one.kind in _MADE_OF_SIGNS)]
    if node.rule in _JOINED:
        return _JOINED[node.rule].join(_words(part, scenario) for part in parts)
    if node.rule == "group":
        return f"({_words(parts[0], scenario)})"
    if node.rule == "negation":
        inner = _words(parts[1], scenario)
        grouped = isinstance(parts[1], Branch) and parts[1].rule == "group"
        return f"not {inner}" if grouped else _negated(inner)
    if node.rule == "call":
        return _call(parts, scenario)
    return _compared(node.rule, parts, scenario)


def _negated(words: str) -> str:
    verb = " is " if " is " in words else " has "
    return words[::-1].replace(verb[::-1], f"{verb}not "[::-1], 1)[::-1]


def _call(parts: list[Node], scenario: Scenario) -> str:
    name, argument = (part.text if isinstance(part, Word) else "" for part in (parts[0], parts[-1]))
    about = Seat(argument).title if name == "held" and argument in set(Seat) else _title(argument, scenario)
    return _CALLS.get(name, f"{_plain(name)} {{}}").format(about)


def _compared(rule: str, parts: list[Node], scenario: Scenario) -> str:
    left = _words(parts[0], scenario)
    if rule == "membership":
        denied = isinstance(parts[1], Word) and parts[1].kind == "NOT"
        options = ", ".join(_words(part, scenario) for part in parts[1 + denied :])
        return f"{left} is {'not ' * denied}one of {options}"
    sign = parts[1].text if isinstance(parts[1], Word) else ""
    return f"{left} is {_SIGNS.get(sign, '')}{_words(parts[2], scenario)}"


def _value(word: Word, scenario: Scenario) -> str:
    if word.kind == "DURATION":
        return spell(seconds(word.text, word.column))
    if word.kind == "WORD":
        return _NAMES.get(word.text) or _title(word.text, scenario)
    return word.text


def _title(name: str, scenario: Scenario) -> str:
    """A signal, task, inject or account by its title; any other word without its hyphens."""
    for titled in (scenario.signals.get(name), scenario.tasks.get(name)):
        if titled is not None:
            return titled.title
    inject = next((one.title for one in scenario.injects if one.id == name), "")
    if inject:
        return inject
    account = scenario.accounts.get(name)
    return (account.name if account else None) or _plain(name)


def _plain(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")
