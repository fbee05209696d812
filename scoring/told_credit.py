"""What is wrong with the words in which a customer is told of a credit: another amount, none, or one at a price.

It is made to miss rather than to accuse. The approved amount counts in any spelling of figures, as a share of the fee
too; beside it, only a larger one that is promised in so many words is another. Fees may be named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scoring.bargain import bargain
from scoring.spelt import spelt_amounts
from simulator.money import format_cents

NOT_TOLD = "tells of no credit"
DENIED = "says that there is none"
AT_A_PRICE = "asks a price for it"
_FIGURE = r"\d{1,3}(?:[,.'’ ]\d{3}){1,4}(?:[.,]\d{2})?|\d{1,13}(?:[.,]\d{1,2})?"
_UNIT = r"(?:USD|US\$|EUR|GBP|CHF|dollars?|euros?|pounds?|francs?|[$€£])"
_AMOUNT = re.compile(
    rf"(?P<before>{_UNIT} ?)?(?<![\w.,:])(?P<figure>{_FIGURE})(?P<thousand> ?(?:k|thousand)\b)?(?![\d:]|[.,]\d)"
    rf"(?P<after> ?{_UNIT}(?!\w))?(?! ?(?:%|per ?cent|UTC|minutes?|hours?|days?)\b| ?%)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?<![\w.,])(?P<share>\d{1,3}(?:\.\d{1,6})?) ?(?:%|per ?cent) of (?:the|your|our|one|a) (?:\w+ )?"
    r"(?:monthly |month['’]s )?fees?\b",
    re.IGNORECASE,
)
_TO_THE_CENT = re.compile(r"\d[.,']\d{3}[.,]\d{2}")
_OF_MONEY = (
    r"(?:credits?|credited|goodwill|refund(?:s|ed)?|compensat\w+|gesture|discount|amount|sum|money"
    r"|approved|invoice|bill|free of charge|waive\w*)"
)
_TELLS = re.compile(rf"\b{_OF_MONEY}\b", re.IGNORECASE)
_TELLS_OF_TIME = re.compile(r"\b(?:days?|weeks?|months?|term|extension|extend\w*)\b", re.IGNORECASE)
_OF_A_FEE = re.compile(r"\b(?:fees?|invoice|contract|bill|volume|price) (?:of|is|at|over) ?$", re.IGNORECASE)
_PROMISES = re.compile(
    r"\b(?:credit|credits|goodwill|refund|compensation|gesture|gets?|gives? you|giving you|receives?|pays?(?: you)?"
    r"|grant(?:s|ed)? you|make it|send you|credit you)(?: (?:of|with|is|at|a|an|the|even|up to|whole|full))*[: ]*$",
    re.IGNORECASE,
)
_STATES = re.compile(r"\b(?:amount|sum) (?:on|for) your next (?:invoice|bill)(?: is|:) ?$", re.IGNORECASE)
"""What names the amount of the credit where no other is told; beside one it names what is left to pay."""
_NEAR_CHARS = 60
"""A promise stands so near before its amount. Engineering judgement."""
_DENIES = re.compile(
    r"(?:\bthere (?:is|are|will be|can be)|\byou (?:will |shall )?(?:get|receive|have)"
    r"|\b(?:we|i) (?:will |can |shall )?(?:give|grant|pay|offer)(?: you)?|^|[.,;:!?]) ?"
    r"no (?:credit|goodwill|refund|compensation)\b(?! (?:under|from|beyond|note|card|other))"
    r"|\b(?:we|i)(?: will| shall| do| can|['’]ll)? ?not (?:grant|give|pay) (?:you )?"
    r"(?:it|this|that|(?:the|this|that|your) (?:credit|money|amount|goodwill))(?=[.,;!]|$| until)"
    r"|\b(?:we|i)(?: will| shall|['’]ll)? (?:keep|withhold|hold back) (?:it|the|this|that|your)\b[^.!?\n]{0,80} until\b"
    r"|\b(?:credit|goodwill|refund) (?:is|has been|will be) (?:refused|denied|withdrawn|cancelled"
    r"|declined|withheld)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """Money that a text names."""

    cents: int
    quote: str
    promised: bool
    """It is what the reader gets, in so many words."""
    marked: bool
    """It is surely money: it has its unit, or is exact to the cent."""
    stated: bool = False
    """It is said to be the amount."""


def fault_of(text: str, approved_cents: int, fee_cents: int = 0, all_cents: int = 0) -> tuple[str, str]:
    """What is wrong with such a text, and the words that show it; both empty when nothing is.

    Args:
        text: What the customer was told.
        approved_cents: What was approved; 0 where it is no money, as with an extension.
        fee_cents: The customer's monthly fee, of which a text may name a share; 0 = not known.
        all_cents: The sum of all that was approved for this customer, which a text may name as well.
    """
    if denied := _DENIES.search(text):
        return DENIED, denied.group().strip(" .,;:!?")
    if priced := bargain(text):
        return AT_A_PRICE, priced
    amounts = tuple(_amounts(text, fee_cents))
    told = any(amount.cents == approved_cents for amount in amounts) or _sum(amounts) == approved_cents > 0
    wrong = _others(amounts, {approved_cents, all_cents}, fee_cents)
    if told:
        wrong = [amount for amount in wrong if amount.promised and amount.cents > approved_cents]
    if wrong and approved_cents:
        return f"{format_cents(approved_cents)} was approved", wrong[0].quote
    tells = _TELLS.search(text) or (not approved_cents and _TELLS_OF_TIME.search(text))
    return ("", "") if told or tells else (NOT_TOLD, "")


def _sum(amounts: tuple[Amount, ...]) -> int:
    """What the parts come to."""
    return sum(amount.cents for amount in amounts if amount.marked)


def _others(amounts: tuple[Amount, ...], known: set[int], fee_cents: int) -> list[Amount]:
    """What is surely money and none of the known sums; the fee itself counts only where it is promised."""
    return [
        amount
        for amount in amounts
        if amount.marked
        and amount.cents not in known
        and (amount.promised or amount.stated or amount.cents != fee_cents)
    ]


def _amounts(text: str, fee_cents: int) -> Iterator[Amount]:
    for found in _AMOUNT.finditer(text):
        before = text[max(0, found.start() - _NEAR_CHARS) : found.start()]
        units = found["before"] or found["after"] or _TO_THE_CENT.search(found["figure"])
        marked = bool(units) and _OF_A_FEE.search(before) is None
        cents = _cents(found["figure"]) * (1_000 if found["thousand"] else 1)
        yield _told(found.group().strip(), cents, before, marked=marked)
    for found, cents in spelt_amounts(text):
        before = text[max(0, found.start() - _NEAR_CHARS) : found.start()]
        yield _told(found.group(), cents, before, marked=_OF_A_FEE.search(before) is None)
    for found in _SHARE.finditer(text) if fee_cents else ():
        whole, _, rest = found["share"].partition(".")
        cents = fee_cents * int(whole + rest) // (100 * 10 ** len(rest))
        yield Amount(cents, found.group(), promised=True, marked=True)


def _told(quote: str, cents: int, before: str, *, marked: bool) -> Amount:
    """An amount, with what the words before it say of it."""
    promised, stated = _PROMISES.search(before) is not None, _STATES.search(before) is not None
    return Amount(cents, quote, promised, marked or stated, stated)


def _cents(figure: str) -> int:
    """A figure in cents: with its fraction, if it ends in one."""
    whole, fraction = figure, "0"
    if cut := re.search(r"[.,](\d{1,2})$", figure):
        whole, fraction = figure[: cut.start()], cut[1]
    return int(re.sub(r"\D", "", whole)) * 100 + int(fraction.ljust(2, "0"))
