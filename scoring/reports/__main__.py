"""Write the JSON Schemas of reports and measures: `python -m scoring.reports FOLDER`."""

import sys
from pathlib import Path

import msgspec

from scoring.reports.model import Report
from scoring.reports.schema import schema_text
from scoring.trends import History, Measure, TeamReport

FILES: dict[str, type[msgspec.Struct]] = {
    "report.schema.json": Report,
    "measure.schema.json": Measure,
    "history.schema.json": History,
    "team-report.schema.json": TeamReport,
}

if __name__ == "__main__":
    for name, kind in FILES.items():
        Path(sys.argv[1], name).write_text(schema_text(kind), encoding="utf-8")
