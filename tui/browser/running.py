"""`warroom serve`: opens a door for browsers, says where it is, serves until it is told to stop."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import ssl
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import ScenarioError
from tui.addresses import LOOPBACK, ONE_OF_SEVERAL, everywhere, shown_host
from tui.browser.door import Door, OpenDoor, RoomDoor, TokenDoor, new_pass

if TYPE_CHECKING:
    import socket

SHORTEST_TOKEN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What was asked for on the command line."""

    bind: str
    port: int
    rooms: tuple[str, ...]
    token_file: Path | None
    cert: Path | None
    key: Path | None
    visitors: int
    as_json: bool

    @property
    def loopback(self) -> bool:
        """True when only this machine reaches it."""
        return self.bind in LOOPBACK


def run_browser(plan: Plan) -> int:
    """Serve until interrupted; returns the exit code.

    Raises:
        WarroomError: the address, the token or the certificate cannot be used.
    """
    if (plan.cert is None) != (plan.key is None):
        raise ScenarioError("TLS needs both files", hint="Give --tls-cert and --tls-key.")
    try:
        from tui.browser import server as parts
    except ModuleNotFoundError as error:
        print(f"warroom: the browser needs {error.name}, which is not installed", file=sys.stderr)
        print("  Install it with: pip install 'warroom[web]'", file=sys.stderr)
        return 3
    door, token = _door(plan)
    secure = _tls(plan)
    made = parts.BrowserServer(door, loopback=plan.loopback, secure=secure is not None, most=plan.visitors)
    logging.getLogger("aiohttp").addHandler(logging.NullHandler())
    asyncio.run(_serve(plan, made.make_app, _listen(plan), secure, token))
    return 0


def _door(plan: Plan) -> tuple[Door, str]:
    """The door, and its token when there is one."""
    if plan.rooms:
        from tui.rooms.knock import check, knock

        if why := asyncio.run(check(plan.rooms)):
            print(f"warroom: {why}", file=sys.stderr)
        return RoomDoor(plan.rooms, lambda code, name: knock(plan.rooms, code, name)), ""
    if plan.loopback and plan.token_file is None:
        return OpenDoor(), ""
    token = new_pass() if plan.token_file is None else _read_token(plan.token_file)
    return TokenDoor(token), "" if plan.token_file else token


def _read_token(path: Path) -> str:
    try:
        token = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ScenarioError(f"{path}: {error.strerror}", hint="Write the token into it.") from None
    if len(token) < SHORTEST_TOKEN:
        hint = f"At least {SHORTEST_TOKEN} characters; without --token-file one is made."
        raise ScenarioError(f"{path}: the token is too short", hint=hint)
    return token


def _tls(plan: Plan) -> ssl.SSLContext | None:
    if plan.cert is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(plan.cert, plan.key)
    except (OSError, ssl.SSLError) as error:
        hint = "Both in PEM; the key without a passphrase."
        raise ScenarioError(f"{plan.cert}: no certificate with its key: {error}", hint=hint) from None
    return context


def _listen(plan: Plan) -> socket.socket:
    import socket

    family = socket.AF_INET6 if ":" in plan.bind else socket.AF_INET
    try:
        return socket.create_server((plan.bind, plan.port), family=family)
    except OSError as error:
        hint = "Choose another --bind or --port."
        raise ScenarioError(f"{plan.bind}:{plan.port}: {error.strerror}", hint=hint) from None


def _announce(plan: Plan, port: int, token: str) -> None:
    """Where it is, and the token once, on stdout; words on stderr."""
    url = f"{'https' if plan.cert else 'http'}://{shown_host(plan.bind)}:{port}/"
    if plan.as_json:
        print(json.dumps({"url": url, "token": token}), flush=True)
    else:
        print(url + (f"\ntoken  {token}" if token else ""), flush=True)
    if not plan.loopback and plan.cert is None:
        print("warroom: open to the network without TLS: tokens, codes and words travel readable", file=sys.stderr)
    if everywhere(plan.bind):
        print(f"warroom: {ONE_OF_SEVERAL}", file=sys.stderr)
    print("warroom: ctrl+c ends it; drills are kept", file=sys.stderr)


async def _serve(
    plan: Plan, make_app: object, listening: socket.socket, secure: ssl.SSLContext | None, token: str
) -> None:
    from aiohttp import web

    runner = web.AppRunner(await make_app(), access_log=None, handle_signals=False)  # type: ignore[operator]
    await runner.setup()
    await web.SockSite(runner, listening, ssl_context=secure, shutdown_timeout=2).start()
    _announce(plan, listening.getsockname()[1], token)
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stopped.set)
    await stopped.wait()
    await runner.cleanup()
