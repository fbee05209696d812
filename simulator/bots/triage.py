"""What kind of incident it is and how bad, judged by what has been heard so far; unsure means the higher severity."""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.bots.room import Room, sentences
from simulator.vocabulary import IncidentClass, Severity

_CLASS_WORDS: dict[IncidentClass, str] = {
    IncidentClass.SECURITY: (
        r"\b(?:anomal\w+|suspicious|unauthori[sz]ed|intrus\w+|attack\w*|breach\w*|credential\w*|tokens?|leak\w*"
        r"|exfil\w*|phish\w*"
        r"|malware|ransom\w*|forensic\w*|revoke\w*|stolen|impossible travel|brute|hack\w*|break-?ins?|broke(?:n)? into"
        r"|(?:unusual|foreign|strange|unknown|unfamiliar) (?:sign|log)\w*"
        r"|(?:sign|log)-?ins? (?:from|that (?:is|are) not)|who should not|somebody else's"
        r"|(?:service|secret|private|access) keys?|seal(?:ed|ing)?)\b"
    ),
    IncidentClass.DATA: (
        r"\b(?:corrupt\w*|wrong (?:amounts?|values?|figures?|totals?|balances?)|mismatch\w*|duplicat\w*"
        r"|overwrit\w*|invoic\w*|billing"
        r"|missing|vanish\w*|disappear\w*|lost records?|records? (?:is |are )?(?:lost|gone)"
        r"|(?:without|no) (?:\w+ )?records?|(?:cannot|can't|nobody can) find|not (?:be found|stored)"
        r"|(?:book|charg|deliver|bill|post|enter|stor)ed twice|(?:paid|sent|came|comes|are there) twice"
        r"|inconsisten\w*|checksum\w*|misstat\w*|overcharg\w*|reconcil\w*)\b"
    ),
    IncidentClass.INTEGRATION: (
        r"\b(?:sync\w*|integration\w*|connector\w*|webhook\w*|nightly|interface|transfers?|feed|edi|sftp"
        r"|month-end|postings?"
        r"|import job|export job|mapping|partner)\b"
    ),
    IncidentClass.AVAILABILITY: (
        r"\b(?:latency|p99|time-?outs?|outage|down|unavailable|5\d\d|errors?|slow\w*|fail(?:s|ed"
        r"|ing)? to (?:save|load)|unreachable"
        r"|failover|replica\w*|capacity|restart\w*|saves?)\b"
    ),
}
_WEIGHT = {"alert": 4, "customer": 3, "colleague": 2, "fact": 3, "result": 1}
_BOARD_SHARE = 3
"""Titles on the task board count a third of a colleague's word: they show what the teams expect, not what is."""
_BROAD = re.compile(
    r"\b(?:all|every|both|two|three|several|multiple) (?:regions?|customers?|tenants?|sites?|accounts?|users?)\b"
    r"|\b(?:globally|everywhere|platform|company-wide)\b|% of (?:all )?(?:sessions|users|customers|requests)",
    re.IGNORECASE,
)
_GRAVE = re.compile(
    r"\b(?:cannot|can't|nobody can|completely|all of our|stopped|data loss|lost|outage|down for)\b", re.IGNORECASE
)


def judge_class(room: Room) -> IncidentClass:
    """The class whose words weigh most in alerts, reports and on the task board."""
    memory, gauges = room.memory, room.sight.gauges
    if not memory.scores:
        memory.scores = dict.fromkeys(IncidentClass, 0)
        for card in room.sight.tasks:
            _count(memory.scores, card.title, 1)
    for heard in memory.heard[memory.scored :]:
        for sentence in sentences(heard.text):
            if not sentence.endswith("?"):
                _count(memory.scores, sentence, _WEIGHT[heard.source] * _BOARD_SHARE)
    for name in memory.hot - memory.scored_signals:
        _count(memory.scores, f"{name.replace('_', ' ')} {gauges[name].title if name in gauges else ''}", 4)
    memory.scored, memory.scored_signals = len(memory.heard), set(memory.hot)
    return max(memory.scores, key=memory.scores.__getitem__)


def _count(scores: dict[IncidentClass, int], text: str, weight: int) -> None:
    for kind, hits in zip(_CLASS_WORDS, _hits(text), strict=True):
        scores[kind] += weight * hits


@lru_cache(maxsize=8192)
def _hits(text: str) -> tuple[int, ...]:
    """How many words of each class a text holds."""
    return tuple(len(re.findall(pattern, text.lower())) for pattern in _CLASS_WORDS.values())


def judge_severity(room: Room, kind: IncidentClass) -> Severity:
    """SEV-1 for security, breadth, or anything critical that is not one customer's connection; else SEV-2."""
    if kind is IncidentClass.SECURITY:
        return Severity.SEV1
    texts = [*room.said("alert"), *room.said("customer"), *room.said("colleague")]
    broad = any(_BROAD.search(text) for text in texts) or len(room.voiced) >= 3
    critical = any(room.sight.critical.values())
    if kind is IncidentClass.INTEGRATION and not broad:
        return Severity.SEV2
    grave = any(_GRAVE.search(text) for text in texts)
    return Severity.SEV1 if broad or critical or grave or not texts else Severity.SEV2


def off_by_one(severity: Severity, up: bool) -> Severity:
    """The neighbour that a poor judgement ends at."""
    order = tuple(Severity)
    return order[max(0, min(len(order) - 1, order.index(severity) + (-1 if up else 1)))]
