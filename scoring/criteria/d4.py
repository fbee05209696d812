"""D4: evidence is preserved in security and data incidents; hypotheses are tracked in the others."""

from __future__ import annotations

from scoring.duty import Context
from scoring.judgement import FULL, Judgement, lines_of, listed, mean, share
from scoring.posts import holds
from scoring.record import Record, Seen
from scoring.substance import is_label, tells
from simulator import events as e
from simulator.vocabulary import HypothesisState


def judge(record: Record, context: Context) -> Judgement:
    """Judge what the class asks for."""
    at_stake = context.is_guarded and not context.truth.false_alarm
    return _evidence(record, context) if at_stake else _hypotheses(record, context)


def _evidence(record: Record, context: Context) -> Judgement:
    """The share of evidence tasks that were done before anything that wipes evidence."""
    titles = {
        task: context.scenario.tasks[task].title
        for task in context.truth.evidence_tasks
        if task in context.scenario.tasks
    }
    target = f"kept before rotation: {listed(titles.values())}"
    if not titles:
        return Judgement(None, target, "no evidence was at stake")
    mine = {seen.event.task for seen in record.tasks_started()}
    wiped = [s.at_s for s in record.all(e.TaskStarted) if _wipes(context, s.event.task)]
    limit_s = min(wiped, default=context.scenario.horizon)
    ends = {task: record.finish_of(task) for task in titles if task in mine}
    kept = {task: end for task, end in ends.items() if end is not None and end.at_s <= limit_s}
    value = share(len(kept), len(titles))
    missing = [title for task, title in titles.items() if task not in kept]
    return Judgement(
        value, target, f"{len(kept)} of {len(titles)}", "Evidence taken after the wipe is no evidence.",
        lines_of(end.n for end in kept.values()), "" if not missing else f"First: {missing[0]}. Then rotate.",
    )  # fmt: skip


def _wipes(context: Context, task: str) -> bool:
    return task in context.scenario.tasks and context.scenario.tasks[task].destroys_evidence


def _hypotheses(record: Record, context: Context) -> Judgement:
    """The share of hypotheses that were opened and then confirmed or refuted."""
    least = context.number("hypotheses_least")
    target = f"at least {least} hypotheses, each opened and then confirmed or refuted"
    tracks: dict[str, list[Seen[e.HypothesisRecorded]]] = {}
    for seen in record.mine(e.HypothesisRecorded):
        tracks.setdefault(seen.event.hypothesis.strip().casefold(), []).append(seen)
    values = [_settled(context, track) for track in tracks.values()]
    value = mean(sorted(values, reverse=True) + [0] * max(0, least - len(values)))
    open_ones = [name for name, track in tracks.items() if track[-1].event.state is HypothesisState.OPEN]
    return Judgement(
        value,
        target,
        f"{len(tracks)} recorded, {len(tracks) - len(open_ones)} settled",
        "A hypothesis has a name, and a confirmed one fits the cause; one settled as soon as it was born, or for "
        "reasons that say nothing, counts half.",
        lines_of(seen.n for track in tracks.values() for seen in track),
        ""
        if value == FULL
        else f"Settle: {listed(open_ones, 'write down what you believe, and what speaks against it')}.",
    )


def _settled(context: Context, track: list[Seen[e.HypothesisRecorded]]) -> int:
    last = track[-1]
    if last.event.state is HypothesisState.OPEN or not is_label(last.event.hypothesis):
        return 0
    if last.event.state is HypothesisState.CONFIRMED and not _fits(context, track):
        return 0
    opened = track[0].event.state is HypothesisState.OPEN and last.at_s > track[0].at_s
    whys = [seen.event.why for seen in track if seen.event.why.strip()]  # the form leaves it open
    hollow = bool(whys) and not any(tells(context, why) for why in whys)
    return FULL if opened and not hollow else context.number("sudden_permille")


def _fits(context: Context, track: list[Seen[e.HypothesisRecorded]]) -> bool:
    """A confirmed hypothesis speaks of the true cause."""
    text = " ".join(f"{seen.event.hypothesis} {seen.event.why}" for seen in track).replace("-", " ")
    return not context.cause_words or holds(text, context.cause_words)
