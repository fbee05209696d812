"""The follow-up actions of a post-mortem, with owner, date, tracker, done-test, type, strength and priority."""

from __future__ import annotations

import re

import msgspec

from simulator.reading.columns import cells_by_meaning
from simulator.reading.document import Block
from simulator.reading.due import due_of, due_of_heading, first_of
from simulator.reading.fields import done_test_between, owner_between, tracker_between
from simulator.reading.filed import FILED, TRACKER, VERBS
from simulator.reading.filled import is_content
from simulator.reading.lexicon import CompiledRule, Lexicon, compile_rules
from simulator.reading.owner import GENERIC, HANDLE, NONE, OWNER_LABEL, doer_of, owner_of, owner_of_heading
from simulator.reading.result import ActionRow
from simulator.reading.rules import first_hit
from simulator.reading.source import Source

_KINDS = ("detect", "mitigate", "process")
_PRIORITY = re.compile(
    r"(?<![\w-])(?:[Pp][0-4]|(?:high|medium|low|critical|urgent)(?:est)? priority"
    r"|priority:? ?(?:high|medium|low|critical|urgent|\d|p\d))(?!\w)",
    re.IGNORECASE,
)
_CLOSING_LINE = re.compile(
    r"(?i)^\W*(?:(?:this |the )?(?:post-?mortem|report|document|review|rca|incident review)\b.{0,20}\b)?"
    r"(?:conducted|prepared|documented|written|authored|compiled|facilitated|approved|reviewed|signed off|participants?"
    r"|authors?|attendees|last updated)(?: by| on)?\W*:"
    r"|^\W*(?:yours (?:faithfully|sincerely|truly)|sincerely yours"
    r"|(?:with )?(?:(?:kind|best|warm) )?(?:regards|wishes))\b"
    r"|^\W*(?:meeting )?(?:closed|ended|adjourned|end(?: of (?:the )?meeting)?)(?: at)?:? ?\d{1,2}[:.]\d\d\W*$"
)
"""Who wrote the document, at its end: nothing to be done."""
_PROPOSED = re.compile(
    r"(?i)^\W*(?:suggested|proposed|planned|recommended|suggestion|proposal|to-?do|follow-?up)\W*: *"
)
_TO_BE_DONE = re.compile(r"\b(?:will|shall|must|is to|are to)\b")
_ARROWED = re.compile(r"\s*(?:[-=]>|→) ")
"""A line of notes that says what follows: `-> promote rights for all (Ana / 10 May)`."""
_OPEN_BOX = re.compile(r"^\W*\[ \]")
_BOLD_LEAD = re.compile(r"^\W*(?:\d+[.)] *)?(?:\*\*|__)([^*_:]{2,60})(?::(?:\*\*|__)|(?:\*\*|__) ?:)")
_ACTIONS_TOO = re.compile(r"(?i)(?:/|&|\band\b).*\b(?:recommendations?|prevention|actions?|next steps|follow-?ups?)\b")
"""What a heading of lessons also announces: `Lessons learned / prevention`."""
_ADDED = re.compile(
    r"(?is)^\W*(?:(owners?|assignees?|assigned to|responsible|who|by whom)"
    r"|(done when|validation|verification|success(?: criteria)?|proof|how (?:we|will|to|do we|it) [\w ]{2,30})"
    r"|(?:due(?: date)?|target(?: date)?|deadline|date|(?:by )?when|ticket|tracker|tracked(?: in| at)?"
    r"|where(?: tracked)?|priority|type|status))[*_]*[:=]\W*(.*?)\s*$"
)
"""What a sub-item adds to the action above: `Owner: platform guild`, which may be in small letters."""
_WHAT = re.compile(r"(?i)^\W*(?:what|action|task|to do)[*_]*:\W*|\n\s*(?:who|when|where)\b[^:\n]{0,20}:.*", re.DOTALL)
"""What goes round the words of an action that a form lists by its questions: `What: ...` and, below, `Who: ...`."""


