"""Rules are tried only where they can begin: that finds what a search everywhere finds, and is worked out once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.lexicon import load_lexicon
from simulator import cache
from simulator.reading import Reader, starts
from simulator.reading.lexicon import CompiledRule, compile_rules
from simulator.reading.rules import hits, openings_of
from simulator.reading.source import Source
from simulator.reading.starts import Openings

LEXICON = load_lexicon()
TABLES = ("acknowledges", "impact", "action", "cue_update", "cue_fix", "timeless_news")
RULES: tuple[CompiledRule, ...] = tuple(rule for table in TABLES for rule in compile_rules(LEXICON, table))
OPENINGS = openings_of(RULES)
WORDS = (
    "We are investigating", "errors", "in the EU", "saves fail", "for all customers", "since 14:05 UTC", "soon",
    "'we will update you'", "by 15:30", "the database", "engineers are rolling back", "until further notice", "back",
    "Next update", "in 30 minutes", "It's slow,", "a fix is out", "(partly)", "don't", "and", "the", "our team",
    "should be restored",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14), st.sampled_from((" ", ". ", "\n", ", ")))
def test_what_a_search_everywhere_finds_is_found_at_the_places(words: list[str], mark: str) -> None:
    """Of each rule: every place of a full search is one; matches that share a blank are found besides."""
    text = mark.join(words)
    everywhere, placed = Source(text), Source(text, OPENINGS)
    for rule in RULES:
        sought = {(hit.start, hit.end) for hit in hits(everywhere, (rule,))}
        found = {(hit.start, hit.end) for hit in hits(placed, (rule,))}
        assert sought <= found, rule.rule.name


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14), st.sets(st.integers(0, 13)))
def test_a_search_in_some_sentences_finds_what_lies_in_them(words: list[str], wanted: set[int]) -> None:
    """With places and without."""
    for source in (Source(". ".join(words)), Source(". ".join(words), OPENINGS)):
        spans = [span for number, span in enumerate(source.sentences()) if number in wanted]
        inside = [hit for hit in hits(source, RULES) if any(start <= hit.start < end for start, end in spans)]
        assert hits(source, RULES, spans) == inside


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule.name)
def test_every_rule_of_an_update_can_begin_with_some_letters_only(rule: CompiledRule) -> None:
    """One alternative that begins with a look ahead would have the whole rule tried at every letter."""
    assert all(starts.starts_of(way.expression) for way in rule.ways)


def test_the_next_start_works_no_beginning_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given beginnings that were kept, a start that remembers nothing asks no parser."""
    monkeypatch.setenv("WARROOM_CACHE", str(tmp_path))
    text = "Saves fail for all users since 14:05 UTC. Next update by 15:00 UTC."
    first = Reader(LEXICON).read_update(text, at_utc_s=1_776_175_260)

    def called(expression: str) -> None:
        raise AssertionError(f"{expression[:40]} was worked out again")

    monkeypatch.setattr(starts, "starts_of", called)
    assert Reader(LEXICON).read_update(text, at_utc_s=1_776_175_260) == first


@pytest.mark.parametrize("content", [b"", b"[]", b"[null]", b'{"a":1}', b'[["we "'])
def test_kept_beginnings_that_are_none_are_worked_out_again(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An entry that does not hold the beginnings of as many expressions is left alone."""
    monkeypatch.setenv("WARROOM_CACHE", str(tmp_path))
    expressions = {"news": ["we are", "^we (?:will|shall)"], "harm": ["(?:saves?|loads) fail"]}
    kept = Openings(expressions).places("\nsaves fail and we are on it")
    for path in tmp_path.iterdir():
        cache.write(path, content)
    assert Openings(expressions).places("\nsaves fail and we are on it") == kept


def test_at_a_place_only_those_wordings_are_tried_that_begin_like_it() -> None:
    """Given a rule of three, and a text in which a word begins two of them, and a third only a sentence."""
    openings = Openings({"rule": ["saves fail", "saves? are", "^we are"]})
    plain = "\nsaves fail\nwe are sorry that we are late"
    places, ways = openings.places(plain)
    assert [(plain[at : at + 10], ways[at]["rule"]) for at in places["rule"]] == [
        ("saves fail", [0]),
        ("we are sor", [2]),
    ]
