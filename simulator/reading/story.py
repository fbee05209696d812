"""The cause in a short notice that names none as such: what is left of its story without harm, repair and plans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.reading.document import Block
from simulator.reading.prose import Prose
from simulator.reading.result import Finding
from simulator.reading.source import Source
from simulator.reading.timeline import stamp_of

TELLING_SENTENCES = 3
"""So many sentences that tell how it came are a story of the cause. Engineering judgement."""
LEAST_WORDS = 8
"""A shorter sentence tells too little of how it came."""
_UNTOLD = frozenset(("actions", "timeline", "impact", "lessons", "customer"))
_KNOWN = frozenset(("detection", "impact_count", "impact_window", "duration_stated", "lessons"))
"""What a sentence tells that is no cause, by the features found in it."""
_ELSE = re.compile(
    r"\b(?:sorry|apolog\w*|regret|inconvenience|thanks?|please|contact|questions?|patience|feel free|reply|posted"
    r"|updates?|refund\w*|credit\w*|compensat\w*|paid|affected|impact\w*|subscribe|follow|write to us|let us know"
    r"|e-?mail us"
    r"|will|'ll|going to|plan(?:ned|s)? to|if you|you can|your|unavailable|outages?|downtime|inaccessible|unreachable"
    r"|incidents?|post-?mortems?|reports?|yesterday|today|tonight|this morning"
    r"|restored|resolved|fixed|back (?:up|online|on|to)|recovered|reverted|rolled back|restarted|repaired|normal"
    r"|replaced|working again|mitigated|rebuilt|corrected|in my view|in my opinion|should have|ought to|could have"
    r"|took over)\b"
)
"""Words of greeting, harm, repair and plans."""
_TELLS = re.compile(
    r"\b(?:was|were|had|did|took|went|came|ran|made|got|became|began|started|stopped|kept|held|put|set|sent|left|fell"
    r"|grew|hit|read|wrote|gave|built|chose|lost|broke|caught|\w{3,}ed)\b|\b(?:does|do) not|n't\b"
)
"""A verb that tells what happened, or how something does not work."""
_UNKNOWN = re.compile(
    r"(?:cause|reason|why)[^.\n]{0,60}(?:unknown|unclear|not (?:yet |been |be )*(?:known|clear|identified|established"
    r"|determined|certain|understood|confirmed|found)|under investigation|investigat)|still (?:being )?investigat"
    r"|undetermined|(?:do not|don't) (?:yet )?(?:know (?:why|what)|have an? (?:\w+ )?cause)"
    r"|investigat\w+ (?:is )?(?:ongoing|continues)"
    r"|awaiting (?:the|an?) (?:report|rfo|analysis)|report (?:has been )?(?:requested|to follow)"
    r"|(?:no|not any) (?:\w+ )?(?:conclusion|theory|explanation|clue)(?: as to| on| of| for| about)?"
    r"[^.\n]{0,20}(?:cause|why|what|at present|yet)"
    r"|^\W*(?:cause\W*)?(?:not (?:yet )?(?:established|known|determined)|unknown)\b"
    r"|cause(?: is|:)? unknown|premature to say|\bso no idea\b"
    r"|why [^.\n]{3,60} (?:i|we) (?:\w+ )?(?:don't|do not|cannot|can't) (?:know|say|tell)"
    r"|(?:no|without) (?:clue|idea) why"
    r"|what (?:went wrong|damaged|broke|stopped)[^.\n]{0,40}(?:cannot|can't|do not|don't) (?:say|know|tell)"
    r"|(?:cannot|can't|could not|couldn't|not (?:yet )?able to) (?:yet )?(?:tell|say|offer|give|name)[^.\n]{0,40}"
    r"(?:\bwhy\b|reason|cause|explanation|what the matter)|nothing (?:in [\w ]{3,20} )?(?:that )?explains"
    r"|still looking (?:into|at) (?:it|why|what)"
    r"|(?:method|means|vector|manner|way in)\b[^.\n]{0,60}(?:is|are|remains?) (?:still |as yet |currently )?"
    r"(?:unknown|unclear|not (?:yet )?known)"
    r"|^\W*not (?:yet )?found\b|(?:why|cause)[^.\n]{0,40}(?:was|is) (?:still )?(?:open|being discussed)\b"
    r"|cause (?:is )?(?:still )?open"
    r"|^\W*(?:still )?under investigation"
    r"|(?:is|are|were) still (?:looking|searching|discussing)\b|^\W*still (?:looking|search)"
    r"|nobody (?:could|can) (?:tell|say)\b"
    r"|(?:have not|haven't|has not|hasn't) (?:yet )?(?:told us|found (?:yet |out )?why)"
    r"|no explanation (?:from|yet|so far)|still search\b"
    r"|(?:^\W*|cause\W{1,4})not (?:communicated|told|shared|passed on)\b"
    r"|why [^.\n]{3,60}: not (?:yet )?(?:looked|examined|known|found)|not (?:yet )?(?:looked at|looked into|examined)\b"
    r"|\bcauses? (?:i|we) have nothing to (?:add|say)"
)


_STATED = re.compile(r"cause|reason|due to|culprit|because of|blame|fault|owing to|result of|thanks to|led to")
"""What names a cause as such."""


def tells_none(words: str) -> bool:
    """Return whether words under the heading of the cause say that there is none to tell yet."""
    return _UNKNOWN.search(words.lower()) is not None


def is_unknown(told: list[Block], findings: list[Finding]) -> bool:
    """Return whether a document says that the cause is not known, and names none as such elsewhere."""
    if any(one.feature == "root_cause" and _STATED.search(one.quote.lower()) for one in findings):
        return False
    return any(_UNKNOWN.search(block.text.lower()) and not stamp_of(block) for block in told)


def told_cause(told: list[Block], findings: list[Finding], taken: list[tuple[int, int]], prose: Prose) -> list[Finding]:
    """Return the longest sentence of a story of the cause as its finding, or nothing.

    Args:
        told: The document, but for quotations and code.
        findings: What was found in it.
        taken: Spans in the document of its actions.
        prose: What tells a sentence from a heap of words.
    """
    if any(_UNKNOWN.search(block.text.lower()) for block in told):
        return []
    spans = taken + [(one.start, one.end) for one in findings if one.feature in _KNOWN]
    left = [one for one in _sentences(told, prose) if not any(one.start < end and at < one.end for at, end in spans)]
    return [max(left, key=lambda one: one.end - one.start)] if len(left) >= TELLING_SENTENCES else []


def _sentences(told: list[Block], prose: Prose) -> Iterator[Finding]:
    """Yield the sentences that tell what happened and nothing else."""
    for block in told:
        if block.kind != "para" or block.section in _UNTOLD:
            continue
        source = Source(block.text)
        for first, last in source.sentences():
            plain = source.plain[first:last]
            if len(plain.split()) < LEAST_WORDS or _ELSE.search(plain) or not _TELLS.search(plain):
                continue
            if prose.is_sentence(plain):
                start, end, words = source.span(first, last)
                yield Finding(
                    feature="root_cause", rule="told_as_a_story", start=block.start + start, end=block.start + end,
                    quote=words, advice="Say which of it was the cause.",
                )  # fmt: skip


def explains(told: list[Block]) -> bool:
    """Return whether anything stands under a heading of the cause but that it is not known."""
    return any(block.section == "factors" and not tells_none(block.text) for block in told)
