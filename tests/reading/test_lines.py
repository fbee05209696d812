"""Line ends, blanks and mail marks: what a text passed through on its way must not matter."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from simulator.reading import Reader
from simulator.reading.source import Source
from tests.reading.stories import POOL, render

AT_UTC_S = 1_777_903_920
"""2026-05-04T14:12Z."""
UPDATE = (
    "Hi all,\n\nSince 14:05 UTC about 18% of sessions in the EU and the US cannot save their work.\n"
    "The team is rolling back this morning's release.\nNext update: 15:10 UTC.\n"
)
WAYS: dict[str, Callable[[str], str]] = {
    "carriage returns and line feeds": lambda text: text.replace("\n", "\r\n"),
    "carriage returns": lambda text: text.replace("\n", "\r"),
    "line separators": lambda text: text.replace("\n", "\u2028"),
    "next lines": lambda text: text.replace("\n", "\x85"),
    "vertical tabs": lambda text: text.replace("\n", "\v"),
    "blanks at line ends": lambda text: text.replace("\n", " \t\n"),
    "no-break blanks": lambda text: text.replace(" ", "\u00a0"),
    "lines set apart": lambda text: text.replace("\n", "\n\n"),
    "an answered mail": lambda text: "\n".join(f"> {line}" for line in text.split("\n")),
    "an answer to an answer": lambda text: "\n".join(f">> {line}".rstrip() for line in text.split("\n")),
    "a mark of the byte order": lambda text: f"\ufeff{text}",
}


@pytest.mark.parametrize("way", WAYS)
def test_an_update_is_read_the_same(reader: Reader, way: str) -> None:
    """The score stays, and every quote is found at its span."""
    text = WAYS[way](UPDATE)
    plain, other = (reader.read_update(one, at_utc_s=AT_UTC_S) for one in (UPDATE, text))
    assert abs(plain.score - other.score) <= 5
    assert other.findings
    assert all(
        text[one.start : one.end].split() == one.quote.split()
        for one in other.findings
        if way not in ("an answered mail", "an answer to an answer")  # a quote leaves the marks of the mail out
    )
    assert other.next_update_utc_s == plain.next_update_utc_s


@pytest.mark.parametrize("style", range(6))
@pytest.mark.parametrize("way", WAYS)
def test_a_post_mortem_is_read_the_same(reader: Reader, way: str, style: int) -> None:
    """Headings, tables, lists and wrapped paragraphs keep their points."""
    text = render(POOL, style)
    assert abs(reader.read_postmortem(text).score - reader.read_postmortem(WAYS[way](text)).score) <= 5


def test_a_quotation_within_a_post_mortem_stays_one(reader: Reader) -> None:
    """Only a text that is quoted as a whole is read without the marks."""
    quoted = "\n".join(f"> {line}" for line in render(POOL).split("\n"))
    assert reader.read_postmortem(f"Nothing happened today.\n\n{quoted}").score < 30


POST = (
    "We are aware that some customers in Europe cannot save orders since 13:40 UTC. We have identified a fault in our "
    "database and are moving traffic to the replica. We do not have an ETA yet. Next update at 15:10 UTC."
)


@pytest.mark.parametrize("width", range(20, 80, 3))
def test_lines_wrapped_at_any_width_are_joined(reader: Reader, width: int) -> None:
    """A mail program may break the line before `ETA`, `Europe` or `15:10`."""
    whole, wrapped = (reader.read_update(one, at_utc_s=AT_UTC_S) for one in (POST, textwrap.fill(POST, width)))
    assert wrapped.score == whole.score
    assert wrapped.next_update_utc_s == whole.next_update_utc_s


@pytest.mark.parametrize(
    "lines",
    [
        ("Logins fail in the EU", "Payments fail in the US", "Refunds fail everywhere"),
        ("No fix yet", "Next update: 15:10 UTC", "Impact: saves in the EU fail"),
        ("- saves fail", "- imports fail", "- exports fail"),
        ("Status: investigating", "Scope: all of Europe", "Cause: not known"),
        ("Orders cannot be saved.", "Work goes on.", "News at 15:10 UTC."),
    ],
)
def test_the_lines_of_a_list_stay_apart(lines: tuple[str, ...]) -> None:
    """A list of one's own making is no paragraph that was wrapped."""
    source = Source("\n".join(lines))
    assert [source.plain[first:last] for first, last in source.sentences()] == [line.lower() for line in lines]


def test_a_headline_in_capitals_and_soft_hyphens_change_nothing(reader: Reader) -> None:
    """Every word with a capital is a style, and a soft hyphen what an editor leaves behind."""
    whole = reader.read_update(POST, at_utc_s=AT_UTC_S)
    for other in (POST.title(), POST.replace("customers", "cus\u00adtomers").replace("update", "up\u00addate")):
        reading = reader.read_update(other, at_utc_s=AT_UTC_S)
        assert reading.score == whole.score
        assert reading.next_update_utc_s == whole.next_update_utc_s


def test_stray_capitals_and_hidden_marks_still_tell(reader: Reader) -> None:
    """Some capitals in the middle of sentences are no style, a mark of no width in a word no soft hyphen."""
    stray = POST.replace(" and ", " And We ").replace(" in our ", " In The our ").replace(" some ", " They some ")
    assert reader.read_update(stray, at_utc_s=AT_UTC_S).features["is_scrambled"]
    hidden = reader.read_update(POST.replace("save", "sa\u200bve"), at_utc_s=AT_UTC_S)
    assert hidden.features["is_disguised"]
