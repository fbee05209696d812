"""A real host over a real wire: what travels, what never does, and what a hostile client gets."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from simulator.chance import Chance
from tests.builders import TINY, tiny_data
from tests.rooms.hosting import Client, HostProcess, Place, hosting
from tui.rooms.protocol import FRAME_BYTES, schemas

HOSTILE = 2_000
VILLAINS = ("scribe", "tech_lead", "cs", "sales", "support", "legal", "security", "exec_sponsor")
SEED = 918_273_645
INTERVENTIONS = [
    {"kind": "hold_inject", "inject": "page"},
    {"kind": "skip_inject", "inject": "rumour"},
    {"kind": "shift_inject", "inject": "no-update", "by_s": 600},
    {"kind": "edit_inject", "inject": "complaint", "subject": "Hm", "text": "Changed words."},
    {
        "kind": "write_inject",
        "sender": "The Daily",
        "seat": "ic",
        "medium": "chat",
        "subject": "Q",
        "text": "Down?",
    },
    {"kind": "order_inject", "inject": "complaint"},
    {"kind": "postpone_injects", "by_s": 60},
    {"kind": "release_inject", "inject": "page"},
]
"""Every kind that concerns injects, in an order that makes sense."""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[HostProcess]:
    """A host of one's own, to end it or to be shut out from it."""
    with hosting(tmp_path, str(TINY), "--teams", "2", "--port", "0") as host:
        yield host


# --- a client of anybody's ------------------------------------------------------------------------------------


def test_a_plain_client_joins_by_the_document_and_plays(place: Place) -> None:
    ic, facilitator = place.player("ic"), place.host.facilitator()
    place.run_on(facilitator, 150)
    done = ic.act("acknowledge_page")
    assert (done["type"], done["refused"]) == ("done", "")
    again = ic.act("acknowledge_page", name="a1")
    assert (again["again"], again["n"]) == (True, done["n"])
    refused = ic.act("acknowledge_page")
    assert refused["refused"] == "The page is acknowledged already."
    numbers = [event["n"] for event in ic.events()]
    assert numbers == list(range(1, len(numbers) + 1))
    told = schemas()["protocol-to-client"]
    for frame in ic.frames + facilitator.frames:
        jsonschema.validate(json.loads(frame), told)
    assert facilitator.steer(team=place.team, finish=True)["refused"] == ""
    place.prove()


def test_a_late_joiner_has_the_whole_history_and_one_who_comes_back_only_the_rest(place: Place) -> None:
    ic, facilitator = place.player("ic"), place.host.facilitator()
    token = json.loads(ic.frames[0])["token"]
    place.run_on(facilitator, 300)
    ic.act("log_entry", action="Looked", owner="me", result="")
    comms = place.player("comms_lead")
    comms.act("log_entry", action="Here too", owner="me", result="")
    logged = [event["event"]["action"] for event in comms.events() if event["event"]["kind"] == "entry_logged"]
    assert logged == ["Looked", "Here too"]
    ic.drain()
    last = ic.events()[-1]["n"]
    ic.close()
    comms.act("log_entry", action="Meanwhile", owner="me", result="")
    back = Client(place.host.url, token=token, since=last)
    back.wait_for("events")
    assert [event["event"].get("action") for event in back.events()] == ["Meanwhile"]
    assert back.events()[0]["n"] == last + 1


def test_a_seat_is_free_taken_and_free_again(place: Place) -> None:
    first = place.player("scribe")
    second = Client(place.host.url, code=place.code("player", "scribe"), name="Second")
    assert second.wait_for("error")["code"] == "seat_taken"
    first.send("leave")
    with pytest.raises(ConnectionClosed):
        first.wait_for("never")
    third = place.player("scribe")
    assert third.act("log_entry", action="Mine now", owner="me", result="")["type"] == "done"


