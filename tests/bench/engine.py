"""The engine: replay, bots, verification, growth, and the durable journal apart."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Callable, Generator, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any

import simpy

from scoring import judge
from simulator import journal as j
from simulator.bots.player import Player, Silent, play
from simulator.bots.script import ScriptPlayer
from simulator.catch_up import prove_replay
from simulator.drill import Drill, Kit, replay
from simulator.journal import Entry, Header, Journal
from simulator.logbook import Logbook
from simulator.reading import Reader
from simulator.vocabulary import Mode
from tests.bench.measure import Case, Figure, alone, compare, rounds_of
from tests.bench.tape import Look, Recorder, Tape
from tui.library import Content, header_for, load_content

US = 1e6
SIMPY_EVENTS = 20_000
SCENARIO = "db-failover"
GROWTH = 10
BATCH = 100


class TimedReader:
    """The real reader, with the time that it takes counted apart."""

    def __init__(self, reader: Reader) -> None:
        self._reader, self.spent_s = reader, 0.0

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._reader, name)
        return self._timed(value) if callable(value) else value

    def _timed(self, read: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*texts: Any, **circumstances: Any) -> Any:
            started_s = perf_counter()
            try:
                return read(*texts, **circumstances)
            finally:
                self.spent_s += perf_counter() - started_s

        return timed


def simpy_event() -> float:
    """Seconds for one bare timeout event of one process."""
    env = simpy.Environment()

    def tick() -> Generator[simpy.Event, Any, None]:
        while True:
            yield env.timeout(1)

    env.process(tick())
    started_s = perf_counter()
    env.run(until=SIMPY_EVENTS)
    return (perf_counter() - started_s) / SIMPY_EVENTS


def header_of(content: Content) -> Header:
    """The canonical run of a scenario."""
    return header_for(content, drill="bench", seed=None, mode=Mode.SIMULATED)


def played(content: Content, kit: Kit, make_player: Callable[[Drill], Player]) -> Drill:
    """One drill, played to its end."""
    drill = Drill(header_of(content), kit)
    play(drill, make_player(drill))
    return drill


def journal_of(drill: Drill) -> tuple[bytes, Journal]:
    """A finished drill's journal, as bytes and as read back from them."""
    raw = j.encode(drill.header, drill.entries)
    return raw, j.decode(raw)


def replayed(journal: Journal, kit: Kit) -> bytes:
    """Play a journal's inputs again and write its bytes anew, without a disk."""
    drill = replay(journal, kit)
    while not drill.over:
        drill.advance_to(drill.at_s + 1)
    return j.encode(journal.header, drill.entries)


def per_line(action: Callable[[], object], lines: int) -> Case:
    """Seconds per line of an action over so many lines."""

    def measure() -> float:
        started_s = perf_counter()
        action()
        return (perf_counter() - started_s) / lines

    return measure


def replays(rounds: int) -> list[Figure]:
    """Figure 1: replay without bots, per journal line."""
    content = load_content(SCENARIO)
    reference = journal_of(played(content, content.kit, lambda drill: ScriptPlayer(drill.variant.reference, drill)))
    silent = journal_of(played(content, content.kit, lambda drill: Silent()))
    cases: dict[str, Case] = {"bare SimPy event": simpy_event}
    for name, (raw, journal) in (("replay of the reference run", reference), ("replay of the silent run", silent)):
        assert replayed(journal, content.kit) == raw, "a replay must give the same bytes"
        cases[name] = per_line(partial(replayed, journal, content.kit), len(journal.entries))
    found = rounds_of(cases, rounds)
    return [
        compare("engine", found, name, "bare SimPy event", unit="us/line", scale=US, goal=15)
        for name in list(cases)[1:]
    ]


def expert(rounds: int) -> list[Figure]:
    """Figure 1, second half: with the expert bot, and with its commands given without deciding; reading apart."""
    if find_spec("simulator.bots.skilled") is None:
        return []
    from simulator.bots.skilled import SKILLS, Skilled

    content = load_content(SCENARIO)
    tape: list[Look] = []
    spent_s: list[float] = []

    def able(drill: Drill) -> Player:
        return Skilled(SKILLS["expert"], drill.header.noise_seed)

    def measured(make_player: Callable[[Drill], Player]) -> float:
        reader = TimedReader(content.kit.reader)
        kit = Kit(content.kit.scenario, content.kit.runbook, reader, content.kit.voices)  # type: ignore[arg-type]
        kit.__dict__["conditions"] = content.kit.conditions
        started_s = perf_counter()
        drill = played(content, kit, make_player)
        j.encode(drill.header, drill.entries)
        took_s = perf_counter() - started_s
        spent_s.append(reader.spent_s / len(drill.entries))
        return took_s / len(drill.entries) - spent_s[-1]

    played(content, content.kit, lambda drill: Recorder(able(drill), tape))
    event, taped, bot = "bare SimPy event", "its commands given without deciding", "run with the expert bot"
    cases: dict[str, Case] = {
        event: simpy_event,
        taped: lambda: measured(lambda drill: Tape(tape)),
        bot: lambda: measured(able),
    }
    found = rounds_of(cases, rounds)
    found["reading of its texts"] = spent_s[2:]
    return [
        compare("engine", found, bot, event, unit="us/line", scale=US, goal=40),
        compare("engine", found, taped, event, unit="us/line", scale=US, note="what any player costs who gives them"),
        alone("engine", found, "reading of its texts", unit="us/line", scale=US, note="not part of the figures above"),
    ]


