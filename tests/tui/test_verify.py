"""What `verify` proves, and what a forger cannot get past it."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from simulator import events as e
from simulator.errors import JournalError
from simulator.journal import Entry, Journal, decode, encode
from simulator.vocabulary import Mode
from tests.builders import rechained
from tests.process import warroom_here as warroom
from tui.cli.journals import check_whole
from tui.cli.judging import prove


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A reference run's journal."""
    folder = tmp_path_factory.mktemp("honest")
    assert warroom(folder, "run", "db-failover", "--bot", "reference", "-o", "d.jsonl").returncode == 0
    return (folder / "d.jsonl").read_bytes()


def forged(journal: Journal, place: type, **changes: object) -> bytes:
    """The same journal with one event of a kind changed, and the whole chain made anew."""
    entries = list(journal.entries)
    index = next(i for i, entry in enumerate(entries) if isinstance(entry.event, place))
    entry = entries[index]
    event = msgspec.structs.replace(entry.event, **changes)
    entries[index] = Entry(entry.n, entry.at_s, entry.who, entry.seat, entry.command_id, entry.cause, event)
    return encode(journal.header, entries)


def proved(raw: bytes, folder: Path) -> tuple[str, str, str, int]:
    """Chain, replay, score and exit code of some bytes."""
    path = folder / "x.jsonl"
    path.write_bytes(raw)
    proof = prove(path, scenario=None, scorecard=None, with_replay=True)
    return proof.chain, proof.replayed, proof.score, proof.exit_code


def test_an_honest_journal_is_proved_and_its_texts_are_read_again(honest: bytes, tmp_path: Path) -> None:
    """All three parts hold."""
    assert proved(honest, tmp_path) == ("ok", "ok", "ok", 0)


def test_a_better_reading_of_a_text_does_not_survive(honest: bytes, tmp_path: Path) -> None:
    """A forger who rebuilds the chain still cannot say that a text was better than it is."""
    journal = decode(honest)
    post = next(entry.event for entry in journal.entries if isinstance(entry.event, e.UpdatePosted))
    better = msgspec.structs.replace(post.reading, violations=0, anchor=3, score=100, impact_level=2, action_level=2)
    worse = msgspec.structs.replace(post.reading, anchor=0)
    assert proved(forged(journal, e.UpdatePosted, reading=worse), tmp_path)[1:] == ("broken", "not checked", 1)
    if better != post.reading:
        assert proved(forged(journal, e.UpdatePosted, reading=better), tmp_path)[3] == 1


def test_another_cast_does_not_survive(honest: bytes, tmp_path: Path) -> None:
    """Event 1 is drawn again: an account cannot be made smaller or happier."""
    journal = decode(honest)
    started = journal.entries[0].event
    assert isinstance(started, e.DrillStarted)
    happier = tuple(msgspec.structs.replace(company, sentiment_milli=1_000) for company in started.companies)
    assert proved(forged(journal, e.DrillStarted, companies=happier), tmp_path)[3] == 1


def by_another(journal: Journal, part: str) -> Journal:
    """The same drill, said to have been made by another reader, or with another list of names."""
    header = msgspec.structs.replace(journal.header, digests={**journal.header.digests, part: "an older one"})
    return Journal(header, journal.entries, "", True)


@pytest.mark.parametrize("part", ["reader", "faker"])
def test_what_another_reader_read_is_played_as_recorded_and_proves_no_score(
    honest: bytes, tmp_path: Path, part: str
) -> None:
    """A newer lexicon breaks no old journal, but who holds the file may have named the reader: that is said."""
    old = by_another(decode(honest), part)
    assert proved(encode(old.header, old.entries), tmp_path) == ("ok", "ok", "not checked", 3)
    done = warroom(tmp_path, "verify", "x.jsonl")
    assert f"cast and readings were taken as recorded: {part} an older one (here " in done.stdout
    assert "score recomputed" in done.stdout


def test_a_scorecard_of_recorded_readings_is_compared_but_not_proved(honest: bytes, tmp_path: Path) -> None:
    old = by_another(decode(honest), "reader")
    (tmp_path / "d.jsonl").write_bytes(encode(old.header, old.entries))
    card = json.loads(warroom(tmp_path, "score", "d.jsonl", "--format", "json").stdout)
    for total, code in ((card["total"], 3), (42, 1)):
        (tmp_path / "card.json").write_text(json.dumps({**card, "total": total}))
        assert warroom(tmp_path, "verify", "d.jsonl", "--scorecard", "card.json").returncode == code


