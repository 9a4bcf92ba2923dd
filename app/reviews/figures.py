"""How many of the files that ran in a time were reviewed in it: firm, by person, by area (PRACTICE I3, I5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from uuid import UUID

from sqlalchemy import and_, or_, select

from app.kernel.language import tr
from app.matters.models import Matter
from app.matters.queries import MatterRow, matters_of
from app.reviews.models import FileReview
from app.storage.transaction import Reader

Reviewed = Mapping[UUID, tuple[date, ...]]
"""Files by the id of their matter, each with the days on which a review of it was finished."""


@dataclass(frozen=True, slots=True)
class ReviewShare:
    """Of a group in a time: ``files`` that ran in it, ``reviewed`` of them, by ``reviews`` that were finished in it."""

    key: UUID | str | None
    label: str
    files: int
    reviewed: int
    reviews: int

    @property
    def share(self) -> Fraction | None:
        """Exact; None where no file ran."""
        return Fraction(self.reviewed, self.files) if self.files else None


@dataclass(frozen=True, slots=True)
class ReviewFigures:
    """Files reviewed between two days, both included: by whose file it was, and by practice area."""

    first: date
    last: date
    whole: ReviewShare
    by_person: tuple[ReviewShare, ...]
    by_area: tuple[ReviewShare, ...]


def reviewed_files(reader: Reader, first: date, last: date) -> Reviewed:
    """The files that ran between two days, both included, or were reviewed then, by their reviews of that time."""
    begin = datetime.combine(first, time(), tzinfo=reader.zone)
    end = datetime.combine(last + timedelta(days=1), time(), tzinfo=reader.zone)
    until = min(reader.now, reader.known_by or reader.now)
    done = select(FileReview.matter_id, FileReview.finished_at).where(
        FileReview.finished_at >= begin, FileReview.finished_at < end, FileReview.finished_at <= until
    )
    opened = or_(Matter.opened_on <= last, and_(Matter.opened_on.is_(None), Matter.added_at < end))
    ran = select(Matter.id).where(opened, or_(Matter.closed_on.is_(None), Matter.closed_on >= first))
    files: dict[UUID, tuple[date, ...]] = dict.fromkeys(reader.session.scalars(ran), ())
    for matter_id, at in reader.session.execute(done.order_by(FileReview.finished_at)):
        if at is not None:
            files[matter_id] = (*files.get(matter_id, ()), reader.local(at).date())
    return files


def review_figures(reader: Reader, first: date, last: date) -> ReviewFigures:
    """How many of the files that ran between two days were reviewed in that time."""
    found = reviewed_files(reader, first, last)
    counted = {one: len(days) for one, days in found.items() if days}
    files = matters_of(reader, found.keys()).values()
    none = tr("None", "practice area")
    return ReviewFigures(
        first,
        last,
        _share(None, tr("The firm"), files, counted),
        _shares([(row.responsible_id, row.responsible or tr("Nobody"), row) for row in files], counted),
        _shares(
            [(row.practice_area, row.practice_area or none, row) for row in files],
            counted,
        ),
    )


def _shares(
    rows: Iterable[tuple[UUID | str | None, str, MatterRow]], counted: Mapping[UUID, int]
) -> tuple[ReviewShare, ...]:
    groups: dict[UUID | str | None, tuple[str, list[MatterRow]]] = {}
    for key, label, row in rows:
        groups.setdefault(key, (label, []))[1].append(row)
    shares = (_share(key, label, several, counted) for key, (label, several) in groups.items())
    return tuple(sorted(shares, key=lambda one: (not one.key, one.label.casefold(), str(one.key))))


def _share(
    key: UUID | str | None, label: str, rows: Collection[MatterRow], counted: Mapping[UUID, int]
) -> ReviewShare:
    reviewed = [counted[row.id] for row in rows if row.id in counted]
    return ReviewShare(key, label, len(rows), len(reviewed), sum(reviewed))
