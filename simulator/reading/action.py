"""The follow-up actions of a post-mortem, with owner, date, tracker, done-test, type, strength and priority."""

from __future__ import annotations

import re

import msgspec

from simulator.reading.document import Block
from simulator.reading.due import due_of, due_of_heading, first_of
from simulator.reading.lexicon import CompiledRule, Lexicon, compile_rules
from simulator.reading.result import ActionRow
from simulator.reading.rules import first_hit
from simulator.reading.source import Source

_KINDS = ("detect", "mitigate", "process")
_COLUMNS = (
    (
        "owner",
        re.compile(r"owner|assign|responsib|accountab|in charge|^for$|who\b|dri|lead|person|team|^resp\.?$|^role$"),
    ),
    (
        "due",
        re.compile(
            r"due|date|deadline|when|target|eta|^(?:due |done |complete )?(?:by|until|till|bis)$|^term$|timeline|sla"
        ),
    ),
    ("tracker", re.compile(r"ticket|issue|tracker|jira|bug|link|ref|id\b|github|pr\b")),
    ("done_test", re.compile(r"done|verif|success|accept|measure|test|proof|evidence")),
    ("priority", re.compile(r"prio|severity|urgency|p\d")),
    ("type", re.compile(r"type|kind|categor|class")),
    ("strength", re.compile(r"strength")),
    ("text", re.compile(r"action|item|task|what|description|todo|follow|recommend|measure|step|name|title")),
)
_DATE_LIKE = re.compile(r"(?i)\d|week|month|quarter|sprint|release|day\b|asap|tbd|^-+$")
"""What stands in a column `By` that names a date, and nobody."""
_NONE = re.compile(r"(?i)^(?:-+|n/?a|none|tbd|tbc|unassigned|unknown|\?+|todo|nobody|no one|—|–|\[.*\]|<.*>|_+)?$")
_GENERIC = re.compile(
    r"(?i)^(?:we|us|engineers?|developers?|everyone|everybody|nobody|no one|all|the team|team|someone"
    r"|somebody|anyone|staff|people|users?|it|this|that|they|you|i|there|here|which|who|also"
    r"|and|then|next|what|each|customers?|engineering teams?|everything|nothing|these|those"
    r"|action|actions|he|she|done|todo|open|wip|closed|pending|resolved|optional|high|medium"
    r"|low|critical|ongoing|work|tests?|monitoring|alerts?|sometimes|often|always|usually|remember|try|need|plan|how"
    r"|able|real|short|long|near|mid|documented|easier|better|best|not|only|please|maybe|perhaps|later|once|finally|lastly|however|therefore|instead|due|thanks"
    r"|suggested|proposed|planned|recommended|according|prior|similar|hope|continue|ready|free|back|up|down|about|likely|unable|easy|hard"
    r"|(?:feed|machine|system|service|server|script|tool|build|job|page|form|report|list|process|snapshot)s?"
    r"|(?:long|short|near|mid|medium)(?:er)?[ -]term|an? .*"
    r"|(?:critical|high|medium|low|top|highest|lowest|urgent)[ -](?:priority|severity|effort|impact|urgency|risk))$"
)
_OWNER_LABEL = re.compile(
    r"(?i)(?:\*\*|__)?\b(?:(?:owner|owned by|assignee|assigned to)\b"
    r"|(?:responsible|accountable|in charge)(?=[\s*_]*(?:[:=(-]|is\b))|(?:dri|lead)(?=[\s*_]*[:=(]))(?:\*\*|__)?"
    r"\s*(?::|=|is|-)?(?:\*\*|__)?\s*[:(]?\s*@?([A-Z@][\w.'@-]*(?: (?:[A-Z][\w.'-]*|team|and|&))*)"
)
_HANDLE = re.compile(
    r"(?<![\w@/])@([A-Za-z][\w-]{1,38})(?![\w.]*\.[a-z]{2,4}\b)(?! (?:role|channel|group|list|alias|tag)\b)"
)
_PAREN = re.compile(r"\(([A-Z][\w.'-]+(?: (?:[A-Z][\w.'-]*|team|squad))?)(?:[,;)]| by| due| -)")
_CLOSES = re.compile(
    r"[.;] ([A-Z][\w'-]*(?: [A-Za-z][\w'-]+){0,2}), "
    r"(?=(?:by|with effect|within|before|until|end of|this|next) |\d{1,2} [A-Z]|Q[1-4])"
)
"""Who does it after the sentence, with the term behind: `Second supply. Works department, by end of Q3.`"""
_TOPIC_PAREN = re.compile(r"\([a-z][\w ]{1,20}: ([A-Z][a-z]+)\)\W*$")
"""Who does it behind the team: `Verify before a slot is touched (firmware: Ludmila)`."""
_INITIALS = re.compile(r"(?:[.;:!?]|^) +([A-Z]{2,3}) ?[-–:] ?(?:DONE|TODO|WIP|OPEN|PENDING)\W*$")
"""Who does it in initials before its state: `Review the coverage. RN - TODO`."""
_GOES_ON = re.compile(r" (?!by\b|due\b)\w")
"""What shows that capitals in brackets explain a word, `volume claims (PVC) were off`, and name no team at the end."""
_BRACKETED = re.compile(
    r"^\W{0,6}(?:\d{1,2}[.)] |[a-z]\) )?\W{0,4}\[([A-Z][\w .&'-]{1,30}?)(?:[;/,|] ?[^\]]{1,40})?\](?!\()"
    r"|\[([A-Z][\w .&'-]{1,30}?)(?:[;,|] ?[^\]]{1,40})?\]\W*$"
)
"""Who does it, in brackets at either end: `[SRE] Alert on it`, `Tie the number to the branch. [Vendor; 30 April]`."""
_OFFICE = re.compile(
    r"(?i)(?:^|[.:;] |- )(?:the )?((?:[\w'-]+ ){0,3}?(?:manager|director|officer|supervisor|coordinator|division"
    r"|department|desk|committee|board|treasury|squad|team|lead|crew|vendor|office))"
    r" (?:will|to|shall|is to|are to|must|has agreed to)\b"
)
"""An office that will do it: `The contract manager will agree on response times`."""
_ASSIGNED = re.compile(
    r": ((?!(?:going|due|able|how|what|prior|back|here|set)\b)[a-z][\w-]{2,15}) to"
    r" (?:schedule|decide|write|check|add|own|lead|agree|confirm|look|review|test|propose|file|ask|follow|raise)\b"
)
"""A handle in small letters after the topic: `Failover test: netops to schedule`."""
_ARROW = re.compile(r"(?:→|->|=>) ?([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)(?=[,;.]|$| by| due| -| asks| to )")
"""Who it goes to, behind an arrow: `Probe the freshness → Lin, sprint 21`."""
_SIGNED = re.compile(r"\[([a-z][\w.-]{1,15}(?: \w+)?)(?:[;,|] ?[^\]]{1,40})?\]\W*$")
"""A handle in brackets behind what is to be done: `Re-page after ten minutes [joris, with the storage guild]`."""
_TAGGED = re.compile(r"^\W{0,6}\[([a-z][\w.-]{1,15})\] +(?=\w)")
"""A handle in brackets at the head: `[ana] write to a file of its own first`."""
_TAIL = re.compile(
    r"(?: [-–—]+ |: |\| )([A-Z]\. [A-Z][a-z]+|[A-Z][a-z]+(?: [A-Z][a-z]+)?|[A-Z]{2,6}(?: team)?|[A-Z]\w+ (?:team"
    r"|squad))(?=[,;.]? *(?:$|[–—|(,;]|(?<= )-|by |due ))"
)
_SUBJECT = re.compile(
    r"^(?:the )?([A-Z][\w'-]+(?: (?:and|&) [A-Z][\w'-]+| [A-Z][\w'-]+| [Tt]eam)?)"
    r" (?:will(?! be (?:\w+ed|run|sent|put|built|kept|made|held|taken|done|split)\b)|to|is to"
    r"|are to|is going to|are going to|has agreed to|takes (?:on|over|care)|owns|leads|drives"
    r"|shall|plans? to|is looking|are looking|puts in place|writes|drafts|prepares|asks|talks to|speaks to|orders)\b"
)
_LEAD = re.compile(r"^\[?([A-Z][a-z]+(?: [A-Z][a-z]+)?|[A-Z]\w+ [Tt]eam)\]?(?:: | - (?=[A-Z]))")
_TOPIC = re.compile(
    r"(?i)(?:ing|tion|sion|ment|ity|ness|ance|ence|ure|ysis|ics|age|ble|ive|ology|ware|base|log|s)$"
    r"|^(?:prevent|detect|mitigate|process|short|long|fix|code|test|alert|patch|runbook|network|backup|deploy|review"
    r"|cache|config|infra|frontend|backend|server|client|api|dns|queue|buffer|memory|disk|build|release|rollout"
    r"|goal|problem|issue|solution|rationale|reason|scope|example|current|target|before|after|now|expected|actual|status|owner|who|note|summary|impact|cause|why|what|how|when|next|follow|phase|step|part)$"
)
"""How a word looks that heads an action by its topic, and is nobody's name."""
_TEAM = re.compile(r"(?i)\b(?:team|squad|group|crew)$")
_FILED = re.compile(
    r"(?i)^\s*(?:[-*+•] +|\d+[.)] +|[a-z][.)] +)?(?:\[[ x]\] +)?(?:\W*(?:status ?: ?)?(?:done|todo|to do"
    r"|open|closed|in progress|pending|not done|unresolved|declined|resolved|wip|stalled"
    r"|p[0-4])\b(?! (?:not|to|when))[\s:*_)\]-]*)?"
    r"(?:(?:phab:)?\[?(?:T\d{4,7}|[A-Z]{2,9}-\d{1,6}|#\d{1,6})\]?(?:\([^)\s]{0,120}\))?[\s:)-]+)?"
)
_TRACKER = re.compile(
    r"(?<![\w/-])(?:(?!(?:UTC|GMT|ISO|SHA|UTF|HTTP|COVID|P|SEV|Q|TLS|RFC|CVE|GPT"
    r"|AES)-)[A-Z][A-Z0-9]{1,9}-\d{1,6}|#\d{1,6}|T\d{4,7}|phab:T\d+|(?:GH|PR|bug|issue"
    r"|ticket)[ -]?#?\d{2,6})(?!\w)|https?://\S*(?:issues?|pull|browse|tasks?|tickets?|bugs?"
    r"|show_bug|T\d{4,})\S*",
    re.IGNORECASE,
)
_PRIORITY = re.compile(
    r"(?<![\w-])(?:[Pp][0-4]|(?:high|medium|low|critical|urgent)(?:est)? priority"
    r"|priority:? ?(?:high|medium|low|critical|urgent|\d|p\d))(?!\w)",
    re.IGNORECASE,
)
_CLOSING_LINE = re.compile(
    r"(?i)^\W*(?:(?:this |the )?(?:post-?mortem|report|document|review|rca|incident review)\b.{0,20}\b)?"
    r"(?:conducted|prepared|documented|written|authored|compiled|facilitated|approved|reviewed|signed off|participants?"
    r"|authors?|attendees|last updated)(?: by| on)?\W*:"
)
"""Who wrote the document, at its end: nothing to be done."""
_NO_ACTIONS = re.compile(
    r"(?i)^\W*no (?:(?:further|remaining|open|outstanding|new) )?(?:action(?: item)?s?|follow-?ups?)\b"
)
_PROPOSED = re.compile(
    r"(?i)^\W*(?:suggested|proposed|planned|recommended|suggestion|proposal|to-?do|follow-?up)\W*: *"
)
_TO_BE_DONE = re.compile(r"\b(?:will|shall|must|is to|are to)\b")
_OPEN_BOX = re.compile(r"^\W*\[ \]")
_BOLD_LEAD = re.compile(r"^\W*(?:\d+[.)] *)?(?:\*\*|__)([^*_:]{2,60})(?::(?:\*\*|__)|(?:\*\*|__) ?:)")
_VERBS = re.compile(
    r"(?i)^(?:we (?:will|should|need to|must|are going to|plan to) |to )?(?:add|adjust|agree"
    r"|alert|allow|amend|apply|ask|assess|audit|automate|avoid|backport|be |better|block|build"
    r"|bring|cap|change|check|clarify|clean|come|communicate|complete|configure|consider"
    r"|convert|continue|coordinate|create|decide|decommission|decouple|define|delete|deploy|deprecate"
    r"|design|determine|develop|disable|discuss|do |document|draft|drop|educate|enable|enforce"
    r"|ensure|establish|evaluate|expand|explore|expose|extend|figure|file|find|finish|fix"
    r"|follow|formalise|formalize"
    r"|get|give|guard|harden|have|identify|implement|improve|include|increase|inform|install"
    r"|integrate|introduce|investigate|isolate|keep|limit|lock|log|look|lower|make|migrate"
    r"|monitor|move|never|notify|open|optimi[sz]e|page|patch|perform|pin|plan|prevent"
    r"|prioriti[sz]e|provide|publish|purge|put|raise|rebuild|redesign|reduce|refactor"
    r"|reject|release|remind|remove|rename|renew|replace|report|require|research|restrict"
    r"|retire|revert|review|revise|rework|rotate|run|schedule|scale|send|separate|set|setup"
    r"|share|ship|simplify|sort|speed|split|standardi[sz]e|start|stop|store|streamline|support"
    r"|switch|synchroni[sz]e|take|teach|test|throttle|tidy|track|train|transition|trim|try"
    r"|tune|turn|understand|update|upgrade|use|validate|verify|warn|work|write)\b"
)


