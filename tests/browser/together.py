from pathlib import Path

from tests.browser.tabs import Chromium


def two_tabs_and_a_terminal_finish_a_drill(browser: Chromium, home: Path, output: Path) -> None:
    pass
