"""Players who should not pass: the silent, the idle, the early quitter, the talker, the one who plays it down."""

from __future__ import annotations

import pytest

from simulator import commands as c
from simulator import events as e
from simulator.bots.skilled import SKILLS, Skilled
from simulator.clock import MINUTE_S
from simulator.vocabulary import Channel, Seat, Severity
from tests.scoring.knockout import PUBLIC, Spoiler, added, between, chain, changed, of, only, without
from tests.scoring.plays import DATABASE, LEAK, SCENARIOS, Play, played, reference, script, silent

BYSTANDER = "trainee"
STILL = (
    "Up to 18 % of sessions in all regions still cannot save, as since 14:01 UTC. {news} Next update by "
    "{{in_{ahead}}} UTC."
)
NEWS = (
    "Our engineers have ruled out the disk and its locks and now examine the connections.",
    "Long queries are not to blame either; we are comparing two hours of session lists.",
    "Please keep failed orders on a list and save them later, there is no other way yet.",
    "A second group of specialists has joined and reads the logs of each application server.",
    "The network between our servers has been tested from end to end and is healthy.",
    "We have begun to rehearse a move to the standby database in a copy of production.",
    "That rehearsal ended early because the copy lagged behind; it is being repeated now.",
    "Support answers every ticket by name, and the night team has taken over the search.",
)


def test_silence_earns_nothing_and_the_gates_say_why() -> None:
    """At most five points, the lowest band, and every gate that fits the class by name."""
    for scenario in SCENARIOS:
        run = silent(scenario)
        assert run.card.total <= 5
        assert run.card.band == "U"
        assert run.gates >= {"G-2", "G-4"} | ({"G-3"} if scenario == LEAK else set())
        assert all(gate.title and gate.reason for gate in run.card.gates)


def test_customers_go_over_the_head_of_a_silent_team() -> None:
    """They escalate, and at least one account is twice as likely to leave as before."""
    for scenario in SCENARIOS:
        run = silent(scenario)
        assert run.events(e.AccountEscalated)
        base = {company.account: company.churn_ppm for company in run.events(e.DrillStarted)[0].companies}
        last = {change.account: change.churn_ppm for change in run.events(e.SentimentChanged)}
        assert any(risk >= 2 * base[account] for account, risk in last.items())


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_whoever_watches_others_play_well_earns_nothing(scenario: str) -> None:
    """The whole reference run by colleagues' hands is no act of the trainee."""
    run = played(scenario, script(scenario), judged=BYSTANDER)
    assert_idle(run)


def test_an_expert_bot_saves_the_customers_and_not_the_trainee_beside_it() -> None:
    """The same run is a pass for the one who played it."""
    run = played(DATABASE, player=Skilled(SKILLS["expert"], 0), judged=BYSTANDER)
    assert run.card.finished
    assert_idle(run)


def assert_idle(run: Play) -> None:
    """What an idle trainee's scorecard looks like."""
    assert run.card.total <= 5
    assert run.card.band == "U"
    assert "G-4" in run.gates


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_twenty_good_minutes_are_not_enough(scenario: str) -> None:
    """A perfect start from the first signal on, and then nothing, stays below half of the points."""
    signal_min = reference(scenario).moment(e.MessageArrived, credible_signal=True) // MINUTE_S
    opening = only(between(0, signal_min + 20))

    run = played(scenario, opening(script(scenario)))

    assert run.value("A1") == run.value("B1") == 1_000
    assert run.card.total < 50
    assert run.card.band == "U"


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_talking_without_ever_containing_it_is_a_gate(scenario: str) -> None:
    """Every word of the reference run that does not rest on work done, and not one task."""
    run = played(scenario, without(of(c.StartTask))(script(scenario)))
    assert "G-2" in run.gates
    assert run.card.total <= 59
    assert run.card.band == "U"


def test_words_on_the_clock_do_not_make_up_for_an_outage_that_lasts() -> None:
    """On the clock until the horizon, with a time in every post, and still capped."""
    steps = without(of(c.StartTask))(script(DATABASE))
    for number, news in enumerate(NEWS):
        steps = public(95 + 50 * number, STILL.format(news=news, ahead="60m"))(steps)

    run = played(DATABASE, steps)

    assert all(run.value(name) >= 900 for name in ("C1", "C2", "C3"))
    assert run.gates == {"G-2"}
    assert run.card.band == "U"


def test_playing_it_down_earns_next_to_nothing_on_the_clock() -> None:
    """A SEV-1 declared as SEV-2, with a post every two hours: duties follow the right severity."""
    quiet = chain(without(PUBLIC), changed(of(c.Declare), severity=Severity.SEV2))
    for number, news in enumerate(NEWS[:3]):
        quiet = chain(quiet, public(123 + 120 * number, STILL.format(news=news, ahead="2h")))

    run = played(DATABASE, quiet(script(DATABASE)))

    assert all(run.value(name) <= 100 for name in ("C1", "C2", "C3"))
    assert run.value("A3") == 300


def public(at_min: int, text: str) -> Spoiler:
    """One more post on the status page."""
    return added(at_min, c.PostUpdate(channel=Channel.STATUS_PAGE, text=text), Seat.COMMS_LEAD)
