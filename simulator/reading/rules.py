"""Run rules over a source: hits with their sentence, and findings made of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from simulator.reading.lexicon import CompiledRule
from simulator.reading.moment import TIME_EXPRESSIONS
from simulator.reading.places import Openings, Places
from simulator.reading.result import Finding
from simulator.reading.source import SENTENCE_END, Source

WINDOW = 48
"""How many characters before and after a match the guards of a rule look at."""


class Hit(msgspec.Struct, frozen=True):
    """A place where a rule matched, in `plain` positions."""

    rule: CompiledRule
    start: int
    end: int

    @property
    def name(self) -> str:
        """The name of the rule."""
        return self.rule.rule.name


def openings_of(tables: object) -> Openings:
    """Return what knows where the rules of tables, and times, can begin in a text."""
    rules = {rule.finder: [way.expression for way in rule.ways] for rule in rules_in(tables)}
    return Openings(rules | {expression: [expression] for expression in TIME_EXPRESSIONS}, loose=TIME_EXPRESSIONS)


def rules_in(tables: object) -> Iterator[CompiledRule]:
    """Yield every rule in tables of any depth."""
    if isinstance(tables, CompiledRule):
        yield tables
    elif isinstance(tables, msgspec.Struct):
        yield from rules_in(tuple(getattr(tables, name) for name in tables.__struct_fields__))
    elif isinstance(tables, tuple):
        for table in tables:
            yield from rules_in(table)


def hits(source: Source, rules: Iterable[CompiledRule], within: Sequence[tuple[int, int]] | None = None) -> list[Hit]:
    """Return every allowed match of some rules, in order of position.

    Args:
        source: The text.
        rules: The rules.
        within: Spans of whole sentences, in order, to which the search is kept; no match crosses a sentence's end.
    """
    return _in_order(hit for rule in rules for hit in _rule_hits(source, rule, within))


def first_hits(source: Source, rules: Iterable[CompiledRule], most: int, lets: Callable[[int], bool]) -> list[Hit]:
    """Return the first so many allowed matches of some rules, in order of position, where a match may begin."""
    found: list[Hit] = []
    for rule in rules:
        within = ((0, found[-1].start + 1),) if len(found) == most else None
        more = (hit for hit in _rule_hits(source, rule, within) if lets(hit.start))
        found = _in_order([*found, *islice(more, most)])[:most]
    return found


def _in_order(found: Iterable[Hit]) -> list[Hit]:
    """Return matches from left to right, the longer one first."""
    return sorted(found, key=lambda hit: (hit.start, -hit.end))


def first_hit(
    source: Source, rules: Iterable[CompiledRule], lets: Callable[[int], bool] = lambda position: True
) -> Hit | None:
    """Return the first allowed match of the first rule that has one where a match may begin."""
    return next((hit for rule in rules for hit in _rule_hits(source, rule) if lets(hit.start)), None)


def _rule_hits(source: Source, rule: CompiledRule, within: Sequence[tuple[int, int]] | None = None) -> Iterable[Hit]:
    """Yield the matches of one rule that its guards allow, from left to right and apart."""
    places = source.places(rule.finder)
    if places is None:
        for match in rule.pattern.finditer(source.plain):
            start, end = match.span(1)
            if (within is None or any(a <= start < b for a, b in within)) and allowed(source, rule, match):
                yield Hit(rule, start, end)
        return
    plain, ways, last = source.plain, rule.ways, 0
    for position, way in zip(*(places if within is None else _inside(places, within)), strict=True):
        if position >= last and (found := ways[way].match(plain, position - 1)) is not None:
            last = found.end(1)
            if allowed(source, rule, found):
                yield Hit(rule, position, last)


def _inside(places: Places, spans: Iterable[tuple[int, int]]) -> Places:
    """Return the places that lie in spans."""
    positions, ways = places
    parts = [slice(bisect_left(positions, start), bisect_left(positions, end)) for start, end in spans]
    return [at for part in parts for at in positions[part]], [way for part in parts for way in ways[part]]


def allowed(source: Source, rule: CompiledRule, match: re.Match[str]) -> bool:
    """Return whether the guards of a rule let a match stand."""
    if not rule.is_guarded:
        return True
    plain = source.plain
    start, end = match.span(1)
    first, last = source.sentence(start)
    if rule.not_before is not None and rule.not_before.search(plain[max(first, start - WINDOW) : start]):
        return False
    if rule.not_after is not None and rule.not_after.search(SENTENCE_END + plain[end : min(last, end + WINDOW)]):
        return False
    return rule.not_in is None or not rule.not_in.search(plain, max(0, first - 1), min(last, first + 1200))


def finding(source: Source, feature: str, hit: Hit, *, value: str = "", at_utc_s: int | None = None) -> Finding:
    """Turn a hit into a finding with its words in the original text."""
    start, end, quote = source.span(hit.start, hit.end)
    rule = hit.rule.rule
    return Finding(
        feature=feature,
        rule=rule.name,
        start=start,
        end=end,
        quote=quote,
        advice=rule.advice,
        value=value,
        at_utc_s=at_utc_s,
    )