def test_a_recorded_reading_of_another_text_does_not_survive(honest: bytes, tmp_path: Path) -> None:
    """Given a post-mortem whose text was replaced below its reading, then the line is named, whoever read it."""
    old = by_another(decode(honest), "reader")
    raw = forged(old, e.PostmortemSubmitted, text="x" * 5_000)
    assert proved(raw, tmp_path)[:3] == ("ok", "broken", "not checked")
    assert "quotes what its text does not say" in warroom(tmp_path, "verify", "x.jsonl").stdout
    assert warroom(tmp_path, "score", "x.jsonl").returncode == 2


@pytest.mark.parametrize("change", [{"engine": "warroom-engine-0"}, {"digests": {"voices": "others"}}])
def test_what_cannot_be_checked_here_is_said(honest: bytes, tmp_path: Path, change: dict[str, object]) -> None:
    """Another engine or phrase bank is no forgery; exit 3."""
    journal = decode(honest)
    header = msgspec.structs.replace(journal.header, **change)
    assert proved(encode(header, journal.entries), tmp_path) == ("ok", "not checked", "not checked", 3)


def test_a_newer_journal_is_held_to_its_chain_and_not_called_broken(honest: bytes, tmp_path: Path) -> None:
    """Given lines that only another version knows, then what can be checked is, and the version is named; exit 3."""
    journal = decode(honest)
    header = msgspec.structs.replace(journal.header, engine="warroom-engine-99")
    lines = [line.replace(b'"data":{', b'"data":{"moved":1,') for line in encode(header, journal.entries).split(b"\n")]
    raw = rechained(header, lines[:-1])
    assert proved(raw, tmp_path) == ("ok", "not checked", "not checked", 3)
    assert "needs warroom-engine-99" in warroom(tmp_path, "verify", "x.jsonl").stdout
    assert proved(raw[: raw.rindex(b'{"check"')], tmp_path)[0] == "unfinished"


def test_a_scorecard_is_compared(honest: bytes, tmp_path: Path) -> None:
    """An edited total is named beside the right one."""
    (tmp_path / "d.jsonl").write_bytes(honest)
    card = json.loads(warroom(tmp_path, "score", "d.jsonl", "--format", "json").stdout)
    (tmp_path / "right.json").write_text(json.dumps(card))
    (tmp_path / "wrong.json").write_text(json.dumps({**card, "total": 42}))
    assert warroom(tmp_path, "verify", "d.jsonl", "--scorecard", "right.json").returncode == 0
    wrong = warroom(tmp_path, "verify", "d.jsonl", "--scorecard", "wrong.json")
    assert wrong.returncode == 1
    assert "says 42" in wrong.stdout


def test_a_scorecard_that_differs_names_the_criterion(honest: bytes, tmp_path: Path) -> None:
    """Given one criterion's points changed below the same total, then it is named with both values."""
    (tmp_path / "d.jsonl").write_bytes(honest)
    card = json.loads(warroom(tmp_path, "score", "d.jsonl", "--format", "json").stdout)
    [criterion] = [row for row in card["criteria"] if row["id"] == "C5"]
    right, criterion["points"] = criterion["points"], 0.5
    (tmp_path / "edited.json").write_text(json.dumps(card))
    done = warroom(tmp_path, "verify", "d.jsonl", "--scorecard", "edited.json")
    assert done.returncode == 1
    assert f"criteria.C5.points: 0.5 is claimed, {right} follows from the files" in done.stdout
    (tmp_path / "none.json").write_text("{}")
    assert "this is no scorecard" in warroom(tmp_path, "verify", "d.jsonl", "--scorecard", "none.json").stderr


@pytest.mark.parametrize(
    "change",
    [{"mode": Mode.EXAM}, {"mode": Mode.PRACTICE}, {"attempt": 9}, {"drill": "other"}, {"parent": "0:1"},
     {"python": "2.7"}],
    ids=str,
)  # fmt: skip
def test_what_no_seal_proves_is_told_as_a_claim(honest: bytes, tmp_path: Path, change: dict[str, object]) -> None:
    """Given a word of the first line that anybody may change, when it is verified, then it stands among the claims."""
    journal = decode(honest)
    (tmp_path / "d.jsonl").write_bytes(encode(msgspec.structs.replace(journal.header, **change), journal.entries))
    [(name, value)] = change.items()
    done = warroom(tmp_path, "verify", "d.jsonl")
    assert f"{name} {value}" in next(line for line in done.stdout.splitlines() if line.startswith("claimed"))
    assert "no seal proves it" in done.stdout
    assert json.loads(warroom(tmp_path, "verify", "d.jsonl", "--format", "json").stdout)["claimed"][name] == value


