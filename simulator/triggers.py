"""Conditions of scenario files: a small typed grammar, checked at load and compiled to closures.

    sentiment(northwind) < 40 and not declared
    write_error_pct > 17.5 or since_update > 1h30m
    done(failover-to-replica) and phase in [contain, communicate]

All numbers are milli-units (17.5 compiles to 17500) and all durations are seconds, so that nothing here is a
float. A text can neither run code nor hang: length and nesting are capped and the grammar (`simulator.grammar`) has no
loops.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from simulator.grammar import Branch, Node, Word, parse
from simulator.terms import WANTED, Kind, Signature, TriggerError, Vocabulary, listed, milli, nearest, seconds

__all__ = ["Condition", "Kind", "Lookup", "Signature", "TriggerError", "Vocabulary", "compile_condition", "join"]

MAX_NESTING = 20
"""Levels of `not` and parentheses; keeps every walk far from the recursion limit."""

_ORDERS = frozenset({"<", "<=", ">", ">="})
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}

Lookup = Callable[[str, str | None], "bool | int | str"]
"""Gives the present value of a name, or of a function and its argument."""

_Test = Callable[[Callable[[str, str | None], Any]], Any]


@dataclass(frozen=True, slots=True)
class Condition:
    """A compiled condition."""

    text: str
    """The condition as written."""

    names: frozenset[str]
    """What it depends on: names and `function(argument)`."""

    _test: _Test = field(repr=False, compare=False)

    terms: tuple[Condition, ...] = field(default=(), repr=False, compare=False)
    """What is joined by `and` at the top, each on its own; the condition itself when there is no `and`."""

    def holds(self, lookup: Lookup) -> bool:
        """Tell whether the condition is true now.

        Args:
            lookup: Gives bool for BOOL, milli-units for NUMBER, seconds for DURATION, the word for TEXT.
        """
        return bool(self._test(lookup))


def join(terms: Iterable[Condition]) -> Callable[[Lookup], bool]:
    """One test of several conditions that must all hold; of none it is always true."""
    return _both([term._test for term in terms])


def compile_condition(text: str, vocabulary: Vocabulary) -> Condition:
    """Check a condition and make a function of it.

    Args:
        text: The condition, at most 500 characters and 20 levels.
        vocabulary: The names that may be used and their types.

    Raises:
        TriggerError: The text does not parse, uses an unknown name or compares values of unlike type.
    """
    node = parse(text)
    terms = tuple(_term(text, part, vocabulary) for part in (_children(node) if _rule(node) == "both" else [node]))
    names = frozenset(name for term in terms for name in term.names)
    return Condition(text, names, _both([term.holds for term in terms]), terms)


def _term(text: str, node: Node, vocabulary: Vocabulary) -> Condition:
    compiler = _Compiler(vocabulary)
    test = compiler.test(node, 0)
    return Condition(text, frozenset(compiler.used), test)


def _rule(node: Node) -> str:
    """The grammar rule that a node stands for; empty for a single word."""
    return node.rule if isinstance(node, Branch) else ""


def _children(node: Node) -> list[Any]:
    """What a node holds: words where the grammar has words, branches where it has rules, either elsewhere."""
    return node.children if isinstance(node, Branch) else []


@dataclass(frozen=True, slots=True)
class _Value:
    """One side of a comparison: a name to look up, or a literal."""

    column: int
    shown: str
    kind: Kind
    name: str = ""
    argument: str | None = None
    literal: int | str | None = None

    @property
    def key(self) -> str:
        return self.name if self.argument is None else f"{self.name}({self.argument})"


class _Compiler:
    """Walks one parse tree, checks types and builds the closures."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.used: set[str] = set()

    def test(self, node: Node, depth: int) -> _Test:
        """Compile a node that must be true or false."""
        rule = _rule(node)
        children = _children(node)
        if rule in {"negation", "group"}:
            if depth >= MAX_NESTING:
                raise TriggerError(
                    "too many levels", column=children[0].column, expected=f"at most {MAX_NESTING} levels"
                )
            inner = self.test(children[1], depth + 1)
            return inner if rule == "group" else lambda lookup: not inner(lookup)
        match rule:
            case "either":
                return _either([self.test(child, depth) for child in children])
            case "both":
                return _both([self.test(child, depth) for child in children])
            case "comparison":
                return self._comparison(children)
            case "membership":
                return self._membership(children)
        return self._flag(node)

    def _flag(self, node: Node) -> _Test:
        value = self._operand(node, None)
        if not value.name or value.kind is not Kind.BOOL:
            wanted = WANTED[value.kind] if value.name else ""
            raise TriggerError(
                f"'{value.shown}' alone is neither true nor false",
                column=value.column,
                expected=f"a comparison with {wanted}" if wanted else "a comparison or a yes-or-no name",
            )
        name, argument = self._use(value)
        return lambda lookup: lookup(name, argument)

    def _comparison(self, children: list[Any]) -> _Test:
        first, operator, second = children
        left = self._operand(first, None)
        if not left.name:
            right = self._operand(second, None)
            if not right.name:
                raise TriggerError("two fixed values are compared", column=left.column, expected="a name on one side")
            left, right, symbol = right, self._operand(first, right), _MIRRORED[operator.text]
        else:
            right, symbol = self._operand(second, left), operator.text
        if symbol in _ORDERS and left.kind in {Kind.TEXT, Kind.BOOL}:
            raise TriggerError(
                f"'{left.shown}' cannot be ordered with {operator.text}",
                column=operator.column,
                expected="'==' or '!='",
            )
        name, argument = self._use(left)
        if not right.name:
            return _COMPARED[symbol](name, argument, right.literal)
        return _paired(symbol, (name, argument), self._use(right))

    def _membership(self, children: list[Any]) -> _Test:
        left = self._operand(children[0], None)
        rest = children[1:]
        negated = isinstance(rest[0], Word) and rest[0].kind == "NOT"
        if not left.name:
            raise TriggerError("a fixed value before 'in'", column=left.column, expected="a name")
        values = [self._operand(child, left) for child in rest[negated:]]
        for value in values:
            if value.name:
                raise TriggerError(
                    f"'{value.shown}' is a name",
                    column=value.column,
                    expected="fixed values between the brackets",
                )
        name, argument = self._use(left)
        allowed = frozenset(value.literal for value in values)
        if negated:
            return lambda lookup: lookup(name, argument) not in allowed
        return lambda lookup: lookup(name, argument) in allowed

    def _use(self, value: _Value) -> tuple[str, str | None]:
        self.used.add(value.key)
        return value.name, value.argument

    def _operand(self, node: Any, beside: _Value | None) -> _Value:
        """Read one side of a comparison; `beside` is the other side, once that is known to be a name."""
        value = self._call(_children(node)) if _rule(node) == "call" else self._word_or_number(node, beside)
        if beside is not None and value.kind is not beside.kind:
            raise TriggerError(
                f"'{value.shown}' does not fit '{beside.shown}'",
                column=value.column,
                expected=WANTED[beside.kind],
            )
        return value

    def _word_or_number(self, word: Word, beside: _Value | None) -> _Value:
        column, shown = word.column, word.text
        if word.kind == "NUMBER":
            return _Value(column, shown, Kind.NUMBER, literal=milli(shown, column))
        if word.kind == "DURATION":
            return _Value(column, shown, Kind.DURATION, literal=seconds(shown, column))
        if beside is not None and beside.kind is Kind.TEXT:
            return self._text(column, shown, beside)
        if shown in {"true", "false"} and shown not in self._vocabulary.names:
            return _Value(column, shown, Kind.BOOL, literal=shown == "true")
        kind = self._vocabulary.names.get(shown)
        if kind is not None:
            return _Value(column, shown, kind, name=shown)
        if beside is None and shown not in self._vocabulary.functions and self._is_listed(shown):
            return _Value(column, shown, Kind.TEXT, literal=shown)
        raise self._unknown(shown, column)

    def _is_listed(self, word: str) -> bool:
        return any(word in words for words in self._vocabulary.enumerations.values())

    def _text(self, column: int, shown: str, beside: _Value) -> _Value:
        allowed = self._vocabulary.enumerations.get(beside.name)
        if allowed is not None and shown not in allowed:
            raise TriggerError(
                f"'{shown}' is not a value of '{beside.shown}'",
                column=column,
                expected="one of " + listed(allowed),
                hint=nearest(shown, allowed),
            )
        return _Value(column, shown, Kind.TEXT, literal=shown)

    def _call(self, children: list[Word]) -> _Value:
        head, *words = [child for child in children if child.kind == "WORD"]
        name, column = head.text, head.column
        signature = self._vocabulary.functions.get(name)
        if signature is None:
            if name in self._vocabulary.names:
                raise TriggerError(f"'{name}' takes no argument", column=column, expected=f"'{name}' alone")
            raise self._unknown(name, column)
        if not words:
            raise TriggerError(
                f"'{name}' needs an argument",
                column=children[-1].column + 1,
                expected=_argument_words(signature),
            )
        argument = words[0].text
        if signature.argument is not None and argument not in signature.argument:
            raise TriggerError(
                f"'{argument}' is unknown to '{name}'",
                column=words[0].column,
                expected=_argument_words(signature),
                hint=nearest(argument, signature.argument),
            )
        return _Value(column, f"{name}({argument})", signature.result, name=name, argument=argument)

    def _unknown(self, name: str, column: int) -> TriggerError:
        if name in self._vocabulary.functions:
            return TriggerError(f"'{name}' needs an argument", column=column, expected=f"'{name}(…)'")
        known = [*self._vocabulary.names, *self._vocabulary.functions]
        return TriggerError(
            f"unknown name '{name}'",
            column=column,
            expected="one of " + listed(known) if known else "no name at all: none is known here",
            hint=nearest(name, known),
        )


