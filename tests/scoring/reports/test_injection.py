"""Words that attack: a name, a mail, an update and a log row are shown and do nothing, in every output."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from functools import lru_cache
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.reports.model import Report
from scoring.reports.page import to_html, to_markdown
from scoring.reports.plain import block_markdown, cell, inline_markdown, plain, tame_markdown
from tests.scoring.reports.cases import FORMULAS, hostile_artifacts, hostile_report

ALLOWED = {"script": 0, "img": 0, "iframe": 0, "object": 0, "form": 0}


@lru_cache(maxsize=1)
def attacked() -> Report:
    return hostile_report()


class Tags(HTMLParser):
    """Counts elements, and attributes that act."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.active: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.active += [name for name, _ in attrs if name.startswith("on")]
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def acting(text: str) -> list[str]:
    """Characters that a terminal or the direction of writing obeys."""
    return [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\n\t"]


def test_the_page_holds_the_words_and_no_element_of_theirs() -> None:
    page = to_html(attacked())
    tags = Tags()
    tags.feed(page)
    assert "&lt;script&gt;alert(1)" in page
    assert {name: tags.names.count(name) for name in ALLOWED} == ALLOWED
    assert tags.active == []
    assert tags.names.count("main") == tags.names.count("html") == 1
    assert {link[:1] for link in tags.links} == {"#", "d"}


def test_no_output_holds_a_character_that_acts() -> None:
    report = attacked()
    outputs = [
        to_html(report),
        to_markdown(report),
        msgspec.json.encode(report).decode(),
        *hostile_artifacts().values(),
    ]
    assert [acting(output) for output in outputs] == [[]] * len(outputs)
    assert "�[31mred" in json.dumps(msgspec.to_builtins(report), ensure_ascii=False)


def test_markdown_keeps_every_word_out_of_markup() -> None:
    lines = to_markdown(attacked()).split("\n")
    fenced, outside = False, []
    for line in lines:
        if re.match(r"`{3,}", line):
            fenced = not fenced
        elif not fenced:
            outside.append(line)
    assert fenced is False
    assert not any("<" in line for line in outside)
    assert not any(re.search(r"(?<!\\)\[click(?<!\\)\]", line) for line in outside)
    assert not any(re.search(r"(?<!\\):(?=//)", line) for line in outside)


def test_a_sheet_takes_no_cell_for_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(hostile_artifacts()["timeline-log.csv"])))
    assert len(rows) > 5
    assert all(len(row) == len(rows[0]) for row in rows)
    assert not [c for row in rows for c in row if c.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_words(text: str) -> None:
    assert cell(text).startswith("'")


def test_a_unit_of_per_cent_stays_itself() -> None:
    assert [cell("%"), cell("%comspec%"), cell("=")] == ["%", "'%comspec%", "'="]


def test_a_number_stays_a_number() -> None:
    assert [cell(-3), cell(1.5), cell(None), cell("plain")] == ["-3", "1.5", "", "plain"]


def test_the_paper_prints_the_words_as_words() -> None:
    from scoring.reports.paper import to_pdf

    made = to_pdf(attacked())
    assert made.startswith(b"%PDF")
    assert b"/JavaScript" not in made


@given(st.text(max_size=200))
def test_cleaning_keeps_length_so_that_spans_fit(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert acting(plain(text)) == []


@given(st.text(alphabet="`a\n~ ", max_size=60))
def test_no_text_breaks_out_of_its_fence(text: str) -> None:
    fence, *body, end = block_markdown(text).split("\n")
    mark = fence.removesuffix("text")
    assert end == mark
    assert not any(line.strip().startswith(mark) for line in body)


@given(st.text(max_size=120))
def test_a_table_row_stays_one_row(text: str) -> None:
    made = inline_markdown(text)
    assert "\n" not in made
    assert not re.search(r"(?<!\\)(?:\\\\)*\|", made)


def test_an_author_keeps_headings_and_loses_links() -> None:
    text = "# Post-mortem\n\n| a | b |\n|---|---|\n\n- [x](javascript:alert(1)) <b onclick=x> https://evil.example"
    made = tame_markdown(text)
    assert made.startswith("# Post-mortem\n\n| a | b |\n|---|---|\n")
    assert "<" not in made
    assert "](" not in made.replace("\\](", "")
    assert "://" not in made
