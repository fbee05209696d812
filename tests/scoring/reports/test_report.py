"""A report says what the drill and the scorecard say; participants learn nothing that the debrief did not tell."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import msgspec
import pytest

from scoring.reports.model import Curve, Edition, Report, Sample
from scoring.reports.page import to_html, to_markdown
from scoring.reports.picture import signals, update_clock
from scoring.reports.prose import segments
from scoring.reports.schema import schema
from scoring.reports.series import thin
from simulator import events as e
from simulator.afterwards import STOPPED
from simulator.reading.result import Finding
from tests.scoring.plays import DATABASE, SCENARIOS, content, reference, silent
from tests.scoring.reports.cases import journal_of, report_of_journal, report_of_play

SCHEMAS = Path(__file__).parents[3] / "docs" / "schemas"


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_points_are_those_of_the_scorecard(scenario: str) -> None:
    play = reference(scenario)
    report, card = report_of_play(play), play.card.to_json()
    assert [report.head.total, report.head.band] == [card["total"], card["band"]]
    assert [(c.id, c.points, c.target, c.actual) for c in report.criteria] == [
        (c["id"], c["points"], c["target"], c["actual"]) for c in card["criteria"]
    ]
    assert [(d.id, d.points) for d in report.domains] == [(d["id"], d["points"]) for d in card["domains"]]
    assert {g.id for g in report.gates if g.state != "clear"} == {g["id"] for g in card["gates"]}


def test_every_citation_leads_to_a_row_of_the_timeline() -> None:
    page = to_html(report_of_play(reference(DATABASE)))
    wanted = {part.split('"')[0] for part in page.split('href="#')[1:]}
    there = {part.split('"')[0] for part in page.split(' id="')[1:]}
    assert wanted <= there


def test_messages_stand_as_they_were_sent() -> None:
    play = reference(DATABASE)
    report = report_of_play(play)
    sent = [event.text for event in play.events(e.UpdatePosted)]
    assert [m.text for m in report.messages if m.kind == "update"] == sent
    assert report.postmortem is not None
    assert report.postmortem.text == play.events(e.PostmortemSubmitted)[-1].text


def test_a_report_tells_no_ninety_days_of_an_incident_that_was_left_open() -> None:
    """Given somebody who ends it in the middle, when accounts stay, then a report says that the world stopped."""
    whole = journal_of(silent(DATABASE))
    assert report_of_journal(whole, DATABASE, Edition.PARTICIPANTS).afterwards[-1].startswith("After 90 days, ")
    asked = msgspec.structs.replace(whole.entries[-2], n=len(whole.entries) + 1, event=e.FinishRequested())
    report = report_of_journal(replace(whole, entries=(*whole.entries[:-1], asked, whole.entries[-1])), DATABASE,
                               Edition.PARTICIPANTS)  # fmt: skip
    assert report.afterwards == (STOPPED,)
    assert not [row for row in report.timeline if "After 90 days" in row.text]


def test_a_drill_that_was_ended_too_soon_has_no_total_in_any_report() -> None:
    report = report_of_play(silent(DATABASE))
    short = msgspec.structs.replace(report, head=msgspec.structs.replace(report.head, too_short=True))
    for write in (to_html, to_markdown):
        assert "No total and no band: too little was due" in write(short)
        assert "No total" not in write(report)


def test_promises_are_told_with_what_became_of_them() -> None:
    play = reference(DATABASE)
    report = report_of_play(play)
    assert sum(p.state == "kept" for p in report.promises) == len(play.events(e.PromiseKept))
    assert report_of_play(silent(DATABASE)).promises == ()


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_id_and_no_key_stands_in_words_that_people_read(scenario: str) -> None:
    """Ids of promises, calls, credits and approvers are for the machine."""
    play = reference(scenario)
    report = report_of_play(play)
    ids = [event.promise for event in play.events(e.PromiseMade)]
    ids += [event.call for event in play.events(e.CallScheduled)]
    ids += [word for event in play.events(e.CreditProposed) for word in (event.proposal, event.approver)]
    ledger = re.compile(rf"\b({'|'.join((*ids, 'rfo', 'cs manager'))})\b")
    told = [row.text for row in report.timeline]
    told += [f"{promise.what} {promise.why}" for promise in report.promises]
    told += [words for message in report.messages for words in message.holds]
    assert [words for words in told if ledger.search(words)] == []


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_participants_get_no_truth(scenario: str) -> None:
    play = silent(scenario)
    variant = content(scenario).scenario.model.variants[play.card.variant]
    theirs, ours = report_of_play(play), report_of_play(play, Edition.FACILITATORS)
    for text in (to_html(theirs), to_markdown(theirs), msgspec.json.encode(theirs).decode()):
        assert variant.truth.cause.strip()[:60] not in text
        assert play.card.variant not in text
        assert variant.title not in text
    assert theirs.truth is None
    assert theirs.impact == ()
    assert not any(row.hidden for row in theirs.timeline)
    assert ours.truth is not None
    assert ours.truth.cause == variant.truth.cause.strip()
    assert sum(row.hidden for row in ours.timeline) == len(play.events(e.ImpactChanged)) + len(
        play.events(e.InjectFired)
    )


def test_what_to_practise_is_short_and_has_a_command() -> None:
    report = report_of_play(silent(DATABASE))
    assert 1 <= len(report.practice) <= 3
    assert all(one.command.startswith("warroom ") for one in report.practice)
    assert report.practice[0].lost >= report.practice[-1].lost
    assert all(row.owner and row.due for row in report.plan)


def test_findings_are_marked_where_they_are() -> None:
    text = "We hope to fix it soon. Next update 15:00 UTC."
    fault = Finding(feature="vague", rule="soon", start=18, end=22, quote="soon", advice="Name a time.")
    good = Finding(feature="next_update", rule="at", start=24, end=46, quote="Next update 15:00 UTC.")
    found = list(segments(text, [fault], [good]))
    assert "".join(part.text for part in found) == text
    assert [(part.text, part.marks, part.good) for part in found if part.marks or part.good] == [
        ("soon", (1,), False),
        ("Next update 15:00 UTC.", (), True),
    ]


def test_a_thinned_curve_keeps_its_peaks() -> None:
    whole = [Sample(at_s=n, milli=9_000 if n == 4_711 else n % 7) for n in range(10_000)]
    kept = thin(whole, 100)
    assert len(kept) <= 110
    assert max(one.milli for one in kept) == 9_000
    assert [one.at_s for one in kept] == sorted(one.at_s for one in kept)
    assert (kept[0], kept[-1]) == (whole[0], whole[-1])


def test_pictures_stay_on_their_paper() -> None:
    for scenario in SCENARIOS:
        report = report_of_play(reference(scenario), Edition.FACILITATORS)
        clock = update_clock(report)
        assert all(14 <= row.x <= row.due_x <= 706 for row in clock.rows)
        shown = signals(report)
        assert all(0 < flag.x < 720 for flag in shown.flags)
        assert len({(flag.x, flag.y) for flag in shown.flags}) == len(shown.flags)


def test_json_fits_its_published_schema() -> None:
    published = json.loads((SCHEMAS / "report.schema.json").read_text(encoding="utf-8"))
    assert published == schema(Report)
    for edition in Edition:
        made = json.loads(msgspec.json.encode(report_of_play(reference(DATABASE), edition)))
        jsonschema.validate(made, published)
    broken = dict(made, edition="everybody")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, published)


def test_a_page_of_nothing_happened_reads() -> None:
    page = to_html(report_of_play(silent(DATABASE)))
    for words in ("Nothing was sent.", "No post-mortem was handed in.", "No task was started.", "No time was promised"):
        assert words in page


def test_a_report_does_not_change_its_drill() -> None:
    play = reference(DATABASE)
    before = journal_of(play)
    assert report_of_play(play) == report_of_play(play)
    assert journal_of(play) == before


def test_owners_are_named_as_people_know_them() -> None:
    """Bots write a seat's key; a reader sees its title, in the report and in the log that leaves the room."""
    report = report_of_play(reference(DATABASE))
    assert not [row.text for row in report.timeline if "tech_lead" in row.text or "comms_lead" in row.text]
    assert any("Tech Lead" in row.text for row in report.timeline)


