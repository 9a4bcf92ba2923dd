"""Taking the calendar out of the vault, for other calendars to read: audited, whole or not at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from app.exchange.calendar_file import calendar_file
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.matters.walls import restricted_among
from app.owed.calendar.day_items import EVERYTHING, Among
from app.storage.transaction import Transaction
from app.vault.leaving import Opened, send_out

AHEAD = timedelta(days=366)
"""From today so far, where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class SavedCalendar:
    """What came of it."""

    file: Path
    events: int


_NAMES = (
    "Only a partner or an administrator may have names in the file. Without --show-clients it can be written."
)


def save_calendar(
    opened: Opened,
    file: Path,
    *,
    first: date | None = None,
    last: date | None = None,
    among: Among = EVERYTHING,
    show_clients: bool = False,
) -> SavedCalendar:
    """Write the calendar to ``file``: a year from today, or from ``first`` to ``last``.

    Raises `Refused` ("bad-ending", "days-the-wrong-way", with ``show_clients`` "not-allowed" without `Right.EXPORT`),
    `MachineTrouble`; then no file is left.
    """
    if file.suffix.casefold() != ".ics":
        raise Refused("bad-ending", tr("Please name a file that ends in .ics."), field="out")
    needs = Right.EXPORT if show_clients else None
    with opened.read() as reader:
        if needs is not None and needs not in reader.rights:
            raise Refused("not-allowed", tr(_NAMES), field="show_clients")
        first = first or reader.today
        last = last or max(first, reader.today) + AHEAD
        if last < first:
            message = tr("The calendar would end before it begins. Please give a later day for its end.")
            raise Refused("days-the-wrong-way", message, field="to")
        made = calendar_file(reader, first, last, among, show_clients=show_clients)
    send_out(
        opened,
        file,
        made.content,
        lambda tx: _tell(tx, made.events, made.matters, show_clients),
        needs=needs,
    )
    return SavedCalendar(file, made.events)


def _tell(tx: Transaction, events: int, matters: Counter[UUID | None], names: bool) -> None:
    """Into the trail: for everybody how much; of each restricted matter that its dates are outside now (J3)."""
    export = tx.new_id()
    restricted = {one: matters[one] for one in restricted_among(tx.session, matters)}
    others = events - sum(restricted.values())
    if others or not restricted:
        tx.record("exported", "calendar", export, count=others, format="ics", clients=names)
    for matter_id, count in restricted.items():
        tx.record("exported", "matter", matter_id, calendar=export, count=count, format="ics")
