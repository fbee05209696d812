"""The journal: one byte more, less or different anywhere is refused, and the line is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.catch_up import prove_replay
from simulator.errors import JournalError
from simulator.events import DrillEnded, DrillStarted, PageAcknowledged, SignalsMeasured
from simulator.journal import Chain, Entry, Header, Journal, decode, encode, inputs
from tests.builders import finished, header, kit, lines_of, rechained

HEADER, ENTRIES, RAW = finished()
LINES = RAW.split(b"\n")[:-1]


def unsealed(entries: tuple[Entry, ...] = ENTRIES[:40]) -> bytes:
    """The beginning of a journal, as a running drill has it."""
    return encode(HEADER, entries)


def refused_line(raw: bytes) -> int:
    """The line that `decode` names."""
    with pytest.raises(JournalError) as caught:
        decode(raw)
    assert f":{caught.value.line}" in str(caught.value) or not raw
    return caught.value.line


# --- there and back ---------------------------------------------------------------------------------------------


def test_a_journal_reads_back_as_it_was_written() -> None:
    journal = decode(RAW)
    assert (journal.header, journal.entries, journal.sealed) == (HEADER, ENTRIES, True)
    assert journal.finished
    assert encode(journal.header, journal.entries) == RAW


def test_a_running_drills_journal_reads_back_without_a_seal() -> None:
    journal = decode(unsealed())
    assert (journal.entries, journal.sealed, journal.finished) == (ENTRIES[:40], False, False)


def test_a_journal_of_a_header_alone_is_readable() -> None:
    journal = decode(encode(HEADER, ()))
    assert (journal.entries, journal.sealed, journal.finished) == ((), False, False)


def test_lines_are_sorted_json_without_floats() -> None:
    for line in LINES:
        plain = json.loads(line, parse_float=lambda text: pytest.fail(f"a float: {text}"))
        assert json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == line


def test_each_line_names_the_bytes_before_it() -> None:
    for before, line in pairwise(LINES[:-1]):
        assert json.loads(line)["prev"] == sha256(before).hexdigest()
    assert json.loads(LINES[-1])["head"] == sha256(LINES[-2]).hexdigest()


def test_inputs_are_the_lines_of_commands() -> None:
    assert [entry.command_id for entry in inputs(decode(RAW))] == [f"c{n}" for n in range(1, 26)]


@given(st.text(st.characters(codec="utf-8"), max_size=40), st.text(st.characters(codec="utf-8"), max_size=10))
def test_any_text_survives(text: str, who: str) -> None:
    started = ENTRIES[0].event
    assert isinstance(started, DrillStarted)
    event = msgspec.structs.replace(started, home=text)
    entries = (Entry(1, 0, who, "", "", 0, event), ENTRIES[-1])
    entries = (entries[0], Entry(2, 0, "", "", "", 0, DrillEnded(reason=text)))
    assert decode(encode(HEADER, entries)).entries == entries


# --- one byte ---------------------------------------------------------------------------------------------------


def lines_touched(position: int) -> set[int]:
    """The numbers of the lines that hold this byte; a line break belongs to both of its lines."""
    line = RAW.count(b"\n", 0, position) + 1
    return {line, line + 1} if RAW[position : position + 1] == b"\n" else {line}


@settings(max_examples=1_500)
@given(st.integers(0, len(RAW) - 1), st.integers(1, 255))
@example(len(RAW) - 1, 1)
@example(0, 1)
@example(len(RAW) - 20, 2)
def test_one_byte_changed_anywhere_is_refused_and_its_line_named(position: int, flip: int) -> None:
    raw = bytearray(RAW)
    raw[position] ^= flip
    assert refused_line(bytes(raw)) in lines_touched(position)


@pytest.mark.parametrize("number", [1, 2, 60, len(LINES) - 1, len(LINES)])
def test_every_byte_of_telling_lines_counts(number: int) -> None:
    start = len(b"\n".join(LINES[: number - 1])) + (number > 1)
    for position in range(start, start + len(LINES[number - 1])):
        raw = bytearray(RAW)
        raw[position] ^= 1
        assert refused_line(bytes(raw)) == number


@settings(max_examples=300)
@given(st.integers(0, len(RAW)), st.binary(min_size=1, max_size=3))
def test_bytes_put_in_anywhere_are_refused(position: int, extra: bytes) -> None:
    refused_line(RAW[:position] + extra + RAW[position:])


@given(st.integers(1, len(LINES) - 2))
def test_a_line_taken_out_is_refused(index: int) -> None:
    assert refused_line(b"\n".join([*LINES[:index], *LINES[index + 1 :]]) + b"\n") in {index, index + 1}


@given(st.integers(1, len(LINES) - 2))
def test_two_lines_swapped_are_refused(index: int) -> None:
    swapped = [*LINES[:index], LINES[index + 1], LINES[index], *LINES[index + 2 :]]
    refused_line(b"\n".join(swapped) + b"\n")


# --- cut and continued --------------------------------------------------------------------------------------------


@settings(max_examples=400)
@given(st.integers(0, len(RAW) - 1))
@example(0)
@example(len(RAW) - 1)
@example(len(RAW) - len(LINES[-1]) - 1)
def test_cut_anywhere_a_journal_is_torn_or_unfinished(end: int) -> None:
    raw = RAW[:end]
    if raw.endswith(b"\n"):
        assert not decode(raw).sealed
        return
    with pytest.raises(JournalError) as caught:
        decode(raw)
    assert caught.value.torn


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (RAW.removesuffix(b"\n"), "the line end behind the seal is missing"),
        (RAW + b"\n", "there are empty lines after the seal"),
        (b"\xef\xbb\xbf" + RAW, "a byte order mark was put before the first line"),
    ],
    ids=["no line end", "a line end more", "byte order mark"],
)
def test_what_a_mail_or_an_editor_did_to_a_whole_journal_is_told(raw: bytes, words: str) -> None:
    with pytest.raises(JournalError, match=words) as caught:
        decode(raw)
    assert caught.value.hint


def test_lines_after_the_seal_are_refused() -> None:
    for more in (LINES[-2], LINES[-1], b"", b"{}", LINES[0]):
        assert refused_line(RAW + more + b"\n") == len(LINES) + 1
    assert refused_line(RAW + b"x") == len(LINES) + 1


def test_a_seal_in_the_middle_of_a_drill_is_refused() -> None:
    chain = Chain(HEADER)
    for entry in ENTRIES[:40]:
        chain.line(entry)
    assert refused_line(unsealed() + chain.seal(40) + b"\n") == 42


def test_a_seal_alone_is_refused() -> None:
    assert refused_line(LINES[0] + b"\n" + Chain(HEADER).seal(0) + b"\n") == 2


# --- the same JSON in other bytes ---------------------------------------------------------------------------------


def spaced(line: bytes) -> bytes:
    return line.replace(b'":', b'": ', 1)


def reordered(line: bytes) -> bytes:
    plain = json.loads(line)
    return json.dumps(dict(reversed(plain.items())), separators=(",", ":"), ensure_ascii=False).encode()


def escaped(line: bytes) -> bytes:
    start = line.index(b'"kind":"') + 8
    return line[:start] + b"\\u%04x" % line[start] + line[start + 1 :]


def padded(line: bytes) -> bytes:
    return line + b" "


def spaced_data(line: bytes) -> bytes:
    return line.replace(b'"data":{', b'"data":{ ', 1)


def repeated(line: bytes) -> bytes:
    return b'{"at_s":0,' + line[1:]


CHANGES: list[Callable[[bytes], bytes]] = [spaced, reordered, escaped, padded, spaced_data, repeated]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("number", [2, 20, 41])
def test_equal_json_in_other_bytes_is_refused_in_an_unfinished_journal(
    change: Callable[[bytes], bytes], number: int
) -> None:
    lines = unsealed().split(b"\n")[:-1]
    lines[number - 1] = change(lines[number - 1])
    assert refused_line(b"\n".join(lines) + b"\n") == number


@pytest.mark.parametrize("change", CHANGES)
def test_equal_json_in_other_bytes_is_refused_even_with_a_new_chain(change: Callable[[bytes], bytes]) -> None:
    lines = list(LINES)
    lines[59] = change(lines[59])
    assert refused_line(rechained(HEADER, lines)) == 60


@pytest.mark.parametrize("change", [spaced, reordered, padded])
def test_the_header_has_one_form(change: Callable[[bytes], bytes]) -> None:
    assert refused_line(b"\n".join([change(LINES[0]), *LINES[1:]]) + b"\n") == 1
    assert refused_line(change(LINES[0]) + b"\n") == 1


def test_a_header_that_leaves_a_default_out_is_refused() -> None:
    plain = json.loads(LINES[0])
    del plain["parent"]
    line = json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()
    assert refused_line(b"\n".join([line, *LINES[1:]]) + b"\n") == 1


# --- hostile lines ------------------------------------------------------------------------------------------------


def with_line(number: int, old: bytes, new: bytes) -> bytes:
    """A running drill's journal with one edit and the chain made to fit."""
    lines = unsealed().split(b"\n")[:-1]
    assert old in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(old, new, 1)
    return b"\n".join(lines) + b"\n"