def test_a_better_wording_is_said_once_in_a_criterion() -> None:
    for scenario in SCENARIOS:
        for criterion in report_of_play(reference(scenario)).criteria:
            said = [quote.advice for quote in criterion.quotes if quote.advice] + [criterion.advice]
            assert len(said) == len(set(said)), criterion.id


def test_a_calm_signal_is_drawn_below_its_warning() -> None:
    calm = Curve(id="refused", title="Refused", unit="%", warn_milli=3_000, critical_milli=10_000,
                 samples=tuple(Sample(at_s=n, milli=400 + n % 2) for n in range(10)))  # fmt: skip
    report = msgspec.structs.replace(report_of_play(silent(DATABASE)), signals=(calm,))
    (strip,) = signals(report).strips
    assert [level.label for level in strip.levels] == ["warning 3"]


def test_every_format_tells_gates_distinctions_and_the_words_behind_full_marks() -> None:
    """What one reads on a page does not depend on the ending of its file."""
    report = report_of_play(reference(DATABASE))
    full = next(c for c in report.criteria if c.state == "full" and c.quotes)
    page, sheet = " ".join(to_html(report).split()), to_markdown(report)
    assert report.head.distinctions
    for text in (page, sheet):
        assert f"Distinctions (stretch targets met): {', '.join(report.head.distinctions)}." in text
        assert full.quotes[0].rule in text
    assert all(gate.state == "clear" and f"**Gate {gate.id} clear**" in sheet for gate in report.gates)
    assert f"line {full.evidence[0].n} at {full.evidence[0].utc}, line" in sheet or len(full.evidence) == 1


def test_a_violated_gate_is_called_violated_and_says_what_it_leaves() -> None:
    report = report_of_play(silent(DATABASE))
    assert report.head.gated.endswith("violated gate leaves band U, whatever the points.")
    page, sheet = to_html(report), to_markdown(report)
    assert "✗ violated" in page
    assert "violated**" in sheet
    assert all(report.head.gated in text for text in (page, sheet))


def test_a_page_folds_long_evidence_and_says_how_much() -> None:
    report = report_of_play(reference(DATABASE))
    most = max(report.criteria, key=lambda c: len(c.evidence))
    assert len(most.evidence) > 12
    assert f"{len(most.evidence) - 12} more of {len(most.evidence)} lines" in to_html(report)
