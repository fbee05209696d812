"""The certificate as others read it: an Open Badges 3.0 AchievementCredential, a W3C Verifiable Credential 2.0.

It is made from the record alone, so that it can be made again and compared. Every identifier follows from its content.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from scoring.certificates.calibration import AGENTS
from scoring.certificates.fact import Fact
from scoring.certificates.figure import Figures, Points
from scoring.certificates.linked import CONTEXTS
from scoring.certificates.record import Record
from scoring.certificates.seal import digest_of
from scoring.certificates.standing import HOST, Verdict
from scoring.certificates.status import entry_of
from simulator.vocabulary import Seat

NAME = "Escalation management: the first hour of an incident"


def badge_of(record: Record, sealed_record: dict[str, Any]) -> dict[str, Any]:
    """The badge without proofs.

    Args:
        record: What it certifies.
        sealed_record: The record's document with its seal; the badge names it by hash.
    """
    issue, figures = record.issue, record.figures
    badge = {
        "@context": CONTEXTS,
        "id": issue.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": issue.issuer.id, "type": ["Profile"], "name": issue.issuer.name},
        "validFrom": issue.issued_utc,
        "validUntil": issue.valid_until_utc,
        "awardedDate": issue.issued_utc,
        "name": f"{NAME} (provisional cut)",
        "description": f"{len(figures.drills)} exam drills, judged by {record.runbook['title']}.",
        "credentialSubject": _subject(record),
        "evidence": [_record_evidence(sealed_record), *map(_evidence, *_counted(record))],
    }
    if issue.status_url:
        badge["credentialStatus"] = entry_of(issue.status_url, issue.status_index)
    return badge


def _urn(*parts: str) -> str:
    """An identifier that follows from what it names."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, ':'.join(('warroom', *parts)))}"


def hash_uri(sha256: str) -> str:
    """A hash as an address (RFC 6920)."""
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(sha256)).rstrip(b'=').decode()}"


# --- who, for what --------------------------------------------------------------------------------------------


def _subject(record: Record) -> dict[str, Any]:
    return {
        "id": _urn("person", record.person),
        "type": ["AchievementSubject"],
        "identifier": _identifiers(record),
        "role": _roles(record),
        "narrative": narrative(record),
        "achievement": _achievement(record),
        "result": [_result(record, name, value) for name, value in results(record.figures)],
    }


def _identifiers(record: Record) -> list[dict[str, Any]]:
    kind = {"type": "IdentityObject"}
    found: list[dict[str, Any]] = [
        {**kind, "hashed": False, "identityHash": record.name, "identityType": "name"},
        {**kind, "hashed": False, "identityHash": record.person, "identityType": "systemId"},
    ]
    if record.email:
        hashed = {"hashed": True, "identityHash": f"sha256${record.email['hash']}", "salt": record.email["salt"]}
        found.append({**kind, **hashed, "identityType": "emailAddress"})
    return found


def _roles(record: Record) -> str:
    """The seats that were actually held, with the number of drills."""
    of = len(record.figures.drills)
    return "; ".join(f"{Seat(seat).title} in {count} of {of} drills" for seat, count in record.seats.items()) or "none"


def narrative(record: Record) -> str:
    """What the figures say, how far they can be trusted, and what they cannot show."""
    return "\n\n".join((*figure_lines(record.figures), *appeal_lines(record), *record.limits))


def figure_lines(figures: Figures) -> tuple[str, ...]:
    """The figures as sentences."""
    sems = [
        (figures.own_sem_centi, "from the spread of these drills themselves"),
        (figures.agents_sem_centi, f"of {AGENTS}"),
    ]
    errors = "; ".join(f"{points(centi)} points {words}" for centi, words in sems if centi is not None)
    lines = [
        f"Mean of {len(figures.drills)} exam drills: {points(figures.mean_centi)} of 100 points "
        f"(automatic score alone: {points(figures.automatic_mean_centi)}).",
        f"Cut: {points(figures.cut_centi)} points, a {figures.cut}.",
        f"Standard error of the mean: {errors or 'not known'}.",
    ]
    if figures.consistency_permille is None:
        lines.append("Decision consistency: not known, because no calibration was given.")
    else:
        lines.append(
            f"Decision consistency of such an exam: {figures.consistency_permille / 10:g} % "
            f"(kappa {(figures.kappa_permille or 0) / 1_000:.2f}), of {AGENTS}."
        )
    if not errors:
        lines.append("How close the mean lies to the cut is not known: so few drills show no spread.")
    elif figures.close:
        lines.append("The mean lies so close to the cut that the same person could have failed another such exam.")
    return (*lines, f"Scores are {figures.equating}.")