class ActionTables(msgspec.Struct, frozen=True, kw_only=True):
    """The compiled rules that actions are classified with."""

    intent: tuple[CompiledRule, ...]
    notice: tuple[CompiledRule, ...]
    """How a short notice tells what changes, where it says nothing plainer."""
    strong: tuple[CompiledRule, ...]
    weak: tuple[CompiledRule, ...]
    kinds: tuple[tuple[str, tuple[CompiledRule, ...]], ...]
    done: tuple[CompiledRule, ...]


def action_tables(lexicon: Lexicon) -> ActionTables:
    """Compile the action rules of a lexicon."""
    return ActionTables(
        intent=compile_rules(lexicon, "action_intent"),
        notice=compile_rules(lexicon, "notice_intent"),
        strong=compile_rules(lexicon, "action_strong"),
        weak=compile_rules(lexicon, "action_weak"),
        kinds=tuple((kind, compile_rules(lexicon, f"action_{kind}")) for kind in _KINDS),
        done=compile_rules(lexicon, "done_test"),
    )


def actions(blocks: tuple[Block, ...], tables: ActionTables) -> tuple[ActionRow, ...]:
    """Return the follow-up actions of a document.

    Items, rows and paragraphs under an action heading count; elsewhere an item that begins with a verb of doing and
    carries a tracker, or a sentence of intent in running text.
    """
    found: list[ActionRow] = []
    tail, topics = _tail_start(blocks), _topical(blocks)
    for index, block in enumerate(blocks):
        if block.kind == "heading" and HANDLE.search(block.text) and _opens_actions(blocks, index):
            _append(found, block, tables)  # `#### @ana Bound the queue`
        if block.kind in ("heading", "code", "quote", "meta"):
            continue
        if block.section == "actions":
            if is_content(block.text) and not _CLOSING_LINE.match(block.text) and not _is_blank(block):
                _append(found, block, tables)
                if block.heading in topics and (lead := _BOLD_LEAD.match(block.text)) and found[-1].owner in lead[1]:
                    found[-1] = msgspec.structs.replace(found[-1], owner="")
        elif (
            block.kind == "item"
            and block.section in ("", "lessons", "response")
            and is_content(block.text)
            and _is_loose_action(block, index >= tail)
        ):
            _append(found, block, tables)
    return tuple(found)


def _topical(blocks: tuple[Block, ...]) -> frozenset[str]:
    """Return the headings under which actions begin with their topic in bold, and not with who does them."""
    leads = [(block.heading, _BOLD_LEAD.match(block.text)) for block in blocks if block.section == "actions"]
    return frozenset(heading for heading, lead in leads if lead and not owner_of(f"{lead[1]}: Look"))


def _opens_actions(blocks: tuple[Block, ...], index: int) -> bool:
    """Return whether what stands under a heading belongs to the actions."""
    return index + 1 < len(blocks) and blocks[index + 1].section == "actions"


def _tail_start(blocks: tuple[Block, ...]) -> int:
    """Return the index of the last run of list items of a document without headings."""
    if sum(1 for block in blocks if block.kind == "heading" and block.section) > 1:
        return len(blocks)
    index = len(blocks)
    while index > 0 and blocks[index - 1].kind == "item":
        index -= 1
    return index


def _is_loose_action(block: Block, in_tail: bool) -> bool:
    """Return whether a list item outside an action section is a follow-up."""
    proposed = _PROPOSED.match(block.text) is not None
    words = FILED.sub("", _PROPOSED.sub("", block.text.strip()))
    if OWNER_LABEL.search(words) and _TO_BE_DONE.search(words):
        return True
    if _ARROWED.match(block.text):
        return bool(owner_of(words) or due_of(words))
    if not VERBS.match(words):
        return False
    return (
        in_tail
        or proposed
        or _OPEN_BOX.match(block.text) is not None
        or _ACTIONS_TOO.search(block.heading) is not None
        or bool(TRACKER.search(words))
        or bool(OWNER_LABEL.search(words))
    )


