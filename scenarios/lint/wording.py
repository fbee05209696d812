"""Texts that would be shown as nobody meant them: bare braces, the same message twice, a briefing that tells all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from scenarios.document import Path
from scenarios.lint.finding import Flaw, Flaws
from simulator.scenario import Scenario, ScriptStep
from simulator.scenario.inject import Inject

_BRACES = re.compile(r"\{[^{}]*\}")
_FILLED = {
    "Scenario": {"briefing"},
    "Task": {"result", "no_effect", "not_yet", "evidence"},
    "Report": {"text"},
    "Inject": {"subject", "text"},
    "Fact": {"text"},
    "Variant": {"results"},
}
"""Fields by model whose placeholders get their values in a drill; everything else is shown as it stands."""
_ON_ONE_LINE = frozenset({"title", "name", "subject", "home", "unit", "open_opportunity"})
LEAST_CONCEPTS = 2
"""With fewer groups of words a briefing can hardly help naming the cause."""


def check_wording(s: Scenario) -> Flaws:
    """Every text that needs another look."""
    for path, text in _bare(s, ()):
        if found := _BRACES.search(text):
            yield Flaw("placeholder", path, f"{found[0]} gets no value here; this text is shown as it stands")
    for path, text in _titles(s, ()):
        if len(text.splitlines()) > 1 or text != text.rstrip("\n"):
            yield Flaw("title-lines", path, "a title or name of more than one line")
    yield from _twice(s)
    yield from _spoilers(s)


def _bare(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text that no drill fills, with its place."""
    if isinstance(value, ScriptStep):
        return
    if isinstance(value, BaseModel):
        known = _FILLED.get(type(value).__name__, set())
        for name in type(value).model_fields:
            if name not in known:
                yield from _bare(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _bare(part, (*path, key))
    elif isinstance(value, tuple):
        for i, part in enumerate(value):
            yield from _bare(part, (*path, i))
    elif isinstance(value, str):
        yield path, value


def _titles(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text that stands on one line of a screen, with its place."""
    if isinstance(value, ScriptStep):
        return
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            held = getattr(value, name)
            if isinstance(held, str) and name in _ON_ONE_LINE:
                yield (*path, name), held
            yield from _titles(held, (*path, name))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _titles(part, (*path, key))
    elif isinstance(value, tuple):
        for i, part in enumerate(value):
            yield from _titles(part, (*path, i))


def _twice(s: Scenario) -> Flaws:
    """The same words from two injects that can meet in one drill."""
    seen: dict[str, list[Inject]] = {}
    for i, inject in enumerate(s.injects):
        for text in (inject.text,) if isinstance(inject.text, str) else inject.text:
            folded = " ".join(text.casefold().split())
            other = next((x for x in seen.get(folded, ()) if _meet(x, inject)), None)
            if other is not None:
                yield Flaw("text-twice", ("injects", i, "text"), f"'{inject.id}' says what '{other.id}' says")
            seen.setdefault(folded, []).append(inject)


def _meet(one: Inject, other: Inject) -> bool:
    return not one.variants or not other.variants or bool({*one.variants} & {*other.variants})


def _spoilers(s: Scenario) -> Flaws:
    """The cause in what is read before the clock starts, or in the first sign that a trainee sees."""
    shown = [(("summary",), s.summary), (("briefing",), s.briefing), (("title",), s.title)]
    for name, variant in s.variants.items():
        groups = variant.truth.cause_concepts
        if variant.truth.false_alarm or len(groups) < LEAST_CONCEPTS:
            continue
        for path, text in (*shown, *_first_signs(s, name)):
            if _tells(_folded(text), groups):
                yield Flaw("spoiler", path, f"it names every concept of the cause of '{name}'")


def _first_signs(s: Scenario, variant: str) -> Iterator[tuple[Path, str]]:
    for i, inject in enumerate(s.injects):
        if inject.credible_signal and (not inject.variants or variant in inject.variants):
            for text in (inject.text,) if isinstance(inject.text, str) else inject.text:
                yield ("injects", i, "text"), f"{inject.subject} {text}"


def _tells(text: str, groups: Iterable[Iterable[str]]) -> bool:
    return all(any(re.search(rf"\b{re.escape(_folded(word))}\b", text) for word in group) for group in groups)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
