"""Many trials at once: on this process, a pool of processes, or a Dask cluster; the results are the same.

A trial's result depends on the trial alone, so neither the number of workers nor the order matters. Finished trials
go to a file, line by line, keyed by everything that they depend on; a run that was interrupted goes on from there and
has lost at most the chunks that were running.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any

import msgspec

import scoring
import simulator
from scoring.analysis.trial import Measured, Source, Trial, measure_trial
from simulator.errors import WarroomError

CHUNK = 10
"""Trials that travel together: few enough that an interruption costs little, many enough that travel costs nothing."""
AHEAD = 3
"""Chunks in flight for each worker."""

GREETING_S = 5
"""So long a scheduler may take to answer."""
WORKERS_S = 30
"""So long its first worker may take to come."""

Chunk = tuple[tuple[int, Trial], ...]
Done = tuple[tuple[int, Measured], ...]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where trials are played."""

    workers: int = 1
    """Processes of the pool; 1 = this process."""
    scheduler: str | None = None
    """Address of a Dask scheduler, e.g. `tcp://10.0.0.5:8786`; then `workers` is how many chunks are kept in flight."""
    chunk: int = CHUNK


class _Line(msgspec.Struct, frozen=True):
    key: str
    measured: Measured


_lines = msgspec.json.Decoder(_Line)
_encoder = msgspec.json.Encoder(order="deterministic")


def play_chunk(chunk: Chunk, source: Source) -> Done:
    """Play some trials one after the other; this is what travels to a worker."""
    return tuple((number, measure_trial(trial, source)) for number, trial in chunk)


def play_all(
    trials: Sequence[Trial],
    source: Source,
    *,
    place: Place,
    store: Path | None = None,
    depends_on: str = "",
    progress: Progress = lambda done, of: None,
) -> Iterator[tuple[int, Measured]]:
    """Play trials and give their results as they come, each with the trial's number.

    Nothing is kept: memory does not grow with the number of trials.

    Args:
        trials: What to play.
        source: Loads content, in whatever process.
        place: Where to play.
        store: A file of finished trials; those in it are not played again.
        depends_on: Digests of content, so that a changed scenario is played anew.
        progress: Told how many are done, of how many.

    Raises:
        WarroomError: the store cannot be written, or the scheduler is not there.
    """
    keys = [_key(trial, depends_on) for trial in trials]
    done = 0
    with ExitStack() as stack:
        book = stack.enter_context(_opened(store)) if store is not None else None
        missing = dict(enumerate(keys))
        for number, measured in _known(store, keys) if store is not None else ():
            if missing.pop(number, None) is not None:
                done += 1
                yield number, measured
        progress(done, len(trials))
        chunks = _chunks(((number, trials[number]) for number in missing), place.chunk)
        for found in _played(chunks, source, place):
            if book is not None:
                book.write(b"".join(_encoder.encode(_Line(keys[n], measured)) + b"\n" for n, measured in found))
                book.flush()
            done += len(found)
            yield from found
            progress(done, len(trials))


def _played(chunks: Iterator[Chunk], source: Source, place: Place) -> Iterator[Done]:
    if place.scheduler is not None:
        yield from _on_cluster(chunks, source, place)
    elif place.workers <= 1:
        yield from (play_chunk(chunk, source) for chunk in chunks)
    else:
        yield from _in_pool(chunks, source, place)


def _in_pool(chunks: Iterator[Chunk], source: Source, place: Place) -> Iterator[Done]:
    context = get_context("spawn")
    theirs, ours = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(place.workers, mp_context=context, initializer=_live_with, initargs=(theirs,))
    try:
        running: set[Future[Done]] = set()
        while running or (more := [*islice(chunks, place.workers * AHEAD)]):
            if not running:
                running = {pool.submit(play_chunk, chunk, source) for chunk in more}
            ended, running = wait(running, return_when=FIRST_COMPLETED)
            running |= {pool.submit(play_chunk, chunk, source) for chunk in islice(chunks, len(ended))}
            yield from (future.result() for future in ended)
    except BrokenProcessPool:
        raise WarroomError(
            "a process that played drills has ended by itself, perhaps for want of memory",
            hint="Give fewer --workers; with --resume FILE finished drills are not played again.",
        ) from None
    finally:
        ours.close()
        pool.shutdown(cancel_futures=True)
        theirs.close()


