"""The words behind a criterion: what the journal lines that decided it say, where a criterion quotes nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from scoring.judgement import FULL, Judgement, Quote, excerpt
from scoring.record import Record, Seen
from simulator import events as e

MOST = 3
"""Quotes for one criterion; the evidence names every line."""
SPOKEN = ("text", "action", "choice", "scope", "hypothesis", "notes", "note", "reason", "title", "milestone", "basis")
"""Fields that hold what a person wrote, the most telling first."""

_SHOWS: Mapping[type, str] = {
    e.CustomerAcknowledged: "acknowledged with these words",
    e.IncidentDeclared: "the declaration",
    e.RecordUpdated: "the record from then on",
    e.SeverityChanged: "why the severity changed",
    e.StoodDown: "stood down with these words",
    e.EntryLogged: "logged then",
    e.DecisionLogged: "decided then",
    e.HypothesisRecorded: "the hypothesis",
    e.EvidenceAttached: "evidence of then",
    e.MitigationMarked: "marked mitigated",
    e.ResolutionMarked: "marked resolved",
    e.IncidentReopened: "reopened",
    e.UpdatePosted: "posted then",
    e.Replied: "answered then",
    e.BriefPosted: "the brief begins",
    e.IncidentClosed: "closed with these words",
    e.PostmortemSubmitted: "the post-mortem begins",
    e.CreditProposed: "the basis of the credit",
}
"""What the words of an act show, where a criterion does not say more."""


def quoted(judgement: Judgement, record: Record) -> Judgement:
    """Give a judgement the words of its evidence; one that has quotes, or that is not scored, stays as it is."""
    if judgement.quotes or judgement.value_permille is None:
        return judgement
    advice = judgement.advice if judgement.value_permille < FULL else ""
    found: dict[int, str] = {}
    for number in judgement.evidence:
        said = _said(record, number)
        if said is not None and (words := words_of(said)):
            found.setdefault(said.n, words)
        if len(found) == MOST:
            break
    quotes = tuple(Quote(words, _shows(record, n), advice, n) for n, words in found.items())
    return replace(judgement, quotes=quotes)


def _shows(record: Record, number: int) -> str:
    return _SHOWS.get(type(record.by_number[number].event), "said then")


def words_of(said: Seen[object]) -> str:
    """Return what a person wrote in one act, shortened to its first line; empty when they wrote nothing."""
    texts = (getattr(said.event, field, "") for field in SPOKEN)
    return next((excerpt(text) for text in texts if isinstance(text, str) and text.strip()), "")


def _said(record: Record, number: int) -> Seen[object] | None:
    """The judged person's act at a line, or the one that made the promise noted there."""
    seen = record.by_number.get(number)
    if seen is not None and isinstance(seen.event, e.PromiseMade):  # the post or the answer that made it
        seen = record.by_number.get(seen.event.said_in)
    return seen if seen is not None and record.is_judged(seen.who) else None
