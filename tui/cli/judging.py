"""Score, verify, replay and fork journals."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from shlex import quote
from textwrap import fill
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace as replace_fields

from scoring import judge
from scoring.table import WIDTH, render
from simulator.catch_up import Proof
from simulator.clock import parse_duration_s, spell, stamp
from simulator.commands import ChangePace, kind_of
from simulator.errors import JournalError, WarroomError
from simulator.events import HIDDEN, SignalsMeasured
from simulator.harmless import flat, plain
from simulator.journal import HEADER_START, Header, Journal, decode, ends_with_seal, first_break
from simulator.logbook import write_at_once
from simulator.vocabulary import Mode, Seat
from tui.cli.journals import read_bytes, read_journal
from tui.cli.noticing import say_notice
from tui.folders import new_drill_path
from tui.library import Content, as_id, content_of, header_for
from tui.runbooks import difference
from tui.trust import UNPROVED, check_over, check_sound, play_again

if TYPE_CHECKING:
    from simulator.drill import Drill

EXIT_FELL_SHORT = 1
HEADER_HAS, HEADER_BYTES = b'"noise_seed"', 65_536
"""How a journal's first line begins, what every one has, and how much of it is looked at."""
NO_FORK = "Watch it once it is over: warroom replay FILE."
NONE = "none"
SCORECARD = "Make one with `warroom score --format json`."
SHOWN = 12
"""Differences of a scorecard that are named."""
_CLOCK = re.compile(r"^(\d{1,4}):([0-5]\d)(?::([0-5]\d))?$")


def parse_moment_s(text: str) -> int:
    """Drill time written as `00:14:00`, `14:00` (hours:minutes) or `14m`; returns seconds.

    Raises:
        JournalError: it is neither.
    """
    clock = _CLOCK.match(text)
    if clock:
        return int(clock[1]) * 3600 + int(clock[2]) * 60 + int(clock[3] or 0)
    try:
        return parse_duration_s(text)
    except ValueError:
        raise JournalError(f"{text!r} is no drill time", hint="Write it as 00:14:00 or 14m.") from None


def score_journal(path: Path, *, runbook: str | None, scenario: str | None, as_json: bool) -> int:
    """Print the scorecard; 1 when the drill fell short of a pass."""
    raw, journal = read_journal(path)
    check_over(journal, name=str(path))
    content = content_of(journal.header, scenario, runbook)
    if runbook is None:
        say_notice(path, difference(journal.header, content.runbook))
    why = check_sound(raw, journal, name=str(path), scenario=scenario, runbook=runbook)
    card = judge(journal, content.scenario.model, content.runbook.model)
    if as_json:
        print(json.dumps({**card.to_json(), "unproved": why}, indent=2, ensure_ascii=False))
    else:
        caveat = fill(flat(f"{UNPROVED.capitalize()}: {why}."), WIDTH) if why else ""
        print(plain(render(card) + caveat))
    return 0 if card.passed else EXIT_FELL_SHORT


def verify_journal(
    path: Path, *, scenario: str | None, scorecard: Path | None, with_replay: bool, as_json: bool
) -> int:
    """Print what is proved; see `Proof.exit_code`."""
    proof = prove(path, scenario=scenario, scorecard=scorecard, with_replay=with_replay)
    claims = _claims(path)
    if as_json:
        print(
            json.dumps(
                {
                    "file": str(path),
                    "chain": proof.chain,
                    "replay": proof.replayed,
                    "score": proof.score,
                    "line": proof.line or None,
                    "words": list(proof.words),
                    "claimed": claims,
                },
                indent=2,
            )
        )
    else:
        for name, state in (("chain", proof.chain), ("replay", proof.replayed), ("score", proof.score)):
            print(f"{name:7} {state}")
        for line in proof.words:
            print(f"  {flat(line)}")
        if claims:
            print(flat(f"claimed {', '.join(f'{name} {value or NONE}' for name, value in claims.items())}"))
            print("  who played, and as what, the journal only claims: no seal proves it, an examiner can (certify)")
    return proof.exit_code


def _claims(path: Path) -> dict[str, str | int]:
    """The words of a journal that whoever holds the file can change without any proof failing."""
    try:
        journal = read_journal(path)[1]
    except JournalError:
        return {}
    header, seats = journal.header, {entry.seat for entry in journal.entries if entry.seat}
    return {
        "mode": header.mode.value, "player": header.player, "attempt": header.attempt, "drill": header.drill,
        "parent": header.parent, "python": header.python,
        "seats": " ".join(seat.value for seat in Seat if seat.value in seats),
    }  # fmt: skip


