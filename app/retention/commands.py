"""Holds, originals that are kept, and reviews that keep a matter longer (PRACTICE J5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.clients.merges import present_or_refused
from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.text import plain_name
from app.matters.commands import the_matter
from app.matters.words import MatterStatus
from app.retention.models import KeptDocument, LegalHold, RetentionReview
from app.retention.words import DocumentKind
from app.storage.transaction import Transaction

MOST_YEARS = 100


def set_hold(
    tx: Transaction, reason: str, *, matter_id: UUID | None = None, client_id: UUID | None = None
) -> UUID:
    """Stop the destruction of a matter, or of all that is held on a client. Everybody who writes may: it only keeps.

    Raises NotFound, `Refused` ("no-reason", "too-long").
    """
    tx.need(Right.WRITE)
    reason = given_reason(reason, "Please say why it is held: whoever wants to lift it has to know.")
    if matter_id is not None:
        the_matter(tx.session, matter_id)
    elif client_id is not None:
        client_id = present_or_refused(tx.reader(), client_id)
    else:
        raise Refused("nothing-held", tr("Please say which matter or client is held."), field="matter")
    hold = LegalHold(
        id=tx.new_id(),
        matter_id=matter_id,
        client_id=client_id,
        reason=reason,
        set_at=tx.now,
        set_by=tx.actor,
    )
    tx.session.add(hold)
    tx.session.flush()
    tx.record("set", "legal_hold", hold.id, matter_id=matter_id, client_id=client_id, reason=reason)
    _touch(tx, matter_id, client_id)
    return hold.id


def lift_hold(tx: Transaction, hold_id: UUID, reason: str) -> None:
    """The hold stops nothing any more; it stays to be read. Needs `Right.DESTROY` and a reason.

    Raises NotFound ("no-hold"), `Refused` ("lifted-already", "no-reason", "too-long").
    """
    tx.need(Right.DESTROY)
    hold = tx.session.get(LegalHold, hold_id)
    if hold is None:
        raise NotFound("no-hold", tr("That hold is not in the vault."), field="hold")
    if hold.lifted_at is not None:
        raise Refused("lifted-already", tr("This hold was lifted already."), field="hold")
    reason = given_reason(reason, "Please say why the hold is lifted.")
    hold.lifted_at, hold.lifted_by, hold.lifted_reason = tx.now, tx.actor, reason
    tx.session.flush()
    tx.record(
        "lifted", "legal_hold", hold.id, matter_id=hold.matter_id, client_id=hold.client_id, reason=reason
    )
    _touch(tx, hold.matter_id, hold.client_id)


@dataclass(frozen=True, slots=True)
class NewKeptDocument:
    """An original that the firm keeps from now on."""

    title: str
    kind: DocumentKind = DocumentKind.WILL


def keep_document(tx: Transaction, matter_id: UUID, new: NewKeptDocument) -> UUID:
    """The firm keeps an original: its matter is kept as long as that lasts. Raises Invalid, NotFound."""
    tx.need(Right.WRITE)
    the_matter(tx.session, matter_id)
    title = plain_name(new.title, "title")
    if not title:
        raise Invalid([Problem("title", "no-title", tr("Please say what it is: “will of 3 May 2019”."))])
    kept = KeptDocument(
        id=tx.new_id(), matter_id=matter_id, kind=new.kind, title=title, written_at=tx.now, author_id=tx.actor
    )
    tx.session.add(kept)
    tx.session.flush()
    tx.record("kept", "kept_document", kept.id, matter_id=matter_id, kind=new.kind, title=title)
    tx.touch("matter", matter_id)
    return kept.id


def end_document(tx: Transaction, document_id: UUID, on: date, how: str) -> None:
    """The original was given back, proved, revoked …: its life ended on a day, ``how`` says in a few words.

    Raises NotFound ("no-document"), Invalid (a day to come), `Refused` ("ended-already", "no-reason", "too-long").
    """
    tx.need(Right.WRITE)
    kept = tx.session.get(KeptDocument, document_id)
    if kept is None:
        raise NotFound("no-document", tr("That document is not in the vault."), field="document")
    if kept.ended_on is not None:
        raise Refused("ended-already", tr("This document is not kept any more."), field="document")
    if on > tx.today:
        raise Invalid([Problem("on", "day-to-come", tr("Please give a day that has come."))])
    how = given_reason(how, "Please say what became of it: given back, proved, revoked …")
    kept.ended_on, kept.ended_how, kept.ended_at, kept.ended_by = on, how, tx.now, tx.actor
    tx.session.flush()
    tx.record("ended", "kept_document", kept.id, matter_id=kept.matter_id, on=on, how=how)
    tx.touch("matter", kept.matter_id)


def keep_longer(tx: Transaction, matter_id: UUID, until: date, reason: str) -> UUID:
    """A closed matter was reviewed and is kept; it is due again on ``until``. Needs `Right.DESTROY` and a reason.

    Raises NotFound, Invalid, `Refused` ("not-closed", "no-reason", "too-long").
    """
    tx.need(Right.DESTROY)
    matter = the_matter(tx.session, matter_id)
    if matter.status is not MatterStatus.CLOSED:
        raise Refused("not-closed", tr("Only a closed matter is reviewed for destruction."), field="matter")
    if not tx.today < until <= tx.today.replace(year=tx.today.year + MOST_YEARS, day=1):
        message = tr("Please give a day to come, at most {most_years} years from now.").format(
            most_years=MOST_YEARS
        )
        raise Invalid([Problem("keep_until", "not-to-come", message)])
    reason = given_reason(reason, "Please say why it is kept longer.")
    review = RetentionReview(
        id=tx.new_id(),
        matter_id=matter_id,
        keep_until=until,
        reason=reason,
        reviewed_at=tx.now,
        reviewed_by=tx.actor,
    )
    tx.session.add(review)
    tx.session.flush()
    tx.record("kept longer", "retention_review", review.id, matter_id=matter_id, until=until, reason=reason)
    tx.touch("matter", matter_id)
    return review.id


def _touch(tx: Transaction, matter_id: UUID | None, client_id: UUID | None) -> None:
    if matter_id is not None:
        tx.touch("matter", matter_id)
    if client_id is not None:
        tx.touch("client", client_id)
