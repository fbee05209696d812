"""A trainee at a real terminal: presses only keys that the screen before them prints, and reads the rest off it.

What to write and in which order comes from the scenario's reference run, as from a person who knows the runbook well.
Where things are, which key does what, and whether it worked, the trainee learns from the screen alone.
"""

import re
from collections.abc import Callable, Iterable

from simulator import commands as c
from simulator.cast import canonical_names
from simulator.clock import hhmm
from simulator.runbook import Runbook
from simulator.scenario import Scenario, ScriptStep
from tests.tui.moments import Moments
from tests.tui.sight import NOTHING, found_in, holds, line_of, marked, options
from tests.tui.terminal import Terminal
from tests.tui.wording import Wording
from tui.actions import BY_ID, Action, Field, Kind

CLOCK = re.compile(r"(\d\d):(\d\d):(\d\d)Z")
SLIP = re.compile(r"│ ✗ [A-Z].*")
"""How a form says what is wrong."""
TRIES = 4
NEEDLE = 24
"""Letters of a long label that a narrow field still shows."""


SURE = "y do it"
"""How a screen asks whether something is meant."""


class Trainee:
    """Plays one drill from the lobby to the debrief."""

    def __init__(self, terminal: Terminal, scenario: Scenario, runbook: Runbook) -> None:
        self.terminal, self.scenario, self.runbook = terminal, scenario, runbook
        self.names = canonical_names(scenario)
        self.screen = ""
        self.refused: list[str] = []
        self.let_go: list[str] = []
        self.moments = Moments(next(iter(scenario.variants.values())).truth.key_moments)
        self.wording = Wording(scenario, runbook, self.names, self.moments)
        self._clock = ""
        self._done: set[str] = set()
        self._asked_s = 0

    # --- keys and eyes --------------------------------------------------------------------------------------

    def see(self, *words: str) -> str:
        self.screen = self.terminal.wait_for(*words)
        return self.screen

    def press(self, *keys: str) -> None:
        """Press keys that stand on the screen as it was last read."""
        for key in keys:
            self._find_key(key)
        self.terminal.press(*keys)

    def _find_key(self, key: str) -> None:
        """See a key printed; a screen that was read while it was being drawn is read again."""
        printed = re.compile(rf"(?<!\S){re.escape(key)}(?!\S)")
        if not printed.search(self.screen):
            self.screen = self.terminal.wait(lambda screen: bool(printed.search(screen)), f"the key {key!r}")

    def change(self, *keys: str) -> None:
        """Press a key and wait until the screen is another one."""
        before = self.screen
        self.press(*keys)
        self.screen = self.terminal.wait(lambda screen: screen != before, f"a change after {keys}")

    @property
    def now_s(self) -> int:
        """The clock as it was last seen; each screen's first frame comes without one."""
        found = CLOCK.search(self.screen) or CLOCK.search(self._clock)
        assert found, f"no clock on the screen:\n{self.screen}"
        self._clock = found.group()
        hours, minutes, seconds = map(int, found.groups())
        return hours * 3_600 + minutes * 60 + seconds - self.scenario.start_utc_s % 86_400

    def room(self) -> None:
        """The war room with nothing over it."""
        self.screen = self.terminal.wait(
            lambda s: "skip" in s and "? keys" in s and not re.search(r"(?<!\S)esc(?!\S)", s), "the war room"
        )

    # --- moving ---------------------------------------------------------------------------------------------

    def send(self, action: Action) -> None:
        """Send a form, and say yes where the program asks whether it is meant."""
        title = f"· {action.title} "
        self.press("ctrl+s")
        self._until(lambda s: SURE in s or "ctrl+s send" not in s)
        if "ctrl+s send" not in self.screen:  # the form is gone, or a question lies over its foot
            self._until(lambda s: SURE in s or title not in s)
        if SURE in self.screen:
            self.press("y")
            self._until(lambda s: title not in s and "ctrl+s send" not in s)

    def _until(self, shows: Callable[[str], bool]) -> None:
        self.screen = self.terminal.wait(lambda s: shows(s) or bool(SLIP.search(s)), "the form to close")

    def menu(self, action: Action) -> None:
        """Every action is in the list behind one key."""
        self.press("o")
        self.see("type to narrow down", "esc back")
        self.terminal.paste(action.title)
        self.screen = self.terminal.wait(lambda s: self._first_hit(s, action.title) and "enter open" in s, action.title)
        self.press("enter")

    def _first_hit(self, screen: str, title: str) -> bool:
        rows = re.findall(r"│ {3}\S{1,5} {2,}([A-Z].*)", screen)
        return bool(rows) and rows[0].startswith(title[:NEEDLE])

    def find(self, words: str) -> bool:
        """Open the first thing that the room knows under some words; False when there is none."""
        self.menu(BY_ID["find"])
        self.see("type to narrow down", "Find", "esc back")
        self.terminal.paste(words)
        self.screen = self.terminal.wait(lambda s: words in s and "enter open" in s and found_in(s, words), words)
        if NOTHING in self.screen:
            self.press("esc")
            self.room()
            return False
        self.press("enter")
        return True

    def run_to(self, at_s: int) -> None:
        """Let the world run on until it is that late."""
        while self.now_s < at_s:
            self._skip(self.now_s)

    def _skip(self, before_s: int) -> None:
        def later(screen: str) -> bool:
            self.screen = screen
            return "skip" in screen and bool(CLOCK.search(screen)) and self.now_s > before_s + 1

        self.press(">")
        self.terminal.wait(later, "time to pass")

    # --- forms ----------------------------------------------------------------------------------------------

    def fill_in(self, action: Action, values: dict[str, str | list[str]]) -> bool:
        """Fill a form and send it; False when the program said why not."""
        self.see(f"· {action.title} ", "ctrl+s send")
        for field in action.fields:
            if field.name in values and not self.is_fixed(field):
                self.go_to(field)
                self.enter(field, values[field.name])
        self.send(action)
        if "ctrl+s send" not in self.screen:
            return True
        self.refused.append(f"{action.id}: " + " ".join(SLIP.findall(self.screen)))
        self.press("esc")
        return False

    def is_fixed(self, field: Field) -> bool:
        """A list with one choice shows no arrow."""
        line = re.search(rf"│ {{3}}{re.escape(field.label)} ([^│]*)│", self.screen)
        return field.kind is Kind.CHOICE and line is not None and "▼" not in line[1]

    def go_to(self, field: Field) -> None:
        """Tab until the mark stands before the field."""
        wanted = f"▸ {field.label}"
        self.screen = self.terminal.wait(lambda s: bool(marked(s)), "a marked field")
        while wanted not in self.screen:
            self._tab(marked(self.screen))

    def _tab(self, here: str) -> None:
        self.press("tab")
        self.screen = self.terminal.wait(lambda s: marked(s) not in ("", here), f"the mark to leave {here}")

    def enter(self, field: Field, value: str | list[str]) -> None:
        if isinstance(value, list):
            self.tick(value)
        elif field.kind is Kind.CHOICE:
            self.choose(field, value)
        else:
            self.see(f"▸ {field.label}", "ctrl+l empty")
            self.press("ctrl+l")
            self.terminal.paste(value)
            first, last = value.splitlines()[0][:12], value.split()[-1][-10:]
            here = (first, last) if field.kind in (Kind.TEXT, Kind.LINES) else (first,)
            self.screen = self.terminal.wait(lambda s: any(holds(s, word) for word in here), f"“{first}” written")

    def choose(self, field: Field, words: str) -> None:
        """Open the list, type, take it."""
        shown = words[:NEEDLE]
        if shown in line_of(self.screen, field.label) or "enter opens" not in self.screen:
            return
        self.press("enter")
        self.screen = self.terminal.wait(lambda s: "▼" not in line_of(s, field.label), "the list to open")
        for letter in words[:40]:
            self.terminal.press(letter)
        self.press("enter")
        taken = re.compile(rf"▸ {re.escape(field.label)}.*{re.escape(shown)}.*▼")
        self.screen = self.terminal.wait(lambda s: bool(taken.search(s)) and "tab next field" in s, f"{words} chosen")

    def tick(self, wanted: list[str]) -> None:
        """Walk down the list, of which a few lines are in sight, and tick what is wanted."""
        self.see("space tick")
        left, lines, at = list(wanted), options(self.screen), 0
        while True:
            if found := [words for words in left if words in lines[at]]:
                self.press("space")
                left.remove(found[0])
            if not left:
                return
            self.press("↓")
            at += 1
            if at == len(lines):
                last = lines[-1]
                self.screen = self.terminal.wait(lambda s, last=last: options(s)[-1] != last, "more to tick")  # type: ignore[misc]
                lines.append(options(self.screen)[-1])

    # --- what the room says ---------------------------------------------------------------------------------

    def ready(self, step: ScriptStep) -> bool:
        """Whether the screen shows what the plan waits for: finished tasks, and signals below a value."""
        when = str(step.when or "")
        low = all(self.signal(name) < float(most) for name, most in re.findall(r"(\w+) < ([\d.]+)", when))
        return low and all(self.is_done(task) for task in re.findall(r"done\(([\w-]+)\)", when))

    def signal(self, name: str) -> float:
        title = self.scenario.signals[name].title
        found = re.search(rf"([\d.]+) +\S+ +\S* *{re.escape(title)}", self.screen)
        assert found, f"{title} is not in sight:\n{self.screen}"
        return float(found[1])

    def is_done(self, task: str) -> bool:
        """Look the task up in the timeline."""
        if task in self._done:
            return True
        title = self.scenario.tasks[task].title
        clock = self.clock_of(f"Done: {title}", rf"(\d\d:\d\d) · Done: {re.escape(title[:16])}")
        if clock:
            self._done.add(task)
            self.moments.finished(task, clock)
        return task in self._done

    def clock_of(self, words: str, row: str) -> str:
        """Search the room for some words, and read off when it was; empty when nothing holds them."""
        self.menu(BY_ID["find"])
        self.see("type to narrow down", "Find", "esc back")
        self.terminal.paste(words)
        self.screen = self.terminal.wait(lambda s: (NOTHING in s or bool(re.search(row, s))) and "esc back" in s, words)
        found = re.search(row, self.screen)
        self.press("esc")
        self.room()
        return found[1] if found else ""

    def recalls(self, command: c.Base) -> bool:
        """Whether the trainee knows, or can look up, the times that a text looks back at."""
        for spec in self.moments.missing(command):
            if spec.event == "task_finished":
                self.is_done(spec.where["task"])
            elif spec.event == "inject_fired":
                inject = next(one for one in self.scenario.injects if one.id == spec.where["inject"])
                subject = self.filled(inject.subject)
                clock = self.clock_of(subject, rf"(\d\d:\d\d) [^│]*{re.escape(subject[:NEEDLE])}")
                self.moments.arrived(inject.id, clock)
        return not self.moments.missing(command)

    # --- the plan -------------------------------------------------------------------------------------------

    def play(self, steps: Iterable[ScriptStep]) -> None:
        """Work the plan off; what stays impossible is let go, as a person would."""
        for step in sorted(steps, key=lambda step: step.at):
            self.run_to(step.at)
            tries = 0
            while not (self.ready(step) and self.do(step)) and tries < TRIES:
                self.room()
                self.run_to(self.now_s + 60)
                tries += 1
            if tries == TRIES:
                self.let_go.append(_action_id(step.command))
            if not isinstance(step.command, c.FinishDrill):
                self.room()

    # --- a step of the plan ---------------------------------------------------------------------------------

    def do(self, step: ScriptStep) -> bool:
        """Do one thing of the plan, as soon as the room allows it."""
        command = step.command
        if not self.recalls(command):
            return False
        if isinstance(command, c.Reply):
            return self.answer(command)
        if isinstance(command, c.RecordConfirmation):
            return self.confirm(command)
        if isinstance(command, c.AskConfirmation):
            self._asked_s = self.now_s
        action = BY_ID[_action_id(command)]
        self.menu(action)
        if action.id == "acknowledge_page":
            return True
        if action.id == "finish_drill":
            self.see("finish and see the debrief")
            self.press("y")
            return True
        values = {
            f.name: self.wording.shown(f, getattr(command, f.name), self.now_s)
            for f in action.fields
            if self._given(f, command)
        }
        if sent := self.fill_in(action, values):
            self.moments.did(command, hhmm(self.scenario.start_utc_s + self.now_s))
        return sent

    def _given(self, field: Field, command: c.Base) -> bool:
        value = getattr(command, field.name)
        return value not in (None, (), "", False) and field.name not in ("proposal", "call")

    def answer(self, command: c.Reply) -> bool:
        """Find the message by its subject, open it, answer it."""
        inject = next(one for one in self.scenario.injects if one.id == command.message.removeprefix("@"))
        subject = self.filled(inject.subject)
        if not self.find(subject):
            return True
        self.see("From", "Answer a message")
        self.press("r")
        return self.fill_in(BY_ID["reply"], {"text": self.filled(command.text)})

    def confirm(self, command: c.RecordConfirmation) -> bool:
        """Put a customer's newest message on file, if it came after the question."""
        company = self.names[command.account.replace("-", "_")]
        action = BY_ID["record_confirmation"]
        self.menu(action)
        self.see(f"· {action.title} ", "ctrl+s send")
        for field in action.fields:
            self.go_to(field)
            self.choose(field, company)
        came = re.search(r"▸ Message +(\d\d):(\d\d)", self.screen)
        assert came, self.screen
        at_s = int(came[1]) * 3_600 + int(came[2]) * 60 - self.scenario.start_utc_s % 86_400
        if at_s < self._asked_s // 60 * 60:
            self.press("esc")
            return False
        self.send(action)
        if "ctrl+s send" in self.screen:
            self.press("esc")
            return False
        return True

    # --- words ----------------------------------------------------------------------------------------------

    def filled(self, text: str) -> str:
        """A text of the plan with names, and with times from the clock on the screen."""
        return self.wording.filled(text, self.now_s)


def _action_id(command: c.Base) -> str:
    if isinstance(command, c.PostUpdate) and command.channel == "holding_line":
        return "holding_line"
    return c.kind_of(command)
