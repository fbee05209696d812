"""Whether what somebody wrote into a form says anything of this incident: a figure, a thing of it, or of the trade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scoring.duty import Context
from scoring.learning import Action
from scoring.posts import words
from simulator.reading.concern import concerns, topics, topics_of
from simulator.reading.filled import is_content

_LONG_LETTERS, _NAME_LETTERS = 4, 3
"""So many letters has a word that says something, and so many has a name. Engineering judgement."""
SOME_WORDS = 2
"""So many words of some length are more than `done`. Engineering judgement."""
_WELL = ("okay", "alright", "good", "fine", "right", "sure", "then", "well", "done", "please", "thanks", "dear",
         "this", "that", "there", "here")  # fmt: skip
"""Words that could be about anything."""
OF_EVIDENCE = topics("proof proves evidence attached document")
"""What every piece of evidence is: `Proof` says of none what it shows."""
OF_A_CALL = topics("call phone customer account client")
"""That somebody spoke with a customer is what every call was."""
OF_AN_END = topics("close closing resolved mitigated incident issue problem case fix fixed solved")
"""What every end is called: `Incident closed` says of none what shows it."""


def tells(context: Context, text: str, *, beside: Iterable[str] = (), apart: frozenset[str] = frozenset()) -> bool:
    """Whether what was written says something; `x`, `Yes.` and `My horoscope said so` do not, and `Reversible` does.

    Args:
        context: The drill's scenario, whose words say something also alone.
        text: What was written.
        beside: What it belongs to: the question that it answers, the action that it tests.
        apart: Topics that the form brings along (`simulator/reading/concern.py`), such as `OF_EVIDENCE`.
    """
    if not is_content(text):
        return False
    counted = any(map(str.isdigit, text)) and any(len(word) >= _LONG_LETTERS for word in words(text))
    return counted or is_about(context, text, beside=beside, apart=apart)


def is_about(context: Context, text: str, *, beside: Iterable[str] = (), apart: frozenset[str] = frozenset()) -> bool:
    """Whether a text has to do with the incident; see `simulator/reading/concern.py`.

    Args:
        context: The drill's scenario and its hidden truth, which somebody may have found out.
        text: What was written.
        beside: Texts whose words count as the scenario's do.
        apart: Topics that count for nothing.
    """
    return concerns(text, apart=apart) or concerns(text, topics_of((*_told(context), *beside)), apart=apart)


def names_work(context: Context, action: Action, factors: Iterable[str] = ()) -> bool:
    """Whether an action names work on this incident: `Review backups` does, `Improve it` and `Buy cake` do not.

    Args:
        context: The drill's scenario.
        action: An action of the post-mortem or the tracker.
        factors: The factors that the actions may address.
    """
    return is_content(action.text) and is_about(context, action.text, beside=factors)


def is_filled(context: Context, text: str, *, apart: frozenset[str] = frozenset(), least: int = SOME_WORDS) -> bool:
    """Whether a result says more than `done`: some words beside those that are set apart, or something that tells.

    Args:
        context: The drill's scenario.
        text: What was written.
        apart: Topics that the form brings along.
        least: So many words are enough.
    """
    own = [word for word in words(text) if _is_own(word) and not topics(word) & apart]
    return len(own) >= least or tells(context, text, apart=apart)


def asks(text: str) -> bool:
    """Whether a question names anything, were it `everything`; `Ok?` and `All good?` do not."""
    return any(map(_is_own, words(text)))


def _is_own(word: str) -> bool:
    return len(word) >= _LONG_LETTERS and word not in _WELL


def is_label(text: str) -> bool:
    """Whether a title names anything: a word and no letter that stands for one."""
    return is_content(text) and any(len(word) >= _NAME_LETTERS for word in words(text))


def _told(context: Context) -> Iterator[str]:
    """What the scenario says of its system, its work, its cause and its accounts."""
    scenario, truth = context.scenario, context.truth
    yield from (scenario.title, scenario.summary, truth.cause, truth.data_loss)
    yield from (step.text for step in truth.scope)
    yield from (fact.text for fact in truth.facts.values())
    yield from context.cause_words
    for moment in truth.key_moments.values():
        yield from (moment.title, *moment.words)
    for decision in truth.decisions.values():
        yield from (decision.title, *decision.words)
    for task in scenario.tasks.values():
        yield from (task.title, task.result, task.team)
    yield from (signal.title for signal in scenario.signals.values())
    yield from (fault.title for fault in scenario.faults.values())
    yield from (f"{name} {account.name or ''}" for name, account in scenario.accounts.items())
