"""Promises that are none: news, a call or a repair that is denied, doubted or called off, and updates of machines.

`There will be no update at 15:30` names a time and an update, and so does `prices update every 15 minutes`. One look
at the clause around the words tells, whichever of the many wordings they are.
"""

from __future__ import annotations

import re

from simulator.reading.disowned import is_disowned
from simulator.reading.rules import Hit
from simulator.reading.source import Source
from simulator.reading.span import Moment

REACH = 90
"""So far before and behind the words of a promise stands what denies it."""
_NEWS = (
    r"(?:updates?|posts?|news|messages?|briefs?|briefings?|bulletins?|reports?|calls?|notes?|communications?|word"
    r"|notices?|statements?|announcements?|mails?|summary|summaries|contact|check-?ins?|sitreps?|newsletters?)"
)
_REPAIR = (
    r"(?:fix|repairs?|recovery|restoration|return|resolution|restart|solution|chance|hope|prospect|improvement"
    r"|estimate|eta)"
)
_NOT = (
    r"(?:(?<!or )not(?! (?:only|just|merely|later|hesitate|until|till|be long))|never|cannot"
    r"|(?<!why )[a-z]+n't(?! (?:only|just|hesitate|be long))|no longer|nobody|no one|none of us|neither|nor|hardly"
    r"|refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|(?:stopped|ceased|quit|skip|skipping|skipped|cancel(?:led)?)"
    r"|used to|unable|(?<!no )(?<!without )doubt(?:s|ed|ful)?|unlikely|uncertain|unclear|unsure|no guarantee|rumou?rs"
    r"|not sure|not certain|withdr[ae]wn?|retract(?:s|ed)?|take back"
    r"|no (?:plans?|intention|chance|hope|prospect|way|reason|need)|g[ai]ven? up)"
)
_FILLER = (
    r"(?:be|been|being|is|are|have|has|had|able|to|expect(?:ed|ing)?|promis(?:e|es|ed|ing)|guarantee|commit|plan"
    r"|plann(?:ed|ing)|intend(?:ed)?|going|want|wish|give|giving|provide|post|posting|posted|send|sent|issue|publish"
    r"|share|write|hear|say|says|said|tell|told|hold|that|there|will|would|can|could|may|we|you|us|i|it|they|he|she"
    r"|an|a|any|the|our|your|my|this|all|another|further|next|new|more|hourly|regular|daily|public|scheduled|planned"
    r"|other|status|count|counting|rely|relying|bet|wait|on|for|with|of|in|position|get|receive|make|do|yet|currently"
    r"|longer|also|if|whether|when|earlier|former|previous|first|even|really|still|now|be back|know|knows|sure|certain"
    r"|likely|breath|restore|fix|repair|resolve|recover|bring|get|believe|think|assume|reckon|look|hope"
    r"|service|systems?|everything|update|updates|updating"
    r"|call|report|no|not|please)"
)
_OPENS = re.compile(
    r"[;(]|,(?!\d)|: | - |\b(?:and|but|so|while|because|although|though|however|then|or)\b|(?<!it )(?<!is )\bsince\b"
)
"""Where the clause of a promise begins."""
_DENIES = re.compile(
    rf"\b{_NOT} (?:{_FILLER} )*|\b(?:no|without|neither|zero) (?:{_FILLER} )*(?={_NEWS}\b|{_REPAIR}\b)"
)
"""What makes a promise none where it leads up to its words."""
_WITHIN = re.compile(
    r"\b(?:(?:not|no) (?:before|earlier|sooner)|none|never|cancelled|called off"
    r"|(?:will|shall|would|can|could|do|does)(?: not|n't)(?! later| only)|won't(?! later)|cannot"
    r"|(?:is|are) not (?:expected|planned|due|going|likely))\b"
)
"""What denies between the words of a promise and its time."""
_UNTIL = re.compile(r"\b(?:until|till)(?: \w+){0,2} ?[(~]*$")
"""`No further update until 15:30` promises one then."""
_BEFORE = re.compile(r"\b(?:before|until|till|than)(?: \w+){0,2} ?[(~]*$")
"""`It will not be back before noon` tells the earliest time of a repair."""
_VAIN = re.compile(r"(?:n't|\bnot|\bnever) (?:count|rely|bet|bank|hope|wait)\b|\bno (?:chance|hope|prospect|way)\b")
"""But `don't count on a fix before noon` speaks of none at all."""
_AFTER = re.compile(
    r"(?: (?:given|named|that|which|we|told|posted|gave|said|earlier|before|you|for|of|in|our|the|last|fix|repair|post"
    r"|update|was|due|then|today|announced|promised)){0,7},? "
    r"(?:(?:is|was|are|has been|had to be|have been|must be|will be|gets|stands)(?: now| hereby| all)? ?)?"
    r"(?:cancell?ed|called off|dropped|withdrawn|retracted|scrapped|skipped|void|off\b(?! to)|unlikely|in doubt"
    r"|doubtful"
    r"|not (?:certain|guaranteed(?! to)|planned|possible|realistic|going to happen|coming|happening|on|likely|sure"
    r"|expected)"
    r"|no longer (?:planned|possible|realistic|certain|valid|holds?|stands?|likely|expected)"
    r"|(?:will not|won't|cannot|can't|does not|doesn't) (?:happen|come|take place|follow|stand|hold|be"
    r" (?:posted|sent|given|held|published|issued|met|kept|promised|guaranteed|expected"
    r"|confirmed|assured))"
    r"|impossible|out of the question|wrong\b|untrue|false\b)"
)
"""What takes a promise back right behind it: `the next update at 15:30 is cancelled`."""
_THINGS = (
    r"(?:dns|records?|databases?|software|servers?|firmware|drivers?|config\w*|certificates?|librar(?:y|ies)|packages?"
    r"|systems?|apps?|index(?:es)?|schemas?|kernels?|routers?|switch(?:es)?|devices?|terminals?|machines?|clients?"
    r"|computers?|laptops?|plug-?ins?|firewalls?|rules?|images?|nodes?|clusters?|prices?|menus?|caches?|bios|antivirus"
    r"|virus|signatures?|security|windows|linux|android|ios|os|operating|os|batch|balances?|inventory|rates?"
    r"|charts?|dashboards?|graphs?|counters?|exchange|maps?|version|catalogue|timetables?|models?|docs|documentation)"
)
_KEEPS = r"(?:status|progress|news|business|process|services?|customers|users|this|is|was|has|as|us|always|sometimes)"
_OF_MACHINES = re.compile(
    rf"\b(?:{_THINGS}(?: (?!status|incident|progress|outage)\w+)? updates?(?! you| on (?:the|this))"
    rf"|updates? (?:to|of|for) (?:the|our|your|all) (?:\w+ )?{_THINGS}\b"
    rf"|(?:update|updating) (?:the|our|your|all|its|these|every|both|some|their)?(?: ?\w+)? ?{_THINGS}\b"
    rf"|(?!{_KEEPS}\b)[a-z]{{2,}}s update(?= (?:every|hourly|daily|at|each)\b)"
    rf"|updates? (?:will be|is|are|gets?|to be) (?:installed|applied|rolled out|deployed|shipped|pushed)"
    r"|(?:took|taken|pulled|rolled|rolling|backed|backing|removed|removing|reverted|reverting|undone|undid|undoing"
    r"|reversed|installed|uninstalled) (?:back |out |off )?"
    r"(?:(?!next|status|progress|another|further|regular|first|hourly|customer|public)[\w:]+ ){0,4}?updates?\b"
    r"|updates? (?:off|was (?:installed|removed|undone|reverted|taken|pulled|rolled)"
    r"|(?:has )?(?:replaced|broke|broken|changed|caused|removed|overwrote|deleted|introduced))\b"
    rf"|updates? ships|back in (?:the|our|my) (?:office|building|shop|house|store|school|studio)"
    rf"|(?:is|are|get|gets|be) updated to version)"
)
"""Updates of software and data, and who is back at a desk."""


