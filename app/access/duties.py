"""What is owed for an access request: the answer, by its last day (PRACTICE J6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from app.access.queries import RequestRow, requests
from app.kernel.duty import Duty, DutyKind
from app.kernel.language import tr
from app.storage.transaction import Reader


def access_duties(reader: Reader, last_day: date, matter_id: UUID | None) -> Iterator[Duty]:
    """The open requests whose answer is owed by a day. They are of no matter: whoever asks, asks across all of them.

    One that waits for proof of identity owes nothing; its clock stands.
    """
    if matter_id is not None:
        return
    for one in requests(reader, open_only=True):
        if one.clock.due is not None and one.clock.due <= last_day:
            yield _duty(one, one.clock.due)


def _duty(one: RequestRow, due: date) -> Duty:
    return Duty(
        DutyKind.ACCESS,
        one.id,
        tr("Answer the access request of {name}").format(name=one.name),
        due,
        client_id=one.client_id,
        person_id=one.handler_id,
        since=one.received_on,
    )
