"""What an author overlooks: things that do nothing, figures that cannot be, words that contradict the figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from scenarios.document import Path
from scenarios.lint.finding import Flaw, Flaws
from scenarios.lint.reach import Reach
from simulator import commands as c
from simulator.clock import MINUTE_S, hhmm, spell
from simulator.scenario import Scenario, Variant
from simulator.scenario.inject import Inject
from simulator.vocabulary import TaskKind

ANSWER_LEAST_S = 2 * MINUTE_S
"""Nobody reads, thinks and writes in less. Engineering judgement."""
DROP_MOST = 40
"""A par of sentiment beyond this excuses everything. Engineering judgement."""
DOWN_SLACK_S = 10 * MINUTE_S
"""A contract may count whole minutes at both ends, and a rise before the threshold."""
FULL_PCT_MILLI = 100_000
SAMPLE_MOST_S = 10 * MINUTE_S
"""Two looks before the runbook's fifteen minutes to declare are over. Engineering judgement."""
LOOKS = (TaskKind.VERIFY, TaskKind.EVIDENCE)
"""Work that is done to prove something; a search may be a dead end, and a measure without effect a temptation."""
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}) ?(?:%|per cent|percent)")
_CLOCK = re.compile(r"\b(?:it is|now is|time is)\b[^.\n]{0,40}?\b(\d{1,2}:\d\d) UTC", re.IGNORECASE)
_DAY = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)? (January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b"
)
_WEEKDAY = re.compile(r"\b(?:it|this) is (?:a )?((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", re.IGNORECASE)


_RENEWS = re.compile(
    r"\brenew\w*(?: is| comes| falls| due){0,2} in (?:about |under )?([\w-]+) (day|week|month)s?\b", re.IGNORECASE
)
_USERS = re.compile(r"\b(\d[\d,]*) (?:users|people who use)\b")
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30}
_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}


def check_sense(s: Scenario, reaches: Mapping[str, Reach]) -> Flaws:
    """Every flaw of this kind."""
    yield from _idle(s, reaches)
    yield from _titles(s)
    yield from _samples(s)
    yield from _beyond(s)
    yield from _sums(s, reaches)
    yield from _briefing(s)
    yield from _briefed_accounts(s)
    for i, inject in enumerate(s.injects):
        yield from _asking(i, inject)
    for name, variant in s.variants.items():
        yield from _words(variant, ("variants", name, "truth"))
        yield from _par(variant, ("variants", name))
        yield from _early(s, reaches[name])
        yield from _teams(s, variant, ("variants", name, "reference"))


def _idle(s: Scenario, reaches: Mapping[str, Reach]) -> Flaws:
    asked = " ".join(text for reach in reaches.values() for text in reach.conditions)
    truths = [variant.truth for variant in s.variants.values()]
    named = {task for truth in truths for task in (*truth.containment, *truth.harmful, *truth.evidence_tasks)}
    named |= {before for task in s.tasks.values() for before in task.requires}
    named |= {inject.after.task for inject in s.injects if inject.after and inject.after.task}
    named |= {name for truth in truths for moment in truth.key_moments.values() for name in moment.where.values()}
    named |= {name for variant in s.variants.values() for name in variant.results}
    commands = [step.command for variant in s.variants.values() for step in variant.reference]
    named |= {command.task for command in commands if isinstance(command, c.StartTask)}
    for name, task in s.tasks.items():
        used = task.effects or task.evidence or task.holds or task.risk or name in named or f"({name})" in asked
        if task.kind in LOOKS and not used:
            yield Flaw("task-idle", ("tasks", name), f"'{name}' proves nothing, and nothing asks for it")


def _titles(s: Scenario) -> Flaws:
    groups: tuple[tuple[str, Iterable[tuple[str, str]]], ...] = (
        ("signals", ((name, one.title) for name, one in s.signals.items())),
        ("tasks", ((name, one.title) for name, one in s.tasks.items())),
        ("variants", ((name, one.title) for name, one in s.variants.items())),
        ("accounts", ((name, one.name) for name, one in s.accounts.items() if one.name)),
        ("cast", ((name, one.name) for name, one in s.cast.items() if one.name)),
    )
    for key, titles in groups:
        field = "name" if key in ("accounts", "cast") else "title"
        seen: dict[str, str] = {}
        for name, title in titles:
            other = seen.setdefault(" ".join(title.casefold().split()), name)
            if other != name:
                yield Flaw("title-twice", (key, name, field), f"'{name}' is called what '{other}' is called")


