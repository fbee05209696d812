"""How a document counts its headings: `4.`, `IV.`, `(4)`, `D.`, `SLIDE 4 -`, `Agenda 4.`, `Step 4:`."""

from __future__ import annotations

import re

COUNTED_HEADINGS = 2
"""After so many headings that are counted alike, the next number is a heading too."""
TITLE_WORDS = 12
"""A longer line that begins with a number is no heading."""
_UNIT = (
    r"(?:section|part|chapter|annex|appendix|step|(?:agenda )?(?:item|point)|agenda|slide|page|sheet|frame|panel"
    r"|paragraph|block)"
)
PART = re.compile(rf"^\W*(?:{_UNIT} [a-z\d]{{1,4}} ?[-:.)]|q(?:uestion)? ?\d{{0,2}} ?[:.)]) ?", re.IGNORECASE)
"""How a form counts its headings, `SECTION E - ACTIONS`, and how one of questions asks: `Q: What broke?`."""
COUNTED = re.compile(r"^\W*(?:[ivxIVX]{1,5}|[a-hA-H])[.)](?= )")
"""How others count theirs: `IV. Actions`, `e) Actions`."""
_COUNT = re.compile(
    rf"(?i:({_UNIT}) )?(\()?(?:(\d{{1,2}})|([IVX]{{1,5}})|([A-Ha-h]))(?: ?([.):])|( [-\u2013\u2014]))"
    r"(?= ) *(?=[\"\u201c]?[A-Z])"
)
"""A number at the head of a line, its mark, and a word with a capital."""
_GOES_ON = re.compile(r"[.!?:] +\S")
"""What shows that text stands behind the words of a heading."""
_ROMAN = {"I": 1, "V": 5, "X": 10}


def count_of(line: str) -> tuple[tuple[str, ...], int] | None:
    """Return the form in which a line is counted, and its number, or `None`: `IV. Actions` is the fourth."""
    match = _COUNT.match(line)
    if match is None:
        return None
    unit, opened, digits, roman, letter, closed, dash = match.groups(default="")
    mark = opened + (closed or dash.strip())
    if digits:
        return (unit.lower(), "digit", mark), int(digits)
    if roman:
        return (unit.lower(), "roman", mark), _roman(roman)
    return (unit.lower(), "capital" if letter.isupper() else "letter", mark), ord(letter.upper()) - ord("A") + 1


def _roman(letters: str) -> int:
    """Return the number that Roman letters write."""
    values = [_ROMAN[letter] for letter in letters]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def uncounted(line: str) -> str:
    """Return a line without the number that counts it as a heading, also where its text stands behind it."""
    bare = PART.sub("", line, count=1)
    bare = COUNTED.sub("", bare, count=1).lstrip() if bare == line else bare
    return bare or line


class Counts:
    """The numbers of the headings so far, by their form."""

    __slots__ = ("_last",)

    def __init__(self) -> None:
        """Begin a document."""
        self._last: dict[tuple[str, ...], tuple[int, int]] = {}

    def note(self, line: str) -> None:
        """Take the number of a heading."""
        if (count := count_of(line)) is not None:
            form, number = count
            self._last[form] = (number, self._last.get(form, (0, 0))[1] + 1)

    def follows(self, line: str) -> bool:
        """Return whether a line has the number after that of the last of several headings."""
        form, number = count_of(line) or ((), 0)
        last, many = self._last.get(form, (0, 0))
        return many >= COUNTED_HEADINGS and number == last + 1

    def goes_on(self, line: str, above: str, following: str, *, is_named: bool) -> bool:
        """Return whether a short line has the number after that of the last heading, and is no item of a list.

        Args:
            line: The line.
            above: The item that stands above it, if any.
            following: The line below it.
            is_named: Whether its words name a part: then a number that lists do not have needs none before it.
        """
        count = count_of(line)
        if count is None or len(line.split()) > TITLE_WORDS or line.endswith((".", ",", ";")):
            return False
        if _GOES_ON.search(uncounted(line).lstrip("(0123456789.) ")):
            return False
        form, number = count
        if {(form, number - 1), (form, number + 1)} & {count_of(above.strip()), count_of(following.strip())}:
            return False
        is_own = is_named and (bool(form[0]) or form[1] in ("roman", "capital"))
        return self.follows(line) or (is_own and number == self._last.get(form, (0, 0))[0] + 1)