def prove(path: Path, *, scenario: str | None, scorecard: Path | None, with_replay: bool) -> Proof:
    """Check chain, replay and score, each on its own; never repairs anything."""
    raw = read_bytes(path)
    try:
        journal = decode(raw, name=str(path))
    except JournalError as error:
        _check_is_journal(raw, path)
        if error.foreign:
            line = first_break(raw)
            state = "broken" if line else "ok" if ends_with_seal(raw) else "unfinished"
            return Proof(state, "not checked", "not checked", line, (f"not checked here: {error}", error.hint))
        state = "unfinished" if error.torn else "broken"
        return Proof(state, "not checked", "not checked", error.line, tuple(filter(None, (str(error), error.hint))))
    if not journal.sealed:
        line = len(journal.entries) + 1
        words = (f"the drill is unfinished: it ends at line {line} without a closing seal",)
        return Proof("unfinished", "not checked", "not checked", line, words)
    if not with_replay:
        return Proof("ok", "not checked", "not checked", 0, ("replay and score were left out as asked",))
    return _prove_play(journal, raw, scenario, scorecard)


def _check_is_journal(raw: bytes, path: Path) -> None:
    """Tell a file that is no journal at all from one that was edited or torn.

    Raises:
        JournalError: its first line is no journal's.
    """
    first, end, _ = raw[:HEADER_BYTES].partition(b"\n")
    torn = not end and HEADER_START.startswith(first)
    if not (torn or first.startswith(HEADER_START) or HEADER_HAS in first):
        raise JournalError(
            f"{path}: this is no drill's journal and no certificate",
            hint="Give a drill's .jsonl file or a certificate; a scorecard goes with its journal: --scorecard FILE.",
        )


def _prove_play(journal: Journal, raw: bytes, scenario: str | None, scorecard: Path | None) -> Proof:
    header = journal.header
    try:
        content = content_of(header, scenario)
    except WarroomError as error:
        words = (f"not checked here: {error}", *filter(None, (error.hint,)))
        return Proof("ok", "not checked", "not checked", 0, words)
    again = play_again(raw, journal, content)
    if again.obstacle:
        return Proof("ok", "not checked", "not checked", 0, (f"not checked here: {again.obstacle}",))
    if again.fault:
        return Proof("ok", "broken", "not checked", again.line, (again.fault,))
    card = judge(journal, content.scenario.model, content.runbook.model).to_json()
    if scorecard is None:
        proof = Proof("ok", "ok", "ok", 0, (f"score recomputed: {card['total']} points, band {card['band']}",))
    else:
        proof = _compare(card, scorecard)
    score = "not checked" if again.recorded and proof.score == "ok" else proof.score
    how = f"not checked here: {again.recorded}" if again.recorded else "every text was read again"
    return replace(proof, score=score, words=(how, *proof.words))


def _compare(card: dict[str, object], path: Path) -> Proof:
    from scoring.certificates.seal import plain_json

    try:
        claimed = plain_json(read_bytes(path, SCORECARD))
    except ValueError as error:
        raise JournalError(f"{path}: this is no scorecard: {error}", hint=SCORECARD) from None
    if isinstance(claimed, dict):
        claimed.pop("unproved", None)  # what could be proved elsewhere is no part of the judgement
    if claimed == json.loads(json.dumps(card)):
        return Proof("ok", "ok", "ok", 0, (f"score equal: {card['total']} points",))
    if not isinstance(claimed, dict) or "criteria" not in claimed:
        raise JournalError(f"{path}: this is no scorecard", hint=SCORECARD)
    from scoring.certificates.record import differences

    found = differences(_by_id(claimed), _by_id(json.loads(json.dumps(card))))
    words = (f"the scorecard says {claimed.get('total')}, the journal gives {card['total']}", *found[:SHOWN])
    more = (f"and {len(found) - SHOWN} more differences",) if len(found) > SHOWN else ()
    return Proof("ok", "ok", "broken", 0, (*words, *more))


def _by_id(card: dict[str, Any]) -> dict[str, Any]:
    """A scorecard whose rows are found by their ids, so that a difference names its criterion."""
    return {name: _rows(value) if isinstance(value, list) else value for name, value in card.items()}


