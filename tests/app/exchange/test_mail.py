"""Mails of our own making: what people send, and what is sent to break the reader."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.court_notices import read_court_notices
from app.exchange.mail import MAX_TEXT_BYTES, Address, read_message
from app.exchange.mail_headers import decode_words, parse_addresses, parse_date, parse_parameters
from app.kernel.errors import Refused


def test_a_message_with_text_html_and_files() -> None:
    message = EmailMessage()
    message["From"] = '"Müller, Jürgen" <J.Mueller@Kanzlei.example>'
    message["To"] = "Ann <ann@firm.example>, bob@firm.example"
    message["Cc"] = "Team: carl@firm.example, dora@firm.example;"
    message["Subject"] = "Über den Vergleich — 和解"
    message["Date"] = "Mon, 9 Aug 2021 11:53:52 -0500"
    message["Message-ID"] = "<abc.1@kanzlei.example>"
    message.set_content("Guten Tag,\n\nanbei.\n")
    message.add_alternative("<p>Guten Tag,</p><p>anbei.</p>", subtype="html")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="Entwurf §1.pdf")
    read = read_message(message.as_bytes())
    assert read.sender == Address("Müller, Jürgen", "j.mueller@kanzlei.example")
    assert read.to == (Address("Ann", "ann@firm.example"), Address("", "bob@firm.example"))
    assert [who.email for who in read.cc] == ["carl@firm.example", "dora@firm.example"]
    assert read.subject == "Über den Vergleich — 和解"
    assert read.sent_at == datetime(2021, 8, 9, 16, 53, 52, tzinfo=UTC)
    assert read.message_id == "abc.1@kanzlei.example"
    assert read.text == "Guten Tag,\n\nanbei."
    assert read.html is not None
    assert [(a.name, a.media_type, a.content) for a in read.attachments] == [
        ("Entwurf §1.pdf", "application/pdf", b"%PDF-1.7")
    ]


def test_html_alone_is_read_as_a_person_reads_it() -> None:
    raw = (
        b"From: a@b.example\nContent-Type: text/html; charset=utf-8\n\n"
        b"<style>p {color: red}</style><p>Dear&nbsp;Ann &amp; Bob,</p><!-- no --><p>one<br>two<ul><li>x<li>y</ul>"
    )
    assert read_message(raw).text == "Dear Ann & Bob,\n\none\ntwo\n\nx\ny"


def test_a_forwarded_mail_is_reached() -> None:
    inner = EmailMessage()
    inner["From"] = "client@home.example"
    inner["Subject"] = "My question"
    inner.set_content("When is the hearing?")
    outer = EmailMessage()
    outer["From"] = "ann@firm.example"
    outer.set_content("FYI")
    outer.add_attachment(inner)
    (forwarded,) = read_message(outer.as_bytes()).forwarded
    assert forwarded.sender == Address("", "client@home.example")
    assert (forwarded.subject, forwarded.text) == ("My question", "When is the hearing?")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\x\brief.docx", "brief.docx"),
        ("a\x00b.pdf", "ab.pdf"),
        ('what?<"x">|*.pdf', "what___x____.pdf"),
        ("..", "attachment-1"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_file_name_is_only_a_name(name: str, safe: str) -> None:
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    disposition = f'Content-Disposition: attachment; filename="{quoted}"'
    raw = f"From: a@b.example\nContent-Type: application/x-y\n{disposition}\n\ndata"
    (attachment,) = read_message(raw.encode()).attachments
    assert attachment.name == safe


@pytest.mark.parametrize(
    ("charset", "content", "text"),
    [
        ("iso-2022-jp", "すみません".encode("iso-2022-jp"), "すみません"),
        ("ks_c_5601-1987", "스티해".encode("cp949"), "스티해"),
        ("gb2312", "镕".encode("gb18030"), "镕"),
        ("iso-8859-1", b"\x93quoted\x94 \x80 5", "“quoted” € 5"),
        ("us-ascii", "naïve".encode(), "naïve"),
        ("nobody-knows", "naïve".encode("cp1252"), "naïve"),
        ("rot13", b"plain", "plain"),
        ("punycode", b"plain-", "plain-"),
        ("utf-8", b"bad \xff byte", "bad ÿ byte"),
        ("utf-8", b"nul\x00 and bell\x07", "nul and bell"),
    ],
)
def test_charsets_known_unknown_and_lying(charset: str, content: bytes, text: str) -> None:
    raw = f"From: a@b.example\nContent-Type: text/plain; charset={charset}\n\n".encode() + content
    assert read_message(raw).text == text


def test_the_fingerprint_is_that_of_the_mail_not_of_its_way() -> None:
    one = b"From: a@b.example\nDate: Mon, 9 Aug 2021 11:53:52 -0500\nSubject: Hi\n\nText\nof mine\n"
    other = b"Received: from x by y; Mon, 9 Aug 2021 12:00:00 -0500\r\n" + one.replace(b"\n", b"\r\n")
    assert read_message(one).fingerprint == read_message(other).fingerprint
    assert read_message(one).fingerprint != read_message(one.replace(b"mine", b"yours")).fingerprint


def test_without_a_date_the_first_server_tells_the_moment() -> None:
    raw = (
        b"Received: from b by c; Tue, 10 Aug 2021 12:00:09 +0000\n"
        b"Received: from a by b; Tue, 10 Aug 2021 12:00:01 +0000\nFrom: a@b.example\nDate: sometime\n\nx"
    )
    assert read_message(raw).sent_at == datetime(2021, 8, 10, 12, 0, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("Fri, 21 Nov 1997 09:55:06 -0600 (CST)", datetime(1997, 11, 21, 15, 55, 6, tzinfo=UTC)),
        ("21 Nov 97 09:55:06 GMT", datetime(1997, 11, 21, 9, 55, 6, tzinfo=UTC)),
        ("Mon, 03 Jun 2024 10:00:00 +05:30", datetime(2024, 6, 3, 4, 30, tzinfo=UTC)),
        ("Mon, 99 Jun 2024 10:00:00 +0000", None),
        ("Mon, 03 Jun 0024 10:00:00 +9999999999", None),
        ("", None),
    ],
)
def test_dates(raw: str, moment: datetime | None) -> None:
    assert parse_date(raw) == moment


@pytest.mark.parametrize(
    ("raw", "emails"),
    [
        ("Undisclosed recipients:;", []),
        ("Jörg <j@x.example>, =?utf-8?Q?B=C3=B6b?= <b@x.example>", ["j@x.example", "b@x.example"]),
        ('"Doe, Jane" <jane@x.example>; bob@x.example', ["jane@x.example", "bob@x.example"]),
        ("john (my dear friend, really) <john@x.example>", ["john@x.example"]),
        ("john @ x . example", ["john@x.example"]),
        ('"unclosed <a@x.example>, b@x.example', ["a@x.example", "b@x.example"]),
        ("(" * 5_000, []),
    ],
)
def test_addresses_however_written(raw: str, emails: list[str]) -> None:
    assert [address.email for address in parse_addresses(raw)] == emails


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?Q?Caf=C3=A9?= =?utf-8?q?_au_lait?= now", "Café au lait now"),
        ("=?utf-8?B?ww==?= =?utf-8?B?qQ==?=", "é"),
        ("=?iso-8859-1*en?Q?a=E9?=", "aé"),
        ("=?what?Q?a=E9?=", "aé"),
        ("=?utf-8?Q?not closed", "=?utf-8?Q?not closed"),
    ],
)
def test_encoded_words(raw: str, text: str) -> None:
    assert decode_words(raw) == text


def test_parameters_in_pieces() -> None:
    value, parameters = parse_parameters(
        'Attachment; filename*0*=utf-8\'\'Sch%C3%A4; filename*1="den.pdf"; size="1;2"; charset = x'
    )
    assert value == "attachment"
    assert parameters == {"filename": "Schäden.pdf", "size": "1;2", "charset": "x"}


def _nested(levels: int) -> bytes:
    raw = b"Content-Type: text/plain\n\nx"
    for level in range(levels):
        raw = b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n%s\n--%d--\n' % (
            level,
            level,
            raw,
            level,
        )
    return b"From: a@b.example\n" + raw


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (_nested(1_000), "nested"),
        (b"From: a@b.example\n" + b"Content-Type: message/rfc822\n\nFrom: a@b.example\n" * 1_000, "nested"),
        (
            b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000,
            "more than 2000 parts",
        ),
        (b"X: y\n" * 3_000 + b"From: a@b.example\n\nx", "header lines"),
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"PK\x03\x04 this is no mail", "no e-mail"),
        (b"Name,Date\nx,y\n", "no e-mail"),
    ],
)
def test_what_is_no_mail_or_too_much_is_refused_with_advice(raw: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says) as refused:
        read_message(raw)
    assert refused.value.code == "unreadable-message"
    assert "log it by hand" in refused.value.message


def test_nested_as_deep_as_real_mails_are_is_read() -> None:
    assert read_message(_nested(20)).text == "x"


def test_a_text_too_long_to_be_one_is_kept_as_a_file() -> None:
    read = read_message(b"From: a@b.example\n\n" + b"x" * (MAX_TEXT_BYTES + 1))
    assert read.text == ""
    assert len(read.attachments[0].content) == MAX_TEXT_BYTES + 1


HOSTILE = (
    "<", "<a ", '<a href="', "<!--", "<![CDATA[", "<script>", "<b>", "&#", "(", '"', "=?", "=?utf-8?b?YQ==?= ", ";a=\"",
    ";a*0*=x", "> ", "Case Name: x\n", "Docket Text:\n", "following transaction was ", " ", "1-", "a@b.c,",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("place", ["text/html", "text/plain", "Subject", "To", "Content-Type"])
def test_endless_repetition_is_read_to_its_end(piece: str, place: str) -> None:
    """A reader that looks back or ahead at every piece would sit here for minutes."""
    body = piece * (300_000 // len(piece)) + "end"
    raw = f"From: a@b.example\n{place}: {body.replace(chr(10), ' ')}\n\nx"
    if "/" in place:
        raw = f"From: a@b.example\nContent-Type: {place}\n\n{body}"
    message = read_message(raw.encode())
    read_court_notices(message)
    assert message.sender == Address("", "a@b.example")
    assert message.text.endswith("end") or place in {"Subject", "To", "Content-Type"} or "<" in piece


@given(st.binary(max_size=2_000))
def test_no_bytes_do_more_than_be_refused(raw: bytes) -> None:
    try:
        read = read_message(b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\n" + raw)
    except Refused:
        return
    assert "\0" not in read.text
    read.text.encode()
    read.subject.encode()


@given(st.text(max_size=300))
def test_what_is_written_as_text_is_read_as_text(text: str) -> None:
    message = EmailMessage()
    message["From"] = "a@b.example"
    cleaned = "".join(character for character in text if character.isprintable())
    message.set_content(cleaned, charset="utf-8", cte="base64")
    assert " ".join(read_message(message.as_bytes()).text.split()) == " ".join(
        unicodedata.normalize("NFC", cleaned).split()
    )
