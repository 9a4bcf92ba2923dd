"""What several papers say in the same words."""

from __future__ import annotations

from app.contactlog.history import Withdrawal
from app.kernel.language import tr
from app.kernel.numbers import say_number
from app.kernel.said import say_date, say_time
from app.people.queries import colleague
from app.storage.transaction import Reader


def printed_by(reader: Reader) -> str:
    """As in "Printed by Ann Aldous, 23 November 2026, 11:00"."""
    now = reader.local(reader.now)
    return tr("Printed by {who}, {day}, {time}").format(
        who=colleague(reader, reader.viewer).name, day=say_date(now.date()), time=say_time(now)
    )


def made_by(reader: Reader) -> str:
    """As in "Ann Aldous, 23 November 2026, 11:00"."""
    now = reader.local(reader.now)
    return tr("{who}, {day}, {time}").format(
        who=colleague(reader, reader.viewer).name, day=say_date(now.date()), time=say_time(now)
    )


def say_withdrawn(gone: Withdrawal | None, at: str) -> str:
    """When (``at``), by whom and why something was withdrawn; "" where it stands."""
    if gone is None:
        return ""
    if gone.by:
        said = (
            tr("Withdrawn {moment} by {who}: {reason}") if gone.reason else tr("Withdrawn {moment} by {who}")
        )
    else:
        said = tr("Withdrawn {moment}: {reason}") if gone.reason else tr("Withdrawn {moment}")
    return said.format(moment=at, who=gone.by, reason=gone.reason)


def say_bytes(count: int) -> str:
    """As in "182,344 bytes"."""
    return tr("{count} bytes").format(count=say_number(count))
