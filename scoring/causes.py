"""Causes that a text tells as a fact although they share nothing with what the room knows to be the cause.

A list of rivals (`scoring.rivals`) never ends: fires, storms, squirrels. So a cause is asked for its own words: one
with a word of what the scenario tells of its cause agrees with it, and so does one whose first thing is general, `a
mistake of ours`, `a release`. What is left is of another incident. It is made to miss rather than to accuse: only of
the incident as a whole, with no doubt, and never more than an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scoring.duty import Context
from scoring.meant import FRAMES, takes_back
from scoring.posts import holds
from scoring.sentences import sentences
from simulator.reading.cause import same
from simulator.reading.known import stems_of
from simulator.reading.result import Claim

ROOT_LETTERS = 5
"""Words that begin with the same letters, so many, may be one. Engineering judgement; it only excuses."""
_CUES = (
    *("caused", "cause ", "cause:", "it was ", "came from", "stem", "resulted", "arose", "due to", "because", "reason"),
    *(
        "blame",
        "traced",
        "culprit",
        "result of",
        "set off",
        "what set",
        "owing to",
        "trigger",
        "brought about",
        "behind ",
    ),
)
_EVENT = (
    r"(?:incident|outage|failures?|errors?|problems?|trouble|disruption|interruption|fault|issue|impact|slowness|downtime"
    r"|breakdown)"
)
_THE_EVENT = rf"(?:the|this|today's|our|these|all the) (?:[\w-]+ ){{0,2}}?{_EVENT}(?: (?:of|this) \w+)?"
_WAS = r"(?:is|was|were|are|has been|have been|had been)(?: \w+ly| all| simply| only)?"
_NO_VERB = r"(?! (?:be|begin|start|end|finish|arrive|happen|complete|close|expire|run|go|come|return|take|follow)\b)"
_BY = (
    rf"(?:caused by|triggered by|set off by|brought (?:about|on) by|due to{_NO_VERB}|owing to|because of|the result of"
    r"|the fault of|down to|the doing of|traced(?: back)? to)"
)
_TOLD = r"(?P<cause>[^.;:!?\n()]{3,160})"
_HURT = (
    r"(?:(?:customers?|users?|sessions?|saves?|log-?ins?|orders?|bookings?|payments?|invoices?|quantities|postings?"
    r"|guests?)(?: [\w%'’-]+){0,6}? (?:failed|fail|could not|cannot"
    r"|(?:was|were) (?:slow|wrong|late|missing|affected|hit)|(?:saw|received|got) errors)(?: [\w'’-]+){0,6}?,?)"
)
_SET_OFF = r"(?:caused|triggered|set off|brought about)"
_ALONE = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        rf"\b{_THE_EVENT} {_WAS} {_BY} {_TOLD}",
        rf"\b{_THE_EVENT} (?:came|comes|stems?|stemmed|resulted|arose) from {_TOLD}",
        rf"\bthe (?:root |actual |real |true )?(?:cause|culprit)(?: (?:of|for|behind) (?:this|it|{_THE_EVENT}))? {_WAS}"
        rf" {_TOLD}",
        rf"\bthe (?:reason|trigger|origin) (?:of|for|behind) (?:this|it|{_THE_EVENT}) {_WAS} {_TOLD}",
        rf"^\W*(?:root )?cause: ?{_TOLD}",
        rf"\b(?:we|our (?:team|engineers|people)) (?:have )?traced (?:it|this|{_THE_EVENT}) (?:back )?to {_TOLD}",
        rf"^\W*(?P<before>[^.;:!?\n()]{{3,100}}?),?(?: and (?:that|this))? {_WAS} (?:to blame|the culprit"
        rf"|behind (?:this|it)|what {_SET_OFF} (?:this|it|{_THE_EVENT})|what set (?:this|it) off)\b",
        rf"^\W*(?P<first>[^.;:!?\n()]{{3,100}}?) (?:has |had )?{_SET_OFF} (?:this|it|all this|{_THE_EVENT})(?! to\b)\b",
        rf"\b{_HURT} (?:because of|due to|owing to) {_TOLD}",
    )
)
"""What names the harm itself."""
_BEHIND_HARM = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        rf"\b(?:(?:all (?:of )?)?(?:this|it)|which) {_WAS} {_BY} {_TOLD}",
        rf"\bthe (?:reason|trigger|origin) was {_TOLD}",
        r"\bit was (?P<cause>(?:an?|the|our) [^.;:!?\n()]{3,100}?) that (?:caused|triggered|set|gave up|broke|failed"
        r"|brought|started)\b",
    )
)
"""What says `this`, so that harm has to stand before it, there or in the sentence before."""
_HARM = re.compile(
    rf"\b(?:{_EVENT}|fail(?:s|ed|ing)?|could not|cannot|wrong|slow|late|missing|affected|unavailable|down|refused"
    r"|declined)\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:not|no|never|nothing|nobody|neither|nor|may|might|could be|suspect\w*|appears?|apparent\w*|possibl[ey]"
    r"|guess|rule[ds]? out|ruling out|unrelated|another|other|earlier|previous|former|last|similar|unlike|instead"
    r"|rather|first|initially|feared|question|unknown|open|unclear|checking|investigat\w*|look(?:ed|ing)? into|still"
    r"|example|drill|exercise|second|further|separate|own|your|their)\b|n['’]t\b|\?",
    re.IGNORECASE,
)
"""Before the cause in its sentence it makes of a fact a doubt, or speaks of something else."""
_CANNOT = re.compile(r"\b(?:cannot|could not)\b", re.IGNORECASE)
"""What customers could not do is no doubt."""
_OF_CAUSE = re.compile(
    r"\b(?:no|not|nobody|none|neither|what|who|how|why|whether|if|never|another|other|unknown|open|being|under|still|yet|your|their|you|they)\b|n['’]t\b",
    re.IGNORECASE,
)
_HEAD_ENDS = re.compile(
    r",|\b(?:of|in|on|at|by|for|from|to|with|without|over|under|near|after|before|during|between|within|into|through"
    r"|that|which|who|whose|when|where|while|as|and|or|but|so|because|since"
    r"|has|have|had|is|was|are|were|did|does|do|could|can|will)\b"
)
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "the and for our own ours this that these those with from into onto over under one two three new old"
        " big small short long bad good wrong whole same some any all its their your his her not had has have"
        " was were been being which who when while where what than then too very far only just also out off up"
        " down day days morning afternoon night today yesterday monday tuesday wednesday thursday friday"
        " saturday sunday week hour minute time utc failed failing broken faulty worn corrupt damaged"
        " unexpected sudden simple single",
    )
)
"""Words of a cause that name nothing."""
_GENERAL = tuple(
    re.findall(
        r"\w+",
        "mistak error fault bug defect flaw slip oversight chang releas updat upgrad deploy rollout version"
        " softwar code program script config setting setup paramet option default limit threshold valu rule"
        " flag switch toggle toggl weak gap hole problem issu matter job task step process procedur routin"
        " mechan logic calcul comput function compon modul part piec platform system servic server machin"
        " applic tool product featur interfac connect link path design assum check test review control guard"
        " protect safeguard monitor measur alarm alert gauge page view display report label mainten clean"
        " housekeep work side end hand staff team compan peopl engineer colleagu human capac resourc load"
        " overload bottleneck jam block clog queue backlog shortag lack miss absenc loss exhaust combin chain"
        " coincid number amount seri sequenc event effect conflict mismatch mix confus misconfig misunderstand"
        " wrong data databas storag record entri file copi field tabl format integr interplay circumst state"
        " behaviou behavior reason thing something list snapshot copy purg processor credenti sum supplier"
        " provid vendor partner third extern intern access key login decis choic delay transit import export"
        " migrat convers restart intervent operat adjust tun modif edit misus abus stranger outsid intrud"
        " person somebod someon",
    )
)
"""How words begin that are true of nearly every cause, or whose harm is for another rule to judge."""


_ABSTRACT = re.compile(r"(?:[ts]ions?|ments?|[ae]nce|[ae]ncy|ness|it(?:y|ies)|ings?|ure)$")
"""How words end that name a deed or a quality, of which no list would be complete."""
_THINGS = ("lightning", "explosion", "explosions", "building", "wedding")
"""Words that end so and name things all the same."""


def foreign_causes(context: Context, text: str) -> Iterator[Claim]:
    """Yield every cause that is told as a fact and shares no word with the scenario's own."""
    if not holds(text, _CUES) or takes_back(text):
        return
    before = ""
    for sentence in sentences(text):
        found = _told(sentence.group(), before)
        if found is not None and _is_foreign(context, sentence.group(), found):
            quote = found.group().strip()
            start = sentence.start() + found.start() + found.group().index(quote)
            yield Claim(key="cause", value="foreign", start=start, end=start + len(quote), quote=quote)
        before = sentence.group()


