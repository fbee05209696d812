"""Team exercises: broadcast, acknowledgement, late join and load, beside bare TCP and a bare disk of the same run."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Any

from simulator.vocabulary import Seat
from tests.bench.measure import Figure
from tests.bench.peer import Child, Peer, connect
from tests.bench.room_server import LENGTH

AREA = "rooms"
SEATS, QUICK_SEATS = 1_000, 200
PER_TEAM = len(Seat)
LATE_EVENTS, QUICK_LATE_EVENTS = 10_000, 2_000
LOAD_TEAMS, LOAD_SEATS, LOAD_PACE = 20, 6, 10
ACK_EVERY_S = 0.06
"""A client may send twenty messages a second; this stays below."""


async def join(host: Child, whom: str) -> Peer:
    """One connection that has been let in."""
    peer = await connect(host.port, web=True)
    peer.send({"type": "hello", "version": 1, "code": host.told["codes"][whom], "name": whom})
    await peer.wait("welcome")
    return peer


def percentile(values: Sequence[float], percent: int) -> float:
    """The value below which so many percent lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


# --- broadcast ---------------------------------------------------------------------------------------------------


async def broadcast(folder: Path, seats: int, rounds: int) -> list[Figure]:
    """An event to every seat, each told what it may see, beside the same bytes over bare TCP."""
    teams = seats // PER_TEAM
    host, raw = Child("host", str(folder), str(teams), "0"), Child("raw")
    try:
        facilitator = await join(host, "facilitator")
        before = host.ask("usage")
        guests = [await join(host, f"{team} {seat}") for team in range(1, teams + 1) for seat in Seat]
        plain = [await connect(raw.port, web=False) for _ in range(seats)]
        await asyncio.sleep(2)
        held = (host.ask("usage")["rss"] - before["rss"]) / seats / 1_000
        served = [await _one_broadcast(host, raw, facilitator, guests, plain, number) for number in range(rounds + 1)]
    finally:
        host.stop()
        raw.stop()
    return _broadcast_figures(served[1:], seats, held)


async def _one_broadcast(
    host: Child, raw: Child, facilitator: Peer, guests: list[Peer], plain: list[Peer], number: int
) -> dict[str, float]:
    """One round: the event through the host, then as many bytes over bare TCP."""
    for peer in (*guests, *plain, facilitator):
        peer.frames.clear()
        peer.when.clear()
    started = await host.asked("usage")
    news = {"kind": "write_inject", "sender": "The Daily", "seat": "ic", "medium": "news",
            "subject": f"Edition {number}",
            "text": "Readers ask how long the outage will last, and whether anything is lost. " * 2}  # fmt: skip
    facilitator.send({"type": "steer", "id": f"n{number}", "team": 0, "intervention": news})
    while (last := [peer.first("events") for peer in guests]).count(None):
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)  # what follows the last send; more would count a second of everything else
    ended = await host.asked("usage")
    heard = [(peer.frames[at], peer.when[at]) for peer, at in zip(guests, last, strict=True) if at is not None]
    size = int(median(len(frame) for frame, _ in heard))
    raw_started = await raw.asked("usage")
    raw_ended = await raw.asked(f"send {size}")
    while any(not peer.when for peer in plain):
        await asyncio.sleep(0.01)
    raw_ended["cpu_s"] = (await raw.asked("usage"))["cpu_s"]
    raw_cpu_s = (raw_ended["cpu_s"] - raw_started["cpu_s"]) / len(plain)
    began_s = ended["marks"][0]
    web = [when_s - began_s for _, when_s in heard]
    bare = [peer.when[0] - raw_ended["marks"][0] for peer in plain]
    return {
        "p99": percentile(web, 99), "raw p99": percentile(bare, 99), "p50": percentile(web, 50),
        "raw p50": percentile(bare, 50), "cpu": (ended["telling_s"] - started["telling_s"]) / len(guests),
        "all": (ended["cpu_s"] - started["cpu_s"]) / len(guests), "raw all": raw_cpu_s, "raw cpu": raw_cpu_s,
    }  # fmt: skip


