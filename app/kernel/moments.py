"""Moments as people type them: a day of ``app.kernel.days`` with a time of day, or a span from now."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from app.kernel.datewords import NUMBER_OF, TIMES
from app.kernel.dayparts import by_word, in_part, part_of, says_half, split_part
from app.kernel.days import FIRST_YEAR, LAST_YEAR, Look, day_in_english
from app.kernel.language import spoken
from app.kernel.typed import LONGEST, Order

_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})? ?([ap])\.?m\.?|(\d{1,2})[:h](\d{2})(?::\d{2})?")
_DOTTED_OR_BARE = re.compile(r"(\d{1,2})\.(\d{2})|(\d{2})(\d{2})")
_AGO = re.compile(r"(in )?(\d{1,4}|[a-z]+) ?(min|mins|minute|minutes|m|h|hr|hrs|hour|hours)( ago)?")


def parse_moment(
    words: str,
    now: datetime,
    *,
    order: Order = "dmy",
    look: Look = "back",
    default_time: time | None = None,
) -> datetime | None:
    """The moment that ``words`` name as seen from ``now`` (aware, in the firm's zone), or None.

    "15:05" is today, "Fri 14:00" the latest Friday when looking back. A day alone takes ``default_time``,
    and is not understood without one. A time that the clocks skip in spring is read as an hour later.
    """
    if now.tzinfo is None:
        raise ValueError("a moment is parsed against a moment with a time zone")
    typed = spoken().typed

    def read(english: str) -> datetime | None:
        return _in_english(english, now, typed.day_order(order), look, default_time)

    return typed.understood(words, "moments", read)


def _in_english(
    words: str, now: datetime, order: Order, look: Look, default_time: time | None
) -> datetime | None:
    if len(words) > LONGEST:  # each place where a time may begin is tried
        return None
    text = re.sub(r"[\s,]+", " ", words.strip().casefold())
    if text == "now":
        return now.replace(second=0, microsecond=0)
    try:
        found = (
            _iso(words.strip(), now)
            or _from_now(text, now)
            or _day_and_time(text, now, order, look, default_time)
        )
    except (ValueError, OverflowError):
        return None
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None


def is_span(words: str) -> bool:
    """Whether ``words`` are reckoned from now: "now", "20 min ago", "in 2 hours"."""
    texts = (
        re.sub(r"[\s,]+", " ", one.strip().casefold()) for one in spoken().typed.readings(words, "moments")
    )
    return any(text == "now" or _AGO.fullmatch(text) for text in texts)


def parse_time(words: str) -> time | None:
    """The time of day that ``words`` name: "15:05", "3pm", "9.30 a.m.", "1505", "noon", "half past two".

    In German "14.30 Uhr" and "halb drei"; spoken hours without a part of the day are those of work (`by_word`).
    """
    return spoken().typed.understood(words, "times", _time_in_english)


def _time_in_english(words: str, day_part: str = "") -> time | None:
    """``day_part``: with which part of the day the day is said, as in "this evening"."""
    said = words.strip().casefold()
    text, part = split_part(said.removeprefix("at "))
    at = _clock(text) or by_word(text, alone=said.startswith("at "), day=not part and not day_part)
    return in_part(at, part, fixed=says_half(text)) if at is not None else None


def _clock(text: str) -> time | None:
    if text in TIMES:
        return time(*TIMES[text])
    found = _TIME.fullmatch(text)
    if found and found[3]:
        hour, minute = int(found[1]), int(found[2] or 0)
        if not 1 <= hour <= 12:
            return None
        return _time(hour % 12 + (12 if found[3] == "p" else 0), minute)
    if found:
        return _time(int(found[4]), int(found[5]))
    found = _DOTTED_OR_BARE.fullmatch(text)
    return _time(int(found[1] or found[3]), int(found[2] or found[4])) if found else None


def local_moment(day: date, at: time, now: datetime) -> datetime:
    """``at`` on ``day`` in the zone of ``now``; a time that the clocks skip is moved on by what they skip."""
    return datetime.combine(day, at, tzinfo=now.tzinfo).astimezone(UTC).astimezone(now.tzinfo)


def _time(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _iso(text: str, now: datetime) -> datetime | None:
    if not re.match(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", text):
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        return local_moment(moment.date(), moment.time(), now)
    return moment.astimezone(now.tzinfo)


def _from_now(text: str, now: datetime) -> datetime | None:
    found = _AGO.fullmatch(text)
    if not found or bool(found[1]) == bool(found[4]):
        return None
    count = int(found[2]) if found[2].isdecimal() else NUMBER_OF.get(found[2])
    if count is None:
        return None
    span = timedelta(hours=count) if found[3].startswith("h") else timedelta(minutes=count)
    moment = now.astimezone(UTC) + (span if found[1] else -span)
    return moment.astimezone(now.tzinfo).replace(second=0, microsecond=0)


def _day_and_time(
    text: str, now: datetime, order: Order, look: Look, default_time: time | None
) -> datetime | None:
    today = now.date()
    alone = _time_in_english(text)
    if alone is not None:
        return local_moment(today, alone, now)
    day = day_in_english(text, today, order, look)
    if day is not None:
        return local_moment(day, default_time, now) if default_time is not None else None
    tokens = text.split(" ")
    for cut in range(1, len(tokens)):  # "3 pm" is two tokens; the time may stand before or after the day
        for day_words, time_words in ((tokens[:cut], tokens[cut:]), (tokens[cut:], tokens[:cut])):
            said, day_said = " ".join(time_words), " ".join(day_words).removesuffix(" at")
            part = part_of(day_said)
            at = _time_in_english(said, part)
            day = day_in_english(day_said, today, order, look)
            if at is not None and day is not None:
                at = in_part(at, part, fixed=says_half(said))
                return _settle(local_moment(day, at, now), day_said, now, order, look) if at else None
    return None


def _settle(moment: datetime, day_words: str, now: datetime, order: Order, look: Look) -> datetime:
    """Looking back, "Fri 17:00" said on a Friday at noon is last week's: what happened is not ahead."""
    today = now.date()
    if look == "back" and moment > now and moment.date() == today:
        earlier = today - timedelta(days=7)
        # A bare weekday, and it is today's.
        if day_in_english(day_words, today, order, "ahead") == today + timedelta(days=7):
            return local_moment(earlier, moment.time(), now)
    return moment
