"""Clients, the ways to reach them, the people around them, and what was checked and agreed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.channels.words import Channel
from app.clients.words import (
    Authority,
    ClientKind,
    ConsentHow,
    ConsentKind,
    Hears,
    IdentityHow,
    NeedKind,
    PointDeed,
    PointKind,
    VerifiedHow,
)
from app.storage.base import Base, Id


class Client(Base):
    """A person or an organisation the firm acts for, and how they want to be treated (A1, A2)."""

    __tablename__ = "clients"

    id: Mapped[Id]
    kind: Mapped[ClientKind]
    name: Mapped[str]
    """As one says it: "Nora Whitcombe", "Larkspur Catering, Inc."."""
    name_key: Mapped[str] = mapped_column(index=True)
    """Folded, for comparing and filtering."""
    also_known_as: Mapped[str] = mapped_column(default="")
    """Other names, one a line: maiden name, trade name, the name on the deed."""
    salutation: Mapped[str] = mapped_column(default="")
    first_name: Mapped[str] = mapped_column(default="")
    last_name: Mapped[str] = mapped_column(default="")
    born_on: Mapped[date | None]
    """Of a person, where a rule asks for it: how long a minor's file is kept (J5)."""
    company: Mapped[str] = mapped_column(default="")
    job_title: Mapped[str] = mapped_column(default="")
    preferred_channel: Mapped[str] = mapped_column(default="")
    preferred_times: Mapped[str] = mapped_column(default="")
    never_channels: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[bool] = mapped_column(default=False)
    interpreter_note: Mapped[str] = mapped_column(default="")
    """Who interprets, or who must not: "certified, not a relative"."""
    accessibility: Mapped[str] = mapped_column(default="")
    technology_limits: Mapped[str] = mapped_column(default="")
    vulnerability: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    external_id: Mapped[str | None] = mapped_column(index=True)
    archived: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime]


class Reached:
    """The columns of a way to reach somebody. A changed one is retired, not overwritten (A3)."""

    id: Mapped[Id]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"), index=True)
    kind: Mapped[PointKind]
    value: Mapped[str]
    match_key: Mapped[str] = mapped_column(index=True)
    """An e-mail address in lower case, a phone's digits, a folded address."""
    label: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    verified_on: Mapped[date | None]
    verified_by: Mapped[UUID | None]
    verified_how: Mapped[VerifiedHow | None]
    added_at: Mapped[datetime]
    added_by: Mapped[UUID | None]
    replaces_id: Mapped[UUID | None]
    """The point that stood here before."""
    was_verified: Mapped[bool] = mapped_column(default=False)
    """Whether a verified point stood here before: until this one is verified, that shows."""
    retired_at: Mapped[datetime | None]
    retired_by: Mapped[UUID | None]


class ContactPoint(Reached, Base):
    """One way to reach a client."""

    __tablename__ = "contact_points"


class PersonPoint(Reached, Base):
    """One way to reach somebody around a client, so that a call or mail from them is recognised (A2)."""

    __tablename__ = "person_points"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("client_people.id"), index=True)


class PointHistory(Base):
    """What was done to a contact point after it was added: of a client or of somebody around one (A3)."""

    __tablename__ = "point_history"

    id: Mapped[Id]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"), index=True)
    point_id: Mapped[UUID] = mapped_column(index=True)
    """Of `ContactPoint` or `PersonPoint`."""
    deed: Mapped[PointDeed]
    how: Mapped[VerifiedHow | None]
    note: Mapped[str] = mapped_column(default="")
    before: Mapped[str] = mapped_column(default="")
    """What stood there before, where it was changed."""
    at: Mapped[datetime]
    by_id: Mapped[UUID | None]
    """None: before this was kept, or by an import of nobody's."""


class ClientPerson(Base):
    """Somebody around a client: may decide, may or must not be told (A2). Without a name it is a note about people."""

    __tablename__ = "client_people"

    id: Mapped[Id]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    name_key: Mapped[str] = mapped_column(default="", index=True)
    relation: Mapped[str] = mapped_column(default="")
    authority: Mapped[Authority] = mapped_column(default=Authority.NONE)
    decides: Mapped[str] = mapped_column(default="")
    """What they may decide, where it is not everything; without a name: who may decide."""
    hears: Mapped[Hears] = mapped_column(default=Hears.ASK)
    not_told: Mapped[str] = mapped_column(default="")
    """What they must not be told, where it is not everything; without a name: who must not be told what."""
    note: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    added_at: Mapped[datetime]
    added_by: Mapped[UUID | None]
    removed_at: Mapped[datetime | None]
    """No longer around the client; the row stays."""
    removed_by: Mapped[UUID | None]


class IdentityCheck(Base):
    """That somebody is who they say: how, when and by whom it was verified (A3)."""

    __tablename__ = "identity_checks"

    id: Mapped[Id]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("client_people.id"))
    """Somebody around the client; None: the client."""
    how: Mapped[IdentityHow]
    detail: Mapped[str] = mapped_column(default="")
    """Which document, which number, known since when."""
    on: Mapped[date]
    by_id: Mapped[UUID | None]
    written_at: Mapped[datetime]
    author_id: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None]
    withdrawn_why: Mapped[str] = mapped_column(default="")


class Consent(Base):
    """What a client was told of the use of data, or agreed to or declined (A4). The newest of a kind stands."""

    __tablename__ = "consents"

    id: Mapped[Id]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"), index=True)
    kind: Mapped[ConsentKind]
    channel: Mapped[Channel | None]
    """For the consent to a channel that is not secure: which."""
    given: Mapped[bool] = mapped_column(default=True)
    """False: declined."""
    wording: Mapped[str] = mapped_column(default="")
    how: Mapped[ConsentHow]
    given_by: Mapped[str] = mapped_column(default="")
    """Who gave it where it was not the client."""
    on: Mapped[date]
    taken_by: Mapped[UUID | None]
    written_at: Mapped[datetime]
    author_id: Mapped[UUID | None]
    withdrawn_on: Mapped[date | None]
    withdrawn_how: Mapped[str] = mapped_column(default="")
    withdrawn_by: Mapped[UUID | None]
    """Who at the firm took the withdrawal."""
    withdrawn_at: Mapped[datetime | None]


class Adjustment(Base):
    """Something done for a client's needs, and when (A1)."""

    __tablename__ = "adjustments"

    id: Mapped[Id]
    client_id: Mapped[UUID] = mapped_column(ForeignKey("clients.id"), index=True)
    kind: Mapped[NeedKind]
    text: Mapped[str]
    on: Mapped[date]
    by_id: Mapped[UUID | None]
    written_at: Mapped[datetime]
    ended_on: Mapped[date | None]
    ended_by: Mapped[UUID | None]
