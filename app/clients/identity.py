"""That a client, or somebody around one, is who they say: how and when it was verified, and by whom (PRACTICE A3)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from uuid import UUID

from app.clients.merges import present_or_refused
from app.clients.models import ClientPerson, IdentityCheck
from app.clients.rules import check_lengths
from app.clients.words import IdentityHow
from app.kernel.errors import Invalid, NotFound, Problem
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.text import clean
from app.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class NewIdentityCheck:
    """A check as the form holds it. ``on``: None is today; ``by_id``: None is who writes it down."""

    how: IdentityHow = IdentityHow.DOCUMENT
    detail: str = ""
    on: date | None = None
    by_id: UUID | None = None
    person_id: UUID | None = None
    """Somebody around the client; None: the client."""


def check_identity(tx: Transaction, client_id: UUID, new: NewIdentityCheck) -> UUID:
    """Write down that somebody's identity was verified."""
    new = replace(new, detail=clean(new.detail), on=new.on or tx.today, by_id=new.by_id or tx.actor)
    client_id = present_or_refused(tx.reader(), client_id)
    _check(tx, client_id, new)
    check_id = tx.new_id()
    row = {"id": check_id, "client_id": client_id, "written_at": tx.now, "author_id": tx.actor}
    tx.insert(IdentityCheck, row | asdict(new))
    tx.record("identity checked", "client", client_id, check=check_id, **asdict(new))
    return check_id


def withdraw_identity_check(tx: Transaction, check_id: UUID, why: str) -> None:
    """The check was a mistake, or the document was false: it stays readable and counts for nothing."""
    found = tx.session.get(IdentityCheck, check_id)
    if found is None:
        raise NotFound("no-check", tr("That identity check is not in the vault."), field="check")
    why = given_reason(why, "Please say why the identity check does not count.")
    if found.withdrawn_at is None:
        found.withdrawn_at, found.withdrawn_by, found.withdrawn_why = tx.now, tx.actor, why
        tx.record("identity check withdrawn", "client", found.client_id, check=check_id, reason=why)


def _check(tx: Transaction, client_id: UUID, new: NewIdentityCheck) -> None:
    problems = check_lengths(new)
    if new.on is not None and new.on > tx.today:
        problems.append(Problem("on", "in-future", tr("It cannot have been checked on a day to come.")))
    if new.how in {IdentityHow.DOCUMENT, IdentityHow.OTHER} and not new.detail:
        words = tr("Please say which document.") if new.how is IdentityHow.DOCUMENT else tr("Please say how.")
        problems.append(Problem("detail", "no-words", words))
    if new.person_id is not None:
        person = tx.session.get(ClientPerson, new.person_id)
        if person is None or person.client_id != client_id:
            problems.append(Problem("person", "no-person", tr("That person is not noted with this client.")))
    if problems:
        raise Invalid(problems)
