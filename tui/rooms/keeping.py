"""The store from the command line: what it keeps, what one person has in it, and how they are forgotten."""

from __future__ import annotations

import json
import sys

import msgspec

from simulator.harmless import flat
from tui.folders import data_folder
from tui.store.annotation import Annotations
from tui.store.database import Database, open_database
from tui.store.privacy import erase_person, export_person
from tui.store.register import Register
from tui.store.rowbook import Rowbook


def store_url(store: str | None) -> str:
    """The store that was named, or else the user's own SQLite file."""
    return store or f"sqlite:///{data_folder() / 'rooms.db'}"


def open_store(store: str | None, *, anew: bool = False) -> Database:
    """Open the store; only a new exercise and a roster make one that is not there.

    Raises:
        StoreError: it cannot be opened, or is not there.
    """
    return open_database(store_url(store), anew=anew)


def names_in(database: Database) -> dict[str, str]:
    """The names of everybody in a store, by their ids."""
    register = Register(database)
    return {who: name for exercise in register.exercises() for who, name in register.names(exercise.id).items()}


def print_exercises(store: str | None, *, as_json: bool) -> None:
    """Exercises with their drills and people."""
    database = open_store(store)
    register = Register(database)
    rows = [
        {
            "exercise": exercise.id, "scenario": exercise.scenario, "seed": exercise.seed,
            "disclosed": exercise.disclosed, "drills": [drill.id for drill in register.drills(exercise.id)],
            "people": register.names(exercise.id),
        }
        for exercise in register.exercises()
    ]  # fmt: skip
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print(f"{row['exercise']}  {row['scenario']}  seed {row['seed'] or 'canonical'}")
        for drill in register.drills(str(row["exercise"])):
            print(f"  {drill.id}")
        for person, name in register.names(str(row["exercise"])).items():
            print(f"  {person}  {flat(name)}")


def print_journal(store: str | None, drill: str) -> None:
    """A journal's bytes on stdout."""
    sys.stdout.buffer.write(Rowbook(open_store(store)).read(drill))


def print_remarks(store: str | None, drill: str) -> None:
    """Notes, ratings and overrules of a drill, one JSON object a line, with the raters' names.

    Raises:
        StoreError: there is no such drill.
    """
    database = open_store(store)
    Rowbook(database).read(drill)
    names = names_in(database)
    for remark in Annotations(database).read(drill):
        fields = msgspec.to_builtins(remark)
        print(json.dumps({**fields, "by": names.get(remark.by, remark.by)}, ensure_ascii=False, sort_keys=True))


def print_person(store: str | None, person: str) -> None:
    """Everything about a person as JSON."""
    print(json.dumps(export_person(open_store(store), person), ensure_ascii=False, indent=1))


def erase_from_store(store: str | None, person: str, *, journals: bool) -> None:
    """Forget a person, and say what went."""
    erased = erase_person(open_store(store), person, journals=journals)
    print(f"{person} is forgotten", file=sys.stderr)
    for drill in erased:
        print(f"{drill}: the journal is erased, its hash stays", file=sys.stderr)
