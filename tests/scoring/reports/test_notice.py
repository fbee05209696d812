"""What a report says of notices to authorities, which no criterion counts."""

from __future__ import annotations

import pytest

from scoring.duty import Context
from scoring.record import Record
from scoring.reports.clock import Clock
from scoring.reports.model import Edition
from scoring.reports.notice import notices
from scoring.reports.page import to_html, to_markdown
from tests.scoring.plays import LEAK, Play, content, reference, silent
from tests.scoring.reports.cases import report_of_play


def told_within(play: Play, within_s: int, authority: str = "data-protection-authority") -> tuple[str, ...]:
    """What the report says where the law gives this much time."""
    material = content(LEAK)
    model, rules = material.scenario.model, material.runbook.model
    variant = model.variants[play.card.variant]
    duty = variant.truth.legal[0].model_copy(update={"within": within_s, "authority": authority})
    variant = variant.model_copy(update={"truth": variant.truth.model_copy(update={"legal": (duty,)})})
    record = Record.of(play.drill.header, play.drill.entries)
    return notices(record, Context(model, variant, rules, rules.criteria["A1"]), Clock(0, record.end_s))


@pytest.mark.parametrize(("within_s", "says"), [(72 * 3600, "UTC, in time"), (3600, " late"), (60, " late")])
def test_a_notice_that_was_given_is_told_with_its_time(within_s: int, says: str) -> None:
    [told] = told_within(reference(LEAK), within_s)
    assert "notified at " in told
    assert told.endswith(says)


def test_a_notice_that_nobody_gave_is_called_missed_once_it_was_due() -> None:
    """An hour is over when ten are played; three days are not. Another authority's notice is none."""
    [told] = told_within(silent(LEAK), 3600)
    assert "within 1 h: missed, nobody was notified by " in told
    assert told_within(silent(LEAK), 72 * 3600) == ()
    assert "missed" in told_within(reference(LEAK), 3600, "tax-office")[0]


def test_both_editions_tell_it_and_facilitators_what_is_not_due_yet() -> None:
    report = report_of_play(reference(LEAK))
    for text in (to_html(report), to_markdown(report)):
        assert "Notices to authorities" in text
        assert report.notices[0] in text
    silence = report_of_play(silent(LEAK), Edition.FACILITATORS)
    assert silence.notices == ()
    assert silence.truth is not None
    assert silence.truth.legal[0].endswith("(not due before the end)")
