"""The terminal: from the command to a war room that takes keys, a key to its repaint, and what idling costs."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path
from statistics import median, quantiles

from simulator import journal as j
from simulator.drill import Drill
from simulator.interventions import WriteInject
from simulator.vocabulary import MessageKind, Mode, Seat
from tests.bench.measure import Figure, compare, rounds_of
from tests.bench.screen import Screen
from tests.bench.startup import EMPTY_TEXTUAL, MS, environment, script
from tui.library import header_for, load_content

KEYS = 100
UP_AND_DOWN = ("\x1b[A", "\x1b[B")
IDLE_S = 20
LOADED_S = 8
"""So long a room needs for what its first form and its reader need; see `tui.cli.playing.SETTLED_S`."""
MAILS, MAIL_EVERY_S = 5_000, 20
"""With what the world does meanwhile they make a journal of about 12,000 lines."""
EMPTY_KEYS = """
from textual.app import App
from textual.widgets import Static


class Empty(App):
    pressed = 0

    def compose(self):
        yield Static("first-frame-is-here")

    def on_key(self):
        self.pressed += 1
        self.query_one(Static).update(f"keys: {self.pressed}")


Empty().run()
"""
READY = "? keys"
"""The last words of a war room's first frame."""


class Programs:
    """What is started: an empty app, one that answers keys, a new drill, and one with a long past."""

    def __init__(self, folder: Path) -> None:
        """Write the files that they need."""
        self._env = environment(folder)
        for name, text in (("empty.py", EMPTY_TEXTUAL), ("keys.py", EMPTY_KEYS)):
            (folder / name).write_text(text, encoding="utf-8")
        self._folder = folder
        self.lines = _write_long_drill(folder)

    def empty(self, name: str = "empty.py") -> Screen:
        """An empty app."""
        return Screen([sys.executable, str(self._folder / name)], self._env)

    def lobby(self) -> Screen:
        """The lobby."""
        return Screen([script("warroom"), "play"], self._env)

    def new_drill(self) -> Screen:
        """A new drill, at its briefing."""
        return Screen([script("warroom"), "play", "db-failover"], self._env)

    def long_drill(self) -> Screen:
        """An unfinished drill with 5,000 mails and more than 10,000 lines, at its briefing."""
        long = self._folder / "long.yaml", self._folder / "long.jsonl"
        (self._folder / "again.jsonl").write_bytes(long[1].read_bytes())  # each start writes a line more
        return Screen(
            [script("warroom"), "play", str(long[0]), "--resume", str(self._folder / "again.jsonl")], self._env
        )


def _write_long_drill(folder: Path) -> int:
    text = files("scenarios").joinpath("library", "db-failover.yaml").read_text(encoding="utf-8")
    (folder / "long.yaml").write_text(text.replace("horizon: 8h", "horizon: 8d", 1), encoding="utf-8")
    content = load_content(str(folder / "long.yaml"))
    drill = Drill(header_for(content, drill="long", seed=None, mode=Mode.PRACTICE), content.kit)
    senders = [name for name, member in drill.scenario.cast.items() if member.organisation in drill.scenario.accounts]
    for number in range(MAILS):
        drill.advance_to((number + 30) * MAIL_EVERY_S)
        mail = WriteInject(
            sender=senders[number % len(senders)], seat=Seat.COMMS_LEAD, medium=MessageKind.MAIL,
            subject=f"Question {number}", text=f"Number {number}: when will saving work again? Our people are waiting.",
        )  # fmt: skip
        drill.submit(mail, who="facilitator", seat=None, command_id=f"mail-{number}")
    (folder / "long.jsonl").write_bytes(j.encode(drill.header, drill.entries))
    return len(drill.entries)


def _seen(screen: Screen, words: str) -> float:
    with screen:
        return screen.see(words)


def _entered(screen: Screen, briefing: str) -> float:
    """Seconds from the command to the war room, the key at the briefing pressed as soon as it is there."""
    with screen:
        screen.see(briefing)
        screen.press("\r")
        return screen.see(READY)


