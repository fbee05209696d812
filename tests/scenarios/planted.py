"""Sound scenario files with one defect planted in each: the edit, the rule that should speak, words at its line."""
# ruff: noqa: E501  # each defect stands on one line

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files

STARTER = files("scenarios").joinpath("starter", "availability.yaml").read_text(encoding="utf-8")
LEAK = files("scenarios").joinpath("starter", "security.yaml").read_text(encoding="utf-8")
"""The security duties are planted in this one."""
Plant = Callable[[str], str]


def swap(old: str, new: str) -> Plant:
    """Replace the first occurrence; the test fails when the sound file no longer holds it."""

    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return change


def cut(line: str) -> Plant:
    """Take the first line that begins so out."""

    def change(text: str) -> str:
        lines = text.splitlines(keepends=True)
        return "".join(
            lines[: (at := next(i for i, x in enumerate(lines) if x.strip().startswith(line)))] + lines[at + 1 :]
        )

    return change


def each(*plants: Plant) -> Plant:
    """One defect that takes several edits."""

    def change(text: str) -> str:
        for plant in plants:
            text = plant(text)
        return text

    return change


def inject(body: str) -> Plant:
    """Put one more inject first."""
    return swap("\ninjects:\n", f"\ninjects:\n  - {{id: planted, title: Planted, subject: S, text: T, {body}}}\n")


def step(at: str, command: str) -> Plant:
    """Put one more step first into the first reference run."""
    return swap("    reference:\n", f"    reference:\n      - {{at: {at}, do: {{{command}}}}}\n")