def _rows(rows: list[Any]) -> Any:
    named = all(isinstance(row, dict) and isinstance(row.get("id"), str) for row in rows)
    return {row["id"]: row for row in rows} if named and len({row["id"] for row in rows}) == len(rows) else rows


def print_replay(path: Path, *, scenario: str | None, until: str | None, as_json: bool) -> None:
    """Print every visible line up to a moment."""
    from simulator.afterwards import AFTERWARDS
    from simulator.incident import Incident
    from tui.names import Names
    from tui.narrate import narrate

    _, journal = read_journal(path)
    incident = Incident()
    try:
        content = content_of(journal.header, scenario)
        model, titles = content.scenario.model, content.runbook.model.approver_titles
    except WarroomError as error:
        print(f"warroom: ids stand for titles: {error}", file=sys.stderr)
        model, titles = None, {}
    names = Names(incident, model, journal.header.player, titles)
    limit_s = parse_moment_s(until) if until else 10**9
    for entry in journal.entries:
        if entry.at_s > limit_s:
            break
        if isinstance(entry.event, (*HIDDEN, SignalsMeasured)):
            continue
        incident.apply(entry)
        utc = stamp(journal.header.start_utc_s + entry.at_s)
        words = plain(narrate(entry, names))
        if not words and isinstance(entry.event, AFTERWARDS):
            continue
        if as_json:
            row = {"n": entry.n, "utc": utc, "kind": kind_of(entry.event), "who": entry.who, "text": words}
            print(json.dumps(row, ensure_ascii=False))
        else:
            print(f"{utc[11:19]}Z  {words}")


def fork_journal(path: Path, *, at: str, output: Path | None, scenario: str | None) -> None:
    """Write a new journal with the same beginning, played by this version; its header names the parent.

    Raises:
        WarroomError: it is an examiner's exam, its content is not at hand, or it was over by then.
    """
    from tui.cli.seating import is_examiners

    raw, journal = read_journal(path)
    if is_examiners(journal.header):
        raise JournalError(f"{path}: an examiner holds this exam, and a fork of it would be no exam", hint=NO_FORK)
    at_s = parse_moment_s(at)
    content = content_of(journal.header, scenario)
    target = output or new_drill_path(journal.header.scenario.id)
    header = _forked(journal.header, content, as_id(target))
    drill = _begin_again(journal, header, content, at_s)
    if drill.over:
        raise JournalError(f"{path}: at {spell(at_s)} the drill was over", hint="Choose an earlier moment.")
    line = min(len(drill.entries), len(journal.entries)) + 1  # the world's own lines of that second are still to come
    if drill.entries[-1].at_s < at_s:  # who goes on later stands at the last line's second: the moment gets one
        pace = ChangePace(multiplier=drill.incident.multiplier)
        drill.submit(pace, who=drill.player, seat=None, command_id="forked")
    write_at_once(target, replace_fields(header, parent=f"{_hash_at(raw, line)}:{line}"), drill.entries)
    if (header.engine, header.digests) != (journal.header.engine, journal.header.digests):
        words = "another version played it; the fork was played by this one from its beginning, and may differ"
        print(flat(f"warroom: {path}: {words}"), file=sys.stderr)
    print(f"{target}: forked at {spell(at_s)}; go on with: {resuming(header)} {quote(str(target))}")


def _forked(parent: Header, content: Content, drill: str) -> Header:
    """The header of a fork: the parent's form and player, and the content and engine that play it now."""
    header = header_for(content, drill=drill, seed=parent.form_seed, mode=parent.mode, attempt=parent.attempt)
    return replace_fields(header, noise_seed=parent.noise_seed, player=parent.player)


def _begin_again(journal: Journal, header: Header, content: Content, at_s: int) -> Drill:
    """Play a journal's inputs up to a moment; what another reader or list of names made is made anew."""
    from simulator.drill import replay

    kept = tuple(entry for entry in journal.entries if entry.at_s <= at_s)
    afresh = header.digests != journal.header.digests
    drill = replay(Journal(header, kept, "", False), content.kit, afresh=afresh)
    drill.advance_to(at_s)
    return drill


def resuming(header: Header) -> str:
    """The command that goes on with an unfinished drill, up to its path: a team's goes on at a table."""
    return f"warroom {'table' if header.mode is Mode.EXERCISE else 'play'} --resume"


def _hash_at(raw: bytes, line: int) -> str:
    from hashlib import sha256

    return sha256(raw.split(b"\n")[line - 1]).hexdigest()