def appeal_lines(record: Record) -> tuple[str, ...]:
    """Appeals are stated, whatever their outcome."""
    appeals = [said for said in record.said if said.kind == "appeal"]
    return (f"Appeals on record: {len(appeals)}.",) if appeals else ()


def points(centi: int) -> str:
    """Hundredths of a point as text."""
    return f"{centi / 100:.2f}"


def results(figures: Figures) -> list[tuple[str, str]]:
    """The results by name, as text."""
    found = [("mean", points(figures.mean_centi))]
    found += [(f"domain-{letter}", str(figures.domains_percent.get(letter, 0))) for letter in figures.least_percent]
    sem = figures.agents_sem_centi if figures.agents_sem_centi is not None else figures.own_sem_centi
    return found if sem is None else [*found, ("standard-error", points(sem))]


def _result(record: Record, name: str, value: str) -> dict[str, Any]:
    return {"type": ["Result"], "resultDescription": _urn("result", record.runbook["digest"], name), "value": value}


def _achievement(record: Record) -> dict[str, Any]:
    rules = record.rules
    wanted = (
        f"At least {rules.least_drills} exam drills on an examiner's host or before a proctor, "
        f"{rules.least_per_family} in each of {rules.least_families} families of scenarios, {rules.least_unseen} of "
        f"them unseen; every exam that was begun is counted or declared void with a reason. A mean of at least "
        f"{points(record.figures.cut_centi)} points ({record.figures.cut}), and in each of the domains "
        f"{', '.join(f'{letter} {least} %' for letter, least in record.figures.least_percent.items())}. "
        f"Drills are judged by the runbook {record.runbook['id']} (SHA-256 {record.runbook['digest']})."
    )
    return {
        "id": _urn("achievement", record.runbook["id"], record.runbook["digest"]),
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": NAME,
        "description": "Declares early, keeps customers informed on a clock, closes with evidence and learns from it.",
        "criteria": {"narrative": wanted},
        "version": record.runbook["digest"][:16],
        "resultDescription": [_description(record, name) for name, _ in results(record.figures)],
    }


def _description(record: Record, name: str) -> dict[str, Any]:
    figures = record.figures
    found: dict[str, Any] = {
        "id": _urn("result", record.runbook["digest"], name),
        "type": ["ResultDescription"],
        "valueMin": "0",
        "valueMax": "100",
    }
    if name == "mean":
        return {
            **found, "name": f"Mean points over the exam drills; {figures.cut}", "resultType": "RawScore",
            "requiredValue": points(figures.cut_centi),
        }  # fmt: skip
    if name == "standard-error":
        source = f"of {AGENTS}" if figures.agents_sem_centi is not None else "from the spread of the drills"
        return {**found, "name": f"Standard error of the mean, in points, {source}", "resultType": "ext:StandardError"}
    letter = name.removeprefix("domain-")
    return {
        **found, "name": f"Mean share of domain {letter}", "resultType": "Percent",
        "requiredValue": str(figures.least_percent[letter]),
    }  # fmt: skip


# --- what it rests on -----------------------------------------------------------------------------------------


def _counted(record: Record) -> tuple[list[Fact], list[Points], list[Verdict]]:
    facts = {fact.sha256: fact for fact in record.facts}
    drills = list(record.figures.drills)
    return [facts[d.journal] for d in drills], drills, [record.standing.of(d.journal) for d in drills]


def _record_evidence(sealed_record: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": hash_uri(digest_of(sealed_record)),
        "type": ["Evidence"],
        "name": "Sealed record",
        "description": "Every drill, score, signature and attempt; SHA-256 over its canonical JSON (RFC 8785).",
        "genre": "record",
    }


def _evidence(fact: Fact, drill: Points, verdict: Verdict) -> dict[str, Any]:
    proctors = f"before {', '.join(verdict.proctors)}" if verdict.proctors else ""
    place = f"on the {HOST}" if verdict.place == HOST else ""
    words = [
        f"{points(drill.final_centi)} points (automatic {points(drill.automatic_centi)}"
        + (f"; capped by {', '.join(drill.gates)})" if drill.gates else ")"),
        f"scenario {fact.scenario} version {fact.scenario_version} (SHA-256 {fact.scenario_digest}), "
        f"variant {fact.variant}, attempt {verdict.attempt}" + (", unseen" if verdict.unseen else ""),
        f"runbook {fact.runbook} (SHA-256 {fact.runbook_digest}), {fact.engine}, Python {fact.python}",
        " ".join(part for part in ("sat", place, proctors) if part),
    ]
    if fact.interruptions:
        words.append(f"{fact.interruptions} interruptions, {fact.away_s} s of wall-clock time in all")
    return {
        "id": hash_uri(fact.sha256),
        "type": ["Evidence"],
        "name": f"Journal of drill {fact.drill}",
        "description": "; ".join(words) + ".",
        "genre": "journal",
    }
