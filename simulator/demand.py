"""A customer's demand for money, and whether an answer takes it up: grants it, declines it, or says when and by whom.

The gravest of questions to pass over. All other questions are answered in too many words for a list to tell.
"""

from __future__ import annotations

import re

_DEMANDS = re.compile(
    r"(?i)\b(?:gold|silver|bronze|availability|service[- ]level) schedule\b|\bcredits?\b(?! notes?\b)|\bcompensat\w+"
    r"|\brefund\w*|\breimburse\w*|\bgoodwill\b|\bdiscounts?\b"
)
_TAKES_UP = re.compile(
    r"(?i)\b(?:credit\w*|schedules?|compensat\w+|refund\w*|reimburse\w*|goodwill|discounts?|claims?|claimed|demands?"
    r"|money|amounts?|sums?|fees?|costs?|pa(?:y|ys|yment|id)|owed?|invoices?|contract\w*|agreements?|addend\w+|terms"
    r"|clauses?|sla|commercial\w*|financ\w+|legal|counsel|customer success|sales|account (?:manager|executive)"
    r"|approv\w+|decid\w+|decisions?|entitle\w+|exclu\w+|grant\w*|promise nothing|offers?)\b|[$€£]"
    r"|(?:%|per ?cent) of (?:the|your|a) (?:month|fee)|\b(?:give|gives|gave) you\b|\b(?:unknown|unclear|not known)\b"
    r"|(?:^|[.!?:,;] *)(?:yes|no|agreed|confirmed)\b"
    r"|\b(?:cannot|can['’]t|do not|don['’]t|not (?:yet )?able to) (?:yet )?(?:confirm|answer|know|say|tell|promise)\b"
    r"|\b(?:i|we)(?:['’]ll| will| shall) (?:also |then )?(?:check|look into|ask|clarify|find out|come back|answer)\b"
    r"|\byour (?:question|request|table|reading|point|wish|letter|reckoning|calculation)\b"
)
"""Wide on purpose: whoever mentions the matter at all has not passed it over."""


def passes_over(question: str, answer: str) -> bool:
    """Whether a question demands money and the answer does not address it.

    Args:
        question: What was asked, with its subject.
        answer: The answer as sent.
    """
    return _DEMANDS.search(question) is not None and _TAKES_UP.search(answer) is None
