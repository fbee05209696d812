"""xAPI statements of a drill: what a learning record store keeps of it.

Source: xAPI 1.0.3 and 2.0 (IEEE 9274.1.1-2023). Ids follow from the journal, so that the same statement sent twice is
the same statement. People are account names without a mail address; who they are stays in the store. What the scenario
hid (its variant, its cause) is not told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from scoring.reports.plain import flat
from scoring.scorecard import CriterionScore, Scorecard
from simulator.journal import Journal
from simulator.scenario import Scenario
from simulator.vocabulary import Mode

VERBS = "http://adlnet.gov/expapi/verbs/"
ACTIVITIES = "http://adlnet.gov/expapi/activities/"
LANGUAGE = "en"


class Version(StrEnum):
    """Of the specification; the header of a request names it, and the store writes it into the statements."""

    OLD = "1.0.3"
    NEW = "2.0.0"


@dataclass(frozen=True, slots=True)
class Source:
    """One judged drill, and where its statements come from."""

    sha256: str
    """Of the journal."""
    journal: Journal
    scenario: Scenario
    card: Scorecard
    at_utc: str
    """When the drill was over, by the clock on the wall; a journal knows drill time alone."""
    home: str
    """Address that all activities and accounts are below, without a slash at its end."""
    version: Version = Version.OLD
    person: str = ""
    """Whose drill it was, where the journal cannot tell: that of a drill alone only says `you`."""

    @property
    def name(self) -> str:
        """What ids are made of: two people who did the same have the same journal, and a record each."""
        return f"warroom:{self.sha256}:{self.person}" if self.person else f"warroom:{self.sha256}"


def statements_of(source: Source, *, criteria: bool) -> list[dict[str, Any]]:
    """The statements of one drill: that it was completed, what came of it, and each criterion if asked for.

    Of a drill that is not over only that is said: somebody may still go on with it.
    """
    if not source.journal.finished:
        return [_abandoned(source)]
    found = [_completed(source), _judged(source)]
    if criteria:
        found += [_criterion(source, score) for score in source.card.criteria if _is_scored(score)]
    return found


def _is_scored(score: CriterionScore) -> bool:
    return score.judgement.value_permille is not None


def _completed(source: Source) -> dict[str, Any]:
    return _statement(source, "completed", _drill(source), {"completion": True, "duration": _duration(source)})


def _abandoned(source: Source) -> dict[str, Any]:
    verb = {"id": "https://w3id.org/xapi/adl/verbs/abandoned", "display": {LANGUAGE: "abandoned"}}
    result = {"completion": False, "duration": _duration(source)}
    return {**_statement(source, "abandoned", _drill(source), result), "verb": verb}


def _judged(source: Source) -> dict[str, Any]:
    card = source.card
    result = {
        "score": _score(float(card.total)),
        "success": card.passed,
        "completion": True,
        "extensions": {_x(source, "band"): card.band, _x(source, "gates"): [gate.id for gate in card.gates]},
    }
    return _statement(source, "passed" if card.passed else "failed", _drill(source), result)


def _criterion(source: Source, score: CriterionScore) -> dict[str, Any]:
    activity = {
        "objectType": "Activity",
        "id": f"{source.home}/runbooks/{source.card.runbook}/criteria/{score.id}",
        "definition": {"type": f"{ACTIVITIES}objective", "name": {LANGUAGE: flat(score.title)}},
    }
    value = score.judgement.value_permille or 0
    result = {"score": {"scaled": value / 1_000}, "response": flat(score.judgement.actual)[:500]}
    made = _statement(source, "scored", activity, result, about=score.id)
    made["context"]["contextActivities"]["parent"] = [{"objectType": "Activity", "id": _drill(source)["id"]}]
    return made


# --- parts --------------------------------------------------------------------------------------------------------


def _statement(
    source: Source, verb: str, activity: dict[str, Any], result: dict[str, Any], *, about: str = ""
) -> dict[str, Any]:
    return {
        "id": str(uuid5(NAMESPACE_URL, f"{source.name}:{source.version}:{verb}:{about}")),
        "actor": _actor(source),
        "verb": {"id": f"{VERBS}{verb}", "display": {LANGUAGE: verb}},
        "object": activity,
        "result": result,
        "context": _context(source),
        "timestamp": source.at_utc,
    }


def _actor(source: Source) -> dict[str, Any]:
    """Who did it: a person by their id; the team of an exercise is a group, under the id of its drill."""
    header, home = source.journal.header, source.home
    if header.mode is Mode.EXERCISE and not source.person:
        return {"objectType": "Group", "account": {"homePage": f"{home}/teams", "name": header.drill}}
    return {"objectType": "Agent", "account": {"homePage": f"{home}/people", "name": source.person or header.player}}


def _drill(source: Source) -> dict[str, Any]:
    scenario = source.scenario
    definition = {
        "type": f"{ACTIVITIES}simulation",
        "name": {LANGUAGE: flat(scenario.title)},
        "description": {LANGUAGE: flat(scenario.summary)},
    }
    return {"objectType": "Activity", "id": f"{source.home}/scenarios/{scenario.id}", "definition": definition}


def _context(source: Source) -> dict[str, Any]:
    header = source.journal.header
    category = {"objectType": "Activity", "id": f"{source.home}/modes/{header.mode.value}"}
    grouping = {"objectType": "Activity", "id": f"{source.home}/families/{source.scenario.family}"}
    return {
        "registration": str(uuid5(NAMESPACE_URL, source.name)),
        "platform": "warroom",
        "revision": str(header.scenario.version),
        "language": LANGUAGE,
        "contextActivities": {"category": [category], "grouping": [grouping]},
        "extensions": {
            _x(source, "journal-sha256"): source.sha256,
            _x(source, "runbook-sha256"): header.runbook.digest,
            _x(source, "engine"): header.engine,
            _x(source, "attempt"): header.attempt,
            _x(source, "simulated"): header.mode is Mode.SIMULATED,
        },
    }


def _x(source: Source, name: str) -> str:
    """The address of an extension."""
    return f"{source.home}/extensions/{name}"


def _score(points: float) -> dict[str, Any]:
    return {"scaled": round(points / 100, 4), "raw": round(points, 2), "min": 0, "max": 100}


def _duration(source: Source) -> str:
    """Drill time, as ISO 8601: what the room lived through, not how long it took at the keyboard."""
    entries = source.journal.entries
    return f"PT{entries[-1].at_s if entries else 0}S"


def batches(statements: list[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    """So many at a time."""
    for at in range(0, len(statements), size):
        yield statements[at : at + size]
