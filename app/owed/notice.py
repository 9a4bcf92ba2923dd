"""How long before its day a key date is listed: by what it is.

A limitation date is lost for good on its day, and to keep it takes weeks. Insurers' advice on docket control is to be
reminded of it at least 90, 60 and 30 days before (Lawyers Mutual of North Carolina, *Risk Management Handouts*, as
quoted by Lawyers Mutual of Kentucky, *The Risk Manager*, Winter 2017; AttorneyProtective, *Highway to the Danger
Zone*, 2024). Here it stands on the list from the first of these on, calmly, and is urgent in its last fortnight.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from app.matters.key_date_queries import KeyDateRow
from app.matters.words import KeyDateKind

AHEAD = 7
"""Days ahead that are listed unless somebody asks for more."""

NOTICE: Mapping[KeyDateKind, int] = {KeyDateKind.LIMITATION: 90, KeyDateKind.DEADLINE: 14}
"""Days before, where a week would be too late to begin."""

URGENT_FOR = 14
"""Days before it in which a limitation date is urgent."""


def has_notice(key: KeyDateRow, last: date, today: date) -> bool:
    """Whether a key date is listed by those who look ahead as far as ``last``: it comes by then, or within its own
    notice. Who looks less than a week ahead wants those days alone."""
    if key.on <= last:
        return True
    return (last - today).days >= AHEAD and (key.on - today).days <= NOTICE.get(key.kind, 0)


def presses(key: KeyDateRow, today: date) -> bool:
    """Whether it is urgent for what it is: a limitation date from a fortnight before."""
    return key.kind is KeyDateKind.LIMITATION and key.on <= today + timedelta(days=URGENT_FOR)
