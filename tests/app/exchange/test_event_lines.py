"""Each line of an event is spelled as the library spells it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from app.exchange.event_lines import EventLines
from app.kernel.text import clean

TEXT = st.one_of(
    st.text(max_size=90).map(clean),
    st.from_regex(r"[A-Za-z0-9@ ,.()-]{0,80}", fullmatch=True),
)
DAY = st.dates(date(2020, 1, 1), date(2030, 12, 31))
MOMENT = st.datetimes(datetime(2020, 1, 1), datetime(2030, 12, 31)).map(  # noqa: DTZ001 - hypothesis takes them so
    lambda one: one.replace(microsecond=0, tzinfo=ZoneInfo("America/Los_Angeles"))
)
EVENT: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "UID": TEXT,
        "DTSTAMP": st.just(datetime(2026, 11, 23, 9, tzinfo=UTC)),
        "SEQUENCE": st.integers(0, 2**31 - 1),
        "SUMMARY": TEXT,
        "CATEGORIES": TEXT,
        "DTSTART": st.one_of(DAY, MOMENT),
        "STATUS": st.sampled_from(["CANCELLED", "CONFIRMED"]),
    },
    optional={
        "DESCRIPTION": TEXT,
        "LOCATION": TEXT,
        "DTEND": st.one_of(DAY, MOMENT),
        "TRANSP": st.just("OPAQUE"),
    },
)


@given(st.lists(EVENT, max_size=4))
def test_the_same_as_the_library(events: list[dict[str, Any]]) -> None:
    lines, calendar = EventLines(), Calendar()
    ours = b"".join(lines.event(one) for one in events)
    for one in events:
        made = Event()
        for name, value in one.items():
            made.add(name, [value] if name == "CATEGORIES" else value)
        calendar.add_component(made)
    assert calendar.to_ical() == b"BEGIN:VCALENDAR\r\n" + ours + b"END:VCALENDAR\r\n"
