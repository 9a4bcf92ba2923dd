"""Adding and changing clients and the ways to reach them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import NewType
from uuid import UUID

from app.clients.models import Client, ContactPoint, PointHistory
from app.clients.points import Point as Point
from app.clients.points import PointsOf, fit_points, plain_point
from app.clients.rules import check_client, said_name
from app.clients.words import ClientKind
from app.kernel.errors import Invalid, NotFound
from app.kernel.language import tr
from app.kernel.text import clean_texts, fold, on_one_line
from app.storage.transaction import Transaction

SEVERAL_LINES = {"notes", "accessibility", "technology_limits", "vulnerability", "also_known_as"}


@dataclass(frozen=True, slots=True)
class ClientDetails:
    """A client's profile as the form holds it (A1); the people around them and what was agreed stand apart."""

    kind: ClientKind = ClientKind.PERSON
    salutation: str = ""
    first_name: str = ""
    last_name: str = ""
    company: str = ""
    job_title: str = ""
    also_known_as: str = ""
    preferred_channel: str = ""
    preferred_times: str = ""
    never_channels: str = ""
    language: str = ""
    interpreter: bool = False
    interpreter_note: str = ""
    accessibility: str = ""
    technology_limits: str = ""
    vulnerability: str = ""
    notes: str = ""
    external_id: str | None = None
    archived: bool = False
    born_on: date | None = None
    points: tuple[Point, ...] = ()


FitClient = NewType("FitClient", ClientDetails)
"""Details that were cleaned and passed the rules."""


def fit_client(details: ClientDetails) -> FitClient:
    """The details cleaned. Raises Invalid where a rule is broken."""
    names = {name: on_one_line(getattr(details, name)) for name in ("first_name", "last_name", "company")}
    details = clean_texts(details, SEVERAL_LINES, points=fit_points(details.points), **names)
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
    rows = [{"id": client_id, "added_at": tx.now, **_columns(details)} for client_id, details in several]
    tx.insert(Client, *rows)
    kept = [row for client_id, details in several for row in PointsOf(tx, client_id).rows(details.points)]
    tx.insert(ContactPoint, *kept)
    tx.insert(PointHistory, *PointsOf.histories(tx, kept))
    for client_id, details in several:
        tx.record("added", "client", client_id, **_body(details))


def edit_client(tx: Transaction, client_id: UUID, details: ClientDetails) -> None:
    """Change a client. Contact points that changed are retired and kept (A3)."""
    details = fit_client(details)
    client = tx.session.get(Client, client_id)
    if client is None:
        raise NotFound("no-client", tr("That client is not in the vault."), field="client")
    changed = {name: value for name, value in _columns(details).items() if getattr(client, name) != value}
    before: dict[str, object] = {name: getattr(client, name) for name in changed}
    for name, value in changed.items():
        setattr(client, name, value)
    if PointsOf(tx, client_id).set(details.points):
        changed["points"] = [plain_point(point) for point in details.points]
    if changed:
        tx.record("changed", "client", client_id, **changed, before=before)


def _columns(details: ClientDetails) -> dict[str, object]:
    values = {one.name: getattr(details, one.name) for one in fields(details) if one.name != "points"}
    name = said_name(details.kind, details.first_name, details.last_name, details.company)
    return {**values, "name": name, "name_key": fold(name)}


def _body(details: ClientDetails) -> dict[str, object]:
    """What the audit trail keeps of new details: all that says something."""
    values = {one.name: value for one in fields(details) if (value := getattr(details, one.name))}
    return {**values, "points": [plain_point(point) for point in details.points]}