DECLARED = next(n for n, (_, kind) in enumerate(lines_of(ENTRIES), 2) if kind == "incident_declared")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"at_s":180', b'"at_s":1' + b"0" * 30),
        (b'"at_s":180', b'"at_s":-1'),
        (b'"at_s":180', b'"at_s":1.5'),
        (b'"seat":"ic"', b'"seat":"emperor"'),
        (b'"kind":"incident_declared"', b'"kind":"drill_started"'),
        (b'"kind":"incident_declared"', b'"kind":"nonsense"'),
        (b'"status":"investigating"', b'"status":"\xff\xfe"'),
        (b'"status":"investigating"', b'"status":"\\ud800"'),
        (b'"status":"investigating"', b'"status":' + b"[" * 5_000 + b"]" * 5_000),
        (b'"status":"investigating"', b'"extra":1,"status":"investigating"'),
        (b'"cause":0', b'"cause":' + b"9" * 5_000),
    ],
)
def test_a_hostile_line_is_refused_by_name(old: bytes, new: bytes) -> None:
    assert refused_line(with_line(DECLARED, old, new)) == DECLARED


def test_a_seat_that_does_not_exist_is_refused() -> None:
    sent = Entry(2, 0, "you", "emperor", "c1", 0, PageAcknowledged())
    assert refused_line(encode(HEADER, (ENTRIES[0], sent))) == 3


