"""A text as the rules see it: plain, one space between words, one mark between sentences, and a way back."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import pairwise

from simulator.reading.cues import heads_by_sentence
from simulator.reading.places import Openings, Places

SENTENCE_END = "\n"
"""The mark between sentences in plain text; `.` in a pattern does not match it."""
_NOWHERE: Places = ([], [])

_INVISIBLE = (
    *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF, 0xFFA0),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    *range(0xE0000, 0xE0080),
)
_PAIRS = (
    "аa еe оo рp сc уy хx іi јj ѕs ԁd һh ԛq ԝw вb кk мm нh тt АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS "
    "αa οo ρp νv ιi κk τt υu ωw ɑa ɡg ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX"
)
_LOOKALIKES = str.maketrans({pair[0]: pair[1].lower() for pair in _PAIRS.split()})
_LOOKALIKE = re.compile("[" + "".join(pair[0] for pair in _PAIRS.split()) + "]")
_PLAIN = {ord(c): "'" for c in "‘’‚‛′`´ʼ"} | {ord(c): '"' for c in "“”„‟″«»"} | {ord(c): "-" for c in "‐‑‒–—―−"}
_PLAIN |= {
    ord(c): " " for c in "\t\r\v\f\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
}
_PLAIN |= {ord("\u2028"): "\n", ord("\u2029"): "\n", ord("\x85"): "\n", ord("…"): "."}
_ODD = re.compile(r"[^\x00-\x7f]")
_MARK = re.compile(SENTENCE_END)
_HIDDEN = re.compile("[" + "".join(map(re.escape, map(chr, _INVISIBLE))) + "]")
_LINE_ENDS = str.maketrans(dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n"))
_WIDE_BLANK = re.compile(r"[^\S\n\t ]")
_MAIL_MARK = re.compile(r"[ \t]*>(?:[ \t]?>)*")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]]+|[\w.+-]+@[\w-]+\.[\w.]+")
ENDLESS_CHARS = 1500
"""From this length on a sentence without an end is cut."""
_ENDLESS = re.compile(rf"[^\n]{{{ENDLESS_CHARS}}}(?:[^\n ]{{0,200}} |[^\n ]{{200}})")
_SPACES = re.compile(r" {2,}|(?<=\n) +| +(?=\n)")
_GLUED = re.compile(
    r"(?:(?<=[a-z.)\]])|(?<=UTC)|(?<=GMT))(?=(?:Next [Uu]pdate(?: by)?|Current [Ss]tatus|(?:User |Scope of )?[Ii]mpact"
    r"|More [Ii]nfo|(?:Preliminary )?[Rr]oot [Cc]ause|(?:Incident )?(?:Start|End) [Tt]ime|Work-?around|Next [Ss]teps"
    r"|Mitigation): ?)"
)
"""Where a label of a status message was stripped of the line that it stood on: `at 2 PM UTCNext Update: 3 PM`."""
_LABEL_ENDS = ("pdate:", "pdate by:", "tatus:", "mpact:", "nfo:", "ause:", "ime:", "ound:", "teps:")
_SPACES_CUE = "  ", "\n ", " \n"
"""What is sought first, because it is seldom there."""
_ITEM = re.compile(r"(?:[-*+•·▪◦>#|=]|\d{1,2}[.)]|\[|\w[\w /&'-]{0,28}: )")
_OPEN_END = re.compile(
    r"(?: |^)(?:an?|the|at|by|in|of|to|for|with|from|and|or|until|till|before|after|about|around|since|is|are|was|were"
    r"|be|been|will|our|your|we|we'll|than|as|within|no|some|any|have|has|cannot|can),?$",
    re.IGNORECASE,
)
"""A word that no line ends with, unless it was wrapped."""
LEAST_LINES, LEAST_WIDTH, WIDTH = 3, 16, 48
"""From so many lines on one sees whether a paragraph was wrapped; a line of `WIDTH` characters goes on in any case."""
_STOP = re.compile(r"[.!?;]+[\"')\]*_]*(?= )")
_SHORT = re.compile(r"(?:^|[\s(])(e\.g|i\.e|vs|etc|approx|ca|no|st|mr|ms|mrs|dr|inc|ltd|a\.m|p\.m|u\.s|[a-z])$")
_INKED = re.compile(r"[^\n]")
_BURIED = re.compile(r"(?<=[A-Za-z])[\u200b-\u200f\u2060-\u2064\ufeff\u180e]+(?=[A-Za-z])")
"""Marks hidden in a word; a soft hyphen is none, editors put it wherever a word may be parted."""
_TURNED = re.compile(r"[\u202b\u202d\u202e\u2067]|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+")
"""Marks that turn the direction of English words, and letters that only a machine reads, but for those of flags."""
TURNED_WEIGHT = 5
"""No slip of the keyboard makes such a mark; one is as bad as this many letters."""
_UNSEEN = re.compile(
    r"(?<!~)~~(?=[^~\s])[^~\n]{1,800}~~(?!~)|<(del|s|strike)>[^<]{1,2000}</\1>"
    r"|<(\w{1,12}) [^<>]{0,100}(?:display: ?none|visibility: ?hidden|font-size: ?0|(?<![:-])(?<!: )\bhidden\b"
    r"(?![;\w-]))[^<>]{0,60}>"
    r"|<(script|style|template)\b[^<>]{0,200}>"
    r"|<\w{1,12} (?:[^<>]{0,200} )?(?:alt|title|content) ?= ?(?:\"[^\"]{0,2000}\"|'[^']{0,2000}')[^<>]{0,200}>"
    r"|!\[[^\]\n]{1,2000}\]\([^()\n]{0,2000}\)|^ {0,3}\[[^\]\n]{1,40}\]: ?(?:#|<>)[^\n]{0,4000}",
    re.IGNORECASE | re.MULTILINE,
)
"""What is struck out, said to machines only, or in a comment or a picture, and the beginning of what a page hides."""
_UNSEEN_CUES = "~~", "<", "![", "]: #", "]:#"
_SWAPPED = re.compile(rf"(?<=[A-Za-z]){_LOOKALIKE.pattern}|{_LOOKALIKE.pattern}(?=[A-Za-z])")
_QUOTED = re.compile(r"[\"'](?:(?<=\")[^\"\n]{3,300}\"|(?<=')(?<![\w']')[^'\n]{6,120}'(?![\w]))")


class Source:
    """One text, cleaned once; every rule runs over `plain`, every span is reported in the original."""

    __slots__ = (
        "_bounds",
        "_cuts",
        "_heads",
        "_openings",
        "_places",
        "_shifts",
        "disguised",
        "original",
        "plain",
        "quoted",
        "shown",
    )

    def __init__(self, text: str, openings: Openings | None = None) -> None:
        """Clean a text.

        Args:
            text: The text as written.
            openings: What knows where expressions can begin; without it they run over the whole text.
        """
        self.original = text
        self.disguised = disguises(text) > 0
        text = without_hidden(text)
        shown, self._cuts, self._shifts = _without_invisible(text)
        shown = SENTENCE_END + shown
        self.shown = shown = _straight(shown)
        plain = _lower(shown)
        if self.disguised:
            plain = plain.translate(_LOOKALIKES)
        self.plain = _sentence_marks(_masked(plain), shown)
        self._bounds = [match.start() for match in _MARK.finditer(self.plain)]
        self._heads: list[frozenset[str]] | None = None
        self._openings = openings
        self._places: dict[str, Places] | None = None
        self.quoted = tuple(match.span() for match in _QUOTED.finditer(self.plain))

    def places(self, expression: str) -> Places | None:
        """Return where and how an expression is worth trying; `None`: it has to be sought everywhere."""
        if self._openings is None or not self._openings.knows(expression):
            return None
        if self._places is None:
            self._places = self._openings.places(self.plain, self._said())
        return self._places.get(expression, _NOWHERE)

    def sentence(self, position: int) -> tuple[int, int]:
        """Return the span in `plain` of the sentence around a position."""
        after = bisect_right(self._bounds, position - 1)
        start = self._bounds[after - 1] + 1 if after else 0
        end = self._bounds[after] if after < len(self._bounds) else len(self.plain)
        return start, end

    def sentences(self) -> list[tuple[int, int]]:
        """Return the spans in `plain` of all sentences with a word in them."""
        edges = [-1, *self._bounds, len(self.plain)]
        spans = [(edges[i] + 1, edges[i + 1]) for i in range(len(edges) - 1)]
        return [(start, end) for start, end in spans if end - start > 1]

    def sentences_with(self, cues: frozenset[str]) -> list[tuple[int, int]]:
        """Return the spans in `plain` of the sentences that hold a word with one of some heads; see `cues`."""
        numbers = [number for number, said in enumerate(self._said()) if not cues.isdisjoint(said)]
        edges = [-1, *self._bounds, len(self.plain)]
        return [(edges[number] + 1, edges[number + 1]) for number in numbers]

    def _said(self) -> list[frozenset[str]]:
        """Return the heads of the words of each sentence."""
        if self._heads is None:
            self._heads = heads_by_sentence(self.plain)
        return self._heads

    def origin(self, position: int) -> int:
        """Return where a position of `plain` lies in the original text."""
        position = max(0, position - 1)
        index = bisect_right(self._cuts, position) - 1
        return min(position + self._shifts[index], len(self.original)) if index >= 0 else position

    def span(self, start: int, end: int) -> tuple[int, int, str]:
        """Return start, end and words of a span of `plain` in the original text."""
        first = self.origin(start)
        last = self.origin(end - 1) + 1 if end > start else first
        return first, last, self.original[first:last]

    def is_quoted(self, start: int, end: int) -> bool:
        """Return whether a span of `plain` lies within quotation marks."""
        return any(first <= start and end <= last for first, last in self.quoted)


def _straight(text: str) -> str:
    """Replace typographic characters one for one; compatibility forms (full width, bold) become plain letters."""
    text = text.translate(_PLAIN)
    if text.isascii():
        return text

    def fold(match: re.Match[str]) -> str:
        char = match.group()
        plain = unicodedata.normalize("NFKC", char)
        return plain if len(plain) == 1 else char

    return _ODD.sub(fold, text)


def _lower(text: str) -> str:
    """Lower the case without changing the length."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _without_invisible(text: str) -> tuple[str, list[int], list[int]]:
    """Drop invisible characters and surplus blanks; return the rest, with the cuts that lead back."""
    wide = text.replace("\t", " ").replace("\r", " ").replace("\xa0", " ")
    surplus = _SPACES.finditer(wide) if any(cue in wide for cue in _SPACES_CUE) else ()
    drops = [(m.start() + (0 if _line_edge(wide, m) else 1), m.end()) for m in surplus]
    if not text.isascii():
        drops += [match.span() for match in _HIDDEN.finditer(text)]
        drops.sort()
    if any(label in text for label in _LABEL_ENDS):
        drops = sorted(drops + [match.span() for match in _GLUED.finditer(text)])
    parts, cuts, shifts, at, removed = [], [0], [0], 0, 0
    for start, end in drops:
        if start < at:
            continue
        parts.append(wide[at:start] + ("\n" if end == start else ""))
        removed += end - start or -1
        at = end
        cuts.append(end - removed)
        shifts.append(removed)
    parts.append(wide[at:])
    return "".join(parts), cuts, shifts


