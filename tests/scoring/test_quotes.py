"""A lost point on a text names the words that lost it, the rule, and what to write instead."""

from __future__ import annotations

import pytest

from scoring.judgement import excerpt
from scoring.table import render
from simulator import commands as c
from simulator.events import IncidentDeclared
from tests.scoring.knockout import chain, changed, of
from tests.scoring.plays import DATABASE, Play, played, script

POOR_UPDATE = (
    "We are aware that some users may see minor trouble. An engineer forgot a step and it will definitely be fixed "
    "soon. Attackers have gained access to our database. Update {now}."
)
POOR_POSTMORTEM = (
    "The engineer was careless and broke the pool on Tuesday.\n\n## Actions\n\n- Remind everybody to be careful\n"
    "- Train the team\n- Document it\n"
)
CRITERIA = ("C3", "C5", "C6", "C7", "C8", "F3", "G1", "G2", "G3", "G4", "G5", "G6", "G7")


@pytest.fixture(scope="module")
def poor() -> Play:
    """The reference run of a scenario with poor texts in place of its own."""
    spoiler = chain(
        changed(of(c.PostUpdate), text=POOR_UPDATE),
        changed(of(c.PostBrief), text="Things happened. We are on it."),
        changed(of(c.SubmitPostmortem), text=POOR_POSTMORTEM),
        lambda steps: tuple(step for step in steps if not isinstance(step.command, c.AddRemediation)),
    )
    return played(DATABASE, spoiler(script(DATABASE)))


@pytest.mark.parametrize("name", CRITERIA)
def test_a_lost_point_quotes_the_words_with_rule_and_better_wording(poor: Play, name: str) -> None:
    judgement = poor.card.criterion(name).judgement
    texts = {entry.n: entry.event for entry in poor.drill.entries}
    assert (judgement.value_permille or 0) < 1_000
    assert judgement.quotes
    assert judgement.advice
    for quote in judgement.quotes:
        said = texts[quote.event]
        words = " ".join(str(getattr(said, field, "")) for field in ("text", "action", "result"))
        assert quote.quote in words
        assert quote.rule
        assert quote.advice


def test_text_and_json_show_the_same_quotes(poor: Play) -> None:
    printed = " ".join(render(poor.card).split())
    told = {one["id"]: one["quotes"] for one in poor.card.to_json()["criteria"]}
    for name in CRITERIA:
        for quote in told[name]:
            assert f"“{' '.join(quote['quote'].split())}” ({quote['rule']}" in printed
            assert " ".join(quote["advice"].split()) in printed


def test_better_wordings_carry_the_facts_of_the_drill(poor: Play) -> None:
    """A time of this drill and the scope of this scenario, not those of an example."""
    wordings = " ".join(quote.advice for quote in poor.card.criterion("C6").judgement.quotes)
    assert "15:10 UTC" not in wordings
    assert "of sessions" in wordings


def test_late_news_is_quoted_with_the_wait() -> None:
    """Posts that keep no cadence: the words that came too late, how late, and by when they were due."""
    steps = script(DATABASE)
    posts = [step for step in steps if isinstance(step.command, c.PostUpdate)]
    card = played(DATABASE, tuple(step for step in steps if step not in posts[:-2])).card
    cadence = card.criterion("C2").judgement
    assert cadence.value_permille is not None
    assert cadence.value_permille < 1_000
    assert cadence.quotes
    assert all("no news for" in quote.rule and "every" in quote.advice for quote in cadence.quotes)


def test_a_promise_is_quoted_as_it_was_given() -> None:
    """The quote of a promise is the text that made it, not the line of the ledger."""
    play = played(DATABASE, script(DATABASE))
    quotes = play.card.criterion("C4").judgement.quotes
    texts = {entry.n: str(getattr(entry.event, "text", "")) for entry in play.drill.entries}
    assert quotes
    assert all(quote.quote in texts[quote.event] for quote in quotes)


def test_a_criterion_without_words_of_its_own_quotes_its_evidence(poor: Play) -> None:
    """Where the lines that decided it hold words, a criterion shows them, and says what they are."""
    declared, event = next((x, x.event) for x in poor.drill.entries if isinstance(x.event, IncidentDeclared))
    quotes = poor.card.criterion("A1").judgement.quotes
    assert [quote.event for quote in quotes] == [declared.n]
    assert event.scope.startswith(quotes[0].quote)
    assert quotes[0].rule == "the declaration"


def test_a_shortened_quote_ends_with_a_whole_word() -> None:
    assert excerpt("# Head\n\n" + "word " * 40, 98) == " ".join(["word"] * 19)
