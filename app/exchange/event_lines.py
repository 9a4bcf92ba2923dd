"""Events as a calendar file has them, spelled by the library, but each different line once.

The library takes a millisecond for an event, and of thousands nearly all say the same: the same stamp, the same days,
the same words but for the number of the matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_ALONE = frozenset({"UID", "SUMMARY", "DESCRIPTION", "LOCATION"})
"""What hardly two events share is not kept."""
_PLAIN = re.compile(r"[A-Za-z0-9@ ,.()-]{0,60}")
"""Texts in which nothing but a comma is spelled otherwise, in a line that is short enough."""
_END = b"\r\n"


class EventLines:
    """Spells events; keeps the lines of those before."""

    def __init__(self) -> None:
        from icalendar import Event

        self._new = Event
        self._places = {name: place for place, name in enumerate(Event.canonical_order)}
        self._known: dict[tuple[str, object], bytes] = {}

    def event(self, properties: Mapping[str, Any]) -> bytes:
        """One event, with the end of its last line. Values as the library takes them, hashable."""
        last = len(self._places)
        names = sorted(properties, key=lambda name: (self._places.get(name, last), name))
        lines = (self._line(name, properties[name]) for name in names)
        return _END.join((b"BEGIN:VEVENT", *lines, b"END:VEVENT", b""))

    def _line(self, name: str, value: Any) -> bytes:
        if name in _ALONE:
            if _PLAIN.fullmatch(value):
                return f"{name}:{value.replace(',', chr(92) + ',')}".encode("ascii")
            return self._spell(name, value)
        known = self._known.get((name, value))
        if known is None:
            known = self._known[name, value] = self._spell(name, value)
        return known

    def _spell(self, name: str, value: Any) -> bytes:
        made = self._new()
        made.add(name, value)
        spelled: bytes = made.content_line(name, made[name]).to_ical()
        return spelled
