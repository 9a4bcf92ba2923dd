"""The English words of dates, in one place: another language is another set of these tables."""

from __future__ import annotations

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

WEEKDAY_OF = {
    spelling: number
    for number, spellings in enumerate(
        (
            "monday mon mo",
            "tuesday tues tue tu",
            "wednesday weds wed we",
            "thursday thurs thur thu th",
            "friday fri fr",
            "saturday sat sa",
            "sunday sun su",
        )
    )
    for spelling in spellings.split()
}
"""Spelling → 0 for Monday … 6 for Sunday."""

MONTH_OF = {
    spelling: number
    for number, name in enumerate((month.lower() for month in MONTHS), start=1)
    for spelling in ({name, name[:3], name[:4]} if name == "september" else {name, name[:3]})
}
"""Spelling → 1 … 12."""

UNIT_OF = {
    **dict.fromkeys(("d", "day", "days"), "day"),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), "week"),
    **dict.fromkeys(("fortnight", "fortnights"), "fortnight"),
    **dict.fromkeys(("m", "mo", "mth", "month", "months"), "month"),
    **dict.fromkeys(("y", "yr", "year", "years"), "year"),
    **dict.fromkeys(("wd", "working day", "working days", "business day", "business days"), "working day"),
}

NUMBER_OF = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        start=1,
    )
} | {"a": 1, "an": 1}

DAYS_FROM_TODAY = {
    "today": 0,
    "tod": 0,
    "tonight": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "tom": 1,
    "yesterday": -1,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
    "overmorrow": 2,
    "day before yesterday": -2,
    "the day before yesterday": -2,
} | {
    f"{day} {part}": count
    for day, count in {"this": 0, "tomorrow": 1, "yesterday": -1}.items()
    for part in ("morning", "lunchtime", "afternoon", "evening")
}

LEADING = ("on", "by", "due", "until", "before", "the")
"""Words that may stand before a day and change nothing: "by Friday"."""

TIMES = {"noon": (12, 0), "midday": (12, 0), "midnight": (0, 0)}
