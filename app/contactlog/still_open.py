"""Where to look for what is open: a few ids among a million entries, and never one too few.

What stands in `app.contactlog.open_models` is open as the log stands now. At an earlier moment that was open, too, what
was answered or told after it. Whether each is open then, and may be known, the asking query says itself.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, cast
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, CompoundSelect, select, union_all
from sqlalchemy.orm import Session

from app.contactlog.models import ContactEntry, EntryAnswer, EntryDevelopment, FollowUp
from app.contactlog.open_models import OpenNews, OpenQuestion
from app.kernel.language import counted, tr
from app.kernel.numbers import say_number
from app.matters.models import Development
from app.matters.running import runs
from app.storage import triggers
from app.storage.rows import first_row
from app.storage.transaction import Reader

FAR_BACK = 20_000
"""Entries after the reader's moment: where there are more, what was done since is not looked up one by one."""


def maybe_unanswered(now: BindParameter[datetime]) -> ColumnElement[bool]:
    """What limits a query of entries to those that may await a reply at a moment.

    Not for what was known by an earlier moment: another entry may have answered then.
    """
    found: CompoundSelect[UUID] = union_all(
        select(OpenQuestion.entry_id),
        select(ContactEntry.answers_id).where(
            ContactEntry.answers_id.is_not(None), ContactEntry.occurred_at > now
        ),
        select(EntryAnswer.asked_id)
        .join(ContactEntry, ContactEntry.id == EntryAnswer.entry_id)
        .where(ContactEntry.occurred_at > now),
    )
    return ContactEntry.id.in_(found)


def maybe_untold(now: BindParameter[datetime]) -> ColumnElement[bool]:
    """What limits a query of developments to those that may be untold at a moment.

    Not for what was known by an earlier moment, as another entry may have told then, nor where that is `far_back`."""
    found: CompoundSelect[UUID] = union_all(
        select(OpenNews.development_id),
        select(EntryDevelopment.development_id)
        .join(ContactEntry, ContactEntry.id == EntryDevelopment.entry_id)
        .where(ContactEntry.occurred_at > now),
    )
    return Development.id.in_(found)


def undone(now: BindParameter[datetime]) -> ColumnElement[bool]:
    """What limits a query of follow-ups to those that are open at a moment, outside of closed matters: a firm may leave
    thousands open there, and none of them is read."""
    still = select(FollowUp.id).where(FollowUp.done_at.is_(None))
    outside, running = FollowUp.matter_id.is_(None), runs(FollowUp.matter_id)
    found: CompoundSelect[UUID] = union_all(
        still.where(outside),
        still.where(running),
        select(FollowUp.id).where(FollowUp.done_at > now, outside | running),
    )
    return FollowUp.id.in_(found)


def far_back(reader: Reader) -> bool:
    """Whether too much was told since the reader's moment."""
    later = select(ContactEntry.id).where(ContactEntry.occurred_at > reader.now)
    return reader.session.scalar(later.limit(1).offset(FAR_BACK)) is not None


_UNSEEN: Final = (
    "SELECT (SELECT count(*) FROM main.contact_entries AS q WHERE q.needs_reply = 1 AND q.withdrawn_at IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM main.contact_entries AS a WHERE a.answers_id = q.id AND a.withdrawn_at IS NULL)"
    " AND NOT EXISTS (SELECT 1 FROM main.entry_answers AS s JOIN main.contact_entries AS a ON a.id = s.entry_id"
    " WHERE s.asked_id = q.id AND a.withdrawn_at IS NULL)"
    " AND q.id NOT IN (SELECT entry_id FROM main.open_questions))"
    " + (SELECT count(*) FROM main.developments AS d WHERE d.id NOT IN (SELECT development_id FROM main.open_news)"
    " AND NOT EXISTS (SELECT 1 FROM main.entry_developments AS t JOIN main.contact_entries AS e ON e.id = t.entry_id"
    " WHERE t.development_id = d.id AND t.telling = 'told' AND e.withdrawn_at IS NULL))"
)


def overlooked(session: Session) -> str:
    """What is wrong with what is noted as open, in a sentence; "" where nothing open is overlooked. For ``verify``."""
    if triggers.missing(session, triggers.OF_WHAT_IS_OPEN | triggers.OF_WHAT_CHANGED):
        return tr(
            "What is asked and what happens is not noted as open. Restore the newest backup, and report this."
        )
    found = cast("int", (first_row(session, _UNSEEN) or (0,))[0])
    if found:
        return counted(
            found,
            "1 open question or development is not listed. Restore the newest backup, and report this.",
            "{count} open questions or developments are not listed. Restore the newest backup, and report this.",
        ).format(count=say_number(found))
    return ""
