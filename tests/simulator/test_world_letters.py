"""Letters: customers write about what they were really told, when, and by whom."""

from __future__ import annotations

import pytest

from scenarios.lexicon import load_reader
from simulator import commands as c
from simulator import events as e
from simulator.drill import Drill
from simulator.vocabulary import MessageKind, Seat
from simulator.world.asking import left_open
from tests.builders import PAGE, Story, header, inject, kit, story, tiny

QUIET = tiny(injects=[PAGE])
GOOD = "All saves fail since 14:01. We switch a flag back. No workaround yet."


def letters(told: Story, account: str = "alpha") -> list[e.MessageArrived]:
    """Mails of an account, oldest first."""
    return [m for m in told.events(e.MessageArrived) if m.account == account and m.medium is MessageKind.MAIL]


def words(told: Story, account: str = "alpha") -> str:
    """Subjects and texts of an account's mails."""
    return "\n".join(f"{m.subject}\n{m.text}" for m in letters(told, account))


def test_whoever_hears_nothing_asks_whether_anybody_knows() -> None:
    told = story(QUIET).at("70m")
    first = letters(told)[0]
    assert not first.asks
    assert any(word in words(told) for word in ("14:01", "14:02", "nothing", "Silence", "minutes", "page", "nobody"))
    assert told.moments(e.MessageArrived)[1] > 15 * 60


def test_whoever_is_told_in_time_writes_nothing_about_silence() -> None:
    told = story(QUIET).at("10m").tell(GOOD).at("60m").tell(GOOD).at("100m")
    assert letters(told) == []


def test_a_silence_after_a_first_word_is_dated() -> None:
    told = story(QUIET).at("10m").tell(GOOD).at("2h30m")
    assert any("14:10" in m.subject + m.text for m in letters(told))


@pytest.mark.parametrize(("promise", "time"), [("Next update 14:40.", "14:40"), ("Fixed by 14:50.", "14:50")])
def test_a_broken_promise_comes_back_with_its_own_time(promise: str, time: str) -> None:
    told = story(QUIET).at("10m").tell(f"{GOOD} {promise}").at("80m")
    assert time in words(told)


def test_a_kept_promise_does_not() -> None:
    told = story(QUIET).at("10m").tell(f"{GOOD} Next update 14:40.").at("39m").tell(GOOD).at("80m")
    assert "14:40" not in words(told)


def test_an_update_that_says_nothing_is_asked_about() -> None:
    empty = story(QUIET).at("10m").tell("We work on it").at("50m")
    good = story(QUIET).at("10m").tell(GOOD).at("50m")
    assert [m.asks for m in letters(empty)] == [True]
    assert letters(good) == []
    assert "14:10" in words(empty) or "We work on it" in words(empty) or letters(empty)[0].text


def asked_after(update: str) -> set[str]:
    """What the bundled letters of several drills ask for after this update."""
    told = [Story(Drill(header(noise=noise), kit(QUIET, load_reader()))).at("10m").tell(update) for noise in range(12)]
    wanted = {"at what time": "time", "work around": "workaround", "hit or a part": "scope", "about it right": "action"}
    texts = "".join(words(one.at("40m")) for one in told)
    return {name for phrase, name in wanted.items() if phrase in texts}


def test_nobody_asks_for_what_the_update_has_just_given() -> None:
    """Given updates of one sentence and one time, when customers write back, then they ask for the rest."""
    assert {"time", "workaround", "scope", "action"} == asked_after("We know of it.")
    assert asked_after("We know of it. Next update by 14:40 UTC.") == {"workaround", "scope", "action"}


def test_who_was_told_scope_harm_and_time_asks_at_most_what_is_done() -> None:
    told = "What is late are confirmations, for up to 15 % of bookings, since 14:01 UTC. Next update by 14:40 UTC."
    reading = load_reader().read_update(told, at_utc_s=header().start_utc_s + 600)
    assert [name for name, missed in left_open(reading).items() if missed] == ["no_action"]


