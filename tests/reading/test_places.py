"""Rules are tried only where they can begin: that finds what a search everywhere finds, and is worked out once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.lexicon import load_lexicon
from simulator import cache
from simulator.reading import Reader, places, starts
from simulator.reading.cues import heads, heads_by_sentence
from simulator.reading.lexicon import CompiledRule, compile_rules
from simulator.reading.needed import words_of
from simulator.reading.places import Openings
from simulator.reading.rules import hits, openings_of
from simulator.reading.source import Source

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

    monkeypatch.setattr(places, "starts_of", called)
    monkeypatch.setattr(places, "words_of", called)
    assert Reader(LEXICON).read_update(text, at_utc_s=1_776_175_260) == first


@pytest.mark.parametrize("content", [b"", b"[]", b"[null]", b'{"a":1}', b'[["we "'])
def test_kept_beginnings_that_are_none_are_worked_out_again(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An entry that does not hold the beginnings of as many expressions is left alone."""
    monkeypatch.setenv("WARROOM_CACHE", str(tmp_path))
    expressions = {"news": ["we are", "^we (?:will|shall)"], "harm": ["(?:saves?|loads) fail"]}
    plain = "\nsaves fail and we are on it"
    said = heads_by_sentence(plain)
    kept = Openings(expressions).places(plain, said)
    for path in tmp_path.iterdir():
        cache.write(path, content)
    assert Openings(expressions).places(plain, said) == kept


def test_at_a_place_only_those_wordings_are_tried_that_begin_like_it() -> None:
    """Given a rule of three, and a text in which a word begins two of them, and a third only a sentence."""
    openings = Openings({"rule": ["saves fail", "saves? are", "^we are"]})
    plain = "\nsaves fail\nwe are sorry that we are late"
    positions, ways = openings.places(plain, heads_by_sentence(plain))["rule"]
    assert [(plain[at : at + 10], way) for at, way in zip(positions, ways, strict=True)] == [
        ("saves fail", 0),
        ("we are sor", 2),
    ]


def test_at_a_place_only_those_wordings_are_tried_whose_words_the_sentence_holds() -> None:
    """Given one of three words that a wording cannot do without, in the next sentence only, and in the same one."""
    openings = Openings({"rule": ["we (?:\\w+ ){0,3}(?:should|ought)"]})
    plain = "\nwe fail\nit should\nwe see that we should"
    positions, _ = openings.places(plain, heads_by_sentence(plain))["rule"]
    assert [plain[at : at + 6] for at in positions] == ["we see", "we sho"]


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("we (?:should|ought to|could) have", "should ought could"),
        ("the (?:new |old )?servers? (?:was|is) down", "serv"),
        ("they s(?:aid|ays) so", "said says"),
        ("it (?:fails|fell over)(?: again)?", "fail fell"),
        ("no \\w+ing", None),
        ("an update[^,]{0,20} tomorrow", "upda"),
        ("we\\W+know", None),
        ("we know(?:ing)? it", "know"),
        ("we say(?:ing)?", None),
        ("we can't go", "go"),
        ("saves? fail", "fail"),
        ("investigat(?:ed|ing)", None),
    ],
)
def test_of_the_words_behind_the_first_the_rarest_is_needed(expression: str, words: str | None) -> None:
    """Of short words whole ones only, and nothing behind what may end a sentence."""
    assert words_of(expression) == (None if words is None else heads(words))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule.name)
def test_every_match_in_an_example_holds_a_needed_word(rule: CompiledRule) -> None:
    """Of each alternative of each rule, in the lexicon's own sentences."""
    for example in rule.rule.yes:
        source = Source(example)
        for hit in hits(source, (rule,)):
            held = heads_by_sentence(source.plain[slice(*source.sentence(hit.start))])[0]
            for way in rule.ways:
                words = words_of(way.expression) if way.match(source.plain, hit.start - 1) else None
                assert words is None or not words.isdisjoint(held), (way.expression, example)
