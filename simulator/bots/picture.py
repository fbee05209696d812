"""What is known, in a customer's words: symptom, scope, start, figures and measures, from what was heard so far.

Nothing here guesses: a phrase rests on a fact of the war room, on an alert, or on a report that a customer wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from simulator.bots.agenda import board
from simulator.bots.phrase import listing
from simulator.bots.room import Room, sentences
from simulator.clock import MINUTE_S
from simulator.effect import Effect, stated, titled
from simulator.vocabulary import IncidentClass

DAY_MIN = 24 * 60
Symptom = tuple[str, str, str]
"""A pattern, what happens, and what happened."""

_SYMPTOMS: dict[IncidentClass, tuple[Symptom, ...]] = {
    IncidentClass.AVAILABILITY: (
        (r"\bsav(?:e|es|ed|ing)\b|\bwrit(?:e|es|ing)\b", "saving changes fails", "saving changes failed"),
        (r"\blog(?:ged)?[ -]?(?:in|out)s?\b|\bsign(?:ing)?[ -]in\b", "signing in fails", "signing in failed"),
        (
            r"\bpay(?:ment|ments|ing)?\b|\bcheckout\b|\bcards?\b",
            "payments end in an error",
            "payments ended in an error",
        ),
        (r"\bsearch(?:es)?\b", "searches return no result", "searches returned no result"),
        (r"\bmails?\b|\bnotifications?\b|\bmessages\b", "notifications do not arrive", "notifications did not arrive"),
        (r"\bslow\b|\blatency\b|\bspins?\b|\btime-?outs?\b", "pages respond slowly", "pages responded slowly"),
        (
            r"\brequests?\b|\b5\d\d\b|\bapi\b",
            "requests end in an error",
            "requests ended in an error",
        ),
        (r"\berrors?\b|\bfail(?:s|ed|ing)?\b", "our service fails", "our service failed"),
    ),
    IncidentClass.INTEGRATION: (
        (
            r"\bsync\w*\b|\btransfers?\b|\bpostings?\b",
            "the scheduled data transfer does not complete and records are missing",
            "the scheduled data transfer did not complete and records were missing",
        ),
        (
            r"\borders?\b|\bshipments?\b",
            "orders are not passed on to the connected system",
            "orders were not passed on to the connected system",
        ),
        (
            r"\bwebhooks?\b|\bapi\b|\bconnector\b",
            "the connection delivers no records",
            "the connection delivered no records",
        ),
    ),
    IncidentClass.DATA: (
        (r"\binvoic\w+\b|\bbill\w*\b|\bcharg\w+\b", "invoices show wrong amounts", "invoices showed wrong amounts"),
        (r"\bduplicat\w+\b|\bdoubl\w+\b|\btwice\b", "records appear twice", "records appeared twice"),
        (r"\bmissing\b|\bdisappear\w*\b|\bgone\b|\blost\b", "records cannot be found", "records could not be found"),
        (
            r"\bwrong\b|\bmismatch\w*\b|\bcorrupt\w*\b|\bfigures?\b|\btotals?\b",
            "records show wrong values",
            "records showed wrong values",
        ),
    ),
    IncidentClass.SECURITY: (
        (
            r"\blog-?ins?\b|\bsign-?ins?\b|\baccess\b|\bsessions?\b",
            "we see sign-ins that do not fit the usual pattern",
            "we saw sign-ins that did not fit the usual pattern",
        ),
        (
            r"\bmails?\b|\bphish\w+\b",
            "misleading mails in our name are in circulation",
            "misleading mails in our name were in circulation",
        ),
        (
            r"\bdata\b|\bfiles?\b|\bdownloads?\b",
            "data may have been reached without permission",
            "data may have been reached without permission",
        ),
    ),
}
_DEFAULT = {
    IncidentClass.AVAILABILITY: (
        "the service does not work as it should",
        "the service did not work as it should",
    ),
    IncidentClass.INTEGRATION: ("data is not passed on as planned", "data was not passed on as planned"),
    IncidentClass.DATA: ("records cannot be relied upon", "records could not be relied upon"),
    IncidentClass.SECURITY: (
        "we see activity that does not fit the usual pattern",
        "we saw activity that did not fit the usual pattern",
    ),
}
GENERIC = {IncidentClass.AVAILABILITY: 3}
"""The last rows of a table that say little: taken only when nothing more precise was heard twice."""
_FELT = re.compile(r"error|fail|reject|deliver|success|lost|missing|wrong|doubl|duplic|sign-?in|log-?in", re.IGNORECASE)
"""Measurements that customers would recognise."""
_PEOPLE = (
    "sessions|users|customers|requests|queries|orders|bookings|accounts|records|items|saves|logins|sign-ins|invoices"
    "|payments|transactions|transfers"
)
_SHARE = re.compile(
    rf"(\d{{1,2}}(?:\.\d+)?) ?(?:%|percent) of (?:all |the )?"
    rf"(?:((?:[\w'’-]+ )??(?:{_PEOPLE}))|([a-z]+[^\W\d_sui]s))\b",
    re.IGNORECASE,
)
"""How much of what: of what is counted often, or, where a colleague says it, of anything with a plural."""
_REGIONS = re.compile(r"\b(all|every|both|two|three|four|\d+) regions?\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|at|from|began at|started at|seen at) (\d{1,2}:\d\d) ?(?:UTC|Z)\b")


def symptom(room: Room) -> tuple[str, str]:
    """What customers experience, in present and past tense: in the scenario's own words, or else in common ones."""
    own = effect(room)
    return own[1:] if own else room.recall(("symptom", room.incident_class), lambda: _symptom(room))


