"""Team exercises: host, join, facilitate; and what the store keeps."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tui.cli.begun import check_begun
from tui.cli.drills import FORMAT, RUNBOOK, Form
from tui.cli.learning import Sheet

if TYPE_CHECKING:
    from tui.rooms.facilitation import Facilitation
    from tui.session import Session
    from tui.verdict import Verdict

URL = typer.Argument(help="Where the host is, e.g. ws://127.0.0.1:8800/ws.")
STORE = typer.Option(None, "--store", help="Database URL; default: SQLite in the data directory.")
NAME = typer.Option("", "--name", help="How the others see you.")
ALSO = typer.Option(
    [], "--also", help="Another host of the same exercise, tried when this one is gone; may be repeated."
)
CODE_FILE = typer.Option(None, "--code-file", help="Read the join code from this file; else you are asked for it.")


def host(
    context: typer.Context,
    scenario: str | None = typer.Argument(None, help="Id of a bundled scenario, or a path to a file."),
    teams: int = typer.Option(1, "--teams", min=1, max=100, help="How many teams play it, each its own drill."),
    seed: int | None = typer.Option(
        None, "--seed", min=1, help="The same for every team; without it the canonical run."
    ),
    store: str | None = STORE,
    bind: str = typer.Option("127.0.0.1", "--bind", help="Address to listen on; 0.0.0.0 for the whole network."),
    port: int = typer.Option(8800, "--port", min=0, max=65_535, help="Port to listen on; 0 takes a free one."),
    tls_cert: Path | None = typer.Option(None, "--tls-cert", help="Certificate (PEM), to serve wss://."),
    tls_key: Path | None = typer.Option(None, "--tls-key", help="Its private key (PEM)."),
    pace: int = typer.Option(
        0, "--pace", min=0, max=600, help="Start at once at this pace; 0 waits for the facilitator."
    ),
    homework: bool = typer.Option(
        False, "--homework", help="Each team is one trainee, who plays alone and holds the clock; --teams is how many."
    ),
    until: str = typer.Option("", "--until", help="When a homework closes: a day, or a UTC time."),
    resume: str | None = typer.Option(None, "--resume", help="Take up this exercise of the store, or stand by for it."),
    debug: bool = typer.Option(False, "--debug", help="Log more; never what people write."),
    form: Form = FORMAT,
) -> None:
    """Host a team exercise.

    Prints the join codes once: one for each team and seat, one for facilitators, one for observers of each team.
    """
    from tui.rooms.running import Plan, run_host

    if resume is not None:
        check_begun(context, "teams", "seed", "homework", "until")
    plan = Plan(
        scenario=scenario, teams=teams, seed=seed, store=store, bind=bind, port=port, cert=tls_cert, key=tls_key,
        pace=pace, homework=homework, until=until, resume=resume, debug=debug, as_json=form is Form.JSON,
    )  # fmt: skip
    sys.exit(run_host(plan))


def join(url: str = URL, name: str = NAME, also: list[str] = ALSO, code_file: Path | None = CODE_FILE) -> None:
    """Join a team exercise.

    The same war room as alone, with your team in it. Come back with the same command after a break.
    """
    from tui.rooms.joining import join_room

    join_room([url, *also], name=name, code_file=code_file, play=_play_seat)


def _play_seat(opens: Callable[[], Session], judge: Callable[[], Verdict | str], leave: Callable[[], None]) -> None:
    from tui.app import run_play

    run_play(opens, judge, title="Joining …", opening="Reaching the host …", leave=leave)


def _facilitate_at_screen(facilitation: Facilitation) -> None:
    from tui.screens.facilitating import run_facilitate

    run_facilitate(facilitation)


def facilitate(url: str = URL, name: str = NAME, also: list[str] = ALSO, code_file: Path | None = CODE_FILE) -> None:
    """Steer a team exercise.

    At a terminal the facilitator's screen; from a script one line a command: `help` lists them.
    """
    from tui.rooms.console import facilitate_room

    sys.exit(facilitate_room([url, *also], name=name, code_file=code_file, screen=_facilitate_at_screen))


def serve(
    bind: str = typer.Option("127.0.0.1", "--bind", help="Address to listen on; 0.0.0.0 for the whole network."),
    port: int = typer.Option(8000, "--port", min=0, max=65_535, help="Port to listen on; 0 takes a free one."),
    room: str | None = typer.Option(
        None, "--room", help="Open seats of this team exercise (ws://host:port/ws): visitors need a join code."
    ),
    also: list[str] = ALSO,
    token_file: Path | None = typer.Option(
        None,
        "--token-file",
        help="Ask visitors for the token in this file; beyond this machine one is always asked for.",
    ),
    tls_cert: Path | None = typer.Option(None, "--tls-cert", help="Certificate (PEM), to serve https://."),
    tls_key: Path | None = typer.Option(None, "--tls-key", help="Its private key (PEM)."),
    visitors: int = typer.Option(20, "--visitors", min=1, max=500, help="Windows open at once, each a program."),
    form: Form = FORMAT,
) -> None:
    """Serve the same program in the browser.

    Without --room: the lobby, for you alone on this machine, or behind a token on the network. With --room: seats.
    """
    from tui.browser.running import Plan, run_browser

    plan = Plan(
        bind=bind, port=port, rooms=(room, *also) if room else (), token_file=token_file, cert=tls_cert, key=tls_key,
        visitors=visitors, as_json=form is Form.JSON,
    )  # fmt: skip
    sys.exit(run_browser(plan))


def table(
    context: typer.Context,
    scenario: str = typer.Argument("", help="Id of a bundled scenario, or a path."),
    seed: int | None = typer.Option(None, "--seed", min=1, help="Draws variant, names and chances."),
    seats: str = typer.Option("", "--seats", help="Who sits at the table, e.g. ic,comms-lead,cs; all without it."),
    resume: Path | None = typer.Option(None, "--resume", help="Go on with this table's journal."),
    cards: Path | None = typer.Option(None, "--cards", help="Write role and inject cards to print here, and end."),
    projector: Path | None = typer.Option(None, "--projector", help="Follow this table's journal, without the truth."),
    runbook: str = RUNBOOK,
) -> None:
    """Run a tabletop in one room from one keyboard.

    What people say is entered in their seat's name (`as comms-lead`); every seat is judged.
    """
    from tui.cli.tabling import print_cards, project, run_tabletop

    if projector is not None:
        project(projector, scenario=scenario)
    elif cards is not None:
        print_cards(scenario, cards, seed=seed)
    else:
        if resume is not None:
            check_begun(context, "seed", "seats")
        run_tabletop(scenario, seed=seed, seats=seats, resume=resume, runbook=runbook)


store_app = typer.Typer(help="What the store of team exercises keeps.", no_args_is_help=True)


@store_app.command("list")
def list_exercises(store: str | None = STORE, form: Form = FORMAT) -> None:
    """List exercises, their drills and people."""
    from tui.rooms.keeping import print_exercises

    print_exercises(store, as_json=form is Form.JSON)


@store_app.command("journal")
def journal(drill: str = typer.Argument(help="A drill's id."), store: str | None = STORE) -> None:
    """Print a drill's journal.

    The same bytes as a file: `warroom verify` and `warroom score` read them.
    """
    from tui.rooms.keeping import print_journal

    print_journal(store, drill)


@store_app.command("remarks")
def remarks(drill: str = typer.Argument(help="A drill's id."), store: str | None = STORE) -> None:
    """Print the notes, ratings and overrules of a drill (JSON lines).

    They stand beside the journal, never in it.
    """
    from tui.rooms.keeping import print_remarks

    print_remarks(store, drill)


@store_app.command("person")
def person(person: str = typer.Argument(help="A person's id."), store: str | None = STORE) -> None:
    """Print all that the store holds about a person (JSON)."""
    from tui.rooms.keeping import print_person

    print_person(store, person)


@store_app.command("import")
def import_roster(
    roster: Path = typer.Argument(help="A CSV file with a header row: name (or first and last name), and email."),
    store: str | None = STORE,
    form: Sheet = typer.Option(Sheet.CSV, "--format", help="csv or json: each person with their id."),
) -> None:
    """Write down the people of a roster and print their ids.

    All or nobody. Importing again changes nothing but names: an address that is known is the same person.
    """
    from tui.cli.sharing import import_people

    import_people(roster, store, as_json=form is Sheet.JSON)


@store_app.command("erase")
def erase(
    person: str = typer.Argument(help="A person's id."),
    journals: bool = typer.Option(False, "--journals", help="Erase the journals they occur in too; hashes stay."),
    store: str | None = STORE,
) -> None:
    """Forget who a person id is."""
    from tui.rooms.keeping import erase_from_store

    erase_from_store(store, person, journals=journals)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (table, host, join, facilitate, serve):
        app.command()(command)
    app.add_typer(store_app, name="store")
