"""Injects go to a spreadsheet and come back: the same scenario, whatever looks like a formula still text."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.catalog import load_scenario, read_scenario, scenario_ids
from scenarios.msel import HEADERS, export_rows, import_sheet, read_sheet, write_sheet
from scenarios.msel.row import CellError, fields_of, join_wordings, row_fields, split_wordings
from scenarios.msel.sheet import SheetError, guard, unguard
from scenarios.source import load_model
from simulator.scenario import Scenario
from simulator.scenario.inject import Inject
from simulator.vocabulary import Seat

DATA = Path(__file__).parents[1] / "data"
TINY = str(DATA / "tiny.yaml")
FORMS = ("csv", "xlsx")


def sheet_of(scenario: Scenario, path: Path) -> Path:
    """A scenario's sheet on disk."""
    path.write_bytes(write_sheet(export_rows(scenario), path.name))
    return path


def scenario_of(text: str) -> Scenario:
    """A scenario from its text."""
    return load_model(text, Scenario, name="new.yaml")[0]


def edited(path: Path, change: Any) -> Path:
    """The sheet after somebody changed its rows in place."""
    rows = [row for _, row in read_sheet(path)]
    path.write_bytes(write_sheet(change(rows), path.name))
    return path


@pytest.mark.slow
@pytest.mark.parametrize(("name", "form"), [*((name, "csv") for name in scenario_ids()[::3]), ("db-failover", "xlsx")])
def test_out_and_in_again_is_the_same_scenario(name: str, form: str, tmp_path: Path) -> None:
    """Not even a byte of the file has changed."""
    done = import_sheet(sheet_of(load_scenario(name).model, tmp_path / f"msel.{form}"), name)
    assert (done.changed, done.added, done.removed, done.notes) == (0, 0, 0, ())
    assert done.text.encode() == read_scenario(name)[0]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", scenario_ids())
def test_a_sheet_holds_every_field_of_an_inject(name: str, form: str, tmp_path: Path) -> None:
    """An inject built from its row alone is the inject."""
    injects = load_scenario(name).model.injects
    rows = read_sheet(sheet_of(load_scenario(name).model, tmp_path / f"msel.{form}"))
    built = [
        Inject.model_validate({key: value for key, value in fields_of(row).items() if value is not None})
        for _, row in rows
    ]
    assert tuple(built) == injects


@pytest.mark.parametrize("form", FORMS)
def test_an_emptied_scenario_gets_its_injects_back(form: str, tmp_path: Path) -> None:
    """Every field of every inject is overwritten from the sheet, not only left alone."""
    model = load_scenario(TINY).model
    sheet = sheet_of(model, tmp_path / f"msel.{form}")
    blank = {"title": "?", "subject": "?", "text": "?", "at": 1, "after": None, "when": None, "missing": None,
             "unless": None, "asks": False, "answer_within": 0, "chance_pct": 100, "to": Seat.IC}  # fmt: skip
    spoilt = model.model_copy(update={"injects": tuple(x.model_copy(update=blank) for x in model.injects)})
    target = tmp_path / "spoilt.yaml"
    shutil.copy(TINY, target)
    other = edited(sheet_of(spoilt, tmp_path / f"spoilt.{form}"), lambda rows: rows)
    target.write_text(import_sheet(other, TINY).text, encoding="utf-8")
    assert scenario_of(target.read_text(encoding="utf-8")) == spoilt
    assert scenario_of(import_sheet(sheet, str(target)).text) == model


@pytest.mark.parametrize("name", ["libreoffice.xlsx", "libreoffice.csv"])
def test_a_sheet_saved_by_libreoffice_comes_back(name: str) -> None:
    """Both files were opened and saved by LibreOffice Calc 7.4."""
    done = import_sheet(DATA / "msel" / name, TINY)
    assert scenario_of(done.text) == load_scenario(TINY).model


def test_comments_and_order_of_the_file_stay(tmp_path: Path) -> None:
    """One changed cell changes one line."""
    raw = read_scenario("db-failover")[0].decode()
    sheet = sheet_of(load_scenario("db-failover").model, tmp_path / "msel.csv")

    def later(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{**row, "Delivery Time": "8m"} if row["Control Number"] == "harbor-first" else row for row in rows]

    done = import_sheet(edited(sheet, later), "db-failover")
    assert (done.changed, done.added, done.removed) == (1, 0, 0)
    changed = [(old, new) for old, new in zip(raw.splitlines(), done.text.splitlines(), strict=True) if old != new]
    assert changed == [("    at: 7m", "    at: 8m")]


def test_injects_are_added_removed_and_moved(tmp_path: Path) -> None:
    """The sheet's rows are the injects, in the sheet's order."""
    model = load_scenario(TINY).model
    new = {**export_rows(model)[5], "Control Number": "late-call", "Title": "A late call", "Delivery Time": "50m",
           "Chance %": "100", "Details": "One more thing.\n--- or ---\nBefore you go."}  # fmt: skip
    sheet = edited(sheet_of(model, tmp_path / "msel.csv"), lambda rows: [rows[1], rows[0], *rows[2:5], new])
    done = import_sheet(sheet, TINY)
    assert (done.changed, done.added, done.removed) == (0, 1, 1)
    injects = scenario_of(done.text).injects
    assert [x.id for x in injects] == ["complaint", "page", "boss-asks", "no-update", "works-again", "late-call"]
    assert injects[-1].text == ("One more thing.", "Before you go.")
    assert injects[-1].at == 3_000


