"""Statements of fact in a text, normalised so that they can be compared with the truth and with each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import msgspec

from simulator.reading.asserted import fails_still, is_asserted
from simulator.reading.attributed import Attributed, attributed, takes_back
from simulator.reading.clause import (
    AFFECTED,
    clause_around,
    clause_of_share,
    is_exempt,
    is_former,
    is_no_share,
    is_of_customers,
    is_of_harm,
    is_partly,
    is_well,
    is_word,
)
from simulator.reading.expression import compile_any
from simulator.reading.former import former_spans
from simulator.reading.lexicon import CompiledRule, Lexicon, compile_rules
from simulator.reading.onset import onsets
from simulator.reading.promise import Promise
from simulator.reading.region import regions
from simulator.reading.result import Claim
from simulator.reading.retracted import FAILURE, of_claim, of_share
from simulator.reading.rules import Hit, hits
from simulator.reading.source import SENTENCE_END, Source
from simulator.reading.span import NUMBER_WORDS, Moment
from simulator.reading.unmeant import within

CAUSE_CHARS = 160
"""How much of the words after "caused by" a claim keeps."""

_PERCENT = re.compile(
    r"([0-9](?<![\w.,].)\d{0,2}(?:[.,]\d{1,3})?) ?(?:%|per ?cent\b|percent\b)(?! (?:sure|certain"
    r"|confident|confidence|cpu|uptime|of (?:the )?(?:cpu|memory|disk|capacity)))"
)
_RATIO = re.compile(
    r"(?<![\w.,])(one|two|three|four|five|six|seven|eight|nine|\d{1,3}(?:,\d{3})+"
    r"|\d{1,7}) (?:in|out of|of)(?: every)? (two|three|four|five|six|seven|eight|nine|ten"
    r"|\d{1,3}(?:,\d{3})+|\d{1,7})(?![\w,.]*\d)\b(?! (?:minutes|hours|days))"
)
_RATIO_CUE = re.compile(r" (?:in|out of|of)(?: every)? (?=[2-9]|1[\d,]|t[wh]|f[io]|s[ie]|ni|te)")
"""The middle of a share such as `one in five`; whatever stands before it is the part."""
_WHOLLY = (
    r"\b(?! (?:outside|beyond|except|apart|other|but|besides|in|within|on|elsewhere|yet|by|who|whose|that|with)\b)"
)
"""Not followed by words that speak of a part: `nobody is affected outside the EU` is no claim about everybody."""
_SHARE_WORDS = (
    ("half ", re.compile(
        r"half (?:(?:of )?(?:the|our|all|your) (?=\w)|of (?=\w)|(?=customers?|users?|tenants?|accounts?|sessions?"
        r"|requests?|traffic|saves|logins?|orders?|bookings?|payments?|clients?|shops?|guests?|messages|calls))(?!hour|day"
        r"|minute|way|past|an? )"), "50"),
    ("third of", re.compile(r"(?:a|one) third of\b"), "33"),
    ("thirds of", re.compile(r"two[- ]thirds of\b"), "67"),
    ("quarter of", re.compile(r"(?:a|one) quarter of\b"), "25"),
    ("quarters of", re.compile(r"three[- ]quarters of\b"), "75"),
    *((every, re.compile(
        every + r"(?:of (?:our|the) )?(?:\w+ ){0,2}?(?:customers?|users?|tenants?|accounts?|sessions?|requests?|traffic"
        r"|saves|logins?)\b"), "100") for every in ("all ", "every ", "100 % ")),
    *((all_, re.compile(rf"(?:for|affects?|affecting|hits?) {all_}\b"), "100") for all_ in ("everyone", "everybody")),
    ("all of ", re.compile(r"(?:for|affects?|affecting|hits?) all of (?:you|our \w+)\b"), "100"),
    ("no", re.compile(
        r"(?:nobody|no one|(?:no|none of (?:our|your|the)) (?:customers?|users?|tenants?|accounts?))"
        rf" (?:(?:are|is|were|was|have been|has been) )?(?:affected|impacted){_WHOLLY}"), "0"),
    ("there ", re.compile(
        r"there (?:is|was|has been) no (?:customer )?impact (?:on|to|for) (?:any |any of |our |your |the )*"
        rf"(?:customers?|users?|tenants?|accounts?|anyone|anybody|service){_WHOLLY}"), "0"),
)  # fmt: skip
"""What is sought first, how it goes on, and the share.

