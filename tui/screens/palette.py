"""The palette: every action by its words, from the same source as the keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.actions import ACTIONS, Action


class ActionProvider(Provider):
    """Offers the actions of the war room."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for action in self._offered():
            yield DiscoveryHit(f"{action.title}  ({action.shown_key})", self._run(action.id), help=action.help)

    async def search(self, query: str) -> Hits:
        """What matches."""
        matcher = self.matcher(query)
        for action in self._offered():
            score = matcher.match(f"{action.title} {action.help}")
            if score > 0:
                yield Hit(score, matcher.highlight(action.title), self._run(action.id), help=action.help)

    def _offered(self) -> list[Action]:
        """All that have a use in this room."""
        useless: frozenset[str] = getattr(self.screen, "useless", frozenset())
        return [action for action in ACTIONS if action.id not in useless]

    def _run(self, name: str) -> Callable[[], Any]:
        return partial(self.app.run_action, f"app.do('{name}')")