def test_a_column_that_is_absent_leaves_its_field(tmp_path: Path) -> None:
    """A sheet by somebody else, with its own names for a few columns."""
    path = tmp_path / "theirs.csv"
    path.write_text(
        "Inject ID;Event Time;Event;Inject Text\ncomplaint;T+00:06:00;They ask;Where is my data?\n", encoding="utf-8"
    )
    [(number, row)] = read_sheet(path)
    assert number == 2
    fields = fields_of(row)
    assert {key: value for key, value in fields.items() if value is not None} == {
        "id": "complaint", "title": "They ask", "text": "Where is my data?", "at": "6m",
    }  # fmt: skip
    assert "sender" not in fields
    assert "asks" not in fields


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x.example")', "+41 79", "-5", "@SUM(A1)", "'=x", "''-", "'tis", "\t=1", "＝1"]
)
def test_what_looks_like_a_formula_stays_text(form: str, text: str, tmp_path: Path) -> None:
    """Neutral in the file, the same after reading; also in every other text of the row."""
    rows = [{**export_rows(load_scenario(TINY).model)[0], "Details": text, "Title": text}]
    path = tmp_path / f"msel.{form}"
    path.write_bytes(write_sheet(rows, path.name))
    [(_, row)] = read_sheet(path)
    assert (row["Details"], row["Title"]) == (text, text)
    if form == "csv":
        cells = next(iter(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))))
        assert cells["Details"][0] not in "=+-@\t＝"
    else:
        sheet = openpyxl.load_workbook(path).active
        assert sheet is not None
        assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


@given(st.text(st.sampled_from("'=+-@\t\rax＝"), max_size=6))
def test_guarding_a_cell_loses_nothing(text: str) -> None:
    """Whatever it is, it comes back; and no guarded cell begins like a formula."""
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


WORDS = st.text("\n\\ab -", min_size=1, max_size=30)
LINES = st.lists(st.sampled_from(["--- or ---", "\\--- or ---", "a", " "]), min_size=1, max_size=4).map("\n".join)


@given(st.one_of(WORDS, LINES, st.lists(WORDS | LINES, max_size=4).map(tuple).filter(bool)))
def test_wordings_share_a_cell_without_mixing(text: str | tuple[str, ...]) -> None:
    """A text stays a text, a list stays a list, whatever stands in them."""
    assert split_wordings(join_wordings(text)) == text


def test_a_row_repeats_itself() -> None:
    """Fields from a row give the row's fields again."""
    for inject in load_scenario("db-failover").model.injects:
        fields = {key: value for key, value in row_fields(inject).items() if value is not None}
        assert row_fields(Inject.model_validate(fields)) == row_fields(inject), inject.id


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("Delivery Time", "soon", "duration"),
        ("Trigger", "sometimes", "expected at, after"),
        ("Answer Expected", "perhaps", "yes or no"),
        ("Chance %", "half", "0 to 100"),
        ("Effect", "more gloom", "sentiment ACCOUNT POINTS"),
    ],
)
def test_a_cell_that_cannot_be_read_names_row_and_column(column: str, cell: str, said: str, tmp_path: Path) -> None:
    """With what was expected."""
    row = export_rows(load_scenario(TINY).model)[0]
    with pytest.raises(CellError, match=column):
        fields_of({**row, column: cell})
    path = tmp_path / "msel.csv"
    path.write_bytes(write_sheet([{**row, column: cell}], path.name))
    with pytest.raises(SheetError, match=rf"row 2, .*{said}"):
        import_sheet(path, TINY)


def test_a_real_formula_is_refused(tmp_path: Path) -> None:
    """Nothing is calculated here."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Control Number", "Title"])
    sheet.append(["page", "=1+1"])
    book.save(tmp_path / "live.xlsx")
    with pytest.raises(SheetError, match="B2 holds a formula"):
        read_sheet(tmp_path / "live.xlsx")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "no header row"),
        ("words.csv", b"Dear all,\nplease find attached\n", "no header row"),
        ("twice.csv", b"id,title,name\npage,a,b\n", "two columns"),
        ("broken.xlsx", b"PK\x03\x04 not a workbook", "cannot be read as XLSX"),
        ("noid.csv", b"id,title\n,Nobody\n", "no 'Control Number'"),
        ("new.csv", b"id,title\nbrand-new,Something\n", "is new and has no"),
    ],
)
def test_a_sheet_that_is_none_is_refused_in_words(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    """And nothing else happens."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SheetError, match=said):
        import_sheet(tmp_path / name, TINY)


def test_notes_of_evaluators_are_reported_and_not_kept(tmp_path: Path) -> None:
    """A scenario has no place for them."""
    sheet = sheet_of(load_scenario(TINY).model, tmp_path / "msel.xlsx")
    done = import_sheet(
        edited(sheet, lambda rows: [{**rows[0], "Evaluator Notes": "Watch who speaks"}, *rows[1:]]), TINY
    )
    assert done.changed == 0
    assert done.notes == ("a scenario holds no 'Evaluator Notes': left out in row 2",)


def test_the_columns_are_those_of_the_trade() -> None:
    """Names of published master scenario events lists come first; none twice."""
    expected = {"Control Number", "Move", "Group", "Delivery Time", "Simulated Time", "Assigned To", "Status", "Title",
                "Description", "From Org", "To Org", "Details", "Expected Actions", "Delivery Method", "Objective",
                "Evaluator Notes"}  # fmt: skip
    assert expected <= set(HEADERS)
    assert len(set(HEADERS)) == len(HEADERS)