def _line_edge(text: str, match: re.Match[str]) -> bool:
    """Return whether blanks stand at the start or the end of a line, where all of them go."""
    before = match.start() == 0 or text[match.start() - 1] == "\n"
    return before or (match.end() < len(text) and text[match.end()] == "\n")


def without_comments(text: str) -> str:
    """Return a text with blanks in place of its closed HTML comments, which no reader sees."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts += [text[at:start], _INKED.sub(" ", text[start : end + 3])]
        at = end + 3
    return "".join([*parts, text[at:]]) if parts else text


def with_plain_lines(text: str) -> str:
    """Return a text of the same length with one kind of line end and no marks of a quoted mail.

    Line ends of other systems and of Unicode mean what a line feed means. A text that stands in a quotation as a
    whole, as in an answered mail, is read as if it did not.
    """
    text = text.replace("\r\n", " \n").translate(_LINE_ENDS)
    lines = text.split("\n") if ">" in text else []
    if lines and all(_MAIL_MARK.match(line) for line in lines if line.strip()):
        text = "\n".join(_MAIL_MARK.sub(lambda match: " " * len(match.group()), line) for line in lines)
    return text


def with_plain_blanks(text: str) -> str:
    """Return a text of the same length with one kind of blank within lines."""
    return text if text.isascii() else _WIDE_BLANK.sub(" ", text)


def without_hidden(text: str) -> str:
    """Return a text with blanks in place of comments, of what is struck out and of what a page would not show."""
    text = without_comments(text)
    if not any(cue in text for cue in _UNSEEN_CUES):
        return text
    parts, at = [], 0
    while (match := _UNSEEN.search(text, at)) is not None:
        end = match.end()
        if tag := match[2] or match[3]:
            closing = text.find(f"</{tag}>", end)
            end = closing if closing >= 0 else len(text)
        parts += [text[at : match.start()], _INKED.sub(" ", text[match.start() : end])]
        at = end
    return "".join([*parts, text[at:]]) if parts else text


def disguises(text: str) -> int:
    """Return how often look-alike letters, hidden marks in words or turned directions stand in a text."""
    if text.isascii():
        return 0
    return len(_BURIED.findall(text)) + len(_SWAPPED.findall(text)) + TURNED_WEIGHT * len(_TURNED.findall(text))


def _masked(plain: str) -> str:
    """Put a neutral character in place of addresses, so that no rule reads words out of a link."""
    return (
        _URL.sub(lambda match: "¤" * len(match.group()), plain)
        if "://" in plain or "@" in plain or "www." in plain
        else plain
    )


def _sentence_marks(plain: str, shown: str) -> str:
    """Put the sentence mark in place of blanks after full stops, and join lines that were only wrapped."""
    marked = list(plain)
    _join_lines(marked, shown)
    stops = list(_STOP.finditer(plain))
    following = [shown[match.end() + 1 : match.end() + 2] for match in stops]
    in_small = sum(map(str.islower, following)) > sum(map(str.isupper, following))
    for match, first in zip(stops, following, strict=True):
        stop = match.end()
        if match.group() == "." and ((first.islower() and not in_small) or _is_short(plain, match.start(), first)):
            continue
        marked[stop] = SENTENCE_END
    return _long_cut("".join(marked))


def _is_short(plain: str, stop: int, following: str) -> bool:
    """Return whether a full stop ends a shortened word; `no.` is one before a number only."""
    short = _SHORT.search(plain[max(0, stop - 8) : stop])
    return short is not None and (short[1] != "no" or following.isdigit())


def _long_cut(plain: str) -> str:
    """Cut what no reader would call a sentence, so that looking around in one stays cheap."""
    if max(map(len, plain.split(SENTENCE_END))) < ENDLESS_CHARS:
        return plain
    return _ENDLESS.sub(lambda match: match.group()[:-1] + SENTENCE_END, plain)


def _join_lines(marked: list[str], shown: str) -> None:
    """Turn the line ends inside a wrapped paragraph into blanks, in place."""
    start, stop, filled = 0, 0, False
    while (end := shown.find("\n", start)) >= 0:
        line, after = shown[start:end], shown[end + 1 : end + 34]
        if start > stop:
            stop = shown.find("\n\n", start) % (len(shown) + 1)
            filled = _is_filled(shown[start:stop].strip("\n").split("\n"))
        wrapped = len(line) >= 48 or (after[:1].islower() and len(line) >= 20) or _OPEN_END.search(line)
        if (
            (wrapped or filled)
            and after
            and after[0] != "\n"
            and not line.endswith((".", "!", "?", ":", "|"))
            and not _ITEM.match(after)
        ):
            marked[end] = " "
        start = end + 1


def _is_filled(lines: list[str]) -> bool:
    """Return whether the lines of a paragraph are as full as its words allow, so that they were wrapped.

    None has room for the first word of the next one, and some line begins in the middle of a sentence; the lines of a
    list do not.
    """
    width = max(map(len, lines))
    if len(lines) < LEAST_LINES or not LEAST_WIDTH <= width < WIDTH or any(map(_ITEM.match, lines)):
        return False
    pairs = list(pairwise(lines))
    is_full = all(len(line) + len(after.split(" ", 1)[0]) >= width for line, after in pairs)
    return is_full and any(not after[:1].isupper() or _OPEN_END.search(line) for line, after in pairs)
