"""What an accepted command becomes: the same words in the past tense, plus what came of it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from msgspec import structs

from simulator import commands as c
from simulator import events as e
from simulator.clock import stamp
from simulator.interventions import Intervention
from simulator.reading import Reader
from simulator.reading.known import Known, known
from simulator.world.responders import Responders
from simulator.world.stage import Stage

SCOPE = "scope_pct"
"""The key of what the room learns of the share that is hurt."""
_READ = ("reading", "cause_match_permille", "strength")
_EVENT_OF: dict[type[c.Base], type[Any]] = {kind.__mro__[1]: kind for kind in (*e.CAUSED, *e.INTERVENED)}


class Outcomes:
    """Makes events of commands that passed the rules."""

    def __init__(self, stage: Stage, responders: Responders, reader: Reader) -> None:
        """Bind to one drill."""
        self.stage, self.responders, self.reader = stage, responders, reader

    def event_of(self, command: c.Command | Intervention, recorded: e.AnyEvent | None) -> e.AnyEvent:
        """The event that stands for a command; what was read is taken from `recorded` in a replay."""
        kind = _EVENT_OF[type(command)]
        extra = getattr(self, f"_{c.kind_of(command)}", None)
        read = _what_was_read(recorded) if recorded is not None and type(recorded) is kind else {}
        made = extra(command, read) if extra and read else extra(command) if extra else {}
        return kind(**structs.asdict(command), **made)  # type: ignore[no-any-return]

    def _utc_s(self) -> int:
        return self.stage.scenario.start_utc_s + self.stage.now

    @cached_property
    def _words(self) -> Known:
        """What this drill calls its own harm and its own work."""
        truth = self.stage.variant.truth
        scopes = [scope.text for scope in truth.scope if scope.pct]
        facts = [fact.text for fact in truth.facts.values() if fact.key == SCOPE and fact.value != "0"]
        return known([*scopes, *facts], [task.title for task in self.stage.scenario.tasks.values()])

    def _read(self, text: str) -> dict[str, Any]:
        return {"reading": self.reader.read_update(text, at_utc_s=self._utc_s(), words=self._words)}

    def _declare(self, command: c.Declare) -> dict[str, Any]:
        return {"incident": f"INC-{stamp(self._utc_s())[:10].replace('-', '')}-1"}

    def _start_task(self, command: c.StartTask) -> dict[str, Any]:
        return {"eta_s": self.responders.estimate_s(command.task)[1]}

    def _attach_evidence(self, command: c.AttachEvidence) -> dict[str, Any]:
        incident = self.stage.incident
        if command.source in self.stage.scenario.signals:
            spec = self.stage.scenario.signals[command.source]
            value = incident.signals.get(command.source, spec.baseline)
            return {"shows": f"{spec.title}: {_decimal(value)} {spec.unit}".strip()}
        run = incident.tasks.get(command.source)
        return {"shows": run.result if run else ""}

    def _post_update(self, command: c.PostUpdate, read: dict[str, Any] | None = None) -> dict[str, Any]:
        update = self.stage.number("u")
        if read is None:
            earlier = [p.event for p in self.stage.incident.posts
                       if isinstance(p.event, e.UpdatePosted) and p.event.channel is command.channel]  # fmt: skip
            audience = "customer" if command.channel.is_external else "internal"
            read = {"reading": self.reader.read_update(
                command.text, at_utc_s=self._utc_s(), previous=earlier[-1].text if earlier else None,
                audience=audience, final=command.final, words=self._words)}  # fmt: skip
        return {"update": update, **read}

    def _reply(self, command: c.Reply, read: dict[str, Any] | None = None) -> dict[str, Any]:
        return read or self._read(command.text)

    def _acknowledge_customer(
        self, command: c.AcknowledgeCustomer, read: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return read or self._read(command.text)

    def _post_brief(self, command: c.PostBrief, read: dict[str, Any] | None = None) -> dict[str, Any]:
        return read or {"reading": self.reader.read_brief(command.text, at_utc_s=self._utc_s())}

    def _submit_postmortem(self, command: c.SubmitPostmortem, read: dict[str, Any] | None = None) -> dict[str, Any]:
        if read:
            return read
        return {
            "reading": self.reader.read_postmortem(command.text, at_utc_s=self._utc_s()),
            "cause_match_permille": self.reader.cause_match(command.text, self.stage.variant.truth.cause_concepts),
        }

    def _add_remediation(self, command: c.AddRemediation, read: dict[str, Any] | None = None) -> dict[str, Any]:
        if read:
            return read
        rows = self.reader.read_postmortem(f"## Actions\n\n- {command.action}\n", at_utc_s=self._utc_s()).actions
        return {"strength": rows[0].strength if rows else "weak"}

    def _schedule_call(self, command: c.ScheduleCall) -> dict[str, Any]:
        return {"call": self.stage.number("call")}

    def _propose_credit(self, command: c.ProposeCredit) -> dict[str, Any]:
        return {"proposal": self.stage.number("credit")}

    def _grant_credit(self, command: c.GrantCredit) -> dict[str, Any]:
        return {"approved": self.stage.incident.credits[command.proposal].state == "approved"}

    def _record_confirmation(self, command: c.RecordConfirmation) -> dict[str, Any]:
        message = self.stage.incident.messages[command.message].event
        return {"genuine": message.confirms and message.account == command.account}


def _what_was_read(recorded: e.AnyEvent) -> dict[str, Any]:
    """What only the reader decided; a replay makes everything else again, so that a difference shows."""
    return {name: getattr(recorded, name) for name in _READ if name in recorded.__struct_fields__}


def _decimal(milli: int) -> str:
    """Thousandths as a short decimal."""
    whole, rest = divmod(milli, 1_000)
    return f"{whole}.{rest:03}".rstrip("0").rstrip(".")
