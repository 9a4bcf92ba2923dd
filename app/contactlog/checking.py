"""What is looked up and refused before a contact is written: whom it was with, what it tells, what it answers."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy import bindparam, select

from app.clients.merges import present_client
from app.contactlog.elsewhere import told_together
from app.contactlog.forms import SEVERAL_LINES, NewContact, NewParticipant
from app.contactlog.models import ContactEntry
from app.contactlog.rules import check_entry, check_reached, check_waiting, told_before
from app.contactlog.words import Outcome
from app.kernel.errors import Invalid, Problem
from app.kernel.language import tr
from app.kernel.text import clean, clean_texts
from app.matters.models import Development, MatterClient
from app.people.models import Colleague
from app.storage.rows import look_up
from app.storage.transaction import Reader

_BEGIN = 60
_FIRST_CLIENT = select(MatterClient.client_id).where(
    MatterClient.matter_id == bindparam("matter_id"), MatterClient.position == 0
)


def checked(reader: Reader, new: NewContact) -> NewContact:
    """The contact with its texts cleaned and its client found. Raises Invalid with all that makes no sense."""
    participants = tuple(
        NewParticipant(name, clean(one.role, lines=False))
        for one in new.participants
        if (name := clean(one.name, lines=False))
    )
    tags = tuple(sorted({cleaned for tag in new.tags if (cleaned := clean(tag, lines=False))}))
    of_matter = None if new.matter_id is None else first_client(reader, new.matter_id)
    client_id = of_matter
    if new.client_id is not None and new.client_id != of_matter:  # the form may be older than a merge
        client_id = present_client(reader, new.client_id)
    reached = new.with_client and new.outcome is not Outcome.NO_ANSWER
    new = clean_texts(
        new, SEVERAL_LINES, participants=participants, tags=tags, client_id=client_id, with_client=reached
    )
    new = _one_first(new)
    discharges = new.is_update or bool(new.tells) or new.answers_id is not None
    problems = [
        *check_entry(new, reader.now),
        *check_reached(new.outcome, with_client=reached, discharges=discharges),
        *check_waiting(new.direction, acknowledges=new.acknowledges_id is not None, awaits=new.awaits_client),
        *_references(reader, new, of_matter),
    ]
    if problems:
        raise Invalid(problems)
    return new


def first_client(reader: Reader, matter_id: UUID) -> UUID | None:
    """The client that letters about the matter go to; None where there is no such matter: each has one."""
    return look_up(reader.session, _FIRST_CLIENT, matter_id=matter_id)


def _references(reader: Reader, new: NewContact, of_matter: UUID | None) -> list[Problem]:
    problems = []
    if new.matter_id is None and new.client_id is None:
        problems.append(
            Problem("matter", "no-matter", tr("Please say which matter or client the contact is about."))
        )
    elif new.matter_id is not None and of_matter is None:
        problems.append(Problem("matter", "no-matter", tr("That matter is not in the vault.")))
    for development_id in (*new.tells, *new.brought):
        development = reader.session.get(Development, development_id)
        if development is None or not _may_stand(reader, new, development):
            message = tr("A development that was told is not one of this matter.")
            problems.append(Problem("tells", "no-development", message))
        elif development_id in new.tells and told_before(
            reader.local(new.occurred_at).date(), reader.local(development.occurred_at).date()
        ):
            message = tr(
                "This was before “{begin}” happened. Check the time, or take that mark away."
            ).format(begin=_begin(development.text))
            problems.append(Problem("tells", "told-before", message))
    if new.held_by_id is not None and reader.session.get(Colleague, new.held_by_id) is None:
        message = tr("Whoever held the contact is not one of the firm's people.")
        problems.append(Problem("held_by", "no-colleague", message))
    answered = (("acknowledges", new.acknowledges_id), *(("answers", one) for one in _answers(new)))
    for name, other in answered:
        if other is not None and (problem := _not_to_answer(reader, new, other)):
            problems.append(Problem(name, *problem))
    return problems


def _answers(new: NewContact) -> tuple[UUID, ...]:
    """All that it answers."""
    first = () if new.answers_id is None else (new.answers_id,)
    return tuple(dict.fromkeys((*first, *new.also_answers)))


def _one_first(new: NewContact) -> NewContact:
    """What is answered, each once; the first one stands in the entry's own row."""
    if not new.also_answers:
        return new
    first, *others = _answers(new)
    return replace(new, answers_id=first, also_answers=tuple(others))


def _not_to_answer(reader: Reader, new: NewContact, entry_id: UUID) -> tuple[str, str] | None:
    """Why this contact cannot acknowledge or answer that one (E1): a clock that stops by mistake hides a duty."""
    asked = reader.session.get(ContactEntry, entry_id)
    if asked is None:
        return "no-entry", tr("The entry that is answered is not in the log.")
    elsewhere = asked.matter_id != new.matter_id and asked.client_id not in {None, new.client_id}
    if asked.withdrawn_at is not None or elsewhere:
        return "other-entry", tr("The entry that is answered is withdrawn, or belongs to another client.")
    if asked.occurred_at > new.occurred_at:
        return "answered-before", tr("This happened before what it answers. Check the time.")
    return None


def _may_stand(reader: Reader, new: NewContact, development: Development) -> bool:
    """Whether the contact can have told, or brought, that development: one of its matter; one of another matter of the
    same client can be told in the same breath."""
    if development.matter_id == new.matter_id:
        return True
    in_one = development.id in new.tells and development.id not in new.brought
    return in_one and told_together(reader, new.matter_id, new.client_id, development.matter_id)


def _begin(words: str) -> str:
    """How a development's text begins."""
    line = " ".join(words.split())
    return line if len(line) <= _BEGIN else f"{line[:_BEGIN].rstrip()} …"
