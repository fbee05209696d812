"""The client's end of the wire: a thread that stays connected, resumes without loss, and gives nothing twice."""

from __future__ import annotations

import asyncio
import queue
import secrets
import threading
import time
from collections.abc import Sequence
from contextlib import suppress

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus, InvalidURI

from simulator.commands import Command
from simulator.errors import WarroomError
from tui.rooms import protocol as p

ANSWER_BYTES = 64 * 1024 * 1024
"""A host may send long pages; a client takes them."""
PING_S = 2.0
"""A host that does not answer a ping for this long is taken for gone."""
PATIENCE_S = 15.0
"""How long the first answer may take."""
HELLO_S = 10.0
"""A host that is alive, as its pings say, may take so long to seat somebody."""
RETRY_S = (0.2, 0.5, 1.0, 2.0)
TOKEN_BYTES = 32
PLAYS = ("player", "observer")
"""What a war room can be."""
STEERS = ("facilitator",)
"""What a facilitator's screen can be."""
FATAL = frozenset({"no_such_pass", "no_seat", "version", "no_such_team", "weak_token", "wrong_kind"})
"""Answers to hello after which trying again makes no sense."""
NOT_HERE = "not_here"
"""Another host has the drill."""
ELSEWHERE = "elsewhere"
"""The same person came in again; coming back from here would throw them out there."""
BUSY = 500
"""From this HTTP status on a host is there but cannot serve now; any other answer means that no room is there."""


def new_token() -> str:
    """A personal token that nobody can guess."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class RoomError(WarroomError):
    """A host that cannot be joined."""


def no_address(address: str) -> RoomError:
    """What to say of an address that cannot be a room's."""
    return RoomError(f"{address} is no address of a room", hint="It looks like ws://host:port/ws.")


def whom_to_ask(refused: p.Error) -> str:
    """A hint where the host's own words do not name the facilitator already."""
    return "" if "facilitator" in refused.text else "Ask the facilitator."


