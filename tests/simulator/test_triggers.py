"""Conditions: what they mean, what is refused and where; hostile texts meet nothing but a TriggerError."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.triggers import Condition, Kind, Signature, TriggerError, Vocabulary, compile_condition

VOCABULARY = Vocabulary(
    {
        "declared": Kind.BOOL,
        "mitigated": Kind.BOOL,
        "write_error_pct": Kind.NUMBER,
        "target_pct": Kind.NUMBER,
        "since_update": Kind.DURATION,
        "phase": Kind.TEXT,
        "cause": Kind.TEXT,
    },
    {
        "done": Signature(Kind.BOOL, frozenset({"failover-to-replica", "roll-back"})),
        "sentiment": Signature(Kind.NUMBER, frozenset({"northwind", "acme"})),
        "owner": Signature(Kind.TEXT, None),
    },
    {"phase": frozenset({"declare", "contain", "fix"})},
)
WORLD: dict[str, bool | int | str] = {
    "declared": True,
    "mitigated": False,
    "write_error_pct": 18_000,
    "target_pct": 17_500,
    "since_update": 3_600,
    "phase": "contain",
    "cause": "connection-pool",
    "done(failover-to-replica)": True,
    "done(roll-back)": False,
    "sentiment(northwind)": 39_500,
    "owner(roll-back)": "SEV-1",
}


def now(name: str, argument: str | None) -> bool | int | str:
    """Look a name up in the world of this test."""
    return WORLD[name if argument is None else f"{name}({argument})"]


def compiled(text: str) -> Condition:
    return compile_condition(text, VOCABULARY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("declared", True),
        ("not declared", False),
        ("not not declared", True),
        ("declared and not mitigated", True),
        ("mitigated or declared and mitigated", False),
        ("(mitigated or declared) and declared", True),
        ("mitigated or mitigated or declared", True),
        ("declared and declared and mitigated", False),
        ("declared == true", True),
        ("declared != true", False),
        ("false == mitigated", True),
        ("write_error_pct > 17.5", True),
        ("write_error_pct > 18", False),
        ("write_error_pct >= 18.000", True),
        ("write_error_pct <= 18", True),
        ("write_error_pct < 18.001", True),
        ("write_error_pct > -1", True),
        ("17.5 < write_error_pct", True),
        ("18 <= write_error_pct", True),
        ("18 > write_error_pct", False),
        ("18 >= write_error_pct", True),
        ("write_error_pct > target_pct", True),
        ("write_error_pct in [17, 18]", True),
        ("write_error_pct not in [17, 18]", False),
        ("since_update > 59m59s", True),
        ("since_update > 1h", False),
        ("since_update == 3600s", True),
        ("since_update < 1d", True),
        ("since_update in [60m]", True),
        ("phase == contain", True),
        ("phase != contain", False),
        ("fix == phase", False),
        ("phase in [declare, contain]", True),
        ("phase not in [declare,fix]", True),
        ("cause == connection-pool", True),
        ("done(failover-to-replica)", True),
        ("done( roll-back )", False),
        ("sentiment(northwind) < 40 and declared", True),
        ("owner(roll-back) == SEV-1", True),
        (" declared\n and\tdeclared ", True),
    ],
)
def test_a_condition_means_what_it_says(text: str, expected: bool) -> None:
    assert compiled(text).holds(now) is expected


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("declard", 1, "unknown name 'declard'; did you mean 'declared'?"),
        ("not declared and writ_error_pct > 1", 18, "did you mean 'write_error_pct'?"),
        ("zzz > 1", 1, "unknown name 'zzz'; expected one of cause, declared"),
        ("since_update > 60", 16, "'60' does not fit 'since_update'; expected a duration such as 15m"),
        ("write_error_pct > 15m", 19, "expected a number such as 17.5"),
        ("write_error_pct > contain", 19, "unknown name 'contain'"),
        ("write_error_pct > declared", 19, "expected a number"),
        ("phase == 3", 10, "expected a bare word"),
        ("phase == fixx", 10, "'fixx' is not a value of 'phase'; did you mean 'fix'?"),
        ("phase == xyzzy", 10, "expected one of contain, declare, fix"),
        ("phase in [contain, xyzzy]", 20, "'xyzzy' is not a value"),
        ("phase < fix", 7, "'phase' cannot be ordered with <; expected '==' or '!='"),
        ("declared > false", 10, "cannot be ordered"),
        ("declared == 1", 13, "expected true or false"),
        ("write_error_pct", 1, "alone is neither true nor false; expected a comparison with a number"),
        ("15m", 1, "'15m' alone is neither true nor false"),
        ("true", 1, "'true' alone is neither"),
        ("1 < 2", 1, "two fixed values are compared"),
        ("1 in [1]", 1, "a fixed value before 'in'"),
        ("write_error_pct in [1, target_pct]", 24, "'target_pct' is a name; expected fixed values"),
        ("done", 1, "'done' needs an argument"),
        ("done()", 6, "'done' needs an argument; expected one of failover-to-replica, roll-back"),
        ("owner() == x", 7, "'owner' needs an argument; expected a word"),
        ("done(rollback)", 6, "'rollback' is unknown to 'done'; did you mean 'roll-back'?"),
        ("donne(roll-back)", 1, "unknown name 'donne'; did you mean 'done'?"),
        ("declared(x)", 1, "'declared' takes no argument"),
        ("1 < write_error_pct < 3", 21, "'<' does not belong here; expected 'and', 'or' or the end"),
        ("write_error_pct = 3", 17, "'=' does not belong here; expected '=='"),
        ("declared declared", 10, "'declared' does not belong here"),
        ("(declared", 10, "ends too early; expected ')'"),
        ("declared)", 9, "')' does not belong here; expected the end"),
        ("declared or", 12, "the condition ends too early"),
        ("phase in []", 11, "']' does not belong here"),
        ("not", 4, "the condition ends too early"),
        ("", 1, "the condition is empty"),
        ("  \n", 1, "the condition is empty"),
        ("write_error_pct > 17.5001", 19, "at most three decimals"),
        ("write_error_pct > 1234567890123", 19, "at most 12 digits"),
        ("since_update > 1234567890123m", 16, "at most 12 digits"),
        ("since_update > 1m1h", 16, "'1m1h' is not a duration; expected units in order"),
        ("since_update > 1m1m", 16, "is not a duration"),
        ("since_update > 15min", 16, "'1' does not belong here"),
    ],
)
def test_a_fault_is_named_at_its_column(text: str, column: int, message: str) -> None:
    with pytest.raises(TriggerError) as caught:
        compiled(text)
    assert (caught.value.column, message in str(caught.value)) == (column, True), str(caught.value)


def test_the_error_carries_its_parts() -> None:
    with pytest.raises(TriggerError) as caught:
        compiled("done(rollback)")
    assert caught.value.hint == "roll-back"
    assert caught.value.expected == "one of failover-to-replica, roll-back"


def test_a_long_list_of_known_names_is_cut() -> None:
    many = Vocabulary({f"signal_{number:02}": Kind.NUMBER for number in range(30)})
    with pytest.raises(TriggerError, match=r"signal_11 and 18 more$"):
        compile_condition("qqq > 1", many)


def test_an_empty_vocabulary_is_said_to_be_empty() -> None:
    with pytest.raises(TriggerError, match="none is known here"):
        compile_condition("declared", Vocabulary({}))


def test_names_list_everything_a_condition_depends_on() -> None:
    condition = compiled("declared and sentiment(acme) < 40 or phase in [fix] and write_error_pct > target_pct")
    assert condition.names == {"declared", "sentiment(acme)", "phase", "write_error_pct", "target_pct"}


def test_a_signal_may_have_hyphens() -> None:
    condition = compile_condition("write-errors > 5", Vocabulary({"write-errors": Kind.NUMBER}))
    assert condition.holds(lambda _name, _argument: 5_001)


def test_and_stops_at_the_first_false() -> None:
    asked: list[str] = []

    def lookup(name: str, _argument: str | None) -> bool:
        asked.append(name)
        return False

    assert not compiled("declared and mitigated").holds(lookup)
    assert asked == ["declared"]


@pytest.mark.parametrize(
    "text",
    [
        "declared and " * 500 + "declared",
        "(" * 250 + "declared" + ")" * 200,
        "not " * 120 + "declared",
        "(" * 21 + "declared" + ")" * 21,
        "__import__('os').system('true')",
        "(lambda: 1)()",
        "declared.__class__",
        "9" * 499,
        "9**9**9**9",
        "[x for x in ().__class__.__bases__]",
        "phase == " + "a-" * 200,
        "\x00",
        "declared\x00",
        "ｄｅｃｌａｒｅｄ",
        "\ud800",
        "1" + "0s1" * 150 + "s",
        "a(" * 200,
        "{{7*7}}",
        "declared # comment",
    ],
)
def test_a_hostile_condition_is_refused_at_once(text: str) -> None:
    began = time.process_time()
    with pytest.raises(TriggerError):
        compiled(text)
    assert time.process_time() - began < 1


def test_twenty_levels_are_allowed() -> None:
    assert compiled("(" * 20 + "declared" + ")" * 20).holds(now)


def test_five_hundred_characters_are_allowed() -> None:
    text = "declared and declared or ".ljust(492) + "declared"
    assert len(text) == 500
    assert compiled(text).holds(now)


def attempt(text: str) -> tuple[Condition | None, int]:
    """Compile a text; anything but a TriggerError ends the test."""
    try:
        return compiled(text), 1
    except TriggerError as error:
        return None, error.column


@given(st.text(max_size=520))
@settings(max_examples=300, deadline=None)
def test_random_text_raises_nothing_but_a_trigger_error(text: str) -> None:
    _, column = attempt(text)
    assert 1 <= column <= len(text) + 1


_PIECES = st.sampled_from(
    [
        *(
            "and",
            "or",
            "not",
            "in",
            "(",
            ")",
            "[",
            "]",
            ",",
            "<",
            ">=",
            "==",
            "!=",
            "17.5",
            "15m",
            "true",
            "zzz",
        ),
        *("declared", "write_error_pct", "phase", "fix", "done(roll-back)", "done", "since_update"),
        "sentiment(acme)",
    ]
)


@given(st.lists(_PIECES, max_size=12).map(" ".join))
@settings(max_examples=500, deadline=None)
def test_random_pieces_compile_to_a_truth_value_or_a_trigger_error(text: str) -> None:
    kinds: dict[str, bool | int | str] = {"phase": "fix", "declared": True, "done": False}
    condition, column = attempt(text)
    assert 1 <= column <= len(text) + 1
    if condition is not None:
        assert condition.holds(lambda name, _argument: kinds.get(name, 17_500)) in {True, False}


def test_importing_the_triggers_does_not_load_lark() -> None:
    code = "import sys, simulator.triggers; sys.exit('lark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
