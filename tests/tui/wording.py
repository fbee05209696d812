"""The plan's words and values as the trainee types them."""

from collections.abc import Iterable, Mapping

from simulator.clock import hhmm, parse_duration_s
from simulator.placeholder import fill, find_placeholders
from simulator.runbook import Runbook
from simulator.scenario import Scenario
from simulator.vocabulary import Seat
from tests.tui.moments import Moments
from tui.actions import Field, Kind
from tui.choices import CHANNEL_WORDS, SEVERITY_WORDS
from tui.names import label


class Wording:
    """Fills names and times into texts, and tells how a form shows a value."""

    def __init__(self, scenario: Scenario, runbook: Runbook, names: Mapping[str, str], moments: Moments) -> None:
        self.scenario, self.runbook, self.names, self.moments = scenario, runbook, names, moments

    def filled(self, text: str, now_s: int) -> str:
        """A text of the plan with names, and with times counted from a moment."""
        now_utc_s = self.scenario.start_utc_s + now_s
        values = {**self.names, **self.moments.values(), "now": hhmm(now_utc_s), "incident": "the incident"}
        for name, _ in find_placeholders(text):
            if name.startswith("in_"):
                values[name] = hhmm(now_utc_s + parse_duration_s(name[3:]))
        return fill(text, values).strip()

    def shown(self, field: Field, value: object, now_s: int) -> str | list[str]:
        """A value of the plan as the form shows it."""
        if field.kind is Kind.MANY:
            assert isinstance(value, Iterable)
            return [self._word(field, str(one)) for one in value]
        if field.kind is Kind.FLAG:
            return [field.hint]
        if field.kind is Kind.LINES:
            assert isinstance(value, Iterable)
            return "\n".join(self.filled(str(one), now_s) for one in value)
        if field.kind is Kind.CHOICE:
            return self._word(field, str(value))
        if field.kind in (Kind.PAST, Kind.MOMENT):
            assert isinstance(value, int)
            return hhmm(self.scenario.start_utc_s + value)
        if field.kind is Kind.SPAN:
            assert isinstance(value, int)
            return f"{value // 60}m"
        if field.kind is Kind.MONEY:
            assert isinstance(value, int)
            return f"{value / 100:.2f}"
        return self.filled(str(value), now_s)

    def _word(self, field: Field, value: str) -> str:
        scenario = self.scenario
        if field.options in ("startable_tasks", "running_tasks"):
            return scenario.tasks[value].title
        if field.options == "sources":
            return scenario.signals[value].title if value in scenario.signals else scenario.tasks[value].title
        if field.options == "people":
            return "You" if value == "you" else self.names[value.replace("-", "_")]
        if field.options == "accounts":
            return self.names[value.replace("-", "_")]
        if field.options == "approvers" and value in set(Seat):
            return Seat(value).title
        if field.options in ("approvers", "credit_approvers"):
            return self.runbook.approver_titles[value]
        known = {**{k.value: w for k, w in SEVERITY_WORDS.items()}, **{k.value: w for k, w in CHANNEL_WORDS.items()}}
        if field.options == "seats":
            return Seat(value).title
        return known.get(value, value.capitalize() if field.options == "classes" else label(value))
