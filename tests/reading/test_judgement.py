"""Tone, claims, closing updates, briefs and causes."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

AT_UTC_S = 1_777_903_920
"""2026-05-04T14:12Z."""

TONES = (
    ("We are sorry for any inconvenience.", "spin", True),
    ("Only EU tenants are affected; for them every write fails.", "spin", False),
    ("This is a minor glitch.", "spin", True),
    ("Out of an abundance of caution we paused exports.", "spin", True),
    ("We guarantee that this will never happen again.", "over_promise", True),
    ("We cannot guarantee a time for the repair.", "over_promise", False),
    ("It will be fixed by 16:00 UTC.", "over_promise", True),
    ("We expect to restore service between 16:00 and 17:00 UTC.", "over_promise", False),
    ("An engineer forgot to renew a certificate.", "blame", True),
    ("A certificate had expired.", "blame", False),
    ("The outage was caused by human error.", "blame", True),
    ("Pods are crash-looping in the Kafka cluster.", "jargon", True),
    ("Saving fails in the web app.", "jargon", False),
    ("See ticket OPS-1234 and host db-prod-17.", "jargon", True),
    ("We will update you soon.", "vague", True),
    ("Some users cannot save.", "vague", True),
    ("Some users in the EU, about 18%, cannot save.", "vague", False),
)


@pytest.mark.parametrize(("text", "feature", "expected"), TONES)
def test_tone_is_judged_in_its_sentence(reader: Reader, text: str, feature: str, expected: bool) -> None:
    """A word inside a true, scoped statement is no violation."""
    assert bool(reader.read_update(text, at_utc_s=AT_UTC_S).features[feature]) is expected


def test_jargon_is_no_fault_among_engineers(reader: Reader) -> None:
    """The audience decides."""
    text = "Pods are crash-looping in the Kafka cluster."
    assert reader.read_update(text, at_utc_s=AT_UTC_S, audience="internal").features["jargon"] == 0


CLAIMS = (
    ("About 18% of saves fail.", "scope_pct", "18", False),
    ("One in five saves fails.", "scope_pct", "20", False),
    ("All customers are affected.", "scope_pct", "100", False),
    ("All is fine: nobody is affected.", "scope_pct", "0", False),
    ("There is no impact on any of our customers.", "scope_pct", "0", False),
    ("Logins fail in all regions.", "regions", "all", False),
    ("Logins fail for EU and US customers.", "regions", "eu,us", False),
    ("No data was lost.", "data_loss", "none", False),
    ("We cannot yet rule out that some data was lost.", "data_loss", "unknown", True),
    ("12 records were lost.", "data_loss", "some", False),
    ("There is no evidence that customer data was accessed.", "security", "none", False),
    ("An attacker accessed three mailboxes.", "security", "breach", False),
    ("Service has been restored.", "restored", "yes", False),
    ("Service is not yet restored.", "restored", "no", False),
    ("The cause is not yet known.", "cause", "unknown", False),
    ("The outage was caused by an expired certificate.", "cause", "an expired certificate", False),
    ("We suspect that the outage was caused by an expired certificate.", "cause", "an expired certificate", True),
    ("Saving has failed since 14:05 UTC.", "start", "1777903500", False),
    ("We expect full recovery by 15:12 UTC.", "eta", "1777907520", False),
)


@pytest.mark.parametrize(("text", "key", "value", "hedged"), CLAIMS)
def test_claims_are_normalised(reader: Reader, text: str, key: str, value: str, hedged: bool) -> None:
    """The same fact in other words gives the same value."""
    claims = [claim for claim in reader.read_update(text, at_utc_s=AT_UTC_S).claims if claim.key == key]
    assert [claim.value for claim in claims] == [value]
    assert key in ("eta", "data_loss", "scope_pct", "regions", "start") or claims[0].hedged is hedged


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Virginia Stein: please decide on any step that cannot be undone.", []),
        ("Sydney, the outage goes on; nothing has changed.", []),
        ("Logins fail in Virginia, and nowhere else.", ["virginia"]),
        ("Paris, London and Frankfurt are down.", ["frankfurt,london,paris"]),
        ("Virginia East is down.", ["virginia"]),
    ],
)
def test_people_called_after_places_are_no_regions(reader: Reader, text: str, regions: list[str]) -> None:
    claims = reader.read_update(text, at_utc_s=AT_UTC_S).claims
    assert [claim.value for claim in claims if claim.key == "regions"] == regions


CLOSING = (
    "Saving works again for all customers since 15:17 UTC; the incident lasted from 14:05 to "
    "15:17 UTC and affected about 18% of "
    "sessions. It was caused by a configuration change, which we have reversed. No data was "
    "lost. We take responsibility and have "
    "added a check so that this cannot recur. If you still see errors, reply to this message."
)


def test_a_closing_update_is_judged_by_other_slots(reader: Reader) -> None:
    """No next update is asked for; data loss, cause and advice are."""
    full = reader.read_update(CLOSING, at_utc_s=AT_UTC_S, final=True)
    thin = reader.read_update("The incident has been resolved.", at_utc_s=AT_UTC_S, final=True)
    assert full.anchor == 3
    assert full.score >= 85
    assert thin.score < 50
    assert thin.anchor == 1


BRIEF = (
    "Impact: 18% of saves fail in both regions; 3 strategic accounts with ARR of $4.2M are affected.\n"
    "Status: rolling back a flag since 14:20 UTC; no data lost so far.\nConfidence: medium "
    "that the flag is the cause.\n"
    "Decision needed: approve a credit of 10% for the three accounts by 16:00 UTC.\nNext refresh: 18:30 UTC."
)


def test_a_full_brief_scores_full_marks(reader: Reader) -> None:
    """Impact, status, confidence, decisions and the next refresh."""
    reading = reader.read_brief(BRIEF, at_utc_s=AT_UTC_S)
    assert (reading.impact, reading.status, reading.confidence, reading.decisions) == (True, True, True, True)
    assert reading.next_refresh_utc_s == 1_777_919_400
    assert reading.score == 100


def test_an_amount_in_figures_is_impact_in_business_terms(reader: Reader) -> None:
    """More than one digit too."""
    reading = reader.read_brief("EUR 140,000 of renewals stand at this.", at_utc_s=AT_UTC_S)
    assert reading.impact


@pytest.mark.parametrize("line", range(5))
def test_each_part_of_a_brief_counts(reader: Reader, line: int) -> None:
    """A brief without one part scores less."""
    lines = BRIEF.split("\n")
    assert reader.read_brief("\n".join(lines[:line] + lines[line + 1 :]), at_utc_s=AT_UTC_S).score < 100


def test_a_brief_over_the_page_loses(reader: Reader) -> None:
    """One page is about 350 words."""
    assert (
        reader.read_brief(BRIEF + "\n" + "We will add detail here for the record. " * 60, at_utc_s=AT_UTC_S).score < 100
    )


CONCEPTS = (
    ("connection pool", "pool size", "pool of connections"),
    ("misconfig", "wrong setting", "limit", "lowered", "too small"),
)
CAUSES = (
    ("The outage happened because the release lowered the connection pool.", 1000),
    ("The pool of connections was too small after the change.", 850),
    ("A wrong setting in the release led to it. The connection pool had shrunk.", 1000),
    ("Misconfigured pool sizes caused the outage.", 1000),
    ("connection pool misconfig limit pool size wrong setting connection pool limit", 0),
    ("It was not the connection pool limit.", 0),
    ("The network failed because a cable broke.", 0),
    ("", 0),
)


@pytest.mark.parametrize(("text", "expected"), CAUSES)
def test_a_cause_is_matched_in_prose(reader: Reader, text: str, expected: int) -> None:
    """Paraphrase counts, keyword salad and denial do not."""
    assert reader.cause_match(text, CONCEPTS) == expected


def test_half_a_cause_is_half_a_match(reader: Reader) -> None:
    """Every group counts the same."""
    assert reader.cause_match("It failed because the connection pool was involved.", CONCEPTS) == 500


@pytest.mark.parametrize(
    "text",
    [
        "Saving fails in the EU; nobody is affected outside the EU.",
        "No customers are affected in Asia.",
        "We expect to move over without impact on users.",
        "There is no impact on customers who use the old app.",
        "If nobody is affected, we stand down.",
    ],
)
def test_a_part_that_is_well_is_no_claim_about_everybody(reader: Reader, text: str) -> None:
    """Who says where it works does not say that it works everywhere."""
    claims = reader.read_update(text, at_utc_s=AT_UTC_S).claims
    assert [claim for claim in claims if claim.key == "scope_pct" and not claim.hedged] == []
