"""Turn readings into numbers: the anchor 0 to 3 and the score 0 to 100 of a text alone."""

from __future__ import annotations

import msgspec

from simulator.reading.hollow import names_events
from simulator.reading.result import BriefReading, PostmortemReading, UpdateReading

LONG_WORDS = 160
"""Above this a post is too long to be read in the middle of an incident."""
HIGH_GRADE = 16
"""Above this school grade a post is hard to read; short posts with long words jump, so the line is generous."""
CHEAT_CAP = 15
"""The most that a heap of keywords, a template or an order to the judge can score: below an honest thin post."""

DISGUISE_CAP = 50
"""The most for a post with hidden or look-alike letters; less than a cheat, because pasted text may carry some."""

HARM_CAP = 70
"""The most for a post that blames, promises what nobody can, makes it look small or speaks in code words:
below an honest thin post, which is no better than generic either."""
RUDE_CAP = 40
"""The most for a post that insults: no house would send it, whatever else it says. Engineering judgement."""
HARMS = {
    "over_promise": "promises what nobody can promise yet",
    "blame": "blames somebody",
    "spin": "makes the trouble look small or hides behind set phrases",
    "jargon": "speaks in code words that its readers cannot use",
}
"""What harms, in words."""
NO_REPORT_CAP = 50
"""The most for a post that announces planned work, says the same twice, or gives the all-clear beside an alarm."""
MIXED_PCT = 25
"""What is left of a document whose parts stand in another order than they were written: less than a thin honest one."""
SHAM_PCT = 25
"""What is left of a document that blames, denies, or tells of another matter: less than a thin honest one."""


def anchor(reading: UpdateReading, *, final: bool) -> int:
    """Return the behavioural anchor of an update from its text alone.

    0: nothing said, or words that harm; 1: generic; 2: the slots of its phase, timed, nothing violated;
    3: the same, with a workaround, a named measure or news beyond the last post.

    Source: domain notes §2.4.
    """
    features = reading.features
    if is_gamed(reading) or not (
        features["acknowledges"] or features["states_impact"] or features["resolved_statement"]
    ):
        return 0
    if sum(int(features[name] or 0) for name in ("over_promise", "blame", "rude")) >= 4:
        return 0
    if reading.violations or features["repeats_previous"] or _is_no_report(reading):
        return 1
    if final:
        told = [features[name] for name in ("data_loss_statement", "recurrence_advice", "apology_explanation")]
        complete = bool(features["resolved_statement"]) and reading.impact_level >= 1
        return 1 if not (complete and any(told)) else (3 if all(told) else 2)
    slots = (
        bool(features["acknowledges"])
        and reading.impact_level == 2
        and reading.action_level >= 1
        and bool(features["next_update"])
    )
    if not slots:
        return 1
    return 3 if reading.action_level == 2 or features["workaround"] else 2


def score_update(reading: UpdateReading, *, final: bool) -> int:
    """Return 0 to 100 for `warroom grade update`."""
    points = sum(update_points(reading, final=final).values())
    if reading.features["repeats_previous"]:
        points //= 2
    return max(0, min(points, 100, *(cap for cap, _ in caps(reading))))


def update_points(reading: UpdateReading, *, final: bool) -> dict[str, int]:
    """Return the points of each part of an update; the most they can be is `OPEN_POINTS` or `CLOSING_POINTS`."""
    features = reading.features
    points = _final_points(reading) if final else _open_points(reading)
    wording = max(-20, 15 - 5 * reading.violations) if any(points.values()) else 0
    wording -= 5 if int(features["word_count"] or 0) > LONG_WORDS else 0
    wording -= 2 if int(features["grade_level"] or 0) > HIGH_GRADE else 0
    return {**points, "wording": wording}


def caps(reading: UpdateReading) -> list[tuple[int, str]]:
    """Return the most that an update can have whatever it holds, and why, for each reason that applies."""
    features = reading.features
    found = []
    if features["rude"]:
        found.append((RUDE_CAP, "it insults somebody"))
    harm = [words for name, words in HARMS.items() if features[name]]
    if harm:
        found.append((HARM_CAP, f"it {', '.join(harm)}"))
    if features["is_disguised"]:
        found.append((DISGUISE_CAP, "it has hidden or look-alike letters"))
    if _is_no_report(reading):
        told = "it contradicts or repeats itself, or tells of planned work or of somebody else's trouble"
        found.append((NO_REPORT_CAP, told))
    if is_gamed(reading):
        found.append((CHEAT_CAP, "it is a heap of words, a template or an order to the reader, and no report"))
    return found


