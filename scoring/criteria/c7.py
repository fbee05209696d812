"""C7: one narrative across channels and teams."""

from __future__ import annotations

from scoring.claims import FalseClaim, Fault, Said, false_claims, subject
from scoring.deeds import DEED
from scoring.duty import Context
from scoring.judgement import Judgement, Quote, counted, line, lines_of
from scoring.outage import OUTAGE
from scoring.posts import external, updates
from scoring.proof import against_signals
from scoring.record import Record, Seen
from scoring.stories import at_odds, is_taken_back
from simulator import events as e
from simulator.reading.result import Claim
from simulator.vocabulary import Channel

EARLY = "Let the record follow the signals: mark an end once they are back, and take back what was marked too early."

_ON_HARM = (OUTAGE, "scope_pct", "regions")
"""What tells of harm, and in a false alarm of one and the same that there is not."""


def judge(record: Record, context: Context) -> Judgement:
    """Judge false claims, posts that disagree, and teams that told their own story, per post."""
    limit = context.number("zero_per_post_milli")
    target = f"no mismatch; nothing from {limit / 1000:.1f} per post on"
    posts = [post for post in external(record) if post.counts]
    wrong = _once(false_claims(record, context), context)
    if not posts and not wrong:
        return Judgement(0, target, "no external update", "There was no narrative at all.",
                         advice="Give customers and colleagues one set of facts.")  # fmt: skip
    pairs, stories = _only_at_odds(at_odds(record, context), wrong), own_stories(record, context)
    early = against_signals(record, context)
    standing, taken_back = _mismatches(record, context, wrong, pairs)
    numbers = [*(seen.n for seen in early), *standing, *taken_back.values(), *(story.n for story in stories)]
    value = line(len(numbers) * 1_000 // max(1, len(posts)), 0, limit)
    return Judgement(
        value,
        target,
        f"{counted(len(wrong) + len(early), 'claim')} off, {counted(len(pairs), 'post')} at odds, "
        f"{counted(len(stories), 'story')} of other teams"
        + (f", {counted(len(taken_back), 'story')} taken back" if taken_back else ""),
        "Beliefs marked as such are not held against you; a text pays once for one false thing, and what was taken "
        "back in so many words counts once; a team's own story counts when it had no fresh holding line.",
        lines_of(numbers),
        _advice(wrong, pairs, stories) or (EARLY if early else ""),
        (
            *(Quote(seen.event.note, "the record called it over while it failed", EARLY, seen.n) for seen in early[:3]),
            *(_quote(false) for false in wrong[:6]),
            *(_at_odds(*pair) for pair in pairs[:3]),
            *(_story(story) for story in stories[:3]),
        ),
        is_harm=any(false.fault is not Fault.PREMATURE for false in wrong),
    )


def _once(found: tuple[FalseClaim, ...], context: Context) -> tuple[FalseClaim, ...]:
    """Each false statement of a text once, however it is worded and repeated; the gravest wording counts."""
    standing: dict[tuple[int, str, str], FalseClaim] = {}
    for false in sorted(found, key=lambda one: one.fault is not Fault.DECEPTION):
        standing.setdefault((false.said.n, *_thing(false.said.claim, context)), false)
    return tuple(sorted(standing.values(), key=lambda one: (one.said.n, one.said.claim.start)))


def _thing(claim: Claim, context: Context) -> tuple[str, str]:
    """What a claim is about, and what it says of it."""
    if claim.key == DEED:
        return DEED, claim.quote
    if context.truth.false_alarm and claim.key in _ON_HARM:
        return OUTAGE, ""
    meant = subject(claim)
    return meant.key, meant.value


def _only_at_odds(pairs: list[tuple[Said, Said]], wrong: tuple[FalseClaim, ...]) -> list[tuple[Said, Said]]:
    """The pairs whose later telling is not false in itself: that is charged already."""
    off = {(false.said.n, subject(false.said.claim).key) for false in wrong}
    return [(earlier, later) for earlier, later in pairs if (later.n, subject(later.claim).key) not in off]


def _at_odds(earlier: Said, later: Said) -> Quote:
    advice = f"Correct the older text; on {earlier.audience.replace('_', ' ')} stands “{earlier.claim.quote}”."
    return Quote(later.claim.quote, f"at odds: {later.claim.key}", advice, later.n)


def _story(story: Seen[e.TeamSpoke]) -> Quote:
    advice = "Give the teams a holding line and renew it every half hour, so that nobody has to improvise."
    return Quote(story.event.text[:100], f"{story.event.team}'s own story: {story.event.key}", advice, story.n)


def _quote(false: FalseClaim) -> Quote:
    return Quote(false.said.claim.quote, false.rule, false.better, false.said.n)


def _mismatches(
    record: Record, context: Context, wrong: tuple[FalseClaim, ...], pairs: list[tuple[Said, Said]]
) -> tuple[list[int], dict[tuple[str, str], int]]:
    """The lines that are off, and for each story that was taken back the line that told it: it counts once."""
    off = [(false.said.n, (false.said,)) for false in wrong] + [(pair[1].n, pair) for pair in pairs]
    standing: list[int] = []
    taken_back: dict[tuple[str, str], int] = {}
    for n, tellings in off:
        old = next((one for one in tellings if is_taken_back(record, context, one)), None)
        if old is None:
            standing.append(n)
        else:
            taken_back.setdefault((old.claim.key, old.claim.value), old.n)
    return standing, taken_back


def own_stories(record: Record, context: Context) -> list[Seen[e.TeamSpoke]]:
    """Contradicting stories of other teams while no holding line of the last half hour was out."""
    window_s = context.span_s("holding_fresh_min")
    lines = [post.at_s for post in updates(record, Channel.HOLDING_LINE) if post.counts]
    return [
        seen
        for seen in record.all(e.TeamSpoke)
        if seen.event.contradicts and not any(0 <= seen.at_s - at_s <= window_s for at_s in lines)
    ]


def _advice(wrong: tuple[FalseClaim, ...], pairs: list[tuple[Said, Said]], stories: list[Seen[e.TeamSpoke]]) -> str:
    if wrong:
        return wrong[0].better
    if pairs:
        earlier, later = pairs[0]
        return f"Correct the older text: “{earlier.claim.quote}” and “{later.claim.quote}” disagree."
    if stories:
        return f"Renew the holding line every half hour; {stories[0].event.team} said: “{stories[0].event.text[:80]}”"
    return ""
