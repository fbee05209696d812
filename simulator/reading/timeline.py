"""The stamped events of a post-mortem."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import pairwise

import msgspec

from simulator.reading.day import first_date
from simulator.reading.document import Block
from simulator.reading.moment import Times
from simulator.reading.result import TimelineRow
from simulator.reading.source import Source

_CLOCK = re.compile(
    r"(?<![\w.:/-])(?:(?:[01]?\d|2[0-4])[:h][0-5][\dx](?![\d%])|(?:1[0-2]|0?[1-9])(?:\.[0-5]\d)? ?[ap]m\b"
    r"|[0-2]\d[0-5]\d ?(?:utc|gmt|z|hrs?|[pecma][sd]?t|cest|bst)\b)"
    r"|(?<=20\d\d-\d\d-\d\d )[0-2]\d[0-5]\d(?=:? +\D)",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:[01]\d|2[0-3])[0-5]\d(?=:? +[a-z])|(?:[01]?\d|2[0-3])\.[0-5]\d(?=[:,]? +[a-z#@*])", re.IGNORECASE
)
"""A clock of four digits, or with a full stop, which only a timeline may write without a zone."""
_BARE_LINE = re.compile(
    r"(?:[01]\d|2[0-3])[0-5]\d(?=(?:\]\([^)\s]{0,200}\))? ?: | {1,4}[A-Z])|(?:[01]\d|2[0-3])\.[0-5]\d(?= {1,4}[A-Z])"
)
"""A clock of four digits alone before a colon, perhaps under a link, or a capital; several are a timeline."""
_DATE_LINE = re.compile(
    r"(?i)(?:\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* \d{1,2}|20\d\d-\d\d)(?= {2,}\w|: | [-–—] )"
)
"""A day or a month alone before a line, as in `2 Sept  the import runs empty`, `Mon 8: the panel is replaced`."""
_LINK_END = re.compile(r"^\]\([^)\s]{0,200}\)")
_YEAR_LIKE = ("19", "20")
BARE_LINES = 2
"""From so many lines on that begin with such a clock, and with no year, all of them are stamps."""
_RELATIVE = re.compile(
    r"(?i)t ?[-+] ?\d{1,4} ?(?:s|sec|m|mins?|minutes?|h|hrs?|hours?|d|days?)?\b|t[ -]?0\b(?: ?\+ ?\d{1,4} ?[a-z]{0,7})?"
    r"|\d{1,3} ?(?:m|mins?|minutes?|h|hrs?|hours?)\b|\+\d{1,2}:[0-5]\d\b"
)
"""A stamp counted from the start: `T+2m`, `T0+5min`, `+20 min`, whose sign is taken for the mark of an item."""
_TAG = re.compile(r"</?(?:b|i|em|strong|span|code|time)(?: [^>]{0,60})?>")
_SMALL = re.compile(
    r"(?i)(?:(?:at|by|around|about|approx\.?|approximately|ca\.?|on|from|mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s*)+"
)
"""Small words before a clock, and between a date and its clock: `On 29 September at 14:00`."""
_ON_DATE = re.compile(
    r"(?i)(?:also )?on (?:\w+day,? )?(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: \d{1,2}(?:st|nd|rd|th)?)?,? (?:20\d\d,?)?"
)
"""How a paragraph of a timeline begins: `On 11 April 2026, we began seeing`."""
_IN_TIMELINE = (_BARE, _RELATIVE, _DATE_LINE, _ON_DATE)
_ALONE = (_DATE_LINE, _BARE_LINE)
_ISO_CLOCK = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"(?<![\w./-])(?:20\d\d[-/]\d\d?[-/]\d\d?|\d{{1,2}}/{_MONTH}|\d{{1,2}}[./]\d{{1,2}}[./]20\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? 20\d\d)?|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? 20\d\d)?)(?!\w)",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"(?i)(?:(?:investigating|identified|monitoring|update|updated|resolved|closed|detected|mitigated|acknowledged|started|start"
    r"|begin|began|ended|end|escalated|recovered|posted|and|in progress)[\s(:-]*)+"
)
"""The words of a status page before its stamp."""
_LOG = re.compile(r"\d\d:\d\d:\d\d\S*\s+(?:\S+\s+)?[\w./-]+\[\d+\]:")
"""A line of a system's log: the process and its number after the stamp. Pasted logs are evidence and no timeline."""
_TITLE = re.compile(r"(?i)\b(?:post-?mortem|incident|outage|report|review|retrospective|rca)\b")
TITLE_CHARS = 3
"""A heading that begins within so many characters is the document's own; later ones may name an event at a clock."""
_IN_BRACKETS = re.compile(r"\((?:~ ?)?(?:[01]?\d|2[0-3]):[0-5]\d[^)]{0,24}\)\W*$")
"""The time or span at the end of a heading under which an event is told: `Second attempt (15:30-16:00)`."""
_COUNTED = re.compile(
    r"^\s*(?:\d{1,2}[.)]|\d{1,2}\.\d{1,2}) +"
    rf"(?=[\d*(`]|(?i:(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?{_MONTH}\.? \d))"
)
"""The number of an item before its stamp: `2. 2026-05-04: the flag goes out`, `2. May 4th - 09:00 to 09:45`."""
_SPEAKER = re.compile(r"(?:[A-Z][\w.'-]{0,20} ?){1,3}(?:\*\*)? ?[-–—,|@]?|#\d{1,3}|(?i:comment) #?\d{1,3}")
"""Who writes, before the stamp of a comment in a ticket: `**Ines Roca** – 2026-05-04 09:14`, `--- #8 2026-05-04`."""
TABLED_CHARS = 46
"""So far in a timeline, whose labels may be filled up with blanks."""
STRUNG_EVENTS = 3
"""So many sentences in a row that begin with a clock are events each."""
_NEXT_EVENT = re.compile(
    r"(?:^|(?<=[.;!|\u2022\u2192] )|(?<= [\u2013\u2014/-] )|(?<=-> )|(?<=[.;!]\n)"
    r"|(?<=, )(?=\d\d?[:h]\d\d(?: ?[A-Z]{2,4})? [A-Za-z]))"
    r"(?:[01]?\d|2[0-3])[:h][0-5]\d(?: ?[A-Za-z]{2,4}\b)?,? (?=\S)"
)
"""Where a sentence begins with a clock."""
_NEXT_LINE = re.compile(
    r"(?m)^[ \t*\\_(]*(?:(?:\d{1,2}\.\d{1,2} +)?(?:20\d\d-\d\d-\d\d[ T])?(?:[01]?\d|2[0-3])[:h][0-5]\d\b(?=\W+\w)"
    r"|(?:[01]\d|2[0-3])\.[0-5]\d(?=[:,]? {1,4}[A-Za-z]))"
)
"""Where a line within a paragraph does, perhaps behind its number or its day."""
_TOLD_CLOCK = re.compile(
    r"(?:(?<![\w.:/-])|(?<=\dt))(?:[01]?\d|2[0-3])(?::[0-5]\d(?::[0-5]\d)?(?!\d)|\.[0-5]\d ?(?:utc|gmt))"
    r"|(?<!\w)(?:1[0-2]|[1-9]) ?[ap]m\b|(?<!\w)[0-2]\d[0-5]\d ?(?:utc|gmt)\b"
)
_POSTED = re.compile(
    r"(?m)^\W*(?:(?:last |date )?(?:updated|modified|edited|changed|posted|published|created|submitted|printed)\b"
    rf"[^\n.;]{{0,60}}$|(?:{_TOLD_CLOCK.pattern})(?: ?[a-z]{{2,4}})?,? (?:on )?(?:\w{{3,6}}day,? )?"
    rf"(?:{_DATE.pattern})(?: 20\d\d)?(?:: |$))"
)
"""When something was written, and not what happened: `Last edited 09:20 by ana`, `08:30 Monday, 4 May: We ...`."""
STAMP_CHARS = 34
"""A stamp stands within this many characters of the start of its line, or right after a short label."""


