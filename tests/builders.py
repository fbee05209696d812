"""Small things to test with: a tiny scenario, a plain reader, drills and their journals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

from scenarios.catalog import load_runbook
from scenarios.source import read_document
from scenarios.voice import load_voices
from simulator import commands as c
from simulator.bots.player import play
from simulator.bots.script import ScriptPlayer
from simulator.clock import DAY_S, parse_duration_s, parse_stamp
from simulator.drill import Drill, Kit, Outcome
from simulator.journal import Chain, Entry, Header, Ref, encode
from simulator.reading import ActionRow, BriefReading, Claim, PostmortemReading, Reader, SpokenPromise, UpdateReading
from simulator.runbook import Runbook
from simulator.scenario import Scenario
from simulator.vocabulary import Channel, IncidentClass, Mode, Seat, Severity

TINY = Path(__file__).parent / "data" / "tiny.yaml"
PLAYER = "you"
E = TypeVar("E")

PARAMETERS = {
    "impact_sev1_full_per_h": 3_000, "impact_partial_per_h": 2_000, "impact_sev2_per_h": 1_000,
    "silence_grace_min": 15_000, "silence_per_h": 5_000, "broken_promise_silence_per_h": 4_000,
    "missed_update_sev1": 8_000, "missed_update_sev2": 5_000, "missed_fix_eta": 15_000, "kept_fix_eta": 2_000,
    "good_update_slope": 4_000, "good_update_offset": 1_000, "good_update_decay_permille": 800_000,
    "contradiction": 10_000, "contradiction_trust": 100, "deception": 20_000, "deception_trust_cap": 600,
    "apology_full": 4_000, "apology_late": 2_000, "call_kept": 5_000, "call_missed": 8_000, "credit_match": 4_000,
    "credit_retracted": 12_000, "question_answered": 1_000, "question_ignored": 3_000, "recovery_share": 500,
    "buffer_high": 700, "buffer_normal": 1_000, "buffer_low": 1_300, "churn_base_ppm": 80_000_000,
    "churn_slope": 40, "churn_deception": 600, "page_ack_day_min": 3_000, "page_ack_night_min": 6_000,
    "page_ack_sigma": 800, "page_silent_day_ppm": 50_000_000, "page_silent_night_ppm": 150_000_000,
    "page_timeout_min": 5_000, "eta_optimism": 700, "span_of_control": 7_000, "crowding_per_task_permille": 75_000,
    "interrupt_cost_permille": 100_000, "exec_interrupt_per_h": 1_333, "narrative_silent_ppm": 250_000_000,
    "narrative_held_ppm": 50_000_000, "narrative_contradicts_ppm": 500_000_000, "approval_min": 15_000,
    "confirmation_min": 20_000,
}  # fmt: skip
"""The customer and responder models' numbers, in thousandths, as these tests know them; the bundled ones may move."""

_PROMISE = re.compile(r"(next update|fixed by|report by) (\d\d):(\d\d)")
_WHAT = {"next update": "update", "fixed by": "fix", "report by": "rfo"}


