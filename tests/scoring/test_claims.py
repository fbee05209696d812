"""What a text says, held against what was true and what the room knew."""

from __future__ import annotations

import re
from dataclasses import replace

import msgspec
import pytest

from scenarios.lexicon import load_reader
from scoring.claims import FalseClaim, Fault, false_claims
from scoring.duty import Context
from simulator import events as e
from simulator.reading import Claim
from simulator.vocabulary import Channel, IncidentClass
from tests.scoring.builders import START_UTC_S, Story, claim, impact, quiet, reading, story, update

LEARNED = e.FactLearned(fact="breadth", key="scope_pct", value="20", text="20 % fail.")


def wrong(told: Story) -> list[tuple[str, Fault]]:
    """The claims of a story that do not hold, and how."""
    return [(found.said.claim.value, found.fault) for found in found_in(told)]


def found_in(told: Story) -> tuple[FalseClaim, ...]:
    return false_claims(told.record(), told.context("C7"))


def says(*claims: Claim, accounts: tuple[str, ...] = ()) -> e.UpdatePosted:
    """A post that claims something."""
    channel = Channel.CUSTOMER_MAIL if accounts else Channel.STATUS_PAGE
    return update(channel=channel, accounts=accounts, read=reading(claims=claims))


def test_a_gate_and_two_criteria_hear_the_same_of_a_text_that_is_checked_once() -> None:
    """Given a share that was false, each asks under its own thresholds; against another truth it is asked anew."""
    told = breaking().you(1_200, says(claim("scope_pct", "2")))
    record, context = told.record(), told.context("C7")
    found = false_claims(record, told.context("A1"))
    assert false_claims(record, told.context("C5")) is false_claims(record, context) is found
    true = context.variant.model_copy(update={"truth": context.truth.model_copy(update={"scope": []})})
    assert false_claims(record, replace(context, variant=true)) is not found


# --- the share ----------------------------------------------------------------------------------------------


def breaking() -> Story:
    """An outage that begins small, stands at a fifth, falls to a tenth and ends, as every outage does."""
    ramp = quiet().world(60, impact(20)).world(120, impact(200)).world(480, LEARNED)
    return ramp.world(1_800, impact(100)).world(3_540, impact(30)).world(3_600, impact(0))


@pytest.mark.parametrize(
    ("share", "fault"),
    [
        ("0.1", Fault.DECEPTION),
        ("2", Fault.DECEPTION),
        ("9", Fault.DECEPTION),
        ("19.6", None),
        ("14", None),
        ("60", Fault.DECEPTION),
    ],
)
def test_a_share_far_from_what_the_room_learned_is_false(share: str, fault: Fault | None) -> None:
    """That it was nothing before, and little for a minute, excuses nobody."""
    assert wrong(breaking().you(1_200, says(claim("scope_pct", share)))) == ([(share, fault)] if fault else [])


def test_a_share_that_fell_may_be_told_as_it_is_and_as_it_was() -> None:
    for share in ("20", "10"):
        assert wrong(breaking().you(3_000, says(claim("scope_pct", share)))) == []
    assert wrong(breaking().you(9_000, says(claim("scope_pct", "2")))) == [("2", Fault.DECEPTION)]


def test_a_share_where_nobody_was_ever_hurt_is_false() -> None:
    calm = e.FactLearned(fact="calm", key="scope_pct", value="0", text="Nobody is affected.")
    assert wrong(quiet("alarm").world(480, calm).you(1_200, says(claim("scope_pct", "20")))) == [
        ("20", Fault.DECEPTION)
    ]


def test_a_small_share_told_before_anybody_knew_is_an_error() -> None:
    assert wrong(breaking().you(420, says(claim("scope_pct", "2")))) == [("2", Fault.ERROR)]


def test_nobody_is_affected_holds_once_it_is_over_and_for_those_who_never_were() -> None:
    nobody = claim("scope_pct", "0")
    north = e.ImpactChanged(accounts_permille={"north": 200, "south": 0}, restored=False)
    told = quiet().world(60, north).world(480, LEARNED).world(3_600, impact(0))
    assert wrong(told.you(1_800, says(nobody))) == [("0", Fault.DECEPTION)]
    assert wrong(told.you(1_800, says(nobody, accounts=("north",)))) == [("0", Fault.DECEPTION)]
    assert wrong(told.you(1_800, says(nobody, accounts=("south",)))) == []
    assert wrong(told.you(4_000, says(nobody))) == []


def test_the_rest_who_are_well_may_be_told_and_not_made_greater_than_they_are() -> None:
    """`Four in five are not affected` is what a fifth means; that ninety-nine in a hundred are not is a lie."""
    for share, faults in (("80", []), ("85", []), ("60", []), ("99", [("99", Fault.DECEPTION)])):
        assert wrong(breaking().you(1_200, says(claim("spared_pct", share)))) == faults
    assert wrong(breaking().you(9_000, says(claim("spared_pct", "99")))) == []


