"""The door of the browser's server: secrets come in the body of a form of our own page, and go nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from tui.browser.door import TokenDoor
from tui.browser.server import COOKIE, BrowserServer

HOUSE_WORD = "a-token-of-the-house"


async def test_a_token_comes_in_by_our_form_alone_and_stands_in_no_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WARROOM_HOME", str(tmp_path))
    server = BrowserServer(TokenDoor(HOUSE_WORD), loopback=True, secure=False, most=1)
    async with TestClient(TestServer(await server.make_app())) as visitor:
        own = str(visitor.make_url("")).rstrip("/")

        async def enter(token: str, origin: str) -> tuple[int, str]:
            answer = await visitor.post(
                "/enter", data={"token": token}, headers={"Origin": origin}, allow_redirects=False
            )
            return answer.status, answer.headers.get("Location", "")

        shown = await visitor.get(f"/enter?token={HOUSE_WORD}")
        assert shown.headers["Referrer-Policy"] == "same-origin"
        assert HOUSE_WORD not in await shown.text(), "an address opens nothing and is not repeated"
        assert COOKIE not in shown.cookies
        assert (await visitor.get("/", allow_redirects=False)).headers["Location"] == "/enter"
        for elsewhere in ("null", "http://elsewhere.example"):
            assert (await enter(HOUSE_WORD, elsewhere))[0] == 403
        assert (await enter("guess", own))[0] == 403
        assert await enter(HOUSE_WORD, own) == (303, "/")
        passed = next(cookie for cookie in visitor.session.cookie_jar if cookie.key == COOKIE)
        assert (passed["httponly"], passed["samesite"]) == (True, "Strict")
        assert (await visitor.get("/", allow_redirects=False)).status == 200
    said = capfd.readouterr()
    assert HOUSE_WORD not in said.out + said.err
