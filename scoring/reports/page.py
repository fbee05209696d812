"""A report as one HTML page and as Markdown. The page needs no network and no script."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from scoring.reports import picture
from scoring.reports.clock import Clock
from scoring.reports.compiled import Compiled
from scoring.reports.model import Report
from scoring.reports.plain import block_markdown, cleaned, inline_markdown
from simulator.clock import spell


def source(name: str) -> str:
    """The text of a template or of a sheet of styles."""
    return files("scoring.reports").joinpath("templates", name).read_text(encoding="utf-8")


def _sheet(name: str) -> Markup:
    """One of our own sheets of styles; nothing of a drill is in it."""
    return Markup(source(name))  # noqa: S704


class Verbatim(str):
    """Words that are already fit for Markdown."""


def _finish(value: Any) -> Any:
    """Everything that a Markdown template prints is harmless, unless it says that it is already."""
    return value if isinstance(value, Verbatim) else inline_markdown(value)


@lru_cache(maxsize=1)
def html_templates() -> Environment:
    """Templates whose every value is escaped for HTML."""
    return _with_words(Environment(
        autoescape=True, undefined=StrictUndefined, loader=FunctionLoader(source), trim_blocks=True, lstrip_blocks=True,
        bytecode_cache=Compiled("html"),
    ))  # fmt: skip


@lru_cache(maxsize=1)
def markdown_templates() -> Environment:
    """Templates whose every value is escaped for Markdown."""
    made = _with_words(Environment(
        autoescape=False,  # noqa: S701  # Markdown: `finalize` escapes every value
        undefined=StrictUndefined, loader=FunctionLoader(source), trim_blocks=True,
        lstrip_blocks=True, finalize=_finish, bytecode_cache=Compiled("markdown"),
    ))  # fmt: skip
    made.filters["block"] = lambda text: Verbatim(block_markdown(text))
    return made


def _with_words(made: Environment) -> Environment:
    made.globals.update(spell=spell, table=picture.table)
    return made


def to_html(report: Report) -> str:
    """The report as one page."""
    drawn = {
        "signals": picture.signals(report), "update_clock": picture.update_clock(report),
        "sentiment": picture.lines(report, report.sentiment), "gantt": picture.gantt(report),
        "impact": picture.lines(report, report.impact),
    }  # fmt: skip
    page = html_templates().get_template("report.html.j2")
    clock = Clock(report.start_utc_s, report.end_s)
    return page.render(r=report, pictures=drawn, clock=clock, style=_sheet("style.css"))


def to_markdown(report: Report) -> str:
    """The report as Markdown, for a wiki or a pull request; the pictures are tables."""
    clock = Clock(report.start_utc_s, report.end_s)
    return markdown_templates().get_template("report.md.j2").render(r=report, clock=clock)


def render_record(title: str, sections: Sequence[Any], honesty: str) -> str:
    """A page of figures over many drills: sections with a title, a sentence and figures."""
    page = html_templates().get_template("record.html.j2")
    return page.render(title=title, sections=cleaned(tuple(sections)), honesty=honesty, style=_sheet("style.css"))


def to_svg(report: Report) -> dict[str, str]:
    """The pictures for paper, by name, each with its own plain colours."""
    draw: Any = html_templates().get_template("pictures.svg.j2").module
    style = Markup("<style>") + _sheet("paper.css") + Markup("</style>")
    drawn = {
        "signals": draw.signals(picture.signals(report), "signals", style),
        "clock": draw.update_clock(picture.update_clock(report), "clock", style),
        "sentiment": draw.lines(
            picture.lines(report, report.sentiment), "sentiment", "Sentiment of each account",
            "One line for each account on a scale from 0 to 100.", style,
        ),
    }  # fmt: skip
    if report.tasks:
        drawn["tasks"] = draw.gantt(picture.gantt(report), "tasks", style)
    if report.impact:
        shown = picture.lines(report, report.impact)
        drawn["impact"] = draw.lines(shown, "impact", "True impact on each account", "Share of failing work.", style)
    return {name: str(svg).strip() for name, svg in drawn.items()}