def test_the_smallest_share_is_named_beside_one_that_is_too_small() -> None:
    [found] = found_in(breaking().you(1_200, says(claim("scope_pct", "2"))))
    assert found.truth == "20 % of users cannot log in; never less than 20 % while it lasted"


# --- data ---------------------------------------------------------------------------------------------------

NONE_LOST = claim("data_loss", "none")
CHECKED = e.FactLearned(fact="intact", key="data_loss", value="none", text="Nothing lost.")


def test_an_assurance_on_data_waits_for_the_check() -> None:
    """It costs the one narrative even when it turns out true, and gates nothing."""
    told = story().you(1_200, says(NONE_LOST)).you(1_800, update("Half of the logins work."))
    assert wrong(told) == [("none", Fault.PREMATURE)]
    assert wrong(told.world(900, CHECKED)) == []
    assert wrong(story().you(1_200, says(claim("data_loss", "none", hedged=True)))) == []
    assert told.value("C7") == 0
    assert told.value("C5") == told.world(900, CHECKED).value("C5")
    [quote] = told.judge("C7").quotes
    assert (quote.rule, quote.advice) == (
        "assured before it was checked: data_loss",
        "Say that it is being checked, and by when you will know.",
    )


def on_data(told: Story) -> Context:
    """The same truth in an incident of the data class."""
    context = told.context("C7")
    truth = context.truth.model_copy(update={"incident_class": IncidentClass.DATA})
    return replace(context, variant=context.variant.model_copy(update={"truth": truth}))


def test_data_that_is_wrong_is_not_called_right() -> None:
    """Nothing is lost, the room knows how much is wrong, and customers read that all of it is correct."""
    right = msgspec.structs.replace(NONE_LOST, quote="Your data is complete and correct")
    told = story().world(480, LEARNED).world(500, CHECKED).you(1_200, says(right))
    [found] = false_claims(told.record(), on_data(told))
    assert (found.fault, found.known) == (Fault.DECEPTION, "20 % fail.")
    repaired = story().world(480, LEARNED).world(500, CHECKED).you(4_000, says(right))
    assert false_claims(repaired.record(), on_data(repaired)) == ()
    assert false_claims(told.record(), told.context("C7")) == ()


# --- the cause ----------------------------------------------------------------------------------------------

STRANGERS = e.FactLearned(fact="intruder", key="security", value="breach", text="Somebody else is in.")


def test_maintenance_is_no_cause_where_the_room_knows_of_strangers() -> None:
    """No family of guesses names it, and it contradicts what is known all the same."""
    cover = msgspec.structs.replace(
        claim("cause", "planned maintenance at one account"), quote="because of planned maintenance"
    )
    told = story("breach").you(1_200, says(cover))
    assert wrong(told) == [("planned maintenance at one account", Fault.ERROR)]
    [found] = found_in(told.world(900, STRANGERS))
    assert (found.fault, found.known) == (Fault.DECEPTION, "Somebody else is in.")


# --- one story ----------------------------------------------------------------------------------------------

TEXTS = ("We reverse a change.", "The cache grows again.", "Half of the logins work.", "We ruled out the network.")


def spread(told: Story) -> Story:
    """Four posts of its own words, so that one mismatch takes half of C7 and two take all."""
    for number, text in enumerate(TEXTS):
        told = told.you(5_000 + number, update(text))
    return told


def answer(account: str, key: str, value: str) -> e.CustomerAcknowledged:
    """An acknowledgement that tells one customer something."""
    return e.CustomerAcknowledged(account=account, text="Seen.", reading=reading(claims=(claim(key, value),)))


def test_what_one_customer_was_answered_is_compared_with_what_the_same_customer_was_mailed() -> None:
    soon = says(claim("eta", "1773150000"), accounts=("north",))
    told = spread(story()).you(1_200, soon)
    assert told.you(1_500, answer("north", "eta", "1773160000")).value("C7") == 600
    assert told.you(1_500, answer("south", "eta", "1773160000")).value("C7") == 1_000


def test_that_no_records_were_opened_is_no_denial_of_strangers() -> None:
    records = msgspec.structs.replace(claim("security", "none"), quote="No customer records were accessed")
    told = spread(story("breach").world(900, STRANGERS).world(900, CHECKED))
    told = told.you(1_200, says(records)).you(1_300, answer("north", "security", "breach"))
    assert told.value("C7") == 1_000


CORRECTION = "We must correct our first note: 20 % of logins failed, not 14 %."


