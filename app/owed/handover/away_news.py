"""A longer absence: the clients of who is away hear who looks after them meanwhile. Only where somebody asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.contactlog.corrections import correct_development, restore_development, withdraw_development
from app.contactlog.queries import untold_developments
from app.hours.commands import remove_absence
from app.hours.models import AbsenceRow
from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.kernel.said import say_date, say_long
from app.matters.developments import NewDevelopment, add_development, the_development
from app.matters.keepers import NEWS
from app.matters.models import Development
from app.matters.queries import MatterRow, list_matters
from app.matters.words import DevelopmentKind, MatterStatus
from app.owed.handover.new_keepers import Words, reached_at, say_reach
from app.people.queries import ColleagueRow, colleague
from app.storage.transaction import Reader, Transaction


@dataclass(frozen=True, slots=True)
class AwayOutlook:
    """Whose clients would hear of an absence."""

    away: str
    stand_in: str
    matters: tuple[MatterRow, ...]

    @property
    def clients(self) -> int:
        """How many clients."""
        return len({one.client_id for one in self.matters})


def whom_to_tell(reader: Reader, absence_id: UUID) -> AwayOutlook:
    """The matters that run and in which who is away is the client's point of contact, as far as the reader may see."""
    row = _absence(reader, absence_id)
    who, by = colleague(reader, row.colleague_id), _stand_in(reader, row)
    return AwayOutlook(who.name, by.name, _matters(reader, row))


def tell_of_absence(tx: Transaction, absence_id: UUID) -> tuple[UUID, ...]:
    """Make the news, in each matter once: who is away until when, and who stands in. Needs `Right.WRITE`.

    Raises `NotFound`, `Refused` ("no-stand-in", "absence-over").
    """
    tx.need(Right.WRITE)
    reader = tx.reader()
    row = _absence(reader, absence_id)
    if row.last < tx.today or row.removed_at is not None:
        raise Refused("absence-over", tr("That absence is over: no client has to hear of it any more."))
    who, by = colleague(reader, row.colleague_id), _stand_in(reader, row)
    words = say_away(who, by, row.first, row.last, tx.today, reached_at(reader, by))
    made = []
    before = _withdrawn(reader, absence_id)
    with tx.as_one("told of absence", "colleague", who.id, stand_in=by.id):
        for matter in _matters(reader, row):
            new = NewDevelopment(
                matter.id,
                DevelopmentKind.OTHER,
                tx.now,
                words.text,
                origin=_origin(absence_id),
                plain_words=words.for_client,
            )
            if (found := before.get(matter.id)) is not None:
                _restore(tx, found, new)
            else:
                found = add_development(tx, new)
            if found is not None:
                made.append(found)
    return tuple(made)


def end_absence(tx: Transaction, absence_id: UUID) -> UUID | None:
    """Take an absence back as `remove_absence` does; who has not heard of it yet need not any more."""
    rest = remove_absence(tx, absence_id)
    made = select(Development.id).where(Development.origin == _origin(absence_id)).limit(1)
    if Right.WRITE in tx.rights and tx.session.scalar(made) is not None:
        take_news_back(tx, absence_id)
    return rest


def take_news_back(tx: Transaction, absence_id: UUID) -> None:
    """Nobody has to hear of the absence who has not yet. Needs `Right.WRITE`."""
    tx.need(Right.WRITE)
    who = _absence(tx.reader(), absence_id).colleague_id
    query = select(Development.id).where(Development.origin == _origin(absence_id))
    untold = {one.id for one in untold_developments(tx.reader())}
    with tx.as_one("untold of absence", "colleague", who):
        for development_id in tx.session.scalars(query).all():
            if development_id in untold:
                withdraw_development(tx, development_id, tr("No longer away, or no longer to be told."))


def say_away(
    who: ColleagueRow, by: ColleagueRow, first: date, last: date, today: date, reached: str
) -> Words:
    """As the file has it, and in words for the client."""
    text = tr("{who} is away until {last}; {by} stands in").format(
        who=who.name, last=say_date(last), by=by.name
    )
    if first > today:
        words = tr("{who} is away from {first} until {last}. In that time {by} looks after your matter.")
    else:
        words = tr("{who} is away until {last}. In that time {by} looks after your matter.")
    said = words.format(who=who.name, first=say_long(first, today), last=say_long(last, today), by=by.name)
    return Words(text, said + say_reach(by.name, reached))


def _withdrawn(reader: Reader, absence_id: UUID) -> dict[UUID, UUID]:
    """The news that was taken back, by its matter: it is told again rather than twice."""
    query = select(Development.matter_id, Development.id).where(
        Development.origin == _origin(absence_id), Development.withdrawn_at.is_not(None)
    )
    return {row.matter_id: row.id for row in reader.session.execute(query)}


def _restore(tx: Transaction, development_id: UUID, new: NewDevelopment) -> None:
    restore_development(tx, development_id)
    found = the_development(tx.session, development_id)
    if (found.text, found.plain_words) != (new.text, new.plain_words):
        correct_development(tx, development_id, new, tr("Told again, after it had been taken back."))


def _origin(absence_id: UUID) -> str:
    return f"{NEWS}-away:{absence_id.hex}"


def _absence(reader: Reader, absence_id: UUID) -> AbsenceRow:
    found = reader.session.get(AbsenceRow, absence_id)
    if found is None:
        raise NotFound("no-absence", tr("That absence is not in the firm's calendar."))
    return found


def _stand_in(reader: Reader, row: AbsenceRow) -> ColleagueRow:
    if row.stand_in_id is None:
        raise Refused("no-stand-in", tr("Nobody stands in yet. Say who does, then the clients can be told."))
    return colleague(reader, row.stand_in_id)


def _matters(reader: Reader, row: AbsenceRow) -> tuple[MatterRow, ...]:
    return tuple(
        one
        for one in list_matters(reader, status=MatterStatus.OPEN)
        if one.point_of_contact_id == row.colleague_id
    )