class PlainReader:
    """Reads a handful of fixed words, so that tests of the world do not hang on the real reader.

    `next update 14:30`, `fixed by 14:30` and `report by 14:30` are promises, `it works again` is a claim, and each
    full stop is worth one point of the 0-3 anchor.
    """

    digest = "plain"

    def read_update(self, text: str, *, at_utc_s: int, **_: object) -> UpdateReading:
        """Promises, the claim of repair, and an anchor."""
        claims = tuple(
            Claim(key="restored", value="yes", start=m.start(), end=m.end(), quote=m[0])
            for m in re.finditer("it works again", text)
        )
        apology = "we are sorry" in text
        return UpdateReading(
            reader=self.digest, readable="yes", anchor=min(3, text.count(".")), claims=claims,
            features={"apology_responsibility": apology, "apology_repair": apology},
            promises=tuple(self._promise(match, at_utc_s) for match in _PROMISE.finditer(text.lower())),
        )  # fmt: skip

    def _promise(self, match: re.Match[str], at_utc_s: int) -> SpokenPromise:
        clock_s = int(match[2]) * 3_600 + int(match[3]) * 60
        due_utc_s = at_utc_s - at_utc_s % DAY_S + clock_s
        due_utc_s += DAY_S if due_utc_s <= at_utc_s else 0
        return SpokenPromise(
            what=_WHAT[match[1]], due_utc_s=due_utc_s, start=match.start(), end=match.end(), quote=match[0]
        )

    def read_brief(self, text: str, *, at_utc_s: int) -> BriefReading:
        """Every brief is fine."""
        return BriefReading(reader=self.digest, readable="yes", impact=True, status=True, word_count=len(text.split()))

    def read_postmortem(self, text: str, *, at_utc_s: int | None = None) -> PostmortemReading:
        """Every post-mortem is fine; what is automated is a strong action."""
        strength = "strong" if "automate" in text.lower() else "weak"
        rows = (ActionRow(text=text, strength=strength, start=0, end=len(text)),)
        return PostmortemReading(reader=self.digest, readable="yes", features={}, actions=rows)

    def cause_match(self, text: str, concepts: tuple[tuple[str, ...], ...]) -> int:
        """The share of concepts that the text names, in permille."""
        named = sum(any(word in text for word in words) for words in concepts)
        return 1_000 * named // len(concepts) if concepts else 0


class DeafReader(PlainReader):
    """A reader that hears nothing: what a replay reads must come from the journal."""

    digest = "deaf"

    def read_update(self, text: str, **moment: Any) -> UpdateReading:
        """Nothing at all."""
        return UpdateReading(reader=self.digest, readable="not_english", features={})


@lru_cache(maxsize=1)
def _tiny_data() -> dict[str, Any]:
    return cast("dict[str, Any]", read_document(TINY.read_bytes(), name=TINY.name).data)


def tiny_data() -> dict[str, Any]:
    """The tiny scenario as plain data, to change before it is built."""
    return deepcopy(_tiny_data())


@lru_cache(maxsize=1)
def _tiny() -> Scenario:
    return Scenario.model_validate(_tiny_data())


def tiny(**changes: Any) -> Scenario:
    """The tiny scenario; `truth` changes keys of the variant's truth, everything else keys of the scenario."""
    if not changes:
        return _tiny()
    data = tiny_data()
    data["variants"]["flag"]["truth"].update(changes.pop("truth", {}))
    data.update(changes)
    return Scenario.model_validate(data)


def inject(name: str = "probe", **fields: Any) -> dict[str, Any]:
    """One inject as data; it says its own name."""
    return {"id": name, "title": name, "subject": name, "text": f"This is {name}.", **fields}


PAGE = inject("page", at="2m", medium="alert", credible_signal=True)


@lru_cache(maxsize=1)
def runbook() -> Runbook:
    """The bundled runbook with the tests' own parameters."""
    bundled = load_runbook().model
    fixed = {
        name: known.model_copy(update={"value": PARAMETERS[name]}) if name in PARAMETERS else known
        for name, known in bundled.parameters.items()
    }
    return bundled.model_copy(update={"parameters": fixed})


def kit(scenario: Scenario | None = None, reader: PlainReader | Reader | None = None) -> Kit:
    """What a drill of a scenario is made of, with the bundled voices."""
    return Kit(scenario or tiny(), runbook(), cast("Reader", reader or PlainReader()), load_voices())


def header(*, seed: int | None = None, noise: int | None = None, drill: str = "tiny-1") -> Header:
    """A header with nothing of the machine in it."""
    return Header(
        drill=drill,
        scenario=Ref(id="tiny", version=1, digest="0" * 64),
        runbook=Ref(id="escalation", version=1, digest="0" * 64),
        form_seed=seed,
        noise_seed=noise if noise is not None else seed or 0,
        start_utc_s=parse_stamp("2026-03-10T14:00:00Z"),
        mode=Mode.SIMULATED,
        player=PLAYER,
        python="3.11",
        digests={"reader": "plain", "voices": "plain"},
    )