def _samples(s: Scenario) -> Flaws:
    if s.sample_every > SAMPLE_MOST_S:
        what = f"a sample every {spell(s.sample_every)} shows too little; expected at most {spell(SAMPLE_MOST_S)}"
        yield Flaw("sampling", ("sample_every",), what)


def _beyond(s: Scenario) -> Flaws:
    for name, fault in s.faults.items():
        if fault.starts < s.horizon < fault.starts + fault.rises:
            what = f"'{name}' takes {spell(fault.rises)} to rise, and the drill ends at {spell(s.horizon)}"
            yield Flaw("fault-late", ("faults", name, "rises"), what)
        for signal, move in fault.signals.items():
            spec = s.signals.get(signal)
            if spec is not None and spec.unit == "%" and spec.baseline + move > FULL_PCT_MILLI:
                what = f"'{name}' lifts '{signal}' to {(spec.baseline + move) / 1_000:g} %"
                yield Flaw("signal-beyond", ("faults", name, "signals", signal), what)


def _sums(s: Scenario, reaches: Mapping[str, Reach]) -> Flaws:
    """Shares that only all faults together lift above 100 %."""
    for name, spec in s.signals.items():
        most = max((reach.signal_range(name).most for reach in reaches.values()), default=0)
        if spec.unit == "%" and most > FULL_PCT_MILLI + spec.noise:
            what = f"faults and tasks together lift '{name}' to {most / 1_000:g} %"
            yield Flaw("signal-beyond", ("signals", name), what)


def _briefing(s: Scenario) -> Flaws:
    """A briefing that tells another day or hour than the one at which the drill begins."""
    start = datetime.fromtimestamp(s.start_utc_s, UTC)
    clock, weekday, days = _CLOCK.search(s.briefing), _WEEKDAY.search(s.briefing), _DAY.findall(s.briefing)
    told = clock[1].zfill(5) if clock else hhmm(s.start_utc_s)
    if told != hhmm(s.start_utc_s):
        yield Flaw(
            "briefing-clock", ("briefing",), f"it says {told} UTC, and the drill begins at {hhmm(s.start_utc_s)} UTC"
        )
    elif clock and days and (str(start.day), f"{start:%B}") not in days:
        what = f"it says {' '.join(days[0])}, and the drill begins on {start.day} {start:%B}"
        yield Flaw("briefing-clock", ("briefing",), what)
    elif weekday and weekday[1].title() != f"{start:%A}":
        yield Flaw("briefing-clock", ("briefing",), f"it says {weekday[1]}, and the drill begins on a {start:%A}")


def _briefed_accounts(s: Scenario) -> Flaws:
    """A briefing that tells another renewal or number of users than the account has."""
    names = {name.replace("-", "_"): name for name in s.accounts}
    for line in re.split(r"\n(?=\s*(?:[-*]|$))", s.briefing):
        named = [names[word] for word in re.findall(r"\{(\w+)\}", line) if word in names]
        if len(named) != 1:
            continue
        account, renews, users = s.accounts[named[0]], _RENEWS.search(line), _USERS.search(line)
        count = _count(renews[1]) if renews else None
        unit_days = _UNIT_DAYS[renews[2].lower()] if renews else 1
        if renews and count is not None and abs(account.renewal_in_days - count * unit_days) >= max(unit_days, 2):
            what = f"it says of '{named[0]}' '{renews[0]}', and its renewal_in_days is {account.renewal_in_days}"
            yield Flaw("account-figures", ("briefing",), what)
        if users and account.users is not None and int(users[1].replace(",", "")) != account.users:
            what = f"it says of '{named[0]}' '{users[0]}', and its users are {account.users:,}"
            yield Flaw("account-figures", ("briefing",), what)


