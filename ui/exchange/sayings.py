"""How senders are called in a list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def sender_name(sender: str) -> str:
    """The name of "Ann Harbour <ann@example.com>", or the address where there is none."""
    name = sender.split("<")[0].strip().strip('"')
    return name or sender.strip("<> ") or QCoreApplication.translate("Tray", "no sender")


def is_from_court(sender: str) -> bool:
    """Whether the address is a US federal court's: for the icon alone, it is no proof."""
    return sender.rstrip("> ").casefold().endswith("uscourts.gov")
