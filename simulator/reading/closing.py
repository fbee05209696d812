"""Whether a post closes an incident: it says so, or tells what only a closing tells, and nothing in it goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from simulator.reading.lexicon import CompiledRule, Lexicon, compile_rules
from simulator.reading.result import Claim, FeatureValue
from simulator.reading.rules import Hit, first_hit, hits
from simulator.reading.source import Source

_TOLD_AT_THE_END = ("data_loss_statement", "recurrence_advice", "apology_explanation", "apology_repentance", "apology")
"""What a closing tells beside what is restored."""
TOLD_LEAST = 3
"""So many of them beside a statement of repair close an incident that nobody calls closed. Engineering judgement."""
_GOES_ON = ("next_update", "vague_promise", "says_no_eta", "promises_fix_time")
"""What a post says that others will follow."""


class ClosingTables(msgspec.Struct, frozen=True, kw_only=True):
    """The compiled rules that a closing is known by."""

    status: tuple[CompiledRule, ...]
    closing: tuple[CompiledRule, ...]
    resolved: tuple[CompiledRule, ...]
    going_on: tuple[CompiledRule, ...]
    left_open: tuple[CompiledRule, ...]


def closing_tables(lexicon: Lexicon) -> ClosingTables:
    """Compile the rules of closings."""
    return ClosingTables(
        status=compile_rules(lexicon, "new_status"),
        closing=compile_rules(lexicon, "closing"),
        resolved=compile_rules(lexicon, "resolved_statement"),
        going_on=compile_rules(lexicon, "going_on"),
        left_open=compile_rules(lexicon, "left_open"),
    )


def closes(
    source: Source, features: Mapping[str, FeatureValue], claimed: Iterable[Claim], tables: ClosingTables
) -> Hit | None:
    """Return the words that close the incident, or None while something goes on.

    Args:
        source: The post.
        features: What was found in it.
        claimed: Its claims; a part that is not restored keeps it open.
        tables: The rules.
    """
    restored = {claim.value for claim in claimed if claim.key == "restored"}
    if restored - {"yes"}:
        return None
    status = hits(source, tables.status)
    if restored and status and status[-1].name == "resolved":
        return status[-1]
    if any(features[name] for name in _GOES_ON):
        return None
    if first_hit(source, tables.going_on) is not None or first_hit(source, tables.left_open) is not None:
        return None
    said = first_hit(source, tables.closing)
    if said is None and sum(bool(features[name]) for name in _TOLD_AT_THE_END) >= TOLD_LEAST:
        said = first_hit(source, tables.resolved)
    return said
