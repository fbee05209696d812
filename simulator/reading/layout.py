"""The layout of a document put into one form: marks of word processors, chats and trackers, lists in a line."""

from __future__ import annotations

import re

from simulator.reading.source import without_hidden

_ORG = re.compile(r"(?m)^(\*{1,5}) ")
_JIRA_HEAD, _HASHED = re.compile(r"(?m)^h[1-6]\. +\S"), re.compile(r"(?m)^# ")
_ASKED = re.compile(r"(?m)^[^\w\n]{0,4}Q(?:uestion)?[:.)]")
_ANSWERED = re.compile(r"(?m)^[^\w\n]{0,4}A(?:nswer)?[:.)][^\w\n]{0,3}")
"""The mark of an answer in a document of questions, `A: Five hours`, which is no article."""
_DASHED = re.compile(r"(?m)^([^\S\n]*)[–—o](?=[^\S\n]+[\w*`(\[])")
"""What word processors make of a bullet; several lines of a document must begin with it."""
DASHED_LINES = 3
_BLANKS = re.compile(r"</?(?:div|br|p|details|summary|table|tbody|tr)[^>]{0,80}>")
_EMOJI = re.compile(r"(?m)^[^\S\n]*:[a-z][a-z_\d]{1,40}:(?= )")
"""A picture in the code of a chat, which opens a line: `:mag: *What*`."""
_NUMBERED = re.compile(r"(?:(?<=[.;:!?] )|(?<=[.;] and )|^)\(?([1-9]|1\d|[a-h])\) (?=\S)")
"""The number of one of several points in a line: `(1) The job gets a limit. (2) The desk gets a second key.`"""


def laid_out(text: str) -> str:
    """Return a document in the form that is read, with every word where it stood."""
    text = without_hidden(text)
    if text.startswith("#+"):  # org-mode marks its headings with stars
        text = _ORG.sub(lambda match: "#" * len(match[1]) + " ", text)
    if _JIRA_HEAD.search(text):  # there a hash numbers an item
        text = _HASHED.sub("* ", text)
    if len(_DASHED.findall(text)) >= DASHED_LINES:
        text = _DASHED.sub(r"\1-", text)
    if _ASKED.search(text):
        text = _ANSWERED.sub(lambda match: " " * len(match[0]), text)
    if ":" in text:
        text = _EMOJI.sub(lambda match: " " * len(match[0]), text)
    if "2) " in text or "b) " in text:
        text = "\n".join(map(_listed, text.split("\n")))
    return _BLANKS.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text) if "<" in text else text


def _listed(line: str) -> str:
    """Return a line with each numbered point after the first on a line of its own, if they are counted from one."""
    points = list(_NUMBERED.finditer(line))
    numbers = [point[1] for point in points]
    counted = [str(number) for number in range(1, len(points) + 1)], list("abcdefgh"[: len(points)])
    if len(points) < 2 or numbers not in counted:
        return line
    marks = list(line)
    for point in points[1:]:
        marks[point.start() - 1] = "\n"
    return "".join(marks)
