"""The rows of each pane of the war room, from the fold: pure, in words, and with nothing hidden in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from simulator.cells import column
from simulator.clock import spell
from simulator.states import AccountState, Message, TaskRun
from simulator.vocabulary import HypothesisState, MessageKind, Seat, TaskState
from tui.due import AFTER_END
from tui.names import Names, milli, one_line, seat
from tui.names import channel as channel_name
from tui.rows import Row, Span, Tone, heading
from tui.sparkline import sparkline

if TYPE_CHECKING:
    from simulator.incident import Incident
    from simulator.scenario import Scenario
    from simulator.scenario.world import Signal, Task
    from tui.due import Need
    from tui.promised import Standing

MOST_ROWS = 400
"""Panes show the newest so many; find and the journal reach the rest."""
SPARK_WIDTH = 7
NAME_CELLS = 22
UNIT_CELLS = 5
STATE_MARKS = {
    TaskState.OPEN: ("○", Tone.DIM),
    TaskState.RUNNING: ("▶", Tone.ACCENT),
    TaskState.DONE: ("✓", Tone.GOOD),
    TaskState.FAILED: ("✗", Tone.CRITICAL),
    TaskState.STOPPED: ("■", Tone.DIM),
}
MEDIUM_MARKS = {
    MessageKind.MAIL: "mail",
    MessageKind.CHAT: "chat",
    MessageKind.CALL: "call",
    MessageKind.ALERT: "alert",
    MessageKind.TICKET: "ticket",
    MessageKind.NEWS: "news",
}


def signals(incident: Incident, scenario: Scenario) -> tuple[Row, ...]:
    """Each signal: state in words and shape, value, recent course, title."""
    if not incident.signals:
        return ()
    return tuple(_signal(incident, name, signal) for name, signal in scenario.signals.items())


def _signal(incident: Incident, name: str, signal: Signal) -> Row:
    value = incident.signals.get(name, signal.baseline)
    history = [values.get(name, signal.baseline) for _, values in incident.signal_history[-SPARK_WIDTH:]]
    low, high = min(signal.baseline, signal.critical, *history), max(signal.baseline, signal.critical, *history)
    mark, word, tone = signal_state(value, signal)
    course = sparkline(history, SPARK_WIDTH, low=low, high=high)
    unit = column(signal.unit.replace("per ", "/"), UNIT_CELLS)
    head = ((f"{mark} {word:<4} {milli(value):>5} {unit} {course} ", tone),)
    return Row(f"signal:{name}", head, signal.title)


def signal_state(value: int, signal: Signal) -> tuple[str, str, Tone]:
    """Mark, word and tone of a value: fine, warning or critical; some signals are bad when they are low."""
    low_is_bad = signal.critical < signal.warn
    if value <= signal.critical if low_is_bad else value >= signal.critical:
        return "▲", "crit", Tone.CRITICAL
    if value <= signal.warn if low_is_bad else value >= signal.warn:
        return "△", "warn", Tone.WARN
    return "·", "", Tone.PLAIN


def arrow(account: AccountState) -> str:
    """Which way an account's sentiment went last, in the whole points shown next to it."""
    now, before = account.sentiment_milli // 1_000, account.previous_milli // 1_000
    return "↑" if now > before else "↓" if now < before else "→"


def accounts(incident: Incident) -> tuple[Row, ...]:
    """Each customer: sentiment, its way, and why."""
    return tuple(_account(account) for account in incident.accounts.values())


def _account(account: AccountState) -> Row:
    lost = account.start_milli - account.sentiment_milli
    tone = Tone.CRITICAL if lost >= 15_000 or account.level >= 2 else Tone.WARN if lost >= 5_000 else Tone.PLAIN
    level = ("", " escalated", " escalated to executives", " threatens to leave")[min(account.level, 3)]
    words = account.reason + ("," if account.reason and level else "") + level
    head = (
        (f"{column(one_line(account.name, NAME_CELLS), NAME_CELLS)} ", Tone.PLAIN),
        (f"{account.sentiment_milli // 1_000:>3}{arrow(account)} ", tone),
    )
    return Row(f"account:{account.account}", head, words.strip(), Tone.DIM if tone is Tone.PLAIN else tone, lines=2)


def due(waiting: Sequence[Need], at_s: int, end_s: int) -> tuple[Row, ...]:
    """What waits for the trainee: when, how long, what; and whether the drill ends before it."""
    clocks = [_clock(need, at_s, end_s) for need in waiting]
    width = max(12, *map(len, clocks)) if clocks else 0
    return tuple(_need(need, at_s, f"{clock:<{width}}") for need, clock in zip(waiting, clocks, strict=True))


def _minutes(seconds: int) -> str:
    """Whole minutes: a pane that changed every second would draw all the time."""
    return spell(seconds) if seconds >= 60 else "under 1 min"


