"""Tabs of a real Chromium, each with the eyes and hands that a trainee needs: the same as a terminal's."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

HERE = Path(__file__).parent
PATIENCE_S = 60.0
"""Longer than any screen takes on a busy machine; only a screen that never comes waits it out."""
KEYS = {
    "enter": "Enter", "esc": "Escape", "tab": "Tab", "space": "Space", "↑": "ArrowUp", "↓": "ArrowDown",
    "←": "ArrowLeft", "→": "ArrowRight", "home": "Home", "end": "End",
}  # fmt: skip


class Chromium:
    """One browser; its tabs share nothing."""

    def __init__(self, tools: Path) -> None:
        """Start it; `tools` holds the npm packages."""
        self._process = subprocess.Popen(
            ["node", str(HERE / "tabs.mjs")], cwd=tools, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._asked = 0

    def __enter__(self) -> Chromium:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def ask(self, tab: str, do: str, **fields: Any) -> dict[str, Any]:
        """Have a tab do something; its answer."""
        assert self._process.stdin is not None
        self._asked += 1
        self._process.stdin.write(json.dumps({"id": self._asked, "tab": tab, "do": do, **fields}) + "\n")
        self._process.stdin.flush()
        while (answer := self._hear()).get("id") != self._asked:
            pass
        assert "error" not in answer, answer["error"]
        return answer

    def _hear(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the browser has gone"
        answer: dict[str, Any] = json.loads(line)
        return answer


class Tab:
    """One tab, and what its terminal shows."""

    def __init__(self, browser: Chromium, name: str, url: str, *, size: tuple[int, int] = (1100, 760)) -> None:
        """Open a page; `size` in pixels."""
        self._browser, self.name = browser, name
        self.screens: list[str] = []
        browser.ask(name, "open", url=url, width=size[0], height=size[1])

    def fill(self, **fields: str) -> None:
        """Fill the page's form by its labels (underscores for spaces) and send it."""
        labels = {name.replace("_", " "): value for name, value in fields.items()}
        self._browser.ask(self.name, "fill", fields=labels)

    def look(self) -> str:
        """The screen as text."""
        return str(self._browser.ask(self.name, "look")["screen"])

    @property
    def closed(self) -> bool:
        """True once the program has ended."""
        return bool(self._browser.ask(self.name, "look")["closed"])

    def wait(self, shows: Callable[[str], bool], what: str) -> str:
        """The first screen of which something is true."""
        end = time.monotonic() + PATIENCE_S
        while not shows(screen := self.look()):
            assert time.monotonic() < end, f"{self.name} waited in vain for {what}; the screen:\n{screen}"
            time.sleep(0.05)  # the browser is asked again; nothing depends on how long this is
        self.screens.append(screen)
        return screen

    def wait_for(self, *words: str) -> str:
        """The first screen that shows all of these words."""
        return self.wait(lambda screen: all(word in screen for word in words), " + ".join(words))

    def press(self, *keys: str) -> None:
        """Press keys as the screen prints them, e.g. `enter`, `ctrl+s`, `?`."""
        for key in keys:
            named = f"Control+{key[5:]}" if key.startswith("ctrl+") else KEYS.get(key, "")
            if named:
                self._browser.ask(self.name, "press", key=named)
            else:
                self._browser.ask(self.name, "type", text=key)

    def paste(self, text: str) -> None:
        """Put a text where the cursor is, as one paste."""
        self._browser.ask(self.name, "paste", text=text)

    def shot(self, path: Path) -> None:
        """A picture of the page."""
        self._browser.ask(self.name, "shot", to=str(path))

    def reload(self) -> None:
        """As F5 does."""
        self._browser.ask(self.name, "reload")

    def close(self) -> None:
        """Close the tab."""
        self._browser.ask(self.name, "close")

    def problems(self) -> list[str]:
        """What the browser complained of, and requests to any other place."""
        return list(self._browser.ask(self.name, "problems")["problems"])
