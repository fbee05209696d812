"""Turn readings into numbers: the anchor 0 to 3 and the score 0 to 100 of a text alone."""

from __future__ import annotations

from simulator.reading.result import UpdateReading

SHORT_WORDS = 12
"""Below this a post is too thin to hold four slots."""
LONG_WORDS = 160
"""Above this a post is too long to be read in the middle of an incident."""
HIGH_GRADE = 16
"""Above this school grade a post is hard to read; short posts with long words jump, so the line is generous."""
CHEAT_CAP = 15
"""The most that a heap of keywords, a template or an order to the judge can score: below an honest thin post."""


def anchor(reading: UpdateReading, *, final: bool) -> int:
    """Return the behavioural anchor of an update from its text alone.

    0: nothing said, or words that harm; 1: generic; 2: the slots of its phase, timed, nothing violated;
    3: the same, with a workaround, a named measure or news beyond the last post.

    Source: domain notes §2.4.
    """
    features = reading.features
    if is_gamed(reading) or not (features["acknowledges"] or features["states_impact"] or features["resolved_statement"]):
        return 0
    if int(features["over_promise"] or 0) + int(features["blame"] or 0) >= 4:
        return 0
    if reading.violations or features["repeats_previous"]:
        return 1
    if final:
        told = [features[name] for name in ("data_loss_statement", "recurrence_advice", "apology_explanation")]
        complete = bool(features["resolved_statement"]) and reading.impact_level >= 1
        return 1 if not (complete and any(told)) else (3 if all(told) else 2)
    slots = bool(features["acknowledges"]) and reading.impact_level == 2 and reading.action_level >= 1 and bool(features["next_update"])
    if not slots:
        return 1
    return 3 if reading.action_level == 2 or features["workaround"] else 2


def score_update(reading: UpdateReading, *, final: bool) -> int:
    """Return 0 to 100 for `warroom grade update`."""
    features = reading.features
    points = _final_points(reading) if final else _open_points(reading)
    points += max(-20, 15 - 5 * reading.violations) if points else 0
    if int(features["word_count"] or 0) > LONG_WORDS:
        points -= 5
    if int(features["grade_level"] or 0) > HIGH_GRADE:
        points -= 2
    if features["repeats_previous"]:
        points //= 2
    points = max(0, min(100, points))
    return min(points, CHEAT_CAP) if is_gamed(reading) else points


def is_gamed(reading: UpdateReading) -> bool:
    """Return whether a text is made for the judge and not for a reader."""
    return any(reading.features[name] for name in ("is_salad", "is_scrambled", "placeholder", "prompt_like"))


def _open_points(reading: UpdateReading) -> int:
    """Return the points for content while the incident is open: four slots, and what goes beyond."""
    features = reading.features
    points = 12 if features["acknowledges"] else 0
    points += (0, 13, 26)[reading.impact_level] + (0, 9, 18)[reading.action_level]
    points += 25 if features["next_update"] else 0
    return points + (4 if points and (features["workaround"] or features["says_no_eta"]) else 0)


def _final_points(reading: UpdateReading) -> int:
    """Return the points for content of a closing update."""
    features = reading.features
    points = 15 if features["resolved_statement"] else 0
    points += (0, 12, 20)[reading.impact_level] + (6 if reading.action_level else 0)
    points += 14 if features["data_loss_statement"] else 0
    points += 10 if features["recurrence_advice"] else 0
    points += 8 if features["apology_explanation"] else 0
    amends = ("apology_responsibility", "apology_repair", "apology_repentance", "apology")
    return points + min(12, sum(5 if features[name] else 0 for name in amends))
