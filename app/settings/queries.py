"""The firm's settings, and the working calendar they stand for."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.language import speaking
from app.languages.offered import catalogue_of
from app.settings.commands import FirmDetails
from app.settings.models import Firm
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class FirmRow:
    """The firm: its details as the form holds them, and whether it has a logo."""

    id: UUID
    details: FirmDetails

    @property
    def zone(self) -> ZoneInfo:
        """The firm's time zone."""
        return ZoneInfo(self.details.time_zone)


def firm(reader: Reader) -> FirmRow:
    """The firm."""
    return firm_of(reader.session)


def firm_of(session: Session) -> FirmRow:
    """The firm, before there is a reader: its time zone makes the reader."""
    found = session.scalars(select(Firm)).one()
    return FirmRow(
        found.id, FirmDetails(**{one.name: getattr(found, one.name) for one in fields(FirmDetails)})
    )


def firms_language(reader: Reader) -> AbstractContextManager[None]:
    """Within it, whatever is said is in the language of the firm's paper, whatever the window speaks."""
    return speaking(catalogue_of(firm(reader).details.written_in))


def logo(reader: Reader) -> bytes | None:
    """The picture of the letterhead."""
    return reader.session.scalar(select(Firm.logo))
