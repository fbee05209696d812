"""The rules of the lint about the reference run, which proves that a drill can be won: id, why, how to mend it."""

from __future__ import annotations

ABOUT_THE_REFERENCE = (
    (
        "reference-gap",
        "The reference run is the proof that the drill can be won; it leaves out what the runbook scores.",
        "Add the step, or excuse the criterion under not_reached.",
    ),
    (
        "reference-late",
        "The drill is over before this step.",
        "Bring it forward, or set a longer horizon.",
    ),
    (
        "reference-stuck",
        "This step can never be carried out.",
        "Correct what it waits for or refers to.",
    ),
    (
        "reference-wrong",
        "The reference run contradicts the truth that it should prove.",
        "Correct the step or the truth.",
    ),
    (
        "reference-unanswered",
        "A customer's direct question stays open in the run that should be perfect.",
        'Add a reply with message: "@inject-id".',
    ),
    (
        "reference-unconfirmed",
        "A close without a customer's yes opens gate G-2, and customers take their time to answer.",
        "Ask earlier, close later, or end unclosed and excuse F2; confirmation_min of the runbook is the median.",
    ),
    (
        "notice-missed",
        "No criterion counts it, but the report calls the notice missed, in the run that should be perfect as well.",
        "Add a step notify_authority in time, with the id that stands under `authority`, or take the notice out.",
    ),
    (
        "clock-beyond",
        "No update ever falls due, so C2 would judge what nobody was asked for.",
        "Set a longer horizon, or excuse C2 under not_reached.",
    ),
    (
        "clock-impossible",
        "Not even the reference run keeps the update clock, so nobody can be asked to.",
        "Add external updates, at most the cadence apart, and let each name a time that the next one keeps.",
    ),
)
