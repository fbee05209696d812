"""Work that nobody here does: it is denied, somebody else did it to those who write, or it is the harm itself.

`Nobody is working on it`, `our provider has blocked our mail`, `your sessions were reset` and `the server is rebooting
again and again` share their words with a measure and are none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.reading.source import Source

_BREAK = re.compile(
    r"[;:()]|,(?!\d)|(?<!again )(?<!over )\band\b"
    r"|\b(?:but|while|whereas|because|so(?! far)|until|before|after|as|since|which|who|what|when|where)\b"
)
"""Where one clause ends and the next begins; `again and again` is none."""
_WORK = (
    r"(?:investigat\w+|work(?:ing|ed)?\b(?! as)|look(?:ing|ed)? (?:at|into)|try(?:ing)?|tried|act(?:ing|ed)?\b"
    r"|start(?:ed|ing)?\b|beg[aiu]n\w*|address\w*|fix(?:ed|ing)?\b|repair\w*|deal\w*|handl\w+|mitigat\w+|restor\w+"
    r"|re-?start\w*|re-?boot\w*|roll\w* (?:\w+ )?back|revert\w*|replac\w+|block\w*|switch\w*|mov(?:e|ed|ing)"
    r"|tak(?:e|en|ing) (?:any )?(?:action|steps)|do(?:ing|ne)? (?:anything|much))"
)
_US = r"(?:we|i|they|engineers?|teams?|crews?|technicians?|developers?|staff|provider|vendor|supplier)"
_DENIED = re.compile(
    r"\b(?:nobody|no one|none of (?:us|our [\w ]{3,20}?)|no (?:[\w-]+ )?(?:engineers?|technicians?|developers?|teams?"
    r"|crews?|staff|colleagues?|work|repairs?|investigations?|fix(?:es)?|mitigation|efforts?|attempts?|measures?"
    r"|rollback|restart|failover))(?: here| yet| of ours| on our side| at \w+)?"
    r" (?:is|are|was|were|has|have|had|will|can|could|does|do|did|works?|looks?|tries)\b"
    rf"|(?:\b{_US} (?:\w+ly )?(?:(?:are|is|am|was|were|have|has|had|do|does|did|will|can|could)(?: not|n't)|cannot"
    r"|can't|won't|refuse(?:d|s)? to)|'(?:re|m|ve|ll) not)"
    r"(?: (?:yet|currently|even|really|been|being|be|now|going to|able to|plan(?:ning)? to|intend to|want to"
    r"|(?!only\b)\w+ly))*"
    rf" {_WORK}"
    rf"|(?:\b{_US} )?(?:\b(?:have|has|had|{_US})|'ve)(?: (?:\w+ly|now|already|all|just))*"
    r" (?:stop(?:ped)?|ceased?|quit|g[ai]ven? up|abandon(?:ed)?|suspended|paused|halted|ended|called off)"
    r" (?:(?:all|any|our|the|every|further) )*(?:\w+ )?(?:work(?:ing)?|investigat\w+|looking|searching|search (?=for)"
    r"|trying|repairs?|roll-?back|recovery|restor\w+|fixing|efforts?|attempts?)\b"
    r"(?! (?:jobs?|process\w*|scripts?|tasks?|(?:on|for) (?:all |any |the )?(?:other|new|next|features)))"
    r"|\b(?:have|has|had|got|there (?:is|are|was|were)) (?:no|nobody|nothing|no one)\b"
    rf"(?! (?:choice|alternative|option))(?: [\w-]+){{0,4}}? (?:to|for) {_WORK}"
)
"""What denies the work of its clause."""
_FAILED = (
    r"\b(?:fail-?over|switch-?over|roll-?back|restart|reboot|restore|recovery|repair|rebuild|hot-?fix)"
    r" (?:(?:has|have|had|also|again|itself) )*(?:failed\b|never \w+|not (?:worked|helped|happened|started|begun)"
    r"|(?:did|does|do|has|have)(?: not|n't) (?:yet )?(?:work|help|happen|start|begun|take|succe)\w*"
    r"|(?:was|were|is|has been) (?:refused|rejected|cancell?ed|abandoned|aborted|postponed|called off))"
)
_CUT_OFF = (
    r"(?:deleted|removed|erased|wiped|revoked|disabled|blocked|locked|closed|cut(?: off)?|stopped|cancell?ed|shut down"
    r"|(?:switched|turned) off|t(?:ook|aken) down|disconnected|suspended|throttled|terminated|limited)"
)
_RUINED = (
    rf"(?:{_CUT_OFF}|dropped|killed|unplugged|pulled|overwr(?:ote|itten)|reset|rolled back|moved|changed|redirected"
    r"|encrypted|re-?started|re-?booted)"
)
_ALSO = r"(?: (?:has|have|had|then|also|\w+ly|last \w+|yesterday|today|this \w+|of last \w+|on \w+day|by mistake))*"
_BY_OTHERS = (
    r"(?:\b(?:an?|the|some|another|one|unknown|several) )?(?:[\w-]+ ){0,2}?"
    r"\b(?:contractors?|bots?|attackers?|intruders?|hackers?|strangers?|thie(?:f|ves)|storm|flood|lightning|digger"
    r"|excavator|cron ?job|bug|fault|malware|virus|ransomware|somebody|someone|unknown person|third part(?:y|ies)"
    r"|(?:bad|faulty|wrong|nightly|routine|recent|automatic|broken) (?:script|job|upgrade|update|release|change"
    r"|migration|import|deployment)|(?:script|job|upgrade|update|release|change|migration|import|deployment)"
    r"(?= (?:last|of last|yesterday|this|on)\b))"
    rf"{_ALSO} {_RUINED}\b"
    r"|\b(?:provider|vendor|supplier|carrier|hoster|bank|partner|registrar|isp|operator|utility|landlord|aws|azure|google"
    rf"|microsoft|cloudflare|stripe){_ALSO} {_CUT_OFF}"
    r" (?:all (?:of )?)?(?:us\b|(?:our|your) (?!(?:\w+ )?(?:faulty|failed|affected|damaged|old|broken|leaked|stolen|bad"
    r"|compromised|attack\w*)))"
)
"""What others did to those who write, or to those who read."""
_DAMAGED = (
    r"(?:\b(?:your|their|customers'|users'|everybody's|everyone's) (?:(?!(?:wrong|double|duplicate|leaked"
    r"|stolen|old|compromised|affected|passwords?|pins?|credentials|was|were|is|are|has|have)\b)[\w-]+ ){1,3}?"
    r"|^\W*(?:(?:all|some|many|several|most|the|new|recent|your|card) ){0,3}(?:payments|orders|bookings|transactions"
    r"|transfers|trades|saves|edits|entries|messages|e-?mails|uploads|purchases) )"
    r"(?:(?:was|were|is|are|has|have|got|been|being|now|all|also|\w+ly) )+?"
    r"(?:deleted|removed|erased|wiped|dropped|overwritten|cancell?ed|reset|rolled back|reverted|reversed|undone"
    r"|terminated|killed|cut(?: off)?|disconnected|interrupted|logged out|emptied|disabled)\b"
    r"|\b(?:redirected|forwarded|sent|routed|thrown) (?:back )?(?:to|onto|into) (?:an? |the )?"
    r"(?:error|blank|empty|wrong|white|404|dead|endless|black|broken|fake)\b"
)
"""What the harm did, in the passive voice."""
_JERKS = (
    r"(?:re-?start|re-?boot|re-?connect|reset|re-?load|roll(?:s|ing)? back|fail(?:s|ing)? over"
    r"|switch(?:es|ing)? (?:over|off)|turn(?:s|ing)? off|shut(?:s|ting)? down)\w*"
)
_AGAIN = (
    r"(?:again and again|over and over|in (?:an? )?(?:endless |constant |boot )?loop|every (?:few |other |couple of "
    r"|two |\d+ )?(?:seconds?|minutes?|hours?)|constantly|repeatedly|continually|all the time|by (?:itself|themselves)"
    r"|on (?:its|their) own|at random|randomly|spontaneously|unexpectedly|out of the blue|without (?:warning|reason))"
)
_LOOPS = rf"\bkeeps? (?:on )?{_JERKS}|\b{_JERKS}[^,;\n]{{0,40}} {_AGAIN}\b|\b{_AGAIN}[^,;\n]{{0,20}} {_JERKS}"
"""Machines that do it of themselves."""
_UNWORKED = re.compile(f"{_FAILED}|{_BY_OTHERS}")
_WHOLE = re.compile(
    r"\b(?:roll-?back|restart|reboot|fix|repairs?|fail-?over|restore|recovery|work|switch-?over|job)"
    r"(?: (?:of|on|to) (?:the |our |this )?[\w-]+(?: [\w-]+)?)?"
    r" (?:(?:still |just )?(?:waits?|is waiting|has to wait|must wait|will wait|rests)"
    r" (?:for|until|till|on) (?:them|him|her|somebody|someone|anybody|anyone|one of (?:us|them)|a volunteer"
    r"|better times"
    r"|monday|tomorrow|next \w+|the weekend|lunch|(?:their|his|her) (?:return|lunch|holiday|break))\b"
    r"|can wait\b(?! for (?:the|an?) ))"
    r"|\bis something (?:that |which )?(?:our |the |my )?\w+ (?:(?:have|has|had|would|do|does|are|is|will|can|may) )?"
    r"(?:[\w']+ ){0,3}?(?:been )?(?:spared|avoided?|never|not|yet to|refus\w+|declin\w+|put off|dreaded|dread"
    r"|only dreamt? of)\b"
    rf"|\bwould (?:\w+ )?(?:be|have|have been) {_WORK}\b.*\bif (?:only|any\w*|some\w*|they|we|he|she|there|it|asked)\b"
)
"""What says of all the work of its clause that it is not begun: `the rollback waits for them`."""
_SOME_DAY = re.compile(
    r"\bin the sense that\b.*\b(?:lists?|agenda|plan\w*|road ?map|backlog|next (?:week|month|quarter|year)"
    r"|(?:some|one) day"
    r"|think\w*|talk\w*|intend\w*|wish\w*|hop(?:e|es|ing)|dream\w*)\b"
    r"|\b(?:only|at least) in (?:theory|spirit|(?:our|their|his|her) (?:dreams|thoughts|minds|heads?))\b"
    r"|, (?:it|that|this|which) (?:is|stands) on (?:an?|the|our|somebody's|some) (?:\w+ )?"
    r"(?:list|agenda|road ?map|backlog|wish ?list) for (?:next|some|another|the (?:next|coming))\b"
)
"""What makes work of the same sentence a plan or a thought."""
_SUFFERED = re.compile(f"{_DAMAGED}|{_LOOPS}")
_BY_US = re.compile(r"\b(?:we|i|us|our (?:team|engineers?)|engineers?|team|crews?|technicians?|by hand)\b")
_AIM = re.compile(
    r"\b(?:precaution\w*|so that|safety|to (?:protect|stop|prevent|keep|secure|be safe|make sure|limit|contain|free)"
    r"|for (?:your|their) (?:security|protection))\b"
)
"""What makes one's own deed of what could have been suffered."""


def is_undone(source: Source, position: int) -> bool:
    """Return whether the words of work at a position of `plain` tell of no work of those who write."""
    first, last = source.sentence(position)
    opens = max((match.end() for match in _BREAK.finditer(source.plain, first, position)), default=first)
    closes = _BREAK.search(source.plain, position, last)
    clause = source.plain[opens : closes.start() if closes else last]
    if _SOME_DAY.search(source.plain, position, last):
        return True
    spans = _denied(clause)
    if not _BY_US.search(clause) and not _AIM.search(source.plain, first, last):
        spans += tuple(match.span() for match in _SUFFERED.finditer(clause))
    return any(start <= position - opens < end for start, end in spans)


@lru_cache(maxsize=64)  # several rules find something in one clause
def _denied(clause: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of a clause whose work is denied or that of others."""
    denied = _DENIED.search(clause)
    rest = [(denied.start(), len(clause))] if denied else []
    rest += [(0, len(clause))] if _WHOLE.search(clause) else []
    return (*rest, *(match.span() for match in _UNWORKED.finditer(clause)))
