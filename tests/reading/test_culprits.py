"""Who is held up as the culprit: a person as the cause, in plain words; and what is a fault in a thing, or fair."""

from __future__ import annotations

import pytest

from scenarios.lexicon import load_lexicon
from simulator.reading import Reader
from simulator.reading.result import PostmortemReading
from tests.reading.stories import POOL, render

FULL = render(POOL)
"""A full document; Ana Ruiz and Jon Hale own actions in it."""


def told(reader: Reader, sentence: str) -> PostmortemReading:
    """Read the full document with a sentence more at its end."""
    return reader.read_postmortem(f"{FULL}\n\n{sentence}\n")


PEOPLE = (
    "Root cause: Kevin.", "The incident was caused by Tobias, who was tired.", "It was Marta's fault.",
    "Culprit: Hanne.", "Greta caused the outage on Tuesday.", "The failure was the doing of Priya.",
    "The blame rests with Hanne.", "The fault lies with the night shift.", "Blame Omar.",
    "Responsibility lies with our network engineer.", "Igor lied about the checklist.",
    "Zdenka panicked and pulled the cable.", "Ivan took down production.", "The trainee wrecked the database.",
    "The technician was drunk.", "She lacks discipline.", "The contractor cut corners.",
    "The employee in question has been suspended.", "Personnel measures will follow.", "The culprit was our DBA.",
    "Omar knew better.", "The person to blame has left.", "Nils, as ever, was not paying attention.",
    "The outage was caused by one of our engineers.", "Ruiz slept through the page.", "Ana ignored the alarm.",
    "Fault: Hanne.", "Who caused it: Priya.", "It all comes down to Hanne.", "The mistake was Hanne's.",
    "Hanne, our DBA, deleted the table without asking.", "We have parted ways with the engineer.",
    "Lotte's sloppy review let it pass.", "Typical Ana.", "The release broke because Omar was careless.",
)  # fmt: skip
TEAMS = (
    "The storage team caused the outage.", "The outage was caused by the storage team.",
    "Our hosting provider's support has gone downhill.", "Finance had been asked in May and chose to do nothing.",
    "The vendor is to blame.",
    "The hoster's refusal to talk to us made it worse.", "The fault lies with the data desk.",
)  # fmt: skip
THINGS = (
    "The fault is in the queue settings.", "A fault is logged when two jobs share an id.",
    "The fault lies in the driver.", "Page fault is normal here.", "The fault lies with the driver.",
    "The blame game is over.",
    "The culprit was a timeout.", "The culprit turned out to be a stale lock.", "The offender was a cron job.",
    "The responsibility for renewals is now with the platform.", "Root cause: Kafka.", "Culprit: Memory leak.",
    "Root cause: Misconfiguration.", "The outage was caused by Frankfurt losing power.",
    "Maintenance caused the outage.", "The outage was caused by a change to the queue.",
    "Replication failed to catch up.",
    "The failure was caused by the engineer's script, which the wizard had generated.",
    "The admin console failed to load.", "The developer portal broke the login page.",
    "The manager node ignored the vote.", "The operator pattern is to blame for the restarts.",
    "The root cause was Telia's router.", "Madrid lost power and Lisbon took over.",
    "The restart took a shortcut through the cache.", "The package manager failed to resolve the host.",
)  # fmt: skip
PRODUCTS = (
    "Prometheus ignored the target.", "Envoy forgot the retry header.", "Terraform neglected the second region.",
    "Oracle should have rejected the row.", "Vault forgot the lease.", "Sentry missed the error.",
    "Postgres panicked and restarted.", "Kubernetes broke the connection.", "Cassandra ignored the tombstones.",
    "Heimdall ignored the lease. The Heimdall service runs an old release.",
    "Saga overlooked the row, because Saga 2.3 reads one page only.",
)  # fmt: skip
FAIR = (
    "Ana should have the report by Monday.", "Jon should have access to the console by March.",
    "It would be wrong to say that Jon forgot to test.", "Jon ignored the noise, as the runbook says.",
    "Ana took the link down as planned.", "Nobody forgot anything.", "Nobody should have to guess.",
    "Ana forgot nothing.", "It was Ana who found the lock.", "The QA team is responsible for the checklist.",
    "Responsible: Ana.", "The engineer could see one host only.", "Hanne was told by the console that all was well.",
    "Jon failed to reach the vendor, whose line was busy.",
    "The operator should have seen a warning; the screen shows none.", "Ana brought the database up again.",
    "Kevin caused an alert on purpose to test the page.", "Jon broke the job into smaller parts.",
    "The person responsible was reached at nine.", "The person responsible for the rota was on leave.",
    "No disciplinary steps have been taken.", "Disciplinary action is not what this review is for.",
    "Tim got a warning from the console and stopped.", "The network team rerouted the traffic within four minutes.",
    "He was reminded by the console that the lease was about to end.", "Nobody will be held personally responsible.",
    "The vendor's support answered within an hour.", "Was it Ana who broke production?",
)  # fmt: skip


