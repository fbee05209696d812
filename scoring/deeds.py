"""Work that a text says was done or is being done, although nobody had begun anything of the kind.

It is made to miss rather than to accuse: only work that changes something counts, said of oneself in so many words, by
the verb and the thing of its title, while nothing that shares a word with it was ever begun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from scoring.duty import Context
from scoring.record import Record
from scoring.sentences import claim_in, sentences
from simulator import events as e
from simulator.reading.cause import same
from simulator.reading.known import stems_of
from simulator.reading.result import Claim
from simulator.vocabulary import TaskKind

DEED = "deed"
"""The key of such a claim."""
_CHANGES = (TaskKind.CONTAIN, TaskKind.FIX)
"""Looking, comparing and filing leave no trace in the world, and may be done without a task."""
_OBJECT_STEMS = 3
"""So many words behind the verb of a title name what is worked on: `Stop the invoice run and keep back ...`."""
_REACH_CHARS = 60
"""The thing stands so near behind the verb. Engineering judgement."""
_DID = re.compile(
    r"\b(?:we|i|our (?:engineers|team)|engineers|engineering|the team)(?:'ve| have| has|'re| are| is)?"
    r"(?: just| now| already| also| currently| then)*[ ]([a-z-]+(?:ed|ing|ought|ut|ent|aken|ook|elt|old))\b",
    re.IGNORECASE,
)
"""Somebody of the house, and what they did or are doing."""
_DOUBTED = re.compile(
    r"\b(?:not|never|n't|if|unless|whether|would|could|may|might|think|believe|should|will|plan\w*|try\w*|trying"
    r"|about to|wrong\w*|said|wrote|told)\b|\?",
    re.IGNORECASE,
)


def untrue_deeds(record: Record, context: Context, text: str, before_n: int) -> Iterator[Claim]:
    """Yield the work that a text claims and that nobody had begun before a line of the journal."""
    begun = [seen.event.task for seen in record.all(e.TaskStarted) if seen.n < before_n]
    for sentence in sentences(text):
        did = _DID.search(sentence.group())
        if did is None or _DOUBTED.search(sentence.group()):
            continue
        [verb, *_], near = stems_of(did[1].lower()) or [""], did.end() + sentence.start()
        told = stems_of(text[near : near + _REACH_CHARS].lower())
        if any(_is_of(title, verb, told) for title in _unbegun(context, begun)):
            yield claim_in(sentence, DEED, "done")


def _unbegun(context: Context, begun: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield what would change something and shares no word with anything that was begun."""
    tasks = context.scenario.tasks
    known = {stem for task in begun if task in tasks for stem in _work(tasks[task].title)}
    for task, spec in tasks.items():
        if spec.kind in _CHANGES and task not in begun and not known & set(_work(spec.title)):
            yield _work(spec.title)


@lru_cache(maxsize=1_024)
def _work(title: str) -> tuple[str, ...]:
    """The verb of a title and what is worked on."""
    return tuple(stems_of(title.lower()))[: 1 + _OBJECT_STEMS]


def _is_of(title: tuple[str, ...], verb: str, told: list[str]) -> bool:
    """Whether a verb and what stands behind it are those of a title."""
    return bool(title) and same(title[0], verb) and any(same(thing, word) for thing in title[1:] for word in told)
