"""The reader of texts: an update of 400 words and a post-mortem of 3,000, as a person waits for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count, cycle
from time import perf_counter

from scenarios.catalog import scenario_ids
from simulator.commands import PostUpdate, SubmitPostmortem
from tests.bench.measure import Case, Figure, alone, rounds_of
from tui.library import load_content

MS = 1e3
UPDATE_WORDS, POSTMORTEM_WORDS = 400, 3_000
AT_UTC_S = 1_776_175_260


def readings(rounds: int) -> list[Figure]:
    """Two texts made of what the bundled reference runs write, each a little other in every round."""
    contents = [load_content(name) for name in scenario_ids()]
    spoken = [
        step.command
        for content in contents
        for variant in content.scenario.model.variants.values()
        for step in variant.reference
    ]
    update = _of_length(UPDATE_WORDS, [said.text for said in spoken if isinstance(said, PostUpdate)])
    postmortem = _of_length(POSTMORTEM_WORDS, [said.text for said in spoken if isinstance(said, SubmitPostmortem)])
    reader = contents[0].kit.reader
    names = f"reading an update of {UPDATE_WORDS} words", f"reading a post-mortem of {POSTMORTEM_WORDS:,} words"
    found = rounds_of(
        {
            names[0]: _timed(lambda text: reader.read_update(text, at_utc_s=AT_UTC_S), update),
            names[1]: _timed(lambda text: reader.read_postmortem(text, at_utc_s=AT_UTC_S), postmortem),
        },
        rounds,
    )
    return [
        alone("reading", found, name, unit="ms", scale=MS, goal=goal, note="goal in ms, so a busy machine fails it")
        for name, goal in zip(names, (5, 60), strict=True)
    ]


def _of_length(words: int, texts: Iterable[str]) -> str:
    """Texts one after the other, cut after so many words."""
    pieces: list[str] = []
    left = words
    for text in cycle(texts):
        lines = []
        for line in text.split("\n"):
            lines.append(" ".join(line.split(" ")[:left]) if left < len(line.split()) else line)
            left -= len(line.split())
            if left <= 0:
                return "\n\n".join([*pieces, "\n".join(lines)])
        pieces.append("\n".join(lines))
    return ""


def _timed(read: Callable[[str], object], text: str) -> Case:
    """Seconds to read a text that nobody has read before."""
    numbers = count()

    def measure() -> float:
        fresh = f"{text}\n\nReference {next(numbers)}."
        started_s = perf_counter()
        read(fresh)
        return perf_counter() - started_s

    return measure
