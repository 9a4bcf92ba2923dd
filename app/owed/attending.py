"""Hearings and appointments to which the client comes: their hour is too late to hear of it (PRACTICE D3, K1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import UUID

from app.contactlog.date_turns import Heard, heard_of_dates
from app.contactlog.queries import last_contacts, last_updates
from app.matters.key_date_queries import KeyDateRow
from app.matters.slots import slot_of
from app.matters.words import MET
from app.storage.transaction import Reader
from app.workdays.calendar import WorkCalendar


def client_attends(key: KeyDateRow) -> bool:
    """Whether the client has to hear of a date in order to come."""
    return key.client_attends and key.kind in MET


def unheard(reader: Reader, dates: Iterable[KeyDateRow], calendar: WorkCalendar) -> frozenset[UUID]:
    """Of these dates those that cannot wait: the client attends, the last working day before has begun, and as far as
    the log knows the client has not heard of it as it stands.

    Heard is what an update said that was given since the date was last changed (it says what comes), the news of the
    date once it is told, and any contact since the beginning of that last working day.
    """
    near = {key.id: key for key in dates if client_attends(key) and key.on >= reader.today}
    begins = {one: calendar.on_or_before(key.on - timedelta(days=1)) for one, key in near.items()}
    near = {one: key for one, key in near.items() if begins[one] <= reader.today}
    if not near:
        return frozenset()
    matters = {key.matter_id for key in near.values()}
    given, met = last_updates(reader, among=matters), last_contacts(reader, among=matters)
    found = set()
    for one, key in near.items():
        changed = key.changed_at or key.written_at
        morning = max(changed, datetime.combine(begins[one], time(), tzinfo=reader.zone))
        update, contact = given.get(key.matter_id), met.get(key.matter_id)
        knows = (update is not None and update >= changed) or (contact is not None and contact >= morning)
        if not knows and not _is_told(reader, key):
            found.add(one)
    return frozenset(found)


def _is_told(reader: Reader, key: KeyDateRow) -> bool:
    told = heard_of_dates(reader, key.matter_id).get(key.id, Heard()).told
    return told is not None and told.says == (True, slot_of(reader.session, key).version)