def stamp_of(block: Block, *, bare: bool = False) -> re.Match[str] | None:
    """Return the stamp of a block that is an event on a timeline, or `None`; `bare`: four digits are one anywhere."""
    if block.kind not in ("item", "row", "para", "heading"):
        return None
    titled = block.kind == "heading" and _TITLE.search(block.text) is not None
    opens = block.kind == "heading" and block.start < TITLE_CHARS
    if (opens and (titled or not _CLOCK.search(block.text))) or (titled and not _CLOCK.search(block.text)):
        return None
    if _LOG.search(block.text):
        return None
    if block.kind == "heading" and (span := _IN_BRACKETS.search(block.text)) is not None:
        return _CLOCK.search(block.text, span.start())
    head = _COUNTED.sub("", block.text).lstrip(" -*+•\t|[(_`>~≈")
    offset = len(block.text) - len(head)
    limit = offset + (TABLED_CHARS if block.section == "timeline" else STAMP_CHARS)
    clock = _CLOCK.search(block.text, 0, limit + 8) or _ISO_CLOCK.search(block.text, 0, limit)
    if clock is not None and clock.start() <= limit:
        before = block.text[offset : clock.start()]
        if _is_lead(before, block):
            return clock
    date = _DATE.match(block.text, offset)
    if date is not None and (block.kind in ("row", "item", "heading") or block.section == "timeline"):
        return date
    looser = _IN_TIMELINE if block.section == "timeline" else _ALONE if bare else ()
    return next((stamp for one in looser if (stamp := one.match(block.text, offset)) is not None), None)


