"""The `warroom` command: the composition root. Nothing heavy is imported before it is needed."""

from __future__ import annotations

import sys

from tui.cli.app import app

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line; every error of ours is one plain line, a hint, and an exit code."""
    from simulator.errors import WarroomError

    try:
        app()
    except WarroomError as error:
        print(f"warroom: {error}", file=sys.stderr)
        if error.hint:
            print(f"  {error.hint}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
