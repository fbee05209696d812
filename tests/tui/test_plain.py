"""A drill in lines and prompts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.vocabulary import Severity
from tests.process import warroom_here
from tests.tui.table import SitDown, Table
from tui.actions import ACTIONS, named
from tui.choices import choices
from tui.plain import Plain, spoken

DECLARE = ("d", "1", "1", "saves fail", "", "14:01")


def talk(table: Table, *lines: str | type[BaseException]) -> tuple[str, str]:
    """Say some lines, or be interrupted; how it ended, and all that was said back."""
    said: list[str] = []
    answers = iter(lines)

    def ask(prompt: str) -> str:
        said.append(prompt)
        answer = next(answers, EOFError)
        if isinstance(answer, str):
            return answer
        raise answer

    return Plain(table.session, ask, said.append).run(), "\n".join(said)


def test_time_passes_only_when_told_to_and_then_until_something_needs_the_trainee(sit_down: SitDown) -> None:
    table = sit_down()
    ended, said = talk(table, ">", "k")
    assert ended == "left"
    assert "New message: PAGE" in said
    assert "Page acknowledged" in said
    assert 180 <= table.drill.at_s <= 240


def test_a_form_is_asked_field_by_field_and_refusals_are_said(sit_down: SitDown) -> None:
    table = sit_down()
    _, said = talk(table, "i", "all well", "", "", ">", *DECLARE)
    assert "Refused: " in said
    assert "Declare the incident first" in said
    record = table.drill.incident.record
    assert (record.severity, record.scope, record.impact_start_s) == (Severity.SEV1, "saves fail", 60)


def test_a_text_ends_with_a_full_stop_and_the_reader_comments_on_it(sit_down: SitDown) -> None:
    table = sit_down()
    _, said = talk(table, ">", *DECLARE, "u", "", "We will fix it soon.", ".", "n")
    assert "The reader: " in said
    assert "soon" in said
    assert table.drill.incident.external_posts[0].event.text == "We will fix it soon."


def test_an_answer_in_the_house_is_read_as_one(table: Table) -> None:
    """Given messages of the house and of customers, when one of the house is answered, then no marks are shown."""
    table.run_to(3_600)
    home = {name for name, person in table.drill.incident.people.items() if person.organisation == "home"}
    waiting = [table.drill.incident.messages[name].event for _, name in choices("messages", table.drill)]
    number = next(n for n, event in enumerate(waiting, 1) if event.sender in home)
    _, said = talk(table, "r", str(number), "Not yet.", ".")
    assert "The reader: Answer what was asked; " in said


def test_a_slip_is_asked_again_at_once_and_what_was_entered_stays(sit_down: SitDown) -> None:
    """Given a number that is on no list, a word, an empty line and a time ahead, then each field asks until it fits."""
    table = sit_down()
    _, said = talk(table, ">", "d", "9", "one", "1 2", "", "1", "1", "", "saves fail", "", "23:59", "14:01")
    assert said.count("Severity: a number") == 5
    assert said.count("Not taken: one number from 1 to ") == 3
    assert "Not taken: Severity: choose one." in said
    assert "Not taken: Scope: this is still empty." in said
    assert "23:59 is still to come" in said
    record = table.drill.incident.record
    assert (record.severity, record.scope, record.impact_start_s) == (Severity.SEV1, "saves fail", 60)


def test_a_text_with_a_blank_is_offered_again_as_it_was_written(sit_down: SitDown) -> None:
    table = sit_down()
    _, said = talk(table, ">", *DECLARE, "b", "Saves fail for ‹whom›.", ".", "Saves fail for all.", ".")
    assert ": there is a blank to fill: [whom]" in said
    assert "Offered words, with blanks to fill: Saves fail for [whom]." in said
    assert [post.event.text for post in table.drill.incident.briefs] == ["Saves fail for all."]


def test_what_was_refused_is_offered_when_the_form_is_begun_again(sit_down: SitDown) -> None:
    table = sit_down()
    talk(table, "i", "all well", "", "", ">", *DECLARE, "i", "", "", "")
    assert table.drill.incident.record.scope == "all well"


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError])
def test_an_interruption_in_a_form_keeps_its_draft_and_says_how_to_go_on(
    sit_down: SitDown, stop: type[BaseException]
) -> None:
    """Given a line of an update, when Ctrl-C or the end of input comes, then it is kept, and offered again."""
    table = sit_down()
    first, second = "Saving fails for 6 % of sessions.", "We roll it back."
    ended, said = talk(table, ">", *DECLARE, "u", "1", first, second, stop)
    assert ended == "left"
    assert 'Your draft is kept: begin "Post a customer update" again' in said
    assert ("Ctrl-C once more leaves" in said) == (stop is KeyboardInterrupt)
    _, said = talk(table, "u", "", ".")
    assert "Your draft is back." in said
    assert f"{first}\n{second}" in said
    talk(table, "u", "", ".", "y", "y")
    assert table.drill.incident.external_posts[0].event.text == f"{first}\n{second}"
    assert table.session.drafts.get("post_update") is None


def test_ctrl_c_at_the_prompt_leaves(sit_down: SitDown) -> None:
    with pytest.raises(KeyboardInterrupt):
        talk(sit_down(), KeyboardInterrupt)


def test_a_form_can_be_given_up(sit_down: SitDown) -> None:
    table = sit_down()
    _, said = talk(table, "l", "!")
    assert "nothing was sent" in said
    assert not table.drill.incident.log


@pytest.mark.parametrize("action", [one for one in ACTIONS if one.command is not None], ids=lambda one: one.id)
def test_every_action_is_reached_by_its_key_its_id_and_its_title(sit_down: SitDown, action: object) -> None:
    for words in (action.shown_key, action.id, action.title.lower()):  # type: ignore[attr-defined]
        _, said = talk(sit_down(), words, "!")
        assert "Which one?" not in said
        assert "concerns the screen" not in said


def test_marks_are_spoken_as_words() -> None:
    assert spoken("A  Declare   ████░░  9 of 12") == "A  Declare  9 of 12"
    assert spoken("✗ C2  0 of 8") == "no: C2  0 of 8"


def test_a_form_that_lacks_what_it_is_about_asks_nothing(sit_down: SitDown) -> None:
    _, said = talk(sit_down(), "r")
    assert said.endswith("Nobody has written to you yet.\n> ")


def test_where_nothing_was_done_nothing_waits_to_be_gone_on_with(tmp_path: Path) -> None:
    for words, kept in (("", 0), ("d\n!\nq\n", 0), (">\n", 1)):
        done = warroom_here(tmp_path, "play", "db-failover", "--plain", stdin=words)
        assert done.returncode == 0, done.stderr
        assert len([*tmp_path.rglob("*.jsonl")]) == kept
        assert ("Go on with:" in done.stdout) is bool(kept)


def test_it_reaches_the_debrief_on_a_terminal_without_unicode_and_not_in_an_exam(tmp_path: Path) -> None:
    env = {**os.environ, "WARROOM_HOME": str(tmp_path), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "tui", "play", "db-failover", "--plain"]
    done = subprocess.run(command, input=">\nk\nF\ny\n", capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 0, done.stderr
    assert "Debrief" in done.stdout
    assert "Total  " in done.stdout
    exam = warroom_here(tmp_path, "play", "db-failover", "--plain", "--mode", "exam")
    assert exam.returncode == 2
    assert "an exam keeps its own time" in exam.stderr


def test_the_footers_own_words_begin_their_actions(sit_down: SitDown) -> None:
    """Given `ack` under the room, when it is typed, then the page is taken; letters inside of other words are none."""
    for action in ACTIONS:
        if action.footer:
            assert named(action.footer) == (action,)
    assert [one.id for one in named("acknowledge")] == ["acknowledge_page", "acknowledge_customer"]
    _, said = talk(sit_down(), ">", "ack")
    assert "Page acknowledged" in said
    assert "Which one?" not in said
