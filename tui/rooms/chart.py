"""Rows of the facilitator's screen: teams at a glance, injects with their state, seats, remarks, the result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.clock import countdown, hhmm, stamp
from simulator.journal import decode
from simulator.vocabulary import MessageKind, Seat, Severity
from simulator.writer import writer
from tui.names import label, one_line, severity
from tui.rooms.facilitation import Facilitation, Result, Said, short_seat
from tui.rooms.parts import LIMIT, part_words, points_words, seat_parts
from tui.rows import Row, Span, Tone
from tui.verdict import Verdict, criterion_rows, score_rows

STATES: dict[str, tuple[str, Tone]] = {
    "waiting": ("○", Tone.PLAIN), "held": ("■", Tone.WARN), "fired": ("✓", Tone.GOOD), "skipped": ("✗", Tone.DIM),
    "bank": ("◇", Tone.ACCENT),
}  # fmt: skip
"""A shape and a word for each state of an inject."""
MARKS = {"✓": Tone.GOOD, "✗": Tone.CRITICAL, "»": Tone.ACCENT, "·": Tone.DIM}


def team_rows(f: Facilitation) -> tuple[Row, ...]:
    """Every team on two lines: clock, pace, phase, score; what is overdue or next, moods, who waits."""
    rows = [_team(row, f) for row in f.board]
    if len(rows) > 1:
        whole = Row("team:0", (("All teams  ", Tone.STRONG),), "orders go to every team", Tone.DIM, lines=1)
        return (whole, *rows)
    return tuple(rows)


def _team(row: Mapping[str, Any], f: Facilitation) -> Row:
    clock = stamp(f.scenario.start_utc_s + row["at_s"])[11:19]
    pace = "over" if row["over"] else f"×{row['multiplier']}" if row["multiplier"] else "PAUSED"
    rank = severity(Severity(row["severity"])) if row["severity"] else "SEV-?"
    head: tuple[Span, ...] = (
        (f"{'▸' if row['team'] == f.team else ' '}{row['team']:>2} ", Tone.STRONG), (f"{clock}Z ", Tone.PLAIN),
        (f"{pace:<6} ", Tone.WARN if pace == "PAUSED" else Tone.PLAIN),
        (f"{rank} ", Tone.STRONG), (f"{row['points']:>5g} pts ", Tone.ACCENT),
    )  # fmt: skip
    late = row["overdue"]
    due = f"‼ {len(late)} overdue: {late[0]}" if late else _next(row)
    mood = f"mood {row['sentiment_worst_milli'] // 1_000}/{row['sentiment_mean_milli'] // 1_000}"
    phase = label(row["phase"]).upper()
    if f.welcome.alone:
        name = next((one["name"] for one in row["people"].values() if one["seat"]), "nobody yet")
        phase = f"{name} · {phase}"
    return Row(f"team:{row['team']}", head, f"{phase} · {due} · {mood} · {row['unanswered']}● wait",
               Tone.CRITICAL if late else Tone.PLAIN, lines=2)  # fmt: skip


def _next(row: Mapping[str, Any]) -> str:
    if row["next_due_s"] is None:
        return "nothing due"
    return f"next due in {countdown(max(0, row['next_due_s'] - row['at_s']))}"


def inject_rows(f: Facilitation) -> tuple[Row, ...]:
    """The injects of the chosen team with their state, soonest first."""
    rows = f.msel.injects if f.msel else []
    return tuple(_inject(row, f) for row in rows)


def _inject(row: Mapping[str, Any], f: Facilitation) -> Row:
    mark, tone = STATES[row["state"]]
    when_s = row["due_s"] if row["fired_s"] is None else row["fired_s"]
    when = hhmm(f.scenario.start_utc_s + when_s) if when_s is not None else "  ·  "
    head: tuple[Span, ...] = (
        (f"{mark} {row['state']:<8}", tone), (f"{when} ", Tone.PLAIN), (f"{short_seat(row['to']):<9}", Tone.DIM),
    )  # fmt: skip
    words = f"{row['title']} · unanswered" if _unanswered(row) else row["title"]
    return Row(f"inject:{row['id']}", head, words, Tone.DIM if row["state"] in ("fired", "skipped") else tone, lines=2)


def _sender(row: Mapping[str, Any], cast: Mapping[str, str]) -> str:
    return cast.get(row["sender"]) or writer(row["sender"], medium=MessageKind(row["medium"]))


def inject_text(row: Mapping[str, Any], f: Facilitation) -> str:
    """An inject in full, with what a good team does."""
    cast = f.msel.cast if f.msel else {}
    answer = f"wants an answer within {row['answer_within_s'] // 60} min" if row["asks"] else "wants no answer"
    lines = [
        f"{row['state']}, {_when(row, f)}; {label(row['medium'])} to {Seat(row['to']).title}; {answer}",
        f"From: {_sender(row, cast)}", "", row["subject"], "", row["text"].strip(),
    ]  # fmt: skip
    if row["expected_action"]:
        lines += ["", f"A good team: {row['expected_action']}"]
    if row["objective"] and f.msel:
        lines += ["", f"Objective: {f.msel.objectives.get(row['objective'], row['objective'])}"]
    return "\n".join(lines)


def _when(row: Mapping[str, Any], f: Facilitation) -> str:
    """When an inject came, is due, or what makes it come; and whether somebody has answered."""
    start_s = f.scenario.start_utc_s
    if row["fired_s"] is not None:
        came = f"came {hhmm(start_s + row['fired_s'])} UTC"
        if row["answered_s"] is not None:
            return f"{came}, answered {hhmm(start_s + row['answered_s'])}"
        return f"{came}, not answered yet" if _unanswered(row) else came
    return f"due {hhmm(start_s + row['due_s'])} UTC" if row["due_s"] is not None else str(row["cue"])


def _unanswered(row: Mapping[str, Any]) -> bool:
    return bool(row["asks"]) and row["fired_s"] is not None and row["answered_s"] is None


def seat_rows(f: Facilitation) -> tuple[Row, ...]:
    """Every seat of the chosen team, and who sits there."""
    row = f.row()
    people = (row or {}).get("people", {})
    holders = {one["seat"]: one for one in people.values() if one["seat"]}
    bots = (row or {}).get("bots", {})
    return tuple(_seat(seat, holders.get(seat.value), bots.get(seat.value, "")) for seat in Seat)


def _seat(seat: Seat, holder: Mapping[str, Any] | None, bot: str) -> Row:
    name, tone, tail = f"bot: {bot}" if bot else "free", Tone.ACCENT if bot else Tone.DIM, ""
    if holder is not None:
        name, tone, tail = holder["name"], Tone.STRONG, "" if holder["here"] else "away"
    return Row(f"seat:{seat.value}", ((f"{seat.title:<19}", Tone.PLAIN),), name, tone, tail, lines=1)


def log_rows(log: list[Said]) -> tuple[Row, ...]:
    """What was said, ordered and answered, the newest last."""
    return tuple(Row(f"said:{one.number}", ((f"{one.mark} ", MARKS[one.mark]),), one.text, lines=4) for one in log)


def remark_rows(f: Facilitation) -> tuple[Row, ...]:
    """Notes, ratings and overrules, each with its rater, oldest first."""
    found = []
    for one in f.msel.remarks if f.msel else []:
        head = ((f"{hhmm(f.scenario.start_utc_s + one['at_s'])} ", Tone.DIM), (f"{one['by']}: ", Tone.STRONG))
        found.append(Row(f"remark:{one['n']}", head, _remark(one, f), lines=4))
    return tuple(found)


def _remark(one: Mapping[str, Any], f: Facilitation) -> str:
    pins = [f"event {one['event']}" if one["event"] else "", short_seat(one["seat"]) if one["seat"] else "",
            one["criterion"]]  # fmt: skip
    pinned = ", ".join(pin for pin in pins if pin)
    if one["kind"] == "rating":
        objective = f.msel.objectives.get(one["objective"], one["objective"]) if f.msel else one["objective"]
        return f"{one['rating']} for “{one_line(objective, 60)}” {one['text']}".rstrip()
    if one["kind"] == "overrule":
        return f"{one['criterion']} should be {one['value_permille'] / 1_000:g}: {one['text']}"
    return str(one["text"]) + (f" ({pinned})" if pinned else "")


def result_text(result: Result, names: Mapping[str, str]) -> str:
    """The team's score, each seat's own part with the limit of what can be said, and what was lost."""
    verdict = Verdict(result.card)
    parts = seat_parts(result.card, decode(result.raw, name="the host's journal").entries)
    titles = {part.person: Seat(part.seat).title for part in parts}
    lines = [*(row.plain for row in score_rows(verdict)), "", "EACH SEAT"]
    for part in parts:
        who = f"{titles[part.person]} ({names.get(part.person, part.person)})"
        lines.append(f"{who}: {points_words(part, result.card)}; {part_words(part, result.card, titles)}")
    lines += [LIMIT, "", "WHAT WAS LOST", *(row.plain for row in criterion_rows(verdict, lost_only=True))]
    return "\n".join(lines)
