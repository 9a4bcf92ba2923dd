"""The people around a client: who they are, what they may decide, what they must not be told (PRACTICE A2)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from uuid import UUID

from sqlalchemy import func, select

from app.clients.merges import present_or_refused
from app.clients.models import ClientPerson
from app.clients.points import Point, PointsOf, fit_points, plain_point
from app.clients.rules import check_lengths, check_person, check_points
from app.clients.words import Authority, Hears
from app.kernel.errors import Invalid, NotFound
from app.kernel.language import tr
from app.kernel.text import clean_texts, fold
from app.storage.transaction import Transaction

_SEVERAL_LINES = {"decides", "not_told", "note"}


@dataclass(frozen=True, slots=True)
class PersonAround:
    """Somebody around a client as the form holds them. Without a name it is a note about people, in words."""

    name: str = ""
    relation: str = ""
    authority: Authority = Authority.NONE
    decides: str = ""
    hears: Hears = Hears.ASK
    not_told: str = ""
    note: str = ""
    points: tuple[Point, ...] = ()


def may_decide_note(words: str) -> PersonAround:
    """A note that says in words who may decide: "the board of three; Ruth signs"."""
    return PersonAround(authority=Authority.SOME, decides=words)


def do_not_tell_note(words: str) -> PersonAround:
    """A note that says in words who must not be told what."""
    return PersonAround(hears=Hears.NOT_THIS, not_told=words)


def fit_person(details: PersonAround) -> PersonAround:
    """The details cleaned; words that the choice beside them leaves without meaning go. Raises Invalid."""
    details = replace(clean_texts(details, _SEVERAL_LINES), points=fit_points(details.points))
    if details.authority is not Authority.SOME:
        details = replace(details, decides="")
    if details.hears is not Hears.NOT_THIS:
        details = replace(details, not_told="")
    problems = check_person(
        details.name, details.relation, details.authority, details.decides, details.hears, details.not_told
    )
    problems += check_lengths(details)
    problems += check_points([(point.kind, point.value) for point in details.points])
    if problems:
        raise Invalid(problems)
    return details


def add_person(tx: Transaction, client_id: UUID, details: PersonAround) -> UUID:
    """Note somebody around a client."""
    details, person_id = fit_person(details), tx.new_id()
    client_id = present_or_refused(tx.reader(), client_id)
    last = tx.session.scalar(
        select(func.max(ClientPerson.position)).where(ClientPerson.client_id == client_id)
    )
    row = {"id": person_id, "client_id": client_id, "position": 0 if last is None else last + 1}
    tx.insert(ClientPerson, row | _columns(details) | {"added_at": tx.now, "added_by": tx.actor})
    PointsOf(tx, client_id, person_id).add(details.points)
    tx.record("person added", "client", client_id, person=person_id, **_body(details))
    return person_id


def edit_person(tx: Transaction, person_id: UUID, details: PersonAround) -> None:
    """Change what is known of somebody around a client."""
    details, person = fit_person(details), _person(tx, person_id)
    changed = {name: value for name, value in _columns(details).items() if getattr(person, name) != value}
    before: dict[str, object] = {name: getattr(person, name) for name in changed}
    for name, value in changed.items():
        setattr(person, name, value)
    if PointsOf(tx, person.client_id, person_id).set(details.points):
        changed["points"] = [plain_point(point) for point in details.points]
    if changed:
        whose = {"person": person_id, "name": details.name}
        tx.record("person changed", "client", person.client_id, **whose | changed, before=before)


def remove_person(tx: Transaction, person_id: UUID) -> None:
    """They are not around the client any more: the row stays, with when and by whom."""
    person = _person(tx, person_id)
    person.removed_at, person.removed_by = tx.now, tx.actor
    tx.record("person removed", "client", person.client_id, person=person_id, name=person.name)


def _person(tx: Transaction, person_id: UUID) -> ClientPerson:
    found = tx.session.get(ClientPerson, person_id)
    if found is None or found.removed_at is not None:
        raise NotFound("no-person", tr("That person is not noted with the client any more."), field="person")
    return found


def _columns(details: PersonAround) -> dict[str, object]:
    values = {one.name: getattr(details, one.name) for one in fields(details) if one.name != "points"}
    return {**values, "name_key": fold(details.name)}


def _body(details: PersonAround) -> dict[str, object]:
    values = {name: value for name, value in asdict(replace(details, points=())).items() if value}
    return {**values, "points": [plain_point(point) for point in details.points]}
