"""Players of different skill: one policy, other numbers; they see a Sight and nothing else."""

from dataclasses import replace

import pytest

from scoring import judge
from simulator import commands as c
from simulator import events as e
from simulator.bots.agenda import Board, board
from simulator.bots.closing import stand_down
from simulator.bots.phrase import Writer
from simulator.bots.player import Sight, TaskCard, look, play
from simulator.bots.room import Memory, Room, complains
from simulator.bots.skill import Nerve
from simulator.bots.skilled import SKILLS, Skilled
from simulator.bots.triage import judge_class, judge_severity
from simulator.drill import Drill
from simulator.incident import Incident
from simulator.journal import Entry
from simulator.states import Message, Promise
from simulator.vocabulary import IncidentClass, MessageKind, Mode, Seat, Severity
from tests.builders import new_drill, runbook, tiny
from tui.library import header_for, load_content


def card(task: str, title: str, kind: str, **fields: object) -> TaskCard:
    plain = TaskCard(task, title, kind, "database", Seat.TECH_LEAD, True, "", ())
    return replace(plain, **fields)  # type: ignore[arg-type]


def sight(*texts: str, tasks: tuple[TaskCard, ...] = (), alarmed: bool = True, account: str = "") -> Sight:
    incident = Incident()
    person = e.Person(id="cto", name="Ann Lee", title="CTO", organisation=account or "home")
    started = e.DrillStarted(home="Us", people=(person,), companies=(), variant="v")
    incident.apply(Entry(1, 0, "", "", "", 0, started))
    for number, text in enumerate(texts):
        event = e.MessageArrived(
            message=f"m{number}", medium=MessageKind.MAIL if account else MessageKind.ALERT, sender="cto",
            account=account, subject="News", text=text, credible_signal=number == 0,
        )  # fmt: skip
        incident.messages[event.message] = Message(event.message, 60, event)
    incident.first_signal_s = 60 if texts else None
    return Sight(600, 1_776_175_200, incident, tasks, {"errors_pct": alarmed}, {"errors_pct": alarmed})


def room(view: Sight) -> Room:
    memory, nerve = Memory(), Nerve(SKILLS["expert"], 1)
    memory.watch(view)
    return Room(view, memory, nerve, Writer(nerve.chance))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Write errors above 15 % of sessions, latency rising.", IncidentClass.AVAILABILITY),
        ("Anomalous sign-ins with a leaked token from two regions.", IncidentClass.SECURITY),
        ("The nightly sync with the ledger did not deliver.", IncidentClass.INTEGRATION),
        ("Invoices show wrong amounts; totals mismatch.", IncidentClass.DATA),
        ("One bag in twelve has no temperature record.", IncidentClass.DATA),
        ("Every fourth booking has disappeared, an error says. We cannot find it.", IncidentClass.DATA),
        ("Foreign sign-ins above 8 %, from two places.", IncidentClass.SECURITY),
        ("Somebody reads the rolls who should not.", IncidentClass.SECURITY),
    ],
)
def test_the_class_comes_from_the_words_of_the_alert(text: str, kind: IncidentClass) -> None:
    assert judge_class(room(sight(text))) is kind


def test_a_question_about_an_attack_makes_no_security_incident() -> None:
    view = sight("Write errors and timeouts on all pages.", "Is this an attack with stolen tokens?")
    assert judge_class(room(view)) is IncidentClass.AVAILABILITY


def test_unsure_means_the_higher_severity_and_one_connection_the_lower() -> None:
    assert judge_severity(room(sight("Errors in all regions.")), IncidentClass.AVAILABILITY) is Severity.SEV1
    assert judge_severity(room(sight("The nightly transfer failed.")), IncidentClass.INTEGRATION) is Severity.SEV2
    assert judge_severity(room(sight("Odd sign-ins.")), IncidentClass.SECURITY) is Severity.SEV1


def test_an_undoing_step_comes_before_capacity_and_risky_steps_wait_for_the_diagnosis() -> None:
    tasks = (
        card("rollback", "Switch the pool flag back", "contain"),
        card("add", "Add two pool servers", "contain"),
        card("restart", "Restart the pool", "contain", risk="Thousands of clients reconnect."),
        card("look", "Look at the pool", "diagnose"),
    )
    view = sight("The pool is exhausted and saves fail.", tasks=tasks)
    there = room(view)
    there.__dict__["voiced"] = ("x",)
    wanted = [task.task for task in board(there).wanted]
    assert wanted[0] == "rollback"
    assert "look" in wanted
    assert not {"add", "restart"} & set(wanted)


def test_an_alarm_that_nobody_feels_is_checked_against_a_second_source_first() -> None:
    tasks = (
        card("rollback", "Switch the pool flag back", "contain"),
        card("compare", "Compare the alarm with an independent measurement", "verify"),
    )
    view = sight("Latency jumped; write errors are at their normal level.", tasks=tasks)
    assert [task.task for task in board(room(view)).wanted] == ["compare"]


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("Orders cannot be saved.", True),
        ("We feel nothing, but your graph is red.", False),
        ("When is your next release?", False),
    ],
)
def test_a_complaint_is_told_from_a_question(text: str, trouble: bool) -> None:
    assert complains(text) is trouble


