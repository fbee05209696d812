"""Dose and response: what holds for the customer and responder models whatever the numbers and the seed.

Hypothesis draws accounts, impact and the moments of what is said; the real engine plays. The long form, over every
parameter that is a guess, is `make validate`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import commands as c
from simulator import events as e
from simulator.scenario import Scenario
from simulator.vocabulary import Channel
from tests.builders import PAGE, Story, story, tiny, tiny_data

GOOD = "All saves fail since 14:01. We switch a flag back. No workaround yet."
NOISE = st.integers(0, 10_000)
FEW = settings(max_examples=12, deadline=None)
FLOOR_MILLI = 15_000
"""Above the floor: no account of these drills falls to zero before it is looked at."""


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """The tiny scenario with other accounts, another share of failing work and another severity."""
    data = tiny_data()
    for spec in data["accounts"].values():
        spec["sentiment"] = draw(st.integers(70, 95))
        spec["relationship"] = draw(st.sampled_from(["high", "normal", "low"]))
        spec["tier"] = draw(st.sampled_from(["strategic", "enterprise", "standard"]))
        spec["users"] = draw(st.integers(0, 2_000))
    data["faults"]["bad-flag"]["impact_pct"] = {name: draw(st.integers(10, 100)) for name in data["accounts"]}
    data["variants"]["flag"]["truth"]["severity"] = draw(st.sampled_from(["sev1", "sev2"]))
    data |= {"injects": [PAGE], "horizon": "4h"}
    return Scenario.model_validate(data)


def real_mood(told: Story, account: str) -> int:
    """The mood itself, not only what was last shown, in sixtieths of a thousandth of a point."""
    parts: list[Any] = [getattr(action, "__self__", None) for action in told.drill.stage.beats]
    moods = next(part.moods for part in parts if hasattr(part, "moods"))
    return int(moods[account].sixtieths)


def spoken_at(scenario: Scenario, minute: int, noise: int, *, look_min: int = 74) -> Story:
    """Silence up to a minute, then one good update, and a look at a later one."""
    return story(scenario, noise=noise).at(f"{minute}m").tell(GOOD).at(f"{look_min}m")


@FEW
@given(scenario=scenarios(), first=st.integers(18, 40), steps=st.integers(1, 4), noise=NOISE)
def test_each_further_quarter_of_an_hour_of_silence_lowers_every_account(
    scenario: Scenario, first: int, steps: int, noise: int
) -> None:
    held = "Say only this: all saves fail."
    moods: dict[str, list[int]] = {"alpha": [], "beta": []}
    for step in range(steps + 1):
        told = (
            story(scenario, noise=noise).at("3m").tell(held, channel=Channel.HOLDING_LINE).at(f"{first + 15 * step}m")
        )
        for account, values in moods.items():
            values.append(real_mood(told, account))
    for values in moods.values():
        assert all(later < earlier for earlier, later in pairwise(values) if earlier > 0)


@FEW
@given(scenario=scenarios(), minute=st.integers(18, 28), later=st.integers(1, 3), noise=NOISE)
def test_speaking_later_never_leaves_an_account_happier(
    scenario: Scenario, minute: int, later: int, noise: int
) -> None:
    early, late = (spoken_at(scenario, m, noise) for m in (minute, minute + 15 * later))
    for account in ("alpha", "beta"):
        heard = [x for x in late.events(e.TeamSpoke) if x.account == account]
        heard += [x for x in early.events(e.TeamSpoke) if x.account == account]
        if not heard and real_mood(late, account) > FLOOR_MILLI:
            assert real_mood(late, account) < real_mood(early, account)


@FEW
@given(scenario=scenarios(), noise=NOISE, due=st.integers(20, 50))
def test_a_broken_repair_promise_costs_more_than_a_kept_one_wins(scenario: Scenario, noise: int, due: int) -> None:
    def told(promise: str, *, kept: bool) -> Story:
        one = story(scenario, noise=noise).at("3m")
        one.at("5m").tell(f"{GOOD}{promise}").at("10m")
        if kept:
            one.drill.lookup.system.move("bad-flag", 0, 60)
        return one.at("60m")

    promise = f" Fixed by 14:{due}."
    for account in ("alpha", "beta"):
        cost = real_mood(told("", kept=False), account) - real_mood(told(promise, kept=False), account)
        gain = real_mood(told(promise, kept=True), account) - real_mood(told("", kept=True), account)
        assert cost > gain >= 0


@FEW
@given(scenario=scenarios(), minute=st.integers(6, 50), noise=NOISE)
def test_a_broken_update_promise_never_pays(scenario: Scenario, minute: int, noise: int) -> None:
    plain = story(scenario, noise=noise).at("5m").tell(GOOD).at("75m")
    promised = story(scenario, noise=noise).at("5m").tell(f"{GOOD} Next update 14:{minute:02}.").at("75m")
    for account in ("alpha", "beta"):
        assert real_mood(promised, account) < real_mood(plain, account)


@FEW
@given(scenario=scenarios(), noises=st.lists(NOISE, min_size=8, max_size=8, unique=True))
def test_a_holding_line_reduces_contradictions(scenario: Scenario, noises: list[int]) -> None:
    def contradictions(*, held: bool) -> int:
        total = 0
        for noise in noises:
            told = story(scenario, noise=noise)
            for minute in range(4, 180, 25):
                told.at(f"{minute}m")
                if held:
                    told.tell("Say only this: all saves fail.", channel=Channel.HOLDING_LINE)
            total += sum(event.contradicts for event in told.at("3h").events(e.TeamSpoke))
        return total

    assert contradictions(held=True) == 0
    assert contradictions(held=False) > 0


@FEW
@given(scenario=scenarios(), minute=st.integers(10, 60), earlier=st.integers(1, 9), noise=NOISE)
def test_an_earlier_containment_never_lengthens_the_outage(
    scenario: Scenario, minute: int, earlier: int, noise: int
) -> None:
    def restored_s(begin_min: int) -> int | None:
        told = story(scenario, noise=noise).at("3m")
        for _ in range(3):
            told.do(c.PageTeam(team="platform"))
            told.drill.advance_to(told.drill.at_s + 1_000)
            if told.incident.present:
                break
        told.at(f"{begin_min + 55}m").run_task("roll-back")
        return told.at("4h").incident.restored_s

    late, early = restored_s(minute), restored_s(minute - earlier)
    assert late is None or (early is not None and early <= late)


@FEW
@given(scenario=scenarios(), noise=NOISE, minute=st.integers(5, 40))
def test_what_one_account_is_told_does_not_move_another(scenario: Scenario, noise: int, minute: int) -> None:
    def told(*, mail: bool) -> Story:
        one = story(scenario, noise=noise).at(f"{minute}m")
        if mail:
            one.do(c.PostUpdate(channel=Channel.CUSTOMER_MAIL, text=GOOD, accounts=("alpha",)))
        return one.at("90m")

    assert real_mood(told(mail=True), "beta") == real_mood(told(mail=False), "beta")


def test_the_tiny_scenario_is_what_these_properties_think() -> None:
    assert set(tiny().accounts) == {"alpha", "beta"}


def test_an_earlier_containment_among_competing_tasks_does_not_lengthen_it_in_the_mean() -> None:
    """Crowding may turn single drills round; 40 seeds of eight other tasks here, 200 when it was written."""
    data = tiny_data() | {"injects": [PAGE], "horizon": "6h"}
    for i in range(8):
        other = {"title": f"Other {i}", "kind": "diagnose", "team": "platform", "median": "10m", "result": "Nothing."}
        data["tasks"][f"other{i}"] = other
        data["cast"][f"hand{i}"] = {"title": "Engineer", "team": "platform"}
    crowded = Scenario.model_validate(data)

    def restored_s(begin_min: int, noise: int) -> int | None:
        told = story(crowded, noise=noise).at("3m")
        while len(told.incident.present) < 9 and told.drill.at_s < 9_000:
            told.do(c.PageTeam(team="platform"))
            told.drill.advance_to(told.drill.at_s + 301)
        told.at("155m")
        for i in range(8):
            told.run_task(f"other{i}")
        told.at(f"{begin_min}m").run_task("roll-back")
        return told.at("5h").incident.restored_s

    pairs = [(restored_s(157, noise), restored_s(167, noise)) for noise in range(1, 41)]
    both = [(early, late) for early, late in pairs if early is not None and late is not None]
    assert len(both) > 20
    assert sum(early for early, _ in both) <= sum(late for _, late in both)
