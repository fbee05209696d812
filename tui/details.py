"""What Enter opens: the whole of a row, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from simulator.clock import spell
from simulator.states import customer_of
from simulator.vocabulary import TaskState
from tui.names import Names, channel, label, milli, money, names_of, severity
from tui.narrate import narrate
from tui.promised import standings

if TYPE_CHECKING:
    from tui.session import DrillLike

Prefill = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """A page about one thing."""

    title: str
    text: str
    offers: tuple[tuple[str, Prefill], ...] = ()
    """Actions that make sense here, each with the fields that are known."""


def detail(row_id: str, drill: DrillLike) -> Detail | None:
    """The page of a row; None when there is no more to say than the row says."""
    kind, _, name = row_id.partition(":")
    make = _PAGES.get(kind)
    return make(drill, name, names_of(drill)) if make else None


def message_text(drill: DrillLike, name: str) -> str:
    """A message with its sender and when it came, and the answer that it got."""
    names = names_of(drill)
    message = drill.incident.messages[name]
    event = message.event
    lines = [f"From {names.wrote(event)} · {names.clock(message.at_s)} UTC · {event.medium.value}"]
    if event.asks:
        due = f"wants an answer within {spell(event.answer_within_s)}"
        answered = message.answered_s
        lines[0] += f" · {due}" if answered is None else f" · answered at {names.clock(answered)}"
    return "\n".join([*lines, "", event.subject, "", event.text])


def _message(drill: DrillLike, name: str, names: Names) -> Detail:
    event = drill.incident.messages[name].event
    account = customer_of(event, drill.incident.people)
    offers: list[tuple[str, Prefill]] = []
    if event.sender != "monitoring":
        offers.append(("reply", (("message", name),)))
    if account:
        offers.append(("acknowledge_customer", (("account", account),)))
    if account and (event.confirms or drill.incident.mitigated_s is not None):
        offers.append(("record_confirmation", (("account", account), ("message", name))))
    if event.sender == "monitoring" and drill.incident.page_acknowledged_s is None:
        offers.append(("acknowledge_page", ()))
    return Detail("Message", message_text(drill, name), tuple(offers))


def _task(drill: DrillLike, name: str, names: Names) -> Detail:
    task, run = drill.scenario.tasks[name], drill.incident.tasks.get(name)
    before = ", ".join(names.task(other) for other in task.requires) or "nothing"
    lines = [
        task.title, "",
        f"Kind           {task.kind.value}",
        f"Team           {task.team}; usually owned by {task.owner.title}",
        f"Needs first    {before}",
        f"Can be undone  {'yes' if task.reversible else 'NO'}",
        f"Risk           {task.risk or 'none that the engineers name'}",
    ]  # fmt: skip
    if run is not None:
        lines += ["", f"State          {run.state.value}, started {names.clock(run.started_s)} UTC"]
        lines += [f"Result         {run.result}"] if run.result else [f"Engineer says  {spell(run.eta_s)}"]
    running = run is not None and run.state is TaskState.RUNNING
    done = run is not None and run.state in (TaskState.DONE, TaskState.FAILED)
    offers: list[tuple[str, Prefill]] = []
    if running:
        offers.append(("stop_task", (("task", name),)))
    elif run is None or run.state is not TaskState.DONE or not run.moved or task.repeatable:
        offers.append(("start_task", (("task", name), ("owner", task.owner.value))))
    if done:
        offers.append(("attach_evidence", (("source", name), ("title", task.title))))
    offers.append(("page_team", (("team", task.team),)))
    return Detail("Task", "\n".join(lines), tuple(offers))


def record_words(drill: DrillLike) -> str:
    """What the incident record says now; empty before anything is declared."""
    record, names = drill.incident.record, names_of(drill)
    if record.severity is None or record.incident_class is None:
        return ""
    since = "not stated" if record.impact_start_s is None else f"{names.clock(record.impact_start_s)} UTC"
    return (
        f"Now: {severity(record.severity)}, {label(record.incident_class.value)} · scope: {record.scope} · "
        f"status: {record.status} · impact since: {since}"
    )


def _signal(drill: DrillLike, name: str, names: Names) -> Detail:
    signal = drill.scenario.signals[name]
    history = drill.incident.signal_history[-16:]
    rows = [
        f"{names.clock(at_s)}   {milli(values.get(name, signal.baseline)):>8} {signal.unit}" for at_s, values in history
    ]
    text = (
        f"{signal.title}\n\nNormal {milli(signal.baseline)} {signal.unit} · warning from {milli(signal.warn)} · "
        f"critical from {milli(signal.critical)}\n\nUTC      value\n" + "\n".join(reversed(rows))
    )
    return Detail("Signal", text, (("attach_evidence", (("source", name), ("title", signal.title))),))


def _account(drill: DrillLike, name: str, names: Names) -> Detail:
    state, spec = drill.incident.accounts[name], drill.scenario.accounts[name]
    contacts = [names.with_title(p.id) for p in drill.incident.people.values() if p.organisation == name]
    course = " → ".join(str(value // 1_000) for _, value in state.history[-10:])
    lines = [
        state.name, "",
        f"Tier         {spec.tier}",
        f"Contract     {money(spec.arr)} a year, fee {money(spec.monthly_fee)} a month, schedule {spec.sla}",
        f"Renewal      in {spec.renewal_in_days} days",
        f"In the works  {spec.open_opportunity or 'nothing'}",
        f"Contacts     {'; '.join(contacts) or 'none'}",
        f"Sentiment    {course}" + (f" ({state.reason})" if state.reason else ""),
        f"Confirmed    {'yes' if state.confirmed else 'not yet'}",
    ]  # fmt: skip
    known: Prefill = (("account", name),)
    offers = ("acknowledge_customer", "schedule_call", "propose_credit", "ask_confirmation")
    mail: Prefill = (("channel", "customer_mail"), ("accounts", name))
    return Detail("Customer", "\n".join(lines), (*((offer, known) for offer in offers), ("post_update", mail)))


def _entry(drill: DrillLike, name: str, names: Names) -> Detail:
    entry = drill.entries[int(name) - 1]
    text = getattr(entry.event, "text", "") or getattr(entry.event, "result", "")
    words = narrate(entry, names)
    full = f"{words}\n\n{text}" if text and not words.endswith(text) else words
    full = f"{names.clock(entry.at_s)} UTC, journal line {entry.n}\n\n{full}"
    offers: tuple[tuple[str, Prefill], ...] = (
        ("log_entry", (("action", words[:200]), ("happened_at_s", names.clock(entry.at_s)))),
    )
    return Detail("Timeline", full, offers)


def _seat(drill: DrillLike, name: str, names: Names) -> Detail:
    from simulator.vocabulary import Seat

    seat = Seat(name)
    holder = drill.incident.roles.get(seat)
    trained = [names.with_title(p.id) for p in drill.incident.people.values() if name in p.seats]
    text = (
        f"{seat.title}\n\nHeld by     {names.holder(holder, seat) if holder else 'nobody'}\n"
        f"Trained     {'; '.join(trained) or 'nobody'}"
    )
    return Detail("Seat", text, (("hand_over" if holder else "assign_role", (("seat", name),)),))


def _promise(drill: DrillLike, name: str, names: Names) -> Detail:
    promise, standing = drill.incident.promises[name], standings(drill.incident, drill.runbook)[name]
    state = f"{standing.state}, still owed" if standing.unheard else standing.state
    text = (
        f"{names.promised(promise)} by {names.clock(promise.due_s)} UTC\n\n"
        f"Said at     {names.clock(promise.made_s)} UTC\n"
        f"Channel     {channel(promise.channel)}\nState       {state}" + (f"\n\n{standing.why}" if standing.why else "")
    )
    call: Prefill = (("call", promise.channel),)
    offers = (("hold_call", call),) if promise.what == "call" else (("post_update", ()),)
    return Detail("Promise", text, offers if standing.owed else ())


def _credit(drill: DrillLike, name: str, names: Names) -> Detail:
    credit = drill.incident.credits[name]
    ev = credit.event
    text = (
        f"{label(ev.credit.value)} for {names.account(ev.account)}\n\n"
        f"Amount      {money(ev.amount_cents) if ev.amount_cents else f'{ev.days} days'}\nBasis       {ev.basis}\n"
        f"Approver    {names.approver(ev.approver)}\nState       {credit.state} {credit.reason}"
    )
    known: Prefill = (("proposal", name),)
    return Detail("Credit", text, (("grant_credit", known), ("approve_credit", known)))


def _said(drill: DrillLike, name: str, names: Names) -> Detail:
    return replace(_entry(drill, name, names), title="War room")


def _fact(drill: DrillLike, name: str, names: Names) -> Detail:
    at_s, fact = drill.incident.facts[name]
    return Detail("Known", f"{names.clock(at_s)} UTC\n\n{fact.text}", (("log_entry", (("action", fact.text),)),))


def _hypothesis(drill: DrillLike, name: str, names: Names) -> Detail:
    at_s, state, why = drill.incident.hypotheses[name]
    known: Prefill = (("hypothesis", name), ("state", "confirmed"))
    return Detail(
        "Hypothesis", f"{name}\n\n{state.value} since {names.clock(at_s)} UTC\n{why}", (("record_hypothesis", known),)
    )


def _decision(drill: DrillLike, name: str, names: Names) -> Detail:
    at_s, ev = drill.incident.decisions[int(name)]
    options = "\n".join(f"  - {option}" for option in ev.options)
    taken = f"Choice      {ev.choice}\nWhy         {ev.why}\nApproved by {names.decided(ev.approver)}"
    text = f"{ev.question}\n\nOptions\n{options}\n\n{taken}"
    return Detail(f"Decision at {names.clock(at_s)} UTC", text)


def _end(drill: DrillLike, _name: str, names: Names) -> Detail:
    text = f"At {names.clock(drill.scenario.horizon)} UTC the drill ends by itself and is judged."
    return Detail("The drill ends", f"{text}\n\nWhat is not done by then is not done.", (("finish_drill", ()),))


_PAGES: dict[str, Callable[[DrillLike, str, Names], Detail]] = {
    "message": _message, "task": _task, "signal": _signal, "account": _account, "entry": _entry, "seat": _seat,
    "promise": _promise, "credit": _credit, "said": _said, "fact": _fact, "hypothesis": _hypothesis,
    "decision": _decision, "end": _end,
}  # fmt: skip
