"""The runbook's words as enumerations: one word per idea, the same in YAML, JSON, screens and reports."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How bad it is; `sev1` is the worst."""

    SEV1 = "sev1"
    SEV2 = "sev2"
    SEV3 = "sev3"

    @property
    def rank(self) -> int:
        """1 for `sev1`, 3 for `sev3`: a smaller rank is a worse incident."""
        return int(self.value[-1])

    @property
    def title(self) -> str:  # type: ignore[override]  # as for a seat
        """The words for a screen or a report, e.g. `SEV-1`."""
        return f"SEV-{self.rank}"


class IncidentClass(StrEnum):
    """What kind of incident it is; the class sets cadence, confidentiality and required seats."""

    AVAILABILITY = "availability"
    SECURITY = "security"
    INTEGRATION = "integration"
    DATA = "data"


class Seat(StrEnum):
    """A role in the war room; held by a person, a bot, or nobody."""

    IC = "ic"
    COMMS_LEAD = "comms_lead"
    TECH_LEAD = "tech_lead"
    SCRIBE = "scribe"
    EXEC_SPONSOR = "exec_sponsor"
    CS = "cs"
    SALES = "sales"
    SUPPORT = "support"
    LEGAL = "legal"
    SECURITY = "security"

    @property
    def title(self) -> str:  # type: ignore[override]  # a seat's title, in the runbook's sense of the word
        """The words for a screen or a report, e.g. `Comms Lead`."""
        return SEAT_TITLES[self]


SEAT_TITLES = {
    Seat.IC: "Incident Commander",
    Seat.COMMS_LEAD: "Comms Lead",
    Seat.TECH_LEAD: "Tech Lead",
    Seat.SCRIBE: "Scribe",
    Seat.EXEC_SPONSOR: "Exec Sponsor",
    Seat.CS: "Customer Success",
    Seat.SALES: "Sales / AE",
    Seat.SUPPORT: "Support",
    Seat.LEGAL: "Legal",
    Seat.SECURITY: "Security",
}


def titled(word: str) -> str:
    """A seat's title where a word is its key; any other word as it stands."""
    return SEAT_TITLES[Seat(word)] if word in set(Seat) else word


def promised(what: str) -> str:
    """What was promised, as people call it; the ledger's word where that is theirs too."""
    return {"fix": "repair", "rfo": "written explanation"}.get(what, what)


class Channel(StrEnum):
    """Where an update goes, and so who can read it."""

    STATUS_PAGE = "status_page"
    CUSTOMER_MAIL = "customer_mail"
    HOLDING_LINE = "holding_line"
    WAR_ROOM = "war_room"

    @property
    def is_external(self) -> bool:
        """True when customers read it."""
        return self in (Channel.STATUS_PAGE, Channel.CUSTOMER_MAIL)


class Phase(StrEnum):
    """The runbook's escalation flow, in order."""

    DECLARE = "declare"
    ROLES = "roles"
    CONTAIN = "contain"
    COMMUNICATE = "communicate"
    FIX = "fix"
    RESOLVE = "resolve"
    POSTMORTEM = "post_mortem"
    REMEDIATE = "remediate"


class TaskKind(StrEnum):
    """What a task is for; containment comes before diagnosis, evidence before rotation."""

    CONTAIN = "contain"
    DIAGNOSE = "diagnose"
    FIX = "fix"
    VERIFY = "verify"
    EVIDENCE = "evidence"
    PREVENT = "prevent"


class TaskState(StrEnum):
    """Where a task stands."""

    OPEN = "open"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


class HypothesisState(StrEnum):
    """Where a hypothesis stands."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"


class CreditKind(StrEnum):
    """What is offered to an account, and on which basis."""

    SLA_CREDIT = "sla_credit"
    GOODWILL = "goodwill"
    TERM_EXTENSION = "term_extension"


class Mode(StrEnum):
    """What a drill counts for; `simulated` and `practice` never count for a certificate."""

    PRACTICE = "practice"
    EXAM = "exam"
    EXERCISE = "exercise"
    SIMULATED = "simulated"


class MessageKind(StrEnum):
    """What an incoming message is."""

    MAIL = "mail"
    CHAT = "chat"
    CALL = "call"
    ALERT = "alert"
    TICKET = "ticket"
    NEWS = "news"


class InterruptKind(StrEnum):
    """How an executive interrupts (domain.md §6.4), and the way it is best handled."""

    NONE = "none"
    OVERRIDE = "override"
    WANTS_LIST = "wants_list"
    SEVERITY_DEBATE = "severity_debate"
    DEMORALISE = "demoralise"
    DEMANDS_ETA = "demands_eta"


SKIP_MULTIPLIER = 600
"""The speed that stands in the journal where a quiet stretch is skipped, by a key or by an exam."""