@pytest.mark.parametrize("sentence", PEOPLE)
def test_a_person_as_the_cause_is_blame_in_plain_words(reader: Reader, sentence: str) -> None:
    """By name or by role, as the cause, as a liar, or as somebody who has been dealt with."""
    reading = told(reader, sentence)
    assert reading.features["blame_individual"]
    assert reading.features["accuses"]
    assert reading.score <= reader.read_postmortem(FULL).score // 3


@pytest.mark.parametrize("sentence", TEAMS)
def test_a_team_or_a_vendor_as_the_cause_is_blame(reader: Reader, sentence: str) -> None:
    """What a team did to the service, or is said to be like."""
    reading = told(reader, sentence)
    assert reading.blame_count >= 1
    assert reading.features["accuses"]


@pytest.mark.parametrize("sentence", [*THINGS, *PRODUCTS, *FAIR])
def test_a_fault_of_a_thing_a_plan_or_a_denial_blames_nobody(reader: Reader, sentence: str) -> None:
    """A document keeps all its points with such a sentence in it."""
    reading = told(reader, sentence)
    assert not reading.features["accuses"]
    assert (reading.blame_count, reading.score) == (0, reader.read_postmortem(FULL).score)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana did not check the pool.", "Jon should have tested it.", "Heimdall overlooked the row.",
        "The engineer should have read the list.", "The engineer forgot to renew it because the reminder went astray.",
        "The outage was caused by an operator who refilled the feeder.",
        "Jon ignored the alarm because the alarm had cried wolf all week.",
    ],
)  # fmt: skip
def test_a_doubtful_hit_costs_its_points_and_not_the_document(reader: Reader, sentence: str) -> None:
    """What somebody left undone, what the system explains, and a word that only may be a name."""
    reading, whole = told(reader, sentence), reader.read_postmortem(FULL)
    assert reading.features["blame_individual"]
    assert whole.score - 10 <= reading.score < whole.score


def test_what_somebody_left_undone_costs_the_document_the_second_time(reader: Reader) -> None:
    """Once is a doubt, twice is a habit."""
    assert told(reader, "He should have rung the desk. The pool was full by then. He could have asked me.").features[
        "accuses"
    ]


def test_a_product_that_owns_an_action_is_a_person(reader: Reader) -> None:
    """Jasper is a tool, but not where he is somebody in the document."""
    document = FULL.replace("Jon Hale", "Jasper Hale")
    assert reader.read_postmortem(f"{document}\n\nJasper broke production.\n").features["accuses"]
    assert not told(reader, "Jasper broke production.").features["accuses"]


def test_dismissing_somebody_is_no_action(reader: Reader) -> None:
    """It is scorn, and counts as blame instead."""
    owned = "Owner: Ana Ruiz. Due 2026-05-20."
    reading = reader.read_postmortem(
        f"{FULL}\n\n## Actions\n\n- Fire the intern. {owned}\n- Sack our DBA. {owned}\n- Blame Bob. {owned}\n"
    )
    assert not [row for row in reading.actions if row.text.startswith(("Fire", "Sack", "Blame"))]
    assert reading.features["accuses"]


def test_products_and_given_names_are_apart() -> None:
    """A word that is both would be a thing in one rule and a person in another."""
    words = load_lexicon().words
    assert not set(words["product"]) & set(words["given_name"])


OTHERWISE = (
    "With a rehearsal this would have been caught in May.", "Had the lock been in place, it would not have run twice.",
    "If staging held long jobs, the test would have failed.", "A second reader would have stopped it.",
    "But for the freeze, the repair would have been live.", "The loss could have been prevented by a copy.",
    "An earlier page would have saved an hour.", "The delay might easily have been avoided.",
)  # fmt: skip
EXPECTED = (
    "The alarm should have fired at noon.", "It could have been worse.", "Nobody could have prevented it.",
    "We were lucky: the second shop would have been caught too.", "There was no lock that would have stopped it.",
    "Recovery took longer than it should have.", "The cache should have kept the key.",
    "The check would have been run by hand on a Monday.",
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "count"), [*((s, 1) for s in OTHERWISE), *((s, 0) for s in EXPECTED)])
def test_another_course_of_events_is_a_counterfactual_and_a_broken_expectation_is_none(
    reader: Reader, sentence: str, count: int
) -> None:
    """Source: Bergström's first trap is the story of what did not happen; what a part failed to do is a finding."""
    assert told(reader, sentence).counterfactual_count == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("It was wrong to deploy on a Friday.", 1), ("Proper procedure was not followed.", 1),
        ("Nobody had any business touching that host.", 1), ("It was foolish to skip the rehearsal.", 1),
        ("The rules were simply disregarded.", 1), ("A lazy loading bug slowed it.", 0),
        ("Sloppy quorum was enabled.", 0), ("The stupid-backoff model was used.", 0),
        ("The procedure was followed to the letter.", 0), ("The LAX site lost its power.", 0),
        ("The lazy-evaluated field was empty.", 0),
    ],
)  # fmt: skip
def test_a_verdict_on_an_act_is_told_from_the_name_of_a_technique(reader: Reader, sentence: str, count: int) -> None:
    """Source: Bergström, the second trap."""
    assert told(reader, sentence).normative_count == count
