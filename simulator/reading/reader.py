"""The one door to reading: build a `Reader` from a lexicon and give it texts.

The machinery of the rules is loaded with the first text of its kind: compiling it takes longer than a first frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from simulator.reading.lexicon import Lexicon
from simulator.reading.result import BriefReading, PostmortemReading, UpdateReading

if TYPE_CHECKING:
    from simulator.reading.brief import BriefReader
    from simulator.reading.cause import CausalTables
    from simulator.reading.known import Known
    from simulator.reading.moment import Times
    from simulator.reading.postmortem import PostmortemReader
    from simulator.reading.prose import Prose
    from simulator.reading.update import UpdateReader

CODE_VERSION = "29"
"""Raised whenever the reading code changes what it finds in a text."""


class Reader:
    """Reads updates, briefs and post-mortems. Pure: the same text and lexicon give the same reading."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Bind a lexicon; rules are compiled when the first text of their kind comes, or by `prepare`.

        Args:
            lexicon: Word lists, rules and zones.
        """
        self.digest = f"{CODE_VERSION}-{lexicon.digest()}"
        self._lexicon = lexicon

    def prepare(self) -> None:
        """Make every rule ready now: a second, and two more the first time on a machine; better while nobody waits.

        Raises:
            ValueError: A pattern refers to an unknown word list.
            KeyError: The lexicon lacks a table.
        """
        from simulator.reading.rules import rules_in

        for one in (self._updates, self._briefs, self._postmortems):
            one.openings.prepare()
            for rule in rules_in(one.tables):
                rule.prepare()
        self._causal.openings.prepare()
        for rule in self._causal.rules:
            rule.prepare()

    @cached_property
    def _times(self) -> Times:
        from simulator.reading.moment import Times

        return Times(self._lexicon.zones)

    @cached_property
    def _prose(self) -> Prose:
        from simulator.reading.prose import Prose

        return Prose(self._lexicon.words)

    @cached_property
    def _updates(self) -> UpdateReader:
        from simulator.reading.update import UpdateReader

        return UpdateReader(self._lexicon, self._times, self._prose, self.digest)

    @cached_property
    def _briefs(self) -> BriefReader:
        from simulator.reading.brief import BriefReader

        return BriefReader(self._lexicon, self._times, self._prose, self.digest)

    @cached_property
    def _causal(self) -> CausalTables:
        from simulator.reading.cause import causal_tables

        return causal_tables(self._lexicon)

    @cached_property
    def _postmortems(self) -> PostmortemReader:
        from simulator.reading.postmortem import PostmortemReader

        return PostmortemReader(self._lexicon, self._times, self._prose, self.digest)

    def read_update(
        self,
        text: str,
        *,
        at_utc_s: int,
        previous: str | None = None,
        audience: str = "customer",
        final: bool = False,
        words: Known | None = None,
    ) -> UpdateReading:
        """Read a customer update.

        Args:
            text: The update as posted.
            at_utc_s: Unix seconds of the post; relative times count from here.
            previous: The last post in the same channel, to tell news from repetition.
            audience: `customer`, `executive` or `internal`; jargon is a fault for the first two only.
            final: Whether the post closes the incident, which asks for other content and no next update.
            words: What the scenario calls its own harm and work, where the post belongs to a drill.
        """
        from simulator.reading.known import NOTHING
        from simulator.reading.source import with_plain_lines
        from simulator.reading.unshown import as_shown, with_advice, without_listings

        shown = as_shown(with_plain_lines(text))
        reading = self._updates.read(
            without_listings(shown),
            at_utc_s=at_utc_s,
            previous=previous,
            audience=audience,
            final=final,
            words=words or NOTHING,
        )
        return with_advice(reading, shown)

    def read_postmortem(self, text: str, *, at_utc_s: int | None = None) -> PostmortemReading:
        """Read a post-mortem in Markdown or plain text.

        Args:
            text: The document.
            at_utc_s: Unix seconds near the incident, to place clocks without a date; else the first date in the text.
        """
        from simulator.reading.source import with_plain_blanks, with_plain_lines
        from simulator.reading.unshown import as_shown, with_advice

        shown = as_shown(with_plain_blanks(with_plain_lines(text)))
        return with_advice(self._postmortems.read(shown, at_utc_s=at_utc_s), shown)

    def read_brief(self, text: str, *, at_utc_s: int) -> BriefReading:
        """Read a brief to executives.

        Args:
            text: The brief as sent.
            at_utc_s: Unix seconds at which it was sent.
        """
        from simulator.reading.source import with_plain_lines
        from simulator.reading.unshown import as_shown, with_advice, without_listings

        shown = as_shown(with_plain_lines(text))
        return with_advice(self._briefs.read(without_listings(shown), at_utc_s=at_utc_s), shown)

    def cause_match(self, text: str, concepts: Sequence[Sequence[str]]) -> int:
        """Return 0 to 1000: how far a text states a cause.

        Paraphrase counts: any synonym of a group, in any form and order. A heap of keywords does not: the groups have
        to meet within two sentences that read as prose. A denial ("it was not the pool") counts nothing.

        Args:
            text: Prose of any length.
            concepts: Groups of synonyms, every group a part of the cause.
        """
        from simulator.reading.cause import cause_match

        return cause_match(text, concepts, self._prose, self._causal)