@pytest.mark.parametrize(
    "change",
    [{"drill": "a\nexam    ok\n  signed"}, {"drill": "../../etc/x"}, {"drill": ""}, {"player": "you\u2028exam ok"},
     {"parent": "a\nb"}, {"python": "3.11\n"}, {"attempt": -1}, {"attempt": 10**20}],
    ids=str,
)  # fmt: skip
def test_a_claim_in_a_form_that_no_drill_has_is_an_edit(
    honest: bytes, tmp_path: Path, change: dict[str, object]
) -> None:
    """Given a first line that would write lines of its own into the verdict, then it is refused."""
    journal = decode(honest)
    (tmp_path / "d.jsonl").write_bytes(encode(msgspec.structs.replace(journal.header, **change), journal.entries))
    done = warroom(tmp_path, "verify", "d.jsonl")
    assert (done.returncode, "exam" in done.stdout) == (1, False)
    assert f"no drill has such a word for {next(iter(change))}" in done.stdout


@pytest.mark.parametrize("change", [{"version": 99}, {"id": "ransom"}], ids=str)
@pytest.mark.parametrize("file", ["scenario", "runbook"])
def test_another_name_for_the_same_file_does_not_survive(
    honest: bytes, tmp_path: Path, file: str, change: dict[str, object]
) -> None:
    """Given a first line that calls its files otherwise, then nothing judges what is not what was played."""
    journal = decode(honest)
    ref = msgspec.structs.replace(getattr(journal.header, file), **change)
    raw = encode(msgspec.structs.replace(journal.header, **{file: ref}), journal.entries)
    assert proved(raw, tmp_path) == ("ok", "broken", "not checked", 1)
    for command in (("score",), ("report", "-o", "x.md"), ("xapi", "--simulated")):
        done = warroom(tmp_path, command[0], "x.jsonl", *command[1:])
        assert (done.returncode, done.stdout) == (2, "")
        assert "line 1: names another id or version" in done.stderr


def changed(raw: bytes, **changes: object) -> bytes:
    """Every command's line changed in one way, and the chain made anew."""
    journal = decode(raw)
    lines = [msgspec.structs.replace(x, **changes) if x.command_id else x for x in journal.entries]
    return encode(journal.header, lines)


def test_who_plays_alone_gives_every_command(honest: bytes, tmp_path: Path) -> None:
    """Given commands of somebody else in one person's drill, then they were edited in; their seat is a claim."""
    assert proved(changed(honest, who="bob"), tmp_path) == ("ok", "broken", "not checked", 1)
    header = msgspec.structs.replace(decode(honest).header, player="p-eve")
    assert proved(encode(header, decode(honest).entries), tmp_path)[1] == "broken"
    assert proved(changed(honest, seat="comms_lead"), tmp_path)[3] == 0
    assert "seats comms_lead" in warroom(tmp_path, "verify", "x.jsonl").stdout


@pytest.mark.parametrize(
    "raw",
    [b"\x00\x01\n" * 50, b"x" * 5_000, b'{\n  "total": 1\n}\n', b"We are aware.\n"],
    ids=lambda raw: repr(raw[:9]),
)
def test_a_wrong_file_is_no_broken_drill(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "x").write_bytes(raw)
    done = warroom(tmp_path, "verify", "x")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no drill's journal" in done.stderr


def test_a_journal_torn_or_edited_in_its_first_line_is_one_still(honest: bytes, tmp_path: Path) -> None:
    for raw in (b"", honest[:5], honest[:300], honest.replace(b'"attempt":1', b'"attempt":"1"', 1)):
        (tmp_path / "x").write_bytes(raw)
        assert warroom(tmp_path, "verify", "x").returncode == 1


def test_line_ends_that_were_changed_on_the_way_are_no_forgery(honest: bytes, tmp_path: Path) -> None:
    (tmp_path / "d.jsonl").write_bytes(honest.replace(b"\n", b"\r\n"))
    done = warroom(tmp_path, "score", "d.jsonl")
    assert done.returncode == 2
    assert "line ends were changed" in done.stderr
    assert "in git" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("record.json", '{"calibration":"","kind":"warroom-certificate"}', "the record of a certificate's bundle"),
        ("issuer.json", '{\n "kind": "warroom-issuer"\n}', "an issuer's document"),
        ("status.jwt", "eyJh.eyJ0eXBlIjoiQml0c3RyaW5nU3RhdHVzTGlzdENyZWRlbnRpYWwifQ.x", "a status list"),
    ],
)
def test_a_part_of_a_certificate_is_not_called_broken(name: str, content: str, what: str, tmp_path: Path) -> None:
    """Given one file of an unpacked bundle, when it is verified, then one is told to give the whole."""
    (tmp_path / name).write_text(content)
    for path, words in ((tmp_path / name, what), (tmp_path, "a folder")):
        with pytest.raises(JournalError, match=words) as refused:
            check_whole(path)
        assert ".zip" in (refused.value.hint or "")