def is_denied(source: Source, what: str, hit: Hit, moment: Moment) -> bool:
    """Return whether words of a promise say that it does not hold for a time.

    Args:
        source: The text.
        what: What is promised.
        hit: The words.
        moment: The time.
    """
    plain = source.plain
    first, last = source.sentence(hit.start)
    lead = _UNTIL if what != "fix" else _BEFORE
    if lead.search(plain, max(first, moment.start - 30), moment.start):
        return what == "fix" and _VAIN.search(plain, max(first, hit.start - REACH), hit.end) is not None
    reach = max(first, hit.start - REACH)
    opens = max((match.end() for match in _OPENS.finditer(plain, reach, hit.start)), default=reach)
    if any(match.end() >= hit.start for match in _DENIES.finditer(plain, opens, max(hit.end, hit.start + 1))):
        return True
    between = plain[hit.start : moment.start].rpartition(" but ")[2]
    if what != "fix" and (_WITHIN.search(between) or is_disowned(source, hit, moment)):
        return True
    ends = max(hit.end, moment.end)
    return _AFTER.match(plain, ends, min(last, ends + REACH)) is not None


def is_of_machines(source: Source, hit: Hit, moment: Moment) -> bool:
    """Return whether an update is one of software or data, and no news: `prices update every 15 minutes`."""
    first, last = source.sentence(hit.start)
    start, end = max(first, hit.start - 30), min(last, max(hit.end, moment.end) + 30)
    return any(
        match.start() < hit.end and hit.start < match.end() for match in _OF_MACHINES.finditer(source.plain, start, end)
    )
