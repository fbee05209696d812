"""Statements say what the drill says, under stable ids; a busy store is asked again, one that refuses is not."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import msgspec
import pytest

from scoring import judge
from simulator.bots.player import Silent
from simulator.journal import Journal
from simulator.vocabulary import Mode
from tests.scoring.plays import DATABASE, content, played, reference
from tui.learning.lrs import AUTH, BATCH, TRIES, LrsError, endpoint, send
from tui.learning.xapi import Source, Version, statements_of

HOME = "https://example.org/warroom"


def source(journal: Journal | None = None) -> Source:
    found = journal or reference(DATABASE).drill.journal()
    model, rules = content(DATABASE).scenario.model, content(DATABASE).runbook.model
    return Source("a" * 64, found, model, judge(found, model, rules), "2026-03-10T15:00:00Z", HOME)


def test_a_finished_drill_is_completed_and_passed_with_its_points() -> None:
    completed, passed = statements_of(source(), criteria=False)
    assert completed["verb"]["id"].endswith("/completed")
    assert passed["verb"]["id"].endswith("/passed")
    assert passed["result"]["score"]["raw"] == pytest.approx(float(source().card.total), abs=0.01)
    assert passed["actor"] == {"objectType": "Agent", "account": {"homePage": f"{HOME}/people", "name": "you"}}


def test_two_people_who_did_the_same_have_a_record_each_and_a_team_is_a_group_of_its_own() -> None:
    """Given byte-equal journals, then actor, ids and registration differ; team 2 of two exercises is no one learner."""
    [ann, _], [bob, _] = (statements_of(replace(source(), person=who), criteria=False) for who in ("p-ann", "p-bob"))
    assert [one["actor"]["account"]["name"] for one in (ann, bob)] == ["p-ann", "p-bob"]
    assert ann["id"] != bob["id"]
    assert ann["context"]["registration"] != bob["context"]["registration"]
    alone = source().journal
    header = msgspec.structs.replace(alone.header, mode=Mode.EXERCISE, player="team-2", drill="x-1-t2")
    team = statements_of(replace(source(), journal=replace(alone, header=header)), criteria=False)[0]["actor"]
    assert team == {"objectType": "Group", "account": {"homePage": f"{HOME}/teams", "name": "x-1-t2"}}


def test_a_silent_drill_is_failed_and_an_unfinished_one_abandoned() -> None:
    silent = played(DATABASE, player=Silent()).drill.journal()
    assert statements_of(source(silent), criteria=False)[1]["verb"]["display"] == {"en": "failed"}
    half = Journal(silent.header, silent.entries[:40], "", False)
    [abandoned] = statements_of(source(half), criteria=False)
    assert abandoned["verb"]["id"] == "https://w3id.org/xapi/adl/verbs/abandoned"


def test_ids_follow_from_the_journal_and_nothing_hidden_is_told() -> None:
    first, again = statements_of(source(), criteria=True), statements_of(source(), criteria=True)
    assert first == again
    assert len({statement["id"] for statement in first}) == len(first) > 25
    assert source().card.variant not in json.dumps(first)


class Lrs(BaseHTTPRequestHandler):
    """A store that answers as it is told and keeps what it takes."""

    answers: ClassVar[list[int]] = []
    kept: ClassVar[list[dict[str, Any]]] = []
    headers_seen: ClassVar[list[dict[str, str]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.headers_seen.append({name.lower(): value for name, value in self.headers.items()})
        code = self.answers.pop(0) if self.answers else 200
        if code == 200:
            self.kept.extend(body)
        self.send_response(code)
        if code == 429:
            self.send_header("Retry-After", "7")
        if code == 307:
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()
        self.wfile.write(b"[]")

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def store(*answers: int) -> Iterator[str]:
    """A store on the loopback interface that first gives these answers, then takes everything."""
    Lrs.answers, Lrs.kept, Lrs.headers_seen = list(answers), [], []
    server = HTTPServer(("127.0.0.1", 0), Lrs)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/xapi"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_busy_store_is_asked_again_and_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AUTH, "key:secret")
    statements = [{"id": str(number)} for number in range(BATCH + 5)]
    waits: list[float] = []
    with store(503, 429) as url:
        assert send(statements, url, Version.NEW, wait=waits.append) == BATCH + 5
    assert Lrs.kept == statements
    assert waits == [1.0, 7.0]
    assert Lrs.headers_seen[0]["x-experience-api-version"] == "2.0.0"
    assert Lrs.headers_seen[0]["authorization"] == "Basic a2V5OnNlY3JldA=="


@pytest.mark.parametrize(
    ("answers", "words", "asked"),
    [
        ((400,), "400", 1),
        ((401,), "401", 1),
        ((409,), "conflict", 1),
        ((307,), "307", 1),
        ((503,) * TRIES, "503", TRIES),
    ],
    ids=["bad", "unknown", "conflict", "redirected", "down"],
)
def test_a_store_that_refuses_is_told_of(answers: tuple[int, ...], words: str, asked: int) -> None:
    with store(*answers) as url, pytest.raises(LrsError, match=words):
        send([{"id": "1"}], url, Version.OLD, wait=lambda _: None)
    assert (len(Lrs.headers_seen), Lrs.kept) == (asked, [])


def test_a_store_that_is_not_there_is_told_of() -> None:
    with store() as url:
        pass
    with pytest.raises(LrsError, match="refused"):
        send([{"id": "1"}], url, Version.OLD, wait=lambda _: None)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://lrs.example.org", "no address"),
        ("lrs.example.org", "no address"),
        ("https://key:secret@lrs.example.org", "password"),
        ("http://lrs.example.org/xapi", "readable over the network"),
    ],
)
def test_an_unsafe_address_is_refused(url: str, words: str) -> None:
    with pytest.raises(LrsError, match=words):
        endpoint(url)


def test_bots_are_no_learners() -> None:
    assert statements_of(source(), criteria=False)[0]["context"]["extensions"][f"{HOME}/extensions/simulated"] is (
        reference(DATABASE).drill.header.mode is Mode.SIMULATED
    )
