"""What no reader sees and what a text takes back as a whole earns nothing; what only looks like it keeps its points."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

AT_UTC_S = 1_777_903_920
"""2026-05-04T14:12Z."""
THIN = "We are aware that saving fails and are investigating. Next update by 15:10 UTC."
GOOD = (
    "We are aware that about 18% of sessions in all regions have failed when saving since 14:05 UTC. We are rolling "
    "back a configuration flag. Next update by 15:10 UTC."
)


def points(reader: Reader, text: str) -> int:
    """What a post is worth."""
    return reader.read_update(text, at_utc_s=AT_UTC_S).score


@pytest.mark.parametrize(
    "text",
    [
        f"[//]: # ({GOOD})", f"[comment]: <> ({GOOD})", f"Hello.\n\n[note]: # '{GOOD}'", f"<script>{GOOD}</script>",
        f"<style type='text/css'>\n{GOOD}\n</style>", f"<template>{GOOD}</template>", f'<img src="x.png" alt="{GOOD}">',
        f"![{GOOD}](x.png)", f"<p title='{GOOD}'>Hello.</p>", f"<div hidden>{GOOD}</div>",
        f"<meta name='description' content='{GOOD}'>",
    ],
)  # fmt: skip
def test_what_no_reader_sees_earns_nothing(reader: Reader, text: str) -> None:
    assert points(reader, text) == 0


@pytest.mark.parametrize(
    "text",
    [
        f"None of the following is true. {GOOD}", f"The opposite of this is true: {GOOD}",
        f"What follows is fiction. {GOOD}", f"{GOOD} Not one word here is true.",
        f"Do not believe a word of this. {GOOD}", f"{GOOD} This post is not true.",
        "Template for juniors: say that 18% of sessions fail since 14:05 UTC, say that we are rolling back a flag, and "
        "give the next update at 15:10 UTC.",
        "- [ ] 18% of sessions fail since 14:05 UTC\n- [ ] rolling back a flag\n- [ ] next update at 15:10 UTC",
        "Either sessions in Europe have failed since 14:05 UTC or they have not. Either we are rolling back a flag or "
        "we are not. Either the next update is at 15:10 UTC or it is not.",
        "In Europe cooks cannot wait since 14:05 UTC. We are moving it to the oven. Next update at 15:10 UTC.",
        "Should sessions in Europe fail, we would roll back the flag and give the next update at 15:10 UTC.",
    ],
)  # fmt: skip
def test_what_is_taken_back_as_a_whole_is_worth_less_than_the_honest_thin_post(reader: Reader, text: str) -> None:
    assert points(reader, text) < points(reader, THIN)


@pytest.mark.parametrize(
    "text",
    [
        f"{GOOD} None of the following services is affected: search, mail.",
        f"{GOOD} The opposite is true for exports: they got faster.", f"{GOOD}\n\n![a map of the regions](map.png)",
        f"<p>{GOOD}</p>", f"<p class='hidden-xs'>{GOOD}</p>", f"<div style='overflow: hidden'>{GOOD}</div>",
        f"<a href='x' title='our status page'>Status</a>: {GOOD}", f"[//]: # (posted by Ana)\n\n{GOOD}",
        f"{GOOD} You can either wait or export by mail.", f"{GOOD}\n\n- [x] declared\n- [ ] rolled back everywhere",
        f"{GOOD} Should you need help, we are at 0113 496 0000.",
        f"{GOOD} Customers say that mails fail and that orders wait.",
    ],
)  # fmt: skip
def test_a_good_post_keeps_its_points(reader: Reader, text: str) -> None:
    assert points(reader, text) >= points(reader, GOOD)
