"""A4: the incident record is complete in time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scoring.duty import Context, clock_s, stood_down, utc
from scoring.judgement import FULL, Judgement, line_up, listed, percent, share
from scoring.posts import words
from scoring.record import Record
from scoring.substance import tells
from simulator import events as e
from simulator.clock import spell

_BLANK = re.compile(r"\[[^\]]*\]|<[^>]*>|\{[^}]*\}|\b(?:tbd|tbc|todo|n/a|unknown|xxx+)\b", re.IGNORECASE)
"""What a template leaves behind."""
_REACH = re.compile(
    r"\b(?:nobody|no one|none|every\w*|each|all|some|many|few|most|half|third|quarter|fifth|people|cannot|can['’]?t"
    r"|(?:can|could) not|couldn['’]?t|unable)\b",
    re.IGNORECASE,
)
"""Who is hurt, or that somebody cannot do something, in the words of any trade."""
_STATUS = re.compile(
    r"\b(?:open|active|new|live|acute|running|ongoing|on ?going|in progress|under ?way|declared|acknowledged|triage\w*"
    r"|investigat\w+|identified|contain\w*|mitigat\w*|monitor\w*|resol\w+|restored|recover\w*|closed|closing|over|stable"
    r"|worse\w*|spreading|work\w*|fix\w*|handled|assess\w*|looking|waiting|paused|escalated|critical|major|minor|red|amber"
    r"|yellow|green|sev ?-?\d|we|not|no|still)\b",
    re.IGNORECASE,
)
"""How an incident stands, in the words of any tool."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The record's fields as they stood at the deadline."""

    incident: bool = False
    severity: bool = False
    owners: bool = False
    impact_start: bool = False
    status: bool = False
    scope: bool = False


def judge(record: Record, context: Context) -> Judgement:
    """Judge the share of the six fields that were filled, and right where a truth exists, by the deadline."""
    names = context.runbook.record_fields
    due_s = clock_s(record, context) + context.target_s
    half = percent(context.zero_permille)
    target = f"{len(names)} of {len(names)} fields within {spell(context.target_s)}; nothing at {half}"
    down = stood_down(record, context)
    if record.declared is None:
        done = down is not None and down.at_s <= due_s
        return Judgement(FULL if done else 0, target, "stood down" if done else "no record", "",
                         (down.n,) if down else (), "" if done else "Declare: that opens the record.")  # fmt: skip
    filled = _fields(record, context, due_s)
    told = listed(name.replace("_", " ") for name in names if not getattr(filled, name, False))
    missing = [name for name in names if not getattr(filled, name, False)]
    full, zero = context.full_permille, context.zero_permille
    value = line_up(share(len(names) - len(missing), len(names)), zero, full)
    changes = [seen.n for seen in record.mine(e.RecordUpdated) if seen.at_s <= due_s]
    return Judgement(
        value,
        target,
        f"{len(names) - len(missing)} of {len(names)}; missing or off: {told}",
        "A scope says in customers' words what this incident does, a status how it stands; the start is that of the "
        "impact; owners are people on seats.",
        (record.declared.n, *changes[:4]),
        "" if not missing else _advice(record, context, missing, due_s),
    )


def _fields(record: Record, context: Context, due_s: int) -> Fields:
    declared = record.declared
    if declared is None or declared.at_s > due_s:
        return Fields()
    scope, status, start_s = declared.event.scope, declared.event.status, declared.event.impact_start_s
    for change in record.mine(e.RecordUpdated):
        if change.at_s <= due_s:
            scope = change.event.scope or scope
            status = change.event.status or status
            start_s = change.event.impact_start_s if change.event.impact_start_s is not None else start_s
    off_s = context.span_s("start_off_by_min")
    return Fields(
        incident=bool(declared.event.incident),
        severity=True,
        owners=len(record.holders_at(due_s)) >= context.number("owners_least"),
        impact_start=start_s is not None and abs(start_s - context.truth.impact_start) <= off_s,
        status=bool(_STATUS.search(status)) or tells(context, status),
        scope=len(words(_BLANK.sub("", scope))) >= context.number("scope_words_least")
        and (bool(_REACH.search(scope)) or tells(context, scope)),
    )


def _advice(record: Record, context: Context, missing: list[str], due_s: int) -> str:
    parts = {
        "impact_start": f"start {utc(record, context.truth.impact_start)}",
        "scope": f"scope “{context.first_scope}”" if context.first_scope else "scope in customers' words",
    }
    filled = listed(parts.get(name, name.replace("_", " ")) for name in missing)
    return f"By {utc(record, due_s)}, fill in: {filled}."
