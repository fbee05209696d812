"""What must not matter: wording of the same thing, zone of the same instant, bullets, quotes, emoji."""

from __future__ import annotations

import pytest

from simulator.reading import Claim, Finding, Reader, SpokenPromise

AT_UTC_S = 1_777_903_920
"""2026-05-04T14:12Z."""

GOOD = (
    "We are aware that about 18% of sessions in all regions have failed when saving since "
    "14:05 UTC. We are rolling back a "
    "configuration flag. Next update by 15:10 UTC."
)
SAME = {
    "other words": "We know that roughly 18 percent of sessions in every region cannot save since 14:05 "
    "UTC. We are reverting a "
    "configuration flag. The next update follows by 15:10 UTC.",
    "other zone": GOOD.replace("14:05 UTC", "10:05 EDT").replace("15:10 UTC", "11:10 EDT"),
    "twelve hours": GOOD.replace("14:05 UTC", "2:05 pm UTC").replace("15:10 UTC", "3:10 PM UTC"),
    "relative": GOOD.replace("by 15:10 UTC", "in 58 minutes"),
    "list": "- We are aware that about 18% of sessions in all regions have failed when saving since 14:05 UTC\n"
    "- We are rolling back a configuration flag\n- Next update by 15:10 UTC",
    "stars": "* We are aware that about 18% of sessions in all regions have failed when saving since 14:05 UTC.\n"
    "* We are rolling back a configuration flag.\n* Next update by 15:10 UTC.",
    "bold": GOOD.replace("Next update by 15:10 UTC.", "**Next update by 15:10 UTC.**"),
    "emoji": f"🔴 {GOOD} 🙏",
    "quotation marks": f"“{GOOD}”",
    "curly apostrophes": GOOD.replace("We are aware", "We’re aware").replace("We are rolling", "We’re rolling"),
    "wrapped": GOOD.replace(" when saving", "\nwhen saving").replace("a configuration", "a\nconfiguration"),
    "windows lines": GOOD.replace(". ", ".\r\n"),
    "wide blanks": GOOD.replace(" ", "\u00a0 "),
    "label": f"Investigating - {GOOD}",
    "greeting": f"Hello,\n\n{GOOD}\n\nKind regards\nAna, Customer Success",
}


@pytest.mark.parametrize("name", SAME)
def test_form_does_not_move_the_score(reader: Reader, name: str) -> None:
    """At most 5 points of 100, and the same instant is promised."""
    plain = reader.read_update(GOOD, at_utc_s=AT_UTC_S)
    other = reader.read_update(SAME[name], at_utc_s=AT_UTC_S)
    assert abs(plain.score - other.score) <= 5
    assert other.next_update_utc_s == plain.next_update_utc_s


@pytest.mark.parametrize("name", SAME)
def test_every_quote_is_found_at_its_span(reader: Reader, name: str) -> None:
    """Spans count characters of the text as it was given."""
    reading = reader.read_update(SAME[name], at_utc_s=AT_UTC_S)
    places: list[Finding | Claim | SpokenPromise] = [*reading.findings, *reading.claims, *reading.promises]
    assert places
    assert all(SAME[name][one.start : one.end] == one.quote for one in places)


UNREADABLE = {
    "": "empty",
    " \n\t ": "empty",
    "Wir untersuchen derzeit eine Störung bei der Anmeldung. Das nächste Update folgt um 15:10 Uhr.": "not_english",
    "Nous enquêtons sur un problème de connexion et nous vous tiendrons informés dans les "
    "prochaines heures.": "not_english",
    "Há um erro no serviço de emissão; no momento a equipe trabalha na correção.": "not_english",
    "現在、ログインの障害を調査しています。次の更新は15時10分です。": "not_english",
    "Мы расследуем проблему со входом в систему.": "not_english",
    "\x00\x01\x02PK\x03\x04": "binary",
    "a" * 25_000: "too_long",
}


@pytest.mark.parametrize(("text", "reason"), UNREADABLE.items())
def test_what_cannot_be_read_is_said_and_not_scored(reader: Reader, text: str, reason: str) -> None:
    """No confident score for an empty, foreign, binary or huge text."""
    reading = reader.read_update(text, at_utc_s=AT_UTC_S)
    assert (reading.readable, reading.score, reading.features) == (reason, 0, {})


def test_two_languages_in_one_post_are_read(reader: Reader) -> None:
    """An English post with a translation below it is judged by its English part."""
    text = f"{GOOD}\n\nBonjour, nous enquêtons. Prochaine mise à jour à 15h10 UTC."
    assert reader.read_update(text, at_utc_s=AT_UTC_S).score >= 85
