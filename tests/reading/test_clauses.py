"""What stands before an `and`, or in the sentence next door, changes no promise: clauses in every combination."""

from __future__ import annotations

from itertools import product

import pytest

from simulator.reading import Reader

AT_UTC_S = 1_776_175_260
"""14 April 2026, 14:01 UTC."""
HARM = "Since 13:40 UTC labels fail for some depots. "
LEADS = (
    "", "We are working to fix this and ", "We are looking into it; ", "We have found the cause of the errors and ",
    "There is no ETA at this time, however ", "We apologise for the delay and ", "The part has arrived and ",
    "While we reload the list, ",
)  # fmt: skip
NEWS = (
    "we will update this page {}", "we'll post another update {}", "an update will be posted {}",
    "our next update is {}", "another update will follow {}", "you will hear from us again {}",
    "we aim to share more {}", "we will report back {}", "we'll check in again {}", "we expect to have more news {}",
)  # fmt: skip
TIMES = ("by 14:30 UTC", "at 3:30 PM UTC", "within 30 minutes", "in an hour", "every 30 minutes")
REPAIRS = (
    "we expect labels to be restored {}", "the fix should be live {}", "the depots should print again {}",
    "we hope to have everything back {}", "the repair will be finished {}", "we anticipate normal service {}",
    "the maker expects to be done {}", "it should be back up {}",
)  # fmt: skip
HOURS = ("by 16:00 UTC", "within two hours", "before 6 pm UTC", "in about 90 minutes")
VAGUE = (
    "we'll keep you posted", "we will update you as soon as we know more", "we will share more details soon",
    "more information will follow", "we'll let you know once it prints",
)  # fmt: skip


def read(reader: Reader, sentence: str) -> tuple[bool, bool, bool]:
    """Whether there is a next update, a time of repair, a promise without a time."""
    text = f"{HARM}{sentence[0].upper()}{sentence[1:]}."
    found = reader.read_update(text, at_utc_s=AT_UTC_S).features
    return bool(found["next_update"]), bool(found["promises_fix_time"]), bool(found["vague_promise"])


@pytest.mark.parametrize("news", NEWS)
def test_news_at_a_time_is_a_next_update_after_any_clause(reader: Reader, news: str) -> None:
    """And nothing else."""
    said = [lead + news.format(time) for lead, time in product(LEADS, TIMES)]
    assert [one for one in said if read(reader, one) != (True, False, False)] == []


@pytest.mark.parametrize("repair", REPAIRS)
def test_a_time_of_repair_is_one_after_any_clause(reader: Reader, repair: str) -> None:
    """With news after it in a sentence of its own, too."""
    leads = [lead for lead in LEADS if "ETA" not in lead]
    said = [lead + repair.format(hour) for lead, hour in product(leads, HOURS)]
    assert [one for one in said if read(reader, one) != (False, True, False)] == []
    both = [f"{one}. Next update at 15:00 UTC" for one in said]
    assert [one for one in both if read(reader, one) != (True, True, False)] == []


@pytest.mark.parametrize("vague", VAGUE)
def test_a_promise_without_a_time_is_vague_after_any_clause(reader: Reader, vague: str) -> None:
    """It is no next update."""
    said = [lead + vague for lead in LEADS]
    assert [one for one in said if read(reader, one) != (False, False, True)] == []
