"""Clients and matters by name, as the palette shows them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.clients.queries import ClientRow
from app.matters.queries import MatterRow
from app.matters.words import MatterStatus
from app.search.firm_names import FirmNames, Ref
from ui.shell.offers import GoTo, Key, Kind, Looked, Offer
from ui.shell.requests import SearchLog

LONGEST = 60
"""Letters of what was typed that the last line says again."""
AFTER_ALL = 1_000


def offered(names: FirmNames, typed: str, recent: Sequence[Key]) -> Looked:
    """The clients and matters that fit best, and the way to look for the words in the contact log; off the main
    thread."""
    lately = [
        Ref(one.page, one.arg)
        for one in recent
        if isinstance(one, GoTo) and one.page in {"matter", "client"} and isinstance(one.arg, UUID)
    ]
    found = names.find(typed, lately)
    offers = [
        _matter(found.matters[hit.key.id], hit.cost)
        if hit.key.kind == "matter"
        else _client(found.clients[hit.key.id], hit.cost)
        for hit in found.hits
    ]
    return Looked((*offers, *_log(typed)), found.is_stale)


def _matter(row: MatterRow, cost: int) -> Offer:
    closed = QCoreApplication.translate("Palette", "closed") if row.status is MatterStatus.CLOSED else ""
    note = " · ".join(part for part in (row.number, row.client, row.court_number, closed) if part)
    return Offer(GoTo("matter", row.id), Kind.MATTER, row.title, note, "folder", cost=cost)


def _client(row: ClientRow, cost: int) -> Offer:
    gone = QCoreApplication.translate("Palette", "no longer a client") if row.archived else ""
    note = " · ".join(part for part in (row.phone or row.email, gone) if part)
    return Offer(GoTo("client", row.id), Kind.CLIENT, row.name, note, "user", cost=cost)


def _log(typed: str) -> tuple[Offer, ...]:
    words = " ".join(typed.split())
    if not words:
        return ()
    said = QCoreApplication.translate("Palette", "Search the log for “{words}”").format(words=words[:LONGEST])
    return (Offer(GoTo("contactlog", SearchLog(words)), Kind.LOG, said, icon="search", cost=AFTER_ALL),)
