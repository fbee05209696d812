"""Whether an answer holds something: a fact, a deed, a time, a name, a yes or no, or that nobody knows yet.

Neither the nouns of the question nor kind words about it are any of these. What an answer holds decides, not what it
lacks: so a short honest one counts, and a long flattering one does not. Only a demand for money has to be taken up.
Customers are content with less, a word on what they asked (`empty.is_evasive`): to soothe somebody is no answer yet.
"""

from __future__ import annotations

import re

from scoring.posts import things
from simulator.demand import passes_over
from simulator.reading.empty import GENERAL, WATCHING, WORDS_MOST, is_sign_of_life
from simulator.reading.result import UpdateReading

_HOLDS = (
    "states_impact", "action_specific", "workaround", "data_loss_statement", "resolved_statement", "recurrence_advice",
    "next_update", "says_no_eta", "promises_fix_time",
)  # fmt: skip
_NUMBER = re.compile(
    r"\d+|\b(?:at|by|until) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|\b(?:half|third"
    r"|quarter|per ?cent|minutes?|hours?|weeks?|noon|midnight|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri)day|morning"
    r"|afternoon|evening)\b"
)
"""A figure or a time, also in words."""
_DIGITS = re.compile(r"\d+")
_ORDER = re.compile(
    r"\bplease (?!(?:do not |don['’]t )?(?:accept|bear|be|check|excuse|feel|forgive|keep an eye|know|let|note|rest|see"
    r"|understand|visit|watch|worry)\b)[a-z]+"
)
"""What the reader is asked to do."""
_CLAUSE = re.compile(r"(?:[^.!?\n;,]|\.(?=\d))+[.!?\n;,]*")
_PUTS_OFF = re.compile(
    r"\b(?:is|are|stands?|goes|go|put|have it|have this|noted)\b[^.!?\n]{0,20} on (?:our|my|the|a|his|her|their) list\b"
    r"|\b(?:who|that) (?:can|could|would) (?:answer|say|tell|know|help)\b[^.!?\n]{0,40}\b(?:not here|away|absent|not in"
    r"|busy|out of (?:the )?office|on (?:leave|holiday)|in a meeting)\b"
    r"|\byour question is (?:an? )?\w+ (?:one|question)\b",
    re.IGNORECASE,
)
"""That somebody else may answer some day. With it, a time of the next news is no answer either."""
_NEXT = re.compile(r"\bnext (?:update|news|word|message|report|note)\b", re.IGNORECASE)
_SILENT = UpdateReading(reader="", readable="yes", features={})
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_KIND = re.compile(
    r"\b(?:no (?:doubt|problem|worries|trouble|wonder)|nothing but|not (?:only|just|least)"
    r"|(?:ca|can|could|do)(?:not|n['’]t| not) (?:agree more|be more|thank|worry|hesitate|imagine|stress)"
    r"|shows? (?:how|care|that you)|(?:passed|handed) (?:this|it|that|your \w+) on|noted"
    r"|(?:should|will|would) be \w+)\b"
)
"""Kind words that look like a no, and good will that looks like a report."""
_STANCE = re.compile(
    r"(?:^|[.!?:,;] ?)(?:yes|correct|true|agreed)\b"
    r"|\b(?:not?|none|never|nothing|neither|unknown|unclear|cannot|\w+n['’]t)\b|\b(?:i|we|you) will "
    r"(?!be |do |get |give |have |keep |let |look |make |reach |try |come |update )[a-z]+\b"
)
"""A yes, a no, what is not known, or what somebody undertakes to do."""
_STATE = re.compile(
    r"\b(?:is|are|was|were) (?:\w+ )?(?:affected|back|closed|complete|correct|current|down|hit|included|intact|offline"
    r"|on our side|online|open|ours|safe|up|wrong)\b"
)
"""How something stands."""
_ASKS_FOR_SOMEBODY = re.compile(r"(?i)\b(?:who|whom|whose|somebody|someone|anybody|contact|name|named|person)\b")
_IN_CHARGE = re.compile(
    r"\b(?:i (?:am(?! (?:so |very |really |truly |more than )?(?:afraid|aware|delighted|glad|grateful|happy|honou?red"
    r"|pleased|sorry|sure|thankful|thrilled|touched)\b)|lead|answer|own)|your contact|in charge|head of)\b"
)
"""The writer's own part; how glad somebody is says nothing of who has it."""
_SOMEBODY = re.compile(
    r"(?<!\A)(?<![.!?] )\b[A-Z][\w'’-]+ [A-Z][\w'’-]+|[.!?] [A-Z][\w'’-]+ [A-Z][\w'’-]+|\bI am [A-Z]"
)


def answers(question: str, text: str, reading: UpdateReading) -> bool:
    """Whether a text holds something that may answer a question.

    Args:
        question: What was asked, with its subject.
        text: The answer as sent.
        reading: What the reader found in it.
    """
    if reading.readable != "yes" or passes_over(question, text):
        return False
    rest = _without_putting_off(text)
    measures = {found.rule for found in reading.findings if found.feature == "states_action"} - GENERAL - WATCHING
    told = any(reading.features.get(name) for name in _HOLDS if rest == text or name != "next_update")
    if told or measures or reading.claims or (reading.promises and rest == text):
        return True
    plain = _KIND.sub(" ", rest.casefold())
    said = any(pattern.search(plain) for pattern in (_STANCE, _STATE, _ORDER))
    if said or _numbers(rest) - _numbers(question) or _reports(plain):
        return True
    named = _SOMEBODY.search(rest) or _IN_CHARGE.search(plain)
    return named is not None and _ASKS_FOR_SOMEBODY.search(question) is not None


def _without_putting_off(text: str) -> str:
    """A text without the clauses that put the reader off, and then without the time of the next news either."""
    if not _PUTS_OFF.search(text):
        return text
    clauses = _CLAUSE.findall(text)
    return "".join(words for words in clauses if not _PUTS_OFF.search(words) and not _NEXT.search(words))


def _reports(plain: str) -> bool:
    """Whether some passage tells what was done, found or said; a long one alone is none."""
    told = _DIGITS.sub(" ", plain).split()
    passages = (" ".join(told[at : at + WORDS_MOST]) for at in range(0, len(told), WORDS_MOST))
    return any(not is_sign_of_life(passage, _SILENT) for passage in passages)


def speaks_of(question: str, text: str, reading: UpdateReading) -> bool:
    """Whether a text speaks of what was asked, with a time: then it answers, also where several get the same."""
    dated = reading.next_update_utc_s is not None or reading.promises or _CLOCK.search(text)
    return bool(dated and things(question) & things(text))


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text.casefold()))
