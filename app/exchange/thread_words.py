"""What ties a reply to what it answers: the subject without "Re:", Outlook's number of a conversation."""

from __future__ import annotations

import re

from app.kernel.text import fold

_PREFIX = re.compile(
    r"^\s*(?:(?:re|fw|fwd|aw|wg|antw|sv|vs|odp|pd|tr|rif|res|enc|ynt|доп|回复|转发|答复)"
    r"(?:\s?[\[(]\d{1,3}[\])])?\s?[::]\s*|\[[^\]]{1,40}\]\s*)",
    re.IGNORECASE,
)
_INDEX = 22
"""Bytes of Outlook's index that tell the conversation; the rest tell the place in it (MS-OXOMSG 2.2.1.3)."""


def plain_subject(subject: str) -> str:
    """Without "Re:", "AW:" and the like, for comparing."""
    for _ in range(10):
        rest = _PREFIX.sub("", subject, count=1)
        if rest == subject:
            break
        subject = rest
    return fold(subject)


def outlook_conversation(index: bytes, subject: str) -> str:
    """A name for Outlook's conversation, or "". A weak hint alone: so the subject has to be the same."""
    about = plain_subject(subject)
    if len(index) < _INDEX or not about:
        return ""
    return f"outlook:{index[:_INDEX].hex()}:{about[:200]}"