def test_a_world_event_cannot_pose_as_somebodys_command() -> None:
    entry = Entry(1, 0, "you", "ic", "c1", 0, ENTRIES[0].event)
    assert refused_line(encode(HEADER, (entry,))) == 2


def test_time_that_runs_backwards_is_refused() -> None:
    calm = SignalsMeasured(values_milli={})
    entries = (ENTRIES[0], Entry(2, 60, "", "", "", 0, calm), Entry(3, 59, "", "", "", 0, calm))
    assert refused_line(encode(HEADER, entries)) == 4


def test_a_number_left_out_is_refused() -> None:
    calm = SignalsMeasured(values_milli={})
    assert refused_line(encode(HEADER, (ENTRIES[0], Entry(3, 60, "", "", "", 0, calm)))) == 3


@pytest.mark.parametrize(
    "raw",
    [
        b"\n",
        b"{}\n",
        b"hello\n",
        b"\xff\xfe\n",
        b"[" * 100_000 + b"\n",
        LINES[1] + b"\n",
        b"\x00" * 64 + b"\n",
        b"null\n",
    ],
)
def test_what_is_no_journal_is_refused_in_line_one(raw: bytes) -> None:
    assert refused_line(raw) == 1


def test_another_format_is_named() -> None:
    raw = LINES[0].replace(b'"format":1', b'"format":2') + b"\n"
    with pytest.raises(JournalError, match="journal format 2; this version reads format 1"):
        decode(raw)


@pytest.mark.parametrize("start_utc_s", [-1, 10**15])
def test_a_header_outside_of_the_calendar_is_refused(start_utc_s: int) -> None:
    odd = msgspec.structs.replace(header(), start_utc_s=start_utc_s)
    assert refused_line(msgspec.json.encode(odd, order="sorted") + b"\n") == 1


# --- forged contents with a chain that fits -------------------------------------------------------------------------


def forged(entries: tuple[Entry, ...], with_header: Header = HEADER) -> tuple[str, int]:
    """What the replay proof says of a journal that was written anew around a forgery."""
    raw = encode(with_header, entries)
    return prove_replay(decode(raw), raw, kit())


def test_the_replay_of_an_honest_journal_gives_the_same_bytes() -> None:
    assert forged(ENTRIES) == ("ok", 0)


@given(st.integers(1, len(ENTRIES) - 2))
@settings(max_examples=60)
def test_a_forged_time_is_found_by_the_replay(index: int) -> None:
    entry = ENTRIES[index]
    at_s = entry.at_s + 1
    if at_s > ENTRIES[index + 1].at_s:
        return
    moved = Entry(entry.n, at_s, entry.who, entry.seat, entry.command_id, entry.cause, entry.event)
    state, line = forged((*ENTRIES[:index], moved, *ENTRIES[index + 1 :]))
    assert state == "broken"
    assert line >= index + 2


@given(st.integers(1, len(ENTRIES) - 2))
@settings(max_examples=60)
def test_a_forged_measurement_is_found_by_the_replay(index: int) -> None:
    entry = ENTRIES[index]
    if not isinstance(entry.event, SignalsMeasured):
        return
    calm = SignalsMeasured(values_milli={"error_pct": 1})
    better = Entry(entry.n, entry.at_s, "", "", "", entry.cause, calm)
    assert forged((*ENTRIES[:index], better, *ENTRIES[index + 1 :])) == ("broken", index + 2)


WORLD_LINES = [index for index, entry in enumerate(ENTRIES[1:-1], 1) if not entry.command_id]


@pytest.mark.parametrize("index", WORLD_LINES)
def test_no_line_of_the_world_can_be_left_out(index: int) -> None:
    fewer = [*ENTRIES[:index], *ENTRIES[index + 1 :]]
    renumbered = tuple(Entry(n, x.at_s, x.who, x.seat, x.command_id, x.cause, x.event) for n, x in enumerate(fewer, 1))
    state, line = forged(renumbered)
    assert (state, line >= 2) == ("broken", True)


def test_a_drill_that_says_it_ended_too_early_is_found_by_the_replay() -> None:
    last = ENTRIES[59]
    ended = Entry(61, last.at_s, "", "", "", 0, DrillEnded(reason="finished"))
    assert forged((*ENTRIES[:60], ended)) == ("broken", 62)


def test_another_seed_in_the_header_is_found_by_the_replay() -> None:
    assert forged(ENTRIES, header(noise=5))[0] == "broken"


def test_a_journal_value_says_whether_it_is_finished() -> None:
    assert Journal(HEADER, ENTRIES, "", True).finished
    assert not Journal(HEADER, (), "", False).finished
