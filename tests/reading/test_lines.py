"""Line ends, blanks and mail marks: what a text passed through on its way must not matter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulator.reading import Reader
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
