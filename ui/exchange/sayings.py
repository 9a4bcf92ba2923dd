"""How senders are called in a list, and the rows of the tray."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.exchange.queries import TrayRow
from app.kernel.said import say_day, say_time
from app.workspace import Workspace
from ui.kit.row_model import Row


def sender_name(sender: str) -> str:
    """The name of "Ann Harbour <ann@example.com>", or the address where there is none."""
    name = sender.split("<")[0].strip().strip('"')
    return name or sender.strip("<> ") or QCoreApplication.translate("Tray", "no sender")


def is_from_court(sender: str) -> bool:
    """Whether the address is a US federal court's: for the icon alone, it is no proof."""
    return sender.rstrip("> ").casefold().endswith("uscourts.gov")


def row_of(row: TrayRow, now: datetime, workspace: Workspace) -> Row:
    """A message of the tray: what about, when and from whom, and where it is thought to belong."""
    sent = (row.sent_at or row.arrived_at).astimezone(workspace.zone)
    said = say_time(sent) if sent.date() == now.date() else say_day(sent, now, near=True)
    icon = "court" if is_from_court(row.sender) else "email"
    about = f"{said} · {sender_name(row.sender)}"
    if row.suggestion is not None:
        about += f" → {row.suggestion.title}"
    return Row(row.id, row.subject or row.text.strip() or "–", about, icon)
