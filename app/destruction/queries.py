"""The certificates of what was destroyed, read."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.destruction.models import Destruction
from app.kernel.language import tr
from app.kernel.rights import Right
from app.storage.transaction import Reader


@dataclass(frozen=True, slots=True)
class Outliving:
    """A backup that still holds what was destroyed. ``gone_by``: the day by which the rule has taken it away, as long
    as a backup is made each day; None where somebody has to do it by hand."""

    name: str
    made_at: datetime
    gone_by: date | None


class Place(StrEnum):
    """Where backups of a vault lie that the program knows of."""

    OWN = "own"
    SECOND = "second"
    OTHERS = "others"

    @property
    def label(self) -> str:
        """As people read it."""
        return tr(
            {
                Place.OWN: "the vault's own folder",
                Place.SECOND: "this machine's second place",
                Place.OTHERS: "the second places of other machines",
            }[self]
        )


@dataclass(frozen=True, slots=True)
class Outlived:
    """The backups that were found, newest first, and in which places. ``not_seen``: those that could not be looked
    into, or not at all of it; what lies there nobody can say."""

    backups: tuple[Outliving, ...]
    looked_in: tuple[Place, ...]
    not_seen: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What a certificate says. ``matter`` and ``clients`` are empty where the firm does not keep them; ``tables``: how
    many rows of each went; ``files``: SHA-256 and size in bytes of each attachment; ``cuts`` events of the audit trail
    lost their details; ``digest`` of those cuts."""

    matter: str
    clients: tuple[str, ...]
    opened_on: date | None
    closed_on: date | None
    rule: str
    due_on: date | None
    tables: dict[str, int]
    files: tuple[tuple[str, int], ...]
    clients_erased: int
    clients_kept: int
    messages_kept: int
    cuts: int
    digest: str
    outlived: Outlived


@dataclass(frozen=True, slots=True)
class Certificate:
    """That a matter was destroyed."""

    id: UUID
    number: int
    destroyed_at: datetime
    approved_by: UUID
    reason: str
    says: Statement


def certificates(reader: Reader, number: int | None = None) -> tuple[Certificate, ...]:
    """All of them, newest first, or the one of that number. Raises `Refused` for who may neither destroy nor see the
    trail."""
    if Right.DESTROY not in reader.rights:
        reader.need(Right.AUDIT)
    until = min(reader.now, reader.known_by or reader.now)
    query = select(Destruction).where(Destruction.destroyed_at <= until).order_by(Destruction.number.desc())
    if number is not None:
        query = query.where(Destruction.number == number)
    return tuple(
        Certificate(
            row.id, row.number, row.destroyed_at, row.approved_by, row.reason, read_statement(row.says)
        )
        for row in reader.session.scalars(query)
    )


def next_number(reader: Reader) -> int:
    """The number of the next certificate."""
    return (reader.session.scalar(select(func.max(Destruction.number))) or 0) + 1


def spell_statement(says: Statement) -> dict[str, Any]:
    """As the row keeps it."""
    return asdict(says)


def read_statement(kept: dict[str, Any]) -> Statement:
    """As `spell_statement` made it, out of JSON."""
    return Statement(
        matter=kept["matter"],
        clients=tuple(kept["clients"]),
        opened_on=_day(kept["opened_on"]),
        closed_on=_day(kept["closed_on"]),
        rule=kept["rule"],
        due_on=_day(kept["due_on"]),
        tables=dict(kept["tables"]),
        files=tuple((sha256, size) for sha256, size in kept["files"]),
        clients_erased=kept["clients_erased"],
        clients_kept=kept["clients_kept"],
        messages_kept=kept["messages_kept"],
        cuts=kept["cuts"],
        digest=kept["digest"],
        outlived=_outlived(kept["outlived"]),
    )


def _outlived(kept: dict[str, Any]) -> Outlived:
    return Outlived(
        tuple(
            Outliving(one["name"], datetime.fromisoformat(one["made_at"]), _day(one["gone_by"]))
            for one in kept["backups"]
        ),
        tuple(map(Place, kept["looked_in"])),
        tuple(map(Place, kept["not_seen"])),
    )


def _day(words: str | None) -> date | None:
    return None if words is None else date.fromisoformat(words)