def effect(room: Room) -> Effect | None:
    """What goes wrong, as a measured share or the title of a rising gauge that the page names says it.

    Nothing in a security incident, where the words of an examination stay inside.
    """
    return room.recall(("effect", room.incident_class), lambda: _effect(room))


def _effect(room: Room) -> Effect | None:
    if room.incident_class is IncidentClass.SECURITY:
        return None
    facts = [fact.text for _, fact in room.incident.facts.values() if fact.key == "scope_pct" and fact.value != "0"]
    pages = " ".join(room.said("alert")).lower()
    worst, first = room.memory.worst, room.memory.first_values
    titles = [
        gauge.title for name, gauge in room.sight.gauges.items()
        if gauge.unit == "%" and name in room.memory.hot and worst.get(name, 0) > first.get(name, 0)
    ]  # fmt: skip
    found = [*map(stated, facts), *(titled(title) for title in titles if title.lower() in pages)]
    names = [account.name for account in room.incident.accounts.values()]
    return next((own for own in found if own and not any(name in own.now for name in names)), None)


@lru_cache(maxsize=4096)
def _marks(kind: IncidentClass, text: str) -> tuple[bool, ...]:
    """For each symptom of a class of incidents, whether a text speaks of it."""
    return tuple(bool(re.search(pattern, text.lower())) for pattern, _, _ in _SYMPTOMS[kind])


def _symptom(room: Room) -> tuple[str, str]:
    """The symptom heard of most, if alarms, facts or the board mention it too; otherwise one that fits any service."""
    kind = room.incident_class
    rows, generic = _SYMPTOMS[kind], len(_SYMPTOMS[kind]) - GENERIC.get(kind, 0)
    gauges = room.sight.gauges
    alarms = [gauges[name].title for name in room.memory.hot if name in gauges]
    ours = [*room.said("alert"), *room.said("fact"), *alarms]
    board = [card.title for card in room.sight.tasks] + [gauge.title for gauge in gauges.values()]
    heard, known = _counts(kind, (*ours, *room.said("customer"))), _counts(kind, (*ours, *board))
    counts = [count if here else 0 for count, here in zip(heard, known, strict=True)]
    best = max(range(generic), key=lambda i: (counts[i], -i))
    if counts[best] < 2 and generic < len(rows):
        best = max(range(generic, len(rows)), key=lambda i: (counts[i], -i))
    return (rows[best][1], rows[best][2]) if counts[best] else _DEFAULT[kind]


def _counts(kind: IncidentClass, texts: Iterable[str]) -> list[int]:
    """How many texts speak of each symptom of a class."""
    marks = [_marks(kind, text) for text in texts]
    return [sum(column) for column in zip(*marks, strict=True)] or [0] * len(_SYMPTOMS[kind])


def _statements(texts: Iterable[str]) -> list[str]:
    """Sentences that state something; a question states nothing."""
    return [part for text in texts for part in sentences(text) if not part.endswith("?")]


def share(room: Room) -> tuple[str, str]:
    """Which part is affected at the worst, and of what: `("18", "sessions")`; empty when nobody has measured it."""
    return room.recall("share", lambda: _share(room))


def _share(room: Room) -> tuple[str, str]:
    learned = [fact for _, fact in room.incident.facts.values() if fact.key == "scope_pct"]
    told = [(fact.text, True) for fact in learned] + [(text, False) for text in _statements(room.said("alert"))]
    for text, is_fact in told:
        match = _SHARE.search(text)
        of = (match[2] or (match[3] if is_fact else "")) if match else ""
        if match and of and match[1] != "0":
            return match[1], of.lower()
    value = learned[0].value if learned else ""
    return (value, "cases") if value.isdigit() and 0 < int(value) < 100 else ("", "")


def regions(room: Room) -> str:
    """Where: `in all regions`, or nothing when nobody has said so."""
    return room.recall("regions", lambda: _regions(room))


def _regions(room: Room) -> str:
    learned = [fact.text for _, fact in room.incident.facts.values() if fact.key == "regions"]
    for text in (*learned, *_statements(room.said("alert"))):
        match = _REGIONS.search(text)
        if match:
            word = match[1].lower()
            return "in all regions" if word in ("all", "every") else f"in {word} regions"
    return ""


