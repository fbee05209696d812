"""Who a message is from, in words, where no person of the cast wrote it."""

from __future__ import annotations

from simulator.vocabulary import MessageKind

MONITORING = "monitoring"
UNNAMED = "outside"
"""The sender of what an account writes for which the scenario names no contact."""


def writer(sender: str, company: str = "", medium: MessageKind | None = None) -> str:
    """Words for a sender who is no person of the cast.

    Args:
        sender: As the message has it.
        company: Name of the account that it is from; empty for none.
        medium: How it came; news that name nobody are the news and no alert.
    """
    if sender == UNNAMED:
        return f"Somebody at {company}" if company else "Somebody outside"
    if sender == MONITORING and medium is MessageKind.NEWS:
        return "The news"
    return sender.capitalize() if sender.islower() else sender
