"""C7: one narrative across channels and teams."""

from __future__ import annotations

from scoring.claims import FalseClaim, Said, false_claims, said
from scoring.duty import Context
from scoring.judgement import Judgement, Quote, counted, line, lines_of
from scoring.posts import external, updates
from scoring.proof import against_signals
from scoring.record import Record, Seen
from simulator import events as e
from simulator.vocabulary import Channel

_COMPARED = ("scope_pct", "regions", "data_loss", "security", "restored", "start", "eta")
"""Facts that two posts within half an hour must tell alike."""
_AUDIENCES = (Channel.STATUS_PAGE, Channel.CUSTOMER_MAIL, Channel.HOLDING_LINE)
ETA_OFF_S = 300
"""Promised repair times that lie further apart are two stories. Engineering judgement."""
EARLY = "Let the record follow the signals: mark an end once they are back, and take back what was marked too early."
LOOK_BACK = 60
"""Claims that are compared with a later one; nobody makes more in half an hour."""


def judge(record: Record, context: Context) -> Judgement:
    """Judge false claims, posts that disagree, and teams that told their own story, per post."""
    limit = context.number("zero_per_post_milli")
    target = f"no mismatch; nothing from {limit / 1000:.1f} per post on"
    posts = [post for post in external(record) if post.counts]
    if not posts:
        return Judgement(0, target, "no external update", "There was no narrative at all.",
                         advice="Give customers and colleagues one set of facts.")  # fmt: skip
    wrong, pairs, stories = false_claims(record, context), _pairs(record, context), untold(record, context)
    early = against_signals(record, context)
    numbers = [
        *(seen.n for seen in early),
        *(false.said.n for false in wrong),
        *(later.n for _, later in pairs),
        *(story.n for story in stories),
    ]
    value = line(len(numbers) * 1_000 // len(posts), 0, limit)
    return Judgement(
        value,
        target,
        f"{counted(len(wrong) + len(early), 'claim')} off, {counted(len(pairs), 'post')} at odds, "
        f"{counted(len(stories), 'story')} of other teams",
        "Beliefs marked as such are not held against you; a team's own story counts when it had no fresh holding line.",
        lines_of(numbers),
        _advice(wrong, pairs, stories) or (EARLY if early else ""),
        (
            *(Quote(seen.event.note, "the record called it over while it failed", EARLY, seen.n) for seen in early[:3]),
            *(_quote(false) for false in wrong[:6]),
            *(_at_odds(*pair) for pair in pairs[:3]),
            *(_story(story) for story in stories[:3]),
        ),
    )


def _at_odds(earlier: Said, later: Said) -> Quote:
    advice = f"Correct the older text; on {earlier.audience.replace('_', ' ')} stands “{earlier.claim.quote}”."
    return Quote(later.claim.quote, f"at odds: {later.claim.key}", advice, later.n)


def _story(story: Seen[e.TeamSpoke]) -> Quote:
    advice = "Give the teams a holding line and renew it every half hour, so that nobody has to improvise."
    return Quote(story.event.text[:100], f"{story.event.team}'s own story: {story.event.key}", advice, story.n)


def _quote(false: FalseClaim) -> Quote:
    return Quote(false.said.claim.quote, false.rule, false.better, false.said.n)


def _pairs(record: Record, context: Context) -> list[tuple[Said, Said]]:
    """Claims of two texts to outsiders or colleagues, within half an hour, that cannot both be true."""
    claims = [c for c in said(record) if c.claim.key in _COMPARED and c.audience in _AUDIENCES]
    found = []
    for index, later in enumerate(claims):
        earlier = _clash(record, context, claims[max(0, index - LOOK_BACK) : index], later)
        if earlier is not None:
            found.append((earlier, later))
    return found


def _clash(record: Record, context: Context, before: list[Said], later: Said) -> Said | None:
    """The last earlier claim on another channel that disagrees, unless the world moved in between."""
    window_s, off = context.number("holding_fresh_min") * 60, context.number("scope_off_by_pct")
    start_off_s = context.number("start_off_by_min") * 60
    for earlier in reversed(before):
        if later.at_s - earlier.at_s > window_s:
            return None
        comparable = earlier.claim.key == later.claim.key and earlier.audience != later.audience
        if comparable and _differ(earlier, later, off, start_off_s):
            return None if _moved(record, earlier.at_s, later.at_s, later.claim.key) else earlier
    return None


def _differ(first: Said, second: Said, off: int, start_off_s: int) -> bool:
    left, right = first.claim.value, second.claim.value
    if first.claim.key == "scope_pct" and left.isdigit() and right.isdigit():
        return abs(int(left) - int(right)) > off
    if first.claim.key in ("eta", "start") and left.isdigit() and right.isdigit():
        return abs(int(left) - int(right)) > (ETA_OFF_S if first.claim.key == "eta" else start_off_s)
    return left != right


def _moved(record: Record, from_s: int, to_s: int, key: str) -> bool:
    """The world itself changed in between, or the room learned something new."""
    learned = any(from_s < s.at_s <= to_s and s.event.key == key for s in record.all(e.FactLearned))
    changed = key in ("scope_pct", "restored") and any(from_s < s.at_s <= to_s for s in record.all(e.ImpactChanged))
    return learned or changed


def untold(record: Record, context: Context) -> list[Seen[e.TeamSpoke]]:
    """Contradicting stories of other teams while no holding line of the last half hour was out."""
    window_s = context.number("holding_fresh_min") * 60
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
