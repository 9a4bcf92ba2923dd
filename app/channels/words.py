"""How a contact is made."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.language import tr


class Channel(StrEnum):
    """How the contact was made."""

    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    MEETING = "meeting"
    VIDEO = "video"
    PORTAL = "portal"
    TEXT = "text"
    NOTE = "note"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(_CHANNEL_LABELS[self])

    @property
    def spoken(self) -> str:
        """In the middle of a sentence ("by e-mail")."""
        return tr(_SPOKEN[self])


_CHANNEL_LABELS = {
    Channel.PHONE: "Phone",
    Channel.EMAIL: "E-mail",
    Channel.LETTER: "Letter",
    Channel.MEETING: "Meeting",
    Channel.VIDEO: "Video",
    Channel.PORTAL: "Portal message",
    Channel.TEXT: "Text message",
    Channel.NOTE: "Note",
}

_SPOKEN = {
    Channel.PHONE: "phone",
    Channel.EMAIL: "e-mail",
    Channel.LETTER: "letter",
    Channel.MEETING: "meeting",
    Channel.VIDEO: "video",
    Channel.PORTAL: "portal message",
    Channel.TEXT: "text message",
    Channel.NOTE: "note",
}

RULED = tuple(channel for channel in Channel if channel is not Channel.NOTE)
"""The channels that leave the firm: a note stays in the file and needs no rule."""
