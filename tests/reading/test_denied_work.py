"""Work that is denied is no work; what is done beside it stays some."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

AT_UTC_S = 1_776_175_860
LEAD = "We are aware of errors when saving: 18 % of sessions are affected since 14:01 UTC. "
DENIED = (
    "Nobody is working on it.", "No work has started.", "We are not investigating.", "No one is on it.",
    "We have not started to investigate.", "We have stopped working on this.", "None of our engineers is on it.",
    "We have no engineers available to investigate.", "We are not looking into this until Monday.",
    "Our team isn't working on it yet.", "We have given up looking for the cause.", "Nothing is being done about it.",
    "We have yet to start investigating.", "No investigation is under way.", "We refuse to look into it.",
    "The vendor is not investigating this.", "We're not working on a fix.", "We have no plans to investigate.",
)  # fmt: skip
DONE = (
    "We have not found the cause yet and are still investigating.", "We will not stop working on this.",
    "Nobody can save while we are working on it.", "We are not only investigating but also adding servers.",
    "No data has been lost, and we are investigating.", "We have not stopped investigating.",
    "No one knows why yet; we are investigating.", "It is not fixed. We are working on it.",
    "We do not have an ETA, our team is working on a fix.", "We are investigating why the job does not start.",
    "The app does not work, so we are investigating.", "Nobody has to do anything: we are working on it.",
    "We are doing nothing else but investigating.", "Our engineers are investigating, with no time to lose.",
)  # fmt: skip


@pytest.mark.parametrize("text", DENIED)
def test_work_that_nobody_does_is_none(reader: Reader, text: str) -> None:
    """However it is denied."""
    assert reader.read_update(LEAD + text, at_utc_s=AT_UTC_S).action_level == 0


@pytest.mark.parametrize("text", DONE)
def test_a_denial_of_something_else_leaves_the_work(reader: Reader, text: str) -> None:
    """What is not found, not known or not to be done is not the work."""
    assert reader.read_update(LEAD + text, at_utc_s=AT_UTC_S).action_level > 0


@pytest.mark.parametrize("status", ["Nobody is working on it.", "We are not investigating.", "No work has started."])
def test_a_brief_that_nobody_works_for_has_no_such_status(reader: Reader, status: str) -> None:
    """Executives are told of work only where some is done."""
    brief = "18 % of customers cannot save. {} Confidence: medium. No decision is needed. Next brief at 15:15 UTC."
    assert not reader.read_brief(brief.format(status), at_utc_s=AT_UTC_S).status
    assert reader.read_brief(brief.format("We are investigating."), at_utc_s=AT_UTC_S).status
