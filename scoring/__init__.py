"""Judgement: pure functions over a journal, held against the scenario's truth and the runbook."""

from scoring.judgement import Judgement, Quote
from scoring.record import Record
from scoring.scorecard import CriterionScore, DomainScore, Scorecard, judge
from scoring.table import render

__all__ = [
    "CriterionScore",
    "DomainScore",
    "Judgement",
    "Quote",
    "Record",
    "Scorecard",
    "judge",
    "render",
]
