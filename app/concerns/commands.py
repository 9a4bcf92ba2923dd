"""Raising a concern, and putting right what it says (PRACTICE G1)."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clients.merges import present_or_refused
from app.clients.queries import client_names
from app.concerns.forms import ConcernFacts, NewConcern, as_content
from app.concerns.models import Concern, ConcernStage, ConcernVersion
from app.concerns.naming import whom_it_means
from app.concerns.settings import concern_rules
from app.concerns.words import Cause, Stage
from app.contactlog.models import ContactEntry
from app.kernel.errors import Invalid, NotFound, Problem, Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.kernel.text import clean
from app.matters.able import must_be_able_in
from app.matters.commands import the_matter
from app.matters.models import Matter, MatterClient
from app.storage.transaction import Transaction

LONGEST = 20_000
"""Letters of what was said about a concern; the log has room for more."""
LONGEST_NAME = 200
FLAGGED = "The tone of this contact was doubtful."
"""What a flag on an entry says where nothing else was typed."""


def raise_concern(tx: Transaction, new: NewConcern) -> UUID:
    """Keep a concern, at its first stage. Its id. Who answers it where nobody is named follows from the matter; a
    formal complaint is given to another than the lawyer whom it is about, where there is one.

    Raises Invalid, NotFound, `Refused` ("no-client", "other-client", "has-left", "reads-only", "flagged-already").
    """
    tx.need(Right.WRITE)
    client_id, matter = _whose(tx, new)
    entry = the_entry(tx.session, new.entry_id, client_id) if new.entry_id is not None else None
    if entry is not None and _flagged(tx, entry.id):
        message = tr("A concern of this contact is open already. Please go on with that one.")
        raise Refused("flagged-already", message, field="entry")
    rules = concern_rules(tx.reader())
    meant = whom_it_means(tx.reader(), matter.id if matter else None, formal=new.formal_on is not None)
    handler = new.handler_id or meant.handler_id or tx.actor
    supervisor = new.supervisor_id or meant.supervisor_id
    raised_by = new.raised_by or client_names(tx.reader(), [client_id])[client_id]
    facts = ConcernFacts(
        matter.id if matter else None,
        new.entry_id,
        new.raised_on or tx.today,
        raised_by,
        new.how,
        new.cause,
        new.formal_on,
        handler,
        supervisor,
        rules.keeps_apart if new.apart is None else new.apart,
    )
    facts = _checked(tx, facts, matter)
    found = Concern(
        id=tx.new_id(), client_id=client_id, written_at=tx.now, author_id=tx.actor, **asdict(facts)
    )
    tx.session.add(found)
    tx.session.flush()
    _keep_version(tx, found, facts, "")
    written = {"id": tx.new_id(), "concern_id": found.id, "written_at": tx.now, "author_id": tx.actor}
    tx.insert(
        ConcernStage,
        {
            **written,
            "stage": Stage.CONTACT,
            "person_id": handler,
            "body": "",
            "on": facts.raised_on,
            "note": "",
        },
    )
    tx.record("raised", "concern", found.id, client_id=client_id, **as_content(facts))
    touch_concern(tx, found)
    return found.id


def flag_concern(
    tx: Transaction, entry_id: UUID, how: str = "", cause: Cause = Cause.TONE, *, apart: bool | None = None
) -> UUID:
    """Say of a contact that somebody may be unhappy: the smallest concern there is. Raises as `raise_concern`."""
    entry = the_entry(tx.session, entry_id)
    if entry.client_id is None:
        raise Refused("no-client", tr("This contact is of no client: there is nobody whose concern it is."))
    new = NewConcern(
        clean(how) or FLAGGED,
        cause,
        entry.client_id,
        entry.matter_id,
        entry_id,
        min(entry.occurred_at.astimezone(tx.zone).date(), tx.today),
        apart=apart,
    )
    return raise_concern(tx, new)


def change_concern(tx: Transaction, concern_id: UUID, facts: ConcernFacts, reason: str) -> None:
    """Put right what a concern says, make it formal, give it to another handler, keep it apart or no more; what it said
    before is kept with the reason. The same again does nothing.

    Raises Invalid, NotFound, `Refused` ("no-reason", "other-client", "has-left", "reads-only").
    """
    tx.need(Right.WRITE)
    found = the_concern(tx.session, concern_id)
    before = facts_of(found)
    matter = _matter_of(tx, found.client_id, facts.matter_id)
    if facts.entry_id is not None and facts.entry_id != before.entry_id:
        the_entry(tx.session, facts.entry_id, found.client_id)
    facts = _checked(tx, facts, matter, before)
    if facts == before:
        return
    reason = given_reason(reason, "Please say why the concern is changed.")
    was, now = as_content(before), as_content(facts)
    changed = {name: value for name, value in now.items() if value != was[name]}
    for name in changed:
        setattr(found, name, getattr(facts, name))
    found.version += 1
    tx.session.flush()
    _keep_version(tx, found, facts, reason)
    former = {name: was[name] for name in changed}
    tx.record("changed", "concern", concern_id, **changed, before=former, reason=reason)
    touch_concern(tx, found)


def facts_of(row: Concern) -> ConcernFacts:
    """What the row says now."""
    return ConcernFacts(**{name: getattr(row, name) for name in ConcernFacts.__slots__})


def the_concern(session: Session, concern_id: UUID) -> Concern:
    """The row of a concern. Raises NotFound."""
    found = session.get(Concern, concern_id)
    if found is None:
        raise NotFound("no-concern", tr("That concern is not in the vault."), field="concern")
    return found


def the_entry(session: Session, entry_id: UUID, client_id: UUID | None = None) -> ContactEntry:
    """The row of a contact, of this client where one is named. Raises NotFound, `Refused` ("other-client")."""
    found = session.get(ContactEntry, entry_id)
    if found is None:
        raise NotFound("no-entry", tr("That entry is not in the vault."), field="entry")
    if client_id is not None and found.client_id != client_id:
        message = tr("That entry is of another client. Please choose one of this client's.")
        raise Refused("other-client", message, field="entry")
    return found


def touch_concern(tx: Transaction, found: Concern) -> None:
    """Pages that show the concern, its matter or its client are stale."""
    tx.touch("concern", found.id)
    tx.touch("client", found.client_id)
    if found.matter_id is not None:
        tx.touch("matter", found.matter_id)


def _whose(tx: Transaction, new: NewConcern) -> tuple[UUID, Matter | None]:
    client_id = new.client_id
    if client_id is None and new.matter_id is not None:
        the_matter(tx.session, new.matter_id)
        query = select(MatterClient.client_id).where(MatterClient.matter_id == new.matter_id)
        client_id = tx.session.scalar(query.order_by(MatterClient.position).limit(1))
    if client_id is None:
        raise Refused(
            "no-client", tr("Please say whose concern it is: a client, or a matter."), field="client"
        )
    client_id = present_or_refused(tx.reader(), client_id)
    return client_id, _matter_of(tx, client_id, new.matter_id)


def _matter_of(tx: Transaction, client_id: UUID, matter_id: UUID | None) -> Matter | None:
    if matter_id is None:
        return None
    matter = the_matter(tx.session, matter_id)
    if tx.session.get(MatterClient, (matter_id, client_id)) is None:
        message = tr("That matter is not this client's. Please choose one of the client's matters.")
        raise Refused("other-client", message, field="matter")
    return matter


def _flagged(tx: Transaction, entry_id: UUID) -> bool:
    query = select(Concern.id).where(Concern.entry_id == entry_id, Concern.closed_on.is_(None))
    return tx.session.scalar(query.limit(1)) is not None


def _checked(
    tx: Transaction, facts: ConcernFacts, matter: Matter | None, before: ConcernFacts | None = None
) -> ConcernFacts:
    facts = replace(facts, how=clean(facts.how), raised_by=clean(facts.raised_by, lines=False))
    matter_id = matter.id if matter is not None else None
    for name, field in (("handler_id", "handler"), ("supervisor_id", "supervisor")):
        who = getattr(facts, name)
        if before is None or who != getattr(before, name) or facts.matter_id != before.matter_id:
            must_be_able_in(tx.reader(), matter_id, who, field)
    if problems := list(_problems(facts, tx.today)):
        raise Invalid(problems)
    return facts


def _problems(facts: ConcernFacts, today: date) -> list[Problem]:
    found = []
    if not facts.how:
        found.append(Problem("how", "no-how", tr("Please write what the concern is, as it was said.")))
    if len(facts.how) > LONGEST:
        message = tr(
            "What the concern is has at most {longest} letters. Please shorten it; the log has room for more."
        ).format(longest=say_number(LONGEST))
        found.append(Problem("how", "how-too-long", message))
    if len(facts.raised_by) > LONGEST_NAME:
        message = tr("A name has at most {longest_name} letters. Please shorten it.").format(
            longest_name=LONGEST_NAME
        )
        found.append(Problem("raised_by", "name-too-long", message))
    if facts.raised_on > today:
        found.append(Problem("raised_on", "in-future", tr("A concern was raised today or before.")))
    if facts.formal_on is not None and not facts.raised_on <= facts.formal_on <= today:
        message = tr("It became a formal complaint when it was raised or later, and not in the future.")
        found.append(Problem("formal_on", "bad-formal", message))
    return found


def _keep_version(tx: Transaction, found: Concern, facts: ConcernFacts, reason: str) -> None:
    written = {"written_at": tx.now, "author_id": tx.actor, "reason": reason}
    tx.insert(
        ConcernVersion,
        {"concern_id": found.id, "version": found.version, **written, "content": as_content(facts)},
    )