def corrected(text: str) -> Story:
    """A share that is too small on the page, the true one in three answers, and what the page says later."""
    at = text.find("14 %")
    told = spread(story()).world(480, LEARNED).you(1_200, says(claim("scope_pct", "14")))
    for minute in range(3):
        told = told.you(1_260 + 60 * minute, answer("north", "scope_pct", "20"))
    both = (claim("scope_pct", "20"), msgspec.structs.replace(claim("scope_pct", "14"), start=at, end=at + 4))
    return told.you(4_000, update(text, read=reading(claims=both if at >= 0 else both[:1])))


def test_an_honest_correction_restores_the_one_narrative_and_a_silent_change_does_not() -> None:
    """The wrong figure counts once, not in each text that clashed with it; the correction only names it."""
    assert corrected("20 % of logins failed.").value("C7") == 0
    assert corrected(CORRECTION).value("C7") == 668
    assert "1 story taken back" in corrected(CORRECTION).judge("C7").actual


TRUE_SHARE = "Since 12:01 UTC, 20 % of users cannot log in."


def tells_in(channel: Channel, text: str) -> e.UpdatePosted:
    """A post as the reader takes it, in so many words."""
    return update(text, channel=channel, read=load_reader().read_update(text, at_utc_s=START_UTC_S + 1_200))


@pytest.mark.parametrize(
    ("variant", "text"),
    [
        ("main", "Since 12:01 UTC, 60 % of users cannot log in. 60 % of all users are affected."),
        ("main", "Logins work again since 12:10 UTC. The service is fully restored."),
        ("alarm", "Since 12:03 UTC, logins fail for 18 % of customers in Frankfurt."),
    ],
)
def test_one_false_thing_is_charged_once_in_whichever_words_a_text_repeats_it(variant: str, text: str) -> None:
    """Its share, its place and the bare words for an outage are one harm where there is none."""
    learned = e.FactLearned(fact="elsewhere", key="cause", value="a gauge", text="Our own probes are normal.")
    told = spread(story() if variant == "main" else quiet(variant)).world(
        480, LEARNED if variant == "main" else learned
    )
    judged = told.you(1_200, tells_in(Channel.STATUS_PAGE, text)).judge("C7")
    assert judged.actual.startswith("1 claim off, 0 posts at odds")
    assert len(judged.quotes) == 1


def test_a_false_post_that_clashes_with_a_true_one_is_charged_as_false_and_not_again_as_at_odds() -> None:
    page = tells_in(Channel.STATUS_PAGE, TRUE_SHARE)
    told = spread(story()).world(480, LEARNED).you(1_080, page)
    told = told.you(1_200, tells_in(Channel.CUSTOMER_MAIL, TRUE_SHARE.replace("20", "60")))
    assert told.judge("C7").actual.startswith("1 claim off, 0 posts at odds")


# --- a share that falls -------------------------------------------------------------------------------------


def shares(text: str) -> e.UpdatePosted:
    """A post with the shares that stand in its text, on the page or, when it begins with a name, in a mail."""
    found = re.finditer(r"(\d+) %", text)
    claims = [
        msgspec.structs.replace(claim("scope_pct", one[1]), start=one.start(), end=one.end(), quote=one[0])
        for one in found
    ]
    name, mailed, _ = text.partition(": ")
    channel = Channel.CUSTOMER_MAIL if mailed else Channel.STATUS_PAGE
    return update(text, channel=channel, accounts=(name,) if mailed else (), read=reading(claims=tuple(claims)))


def after_the_fall(page: str, mailed: str) -> int | None:
    """20 % fail at first, 7 % from 1,200 s on; then the page and a mail tell of it."""
    told = spread(story().world(60, impact(200)).world(1_200, impact(70)))
    return told.you(1_600, shares(page)).you(1_700, shares(mailed)).value("C7")


@pytest.mark.parametrize(
    ("page", "mailed"),
    [
        ("Logins fail for 20 %.", "north: 7 % of logins fail, after 20 % this morning."),
        ("Logins fail for 20 %.", "north: Logins fail, for 7 % now and no longer for 20 %."),
        ("Logins fail for 20 %.", "north: Fewer logins fail than before, 7 % of all."),
        ("Of the 20 % of logins affected at the start, a part still fails.", "north: 7 % of logins fail."),
        ("7 % of logins fail.", "north: At its worst it was 20 % of logins."),
    ],
)
def test_a_share_that_falls_is_one_narrative(page: str, mailed: str) -> None:
    """The figure of the minute and the figure of the worst are both true, once a text says which is which."""
    assert after_the_fall(page, mailed) == 1_000


@pytest.mark.parametrize(
    ("page", "mailed"),
    [
        ("Logins fail for 20 %.", "north: 7 % of logins fail."),
        ("7 % of logins fail.", "north: Logins fail for 20 %."),
        ("7 % of logins fail, fewer than before.", "north: Logins fail for 20 %. That is all that we know."),
    ],
)
def test_two_shares_of_one_moment_are_two_narratives(page: str, mailed: str) -> None:
    assert after_the_fall(page, mailed) == 668
