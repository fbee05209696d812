"""Other markups put into the one form that the parser of documents knows, letter by letter, so that offsets stay."""

from __future__ import annotations

import re

_ORG = re.compile(r"(?m)^(\*{1,5}) ")
_JIRA_HEAD, _HASHED = re.compile(r"(?m)^h[1-6]\. +\S"), re.compile(r"(?m)^# ")
_DASHED = re.compile(r"(?m)^([^\S\n]*)[–—o](?=[^\S\n]+[\w*`(\[])")
"""What word processors make of a bullet; several lines of a document must begin with it."""
DASHED_LINES = 3
_ASKED = re.compile(r"(?m)^[^\w\n]{0,4}Q(?:uestion)?[:.)]")
_ANSWERED = re.compile(r"(?m)^[^\w\n]{0,4}A(?:nswer)?[:.)][^\w\n]{0,3}")
"""The mark of an answer in a document of questions, `A: Five hours`, which is no article."""
_EMOJI = re.compile(r"(?m)^[^\S\n]*:[a-z][a-z_\d]{1,40}:(?= )")
"""A picture in the code of a chat, which opens a line: `:mag: *What*`."""
_BLANKS = re.compile(r"</?(?:div|br|p|details|summary|table|tbody|tr)[^>]{0,80}>")
_FEED = re.compile(
    r"(?im)^[^\S\n]*(?:<\?xml[^>\n]{0,200}>"
    r"|<(id|published|updated|modified|created|pubdate|guid|link|category)\b[^>\n]{0,200}(?:/>|>[^<\n]{0,200}</\1>))"
)
"""What a feed says of its entry, a line each: when it was published and where it lies."""
_COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)
_FRONT = re.compile(r"\s*(?:[a-z][a-z_-]{1,20}: .{0,200}\n){3,20}(?=\n)")
"""Lines at the very top of the form `key: value`, ..."""
_SITE_KEY = re.compile(r"(?m)^(?:slug|layout|permalink|categor(?:y|ies)|template)\b")
"""... which a site generator is told if one of its own keys is among them."""


def in_one_form(text: str) -> str:
    """Return a document of the same length in the markup that is parsed, without what only a site generator reads."""
    text = _without_front(text)
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
    return _BLANKS.sub(_blank, text) if "<" in text else text


def _without_front(text: str) -> str:
    """Return a document with blanks for what opens it and is no part of it: a comment, front matter, a feed's head."""
    if (comment := _COMMENT.match(text)) is not None:
        text = _blank(comment) + text[comment.end() :]
    front = _FRONT.match(text)
    if front is not None and _SITE_KEY.search(front[0]):
        text = _blank(front) + text[front.end() :]
    return _FEED.sub(_blank, text) if text.lstrip().startswith("<") else text


def _blank(match: re.Match[str]) -> str:
    """Return blanks in place of what was matched, line by line."""
    return re.sub(r"[^\n]", " ", match.group())
