"""Others in a matter than the firm's clients: opposing parties and their counsel, witnesses. Conflicts are looked for
among them as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.errors import Invalid, NotFound, Problem
from app.kernel.language import tr
from app.kernel.text import clean_texts, digits, fold
from app.matters.models import Matter
from app.storage.base import Base, Id
from app.storage.transaction import Reader, Transaction


class PartyRole(StrEnum):
    """What somebody is in a matter."""

    OPPOSING_PARTY = "opposing_party"
    OPPOSING_COUNSEL = "opposing_counsel"
    CO_PARTY = "co_party"
    WITNESS = "witness"
    EXPERT = "expert"
    INSURER = "insurer"
    RELATED = "related"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As people say it."""
        return tr(_SAID[self])


_SAID = {
    PartyRole.OPPOSING_PARTY: "opposing party",
    PartyRole.OPPOSING_COUNSEL: "opposing counsel",
    PartyRole.CO_PARTY: "on our side",
    PartyRole.WITNESS: "witness",
    PartyRole.EXPERT: "expert",
    PartyRole.INSURER: "insurer",
    PartyRole.RELATED: "related company or person",
    PartyRole.OTHER: "other",
}


class MatterParty(Base):
    """Somebody in a matter who is not the client."""

    __tablename__ = "matter_parties"

    id: Mapped[Id]
    matter_id: Mapped[UUID] = mapped_column(ForeignKey("matters.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    """Folded, for comparing."""
    role: Mapped[PartyRole]
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    """Whom they are for, which firm."""
    added_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Party:
    """A party as the form holds it; ``id`` of one that is there already."""

    name: str
    role: PartyRole = PartyRole.OPPOSING_PARTY
    phone: str = ""
    email: str = ""
    note: str = ""
    id: UUID | None = None


def parties(reader: Reader, matter_id: UUID) -> tuple[Party, ...]:
    """The parties of a matter, in its order."""
    query = (
        select(*(getattr(MatterParty, one.name) for one in fields(Party)))
        .where(MatterParty.matter_id == matter_id)
        .order_by(MatterParty.position, MatterParty.id)
    )
    if reader.known_by is not None:
        query = query.where(MatterParty.added_at <= reader.known_by)
    return tuple(Party(*row) for row in reader.session.execute(query))


def set_parties(tx: Transaction, matter_id: UUID, wanted: Sequence[Party]) -> bool:
    """These are the parties of the matter from now on; whether that is new. Raises `Invalid`, `NotFound`."""
    if tx.session.get(Matter, matter_id) is None:
        raise NotFound("no-matter", tr("That matter is not in the vault."), field="matter")
    chosen = [fit for one in wanted if (fit := clean_texts(one)) != replace(Party(""), role=one.role)]
    if problems := check_parties(chosen):
        raise Invalid(problems)
    before = parties(tx.reader(), matter_id)
    ids = {one.id for one in before}
    kept = [one if one.id in ids else replace(one, id=tx.new_id()) for one in chosen]
    if tuple(kept) == before:
        return False
    tx.session.execute(
        delete(MatterParty).where(
            MatterParty.matter_id == matter_id, MatterParty.id.not_in([one.id for one in kept])
        )
    )
    for position, one in enumerate(kept):
        _put(tx, matter_id, position, one, there=one.id in ids)
    tx.session.flush()
    tx.record(
        "parties changed", "matter", matter_id, parties=_plain(kept), before={"parties": _plain(before)}
    )
    return True


def check_parties(wanted: Sequence[Party]) -> list[Problem]:
    """What keeps parties from being saved."""
    found = []
    for number, one in enumerate(wanted):
        if not one.name:
            found.append(Problem(f"parties.{number}", "no-name", tr("Please give the party's name.")))
        elif one.phone and not digits(one.phone):
            found.append(Problem(f"parties.{number}", "no-phone", tr("This phone number has no digits.")))
        elif one.email and "@" not in one.email:
            found.append(Problem(f"parties.{number}", "no-email", tr("This e-mail address is not complete.")))
    return found


def _put(tx: Transaction, matter_id: UUID, position: int, one: Party, *, there: bool) -> None:
    values = {**asdict(one), "position": position, "name_key": fold(one.name)}
    if there:
        row = tx.session.get_one(MatterParty, one.id)
        for name, value in values.items():
            setattr(row, name, value)
    else:
        tx.session.add(MatterParty(matter_id=matter_id, added_at=tx.now, **values))


def _plain(several: Sequence[Party]) -> list[dict[str, object]]:
    return [{name: value for name, value in asdict(one).items() if name != "id" and value} for one in several]