Without a mark for the beginning of a word, which would make the search slow; `is_word` looks at it.
"""
_FAILS = re.compile(
    r"\b(?:fail\w*|errors?|cannot|can't|can not|unable|down|unavailable|offline|locked out|broken|not work\w*"
    r"|stopped working|out of service|affected|impacted|hit|affects?|affecting|hits?)\b"
)
"""What is said of all of them, so that it is a share: they cannot work, and are not merely looked through."""
_GONE = re.compile(
    r"\b(?:is|are|was|were|been) (?:now )?(?:missing|lost|gone|deleted|wrong)\b(?: [\w:]+){0,4}? for (?:all|every)\b"
)
"""The same of what they own: `rows are missing for all customers`."""
_DENIED = re.compile(
    r"\b(?:no|none|nothing|nobody|never|without|said|says|reports?|reported|claim\w*|seem\w*|look\w*|mistaken\w*)\b"
)
"""What makes of that a denial, a check or what somebody else said."""
_PARTLY = re.compile(
    r"\b(?:some|one in|in (?:two|three|four|five|six|seven|eight|nine|ten)|may|might|can(?! ?not|'t)|could"
    r"|intermittent\w*|part\w*|sometimes|at times|occasional\w*|a share|slow\w*|delay\w*|degrad\w*|most"
    r"|now and then|random\w*)\b|%"
)
"""What says that not everything fails: `for all customers one save in six fails` is no claim of a hundred per cent."""
_RUMOUR = re.compile(r"\brumou?rs?\b")
_PART_OF_ELSE = re.compile(
    r" (?:the |our |all |these |those )?(?:stuck|waiting|blocked|hung|half-open|missing|failed|wrong|affected|lag"
    r"|backlog|queue|way|work|an? (?:hour|minute|day|second|week)|hours?|minutes?)\b"
)
"""A part of those who are hurt, of what waits, or of an hour is no share of customers."""
_CUT = re.compile(
    r"[,;.]? (?:which|and (?:we|our|the team|are|is|will|was|has|have)|we |our team"
    r"|next update|users|customers|resulting|leading|that (?:caused|led|resulted))|[;.\n(]"
)
_OF_HARM = ("breach", "some", "stated")
"""Claims that a sentence may name in order to take them back: `our first suspicion, copied tokens, was wrong`."""
_WHOLE = re.compile(
    r"\b(?:all|everything|everyone|everybody|fully|completely|entirely|nothing"
    r"|(?:the|this) (?:service|incident|issue|outage|problem|trouble|fault))\b"
)
"""What says that a repair is of the whole and not of a part."""

_ONLY_HOPED = re.compile(
    r"(?: [\w-]+){0,2},? (?:(?:so |as )?(?:i|we) (?:hope|think|believe|guess|suppose|assume)|hopefully)\b"
)
"""What makes a belief of the words before it: `No order was lost, I hope.`"""

Hurts = Callable[[tuple[int, int]], bool]
"""Tells of the span of a share whether it speaks of harm."""


class ClaimTables(msgspec.Struct, frozen=True, kw_only=True):
    """The compiled rules that claims are read with."""

    by_key: tuple[tuple[str, tuple[CompiledRule, ...]], ...]
    region: tuple[CompiledRule, ...]
    hedge: re.Pattern[str]


def claim_tables(lexicon: Lexicon) -> ClaimTables:
    """Compile the claim rules of a lexicon."""
    hedge = compile_any(("(?:{hedge})",), lexicon.words)
    if hedge is None:
        raise ValueError("the lexicon lacks hedges")
    keys = ("restored", "data_loss", "security", "cause")
    return ClaimTables(
        by_key=tuple((key, compile_rules(lexicon, f"claim_{key}")) for key in keys),
        region=compile_rules(lexicon, "claim_region"),
        hedge=hedge,
    )


def claims(
    source: Source, moments: list[Moment], promised: list[Promise], tables: ClaimTables, at_utc_s: int
) -> tuple[Claim, ...]:
    """Return every claim in order of position.

    Args:
        source: The text.
        moments: Its times.
        promised: Its promises; a repair time is the claim `eta`.
        tables: The rules.
        at_utc_s: Unix seconds at which it was said.
    """
    told = cache(lambda sentence: AFFECTED.search(source.plain, *sentence) is not None)
    spoken = msgspec.structs.replace(attributed(source), former=former_spans(source, at_utc_s))
    found = _ruled(source, tables, spoken)
    found += [_claim(source, None, "regions", *told) for told in regions(source, tables.region, spoken)]
    found += _shares(source, tables, lambda span: told(source.sentence(span[0])) or is_of_harm(source, span), spoken)
    own = [one for one in onsets(source, moments) if spoken.is_own(one[1], FAILURE) and int(one[0]) <= at_utc_s]
    found += [_claim(source, None, "start", *onset) for onset in own[:1]]
    repairs = [promise for promise in promised if promise.what == "fix" and not promise.is_earliest]
    found += [_claim(source, tables, "eta", str(p.due_utc_s), p.start, p.end) for p in repairs]
    found.sort(key=lambda claim: (claim.start, claim.key, claim.end))
    return tuple(found)


def _claim(source: Source, tables: ClaimTables | None, key: str, value: str, start: int, end: int) -> Claim:
    """Make a claim of a span; hedged when the words before it in the sentence hold a hedge."""
    first, last, quote = source.span(start, end)
    hedged = False
    if tables is not None:
        sentence = source.sentence(start)[0]
        hedged = bool(tables.hedge.search(source.plain, max(0, sentence - 1, start - 60), end))
        hedged |= "hopefully " in source.plain[max(sentence, start - 60) : start]
        hedged |= _ONLY_HOPED.match(source.plain, end) is not None
    return Claim(key=key, value=value, hedged=hedged, start=first, end=last, quote=quote)


def _ruled(source: Source, tables: ClaimTables, spoken: Attributed) -> list[Claim]:
    """Return the claims whose value is the name of a rule; in one sentence the first rule of a table wins."""
    found = []
    for key, rules in tables.by_key:
        rank = {rule.rule.name: index for index, rule in enumerate(rules)}
        best: dict[tuple[int, int], Hit] = {}
        for hit in hits(source, rules):
            sentence = source.sentence(hit.start)
            if not _is_meant(key, hit, spoken) or not _is_so(source, key, hit):
                continue
            if sentence not in best or rank[hit.name] < rank[best[sentence].name]:
                best[sentence] = hit
        for sentence, hit in (_scoped(source, best) if key == "restored" else best).items():
            end, value = hit.end, hit.name
            if value == "stated":
                end = _cause_end(source.plain, hit.end, sentence[1])
                value = source.plain[hit.end : end].strip(" :,-")
            if value:
                found.append(_claim(source, tables, key, value, hit.start, end))
    return found


def _is_meant(key: str, hit: Hit, spoken: Attributed) -> bool:
    """Return whether a claim is the writer's own; harm that a sentence takes back is not."""
    of = of_claim(key, hit.name)
    if not (spoken.is_own(hit.start, *of) and spoken.is_own(hit.end - 1, *of)):
        return False
    return hit.name not in _OF_HARM or not within(hit.start, spoken.withdrawn)


