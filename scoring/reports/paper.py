"""A report on paper: a PDF by typst, which is one wheel and needs no library of the system."""

from __future__ import annotations

import json

import msgspec

from scoring.reports.model import Report
from scoring.reports.page import source, to_svg


class PaperMissingError(Exception):
    """The PDF engine is not installed."""


def to_pdf(report: Report) -> bytes:
    """The report as a tagged PDF (PDF/UA-1, which screen readers can rely on).

    Args:
        report: All words of it arrive as data, so none can act as markup.

    Raises:
        PaperMissingError: typst is not installed.
    """
    try:
        import typst
    except ImportError:
        raise PaperMissingError("PDF needs the part `pdf`") from None
    inputs = {"report": msgspec.json.encode(report).decode(), "pictures": json.dumps(to_svg(report))}
    return typst.compile(
        source("report.typ").encode(), format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=0,
        ignore_system_fonts=True, output=None,
    )  # fmt: skip
