"""Whether a word such as `soon` promises news or repair, or tells of something else.

`Crews responded promptly` and `it was done asap` tell of what was, `please call us as soon as you can` asks the reader,
`open a ticket and we will help you as soon as possible` promises an answer to somebody's own question, and `to ensure
that we notice it promptly` speaks of the house.
"""

from __future__ import annotations

import re

from simulator.reading.rules import Hit
from simulator.reading.source import Source

WINDOW = 200
"""So much of a sentence on either side tells whether a word is meant; keeps reading linear."""
_TOLD = re.compile(r"\b(?:was|were|had|did|has|have|(?!need)\w{3,}ed|took|went|shut|began|broke|made|found|came|got)\b")
_TO_COME = re.compile(
    r"\b(?:will|shall|should|going to|hop\w+|aim\w*|expect\w*|anticipat\w*|plan\w*|intend\w*|try\w*|striv\w*|working"
    r"|works?|endeavou?r\w*|continu\w+|commit\w*|promis\w*"
    r"|(?:is|are|be|being|am) (?:\w+ly |still |now |currently )*\w+(?:ing|ed)"
    r"|to (?:be|restore|resolve|fix|repair|get|bring|have|come|follow)|updates?|news|more|back|ready)\b|'ll\b|'re\b"
)
"""What makes a sentence that tells of something done one about what is to come as well."""
_DONE = re.compile(
    r"\b(?:was|were|(?:has|have|had) been) (?:\w+ly )?(?:\w{2,}ed|done|told|sent|put|brought|taken|found"
    r"|rebuilt|made|given)"
    r"(?: (?:back|up|out|down|in place|to (?:us|me|our \w+)))? $"
    r"|\b(?:we|i|they|crews?|engineers?|team|staff) (?:\w+ly )?(?!need|proceed|exceed|succeed)\w{2,}ed"
    r" (?:(?!to\b|that\b|will\b|and\b)[\w']+ ){0,4}$"
)
"""What the word itself belongs to, where that is over: `it was done asap and the portal is back`."""
_READER_VERB = (
    r"(?:rotate|reset|restart|reboot|revoke|renew|reload|re-?install|re-?connect|re-?enter|re-?log|update"
    r"|upgrade|install|change|replace|log (?:in|out)|sign (?:in|out)|switch|save|export|delete|remove|move|check"
    r"|clear|patch|apply|report)"
)
_ASKED = re.compile(
    r"\b(?:please|kindly|you (?:can|may|should|must)|contact|get in touch|call us)\b(?!.*\b(?:we|our)\b)"
    r"|\b(?:customers|users|clients|members|admins?|administrators|everyone|everybody|you) (?:\w+ )?"
    rf"(?:should|must|need to|needs to|ought to|have to|has to) {_READER_VERB}\b(?!.*\b(?:we|our)\b)"
    r"|\b(?:ask|asked|asking|advis\w+|recommend\w*|urg\w+|encourag\w+|request\w*) (?:that )?"
    r"(?:all |our |every |affected )*"
    rf"(?:customers?|users?|clients?|you|members|everyone|admins?|administrators) (?:to |should )?{_READER_VERB}\b"
    rf"|\n\W*(?:so |then |now |also )?{_READER_VERB} (?:all )?your\b(?!.*\b(?:we|our)\b)"
)
_ANSWERED = re.compile(
    r"\b(?:contact|report|e-?mail|mail|message|call|write|ticket|case|let us know|get in touch|reach out|send us"
    r"|drop us)\b"
    r".{0,80}?(?:,|\b(?:and|so|then)\b) ?(?:we|i|who|somebody|someone|a colleague|our [\w ]{1,20}?|the [\w ]{1,20}?)"
    r"(?:'ll| will| shall| can)? (?:then |also |gladly )?(?:(?:aim|try|do our best|be (?:happy|able)) to )?"
    r"(?:address|help|assist|respond|reply|answer|(?:get|come|be) back|look (?:at|into)|deal with|handle|attend"
    r"|take care|investigate|check|be in touch|contact|call)\b(?:(?!\b(?:and|but|while)\b)[^,;:(]){0,50}$"
)
"""What is promised to whoever asks, and not to all who read."""
_HOUSE = re.compile(
    r"\b(?:ensur(?:e|es|ing)|mak(?:e|es|ing) sure|so)(?: that)? (?!(?:that )?(?:all |our )?(?:you|customers|users"
    r"|everyone|service)\b)(?:[\w'-]+ ){1,8}?(?:receiv|notic|notif|alert|detect|learn|hear|acknowledg|respond|react"
    r"|spot|warn|page|told|tell)\w*\b"
)
"""How the house wants to learn of its own faults in future."""
_EVENT = re.compile(r"as soon as$")
_ABLE = re.compile(
    r" (?:(?:it is |it's |this is |that is |is |humanly |\w+ly |at all )*"
    r"(?:possible|practicable|practical|feasible|able|safe)"
    r"|(?:we|they|i|it|crews?|engineers?) (?:\w+ )?(?:can|could|are able|is able|may))\b"
)
"""`As soon as possible`, where `as soon as` names an event else."""
_PROMISED = re.compile(
    r"\b(?:will|shall|going to|should|expect\w*|hop\w+|aim\w*|plan\w*|working to|works? to)\b(?! (?:investigat|look))"
    r"|'ll\b(?! (?:investigat|look))|\b(?:more|news|updates?|details|information|word|post|tell|inform|confirm)\b"
)
"""What makes a promise of `as soon as` and an event."""


def is_meant(source: Source, hit: Hit) -> bool:
    """Return whether a word such as `soon` speaks of what is to come from us for all who read."""
    first, last = source.sentence(hit.start)
    first, last = max(first - 1, hit.start - WINDOW, 0), min(last, hit.end + WINDOW)
    before, words = source.plain[first : hit.start], source.plain[first:last]
    if _TOLD.search(words) and not _TO_COME.search(words):
        return False
    if _DONE.search(before) or _ASKED.search(before) or _HOUSE.search(before) or answers_one(source, hit):
        return False
    is_event = _EVENT.search(source.plain, hit.start, hit.end) and not _ABLE.match(source.plain, hit.end)
    return not is_event or _PROMISED.search(words) is not None


def answers_one(source: Source, hit: Hit) -> bool:
    """Return whether a promise is one to whoever asks: `open a ticket and we will get back to you`."""
    first = max(source.sentence(hit.start)[0], hit.start - WINDOW)
    return _ANSWERED.search(source.plain, first, hit.end) is not None
