"""Whom the court mailed a notice to, as its foot says."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MAILED = re.compile(
    r"Notice\s+(?:has\s+been|will\s+be)\s+electronically\s+mailed\s+to\s*:+[*_]{0,4}(?P<list>.*?)"
    r"(?=Notice\s+(?:has|will)\s+(?:not\s+)?be|The\s+following\s+document\(s\)|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_EMAIL = re.compile(r"[^\s<>()\[\],;:\"@]{1,100}@[^\s<>()\[\],;:\"@]{1,100}")
_NUMBER_AT_END = re.compile(r"\n[ \t*_]*(?:MDL\s+No\.?\s*\d+|[\w:/.\-]{1,60})\s*$")


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person the notice went to, with the addresses it went to (lower case)."""

    name: str
    emails: tuple[str, ...]


def read_recipients(text: str) -> tuple[Recipient, ...]:
    """The people behind "Notice has been electronically mailed to", once each."""
    found: dict[str, list[str]] = {}
    for listed in _MAILED.finditer(text[:100_000]):
        name, last = "", ""
        piece = _NUMBER_AT_END.sub("", listed["list"])
        position = 0
        for email in _EMAIL.finditer(piece):
            between = " ".join(re.sub(r"mailto:|[<>\[\]();,:]", " ", piece[position : email.start()]).split())
            name = between or name
            if between or not last:
                last = name
            found.setdefault(last, []).append(email[0].strip("'.").lower())
            position = email.end()
    return tuple(Recipient(name, tuple(dict.fromkeys(emails))) for name, emails in found.items())
