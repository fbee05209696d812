"""What is claimed of a part is not claimed of the whole: a truthful post must not read as a false all-clear."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

AT = 1_772_615_520


def claimed(reader: Reader, text: str, key: str) -> list[str]:
    """The values of a text's unhedged claims under a key."""
    found = reader.read_update(text, at_utc_s=AT).claims
    return [claim.value for claim in found if claim.key == key and not claim.hedged]


@pytest.mark.parametrize(
    "said",
    [
        "We expect saving to work again by 11:00 UTC.", "Saving works again for 85 % of EU workspaces.",
        "The restore has finished; saving will be switched on at 10:00 UTC.", "Saving is back for some customers.",
        "Reads work normally; saves still fail.", "Virginia has recovered; Frankfurt has not.",
        "Exports work again, saving does not.", "This was resolved for two tenants.",
        "The old problem of last week was resolved; this one is not.", "Payments are working again except for Visa.",
        "Latency is back to normal but errors persist.", "Half of the customers can save again.",
        "The partner says the issue is resolved on their side; we still see errors.", "Is it resolved? Not yet.",
        "Signing in works again, everything else remains slow.", "We thought it was resolved at 09:30; it was not.",
        "The fix has been deployed to the first of six clusters.", "The service has been restarted.",
    ],
)  # fmt: skip
def test_a_part_that_works_again_is_no_all_clear(reader: Reader, said: str) -> None:
    assert "yes" not in claimed(reader, said, "restored")


@pytest.mark.parametrize(
    "said",
    [
        "Saving works again for all customers since 10:02 UTC.", "The incident is resolved.",
        "Everything is back to normal.", "All systems are operational again.", "The outage is over.",
        "All regions have recovered and saving works as usual.", "You do not need to do anything: it is resolved.",
        "Since 10:02 UTC everything works as it should.", "The problem has been fixed for everyone.",
    ],
)  # fmt: skip
def test_an_all_clear_is_one(reader: Reader, said: str) -> None:
    assert "yes" in claimed(reader, said, "restored")


@pytest.mark.parametrize(
    ("said", "shares"),
    [
        ("About 30 % of EU customers cannot save.", ["30"]), ("One in three saves fails.", ["33"]),
        ("70 % of requests succeed, the rest fail.", []), ("CPU is at 95 % and saves are slow.", []),
        ("Saving works for 85 % of customers and fails for the others.", []),
        ("The error rate fell from 40 % to 5 %.", ["5"]), ("We issue a credit of 10 % to affected customers.", []),
        ("Your SLA credit is 25 % of the monthly fee because of the outage.", []),
        ("Two thirds of the fleet has been restarted, errors go down.", []),
        ("99 % of mails are delivered, 1 % is delayed.", ["1"]), ("Half of the EU customers see errors.", ["50"]),
        ("Up to 30 % of users may be affected.", []), ("Disk usage reached 100 %, and writes failed.", []),
    ],
)  # fmt: skip
def test_a_share_is_of_those_who_are_hurt(reader: Reader, said: str, shares: list[str]) -> None:
    """Not of those who are well, of machines, or of money; and a belief is nobody's claim."""
    assert claimed(reader, said, "scope_pct") == shares


@pytest.mark.parametrize(
    ("said", "regions"),
    [
        ("EU customers cannot save; US customers are not affected.", ["eu"]),
        ("Frankfurt is affected, Virginia works.", ["frankfurt"]),
        ("Customers in the US are fine, the EU is down.", ["eu"]),
        ("We moved traffic from Frankfurt to Dublin because saving failed.", ["frankfurt"]),
        ("Our London office takes your calls while logins fail.", []),
        ("All regions except Sydney are affected.", []), ("All regions are down.", ["all"]),
    ],
)  # fmt: skip
def test_a_region_is_named_as_hurt(reader: Reader, said: str, regions: list[str]) -> None:
    assert claimed(reader, said, "regions") == regions


@pytest.mark.parametrize(
    ("said", "key", "values"),
    [
        ("The outage was not caused by an attack.", "cause", []), ("The cause: a full disk.", "cause", ["a full disk"]),
        ("Nothing that you saved is lost.", "data_loss", ["none"]),
        ("Data loss cannot be ruled out.", "data_loss", ["unknown"]),
        ("Orders entered after 08:40 have not been stored.", "data_loss", ["some"]),
        ("We have no evidence that anybody used the key.", "security", ["none"]),
        ("Nobody outside has seen your data.", "security", ["none"]),
        ("An unknown person downloaded 58 attachments.", "security", ["breach"]),
    ],
)  # fmt: skip
def test_other_claims_hold_what_was_said(reader: Reader, said: str, key: str, values: list[str]) -> None:
    assert claimed(reader, said, key) == values


@pytest.mark.parametrize(
    "said",
    [
        "It is not true that only Europe is affected.", "Not just customers in Europe are affected.",
        "Europe is not the only region affected.", "Is only Europe affected? No, all regions are.",
        "We do not know yet whether Europe alone is affected.", "We doubt that only Europe is affected.",
        "Earlier we said that only customers in Europe are affected; all regions are.",
        "Customers in Europe and elsewhere cannot save.", "Customers in Europe are affected as much as all others.",
        "One customer in Europe told us that she cannot save.", "Customers cannot save, for example in Europe.",
        "I first wrote that Europe is affected and that was too narrow.", "We can't say that only Asia is affected.",
    ],
)  # fmt: skip
def test_a_place_that_is_left_open_is_no_claim_of_where(reader: Reader, said: str) -> None:
    """A denial, a doubt, a question, an example or somebody's word limits nothing."""
    assert claimed(reader, said, "regions") == []


@pytest.mark.parametrize(
    "said",
    [
        "Only Europe is affected.",
        "Customers in Europe are affected, nobody else.",
        "We know that customers in Europe cannot save.",
        "The outage is limited to Europe.",
    ],
)
def test_a_place_that_is_hurt_is_one(reader: Reader, said: str) -> None:
    assert claimed(reader, said, "regions") == ["europe"]


@pytest.mark.parametrize(
    "said",
    [
        "Login is restored, saving is not.", "Service has been restored for half of you.", "The valve is closed.",
        "The issue with emails was resolved; orders still fail.", "Support lines are closed at night.",
        "The backup has been restored to a test machine.", "Ticket 4711 is closed as a duplicate.",
        "Names are resolved slowly.", "Twelve of forty tables are restored.", "Our shop in Leeds is closed today.",
    ],
)  # fmt: skip
def test_what_is_closed_or_restored_beside_it_makes_no_closing_post(reader: Reader, said: str) -> None:
    """Such a post is judged by what an open incident asks for."""
    post = f"Customers in Europe cannot save orders since 13:40 UTC. Next update at 14:35 UTC. {said}"
    assert not reader.read_update(post, at_utc_s=AT).features["says_resolved"]
    assert reader.read_update("Saving failed from 13:40 UTC. It is resolved.", at_utc_s=AT).features["says_resolved"]
