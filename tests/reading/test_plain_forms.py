"""The plain forms of a report's parts, each with each: whoever suffers, however long, whatever is planned."""

from __future__ import annotations

from itertools import product

import pytest

from simulator.reading import Reader

HEAD = "Post-mortem: 4 May 2026\n\n"
HARM = "From 09:10 to 11:45 UTC labels failed for 300 depots. "
CAUSE = "\n\nThe cause was a full disk on the press.\n\n"
PLAN = "We will add an alert."

WHO = ("12,400 customers", "About 3 % of requests", "18 of our 60 shops", "Every fifth label", "2.1 million messages")
HARMED = (
    "were affected",
    "failed",
    "could not print",
    "were delayed",
    "got no label",
    "were charged twice",
    "had to wait",
)
WHAT = ("The press was down", "Labels failed", "Depots could not print", "No orders were accepted", "We lost all calls")
HOW_LONG = ("from 09:10 to 11:45 UTC", "for 2 hours and 35 minutes", "for most of three hours", "starting at 09:10 and"
            " ending at 11:45", "between 9:10 am and 11:45 am")  # fmt: skip
FOUND = (
    "our monitoring alerted us at 09:14", "a depot reported the problem", "support received the first calls at 09:20",
    "an engineer saw the graph drop", "it took us 40 minutes to notice", "nobody noticed until the morning",
    "our synthetic test failed at 09:12", "we only became aware when the hotline called",
)  # fmt: skip
ROUND = ("{}.", "Thankfully, {}.", "{}, and we started to look into it.")
THING = (
    "a bad release",
    "an expired certificate",
    "a typo in the list of depots",
    "a failed disk",
    "our power supplier",
)
SAID = (
    "The cause was {}", "The outage was due to {}", "It turned out to be {}", "We traced it to {}",
    "The culprit was {}", "In the end {} brought the press down", "It was found that {} was responsible",
    "The trigger was {}",
)  # fmt: skip
DO = ("add an alert on the disk", "write a runbook", "move to a second press", "test restores every month")
WILL = ("We will {}", "We plan to {}", "We have decided to {}", "Our next step is to {}", "Going forward, we will {}",
        "The team will {}", "We need to {}", "To prevent this, we will {}")  # fmt: skip
SOMEBODY = ("An operator", "One of our developers", "I", "The technician on duty", "A member of the team")
SLIPPED = (
    "deleted the wrong list", "forgot to renew the certificate", "skipped a step of the runbook",
    "mistyped the address", "did not run the checks", "left the old flag on", "pushed an untested change",
    "misread the procedure",
)  # fmt: skip


def missed(reader: Reader, feature: str, texts: list[str]) -> list[str]:
    """The texts in which a feature is not seen."""
    return [text for text in texts if not reader.read_postmortem(text).features[feature]]


def upper(text: str) -> str:
    """A sentence with its capital."""
    return text[0].upper() + text[1:]


def test_whoever_suffers_whatever_is_counted(reader: Reader) -> None:
    """A number on whom, without a list of trades."""
    assert (
        missed(reader, "impact_quant", [f"{HEAD}{a} {b} this morning.{CAUSE}{PLAN}" for a, b in product(WHO, HARMED)])
        == []
    )


def test_however_long_is_told(reader: Reader) -> None:
    """Behind the harm and before it."""
    told = [f"{HEAD}On 4 May 2026 {what[0].lower()}{what[1:]} {long}.{CAUSE}" for what, long in product(WHAT, HOW_LONG)]
    told += [
        f"{HEAD}{upper(long)} on 4 May {what[0].lower()}{what[1:]}.{CAUSE}" for what, long in product(WHAT, HOW_LONG)
    ]
    assert missed(reader, "impact_quant", told) == []


@pytest.mark.parametrize(
    ("feature", "parts", "forms", "frame"),
    [
        ("detection", FOUND, ROUND, HEAD + HARM + "{}" + CAUSE),
        ("root_cause", THING, SAID, HEAD + HARM + "{}.\n\n" + PLAN),
        ("actions", DO, WILL, HEAD + HARM + CAUSE + "{}."),
    ],
)
def test_plain_forms_are_understood(
    reader: Reader, feature: str, parts: tuple[str, ...], forms: tuple[str, ...], frame: str
) -> None:
    """How it was found, what it was, what will be done."""
    said = [frame.format(upper(form.format(part))) for part, form in product(parts, forms)]
    assert missed(reader, feature, said) == []


def test_a_slip_is_a_slip_of_anybody(reader: Reader) -> None:
    """Whoever it was; a disk that failed made none."""
    said = [f"{HEAD}{HARM}{who} {slip}.\n\n{PLAN}" for who, slip in product(SOMEBODY, SLIPPED)]
    assert missed(reader, "human_error", said) == []
    others = ("A disk failed", "The certificate expired", "An operator restarted the press", "The team rolled back")
    assert missed(reader, "human_error", [f"{HEAD}{HARM}{one}.\n\n{PLAN}" for one in others]) != []
    assert all(not reader.read_postmortem(f"{HEAD}{HARM}{one}.\n\n{PLAN}").features["human_error"] for one in others)
