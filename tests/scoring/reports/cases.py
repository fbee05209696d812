"""Reports to look at: played drills, and one in which every word that a person can write attacks."""

from __future__ import annotations

from typing import Any

import msgspec

from scoring import judge
from scoring.record import Record
from scoring.reports.artifact import artifacts
from scoring.reports.build import Wishes, build
from scoring.reports.model import Edition, Report
from scoring.reports.page import to_html
from scoring.reports.plain import cleaned
from scoring.reports.remarked import Assessed, NoteLine, OverruleLine, RatingLine
from simulator import events as e
from simulator.incident import Incident
from simulator.journal import Entry, Journal
from tests.scoring.plays import DATABASE, Play, content, reference
from tui.names import Names
from tui.narrate import narrate

ATTACK = (
    '=HYPERLINK("http://evil.example","x") <script>alert(1)</script><img src=x onerror=alert(2)> '
    "[click](javascript:alert(3)) ![p](http://evil.example/p.png) | `code` ``` \x1b[31mred\x1b]0;title\x07 "
    '\u202egnp.exe\u2066 \u200bzero </td></table></main> {{ 7*7 }} #panic("typst") $x$ \\\\ @SUM(1+1)'
)
"""HTML, Markdown, spreadsheet formulas, terminal codes, bidi controls, template and typst syntax."""
FORMULAS = ("=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1+1", "\uff1d1+1", " =1+1", "%0", "|x")


def journal_of(play: Play) -> Journal:
    """The journal of a played drill."""
    return Journal(play.drill.header, tuple(play.drill.entries), head="", sealed=True)


def report_of_journal(journal: Journal, scenario: str, edition: Edition) -> Report:
    """The report of a journal of a bundled scenario."""
    material = content(scenario)
    model, rules = material.scenario.model, material.runbook.model
    incident = Incident()
    for entry in journal.entries:
        incident.apply(entry)
    names = Names(incident, model, journal.header.player, rules.approver_titles)
    card = judge(journal, model, rules)
    return build(journal, card, model, rules, lambda entry: narrate(entry, names), Wishes(edition))


def report_of_play(play: Play, edition: Edition = Edition.PARTICIPANTS) -> Report:
    """The report of a played drill."""
    return report_of_journal(journal_of(play), play.card.scenario, edition)


def _attacked(value: Any) -> Any:
    """The same event with every free text of a person replaced by, or begun with, the attack."""
    if isinstance(value, e.Person):
        return msgspec.structs.replace(value, name=ATTACK, title=ATTACK)
    if isinstance(value, e.Company):
        return msgspec.structs.replace(value, name=ATTACK)
    if isinstance(value, e.DrillStarted):
        people, companies = tuple(map(_attacked, value.people)), tuple(map(_attacked, value.companies))
        return msgspec.structs.replace(value, people=people, companies=companies, home=ATTACK)
    free = {"text", "subject", "note", "notes", "action", "result", "scope", "status", "reason", "question", "choice",
            "why", "basis", "milestone", "customer_owner", "hypothesis", "done_test", "tracker", "purpose"}  # fmt: skip
    names = [name for name in getattr(value, "__struct_fields__", ()) if name in free]
    return msgspec.structs.replace(value, **dict.fromkeys(names, ATTACK)) if names else value


def hostile_journal() -> Journal:
    """The reference run of the first scenario with an attack in every text, a proposal and a milestone among them."""
    journal = journal_of(reference(DATABASE))
    entries = [
        Entry(x.n, x.at_s, x.who, x.seat, x.command_id, x.cause, _attacked(x.event))
        for x in journal.entries
        if not isinstance(x.event, e.HypothesisRecorded)
    ]
    return Journal(journal.header, tuple(entries), head="", sealed=True)


def hostile_report() -> Report:
    """Its report, for facilitators: everything is in it."""
    said = {"by": ATTACK, "utc": "14:05", "text": ATTACK}
    remarked = Assessed(
        ratings=(RatingLine(objective="x", title=ATTACK, rating=ATTACK, **said),),
        overrules=(OverruleLine(criterion="A1", title=ATTACK, judged=None, value=0.5, **said),),
        notes=(NoteLine(pinned=ATTACK, **said),), seats=(ATTACK,),
    )  # fmt: skip
    made = report_of_journal(hostile_journal(), DATABASE, Edition.FACILITATORS)
    return msgspec.structs.replace(made, assessed=cleaned(remarked))


def hostile_page() -> str:
    """Its page."""
    return to_html(hostile_report())


def hostile_artifacts() -> dict[str, str]:
    """Its artifacts."""
    journal = hostile_journal()
    record = Record.of(journal.header, journal.entries)
    return artifacts(record, hostile_report(), content(DATABASE).runbook.model)
