"""The lexicons as data: every rule's own examples hold, and mistakes in the files are named."""

from __future__ import annotations

import pytest

from scenarios.lexicon import load_lexicon, merge_lexicon
from simulator.reading.expression import expand
from simulator.reading.lexicon import compile_rules
from simulator.reading.rules import hits
from simulator.reading.source import Source

LEXICON = load_lexicon()
EXAMPLES = [
    (table, rule.name, sentence, expected)
    for table, rules in LEXICON.rules.items()
    for rule in rules
    for sentences, expected in ((rule.yes, True), (rule.no, False))
    for sentence in sentences
]


@pytest.mark.parametrize(("table", "name", "sentence", "expected"), EXAMPLES)
def test_the_examples_of_a_rule_hold(table: str, name: str, sentence: str, expected: bool) -> None:
    """`yes` sentences match and `no` sentences do not."""
    rules = [rule for rule in compile_rules(LEXICON, table) if rule.rule.name == name]
    assert bool(hits(Source(sentence), rules)) is expected


def test_every_rule_compiles() -> None:
    """No table refers to an unknown word list, and every guard is an expression too."""
    for table in LEXICON.rules:
        rules = compile_rules(LEXICON, table)
        assert rules
        for rule in rules:
            rule.prepare()
            assert rule.is_guarded == any((rule.not_before, rule.not_after, rule.not_in))


def test_rule_names_are_unique_within_a_table() -> None:
    """A finding names its rule without doubt."""
    for table, rules in LEXICON.rules.items():
        names = [rule.name for rule in rules]
        assert len(set(names)) == len(names), table


def test_violations_carry_advice() -> None:
    """Whoever loses a point is told what to write instead."""
    for table in (
        "vague",
        "over_promise",
        "spin",
        "blame",
        "jargon",
        "counterfactual",
        "blame_individual",
        "blame_team",
        "normative",
    ):
        assert all(rule.advice for rule in LEXICON.rules[table]), table


def test_an_unknown_table_is_named() -> None:
    """A misspelt table is an error and not silence."""
    with pytest.raises(ValueError, match=r"a\.yaml: unknown table 'rule'"):
        merge_lexicon([("a.yaml", "rule: {}")])


def test_a_name_defined_twice_is_named() -> None:
    """Two files may not define the same list."""
    with pytest.raises(ValueError, match=r"b\.yaml: words\.x is defined twice"):
        merge_lexicon([("a.yaml", "words: {x: [a]}"), ("b.yaml", "words: {x: [b]}")])


def test_an_unknown_word_list_is_named() -> None:
    """A pattern that refers to nothing is an error."""
    with pytest.raises(ValueError, match="nowhere"):
        expand("a {nowhere}", {})


def test_the_digest_changes_with_a_word() -> None:
    """Readings tell which lexicon made them."""
    one, two = (merge_lexicon([("a.yaml", f"words: {{x: [{word}]}}")]) for word in ("a", "b"))
    assert one.digest() != two.digest()