def is_gamed(reading: UpdateReading) -> bool:
    """Return whether a text is made for the judge and not for a reader."""
    return any(reading.features[name] for name in ("is_salad", "is_scrambled", "placeholder", "prompt_like"))


def _is_no_report(reading: UpdateReading) -> bool:
    """Return whether a post tells one thing and its opposite, the same twice, what was planned, or others' trouble."""
    return any(reading.features[name] for name in ("is_planned", "is_foreign", "contradicts_itself", "repeats_itself"))


OPEN_POINTS = {"acknowledgement": 12, "impact": 26, "action": 18, "next update": 25, "help": 4, "wording": 15}
"""The most points of each part of an update while the incident is open; they add up to 100."""
CLOSING_POINTS = {
    "restored": 15,
    "impact": 20,
    "action": 6,
    "data loss": 14,
    "recurrence": 10,
    "explanation": 8,
    "amends": 12,
    "wording": 15,
}
"""The most points of each part of a closing update; they add up to 100."""


def _open_points(reading: UpdateReading) -> dict[str, int]:
    """Return the points for content while the incident is open: four slots, and what goes beyond."""
    features = reading.features
    slots = {
        "acknowledgement": 12 if features["acknowledges"] else 0,
        "impact": (0, 13, 26)[reading.impact_level],
        "action": (0, 9, 18)[reading.action_level],
        "next update": (12 if features["next_update_distant"] else 25) if features["next_update"] else 0,
    }
    helps = any(slots.values()) and (features["workaround"] or features["says_no_eta"])
    return {**slots, "help": 4 if helps else 0}


def _final_points(reading: UpdateReading) -> dict[str, int]:
    """Return the points for content of a closing update; a false alarm tells that nobody was hit or has to act."""
    features = reading.features
    amends = ("apology_responsibility", "apology_repair", "apology_repentance", "apology")
    spared = features["stood_down"] and features["spared"]
    return {
        "restored": 15 if features["resolved_statement"] else 0,
        "impact": 20 if spared else (0, 12, 20)[reading.impact_level],
        "action": 6 if reading.action_level else 0,
        "data loss": 14 if features["data_loss_statement"] else 0,
        "recurrence": 10 if features["recurrence_advice"] or (spared and features["workaround"]) else 0,
        "explanation": 8 if features["apology_explanation"] else 0,
        "amends": min(12, sum(5 if features[name] else 0 for name in amends)),
    }


def with_score(reading: PostmortemReading, organisational: int) -> PostmortemReading:
    """Return a reading with its score, and with how many of its factors lie in the organisation."""
    whole = msgspec.structs.replace(reading, organisational_factors=organisational)
    return msgspec.structs.replace(whole, score=score_postmortem(whole))


def score_postmortem(reading: PostmortemReading) -> int:
    """Return 0 to 100 for `warroom grade postmortem`; each criterion stands alone."""
    return sum(postmortem_points(reading).values())


