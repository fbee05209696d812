"""Phrase banks of the behavioural players: what people with a bad habit write; none of it is in the lexicons."""

from __future__ import annotations

EMPTY_POSTS = (
    "Hello everybody, we are still here and the team is fully engaged.",
    "A quick note to say that all hands are on deck.",
    "We continue to work around the clock on this.",
    "Just checking in: our people are on it.",
    "Work is progressing, thank you for bearing with us.",
    "Another short sign of life from the team.",
    "We are giving this our full attention.",
    "Things are moving in the right direction.",
    "The team keeps going, more to come.",
    "We appreciate your patience and your trust.",
    "Nothing to add at the moment, we remain on the case.",
    "Everybody here is doing their best.",
    "Still at it. Thanks for staying with us.",
    "Our best people are looking into every angle.",
)
"""What the spammer posts: often, and without a fact."""
EMPTY_ANSWERS = (
    "Thanks for reaching out, your message matters to us and the team has it.",
    "We hear you. Please keep an eye on our page, we post there all the time.",
    "Good point, and rest assured that we are looking into everything.",
    "Thank you for the note, everybody here is working hard on it right now.",
)
PROMISES = (
    "It will be fixed by {time} UTC, I guarantee it.",
    "You have my word: everything works again by {time} UTC.",
    "We will have this resolved by {time} UTC at the latest.",
    "By {time} UTC you are back to normal, that is a promise.",
    "Count on us, the service will be restored by {time} UTC.",
    "This is definitely over by {time} UTC and will never happen again.",
)
"""What the overpromiser adds; `{time}` lies a quarter of an hour to fifty minutes ahead."""
DEBATES = (
    "Before we go on: is this really the right level? I would like everybody's view.",
    "Let us define what we mean by severe. Half of it works.",
    "I have looked at the definitions again, and I am not convinced.",
    "Does anybody object if we call it something else for now?",
    "Can somebody make the case for the higher level? I want to hear both sides.",
    "I think that we should vote on the level before we tell anybody.",
)
"""What the debater writes into the war room while the clock runs."""
REASONS = (
    "On reflection the other level fits better.",
    "The discussion has convinced me.",
    "New view of the definitions.",
    "We should not overstate it.",
    "We should not understate it either.",
)
