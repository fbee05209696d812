"""Words of harm that tell of none: harm that is denied, rumours that are refuted, and phrases such as `scroll down`."""

from __future__ import annotations

import re

from simulator.reading.source import Source

_BREAK = re.compile(r"[;:()]|,(?!\d)|\b(?:and|but|while|whereas|because|although|though|until|since|as|if|when)\b")
_HARM = re.compile(
    r"(?:lost|loss\w*|miss(?:ing|ed)|delay\w*|down|slow\w*|affected|impacted|unable|unavailable|broken?|fail(?!.?over)\w*"
    r"|errors?|late|stuck|offline|interrupt\w*|disrupt\w*|drop(?:s|ped|ping)?|wrong|corrupt\w*|damaged?|deleted|blocked"
    r"|locked|crash\w*|degraded?|inaccessible|unreachable|gone(?! (?:through|out|in|up|live|to|ahead|into|by)\b)"
    r"|went (?:down|missing|offline|out)|limited|exposed|stolen|leaked|over(?:written|charged)|rejected|declined"
    r"|duplicated?|truncated|hang|hung|frozen|tim(?:e|ed|ing) out|disconnect\w*|lagg\w+|empty|outages?|problems?"
    r"|issues?|charged twice|concerned|hit)\b"
)
"""Words that tell of harm on their own, so that a `not` before them denies it; `not sent` is harm, not its denial."""
_AUX = r"(?:is|are|was|were|am|be|been|being|has|have|had|gets?|got|gone|go|went)"
_NOT = (
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|should|may|might)(?: not|n't| neither)"
    r"(?: (?:been|being|be|at all|ever|actually|themselves|itself|gone|got|go|get|have|see|cause|experience|suffer|lose"
    r"|any|\w+ly))*"
)
_NOT_HARM = re.compile(f"{_NOT} {_HARM.pattern}")
_DENIED = re.compile(
    rf"(?:{_NOT}"
    rf"|\b(?:none of|nothing|nobody|no one|not one of|not a single|neither of|no)\b"
    rf"(?:(?! (?:that|which|who|whose|where|can|could|can't|cannot|works?|longer)\b)[^,;:]){{0,60}}? {_AUX}"
    r"(?: (?:been|ever|gone|got|actually|\w+ly))*"
    r"|\bat no (?:time|point|moment|stage) [^,;:]{0,60}?"
    r"|\bnever(?: (?:been|be|went|gone|was|were|really|actually|fully|got|have|had|any))*"
    r"|\bneither(?: (?!that\b|which\b|who\b|can\b|could\b|works?\b)[\w'-]+){0,6})"
    r"(?: [\w-]+ (?:or|nor))* $"
)
"""What stands before a word of harm that is denied, up to that word."""
_SOUNDS = re.compile(
    r"\b(?:scroll\w*|pag(?:e|ing)|look\w*|jump\w*|swip\w+|drag\w*|click\w*|writ(?:e|es|ten|ing)|wrote|not(?:e|ed|ing)"
    r"|jott?\w*|count(?:s|ed|ing)?|calm\w*|sit|sat|settl\w+|pin\w*|track\w*|hunt\w*|drill\w*|hand\w*|com(?:e|es|ing)"
    r"|came|boil\w*)(?: (?:it|this|that|them|the \w+|all|right))? down\b"
    r"(?! (?:at|since|from|for (?:\d|an?|about|some|hours|the (?:last|past)))\b)"
    r"|\b(?:let|lets|letting) (?:you|everyone|everybody|them|people|(?:our|the|some|all) [\w ]{1,20}?) down\b"
    r"|\bbr(?:eak|eaks|eaking|oke|oken) down (?:(?:the|our|your|these|all|costs|figures|numbers)\b[^,;\n]{0,30} )?"
    r"(?:by|into|per)\b"
    r"|\b(?:please|can|may|could|should|to) (?:also )?(?:slow|shut|power|turn) down (?:your|the polling)\b"
    r"|\bslow down your\b"
    r"|\b(?:incident|outage|fault|problem|issue|delay|this|that|it) (?:is|was) (?:all |mainly |mostly )?down to"
    r"(?! (?:a|the|one|about|only)? ?(?:half|third|quarter|few|fraction|trickle|crawl|last|\d))"
    r"|\bgo down the list\b|\b(?:further|lower|farther) down\b|\bup and down\b"
    r"|\bdown (?:below|(?:the|this) (?:page|road|list|street))\b"
)
"""Phrases with `down` in which nothing is."""
_REFUTED = re.compile(
    r"\b(?:reports?|rumou?rs?|claims?|stories|tweets?|posts?|messages?|news|talk|statements?|suggestions?)"
    r" (?:(?:that|saying|claiming) (?:you|we|customers|users|our|your|the|all|some|data|people|it|an?|files|orders)\b"
    r"[^.;\n]{3,120}? (?:is|are|was|were|proved) (?:\w+ly )?(?:wrong|mistaken|incorrect|not (?:correct|right)"
    r"|false|untrue|not true|unfounded|invented|fake|a hoax|baseless)"
    r"|(?:of|about) [^.;\n]{3,120}? (?:is|are|was|were|proved) (?:\w+ly )?(?:false|untrue|not true|unfounded|invented"
    r"|fake|a hoax|baseless))\b"
    r"|\b(?:it is|it's) (?:not (?:true|correct|right|so|the case)|untrue|false) that\b"
    r"(?! (?:only|just|no|nobody|none|nothing|all|every\w*|the (?:incident|outage) is)\b)[^.;:,\n]{0,120}"
)
"""What somebody else said, and the writer says that it is not so."""


def is_unhurt(source: Source, position: int) -> bool:
    """Return whether the words of harm at a position of `plain` tell of none."""
    plain = source.plain
    first, last = source.sentence(position)
    if any(match.start() <= position < match.end() for match in _REFUTED.finditer(plain, first, last)):
        return True
    opens = max((match.end() for match in _BREAK.finditer(plain, first, position)), default=first)
    if _NOT_HARM.match(plain, position) or (_HARM.match(plain, position) and _DENIED.search(plain[opens:position])):
        return True
    return "down" in plain[position:last] and any(
        match.start() <= position < match.end() for match in _SOUNDS.finditer(plain, opens, last)
    )