def stretched(content: Content, times: int) -> Kit:
    """The same scenario with a horizon so many times as long."""
    scenario = content.kit.scenario.model_copy(update={"horizon": content.kit.scenario.horizon * times})
    return Kit(scenario, content.kit.runbook, content.kit.reader, content.kit.voices)


def read_lines(raw: bytes) -> list[Entry]:
    """Read JSON Lines with types and nothing else: the floor of `verify --no-replay`."""
    lines, decoders = j._lines, j._event_decoders
    entries = []
    for line in raw.split(b"\n")[1:-2]:
        parsed = lines.decode(line)
        event = decoders[parsed.kind].decode(parsed.data)
        entries.append(Entry(parsed.n, parsed.at_s, parsed.who, parsed.seat, parsed.command_id, parsed.cause, event))
    return entries


def verification(rounds: int, folder: Path) -> list[Figure]:
    """Figure 2: the chain alone over about 10,000 lines, and the whole proof beside the replay."""
    content = load_content(SCENARIO)
    long_raw, _ = journal_of(played(content, stretched(content, 18), lambda drill: Silent()))
    raw, journal = journal_of(played(content, content.kit, lambda drill: ScriptPlayer(drill.variant.reference, drill)))
    scenario, runbook = content.scenario.model, content.runbook.model
    path = folder / "long.jsonl"
    path.write_bytes(long_raw)
    count = long_raw.count(b"\n") - 2

    def whole() -> None:
        proved = j.decode(raw)
        assert prove_replay(proved, raw, content.kit) == ("ok", 0)
        judge(proved, scenario, runbook)

    chain_name, whole_name = f"verify --no-replay of {count:,} lines", "verify with replay and score"
    found = rounds_of(
        {
            "reading typed JSON Lines": per_line(lambda: read_lines(path.read_bytes()), count),
            chain_name: per_line(lambda: j.decode(path.read_bytes()), count),
            "the replay alone": per_line(lambda: replayed(journal, content.kit), len(journal.entries)),
            whole_name: per_line(whole, len(journal.entries)),
            "the score alone": per_line(lambda: judge(journal, scenario, runbook), len(journal.entries)),
        },
        rounds,
    )
    return [
        compare("proof", found, chain_name, "reading typed JSON Lines", unit="us/line", scale=US, goal=3),
        compare("proof", found, whole_name, "the replay alone", unit="us/line", scale=US, goal=1.5),
        alone("proof", found, "the score alone", unit="us/line", scale=US, note="part of the figure above"),
    ]


def peak_bytes(action: Callable[[], object]) -> int:
    """The most memory that an action holds at once."""
    tracemalloc.start()
    action()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def growth(rounds: int) -> list[Figure]:
    """Figure 4: ten times the horizon, per line; 1.1 is linear enough."""
    content = load_content(SCENARIO)
    kits = {"1x": content.kit, f"{GROWTH}x": stretched(content, GROWTH)}
    journals = {name: journal_of(played(content, kit, lambda drill: Silent()))[1] for name, kit in kits.items()}
    cases = {
        name: per_line(partial(replayed, journals[name], kit), len(journals[name].entries))
        for name, kit in kits.items()
    }
    found = rounds_of(cases, max(3, rounds // 2))
    for name, kit in kits.items():
        journal = journals[name]
        found[f"memory {name}"] = [peak_bytes(partial(replayed, journal, kit)) / len(journal.entries)]
    lines = " and ".join(f"{len(journal.entries):,}" for journal in journals.values())
    time = compare("growth", found, "10x", "1x", unit="us/line", scale=US, goal=1.1)
    memory = compare("growth", found, "memory 10x", "memory 1x", unit="B/line", scale=1, goal=1.1)
    return [_named(time, "time per line", lines), _named(memory, "peak memory per line", lines)]


def _named(figure: Figure, name: str, lines: str) -> Figure:
    return Figure(
        figure.area, f"{name}, ten times the horizon", figure.unit, figure.measured, "the plain horizon", figure.floor,
        figure.ratio, figure.goal, f"{lines} lines",
    )  # fmt: skip


def durable(rounds: int, folder: Path) -> list[Figure]:
    """The disk, apart: a batch of lines in one durable write, beside the same bytes with fdatasync."""
    content = load_content(SCENARIO)
    drill = played(content, content.kit, lambda drill: Silent())
    batches = [drill.entries[first : first + BATCH] for first in range(0, len(drill.entries) - BATCH, BATCH)]
    raw = j.encode(drill.header, drill.entries).split(b"\n")[1:]
    blobs = [b"\n".join(raw[first : first + BATCH]) + b"\n" for first in range(0, len(batches) * BATCH, BATCH)]
    cases: dict[str, Case] = {
        f"write + fdatasync per {BATCH} lines": lambda: _raw_append(folder / "floor.jsonl", blobs),
        f"logbook, {BATCH} lines a write": lambda: _logbook_append(folder / "book.jsonl", drill.header, batches),
    }
    found = rounds_of(cases, rounds)
    floor, name = cases
    return [compare("disk, apart", found, name, floor, unit="us/write", scale=US, goal=None)]


def _raw_append(path: Path, blobs: Sequence[bytes]) -> float:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
    sync = getattr(os, "fdatasync", os.fsync)
    started_s = perf_counter()
    for blob in blobs:
        os.write(descriptor, blob)
        sync(descriptor)
    took_s = perf_counter() - started_s
    os.close(descriptor)
    return took_s / len(blobs)


def _logbook_append(path: Path, header: Header, batches: Sequence[Sequence[Entry]]) -> float:
    path.unlink(missing_ok=True)
    with Logbook.create(path, header) as logbook:
        started_s = perf_counter()
        for batch in batches:
            logbook.write(batch)
        return (perf_counter() - started_s) / len(batches)