def _told(words: str, before: str) -> re.Match[str] | None:
    """The cause of the harm that a sentence tells, given the sentence before it."""
    alone = next((found for wording in _ALONE if (found := wording.search(words))), None)
    if alone is not None:
        return alone
    this = next((found for wording in _BEHIND_HARM if (found := wording.search(words))), None)
    return this if this is not None and _HARM.search(f"{before} {words[: this.start()]}") else None


def _is_foreign(context: Context, words: str, found: re.Match[str]) -> bool:
    """Whether a sentence tells for sure of a cause that has no word of the true one."""
    told = next(part for part in found.groups() if part)
    before, inside = words[: found.start()], _CANNOT.sub(" ", found.group().replace(told, " "))
    if words.rstrip().endswith("?") or _DOUBT.search(before + inside) or FRAMES.search(before + inside + told):
        return False
    if _OF_CAUSE.search(told):
        return False
    head = _words(_HEAD_ENDS.split(_without_article(told.lower()))[0])
    if not head or any(map(_is_general, head)):
        return False
    known, core = _known(context), _stems(" ".join((context.truth.cause, *context.cause_words)).lower())
    return not any(_is_among(word, core if _is_general(word) else known) for word in _words(told))


def _without_article(told: str) -> str:
    return re.sub(r"^(?:an?|the|our|some|one of (?:our|the)) ", "", told.strip())


