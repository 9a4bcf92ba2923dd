"""Whether a request may be answered, and was answered whole (PRACTICE J6)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from app.access.models import AccessGiven
from app.access.queries import ExportRow, RequestSheet, exports_of, request_sheet
from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.storage.transaction import Reader
from app.storage.walls import past_walls


def must_be_ready(undecided: int, *, restricted: bool, part: bool) -> None:
    """Raise `Refused` ("undecided", "restricted") for what keeps an export from being made."""
    if undecided:
        message = (
            tr("{undecided} items are to be decided first: give, withhold or redact.").format(
                undecided=say_number(undecided)
            )
            if undecided > 1
            else tr("One item is to be decided first: give, withhold or redact.")
        )
        raise Refused("undecided", message, field="items")
    if restricted and not part:
        message = tr(
            "There is more, in a restricted matter or a concern kept apart. Whoever may see that has to decide it and "
            "make the export, or each of you makes a part of it."
        )
        raise Refused("restricted", message, field="items")


def must_be_given(reader: Reader, request_id: UUID) -> None:
    """Raise `Refused` ("no-export", "undecided", "restricted") where the person has not all of it yet."""
    made = exports_of(reader, request_id)
    if not made:
        raise Refused("no-export", tr("Nothing was given yet: please make the export first."), field="ending")
    sheet = request_sheet(reader, request_id)
    must_be_ready(len(sheet.undecided), restricted=False, part=False)
    if all(one.part for one in made) and not _are_whole(reader, made, sheet):
        message = tr(
            "Together the parts that were given are not the whole: something was in none of them. Whoever may see "
            "what is restricted has to make the export of that."
        )
        raise Refused("restricted", message, field="ending")


def _are_whole(reader: Reader, made: Sequence[ExportRow], sheet: RequestSheet) -> bool:
    """Whether several parts hold all that may be seen here and, where there is more, something of that. Who closes
    cannot know more of what is hidden: that is for whoever made the part."""
    lines = [AccessGiven.export_id.in_([one.id for one in made])]
    seen = set(reader.session.scalars(select(AccessGiven.item_id).where(*lines)))
    if not seen.issuperset(one.item.id for one in sheet.items):
        return False
    count = select(func.count()).select_from(AccessGiven).where(*lines)
    every = reader.session.scalar(past_walls(count)) or 0
    return not sheet.restricted or every > (reader.session.scalar(count) or 0)
