"""Technical work in words for customers: its common name, or else what the board calls it."""

from __future__ import annotations

import re

from simulator.bots.gerund import doing
from simulator.bots.player import TaskCard
from simulator.bots.room import Room
from simulator.vocabulary import IncidentClass

_Words = tuple[str, str, str]
"""Something as what we are doing, what was done, and a noun."""
_MEASURES: tuple[tuple[str, str, _Words], ...] = (
    (
        r"standby|replica|fail ?over",
        r"writ|traffic|switch|move|promote|fail ?over",
        ("moving to a standby system", "we moved to a standby system", "the move to a standby system"),
    ),
    (
        r"roll(?:ing)? ?back|revert|undo|back to|former|previous version",
        r"flag|connector|rule|version|settings?|config|release|change|pool|code|migration|parameter",
        (
            "reversing a recent change of ours",
            "we reversed a recent change of ours",
            "the reversal of a recent change",
        ),
    ),
    (
        r"set|change|correct|switch|turn|adjust|disable|enable",
        r"flag|settings?|config\w*|parameters?",
        ("correcting a setting in our systems", "we corrected a setting in our systems", "the correction of a setting"),
    ),
    (
        r"",
        r"tokens?|credentials?|secrets?|passwords?|(?:access|hardware|new|its|old) keys?|all sessions",
        (
            "replacing access keys and ending open sessions",
            "we replaced access keys and ended open sessions",
            "the replacement of access keys",
        ),
    ),
    (
        r"block|ban|geo\w*|fence|deny",
        r"sign-?ins?|log-?ins?|access|networks?|address\w*|accounts?|users?",
        (
            "blocking the source of the unusual access",
            "we blocked the source of the unusual access",
            "the blocking of unusual access",
        ),
    ),
    (
        r"hotfix|patch|deploy|corrected version|new version",
        r"",
        ("installing a corrected version", "we installed a corrected version", "a corrected version"),
    ),
    (
        r"backfill|re-?run|replay|resend|re-?import|catch up|start|send",
        r"jobs?|sync\w*|transfers?|nights?|records?|postings?|bookings?|messages?|orders?|imports?|backfill",
        (
            "bringing in the missing records",
            "we brought in the missing records",
            "the delivery of the missing records",
        ),
    ),
    (
        r"pause|hold|suspend|freeze|stop|disable|end",
        r"retr(?:y|ies)|jobs?|runs?|exports?|import\w*|sync\w*|migrations?|reports?|interfaces?|process\w*|transfers?"
        r"|automat\w*|debits|bulk|newsletters?|queues?|scripts?|batch\w*",
        (
            "stopping an automatic process that added to the problem",
            "we stopped an automatic process that added to the problem",
            "the stop of an automatic process",
        ),
    ),
    (
        r"reconcil\w*|re-?build|build|repair|correct|restore|recover",
        r"records?|saves?|postings?|bookings?|values?|quantit\w+|items?|index|data\w*|invoices?|orders?|tables?|ledgers?"
        r"|catalogue",
        ("repairing the records concerned", "we repaired the records concerned", "the repair of the records concerned"),
    ),
    (
        r"close|drain|clear|free|end|kill|drop",
        r"sessions?|connections?|queues?|locks?",
        (
            "clearing blocked connections in batches",
            "we cleared blocked connections",
            "the clearing of blocked connections",
        ),
    ),
    (
        r"restart|reboot|recycle",
        r"services?|servers?|machines?|hosts?|applications?|workers?|systems?|process\w*|nodes?|pools?|databases?",
        ("restarting part of the system", "we restarted part of the system", "a restart of part of the system"),
    ),
    (
        r"add|raise|double|scale|increase",
        r"capacity|replicas?|machines?|servers?|nodes?|instances?|workers?|connections?",
        ("adding capacity", "we added capacity", "additional capacity"),
    ),
)
"""What is done, to what, and how customers are told; both are words of one title."""
_KINDS: dict[str, _Words] = {
    "diagnose": (
        "examining the part of the system that fails",
        "our engineers finished examining the part that fails",
        "an examination of the part that fails",
    ),
    "verify": (
        "comparing what is stored with what was confirmed to you",
        "we finished a check of the result",
        "a check of the result",
    ),
    "evidence": (
        "securing the records of what happened",
        "we secured the records of what happened",
        "the securing of records",
    ),
    "prevent": (
        "closing the way in which it came about",
        "we closed the way in which it came about",
        "a safeguard against a repetition",
    ),
    "contain": ("limiting the effect", "we limited the effect", "a step that limits the effect"),
    "fix": ("carrying out the repair", "we carried out a repair", "the repair"),
}
_GUARDED = (IncidentClass.SECURITY, IncidentClass.DATA)
"""In these the board's own words may say more than is for the public yet."""
_COMPARED = re.compile(
    r"\b(?:saves?|stored|records?|postings?|bookings?|invoices?|ledgers?|items?|data|payments?|orders?|cop(?:y|ies)"
    r"|replica|counts?|corrections?|edits)\b",
    re.IGNORECASE,
)
"""What is kept for customers, so that a check of it is a comparison with what they were told."""


def measure(room: Room, card: TaskCard) -> _Words:
    """A task as something we are doing, something that was done, and a noun."""
    if card.kind in ("contain", "fix"):
        for deed, thing, words in _MEASURES:
            if _says(deed, card.title) and _says(thing, card.title):
                return words
    open_work = card.kind in ("contain", "fix") or (card.kind == "verify" and not _COMPARED.search(card.title))
    if open_work and room.incident_class not in _GUARDED:
        now = doing(card.title)
        return now, f"we finished {now}", now
    return _KINDS.get(card.kind, _KINDS["fix"])


def _says(words: str, title: str) -> bool:
    return not words or bool(re.search(rf"\b(?:{words})\b", title, re.IGNORECASE))
