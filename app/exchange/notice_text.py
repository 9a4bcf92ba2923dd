"""The body of a mail as lines with labels: the same for HTML, plain text and quoted text."""

from __future__ import annotations

import re

from app.exchange.html_text import FlatText, Link
from app.exchange.mail import Message

_QUOTE = re.compile(r"^(?:[ \t]?>)+[ \t]?|^\|[ \t]", re.MULTILINE)
_INLINE_TAG = re.compile(r"<(/?)(?:b|i|u|em|strong|font|span|p|br|a)\b[^<>]*+>", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"\]]+")


def bodies(message: Message) -> list[FlatText]:
    """What the message says, in the order in which it is worth reading: HTML first, then plain text."""
    found = [message.layout] if message.layout is not None else []
    if message.text and not (found and "Docket Text" not in message.text):
        found.append(flatten_plain(message.text))
    return found


def flatten_plain(text: str) -> FlatText:
    """Plain text without quote marks; web addresses are its links, stray inline tags become marked spans."""
    text = _QUOTE.sub("", text.replace("\u00a0", " "))
    parts: list[str] = []
    marked: list[tuple[int, int]] = []
    opened: list[int] = []
    length = position = 0
    for tag in _INLINE_TAG.finditer(text):
        piece = text[position : tag.start()]
        parts.append(piece)
        length += len(piece)
        position = tag.end()
        if not tag[1]:
            opened.append(length)
        elif opened:
            marked.append((opened.pop(), length))
    parts.append(text[position:])
    plain = "".join(parts)
    links = tuple(Link(found.start(), found.end(), found[0].rstrip(".,;)")) for found in _URL.finditer(plain))
    return FlatText(plain, links, tuple(sorted(span for span in marked if span[0] < span[1])))


def one_line(text: str) -> str:
    """White space collapsed, ends trimmed."""
    return " ".join(text.split())


def outside_markup(flat: FlatText, start: int, end: int) -> str:
    """The text from ``start`` to ``end`` without what is set apart in it; all of it where all is set so."""
    return one_line(flat.outside_markup(start, end)) or one_line(flat.text[start:end])
