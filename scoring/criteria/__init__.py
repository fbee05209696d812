"""One file for each criterion of the rubric, each with one function `judge`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scoring.criteria import (
    a1,
    a2,
    a3,
    a4,
    b1,
    b2,
    b3,
    b4,
    c1,
    c2,
    c3,
    c4,
    c5,
    c6,
    c7,
    c8,
    d1,
    d2,
    d3,
    d4,
    e1,
    e2,
    e3,
    e4,
    e5,
    f1,
    f2,
    f3,
    f4,
    g1,
    g2,
    g3,
    g4,
    g5,
    g6,
    g7,
)  # fmt: skip
from scoring.duty import Context
from scoring.judgement import Judgement
from scoring.record import Record

CRITERIA: Mapping[str, Callable[[Record, Context], Judgement]] = {
    "A1": a1.judge, "A2": a2.judge, "A3": a3.judge, "A4": a4.judge,
    "B1": b1.judge, "B2": b2.judge, "B3": b3.judge, "B4": b4.judge,
    "C1": c1.judge, "C2": c2.judge, "C3": c3.judge, "C4": c4.judge,
    "C5": c5.judge, "C6": c6.judge, "C7": c7.judge, "C8": c8.judge,
    "D1": d1.judge, "D2": d2.judge, "D3": d3.judge, "D4": d4.judge,
    "E1": e1.judge, "E2": e2.judge, "E3": e3.judge, "E4": e4.judge, "E5": e5.judge,
    "F1": f1.judge, "F2": f2.judge, "F3": f3.judge, "F4": f4.judge,
    "G1": g1.judge, "G2": g2.judge, "G3": g3.judge, "G4": g4.judge,
    "G5": g5.judge, "G6": g6.judge, "G7": g7.judge,
}  # fmt: skip
"""Every criterion by its id, in the order of the rubric."""
