"""A drill in lines and prompts, for screen readers and plain terminals: the same actions, the same session, no drawing.

The clock stands still while one reads and writes; `>` runs on until something needs the trainee.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from simulator.commands import AcknowledgePage, FinishDrill
from tui.actions import ACTIONS, BY_ID, Action, Field, Kind, named
from tui.choices import choices
from tui.details import message_text
from tui.doubts import doubt
from tui.ending import before_the_end
from tui.findings import advise_in
from tui.focus import focus_of
from tui.forms import FormError, build, slip_in
from tui.names import names_of
from tui.narrate import SILENT, narrate
from tui.refusals import refusal, too_early
from tui.templates import first_words
from tui.view import View, build_view

if TYPE_CHECKING:
    from simulator.commands import Command
    from simulator.journal import Entry
    from tui.drafts import Values
    from tui.rows import Row
    from tui.session import Session

PANES = ("signals", "accounts", "timeline", "inbox", "channel", "tasks", "roles", "promises", "facts", "decisions")
MARKS = {
    "✗ gate": "gate", "✗": "no:", "✓": "yes:", "△": "partly:", "▲": "soon:", "‼": "late:", "●": "waits:",
    "▶": "running:", "○": "open:", "■": "stopped:", "✎": "log:", "»": "out:", "«": "in:", "·": "-", "–": "-",
    "↑": " rising", "↓": " falling", "→": "", "⚠": "risk:", "×": "x", "“": '"', "”": '"', "‹": "[", "›": "]",
    "…": "...",
}  # fmt: skip
BARS = dict.fromkeys(map(ord, "█░▁▂▃▄▅▆▇"), "")
HELP = (
    "Type a key or words of an action, e.g. d or declare. Type the name of a list to hear it: "
    + ", ".join(PANES) + ". m ID reads a message. > runs on until something needs you. ? lists the actions. q leaves."
)  # fmt: skip


def spoken(text: str) -> str:
    """A line without the shapes that a screen reader spells out; marks become words."""
    for mark, word in MARKS.items():
        text = text.replace(mark, word)
    return re.sub(r"(?<=\S) {2,}", "  ", text.translate(BARS)).rstrip()


def offering(field: Field, kept: Mapping[str, str | list[str]]) -> Field:
    """A field that offers what was entered before."""
    value = kept.get(field.name) or field.preset
    return replace(field, preset=value if isinstance(value, str) else ",".join(value))


def _is_one_of(word: str, count: int) -> bool:
    """Whether a word is a number of a list."""
    return word.isascii() and word.isdigit() and 0 < int(word) <= count


class Plain:
    """One drill as a conversation in lines."""

    def __init__(self, session: Session, ask: Callable[[str], str], say: Callable[[str], None]) -> None:
        """Bind to a session.

        Args:
            session: Of a practice drill, paused.
            ask: Shows a prompt and gives one line; raises EOFError at the end of input.
            say: Shows one line.
        """
        self.session, self._ask = session, ask
        self._out = say
        self._values: Values = {}
        self._key = ""
        """Under which key what is entered is kept until it is sent; empty outside of a form."""
        drill = session.drill
        self._names = names_of(drill)
        session.subscribe(self._hear)

    def _say(self, text: str) -> None:
        self._out(spoken(text))

    def _hear(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if not isinstance(entry.event, SILENT) and (words := narrate(entry, self._names)):
                self._say(f"{self._names.clock(entry.at_s)} {words}")

    def run(self) -> str:
        """Talk until the drill is over or the trainee leaves; `finished` or `left`."""
        self._greet()
        self._status()
        while not self.session.drill.over:
            try:
                words = self._ask(self._prompt()).strip()
                if words == "q":
                    return "left"
                self._obey(words)
                self.session.settle()
            except EOFError:
                self._say_draft()
                return "left"
            except KeyboardInterrupt:
                if not self._key:
                    raise
                self._say_draft()
                self._say("You are out of the form. Ctrl-C once more leaves; your drill is kept.")
            self._key = ""
        return "finished"

    def _say_draft(self) -> None:
        """Tell what became of words that an interruption stopped."""
        if self._key and self.session.drafts.get(self._key):
            self._say(f"\nYour draft is kept: begin “{BY_ID[self._key].title}” again, and it is offered.")

    def _greet(self) -> None:
        self._say(HELP)

    def _unknown(self, words: str) -> str:
        return HELP

    def _prompt(self) -> str:
        return "> "

    def _status(self) -> None:
        header = self._view().header
        waiting = header.unread.rstrip("●")
        self._say(
            f"{header.clock}, {header.severity}, phase {header.phase.lower()}. Next update due "
            f"{header.next_update.text}, next brief {header.next_brief.text}. Waiting for an answer: {waiting}."
        )
        if (focus := focus_of(self.session.drill.incident)) is not None:
            self._say(focus.goal(self.session.drill))

    def _obey(self, words: str) -> None:
        head, _, rest = words.partition(" ")
        if head in PANES:
            self._list(getattr(self._view(), head), f"No {head} yet.")
        elif head == "m" and rest:
            known = rest in self.session.drill.incident.messages
            self._say(
                message_text(self.session.drill, rest) if known else f"No message {rest}; say inbox for their ids."
            )
        elif words == ">":
            self._say(self.session.skip())
            self._status()
        elif words:
            self._act(words)
        else:
            self._status()

    def _act(self, words: str) -> None:
        found = named(words)
        if len(found) != 1:
            self._say(
                self._unknown(words)
                if not found
                else "Which one? " + "; ".join(f"{a.shown_key} {a.title}" for a in found)
            )
        elif why := self.session.why_not(found[0]) or too_early(found[0], self.session.drill):
            self._say(why)
        else:
            self._do(found[0])

    def _do(self, action: Action) -> None:
        if action.id == "needs":
            self._list(self._view().due, "Nothing waits for you.")
        elif action.id == "hint":
            self._say(self.session.hint().text)
        elif action.id == "help":
            self._say("\n".join(f"{one.shown_key}  {one.title}. {one.help}" for one in ACTIONS))
        elif action.id == "acknowledge_page":
            self._give(AcknowledgePage(), action)
        elif action.id == "finish_drill":
            if self._ask(f"{self.ending} y for yes: ").strip() == "y":
                self._give(FinishDrill(), action)
        elif action.command is None:
            self._say(f"“{action.title}” concerns the screen or the clock; there is neither here.")
        else:
            self._fill(action)

    @property
    def ending(self) -> str:
        """What is said of an end before it is made."""
        return before_the_end(self.session.drill).replace("\n\n", " ")

    # --- forms ----------------------------------------------------------------------------------------------

    def _fill(self, action: Action) -> None:
        self._say(f"{action.title}. {action.help} An empty line keeps what is offered; ! alone gives up.")
        values: Values = {}
        self._values = values
        kept = self.session.drafts.get(action.id) or {}
        if kept:
            self._say("Your draft is back.")
        self._key = action.id
        drill = self.session.drill
        for field in action.fields:
            if field.applies(values):
                value = self._field(offering(field.at(drill.scenario.start_utc_s + drill.at_s), kept), action)
                if value is None:
                    self.session.drafts.drop(action.id)
                    self._say("Given up; nothing was sent.")
                    return
                self._keep(field, value, kept)
        try:
            command = build(action, values, at_s=drill.at_s, start_utc_s=drill.scenario.start_utc_s)
        except FormError as slip:
            self._say(f"Not sent: {slip}")
            return
        words = doubt(command, drill)
        if not words or self._ask(f"{words} Do it all the same? y for yes: ").strip() == "y":
            self._give(command, action)
        else:
            self._say("Nothing was sent.")

    def _keep(self, field: Field, value: str | list[str], kept: Values) -> None:
        """Note what stands in a field; with what was kept of the others it is a draft until it is sent."""
        self._values[field.name] = value
        if self._key:
            self.session.drafts.keep(self._key, {**kept, **self._values})

    def _field(self, field: Field, action: Action) -> str | list[str] | None:
        """What is entered, asked for until it is understood; None when the person gives up."""
        drill = self.session.drill
        while (value := self._entered(field, action)) is not None:
            slip = slip_in(field, value, at_s=drill.at_s, start_utc_s=drill.scenario.start_utc_s)
            if not slip:
                return value
            self._say(f"Not taken: {slip}")
            field = offering(field, {field.name: value}) if field.kind is Kind.TEXT else field
        return None

    def _entered(self, field: Field, action: Action) -> str | list[str] | None:
        if field.kind in (Kind.CHOICE, Kind.MANY):
            return self._choose(field)
        if field.kind is Kind.FLAG:
            return self._flag(field)
        if field.kind in (Kind.TEXT, Kind.LINES):
            words = first_words(action.template, self.session.drill) if field.kind is Kind.TEXT else ""
            return self._text(field, field.preset or words)
        optional = ", may be empty" if field.optional else ""
        answer = self._ask(f"{field.label} ({field.hint or 'a line'}{optional}) [{field.preset}]: ").strip()
        return None if answer == "!" else answer or field.preset

    def _flag(self, field: Field) -> str | None:
        while (answer := self._ask(f"{field.label}: {field.hint}? y or n: ").strip()) not in ("y", "n", "", "!"):
            self._say("Not taken: y, n, or an empty line for n.")
        return None if answer == "!" else "yes" if answer == "y" else ""

    def _choose(self, field: Field) -> str | list[str] | None:
        """What is chosen by number, asked for until there is such a number; None when the person gives up."""
        known = self._choices(field.options)
        if not known and not field.optional:
            self._say(f"{field.label}: there is nothing to choose yet.")
            return None
        offered = field.preset or self._offer(field, known)
        for number, (label, value) in enumerate(known, 1):
            self._say(f"  {number} {label}" + (" (offered)" if value in offered.split(",") else ""))
        many = field.kind is Kind.MANY
        prompt = f"{field.label}: a number{', several with commas' if many else ''} [{offered}]: "
        while (answer := self._ask(prompt).strip()) != "!":
            numbers = answer.replace(",", " ").split()
            picked = [known[int(n) - 1][1] for n in numbers if _is_one_of(n, len(known))] or offered.split(",")
            if len(numbers) > (len(known) if many else 1) or not all(_is_one_of(n, len(known)) for n in numbers):
                self._say(f"Not taken: {'numbers' if many else 'one number'} from 1 to {len(known)}, as listed.")
            elif picked == [""] and not field.optional:
                self._say(f"Not taken: {field.label}: choose {'at least one' if many else 'one'}.")
            else:
                return [one for one in picked if one] if many else picked[0]
        return None

    def _choices(self, options: str) -> Sequence[tuple[str, str]]:
        return choices(options, self.session.drill, str(self._values.get("seat", "")))

    def _offer(self, field: Field, known: Sequence[tuple[str, str]]) -> str:
        return known[0][1] if len(known) == 1 else ""

    def _text(self, field: Field, offered: str) -> str | None:
        if offered:
            self._say(f"Offered words, with blanks to fill: {offered}")
        self._say(f"{field.label}: write lines; a full stop alone ends.")
        lines: list[str] = []
        while (line := self._ask("| ")) != ".":
            if line == "!":
                return None
            lines.append(line)
            if self._key:
                self._keep(field, "\n".join(lines), self.session.drafts.get(self._key) or {})
        text = "\n".join(lines) or offered
        if field.reads:
            advice = advise_in(field.reads, text, self.session.drill, self._values)
            self._say(f"The reader: {advice.parts}, {advice.words} word{'s' * (advice.words != 1)}")
            self._list(advice.rows, "")
        return text

    def _give(self, command: Command, action: Action) -> None:
        outcome = self.session.do(command, action.seat)
        if outcome.refused is not None:
            self._say(f"Refused: {refusal(outcome.refused, self.session.drill)}")
        else:
            self.session.drafts.drop(action.id)

    # --- lists ----------------------------------------------------------------------------------------------

    def _view(self) -> View:
        drill = self.session.drill
        return build_view(drill.incident, drill.scenario, drill.runbook, drill.at_s, player=drill.player)

    def _list(self, rows: Sequence[Row], nothing: str) -> None:
        for row in rows:
            kind, _, name = row.id.partition(":")
            self._say((f"[{name}] " if kind == "message" else "") + row.plain)
        if not rows and nothing:
            self._say(nothing)