class Link:
    """A connection to a host, or to whichever of several hosts has the drill."""

    def __init__(self, urls: Sequence[str], *, code: str = "", token: str = "", name: str = "") -> None:
        """Nothing is opened yet.

        Args:
            urls: Where the host may be, tried in turn.
            code: A join code, for the first time.
            token: One's own token, from then on; the first time one that was kept before anything was sent, so that
                a lost answer or a dead client locks nobody out. Without it one is made for this link alone.
            name: How the others see one.
        """
        self.urls, self.code, self.token, self.name = tuple(urls), code, token or new_token(), name
        self.inbox: queue.SimpleQueue[p.Answer] = queue.SimpleQueue()
        """What the host has said, for whoever draws or plays."""
        self.online = False
        self.last_n = 0
        self.heads: list[str] = []
        """Sealed heads of the journal, to be proved once it is open."""
        self.failure: RoomError | None = None
        self._said: RoomError | None = None
        """Why the host let nobody in when it was last asked."""
        self._kinds: tuple[str, ...] = ()
        self._unanswered: dict[str, str] = {}
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._socket: ClientConnection | None = None
        self.closing = False
        """True once one has hung up: nobody waits for an answer any more."""
        self._been_in = self._renewed = False
        self._thread = threading.Thread(target=self._run, name="room-link", daemon=True)

    # --- for the other threads ------------------------------------------------------------------------------

    def open(self, kinds: tuple[str, ...] = ()) -> None:
        """Start connecting, as one of some kinds or as whatever the code opens; it goes on until `close`."""
        self._kinds = kinds
        self._thread.start()

    def hang_up(self) -> None:
        """End the connection without waiting for that; the seat stays one's own."""
        self.closing = True
        if self._loop is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._hang_up)

    def close(self) -> None:
        """Hang up, and wait until that is done."""
        self.hang_up()
        if self._thread.ident is not None:
            self._thread.join(timeout=3)

    def come_in(self, kinds: tuple[str, ...]) -> p.Welcome:
        """Connect and wait for the host's welcome.

        Raises:
            RoomError: the host does not answer, or does not let one in.
        """
        self.open(kinds)
        end_s = time.monotonic() + PATIENCE_S
        while time.monotonic() < end_s and self.failure is None and not self.closing:
            with suppress(queue.Empty):
                answer = self.inbox.get(timeout=0.1)
                if isinstance(answer, p.Welcome):
                    return answer
        raise self.why_not_in

    @property
    def why_not_in(self) -> RoomError:
        """Why this client has not been let in so far: what the host said, or that it said nothing."""
        silent = RoomError("the host does not answer", hint="Check the address, and that the host runs.")
        return self.failure or self._said or silent

    @property
    def queued(self) -> int:
        """Commands that the host has not answered yet."""
        return len(self._unanswered)

    def act(self, command: Command) -> str:
        """Give a command; it is sent again after a break until it is answered. Returns its id."""
        name = secrets.token_hex(8)
        self.send(p.Act(id=name, command=command))
        return name

    def send(self, question: p.Question) -> None:
        """Send a message; acts and steers wait for a connection, the others are dropped without one."""
        frame = p.encode(question)
        if isinstance(question, p.Act | p.Steer):
            with self._lock:
                self._unanswered[question.id] = frame
        if self._loop is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._post, frame)

    def give_up(self, name: str) -> None:
        """Forget a command that has not been answered."""
        with self._lock:
            self._unanswered.pop(name, None)

    # --- in its own thread ----------------------------------------------------------------------------------

    def _run(self) -> None:
        asyncio.run(self._stay())

    def _post(self, frame: str) -> None:
        if self._socket is not None and self.online:
            self._tasks.add(task := asyncio.get_running_loop().create_task(self._send(self._socket, frame)))
            task.add_done_callback(self._tasks.discard)

    async def _send(self, socket: ClientConnection, frame: str) -> None:
        with suppress(ConnectionClosed):
            await socket.send(frame)

    def _hang_up(self) -> None:
        if self._socket is not None:
            self._tasks.add(asyncio.get_running_loop().create_task(self._socket.close()))

    async def _stay(self) -> None:
        self._loop, self._tasks = asyncio.get_running_loop(), set[asyncio.Task[None]]()
        tries = 0
        while not self.closing and self.failure is None:
            url = self.urls[tries % len(self.urls)]
            try:
                async with connect(
                    url, max_size=ANSWER_BYTES, compression=None, open_timeout=3, close_timeout=1,
                    ping_interval=PING_S, ping_timeout=PING_S,
                ) as socket:  # fmt: skip
                    self._socket = socket
                    if await self._greet(socket):
                        tries = 0
                        await self._listen(socket)
            except InvalidURI:
                self.failure = no_address(url)
            except InvalidStatus as answer:
                status = answer.response.status_code
                if status < BUSY and not self._been_in:
                    self.failure = no_address(f"something answers (HTTP {status}), but {url}")
            except (OSError, TimeoutError, ConnectionClosed, InvalidHandshake):
                pass
            self.online, self._socket = False, None
            tries += 1
            if not self.closing:
                await asyncio.sleep(RETRY_S[min(tries, len(RETRY_S)) - 1])

    async def _greet(self, socket: ClientConnection) -> bool:
        """Say hello; False when this host cannot help now."""
        code = "" if self._been_in else self.code
        hello = p.Hello(version=p.VERSION, code=code, token=self.token, name=self.name, since=self.last_n,
                        kinds=list(self._kinds))  # fmt: skip
        await socket.send(p.encode(hello))
        answer = p.read_answer(await asyncio.wait_for(socket.recv(), HELLO_S))
        if isinstance(answer, p.Error):
            if self.code and answer.code == "no_seat" and not self._been_in and not self._renewed:
                self.token, self._renewed = new_token(), True  # the seat was freed; its code seats one anew
                return False
            self._said = RoomError(answer.text, hint=self._hint(answer))
            if answer.code in FATAL or (answer.code == "seat_taken" and not self._been_in):
                self.failure = self._said
            return False
        if not isinstance(answer, p.Welcome):
            return False
        self.token, self.name = answer.token or self.token, answer.name or self.name
        self.inbox.put(answer)
        self.online = self._been_in = True
        with self._lock:
            frames = tuple(self._unanswered.values())
        for frame in frames:
            await socket.send(frame)
        return True

    def _hint(self, refused: p.Error) -> str:
        """What to do about not being let in."""
        if refused.code != "wrong_kind":
            return whom_to_ask(refused)
        return "Join with it instead: warroom join URL" if self._kinds == STEERS else \
            "Steer with it instead: warroom facilitate URL"  # fmt: skip

    async def _listen(self, socket: ClientConnection) -> None:
        async for frame in socket:
            answer = p.read_answer(frame)
            if answer is not None and not await self._take(answer):
                return

    async def _take(self, answer: p.Answer) -> bool:
        """Keep what must be kept, pass it on; False to go and try another host."""
        if isinstance(answer, p.Events):
            answer = self._fresh(answer)
        elif isinstance(answer, p.Done):
            self.give_up(answer.id)
        elif isinstance(answer, p.Error) and answer.code == NOT_HERE:
            return False
        elif isinstance(answer, p.Error) and answer.code == ELSEWHERE:
            self.failure = RoomError(answer.text, hint="To go on here, close the other one and give the same command.")
            return False
        elif isinstance(answer, p.Error) and answer.code == "too_fast":
            await self._again(answer.id)
            return True
        elif isinstance(answer, p.Error) and answer.code == "reseated":
            self.last_n = 0
            self.inbox.put(answer)
            return False
        elif isinstance(answer, p.Error) and answer.id:
            self.give_up(answer.id)
        self.inbox.put(answer)
        return True

    def _fresh(self, told: p.Events) -> p.Events:
        """Without the events that are here already."""
        events = [event for event in told.events if event["n"] > self.last_n]
        self.last_n = events[-1]["n"] if events else self.last_n
        if told.sealed_head:
            self.heads.append(told.sealed_head)
        return msgspec.structs.replace(told, events=events)

    async def _again(self, name: str) -> None:
        """The host was hurried: the rest waits a moment, then everything unanswered goes out once more."""
        await asyncio.sleep(0.5)
        with self._lock:
            frames = tuple(self._unanswered.values())
        for frame in frames[:10]:
            if self._socket is not None:
                await self._send(self._socket, frame)
