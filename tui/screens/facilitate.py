"""The facilitator's screen: every team at a glance, the injects, the seats, remarks; each order by its key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from simulator.cells import cells
from simulator.vocabulary import Seat
from tui.details import Detail
from tui.names import one_line
from tui.rooms.chart import inject_rows, inject_text, log_rows, remark_rows, result_text, seat_rows, team_rows
from tui.rooms.facilitation import Facilitation
from tui.rooms.late import unsent_words
from tui.rooms.orders import BY_WORD, ORDERS, Order, SlipError, parse
from tui.rows import Row, Tone, heading
from tui.screens.ask import Answer, AskScreen
from tui.screens.page import Chooser, Page, Question
from tui.screens.seen import SeenScreen
from tui.widgets.ground import Below, Beside
from tui.widgets.lines import Lines

WIDE_FROM = 110
SPEEDS = (1, 2, 4, 8, 10, 16, 32, 64, 120, 300, 600)
PANES = {
    "teams": ("Teams", "The host has not told the board yet; it comes each second."),
    "injects": ("Injects", "No injects yet."),
    "seats": ("Seats", "The host has not told the seats yet."),
    "remarks": ("Notes, ratings, overrules", "n notes, r rates an objective, o overrules. Players never see these."),
    "log": ("Said, ordered, answered", "What is ordered and said stands here. S starts every clock; ? lists all keys."),
}
COLUMNS = (("teams", "injects", "log"), ("seats", "remarks"))
TABS = (("Teams", ("teams", "log")), ("Injects", ("injects",)), ("Seats", ("seats",)), ("Remarks", ("remarks",)))
FOOT = (
    ("f", "fire", "order('fire')"), ("h", "hold", "order('hold')"), ("x", "strike", "order('strike')"),
    ("w", "write", "order('write')"), ("v", "see", "order('see')"), ("n", "note", "order('note')"),
    ("space", "pause", "order('pause')"), ("?", "keys", "help"), ("q", "leave", "leave"),
)  # fmt: skip
MOVING = (
    ("enter", "Choose a team; read an inject; see what a seat sees"), ("[ ]", "The team before or after"),
    ("+ -", "Faster, slower"), ("1 … 4", "Go to a pane; tab the next one"), ("q", "Leave; the exercise goes on"),
)  # fmt: skip


class FacilitateScreen(Screen[None]):
    """Shows a `Facilitation` and gives its orders."""

    DEFAULT_CSS = """
    FacilitateScreen {
        & #top { dock: top; height: 1; padding: 0 1; background: $surface; text-style: bold; }
        & #tabs { height: 1; padding: 0 1; display: none; }
        & #body { height: 1fr; }
        & .column { height: 100%; }
        & #column-0 { width: 3fr; }
        & #column-1 { width: 2fr; }
        & #teams { height: auto; min-height: 4; max-height: 40%; }
        & #injects, & #remarks { height: 1fr; }
        & #log { height: 9; }
        & #seats { height: 12; }
        & #last { height: 1; padding: 0 1; }
        & #keys { dock: bottom; height: 1; padding: 0 1; background: $surface; color: $text-muted; }
        &.-narrow {
            & #tabs { display: block; }
            & .column { display: none; }
            & .column.-active { display: block; }
            & Lines { display: none; }
            & Lines.-active { display: block; height: 1fr; }
            & #teams.-active { max-height: 100%; }
            & #log.-active { height: 8; }
        }
    }
    """
    BINDINGS = [
        *(Binding(one.key, f"order('{one.word}')", one.title, show=False)
          for one in ORDERS if one.key and one.word != "release"),
        *(Binding(str(n), f"pane({n})", title, show=False) for n, (title, _) in enumerate(TABS, 1)),
        Binding("plus,equals_sign", "speed(1)", "Faster", show=False),
        Binding("minus", "speed(-1)", "Slower", show=False),
        Binding("left_square_bracket", "team(-1)", "Team before", show=False),
        Binding("right_square_bracket", "team(1)", "Team after", show=False),
        Binding("left", "turn(-1)", "Pane before", show=False),
        Binding("right", "turn(1)", "Next pane", show=False),
        Binding("question_mark", "help", "Keys", show=False),
        Binding("q", "leave", "Leave", show=False),
    ]  # fmt: skip

    def __init__(self, facilitation: Facilitation) -> None:
        """The exercise as it is now."""
        super().__init__()
        self.facilitation = facilitation
        self._tab = 0
        self._shown_result: object = None

    def compose(self) -> ComposeResult:
        """Title, panes, keys."""
        yield Static("", id="top", markup=False)
        yield Static("", id="tabs")
        with Beside(id="body"):
            for number, names in enumerate(COLUMNS):
                with Below(classes="column", id=f"column-{number}"):
                    for name in names:
                        title, empty = PANES[name]
                        yield Lines(title, empty=empty, follow=name in ("log", "remarks"), id=name)
        yield Static("", id="last", markup=False)
        foot = [Content.from_markup(f"[@click=\"screen.{act}\"][b $text]$key[/] $words[/]", key=key, words=words)
                for key, words, act in FOOT]  # fmt: skip
        yield Static(Content("  ").join(foot), id="keys")

    def on_mount(self) -> None:
        """Draw, with the cursor on the teams."""
        self.set_class(self.app.size.width < WIDE_FROM, "-narrow")
        self._show_tab()
        self.draw()
        self.query_one("#teams", Lines).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Panes side by side, or tabs."""
        self.set_class(event.size.width < WIDE_FROM, "-narrow")

    # --- drawing --------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """Show what is known now."""
        f = self.facilitation
        shown: dict[str, tuple[Row, ...]] = {
            "teams": team_rows(f), "injects": inject_rows(f), "seats": seat_rows(f), "remarks": remark_rows(f),
            "log": log_rows(f.log),
        }  # fmt: skip
        for name, rows in shown.items():
            self.query_one(f"#{name}", Lines).show(rows)
        whose = "all teams" if f.team == 0 else f"team {f.team}"
        self.query_one("#injects", Lines).border_title = f"Injects of {whose}"
        self.query_one("#seats", Lines).border_title = f"Seats of team {f.team or f.first_team}"
        waiting = f.link.queued
        state = "" if f.link.online else f"  OFFLINE, {waiting} queued; coming back by itself"
        if self.app.screen is self and (self._tab == 0 or not self.has_class("-narrow")):
            f.unread = 0
        words = f" · ● {f.unread} new from players" if f.unread else ""
        parts = (f"Orders go to {whose}{state}{words}", f.scenario.title, f"exercise {f.welcome.exercise}")
        titles = [" · ".join(parts[:count]) for count in (3, 2, 1)]
        room = self.size.width - 2
        self.query_one("#top", Static).update(next((t for t in titles if cells(t) <= room), titles[-1]), layout=False)
        last = f"{f.log[-1].mark} {f.log[-1].text}" if f.log else ""
        self.query_one("#last", Static).update(one_line(last, max(20, self.size.width - 2)), layout=False)
        if f.result is not None and f.result.complete and f.result is not self._shown_result:
            self._shown_result = f.result
            self._show_result()

    def _show_result(self) -> None:
        f = self.facilitation
        assert f.result is not None  # noqa: S101  # called when there is one
        names = {who: one["name"] for who, one in (f.row(f.result.team) or {"people": {}})["people"].items()}
        self.app.push_screen(Page(Detail(f"Result of team {f.result.team}", result_text(f.result, names))))

    def _show_tab(self) -> None:
        panes = TABS[self._tab][1]
        for name in PANES:
            self.query_one(f"#{name}").set_class(name in panes, "-active")
        for number, names in enumerate(COLUMNS):
            self.query_one(f"#column-{number}").set_class(any(name in panes for name in names), "-active")
        shown = [
            Content.from_markup(f"[@click=screen.pane({n})][{'reverse' if n == self._tab + 1 else '$text-muted'}]"
                                f" {n} {title} [/][/]")
            for n, (title, _) in enumerate(TABS, 1)
        ]  # fmt: skip
        self.query_one("#tabs", Static).update(Content("").join(shown), layout=False)

    # --- moving ---------------------------------------------------------------------------------------------

    def action_pane(self, number: int) -> None:
        """Go to a pane."""
        self._tab = number - 1
        self._show_tab()
        self.query_one(f"#{TABS[self._tab][1][0]}", Lines).focus()

    def action_turn(self, step: int) -> None:
        """The pane before or after."""
        self.action_pane((self._tab + step) % len(TABS) + 1)

    def action_team(self, step: int) -> None:
        """The team before or after; "all" comes before the first."""
        f = self.facilitation
        numbers = [int(row["team"]) for row in f.board]
        numbers = [0, *numbers] if len(numbers) > 1 else numbers
        if numbers:
            self._choose(numbers[(numbers.index(f.team) + step) % len(numbers)] if f.team in numbers else numbers[0])

    def _choose(self, team: int) -> None:
        f = self.facilitation
        if team != f.team:
            f.team, f.msel = team, None
            f.look()
        self.draw()

    @on(Lines.Chosen)
    def open_row(self, event: Lines.Chosen) -> None:
        """Enter: choose a team, read an inject, see with a seat's eyes."""
        kind, _, name = event.row.id.partition(":")
        f = self.facilitation
        if kind == "team":
            self._choose(int(name))
        elif kind == "inject" and (row := f.inject(name)) is not None:
            self.app.push_screen(Page(Detail(row["title"], inject_text(row, f))))
        elif kind == "seat":
            self.action_order("see")
        elif kind in ("said", "remark"):
            self.app.push_screen(Page(Detail(str(event.lines.border_title), event.row.plain)))
        if kind == "said":
            f.unread = 0

    # --- orders ---------------------------------------------------------------------------------------------

    def action_speed(self, step: int) -> None:
        """Faster or slower; a paused team goes on."""
        f = self.facilitation
        now = int((f.row() or {"multiplier": 1})["multiplier"])
        nearest = max((n for n, speed in enumerate(SPEEDS) if speed <= (now or f.last_speed)), default=0)
        speed = SPEEDS[max(0, min(nearest + (step if now else 0), len(SPEEDS) - 1))]
        self._give(BY_WORD["pace"], {"team": self._team_word(), "speed": str(speed)})

    def action_order(self, word: str) -> None:
        """Begin an order: what is chosen on the screen is known, the rest is asked for."""
        f = self.facilitation
        known = self._known()
        if word == "hold" and (row := f.inject(known.get("inject", ""))) is not None and row["state"] == "held":
            word = "release"
        order = BY_WORD[word]
        if word == "pause" and not (f.row() or {"multiplier": 1})["multiplier"]:
            order, known = BY_WORD["pace"], {**known, "speed": str(f.last_speed)}
        if word in ("note", "rate", "overrule", "see", "debrief") and f.team == 0:
            known.pop("team")
        values = {one.name: known[one.name] for one in order.fields
                  if one.name in known and not (one.optional and one.name == "seat")}  # fmt: skip
        missing = [one for one in order.fields if one.name not in values]
        on_inject = word in ("edit", "shift", "fire", "hold", "release", "strike")
        if on_inject and not (chosen := f.inject(known.get("inject", ""))):
            f.tell("✗", "There is no inject to choose yet.")
            self.draw()
        elif on_inject and chosen and (gone := self._gone(chosen)):
            f.tell("✗", f"{order.title}: {gone}; w writes a new one.")
            self.draw()
        elif missing:
            self._ask(order, values, known)
        else:
            self._confirm(order, values)

    def _gone(self, inject: Mapping[str, Any]) -> str:
        """Why nothing can be done with an inject any more; of all teams, some may still wait for theirs."""
        if inject["written"]:
            return "that message of a facilitator's own is out"
        whose = self.facilitation.team or len(self.facilitation.board) == 1
        return {"fired": "that inject was delivered", "skipped": "that inject was struck off"}.get(
            inject["state"] if whose else "", ""
        )

    def _team_word(self) -> str:
        return str(self.facilitation.team or "all")

    def _known(self) -> dict[str, str]:
        """What the cursors are on."""
        known = {"team": self._team_word()}
        for pane in ("injects", "seats"):
            row = self.query_one(f"#{pane}", Lines).chosen
            if row is not None and row.id:
                kind, _, name = row.id.partition(":")
                known[kind] = name
        return known

    def _ask(self, order: Order, values: Mapping[str, str], known: Mapping[str, str]) -> None:
        f = self.facilitation
        first = {"to": known.get("seat", Seat.IC.value)}
        row = f.inject(known.get("inject", ""))
        if order.word == "edit" and row is not None:
            first.update(subject=row["subject"], text=row["text"])
        fields = [one for one in order.fields if one.name not in values]
        options = {one.name: f.choices(one.options) for one in fields if one.options}
        about = f" “{row['title']}”" if "inject" in values and row is not None else ""

        def slip_in(answer: Answer) -> str:
            try:
                parse(order.words({**values, **answer}))
            except SlipError as slip:
                return str(slip)
            return ""

        asked = AskScreen(f"{order.title}{about}", order.told(values), fields, options, first, slip_in)

        def answered(answer: Answer | None) -> None:
            if answer is not None:
                self._confirm(order, {**values, **answer})

        self.app.push_screen(asked, answered)

    def _confirm(self, order: Order, values: Mapping[str, str]) -> None:
        if not order.ask:
            self._give(order, values)
            return
        title = shown_as(order, values, self.facilitation)

        def answered(yes: bool | None) -> None:
            if yes:
                self._give(order, values)

        self.app.push_screen(Question(title, order.ask, yes=order.title.lower()), answered)

    def _give(self, order: Order, values: Mapping[str, str]) -> None:
        f = self.facilitation
        try:
            f.order(order.words(values), shown=shown_as(order, values, f))
        except SlipError as slip:
            f.tell("✗", f"{order.title}: {slip} {slip.hint or ''}".strip())
        else:
            if order.word == "see":
                self.app.push_screen(SeenScreen(f, int(values["team"]), values["seat"]))
        self.draw()

    # --- the screen -----------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """Every key; enter does it."""
        rows = tuple(self._help_rows())
        self.app.push_screen(Chooser("All keys", lambda _: rows, typing=False), self._do_chosen)

    def _help_rows(self) -> list[Row]:
        rows: list[Row] = []
        for group in dict.fromkeys(one.group for one in ORDERS):
            rows.append(heading(group))
            for one in ORDERS:
                if one.group == group and one.key:
                    key = {"greater_than_sign": ">"}.get(one.key, one.key)
                    head = ((f"  {key:<7}", Tone.STRONG), (f"{one.title:<24} ", Tone.PLAIN))
                    rows.append(Row(one.word, head, one.help, Tone.DIM))
        return [*rows, heading("moving"), *(Row("", ((f"  {key:<7}", Tone.STRONG),), words) for key, words in MOVING)]

    def _do_chosen(self, word: str | None) -> None:
        if word:
            self.action_order(word)

    def action_leave(self) -> None:
        """Ask, then hang up; the exercise goes on without one."""
        text = "The exercise goes on. Come back with the same command and code."
        if self.facilitation.unsent:
            text = f"{unsent_words(self.facilitation.unsent)} and will be lost.\n\n{text}"
        self.app.push_screen(Question("Leave", text, yes="leave"), lambda yes: self.app.exit("left") if yes else None)


def shown_as(order: Order, values: Mapping[str, str], f: Facilitation) -> str:
    """How the log names an order, e.g. `Fire now: A reporter asks (team 2)`."""
    row = f.inject(values.get("inject", ""))
    parts = [str(row["title"])] if row is not None else []
    parts += [f"“{values['subject']}” to {Seat(values['to']).title}"] if order.word == "write" else []
    parts += [Seat(values["seat"]).title] if values.get("seat") else []
    parts += [f"×{values['speed']}"] if values.get("speed") else []
    parts += [values[name] for name in ("time", "rating", "criterion") if values.get(name)]
    whom = "all teams" if values.get("team") == "all" else f"team {values['team']}" if "team" in values else ""
    title = "Pause" if order.word == "pause" else order.title
    words = f"{title}: {', '.join(parts)}" if parts else title
    return f"{words} ({whom})" if whom else words
