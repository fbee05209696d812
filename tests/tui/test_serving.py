"""The browser's server as a stranger meets it: what it shows before one is let in, and what it says of its room."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.browser.serving import Served, serving
from tests.process import warroom_here


def ask(served: Served, path: str) -> tuple[int, str, str]:
    """Status, `Server` header and body."""
    try:
        with urllib.request.urlopen(served.url.rstrip("/") + path, timeout=20) as answer:  # noqa: S310  # loopback
            return answer.status, answer.headers["Server"], answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Server"], error.read().decode()


def test_a_stranger_finds_no_list_of_files_and_no_versions(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("a-token-of-twenty-letters-and-more")
    with serving(tmp_path, "--token-file", str(tmp_path / "token")) as served:
        for folder in ("/static/", "/static/css", "/static/css/", "/page/"):
            status, server, body = ask(served, folder)
            assert (status, server) == (404, "warroom"), folder
            assert "Index of" not in body
        status, server, body = ask(served, "/")
        assert (status, server) == (200, "warroom"), "the door"
        assert "<form" in body
        assert ask(served, "/static/js/textual.js")[0] == 200, "what the page needs is served"


def test_an_address_that_is_none_is_refused_before_anybody_comes(tmp_path: Path) -> None:
    answer = warroom_here(tmp_path, "serve", "--port", "0", "--room", "banana")
    assert answer.returncode == 2
    assert "banana is no address of a room" in answer.stderr


@pytest.mark.parametrize(("path", "words"), [("ws://127.0.0.1:9/ws", "does not answer yet"), ("", "is no room")])
def test_a_room_where_nobody_is_or_something_else_is_told(tmp_path: Path, path: str, words: str) -> None:
    with serving(tmp_path) as other:
        room = path or other.url.replace("http", "ws") + "static/nothing.css"
        with serving(tmp_path, "--room", room):
            assert words in (tmp_path / "serve.err").read_text()
