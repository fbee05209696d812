"""The bundled runbook with one defect planted in each: the edit, the rule that should speak, words at its line."""
# ruff: noqa: E501  # each defect stands on one line

from __future__ import annotations

import re

from scenarios.starter import runbook_starter
from tests.scenarios.planted import Plant, each, swap

SOUND = runbook_starter("house")
FIRST_SLA = "  gold:\n    id: gold\n"


def without(block: str) -> Plant:
    """Take a criterion or a gate out, with everything below it."""

    def change(text: str) -> str:
        fewer, found = re.subn(rf"(?m)^  {block}:\n(?:    .*\n)+|^  {block}: .*\n", "", text, count=1)
        assert found, block
        return fewer

    return change


STOPS: dict[str, tuple[Plant, str, str]] = {
    # what was planted: the edit, the rule that speaks, and words on the line where it speaks
    "an unknown criterion in a domain": (swap("[A1, A2, A3, A4]}\n  B", "[A1, A2, A3, A9]}\n  B"), "unknown-criterion", "A9"),
    "an unknown criterion of the first hour": (swap("first_hour: [A1", "first_hour: [A9"), "unknown-criterion", "A9"),
    "an unknown criterion in a headline": (swap("[C1, C2, C3, C4]}", "[C1, C2, C3, C9]}"), "unknown-criterion", "C9"),
    "a criterion that nobody judges": (swap("  A1:\n", "  A9: {title: T, weight_centi: 0, source: S, practise: P}\n  A1:\n"), "unknown-criterion", "A9:"),
    "a criterion deleted": (each(without("A3"), swap("A2, A3, A4]}\n  B", "A2, A4]}\n  B")), "criterion-missing", "criteria:"),
    "a number misspelt": (swap("{stretch_min: 30, sev2", "{stretch_mni: 30, sev2"), "number-missing", "stretch_mni"),
    "no numbers": (swap("{stretch_min: 30, sev2_watch_min: 1440}", "{}"), "number-missing", "numbers: {}"),
    "a parameter deleted": (without("silence_per_h"), "number-missing", "parameters:"),
    "a parameter below 0": (swap("silence_grace_min: {value: 15", "silence_grace_min: {value: -15"), "number-beyond", "-15"),
    "a class without its seats": (without("data"), "seats-missing", "required_seats:"),
    "a kind misspelt": (swap("kind: sla_credit", "kind: sla_kredit"), "approval-missing", "rules:"),
    "an approver without a title": (swap("approver: cs_manager", "approver: cs_managr"), "approver-untitled", "cs_managr"),
    "an unknown gate": (swap("gates:\n", "gates:\n  G-9: {title: T, source: S}\n"), "unknown-gate", "G-9"),
    "no bands": (lambda text: re.sub(r"(?m)^bands:\n(?:  - .*\n)+", "bands: []\n", text), "band-order", "bands: []"),
}  # fmt: skip
FLAWS: dict[str, tuple[Plant, str, str]] = {
    "a cadence of nothing": (swap("sev1: 60m", "sev1: 0m"), "clock-zero", "sev1: 0m"),
    "briefs at every moment": (swap("brief_every: 4h", "brief_every: 0m"), "clock-zero", "brief_every"),
    "a cadence of years": (swap("sev3: 240m", "sev3: 900d"), "clock-order", "900d"),
    "the worst is the slowest": (swap("sev1: 60m", "sev1: 300m"), "clock-order", "sev1: 300m"),
    "a grace beyond the cadence": (swap("promise_grace: 5m", "promise_grace: 5h"), "clock-order", "5h"),
    "weights that are no hundred": (swap("weight_centi: 400", "weight_centi: 4"), "weights", "criteria:"),
    "a criterion in another's domain": (swap("criteria: [B1, B2", "criteria: [A1, B2"), "criterion-place", "[A1, B2"),
    "a criterion in no domain": (swap("[B1, B2, B3, B4]", "[B1, B2, B3]"), "criterion-place", "B4:"),
    "a target after the zero": (swap("target: 15m\n    zero: 60m", "target: 60m\n    zero: 15m"), "threshold-order", "zero: 15m"),
    "a distinction for the slow": (swap("stretch: 10m", "stretch: 20m"), "threshold-order", "stretch: 20m"),
    "shares turned round": (swap("full_permille: 1000\n    zero_permille: 600", "full_permille: 600\n    zero_permille: 1000"), "threshold-order", "full_permille: 600"),
    "other shares turned round": (swap("full_milli: 2500", "full_milli: 500"), "threshold-order", "full_milli: 500"),
    "a percentage for thousandths": (swap("full_permille: 1000\n    zero_permille: 600", "full_permille: 100\n    zero_permille: 60"), "number-beyond", "full_permille: 100"),
    "no target": (swap("    target: 15m\n    zero: 60m\n    stretch: 10m\n", "    zero: 60m\n"), "threshold-missing", "A1:"),
    "a target that nothing reads": (swap("    numbers: {sev1_min: 60", "    target: 30m\n    numbers: {sev1_min: 60"), "threshold-idle", "target: 30m"),
    "a negative number": (swap("{stretch_min: 30, sev2", "{stretch_min: -30, sev2"), "number-beyond", "-30"),
    "more than all of it": (swap("late_permille: 500", "late_permille: 5000"), "number-beyond", "late_permille: 5000"),
    "more than a chance can be": (swap("page_silent_day_ppm: {value: 50000", "page_silent_day_ppm: {value: 5000000"), "number-beyond", "5000000"),
    "a number that nothing reads": (swap("{stretch_min: 30, sev2", "{strech: 9, stretch_min: 30, sev2"), "number-idle", "strech"),
    "a parameter that nothing reads": (swap("parameters:\n", "parameters:\n  silens: {value: 1, unit: u, honesty: guess, source: S}\n"), "number-idle", "silens"),
    "a first brief later than the next ones": (swap("brief_first: 60m", "brief_first: 6h"), "clock-order", "brief_first: 6h"),
    "a class without a commander": (swap("availability: [ic, comms_lead", "availability: [comms_lead"), "seat-unlisted", "availability:"),
    "a class without a Comms Lead": (swap("integration: [ic, comms_lead", "integration: [ic"), "seat-unlisted", "integration:"),
    "a seat twice": (swap("availability: [ic, comms_lead", "availability: [ic, ic, comms_lead"), "listed-twice", "[ic, ic"),
    "a class that needs nobody": (lambda text: re.sub(r"(?m)^  data: \[.*\]$", "  data: []", text), "list-empty", "data: []"),
    "a field that no record has": (swap("record_fields: [incident,", "record_fields: [incidnet,"), "field-unknown", "incidnet"),
    "a gate deleted": (without("G-4"), "gate-missing", "gates:"),
    "a band deleted": (lambda text: re.sub(r"(?m)^  - \{id: U.*\n", "", text), "band-order", "bands:"),
    "a band above a better one": (swap("least: 85", "least: 45"), "band-order", "least: 70"),
    "an unknown domain in the pass": (swap("pass_domains: {C: 60", "pass_domains: {Z: 60"), "pass-odd", "Z: 60"),
    "a pass in spite of a gate": (swap("gate_cap: 59", "gate_cap: 75"), "pass-odd", "gate_cap: 75"),
    "a schedule with two names": (swap(FIRST_SLA, FIRST_SLA.replace("id: gold", "id: golden")), "schedule-odd", "golden"),
    "a schedule that owes nothing": (swap("cap_pct: 100", "cap_pct: 0"), "schedule-odd", "cap_pct: 0"),
    "a rule for nothing that is offered": (swap("kind: cash_refund", "kind: cash_refnud"), "approval-idle", "cash_refnud"),
    "the bundled runbook's id": (swap("id: house", "id: escalation"), "id-taken", "id: escalation"),
}  # fmt: skip