def over_our_head(account: str, noise: int = 0) -> str:
    """The mail of an account whose mood two blows have sent over our head."""
    blows = [inject(f"blow-{n}", at="20m", effect={"sentiment": {account: -40}}) for n in range(2)]
    told = story(tiny(injects=[PAGE, *blows]), noise=noise).at("21m")
    return "\n".join(m.text for m in letters(told, account))


def test_who_goes_over_our_head_says_what_was_the_last_straw() -> None:
    assert over_our_head("alpha").startswith("What I know of this I know from others. ")


def test_the_owner_of_a_small_house_has_no_director_and_no_board() -> None:
    """Given drills in which an owner and a head of IT lose patience, then only the one with superiors names them."""
    superiors = ("director", "leadership expects", "gone upstairs", "above me", "procurement", "Half of my team")
    for account, some in (("beta", False), ("alpha", True)):
        texts = "".join(over_our_head(account, noise) for noise in range(1, 13))
        assert any(word in texts for word in superiors) is some


def test_a_false_repair_is_quoted_back() -> None:
    told = story(QUIET).at("10m").tell("Good news, it works again for all.").at("40m")
    assert "it works again" in words(told)


def test_an_answer_with_a_time_is_taken_at_its_word() -> None:
    asked = inject("ask", at="5m", medium="mail", account="alpha", asks=True, sender="alpha-contact")
    told = story(tiny(injects=[PAGE, asked])).at("12m")
    message = next(m for m in told.events(e.MessageArrived) if m.asks)
    told.do(c.Reply(message=message.message, text="We know. Next update 14:45."), seat=Seat.CS)
    assert "14:45" in words(told.at("30m"))


@pytest.mark.parametrize("kind", ["chat", "mail"])
def test_a_colleague_asks_about_a_customer_and_the_customer_hears_none_of_the_answer(kind: str) -> None:
    """Given two drills in which sales ask about an account, when one answers and one does not, then it feels alike."""
    tip = inject("tip", at="5m", medium=kind, account="alpha", asks=True, answer_within="20m", sender="seller")
    told, silent = (story(tiny(injects=[PAGE, tip])).at("12m") for _ in range(2))
    told.do(c.Reply(message="m2", text="Tell them it works again. I tell you more: next update 14:45."), seat=Seat.CS)
    assert told.at("2h").incident.messages["m2"].answered_s == 720
    assert told.incident.promises == {}
    assert words(told) == words(silent.at("2h"))
    assert [told.mood(name) for name in told.incident.accounts] == [
        silent.mood(name) for name in silent.incident.accounts
    ]


def test_two_stories_are_put_side_by_side() -> None:
    for noise in range(1, 40):
        told = story(QUIET, noise=noise).at("5m").tell(GOOD).at("3h")
        wrong = [event for event in told.events(e.TeamSpoke) if event.contradicts]
        asked = [m for event in wrong for m in letters(told, event.account) if event.value in m.text and m.asks]
        if asked:
            return
    pytest.fail("no customer compared two stories in forty drills")


def test_nobody_writes_the_same_kind_of_letter_all_night() -> None:
    told = story(tiny(injects=[PAGE], horizon="30h")).at("30h")
    assert 3 <= len(letters(told)) <= 12


def test_a_customer_who_was_treated_well_says_thank_you() -> None:
    told = story(QUIET).at("3m").tell(GOOD).contain().at("20m").tell("It is over. All saves work.", final=True)
    told.declare()
    told.do(c.MarkResolved(note="Quiet for ten minutes"))
    told.do(c.CloseIncident(note="Confirmed"))
    before = len(letters(told))
    assert len(letters(told.at("2h"))) == before + 1
    assert not letters(told)[-1].asks


def test_the_head_of_finance_writes_after_the_account_has_gone_over_our_head() -> None:
    blow = inject("blow", at="20m", effect={"sentiment": {"alpha": -40}})
    told = story(tiny(injects=[PAGE, blow])).at("90m")
    assert any("Chief financial officer" in m.sender for m in letters(told))
