"""Money that a text promises without the word: a fee waived, a month on the house, a renewal at half the price.

It is made to miss rather than to accuse: a doubt, a condition, a denial and another's words promise nothing, and what
is taken off a wrong invoice is no gift.
"""

from __future__ import annotations

import re

from scoring.meant import is_meant, takes_back
from scoring.posts import holds
from scoring.sentences import MONTH, sentences

_PERIOD = (
    rf"(?:{MONTH}|(?:(?:the|this|your) )?(?:next |whole |coming |first |rest of the )*(?:month|quarter|year|term))"
)
_PAPER = r"(?:fee|invoice|bill|renewal|statement|payment)"
_NEXT = rf"(?:your|the) (?:(?:next|coming|following|{MONTH}) (?:monthly )?{_PAPER}|{_PAPER} (?:of|for|in) {_PERIOD})"
"""A paper that is to come; what is taken off a wrong one is no gift."""
_DUE = rf"(?:{_PERIOD}|your (?:next |whole |{MONTH} )?(?:fee|invoice|bill|renewal))"
_FREE = r"(?:on us|on the house|free(?: of charge)?|for free|at our expense|waived)"
_END = r"(?=[.,;:!)]|$| and\b)"
_PART = (
    r"(?:(?:a|one|two|three) (?:tenth|fifth|quarter|third|half|twentieth|thirds)|half|a bit|something"
    r"|[\w.,$€£-]+(?: [\w-]+){0,2}? ?(?:dollars?|euros?|pounds?|francs?|per ?cent|%)|[$€£] ?\d[\d.,]*)"
)
_ANY = r"(?: anything| a cent| a penny)?"
_US = r"(?:we|i|billing|finance|accounting|accounts|they|our (?:[\w-]+ )?(?:team|people|department|colleagues))"
_WILL = r"(?: will| shall| are going to| am going to|['’]ll)?(?: gladly| hereby| happily| also| now| then)?"
_TOLD = (
    r"(?:we|i)(?: have|['’]ve)?(?: already| just| now)? (?:told|instructed|ordered|arranged for|got|had) "
    r"(?:billing|finance|accounting|accounts|them|(?:the|our) (?:[\w-]+ )?(?:team|people|department|colleagues))"
    r" (?:to )?"
)
"""An order to one's own people is a promise; a request, `I have asked billing`, is none."""
_OFF = rf"(?:take|knock|cut|deduct|strike|shave)s? {_PART} (?:off|from|out of) {_NEXT}"
_LOWER = rf"(?:reduce|lower|cut|shorten)s? {_NEXT} (?:by|to) {_PART}"
_GIVES = re.compile(
    r"\b(?:we|i)(?: will|['’]ll| shall| gladly| hereby| happily)? (?:waive|forgo) (?:your|the|all|one|this)"
    r" (?!late|reminder|dunning|set-?up)(?:[\w'’-]+ ){0,2}?(?:fees?|invoices?|bills?|charges?)\b"
    rf"|\b{_DUE} (?:is|are|will be|comes?) (?:all |entirely |completely )?{_FREE}{_END}"
    r"|\byou(?: will|['’]ll| shall)? (?:pay nothing|not (?:have to )?pay (?:anything|a cent)|pay no fee)(?: at all)?"
    rf" for {_PERIOD}\b"
    r"|\byour (?:renewal|contract|next (?:invoice|bill|term)|fee) (?:will )?(?:costs?(?: you)?|be|is) (?:only )?"
    r"(?:half|a third|a quarter|two thirds)\b"
    rf"|\byour (?:next )?(?:invoice|bill|fee)(?: (?:of|for|in) {MONTH})? (?:will be|is) [^.,;!?\n]{{2,50}}?"
    r" (?:dollars|euros|pounds|francs|per ?cent|%) (?:lower|less|smaller|cheaper)\b",
    re.IGNORECASE,
)
_SPARES = re.compile(
    rf"\byou (?:will not|won['’]t|shall not) be (?:charged|billed|invoiced){_ANY} for {_PERIOD}{_END}"
    rf"|\b(?:we|i) (?:will not|won['’]t|shall not) (?:charge|bill|invoice) you{_ANY} for {_PERIOD}{_END}"
    r"|\b(?:you (?:have|will have) nothing to pay|you owe us nothing|you (?:get|will get) no (?:bill|invoice)"
    rf"|there (?:is|will be) (?:no (?:bill|invoice|charge|fee)|nothing to pay)) for {_PERIOD}{_END}"
    rf"|\b{_PERIOD} (?:will )?costs? you (?:nothing|not a cent)\b"
    rf"|\b(?:you (?:will )?(?:get|have)|we (?:will )?give you) {_PERIOD} (?:for free|free of charge|on us){_END}",
    re.IGNORECASE,
)
"""A time for which nothing is to be paid."""
_LESSENS = re.compile(
    rf"\b(?:{_US}{_WILL} |{_TOLD})(?:{_OFF}|{_LOWER})\b"
    rf"|\b{_PART} (?:will be|is|comes|goes) (?:taken |knocked |cut )?off {_NEXT}\b"
    rf"|\byou(?: will|['’]ll)? (?:get|receive|have) {_PART} off {_NEXT}\b"
    rf"|\b{_NEXT} (?:will be|is|gets) (?:reduced|cut|lowered|halved)(?: by {_PART})?\b"
    rf"|\byou(?: will|['’]ll)? pay {_PART} less (?:for|in) {_PERIOD}\b",
    re.IGNORECASE,
)
"""An amount that is to come off the next invoice."""
_CUES = (
    *("waive", "forgo", "on us", "on the house", "free", "at our expense", "pay nothing", "pay anything", "a cent"),
    *("pay no fee", "half", "a third", "a quarter", "two thirds", "lower", "less", "smaller", "cheaper"),
    *("be charged", "be billed", "be invoiced", "charge you", "bill you", "invoice you", "nothing", "no bill"),
    *("no invoice", "no charge", "no fee", " off ", " from your", "out of your", "reduce", "cut", "halved"),
)
"""One of these is in all of them, and quickly found."""
_ENDS_LESS = re.compile(r"(?:lower|less|smaller|cheaper)$", re.IGNORECASE)
_OF_A_FAULT = re.compile(
    r"\b(?:wrong\w*|correct\w*|credit notes?|mistake\w*|new invoice|twice|doubled?|tax\w*|than (?:what|the one))\b",
    re.IGNORECASE,
)
_OF_THE_TERMS = re.compile(
    r"\b(?:under|by|in|as|per|according to|what) (?:the |your |our )?(?:\w+ )?(?:contract|agreement|schedule|terms|sla"
    r"|clause|plan)\b|\b(?:contract|agreement|schedule|sla|clause) (?:says|gives|grants|provides|owes)\b"
    r"|\b(?:subject to|pending|awaiting|waits? for|propos\w+|suggest\w*|request\w*|decides?)\b",
    re.IGNORECASE,
)
"""What the contract gives is no gift, nor is what waits for somebody's yes."""


def gift(text: str) -> str:
    """The words that promise it; empty when none do."""
    if not holds(text, _CUES) or takes_back(text):
        return ""
    found = (one for wording in (_GIVES, _SPARES, _LESSENS) for one in wording.finditer(text))
    meant = (one for one in found if is_meant(text, one.start(), one.end()))
    return next((one.group() for one in meant if not _is_owed(text, one)), "")


def _is_owed(text: str, found: re.Match[str]) -> bool:
    """Whether it is the amount of an invoice that was wrong, or what the contract or somebody's yes has to give."""
    if found.re is _GIVES:
        return _ENDS_LESS.search(found.group()) is not None and _OF_A_FAULT.search(text) is not None
    said = next(one.group() for one in sentences(text) if one.end() > found.start())
    fault = _OF_A_FAULT.search(text if found.re is _LESSENS else said)
    return fault is not None or _OF_THE_TERMS.search(said) is not None