def new_drill(scenario: Scenario | None = None, *, seed: int | None = None, noise: int | None = None) -> Drill:
    """A drill at second 0."""
    return Drill(header(seed=seed, noise=noise), kit(scenario))


def played(*, seed: int | None = None) -> Drill:
    """A drill that the reference run has played to its end."""
    drill = new_drill(seed=seed)
    play(drill, ScriptPlayer(drill.variant.reference, drill))
    return drill


@lru_cache(maxsize=4)
def finished(seed: int | None = None) -> tuple[Header, tuple[Entry, ...], bytes]:
    """Header, entries and bytes of a finished drill."""
    drill = played(seed=seed)
    return drill.header, tuple(drill.entries), encode(drill.header, drill.entries)


class Story:
    """A drill told in minutes: who does what when, and what came of it."""

    def __init__(self, drill: Drill) -> None:
        """Begin at second 0."""
        self.drill = drill
        self.incident = drill.incident
        self._number = 0

    def at(self, time: str) -> Story:
        """Let time pass up to a moment such as `1h30m`."""
        self.drill.advance_to(parse_duration_s(time))
        return self

    def do(self, command: c.Command, *, seat: Seat = Seat.IC) -> Outcome:
        """Give one command now."""
        self._number += 1
        return self.drill.submit(command, who=PLAYER, seat=seat, command_id=f"s{self._number}")

    def declare(self) -> Story:
        """Declare a SEV-1 outage now."""
        self.do(c.Declare(severity=Severity.SEV1, incident_class=IncidentClass.AVAILABILITY, scope="All saves fail"))
        return self

    def tell(self, text: str, *, channel: Channel = Channel.STATUS_PAGE, final: bool = False) -> Story:
        """Post an update now."""
        self.do(c.PostUpdate(channel=channel, text=text, final=final), seat=Seat.COMMS_LEAD)
        return self

    def run_task(self, task: str, *, owner: Seat = Seat.TECH_LEAD) -> Outcome:
        """Start a task now."""
        return self.do(c.StartTask(task=task, owner=owner, time_box_s=900))

    def contain(self) -> Story:
        """Page the platform team and roll the flag back as soon as somebody answers."""
        self.do(c.PageTeam(team="platform"))
        self.drill.advance_to(self.drill.at_s + 300)
        self.run_task("roll-back")
        return self

    def events(self, kind: type[E]) -> list[E]:
        """Every event of a kind, oldest first."""
        return [entry.event for entry in self.drill.entries if isinstance(entry.event, kind)]

    def moments(self, kind: type[Any]) -> list[int]:
        """The drill seconds of every event of a kind."""
        return [entry.at_s for entry in self.drill.entries if isinstance(entry.event, kind)]

    def mood(self, account: str) -> int:
        """An account's shown sentiment, in thousandths of a point."""
        return self.incident.accounts[account].sentiment_milli


def story(scenario: Scenario | None = None, *, noise: int = 0) -> Story:
    """A new drill to tell."""
    return Story(new_drill(scenario, noise=noise))


def lines_of(entries: Iterable[Entry]) -> list[tuple[int, str]]:
    """Seconds and kinds, for comparing at a glance."""
    return [(entry.at_s, c.kind_of(entry.event)) for entry in entries]


def rechained(head: Header, lines: list[bytes]) -> bytes:
    """Lines with every `prev` and the seal made to fit, as somebody with a script would."""
    out = [lines[0]]
    for line in lines[1:-1]:
        prev = sha256(out[-1]).hexdigest().encode()
        start = line.index(b'"prev":"') + 8
        out.append(line[:start] + prev + line[start + 64 :])
    chain = Chain(head)
    chain.head = sha256(out[-1]).hexdigest()
    return b"\n".join([*out, chain.seal(len(out) - 1)]) + b"\n"