def _clock(need: Need, at_s: int, end_s: int) -> str:
    left_s = need.due_s - at_s
    if left_s < 0:
        return f"{_minutes(-left_s)} late"
    return _minutes(left_s) if need.due_s <= end_s else AFTER_END


def _need(need: Need, at_s: int, clock: str) -> Row:
    left_s = need.due_s - at_s
    mark, tone = ("‼", Tone.CRITICAL) if left_s < 0 else ("▲", Tone.WARN) if left_s <= 600 else ("·", Tone.PLAIN)
    return Row(f"need:{need.name}", ((f"{mark} ", tone), (f"{clock} ", tone)), need.text, urgent=True)


def logged(incident: Incident, names: Names) -> tuple[Row, ...]:
    """The rows of the log that the fold keeps, in the order of what happened."""
    rows = [(at_s if row.happened_at_s is None else row.happened_at_s, row) for at_s, row in incident.log]
    return tuple(
        Row("", ((f"{names.clock(at_s)} ", Tone.DIM), ("✎ ", Tone.STRONG)),
            " · ".join(part for part in (row.action, names.owner(row.owner), row.result) if part))
        for at_s, row in sorted(rows, key=lambda pair: pair[0])
    )  # fmt: skip


def inbox(incident: Incident, names: Names, at_s: int) -> tuple[Row, ...]:
    """Messages, those that wait for an answer first, the soonest due on top."""
    messages = sorted(incident.messages.values(), key=urgency)
    return tuple(_message(message, names, at_s) for message in messages[:MOST_ROWS])


def urgency(message: Message) -> tuple[bool, int]:
    """Those that wait come first, the soonest due on top; the others follow, newest first."""
    due_s = message.at_s + message.event.answer_within_s
    return (False, due_s) if waits(message) else (True, -message.at_s)


def waits(message: Message) -> bool:
    """True for a message that wants an answer and has none."""
    return message.event.asks and message.answered_s is None


def _message(message: Message, names: Names, at_s: int) -> Row:
    event = message.event
    head: tuple[Span, ...]
    tail, tone = "", Tone.PLAIN
    if waits(message):
        left_s = message.at_s + event.answer_within_s - at_s
        tone = Tone.CRITICAL if left_s < 0 else Tone.WARN if left_s <= 600 else Tone.STRONG
        tail = f"{_minutes(-left_s)} late" if left_s < 0 else f"{_minutes(left_s)} left"
        mark = "‼ " if left_s < 0 else "● "
    else:
        mark = "✓ " if message.answered_s is not None else "  "
    head = ((f"{names.clock(message.at_s)} ", Tone.DIM), (mark, tone))
    subject = names.subject(event.subject, event.account)
    return Row(f"message:{message.id}", head, f"{names.wrote(event)} ({MEDIUM_MARKS[event.medium]}): {subject}",
               Tone.PLAIN if waits(message) else Tone.DIM, tail, urgent=waits(message))  # fmt: skip


def channel(incident: Incident, names: Names) -> tuple[Row, ...]:
    """What colleagues say and what became known, the newest last."""
    rows = []
    for row in incident.channel[-MOST_ROWS:]:
        who = "known" if row.kind == "fact" else seat(row.who) if row.who in SEATS else names.person(row.who)
        tone = Tone.GOOD if row.kind == "fact" else Tone.ACCENT
        head = ((f"{names.clock(row.at_s)} ", Tone.DIM), (f"{who}: ", tone))
        rows.append(Row(f"said:{row.n}", head, one_line(row.text, 600), lines=4))
    return tuple(rows)


SEATS = frozenset(value.value for value in Seat)


def tasks(incident: Incident, scenario: Scenario, at_s: int) -> tuple[Row, ...]:
    """The board: running first, then open ones in the scenario's order, then what has ended."""
    order = {
        TaskState.RUNNING: 0,
        TaskState.OPEN: 1,
        TaskState.FAILED: 1,
        TaskState.STOPPED: 1,
        TaskState.DONE: 2,
    }
    runs = [(incident.tasks.get(name) or TaskRun(name), task) for name, task in scenario.tasks.items()]
    runs.sort(key=lambda pair: order[pair[0].state])
    return tuple(_task(run, task, at_s) for run, task in runs)


def _task(run: TaskRun, task: Task, at_s: int) -> Row:
    mark, tone = STATE_MARKS[run.state]
    head = ((f"{mark} ", tone), (f"{task.kind.value:<8} ", Tone.DIM))
    tail, words = task.team, task.title
    if run.state is TaskState.RUNNING:
        left_s = run.started_s + run.time_box_s - at_s
        box = f"{_minutes(left_s)} left" if left_s >= 0 else f"{_minutes(-left_s)} over its box"
        tail, tone = f"{seat(run.owner)} {box}", Tone.ACCENT if left_s >= 0 else Tone.CRITICAL
        words += f" (says {spell(run.eta_s)})"
    elif run.result:
        words += f": {run.result}"
    elif task.risk:
        words += f" ⚠ {task.risk}"
    if run.state in (TaskState.OPEN, TaskState.DONE, TaskState.STOPPED):
        tone = Tone.DIM if run.state is not TaskState.OPEN else Tone.PLAIN
    return Row(f"task:{run.task}", head, words, tone, tail, lines=4)


