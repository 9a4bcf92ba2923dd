"""Adding and changing clients and the ways to reach them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import NewType
from uuid import UUID

from sqlalchemy import select

from app.clients.models import Client, ContactPoint
from app.clients.rules import check_client, match_key, said_name
from app.clients.words import ClientKind, PointKind
from app.kernel.errors import Invalid, NotFound
from app.kernel.text import clean, clean_texts, fold
from app.storage.transaction import Transaction

SEVERAL_LINES = {"notes", "accessibility", "technology_limits", "vulnerability", "may_decide", "do_not_tell"}


@dataclass(frozen=True, slots=True)
class Point:
    """A way to reach the client, as the form holds it."""

    kind: PointKind
    value: str
    label: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class ClientDetails:
    """A client's profile as the form holds it (A1 in its main fields, A2 in words)."""

    kind: ClientKind = ClientKind.PERSON
    salutation: str = ""
    first_name: str = ""
    last_name: str = ""
    company: str = ""
    job_title: str = ""
    preferred_channel: str = ""
    preferred_times: str = ""
    never_channels: str = ""
    language: str = ""
    interpreter: bool = False
    accessibility: str = ""
    technology_limits: str = ""
    vulnerability: str = ""
    may_decide: str = ""
    do_not_tell: str = ""
    notes: str = ""
    external_id: str | None = None
    archived: bool = False
    points: tuple[Point, ...] = ()


_POINT = tuple(one.name for one in fields(Point))

FitClient = NewType("FitClient", ClientDetails)
"""Details that were cleaned and passed the rules."""


def fit_client(details: ClientDetails) -> FitClient:
    """The details cleaned. Raises Invalid where a rule is broken."""
    points = tuple(
        replace(point, value=clean(point.value), label=clean(point.label, lines=False))
        for point in details.points
        if clean(point.value)
    )
    details = replace(clean_texts(details, SEVERAL_LINES), points=points)
    problems = check_client(
        details.kind,
        details.first_name,
        details.last_name,
        details.company,
        [(point.kind, point.value) for point in details.points],
    )
    if problems:
        raise Invalid(problems)
    return FitClient(details)


def add_client(tx: Transaction, details: ClientDetails) -> UUID:
    """Add a client with every way to reach them."""
    client_id = tx.new_id()
    add_clients(tx, [(client_id, fit_client(details))])
    return client_id


def add_clients(tx: Transaction, several: Sequence[tuple[UUID, FitClient]]) -> None:
    """Add many, each under its new id, in one go: an import may bring a hundred thousand."""
    if not several:
        return
    now, today = tx.now, tx.today
    rows = [{"id": client_id, "added_at": now, **_columns(details)} for client_id, details in several]
    tx.insert(Client, *rows)
    points = [
        _new_point(tx, client_id, point, position, now, today)
        for client_id, details in several
        for position, point in enumerate(_different(details.points))
    ]
    tx.insert(ContactPoint, *points)
    for client_id, details in several:
        tx.record("added", "client", client_id, **_body(details))


def edit_client(tx: Transaction, client_id: UUID, details: ClientDetails) -> None:
    """Change a client. Contact points that changed are retired and kept (A3)."""
    details = fit_client(details)
    client = tx.session.get(Client, client_id)
    if client is None:
        raise NotFound("no-client", "That client is not in the vault.", field="client")
    changed = {name: value for name, value in _columns(details).items() if getattr(client, name) != value}
    before: dict[str, object] = {name: getattr(client, name) for name in changed}
    for name, value in changed.items():
        setattr(client, name, value)
    if _set_points(tx, client_id, details.points):
        changed["points"] = [_plain(point) for point in details.points]
    if changed:
        tx.record("changed", "client", client_id, **changed, before=before)


def _columns(details: ClientDetails) -> dict[str, object]:
    values = {one.name: getattr(details, one.name) for one in fields(details) if one.name != "points"}
    name = said_name(details.kind, details.first_name, details.last_name, details.company)
    return {**values, "name": name, "name_key": fold(name)}


def _body(details: ClientDetails) -> dict[str, object]:
    """What the audit trail keeps of new details: all that says something."""
    values = {one.name: value for one in fields(details) if (value := getattr(details, one.name))}
    return {**values, "points": [_plain(point) for point in details.points]}


def _plain(point: Point) -> dict[str, object]:
    return {name: getattr(point, name) for name in _POINT}


def _different(points: Sequence[Point]) -> list[Point]:
    """Each kind and value once."""
    return list({(point.kind, point.value): point for point in points}.values())


def _new_point(
    tx: Transaction, client_id: UUID, point: Point, position: int, now: datetime, today: date
) -> dict[str, object]:
    return {
        "id": tx.new_id(),
        "client_id": client_id,
        "kind": point.kind,
        "value": point.value,
        "match_key": match_key(point.kind, point.value),
        "label": point.label,
        "position": position,
        "verified_on": today if point.verified else None,
        "verified_by": tx.actor if point.verified else None,
        "added_at": now,
    }


def _set_points(tx: Transaction, client_id: UUID, wanted: Sequence[Point]) -> bool:
    current = tx.session.scalars(
        select(ContactPoint).where(ContactPoint.client_id == client_id, ContactPoint.retired_at.is_(None))
    ).all()
    kept = {(point.kind, point.value): point for point in current}
    changed = False
    for position, point in enumerate(wanted):
        found = kept.pop((point.kind, point.value), None)
        if found is None:
            found = ContactPoint(
                id=tx.new_id(),
                client_id=client_id,
                kind=point.kind,
                value=point.value,
                match_key=match_key(point.kind, point.value),
                label=point.label,
                position=position,
                added_at=tx.now,
            )
            tx.session.add(found)
            changed = True
        changed |= (found.label, found.position) != (point.label, position)
        found.label, found.position = point.label, position
        if point.verified != (found.verified_on is not None):
            found.verified_on = tx.today if point.verified else None
            found.verified_by = tx.actor if point.verified else None
            changed = True
    for gone in kept.values():
        gone.retired_at = tx.now
        changed = True
    return changed
