"""What retention owes: a look at what is due, once a month, by who leads the firm (PRACTICE J5)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from app.kernel.duty import Duty, DutyKind
from app.kernel.language import counted, tr
from app.kernel.rights import Right
from app.people.duties import who_cannot
from app.retention.queries import closed_by, closed_matters
from app.settings.queries import firm
from app.storage.transaction import Reader

MOST: Final = 50
"""So many are counted: at every reading of Today, thousands would be looked at for a number that nobody goes by."""
_AT_ONCE: Final = 200


def retention_duties(reader: Reader, _last_day: date, matter_id: UUID | None) -> Iterator[Duty]:
    """One line for the firm's lead alone, due at the end of the month: how many matters wait since it began. While
    nobody leads it, or who does has left, for whoever may review them."""
    lead_id = firm(reader).details.lead_id
    if matter_id is not None or not _is_theirs(reader, lead_id):
        return
    first = reader.today.replace(day=1)
    waiting = _waiting(reader, first)
    if waiting:
        if waiting > MOST:
            words = tr("More than {count} matters are due for review")
        else:
            words = counted(waiting, "1 matter is due for review", "{count} matters are due for review")
        words = words.format(count=min(waiting, MOST))
        end = first.replace(day=monthrange(first.year, first.month)[1])
        source = lead_id or reader.viewer
        yield Duty(DutyKind.RETENTION, source, words, end, person_id=lead_id, since=first)


def _waiting(reader: Reader, by: date) -> int:
    """How many matters wait, those closed longest ago first; no more are looked for than it takes to know that there
    are more than `MOST`."""
    ids, waiting = closed_by(reader, by), 0
    for start in range(0, len(ids), _AT_ONCE):
        some = closed_matters(reader, ids[start : start + _AT_ONCE], due_by=by)
        waiting += sum(one.waits(by) for one in some)
        if waiting > MOST:
            break
    return waiting


def _is_theirs(reader: Reader, lead_id: UUID | None) -> bool:
    """Whether who looks sees to it."""
    if lead_id == reader.viewer:
        return True
    leads = lead_id is not None and not who_cannot(reader.session, [lead_id])
    return not leads and Right.DESTROY in reader.rights