def postmortem_points(reading: PostmortemReading) -> dict[str, int]:
    """Return the points of each criterion of a post-mortem; the most they can be is `POSTMORTEM_POINTS`."""
    features = reading.features
    points = {
        "summary": 10 if features["summary_told"] else 0,
        "timeline": _timeline_points(reading),
        "impact": 5 * reading.impact_duration + 5 * reading.impact_count + 5 * reading.impact_business,
        "factors": min(2, len(reading.factors)) * 5 + (3 if reading.organisational_factors else 0)
        if features["root_cause"]
        else 0,
        "detection": 6 if features["detection_told"] else 2 if features["detection"] else 0,
        "lessons": 6 if features["lessons_told"] else 0,
        "actions": _action_points(reading),
        "narrative": (0, 2, 4, 6)[reading.narrative_parts],
    }
    blameless = sum(points.values()) >= BLAMELESS_POINTS and reading.word_count >= BLAMELESS_WORDS
    points["blameless"] = _blameless_points(reading) if blameless else 0
    share_pct = min([100, *(pct for pct, _ in shares(reading))])
    return {name: value * share_pct // 100 for name, value in points.items()}


BLAMELESS_POINTS = 25
"""The fewest points of the other parts beside which it counts that nobody is blamed; a guess."""
BLAMELESS_WORDS = 80
"""The fewest words among which it counts; an empty page blames nobody either. A guess."""


def shares(reading: PostmortemReading) -> list[tuple[int, str]]:
    """Return the share in % that a post-mortem keeps of every part, and why, for each reason that applies."""
    features = reading.features
    found = []
    if features["is_mixed"]:
        found.append((MIXED_PCT, "its parts stand in another order than they were written"))
    if features["is_salad"] or features["is_scrambled"] or features["repeats_itself"]:
        found.append((CHEAT_CAP, "it is a heap of words, or says the same again and again"))
    if features["is_disguised"] or features["prompt_like"]:
        found.append((CHEAT_CAP, "it has hidden letters, or an order to the reader"))
    if features["is_unreal"] or features["only_asks"] or _is_template(reading):
        found.append((CHEAT_CAP, "it is a template, only asks, or tells of what did not happen"))
    if features["is_planned"] or features["is_foreign"]:
        found.append((SHAM_PCT, "it tells of planned work or of somebody else's incident"))
    if features["denies_cause"]:
        found.append((SHAM_PCT, "what it says on causes only says what was none"))
    if features["accuses"]:
        found.append((SHAM_PCT, "it names a culprit; a post-mortem that blames teaches nobody"))
    return found


def _is_template(reading: PostmortemReading) -> bool:
    """Return whether places to fill in make up the document; three trackers to come in a long one do not."""
    blanks = int(reading.features["placeholder"] or 0)
    return blanks >= 3 and reading.word_count < BLANK_WORDS * blanks


BLANK_WORDS = 60
"""With fewer words for each place to fill in a document is a template. A guess."""

POSTMORTEM_POINTS = {
    "summary": 10,
    "timeline": 15,
    "impact": 15,
    "factors": 13,
    "detection": 6,
    "lessons": 6,
    "actions": 17,
    "narrative": 6,
    "blameless": 12,
}
"""The most points of each criterion; they add up to 100."""


FEW_EVENTS = 8
"""A timeline with fewer events leaves something out. Source: domain notes §3.2."""


def _timeline_points(reading: PostmortemReading) -> int:
    """Return up to 15 points: stamped events, eight or more, in order, in UTC."""
    if not reading.features["timeline_ts"] or not names_events(reading.timeline):
        return 3 if reading.features["timeline_prose"] else 0
    many = len(reading.timeline) >= FEW_EVENTS
    return (
        7 + (3 if many else 1) + (2 if reading.features["timeline_ordered"] else 0) + (3 if reading.utc_stated else 0)
    )


def _action_points(reading: PostmortemReading) -> int:
    """Return up to 17 points: there are actions; they have owner, date, tracker, done-test."""
    rows = [row for row in reading.actions if not row.idle]
    if not rows:
        return 0
    points = 4
    for part, most in (("owner", 4), ("due", 4), ("tracker", 2), ("done_test", 1)):
        points += most * sum(1 for row in rows if getattr(row, part)) // len(rows)
    return points + (2 if any(row.strength == "strong" for row in rows) else 0)


def _blameless_points(reading: PostmortemReading) -> int:
    """Return up to 12 points, less for every place that blames or judges."""
    faults = 3 * reading.blame_count + 2 * max(0, reading.counterfactual_count - 1) + 2 * reading.normative_count
    faults += 3 if reading.features["human_error"] else 0
    return max(0, 12 - faults)


PAGE_WORDS = 350
"""One page. Source: domain notes §8, engineering judgement."""


BRIEF_POINTS = {"impact": 20, "status": 20, "confidence": 20, "decisions": 20, "next brief": 20}
"""The most points of each part of a brief; they add up to 100."""


def brief_points(reading: BriefReading) -> dict[str, int]:
    """Return the points of each part of a brief."""
    parts = (
        reading.impact,
        reading.status,
        reading.confidence,
        reading.decisions,
        reading.next_refresh_utc_s is not None,
    )
    return {name: most if there else 0 for (name, most), there in zip(BRIEF_POINTS.items(), parts, strict=True)}


def score_brief(reading: BriefReading) -> int:
    """Return 0 to 100 for a brief: five parts of twenty, less for running over the page."""
    points = sum(brief_points(reading).values())
    if reading.word_count > PAGE_WORDS:
        points -= min(30, (reading.word_count - PAGE_WORDS) // 10 + 5)
    points = max(0, points)
    return min(points, CHEAT_CAP) if reading.held_back else points
