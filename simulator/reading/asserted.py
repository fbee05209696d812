"""Whether a sentence that speaks of repair says that all is well now.

It does not where the repair is an aim, a wish, a question, a condition or somebody else's word, where it is denied, or
where the same text says that something fails. A false all-clear ends a drill at 59 points, so a doubt is none.
"""

from __future__ import annotations

import re

from simulator.reading.source import Source

_CLAUSE = re.compile(
    r"[;:\u2013\u2014]|(?:,(?: so)?| and| but)(?= (?:we|i|it|they|you|all|everything|everyone|everybody|the|your|our"
    r"|this|that|these|each|every|no)\b)"
)
"""Where a clause with a subject of its own begins."""
_UNREAL = re.compile(
    r"\b(?:so that|in order (?:to|that)|(?<!managed )(?<!able )(?:to|for|of|at|on) (?:get|getting|have|having|make"
    r"|making|bring|bringing|let|letting|allow|allowing|help|helping|see|seeing|put|putting|return|returning)"
    r"|(?<!after )getting|aims?|goals?|targets?|wanted|wish\w*|hop(?:e|es|ed|ing)|plan\w*|who|whom|whose|how|whether"
    r"|if|once|until|till|unless|when|as soon as|that way|from then on|which|few|hardly|barely|nobody|no one|none"
    r"|never|not|must|should|would|will|shall|may|might|could|expect\w*|wait\w*|according to|says?|said|told"
    r"|reports?|reported|claim\w*|try|tries|trying|tried|(?:do|does|is|are|has|have) any\w*|list of|those that"
    r"|makes? sure|in that case|(?:trick|idea|point) is|(?:one|two|three|four|five|six|seven|eight"
    r"|nine|ten|\d+) (?:of|in|out of) (?:the |your |our )?(?:two|three|four|five|six|seven|eight|nine|ten|\d+)"
    r"|(?:ones|\w+s) that are"
    r"|(?:we|they|i)(?:'re| are| now)? (?!\w+ed\b|have\b|had\b|did\b|were\b|went\b|ran\b|made\b|got\b|took\b|brought\b"
    r"|found\b)[a-z]+ [^,;:\n]{1,60} so)\b|'ll\b|n't\b|\b(?:a|an|any|each|every|some) [\w-]+ that $"
)
"""What stands before a repair that is none yet, or is not the writer's word."""
_HEAD = re.compile(r"\W*(?:then\b|(?:our |the |my )?(?:target|wanted|desired|goal|aim|plan)\b[^:\n]{0,20}:)")
"""How a sentence about such a repair begins: `Target: all robots work again`."""
_FRAME = re.compile(
    r"\b(?:glad|happy|pleased|able|can|delighted|relieved)(?: now| also)?(?: to)?"
    r" (?:say|report|tell you|confirm|announce|share|write)\b"
)
"""What only leads a statement in."""
_FAILS_NOW = re.compile(
    r"\b(?:cannot|can't|can not|still (?:fail\w*|down|stuck|affected|missing|waiting|slow)"
    r"|no longer (?:works?|loads?|saves?)"
    r"|(?:is|are|remains?|stays?) (?:\w+ly |now |still |currently )?(?:down|failing|unable|unavailable|stuck|missing"
    r"|broken|standing still|offline|unreachable|not (?:yet )?(?:in place|live|working|reachable|reached|back|fixed))"
    r"|(?:do|does)(?: not|n't) (?:work|load|save|sync|start|open|print|move|arrive)|stands? still"
    r"|it is the \w+ that (?:fail|stand)\w*|fails?(?! (?:over|safe|again)))\b"
    r"|^\W*not (?:yet )?(?:reached|there|in place|true)\b"
)
"""What says that something fails now."""
_IF = re.compile(
    r"\b(?:if|when|whenever|should|who|anyone|anybody|whoever|in case|unless|once|until|so that|where|why)\b"
)
_NONE = re.compile(r"\b(?:no|none|nothing|nobody|not one|no longer)\b[^,;:]{0,30}$")
_CONTRAST = re.compile(
    r"^\W*(?:once|as soon as|if|unless)\b|\b(?:stands?|cannot|can't|does(?: not|n't)|do(?: not|n't)|not yet|fails?)\b"
    r"|, the (?:[\w-]+ ){1,3}failed\b"
)
"""What follows in the sentence and fails."""


def is_asserted(source: Source, start: int, end: int) -> bool:
    """Return whether the words of repair at a span of `plain` say that it is so, as far as their sentence goes."""
    first, last = source.sentence(start)
    if source.plain[start:last].rstrip().endswith("?") or _HEAD.match(source.plain, first):
        return False
    opens = max((match.end() for match in _CLAUSE.finditer(source.plain, first, start)), default=first)
    if _UNREAL.search(_FRAME.sub("", source.plain[opens:start])):
        return False
    return _CONTRAST.search(source.plain, end, last) is None


def fails_still(source: Source) -> bool:
    """Return whether a text says anywhere that something fails now; not what to do if it did."""
    for first, last in source.sentences():
        sentence = source.plain[first:last]
        for found in _FAILS_NOW.finditer(sentence):
            before = sentence[: found.start()]
            if not _IF.search(before) and not _NONE.search(before):
                return True
    return False
