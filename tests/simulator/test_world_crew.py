"""The crew of a solo drill: proposals that make sense in the room, and drafts that all customers may read."""

from __future__ import annotations

from typing import Any

from simulator import commands as c
from simulator import events as e
from simulator.scenario import Scenario
from simulator.vocabulary import IncidentClass, Seat, Severity
from tests.builders import PAGE, Story, story, tiny, tiny_data

SHUT = {"title": "The door is shut", "starts": "60d", "rises": "1m"}
OTHER = {"title": "Another fault, of another variant", "starts": "1m", "rises": "1m"}
SCOPE = "All saves fail; renewals of Beta; Beta Bakery and others cannot print"


def shop(**tasks: dict[str, Any]) -> Scenario:
    """The tiny shop with other tasks, a door that nobody has shut, and a fault that it does not have."""
    plain = {"team": "platform", "median": "4m", "result": "Done."}
    data = tiny_data()
    data["variants"]["flag"]["faults"].append("shut")
    data["faults"] |= {"shut": SHUT, "other": OTHER}
    known = {"look": data["tasks"]["look"], "roll-back": data["tasks"]["roll-back"]}
    return tiny(
        injects=[PAGE], faults=data["faults"], variants=data["variants"],
        tasks={**{name: {**plain, **task} for name, task in tasks.items()}, **known},
    )  # fmt: skip


def seated(scenario: Scenario, scope: str = "All saves fail") -> Story:
    """Declared at three minutes, with a Tech Lead and a Comms Lead."""
    told = story(scenario).at("3m")
    kind = IncidentClass.AVAILABILITY
    told.do(c.Declare(severity=Severity.SEV1, incident_class=kind, scope=scope, impact_start_s=60))
    told.do(c.AssignRole(seat=Seat.TECH_LEAD, holder="engineer"))
    told.do(c.AssignRole(seat=Seat.COMMS_LEAD, holder="comms"))
    told.do(c.PageTeam(team="platform"))
    return told


def proposed(told: Story) -> list[str]:
    """The tasks that were proposed, oldest first."""
    commands = [offer.command for offer in told.events(e.DraftOffered)]
    return [command.task for command in commands if isinstance(command, c.StartTask)]


def drafts(told: Story) -> list[str]:
    """The texts that were drafted, oldest first."""
    commands = [offer.command for offer in told.events(e.DraftOffered)]
    return [command.text for command in commands if isinstance(command, c.PostUpdate)]


def looked(told: Story) -> Story:
    """The cause is found while it is early."""
    told.at("5m").run_task("look")
    return told.at("40m")


def test_what_is_not_broken_is_not_mended() -> None:
    """Given a door that only a step of ours would shut, then nobody proposes to open it, not even as a guess."""
    opens = {"title": "Open the door again", "kind": "contain", "effects": [{"fault": "shut", "to_pct": 0}]}
    never = {"title": "Open it for others", "kind": "fix", "effects": [{"fault": "other", "to_pct": 0}]}
    assert not {"open", "never"} & set(proposed(seated(shop(open=opens, never=never)).at("40m")))


def test_a_wrong_guess_is_possible_until_the_cause_is_known() -> None:
    guess = {"title": "Clear the other thing", "kind": "contain", "effects": [{"fault": "other", "to_pct": 0}]}
    again = {"title": "Trace it", "kind": "diagnose"}
    scenario = shop(guess=guess, trace=again)
    assert {"guess", "trace", "look"} <= set(proposed(seated(scenario).at("40m")))
    known = proposed(looked(seated(scenario)))
    assert known == ["roll-back"]


def test_a_step_that_names_the_cause_waits_for_a_diagnosis() -> None:
    names = {
        "title": "Give the flag its connections",
        "kind": "contain",
        "effects": [{"fault": "bad-flag", "to_pct": 0}],
    }
    told = seated(shop(names=names)).at("9m")
    assert proposed(told) == ["roll-back"]
    assert "names" not in proposed(told.at("20m"))
    assert "names" in proposed(looked(seated(shop(names=names))))


def test_what_was_given_out_is_not_proposed_again() -> None:
    told = seated(shop())
    told.at("5m").run_task("roll-back")
    assert "roll-back" not in proposed(told.at("40m"))


def test_a_draft_names_no_customer_and_knows_nothing_before_it_was_known() -> None:
    (first, *_) = drafts(seated(shop(), scope=SCOPE).at("1h"))
    assert first.startswith("We know of this problem: All saves fail since 14:01 UTC.")
    assert "Beta" not in first


def test_a_partner_of_a_long_name_is_a_customer_too() -> None:
    data = tiny_data()
    data["accounts"]["beta"]["name"] = "Okafor, Sims and Lynn"
    told = seated(tiny(injects=[PAGE], accounts=data["accounts"]), scope="All saves fail; Okafor cannot print")
    assert "Okafor" not in drafts(told.at("1h"))[0]


def test_a_scope_of_names_alone_leaves_a_blank_in_the_draft() -> None:
    assert "‹Who is affected, and how›" in drafts(seated(shop(), scope="Beta cannot save").at("1h"))[0]


def test_drafts_follow_the_state_and_end_when_it_is_resolved() -> None:
    told = seated(shop()).contain().at("25m")
    told.do(c.MarkMitigated(note="Normal values"))
    assert "was contained at 14:25 UTC" in drafts(told.at("1h30m"))[-1]
    told.do(c.MarkResolved(note="An hour of normal values"))
    before = len(drafts(told))
    assert len(drafts(told.at("2h50m"))) == before


def test_whoever_does_the_work_reports_it_while_nobody_is_tech_lead() -> None:
    """Given a team that was paged and no Tech Lead, when a task runs, then its own engineer says how it stands."""
    told = story(shop(), noise=1).at("3m")
    told.do(c.PageTeam(team="platform"))
    told.at("10m").run_task("look")
    joined = told.events(e.PageAnswered)[0].person
    told.at("40m")
    said = [event for event in told.events(e.ColleagueSaid) if event.text.startswith("Look at the flags: ")]
    assert {event.person for event in said} == {joined}
    assert "started" in said[0].text
    assert told.events(e.TaskFinished)[0].result in said[-1].text
