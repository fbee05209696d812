"""A line of fields without a head: `Cap the queue; Ana Ruiz; by 3 May 2026; request 551; done when a test stops`."""

from __future__ import annotations

import re

from simulator.reading.owner import GENERIC

_DAY = (
    r"(?:20\d\d-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:20)?\d\d"
    r"|\d{1,2} [A-Z][a-z]{2,8}\b|[A-Z][a-z]{2,8} \d{1,2}\b|Q[1-4]\b)"
)
_DUE = re.compile(rf"(?:(?i:due|by|until|till|before|on|end of)[: ]+)*{_DAY}(?: 20\d\d)?\W*$")
_TICKET = re.compile(
    r"(?:[A-Z][A-Z0-9]{0,9}-\d{1,6}|#\d{1,6}"
    r"|(?i:request|issue|ticket|change|case|order|task|job|record|entry|card) (?:no\.? ?|#)?\d{1,6})\W*$"
)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.h][0-5]\d\b")
_PRIORITY = re.compile(r"(?i)(?:p[0-4]|prio(?:rity)? ?\w+|high|medium|low|urgent)\W*$")
_TYPE = re.compile(r"(?i)(?:prevent|detect|mitigat|process|repair)\w*\W*$")
_NAME = (
    r"(?:[A-Z][\w'\u2019-]*\.?(?: (?:[A-Z][\w'\u2019-]*\.?|van|von|de|der|of|and|&|team|squad|guild|desk"
    r"|office|crew|lead|manager))*)"
)
_OWNER = re.compile(rf"(?:[Mm]e \()?({_NAME})\)?\W*$")
_BETWEEN = re.compile(
    rf"(?:[;?!|\u2013\u2014][\"\u201d')]{{0,2}}|(?:\w\w|\d)\.[\"\u201d')]{{0,2}}| [/-]"
    rf"|,(?=[^,;]{{2,40}}, (?:(?i:due|by|until)[: ]+)?{_DAY}(?: 20\d\d)?, [A-Z]{{1,9}}-\d))"
    rf" +(?:[Mm]e \()?({_NAME})\)?(?:[,;]| ?[|\u2013\u2014]| [/-])"
    rf" +(?=(?:(?i:due|by|until|till|before|end of)[: ]+)?{_DAY}|[A-Z]{{1,9}}-\d)"
)
"""Who stands between the end of what is to be done and a date or a ticket: `Alarm by SMS. Tom, 2026-03-12, ...`."""
_SPLIT = re.compile(r" +(?:[|/\u2013\u2014]|-{1,2}) +|; +")
_PARTS = re.compile(r" +[|/\u2013\u2014-]+ +|[;,] +|\. +(?=[A-Z])")
_TRACKED = re.compile(
    r"(?<=[,;|\u2013\u2014(] )(?:request|change|case|order|task|job|record|entry|card)"
    r" (?:no\.? ?|#)?\d{2,6}(?= ?[,;|.)\u2013\u2014]|$)"
)
_DONE = re.compile(
    r"(?i)(?<=[.;,|)] )done ?: ?(?!yes|no\b|not\b|tb[cd]|open|in |by |on )(?=[\"\u201c]?[a-z])[^.;|\n]{4,120}"
)
"""The test behind its label: `GAME-901. Done: a mixed key fails there.`"""
LEAST_FIELDS = 4
"""What is to be done, who, by when, and one field more make a line of fields."""
LEAST_WORDS = 2
"""A field of so many words may say how one will know that it is done."""
_NOBODY = re.compile(
    r"(?:(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber|[MTWFS]\w{2,6}day|Due|By|Until"
    r"|Prio\w*|Owner|Ticket|Target|Deadline|ETA|Done|Complete|(?:Complet|Deploy|Merg|Clos|Fix|Shipp|Finish|Start|Resolv"
    r"|Releas|Implement|Deliver|Plann|Schedul|Updat|Test|Verifi|Open|Creat|Add|Roll|Agre|Decid|Revis)ed)\b"
)
"""What stands before a date and is nobody's name: `Alert on the queue. Deployed, 3 May 2026`."""


def _is_record(cells: tuple[str, ...]) -> bool:
    """Return whether cells hold a day, a ticket or a time of day, as rows do and heads of tables never."""
    return any(map(_DUE.match, cells)) or any(map(_TICKET.match, cells)) or _CLOCK.match(cells[0]) is not None


def holds_fields(line: str) -> bool:
    """Return whether a line names a day and a ticket, as one that says who does what by when."""
    parts = [part.strip() for part in _PARTS.split(line)]
    return any(map(_DUE.match, parts)) and any(map(_TICKET.match, parts))


def columns_of(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return the heads that a table without a head would have, by its first row; of cells without a record, none."""
    if not _is_record(cells):
        return ()
    heads: list[str] = []
    for cell in cells:
        head = _head_of(cell)
        if head == "owner" and "action" not in heads:
            head = "action"  # two words with capitals, before anything else is said
        elif head in ("action", "owner") and head in heads:
            head = "done when" if "due" in heads or "ticket" in heads else "note"
        heads.append("note" if head in heads else head)
    return tuple(heads)


def _head_of(cell: str) -> str:
    """Return what a cell holds, by its look."""
    forms = (("due", _DUE), ("time", _CLOCK), ("ticket", _TICKET), ("priority", _PRIORITY), ("type", _TYPE))
    for head, form in forms:
        if form.match(cell):
            return head
    named = _OWNER.match(cell) is not None and len(cell.split()) <= LEAST_FIELDS and not GENERIC.match(cell)
    return "owner" if named else "action"


def owner_between(text: str) -> str:
    """Return who stands between the words of an action and its date or ticket, or an empty string."""
    names = (match[1].strip() for match in _BETWEEN.finditer(text))
    return next((name for name in names if not GENERIC.match(name) and not _NOBODY.match(name)), "")


def tracker_between(text: str) -> str:
    """Return a number under which work is filed that stands as a field of its own, or an empty string."""
    match = _TRACKED.search(text)
    return match[0] if match else ""


def done_test_between(text: str) -> str:
    """Return the field that says how one will know that it is done, labelled or by its place, or an empty string."""
    if (labelled := _DONE.search(text)) is not None:
        return labelled[0]
    cells = tuple(cell.strip() for cell in _SPLIT.split(text))
    if len(cells) < LEAST_FIELDS:
        return ""
    held = dict(zip(reversed(columns_of(cells)), reversed(cells), strict=True))
    if not {"due", "ticket"} <= held.keys():
        return ""
    test = held.get("done when", "")
    return test if len(test.split()) >= LEAST_WORDS else ""
