"""What forms give as examples is such as they read, in every language."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.care.rates import read_rates
from app.contactlog.quickwords import parse_follow_up
from app.hours.typed import read_hours, read_week, read_weekdays
from app.kernel.days import parse_day
from app.kernel.language import speaking, tr
from app.kernel.moments import parse_moment, parse_time
from app.languages.offered import LANGUAGES, catalogue_of
from app.schedule.rhythm import read_rhythm

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=ZoneInfo("Europe/Berlin"))
_QUOTED = re.compile(r"[“„«\"](.+?)[”“»\"]")


def day(words: str) -> object:
    return parse_day(words, NOW.date(), add_working_days=lambda at, count: at + timedelta(days=count))


def moment(words: str) -> object:
    return parse_moment(words, NOW, default_time=time(17))


def follow_up(words: str) -> object:
    return parse_follow_up(words, date(2026, 11, 23)).day


QUOTED: dict[str, Callable[[str], object]] = {
    "This is no date. Try “3 May 2010”, or leave it empty.": day,
    "This is no date. Try “today” or “6 Nov”.": day,
    "Say the day: “8 Dec”, “next Tue”, “in 3 weeks”.": day,
    "Say by when: “tomorrow”, “next Tue”, “3 March”; or leave it empty.": day,
    "This is no date. Try “2 March 2026”, or leave it empty.": day,
    "This is no date. Try “Friday” or “4 Dec”.": day,
    "This is no day. Try “next Monday”, or leave it empty.": day,
    "This is no date. Try “today” or “1 Jan”.": day,
    "Say when it happened: “now”, “yesterday 14:00”, “13 Nov 9:30”.": moment,
    "This is no time of day. Try “10:00” or “2pm”.": parse_time,
    "That is no day. Try “1 March”.": day,
    "Say when the answer will come: for example “tomorrow”, “Fri 10:00”.": moment,
    "Say the day: “8 Dec”, “last Tue”, “3 weeks ago”.": day,
    "Please say until when: “1 January 2030”, “in 2 years”.": day,
    "Say by when: “next Tue”, “3 March”; or leave it empty.": day,
    "This is no date. Try “1 November”, or leave it empty.": day,
    "This is no date. Try “10 January”.": day,
    "This is no day. Try “tomorrow” or “Thu”.": day,
    "Say how often: week, fortnight, month, quarter, “10 days” or “5 working days”.": read_rhythm,
    "Write a rate a line, such as “Partner: 450 per hour”.": lambda words: read_rates(words, "EUR"),
    "Say by when, after an @: for example “David: send the draft @ next Tue”.": follow_up,
    "Say what is to be done: for example “David: send the draft @ next Tue”.": follow_up,
}
LISTED: dict[str, Callable[[str], object]] = {
    "today, Fri, 6 Nov": day,
    "tomorrow, next Tue, 3 March": day,
    "tomorrow, Thu, in 3 days": day,
    "1 January 2030": day,
    "10 January": day,
    "tomorrow, Fri 10:00": moment,
    "now, 15:05, yesterday 9:30": moment,
    "now, yesterday 14:00, Fri": moment,
    "week, fortnight, month, month on the 31st, quarter, 10 days, 5 working days": read_rhythm,
}


@pytest.mark.parametrize("code", [one.code for one in LANGUAGES])
def test_examples_are_read(code: str) -> None:
    with speaking(catalogue_of(code)):
        for words, read in QUOTED.items():
            examples = _QUOTED.findall(tr(words))
            assert examples, words
            for one in examples:
                assert read(one), one
        for words, read in LISTED.items():
            for one in tr(words).split(", ") if ", " in words else [tr(words)]:
                assert read(one), one


@pytest.mark.parametrize("code", [one.code for one in LANGUAGES])
def test_examples_of_hours_are_read(code: str) -> None:
    with speaking(catalogue_of(code)):
        hours = "Please give hours such as 9-12:30, 13:30-17:30, or “closed”."
        assert read_hours(_QUOTED.findall(tr(hours))[-1]) == ()
        example = "such as “Mon-Thu 9-17; Fri 9-13” or “Sat closed”."
        week = f"“{{words}}” is not understood. Please give days and hours, {example}"
        for one in _QUOTED.findall(tr(week))[1:]:
            assert read_week(one)
        missing = "Please give the hours of “{short}” as well, or say “{short} closed”."
        assert read_week(_QUOTED.findall(tr(missing))[-1].format(short=tr("Fri", "short weekday"))) == {4: ()}
        weekdays = tr("Please name weekdays, such as Mon-Fri or Sat.")
        assert read_weekdays(re.findall(r"\w+-\w+", weekdays)[0]) == (0, 1, 2, 3, 4)