def _is_so(source: Source, key: str, hit: Hit) -> bool:
    """Return whether what is said of a repair is said to be so."""
    return (key, hit.name) != ("restored", "yes") or is_asserted(source, hit.start, hit.end)


def _scoped(source: Source, best: dict[tuple[int, int], Hit]) -> dict[tuple[int, int], Hit]:
    """Return sentences without the repair of one part, where it or another sentence says that something still fails."""
    partly = {sentence for sentence, hit in best.items() if hit.name == "yes" and is_partly(source, sentence)}
    if not best or (not partly and all(hit.name == "yes" for hit in best.values()) and not fails_still(source)):
        return best
    return {
        sentence: hit
        for sentence, hit in best.items()
        if hit.name != "yes" or (sentence not in partly and _WHOLE.search(source.plain, *sentence) is not None)
    }


def _cause_end(plain: str, start: int, limit: int) -> int:
    """Return where the words that name a cause end."""
    stop = min(limit, start + CAUSE_CHARS)
    cut = _CUT.search(plain, min(start + 4, stop), stop)
    return cut.start() if cut else stop


def _shares(source: Source, tables: ClaimTables, hurts: Hurts, spoken: Attributed) -> list[Claim]:
    """Return the shares of customers or requests that are said to be affected, in sentences about harm."""
    plain = source.plain
    found = [
        *_percents(source, tables, hurts), *_ratios_told(source, tables, hurts), *_fractions(source, tables, hurts)
    ]  # fmt: skip
    own = [(at, share) for at, share in found if spoken.is_own(at[0], *of_share(share.value))]
    return [share for at, share in own if _is_asserted(source, at, spoken) and not _PART_OF_ELSE.match(plain, at[1])]


