"""Posts that only pass on what somebody else says: they acknowledge, do and promise nothing of their own.

`The vendor's page says that they are aware of it and that their engineers are at work` is news of the vendor. As soon
as the writer says anything themselves, a post is read as theirs.
"""

from __future__ import annotations

import re

from simulator.reading.source import Source

_OWN = re.compile(r"\b(?:we|us|our|ours|i|my|me|you|your|yours)\b")
"""Who speaks or is spoken to; a post with one of these is somebody's own word to somebody."""
_SAYS = r"(?:says?|said|writes?|wrote|reports?|reported|states?|stated|claims?|claimed|tells?|told|posted|announced?s?)"
_ELSEWHERE = (
    r"(?:vendor|provider|supplier|carrier|hoster|competitor|company|manufacturer|page|site|blog|dashboard|notice|press)"
)
_RELAYS = re.compile(
    rf"\W*(?:according to (?:[\w'.&-]+ ){{0,4}}?{_ELSEWHERE}(?:'s)?(?: \w+)?,? (?:they|it|their|its)\b"
    rf"|(?:[\w'.&-]+ ){{0,4}}?{_ELSEWHERE}(?:'s \w+)? {_SAYS}(?: (?:on|in|at) [\w' ]{{2,30}})?(?: that|:) ?\"?"
    r"(?:they|it|their|its)\b)"
)
"""A sentence that tells what others say of themselves."""
_OUTSIDERS = (
    r"(?:vendors?|providers?|suppliers?|carriers?|hosters?|competitors?|rivals?|customers?|clients?|users?|newspapers?"
    r"|press|news|blogs?|they|their|textbook|manual|book)"
)
_ATTRIBUTES = re.compile(
    rf"(?!.*\b(?:we|i)(?: have| had|'ve)? (?:\w+ )?{_SAYS})(?=.*\b{_OUTSIDERS}\b)"
    rf"[^\n>]{{2,120}}\b{_SAYS}[^\n]{{0,40}}:\W*$"
)
"""The line above a quotation that names the outsiders whose words it holds: `Their support wrote on Tuesday:`."""


def only_relays(source: Source) -> bool:
    """Return whether all that a text holds is what others say of themselves, or a quotation under their name."""
    return _is_told(source) or _is_quotation(source.shown)


def _is_told(source: Source) -> bool:
    """Return whether every sentence tells what others say, and nobody speaks here."""
    plain = source.plain
    sentences = source.sentences()
    return (
        bool(sentences)
        and _RELAYS.match(plain, *sentences[0]) is not None
        and all(_RELAYS.match(plain, first, last) for first, last in sentences)
        and _OWN.search(plain) is None
    )


def _is_quotation(shown: str) -> bool:
    """Return whether a text is one line that names a speaker, and a block quotation of that speaker's words."""
    lines = [line.strip() for line in shown.lower().split("\n") if line.strip()]
    own = [line for line in lines if not line.startswith(">")]
    return len(own) == 1 < len(lines) and lines[0] == own[0] and _ATTRIBUTES.fullmatch(own[0]) is not None
