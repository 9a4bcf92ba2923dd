"""The firm's notices, read; and which apply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.kernel.text import fold
from app.notices.models import NoticeVersion
from app.notices.words import USUAL, Outlet
from app.storage.transaction import Reader
from app.storage.versions import newest, read_versions


@dataclass(frozen=True, slots=True)
class NoticeForm:
    """A notice as the form holds it. No area: all of them; no outlet: letters, e-mails and reports."""

    title: str
    text: str
    areas: tuple[str, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    in_force: bool = True

    def applies(self, area: str, outlet: Outlet) -> bool:
        """Whether it stands in what goes out this way in a matter of this practice area."""
        fits = not self.areas or fold(area) in {fold(one) for one in self.areas}
        return self.in_force and fits and outlet in (self.outlets or USUAL)


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One version of a notice."""

    notice_id: UUID
    number: int
    form: NoticeForm
    reason: str
    made_at: datetime
    made_by: UUID


def notices(reader: Reader) -> tuple[NoticeRow, ...]:
    """Each notice as it is now (as it was known), by its name; those that are not in force any more, too."""
    written = newest(_versions(reader, None), lambda row: row.notice_id).values()
    return tuple(sorted(written, key=lambda row: (fold(row.form.title), row.notice_id)))


def notice_versions(reader: Reader, notice_id: UUID) -> tuple[NoticeRow, ...]:
    """Every version of one, the newest first."""
    return _versions(reader, notice_id)


def notices_for(reader: Reader, area: str, outlet: Outlet) -> tuple[str, ...]:
    """The texts that stand in what goes out this way in a matter of this practice area (I4)."""
    return tuple(row.form.text for row in notices(reader) if row.form.applies(area, outlet))


def _versions(reader: Reader, notice_id: UUID | None) -> tuple[NoticeRow, ...]:
    of = None if notice_id is None else NoticeVersion.notice_id == notice_id
    return read_versions(reader, NoticeVersion, _row, of)


def _row(made: NoticeVersion) -> NoticeRow:
    outlets = tuple(Outlet(one) for one in made.outlets)
    form = NoticeForm(made.title, made.text, tuple(made.areas), outlets, made.in_force)
    return NoticeRow(made.notice_id, made.number, form, made.reason, made.made_at, made.made_by)
