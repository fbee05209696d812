"""Broken and hostile documents: what each is, where its problem must be, and what must be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from simulator.placeholder import find_placeholders


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Mail(_Strict):
    """One kind of inject."""

    kind: Literal["mail"]
    text: str
    sender: str = Field(default="customer", alias="from")

    @field_validator("text")
    @classmethod
    def _check(cls, value: str) -> str:
        find_placeholders(value)
        return value


class Call(_Strict):
    """Another kind of inject."""

    kind: Literal["call"]
    minutes: Annotated[int, Field(ge=1, le=600)]


Inject = Annotated[Mail | Call, Field(discriminator="kind")]


class Toy(_Strict):
    """A small scenario."""

    id: Annotated[str, Field(pattern="^[a-z-]+$", max_length=40)]
    version: int
    level: Literal["sev1", "sev2"] = "sev1"
    share: Annotated[float, Field(le=1)] = 0
    is_open: bool = False
    injects: Annotated[tuple[Inject, ...], Field(max_length=4)] = ()
    accounts: dict[str, Call | None] = {}
    either: int | Literal["all"] = 1
    nested: Any = None


GOOD = """\
# a comment
id: db-failover
version: 1
injects:
  - kind: mail
    text: |
      Hello {account},
      what happened?
  - {kind: call, minutes: 5}
