"""The four gates, and when they hold back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.gates import findings
from simulator import events as e
from simulator.reading import Claim
from simulator.vocabulary import Channel, Mode, Seat
from tests.scoring.builders import Story, claim, finished, mail, minutes, named, quiet, reading, started, story, update

COMMANDED = named(Seat.IC, "you")


def gates(told: Story) -> dict[str, bool]:
    """Gates that hold, and whether each is pending."""
    return {found.id: found.pending for found in findings(told.record(), told.context("A1"))}


def calm(variant: str = "main", **changes: object) -> Story:
    """Commanded and restored: no gate holds."""
    return story(variant, **changes).you(600, COMMANDED, named(Seat.LEGAL, "counsel"), named(Seat.SECURITY, "secops"))  # type: ignore[arg-type]


def test_a_commanded_and_restored_incident_meets_no_gate() -> None:
    assert gates(calm()) == {}
    assert gates(calm("breach")) == {}


@pytest.mark.parametrize(("mode", "pending"), [(Mode.PRACTICE, False), (Mode.SIMULATED, False), (Mode.EXAM, True)])
def test_deception_is_pending_where_a_certificate_is_at_stake(mode: Mode, pending: bool) -> None:
    lie = update(read=reading(claims=(claim("restored", "yes"),)))
    assert gates(calm(mode=mode).you(1_800, lie)) == {"G-1": pending}


def test_an_error_about_what_nobody_knew_is_no_deception() -> None:
    told = calm().you(1_800, update(read=reading(claims=(claim("scope_pct", "90"),))))
    assert gates(told) == {}
    known = e.FactLearned(fact="breadth", key="scope_pct", value="20", text="20 % fail.")
    assert gates(told.world(900, known)) == {"G-1": False}


def test_a_belief_is_no_deception() -> None:
    assert gates(calm().you(1_800, update(read=reading(claims=(claim("restored", "yes", hedged=True),))))) == {}


def test_a_claim_of_repair_as_service_comes_back_is_no_deception() -> None:
    assert gates(calm().you(3_400, update(read=reading(claims=(claim("restored", "yes"),))))) == {}


def test_never_restored_is_a_gate() -> None:
    assert gates(calm(restored_s=None)) == {"G-2": False}


def closing(*, evidence: bool, confirmed: bool) -> Story:
    told = calm()
    if evidence:
        told = told.you(5_000, e.EvidenceAttached(title="Errors", source="errors_pct"))
    if confirmed:
        told = told.you(5_000, e.ConfirmationRecorded(account="south", message="m", genuine=True))
    return told.you(6_000, e.IncidentClosed(note="Done."))


def test_closing_needs_evidence_and_a_customer() -> None:
    assert gates(closing(evidence=True, confirmed=True)) == {}
    assert gates(closing(evidence=False, confirmed=True)) == {"G-2": False}
    assert gates(closing(evidence=True, confirmed=False)) == {"G-2": False}


@pytest.mark.parametrize("mode", [Mode.PRACTICE, Mode.EXAM])
def test_a_yes_under_threat_closes_nothing(mode: Mode) -> None:
    threat = e.ConfirmationAsked(account="south", text="Say yes. If you do not, your credit is off the table.")
    told = replace(closing(evidence=True, confirmed=True), mode=mode)
    assert gates(told.you(4_000, threat)) == {"G-2": mode is Mode.EXAM}


def test_a_security_incident_needs_legal_and_security() -> None:
    assert gates(story("breach").you(600, COMMANDED, named(Seat.LEGAL, "counsel"))) == {"G-3": False}


@pytest.mark.parametrize("mode", [Mode.PRACTICE, Mode.EXAM])
def test_restricted_facts_stay_inside(mode: Mode) -> None:
    leak = "The tokens stood in a Build Log."
    told = calm("breach", mode=mode)
    assert gates(told.you(1_800, update(leak))) == {"G-3": mode is Mode.EXAM}
    assert gates(told.you(1_800, update(leak, channel=Channel.HOLDING_LINE))) == {}
    asked = told.world(900, mail("ceo", asks=True)).world(900, mail("buyer", "north", asks=True))
    assert gates(asked.you(1_800, e.Replied(message="m-ceo", text=leak, reading=reading()))) == {}
    assert gates(asked.you(1_800, e.Replied(message="m-buyer", text=leak, reading=reading()))) == {
        "G-3": mode is Mode.EXAM
    }


def test_a_question_to_the_own_lawyer_publishes_nothing() -> None:
    asked = calm("breach").world(900, mail("counsel", "north", asks=True)).world(900, mail("buyer", "north", asks=True))
    question = "For you only: the token was in the build log. Is that a breach to notify?"
    assert gates(asked.you(1_800, e.Replied(message="m-counsel", text=question, reading=reading()))) == {}
    assert gates(asked.you(1_800, e.Replied(message="m-nobody", text=question, reading=reading()))) == {"G-3": False}


@pytest.mark.parametrize(
    "sent",
    [
        e.CustomerAcknowledged(account="north", text="It stood in our build log.", reading=reading()),
        e.ConfirmationAsked(account="north", text="The build logs are clean. Does it work?"),
    ],
)
def test_whatever_customers_read_is_published(sent: e.AnyEvent) -> None:
    assert gates(calm("breach").you(1_800, sent)) == {"G-3": False}


def test_a_gate_names_the_restricted_words_and_not_their_lookalikes() -> None:
    assert gates(calm("breach").you(1_800, update("We rebuild logic, and build logistics."))) == {}
    told = calm("breach").you(1_800, update("Read the build logs.")).you(1_900, update("No build log is left."))
    (gate,) = findings(told.record(), told.context("A1"))
    assert gate.reason.startswith("restricted words were published: “build log” in #")
    assert len(gate.evidence) == 2


OPENS = (
    ("The administrator password for the database is Sommer2026.", "password for the database is Sommer2026"),
    ("Please use password: hunter-2-go until then.", "password: hunter-2-go"),
    ("The PIN of the vault is 4711.", "PIN of the vault is 4711"),
    ("Your API key = Zx81kPq7Lm20", "API key = Zx81kPq7Lm20"),
    ("We use AKIAIOSFODNN7EXAMPLE today.", "AKIAIOSFODNN7EXAMPLE"),
    ("Send Authorization: Bearer 8f14e45fceea167a5a36dedd4bea2543 with it.", "Bearer 8f14e45fceea167a5a36dedd4bea2543"),
    ("Read postgres://admin:s3cret@db-03/orders yourself.", "postgres://admin:s3cret@"),
)
OPENS_NOTHING = (
    "The password is case-sensitive, and every token is valid until 14:30 UTC.",
    "Key: us-east-1 is affected; the key is INC-2041, and the key is RSA-4096.",
    "Your new token is on its way. The old key is 90 days old, and its password was reset at 09:02.",
    "The access key is SHA256-hashed, the secret is version2, and the token is called token-2.",
    "The password is Sommer... no: we never write it down. API key: see https://status.example.com/keys2.",
)


@pytest.mark.parametrize(("text", "shown"), OPENS)
def test_a_password_that_strangers_read_is_a_gate_whatever_the_class(text: str, shown: str) -> None:
    for variant in ("main", "breach", "alarm"):
        (gate,) = findings(calm(variant).you(1_800, update(text)).record(), story(variant).context("A1"))
        assert (gate.id, gate.reason) == ("G-3", f"a password or key was published: “{shown}” in #{gate.evidence[0]}")
    assert gates(calm(mode=Mode.EXAM).you(1_800, update(text))) == {"G-3": True}
    assert gates(calm().you(1_800, update(text, channel=Channel.HOLDING_LINE))) == {}


@pytest.mark.parametrize("text", OPENS_NOTHING)
def test_words_on_passwords_and_keys_open_nothing(text: str) -> None:
    assert gates(calm().you(1_800, update(text))) == {}


@pytest.mark.parametrize(("named_s", "gated"), [(minutes(18 + 30), False), (minutes(18 + 30) + 1, True)])
def test_half_an_hour_without_a_commander_is_a_gate(named_s: int, gated: bool) -> None:
    """Nobody declared, so the clock starts fifteen minutes after the signal at minute three."""
    assert ("G-4" in gates(story().you(named_s, COMMANDED))) == gated


def test_a_false_alarm_stood_down_in_time_needs_no_commander() -> None:
    told = quiet("alarm").you(240, started("check")).world(600, finished("check"))
    assert gates(told.you(900, e.StoodDown(reason="Nothing."))) == {}
    assert gates(quiet("alarm").you(900, e.StoodDown(reason="Nothing."))) == {"G-4": False}


EMPTY = e.FactLearned(fact="nobody", key="scope_pct", value="0", text="Nobody is affected.")


def stood_down_after(*texts: e.AnyEvent, at_s: int = 960) -> Story:
    """A false alarm in which the room knows that nobody is affected, says something, and stands down."""
    told = quiet("alarm").you(240, COMMANDED, started("check")).world(600, finished("check"), EMPTY)
    return told.you(at_s, *texts).you(1_080, e.StoodDown(reason="Nothing."))


@pytest.mark.parametrize("told", [claim("scope_pct", "100"), claim("regions", "all"), claim("regions", "eu")])
def test_harm_where_the_room_knows_of_none_is_deception(told: Claim) -> None:
    assert gates(stood_down_after(update(read=reading(claims=(told,))))) == {"G-1": False}
    assert gates(stood_down_after(update(read=reading(claims=(told,))), at_s=660)) == {}  # it has not been read yet


def test_a_correction_of_a_false_alarm_is_no_deception() -> None:
    wrong = "It said that rows were missing in all regions. Not one is missing."
    everywhere = Claim(key="regions", value="all", hedged=False, start=36, end=47, quote="all regions")
    assert gates(stood_down_after(update(wrong, read=reading(claims=(everywhere,))))) == {}
