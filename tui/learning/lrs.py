"""Sends statements to a learning record store, and tries again when it is busy or away for a moment.

A statement's id follows from its drill, so that sending again after a lost answer makes no second record.
"""

from __future__ import annotations

import json
import os
import ssl
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from simulator.errors import WarroomError
from tui.learning.xapi import Version, batches

AUTH = "WARROOM_LRS_AUTH"
BATCH = 50
TRIES = 6
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 60.0
TIMEOUT_S = 30.0
LOOPBACK = ("localhost", "127.0.0.1", "::1")
BUSY = (408, 425, 429, 500, 502, 503, 504)
"""Answers after which another try may help."""


class LrsError(WarroomError):
    """The store did not take the statements."""


@dataclass(frozen=True, slots=True)
class Post:
    """One request and who is asked."""

    url: str
    version: Version
    auth: str
    """`KEY:SECRET`; empty = none."""


class _NoRedirect(HTTPRedirectHandler):
    """Credentials and statements go to the address that was named, nowhere else."""

    def redirect_request(self, *arguments: Any, **named: Any) -> None:
        """Refuse."""


def endpoint(url: str) -> str:
    """The address of an LRS's statements.

    Raises:
        LrsError: it is no address, holds a password, or would send one readable over a network.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise LrsError(f"{url!r} is no address of an LRS", hint="For example https://lrs.example.org/xapi.")
    if parts.username or parts.password:
        raise LrsError("the address holds a user name or password", hint=f"Set {AUTH}=KEY:SECRET instead.")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise LrsError("http:// would send results readable over the network", hint="Use https://.")
    path = parts.path.rstrip("/")
    return parts._replace(path=path if path.endswith("/statements") else f"{path}/statements").geturl()


def send(
    statements: Sequence[dict[str, Any]], url: str, version: Version, *, wait: Callable[[float], None],
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> int:  # fmt: skip
    """Send statements; returns how many the store has now.

    Args:
        statements: What to send.
        url: The LRS, with or without `/statements`.
        version: Of the specification, for the header.
        wait: Sleeps so many seconds.
        tell: Is told how many of how many were taken.

    Raises:
        LrsError: it refused, or did not answer after several tries; those told of before are there.
    """
    post, sent = Post(endpoint(url), version, os.environ.get(AUTH, "")), 0
    for batch in batches(list(statements), BATCH):
        _send_batch(batch, post, wait)
        sent += len(batch)
        tell(sent, len(statements))
    return sent


def _send_batch(batch: list[dict[str, Any]], post: Post, wait: Callable[[float], None]) -> None:
    pause_s = FIRST_WAIT_S
    for left in range(TRIES - 1, -1, -1):
        try:
            _once(batch, post)
            return
        except HTTPError as error:
            words = _words(error)
            if error.code == 409:
                hint = "It holds other statements under these ids, e.g. of the same drills with another time (--at)."
                raise LrsError(f"{post.url}: conflict: {words}", hint=hint) from None
            if error.code not in BUSY or not left:
                raise LrsError(f"{post.url}: {error.code}: {words}", hint=_hint(error.code)) from None
            asked_s = _seconds(error.headers.get("Retry-After"))
        except (URLError, HTTPException, TimeoutError, OSError) as error:
            if not left:
                raise LrsError(f"{post.url}: {getattr(error, 'reason', error)}", hint="Is it up? Try again.") from None
            asked_s = 0.0
        wait(min(LONGEST_WAIT_S, max(pause_s, asked_s)))
        pause_s *= 2


def _once(batch: list[dict[str, Any]], post: Post) -> None:
    headers = {"Content-Type": "application/json", "X-Experience-API-Version": post.version.value}
    if post.auth:
        headers["Authorization"] = f"Basic {b64encode(post.auth.encode()).decode()}"
    request = Request(post.url, json.dumps(batch).encode(), headers, method="POST")  # noqa: S310 - endpoint() checked it
    opener = build_opener(_NoRedirect, HTTPSHandler(context=ssl.create_default_context()))
    with opener.open(request, timeout=TIMEOUT_S) as answer:
        answer.read()


def _words(error: HTTPError) -> str:
    from scoring.reports.plain import flat

    try:
        return flat(error.read(600).decode("utf-8", "replace"))[:300] or str(error.reason)
    except (OSError, HTTPException):
        return str(error.reason)


def _hint(code: int) -> str:
    if code in (401, 403):
        return f"Set {AUTH}=KEY:SECRET."
    return "The store refused what it was sent; nothing of this batch was kept." if code == 400 else ""


def _seconds(text: str | None) -> float:
    """What a server asks for; a date counts as nothing."""
    return float(text) if text and text.isdecimal() else 0.0
