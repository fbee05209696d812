"""A post-mortem as blocks: headings in any style, paragraphs, list items, table rows, with sections and offsets."""

from __future__ import annotations

import re

import msgspec

from simulator.reading.columns import asks_of_action, lists_actions
from simulator.reading.counted import TITLE_WORDS, Counts, uncounted
from simulator.reading.dialect import in_one_form
from simulator.reading.fields import columns_of, holds_fields
from simulator.reading.headed import labelled, run_in
from simulator.reading.headings import Headings
from simulator.reading.layout import laid_out
from simulator.reading.source import without_hidden

HEADING_CHARS = 90
"""A longer line is no heading."""
LOST_WORDS = 3
"""A heading of so many words is known as such also without a blank line around it."""
LABELLED = 2
"""A row of so many cells may be a label and what is said of it: `Root cause | …`."""
_FENCE = re.compile(r" {0,3}(?:`{3,}+(?!.*`)|~~~)")
_CODE_LINE = re.compile(r" {0,3}```[^`\n]+```\s*$")
"""Code fenced on one line, which opens no block."""
_ATX = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_JIRA = re.compile(r"h([1-6])\. +(\S.*)$")
"""A heading of a tracker's own markup: `h2. Impact`."""
_WIKI = re.compile(r"\s*(={2,5})\s*([^=].*?)\s*\1\s*$")
_HTML = re.compile(r"(?i)\s*<h([1-6])(?: [^>]{0,80})?>\s*(.*?)\s*</h\1>\s*$")
_BOLD = re.compile(r"\s*(?:[-*+•]\s+)?(?:\*\*|__|<b>|<strong>)(.+?)(?:\*\*|__|</b>|</strong>)\s*:?\s*$")
_ITEM = re.compile(
    r"(\s*)(?:[-*+•·▪◦‣⁃■►➤✅→]|[-=]>|\d{1,3}[.)]|[a-z][.)]|\((?:[a-z]|\d{1,2})\)|#\.|\[[ x]\])"
    r"\s+(?:\[[ xX]\]\s+)?(.*)$"
)
_CLAUSE = re.compile(r"\d{1,2}\.\d{1,2} (?:[A-Z]|[0-2]?\d[:h][0-5]\d)")
"""A numbered paragraph, which begins anew without a blank line: `2.1 On 1 July ...`."""
_TICKETED = re.compile(r"(\s*)(?=(?!UTC|GMT|SEV|RFC|CVE)[A-Z]{2,9}-\d{1,6}:? +[A-Za-z])(.*)$")
"""Lines in a row that open with a ticket are items: `OPS-12 cap the journal`."""
_STAMPED = re.compile(
    r"(?i)(?:at |on |around |by |approx\.? ?|~)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]? )?(?:d[+-]?\d{1,2} ~?)?"
    r"(?:(?:20\d\d-\d\d-\d\d|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4}|\.)|\d\d-\d\d(?= )"
    r"|\w{3,9} \d{1,2}(?:st|nd|rd|th)?,?(?: \d{4})?,?"
    r"|\d{1,2} \w{3,9}(?: \d{4})?,?)[ T@-]{1,3})?[([]?(?:(?:[01]?\d|2[0-4])[:h][0-5]\d"
    r"|[0-2]\d\.?[0-5]\d ?(?:utc|gmt|z)\b)"
)
"""How a line begins that is an event of a timeline, also where no blank line or bullet sets it apart."""
_DATED = re.compile(r"\s*\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: 20\d\d)?(?: {2,}|: )\S")
"""A line that tells of a day: `27 February  The vendor replaces a controller.`, `9 November: first contact`"""
_TOLD = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d ?[Zz]? {1,4}(?:[-–] )?[A-Za-z][a-z'-]* [\w'-]+")
"""A line of a fenced block that tells an event in words, `04:48Z  user in the forum: ...`; a log's has seconds."""
_SETEXT = re.compile(r"\s*(?:=+|-+)\s*$")
_SHEET_HEAD = re.compile(r"#?[A-Za-z /()#_-]{0,30}(?:\t[A-Za-z /()#_-]{1,30}){2,}")
"""The head of a table whose cells tabs part: short names without figures."""
_BULLET = re.compile(r"^[-*+•] +")
_RULE_ROW = re.compile(r"\s*\|?[\s:|+-]*-[\s:|+-]*\|?\s*$")
_CAPITALS = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})?[.)]? +)?([A-Z][A-Z &/',-]{3,50})(?: ?\([^)]{0,60}\))?\s*:?\s*$")
"""A heading in capitals, numbered or not: `3. CHRONOLOGY (UTC)`."""
_NUMBERED = re.compile(
    r"(?:\(?\d{1,2}(?:\.\d{1,2})?[.)]?|[A-H][.)]) +([A-Z][\w '&/-]{3,50}\??)(?: ?\([^)]{0,40}\))?\.?$"
)
_LETTER = re.compile(r"^[A-H][.)] +")
_TASK, _TELLS = re.compile(r"[^\s;|][^;|]*"), re.compile(r"\||[A-Z]|[0-2]\d[.:h][0-5]\d\b")
"""One of several tasks in a cell; and how the text or the timeline below a heading begins."""
_WIKI_RULE = re.compile(r"\s*(?:\{\||\|\}|\|-|\|\+)")
"""Lines of a wiki table that hold no cells."""
_WIKI_HEAD = re.compile(r"\s*!(?!\[)[^!].*")
_STARRED = re.compile(r"\s*\*([^*\s][^*]{1,44})\*\s*:?\s*$")
"""A line in the bold of a chat, `*How bad*`; a heading when it names a section."""
_STAYS = {"actions": ("meta", "detection", "response", "factors"), "impact": ("response",)}
"""Labels that open no section of their own within some sections: a duration under `Impact` is part of the harm."""
_LISTS, LEAST_BARS = ("actions", "timeline"), 3
"""Sections whose tables may do without a head, and so many bars that make a row of one line alone."""
_KINDS_OF_ACTION = ("meta", "detection", "response")
"""Headings below that of the actions which sort them."""


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a document."""

    kind: str
    """`heading`, `para`, `item`, `row`, `code` or `quote`."""
    text: str
    start: int
    end: int
    section: str = ""
    heading: str = ""
    """The words of the heading that the block stands under."""
    depth: int = 0
    cells: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    """The header of the table, in lower case, for a row."""


def _is_stamped(line: str) -> bool:
    """Return whether a line is an event of a timeline, also a quoted or a bold one."""
    return _STAMPED.match(line.lstrip("*_`>~ ")) is not None or _DATED.match(line) is not None


class _Parser:
    """Walks over lines once and collects blocks."""

    def __init__(self, text: str, headings: Headings) -> None:
        self.text = laid_out(in_one_form(without_hidden(text)))
        self.headings = headings
        self.counts = Counts()
        self.blocks: list[Block] = []
        self.section = ""
        self.heading = ""
        self.depth = 0
        self.label_indent = -1
        self._around = ("", "", 0)
        self.lines: list[tuple[int, int]] = []
        self.columns: tuple[str, ...] = ()
        self._open_kind = "para"
        self._in_wiki_table = False
        self._praises = "went well" in self.text.lower()

    def run(self) -> tuple[Block, ...]:
        """Return the blocks of the document."""
        fenced, at, fence = False, 0, self.text[:3] if self.text.startswith(("---\n", "+++\n")) else ""
        raw = self.text.split("\n")
        for number, line in enumerate(raw):
            start, at = at, at + len(line) + 1
            if fence:  # what a site generator is told, in YAML or TOML
                fence = fence if number == 0 or line.strip() != fence else ""
                continue
            if _FENCE.match(line):
                self._flush()
                fenced = not fenced
            elif fenced:
                told = self.section == "timeline" and _STAMPED.match(line.strip()) is not None
                told = told or (self.section in ("", "summary") and _TOLD.match(line) is not None)
                self._add("item" if told else "code", line, start)
            elif _CODE_LINE.match(line):
                self._flush()
                self._add("code", line, start)
            else:
                self._line(line, start, raw[number + 1] if number + 1 < len(raw) else "")
        self._flush()
        return tuple(self.blocks)

    def _line(self, line: str, start: int, following: str) -> None:
        """Sort one line."""
        stripped = line.strip()
        if not stripped:
            self._flush()
        elif _WIKI_RULE.match(line) or (_WIKI_HEAD.match(line) and ("!!" in line or self._in_wiki_table)):
            self._flush()
            self._wiki(line)
        elif stripped.startswith("|") or self._is_bare_row(stripped, following):
            self._flush()
            if _RULE_ROW.match(following) and not self._in_wiki_table:  # another table begins
                self.columns = ()
            self._row(line, start, heads=_RULE_ROW.match(following) is not None)
        elif _SETEXT.match(line) and self.lines and len(stripped) >= 3:
            first, last = self.lines.pop()
            self._flush()
            self._head(self.text[first:last], first, 2)
        elif match := _ATX.match(line) or _WIKI.match(line) or _HTML.match(line):
            self._flush()
            self._head(match.group(2), start, len(match.group(1)))
        elif match := _JIRA.match(line):
            self._flush()
            self._head(match.group(2), start, int(match.group(1)))
        elif stripped.startswith(">"):
            self._flush()
            told = self.section == "timeline" and _is_stamped(stripped)
            self._add("item" if told else "quote", line, start)
        else:
            self._text(line, stripped, start, following)

    def _is_bare_row(self, stripped: str, following: str) -> bool:
        """Return whether a line that opens with no bar is a row of a table: one goes on, or begins with this line."""
        tabs = stripped.count("\t")
        if tabs >= 2 and "|" not in stripped:  # pasted from a sheet
            return bool(self.columns) or (following.count("\t") == tabs and _SHEET_HEAD.fullmatch(stripped) is not None)
        bars = stripped.count("|")
        if bars >= LEAST_BARS and self.section == "actions" and not _ITEM.match(stripped):
            return True
        return bars >= 2 and bool(self.columns or _RULE_ROW.match(following) or following.count("|") == bars)

    def _wiki(self, line: str) -> None:
        """Take the lines of a wiki table that are no row of it: its borders, its rules and its head."""
        mark = line.strip()[:2]
        if mark in ("{|", "|}"):
            self._in_wiki_table, self.columns = mark == "{|", ()
        elif mark[0] == "!":
            cells = re.split(r"!!|\n!", line.strip().lstrip("!"))
            self.columns = (*self.columns, *(cell.rpartition("|")[2].strip().strip("'").lower() for cell in cells))
            if self.section != "timeline" and lists_actions(self.columns):
                self.section = "actions"

    def _text(self, line: str, stripped: str, start: int, following: str) -> None:
        """Sort a line that is a bold heading, a label, an item, or running text."""
        self.columns = ()
        is_named = self._is_numbered_heading(stripped, not following.strip())
        is_named = is_named or self._leads_a_list(line, stripped, following)
        if is_named or self._goes_on_counting(stripped, following):
            self._flush()
            self._head(_LETTER.sub("", stripped), start, 4 if is_named else 3)
            return
        above = self.text[slice(*self.lines[-1])] if self.lines and self.section == "actions" else ""
        if _CLAUSE.match(stripped) or (holds_fields(above) and holds_fields(stripped)):  # a line of fields each
            self._flush()
        item = _ITEM.match(line) or self._ticketed(line, following)
        bold = _BOLD.match(line) or _STARRED.match(line)
        bold = bold if len(stripped) <= HEADING_CHARS and not self.lines else None
        is_open = item is None and bold is not None and bold.re is _BOLD
        if bold and (is_open or self.headings.section(bold.group(1))):
            self._head(bold.group(1), start, 5, indent=len(line) - len(line.lstrip()) if item else -1)
            return
        body = item.group(2) if item else uncounted(stripped)
        is_item = item is not None and not self.counts.follows(stripped)
        opens = not (self.lines or item) or bool(item and stripped[0].isdigit())
        opening = run_in(body) if opens else None
        label = labelled(body) or opening
        if label and self._label(label, line, start, is_item and label is not opening):
            return
        if item:
            self._flush()
            self._leave_label(len(item.group(1)))
            self.lines = [(start, start + len(line))]
            self._flush(kind="item", keep=True)
        elif len(stripped) <= HEADING_CHARS and self._stands_apart(stripped, following):
            self._flush()
            self._head(stripped, start, 3)
        else:
            if self.lines and _is_stamped(stripped) and self._ends_sentence():
                self._flush()
            self.lines.append((start, start + len(line)))

    def _ticketed(self, line: str, following: str) -> re.Match[str] | None:
        """Return a line that opens with a ticket as an item, if one before or behind it does so too."""
        before = self.text[slice(*self.lines[-1])] if self.lines else ""
        return _TICKETED.match(line) if _TICKETED.match(following) or _TICKETED.match(before) else None

    def _is_numbered_heading(self, stripped: str, apart: bool) -> bool:
        """Return whether a line names a section in capitals, or with a number and a blank line after it."""
        if (capitals := _CAPITALS.match(stripped)) and (
            self.headings.section(capitals.group(1)) or (stripped[0].isdigit() and not self.lines)
        ):
            return True
        numbered = _NUMBERED.match(stripped) if apart and not self.lines else None
        in_list = bool(self.blocks) and self.blocks[-1].kind == "item"
        return numbered is not None and not in_list and self.headings.section(numbered.group(1)) not in ("", "meta")

    def _goes_on_counting(self, stripped: str, following: str) -> bool:
        """Return whether a line is the next one of the headings that the document counts, whatever its words say."""
        above = self.blocks[-1].text if self.blocks and self.blocks[-1].kind == "item" else ""
        above = self.text[slice(*self.lines[0])] if self.lines else above
        is_named = self.headings.section(stripped) not in ("", "meta")
        return self.counts.goes_on(stripped, above, following, is_named=is_named)

    def _leads_a_list(self, line: str, stripped: str, following: str) -> bool:
        """Return whether a numbered line names a section, and what stands below it is its content: an outline."""
        below, numbered = _ITEM.match(following), _NUMBERED.match(stripped)
        deeper = len(following) - len(following.lstrip()) > len(line) - len(line.lstrip())
        told = not below and _TELLS.match(following) and len(stripped.split()) <= TITLE_WORDS
        listed = below and (deeper or not following.lstrip()[0].isdigit())
        return bool(numbered and (told or listed) and self.headings.section(numbered.group(1)))

    def _ends_sentence(self) -> bool:
        """Return whether the line before may stand alone: it ends like a sentence or is a stamped event itself."""
        before = self.text[slice(*self.lines[-1])].strip()
        return before.endswith((".", "!", "?", ":", ";", ")")) or _is_stamped(before)

    def _stands_apart(self, stripped: str, following: str) -> bool:
        """Return whether a line is a heading: alone, or between two sentences where blank lines were lost."""
        lost = self.lines and len(stripped.split()) <= LOST_WORDS and following[:1].isupper() and self._ends_sentence()
        return bool(not self.lines or lost) and self.headings.is_bare(stripped)

    def _label(self, label: re.Match[str], line: str, start: int, is_item: bool) -> bool:
        """Take `Impact: …` as a heading with its text on the same line; return whether it was one."""
        section = self.headings.section(label.group(1))
        rest = (label.group(2) or "").strip("* ")
        if not section or (section == "meta" and not rest) or (is_item and self.section == "timeline" and rest):
            return False
        asked = self.section == "actions" and (is_item if section == "customer" else asks_of_action(label.group(1)))
        if rest and (asked or section in _STAYS.get(self.section, ())):
            return False
        if self.section == "customer" and rest:
            return False
        self._flush()
        indent = len(line) - len(line.lstrip()) if is_item else -1
        if section == "meta":
            self._add("meta", line, start)
            return True
        if is_item and self.label_indent < 0:
            self._around = (self.section, self.heading, self.depth)
        self._head(label.group(1), start, 6, indent=indent)
        if rest:
            offset = start + line.rindex(rest)
            self._add("item" if is_item else "para", rest, offset)
        return True

    def _head(self, words: str, start: int, depth: int, indent: int = -1) -> None:
        """Open a section; a heading that names none keeps the section when it is deeper."""
        words = words.strip()
        section = self.headings.section(words, title=not self.blocks)
        if not self.blocks and depth == 1 and words.lower().startswith(("why ", "how ", "what ")):
            section = ""  # the title of an article, and no part of it
        if self.section == "actions" and depth > self.depth and section in _KINDS_OF_ACTION:
            section = ""  # `Action items`, and under it `Detection` or `Immediate actions (0-7 days)`
        if words.lower().endswith("what broke?") and not any(block.section for block in self.blocks):
            section = "summary"  # the first question tells what happened
        if section == "lessons" and not self._praises and words.lower().startswith("what went wrong"):
            section = "factors"  # nothing is said to have gone well: it tells the cause and draws no balance
        if section or depth <= self.depth or not self.section:
            self.section, self.depth = section, depth
        self.heading, self.label_indent, self.columns = words, indent, ()
        self.counts.note(self.text[start : start + HEADING_CHARS].partition("\n")[0])
        self.blocks.append(
            Block(kind="heading", text=words, start=start, end=start + len(words), section=section, depth=depth)
        )

    def _leave_label(self, indent: int) -> None:
        """Close a section that a list item had opened when a later item stands on its level again."""
        if self.label_indent >= 0 and indent <= self.label_indent and self.blocks and self.blocks[-1].kind != "heading":
            self.section, self.heading, self.depth = self._around
            self.label_indent = -1

    def _row(self, line: str, start: int, *, heads: bool) -> None:
        """Add a table row, or take it as the header, which it is where it `heads` a rule or holds no record."""
        if _RULE_ROW.match(line):
            return
        mark = "||" if self._in_wiki_table or line.count("||") > 2 else "|"  # `|| Action || Owner ||` heads a wiki's
        mark = mark if "|" in line else "\t"
        cells = tuple(cell.strip().strip("*") for cell in _BULLET.sub("", line.strip()).strip("|").split(mark))
        self.columns = self.columns or (columns_of(cells) if not heads and self.section in _LISTS else ())
        if not self.columns:
            if not any(cells[1:]) and self.headings.section(cells[0]) not in ("", "meta"):
                self._head(cells[0], start, 5)  # `| What we learnt | |` is the heading of its table
            self.columns = tuple(cell.lower() for cell in cells)
            if self.section != "timeline" and lists_actions(self.columns):
                self.section = "actions"
            return
        if not any(cells):
            return
        indent = len(line) - len(line.lstrip())
        section, heading = self.section, self.heading
        if (
            len(cells) == LABELLED
            and section not in ("timeline", "actions")
            and (named := self.headings.section(cells[0]))
            and named not in _STAYS.get(section, ())
        ):
            section, heading = named, cells[0]
        if section == "actions" and heading == cells[0]:
            self._tasks(cells, line, start)
            return
        self.blocks.append(
            Block(
                kind="row", text=" ".join(cell for cell in cells if cell), start=start + indent, end=start + len(line),
                section=section, heading=heading, cells=cells, columns=self.columns,
            )
        )  # fmt: skip

    def _tasks(self, cells: tuple[str, ...], line: str, start: int) -> None:
        """Add what a row lists behind a label, `To be done | a test (Ana, Friday); a limit (the vendor)`, as items."""
        around = self.section, self.heading
        self.section, self.heading = "actions", cells[0]
        for part in _TASK.finditer(line, line.index(cells[1])):
            self._add("item", part[0], start + part.start())
        self.section, self.heading = around

    def _flush(self, kind: str = "para", *, keep: bool = False) -> None:
        """Make a block of the lines collected so far; an item stays open for its wrapped lines."""
        if not self.lines:
            return
        if keep:
            self._open_kind = kind
            return
        first, last = self.lines[0][0], self.lines[-1][1]
        kind = self._open_kind
        self._open_kind = "para"
        self._add(kind, self.text[first:last], first)
        self.lines = []

    def _add(self, kind: str, text: str, start: int) -> None:
        """Add a block with the section that is open."""
        if text.strip():
            end, section, heading = start + len(text), self.section, self.heading
            one = Block(kind=kind, text=text, start=start, end=end, section=section, heading=heading)
            self.blocks.append(one)


def parse(text: str, headings: Headings) -> tuple[Block, ...]:
    """Return the blocks of a document, in order.

    Args:
        text: Markdown, wiki text or plain text.
        headings: The section names of a lexicon.
    """
    return _Parser(text, headings).run()