class ActionTables(msgspec.Struct, frozen=True, kw_only=True):
    """The compiled rules that actions are classified with."""

    intent: tuple[CompiledRule, ...]
    strong: tuple[CompiledRule, ...]
    weak: tuple[CompiledRule, ...]
    kinds: tuple[tuple[str, tuple[CompiledRule, ...]], ...]
    done: tuple[CompiledRule, ...]


def action_tables(lexicon: Lexicon) -> ActionTables:
    """Compile the action rules of a lexicon."""
    return ActionTables(
        intent=compile_rules(lexicon, "action_intent"),
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
        if block.kind == "heading" and _HANDLE.search(block.text) and _opens_actions(blocks, index):
            _append(found, block, tables)  # `#### @ana Bound the queue`
        if block.kind in ("heading", "code", "quote", "meta"):
            continue
        if block.section == "actions":
            if is_content(block.text) and not _CLOSING_LINE.match(block.text):
                _append(found, block, tables)
                if block.heading in topics and (lead := _BOLD_LEAD.match(block.text)) and found[-1].owner in lead[1]:
                    found[-1] = msgspec.structs.replace(found[-1], owner="")
        elif (
            block.kind == "item"
            and block.section in ("", "lessons", "response")
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


def is_content(text: str) -> bool:
    """Return whether words stand there, and not a placeholder."""
    words = text.strip(" -*+•|\t\n_[]x")
    return (
        bool(words)
        and not _NONE.match(words)
        and not re.fullmatch(r"(?i)\W*(?:tbd|todo|tbc|none|n/a|\[[^\]]*\]|<[^>]*>|\{\{.*\}\})\W*", words)
        and not _NO_ACTIONS.match(words)
    )


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
    words = _FILED.sub("", _PROPOSED.sub("", block.text.strip()))
    if _OWNER_LABEL.search(words) and _TO_BE_DONE.search(words):
        return True
    if not _VERBS.match(words):
        return False
    return (
        in_tail
        or proposed
        or _OPEN_BOX.match(block.text) is not None
        or bool(_TRACKER.search(words))
        or bool(_OWNER_LABEL.search(words))
    )


def _append(found: list[ActionRow], block: Block, tables: ActionTables) -> None:
    """Add a row, or let a sub-item such as `Owner: Ana` complete the row above."""
    row = _row(block, tables)
    bare = re.match(
        r"(?i)^\W*(owner|assignee|due|deadline|date|ticket|tracker|done when|priority|type|status)\W*[:=]", block.text
    )
    if bare and found and not block.cells:
        last = found[-1]
        found[-1] = msgspec.structs.replace(
            last, owner=last.owner or row.owner, due=last.due or row.due, tracker=last.tracker or row.tracker,
            done_test=last.done_test or row.done_test, priority=last.priority or row.priority, end=row.end,
        )  # fmt: skip
        return
    found.append(row)


def action_of(sentence: str, start: int, end: int, tables: ActionTables) -> ActionRow:
    """Read one action out of a sentence of running text."""
    source = Source(sentence)
    return ActionRow(
        text=" ".join(sentence.split())[:400],
        owner=owner_of(sentence),
        due=due_of(sentence),
        tracker=first_of(_TRACKER, sentence),
        done_test=_done_test(sentence, tables),
        type=_type(source, tables, ""),
        strength=_strength(source, tables),
        priority=first_of(_PRIORITY, sentence),
        start=start,
        end=end,
    )


def _row(block: Block, tables: ActionTables) -> ActionRow:
    """Read one action out of a block."""
    parts = _cells(block) if block.cells else {}
    words = parts.get("text") or _FILED.sub("", block.text.strip())
    source = Source(words)
    return ActionRow(
        text=" ".join(words.split())[:400],
        owner=parts.get("owner", "") if block.cells else owner_of(block.text),
        due=parts.get("due", "") or due_of(block.text if not block.cells else "") or due_of_heading(block.heading),
        tracker=parts.get("tracker", "") or first_of(_TRACKER, block.text),
        done_test=parts.get("done_test", "") or _done_test(block.text, tables),
        type=_type(source, tables, parts.get("type", "")),
        strength=_strength(source, tables),
        priority=parts.get("priority", "") or first_of(_PRIORITY, block.text),
        start=block.start,
        end=block.end,
    )


def _cells(block: Block) -> dict[str, str]:
    """Return the cells of a row by what their columns mean."""
    parts: dict[str, str] = {}
    for column, cell in zip(block.columns, block.cells, strict=False):
        for name, pattern in _COLUMNS:
            if name not in parts and pattern.search(column):
                means = "owner" if column == "by" and cell and not _DATE_LIKE.search(cell) else name
                nobody = means == "owner" and _GENERIC.match(cell)
                parts[means] = "" if nobody or _NONE.match(cell) else cell
                break
    return parts


def owner_of(text: str) -> str:
    """Return who owns an action, or an empty string for nobody and for generic words."""
    body = _FILED.sub("", text.strip()).replace("**", "").replace(":*", ":").lstrip("*-• ")
    for pattern in (
        _OWNER_LABEL,
        _HANDLE,
        _BRACKETED,
        _TAGGED,
        _SIGNED,
        _ARROW,
        _CLOSES,
        _TOPIC_PAREN,
        _INITIALS,
        _PAREN,
        _LEAD,
        _SUBJECT,
        _OFFICE,
        _ASSIGNED,
        _TAIL,
    ):
        for match in pattern.finditer(body):
            name = next(filter(None, match.groups()), "").split(". ")[0].strip(" @.,")
            if (
                name
                and not (
                    pattern in (_LEAD, _TAGGED)
                    and not _TEAM.search(name)
                    and any(_TOPIC.search(word) for word in name.split())
                )
                and not (pattern is _PAREN and name.isupper() and _GOES_ON.match(body, match.end()))
                and not _GENERIC.match(name)
                and not _NONE.match(name)
                and not _TRACKER.fullmatch(name)
                and not _VERBS.match(name + " ")
            ):
                return name
    return ""


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


def has_intent(source: Source, tables: ActionTables) -> bool:
    """Return whether running text says that something will be changed."""
    return first_hit(source, tables.intent) is not None