def test_a_freed_seat_is_its_codes_and_a_given_one_is_moved_to(place: Place) -> None:
    scribe, facilitator = place.player("scribe"), place.host.facilitator()
    token = json.loads(scribe.frames[0])["token"]
    freed = {"kind": "free_seat", "seat": "scribe"}
    assert facilitator.steer(team=place.team, intervention=freed)["refused"] == ""
    assert scribe.wait_for("error")["code"] == "reseated"
    back = Client(place.host.url, token=token)
    assert back.wait_for("error")["code"] == "no_seat"
    other = place.player("scribe")
    assert other.act("log_entry", action="Mine now", owner="me", result="")["type"] == "done"
    moved = json.loads(other.frames[0])["person"]
    given = {"kind": "take_seat", "seat": "legal", "person": moved}
    assert facilitator.steer(team=place.team, intervention=given)["refused"] == ""
    mover = Client(place.host.url, token=json.loads(other.frames[0])["token"])
    assert mover.wait_for("welcome")["seat"] == "legal"
    observer = Client(place.host.url, code=place.code("observer"), name="Olga")
    watching = observer.wait_for("welcome")["person"]
    given = {"kind": "take_seat", "seat": "scribe", "person": watching}
    assert facilitator.steer(team=place.team, intervention=given)["code"] == "no_such_person"


def test_a_token_of_one_seat_is_no_code_for_another_and_a_code_is_no_token(place: Place) -> None:
    ic = place.player("ic")
    token = json.loads(ic.frames[0])["token"]
    for hello in ({"code": token}, {"token": place.code("player", "cs")}, {"code": "guess"}, {}):
        stranger = Client(place.host.url)
        stranger.send("hello", version=1, **hello)
        assert stranger.wait_for("error")["code"] == "no_such_pass"
        stranger.close()


def test_a_page_of_another_site_is_not_let_in(house: HostProcess) -> None:
    with pytest.raises(InvalidStatus), connect(house.url, origin=Origin("http://elsewhere.example")):
        pass
    own = Origin(house.url.replace("ws://", "http://").removesuffix("/ws"))
    with connect(house.url, origin=own):
        pass


def test_an_observer_changes_nothing_not_even_a_read_mark(place: Place) -> None:
    ic, facilitator = place.player("ic"), place.host.facilitator()
    place.run_on(facilitator, 400)
    before = place.journal()
    observer = Client(place.host.url, code=place.code("observer"), name="Olga")
    observer.wait_for("events")
    assert observer.act("acknowledge_page")["code"] == "not_a_player"
    assert observer.steer(pace=600)["code"] == "not_a_facilitator"
    observer.send("remark", id="n1", team=place.team, kind="note", text="They look calm")
    assert observer.wait_for("remarked")["n"] == 1
    observer.send("remark", id="r1", team=place.team, kind="rating", objective="contain", rating="P")
    assert observer.wait_for("error")["code"] == "not_yours"
    ic.drain()
    assert "They look calm" not in "".join(ic.frames)
    assert "complaint" not in "".join(observer.frames)
    assert "We cannot save" not in "".join(observer.frames), "a mail to one seat is not for observers"
    assert place.journal() == before


# --- what never travels -----------------------------------------------------------------------------------------


def canaried() -> dict[str, Any]:
    """The tiny scenario with a canary in every field that a player must not know."""
    data = tiny_data()
    data["faults"]["bad-flag"]["title"] = "CANARY-fault"
    data["objectives"]["contain"]["title"] = "CANARY-objective"
    for name, task in data["tasks"].items():
        task.update(result=f"CANARY-result-{name}", no_effect="CANARY-no-effect", evidence="CANARY-evidence")
    for inject in data["injects"]:
        inject.update(title=f"CANARY-title-{inject['id']}", expected_action="CANARY-expected")
    data["injects"].append(
        {"id": "canary-bank", "title": "CANARY-bank", "bank": True, "subject": "CANARY-subject", "text": "CANARY-text"}
    )
    variant = data["variants"]["flag"]
    variant["title"] = "CANARY-variant"
    truth = variant["truth"]
    truth.update(cause="CANARY-cause", cause_concepts=[["canary-concept"]], data_loss="CANARY-loss")
    truth["scope"] = [{"at": "1m", "pct": 100, "text": "CANARY-scope"}]
    truth["regions"] = ["CANARY-region"]
    truth["facts"]["cause"]["text"] = "CANARY-fact"
    truth["restricted"] = ["CANARY-restricted"]
    return data


