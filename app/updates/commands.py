"""An update was sent: the log has the very words and the news that they told (PRACTICE C4, D2). And what the trail is
told of updates that leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.contactlog.commands import log_contact
from app.contactlog.forms import NewAttachment, NewContact
from app.contactlog.models import ContactEntry
from app.contactlog.waiting import must_wait
from app.contactlog.words import SPOKEN, Channel, Direction, usual_outcome
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.text import clean
from app.storage.transaction import Reader, Transaction
from app.updates.composing import compose
from app.updates.holding import must_hold
from app.updates.keeping import forget
from app.updates.pieces import UpdateDraft

UPDATE_TAG = "client update"
"""On the entry that logs one."""


class Way(StrEnum):
    """As what an update leaves."""

    PDF = "pdf"
    EML = "eml"
    SCRIPT = "script"


def words_of(draft: UpdateDraft) -> str:
    """The words that the client gets by its channel, as they are logged."""
    text = compose(draft)
    return text.spoken if draft.channel in SPOKEN else text.plain


def contact_of(
    draft: UpdateDraft,
    at: datetime,
    *,
    attachments: Iterable[NewAttachment] = (),
    wish_reason: str = "",
    answers: Sequence[UUID] = (),
) -> NewContact:
    """The contact that it is: to be looked at before, and to be logged."""
    return NewContact(
        channel=draft.channel,
        direction=Direction.OUT,
        occurred_at=at,
        summary=words_of(draft),
        matter_id=draft.matter_id,
        outcome=usual_outcome(draft.channel, Direction.OUT),
        is_update=True,
        tells=draft.tells,
        tags=(UPDATE_TAG,),
        wish_reason=wish_reason,
        answers_id=answers[0] if answers else None,
        also_answers=tuple(answers[1:]),
        attachments=tuple(attachments),
    )


def log_sent(
    tx: Transaction,
    draft: UpdateDraft,
    *,
    at: datetime | None = None,
    attachments: Iterable[NewAttachment] = (),
    wish_reason: str = "",
    answers: Sequence[UUID] = (),
    again: bool = False,
    forget_kept: bool = True,
) -> UUID:
    """Log that the client got it, by its channel, now or ``at`` a moment before: its words, the news ticked as told,
    the update of the schedule as given, and ``answers``, what came in, as answered. What was left out stays untold. The
    draft that was kept of the matter goes, unless it is another (``forget_kept``).

    The way back is to withdraw the entry. Raises `Refused` ("no-channel") for a note, ("sent-already") where these
    very words were sent before and nobody said ``again``, ("not-waiting") where one of ``answers`` waits for none, and
    what `log_contact` raises.
    """
    if draft.channel is Channel.NOTE:
        raise Refused(
            "no-channel", tr("Please say how the client got it: a note stays in the file."), field="channel"
        )
    if not again and (before := sent_before(tx.reader(), draft)) is not None:
        day = tx.reader().local(before).date().isoformat()
        message = tr(
            "The client got these very words on {day} already. Say so if they got them once more."
        ).format(day=day)
        raise Refused("sent-already", message, field="again")
    must_wait(tx.reader(), draft.matter_id, answers)
    new = contact_of(draft, at or tx.now, attachments=attachments, wish_reason=wish_reason, answers=answers)
    entry_id = log_contact(tx, new)
    if forget_kept:
        forget(tx, draft.matter_id)
    return entry_id


def sent_before(reader: Reader, draft: UpdateDraft) -> datetime | None:
    """When the client got these very words before, where they did; what was withdrawn does not count."""
    query = (
        select(ContactEntry.occurred_at)
        .where(
            ContactEntry.matter_id == draft.matter_id,
            ContactEntry.is_update,
            ContactEntry.withdrawn_at.is_(None),
            ContactEntry.summary == clean(words_of(draft)),
        )
        .order_by(ContactEntry.occurred_at.desc())
    )
    return reader.session.scalars(query.limit(1)).first()


def record_saved(tx: Transaction, draft: UpdateDraft, way: Way, pages: int, file: Path) -> None:
    """An update leaves the vault as a file; its name is kept, not where it lies (PRACTICE J3). Raises what `must_hold`
    raises: then it does not."""
    must_hold(draft, tx.reader())
    tx.record("exported", "client_update", draft.matter_id, way=way.value, pages=pages, file=file.name)


def record_printed(tx: Transaction, draft: UpdateDraft, way: Way, pages: int) -> None:
    """An update leaves the vault on paper. Raises what `must_hold` raises: then it does not."""
    must_hold(draft, tx.reader())
    tx.record("printed", "client_update", draft.matter_id, way=way.value, pages=pages)