def _append(found: list[ActionRow], block: Block, tables: ActionTables) -> None:
    """Add a row, or let a sub-item such as `Owner: Ana` complete the row above."""
    row = _row(block, tables)
    bare = _ADDED.match(block.text)
    if bare and found and not block.cells:
        last = found[-1]
        named = re.split(r"[,;()\n]| - ", bare[3])[0].strip() if bare[1] else ""
        test = row.done_test or (bare[3][:200] if bare[2] else "")
        named = "" if NONE.match(named) or GENERIC.match(named) else named
        found[-1] = msgspec.structs.replace(
            last, owner=last.owner or named or row.owner, due=last.due or row.due, tracker=last.tracker or row.tracker,
            done_test=last.done_test or test, priority=last.priority or row.priority, end=row.end,
        )  # fmt: skip
        return
    found.append(row)


def action_of(sentence: str, start: int, end: int, tables: ActionTables) -> ActionRow:
    """Read one action out of a sentence of running text."""
    source, due = Source(sentence), due_of(sentence)
    return ActionRow(
        text=" ".join(sentence.split())[:400],
        owner=owner_of(sentence) or (doer_of(sentence) if due else ""),
        due=due,
        tracker=first_of(TRACKER, sentence),
        done_test=_done_test(sentence, tables),
        type=_type(source, tables, ""),
        strength=_strength(source, tables),
        priority=first_of(_PRIORITY, sentence),
        start=start,
        end=end,
    )


def _row(block: Block, tables: ActionTables) -> ActionRow:
    """Read one action out of a block."""
    parts = cells_by_meaning(block.columns, block.cells) if block.cells else {}
    words = parts.get("text") or _WHAT.sub("", FILED.sub("", block.text.strip()))
    source = Source(words)
    return ActionRow(
        text=" ".join(words.split())[:400],
        owner=parts.get("owner", "") if block.cells else _owner(block),
        due=parts.get("due", "") or due_of(block.text if not block.cells else "") or due_of_heading(block.heading),
        tracker=parts.get("tracker", "") or first_of(TRACKER, block.text) or tracker_between(block.text),
        done_test=parts.get("done_test", "") or _done_test(block.text, tables) or done_test_between(block.text),
        type=_type(source, tables, parts.get("type", "")),
        strength=_strength(source, tables),
        priority=parts.get("priority", "") or first_of(_PRIORITY, block.text),
        start=block.start,
        end=block.end,
    )


def _owner(block: Block) -> str:
    """Return who does what a block outside a table says."""
    return owner_between(block.text) or owner_of(block.text) or owner_of_heading(block.heading)


def _is_blank(block: Block) -> bool:
    """Whether a row leaves its column of actions empty: a line of a form that nobody filled in."""
    return cells_by_meaning(block.columns, block.cells).get("text", "-") == ""


def _done_test(text: str, tables: ActionTables) -> str:
    """Return the words that say how one will know that it is done."""
    source = Source(text)
    hit = first_hit(source, tables.done)
    return source.span(hit.start, source.sentence(hit.start)[1])[2][:200] if hit else ""


def _type(source: Source, tables: ActionTables, said: str) -> str:
    """Return what an action is for; a type column decides, else its words, else `prevent`."""
    for kind in ("prevent", *_KINDS):
        if said.lower().startswith(kind[:5]):
            return kind
    for kind, rules in tables.kinds:
        if first_hit(source, rules) is not None:
            return kind
    return "prevent"


def _strength(source: Source, tables: ActionTables) -> str:
    """Return how far an action relies on people remembering."""
    if first_hit(source, tables.strong) is not None:
        return "strong"
    return "weak" if first_hit(source, tables.weak) is not None else "medium"


def has_intent(source: Source, rules: tuple[CompiledRule, ...]) -> bool:
    """Return whether running text says, by some rules, that something will be changed."""
    return first_hit(source, rules) is not None
