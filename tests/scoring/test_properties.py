"""What holds for every journal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scoring import judge
from simulator import events as e
from simulator.vocabulary import Channel, HypothesisState, Seat, Severity
from tests.scoring.builders import (
    SIGNAL_S,
    Story,
    brief,
    declared,
    finished,
    handed_in,
    impact,
    mail,
    named,
    quiet,
    reading,
    runbook,
    scenario,
    silence,
    started,
    story,
    update,
)

HORIZON_S = 6 * 3_600
MOMENTS = st.integers(0, HORIZON_S)
SEATS = st.sampled_from(list(Seat))
PEOPLE = st.sampled_from(["you", "writer", "tech", "notes", "boss", "csm", "ae", "nobody"])
TASKS = st.sampled_from(["look", "undo", "burn", "switch", "check", "copy", "rotate", "unknown"])
ACCOUNTS = st.sampled_from(["north", "south", "unknown"])
TEXTS = st.sampled_from(["", "We act.", "Next update by 13:00 UTC.", "declared undone", "x " * 100])
READINGS = st.sampled_from([reading(), silence(), reading(next_update_s=4_000), reading(next_update_s=10**9, anchor=0)])

ACTS = st.one_of(
    st.builds(declared, st.sampled_from(list(Severity)), scope=TEXTS),
    st.builds(named, SEATS, PEOPLE),
    st.builds(started, TASKS, SEATS, st.integers(-5, 100_000)),
    st.builds(update, TEXTS, channel=st.sampled_from(list(Channel)), final=st.booleans(), read=READINGS),
    st.builds(e.EntryLogged, action=TEXTS, owner=TEXTS, result=TEXTS, happened_at_s=st.none() | MOMENTS),
    st.builds(e.DecisionLogged, question=TEXTS, options=st.just(("a", "b")), choice=TEXTS, why=TEXTS, approver=PEOPLE),
    st.builds(e.HypothesisRecorded, hypothesis=TEXTS, state=st.sampled_from(list(HypothesisState)), why=TEXTS),
    st.builds(e.EvidenceAttached, title=TEXTS, source=st.sampled_from(["errors_pct", "check", "document", "nothing"])),
    st.builds(e.ConfirmationRecorded, account=ACCOUNTS, message=st.just("m"), genuine=st.booleans()),
    st.builds(e.PostmortemScheduled, in_days=st.integers(0, 400), invitees=st.just((Seat.IC,))),
    st.builds(e.RemediationAdded, action=TEXTS, owner=TEXTS, due_in_days=st.integers(0, 99), strength=TEXTS),
    st.builds(e.CreditGranted, proposal=st.just("none"), text=TEXTS, approved=st.booleans()),
    st.builds(e.Replied, message=st.sampled_from(["m-buyer", "m-ceo", "none"]), text=TEXTS, reading=READINGS),
    st.builds(e.CustomerAcknowledged, account=ACCOUNTS, text=TEXTS, reading=READINGS),
    st.builds(e.StoodDown, reason=TEXTS),
    st.builds(e.IncidentClosed, note=TEXTS),
    st.just(e.PageAcknowledged()),
    st.just(brief()),
    st.just(handed_in()),
)
HAPPENINGS = st.one_of(
    st.builds(impact, st.integers(0, 1_000)),
    st.builds(finished, TASKS, succeeded=st.booleans()),
    st.builds(
        mail, st.sampled_from(["buyer", "ceo", "stranger"]), ACCOUNTS, asks=st.booleans(), credible_signal=st.booleans()
    ),
    st.builds(
        e.PromiseMade,
        promise=st.just("p"),
        what=st.sampled_from(["update", "call"]),
        channel=st.just("status_page"),
        account=ACCOUNTS,
        due_s=MOMENTS,
        said_in=st.integers(0, 12),
    ),
    st.builds(e.PromiseBroken, promise=st.just("p")),
    st.builds(
        e.SentimentChanged,
        account=ACCOUNTS,
        sentiment_milli=st.integers(0, 100_000),
        trust_permille=st.just(1_000),
        churn_ppm=st.integers(0, 999_999),
        reason=TEXTS,
    ),
)


@st.composite
def journals(draw: st.DrawFn) -> Story:
    """Any mixture of acts and happenings, finished or not."""
    told = Story(draw(st.sampled_from(["main", "breach", "alarm", "unknown"])))
    for event in draw(st.lists(HAPPENINGS, max_size=12)):
        told = told.world(draw(MOMENTS), event)
    for event in draw(st.lists(ACTS, max_size=25)):
        told = told.you(draw(MOMENTS), event)
    return told.world(HORIZON_S, e.DrillEnded(reason="horizon")) if draw(st.booleans()) else told


def total(told: Story) -> float:
    return float(judge(told.journal(), scenario(), runbook()).earned)


@given(journals())
def test_any_journal_has_a_score_from_0_to_100(told: Story) -> None:
    card = judge(told.journal(), scenario(), runbook())
    assert 0 <= card.total <= card.earned <= 100
    for score in card.criteria:
        assert score.judgement.value_permille is None or 0 <= score.judgement.value_permille <= 1_000
        assert score.judgement.target


@given(MOMENTS, MOMENTS)
def test_acknowledging_earlier_never_lowers_the_score(first: int, second: int) -> None:
    earlier, later = sorted((SIGNAL_S + first, SIGNAL_S + second))
    assert total(story().you(earlier, e.PageAcknowledged())) >= total(story().you(later, e.PageAcknowledged()))


@given(MOMENTS, MOMENTS)
def test_declaring_earlier_never_lowers_the_score(first: int, second: int) -> None:
    """The team is named in the same breath, as the runbook asks."""

    def told(at_s: int) -> Story:
        return story().you(at_s, declared(), named(Seat.IC, "you"), named(Seat.COMMS_LEAD, "writer"))

    earlier, later = sorted((SIGNAL_S + first, SIGNAL_S + second))
    assert total(told(earlier)) >= total(told(later))


@given(st.integers(0, 7_200), MOMENTS, HAPPENINGS.filter(lambda event: not isinstance(event, e.MessageArrived)))
def test_an_unrelated_event_never_changes_the_time_to_acknowledge(ack_s: int, at_s: int, event: e.AnyEvent) -> None:
    told = story().you(SIGNAL_S + ack_s, e.PageAcknowledged())
    assert told.world(at_s, event).value("A2") == told.value("A2")


@given(st.lists(st.tuples(MOMENTS, ACTS), max_size=15))
def test_only_the_persons_own_acts_earn_points(acts: list[tuple[int, e.AnyEvent]]) -> None:
    idle = quiet().world(60, impact(200))
    busy = idle
    for at_s, act in acts:
        busy = busy.bot(at_s, act)
    assert total(busy) == total(idle) == 0


@given(journals())
def test_the_same_journal_has_the_same_scorecard(told: Story) -> None:
    first, again = (judge(told.journal(), scenario(), runbook()) for _ in range(2))
    assert first.to_json() == again.to_json()