CROWD = "".join(
    f"  - {{id: crowd{i}, title: Crowd, at: {20 + i}m, variants: [release], subject: S, text: T}}\n" for i in range(6)
)
PLANTED: dict[str, tuple[Plant, str, str]] = {
    # what was planted: the edit, the rule that speaks, and words on the line where it speaks
    "a fact about an unknown task": (swap("when: done(inspect)}", "when: done(inspct)}"), "unknown-reference", "inspct"),
    "an unknown signal in a condition": (swap("error_pct > 30", "eror_pct > 30"), "unknown-reference", "eror_pct"),
    "an effect on an unknown account": (swap("{alder: -3, birch: -4}", "{aldr: -3, birch: -4}"), "unknown-reference", "aldr"),
    "an unknown schedule": (swap("sla: none", "sla: platinum"), "schedule-unknown", "platinum"),
    "a placeholder without value": (swap("{alder_ops.first}, I command", "{alder_ob.first}, I command"), "placeholder", "text: >-"),
    "an account called as our own side is": (swap("  birch: {tier", "  home: {tier"), "id-reserved", "home: {tier"),
    "a person called as a word of ours is": (swap("  support: {title", "  now: {title"), "id-reserved", "now: {title"),
    "a person called as an account is": (swap("  birch_it: {title", "  birch: {title"), "id-reserved", "birch: {title"),
    "a bundled scenario's id": (swap("id: starter ", "id: db-failover "), "id-taken", "db-failover"),
    "an inject id twice": (swap("- id: recovered", "- id: silence"), "double-id", "id: silence"),
    "an inject after the horizon": (swap("at: 80m\n    variants", "at: 7h\n    variants"), "inject-late", "at: 7h"),
    "missing, and due after the horizon": (swap("by: 35m}", "by: 6h}"), "inject-late", "by: 6h"),
    "a condition that contradicts itself": (
        swap("when: error_pct > 30", "when: error_pct > 30 and error_pct < 20"), "inject-impossible", "error_pct < 20",
    ),
    "a threshold that no signal reaches": (swap("when: error_pct > 30", "when: error_pct > 90"), "inject-impossible", "> 90"),
    "closed before it is declared": (
        swap("when: declared and done(roll-back)", "when: closed and not declared and done(roll-back)"),
        "inject-impossible", "not declared",
    ),
    "an exception that always holds": (
        inject("at: 10m, variants: [release], unless: elapsed > 5m"), "inject-impossible", "unless: elapsed",
    ),
    "something missing that is always there": (
        swap("condition: updates > 0, by", "condition: elapsed > 10m, by"), "inject-impossible", "elapsed > 10m",
    ),
    "an inject after one that never fires": (
        each(inject("after: {inject: ghost}, variants: [release]"),
             swap("\ninjects:\n", "\ninjects:\n  - {id: ghost, title: G, bank: true, subject: S, text: T}\n")),
        "inject-orphan", "after: {inject: ghost}",
    ),
    "an inject after the epilogue": (swap("event: incident_declared", "event: fault_recurred"), "inject-orphan", "fault_recurred"),
    "an inject after one of another variant": (
        inject("after: {inject: odd-page}, variants: [release]"), "inject-orphan", "after: {inject: odd-page}",
    ),
    "six injects within ten minutes": (swap("\ninjects:\n", f"\ninjects:\n{CROWD}"), "inject-overload", "crowd"),
    "a question that is never overdue": (cut("answer_within: 30m        #"), "question-without-time", "asks: true"),
    "a message to a seat that nobody holds": (
        swap("{title: Support lead, seats: [support]}", "{title: Support lead, seats: [sales]}"), "addressee-missing", "to: support",
    ),
    "no first credible signal in one variant": (
        swap("    credible_signal: true\n    objective: command\n    expected_action: Take the page", "    expected_action: Take the page"),
        "signal-missing", "miscounted:",
    ),
    "a first signal that may not come": (
        swap("    credible_signal: true     #", "    chance_pct: 50\n    credible_signal: true     #"), "signal-missing", "- id: page",
    ),
    "a fault in no variant": (swap("faults: [bad-release]", "faults: [miscount]"), "fault-unused", "bad-release:"),
    "a signal that is always red": (swap("baseline: 0.2, warn: 2", "baseline: 2.2, warn: 2"), "always-red", "baseline: 2.2"),
    "no task restores the service": (swap("to_pct: 0, over: 6m", "to_pct: 60, over: 6m"), "never-restored", "faults: [bad-release]"),
    "an order of tasks that leads nowhere": (
        swap("to_pct: 150, over: 2m, when: active(bad-release)", "to_pct: 150, over: 2m"), "no-way-back", "faults: [bad-release]",
    ),
    "faults and tasks that lift a share above 100 %": (
        swap("signals: {error_pct: 24, ", "signals: {error_pct: 80, "), "signal-beyond", "error_pct: {title",
    ),
    "a task that nobody can own": (
        each(swap("    team: platform\n    median: 9m", "    team: platform\n    owner: sales\n    median: 9m"),
             swap("{title: Account executive, seats: [sales]}", "{title: Account executive, seats: [support]}")),
        "task-unowned", "owner: sales",
    ),
    "a task without hands at home": (
        each(swap("    kind: diagnose\n    team: platform", "    kind: diagnose\n    team: network"),
             swap("  ceo: {title", "  netop: {title: Network engineer, organisation: outside, team: network}\n  ceo: {title")),
        "task-without-hands", "team: network",
    ),
    "an effect that can never apply": (
        swap("over: 2m, when: active(bad-release)", "over: 2m, when: error_pct > 99"), "effect-impossible", "error_pct > 99",
    ),
    "no Scribe in the cast": (
        each(cut("notes: {title"), cut("- {at: 9m, do: {assign_role: {seat: scribe")), "seat-unfilled", "cast:",
    ),
    "a role with no work": (
        swap("  ceo: {title", "  archivist: {title: Archivist}\n  ceo: {title"), "role-idle", "archivist:",
    ),
    "an account that nothing touches": (
        swap("\ncast:", "\n  cedar: {tier: standard, arr: 1, monthly_fee: 1, renewal_in_days: 9, sla: none}\ncast:"),
        "account-idle", "cedar:",
    ),
    "no contact of the strategic account": (
        lambda text: text.replace("organisation: alder,", "organisation: outside,"), "nobody-confirms", "alder: {tier",
    ),
    "an approver whom the runbook does not know": (swap("approver: cs_manager}\n      down", "approver: treasurer}\n      down"), "approver-absent", "treasurer"),
    "the wrong approver for the amount": (swap("approver: cs_manager}\n      down", "approver: cfo}\n      down"), "approver-absent", "cfo"),
    "a credit that the contract does not give": (swap("least: 2000, most: 2000", "least: 6000, most: 6000"), "credit-mismatch", "least: 6000"),
    "a credit that the contract owes and the truth forgets": (swap("renewal_in_days: 200, sla: none", "renewal_in_days: 200, sla: gold"), "credit-mismatch", "down_minutes: 29"),
    "goodwill in the place of what the contract owes": (swap("alder: {credit: sla_credit, least", "alder: {credit: goodwill, least"), "credit-mismatch", "down_minutes: 29"),
    "a truth without a fact about the cause": (cut("mechanism: {key: cause"), "truth-without-evidence", "facts:"),
    "evidence that leaves nothing": (cut("evidence: Connection counts"), "truth-without-evidence", "evidence_tasks: [inspect]"),
    "a fact that is never learnt": (swap("when: error_pct > 20}", "when: error_pct > 80}"), "fact-unreachable", "error_pct > 80"),
    "a wrong start of impact": (swap('value: "1773151260"', 'value: "1773151200"'), "fact-mismatch", "1773151200"),
    "a key moment after the end": (swap("event: incident_closed", "event: account_settled"), "moment-unreachable", "closed: {title"),
    "a key moment of an inject that never fires": (swap("where: {inject: page}", "where: {inject: odd-page}"), "moment-unreachable", "first-signal:"),
    "a key moment that nobody logs": (swap("words: [page, alert]", "words: [carillon]"), "moment-unlogged", "carillon"),
    "a scope after the horizon": (swap("- {at: 30m, pct: 0", "- {at: 6h, pct: 0"), "truth-late", "at: 6h"),
    "a task both right and harmful": (swap("harmful: [restart]", "harmful: [restart, roll-back]"), "truth-contradiction", "harmful: [restart, roll"),
    "containment that contains nothing": (swap("containment: [roll-back]", "containment: [compare]"), "containment-idle", "containment: [compare]"),
    "a variant that no seed draws": (swap("    weight: 1\n", "    weight: 0\n"), "variant-undrawn", "weight: 0"),
    "a reference run that never briefs": (
        lambda text: text.replace("          post_brief:\n            text: |", "          record_hypothesis:\n            hypothesis: brief\n            state: open\n            why: |", 1)
        .replace("briefed: {title: First executive brief, event: brief_posted", "briefed: {title: First executive brief, event: update_posted"),
        "reference-gap", "reference:",
    ),
    "a step after the end": (swap("{at: 155m, when: closed", "{at: 7h, when: closed"), "reference-late", "at: 7h"),
    "a step that waits for ever": (swap("when: held(tech_lead)", "when: elapsed > 9h"), "reference-stuck", "elapsed > 9h"),
    "a due date before today": (swap("due_in_days: 2, tracker", "due_in_days: -2, tracker"), "reference-stuck", "due_in_days: -2"),
    "an offer of nothing": (swap("credit: sla_credit, amount: 2000.00", "credit: sla_credit, amount: 0"), "reference-stuck", "amount: 0"),
    "a task whose team nobody pages": (
        lambda text: text.replace("{page_team: {team: platform}}", "{acknowledge_page: {}}"), "reference-stuck", "task: roll-back, owner",
    ),
    "a reference run with the wrong severity": (swap("declare: {severity: sev1", "declare: {severity: sev2"), "reference-wrong", "severity: sev2"),
    "a customer's question left open": (swap('message: "@alder-asks"', 'message: "@ceo-eta"'), "reference-unanswered", "asks: true"),
    "an update clock that cannot be kept": (
        each(swap("      - at: 33m\n", "      - at: 75m\n"), swap("      - at: 34m\n", "      - at: 76m\n")), "clock-impossible", "at: 75m",
    ),
    "a promise beyond the cadence": (
        swap("repeat a failed booking later. Next update by {in_60m} UTC, earlier", "repeat a failed booking later. Next update by {in_3h} UTC, earlier"),
        "clock-impossible", "do:",
    ),
    "an exam that stops before the end": (swap("{until: 6h, multiplier: 10}", "{until: 5h, multiplier: 10}"), "pace-plan", "until: 5h"),
    "an exam that nobody can finish": (swap("{until: 6h, multiplier: 10}", "{until: 6h, multiplier: 2}"), "pace-plan", "multiplier: 2"),
    "an update that falls due after the end": (
        each(swap("horizon: 6h", "horizon: 3h"), swap("declare: {severity: sev1", "declare: {severity: sev3"),
             swap("severity: sev1\n", "severity: sev3\n")), "clock-beyond", "horizon: 3h",
    ),
    "a close before the customers' yes": (
        each(swap("{at: 125m, when: resolved, do: {close", "{at: 100m, when: resolved, do: {close")), "reference-unconfirmed", "at: 85m",
    ),
    "a close before the customers' yes that is excused": (
        each(swap("{at: 125m, when: resolved, do: {close", "{at: 100m, when: resolved, do: {close"),
             swap("    par: {restored: 31m", "    not_reached: [F2]\n    par: {restored: 31m")), "reference-unconfirmed", "at: 85m",
    ),
    "the same words in two messages": (
        each(inject("at: 70m, variants: [release]"), swap("text: T, ", "text: Your status page says that all is well. It is not. What is going on?, ")),
        "text-twice", "text: Your status page",
    ),
    "a first page that tells the cause": (
        swap("\"Failed bookings are above 8 % and rising, in every region.\"", "\"The release opens too many connections, and bookings fail.\""),
        "spoiler", "The release opens",
    ),
    "a briefing with another renewal": (swap("renews in nine weeks", "renews in two weeks"), "account-figures", "briefing: |"),
    "a briefing with other users": (
        each(swap("renews in nine weeks.", "9,000 users."), swap("sla: gold, sentiment: 76}", "sla: gold, sentiment: 76, users: 90}")),
        "account-figures", "briefing: |",
    ),
    "a summary that names the cause": (swap("bookings begin to fail. You", "bookings run out of connections. You"), "spoiler", "summary:"),
    "braces where nothing fills them": (swap("risk: Every client", "risk: Every client of {birch}"), "placeholder", "{birch}"),
    "a reference run that leaves a seat empty": (cut("- {at: 9m, do: {assign_role: {seat: scribe"), "reference-gap", "reference:"),
    "a customer who writes for another": (swap("account: birch\n    to: cs", "account: alder\n    to: cs"), "sender-mismatch", "account: alder"),
    # figures, curves and par
    "fees above the revenue": (swap("monthly_fee: 20000", "monthly_fee: 200000"), "account-figures", "monthly_fee: 200000"),
    "a fault after the end": (swap("    starts: 1m\n    rises: 3m", "    starts: 7h\n    rises: 3m"), "fault-late", "starts: 7h"),
    "felt before it begins": (swap("    starts: 1m\n    rises: 3m", "    starts: 20m\n    rises: 3m"), "fault-late", "starts: 20m"),
    "a fault that nobody can notice": (cut("signals: {error_pct: 11}"), "fault-silent", "miscount:"),
    "a threshold on the wrong side": (swap("warn: 2, critical: 8", "warn: 2, critical: 1"), "signal-backwards", "critical: 1"),
    "a fault that heals the curve": (swap("signals: {error_pct: 24", "signals: {error_pct: -24"), "signal-backwards", "error_pct: -24"),
    "a par before every repair": (swap("restored: 31m", "restored: 12m"), "par-impossible", "restored: 12m"),
    "a par before the impact": (swap("restored: 31m", "restored: 1m"), "par-impossible", "restored: 1m"),
    "harm that harms nobody": (swap("harmful: [restart]", "harmful: [compare]"), "harmful-harmless", "harmful: [compare]"),
    "points for a seat that nobody can hold": (swap("seats: [sales]", "seats: [support]"), "points-unreachable", "cast:"),
    "points for moments that are not named": (
        lambda text: drop_block(re.sub(r"\{moment\.\w+\}", "14:30", text), "      key_moments:", instead="      key_moments: {}\n"),
        "points-unreachable", "key_moments: {}",
    ),
    "an objective that every variant excuses": (
        lambda text: text.replace("    not_reached: [", "    not_reached: [E4, E5, ").replace("    par: {restored: 31m", "    not_reached: [E1, E2, E3, E4, E5]\n    par: {restored: 31m"),
        "points-unreachable", "criteria: [E1",
    ),
    "the same cause twice": (
        swap("cause: A new version of the dashboard counts retries as failures; bookings were healthy throughout.",
             "cause: The release of 13:58 UTC opens a connection of its own for every booking, and the database refuses a quarter of them."),
        "variant-twin", "miscounted:",
    ),
    "a variant in which nothing is red": (swap("{error_pct: 24, latency_ms: 1900}", "{error_pct: 1}"), "quiet-variant", "faults: [bad-release]"),
    "an answer due after the end": (swap("answer_within: 30m        #", "answer_within: 6h        #"), "question-late", "answer_within: 6h"),
    "a task longer than the drill": (swap("median: 14m", "median: 7h"), "task-too-long", "median: 7h"),
    "two tasks that wait for each other": (
        swap("  restart: ", "  drain: {title: Drain one, kind: fix, team: platform, median: 3m, result: Empty., evidence: Log, requires: [restart]}\n  restart:\n    holds: done(drain)\n    not_yet: Not empty.   "),
        "task-unreachable", "holds: done(drain)",
    ),
    "a task that never works": (swap("    median: 9m\n", "    median: 9m\n    success_pct: 0\n"), "task-unreachable", "success_pct: 0"),
    "samples by the second": (swap("sample_every: 60s", "sample_every: 1s"), "sampling", "sample_every"),
    "a condition that is none": (swap("error_pct > 30  ", "error_pct is 30  "), "condition", "error_pct is 30"),
    "two injects that wait for each other": (
        swap("\ninjects:\n", "\ninjects:\n  - {id: x1, title: X, after: {inject: x2}, subject: S, text: T}\n  - {id: x2, title: X, after: {inject: x1}, subject: S, text: T}\n"),
        "circle", "id: x",
    ),
    "an inject that waits for itself": (
        swap("  - id: ceo-eta\n", "  - {id: x1, title: X, after: {inject: x1}, subject: S, text: T}\n  - id: ceo-eta\n"), "circle", "id: x1",
    ),
    "tasks that wait for each other": (
        each(swap("    team: platform\n    median: 9m", "    team: platform\n    requires: [compare]\n    median: 9m"),
             swap("  compare:\n", "  compare:\n    requires: [inspect]\n")),
        "circle", "requires: [",
    ),
    "samples by the hour": (swap("sample_every: 60s", "sample_every: 1h"), "sampling", "sample_every"),
    "samples too dense for weeks": (
        each(swap("horizon: 6h", "horizon: 20d"), swap("sample_every: 60s", "sample_every: 86s")), "sampling", "sample_every",
    ),
    "a question by monitoring": (inject("at: 70m, medium: chat, asks: true, answer_within: 30m"), "question-unsigned", "id: planted"),
    "a time to answer without a question": (inject("at: 70m, answer_within: 30m"), "question-unasked", "id: planted"),
    "a noise below nothing": (swap("critical: 8, noise: 0.1", "critical: 8, noise: -0.1"), "noise-negative", "noise: -0.1"),
    "two accounts of one name": (
        each(swap("alder: {tier", "alder: {name: Grove Ltd, tier"), swap("birch: {tier", "birch: {name: Grove  LTD, tier")),
        "title-twice", "birch: {name",
    ),
    "two people of one name": (
        each(swap("ceo: {title", "ceo: {name: Kim Roe, title"), swap("comms: {title", "comms: {name: Kim Roe, title")), "title-twice", "Kim Roe",
    ),
    "a name of two lines": (swap("alder: {tier", 'alder: {name: "Grove\\nLtd", tier'), "title-lines", "Grove"),
    "a title of two lines": (
        swap("title: Bookings fail after a release", 'title: "Bookings fail\\nafter a release"'), "title-lines", "title: ",
    ),
    "a repair that may be": (swap('{key: restored, value: "yes"', '{key: restored, value: maybe'), "fact-mismatch", "value: maybe"),
    "a loss that the truth denies": (swap("{key: data_loss, value: none", "{key: data_loss, value: some"), "fact-mismatch", "value: some"),
    "a false alarm of the worst kind": (
        lambda text: re.sub(r"(severity: )sev3(\n\s+incident_class: \w+\n\s+false_alarm: true)", r"\1sev1\2", text, count=1),
        "truth-contradiction", "severity: sev1",
    ),
    "variants that no seed draws": (lambda text: text.replace("    weight: 2\n", "    weight: 0\n").replace("    weight: 1\n", "    weight: 0\n"), "variant-undrawn", "weight: 0"),
    "only posts before the first page": (
        swap("    at: 3m   ", "    at: 3h   "), "clock-impossible", "reference:",
    ),
    # the reference run against the world
    "a call that nobody scheduled": (step("60m", 'hold_call: {call: "@alder", notes: "We are on it."}'), "reference-stuck", "hold_call"),
    "a call at another time": (
        each(step("60m", 'hold_call: {call: "@alder", notes: "We are on it."}'), step("50m", "schedule_call: {account: alder, at: 90m, purpose: Daily}")),
        "reference-stuck", "hold_call",
    ),
    "a credit that nobody proposed": (swap('proposal: "@alder"', 'proposal: "@birch"'), "reference-stuck", "do:"),
    "a yes that nobody asked for": (swap("{ask_confirmation: {account: birch", "{ask_confirmation: {account: alder"), "reference-stuck", 'message: "@birch"'),
    "a text that waits for a moment": (
        each(swap("{task: inspect}, words", "{task: compare}, words"), swap("words: [connection]}", "words: [connection, servers]}")), "reference-stuck", "do:",
    ),
    "evidence of nothing": (swap("source: error_pct", "source: carillon"), "reference-stuck", "carillon"),
    "evidence of work that was not done": (swap("source: check-bookings, note", "source: compare, note"), "reference-stuck", "source: compare"),
    "an end before the close": (swap("{at: 155m, when: closed", "{at: 151m, when: closed"), "reference-late", "152m"),
    "closed before it is resolved": (swap("{at: 125m, when: resolved, do: {close_incident", "{at: 78m, do: {close_incident"), "reference-stuck", "at: 78m"),
    "a moment that the run passes over": (
        swap("task: check-bookings}, words", "task: restart}, words"), "moment-unreachable", "task: restart",
    ),
    "a decision that nobody logs": (swap("words: [roll back, release], approvers", "words: [carillon], approvers"), "reference-gap", "carillon"),
    "a decision by somebody else": (swap("words: [credit], approvers: [cs_manager, exec_sponsor]", "words: [credit], approvers: [cfo]"), "reference-wrong", "approvers: [cfo]"),
    "calls that the run does not hold": (swap("sentiment_drop: 6}", "sentiment_drop: 6, strategic_calls: 1}"), "reference-gap", "strategic_calls: 1"),
    "calls with nobody": (
        each(swap("sentiment_drop: 6}", "sentiment_drop: 6, strategic_calls: 1}"), swap("alder: {tier: strategic", "alder: {tier: enterprise")),
        "truth-contradiction", "strategic_calls: 1",
    ),
    "a run that stands down": (step("60m", "stand_down: {reason: Nothing to see}"), "reference-wrong", "stand_down"),
    "a run that does harm": (step("60m", "start_task: {task: restart, owner: tech_lead, time_box: 9m}"), "reference-wrong", "task: restart, owner"),
    "a credit that nobody is due": (swap("propose_credit: {account: alder, credit: sla_credit, amount: 2000.00", "propose_credit: {account: alder, credit: sla_credit, amount: 9000.00"), "reference-wrong", "amount: 9000"),
    "a credit left out": (swap("      credit:                 #", "      credit:\n        birch: {credit: goodwill, least: 100, most: 200, approver: cs_manager}\n        #"), "reference-gap", "birch: {credit"),
    "a promise with nothing after it": (swap("            final: true\n            text: >-\n              The incident", "            text: >-\n              Next update by {in_60m} UTC. The incident"), "clock-impossible", "do:"),
    # what an author overlooks
    "a check that proves nothing": (
        swap("  restart:                    #", "  dust:\n    title: Dust the racks\n    kind: verify\n    team: platform\n    median: 9m\n    result: The racks are clean.\n  restart:                    #"),
        "task-idle", "dust:",
    ),
    "two tasks of one title": (swap("title: Restart every server", "title: Look at the servers and their connections"), "title-twice", "title: Look at"),
    "two curves of one title": (swap("title: Page latency", "title: Failed bookings"), "title-twice", "latency_ms"),
    "a scope that its text denies": (swap("text: 24 % of bookings in all regions fail}", "text: 60 % of bookings in all regions fail}"), "fact-mismatch", "60 %"),
    "a fact that its text denies": (swap("text: 24 % of bookings fail., when", "text: half of them fail (50 %)., when"), "fact-mismatch", "50 %"),
    "a unit that the screen cuts": (swap('unit: "%"', 'unit: "trucks/h"'), "unit-long", "trucks/h"),
    "a region of another story": (swap("regions: [all]", "regions: [atlantis]"), "fact-mismatch", "key: regions"),
    "a share above all": (swap("signals: {error_pct: 24, latency_ms: 1900}", "signals: {error_pct: 240, latency_ms: 1900}"), "signal-beyond", "error_pct: 240"),
    "a rise longer than the drill": (swap("    starts: 1m\n    rises: 3m", "    starts: 1m\n    rises: 8h"), "fault-late", "rises: 8h"),
    "a page before anything fails": (swap("    title: The pager rings\n    at: 3m", "    title: The pager rings\n    at: 0m"), "signal-early", "at: 0m"),
    "more down minutes than the impact has": (swap("down_minutes: 29", "down_minutes: 290"), "credit-mismatch", "down_minutes: 290"),
    "missing, and never missing": (swap("condition: updates > 0", "condition: updates > -1"), "inject-impossible", "updates > -1"),
    "an answer within a second": (swap("answer_within: 30m        #", "answer_within: 1s        #"), "question-rushed", "answer_within: 1s"),
    "nothing to restore where all fails": (swap("restored: 31m", "restored: null"), "par-impossible", "restored: null"),
    "a par that excuses every loss": (swap("sentiment_drop: 6}", "sentiment_drop: 90}"), "par-lax", "sentiment_drop: 90"),
    "a close without a watch": (swap("monitoring: 45m", "monitoring: 0s"), "par-lax", "monitoring: 0s"),
    "a briefing of another day": (swap("It is Tuesday, 10 March, 14:00", "It is Friday, 13 March, 14:00"), "briefing-clock", "briefing:"),
    "a team that nobody belongs to": (step("60m", "page_team: {team: network}"), "reference-stuck", "network"),
    "a concept that the cause lacks": (swap("[connection, connections]]", "[zebra]]"), "truth-contradiction", "zebra"),
    "a criterion that the runbook lacks": (swap("criteria: [E1, E2", "criteria: [E9, E2"), "unknown-criterion", "E9"),
}  # fmt: skip
SECURITY: dict[str, tuple[Plant, str, str]] = {
    "no notice to an authority": (lambda text: drop_block(text, "      legal:"), "security-duty", "truth:"),
    "no restricted words": (cut("restricted: [build log"), "security-duty", "truth:"),
    "a word that must not get out": (swap("restricted: [build log", "restricted: [booking lists, build log"), "reference-wrong", "do:"),
    "an authority that nobody tells": (
        swap("authority: data-protection-authority, within: 72h", "authority: ministry, within: 4h"), "notice-missed", "authority: ministry",
    ),
    "an authority that is told too late": (swap("authority, within: 72h", "authority, within: 5m"), "notice-missed", "within: 5m"),
    "a word that stands in many others": (swap("restricted: [build log", "restricted: [key, build log"), "restricted-short", "[key,"),
    "a name that reads as a word": (swap("restricted: [build log", "restricted: [IT, build log"), "restricted-short", "[IT,"),
    "no evidence before rotation": (cut("evidence_tasks: [seal-logs"), "security-duty", "truth:"),
}  # fmt: skip


def drop_block(text: str, head: str, *, instead: str = "") -> str:
    """Take the first mapping with this head out, with what is indented below it; something else may take its place."""
    lines = text.splitlines(keepends=True)
    start = next(i for i, line in enumerate(lines) if line.startswith(head))
    end = start + 1
    while lines[end].startswith(head[: len(head) - len(head.lstrip())] + "  "):
        end += 1
    return "".join([*lines[:start], instead, *lines[end:]])


EVERY = {**{k: (STARTER, v) for k, v in PLANTED.items()}, **{k: (LEAK, v) for k, v in SECURITY.items()}}
