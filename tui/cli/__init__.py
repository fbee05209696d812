"""The `warroom` command: the composition root. Nothing heavy is imported before it is needed."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

__all__ = ["main"]

UNREAD = 141
"""The exit code where the reader of the output went before the verdict: 128 and the signal that other tools die of."""


def main() -> None:
    """Run the command line; every error of ours is one plain line, a hint, and an exit code."""
    from simulator.errors import WarroomError
    from tui.cli.output import prepare_streams

    prepare_streams()
    try:
        _run()
    except WarroomError as error:
        from simulator.harmless import plain

        print(plain(f"warroom: {error}"), file=sys.stderr)
        if error.hint:
            print(plain(f"  {error.hint}"), file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        _end_unwritten(error)


def _run() -> None:
    """Do what was asked; what was printed has arrived when this ends."""
    try:
        if not opens_at_once(sys.argv[1:]):
            from tui.cli.app import app

            app()
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # the library's own answer to it would be 1: fell short
            raise end.__context__ from None
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            if not end.code:
                raise
            from tui.cli.output import drop_output

            drop_output()
        raise
    sys.stdout.flush()


def _end_unwritten(error: OSError) -> NoReturn:
    """Standard output took nothing more: no verdict reached anybody, so that none may be read out of the exit code."""
    from tui.cli.output import drop_output

    drop_output()
    if isinstance(error, BrokenPipeError):
        sys.exit(UNREAD)
    print(f"warroom: {error.filename or 'standard output'}: {error.strerror}", file=sys.stderr)
    print("  Give a place that can be written to.", file=sys.stderr)
    sys.exit(2)


def opens_at_once(arguments: list[str]) -> bool:
    """Do plain `warroom` and `warroom play SCENARIO` at a terminal, which need no options read.

    The parser of the command line takes a fifth of the time until a person sees something. It does everything else,
    and these two as well where there is no terminal or a shell asks for completions.

    Returns:
        False when this is one of the commands for the parser, and nothing was done.
    """
    if "_WARROOM_COMPLETE" in os.environ or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    match arguments:
        case [] | ["play"]:
            from tui.cli.lobbying import open_lobby

            open_lobby()
        case ["play", scenario] if not scenario.startswith("-"):
            from tui.cli.playing import play_drill

            play_drill(
                scenario,
                seat=None,
                seed=None,
                pace=None,
                mode="practice",
                resume=None,
                focus=None,
                extra_time_pct=0,
                runbook="escalation",
            )
        case _:
            return False
    return True