def _either(tests: list[_Test]) -> _Test:
    def either(lookup: Lookup) -> bool:
        for test in tests:  # a plain loop: these run every drill minute, and any() costs a generator  # noqa: SIM110
            if test(lookup):
                return True
        return False

    return either


def _both(tests: list[_Test]) -> _Test:
    def both(lookup: Lookup) -> bool:
        for test in tests:  # noqa: SIM110
            if not test(lookup):
                return False
        return True

    return tests[0] if len(tests) == 1 else both


_COMPARED: dict[str, Callable[[str, str | None, Any], _Test]] = {
    "<": lambda name, argument, value: lambda lookup: lookup(name, argument) < value,
    "<=": lambda name, argument, value: lambda lookup: lookup(name, argument) <= value,
    ">": lambda name, argument, value: lambda lookup: lookup(name, argument) > value,
    ">=": lambda name, argument, value: lambda lookup: lookup(name, argument) >= value,
    "==": lambda name, argument, value: lambda lookup: lookup(name, argument) == value,
    "!=": lambda name, argument, value: lambda lookup: lookup(name, argument) != value,
}


def _paired(symbol: str, left: tuple[str, str | None], right: tuple[str, str | None]) -> _Test:
    make = _COMPARED[symbol]
    return lambda lookup: make(*left, lookup(*right))(lookup)


def _argument_words(signature: Signature) -> str:
    return "a word" if signature.argument is None else "one of " + listed(signature.argument)
