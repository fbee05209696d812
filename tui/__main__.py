"""`python -m tui` is the same as `warroom`."""

from tui.cli import main

main()
