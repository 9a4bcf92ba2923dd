"""Developments: what happened in a matter that the client has to hear of (PRACTICE D3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.errors import NotFound, Refused
from app.kernel.language import tr
from app.kernel.text import clean
from app.matters.commands import the_matter
from app.matters.history import keep_development
from app.matters.models import Development
from app.matters.words import DevelopmentKind, is_essential, is_urgent
from app.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class NewDevelopment:
    """What happened, as the client has to hear it. ``origin`` keeps the same news from coming twice."""

    matter_id: UUID
    kind: DevelopmentKind
    occurred_at: datetime
    text: str
    document_number: str = ""
    essential: bool = True
    urgent: bool = False
    origin: str | None = None
    whole_text: str = ""
    plain_words: str = ""


def add_development(tx: Transaction, new: NewDevelopment) -> UUID | None:
    """Write down what happened; None where news of that origin is already there."""
    the_matter(tx.session, new.matter_id)
    new = checked_development(new)
    if new.origin is not None and _already(tx, new.matter_id, new.origin):
        return None
    values = asdict(new)
    found = Development(id=tx.new_id(), written_at=tx.now, author_id=tx.actor, **values)
    tx.session.add(found)
    tx.session.flush()
    tx.record("added", "development", found.id, **values)
    tx.touch("matter", new.matter_id)
    return found.id


def add_developments(tx: Transaction, several: Iterable[NewDevelopment]) -> tuple[UUID, ...]:
    """Write down what happened in many matters, in one statement; news that was just made, so that none of its origins
    is there already."""
    rows = [{"id": tx.new_id(), **asdict(checked_development(new))} for new in several]
    tx.insert(Development, *({**row, "written_at": tx.now, "author_id": tx.actor} for row in rows))
    for row in rows:
        said = {name: value for name, value in row.items() if name != "id"}
        tx.record("added", "development", row["id"], **said)
        tx.touch("matter", row["matter_id"])
    return tuple(row["id"] for row in rows)


def checked_development(new: NewDevelopment) -> NewDevelopment:
    """The development with its texts cleaned. Whoever wrote it: offers and our own errors are urgent and essential
    (`is_urgent`), and what is urgent cannot wait for the next update. Raises `Refused` ("no-text")."""
    text = clean(new.text)
    if not text:
        raise Refused("no-text", tr("Please say what happened."), field="text")
    return replace(
        new,
        text=text,
        plain_words=clean(new.plain_words),
        document_number=clean(new.document_number, lines=False),
        urgent=is_urgent(new.kind, new.urgent),
        essential=is_essential(new.kind, essential=new.essential, urgent=new.urgent),
    )


def say_plainly(tx: Transaction, development_id: UUID, words: str) -> None:
    """Put what happened into words for the client; empty takes them away again. The words of before are kept."""
    found = the_development(tx.session, development_id)
    words = clean(words)
    if found.plain_words != words:
        with keep_development(found, tx, ""):
            found.plain_words = words
        tx.record("said plainly", "development", development_id, words=words)
        tx.touch("matter", found.matter_id)


def the_development(session: Session, development_id: UUID) -> Development:
    """The row of a development. Raises `NotFound`."""
    found = session.get(Development, development_id)
    if found is None:
        raise NotFound("no-development", tr("That development is not in the vault."))
    return found


def _already(tx: Transaction, matter_id: UUID, origin: str) -> bool:
    query = select(Development.id).where(Development.matter_id == matter_id, Development.origin == origin)
    return tx.session.scalar(query) is not None
