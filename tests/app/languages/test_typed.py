"""What is typed in German and in Spanish, and that what the program says is read back as the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.care.queries import Rate
from app.care.rates import rate_lines, read_rates
from app.contactlog.wishes import channels_in, hours_in
from app.contactlog.words import Channel
from app.hours.typed import read_hours, read_week, say_hours, say_week
from app.kernel.days import parse_day
from app.kernel.errors import Invalid, Refused
from app.kernel.language import speaking, tr
from app.kernel.moments import is_span, parse_moment, parse_time
from app.kernel.money import read_amount, say_money, smallest
from app.kernel.said import say_date, say_day, say_long, say_moment
from app.kernel.spans import parse_minutes
from app.kernel.typed import READERS, Typed, plain
from app.languages.offered import LANGUAGES, catalogue_of
from app.schedule.rhythm import ANCHORED, Rhythm, read_rhythm, rhythm_words, say_rhythm
from app.schedule.rules import Interval, read_interval, say_interval
from app.schedule.words import IntervalUnit
from app.workdays.worktime import joined_hours

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 11, 0, tzinfo=ZoneInfo("Europe/Berlin"))
CODES = tuple(one.code for one in LANGUAGES)
TABLES = ("de", "es")
languages = st.sampled_from(CODES)
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def working_days(day: date, count: int) -> date:
    return day + timedelta(days=count + 2)


@pytest.fixture
def german() -> Iterator[None]:
    with speaking(catalogue_of("de")):
        yield


@pytest.fixture
def spanish() -> Iterator[None]:
    with speaking(catalogue_of("es")):
        yield


GERMAN_DAYS = {
    "heute": "2026-11-23",
    "morgen": "2026-11-24",
    "Übermorgen": "2026-11-25",
    "uebermorgen": "2026-11-25",
    "vorgestern": "2026-11-21",
    "in 3 Wochen": "2026-12-14",
    "in drei Wochen": "2026-12-14",
    "vor 2 Tagen": "2026-11-21",
    "vor einem Monat": "2026-10-23",
    "heute in zwei Wochen": "2026-12-07",
    "in 5 Arbeitstagen": "2026-11-30",
    "Fr": "2026-11-27",
    "am Freitag": "2026-11-27",
    "bis Freitag": "2026-11-27",
    "vor Freitag": "2026-11-27",
    "diesen Freitag": "2026-11-27",
    "nächsten Dienstag": "2026-12-01",
    "naechsten Dienstag": "2026-12-01",
    "Dienstag nächster Woche": "2026-12-01",
    "kommenden Dienstag": "2026-11-24",
    "letzten Freitag": "2026-11-20",
    "Ende nächster Woche": "2026-12-04",
    "Monatsende": "2026-11-30",
    "6. Nov": "2027-11-06",
    "6. Nov. 2026": "2026-11-06",
    "6.11.": "2027-11-06",
    "6. 11. 2026": "2026-11-06",
    "6.11.26": "2026-11-06",
    "3/4": "2027-04-03",
    "am 3.": "2026-12-03",
    "Di, 24.11.": "2026-11-24",
    "1. März": "2027-03-01",
    "1. Jänner": "2027-01-01",
    "spätestens am 4. Dezember": "2026-12-04",
    "tomorrow": "2026-11-24",
    "next Tue": "2026-12-01",
    "in 3 weeks": "2026-12-14",
    "4 Dec": "2026-12-04",
}
SPANISH_DAYS = {
    "hoy": "2026-11-23",
    "mañana": "2026-11-24",
    "manana": "2026-11-24",
    "pasado mañana": "2026-11-25",
    "anteayer": "2026-11-21",
    "hace 3 semanas": "2026-11-02",
    "hace una semana": "2026-11-16",
    "dentro de dos semanas": "2026-12-07",
    "en 3 días": "2026-11-26",
    "en 5 días hábiles": "2026-11-30",
    "el viernes": "2026-11-27",
    "antes del viernes": "2026-11-27",
    "el viernes que viene": "2026-11-27",
    "el próximo martes": "2026-11-24",
    "el viernes pasado": "2026-11-20",
    "el lunes de la semana que viene": "2026-11-30",
    "a fin de mes": "2026-11-30",
    "6 nov": "2027-11-06",
    "6/11": "2027-11-06",
    "6 de noviembre de 2026": "2026-11-06",
    "1º de marzo": "2027-03-01",
    "el 3": "2026-12-03",
    "mar 24 nov": "2026-11-24",
    "6 mar": "2027-03-06",
    "miercoles": "2026-11-25",
    "tomorrow": "2026-11-24",
    "in 2 weeks": "2026-12-07",
}


@pytest.mark.parametrize("words", GERMAN_DAYS)
@pytest.mark.usefixtures("german")
def test_days_in_german(words: str) -> None:
    found = parse_day(words, MONDAY, order="mdy", add_working_days=working_days)
    assert found == date.fromisoformat(GERMAN_DAYS[words])


@pytest.mark.parametrize("words", SPANISH_DAYS)
@pytest.mark.usefixtures("spanish")
def test_days_in_spanish(words: str) -> None:
    found = parse_day(words, MONDAY, order="mdy", add_working_days=working_days)
    assert found == date.fromisoformat(SPANISH_DAYS[words])


@pytest.mark.usefixtures("spanish")
def test_tuesday_the_third_is_never_the_third_of_march() -> None:
    assert parse_day("mar 3", MONDAY) is None
    assert parse_day("mar 3", date(2026, 10, 23)) == date(2026, 11, 3)


@pytest.mark.usefixtures("german")
def test_a_working_day_is_no_werktag() -> None:
    """A Saturday is a Werktag, and no working day: who writes that is asked again."""
    assert parse_day("in 5 Werktagen", MONDAY, add_working_days=working_days) is None


@pytest.mark.parametrize(
    ("code", "words", "moment"),
    [
        ("de", "14.30 Uhr", "2026-11-23T14:30"),
        ("de", "14 Uhr", "2026-11-23T14:00"),
        ("de", "gestern um 15 Uhr", "2026-11-22T15:00"),
        ("de", "Fr 14 Uhr", "2026-11-20T14:00"),
        ("de", "6.11. um 9 Uhr", "2026-11-06T09:00"),
        ("de", "Mo., 16.11.2026, 15:30 Uhr", "2026-11-16T15:30"),
        ("de", "vor 20 Minuten", "2026-11-23T10:40"),
        ("de", "jetzt", "2026-11-23T11:00"),
        ("de", "yesterday 3pm", "2026-11-22T15:00"),
        ("es", "14h", "2026-11-23T14:00"),
        ("es", "14:30 h", "2026-11-23T14:30"),
        ("es", "ayer a las 15:30", "2026-11-22T15:30"),
        ("es", "ayer a las 3 de la tarde", "2026-11-22T15:00"),
        ("es", "mañana a las 9 de la mañana", "2026-11-24T09:00"),
        ("es", "vie 10:00", "2026-11-20T10:00"),
        ("es", "hace dos horas", "2026-11-23T09:00"),
        ("es", "ahora", "2026-11-23T11:00"),
        ("es", "20 min ago", "2026-11-23T10:40"),
        ("de", "gestern Abend 8 Uhr", "2026-11-22T20:00"),
        ("de", "gestern Nachmittag um 3 Uhr", "2026-11-22T15:00"),
        ("de", "gestern Abend 20:15 Uhr", "2026-11-22T20:15"),
        ("de", "heute Morgen 9 Uhr", "2026-11-23T09:00"),
        ("de", "gestern mittags", "2026-11-22T12:00"),
        ("de", "gestern Mittag 1 Uhr", "2026-11-22T13:00"),
        ("de", "gestern 14 Uhr nachmittags", "2026-11-22T14:00"),
        ("de", "gestern 9:30 Uhr abends", "2026-11-22T21:30"),
        ("de", "gestern 2 Uhr nachts", "2026-11-22T02:00"),
        ("es", "ayer por la tarde a las 3:30", "2026-11-22T15:30"),
        ("es", "anoche a las 10 h", "2026-11-22T22:00"),
        ("es", "ayer a las 2 de la noche", "2026-11-22T02:00"),
        ("es", "ayer a las 9:30 de la noche", "2026-11-22T21:30"),
        ("es", "ayer a las 12 del mediodía", "2026-11-22T12:00"),
        ("de", "halb drei", "2026-11-23T14:30"),
        ("de", "gestern um halb zehn", "2026-11-22T09:30"),
        ("de", "heute Abend um 8", "2026-11-23T20:00"),
        ("de", "gestern Abend um halb acht", "2026-11-22T19:30"),
        ("de", "heute früh um halb sechs", "2026-11-23T05:30"),
        ("de", "gestern halb fünf morgens", "2026-11-22T04:30"),
        ("de", "Viertel vor 3", "2026-11-23T14:45"),
        ("de", "um acht", "2026-11-23T08:00"),
        ("de", "gestern um 14", "2026-11-22T14:00"),
        ("de", "um 9.30", "2026-11-23T09:30"),
        ("de", "3 Uhr", "2026-11-23T03:00"),
        ("de", "vor einer halben Stunde", "2026-11-23T10:30"),
        ("de", "in einer Viertelstunde", "2026-11-23T11:15"),
        ("es", "hace media hora", "2026-11-23T10:30"),
        ("es", "hace hora y media", "2026-11-23T09:30"),
        ("es", "dentro de media hora", "2026-11-23T11:30"),
        ("es", "ayer a las dos y media", "2026-11-22T14:30"),
        ("es", "a las tres menos cuarto", "2026-11-23T14:45"),
        ("es", "ayer a las 5 y cuarto de la madrugada", "2026-11-22T05:15"),
        ("es", "esta noche a las 8", "2026-11-23T20:00"),
        ("es", "el viernes a las 9", "2026-11-20T09:00"),
        ("en-US", "half past two", "2026-11-23T14:30"),
        ("en-US", "today at 3", "2026-11-23T15:00"),
        ("en-US", "this morning at 5", "2026-11-23T05:00"),
        ("en-US", "quarter to 1", "2026-11-23T12:45"),
        ("en-US", "yesterday afternoon at 3:30", "2026-11-22T15:30"),
        ("en-US", "yesterday evening 8pm", "2026-11-22T20:00"),
    ],
)
def test_moments(code: str, words: str, moment: str) -> None:
    with speaking(catalogue_of(code)):
        assert parse_moment(words, NOW) == datetime.fromisoformat(moment).replace(tzinfo=NOW.tzinfo)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("de", "12 Uhr nachts"),
        ("de", "heute Abend um 12"),
        ("de", "heute Abend halb eins"),
        ("de", "um 24"),
        ("de", "12 Uhr abends"),
        ("de", "gestern 12 Uhr morgens"),
        ("de", "gestern Abend 2 Uhr"),
        ("de", "heute Nachmittag 11:30 Uhr"),
        ("es", "12 de la noche"),
        ("es", "ayer a las 12 de la noche"),
        ("es", "12:30 de la mañana"),
        ("es", "ayer por la tarde a las 11:30"),
        ("en-US", "yesterday afternoon 3am"),
    ],
)
def test_an_hour_that_is_not_in_its_part_of_the_day_is_asked_again(code: str, words: str) -> None:
    """Twelve at night ends one day and begins another: what nobody can know is not read as the other half."""
    with speaking(catalogue_of(code)):
        assert parse_moment(words, NOW) is None
        assert parse_time(words) is None


@pytest.mark.parametrize(
    ("code", "words", "minutes"),
    [
        ("de", "20 Min.", 20),
        ("de", "1 Std. 12 Min.", 72),
        ("de", "eine halbe Stunde", 30),
        ("de", "anderthalb Stunden", 90),
        ("de", "1,2 Std", 72),
        ("de", "etwa zwanzig Minuten", 20),
        ("es", "media hora", 30),
        ("es", "hora y media", 90),
        ("es", "2 horas y media", 150),
        ("es", "1 hora y 5 minutos", 65),
    ],
)
def test_how_long(code: str, words: str, minutes: int) -> None:
    with speaking(catalogue_of(code)):
        assert parse_minutes(words) == minutes


@pytest.mark.parametrize(
    ("code", "words", "said"),
    [
        (
            "de",
            "Mo-Do 9-17 Uhr, Fr 9-13 Uhr, Sa geschlossen",
            "Mon–Thu 9:00–17:00; Fri 9:00–13:00; Sat–Sun closed",
        ),
        ("de", "Montag bis Freitag 8 bis 16 Uhr", "Mon–Fri 8:00–16:00; Sat–Sun closed"),
        ("de", "Mon-Thu 9-5; Fri 9-1", "Mon–Thu 9:00–17:00; Fri 9:00–13:00; Sat–Sun closed"),
        ("es", "L-J 9-17; V 9-14", "Mon–Thu 9:00–17:00; Fri 9:00–14:00; Sat–Sun closed"),
        ("es", "lun-jue 9-17, vie 9-14, sáb cerrado", "Mon–Thu 9:00–17:00; Fri 9:00–14:00; Sat–Sun closed"),
        (
            "es",
            "de lunes a viernes de 9 a 14 y de 16 a 19 h",
            "Mon–Fri 9:00–14:00, 16:00–19:00; Sat–Sun closed",
        ),
    ],
)
def test_opening_hours(code: str, words: str, said: str) -> None:
    with speaking(catalogue_of(code)):
        week = read_week(words)
    assert say_week(week) == said


@pytest.mark.usefixtures("german")
def test_what_is_no_hours_is_said_in_the_words_that_were_typed() -> None:
    with pytest.raises(Refused, match="Mo blau"):
        read_week("Mo blau")
    with pytest.raises(Refused) as why:
        read_hours("17-9 Uhr")
    assert why.value.code == "hours-turned"


@pytest.mark.parametrize(
    ("code", "words"),
    [("de", "3 des Monats"), ("de", "Freitag der Woche"), ("de", "2 der Woche"), ("es", "3 del mes")],
)
def test_the_third_of_the_month_is_not_three_months(code: str, words: str) -> None:
    """Without its article it would be as long from now."""
    with speaking(catalogue_of(code)):
        assert parse_day(words, MONDAY) is None


@pytest.mark.parametrize("code", CODES)
def test_a_text_is_no_day(code: str) -> None:
    """A letter that was pasted into the field of a day is not gone through word by word."""
    many = "by " * 100
    with speaking(catalogue_of(code)):
        assert parse_day("by by friday", MONDAY) == date(2026, 11, 27)
        assert parse_day(many + "friday", MONDAY) is None
        assert parse_moment(many + "friday 15:00", NOW) is None
        with pytest.raises(Invalid):
            read_rates("Partner " * 100 + "450", "EUR")


MONTH = Interval(1, IntervalUnit.MONTH)


@pytest.mark.parametrize(
    ("code", "words", "rhythm"),
    [
        ("de", "vierzehntägig", Rhythm(Interval(2, IntervalUnit.WEEK))),
        ("de", "alle 10 Tage", Rhythm(Interval(10, IntervalUnit.DAY))),
        ("de", "jede zweite Woche", Rhythm(Interval(2, IntervalUnit.WEEK))),
        ("de", "monatlich am 15.", Rhythm(MONTH, 15)),
        ("de", "Monat zum Monatsende", Rhythm(MONTH, 31)),
        ("de", "monatlich und bei Terminen", Rhythm(MONTH, at_dates=True)),
        ("de", "month and at stage changes", Rhythm(MONTH, at_stages=True)),
        ("es", "quincenal", Rhythm(Interval(2, IntervalUnit.WEEK))),
        ("es", "cada 10 días", Rhythm(Interval(10, IntervalUnit.DAY))),
        ("es", "mensual, el último día", Rhythm(MONTH, 31)),
        (
            "es",
            "trimestral y con cada cambio de fase",
            Rhythm(Interval(1, IntervalUnit.QUARTER), at_stages=True),
        ),
        ("es", "fortnight", Rhythm(Interval(2, IntervalUnit.WEEK))),
    ],
)
def test_rhythms(code: str, words: str, rhythm: Rhythm) -> None:
    with speaking(catalogue_of(code)):
        assert read_rhythm(words) == rhythm


@pytest.mark.parametrize(
    ("code", "line", "rate"),
    [
        ("de", "RAin Müller: 1.234,50 € pro Stunde", Rate("RAin Müller", Decimal("1234.50"), "hour")),
        ("de", "Kopien 0,20 je Seite", Rate("Kopien", Decimal("0.20"), "page")),
        ("de", "Partner 450 / Std.", Rate("Partner", Decimal(450), "hour")),
        ("es", "Socia Núñez: 450 por hora", Rate("Socia Núñez", Decimal(450), "hour")),
        ("es", "Fotos 3 por foto", Rate("Fotos", Decimal(3), "foto")),
        ("es", "Partner: 450 per hour", Rate("Partner", Decimal(450), "hour")),
    ],
)
def test_rates(code: str, line: str, rate: Rate) -> None:
    with speaking(catalogue_of(code)):
        assert read_rates(line, "EUR") == (rate,)


def test_wishes_of_a_client_are_understood_by_whoever_reads_them() -> None:
    assert hours_in("nach 15 Uhr") == (time(15), None)
    assert hours_in("entre las 9 y las 12") == (time(9), time(12))
    assert hours_in("nach 8 Uhr abends") == (time(20), None)
    assert hours_in("después de las 5 de la tarde") == (time(17), None)
    with speaking(catalogue_of("es")):
        assert hours_in("not before 9:30") == (time(9, 30), None)
        assert channels_in("Telefon, Brief") == (Channel.PHONE, Channel.LETTER)
    assert channels_in("correo electrónico") == (Channel.EMAIL,)


@pytest.mark.parametrize("code", TABLES)
@pytest.mark.parametrize("reader", READERS)
def test_what_is_typed_may_end_in_a_stop(code: str, reader: str) -> None:
    """A spelling with a number of its own ("alle 14 Tage", "1ro"), too."""
    typed = catalogue_of(code).typed
    for section in READERS[reader]:
        for spelling, english in typed.spelled(section).items():
            words = spelling.replace("#", "3").replace("…", "montag")
            assert typed.readings(f"{words}.", reader), (section, english)


def test_a_stop_changes_nothing() -> None:
    with speaking(catalogue_of("de")):
        assert read_rhythm("alle 14 Tage.") == read_rhythm("alle 14 Tage")
    with speaking(catalogue_of("es")):
        assert parse_day("1ro. de diciembre", MONDAY) == date(2026, 12, 1)


@given(languages, days, days)
def test_a_day_that_is_said_is_read_back(code: str, day: date, today: date) -> None:
    with speaking(catalogue_of(code)):
        near = max(-2, min(2, (day - today).days))
        for there in (day, today + timedelta(days=near)):
            assert parse_day(say_day(there, today), today) == there
            assert parse_day(say_date(there), today) == there
            assert parse_day(say_long(there, today), today) == there
        assert parse_day(say_day(today + timedelta(days=near), today, near=True), today) is not None


@given(languages, days, st.times(), st.booleans())
def test_a_moment_that_is_said_is_read_back(code: str, day: date, at: time, near: bool) -> None:
    there = datetime.combine(day, at.replace(second=0, microsecond=0), ZoneInfo("UTC"))
    now = there + timedelta(hours=5)
    with speaking(catalogue_of(code)):
        assert parse_moment(say_moment(there, now, near=near), now) == there


intervals = st.builds(Interval, st.integers(1, 60), st.sampled_from(IntervalUnit))


@given(languages, intervals, st.none() | st.integers(1, 31), st.booleans(), st.booleans())
def test_a_rhythm_that_is_said_is_read_back(
    code: str,
    interval: Interval,
    anchor: int | None,
    stages: bool,
    dates: bool,
) -> None:
    rhythm = Rhythm(interval, anchor if interval.unit in ANCHORED else None, stages, dates)
    with speaking(catalogue_of(code)):
        said = say_rhythm(rhythm)
        found, filled = read_rhythm(said), read_rhythm(rhythm_words(rhythm))
        interval_found = read_interval(say_interval(interval))
        assert found is not None
        assert interval_found is not None
        assert say_rhythm(found) == said, "said alike, it is alike: 14 days are a fortnight"
        assert say_interval(interval_found) == say_interval(interval)
        assert filled == found


minutes = st.integers(0, 24 * 4 - 1).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))


@given(
    languages,
    st.dictionaries(st.integers(0, 6), st.lists(st.tuples(minutes, minutes), max_size=3), max_size=7),
)
def test_hours_that_are_said_are_read_back(code: str, week: dict[int, list[tuple[time, time]]]) -> None:
    hours = {
        day: joined_hours((first, last) for first, last in spans if first < last)
        for day, spans in week.items()
    }
    with speaking(catalogue_of(code)):
        for spans in hours.values():
            assert read_hours(say_hours(spans)) == spans
        assert read_week(say_week(hours)) == {day: hours.get(day, ()) for day in range(7)}


amounts = st.tuples(st.sampled_from(["EUR", "USD", "JPY", "TND"]), st.integers(0, 9_999_999))
units = st.sampled_from(["hour", "day", "page", "month", "Foto"])


@given(st.sampled_from([*CODES, "de-CH", "es-MX", "es-AR"]), amounts, units)
def test_a_rate_that_is_said_is_read_back(code: str, amount: tuple[str, int], per: str) -> None:
    currency, number = amount
    rates = (Rate("Dr. Núñez-Weiß", number * smallest(currency), per),)
    with speaking(catalogue_of(code)):
        assert read_rates(rate_lines(rates, currency), currency) == rates
        assert read_amount(say_money(rates[0].amount, currency), currency) == rates[0].amount


@given(languages, st.text(max_size=40))
def test_nothing_that_is_typed_raises(code: str, words: str) -> None:
    with speaking(catalogue_of(code)):
        parse_day(words, MONDAY)
        parse_moment(words, NOW)
        parse_time(words)
        parse_minutes(words)
        read_rhythm(words)
        is_span(words)
        hours_in(words)


@pytest.mark.parametrize("code", TABLES)
def test_a_table_says_nothing_twice(code: str) -> None:
    """Of a reader: where one spelling stood for two things the later one would be meant, unseen."""
    typed = catalogue_of(code).typed
    assert set(typed.sections) >= {part for parts in READERS.values() for part in parts}
    for name, section in typed.sections.items():
        if name == "line":
            continue  # its keys are sets of their own
        spellings = [plain(one) for written in section.values() for one in written]
        assert len(spellings) == len(set(spellings)), name


def test_what_english_needs_no_table_for() -> None:
    assert Typed().readings("next Tue", "days") == ("next Tue",)
    assert tr("tomorrow") == "tomorrow"
