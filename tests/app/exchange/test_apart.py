"""Hostile mails, cards and calendars: read apart, and whatever they are, a value or a refusal comes back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import apart
from app.exchange import reading_apart
from app.exchange.apart_jobs import NotRead, parse_mail
from app.exchange.calendar_events import MOST_OCCURRENCES, parse_calendar
from app.exchange.contact_cards import parse_cards
from app.exchange.outlook_messages import MAGIC, read_outlook_message
from app.exchange.reading_apart import read_calendar, read_mails
from app.exchange.rtf_text import read_rtf
from app.kernel.errors import Refused

SHARED = Path(__file__).parents[4] / "shared" / "data"
MAIL = b"From: ann@example.com\nSubject: Hello\nMessage-ID: <1@x>\n\nGood day.\n"
EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T000000Z\r\n"
    "DTSTART:20261201T093000Z\r\nSUMMARY:Hearing S-10\r\n{more}END:VEVENT\r\nEND:VCALENDAR\r\n"
)
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _nested(depth: int) -> bytes:
    parts = [b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d' % (one, one) for one in range(depth)]
    return b"\n".join([b"From: a@b\nSubject: nested", *parts])


HOSTILE = {
    "a thousand nested parts": _nested(1000),
    "a hundred thousand parts": b'From: a@b\nContent-Type: multipart/mixed; boundary="x"\n\n'
    + b"--x\n\ny\n" * 100_000,
    "five thousand brackets": b"From: " + b"(" * 5000 + b"a@b\nSubject: x\n\ny",
    "a charset of nobody": b"From: a@b\nContent-Type: text/plain; charset=klingon\n\nHello",
    "a name with folders": b'From: a@b\nContent-Type: application/x; name="../../etc/\x00passwd"\n\nx',
    "nothing": b"",
    "Outlook's, cut": MAGIC + b"\0" * 600,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_is_read_or_refused_and_the_next_goes_on(name: str) -> None:
    hostile, good = read_mails([HOSTILE[name], MAIL])
    assert not isinstance(good, NotRead)
    assert good.message.subject == "Hello"
    if not isinstance(hostile, NotRead):
        assert all(".." not in one.name and "/" not in one.name for one in hostile.message.attachments)


def test_who_ends_the_process_loses_only_that_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(job: str, payload: bytes, **bounds: object) -> bytes:
        if b"kill" in payload:
            raise apart.Died
        return real(job, payload)

    real = apart.run
    monkeypatch.setattr(apart, "run", run)
    found = read_mails([MAIL, b"From: a@b\n\nkill", MAIL])
    assert [isinstance(one, NotRead) for one in found] == [False, True, False]


def test_what_takes_too_long_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_apart, "_JOBS", "app.apart.trials")
    monkeypatch.setattr(reading_apart, "SECONDS", 0.2)
    apart.run("app.apart.trials:echo", b"")  # warm
    with pytest.raises(apart.TookTooLong):
        reading_apart._read_one("endless", bytes, b"")


@few
@given(st.binary(max_size=400))
def test_any_bytes_are_a_mail_or_refused(raw: bytes) -> None:
    for content in (raw, b"From: a@b\n" + raw, MAGIC + raw):
        try:
            parse_mail(content)
        except Refused:
            continue


@few
@given(st.text(max_size=300))
def test_any_text_in_a_card_is_a_card_or_refused(text: str) -> None:
    for around in ("BEGIN:VCARD\n{}\nEND:VCARD\n", "BEGIN:VCARD\nVERSION:3.0\nN:{};B\nFN:{}\nEND:VCARD\n"):
        content = parse_cards(around.replace("{}", text).encode("utf-8", "surrogatepass"))
        assert len(content.contacts) + len(content.refused) >= 1


@few
@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_in_a_calendar_is_events_or_refused(text: str, rule: str) -> None:
    for more in (text + "\r\n", f"RRULE:{rule}\r\n", f"DESCRIPTION:{text}\r\n"):
        try:
            content = parse_calendar(
                EVENT.replace("{uid}", "u").replace("{more}", more).encode("utf-8", "replace")
            )
        except Refused:
            continue
        assert len(content.events) <= 50


@few
@given(st.binary(max_size=300))
def test_any_rtf_is_text(raw: bytes) -> None:
    read_rtf(b"{\\rtf1\\ansi " + raw + b"}")


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;COUNT=1000000000",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
    ],
)
def test_rules_without_end_are_bounded(rule: str) -> None:
    (event,) = read_calendar(EVENT.format(uid="1", more=f"RRULE:{rule}\r\n").encode()).events
    assert 1 <= len(event.occurrences) <= MOST_OCCURRENCES
    assert event.cut


def test_a_weekly_rule_with_an_exception_and_a_moved_day() -> None:
    more = "RRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE:20261208T093000Z\r\n"
    whole = EVENT.format(uid="1", more=more).replace(
        "END:VCALENDAR",
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\nRECURRENCE-ID:20261215T093000Z\r\n"
        "DTSTART:20261216T100000Z\r\nSUMMARY:Moved\r\nEND:VEVENT\r\nEND:VCALENDAR",
    )
    (event,) = parse_calendar(whole.encode()).events
    moments = sorted(one.moment.date() for one in event.occurrences if one.moment)
    assert moments == [date(2026, 12, 1), date(2026, 12, 16), date(2026, 12, 22)]
    assert not event.cut


def test_outlooks_names_of_zones_are_known() -> None:
    zoned = EVENT.format(uid="1", more="").replace(
        "DTSTART:20261201T093000Z", "DTSTART;TZID=Pacific Standard Time:20261201T093000"
    )
    (event,) = parse_calendar(zoned.encode()).events
    assert event.occurrences[0].moment is not None
    assert event.occurrences[0].moment.hour == 17


def test_old_cards_with_quoted_printable_names() -> None:
    card = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen\r\n"
        b"TEL;CELL:+49 170 1\r\nEMAIL;INTERNET:j@example.de\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\n"
        b"N:Whitcombe;Nora;;Dr.;\r\nFN:Nora Whitcombe\r\nORG:Tern Ltd\r\nADR;TYPE=HOME:;;1 Quay;Bristol;;BS1;UK\r\n"
        b"END:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"
    )
    content = parse_cards(card)
    old, new = content.contacts
    assert (old.last_name, old.first_name, old.phones[0].label) == ("Müller", "Jürgen", "mobile")
    assert (new.last_name, new.title, new.company, new.addresses[0].city) == (
        "Whitcombe",
        "Dr.",
        "Tern Ltd",
        "Bristol",
    )
    assert [one.row for one in content.refused] == [3]


def test_text_in_rtf_and_html_wrapped_in_it() -> None:
    plain, wraps = read_rtf(rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 J\'fcrgen\par \u8364?5}")
    assert (plain.strip(), wraps) == ("Jürgen\n€5", False)
    html, wraps = read_rtf(
        rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\par \htmlrtf0 Hello"
        rb"{\*\htmltag72 </p>}\htmlrtf }\htmlrtf0 }"
    )
    assert wraps
    assert html.strip() == "<p>Hello</p>"


def test_outlooks_real_messages() -> None:
    folder = SHARED / "outlook"
    if not folder.is_dir():
        pytest.skip("the shared data are not here")
    message = read_outlook_message((folder / "message.msg").read_bytes())
    assert message.sender is not None
    assert message.sender.email == "bedfortest@tutanota.de"
    assert [one.name for one in message.attachments] == ["serveimage.jpg"]
    assert message.references or message.in_reply_to or message.message_id
    assert read_outlook_message((folder / "no-attachments.msg").read_bytes()).sent_at is None
    (refused,) = read_mails([(folder / "not-a-msg-file.msg").read_bytes()])
    assert isinstance(refused, NotRead)
