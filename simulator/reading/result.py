"""What the reader found in a text: frozen records of integers, words and spans, ready to be journalled.

Every span (`start`, `end`) counts characters of the text as it was given, so that a screen can underline
the words that decided a score. Times are Unix seconds. Nothing here is a float.
"""

import msgspec

FeatureValue = bool | int | None
"""A feature is a fact (`True`, `False`), a count, or `None` when the text could not be read."""


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One place in the text that made a rule speak, with the advice that goes with it."""

    feature: str
    """The feature or violation that this place supports, for example `next_update` or `vague`."""
    rule: str
    """The name of the rule in the lexicon that matched."""
    start: int
    end: int
    quote: str
    """The words themselves."""
    advice: str = ""
    """What to write instead; empty when the place is good."""
    value: str = ""
    """What the rule understood, for example a time or a share."""
    at_utc_s: int | None = None
    """Unix seconds of a time that could be resolved."""


class Claim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A statement of fact that can be held against the truth or against another post."""

    key: str
    """`cause`, `scope_pct`, `spared_pct`, `regions`, `eta`, `data_loss`, `restored`, `start` or `security`."""
    value: str
    """The normalised content, for example `18`, `all`, `none`, `yes`, or Unix seconds as digits."""
    hedged: bool = False
    """Whether the author said it as a belief and not as a fact."""
    start: int
    end: int
    quote: str


class SpokenPromise(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something promised for a time."""

    what: str
    """`update`, `fix`, `call`, `rfo` (the written explanation afterwards) or `other`."""
    due_utc_s: int
    start: int
    end: int
    quote: str


class UpdateReading(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a customer update says, and how it says it."""

    reader: str
    """Digest of the reading code version and of the lexicons."""
    readable: str
    """`yes`, `empty`, `not_english`, `too_long` or `binary`; the features are `None` unless `yes`."""
    features: dict[str, FeatureValue]
    impact_level: int = 0
    """0 none, 1 a symptom or a scope, 2 a symptom with its scope."""
    action_level: int = 0
    """0 none, 1 only that work goes on, 2 a named measure."""
    anchor: int = 0
    """0 to 3, from the text alone."""
    findings: tuple[Finding, ...] = ()
    claims: tuple[Claim, ...] = ()
    promises: tuple[SpokenPromise, ...] = ()
    next_update_utc_s: int | None = None
    violations: int = 0
    """Weighted count of vague words, over-promises, spin, blame and jargon."""
    score: int = 0
    """0 to 100."""


class TimelineRow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One stamped event of a post-mortem."""

    at_utc_s: int | None = None
    """Unix seconds where date and zone are known or can be inferred."""
    clock: str
    """The stamp as written."""
    text: str
    start: int
    end: int


class ActionRow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One follow-up action of a post-mortem; a missing part is an empty string."""

    text: str
    owner: str = ""
    due: str = ""
    tracker: str = ""
    done_test: str = ""
    """The words that say how one will know that it is done."""
    type: str = ""
    """`prevent`, `detect`, `mitigate` or `process`."""
    strength: str = ""
    """`strong`, `medium` or `weak`."""
    priority: str = ""
    idle: bool = False
    """Whether it has nothing to do with the rest of its document, nor with the trade, or was called off."""
    start: int
    end: int


class PostmortemReading(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a post-mortem holds."""

    reader: str
    readable: str
    features: dict[str, FeatureValue]
    findings: tuple[Finding, ...] = ()
    sections: tuple[str, ...] = ()
    """Names of the sections with content, sorted: `summary`, `impact`, `timeline`, `detection`, …"""
    timeline: tuple[TimelineRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    factors: tuple[str, ...] = ()
    """Contributing factors, each as the words that name it."""
    organisational_factors: int = 0
    impact_duration: bool = False
    impact_count: bool = False
    impact_business: bool = False
    blame_count: int = 0
    counterfactual_count: int = 0
    normative_count: int = 0
    word_count: int = 0
    narrative_parts: int = 0
    """0 to 3 parts of the passage addressed to customers: what happened, amends, what changes."""
    utc_stated: bool = False
    claims: tuple[Claim, ...] = ()
    score: int = 0


class BriefReading(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a brief to executives holds."""

    reader: str
    readable: str
    impact: bool = False
    status: bool = False
    confidence: bool = False
    decisions: bool = False
    next_refresh_utc_s: int | None = None
    word_count: int = 0
    findings: tuple[Finding, ...] = ()
    claims: tuple[Claim, ...] = ()
    promises: tuple[SpokenPromise, ...] = ()
    held_back: tuple[str, ...] = ()
    """Why the brief is worth less than its parts, in words that follow `it`."""
    score: int = 0
