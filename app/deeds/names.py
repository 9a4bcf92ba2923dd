"""The names of what events speak of, as they are today; one query for each kind, however many events.

Every kind that hangs on a matter says which: that is how the events of a matter are found (`things_of`). What the
reader may not see has no row here, and so no name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, false, literal, select, union_all

from app.access.models import AccessRequest
from app.care.models import CostsExcuse, CostsFigure, CostsLine, FeeArrangement
from app.clients.models import Client
from app.concerns.models import Concern
from app.contactlog.models import Attachment, ContactEntry, ContactKind, FollowUp
from app.engagement.models import IntakeDocument, IntakeVersion, MatterEnding, TermsVersion
from app.exchange.models import TrayItem
from app.feedback.models import FeedbackAnswer, FeedbackAsk
from app.hours.models import AbsenceRow
from app.matters.models import Development, KeyDate, Matter
from app.people.models import Colleague
from app.retention.models import KeptDocument, LegalHold, RetentionReview
from app.reviews.models import FileReview
from app.search.models import SavedSearchRow
from app.settings.models import Firm
from app.storage.transaction import Reader

Ref = tuple[str, UUID]
"""A kind and an id."""

_LONGEST = 120
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Named:
    """A thing by its names. ``day``: the day of the thing itself, where it has one."""

    name: str
    matter_id: UUID | None = None
    matter_number: str = ""
    matter: str = ""
    client: str = ""
    day: date | datetime | None = None


_NONE: Any = literal(None)
_NAMES: Mapping[str, Select[*tuple[Any, ...]]] = {
    "matter": select(Matter.id, Matter.title, Matter.id, _NONE, _NONE),
    "client": select(Client.id, Client.name, _NONE, _NONE, _NONE),
    "colleague": select(Colleague.id, Colleague.name, _NONE, _NONE, _NONE),
    "untold_list": select(Colleague.id, Colleague.name, _NONE, _NONE, _NONE),
    "slipped_list": select(Colleague.id, Colleague.name, _NONE, _NONE, _NONE),
    "morning_list": select(Colleague.id, Colleague.name, _NONE, _NONE, _NONE),
    "partners_list": select(Colleague.id, Colleague.name, _NONE, _NONE, _NONE),
    "firm": select(Firm.id, Firm.name, _NONE, _NONE, _NONE),
    "absence": select(AbsenceRow.id, Colleague.name, _NONE, _NONE, _NONE).join(
        Colleague, Colleague.id == AbsenceRow.colleague_id
    ),
    "contact_kind": select(ContactKind.id, ContactKind.name, _NONE, _NONE, _NONE),
    "saved_search": select(SavedSearchRow.id, SavedSearchRow.name, _NONE, _NONE, _NONE).where(
        SavedSearchRow.is_shared
    ),
    "entry": select(
        ContactEntry.id,
        literal(""),
        ContactEntry.matter_id,
        ContactEntry.client_id,
        ContactEntry.occurred_at,
    ),
    "follow_up": select(FollowUp.id, FollowUp.text, FollowUp.matter_id, FollowUp.client_id, _NONE),
    "development": select(
        Development.id, Development.text, Development.matter_id, _NONE, Development.occurred_at
    ),
    "key_date": select(KeyDate.id, KeyDate.title, KeyDate.matter_id, _NONE, KeyDate.on),
    "access_request": select(
        AccessRequest.id, AccessRequest.name, _NONE, AccessRequest.client_id, AccessRequest.received_on
    ),
    "legal_hold": select(LegalHold.id, LegalHold.reason, LegalHold.matter_id, LegalHold.client_id, _NONE),
    "kept_document": select(KeptDocument.id, KeptDocument.title, KeptDocument.matter_id, _NONE, _NONE),
    "retention_review": select(RetentionReview.id, literal(""), RetentionReview.matter_id, _NONE, _NONE),
    "costs_figure": select(CostsFigure.id, CostsFigure.note, CostsFigure.matter_id, _NONE, CostsFigure.on),
    "feedback": select(
        FeedbackAnswer.id,
        literal(""),
        FeedbackAnswer.matter_id,
        FeedbackAnswer.client_id,
        FeedbackAnswer.received_on,
    ),
    "feedback_ask": select(
        FeedbackAsk.id, literal(""), FeedbackAsk.matter_id, FeedbackAsk.client_id, FeedbackAsk.asked_on
    ),
    "file_review": select(FileReview.id, literal(""), FileReview.matter_id, _NONE, FileReview.started_at),
    "concern": select(Concern.id, literal(""), Concern.matter_id, Concern.client_id, Concern.raised_on),
    "terms": select(TermsVersion.id, literal(""), TermsVersion.matter_id, _NONE, _NONE),
    "intake": select(IntakeVersion.id, literal(""), IntakeVersion.matter_id, _NONE, _NONE),
    "intake_document": select(
        IntakeDocument.id, IntakeDocument.title, IntakeDocument.matter_id, _NONE, _NONE
    ),
    "matter_ending": select(
        MatterEnding.id, literal(""), MatterEnding.matter_id, _NONE, MatterEnding.ended_on
    ),
    "costs_line": select(CostsLine.id, literal(""), CostsLine.matter_id, _NONE, CostsLine.on),
    "fee_arrangement": select(
        FeeArrangement.id, FeeArrangement.words, FeeArrangement.matter_id, _NONE, FeeArrangement.holds_from
    ),
    "costs_update": select(CostsExcuse.id, literal(""), CostsExcuse.matter_id, _NONE, CostsExcuse.excused_at),
    "tray_item": select(TrayItem.id, TrayItem.subject, ContactEntry.matter_id, _NONE, _NONE).join(
        ContactEntry, ContactEntry.id == TrayItem.entry_id, isouter=True
    ),
    "attachment": select(
        Attachment.id, Attachment.name, ContactEntry.matter_id, ContactEntry.client_id, _NONE
    ).join(ContactEntry, ContactEntry.id == Attachment.entry_id),
}
"""Of each kind: id, name, matter, client, day."""

_SAME_AS_MATTER = (
    "update_plan",
    "update",
    "update_silence",
    "status_report",
    "letter",
    "history",
    "client_update",
)
"""Kinds whose events name the matter itself."""


_OF_MATTER = (
    *(ContactEntry, FollowUp, Development, KeyDate),
    *(CostsFigure, CostsLine, CostsExcuse, FeeArrangement),
    *(LegalHold, KeptDocument, RetentionReview),
    *(TermsVersion, IntakeVersion, IntakeDocument, MatterEnding),
    *(FeedbackAsk, FeedbackAnswer, FileReview),
)
"""Tables whose rows hang on a matter by themselves, and have events of their own."""


def names_of(reader: Reader, refs: Iterable[Ref]) -> dict[Ref, Named]:
    """The names of what is still there and may be seen."""
    asked: dict[str, set[UUID]] = defaultdict(set)
    for kind, one in refs:
        asked[kind].add(one)
    found = {kind: _read(reader, kind, ids) for kind, ids in asked.items()}
    rows = [row for of_kind in found.values() for row in of_kind]
    matters = {
        one: (number, title)
        for one, number, title in _look_up(
            reader, select(Matter.id, Matter.number, Matter.title), Matter.id, {row[2] for row in rows}
        )
    }
    clients = dict(_look_up(reader, select(Client.id, Client.name), Client.id, {row[3] for row in rows}))
    return {
        (kind, row[0]): Named(
            "" if kind in _SAME_AS_MATTER else _short(row[1]),
            row[2],
            *matters.get(row[2], ("", "")),
            clients.get(row[3], ""),
            row[4],
        )
        for kind, of_kind in found.items()
        for row in of_kind
    }


def things_of(matter_id: UUID) -> Select[tuple[UUID]]:
    """The ids of all that hangs on a matter, the matter's own among them; a concern that is kept apart does not."""
    of_matter = [select(table.id).where(table.matter_id == matter_id) for table in _OF_MATTER]
    entries = select(ContactEntry.id).where(ContactEntry.matter_id == matter_id)
    files = select(Attachment.id).where(Attachment.entry_id.in_(entries))
    messages = select(TrayItem.id).where(TrayItem.entry_id.in_(entries))
    worries = select(Concern.id).where(Concern.matter_id == matter_id, Concern.apart == false())
    itself = select(Matter.id).where(Matter.id == matter_id)
    return select(union_all(itself, *of_matter, files, messages, worries).subquery().c.id)


def _read(reader: Reader, kind: str, ids: Iterable[UUID]) -> list[Any]:
    query = _NAMES.get("matter" if kind in _SAME_AS_MATTER else kind)
    return [] if query is None else _look_up(reader, query, query.selected_columns[0], ids)


def _look_up(
    reader: Reader, query: Select[*tuple[Any, ...]], key: Any, ids: Iterable[UUID | None]
) -> list[Any]:
    wanted = sorted(one for one in ids if one is not None)
    return [
        row
        for start in range(0, len(wanted), _AT_ONCE)
        for row in reader.session.execute(query.where(key.in_(wanted[start : start + _AT_ONCE])))
    ]


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
