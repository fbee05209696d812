"""The commands of team exercises: slips end in one sentence, TLS is TLS, the store can be looked into."""

from __future__ import annotations

import datetime
import ipaddress
import json
import re
import ssl
from pathlib import Path

import pytest
from websockets.sync.client import connect

from tests.builders import TINY
from tests.process import warroom_here
from tests.rooms.hosting import hosting
from tui.store.database import open_database


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("host",), "say what to host"),
        (("host", "tiny", "--resume", "x-1"), "say what to host"),
        (("host", "nowhere"), "nowhere"),
        (("host", "db-failover", "--tls-cert", "a.pem"), "TLS needs both files"),
        (("host", "db-failover", "--homework", "--until", "2020-01-01"), "2020-01-01: that time is over"),
        (("host", "db-failover", "--store", "nonsense"), "no database URL"),
        (("host", "--resume", "x-1"), "there is no store at "),
        (("host", "--resume", "x-1", "--teams", "4", "--seed", "3"), "the --teams and --seed that it was begun with"),
        (("table", "--resume", "x.jsonl", "--seats", "ic"), "Leave --seats out."),
        (("play", "--resume", "x.jsonl", "--extra-time", "25"), "keeps the --extra-time that it was begun with"),
        (("join", "ws://127.0.0.1:9/ws"), "join needs a terminal"),
        (("facilitate", "ws://127.0.0.1:9/ws"), "no join code"),
        (("store", "journal", "x-1-t1"), "there is no store at "),
        (("store", "erase", "p-1", "--store", "oracle://x"), "there is no store on oracle"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_slip_ends_in_a_sentence(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    answer = warroom_here(tmp_path, *arguments)
    assert answer.returncode == 2, answer
    assert words in answer.stderr
    assert "Traceback" not in answer.stderr


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine that signs itself, and its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "warroom test")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    cert_path, key_path = folder / "cert.pem", folder / "key.pem"
    cert_path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    key_path.write_bytes(key.private_bytes(*plain))
    return cert_path, key_path


@pytest.mark.parametrize(
    "asked",
    [("store", "list"), ("store", "journal", "x-1-t1"), ("store", "person", "p-1"), ("host", "--resume", "x-1")],
    ids=" ".join,
)
def test_who_looks_for_what_was_kept_is_not_shown_an_empty_store(tmp_path: Path, asked: tuple[str, ...]) -> None:
    """Given a mistyped path, then it is refused and nothing is made; in a store that is there, the thing is missed."""
    slip = warroom_here(tmp_path, *asked, "--store", f"sqlite:///{tmp_path}/typo/rooms.db")
    assert (slip.returncode, slip.stdout) == (2, "")
    assert f"there is no store at {tmp_path}/typo/rooms.db" in slip.stderr
    assert not (tmp_path / "typo").exists()
    open_database(f"sqlite:///{tmp_path}/rooms.db").close()
    there = warroom_here(tmp_path, *asked, "--store", f"sqlite:///{tmp_path}/rooms.db")
    assert "there is no store" not in there.stderr
    assert asked[-1] == "list" or f"'{asked[-1]}'" in there.stderr


def test_a_host_with_a_certificate_speaks_tls_alone(tmp_path: Path) -> None:
    cert, key = certificate(tmp_path)
    with hosting(tmp_path, str(TINY), "--port", "0", "--tls-cert", str(cert), "--tls-key", str(key)) as host:
        assert host.url.startswith("wss://127.0.0.1:")
        trusted = ssl.create_default_context(cafile=str(cert))
        with connect(host.url, ssl=trusted) as socket:
            socket.send(json.dumps({"type": "hello", "version": 1, "code": host.code("player", 1, "ic"), "name": "A"}))
            assert json.loads(socket.recv(timeout=20))["type"] == "welcome"
        with pytest.raises(Exception, match=r"connection|HTTP|EOF|stream"), connect(host.url.replace("wss", "ws")):
            pass


def test_a_report_of_a_hosted_drill_names_its_people_and_tells_facilitators_what_was_remarked(tmp_path: Path) -> None:
    """Given a rating and a private note, then the facilitators' edition has both by the drill's id, the other none."""
    with hosting(tmp_path, str(TINY), "--port", "0") as host:
        host.player("ic")
        facilitator = host.facilitator()
        facilitator.send("remark", id="r1", team=1, kind="rating", objective="contain", rating="S", text="Quick.")
        facilitator.wait_for("remarked", id="r1")
        facilitator.send("remark", id="r2", team=1, kind="note", text="Ann is nervous", seat="ic", criterion="B4")
        facilitator.wait_for("remarked", id="r2")
        assert facilitator.steer(team=1, finish=True)["refused"] == ""
        drill = f"{host.exercise}-t1"
        host.stop()
    told = {}
    for edition in ("facilitators", "participants"):
        made = warroom_here(tmp_path, "report", drill, "-o", f"{edition}.md", "--for", edition, "--scenario", str(TINY))
        assert made.returncode == 0, made.stderr
        told[edition] = (tmp_path / f"{edition}.md").read_text()
    assert "| S: performed with some challenges | Fay | 14:00 | Quick. |" in told["facilitators"]
    assert "- Note, 14:00, Fay: Ann is nervous (Incident Commander, B4)" in told["facilitators"]
    assert "- Incident Commander (ic of 1): " in told["facilitators"]
    assert not re.search("Quick|nervous|Fay", told["participants"])
    assert all(
        "ic of 1 takes the seat IC" in text and "| The facilitator ends the drill |" in text for text in told.values()
    )


def test_the_store_can_be_looked_into_and_a_person_be_forgotten(tmp_path: Path) -> None:
    with hosting(tmp_path, str(TINY), "--port", "0") as host:
        person = json.loads(host.player("ic").frames[0])["person"]
        listed = json.loads(warroom_here(tmp_path, "store", "list", "--format", "json").stdout)
        assert listed[0]["exercise"] == host.exercise
        assert listed[0]["people"][person] == "ic of 1"
        told = json.loads(warroom_here(tmp_path, "store", "person", person).stdout)
        assert told["person"]["name"] == "ic of 1"
        assert told["drills"][0]["lines"]["journal"][0]["kind"] == "seat_taken"
        host.stop()
        gone = warroom_here(tmp_path, "store", "erase", person, "--journals")
        assert gone.returncode == 0, gone.stderr
        assert warroom_here(tmp_path, "store", "journal", f"{host.exercise}-t1").returncode == 2