def _is_asserted(source: Source, at: tuple[int, int], spoken: Attributed) -> bool:
    """Return whether a share is no rumour, and its own clause does not take it back."""
    first, last = source.sentence(at[0])
    taken_back = within(at[0], spoken.withdrawn) and takes_back(clause_around(source, at))
    return not taken_back and not _RUMOUR.search(source.plain, first, last)


def _percents(source: Source, tables: ClaimTables, hurts: Hurts) -> Iterator[tuple[tuple[int, int], Claim]]:
    """Yield shares in percent, with their places in the plain text."""
    plain = source.plain
    for match in _PERCENT.finditer(plain) if "%" in plain or "cent" in plain else ():
        if hurts(match.span()):
            value = match.group(1).replace(",", ".")
            value = value.rstrip("0").rstrip(".") if "." in value else value
            yield from ((match.span(), share) for share in _share(source, tables, value, match.span()))


def _ratios_told(source: Source, tables: ClaimTables, hurts: Hurts) -> Iterator[tuple[tuple[int, int], Claim]]:
    """Yield shares such as `one in five`."""
    for match in _ratios(source.plain):
        part, whole = (NUMBER_WORDS.get(word) or int(word.replace(",", "")) for word in match.groups())
        if whole and part <= whole and hurts(match.span()):
            pct = 100 * part / whole
            told = _share(source, tables, f"{pct:.3g}" if 0 < pct < 1 else str(round(pct)), match.span())
            yield from ((match.span(), share) for share in told)


def _fractions(source: Source, tables: ClaimTables, hurts: Hurts) -> Iterator[tuple[tuple[int, int], Claim]]:
    """Yield shares in words, `a third of`."""
    plain = source.plain
    for cue, pattern, value in _SHARE_WORDS:
        for match in pattern.finditer(plain) if cue in plain else ():
            first, last = source.sentence(match.start())
            if (
                is_word(source.plain, match.start())
                and hurts(match.span())
                and (value != "100" or _is_of_all(plain[first:last]))
                and not re.search(r"\b(?:not|resolved|restored|recovered)\b", plain[first:last])
                and not re.search(r"\b(?:if|unless|whether|until)\b", plain[first : match.start()])
            ):
                yield from ((match.span(), share) for share in _share(source, tables, value, match.span()))


def _share(source: Source, tables: ClaimTables, value: str, span: tuple[int, int]) -> list[Claim]:
    """Return a share as a claim unless its clause speaks of something else, or of what works."""
    clause = clause_of_share(source, span)
    spared = value != "0" and is_exempt(clause)
    none = is_no_share(clause) or is_well(clause) or is_former(source, span)
    if none or (spared and not is_of_customers(source, span)):
        return []
    told = _claim(source, None, "spared_pct" if spared else "scope_pct", value, *span)
    return [msgspec.structs.replace(told, hedged=tables.hedge.search(clause) is not None)]


def _is_of_all(sentence: str) -> bool:
    """Return whether a sentence with `all` in it says that all of them are hurt, and wholly."""
    is_gone = _GONE.search(sentence) is not None and _DENIED.search(sentence) is None
    return (is_gone or _FAILS.search(sentence) is not None) and _PARTLY.search(sentence) is None


def _ratios(plain: str) -> Iterator[re.Match[str]]:
    """Yield shares such as `one in five` or `3 of 12`."""
    for cue in _RATIO_CUE.finditer(plain):
        start = max(plain.rfind(" ", 0, cue.start()), plain.rfind(SENTENCE_END, 0, cue.start())) + 1
        while start < cue.start() and not plain[start].isalnum():
            start += 1
        if (match := _RATIO.match(plain, start)) is not None:
            yield match
