"""What a court notice is about, in the few words of its subject line ("Motion for Attorney Fees").

Each court arranges its subjects in its own way, so they are read by taking away what is known: the case
numbers, the caption (subjects cut it off) and the marks around them. What stays is the name of the filing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_FORWARDED = re.compile(
    r"^\s*(?:(?:re|fwd?|aw|wg|tr|rv|external|ext)\s*:|\[(?:ext|external)[^\]]*\])\s*", re.IGNORECASE
)
_NUMBER = re.compile(
    r"(?<![\w-])(?:MDL\s+(?:Case\s+)?No\.?\s*\d+|(?:[A-Z]{2,3}/)?(?:\w[:-])?\d\d-(?:[a-z]{2}-)?\d{3,6}(?:-[A-Za-z0-9]+)*)",
    re.IGNORECASE,
)
_CHAPTER = r"Ch(?:apter|ap\.?|\.)?[ -]?\d{1,2}"
_LEAD = re.compile(
    r"^(?:NEF:|Activity\s+in\s+Case|Multiple\s+Cases|Ch-\d{1,2}\b|CH\d{1,2}\b|[\s\-–;:,.])+",
    re.IGNORECASE,
)
_TAIL = re.compile(rf"(?:\s+Re:|\s+{_CHAPTER}|\s+-\s+(?:CH|AP|BK)\b|[\s\-–;:,])+$", re.IGNORECASE)
_QUOTED = re.compile(r'^"([^"]+)"$')
_SHORTEST_NAME = 6


def short_text(subject: str, captions: Iterable[str]) -> str:
    """The filing's name out of ``subject``, given the captions as the notice writes them; may be empty."""
    subject, before = subject[:1_000], None
    while before != subject:
        before, subject = subject, _FORWARDED.sub("", subject)
    subject = " ".join(subject.split())
    if activity := re.match(r"Activity\s+in\s+Case\s+", subject, re.IGNORECASE):
        rest = _NUMBER.sub("", subject[activity.end() :], count=1).strip()
        return _without_leading(rest, captions)
    rest = _NUMBER.sub(" ", subject)
    rest = _trim(" ".join(rest.split()))
    return _trim(_without_caption(rest, captions))


def _trim(text: str) -> str:
    text = _TAIL.sub("", _LEAD.sub("", text)).strip()
    quoted = _QUOTED.match(text)
    return quoted[1] if quoted else text


def _without_leading(rest: str, captions: Iterable[str]) -> str:
    longest = max((_agreement(rest, " ".join(caption.split())) for caption in captions), default=0)
    return rest[longest:].strip()


def _agreement(text: str, caption: str) -> int:
    """How many characters of ``text`` are the caption's beginning, in whole words; 0 if too few to tell."""
    if text.casefold().startswith(caption.casefold()):
        return len(caption)
    end = 0
    for length, (one, other) in enumerate(zip(text.casefold(), caption.casefold(), strict=False)):
        if one != other:
            break
        if one == " ":
            end = length
    return end if end >= _SHORTEST_NAME else 0


def _without_caption(rest: str, captions: Iterable[str]) -> str:
    """``rest`` without the longest beginning of a caption that it starts or ends with."""
    best_length, best = 0, rest
    for name in _names(captions):
        length, without = _cut_caption(rest, name)
        if length > best_length:
            best_length, best = length, without
    return best


def _cut_caption(rest: str, name: str) -> tuple[int, str]:
    # The caption may be cut off anywhere: "… - Hollister Construc".
    folded, name = rest.casefold(), name.casefold()
    lead = re.match(rf"{_CHAPTER}\s+", rest, re.IGNORECASE)
    starts = (0, lead.end()) if lead else (0,)
    for length in range(len(name), min(_SHORTEST_NAME, len(name)) - 1, -1):
        piece = name[:length].rstrip(" ,.&")
        for start in starts:
            end = start + len(piece)
            if folded.startswith(piece, start) and not folded[end : end + 1].isalnum():
                return len(piece), rest[end:].lstrip(".,")
        if folded.endswith(piece) and not folded[: -len(piece)][-1:].isalnum():
            return len(piece), rest[: -len(piece)]
    return 0, rest


def _names(captions: Iterable[str]) -> list[str]:
    names: list[str] = []
    for caption in captions:
        name = " ".join(caption.split())
        first = re.split(r"\s+and\s+", name)[0]
        names.extend(piece for piece in (name, first) if len(piece) >= 3 and piece not in names)
    return names