def _broadcast_figures(rounds: list[dict[str, float]], seats: int, held_kb: float) -> list[Figure]:
    def figure(name: str, key: str, unit: str, scale: float, goal: float | None) -> Figure:
        ratio = median(one[key] / one[f"raw {key}"] for one in rounds)
        mine, floor = (median(one[part] for one in rounds) * scale for part in (key, f"raw {key}"))
        return Figure(AREA, f"event to {seats} seats: {name}", unit, mine, "raw asyncio TCP", floor, ratio, goal)

    return [
        figure("p50", "p50", "ms", 1e3, None), figure("p99", "p99", "ms", 1e3, 2.5),
        figure("server CPU per send", "cpu", "us", 1e6, 3),
        figure("the same, with the drills' own work and the disk", "all", "us", 1e6, None),
        Figure(AREA, f"memory per client of {seats}", "kB", held_kb, goal=45),
    ]  # fmt: skip


# --- acknowledgement ---------------------------------------------------------------------------------------------


async def acknowledgement(folder: Path, teams: int, rounds: int) -> list[Figure]:
    """Command, durable, answered: one writer beside one sync and an echo, then a seat of every team at once."""
    host, raw = Child("host", str(folder), str(teams), "0"), Child("raw")
    descriptor = os.open(folder / "floor.bin", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    one: list[float] = []
    many: list[float] = []
    floor: list[float] = []
    try:
        echo = await connect(raw.port, web=False)
        seats = [await join(host, f"{team} ic") for team in range(1, teams + 1)]
        for number in range(rounds):
            floor += await _floor(echo, descriptor)
            one += await _acknowledged(seats[:1], f"o{number}")
            many += await _acknowledged(seats, f"m{number}")
    finally:
        os.close(descriptor)
        host.stop()
        raw.stop()
    return [
        _acknowledged_figure("one team writes", one, floor, "fdatasync + raw round trip", 3),
        _acknowledged_figure(f"{teams} teams write at once, in one sync", many, one, "the same for one team", None),
    ]


async def _floor(echo: Peer, descriptor: int) -> list[float]:
    """One sync of a line's bytes and one round trip; how long until it was back."""
    await asyncio.sleep(ACK_EVERY_S)
    echo.when.clear()
    started_s = time.monotonic()
    os.write(descriptor, b"x" * 400)
    getattr(os, "fdatasync", os.fsync)(descriptor)
    echo.transport.write(LENGTH.pack(40) + b"x" * 40)
    while not echo.when:
        echo.more.clear()
        await echo.more.wait()
    return [echo.when[0] - started_s]


async def _acknowledged(seats: list[Peer], name: str) -> list[float]:
    """Each seat gives one command; how long until each had its answer."""
    await asyncio.sleep(ACK_EVERY_S)
    row = {"kind": "log_entry", "action": "Looked at the dashboard", "owner": "me", "result": "Errors"}
    for seat in seats:
        seat.frames.clear()
        seat.when.clear()
    started_s = time.monotonic()
    for seat in seats:
        seat.send({"type": "act", "id": name, "command": row})
    return [seat.when[await seat.wait("done")] - started_s for seat in seats]


def _acknowledged_figure(name: str, took: list[float], floor: list[float], of: str, goal: float | None) -> Figure:
    mine, least = percentile(took, 99), percentile(floor, 99)
    note = f"p50 {percentile(took, 50) * 1e3:.1f} over {percentile(floor, 50) * 1e3:.1f} ms"
    return Figure(AREA, f"command to durable answer, p99: {name}", "ms", mine * 1e3, of,
                  least * 1e3, mine / least, goal, note)  # fmt: skip


# --- late join ---------------------------------------------------------------------------------------------------


async def late_join(folder: Path, events: int, rounds: int) -> list[Figure]:
    """Somebody new gets the whole history, filtered for their seat, beside the same bytes over bare TCP."""
    host, raw = Child("host", str(folder), "1", str(events)), Child("raw")
    try:
        first = await join(host, "1 ic")
        await first.wait("people")
        seats = [seat for seat in Seat if seat is not Seat.IC][: max(1, min(rounds, PER_TEAM - 1))]
        took, bare = [], []
        size = 0
        for seat in seats:
            spent_s, size = await _joined(host, str(seat))
            took.append(spent_s)
            await raw.asked(f"blob {size}")
            bare.append(await _fetched(raw))
    finally:
        host.stop()
        raw.stop()
    ratio = median(mine / least for mine, least in zip(took, bare, strict=True))
    note = f"{size / 1e6:.1f} MB"
    return [Figure(AREA, f"late join into {events:,} events", "ms", median(took) * 1e3, "raw TCP, same bytes",
                   median(bare) * 1e3, ratio, 8, note)]  # fmt: skip


async def _joined(host: Child, seat: str) -> tuple[float, int]:
    peer = await connect(host.port, web=True)
    started_s = time.monotonic()
    peer.send({"type": "hello", "version": 1, "code": host.told["codes"][f"1 {seat}"], "name": seat})
    await peer.wait("people")
    size = sum(map(len, peer.frames))
    peer.transport.close()
    return peer.when[-1] - started_s, size


async def _fetched(raw: Child) -> float:
    peer = await connect(raw.port, web=False)
    started_s = time.monotonic()
    peer.transport.write(b"?")
    while not peer.when:
        peer.more.clear()
        await peer.more.wait()
    peer.transport.close()
    return peer.when[0] - started_s


# --- load --------------------------------------------------------------------------------------------------------


async def load(folder: Path, seconds: float) -> list[Figure]:
    """Twenty teams of six play at ten times the speed, a command each every twenty seconds: the host's processor."""
    host = Child("host", str(folder), str(LOAD_TEAMS), "0")
    try:
        facilitator = await join(host, "facilitator")
        guests = [await join(host, f"{team} {seat}") for team in range(1, LOAD_TEAMS + 1)
                  for seat in list(Seat)[:LOAD_SEATS]]  # fmt: skip
        facilitator.send({"type": "steer", "id": "go", "team": 0, "pace": LOAD_PACE})
        await facilitator.wait("done")
        used, grown = await _play(host, [*guests, facilitator], guests, seconds)
    finally:
        host.stop()
    note = f"{seconds:.0f} s; memory {grown[0] / 1e6:.0f} MB, at its end {grown[1] / 1e6:.0f} MB"
    name = f"{LOAD_TEAMS} teams of {LOAD_SEATS} at ×{LOAD_PACE}: one core"
    return [Figure(AREA, name, "%", used * 100, goal=25, note=note)]


async def _play(host: Child, everyone: list[Peer], guests: list[Peer], seconds: float) -> tuple[float, list[float]]:
    """Let them play; the share of a core, and the memory at a quarter and at the end."""
    begun = await host.asked("usage")
    started_s, number, early = time.monotonic(), 0, 0.0
    while (spent_s := time.monotonic() - started_s) < seconds:
        row = {"kind": "post_update", "channel": "war_room", "text": f"Still at it, {number}"}
        guests[number % len(guests)].send({"type": "act", "id": f"l{number}", "command": row})
        number += 1
        for peer in everyone:
            peer.frames.clear()
            peer.when.clear()
        if not early and spent_s > seconds / 4:
            early = (await host.asked("usage"))["rss"]
        await asyncio.sleep(20 / len(guests))
    ended = await host.asked("usage")
    return (ended["cpu_s"] - begun["cpu_s"]) / (time.monotonic() - started_s), [early, ended["rss"]]


def all_figures(rounds: int, folder: Path, *, quick: bool) -> list[Figure]:
    """Every figure of team exercises."""
    if not Path("/proc/self/statm").exists():
        return []
    found: list[Figure] = []
    seats, events = (QUICK_SEATS, QUICK_LATE_EVENTS) if quick else (SEATS, LATE_EVENTS)
    parts: dict[str, Callable[[Path], Coroutine[Any, Any, list[Figure]]]] = {
        "broadcast": lambda home: broadcast(home, seats, rounds),
        "answer": lambda home: acknowledgement(home, LOAD_TEAMS, rounds * 12),
        "late": lambda home: late_join(home, events, rounds),
        "load": lambda home: load(home, 10 if quick else 60),
    }
    for name, part in parts.items():
        home = folder / name
        home.mkdir()
        with suppress(FileNotFoundError):
            found += asyncio.run(part(home))
    return found