def entries(rounds: int, programs: Programs) -> list[Figure]:
    """The lobby's first frame, and a war room that takes keys."""
    floor = "first frame of an empty Textual app"
    names = (
        "first frame of the lobby",
        "war room takes keys, new drill",
        f"war room takes keys, {programs.lines:,} lines",
    )
    found = rounds_of(
        {
            floor: lambda: _seen(programs.empty(), "first-frame-is-here"),
            names[0]: lambda: _seen(programs.lobby(), "rehearse the incidents"),
            names[1]: lambda: _entered(programs.new_drill(), "start the clock"),
            names[2]: lambda: _entered(programs.long_drill(), "go on"),
        },
        rounds,
    )
    return [
        compare("terminal", found, name, floor, unit="ms", scale=MS, goal=goal)
        for name, goal in zip(names, (1.3, 2.5, 3), strict=True)
    ]


def in_the_room(programs: Programs) -> list[Figure]:
    """A key to its repaint, memory, and what a war room with its clock costs while nobody does anything."""
    with programs.empty("keys.py") as empty, programs.long_drill() as room:
        empty.see("first-frame-is-here")
        room.see("go on")
        room.press("\r")
        room.see(READY)
        room.listen(LOADED_S)
        idle = [*_idle(room)] if Path("/proc/self/stat").exists() else []
        memory = [_memory(room, empty)] if idle else []
        room.press(" ")  # pause: no clock repaints in between
        room.drain(1.0)
        room.answer_s(UP_AND_DOWN[1])  # the inbox begins at its top
        inbox = _rows(empty, room)
        room.answer_s("\t")
        channel = _rows(empty, room)
        panes = [(empty.answer_s("x"), room.answer_s("\t")) for _ in range(KEYS)]
    lines = f"{programs.lines:,} lines"
    return [
        *_answers(f"row to row in the inbox, {lines}", inbox), *_answers(f"in the channel, {lines}", channel),
        *_answers(f"pane to pane, {lines}", panes), *memory, *idle,
    ]  # fmt: skip


def _rows(empty: Screen, room: Screen) -> list[tuple[float, float]]:
    """Seconds of a key in the empty app, and of one that moves the cursor by a row."""
    return [(empty.answer_s("x"), room.answer_s(key)) for key in UP_AND_DOWN * (KEYS // 2)]


def _answers(where: str, pairs: list[tuple[float, float]]) -> list[Figure]:
    floors, ours = ([pair[side] for pair in pairs] for side in (0, 1))
    figures = []
    for what, pick, goal in (("p50", median, 1.5), ("p99", lambda times: quantiles(times, n=100)[98], 4)):
        floor, measured = pick(floors), pick(ours)
        figures.append(
            Figure("terminal", f"key to repaint, {what}, {where}", "ms", measured * MS,
                   "an empty app that counts keys", floor * MS, measured / floor, goal, f"{len(pairs)} keys")
        )  # fmt: skip
    return figures


def _memory(room: Screen, empty: Screen) -> Figure:
    ours, floor = room.memory_mb(), empty.memory_mb()
    return Figure("terminal", "memory of a war room", "MB", ours, "an empty app", floor, ours / floor, 2.5)


def _idle(room: Screen) -> tuple[Figure, Figure]:
    before_s = room.cpu_s()
    written = room.listen(IDLE_S)
    used = (room.cpu_s() - before_s) / IDLE_S
    return (
        Figure("terminal", "idle war room with its clock", "% of a core", used * 100, goal=0.5, note=f"{IDLE_S} s"),
        Figure("terminal", "idle war room, to the terminal", "kB/s", written / IDLE_S / 1e3, goal=1),
    )


def all_figures(rounds: int, folder: Path) -> list[Figure]:
    """Every row of the terminal."""
    programs = Programs(folder)
    return [*entries(rounds, programs), *in_the_room(programs)]
