"""Alternatives that are folded together match what they match one by one."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from scenarios.lexicon import load_lexicon
from simulator.reading.folded import folded

PIECES = ("a", "b", " ", "(?:a|b)", "(?:a|b)?", "[ab] ", r"\w+", "(?:a ){0,2}", r"\(", "[|(]", "b*", "(?!a)", "a|b")


@given(
    st.lists(st.lists(st.sampled_from(PIECES), max_size=5).map("".join), min_size=1, max_size=6),
    st.text("ab (|", max_size=8),
)
def test_folded_alternatives_match_where_one_of_them_does(patterns: list[str], text: str) -> None:
    one_by_one = any(re.fullmatch(f"(?:{pattern})", text) for pattern in patterns)
    assert (re.fullmatch(f"(?:{folded(patterns)})", text) is not None) == one_by_one


def test_a_shared_beginning_stands_once() -> None:
    shared = folded(["{person} (?:has|had) left", "down", "{person} (?:has|had) gone", "down for good", "a|b"])
    assert shared == "{person} (?:has|had) (?:left|gone)|down(?:| for good)|(?:a|b)"


def test_every_bundled_rule_folds_into_an_expression() -> None:
    """What is folded is no longer than what it was made of; the rules' own examples show that it finds the same."""
    rules = [rule for table in load_lexicon().rules.values() for rule in table]
    assert max(len(rule.any) for rule in rules) > 50
    for rule in rules:
        assert len(folded(rule.any)) <= sum(len(pattern) + 7 for pattern in rule.any)