def test_no_hidden_thing_travels_to_a_seat(tmp_path: Path) -> None:
    path = tmp_path / "canary.yaml"
    path.write_text(json.dumps(canaried(), default=float))  # JSON is YAML too
    with hosting(tmp_path, str(path), "--teams", "2", "--port", "0", "--seed", str(SEED)) as host:
        seats = [host.player("ic"), host.player("cs"), host.player("scribe")]
        others = host.player("ic", 2)
        observer = Client(host.url, code=host.code("observer", 1))
        facilitator = host.facilitator()
        others.act("post_update", channel="war_room", text="CANARY-other-team")
        facilitator.send("remark", id="n", team=1, kind="note", text="CANARY-note")
        facilitator.wait_for("remarked")
        assert facilitator.steer(team=1, intervention={"kind": "hold_inject", "inject": "rumour"})["refused"] == ""
        Place(host, 1).run_on(facilitator, 2_400)
        ic, cs, scribe = seats
        ic.act("declare", severity="sev1", incident_class="availability", scope="All saves")
        ic.act("submit_postmortem", text="Too early")
        cs_mail = next(e for e in cs_events(cs) if e["event"].get("subject") == "We cannot save")
        assert cs_mail["event"]["seat"] == "cs"
        for client in (*seats, observer):
            client.drain()
        wire = "".join(frame for client in (*seats, observer) for frame in client.frames)
        for canary in ("CANARY", "canary", str(SEED), "inject_fired", "impact_changed", "inject_held"):
            assert canary not in wire, canary
        for client in (ic, scribe, observer):
            assert "We cannot save" not in "".join(client.frames), "a mail to one seat is private"
        assert not any('"refused":"The incident is still open' in frame for frame in (*cs.frames, *scribe.frames))
        facilitator.send("look", team=1)
        assert "CANARY-title-page" in json.dumps(facilitator.wait_for("msel")), "the facilitator sees the MSEL"
        journal = host.journal().decode()
        assert "inject_fired" in journal
        assert str(SEED) in journal


def test_a_message_to_another_seat_can_neither_be_answered_nor_found_out_about(place: Place) -> None:
    ic, cs, facilitator = place.player("ic"), place.player("cs"), place.host.facilitator()
    place.run_on(facilitator, 2_400)
    mine = next(e["event"]["message"] for e in cs_events(cs) if e["event"].get("subject") == "We cannot save")
    before = place.journal()
    made_up = ic.act("reply", message="m-99", text="Hello?")
    foreign = ic.act("reply", message=mine, text="Hello?")
    assert foreign["code"] == "not_yours"
    assert foreign["text"] == made_up["text"]
    assert mine not in foreign["text"]
    assert ic.act("record_confirmation", account="alpha", message=mine)["code"] == "not_yours"
    assert place.journal() == before
    assert cs.act("reply", message=mine, text="We are on it.")["refused"] == ""


def cs_events(client: Client) -> list[dict[str, Any]]:
    """Events of a client, after reading what is there."""
    client.drain()
    return client.events()


def test_nothing_opens_while_a_team_still_plays_and_then_the_kept_heads_prove_the_journal(host: HostProcess) -> None:
    from tui.rooms.room import heads_of

    ic, other, facilitator = host.player("ic"), host.player("ic", 2), host.facilitator()
    Place(host, 1).run_on(facilitator, 600)
    facilitator.steer(finish=True, team=1)
    for player in (ic, other):
        player.send("debrief")
        assert player.wait_for("error")["code"] == "not_open"
    facilitator.steer(finish=True, team=2)
    other.wait_for("open")
    ic.wait_for("open")
    heads = {json.loads(frame)["sealed_head"] for frame in ic.frames if '"sealed_head":"' in frame}
    ic.send("debrief")
    lines: list[str] = []
    while not (page := ic.wait_for("page"))["last"]:
        lines += page["lines"]
    raw = "".join(f"{line}\n" for line in lines).encode()
    assert raw == host.journal()
    assert len(heads) > 3
    assert heads <= heads_of(raw, page["salt"])
    assert not heads & heads_of(raw.replace(b"page_acknowledged", b"page_forgotten"), "another salt")
    assert page["scorecard"]["band"] == "U"


