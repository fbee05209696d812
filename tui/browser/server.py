"""The server of the browser: the library's page script and terminal, our page, our door, our processes.

Mended around the library: its page asked another host for a font, named its own address instead of the one it was
reached by, let everybody in, and left programs running.
"""

from __future__ import annotations

import asyncio
import html
import re
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import WSMsgType, web
from textual_serve.server import Server

from tui.browser.door import Door, DoorError, Field, Visitor
from tui.browser.terminal import LEAST, MOST, Terminal
from tui.rooms.guest import Tries

HERE = Path(__file__).parent / "page"
COOKIE = "warroom"
COOKIE_S = 90 * 86_400
FRAME_BYTES = 4 * 1024 * 1024
"""A paste may be long."""
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9A-Fa-f:]+\](:\d+)?")
_FILES = ("/static/", "/page/")
_OPEN = ("/enter", *_FILES)
"""What may be asked for before one is let in."""
FULL = "\r\n  Every place here is taken. Try again in a while.\r\n"
ELSEWHERE = "\r\n  This seat was opened in another window, where it goes on.\r\n"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class BrowserServer(Server):
    """Serves `warroom` to browsers."""

    def __init__(self, door: Door, *, loopback: bool, secure: bool, most: int) -> None:
        """Nothing is listened to yet.

        Args:
            door: Who may come in.
            loopback: True when only this machine reaches it: then no other name for it is answered.
            secure: True under TLS.
            most: Programs that may run at once.
        """
        super().__init__("warroom", title="warroom")
        self.door, self._loopback, self._secure, self._most = door, loopback, secure, most
        self._tries = Tries(time.monotonic)
        self._running: set[Terminal] = set()
        self._by_pass: dict[str, tuple[Terminal, web.WebSocketResponse]] = {}

    async def make_app(self) -> web.Application:
        """The routes with their guards."""
        app = await self._make_app()
        app.middlewares.append(self._guard)
        app.on_response_prepare.append(_name_no_versions)
        app.add_routes([
            web.get("/enter", self.handle_door), web.post("/enter", self.handle_enter), web.static("/page", HERE),
        ])  # fmt: skip
        return app

    async def on_startup(self, app: web.Application) -> None:
        """The command line says where it is."""

    async def on_shutdown(self, app: web.Application) -> None:
        """Hang every program up; drills are on disk."""
        await asyncio.gather(*(terminal.hang_up() for terminal in tuple(self._running)))

    # --- the door -------------------------------------------------------------------------------------------

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse pages of other sites; show the door to whoever has no pass; tell the browser what is allowed."""
        if not self._is_ours(request):
            raise web.HTTPForbidden(text="This address is not served here.")
        if request.path.startswith(_FILES) and "." not in request.path.rpartition("/")[2]:
            raise web.HTTPNotFound  # the library would list the folder
        if request.path not in _OPEN and not request.path.startswith(_OPEN[1:]) and self._visitor(request) is None:
            if request.path == "/ws":
                raise web.HTTPForbidden(text="Come in by the door first.")
            raise web.HTTPSeeOther("/enter")
        answer = await handler(request)
        if not answer.prepared:
            answer.headers.update(_allowed(request))
        return answer

    def _is_ours(self, request: web.Request) -> bool:
        """True for a page of this very server: no other site may use the browser to come in."""
        if not _HOST.fullmatch(request.host):
            return False
        if self._loopback and urlsplit(f"//{request.host}").hostname not in LOOPBACK:
            return False
        origin = request.headers.get("Origin")
        return origin is None or urlsplit(origin).netloc.lower() == request.host.lower()

    def _visitor(self, request: web.Request) -> Visitor | None:
        return self.door.find(request.cookies.get(COOKIE, ""))

    async def handle_door(self, request: web.Request) -> web.Response:
        """The form, or straight in."""
        if not self.door.why:
            raise web.HTTPSeeOther("/")
        return self._form("", 200)

    def _form(self, slip: str, status: int) -> web.Response:
        page = (HERE / "door.html").read_text(encoding="utf-8")
        fields = "\n".join(_shown(field) for field in self.door.fields)
        for mark, words in (("why", html.escape(self.door.why)), ("slip", html.escape(slip)), ("fields", fields)):
            page = page.replace("{{" + mark + "}}", words)
        return web.Response(text=page, content_type="text/html", status=status)

    async def handle_enter(self, request: web.Request) -> web.StreamResponse:
        """What was written in the form; secrets come in the body, never in an address."""
        address = request.remote or ""
        if self._tries.blocked(address):
            return self._form("Too many wrong tries; wait a minute.", 429)
        form = {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
        try:
            passed = await self.door.enter(form, request.cookies.get(COOKIE, ""))
        except DoorError as slip:
            self._tries.note(address)
            return self._form(str(slip), 403)
        answer = web.Response(status=303, headers={"Location": "/"})
        answer.set_cookie(COOKIE, passed, max_age=COOKIE_S, httponly=True, samesite="Strict", secure=self._secure)
        return answer

    # --- the terminal ---------------------------------------------------------------------------------------

    async def handle_index(self, request: web.Request) -> web.Response:
        """Our page; nothing in it is from elsewhere."""
        return web.Response(text=(HERE / "index.html").read_text(encoding="utf-8"), content_type="text/html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A program for this window, until either ends."""
        visitor = self._visitor(request)
        assert visitor is not None  # noqa: S101  # the guard saw to it
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=FRAME_BYTES)
        await socket.prepare(request)
        if visitor.alone:
            await self._end_other(request.cookies.get(COOKIE, ""))
        if len(self._running) >= self._most:
            await socket.send_bytes(FULL.encode())
            await socket.close()
            return socket
        terminal = Terminal(visitor.command, visitor.whole_environment())
        self._running.add(terminal)
        if visitor.alone:
            self._by_pass[request.cookies.get(COOKIE, "")] = (terminal, socket)
        try:
            await self._converse(request, socket, terminal)
        finally:
            await asyncio.shield(terminal.hang_up())
            self._running.discard(terminal)
        return socket

    async def _end_other(self, passed: str) -> None:
        """A seat is open in one window at a time."""
        terminal, socket = self._by_pass.pop(passed, (None, None))
        if terminal is not None and socket is not None:
            if not socket.closed:
                await socket.send_bytes(b"\x1bc" + ELSEWHERE.encode())
            await terminal.hang_up()

    async def _converse(self, request: web.Request, socket: web.WebSocketResponse, terminal: Terminal) -> None:
        """Draw and listen at once until either side ends."""
        width, height = _size(request.query.get("width")), _size(request.query.get("height"))
        drawing = asyncio.create_task(terminal.run(width or 80, height or 24, socket.send_bytes))
        listening = asyncio.create_task(_listen(socket, terminal))
        _, pending = await asyncio.wait([drawing, listening], return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(drawing, listening, return_exceptions=True)
        await socket.close()


async def _listen(socket: web.WebSocketResponse, terminal: Terminal) -> None:
    """What the page's script sends; anything else is not heard."""
    async for message in socket:
        if message.type is not WSMsgType.TEXT:
            continue
        try:
            kind, data = (*message.json(), None)[:2]
        except (ValueError, TypeError):
            continue
        if kind == "stdin" and isinstance(data, str):
            await terminal.type(data.encode("utf-8", "replace"))
        elif kind == "resize" and isinstance(data, dict):
            terminal.resize(_size(data.get("width")) or LEAST[0], _size(data.get("height")) or LEAST[1])
        elif kind == "ping":
            await socket.send_json(["pong", data])


async def _name_no_versions(request: web.Request, answer: web.StreamResponse) -> None:
    """Whoever is not let in yet need not learn which libraries run here."""
    answer.headers["Server"] = "warroom"


def _size(wanted: object) -> int:
    """A number of columns or lines; 0 for what is none."""
    words = str(wanted)
    return min(int(words), MOST[0]) if words.isascii() and words.isdigit() and len(words) < 6 else 0


def _shown(field: Field) -> str:
    kind = "password" if field.secret else "text"
    return (
        f'<label for="{field.name}">{html.escape(field.label)}</label>\n'
        f'<input id="{field.name}" name="{field.name}" type="{kind}" autocomplete="{field.autocomplete}" />'
    )


def _allowed(request: web.Request) -> dict[str, str]:
    """Nothing from elsewhere, in nobody's frame, and nothing kept by the browser but the font and the script.

    Referrers go to this very server and to nobody else. With `no-referrer` Chromium gives the door's form the origin
    `null`, which the guard must refuse. Nothing secret can travel that way: join codes and tokens come in the body of
    the door's POST, passes in a cookie that scripts cannot read, and an address of ours has no more in it than the
    size of a window. A secret that somebody writes into an address by hand opens nothing here, is in no log (there is
    none of requests), and as a referrer it comes back to this server alone.
    """
    here = f"ws://{request.host} wss://{request.host}"
    policy = (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        f"img-src 'self' data:; connect-src 'self' {here}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    kept = {} if request.path.startswith("/static/") else {"Cache-Control": "no-store"}
    return {
        "Content-Security-Policy": policy, "Referrer-Policy": "same-origin", "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY", **kept,
    }  # fmt: skip
