"""How a contact is made."""

from __future__ import annotations

from enum import StrEnum


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
        """As people read it, in English."""
        return _CHANNEL_LABELS[self]

    @property
    def spoken(self) -> str:
        """In the middle of a sentence ("by e-mail"), in English."""
        return self.label.lower()


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

RULED = tuple(channel for channel in Channel if channel is not Channel.NOTE)
"""The channels that leave the firm: a note stays in the file and needs no rule."""