"""


@dataclass(frozen=True)
class Case:
    """A document and the problem that must be found in it."""

    name: str
    text: str | bytes
    line: int
    message: str
    key: str = ""


def _with(more: str) -> str:
    """A good beginning of two lines, then more."""
    return "id: db-failover\nversion: 1\n" + more


_BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'lol'}]\n" for n in range(10))
_AS_A_WHOLE = "text that begins with '{', '[' or a quote and goes on behind it belongs in quotes as a whole"

CASES = (
    # does not fit the model
    Case("missing key", "id: db-failover\n", 1, "this required key is missing", "version"),
    Case(
        "missing nested key",
        _with("injects:\n  - kind: mail\n"),
        4,
        "required key is missing",
        "injects.0.text",
    ),
    Case("unknown key", _with("verison: 2\n"), 3, "unknown key; did you mean 'version'?", "verison"),
    Case("unknown key unlike any", _with("zzzzzz: 2\n"), 3, "unknown key; known here: id, version", "zzzzzz"),
    Case(
        "unknown nested key",
        _with("injects:\n  - kind: mail\n    text: hi\n    form: x\n"),
        6,
        "unknown key; did you mean 'from'?",
        "injects.0.form",
    ),
    Case("text for number", "id: a\nversion: one\n", 2, "expected a whole number, not 'one'", "version"),
    Case("fraction for number", "id: a\nversion: 1.5\n", 2, "expected a whole number, not 1.5", "version"),
    Case("number for text", "id: 7\nversion: 1\n", 1, "expected text, not 7; put it in quotes", "id"),
    Case("nothing for text", "id:\nversion: 1\n", 1, "expected text, not nothing", "id"),
    Case("list for text", "version: 1\nid:\n  - a\n", 2, "expected text, not a list", "id"),
    Case("mapping for list", _with("injects:\n  kind: mail\n"), 3, "expected a list, not a mapping", "injects"),
    Case("text for mapping", _with("accounts: none\n"), 3, "expected a mapping of keys to values", "accounts"),
    Case("root is a list", "- a\n- b\n", 1, "expected a mapping of keys to values, not a list"),
    Case("root is text", "hello\n", 1, "expected a mapping of keys to values, not 'hello'"),
    Case("bad pattern", "id: DB Failover\nversion: 1\n", 1, "expected text of the form ^[a-z-]+$", "id"),
    Case("bad word", _with("level: sev3\n"), 3, "expected one of sev1, sev2, not 'sev3'; did you mean", "level"),
    Case(
        "bad tag",
        _with("injects:\n- kind: mial\n"),
        4,
        "expected one of mail, call, not 'mial'",
        "injects.0.kind",
    ),
    Case("no tag", _with("injects:\n- text: hi\n"), 4, "required key is missing", "injects.0.kind"),
    Case(
        "too small",
        _with("accounts:\n  a: {kind: call, minutes: 0}\n"),
        4,
        "number of at least 1, not 0",
        "accounts.a.minutes",
    ),
    Case(
        "too many",
        _with("injects: [" + "{kind: call, minutes: 1}, " * 5 + "]\n"),
        3,
        "expected at most 4 entries, not 5",
        "injects",
    ),
    Case("neither of two", _with("either: some\n"), 3, "expected a whole number or 'all', not 'some'", "either"),
    Case("not a truth value", _with("is_open: perhaps\n"), 3, "expected true or false", "is_open"),
    Case(
        "format-string trick",
        _with("injects:\n  - kind: mail\n    text: 'hi {0.__class__}'\n"),
        5,
        "character 4: '{0.__class__}' is no placeholder",
        "injects.0.text",
    ),
    # is not plain YAML
    Case("duplicate key", "id: a\nversion: 1\nid: b\n", 3, "this key is here twice, first on line 1", "id"),
    Case("number as key", _with("1: a\n"), 3, "expected a key that is text, not 1; put it in quotes", "1"),
    Case("truth value as key", _with("true: a\n"), 3, "expected a key that is text, not true", "true"),
    Case("nothing as key", _with("? \n: a\n"), 3, "expected a key that is text, not nothing"),
    Case("doubtful number as key", _with("0x1: a\n"), 3, "expected a plain number", "0x1"),
    Case("list as key", _with("? [a, b]\n: c\n"), 3, "expected a key that is text, not a mapping or a list"),
    Case("tab", _with("injects:\n\t- kind: mail\n"), 4, "expected spaces for indentation, not a tab"),
    Case("tab after a colon", _with("level:\tsev1\n"), 3, "expected spaces, not a tab"),
    Case("tab between words", _with("level: so\tso\n"), 3, "expected spaces, not a tab"),
    Case("placeholder first", _with("nested:\n  a: {home} is down.\n  b: 1\n"), 4, _AS_A_WHOLE),
    Case("bracket first", _with("nested:\n  a: [urgent] now\n  b: 1\n"), 4, _AS_A_WHOLE),
    Case("apostrophe in quotes", _with("nested:\n  a: 'When's it over?'\n  b: 1\n"), 4, _AS_A_WHOLE),
    Case("quote in quotes", _with('nested:\n  a: "He said "now" please."\n  b: 1\n'), 4, _AS_A_WHOLE),
    Case("placeholder first, in braces", _with("nested: {a: {home} is down., b: 1}\n"), 3, _AS_A_WHOLE),
    Case(
        "indented too deep",
        _with("nested:\n  a: 3m\n    b: 1\n"),
        5,
        "expected the indentation of the lines above; text of several lines that holds ': ' belongs in quotes",
    ),
    Case("thousands", _with("nested: {a: 480,000}\n"), 3, "expected a number without commas between its thousands"),
    Case("more thousands", _with("nested: {a: 480,500, b: 1}\n"), 3, "expected a number without commas"),
    Case("two colons", _with("level: sev1: sev2\n"), 3, "expected one 'key: value' a line"),
    Case("no colon", _with("level\nshare: 1\n"), 3, "expected ':' after the key"),
    Case("open bracket", _with("injects: [1, 2\nshare: 1\n"), 4, "closing bracket"),
    Case("open quote", _with('level: "sev1\n'), 3, "expected a closing quote"),
    Case(
        "bad indentation",
        _with("injects:\n  - kind: mail\n text: a\n"),
        5,
        "expected the indentation of the lines",
    ),
    Case("bad escape", _with('level: "\\q"\n'), 3, "unknown escape"),
    Case("escape beyond Unicode", _with('level: "\\UFFFFFFFF"\n'), 3, "cannot be read as YAML"),
    Case("at sign", _with("level: @a\n"), 3, "text that begins with this character belongs in quotes"),
    Case("empty", "", 1, "the file is empty"),
    Case("only comments", "# nothing\n---\n", 1, "the file is empty"),
    Case("two documents", _with("---\nid: b\n"), 3, "expected one document"),
    Case("directive", "%YAML 1.1\n---\nid: a\n", 2, "lines that begin with '%' are not allowed"),
    Case("anchor", _with("level: &a sev1\n"), 3, "anchors ('&name') are not allowed"),
    Case("alias", _with("level: *a\n"), 3, "aliases ('*name') are not allowed"),
    Case("alias bomb", _BOMB, 1, "anchors ('&name') are not allowed"),
    Case("merge key", _with("<<: {level: sev2}\n"), 3, "merge keys ('<<') are not allowed", "<<"),
    Case("python tag", _with("nested: !!python/object/apply:os.system ['true']\n"), 3, "tags ('!name') are not"),
    Case("own tag", _with("nested: !secret x\n"), 3, "tags ('!name') are not allowed"),
    Case(
        "huge number",
        _with("share: 1" + "0" * 5000 + "\n"),
        3,
        "a whole number of at most 18 digits",
        "share",
    ),
    Case("huge fraction", _with("share: 0." + "1" * 5000 + "\n"), 3, "at most 36 characters", "share"),
    Case("huge exponent", _with("share: 1e999999999\n"), 3, "expected a plain number", "share"),
    Case(
        "hexadecimal",
        _with("share: 0x1F\n"),
        3,
        "expected a plain number such as 7 or 0.25, not 0x1F",
        "share",
    ),
    Case("leading zeros", _with("share: 007\n"), 3, "text belongs in quotes", "share"),
    Case("infinity", _with("share: -.inf\n"), 3, "expected a plain number", "share"),
    Case(
        "long text",
        _with("nested:\n  a: |\n" + "    abcdefghi\n" * 2100),
        4,
        "at most 20,000 char",
        "nested.a",
    ),
    Case("long line", _with("nested: " + "a" * 30_000 + "\n"), 3, "at most 20,000 characters on a line"),
    Case("long key", _with("k" * 300 + ": a\n"), 3, "expected a key of at most 200 characters"),
    Case("terminal escape", _with('nested: "\\e[2J"\n'), 3, "invisible character U+001B", "nested"),
    Case("lone surrogate", _with('nested: "\\ud800"\n'), 3, "invisible character U+D800", "nested"),
    Case("control character", _with("nested: a\x1b[2J\n"), 3, "invisible character U+001B"),
    Case("direction change", _with("nested: a\u202eb\n"), 3, "invisible character U+202E"),
    Case("no-break space", _with("nested:\u00a0a\n"), 3, "expected a plain space, not U+00A0"),
    Case("NUL", _with("nested: a\x00b\n").encode(), 3, "invisible character U+0000"),
    Case("not UTF-8", _with("nested: caf").encode() + b"\xe9\n", 3, "expected UTF-8 text"),
    Case("UTF-16", _with("").encode("utf-16"), 1, "expected UTF-8 text, not UTF-16"),
    Case("binary", bytes(range(256)) * 40, 2, "expected UTF-8 text"),
    Case("nested brackets", _with("nested: " + "[" * 5000 + "]" * 5000), 3, "at most 50 levels"),
    Case("nested braces", _with("nested: " + "{a: " * 4000), 3, "at most 50 levels"),
    Case("nested dashes", "- " * 5000, 1, "at most 50 levels"),
    Case("nested keys", "".join(" " * n + f"k{n}:\n" for n in range(190)), 51, "at most 50 levels"),
    Case("nested questions", "? " * 5000, 1, "expected a key that is text"),
    Case(
        "too many values",
        "- a\n" * 12 + "- [" + ("a,a,a,a,a,a,a,a,a,a,\n" * 6000) + "]",
        5011,
        "at most 50,000",
    ),
    Case("too many lines", "- a\n" * 60_000, 30_001, "expected at most 30,000 lines"),
    Case("ten megabytes", "nested: abcdefgh\n" * 600_000, 1, "expected at most 1,000,000"),
    Case("long tag", "nested: !<" + "a" * 900_000 + "> b\n", 1, "characters on a line"),
    Case(
        "many unknown keys",
        "".join(f"unknown_{n}: 1\n" for n in range(24_000)),
        1,
        "required key is missing",
        "id",
    ),
)
