"""What a program of an exercise loads before it does anything: forks of what has imported this begin behind it."""

import tui.cli.app
import tui.cli.hosting
import tui.rooms.console
import tui.rooms.running
import tui.rooms.server  # noqa: F401  # the point is that it is there
from scenarios.lexicon import load_reader

load_reader().prepare()