def _is_lead(before: str, block: Block) -> bool:
    """Return whether the words before a clock are a stamp's: nothing, a date, or a short label."""
    before = _TAG.sub("", before)
    rest = re.sub(r"^\d\d-\d\d$", "", _DATE.sub("", before).strip()).strip(" -–—:,@*_[]()|~≈T")
    lead = _SMALL.fullmatch(rest)
    if not rest or (lead and (" " not in rest or block.kind in ("item", "row") or block.section == "timeline")):
        return True
    if _STATE.fullmatch(rest) or (block.section == "timeline" and len(rest.split()) <= 4):
        return True
    if _DATE.search(before) and _SPEAKER.fullmatch(rest):
        return True
    label = before.rstrip(" *_")
    return block.kind in ("item", "row") and label.endswith(":") and len(rest.split()) <= 4


def rows(blocks: tuple[Block, ...], times: Times, at_utc_s: int) -> tuple[TimelineRow, ...]:
    """Return the stamped events in the order of the document.

    Args:
        blocks: The document; code and quotes are skipped.
        times: Finds and resolves times.
        at_utc_s: Unix seconds near which undated clocks are placed.
    """
    bare = _is_bare(blocks)
    events = [event for block in blocks for event in _events(block)]
    stamped = _listed([(block, stamp) for block in events if (stamp := stamp_of(block, bare=bare)) is not None])
    zone = _zone_note(blocks)
    found, last = [], 0
    for block, stamp in stamped:
        at = _instant(block, stamp, times, last or at_utc_s, zone, dated=bool(last))
        last = at or last
        told = _LINK_END.sub("", block.text[stamp.end() :])
        words = (block.text[: stamp.start()] if _IN_BRACKETS.search(block.text) else told).strip(" -–—:|*#(\n")
        found.append(
            TimelineRow(
                at_utc_s=at, clock=stamp.group(), text=" ".join(words.split())[:400], start=block.start, end=block.end
            )
        )
    return tuple(found)


def _listed(stamped: list[tuple[Block, re.Match[str]]]) -> list[tuple[Block, re.Match[str]]]:
    """Return stamped events without paragraphs beside a timeline: `From 06:30 to 09:20 ...` tells of all of it."""
    if sum(block.section == "timeline" for block, _ in stamped) < STRUNG_EVENTS:
        return stamped
    return [(block, stamp) for block, stamp in stamped if block.section == "timeline" or block.kind != "para"]


