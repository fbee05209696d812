"""Injects that can never fire, come too thick and fast, or ask what nobody can answer."""

from __future__ import annotations

from collections.abc import Mapping

from scenarios.lint.course import Course
from scenarios.lint.finding import Flaw, Flaws
from scenarios.lint.reach import Reach
from simulator.clock import MINUTE_S, spell
from simulator.scenario import Scenario
from simulator.scenario.inject import Inject
from simulator.vocabulary import Seat

WINDOWS = ((10 * MINUTE_S, 5), (90 * MINUTE_S, 15))
"""Seconds, and the most dated injects within them. 15 in 90 minutes is practice of exercises; 5 in ten is a guess."""


MONITORING = "monitoring"
"""The sender that is no person."""


def check_injects(s: Scenario, reaches: Mapping[str, Reach]) -> Flaws:
    """Every flaw of the MSEL."""
    held = {seat for member in s.cast.values() if member.organisation == "home" for seat in member.seats}
    for i, inject in enumerate(s.injects):
        yield from _firing(i, inject, reaches)
        yield from _question(s, i, inject)
        yield from _sender(s, i, inject)
        if inject.to is not Seat.IC and inject.to not in held:
            yield Flaw("addressee-missing", ("injects", i, "to"), f"nobody in the cast can hold the seat '{inject.to}'")
    for reach in reaches.values():
        yield from _load(s, reach)


def _firing(i: int, inject: Inject, reaches: Mapping[str, Reach]) -> Flaws:
    if inject.bank:
        return
    wanted = [reach for name, reach in reaches.items() if not inject.variants or name in inject.variants]
    silent = [reach for reach in wanted if inject.id not in reach.injects]
    if len(silent) == len(wanted):
        yield _never(i, inject, silent[0])
        return
    for reach in silent:
        if inject.variants:
            place = ("injects", i, "variants", inject.variants.index(reach.variant_id))
            flaw = _never(i, inject, reach)
            yield Flaw(flaw.rule, place, f"'{inject.id}' can never fire in this variant: {flaw.what}")


def _never(i: int, inject: Inject, reach: Reach) -> Flaw:
    """Why an inject can never fire in a variant."""
    horizon_s, here = reach.scenario.horizon, ("injects", i)
    first_s = reach.start_s(inject)
    if first_s is None:
        return Flaw(
            "inject-orphan", (*here, "after"), f"'{inject.id}' waits for {_anchor(inject)}, which never happens"
        )
    if first_s >= horizon_s:
        key = "at" if inject.at is not None else "missing" if inject.missing is not None else "after"
        what = f"'{inject.id}' is due at {spell(first_s)}, and the drill ends at {spell(horizon_s)}"
        return Flaw("inject-late", (*here, key, "by") if key == "missing" else (*here, key), what)
    return _impossible(here, inject, reach)


def _anchor(inject: Inject) -> str:
    after = inject.after
    assert after is not None  # noqa: S101  # only an anchored inject has no first second
    if after.event:
        return f"the event '{after.event}' of the epilogue"
    return f"the task '{after.task}'" if after.task else f"the inject '{after.inject}'"


def _impossible(here: tuple[str, int], inject: Inject, reach: Reach) -> Flaw:
    if inject.chance_pct == 0:
        return Flaw("inject-impossible", (*here, "chance_pct"), f"'{inject.id}' has a chance of 0")
    if inject.missing is not None and reach.fits(inject.model_copy(update={"unless": None})) is False:
        what = f"'{inject.missing.condition}' always holds by then, so '{inject.id}' is never missed"
        return Flaw("inject-impossible", (*here, "missing", "condition"), what)
    if inject.when is not None and not reach.can(inject.when):
        return Flaw("inject-impossible", (*here, "when"), f"'{inject.when}' can never hold")
    return Flaw("inject-impossible", (*here, "unless"), f"'{inject.unless}' always holds when '{inject.id}' is due")


def _question(s: Scenario, i: int, inject: Inject) -> Flaws:
    if inject.asks and inject.answer_within == 0:
        yield Flaw("question-without-time", ("injects", i, "asks"), f"'{inject.id}' asks, without a time to answer")
    if inject.asks and inject.sender == MONITORING:
        yield Flaw("question-unsigned", ("injects", i, "asks"), f"'{inject.id}' asks, and comes from monitoring")
    if inject.answer_within and not inject.asks:
        what = f"'{inject.id}' has a time to answer and asks nothing"
        yield Flaw("question-unasked", ("injects", i, "answer_within"), what)
    due_s = (inject.at or 0) + inject.answer_within
    if inject.asks and inject.at is not None and inject.at < s.horizon < due_s:
        what = f"the answer to '{inject.id}' is due at {spell(due_s)}, after the end at {spell(s.horizon)}"
        yield Flaw("question-late", ("injects", i, "answer_within"), what)


def _sender(s: Scenario, i: int, inject: Inject) -> Flaws:
    home = s.cast[inject.sender].organisation if inject.sender in s.cast else None
    if home in s.accounts and inject.account is not None and home != inject.account:
        what = f"'{inject.sender}' belongs to '{home}' and would write for '{inject.account}'"
        yield Flaw("sender-mismatch", ("injects", i, "account"), what)


def _load(s: Scenario, reach: Reach) -> Flaws:
    """Too many at once, for the team of the reference run or for a team that does nothing."""
    number = {inject.id: i for i, inject in enumerate(s.injects)}
    for course in (Course(reach, reach.variant.reference), Course(reach, ())):
        times = sorted((at_s, number[name]) for name, at_s in course.fired.items() if name in reach.injects)
        for window_s, most in WINDOWS:
            for first, (at_s, i) in zip(times, times[most:], strict=False):
                if at_s - first[0] < window_s:
                    what = f"{most + 1} injects within {spell(window_s)} in '{reach.variant_id}'; at most {most}"
                    yield Flaw("inject-overload", ("injects", i), what)
                    return
