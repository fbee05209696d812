"""The MSEL as a spreadsheet: injects out to CSV or XLSX, and back into a scenario file."""

from scenarios.msel.merge import Imported, import_sheet
from scenarios.msel.row import HEADERS, export_rows
from scenarios.msel.sheet import read_sheet, write_sheet

__all__ = ["HEADERS", "Imported", "export_rows", "import_sheet", "read_sheet", "write_sheet"]
