"""Cards to print: one a seat for the people, one an inject for the facilitator."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from simulator.clock import hhmm
from simulator.errors import WarroomError
from simulator.incident import Incident
from simulator.vocabulary import Seat
from simulator.writer import writer
from tui.actions import ACTIONS
from tui.folders import write_whole
from tui.names import label
from tui.rooms.right import rights_of

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font: 12pt/1.4 sans-serif; margin: 1.5cm; }} article {{ border: 1pt solid #888; border-radius: 6pt;
padding: 12pt; margin: 0 0 12pt; break-inside: avoid; }} h1 {{ font-size: 15pt; margin: 0 0 6pt; }}
p {{ margin: 4pt 0; white-space: pre-wrap; }} .small {{ color: #444; font-size: 10pt; }}
</style></head><body>{cards}</body></html>
"""


def write_cards(folder: Path, drill: Any, briefing: str) -> list[Path]:
    """Write both sets of cards; an earlier set is replaced.

    Raises:
        WarroomError: the folder cannot be written.
    """
    pages = {
        "role-cards.html": PAGE.format(title="Role cards", cards="".join(_roles(drill, briefing))),
        "inject-cards.html": PAGE.format(title="Inject cards: facilitator only", cards="".join(_injects(drill))),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, page in pages.items():
            write_whole(folder / name, page.encode(), force=True)
    except OSError as error:
        raise WarroomError(f"{folder}: {error.strerror}", hint="Name another folder.") from None
    return [folder / name for name in pages]


def _card(title: str, *paragraphs: str, small: str = "") -> str:
    body = "".join(f"<p>{escape(one)}</p>" for one in paragraphs if one)
    last = f'<p class="small">{escape(small)}</p>' if small else ""
    return f"<article><h1>{escape(title)}</h1>{body}{last}</article>\n"


def _roles(drill: Any, briefing: str) -> Iterator[str]:
    for seat in Seat:
        kinds = rights_of(seat)
        may = [one.title for one in ACTIONS if one.command is not None and (seat is Seat.IC or one.command in kinds)]
        yield _card(
            seat.title, briefing.strip(), f"Yours to do: {', '.join(may)}.",
            small=f"Say it aloud; the facilitator enters it `as {seat.value.replace('_', '-')}`.",
        )  # fmt: skip


def _injects(drill: Any) -> Iterator[str]:
    incident: Incident = drill.incident
    for inject in drill.scenario.injects:
        if inject.variants and drill.variant_id not in inject.variants:
            continue
        subject, text = drill.msel.words(inject.id)
        due_s = drill.msel.due_s.get(inject.id)
        when = hhmm(drill.scenario.start_utc_s + due_s) + " UTC" if due_s is not None else "when it comes about"
        known = incident.people.get(inject.sender)
        sender = known.name if known else writer(inject.sender, medium=inject.medium)
        good = f"A good team: {inject.expected_action}" if inject.expected_action else ""
        yield _card(
            inject.title, subject, text.strip(), good,
            small=f"{inject.id} · {'bank' if inject.bank else when} · {label(inject.medium.value)} from {sender} "
            f"to {inject.to.title}",
        )  # fmt: skip