def scope(room: Room) -> str:
    """Who is affected, for a public text: no customer is named."""
    (pct, of), own = share(room), effect(room)
    where = regions(room)
    of = "cases" if own and of in own.thing else of
    if pct:
        return f"about {pct} % of {of} {where}".strip()
    count = len(room.voiced)
    if room.incident_class is IncidentClass.INTEGRATION:
        return f"{_number(max(count, 1))} {'customer' if count < 2 else 'customers'} connected in this way"
    if where:
        return f"customers {where}"
    return (
        f"{_number(count)} {'customer' if count == 1 else 'customers'} known to us so far"
        if count
        else "part of our customers"
    )


def scope_inside(room: Room) -> str:
    """Who is affected, for the record and for colleagues: with names, and in their own words where no symptom fits."""
    names = [room.incident.accounts[a].name for a in (room.voiced or room.strategic)][:6]
    known = f"; {listing(names)} among those affected" if names and not board(room).doubtful else ""
    clause, usual, own = symptom(room), _DEFAULT[room.incident_class], effect(room)
    if own and share(room)[0]:
        return f"{share(room)[0]} % of {own.now} {regions(room)}".strip() + known
    facts = [fact for _, fact in room.incident.facts.values() if fact.key == "scope_pct" and fact.value != "0"]
    if clause == usual and facts:
        return f"{facts[-1].text.rstrip('.')}{known}"
    return f"{clause[0]} for {scope(room)}{known}"


def start_s(room: Room) -> int:
    """Drill second of the first effect, as far as is known."""
    for _, fact in room.incident.facts.values():
        if fact.key == "start" and fact.value.isdigit():
            return min(max(0, int(fact.value) - room.sight.start_utc_s), room.now)
    for clock in room.recall("clocks", lambda: _clocks(room)):
        moment = _near(room, clock)
        if moment is not None:
            return moment
    signs = [s for s in (room.memory.first_alarm_s, room.incident.first_signal_s) if s is not None]
    return min(signs) if signs else 0


def _clocks(room: Room) -> list[str]:
    """The times since which it goes on, as alerts name them."""
    found = (_SINCE.search(text) for text in _statements(room.said("alert")))
    return [match[1] for match in found if match]


def _near(room: Room, clock: str) -> int | None:
    """The latest second up to now at which a clock showed this."""
    hour, minute = clock.split(":")
    shown = int(hour) * 60 + int(minute)
    now = room.now // MINUTE_S
    since = (room.sight.start_utc_s // MINUTE_S + now - shown) % DAY_MIN
    return (now - since) * MINUTE_S if since <= now and shown < DAY_MIN and int(minute) < 60 else None


def figure(room: Room) -> str:
    """One measured value that customers can follow, once it is clearly better; otherwise nothing."""
    for name in sorted(room.memory.hot):
        gauge, worst, now = room.sight.gauges.get(name), room.memory.worst.get(name), room.incident.signals.get(name)
        if gauge is None or gauge.unit != "%" or worst is None or now is None or not _FELT.search(gauge.title):
            continue
        first = room.memory.first_values.get(name, 0)
        if abs(worst - first) and abs(now - first) * 10 <= abs(worst - first) * 8:
            return f"What we measure of it has fallen by {_part(abs(worst - now), abs(worst - first))} from its worst."
    return ""


def data_statement(room: Room) -> str:
    """What has been learned about the data, in a colleague's words; nothing before it was learned."""
    learned = [fact for _, fact in room.incident.facts.values() if fact.key == "data_loss"]
    return learned[-1].text if learned else ""


def data_public(room: Room) -> str:
    """The same for customers; in a security incident without the details of the examination."""
    statement = data_statement(room)
    values = [fact.value for _, fact in room.incident.facts.values() if fact.key == "data_loss"]
    if statement and values[-1] == "none" and room.incident_class is not IncidentClass.SECURITY:
        return f"No data was lost. {statement}"
    if statement and room.incident_class is IncidentClass.SECURITY:
        found = (
            "no customer data was taken" if values[-1] == "none" else "each customer concerned has its result from us"
        )
        return f"The examination of the data is finished: {found}."
    return statement


def cause_statement(room: Room) -> str:
    """What has been learned about the cause, the latest word on it."""
    return room.recall("cause", lambda: _cause(room))


def _cause(room: Room) -> str:
    learned = [
        fact for _, fact in sorted(room.incident.facts.values(), key=lambda item: item[0]) if fact.key == "cause"
    ]
    return learned[-1].text if learned else ""


def _number(count: int) -> str:
    return (
        ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")[count]
        if count <= 10
        else str(count)
    )


def _part(part: int, whole: int) -> str:
    """A share in words, so that there is no second percentage beside that of the scope."""
    steps = (
        (85, "more than four fifths"),
        (70, "more than two thirds"),
        (50, "more than half"),
        (35, "more than a third"),
    )
    return next((words for pct, words in steps if part * 100 >= whole * pct), "about a quarter")
