"""Decisions on words to customers and executives: first update, silence, promises, falsehoods, leaks, briefs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from msgspec import structs

from scoring.analysis.course import Step
from scoring.analysis.decisions.closing import waiting
from scoring.analysis.decisions.scene import Decision, Scene, added, is_external
from scoring.duty import watched_s
from scoring.leaks import leaks
from simulator import commands as c
from simulator import events as e
from simulator.clock import MINUTE_S, spell
from simulator.vocabulary import Channel, Seat

FIRST_S = 10 * MINUTE_S
BRIEF_S = 30 * MINUTE_S


def first_update(scene: Scene) -> Iterator[Decision]:
    """The first update sooner, at all, or not at all."""
    if scene.truth.false_alarm:
        return
    posts = [s for s in scene.given(c.PostUpdate) if is_external(s)]
    due_s = scene.signal_s + FIRST_S
    if not posts:
        yield Decision("update-at-all", due_s, 0, "You never wrote to customers.",
                       f"a plain update {spell(FIRST_S)} after the first signal",
                       scene.adding(scene.plain_update(due_s)))  # fmt: skip
        return
    first = posts[0]
    after_s = first.at_s - scene.signal_s
    said = f"Your first update went out {spell(max(0, after_s))} after the first signal."
    if after_s > FIRST_S + 5 * MINUTE_S:
        early = _in_cadence(scene, due_s, first.at_s - 5 * MINUTE_S)
        yield Decision("update-sooner", first.at_s, first.n, said,
                       f"{counted(len(early), 'plain update')} from {spell(FIRST_S)} after it on, and then yours",
                       scene.adding(*early))  # fmt: skip
    yield Decision("update-never", first.at_s, first.n, said, "that update is not sent",
                   scene.without(first), withholds=True)  # fmt: skip


def silence(scene: Scene) -> Iterator[Decision]:
    """Each silence beyond the cadence, broken by a plain update in time."""
    posts = [s.at_s for s in scene.given(c.PostUpdate) if is_external(s)]
    end_s, cadence_s = watched_s(scene.record, scene.context), scene.context.cadence_s
    if not posts or scene.truth.false_alarm:
        return
    for last_s, next_s in zip(posts, [*posts[1:], max(end_s, posts[-1])], strict=True):
        if next_s - last_s <= cadence_s + 5 * MINUTE_S or last_s >= end_s:
            continue
        updates = _in_cadence(scene, last_s + cadence_s - 5 * MINUTE_S, min(next_s, end_s), 1)
        if updates:
            ended_s = scene.record.end_s
            left = f"; the drill ended at {scene.utc(ended_s)}, and nobody wrote after it" if ended_s < next_s else ""
            yield Decision(f"silence-{last_s}", updates[0].at_s, 0,
                           f"Customers heard nothing for {spell(next_s - last_s)} from {scene.utc(last_s)} on{left}.",
                           f"{counted(len(updates), 'plain update')} in between",
                           scene.adding(*updates))  # fmt: skip


def _in_cadence(scene: Scene, from_s: int, until_s: int, number: int = 0) -> list[Step]:
    """Plain updates from a second on until another, a little sooner each than the cadence asks."""
    cadence_s = scene.context.cadence_s
    moments = range(from_s, until_s, max(cadence_s - 5 * MINUTE_S, cadence_s // 2))
    return [scene.plain_update(at_s, count) for count, at_s in enumerate(moments, number)]


def counted(count: int, what: str) -> str:
    """So many things in words: `an internal line`, `2 internal lines`."""
    return f"{'an' if what[0] in 'aeiou' else 'a'} {what}" if count == 1 else f"{count} {what}s"


def promises(scene: Scene) -> Iterator[Decision]:
    """Each broken promise of an update kept by a plain one; each promised repair time not promised."""
    for promise in scene.record.promises:
        made = promise.made.event
        if promise.ledger.state != "broken":
            continue
        line = made.said_in
        if made.what == "update" and made.account in ("*", "inside"):
            channel = Channel.STATUS_PAGE if made.account == "*" else Channel.HOLDING_LINE
            yield Decision(f"promise-{made.promise}", made.due_s, line,
                           f"You promised news by {scene.utc(made.due_s)} and did not keep it.",
                           "a plain update comes in time",
                           scene.adding(scene.plain_update(made.due_s - 60, 1, channel)))  # fmt: skip
        elif made.what == "fix":
            yield from _unpromised(scene, line, made.due_s)


def _unpromised(scene: Scene, line: int, due_s: int) -> Iterator[Decision]:
    step = next((s for s in scene.steps if s.n == line), None)
    if step is not None and step.recorded is not None:
        kept = [one for one in step.recorded.reading.promises if one.what != "fix"]  # type: ignore[union-attr]
        yield Decision(f"fix-time-{line}", step.at_s, line,
                       f"You promised a repair by {scene.utc(due_s)}, and it did not come.",
                       "the same text without that promise",
                       scene.swapped(_reread(step, promises=tuple(kept))))  # fmt: skip


def _reread(step: Step, **changes: object) -> Step:
    """The step as if its text had been read otherwise."""
    recorded = step.recorded
    reading = structs.replace(recorded.reading, **changes)  # type: ignore[union-attr]
    return replace(step, recorded=structs.replace(recorded, reading=reading))  # type: ignore[type-var]


def falsehoods(scene: Scene) -> Iterator[Decision]:
    """Texts that said what the room knew, or monitoring showed, to be false: a plain update in their place."""
    wrong: dict[int, str] = {}
    for found in scene.lies:
        wrong.setdefault(found.said.n, found.said.claim.quote)
    lines = set(wrong)
    if not wrong:
        return
    all_clear = any(found.said.claim.key == "restored" for found in scene.lies) and scene.record.hurt
    later = {step.n: step for step in waiting(scene)} if all_clear else {}
    course = (later.get(step.n, step) for step in scene.steps)
    steps = tuple(_honest(scene, step) if step.n in lines else step for step in course)
    first = next(step for step in scene.steps if step.n in lines)
    yield Decision("falsehood", first.at_s, first.n,
                   f"You wrote “{wrong[first.n][:80]}” at {scene.utc(first.at_s)}, against what was known"
                   + (f", and {len(wrong) - 1} more like it." if len(wrong) > 1 else "."),
                   "plain words without that claim" + (", and no state claimed before it is restored" if later else ""),
                   steps)  # fmt: skip


def leaked(scene: Scene) -> Iterator[Decision]:
    """Texts that told outside what had to stay inside: the same ones without it."""
    found = leaks(scene.record, scene.context)
    lines = {leak.n for leak in found}
    steps = [step for step in scene.steps if step.n in lines]
    if not steps:
        return
    first, words = steps[0], list(dict.fromkeys(leak.word for leak in found))
    yield Decision("leak", first.at_s, first.n,
                   f"You wrote “{words[0]}” at {scene.utc(first.at_s)} to people who were not to read it"
                   + (f", and {len(words) - 1} more like it." if len(words) > 1 else "."),
                   f"the same {'text' if len(steps) == 1 else 'texts'} without {'it' if len(words) == 1 else 'them'}",
                   scene.swapped(*(_discreet(scene, step) for step in steps)))  # fmt: skip


def _discreet(scene: Scene, step: Step) -> Step:
    """The same message as everybody may read it, read anew."""
    text = scene.discreet(step.command.text)  # type: ignore[union-attr]
    return replace(step, command=structs.replace(step.command, text=text), recorded=None)


_CALM = "We have checked it against a second measurement: the service works as usual, and no customer is affected."
"""What is so in a false alarm."""


def _honest(scene: Scene, step: Step) -> Step:
    """The same message without its claims; a public update becomes a plain one, and where nothing fails it says so."""
    if scene.truth.false_alarm and isinstance(
        step.command, c.PostUpdate | c.Reply | c.AcknowledgeCustomer | c.PostBrief
    ):
        return replace(step, command=structs.replace(step.command, text=_CALM), recorded=None)
    if isinstance(step.command, c.PostUpdate):
        plain = scene.plain_update(step.at_s, 1, step.command.channel)
        command = structs.replace(plain.command, accounts=step.command.accounts)
        return replace(step, command=command, recorded=None)
    return _reread(step, claims=())


def briefing(scene: Scene) -> Iterator[Decision]:
    """The first brief: not at all where it was written, written where it was not."""
    step = next(iter(scene.given(c.PostBrief)), None)
    if step is not None:
        yield Decision("brief-never", step.at_s, step.n, f"You briefed the executives at {scene.utc(step.at_s)}.",
                       "no brief before the next one", scene.without(step), withholds=True)  # fmt: skip
    elif not scene.truth.false_alarm and any(isinstance(command, c.PostBrief) for _, _, command in scene.reference):
        due_s = scene.signal_s + BRIEF_S
        text = BRIEF.format(at=scene.utc(due_s + 4 * 60 * MINUTE_S))
        yield Decision("brief-at-all", due_s, 0, "You never briefed the executives.",
                       f"a brief {spell(BRIEF_S)} after the first signal",
                       scene.adding(added(c.PostBrief(text=text), due_s, Seat.IC, "brief")))  # fmt: skip


BRIEF = (
    "Impact: customers cannot use part of the service; the size is being measured. Status: declared, the engineers are "
    "containing it. Confidence: medium, the cause is not confirmed. Decisions needed from you: none now. Next brief by "
    "{at}."
)


def holding(scene: Scene) -> Iterator[Decision]:
    """The internal line: none of it."""
    lines = [s for s in scene.given(c.PostUpdate) if getattr(s.command, "channel", None) is Channel.HOLDING_LINE]
    if lines:
        yield Decision("holding-never", lines[0].at_s, lines[0].n,
                       f"You gave colleagues {counted(len(lines), 'internal line')} to speak from.", "none of them",
                       scene.without(*lines), withholds=True)  # fmt: skip


def calls(scene: Scene) -> Iterator[Decision]:
    """Each promised call that nobody held, held."""
    booked = {s.event.call: s for s in scene.record.mine(e.CallScheduled)}
    for missed in scene.record.all(e.CallMissed):
        call = booked.get(missed.event.call)
        if call is not None:
            held = added(c.HoldCall(call=call.event.call, notes="What we know, what we do, when we speak next."),
                         call.event.at_s, Seat.IC, f"hold-{call.n}")  # fmt: skip
            yield Decision(f"call-{call.n}", call.event.at_s, call.n,
                           f"Nobody came to the call that you offered for {scene.utc(call.event.at_s)}.",
                           "the call is held", scene.adding(held))  # fmt: skip


FINDERS = (first_update, silence, promises, falsehoods, leaked, briefing, holding, calls)
