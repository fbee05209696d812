"""What a condition of a scenario file says, as a plain tree.

The grammar has no loops and a text's length is capped, so that parsing cannot hang. Parsing needs a parser, and that
takes longer to load than all else here: what the conditions of one file are is therefore kept from start to start (see
`simulator.cache`). This is the only module that imports lark, and it does so for the first text that was not kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cache, lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec

from simulator import cache as cached
from simulator.terms import TriggerError

if TYPE_CHECKING:
    from lark import Lark, Token

MAX_LENGTH = 500
"""Characters in one condition; the longest that a person still reads is about 200."""
MAX_KNOWN = 20_000
"""So many texts are remembered at once; all bundled scenarios together hold a few hundred."""

_PUNCTUATION = {"LPAR": "'('", "RPAR": "')'", "LSQB": "'['", "RSQB": "']'", "COMMA": "','"}
_GRAMMAR = r"""
start: _any
_any: either | _all
_all: both | _one
_one: negation | _test
either: _all ("or" _all)+
both: _one ("and" _one)+
negation: NOT _one
_test: comparison | membership | group | _operand
comparison: _operand OPERATOR _operand
membership: _operand NOT? "in" "[" _literal ("," _literal)* "]"
_operand: call | _literal
_literal: WORD | NUMBER | DURATION
call: WORD LPAR WORD? ")"
group: LPAR _any ")"
NOT: "not"
LPAR: "("
OPERATOR: "<=" | ">=" | "==" | "!=" | "<" | ">"
WORD: /[A-Za-z][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*/
DURATION.2: /([0-9]+[dhms])+(?![A-Za-z0-9_.])/
NUMBER: /-?[0-9]+(\.[0-9]+)?(?![A-Za-z0-9_.])/
%ignore /[ \t\r\n]+/
"""


class Word(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """One word, sign or number of a condition."""

    kind: str
    """The grammar's name for it, such as `WORD` or `DURATION`."""
    text: str
    column: int
    """Its first character's, counted from 1."""


class Branch(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """What a rule of the grammar put together."""

    rule: str
    children: list[Word | Branch]


Node = Word | Branch

_known: dict[str, Node] = {}
_decoder = msgspec.json.Decoder(dict[str, Node])


def parse(text: str) -> Node:
    """What a condition says.

    Raises:
        TriggerError: the text is too long or does not parse.
    """
    found = _known.get(text)
    if found is None:
        if len(_known) >= MAX_KNOWN:
            _known.clear()
        found = _known[text] = _parse(text)
    return found


def recall(texts: Iterable[str]) -> None:
    """Take from an earlier start what these conditions say, or parse them now and keep it for the next one.

    Texts that do not parse are left to `parse`, which says why.
    """
    wanted = sorted(set(texts) - _known.keys())
    if not wanted:
        return
    path = cached.place("conditions", f"{sha256(_code_digest() + msgspec.json.encode(wanted)).hexdigest()}.json")
    content = cached.read(path)
    if content is not None:
        with suppress(msgspec.DecodeError, RecursionError):
            _known.update(_decoder.decode(content))
            return
    with suppress(TriggerError, RecursionError):
        cached.write(path, msgspec.json.encode({text: parse(text) for text in wanted}))


@cache
def _code_digest() -> bytes:
    """Changes with the grammar and with the parser's version, which its first file names."""
    parser = find_spec("lark")
    files = [Path(__file__), *([Path(parser.origin)] if parser and parser.origin else [])]
    return sha256(b"".join(path.read_bytes() for path in files)).digest()


def _branch(rule: str, children: list[Node | Token]) -> Branch:
    """What the parser puts together, without anything of the parser's own."""
    return Branch(str(rule), [_word(child) if isinstance(child, str) else child for child in children])


def _word(token: Token) -> Word:
    return Word(token.type, str(token), _column(token))


def _column(token: Token) -> int:
    return cast("int", token.start_pos) + 1


@lru_cache(maxsize=1)
def _parser() -> Lark:
    from lark import Lark

    return Lark(_GRAMMAR, parser="lalr", maybe_placeholders=False, tree_class=_branch)


def _parse(text: str) -> Node:
    if len(text) > MAX_LENGTH:
        raise TriggerError(
            f"a condition of {len(text)} characters is too long",
            column=MAX_LENGTH + 1,
            expected=f"at most {MAX_LENGTH} characters",
        )
    if not text.strip():
        raise TriggerError("the condition is empty", column=1, expected="a condition")
    from lark.exceptions import UnexpectedCharacters, UnexpectedToken

    try:
        return cast("Branch", _parser().parse(text)).children[0]
    except UnexpectedCharacters as error:
        offset = cast("int", error.pos_in_stream)
        found = text[offset]
        problem, column = f"{found!r} does not belong here", offset + 1
        wanted = "'=='" if found == "=" else _terminals(error.allowed or ())
    except UnexpectedToken as error:
        ended = error.token.type == "$END"
        column = len(text.rstrip()) + 1 if ended else _column(error.token)
        problem = "the condition ends too early" if ended else f"'{error.token}' does not belong here"
        wanted = _terminals(error.accepts or error.expected)
    raise TriggerError(problem, column=column, expected=wanted)


def _terminals(terminals: Iterable[str]) -> str:
    """Say in plain words what could have come next."""
    found = set(terminals)
    wanted = [("a name", {"WORD"}), ("a value", {"NUMBER", "DURATION"}), ("a comparison", {"OPERATOR"})]
    words = [label for label, members in wanted if found & members]
    words += [f"'{name.lower()}'" for name in ("AND", "OR", "NOT", "IN") if name in found]
    words += [sign for name, sign in _PUNCTUATION.items() if name in found]
    if "$END" in found:
        words.append("the end")
    return ", ".join(words[:-1]) + " or " + words[-1] if len(words) > 1 else "".join(words)