def _role(seat: Seat, incident: Incident, names: Names, away: frozenset[str]) -> str:
    """Who was named for a seat; in a team also who sits there, when that is somebody else, and whether they are gone.

    At a table people are known by their seats, so a name would only repeat the row's title.
    """
    holder, sitting = incident.roles.get(seat), incident.seated.get(seat)
    named = ""
    if holder:
        named = "named, at the table" if holder == seat.title else names.holder(holder, seat)
    if not sitting:
        return named or "nobody"
    if sitting == holder:
        return f"away: {named}" if sitting in away else named
    who = "somebody" if sitting == seat.title else names.person(sitting)
    sits = f"away: {who}" if sitting in away else f"{who} {'sit' if who == 'you' else 'sits'}"
    return f"{sits}; named: {named}" if named else f"{sits}, not named"


def roles(incident: Incident, names: Names, away: frozenset[str] = frozenset()) -> tuple[Row, ...]:
    """Every seat and who holds it; people who are `away` are not connected."""
    return tuple(
        Row(
            f"seat:{s.value}",
            ((f"{s.title:<19}", Tone.PLAIN),),
            _role(s, incident, names, away),
            Tone.STRONG if s in incident.roles else Tone.DIM,
            lines=2,
        )
        for s in Seat
    )


def promises(incident: Incident, names: Names, at_s: int, stands: Mapping[str, Standing]) -> tuple[Row, ...]:
    """Everything said with a time in it: what is owed first, the soonest on top."""
    found = sorted(incident.promises.values(), key=lambda p: (not stands[p.id].owed, p.due_s))
    rows = []
    for promise in found[:MOST_ROWS]:
        standing = stands[promise.id]
        late = standing.state == "open" and promise.due_s < at_s
        mark, tone = {"open": ("○", Tone.PLAIN), "kept": ("✓", Tone.GOOD)}.get(standing.state, ("✗", Tone.CRITICAL))
        state = "late" if late else standing.tail or standing.state
        state += ", still owed" if standing.unheard else ""
        where = "" if promise.what == "call" else f" ({channel_name(promise.channel)})"
        head = ((f"{mark} ", tone), (f"{names.clock(promise.due_s)} ", Tone.CRITICAL if late else Tone.PLAIN))
        words = f"{names.promised(promise)}{where}"
        rows.append(Row(f"promise:{promise.id}", head, words, tail=state, urgent=standing.owed))
    return tuple(rows)


def facts(incident: Incident, names: Names) -> tuple[Row, ...]:
    """What is known, and what is believed."""
    known = [
        Row(f"fact:{name}", ((f"{names.clock(at_s)} ", Tone.DIM),), fact.text, lines=3)
        for name, (at_s, fact) in incident.facts.items()
    ]
    marks = {HypothesisState.OPEN: "?", HypothesisState.CONFIRMED: "✓", HypothesisState.REFUTED: "✗"}
    believed = [
        Row(f"hypothesis:{name}", ((f"{names.clock(at_s)} ", Tone.DIM), (f"{marks[state]} ", Tone.PLAIN)), name,
            tail=state.value)
        for name, (at_s, state, _) in incident.hypotheses.items()
    ]  # fmt: skip
    shown = [
        Row("", ((f"{names.clock(at_s)} ", Tone.DIM),), f"{item.title} ({names.source(item.source)})")
        for at_s, item in incident.evidence
    ]
    return (*known, *_under("hypotheses", believed), *_under("evidence", shown))


def _under(title: str, rows: list[Row]) -> tuple[Row, ...]:
    return (heading(title), *rows) if rows else ()


def decisions(incident: Incident, names: Names) -> tuple[Row, ...]:
    """Decisions, each with its approver."""
    return tuple(
        Row(f"decision:{number}", ((f"{names.clock(at_s)} ", Tone.DIM),),
            f"{decision.choice}, because {decision.why}", tail=names.decided(decision.approver))
        for number, (at_s, decision) in enumerate(incident.decisions)
    )  # fmt: skip


def credit_rows(incident: Incident, names: Names) -> tuple[Row, ...]:
    """Credits and extensions, with their state."""
    rows = []
    for credit in incident.credits.values():
        words = names.credit(credit.id)
        if credit.state == "refused":
            words += f": {credit.reason}"
        head = ((f"{names.clock(credit.asked_s)} ", Tone.DIM),)
        rows.append(Row(f"credit:{credit.id}", head, words, tail=credit.state))
    return tuple(rows)
