"""Actions with an owner and a term in every combination of the forms that people use."""

from __future__ import annotations

from itertools import product

import pytest

from simulator.reading import Reader

FRAME = "# Report\n\n## Summary\n\nUploads failed for 40 users on 4 May 2026.\n\n## Root cause\n\nA full disk.\n\n"
TASKS = ("Alert on the age of the list", "Write down how to swap the press", "Limit a run to 500 labels")
OWNED = (
    "{} (owner: Maria)", "{} - Maria Lopez", "{} (@mlopez)", "{}. Owner: Press team", "**Press team**: {}", "{} [SRE]",
    "{} — assigned to Priya", "{} (Payments team)", "{} | Owner: Sam", "{} → Dana", "Owner: Dana. {}",
    "{} / responsible: Dana",
)  # fmt: skip
NOBODYS = ("{}", "{} (see the wiki)", "We will do it: {}")
TERMS = (
    " by 15 March", " by end of Q2", ", due 2026-05-01", " (due: next sprint)", " within two weeks", " - ETA: May 2026",
    " before the next release", " by Friday", ", target date 01/06/2026", " this quarter", " until end of April",
)  # fmt: skip
NO_TERMS = ("", " as soon as possible")


def has(reader: Reader, action: str) -> tuple[bool, bool]:
    """Whether an action has an owner, and a term."""
    rows = reader.read_postmortem(f"{FRAME}## Action items\n\n- {action}\n").actions
    return any(row.owner for row in rows), any(row.due for row in rows)


@pytest.mark.parametrize(("forms", "owned"), [(OWNED, True), (NOBODYS, False)])
@pytest.mark.parametrize(("terms", "due"), [(TERMS, True), (NO_TERMS, False)])
def test_owner_and_term_are_found_in_every_combination(
    reader: Reader, forms: tuple[str, ...], owned: bool, terms: tuple[str, ...], due: bool
) -> None:
    """And none where there is none."""
    said = [form.format(task) + term for task, form, term in product(TASKS, forms, terms)]
    assert [one for one in said if has(reader, one) != (owned, due)] == []
