"""Families of sentences, multiplied: who does what, what fails how, and news at any time with any tail.

A guard or a rule that spoils one combination is found here, where single examples would pass.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest

from simulator.reading import Reader

AT = int(datetime(2026, 3, 4, 9, 12, tzinfo=UTC).timestamp())
BEGINNING = "Logins fail for EU customers. "

NEWS = (
    "Next update {}", "We will post the next update {}", "You will hear from us again {}", "I'll be back {}",
    "Our next message follows {}", "We'll share more {}", "Expect another update from us {}",
    "The next status report is due {}", "We will update this page {}", "I will write to you again {}",
    "We'll check in again {}", "Next note from me {}",
)  # fmt: skip
TIMES = (("at 10:00 UTC", 48), ("in 45 minutes", 45), ("within the hour", 60), ("no later than 11:00", 108))
TAILS = (
    "", ", whether or not there is news", ", even if nothing has changed", " or sooner if it is fixed",
    " unless something changes before", " regardless of progress", ", and every two hours after that",
    ", if not before", ", and until then we keep working on it", ", even if it is only to say that we know no more",
    " and then hourly until it is over", ", or as soon as the restore has finished, whichever is first",
    ", because you should not have to ask", " even if we do not have a fix", ", not later", " so that you can plan",
    ", once the team has looked at the logs", ", and will confirm then whether data was lost",
    " at which point we will know if the rollback worked", " whether it is fixed or not",
)  # fmt: skip


@pytest.mark.parametrize("said", NEWS)
def test_news_are_promised_for_a_time_whatever_follows(reader: Reader, said: str) -> None:
    wrong = []
    for (told, minutes), tail in product(TIMES, TAILS):
        text = BEGINNING + said.format(told) + tail + "."
        if reader.read_update(text, at_utc_s=AT).next_update_utc_s != AT + 60 * minutes:
            wrong.append(text)
    assert wrong == []


DOERS = (("We", "are", "have"), ("The vendor", "is", "has"), ("Our on-call engineer", "is", "has"), ("I", "am", "have"))
STEPS = (
    ("roll back", "rolling back", "rolled back", "the release"),
    ("restart", "restarting", "restarted", "the connection pool"),
    ("disable", "disabling", "disabled", "the sync job"),
    ("revoke", "revoking", "revoked", "the leaked key"),
    ("rebuild", "rebuilding", "rebuilt", "the search index"),
    ("increase", "increasing", "increased", "the size of the pool"),
    ("pause", "pausing", "paused", "the billing run"),
    ("reverse", "reversing", "reversed", "the duplicate charges"),
    ("refund", "refunding", "refunded", "the double charges"),
    ("replay", "replaying", "replayed", "the failed events"),
    ("clear", "clearing", "cleared", "the stuck queue"),
    ("raise", "raising", "raised", "the rate limit"),
    ("turn off", "turning off", "turned off", "the new feature"),
    ("re-run", "re-running", "re-run", "the import"),
    ("promote", "promoting", "promoted", "the replica"),
    ("reset", "resetting", "reset", "all passwords"),
    ("scale up", "scaling up", "scaled up", "the workers"),
    ("correct", "correcting", "corrected", "the affected invoices"),
    ("isolate", "isolating", "isolated", "the host"),
    ("drain", "draining", "drained", "the node"),
    ("recalculate", "recalculating", "recalculated", "the invoices"),
    ("replace", "replacing", "replaced", "the certificate"),
    ("reprocess", "reprocessing", "reprocessed", "the failed payments"),
)


@pytest.mark.parametrize(("bare", "doing", "done", "what"), STEPS)
def test_a_step_is_one_whoever_takes_it_and_whenever(
    reader: Reader, bare: str, doing: str, done: str, what: str
) -> None:
    """Under way, taken, to come, and told without anybody who takes it."""
    thing, many = what[0].upper() + what[1:], what.endswith("s")
    told = [
        *(f"{who} {be} {doing} {what}." for who, be, _ in DOERS),
        *(f"{who} {be} now {doing} {what} and watching the result." for who, be, _ in DOERS),
        *(f"{who} {have} {done} {what}." for who, _, have in DOERS),
        f"{thing} {'are' if many else 'is'} being {done}.",
        f"{thing} {'have' if many else 'has'} been {done}.",
        f"Next step: {bare} {what}.",
        f"We will {bare} {what} at 10:00 UTC.",
    ]
    wrong = [text for text in told if not reader.read_update(BEGINNING + text, at_utc_s=AT).features["action_specific"]]
    assert wrong == []


FUNCTIONS = (
    ("Saving records", False), ("Exports", True), ("The dashboard", False), ("Card payments", True), ("Search", False),
    ("The nightly import", False), ("Invoices", True), ("Single sign-on", False), ("The help desk phone line", False),
)  # fmt: skip
FAILS = (
    ("is not working", "are not working"), ("has stopped working", "have stopped working"), ("is slow", "are slow"),
    ("fails for some customers", "fail for some customers"), ("returns errors", "return errors"),
    ("is delayed by up to an hour", "are delayed by up to an hour"), ("times out", "time out"),
    ("is affected", "are affected"), ("cannot be used", "cannot be used"), ("shows old data", "show old data"),
    ("is incomplete", "are incomplete"), ("hangs", "hang"), ("takes several minutes", "take several minutes"),
    ("is only partly available", "are only partly available"), ("keeps failing", "keep failing"),
    ("is having problems", "are having problems"), ("is impaired", "are impaired"), ("is out", "are out"),
    ("has not run since midnight", "have not run since midnight"), ("isn't responding", "aren't responding"),
)  # fmt: skip


@pytest.mark.parametrize(("one", "many"), FAILS)
def test_whatever_fails_is_harm(reader: Reader, one: str, many: str) -> None:
    texts = [f"{what} {many if plural else one}." for what, plural in FUNCTIONS]
    assert [text for text in texts if not reader.read_update(text, at_utc_s=AT).features["states_impact"]] == []


RECORDS = (
    "change", "update", "report", "check", "alert", "plan", "limit", "setting", "record", "order", "message", "ticket",
    "document", "price", "login code", "session", "credit note", "payment", "notification", "appointment", "seat",
)  # fmt: skip
LOST = (
    "The {} is lost.", "Every {} is missing.", "Your {} cannot be saved.", "Each {} shows the wrong value.",
    "The {} does not appear.", "Any {} created since 09:00 is empty.", "A new {} disappears at once.",
    "The {} is not delivered.", "The {} isn't kept.", "When you open a {}, it stays blank.",
    "If you save a {}, you get an error.", "Your customers do not receive their {}.", "The {} is out of date.",
    "You will see every {} twice.",
)  # fmt: skip


@pytest.mark.parametrize("said", LOST)
def test_whatever_is_lost_is_harm(reader: Reader, said: str) -> None:
    """Also what is called like something that engineers do: a change, a check, a setting."""
    texts = [said.format(record) for record in RECORDS]
    assert [text for text in texts if not reader.read_update(text, at_utc_s=AT).features["states_impact"]] == []


OWNERS = ("Dana Levi", "SRE team", "the database team", "Head of Support", "J. Okafor", "@dlevi")
OWNED = (
    "- {a} (owner: {o})", "- {a}. Owner: {o}", "- {a} – {o}", "- {a} - {o}", "- [ ] {a} ({o})", "- **{o}**: {a}",
    "- {o}: {a}", "- {a}. Assigned to {o}.", "1. {a}. Responsible: {o}", "- {a} | {o}", "- {a} → {o}", "- {a} [{o}]",
    "- {o} will add an alert on the age of the oldest connection.", "* {a}; owner {o}", "- {a} by {o}",
    "- {o} to alert on the age of the oldest connection", "- {a} (DRI: {o})",
)  # fmt: skip
TABLES = (
    "| Action | Owner | Due |\n|---|---|---|\n| {a} | {o} | 12 May 2026 |\n",
    "| # | What | Who | When |\n|---|---|---|---|\n| 1 | {a} | {o} | 12 May 2026 |\n",
    "| Task | Responsible | Deadline | Status |\n|---|---|---|---|\n| {a} | {o} | 12 May 2026 | open |\n",
    "Action\tOwner\tDue\n{a}\t{o}\t12 May 2026\n",
)
REPORT = (
    "# Post-mortem: saving failed in the EU\n\nOn 4 May 2026 saving failed for EU customers.\n\n## Root cause\n\n"
    "A change of the pool size shrank the pool of connections.\n\n## Action items\n\n"
)


@pytest.mark.parametrize("owner", OWNERS)
def test_an_owner_is_one_however_the_action_is_laid_out(reader: Reader, owner: str) -> None:
    """In lists of any habit, and in tables of Markdown or pasted from a sheet, which tell the term too."""
    action = "Alert on the age of the oldest connection"
    wrong = [said for said in OWNED if not _told(reader, said, action, owner)["owners"]]
    tables = [_told(reader, table, action, owner) for table in TABLES]
    assert (wrong, [told["owners"] and told["due"] for told in tables]) == ([], [True] * len(TABLES))


def _told(reader: Reader, said: str, action: str, owner: str) -> dict[str, object]:
    """What is read of a report that lays out an action so."""
    return dict(reader.read_postmortem(REPORT + said.format(a=action, o=owner) + "\n").features)


@pytest.mark.parametrize(
    "said",
    [
        "Affected users: 12,400", "- Customers impacted: about 300", "Number of affected customers: 17",
        "**Users affected**\n\n~ 900", "412 customers could not save.", "Every third login failed.",
        "Between 14:02 and 14:54 UTC nobody could save.", "Nine out of ten exports were empty.",
    ],
)  # fmt: skip
def test_harm_is_quantified_in_the_words_of_any_form(reader: Reader, said: str) -> None:
    impact = REPORT.replace("## Root cause", f"## Impact\n\n{said}\n\n## Root cause") + "- Add a test\n"
    assert reader.read_postmortem(impact).features["impact_quant"]


@pytest.mark.parametrize("said", ["Affected: all users", "Services affected: 14:02", "Customers affected: none"])
def test_words_and_clocks_are_no_quantity(reader: Reader, said: str) -> None:
    impact = REPORT.replace("## Root cause", f"## Impact\n\n{said}\n\n## Root cause") + "- Add a test\n"
    assert not reader.read_postmortem(impact).features["impact_quant"]


BLAMED = ("Dana Levi", "our DBA", "the developer", "an engineer on the platform team", "the vendor's technician", "Tom")
VERDICTS = (
    "{W} failed to check the configuration.", "The outage was caused by {w}'s mistake.", "{W} was careless.",
    "{W} did not follow the procedure.", "{W} forgot to set the limit.", "We blame {w} for this.",
    "{W} ought to have known better.", "{W} acted without thinking.", "{W} is to blame for the outage.",
    "{W} did not do the job properly.", "{W} could have prevented this with a minute of attention.",
)  # fmt: skip
PLAIN = (
    "{W} deployed the change at 14:02.", "{W} was paged and acknowledged within two minutes.",
    "{W} had no way to see the limit.", "{W} noticed the errors and rolled back.",
    "The tool let {w} apply the change without a check.", "The runbook did not tell {w} to check the limit.",
    "{W} followed the procedure, which has no step for this.", "{W} restored the service at 14:54.",
)  # fmt: skip


@pytest.mark.parametrize("who", BLAMED)
def test_a_verdict_on_a_person_is_blame_and_a_deed_is_none(reader: Reader, who: str) -> None:
    told = {
        said: bool(_with_cause(reader, said.format(W=who[0].upper() + who[1:], w=who))["blame_individual"])
        for said in VERDICTS + PLAIN
    }
    assert {said for said, blames in told.items() if blames} == set(VERDICTS)


def _with_cause(reader: Reader, said: str) -> dict[str, object]:
    """What is read of a report whose cause goes on with these words."""
    return dict(
        reader.read_postmortem(REPORT.replace("connections.", f"connections. {said}") + "- Add a test\n").features
    )
