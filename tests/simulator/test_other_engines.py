"""Journals of other engines: held to their chain, whatever this version knows of their lines."""

from __future__ import annotations

import msgspec
import pytest

from simulator.errors import JournalError
from simulator.journal import decode, encode, first_break
from tests.builders import finished, rechained

HEADER, ENTRIES, RAW = finished()


def without_a_field(raw: bytes, engine: str) -> bytes:
    """A journal as another engine wrote it, whose messages did not know yet whether they confirm."""
    older = msgspec.structs.replace(HEADER, engine=engine)
    lines = encode(older, ENTRIES).split(b"\n")[:-1]
    return rechained(HEADER, [line.replace(b'"confirms":false,', b"") for line in lines])


def test_a_journal_of_an_older_engine_is_held_to_its_chain() -> None:
    journal = decode(without_a_field(RAW, "warroom-engine-0"))
    assert journal.entries == ENTRIES


def unknown_lines(engine: str) -> bytes:
    """A journal with a field that this version does not know."""
    lines = encode(msgspec.structs.replace(HEADER, engine=engine), ENTRIES).split(b"\n")[:-1]
    return rechained(HEADER, [line.replace(b'"data":{', b'"data":{"moved":1,') for line in lines])


def test_lines_that_only_another_version_knows_are_not_called_unreadable() -> None:
    """Given a newer journal, then it needs its version, and its chain can still be checked."""
    raw = unknown_lines("warroom-engine-99")
    with pytest.raises(JournalError, match="needs warroom-engine-99") as caught:
        decode(raw)
    assert caught.value.foreign
    assert first_break(raw) == 0
    lines = raw.split(b"\n")
    lines[20] = lines[20].replace(b'"at_s":', b'"at_s": ', 1)
    assert first_break(b"\n".join(lines)) == 21
    with pytest.raises(JournalError, match="unreadable line"):
        decode(unknown_lines(HEADER.engine))


def test_the_same_lines_under_this_engine_were_edited() -> None:
    with pytest.raises(JournalError, match="was edited"):
        decode(without_a_field(RAW, HEADER.engine))


def test_an_edit_in_a_journal_of_an_older_engine_breaks_its_chain() -> None:
    lines = without_a_field(RAW, "warroom-engine-0").split(b"\n")
    lines[20] = lines[20].replace(b'"at_s":', b'"at_s": ', 1)
    with pytest.raises(JournalError) as caught:
        decode(b"\n".join(lines))
    assert caught.value.line in (20, 21, 22)
