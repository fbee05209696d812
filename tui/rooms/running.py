"""Runs a host from the command line: opens or takes up an exercise, prints its codes, serves."""

from __future__ import annotations

import asyncio
import json
import logging
import logging.handlers
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from shlex import join
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from simulator.errors import ScenarioError, WarroomError
from simulator.vocabulary import Seat
from tui.addresses import LOOPBACK, ONE_OF_SEVERAL, everywhere, shown_host
from tui.folders import data_folder, make_private
from tui.library import load_content
from tui.origin import remember
from tui.rooms.homework import Homework, window_until
from tui.rooms.host import ANEW, Host
from tui.rooms.keeping import open_store
from tui.store.register import Register, new_id

if TYPE_CHECKING:
    import socket
    import ssl

BIND = "127.0.0.1"
"""Where a host listens when nothing else is said."""
LOG_BYTES = 1_000_000
LOG_FILES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What was asked for on the command line."""

    scenario: str | None
    teams: int
    seed: int | None
    store: str | None
    bind: str
    port: int
    cert: Path | None
    key: Path | None
    pace: int
    homework: bool
    until: str
    resume: str | None
    debug: bool
    as_json: bool


def run_host(plan: Plan) -> int:
    """Serve until interrupted; returns the exit code.

    Raises:
        WarroomError: content, store or address cannot be used.
    """
    if (plan.scenario is None) == (plan.resume is None):
        raise ScenarioError("say what to host", hint="A scenario, or --resume EXERCISE (see: warroom store list).")
    if plan.homework and plan.pace:
        raise ScenarioError("each trainee sets their own pace in a homework", hint="Leave --pace out.")
    if plan.until and not plan.homework:
        raise ScenarioError("--until is for homework", hint="Add --homework.")
    if Homework(window_until(plan.until)).closed and plan.resume is None:
        raise ScenarioError(f"--until {plan.until}: that time is over", hint="Give a day or a UTC time to come.")
    if (plan.cert is None) != (plan.key is None):
        raise ScenarioError("TLS needs both files", hint="Give --tls-cert and --tls-key.")
    from tui.rooms.server import open_socket, tls_of

    tls = tls_of(plan.cert, plan.key) if plan.cert and plan.key else None
    _log_to_file(debug=plan.debug)
    host, codes = _take_up(plan) if plan.resume else _open(plan)
    try:
        listening = open_socket(plan.bind, plan.port)
    except OSError as error:
        raise ScenarioError(
            f"{plan.bind}:{plan.port}: {error.strerror}", hint="Choose another --bind or --port."
        ) from None
    _announce(plan, host, codes, listening.getsockname()[1])
    return _serve(host, listening, tls)


def _open(plan: Plan) -> tuple[Host, list[dict[str, Any]]]:
    """A new exercise with its drills and codes."""
    content = load_content(str(plan.scenario))
    remember(content.scenario)
    content.kit.reader.prepare()
    database = open_store(plan.store, anew=True)
    register = Register(database)
    exercise = register.exercise(register.add_exercise(str(plan.scenario), plan.seed))
    host = Host(database, exercise, content, name=new_id("h"), homework=_window(plan))
    host.open_drills(plan.teams)
    codes: list[dict[str, Any]] = [{"kind": "facilitator", "code": register.add_code(exercise.id, "facilitator")}]
    for team in range(1, plan.teams + 1):
        for seat in (Seat.IC,) if plan.homework else Seat:
            code = register.add_code(exercise.id, "player", team=team, seat=seat)
            codes.append({"kind": "player", "team": team, "seat": seat.value, "code": code})
        if not plan.homework:
            watch = register.add_code(exercise.id, "observer", team=team)
            codes.append({"kind": "observer", "team": team, "code": watch})
    if plan.pace:
        for room in host.rooms.values():
            room.set_pace(plan.pace, who="host", command_id="start")
    return host, codes


def _window(plan: Plan) -> Homework | None:
    return Homework(window_until(plan.until)) if plan.homework else None


def _take_up(plan: Plan) -> tuple[Host, list[dict[str, Any]]]:
    """An exercise that another host began: its free drills now, the others when their host is gone."""
    database = open_store(plan.store)
    exercise = Register(database).exercise(str(plan.resume))
    content = load_content(exercise.scenario)
    remember(content.scenario)
    content.kit.reader.prepare()
    host = Host(database, exercise, content, name=new_id("h"), homework=_window(plan), pace=plan.pace)
    host.rooms.update(host.take_over_free())
    if host.left_alone and len(host.left_alone) == host.teams:
        hint = next(filter(None, host.left_alone.values()), ANEW)
        raise ScenarioError(f"no drill of {exercise.id} can be taken up here", hint=hint)
    return host, []


def _announce(plan: Plan, host: Host, codes: list[dict[str, Any]], port: int) -> None:
    """Codes on stdout, once; words on stderr."""
    url = f"{'wss' if plan.cert else 'ws'}://{shown_host(plan.bind)}:{port}/ws"
    if plan.bind not in LOOPBACK and plan.cert is None:
        print("warroom: open to the network without TLS: codes and words travel readable", file=sys.stderr)
    if plan.as_json:
        print(json.dumps({"url": url, "exercise": host.exercise.id, "codes": codes}), flush=True)
    else:
        print(f"{url}  exercise {host.exercise.id}")
        for row in codes:
            whom = " ".join(str(row[key]).replace("_", "-") for key in ("team", "seat") if key in row)
            print(f"{row['kind']:<12} {whom:<16} {row['code']}", flush=True)
    teams = ", ".join(str(team) for team in host.rooms)
    here = f"team{'s' if len(host.rooms) > 1 else ''} {teams}" if teams else "no team yet"
    if not plan.as_json:
        words = "give each person this address and their code, for: warroom join URL; yourself: warroom facilitate URL"
        print(f"warroom: {words}", file=sys.stderr)
        if everywhere(plan.bind):
            print(f"warroom: {ONE_OF_SEVERAL}", file=sys.stderr)
    again = resume_command(plan, host.exercise.id, port)
    print(f"warroom: serving {here}; after a crash: {again}", file=sys.stderr)


def resume_command(plan: Plan, exercise: str, port: int) -> str:
    """The command that brings this very host back, where its guests look for it; the journal knows the pace.

    A store's password is not shown again.
    """
    words = ["warroom", "host", "--resume", exercise, "--port", str(port)]
    if plan.bind != BIND:
        words += ["--bind", plan.bind]
    if plan.store:
        words += ["--store", "URL" if urlsplit(plan.store).password else plan.store]
    if plan.cert and plan.key:
        words += ["--tls-cert", str(plan.cert), "--tls-key", str(plan.key)]
    if plan.homework:
        words += ["--homework", *(["--until", plan.until] if plan.until else [])]
    return join(words)


def _serve(host: Host, listening: socket.socket, tls: ssl.SSLContext | None) -> int:
    from tui.rooms.server import make_ready, serve

    try:
        make_ready(host)
        asyncio.run(serve(host, listening, tls=tls))
    except WarroomError:
        raise
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 130
    finally:
        host.database.close()
    return 0


def _log_to_file(*, debug: bool) -> None:
    """A rotating log of comings, goings and refusals; never a secret, never what people write."""
    folder = data_folder() / "logs"
    make_private(folder)
    handler = logging.handlers.RotatingFileHandler(
        folder / "host.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
    )
    formatter = logging.Formatter("%(asctime)sZ %(levelname)s %(message)s")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    log = logging.getLogger("warroom.rooms")
    log.addHandler(handler)
    log.setLevel(logging.DEBUG if debug else logging.INFO)
    log.propagate = False
