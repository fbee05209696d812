"""The base of every app: it ends when its terminal does. Textual's reader would spin on the closed one for ever."""

from __future__ import annotations

import os
import select
import signal
import sys
from functools import cache
from threading import Thread
from traceback import format_exc
from typing import Any, TypeVar

from rich.text import Text
from textual.binding import Binding
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.widgets import Input, TextArea

from simulator.errors import WarroomError
from tui.screens.in_order import InOrderApp
from tui.screens.pasting import reads_pastes

Ended = TypeVar("Ended")


class BrokenOffError(WarroomError):
    """A fault of this program ended a screen."""


class AttachedApp(InOrderApp[Ended]):
    """An app that lives no longer than the terminal that it was started in.

    A closed window hangs up the shell's jobs, as a rule; under `make`, a supervisor or a dropped line nobody may tell
    the program. It then hangs itself up, as a shell would: what was done is on disk with each line, and `nohup` counts.
    """

    BINDINGS = [Binding("ctrl+c", "copy_or_leave", "Copy what is marked, or leave", show=False, priority=True)]

    def get_driver_class(self) -> type[Driver]:
        """As the library's, with pastes that stay whole."""
        return reads_pastes(super().get_driver_class())

    def run(self, *args: Any, **options: Any) -> Ended | None:
        """Run until the app exits, or its terminal has gone.

        Raises:
            BrokenOffError: a fault of this program ended it; Textual itself would leave as if somebody had.
        """
        _leave_with_terminal()
        ended = super().run(*args, **options)
        if self.return_code:
            why = f": {type(self._exception).__name__}: {self._exception}" if self._exception else ""
            hint = "That is a fault of this program. What was done is kept: go on with it."
            raise BrokenOffError(f"the screen broke off{why}", hint=hint)
        return ended

    def action_copy_or_leave(self) -> None:
        """Copy what is marked, in a text or on the screen; with nothing marked, leave.

        Textual gives ctrl+c to texts alone, and over a form to nobody else.
        """
        field = self.focused
        inside = field.selected_text if isinstance(field, Input | TextArea) else ""
        if marked := inside or self.screen.get_selected_text():
            self.copy_to_clipboard(marked)
        else:
            self.ask_to_leave()

    def ask_to_leave(self) -> None:
        """At once, where nothing runs that one would miss."""
        self.exit()

    def _handle_exception(self, error: Exception) -> None:
        """Once an app leaves, screens that keys typed ahead still open stay empty: what they miss is no fault."""
        if not (self._exit and isinstance(error, NoMatches)):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Say where it happened without the values around it, which Textual shows: texts, and a drill's truth."""
        self._exit_renderables.append(Text(format_exc()))
        self._close_messages_no_wait()


@cache
def _leave_with_terminal() -> None:
    """Watch the terminal from now on; once for a process, which may show several apps in turn."""
    if hasattr(select, "poll") and sys.__stdin__ is not None and sys.__stdin__.isatty():
        Thread(target=_wait_for_hangup, args=(sys.__stdin__.fileno(),), name="hangup", daemon=True).start()


def _wait_for_hangup(terminal: int) -> None:
    """Sleep until the other end is closed: asked for no event, `poll` reports hang-ups alone (POSIX)."""
    watch = select.poll()
    watch.register(terminal, 0)
    if any(event & (select.POLLHUP | select.POLLERR) for _, event in watch.poll()):
        os.kill(os.getpid(), signal.SIGHUP)
