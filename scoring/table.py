"""The scorecard as plain text, 80 columns, for any terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from fractions import Fraction

from scoring.judgement import FULL, Judgement
from scoring.scorecard import TOO_SHORT, CriterionScore, DomainScore, Scorecard, number
from simulator.cells import column, cut
from simulator.clock import hhmm
from simulator.journal import Journal

WIDTH = 80
BAR = 20
MOST_LINES = 12
"""Line numbers shown for one criterion, of how many is said; the JSON and the reports have them all."""


def render(card: Scorecard, journal: Journal | None = None) -> str:
    """Write the scorecard for people.

    Args:
        card: The judgement.
        journal: When given, evidence is shown with its UTC stamps beside the line numbers.
    """
    stamps = {x.n: hhmm(journal.header.start_utc_s + x.at_s) for x in journal.entries} if journal else {}
    lines = [*_head(card), "", *_gates(card, stamps), *_domains(card), "", *_headlines(card), ""]
    for domain in card.domains:
        lines += [column(f"{domain.id}  {domain.title}", WIDTH - 12) + _points(domain.points, domain.of).rjust(12)]
        for score in card.criteria:
            if score.id.startswith(domain.id):
                lines += _criterion(score, stamps)
        lines.append("")
    lines += textwrap.wrap(card.honesty, WIDTH)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _head(card: Scorecard) -> Iterator[str]:
    verdict = "pass" if card.passed else "no pass"
    yield f"{card.scenario} · {card.variant} · {card.mode} · runbook {card.runbook}"
    result = f"{number(card.total)} of 100   BAND {card.band} {card.band_title}   {verdict} (provisional)"
    if card.too_short:
        result = f"none: {TOO_SHORT}"
    yield f"TOTAL {result if any(domain.of for domain in card.domains) else 'unscored'}"
    if card.verdict_of_gates:
        yield card.verdict_of_gates
    yield from _wrapped(card.why_no_pass, "", "")


def _gates(card: Scorecard, stamps: dict[int, str]) -> Iterator[str]:
    for gate in card.gates:
        state = "pending, a person must confirm it" if gate.pending else "violated"
        yield from _wrapped(f"GATE {gate.id} ({state}): {gate.title}.", "", "     ")
        yield from _wrapped(f"{gate.reason}{_evidence(gate.evidence, stamps)}", "     ", "     ")
    if card.gates:
        yield ""


def _domains(card: Scorecard) -> Iterator[str]:
    for domain in card.domains:
        yield f"{domain.id}  {column(domain.title, 28)}{_bar(domain)}  {_points(domain.points, domain.of):>12}"


def _headlines(card: Scorecard) -> Iterator[str]:
    for headline in (card.first_hour, *card.triad):
        share = "unscored" if headline.share is None else f"{_decimal(headline.share * 100)} %"
        yield f"   {headline.words:<50}{share:>10}"
    if card.distinctions:
        yield f"   {'Distinctions (stretch targets met)':<50}{', '.join(card.distinctions):>10}"


def _criterion(score: CriterionScore, stamps: dict[int, str]) -> Iterator[str]:
    judgement = score.judgement
    value = "unscored" if judgement.value_permille is None else f"{_earned(score)} of {_decimal(score.of)}"
    yield column(f" {score.id} {cut(score.title, WIDTH - 20)}", WIDTH - 14) + value.rjust(14)
    yield from _wrapped(f"target  {judgement.target}", "    ", "            ")
    yield from _wrapped(f"actual  {judgement.actual}", "    ", "            ")
    if judgement.value_permille is None and judgement.explanation:
        yield from _wrapped(f"why     {judgement.explanation}", "    ", "            ")
    elif judgement.value_permille is not None and judgement.value_permille < FULL:
        yield from _lost(score, stamps)
    else:
        yield from _quotes(judgement, stamps)


def _earned(score: CriterionScore) -> str:
    """One decimal, or two where one would hide that something was lost."""
    rounded = _decimal(score.points)
    return rounded if score.points >= score.of or rounded != _decimal(score.of) else str(number(score.points))


def _lost(score: CriterionScore, stamps: dict[int, str]) -> Iterator[str]:
    """Why points were lost, where, and what would have earned them."""
    judgement = score.judgement
    if judgement.explanation:
        text = judgement.explanation + _evidence(judgement.evidence, stamps)
        yield from _wrapped(f"why     {text}", "    ", "            ")
    yield from _quotes(judgement, stamps)
    if judgement.advice and judgement.advice not in {quote.advice for quote in judgement.quotes}:
        yield from _wrapped(f"better  {judgement.advice}", "    ", "            ")


def _quotes(judgement: Judgement, stamps: dict[int, str]) -> Iterator[str]:
    """The words that decided it, with the rule and, where points were lost, a better wording; no advice twice."""
    given = set()
    for quote in judgement.quotes:
        text = f"quote   “{quote.quote}” ({quote.rule}{_evidence((quote.event,), stamps)})"
        yield from _wrapped(text, "    ", "            ")
        if quote.advice and quote.advice not in given:
            yield from _wrapped(f"better  {quote.advice}", "    ", "            ")
        given.add(quote.advice)


def _evidence(numbers: tuple[int, ...], stamps: dict[int, str]) -> str:
    if not numbers:
        return ""
    shown = ", ".join(f"#{n} {stamps[n]}" if n in stamps else f"#{n}" for n in numbers[:MOST_LINES])
    return f" [{shown}{f' and {len(numbers) - MOST_LINES} more' if len(numbers) > MOST_LINES else ''}]"


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _bar(domain: DomainScore) -> str:
    filled = int(domain.share * BAR)
    return "█" * filled + "·" * (BAR - filled)


def _points(points: Fraction, of: Fraction) -> str:
    return f"{_decimal(points)} / {_decimal(of)}" if of else "unscored"


def _decimal(value: Fraction) -> str:
    """One decimal, half up."""
    tenths = (value * 20 + 1) // 2
    return f"{tenths // 10}.{tenths % 10}"