def _words(told: str) -> list[str]:
    """The words that name something, in small letters."""
    found = re.findall(r"[a-z][a-z’'-]*[a-z]", told.lower())
    return [word for word in found if len(word) > 2 and not _SMALL.issuperset(word.split("-"))]


def _is_general(word: str) -> bool:
    """Whether a word names what nearly every cause has, or a deed or quality rather than a thing."""
    if any(part.startswith(_GENERAL) for part in (word, *word.split("-"))):
        return True
    return _ABSTRACT.search(word) is not None and word not in _THINGS


def _is_among(word: str, stems: frozenset[str]) -> bool:
    """Whether a word has the stem of one that the scenario tells of its cause, or begins as one does."""
    own = {stem for part in word.split("-") for stem in stems_of(part) or [part]}
    return any(same(one, other) or _alike(one, other) for one in own for other in stems)


def _alike(one: str, other: str) -> bool:
    return len(one) >= ROOT_LETTERS and len(other) >= ROOT_LETTERS and one[:ROOT_LETTERS] == other[:ROOT_LETTERS]


def _known(context: Context) -> frozenset[str]:
    """The stems of all that the scenario tells of its cause."""
    truth, scenario = context.truth, context.scenario
    facts = [
        f"{fact.value} {fact.text} {fact.when}" for fact in truth.facts.values() if fact.key in ("cause", "security")
    ]
    tasks = [scenario.tasks[task] for task in truth.containment if task in scenario.tasks]
    told = [f"{task.title} {task.result} {context.variant.results.get(name, '')}"
            for name, task in zip(truth.containment, tasks, strict=False)]  # fmt: skip
    faults = [scenario.faults[fault].title for fault in context.variant.faults if fault in scenario.faults]
    moments = [word for moment in truth.key_moments.values() for word in moment.words]
    scope = [step.text for step in truth.scope]
    return _stems(" ".join((truth.cause, *context.cause_words, *facts, *told, *faults, *moments, *scope)).lower())


@lru_cache(maxsize=256)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stems_of(text))
