"""Other words of the trade for what a moment or a decision is called: `SEV-1 raised`, `cut over to the secondary`.

A scenario cannot list them all. Such a word counts only at the minute of the deed, where the journal has it; most of
them need the thing as well that the deed was done to, and a row of many of them names nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.reading.cause import same
from simulator.reading.known import stems_of

NEAR_S = 180
"""So near to the deed stands a row that names it in other words. Engineering judgement."""
MOST_KINDS = 4
"""A row that speaks of more kinds of deeds than these is a list of words. Engineering judgement."""
_EVENTS = {
    "incident_declared": r"(?:call|open|rais|declar|announc|ausgeruf)\w* (?:it )?(?:an? |as |the )?(?:sev|p)[- ]?\d"
    r"|(?:sev|p)[- ]?\d\b[^.;]{0,20}\b(?:called|raised|opened|declared|announced)"
    r"|(?:opened|raised|called) (?:an? |the )?(?:major |sev\w* )?incident|incident (?:opened|raised|called)",
    "update_posted": r"(?:first|public|customer) (?:public |customer )?(?:notice|word|post|message|mail|note|statement)"
    r"|went public|(?:customers|clients) (?:informed|told|notified|written to)|status post|posted (?:publicly|to)",
    "brief_posted": r"(?:exec\w*|management|c-level|leadership|board|sponsors?)\b[^.;]{0,30}"
    r"\b(?:summary|note|informed|written|one-pager|report|sitrep|sent|mailed|told)"
    r"|(?:one-pager|summary|sitrep|situation report|note|mailed)\b[^.;]{0,25}"
    r"\b(?:exec\w*|management|c-level|leadership|board)",
    "mitigation_marked": r"(?:service|saving|saves|access|booking\w*) (?:is |are )?(?:restored|back|recovered)"
    r"|(?:customers|users|clients|everybody) can \w+ again|impact (?:is )?(?:ended|over|gone)|stable again"
    r"|contained|bleeding stopped|(?:errors|failures) (?:are )?(?:below|under|gone)",
    "resolution_marked": r"(?:fully|all) (?:recovered|restored|over)|(?:watch|monitoring)(?: window)? (?:is )?(?:ended"
    r"|over|done|finished)|declared over|all[- ]clear|called it (?:over|resolved|done)|incident (?:is )?over|solved",
    "incident_closed": r"(?:ticket|record|case|inc(?:ident)?)\b[^.;]{0,15}\b(?:shut|closed|filed|done)|wrapped up"
    r"|closed out",
    "stood_down": r"(?:false alarm|alarm) (?:is )?(?:over|confirmed|called off|cancelled|cleared)|called off|stood down"
    r"|no incident",
    "inject_fired": r"(?:pager|paged|alarm|alert|page)\w*",
    "authority_notified": r"(?:regulator|authorit\w+|supervisor)\b[^.;]{0,30}\b(?:told|informed|notified|written)",
    "call_held": r"(?:spoke|rang|phoned|called|talked|telephone|conference)\b",
}
_SEATS = {
    "comms_lead": r"comms|communications",
    "legal": r"legal|counsel|lawyer",
    "security": r"security|secops|ciso",
    "tech_lead": r"tech\w*",
}
_SEATED = r"(?:has|takes?|took|handed|seated|named|assigned|appointed|on board|crew|roles)\b"
_DEEDS = tuple(
    (re.compile(rf"\b(?:{strong})\b", re.IGNORECASE), re.compile(rf"\b(?:{weak})\b", re.IGNORECASE))
    for strong, weak in (
        (
            r"fail(?:ed|ing)?[- ]?over|switch(?:ed)?[- ]?over|cut(?:ting)?[- ]?over|promot\w+",
            r"switch\w*|mov\w+|route\w*|took over|takes? over|use|swung|diverted|take[ns]?",
        ),
        (
            r"roll(?:ed|ing)?[- ]?back|revert\w*|undid|undo(?:ne)?|back(?:ed)? out|flipped back",
            r"revers\w+|switched back|put back",
        ),
        (r"drain\w*", r"clos\w+|kill\w*|clear\w*|swept|flush\w*|purg\w+|half-open"),
        (r"reconcil\w+|integrity|audit\w*", r"compar\w+|match\w*|check\w*|verif\w+|counted?|look\w*"),
        (
            r"(?:root )?cause|diagnos\w+",
            r"analys\w+|understood|understand|trac\w+|inspect\w*|look\w*|found|reproduc\w+",
        ),
        (r"halt\w*", r"stop\w*|paus\w+|hold|held|suspend\w*|froze\w*|freez\w+|kept back|ended"),
        (r"in sync|up to date", r"prov\w+|verif\w+|check\w*|confirm\w*|test\w*|current"),
        (r"rotat\w+|re-?issued", r"renew\w*|new|forc\w+|replac\w+"),
        (r"snapshots?|sealed copies", r"evidence|secur\w+|copies|cop(?:ied|y)|sav\w+"),
        (r"hot-?fix\w*|patch\w*", r"deploy\w*|live|shipped|rolled out|released?"),
        (r"turn(?:ed)? on|enabl\w+", r"switch\w*|offer\w*|live|on"),
        (r"back-?fill\w*|replay\w*|re-?sent", r"sent again|again|send|missing"),
        (r"repair\w*|correct(?:ed|ions?)", r"fix\w*|mend\w*|restor\w+|remov\w+|issu\w+|releas\w+|sent|send"),
    )
)
"""Deeds by their strong words, which say it alone, and by weak ones, which need the thing."""
_THINGS = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"replica|standby|secondary|spare|copy|second|backup|new primary",
        r"sessions?|connections?|links?|locks?",
        r"flag|config\w*|settings?|change|pool|push",
        r"saves?|data|orders?|records?|edits?|bookings?|ledgers?|postings?",
        r"primary|database|db|main",
    )
)
"""Things that go by several names."""
_GIVES = re.compile(r"\b(?:gesture|compensat\w+|owe|owed|refund|make good|goodwill|credit)\b", re.IGNORECASE)
_DULL = frozenset(stems_of("finished first second done for with the back again found task kind"))


def speaks_of_event(event: str, seat: str, text: str) -> bool:
    """Whether a row tells in other words of an act that has a kind of its own; of a naming for its seat."""
    if event == "role_assigned":
        words = _SEATS.get(seat)
        return words is not None and all(re.search(rf"\b(?:{one})", text, re.IGNORECASE) for one in (words, _SEATED))
    words = _EVENTS.get(event)
    return words is not None and re.search(rf"\b(?:{words})", text, re.IGNORECASE) is not None and not _is_heap(text)


def speaks_of_deed(called: str, text: str) -> bool:
    """Whether a row tells in other words of work that is called otherwise, with the thing where the word is weak."""
    if _is_heap(text):
        return False
    for strong, weak in _DEEDS:
        if strong.search(called) is None and weak.search(called) is None:
            continue
        if strong.search(text) and strong.search(called):
            return True
        things = (strong.sub(" ", weak.sub(" ", words)) for words in (called, text))
        if (strong.search(text) or weak.search(text)) and _shares_thing(*things):
            return True
    return False


def speaks_of_credit(text: str) -> bool:
    """Whether a question is one of money for a customer."""
    return _GIVES.search(text) is not None


@lru_cache(maxsize=2_048)
def _is_heap(text: str) -> bool:
    return sum(strong.search(text) is not None for strong, _ in _DEEDS) > MOST_KINDS


def _shares_thing(called: str, text: str) -> bool:
    """Whether two texts name one thing, by one name or by several."""
    if any(one.search(called) and one.search(text) for one in _THINGS):
        return True
    said = [word for word in stems_of(text.lower()) if word not in _DULL]
    return any(same(word, own) for word in said for own in stems_of(called.lower()) if own not in _DULL)
