"""What is read for the status report of one matter, and what of it may stand in a letter."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from app.clients.queries import ClientSheet, client_sheet
from app.contactlog.queries import (
    EntryRow,
    FollowUpRow,
    entries,
    follow_ups,
    last_updates,
    untold_developments,
)
from app.contactlog.words import Direction
from app.hours.queries import firm_calendar
from app.matters.development_queries import DevelopmentRow, developments
from app.matters.key_date_queries import KeyDateRow, key_dates
from app.matters.sheet import MatterSheet, matter_sheet
from app.people.queries import ColleagueRow, colleagues
from app.reports.content import Length
from app.reports.entry_classes import is_open
from app.schedule.queries import due_if_given
from app.settings.commands import FirmDetails
from app.settings.queries import firm
from app.storage.transaction import Reader

REPORT_TAG = "status report"
"""On the entry that logs a report as given: the next report does not repeat it."""

FIRST_DAY = date(1900, 1, 1)
"""Before any contact, where nobody said when a matter was opened."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was read for one report."""

    sheet: MatterSheet
    client: ClientSheet
    firm: FirmDetails
    people: dict[UUID, ColleagueRow]
    since: datetime | None
    last_update: datetime | None
    log: tuple[EntryRow, ...]
    news: tuple[DevelopmentRow, ...]
    untold: tuple[UUID, ...]
    agreed: tuple[FollowUpRow, ...]
    dates: tuple[KeyDateRow, ...]
    next_update: date | None


def read_facts(
    reader: Reader,
    matter_id: UUID,
    since: date | datetime | None,
    length: Length,
    only: Collection[UUID] | None = None,
) -> Facts:
    """The facts; progress from ``since`` (a day or a moment), else from the last update, or in full from the opening of
    the matter. ``only``: of what happened and was said these alone, for who asks whether they hold."""
    sheet = matter_sheet(reader, matter_id)
    last_update = last_updates(reader, matter_id).get(matter_id)
    start = last_update
    if since is None and length is Length.FULL:
        since = sheet.row.opened_on or FIRST_DAY
    if isinstance(since, datetime):
        start = since
    elif since is not None:
        start = datetime.combine(since, time(), tzinfo=reader.zone)
    calendar = firm_calendar(reader)
    untold = [one for one in untold_developments(reader, matter_id) if only is None or one.id in only]
    known = {news.id for news in untold}
    recent = [
        news
        for news in developments(reader, matter_id, ids=only)
        if news.id not in known and start is not None and news.occurred_at > start
    ]
    return Facts(
        sheet=sheet,
        client=client_sheet(reader, sheet.row.client_id),
        firm=firm(reader).details,
        people={row.id: row for row in colleagues(reader, active_only=False)},
        since=start,
        last_update=last_update,
        log=tuple(
            row for row in entries(reader, matter_id=matter_id, since=start, ids=only) if _is_for_letter(row)
        ),
        news=(*untold, *recent),
        untold=tuple(news.id for news in untold),
        agreed=_agreed_for_letter(reader, matter_id),
        dates=tuple(key for key in key_dates(reader, matter_id, first=reader.today) if key.done_at is None),
        next_update=due_if_given(reader, calendar, matter_id),
    )


def _agreed_for_letter(reader: Reader, matter_id: UUID) -> tuple[FollowUpRow, ...]:
    """What is to be done and by whom; what was noted down in an internal or classified entry stays with the firm."""
    agreed = follow_ups(reader, matter_id=matter_id, open_only=True)
    sources = entries(reader, ids={one.entry_id for one in agreed if one.entry_id is not None})
    told = {
        row.id for row in sources if row.direction is not Direction.INTERNAL and is_open(row.confidentiality)
    }
    return tuple(one for one in agreed if one.entry_id is None or one.entry_id in told)


def _is_for_letter(row: EntryRow) -> bool:
    """Contact with the client that stands and is not classified: an internal note never reaches a letter."""
    return (
        REPORT_TAG not in row.tags
        and is_open(row.confidentiality)
        and row.with_client
        and row.direction is not Direction.INTERNAL
        and row.withdrawn_at is None
    )
