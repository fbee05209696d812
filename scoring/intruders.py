"""Whether a text tells in plain words that somebody was in who must not be: `somebody from outside got in`.

The reader knows the trade's words for it. It is made to miss rather than to accuse: a doubt, a condition, a denial, a
question and another's words tell of nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.meant import is_meant, takes_back
from scoring.posts import holds
from simulator.reading.result import Claim

_WHO = (
    r"(?:(?:some(?:body|one)|people|a person|persons) (?:from (?:outside|abroad|elsewhere)|outside(?: our [a-z]+)?"
    r"|who (?:does|do|did) not belong (?:here|there|to us)|(?:we|whom we) do not know"
    r"|with no business there)"
    r"|strangers?|outsiders?|intruders?|attackers?|hackers?|criminals?|thieves"
    r"|(?:uninvited|unwanted) (?:guests?|visitors?))"
)
_BROKE = r"(?:has |have |had )?(?:broken?|sneaked|forced (?:his|her|their) way) (?:in|into|inside)(?:to)?"
_ENTERED = (
    r"(?:(?:has |have |had )?(?:got(?:ten)?|broken?|sneaked|slipped|climbed|forced (?:his|her|their|its) way"
    r"|(?:made|found|worked) (?:his|her|their|its|a) way) (?:in|into|inside)(?:to)?|hacked(?: into)?"
    r"|(?:has been|have been|had been|was|were) (?:in|inside|on))"
)
_OURS = (
    r"(?:our|the|your)(?: [\w-]+)? (?:networks?|systems?|servers?|house|platform|databases?|accounts?|tenants?|data"
    r"|machines?|vaults?|back office)"
)
_TELLS = re.compile(
    rf"\b(?:{_WHO} {_ENTERED}|some(?:body|one) {_BROKE}) {_OURS}\b"
    rf"|\b(?:we|you)(?: have)? had (?:uninvited|unwanted) (?:guests?|visitors?) (?:in|on|inside) {_OURS}\b",
    re.IGNORECASE,
)
_CUES = ("somebody", "someone", "people", "person", "stranger", "outsider", "intruder", "attacker", "hacker",
         "criminal", "thieves", "uninvited", "unwanted")  # fmt: skip
"""One of these is in all of them, and quickly found."""


def intruders(text: str) -> Iterator[Claim]:
    """Every such statement, as the claim that there was a breach."""
    if not holds(text, _CUES) or takes_back(text):
        return
    for found in _TELLS.finditer(text):
        if is_meant(text, *found.span()):
            yield Claim(key="security", value="breach", start=found.start(), end=found.end(), quote=found.group())