def _count(word: str) -> int | None:
    """A number in digits or in words up to ninety-nine."""
    tens, _, ones = word.lower().partition("-")
    if word.isdecimal() or tens in _NUMBERS:
        return int(word) if word.isdecimal() else _NUMBERS.index(tens)
    return _TENS[tens] + (_NUMBERS.index(ones) if ones in _NUMBERS else 0) if tens in _TENS else None


def _asking(i: int, inject: Inject) -> Flaws:
    if inject.asks and 0 < inject.answer_within < ANSWER_LEAST_S:
        what = f"'{inject.id}' wants its answer within {spell(inject.answer_within)}"
        yield Flaw("question-rushed", ("injects", i, "answer_within"), what)


def _words(variant: Variant, here: Path) -> Flaws:
    truth = variant.truth
    for i, scope in enumerate(truth.scope):
        if wrong := _other_share(scope.text, scope.pct):
            yield Flaw("fact-mismatch", (*here, "scope", i, "text"), f"the text says {wrong} %, and pct is {scope.pct}")
    for name, fact in truth.facts.items():
        path = (*here, "facts", name)
        if fact.key == "scope_pct" and fact.value.isdigit() and (wrong := _other_share(fact.text, int(fact.value))):
            yield Flaw("fact-mismatch", (*path, "text"), f"the text says {wrong} %, and the value is {fact.value}")
        regions = {one.strip() for one in fact.value.split(",")}
        if fact.key == "regions" and truth.regions and regions.isdisjoint(truth.regions):
            what = f"the regions of the truth are {', '.join(truth.regions)}, not {fact.value}"
            yield Flaw("fact-mismatch", (*path, "value"), what)
    cause = " ".join([truth.cause, *(fact.text for fact in truth.facts.values() if fact.key == "cause")]).casefold()
    for i, group in enumerate(truth.cause_concepts):
        if not any(word.casefold() in cause for word in group):
            what = f"neither the cause nor its fact holds one of: {', '.join(group)}"
            yield Flaw("truth-contradiction", (*here, "cause_concepts", i), what)


def _other_share(text: str, pct: int) -> str:
    """The share that a text names instead of the right one; empty when it names the right one, or none."""
    said = _PERCENT.findall(text)
    return said[0] if said and str(pct) not in said else ""


def _par(variant: Variant, here: Path) -> Flaws:
    truth, par = variant.truth, variant.par
    if truth.false_alarm:
        return
    if par.restored is None:
        yield Flaw("par-impossible", (*here, "par", "restored"), "something fails here, and par restores nothing")
        return
    if not par.monitoring:
        yield Flaw("par-lax", (*here, "par", "monitoring"), "recovery is watched for 0 s, so any close is clean")
    if par.sentiment_drop > DROP_MOST:
        what = f"a loss of {par.sentiment_drop} points is still at par"
        yield Flaw("par-lax", (*here, "par", "sentiment_drop"), what)
    felt_s = par.restored - truth.impact_start
    if felt_s > 0 and truth.down_minutes * MINUTE_S > felt_s + DOWN_SLACK_S:  # else `check_par` says what is wrong
        what = f"{truth.down_minutes} down minutes, and by par customers feel it for {spell(felt_s)}"
        yield Flaw("credit-mismatch", (*here, "truth", "down_minutes"), what)


def _early(s: Scenario, reach: Reach) -> Flaws:
    """A first page before anything has begun."""
    faults = [s.faults[name].starts for name in reach.variant.faults]
    begins_s = min([*faults, reach.variant.truth.impact_start])
    for i, inject in enumerate(s.injects):
        early = inject.credible_signal and inject.at is not None and inject.at < begins_s
        if early and reach.applies(inject):
            what = f"'{inject.id}' comes at {spell(inject.at or 0)}; in '{reach.variant_id}' nothing begins before"
            yield Flaw("signal-early", ("injects", i, "at"), f"{what} {spell(begins_s)}")


def _teams(s: Scenario, variant: Variant, here: Path) -> Flaws:
    hands = {member.team for member in s.cast.values() if member.organisation == "home"}
    for i, step in enumerate(variant.reference):
        if isinstance(step.command, c.PageTeam) and step.command.team not in hands:
            yield Flaw("reference-stuck", (*here, i, "do"), f"nobody at home belongs to the team '{step.command.team}'")
