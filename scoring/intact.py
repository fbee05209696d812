"""Whether a text assures in plain words that nothing of its readers' data was lost: `not one record went astray`.

The reader knows `your data is safe` and its like. It is made to miss rather than to accuse: a doubt, a condition, a
denial, a question and another's words assure nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.meant import DENIES, is_meant, takes_back
from scoring.posts import holds
from simulator.reading.result import Claim

_THINGS = (
    r"(?:data|books?|orders?|bookings?|records?|entries|entry|files?|documents?|invoices?|postings?|payments?|figures?"
    r"|numbers?|saves?|lists?|items?|lines?|reports?|work)"
)
_YOURS = rf"(?:your|all (?:of )?your|everybody['’]s|customers?['’]?) (?:[\w-]+ )?{_THINGS}"
_GAVE = (
    r"(?:whatever|everything|anything|all|what|each \w+|every \w+)(?: that)? (?:you|your [a-z]+)(?: have| had|['’]ve)?"
    r" (?:typed(?: in)?|entered|keyed in|saved|sent(?: us)?|stored|uploaded|ordered|booked|posted|wrote|written|put in"
    r"|gave us|given us)(?: (?:today|so far|with us|before|this morning))?"
)
_HOW = r"(?:is|are|has been|have been|was|were)(?: (?:all|still|exactly|just|quite|perfectly|completely|safely|now))*"
_KEPT = (
    r"(?:safe(?: and sound)?|intact|complete|whole|kept|stored|accounted for|unharmed|unscathed|undamaged"
    r"|in (?:good|safe) hands|in our (?:vaults?|keeping))"
)
_END = r"(?=[.,;!)]|$| and\b| with us\b| here\b)"
_ASTRAY = (
    r"(?:went|has gone|have gone|goes|is|are|was|were|got|fell|has fallen|have fallen|slipped) (?:astray"
    r"|missing|lost|overboard|by the wayside|under the table|through the cracks|gone)"
)
_NONE = r"(?:not (?:one|a single|a|an)|no|none of your|nothing)"
_ASSURES = re.compile(
    rf"\b{_YOURS} {_HOW} (?:as|where|what|how|the way) (?:you|they|it) (?:have |had )?(?:left|saved|put|stored|last saw"
    rf"|were|was|are|always were)\b"
    rf"|\b{_YOURS} (?:{_HOW} {_KEPT}|(?:is|are) (?:all|still) there){_END}"
    r"|\b(?:your|all your) (?:[\w-]+ )?data (?:came through|survived|has survived)(?: all of it| it)?"
    rf" (?:unscathed|unharmed|whole|intact|untouched){_END}"
    rf"|\b{_GAVE} {_HOW} (?:{_KEPT}|there|saved|with us){_END}"
    rf"|\b{_NONE} (?:[\w-]+ )?{_THINGS}(?: of yours| of our customers)? {_ASTRAY}{_END}"
    rf"|\bnothing (?:of yours|that is yours|(?:that )?you (?:have )?(?:saved|entered|typed in|sent)) {_ASTRAY}{_END}"
    rf"|\b{_NONE} {_THINGS} of your [a-z]+ (?:was|were|has been|have been) (?:touched|lost|harmed|damaged){_END}"
    rf"|\byou(?: have|['’]ve)? lost (?:nothing|no (?:[\w-]+ )?{_THINGS}){_END}"
    rf"|\bno harm (?:came|has come|was done) to (?:your|any) {_THINGS}{_END}"
    rf"|\b(?:we|i) can rule out (?:any|the) loss of (?:your )?{_THINGS}{_END}",
    re.IGNORECASE,
)
_CUES = ("your", "you ", "you'", "you’", "no ", "not ", "nothing", "none", "everybody", "customers", "rule out")
"""One of these is in all of them, and quickly found."""
_OWN_NO = re.compile(r"\b(?:no|not|none|nothing)\b", re.IGNORECASE)


def intact(text: str) -> Iterator[Claim]:
    """Every such assurance, as the claim that no data was lost."""
    if not holds(text, _CUES) or takes_back(text):
        return
    for found in _ASSURES.finditer(text):
        if is_meant(text, *found.span()) and not DENIES.search(_OWN_NO.sub("", found.group(), count=1)):
            yield Claim(key="data_loss", value="none", start=found.start(), end=found.end(), quote=found.group())
