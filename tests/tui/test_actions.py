import msgspec
import pytest

from simulator.commands import COMMANDS, Base
from tests.tui.table import Table
from tui.actions import ACTIONS, BY_ID, NO_ACTION, Action, Kind, matching
from tui.choices import choices


@pytest.mark.parametrize("command", [one for one in COMMANDS if one not in NO_ACTION], ids=lambda c: c.__name__)
def test_every_command_has_an_action(command: type[Base]) -> None:
    assert [action.id for action in ACTIONS if action.command is command]


def test_keys_and_ids_are_unique() -> None:
    assert len({action.key for action in ACTIONS}) == len(ACTIONS) == len(BY_ID)


def test_no_action_takes_a_key_of_the_panes() -> None:
    taken = {*"1234567", "tab", "left", "right", "up", "down", "enter", "escape"}
    assert not taken & {action.key for action in ACTIONS}


FORMS = [action for action in ACTIONS if action.command is not None]


@pytest.mark.parametrize("action", FORMS, ids=lambda a: a.id)
def test_a_form_asks_for_fields_of_its_command_and_for_all_that_it_needs(action: Action) -> None:
    assert action.command is not None
    fields = {field.name: field for field in msgspec.structs.fields(action.command)}
    asked = {field.name for field in action.fields}
    needed = {name for name, field in fields.items() if field.required}
    assert asked <= fields.keys()
    assert needed <= asked


@pytest.mark.parametrize("action", FORMS, ids=lambda a: a.id)
def test_every_list_of_choices_exists(action: Action, table: Table) -> None:
    for field in action.fields:
        assert bool(field.options) == (field.kind in (Kind.CHOICE, Kind.MANY))
        if field.options:
            values = [value for _, value in choices(field.options, table.drill)]
            assert len(values) == len(set(values))


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: a.id)
def test_every_action_is_found_by_its_words(action: Action) -> None:
    assert action.help[-1] in ".?"
    assert action in matching(action.title)


def test_labels_fit_their_column() -> None:
    wide = [f.label for a in ACTIONS for f in a.fields if f.kind is not Kind.TEXT and len(f.label) > 14]
    assert wide == []
