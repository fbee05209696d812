"""Placeholders: plain names only, nothing of Python's formatting."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.placeholder import PlaceholderError, fill, find_placeholders

VALUES = {"account": "Northwind", "northwind.contact": "Ada", "x1_y": "z"}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("plain", "plain"),
        ("", ""),
        ("Dear {account},", "Dear Northwind,"),
        ("{northwind.contact}{x1_y}", "Adaz"),
        ("{{account}}", "{account}"),
        ("{{{account}}}", "{Northwind}"),
        ("{{}} {{", "{} {"),
        ("100 % }}", "100 % }"),
    ],
)
def test_names_are_filled_and_doubled_braces_are_braces(text: str, filled: str) -> None:
    assert fill(text, VALUES) == filled


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("{0}", 0),
        ("{}", 0),
        ("a {0.__class__}", 2),
        ("{account.__class__}", 0),
        ("{account.a.b}", 0),
        ("{account!r}", 0),
        ("{account:>999999}", 0),
        ("{account[0]}", 0),
        ("{Account}", 0),
        ("{ account }", 0),
        ("{account", 0),
        ("account}", 7),
        ("{account}}", 9),
        ("{a{b}}", 0),
        ("{äccount}", 0),
        ("{account\n}", 0),
        ("{" + "x" * 5000 + "!}", 0),
    ],
)
def test_anything_else_in_braces_is_refused_with_its_position(text: str, position: int) -> None:
    for use in (find_placeholders, lambda text: fill(text, VALUES)):
        with pytest.raises(PlaceholderError) as caught:
            use(text)
        assert caught.value.position == position
        assert f"character {position + 1}: " in str(caught.value)
        assert caught.value.hint
        assert len(str(caught.value)) < 200


def test_placeholders_are_listed_with_their_positions() -> None:
    assert find_placeholders("a {account} {{x}} {northwind.contact}") == [
        ("account", 2),
        ("northwind.contact", 18),
    ]


def test_a_name_without_a_value_is_refused_with_the_nearest_known() -> None:
    with pytest.raises(PlaceholderError, match=r"unknown placeholder '\{acount\}'; did you mean '\{account\}'\?"):
        fill("{acount}", VALUES)


def test_a_name_like_no_other_is_refused_with_those_known() -> None:
    with pytest.raises(PlaceholderError, match=r"known: account, northwind\.contact, x1_y$"):
        fill("{qqqq}", VALUES)
    with pytest.raises(PlaceholderError, match=r"known: none$"):
        fill("{qqqq}", {})


def test_values_are_not_read_again() -> None:
    assert fill("{account}", {"account": "{x!r} {{"}) == "{x!r} {{"


@given(st.text(alphabet="{}ab.!:0 \n", max_size=60))
@settings(max_examples=300, deadline=None)
def test_random_braces_are_filled_or_refused(text: str) -> None:
    try:
        names = {name for name, _ in find_placeholders(text)}
        position = None
    except PlaceholderError as error:
        names, position = set(), error.position
    if position is None:
        fill(text, dict.fromkeys(names, "v"))
    assert position is None or text[position] in "{}"
