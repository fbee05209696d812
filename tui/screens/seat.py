"""The war room of a seat in a team: who one is in it, the word to the facilitators, and the way to give a seat back."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from tui.actions import ACTIONS, Field, Kind
from tui.details import Detail, Prefill
from tui.names import names_of, one_line
from tui.panes import roles
from tui.rooms.late import unsent_words
from tui.rooms.remote import RoomSession
from tui.rows import Row, Tone, heading
from tui.screens.ask import Answer, AskScreen
from tui.screens.help import WHOLE, HelpScreen
from tui.screens.page import Page, Question
from tui.screens.room import RoomScreen
from tui.view import View

OUTSIDE, BACK, HEARD = "outside", "give_back", "heard"
NOT_IN_TEAMS = frozenset({"pause", "faster", "slower", "skip", "hint"})
"""The facilitator holds the clock, and people ask each other."""
SHOWN_LAST = 5


class SeatScreen(RoomScreen):
    """A war room that says whose it is."""

    DEFAULT_CSS = """
    SeatScreen {
        & > #seat { height: 1; padding: 0 1; background: $accent 30%; color: $text; }
    }
    """
    BINDINGS = [
        Binding("exclamation_mark", "outside", "A word outside the drill", show=False),
        Binding("Y", "give_back", "Give the seat back", show=False),
    ]
    session: RoomSession

    def head(self) -> ComposeResult:
        """Who one is, under the clock."""
        yield Static("", id="seat", markup=False)

    def on_mount(self) -> None:
        """As alone, and the keys that are this seat's own."""
        super().on_mount()
        self._name_seat()

    def show(self, view: View) -> None:
        """Draw another view, and what the facilitators said last."""
        super().show(view)
        self._name_seat()

    def rows(self, view: View, name: str) -> tuple[Row, ...]:
        """As alone, and who of the team is away."""
        if name != "roles":
            return super().rows(view, name)
        drill = self.session.drill
        return roles(drill.incident, names_of(drill), self.session.away)

    def done(self, words: str | None) -> None:
        """A form was sent; what the host has not answered waits, and is not done yet."""
        if words and self.session.wait_for(words):
            self.say(f"· Waits for the host: {words}")
            self.refresh_view()
        else:
            super().done(words)

    def say(self, words: str, at_s: int | None = None) -> None:
        """Say something; what facilitators said last stays in the line below."""
        super().say(words, at_s)
        self._name_seat()

    @property
    def useless(self) -> frozenset[str]:
        """What a team has no use for, and actions that the host would refuse from this seat."""
        foreign = frozenset(one.id for one in ACTIONS if self.session.why_not(one))
        return foreign | (frozenset({"hint"}) if self.session.alone else NOT_IN_TEAMS)

    def _name_seat(self) -> None:
        keys = "! note" if self.session.outside.observing else "! facilitator · Y give seat back"
        words = f"{self.session.place} · {keys}"
        outside = self.session.outside
        others = [one for one in outside.said if not outside.is_own(one)]
        if others:
            words = f"{self.session.place} · ! » {others[-1].by}: {one_line(others[-1].text, 400)}"
        for line in self.query("#seat").results(Static):
            line.update(one_line(words, max(20, self.size.width - 2)))

    # --- keys -----------------------------------------------------------------------------------------------

    def action_do(self, action: str) -> None:
        """As alone, but for the keys whose words are a team's."""
        if action == "help":
            keys = HelpScreen(self.view.header, self._own_rows(), leave_out=self.useless)
            self.app.push_screen(keys, self.go)
        elif action == "leave":
            text = "Your seat is kept for you; come back with the same command. Y gives it back for somebody else."
            if self.session.unsent:
                text = f"{unsent_words(self.session.unsent)} and will be lost. Stay until they are through.\n\n{text}"
            question = Question("Leave", text, yes="leave", no="stay", header=self.view.header)
            self.app.push_screen(question, lambda yes: self.app.exit("left") if yes else None)
        else:
            super().action_do(action)

    def go(self, offer: tuple[str, Prefill] | None) -> None:
        """Do what a page offered, or one of the team's own keys."""
        own = {OUTSIDE: self.action_outside, BACK: self.action_give_back, HEARD: self.action_heard}
        if offer is not None and offer[0] in own:
            own[offer[0]]()
        else:
            super().go(offer)

    def _own_rows(self) -> tuple[Row, ...]:
        told = "A note, which facilitators read and players never see" if self.session.outside.observing \
            else "To the facilitators; it is no part of the drill"  # fmt: skip
        rows = [
            heading(self.session.place),
            _key_row(OUTSIDE, "!", "A word outside the drill", told),
            _key_row(HEARD, "", "What was said outside", "All of it, oldest first"),
        ]
        if not self.session.outside.observing:
            rows.append(_key_row(BACK, "Y", "Give the seat back", "Its code then seats somebody else"))
        return tuple(rows)

    def action_outside(self) -> None:
        """Write a word to the facilitators, or an observer's note."""
        heard = "\n".join(f"» {one.by}: {one.text}" for one in self.session.outside.said[-SHOWN_LAST:])
        observing = self.session.outside.observing
        help_words = "Facilitators read it; players never see it." if observing else (
            "It reaches the facilitators and is no part of the drill." + (f"\n\n{heard}" if heard else "")
        )  # fmt: skip
        title = "A note" if observing else "A word to the facilitator"
        asked = AskScreen(title, help_words, [Field("text", "Words", Kind.TEXT)], {}, {})

        def answered(answer: Answer | None) -> None:
            if answer is not None:
                self.session.outside.speak(answer["text"])

        self.app.push_screen(asked, answered)

    def action_heard(self) -> None:
        """Read everything that was said outside the drill."""
        said = self.session.outside.said
        text = "\n\n".join(f"{one.by}: {one.text}" for one in said) or "Nothing was said outside the drill."
        self.app.push_screen(Page(Detail("Outside the drill", text), self.view.header))

    def action_give_back(self) -> None:
        """Free the seat for somebody else, and leave."""
        if self.session.outside.observing:
            return
        text = "You leave, and the seat's join code seats somebody anew. Nothing that you did is lost."
        question = Question(f"Give back: {self.session.place}", text, yes="give it back", no="stay")
        self.app.push_screen(question, lambda yes: self._leave_seat() if yes else None)

    def _leave_seat(self) -> None:
        self.session.give_back()
        self.app.exit("left")


def _key_row(name: str, key: str, title: str, words: str) -> Row:
    return Row(name, ((f"  {key:<7}", Tone.STRONG), (f"{title:<30} ", Tone.PLAIN)), words, Tone.DIM, lines=WHOLE)