def _live_with(coordinator: Connection) -> None:
    """Make this worker end with its coordinator, in the middle of a drill too; Ctrl-C is the coordinator's alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        coordinator.poll(None)  # nothing is ever sent: it returns when the other end is closed, or its process gone
        os._exit(0)

    Thread(target=watch, daemon=True).start()


def _on_cluster(chunks: Iterator[Chunk], source: Source, place: Place) -> Iterator[Done]:
    """A worker that dies has its chunks played by another one; the scheduler sees to that."""
    try:
        from distributed import Client, KilledWorker, as_completed
    except ImportError:
        raise MissingPartError("playing on a cluster", "cluster") from None
    _check_scheduler(str(place.scheduler))
    with Client(place.scheduler, timeout="10s", set_as_default=False) as client:  # type: ignore[no-untyped-call]
        try:
            client.wait_for_workers(1, timeout=WORKERS_S)
        except TimeoutError:
            raise WarroomError(
                f"the scheduler at {place.scheduler} has no workers",
                hint=f"Start some: `dask worker {place.scheduler}`.",
            ) from None
        send = partial(client.submit, _play_alike, source=source, code=code_digest(), pure=False)
        ahead = max(2, place.workers) * AHEAD
        running: Any = as_completed(map(send, islice(chunks, ahead)), loop=client.loop)  # type: ignore[no-untyped-call]
        try:
            for future in running:
                yield future.result()
                for chunk in islice(chunks, 1):
                    running.add(send(chunk))
        except KilledWorker:
            raise WarroomError(
                "the same drills were given to several workers, and each of them ended",
                hint="Give workers more memory; with --resume FILE finished drills are not played again.",
            ) from None


def _play_alike(chunk: Chunk, source: Source, code: str) -> Done:
    """Play some trials on a worker that has the same code, and therefore gives the same results.

    Raises:
        WarroomError: it has other code.
    """
    if code_digest() != code:
        raise WarroomError(
            "a worker of the cluster has another version of warroom", hint="Install the same one everywhere."
        )
    return play_chunk(chunk, source)


def _check_scheduler(address: str) -> None:
    """See that somebody answers there; a client that found nobody would go on trying when it is thrown away.

    Raises:
        WarroomError: it is no address, or nobody answers.
    """
    from distributed.comm.addressing import get_address_host_port
    from distributed.comm.core import connect

    async def greet() -> None:
        comm = await connect(address, timeout=GREETING_S)  # type: ignore[no-untyped-call]
        comm.abort()

    try:
        host, port = get_address_host_port(address)
        socket.create_connection((host, port), timeout=GREETING_S).close()
        asyncio.run(asyncio.wait_for(greet(), GREETING_S))
    except (ValueError, OverflowError):
        raise WarroomError(
            f"--scheduler: {address!r} is no address of a Dask scheduler", hint="Write it as tcp://HOST:8786."
        ) from None
    except OSError as error:
        reason = error.strerror or "what answers there is none"
        raise WarroomError(
            f"no Dask scheduler answers at {address}: {reason}",
            hint="Start one with `dask scheduler`, and workers with `dask worker`.",
        ) from None


class MissingPartError(WarroomError):
    """An optional part is not installed."""

    def __init__(self, what: str, part: str) -> None:
        """Say what needs it, and how to get it."""
        super().__init__(f"{what} needs a part that is not installed", hint=f"pip install 'warroom[{part}]'")
        self.part = part


def _chunks(trials: Iterable[tuple[int, Trial]], size: int) -> Iterator[Chunk]:
    every = iter(trials)
    while chunk := tuple(islice(every, size)):
        yield chunk


# --- the file of finished trials ------------------------------------------------------------------------------


def _key(trial: Trial, depends_on: str) -> str:
    return sha256(msgspec.json.encode(trial) + depends_on.encode() + code_digest().encode()).hexdigest()[:24]


@cache
def code_digest() -> str:
    """Changes with any line of code that a result could depend on."""
    rooms = [Path(room.__file__).parent for room in (simulator, scoring) if room.__file__]
    found = sorted(path for room in rooms for path in room.rglob("*.py"))
    return sha256(b"".join(path.read_bytes() for path in found)).hexdigest()[:16]


@contextmanager
def _opened(store: Path) -> Iterator[Any]:
    """The store, open for appending, a torn last line cut off."""
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        with store.open("ab+") as book:
            size = book.tell()
            book.seek(0)
            whole = sum(len(line) for line in book if line.endswith(b"\n"))
            if whole < size:
                book.truncate(whole)
            yield book
    except OSError as error:
        why = error.strerror or "this is no file that can be read again"
        raise WarroomError(f"{store}: {why}", hint="Choose another file with -o or --resume.") from None


def _known(store: Path, keys: Sequence[str]) -> Iterator[tuple[int, Measured]]:
    """Finished trials of the file that are wanted; other lines are left alone."""
    numbers: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        numbers.setdefault(key, []).append(number)
    with store.open("rb") as lines:
        for raw in lines:
            try:
                line = _lines.decode(raw)
            except (msgspec.DecodeError, RecursionError):
                continue
            for number in numbers.get(line.key, ()):
                yield number, line.measured
