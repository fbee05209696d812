"""Whether what somebody wrote into a form says anything: a figure, some words, or a thing of this incident."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.duty import Context
from scoring.learning import Action
from scoring.posts import things, words
from simulator.reading.filled import is_content

OWN_WORDS = 2
"""So many words of some length say something, whatever they are about. Engineering judgement."""
WORK_WORDS = 3
"""The same for work of which the reader knows none of the words. Engineering judgement."""
_LONG_LETTERS, _NAME_LETTERS = 4, 3
"""So many letters has a word that says something, and so many has a name. Engineering judgement."""


def tells(context: Context, text: str, *, least: int = OWN_WORDS) -> bool:
    """Whether what was written says something; `x`, `Yes.` and `It works` do not, and `Reversible` does.

    Args:
        context: The drill's scenario and runbook, whose words say something also alone.
        text: What was written.
        least: So many other words of some length say something.
    """
    if not is_content(text):
        return False
    long = [word for word in words(text) - {"because"} if len(word) >= _LONG_LETTERS]
    if len(long) >= least or (long and any(map(str.isdigit, text))):
        return True
    own = things(text)
    return bool(own) and any(own & things(told) for told in _told(context))


def names_work(context: Context, action: Action) -> bool:
    """Whether an action names work: `Review backups` does, `Improve it` and `Buy cake for the team` do not.

    The reader knows weak and strong work by its words. In the tracker the writer says how strong it is, and nobody
    calls it weak who has not thought of some.
    """
    known = action.strength == "weak" or (action.in_text and action.strength == "strong")
    return known or tells(context, action.text, least=WORK_WORDS)


def is_label(text: str) -> bool:
    """Whether a title names anything: a word and no letter that stands for one."""
    return is_content(text) and any(len(word) >= _NAME_LETTERS for word in words(text))


def _told(context: Context) -> Iterator[str]:
    """What the scenario says of its system, its cause and its accounts, and what the runbook calls things."""
    scenario, truth = context.scenario, context.truth
    yield from (truth.cause, truth.data_loss, *(step.text for step in truth.scope))
    yield from (fact.text for fact in truth.facts.values())
    yield from (word for group in truth.cause_concepts for word in group)
    for moment in truth.key_moments.values():
        yield from (moment.title, *moment.words)
    for decision in truth.decisions.values():
        yield from (decision.title, *decision.words)
    for task in scenario.tasks.values():
        yield from (task.title, task.result)
    yield from (signal.title for signal in scenario.signals.values())
    yield from (spec.title for spec in context.runbook.criteria.values())
