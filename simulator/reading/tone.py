"""How something is said: vague words, promises beyond what anybody can keep, spin, blame, rudeness, jargon."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.reading.attributed import attributed
from simulator.reading.lexicon import CompiledRule, Lexicon, compile_rules
from simulator.reading.result import Finding
from simulator.reading.rules import Hit, finding, hits
from simulator.reading.source import Source
from simulator.reading.unmeant import within

TONE = ("vague", "over_promise", "spin", "blame", "rude", "jargon")
"""What spoils the wording of an update; a brief may name the parts of the system."""
CERTAIN_FIX = "certain_fix"
"""The rule on a repair that is promised, which nobody does with somebody else's word."""
ToneTables = tuple[tuple[str, tuple[CompiledRule, ...]], ...]


def tone_tables(lexicon: Lexicon, names: Sequence[str] = TONE) -> ToneTables:
    """Compile the rules on wording."""
    return tuple((name, compile_rules(lexicon, name)) for name in names)


def tone(source: Source, tables: ToneTables, audience: str, *, final: bool = False) -> list[Finding]:
    """Return the findings about how it is said, with better words.

    Args:
        source: The text.
        tables: The compiled rules.
        audience: `customer`, `executive` or `internal`; some rules are meant for one of them alone.
        final: Whether the text closes the incident; some words are wrong only while it is open.
    """
    found = []
    for name, rules in tables:
        meant = [rule for rule in rules if not rule.rule.audiences or audience in rule.rule.audiences]
        meant = [rule for rule in meant if not (final and rule.rule.while_open)]
        places = [hit for hit in hits(source, meant) if not source.is_quoted(hit.start, hit.end)]
        if name == "over_promise" and places:
            told = attributed(source).others
            places = [hit for hit in places if hit.name != CERTAIN_FIX or not within(hit.start, told)]
        found += [finding(source, name, hit, value=str(hit.rule.rule.weight)) for hit in _apart(places)]
    return found


def _apart(places: list[Hit]) -> list[Hit]:
    """Return hits without those that overlap an earlier one."""
    kept: list[Hit] = []
    for hit in places:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