def test_who_was_promised_an_answer_hears_that_the_alarm_was_false() -> None:
    """Given a false alarm that was stood down, when one customer waits for news, then they get a mail of their own."""
    view = sight("Write errors above 15 %.")
    view.incident.stood_down_s = 300
    for number, account in enumerate(("*", "inside", "harbor")):
        view.incident.promises[account] = Promise(account, "update", "reply", account, 1_800, 120, number)
    wishes = {wish.key: wish.make() for wish in stand_down(room(view))}
    mail = wishes["down-personal"]
    assert isinstance(mail, c.PostUpdate)
    assert mail.accounts == ("harbor",)
    view.incident.promises["harbor"].end(e.PromiseKept(promise="harbor"), 9, 400)
    assert "down-personal" not in {wish.key for wish in stand_down(room(view))}


def test_skills_differ_in_one_direction() -> None:
    novice, average, expert = (SKILLS[name] for name in ("novice", "average", "expert"))
    for worse, better in ((novice, average), (average, expert)):
        assert worse.reaction_s > better.reaction_s
        assert worse.declare_s > better.declare_s
        for name in ("promise_ppm", "concrete_ppm", "triage_ppm", "log_ppm", "closing_ppm", "learning_ppm"):
            assert getattr(worse, name) < getattr(better, name)


def test_a_player_in_an_empty_room_does_nothing() -> None:
    assert Skilled(SKILLS["expert"], 1).observe(sight(alarmed=False)) == ()


@pytest.mark.parametrize("level", sorted(SKILLS))
def test_no_tasks_and_no_people_do_not_stop_a_player(level: str) -> None:
    player, view = Skilled(SKILLS[level], 3), sight("Everything is down in all regions.")
    seen = []
    for at_s in range(600, 9_000, 60):
        seen += [type(act.command) for act in player.observe(replace(view, at_s=at_s))]
    assert c.AcknowledgePage in seen
    assert c.Declare in seen


@pytest.mark.parametrize("level", sorted(SKILLS))
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_small_drill_ends_and_repeats_exactly(level: str, seed: int) -> None:
    journals = []
    for _ in range(2):
        drill = new_drill(tiny(), seed=seed, noise=seed)
        play(drill, Skilled(SKILLS[level], seed))
        assert drill.over
        journals.append([(entry.at_s, entry.seat, entry.event) for entry in drill.entries])
    assert journals[0] == journals[1]


@pytest.mark.parametrize(
    ("scenario", "level"),
    [("db-failover", "expert"), ("credential-leak", "novice"), ("integration-failure", "expert")],
)
def test_what_is_kept_of_the_board_is_what_a_fresh_look_finds(
    scenario: str, level: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    footing = Board._footing

    def checked(self: Board) -> tuple[object, ...]:
        """At every look: what was kept for the same footing is what would be found now."""
        ground = footing(self)
        kept = self.room.memory.recalled.get(("wanted", *ground))
        if kept is not None and self.room.memory.recalled_of == self.room.news:
            looked.append(self.room.now)
            assert kept == self._find_wanted()
        return ground

    monkeypatch.setattr(Board, "_footing", checked)
    content = load_content(scenario)
    drill = Drill(header_for(content, drill="board", seed=5, mode=Mode.SIMULATED), content.kit)
    play(drill, Skilled(SKILLS[level], 5))
    assert len(looked) > 20


def test_a_refused_command_is_tried_again_later_and_not_for_ever() -> None:
    player, view = Skilled(SKILLS["expert"], 3), sight("Everything is down in all regions.")
    refusal, tries = e.CommandRefused(command=c.AcknowledgePage(), reason="no", remedy=""), 0
    for at_s in range(600, 6_000, 60):
        for act in player.observe(replace(view, at_s=at_s)):
            if isinstance(act.command, c.AcknowledgePage):
                tries += 1
                player.refused(act, refusal)
    assert tries == 3


def test_a_player_does_not_see_what_is_hidden() -> None:
    drill = new_drill(tiny())
    drill.advance_to(1_800)
    seen = look(drill).incident
    assert (seen.variant, seen.impact_permille, seen.fired) == ("", {}, set())


@pytest.mark.slow
@pytest.mark.parametrize("name", ["credential-leak", "integration-failure"])
def test_an_expert_beats_an_average_player_who_beats_a_novice(name: str) -> None:
    """On one seed of each; `make validate` asks many, of every scenario."""
    totals = {}
    for level in SKILLS:
        content = load_content(name, "escalation")
        header = header_for(content, drill=level, seed=3, mode=Mode.SIMULATED)
        drill = Drill(header, content.kit)
        play(drill, Skilled(SKILLS[level], header.noise_seed))
        card = judge(drill.journal(), content.scenario.model, content.runbook.model)
        totals[level] = float(card.to_json()["total"])
    assert totals["expert"] > totals["average"] > totals["novice"]


def test_the_runbook_of_the_tests_has_an_approval_matrix_for_the_wall() -> None:
    assert look(new_drill()).approvals == runbook().approvals