def _events(block: Block) -> list[Block]:
    """Return the events that a paragraph strings together, `14:07 page taken. 14:12 declared.`, else the block."""
    if block.kind not in ("para", "item"):
        return [block]
    starts = [match.start() for match in _NEXT_EVENT.finditer(block.text)]
    if len(starts) < STRUNG_EVENTS or (starts[0] != 0 and block.section != "timeline"):
        starts = [match.start() for match in _NEXT_LINE.finditer(block.text)]
    if len(starts) < STRUNG_EVENTS:
        return [block]
    return [
        msgspec.structs.replace(block, text=block.text[first:last], start=block.start + first, end=block.start + last)
        for first, last in pairwise((*starts, len(block.text)))
    ]


def _is_bare(blocks: tuple[Block, ...]) -> bool:
    """Return whether lines of a document begin with clocks of four digits, and not with years."""
    lines = [block.text.lstrip(" -*+•\t|[(_`>~≈") for block in blocks if block.kind in ("item", "para")]
    heads = map(_BARE_LINE.match, lines)
    clocks = sum(head is not None and not head[0].startswith(_YEAR_LIKE) for head in heads)
    return clocks >= BARE_LINES or sum(_DATE_LINE.match(line) is not None for line in lines) > BARE_LINES


def _instant(block: Block, stamp: re.Match[str], times: Times, near_s: int, zone: str, *, dated: bool) -> int | None:
    """Return Unix seconds of a stamp; an undated clock follows the row before it."""
    head = block.text[: stamp.end() + 34].replace("|", " ").replace("*", " ").replace("_", " ")
    if stamp.group().isdigit():
        head = f"{head[: stamp.start() + 2]}:{head[stamp.start() + 2 :]}"
    elif re.fullmatch(r"\d\d?\.\d\d", stamp.group()):
        head = head[: stamp.start()] + stamp.group().replace(".", ":") + head[stamp.end() :]
    if zone and not re.search(r"(?i)utc|gmt|\b[pmcejbi][sd]?t\b|cest?", head):
        head = head[: stamp.end()] + f" {zone}; " + head[stamp.end() :]  # so that "10:04-10:20" names no offset
    moments = times.find(Source(head), near_s)
    clock = next((m for m in moments if m.kind == "clock" and m.behind_s is not None), None)
    if clock is None:
        day = next((m for m in moments if m.kind == "day"), None)
        return (day.ahead_s or 0) // 86_400 * 86_400 if day else None
    if clock.dated or _DATE.search(head[: stamp.end()]):
        return clock.behind_s
    if not dated:
        return clock.behind_s
    same_day = (near_s // 86_400) * 86_400 + (clock.behind_s or 0) % 86_400
    return same_day if same_day >= near_s - 12 * 3600 else same_day + 86_400


def runs_on_clocks(told: list[Block]) -> bool:
    """Return whether running text holds two times of day at which something happened."""
    paras = (_POSTED.sub("", block.text.lower()) for block in told if block.kind in ("para", "item"))
    return sum(len(_TOLD_CLOCK.findall(text)) for text in paras) >= 2


def _zone_note(blocks: tuple[Block, ...]) -> str:
    """Return the zone that the document says holds for all its times."""
    for block in blocks:
        note = re.search(
            r"(?i)\b(?:all )?times?(?: are| is| below are)? (?:in |given in |\()?(utc|gmt|p[sd]?t"
            r"|e[sd]?t|c[sd]?t|cest?|bst)\b(?![+-]\d)|\((utc|gmt|p[sd]?t|e[sd]?t|cest?|bst)\)",
            block.text,
        )
        if note and block.kind in ("heading", "para", "item", "row"):
            return (note.group(1) or note.group(2)).upper()
    return ""


def day_of(blocks: tuple[Block, ...]) -> int | None:
    """Return Unix seconds of the end of the first date with a year outside the actions, or `None`."""
    for block in blocks[:60]:
        if block.section != "actions" and (day := first_date(block.text[:2000].lower())) is not None:
            return int(datetime(day.year, day.month, day.day, 23, tzinfo=UTC).timestamp())
    return None
