"""Post-mortems as outlines and forms: numbered headings with their content below or behind them, hints left in."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

NESTED = """# No labels

1. Incident Summary
   - The label printers of the annexe printed nothing from eight until noon for 40 shops.
2. Root Causes
   - A table was full.
3. Action Items
   - Cap the table (Ines, 3 May)
"""
BARE = """No labels

1) What happened
The label printers of the annexe printed nothing from eight until noon for 40 shops.
2) Reason
A table was full.
3) Measures
Cap the table (Ines, 3 May)
"""
RUN_IN = """No labels

1. Summary. The label printers of the annexe printed nothing from eight until noon for 40 shops.
2. Cause. A table was full.
3. Measures. Cap the table (Ines, 3 May)
"""


@pytest.mark.parametrize("document", [NESTED, BARE, RUN_IN])
def test_numbered_names_of_sections_are_headings(reader: Reader, document: str) -> None:
    """Whether their content is a list below them, a line below them or stands behind them."""
    features = reader.read_postmortem(document).features
    assert [features[name] for name in ("summary", "root_cause", "actions", "owners", "due")] == [True] * 5


def test_a_numbered_list_of_section_names_opens_none(reader: Reader) -> None:
    """A table of contents holds nothing."""
    features = reader.read_postmortem("Contents\n\n1. Summary\n2. Root cause\n3. Action items\n").features
    assert not any(features[name] for name in ("summary", "root_cause", "actions"))


@pytest.mark.parametrize(
    "hint", ["*Include a short summary of it.*", "_List the lessons._", "*Each action should have a ticket.*"]
)
def test_what_a_template_asks_for_is_no_content(reader: Reader, hint: str) -> None:
    document = f"## Summary\n\n{hint}\n\n## Lessons learned\n\n{hint}\n\n## Action items\n\n{hint}\n"
    features = reader.read_postmortem(document).features
    assert not any(features[name] for name in ("summary", "lessons", "actions"))


@pytest.mark.parametrize(
    "heading", ["How it got there", "How it leaked", "What I'd like to see", "In future", "Planned", "Action 1"]
)
def test_headings_in_everyday_words_are_known(reader: Reader, heading: str) -> None:
    sections = reader.read_postmortem(f"## {heading}\n\n- A limit on the table, by 3 May.\n").sections
    assert set(sections) <= {"factors", "actions"}
    assert sections


@pytest.mark.parametrize(
    "said",
    [
        "Not found before the end of the day.", "Nobody could tell me what had broken.", "Not communicated to support.",
        "They haven't told us.", "The engineers have not found yet why.",
    ],
)  # fmt: skip
def test_a_cause_that_nobody_knows_is_none(reader: Reader, said: str) -> None:
    """Also under its own heading."""
    text = f"Labels failed from eight until noon.\n\nCause: {said}\n"
    assert not reader.read_postmortem(text).features["root_cause"]


@pytest.mark.parametrize(
    "said", ["Cap the table, at 09:33 GMT on 28 March 2025 it was full.", "July 12 2:30: Stephen caps the table."]
)
def test_the_date_of_an_event_is_no_term(reader: Reader, said: str) -> None:
    assert not reader.read_postmortem(f"## Action items\n\n- {said}\n").features["due"]


@pytest.mark.parametrize(
    "told",
    [
        "## How bad was it?\n\n2,317 contacts not passed on, 58 customers.", "## Where it hurt\n\n40 shops.",
        "| Field | Value |\n|---|---|\n| Severity | 2 |\n| Customers affected | 94 |",
    ],
)  # fmt: skip
def test_harm_is_counted_under_any_name(reader: Reader, told: str) -> None:
    assert reader.read_postmortem(f"# No labels\n\n{told}\n").features["impact_quant"]


@pytest.mark.parametrize(
    "told", ["I wrote to three customers.", "I had two terminals open.", "One and people shouted."]
)
def test_what_somebody_did_is_no_count_of_harm(reader: Reader, told: str) -> None:
    assert not reader.read_postmortem(f"Labels did not print for some people in the annexe. {told}").features[
        "impact_quant"
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "## [Root cause](#rc)", "## Root cause {#rc}", "## IV. Root cause", "## E. Root cause", "<h2>Root cause</h2>",
        "## Step 4 - Root cause", "## Root cause — why", '<h2 id="rc">Root cause</h2>',
    ],
)  # fmt: skip
def test_a_heading_is_one_however_it_is_counted_linked_or_marked(reader: Reader, heading: str) -> None:
    told = f"# Outage\n\nExports failed.\n\n{heading}\n\nThe pool was too small for the load.\n"
    assert reader.read_postmortem(told).features["section_factors"]


@pytest.mark.parametrize("mark", ["-", "–", "—", "•", "➤", "✅", "►", "■", "⁃", "o"])
def test_an_item_is_one_whatever_stands_before_it(reader: Reader, mark: str) -> None:
    told = f"Exports of the shop failed for an hour.\n\n## Timeline\n\n{mark} 13:52 UTC Errors rise\n"
    told += f"{mark} 13:58 UTC Alert\n{mark} 14:40 UTC Widened\n"
    assert len(reader.read_postmortem(told).timeline) == 3