# --- the facilitator --------------------------------------------------------------------------------------------


def test_the_msel_obeys_and_every_intervention_is_in_the_journal(place: Place) -> None:
    ic, facilitator = place.player("ic"), place.host.facilitator()
    for intervention in INTERVENTIONS:
        assert facilitator.steer(team=place.team, intervention=intervention)["refused"] == "", intervention
    assert facilitator.steer(team=place.team, bot="comms_lead")["refused"] == ""
    assert facilitator.steer(team=place.team, skip=True)["refused"] == ""
    assert (
        facilitator.steer(team=place.team, intervention=INTERVENTIONS[-1])["refused"]
        == "That inject has been delivered."
    )
    facilitator.send("look", team=place.team)
    states = {row["id"]: row["state"] for row in facilitator.wait_for("msel")["injects"]}
    assert states["rumour"] == "skipped"
    assert states["complaint"] == "fired"
    facilitator.send("look", team=place.team, seat="ic")
    seen = facilitator.wait_for("seen")["events"]
    ic.drain()
    assert [event["event"] for event in seen] == [event["event"] for event in ic.events()]
    journal = [json.loads(line) for line in place.journal().splitlines()]
    kinds = [line.get("kind") for line in journal]
    expected = {
        "inject_held", "inject_skipped", "inject_shifted", "inject_edited", "inject_written", "inject_ordered",
        "injects_postponed", "inject_released", "role_assigned", "command_refused",
    }  # fmt: skip
    assert expected <= set(kinds)
    assert facilitator.steer(team=place.team, finish=True)["refused"] == ""
    place.prove()


def test_ratings_of_several_raters_stay_apart_and_an_overrule_needs_a_reason(place: Place) -> None:
    facilitator = place.host.facilitator()
    facilitator.send("remark", id="1", team=place.team, kind="rating", objective="contain", rating="S")
    assert facilitator.wait_for("remarked")["n"] == 1
    facilitator.send("remark", id="1", team=place.team, kind="rating", objective="contain", rating="S")
    assert facilitator.wait_for("remarked")["n"] == 1, "given again, kept once"
    second = place.host.facilitator()
    second.send("remark", id="1", team=place.team, kind="rating", objective="contain", rating="M")
    assert second.wait_for("remarked")["n"] == 2
    second.send("remark", id="2", team=place.team, kind="rating", objective="contain", rating="X")
    assert second.wait_for("error")["code"] == "malformed"
    second.send("remark", id="3", team=place.team, kind="overrule", criterion="A1", value_permille=500)
    assert second.wait_for("error")["code"] == "malformed"
    second.send("remark", id="4", team=place.team, kind="note", text="Well done", mood="good")
    error = second.wait_for("error")
    assert (error["code"], error["id"]) == ("malformed", "4")  # who waits for an answer to it hears of it


# --- a hostile client -------------------------------------------------------------------------------------------


