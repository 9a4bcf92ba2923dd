"""When a key date is, and when it was before it was moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.said import say_date, say_time
from app.matters.history import read_back
from app.matters.models import KeyDateVersion
from app.matters.words import KeyDateKind


class Dated(Protocol):
    """A key date, as a row of the table or of a list."""

    @property
    def id(self) -> UUID: ...
    @property
    def on(self) -> date: ...
    @property
    def at(self) -> time | None: ...
    @property
    def version(self) -> int: ...


def say_slot(on: date, at: time | None) -> str:
    """As in "8 December 2026, 10:00"."""
    return say_date(on) + (f", {say_time(at)}" if at else "")


@dataclass(frozen=True, slots=True)
class Slot:
    """When a date is, in words; when it was before it was last moved ("" for one that never was); since which
    version."""

    slot: str
    was: str
    version: int


def slot_of(session: Session, row: Dated) -> Slot:
    """When a key date is and was."""
    now = say_slot(row.on, row.at)
    if row.version == 1:
        return Slot(now, "", 1)
    query = (
        select(KeyDateVersion.version, KeyDateVersion.content)
        .where(KeyDateVersion.of_id == row.id, KeyDateVersion.version <= row.version)
        .order_by(KeyDateVersion.version.desc())
    )
    since = row.version
    for version, content in session.execute(query):
        then = read_back(content, KeyDateKind)
        if (then["on"], then["at"]) != (row.on, row.at):
            return Slot(now, say_slot(then["on"], then["at"]), since)
        since = version
    return Slot(now, "", since)


def slot_in(session: Session, row: Dated, version: int) -> str:
    """When a key date was as one of its versions says it, in words."""
    query = select(KeyDateVersion.content).where(
        KeyDateVersion.of_id == row.id, KeyDateVersion.version == version
    )
    content = session.scalar(query) if version != row.version else None
    if content is None:
        return say_slot(row.on, row.at)
    then = read_back(content, KeyDateKind)
    return say_slot(then["on"], then["at"])
