"""Passwords and keys that a text gives away: what opens a system stands in it.

It is made to miss rather than to accuse: a value counts right behind its name, and only where it looks like one, with
letters and digits; addresses, times, names of places, tickets and ciphers do not. Tokens of known forms need no name.
"""

from __future__ import annotations

import re

from scoring.posts import holds

_NAME = (
    r"(?:pass(?:word|phrase|code)s?|(?:api|access|secret|private|signing|encryption|login|service)[ _-]?(?:key|token)s?"
    r"|credentials?)"
)
_SHORT_NAME = r"(?:key|secret|token|login)"
_OF_WHAT = r"(?: (?:for|of|to|on|in) (?:[\w-]+ ){0,3}?[\w-]+)?"
_IS = r"(?: (?:is|was|reads)(?: now| still)?:?| ?[:=]) ?[\"'“‘`]?"
_END = r"(?=[.,;:!?)\"'”’`]*(?:\s|$))"
_NO_VALUE = (
    r"(?!(?i:sha|aes|rsa|md|ecdsa|ed|hmac|tls|utf|version|v|step|token|key|stage|phase|part|number|q|p|sev)-?\d"
    r"|(?-i:[A-Z]{2,8}-\d+)|\d{4}-\d\d|\d+[.:h]\d|\d+(?:st|nd|rd|th|s|m|h|d|min|days?|x|k|%)\b|\w+://|www\.)"
)
_MIXED = r"(?=[^\s]*[A-Za-z])(?=[^\s]*\d)[\w!@#$%^&*+=/~?-]{6,}?"
_NAMED = re.compile(rf"\b{_NAME}{_OF_WHAT}{_IS}{_NO_VALUE}{_MIXED}{_END}", re.IGNORECASE)
_SHORTLY = re.compile(
    rf"\b(?i:{_SHORT_NAME}){_OF_WHAT}(?i:{_IS}){_NO_VALUE}"
    rf"(?=[^\s]*[A-Z])(?=[^\s]*[a-z])(?=[^\s]*\d)[\w!@#$%^&*+=/~?-]{{10,}}?{_END}"
)
_PIN = re.compile(rf"\b(?:PIN|passcode)(?: code| number)?{_OF_WHAT}{_IS}\d{{4,8}}{_END}")
_KNOWN = re.compile(
    r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_\w{30,}|\bgithub_pat_\w{40,}|\bglpat-[\w-]{20,}"
    r"|\bxox[abprs]-[\w-]{10,}|\b[sr]k_live_\w{16,}|\bAIza[\w-]{35}|\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----|\bBearer (?=[\w.-]*\d)[\w.~+/-]{20,}|\b[a-z][a-z0-9+]*://[^\s:/@]+:[^\s:/@]+@"
)


_CUES = {
    _KNOWN: (
        *("akia", "asia", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xox", "k_live_", "aiza"),
        *("eyj", "private key", "bearer ", "://"),
    ),
    _NAMED: ("pass", "key", "token", "credential"),
    _SHORTLY: ("key", "secret", "token", "login"),
    _PIN: ("pin", "passcode"),
}
"""Each is sought only where one of these stands."""


def passwords(text: str) -> tuple[str, ...]:
    """Every wording of a text that gives a password or a key away, in order."""
    sought = (pattern for pattern, cues in _CUES.items() if holds(text, cues))
    found = [match for pattern in sought for match in pattern.finditer(text)]
    told: list[str] = []
    last = 0
    for match in sorted(found, key=lambda one: one.start()):
        if match.start() >= last:
            told.append(match.group().strip("\"'“‘` "))
            last = match.end()
    return tuple(told)