def hostile(number: int, draws: Chance, place: Place, others: int) -> str | bytes:
    """One bad message, of eight kinds."""
    kinds = (
        "{" * draws.below(300, "deep", str(number)),
        json.dumps({"type": "act", "id": "x" * 2_000, "command": {"kind": "acknowledge_page"}}),
        json.dumps({"type": "act", "id": f"h{number}", "seat": "comms_lead", "command": {"kind": "acknowledge_page"}}),
        json.dumps({"type": "hello", "version": 1, "code": place.code("facilitator")}),
        json.dumps({"type": "steer", "id": f"h{number}", "pace": 600}),
        json.dumps({"type": "act", "id": f"h{number}", "command": {"kind": "change_pace", "multiplier": 600}}),
        json.dumps({"type": "remark", "id": "r", "team": others, "kind": "note", "text": "x"}),
        "[" * 5_000 + "]" * 5_000,
        bytes(draws.below(256, "byte", f"{number}.{place}") for place in range(40)),
        json.dumps({"type": "act", "id": f"h{number}", "command": {"kind": "order_inject", "inject": "page"}}),
        json.dumps({"type": "look", "team": others, "seat": "ic"}),
        json.dumps({"type": "act", "id": f"h{number}", "command": {"kind": "reply", "message": 7}}),
        json.dumps({"type": "debrief", "team": place.team}),
    )
    return "x" * (FRAME_BYTES + 1) if number % 97 == 0 else kinds[draws.below(len(kinds), "kind", str(number))]


def test_2000_hostile_messages_change_nothing_leak_nothing_and_stop_nothing(new_place: Callable[[], Place]) -> None:
    place, *elsewhere = places = [new_place() for _ in range(4)]
    ic, facilitator = place.player("ic"), place.host.facilitator()
    place.run_on(facilitator, 700)
    villains = [each.player(seat) for each in places for seat in VILLAINS]
    tokens = [json.loads(villain.frames[0])["token"] for villain in villains]
    before, wire = [each.journal() for each in places], ""
    draws = Chance(13)
    answered: dict[str, int] = {}
    for first in range(0, HOSTILE, len(villains)):
        for number, villain in enumerate(villains, first):
            with suppress(ConnectionClosed):
                villain.socket.send(hostile(number, draws, place, elsewhere[number % 3].team))
        for number, villain in enumerate(villains):
            try:
                error = villain.wait_for("error")
                assert error["text"], error
                answered[error["code"]] = answered.get(error["code"], 0) + 1
            except ConnectionClosed:
                wire += "".join(villain.frames)
                villains[number] = Client(place.host.url, token=tokens[number])
                villains[number].wait_for("welcome")
    assert sum(answered.values()) >= HOSTILE - HOSTILE // 50, answered
    assert {"malformed", "too_large", "foreign_seat", "out_of_order", "not_a_facilitator", "not_yours", "bad_id",
            "not_open"} <= answered.keys(), answered  # fmt: skip
    wire += "".join(frame for villain in villains for frame in villain.frames)
    for secret in ("inject_fired", "pool that was too small", "expected_action", "lines"):
        assert secret not in wire
    assert [each.journal() for each in places] == before
    assert ic.act("acknowledge_page")["refused"] == ""


def test_a_frame_beyond_all_bounds_closes_that_connection_alone(place: Place) -> None:
    ic, villain = place.player("ic"), place.player("scribe")
    with pytest.raises(ConnectionClosed):  # noqa: PT012
        villain.socket.send("x" * (5 * FRAME_BYTES))
        villain.wait_for("never")
    assert ic.act("log_entry", action="Still here", owner="me", result="")["refused"] == ""


def test_guessing_codes_ends_soon_and_logs_hold_no_secret_and_no_words(host: HostProcess, tmp_path: Path) -> None:
    ic = host.player("ic")
    ic.act("log_entry", action="SECRET-WORDS", owner="me", result="")
    ic.send("act", id="x", command={"kind": "SECRET-KIND"})
    ic.wait_for("error")
    answers = []
    for number in range(12):
        stranger = Client(host.url, code=f"SECRET-{number}")
        answers.append(stranger.wait_for("error")["code"])
        stranger.close()
    assert (answers[0], answers[-1]) == ("no_such_pass", "too_many_tries")
    host.stop()
    logged = (tmp_path / "data" / "logs" / "host.log").read_text() + (tmp_path / "host.err").read_text()
    assert "came" in logged
    assert "SECRET" not in logged
    for row in host.told["codes"]:
        assert row["code"] not in logged
    assert json.loads(ic.frames[0])["token"] not in logged
