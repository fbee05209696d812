"""Decisions on accounts: questions answered or not, credits approved first, granted or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scoring.analysis.course import ADDED, Question, Step, moved
from scoring.analysis.decisions.scene import Decision, Scene, added
from scoring.money import grants
from scoring.record import Seen
from simulator import commands as c
from simulator import events as e
from simulator.clock import MINUTE_S, spell
from simulator.vocabulary import InterruptKind, Seat

ANSWER_S = 10 * MINUTE_S
LATE_S = 30 * MINUTE_S
MOST_QUESTIONS = 6
"""So many single questions are examined: of the most important accounts first."""
ANSWER = (
    "Thank you for asking about “{subject}”. We are working on it now; I can confirm what is in our last update and "
    "nothing beyond it yet. I will write to you personally again with what we learn."
)


def answering(scene: Scene) -> Iterator[Decision]:
    """Each important question: answered in time where it was late or not, never answered where it was."""
    asked = sorted(_questions(scene), key=lambda seen: (not _is_strategic(scene, seen), seen.n))[:MOST_QUESTIONS]
    answers: dict[str, Step] = {}
    for step in scene.given(c.Reply):
        answers.setdefault(getattr(step.command, "message", ""), step)
    for seen in asked:
        yield from _answer(scene, seen, answers.get(seen.event.message))


def _questions(scene: Scene) -> Iterator[Seen[e.MessageArrived]]:
    for seen in scene.record.all(e.MessageArrived):
        message = seen.event
        plain = message.asks and message.interrupt is InterruptKind.NONE
        if plain and (scene.record.is_customer(message) or scene.record.is_executive(message)):
            yield seen


def _is_strategic(scene: Scene, seen: Seen[e.MessageArrived]) -> bool:
    account = scene.kit.scenario.accounts.get(seen.event.account)
    return account is not None and account.tier == "strategic"


def _answer(scene: Scene, seen: Seen[e.MessageArrived], step: Step | None) -> Iterator[Decision]:
    sender = scene.record.people.get(seen.event.sender)
    who = f"{sender.name if sender else seen.event.sender} on “{seen.event.subject}”"
    due_s = seen.at_s + ANSWER_S
    if step is None:
        earlier = [s for s in scene.record.all(e.MessageArrived) if s.n < seen.n]
        same = sum((s.event.sender, s.event.subject) == (seen.event.sender, seen.event.subject) for s in earlier)
        question = Question(seen.event.sender, seen.event.account, seen.event.subject, same, False)
        command = c.Reply(message=seen.event.message, text=scene.discreet(ANSWER.format(subject=seen.event.subject)))
        answer = added(command, due_s, Seat.CS, f"answer-{seen.n}", question=question)
        yield Decision(f"answer-{seen.n}", due_s, seen.n, f"You never answered {who}.",
                       f"a plain answer after {spell(ANSWER_S)}", scene.adding(answer))  # fmt: skip
        return
    after_s = step.at_s - seen.at_s
    said = f"You answered {who} after {spell(after_s)}."
    if after_s > LATE_S:
        yield Decision(f"answer-{seen.n}-sooner", step.at_s, step.n, said, f"the same answer after {spell(ANSWER_S)}",
                       scene.swapped(moved(step, due_s)))  # fmt: skip
    yield Decision(f"answer-{seen.n}-never", step.at_s, step.n, said, "no answer",
                   scene.without(step), withholds=True)  # fmt: skip


def crediting(scene: Scene) -> Iterator[Decision]:
    """Each credit: approved before it is promised where it was not, never granted where it was."""
    by_line = {step.n: step for step in scene.given(c.GrantCredit)}
    for grant in grants(scene.record):
        step, name = by_line.get(grant.told.n), scene.record.company(grant.account)
        if step is None:
            continue
        if grant.decided is None:
            waits = replace(step, wants_approval=True)
            yield Decision(f"credit-{step.n}-approved", step.at_s, step.n,
                           f"You promised {name} a credit that nobody had approved.",
                           "you wait for the approval", scene.swapped(waits))  # fmt: skip
        yield Decision(f"credit-{step.n}-never", step.at_s, step.n, f"You granted {name} a credit.",
                       "no credit for them", scene.without(step))  # fmt: skip


def owed(scene: Scene) -> Iterator[Decision]:
    """Each account that is due a credit and was granted none: proposed, approved, granted."""
    granted = {grant.account for grant in grants(scene.record)}
    restored = scene.record.restored
    for account, right in scene.truth.credit.items():
        if account in granted or right.least <= 0 or restored is None:
            continue
        at_s = restored.at_s + LATE_S
        ask = c.ProposeCredit(account=account, credit=right.credit, amount_cents=right.least, approver=right.approver,
                              basis="Down minutes under the contract's definition")  # fmt: skip
        tell = c.GrantCredit(proposal=f"{ADDED}{account}", text="We credit you what your contract promises.")
        proposed = added(ask, at_s, Seat.CS, f"propose-{account}", since_restore_s=LATE_S)
        told = added(tell, at_s + 60, Seat.CS, f"grant-{account}", since_restore_s=LATE_S + 60, wants_approval=True)
        yield Decision(f"credit-{account}", at_s, 0,
                       f"{scene.record.company(account)} was due a credit and you granted none.",
                       f"proposed {spell(LATE_S)} after service was restored, and granted once approved",
                       scene.adding(proposed, told))  # fmt: skip


FINDERS = (answering, crediting, owed)
