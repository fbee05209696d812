"""From a key in the war room to what it does: the clock, a list, a form, a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.commands import AcknowledgePage, FinishDrill
from tui.actions import ACTIONS, BY_ID, Action, matching
from tui.details import Detail, Prefill, detail
from tui.ending import before_the_end
from tui.exam import AWAY
from tui.offers import action_of, offer_rows, prefill_of, why_no_offer
from tui.refusals import refusal, too_early
from tui.rows import Row, Tone, heading
from tui.screens.form import FormScreen
from tui.screens.help import WHOLE, HelpScreen
from tui.screens.page import Chooser, Go, Page, Question

if TYPE_CHECKING:
    from tui.screens.room import RoomScreen

FOUND_MOST = 60
THEMES = ("textual-dark", "textual-light")


def begin(room: RoomScreen, name: str, prefill: Prefill = ()) -> None:
    """Begin an action by its id."""
    action = BY_ID[name]
    if why := room.session.why_not(action) or _needless(room, action):
        room.say(f"✗ {why}")
    elif name in _SPECIAL:
        _SPECIAL[name](room)
    elif action.command is not None:
        room.app.push_screen(FormScreen(room.session, action, prefill, room.view.header), room.done)


def _needless(room: RoomScreen, action: Action) -> str:
    """Why a form need not be filled in: it is done already, or there is nothing yet to do it with."""
    if action.id != "declare" or not room.session.drill.incident.declared:
        return too_early(action, room.session.drill)
    others = (BY_ID[name] for name in ("update_record", "change_severity"))
    return "It is declared already. " + ", ".join(f"{other.shown_key}: {other.title}" for other in others)


def open_row(room: RoomScreen, row_id: str) -> None:
    """Enter on a row."""
    kind, _, name = row_id.partition(":")
    if kind == "need":
        _open_need(room, name)
        return
    page = detail(row_id, room.session.drill)
    if page is not None:
        room.app.push_screen(Page(page, room.view.header), room.go)


def _open_need(room: RoomScreen, name: str) -> None:
    """What does it, or what is to be looked at first; a list that was opened a while ago may hold what is done."""
    need = next((need for need in room.view.needs if need.name == name), None)
    if need is None:
        room.say("That is due no longer.")
    elif need.page:
        open_row(room, need.page)
    else:
        begin(room, need.action, need.prefill)


def _acknowledge(room: RoomScreen) -> None:
    outcome = room.session.do(AcknowledgePage(), BY_ID["acknowledge_page"].seat)
    refused = outcome.refused
    if refused is None:
        room.done("The page is acknowledged")
    else:
        room.say(f"✗ {refusal(refused, room.session.drill)}")


def _tell(room: RoomScreen, words: str, at_s: int | None = None) -> None:
    if words:
        room.say(words, at_s)
    room.refresh_view()


def _needs(room: RoomScreen) -> None:
    """What is due now, and drafts that wait to be sent."""
    if room.session.exam:
        room.say("An exam gives no hints; the countdowns are above.")
        return
    drafts = tuple(
        Row(f"draft:{key}", (("✎ ", Tone.ACCENT),), f"Unsent draft: {BY_ID[key.partition('?')[0]].title}")
        for key in room.session.drafts.names()
        if key.partition("?")[0] in BY_ID
    )
    rows = (*room.view.due, *drafts, *_offered(room))
    empty = "Nothing waits for you. Press > to run on until something does."
    skip = {BY_ID["skip"].shown_key: "do:skip"}  # the words above and the tour name the key while this list is open
    chooser = Chooser("What is due now", _among(rows), header=room.view.header, empty=empty, typing=False, keys=skip)
    room.app.push_screen(chooser, lambda row: _open_due(room, row))


def _offered(room: RoomScreen) -> tuple[Row, ...]:
    """One row for all that the crew offers; it opens their list."""
    count = len(offer_rows(room.session.drill.incident, room.taken))
    words = f"{BY_ID['offers'].title}: {count}"
    return (Row("offers", (("✎ ", Tone.ACCENT),), words),) if count else ()


def _open_due(room: RoomScreen, row: str | None) -> None:
    kind, _, key = (row or "").partition(":")
    if kind == "offers":
        _offers(room)
    elif kind == "do":
        begin(room, key)
    elif kind == "need" and row:
        open_row(room, row)
    elif kind == "draft":
        name, _, known = key.partition("?")
        begin(room, name, tuple((part.partition("=")[0], part.partition("=")[2]) for part in known.split("&") if part))


def _hint(room: RoomScreen) -> None:
    """What to do next; it is written down that somebody asked."""
    session = room.session
    if session.why_no_hint:
        room.say(session.why_no_hint)
        return
    hint = session.hint()
    offer = (hint.need.action, hint.need.prefill)
    room.app.push_screen(Page(Detail("A hint", hint.text, (offer,)), room.view.header), room.go)


def _offers(room: RoomScreen) -> None:
    """Drafts of the bots in the other seats; taking one opens its form, filled."""
    incident = room.session.drill.incident
    rows, empty = offer_rows(incident, room.taken), why_no_offer(incident)
    chooser = Chooser("What the crew offers", _among(rows), header=room.view.header, empty=empty, typing=False)
    room.app.push_screen(chooser, lambda row: _take(room, row) if row else None)


def _take(room: RoomScreen, row: str) -> None:
    name = row.partition(":")[2]
    room.taken.add(name)
    command = room.session.drill.incident.drafts[name].command
    begin(room, action_of(command), prefill_of(command, room.session.drill.scenario.start_utc_s))


def _among(rows: tuple[Row, ...]) -> Callable[[str], tuple[Row, ...]]:
    """Rows that hold every word."""

    def find(words: str) -> tuple[Row, ...]:
        wanted = words.lower().split()
        return tuple(row for row in rows if all(word in row.plain.lower() for word in wanted))[:FOUND_MOST]

    return find


def _menu(room: RoomScreen) -> None:
    chooser = Chooser("All actions", lambda words: menu_rows(words, room.useless), header=room.view.header)
    room.app.push_screen(chooser, lambda row: begin(room, row) if row else None)


def menu_rows(words: str, leave_out: frozenset[str] = frozenset()) -> tuple[Row, ...]:
    """Every action that holds the words, under its group, but for those that have no use here."""
    found = [action for action in matching(words) if action.id not in leave_out]
    rows: list[Row] = []
    for group in dict.fromkeys(action.group for action in ACTIONS):
        inside = [_menu_row(action) for action in found if action.group is group]
        rows += [heading(group.value), *inside] if inside else []
    return tuple(rows)


def _menu_row(action: Action) -> Row:
    head = ((f"  {action.shown_key:<6}", Tone.STRONG), (f"{action.title:<30} ", Tone.PLAIN))
    return Row(action.id, head, action.help, Tone.DIM, lines=WHOLE)


def _find(room: RoomScreen) -> None:
    view = room.view
    rows = (*view.inbox, *view.channel, *view.timeline, *view.tasks, *view.facts, *view.accounts, *view.promises)
    newest_first = _among(tuple(row for row in rows if row.id))
    empty = "Nothing holds these words."

    def look(row: str) -> None:
        """Open what was found over the list, which stands until something is done about it."""
        page = detail(row, room.session.drill)
        if page is not None:
            room.app.push_screen(Page(page, view.header), done)

    def done(offer: Go | None) -> None:
        if offer is not None:
            chooser.dismiss(None)
            room.go(offer)

    chooser = Chooser("Find", newest_first, header=view.header, empty=empty, look=look)
    room.app.push_screen(chooser)


def _briefing(room: RoomScreen) -> None:
    from tui.screens.briefing import briefing_text

    room.app.push_screen(Page(Detail("Briefing", briefing_text(room.session.drill)), room.view.header))


def _finish(room: RoomScreen) -> None:
    text = before_the_end(room.session.drill)
    question = Question(
        "Finish the drill", text, yes="finish and see the debrief", no="play on", header=room.view.header
    )
    room.app.push_screen(question, lambda yes: _end(room) if yes else None)


def _end(room: RoomScreen) -> None:
    room.session.do(FinishDrill())
    room.refresh_view()


def _leave(room: RoomScreen) -> None:
    text = "Your drill is saved to this second, drafts included. Go on another time from the lobby: warroom"
    if room.session.exam:
        text += f"\n\n{AWAY}"
    question = Question("Leave", text, yes="leave", no="stay", header=room.view.header)
    room.app.push_screen(question, lambda yes: room.app.exit("left") if yes else None)


def _theme(room: RoomScreen) -> None:
    dark = room.app.theme == THEMES[0]
    room.app.theme = THEMES[1] if dark else THEMES[0]


def _help(room: RoomScreen) -> None:
    room.app.push_screen(HelpScreen(room.view.header, leave_out=room.useless), room.go)


def _skip(room: RoomScreen) -> None:
    why = room.session.skip()
    _tell(room, why, room.session.stopped_s)


_SPECIAL: dict[str, Callable[[RoomScreen], None]] = {
    "acknowledge_page": _acknowledge,
    "pause": lambda room: _tell(room, room.session.toggle_pause()),
    "faster": lambda room: _tell(room, room.session.change_speed(up=True)),
    "slower": lambda room: _tell(room, room.session.change_speed(up=False)),
    "skip": _skip,
    "needs": _needs,
    "hint": _hint,
    "offers": _offers,
    "menu": _menu,
    "find": _find,
    "briefing": _briefing,
    "theme": _theme,
    "help": _help,
    "leave": _leave,
    "finish_drill": _finish,
}
"""Actions without a form."""
