"""Blanks of what the program offers: the form stops at them, and the reader gives nothing for them."""

from __future__ import annotations

import pytest

from scenarios.lexicon import load_lexicon
from simulator import commands as c
from simulator.reading import Reader
from simulator.vocabulary import Seat
from tests.tui.table import Table
from tui.actions import BY_ID
from tui.drafts import Values
from tui.forms import FormError, build
from tui.offers import action_of, prefill_of
from tui.templates import BLANK, first_words

BLANK_FORM = 15
"""The most that a form with its blanks left earns."""
READER = Reader(load_lexicon())


def score(text: str, table: Table) -> int:
    """What the reader gives an update now."""
    at_utc_s = table.drill.scenario.start_utc_s + table.drill.at_s
    return READER.read_update(text, at_utc_s=at_utc_s, previous=None, audience="customer", final=False).score


def drafted(table: Table) -> c.PostUpdate:
    """The first update that the Comms Lead drafts while nobody has started work."""
    table.run_to(480)
    table.declare()
    table.session.do(c.AssignRole(seat=Seat.COMMS_LEAD, holder="comms"))
    table.run_to(3_600)
    return next(one.command for one in table.drill.incident.drafts.values() if isinstance(one.command, c.PostUpdate))


def test_a_draft_of_the_crew_is_not_sent_before_its_blanks_are_filled(table: Table) -> None:
    """Given a draft with what nobody knows left open, when it is sent as it is, then the form names the blank."""
    post = drafted(table)
    start_s = table.drill.scenario.start_utc_s
    values: Values = dict(prefill_of(post, start_s))
    assert len(BLANK.findall(post.text)) == 2
    with pytest.raises(FormError, match="there is a blank to fill: ‹What we are doing now›"):
        build(BY_ID[action_of(post)], values, at_s=3_600, start_utc_s=start_s)
    values["text"] = BLANK.sub("We are rolling back a change", post.text)
    sent = build(BY_ID[action_of(post)], values, at_s=3_600, start_utc_s=start_s)
    assert isinstance(sent, c.PostUpdate)
    assert "rolling back" in sent.text


def test_what_is_offered_with_a_blank_earns_no_more_than_a_blank_form(table: Table) -> None:
    """Given a draft and the first words of composers, when they are graded unfilled, then they are forms."""
    offered = [drafted(table).text, first_words("update", table.drill), first_words("holding", table.drill)]
    for text in offered:
        in_brackets = text.replace("‹", "[").replace("›", "]")
        assert score(text, table) <= BLANK_FORM, text
        assert score(in_brackets, table) <= BLANK_FORM, in_brackets
