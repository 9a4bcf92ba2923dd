"""The firm's notices, read; and which apply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.kernel.text import fold
from app.notices.models import NoticeVersion
from app.notices.words import Outlet
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class NoticeForm:
    """A notice as the form holds it. No area: all of them; no outlet: letters, e-mails and reports."""

    title: str
    text: str
    areas: tuple[str, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    in_force: bool = True


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One version of a notice."""

    notice_id: UUID
    number: int
    title: str
    text: str
    areas: tuple[str, ...]
    outlets: tuple[Outlet, ...]
    in_force: bool
    reason: str
    made_at: datetime
    made_by: UUID

    @property
    def form(self) -> NoticeForm:
        """What it says, as its form holds it."""
        return NoticeForm(self.title, self.text, self.areas, self.outlets, self.in_force)

    def applies(self, area: str, outlet: Outlet) -> bool:
        """Whether it stands in what goes out this way in a matter of this practice area."""
        fits = not self.areas or fold(area) in {fold(one) for one in self.areas}
        return self.in_force and fits and (not self.outlets or outlet in self.outlets)


def notices(reader: Reader) -> tuple[NoticeRow, ...]:
    """Each notice as it is now (as it was known), by its name; those that are not in force any more, too."""
    newest: dict[UUID, NoticeRow] = {}
    for row in _versions(reader, None):
        newest.setdefault(row.notice_id, row)
    return tuple(sorted(newest.values(), key=lambda row: (fold(row.title), row.notice_id)))


def notice_versions(reader: Reader, notice_id: UUID) -> tuple[NoticeRow, ...]:
    """Every version of one, the newest first."""
    return _versions(reader, notice_id)


def notices_for(reader: Reader, area: str, outlet: Outlet) -> tuple[str, ...]:
    """The texts that stand in what goes out this way in a matter of this practice area (I4)."""
    return tuple(row.text for row in notices(reader) if row.applies(area, outlet))


def _versions(reader: Reader, notice_id: UUID | None) -> tuple[NoticeRow, ...]:
    query = select(NoticeVersion).order_by(NoticeVersion.number.desc(), NoticeVersion.id)
    if notice_id is not None:
        query = query.where(NoticeVersion.notice_id == notice_id)
    if reader.known_by is not None:
        query = query.where(NoticeVersion.made_at <= reader.known_by)
    return tuple(
        NoticeRow(
            row.notice_id,
            row.number,
            row.title,
            row.text,
            tuple(row.areas),
            tuple(Outlet(one) for one in row.outlets),
            row.in_force,
            row.reason,
            row.made_at,
            row.made_by,
        )
        for row in reader.session.scalars(query)
    )
