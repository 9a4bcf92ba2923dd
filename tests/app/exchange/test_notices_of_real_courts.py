"""Notices that real courts sent: all read as their collectors read them, in whatever wrapping they arrive."""

from __future__ import annotations

import csv
import email
import json
import re
import textwrap
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from app.exchange.court_notices import CourtNotice, NoticeCase, read_court_notice
from app.exchange.mail import read_message
from app.matters.courts import find_court
from app.matters.docket_numbers import CaseIndex, KnownCase, parse_docket_number

DATA = Path(__file__).parents[4] / "shared" / "data"
NOTICES = sorted(path.stem for path in (DATA / "court-notices").glob("*.eml"))

pytestmark = pytest.mark.skipif(not NOTICES, reason="the shared data is not on this machine")

# Where the collectors are wrong or left something out, and what the notice itself says.
COURT_IS_ANOTHER = {"almd_4_plain": "dcd"}  # the file's name says almd; its heading and its links say D.C.
NAME_WAS_CUT = {"flmd_1_plain": "Heartbeat of Miami, Inc. v. Jane's Revenge"}  # at the line's end
SUBJECT_WAS_CUT = {"flmd_1_plain": "Order on Motion for Extension of Time to File"}
# Bankruptcy courts set the filer's own words in italics; the collectors drop them, we do not.
ITALICS_WERE_DROPPED = {
    "arwb_2", "deb_1", "deb_multi_1", "ianb", "nysb_1", "pamb_2", "pawb_2", "txnb_2",
}  # fmt: skip


def raw(name: str) -> bytes:
    """The mail as it came."""
    return (DATA / "court-notices" / f"{name}.eml").read_bytes()


def expected(name: str) -> dict[str, Any]:
    """What its collectors read."""
    found: dict[str, Any] = json.loads((DATA / "court-notices" / f"{name}.json").read_text("utf-8"))
    return found


def read(content: bytes) -> CourtNotice:
    """The notice in ``content``."""
    notice = read_court_notice(read_message(content))
    assert notice is not None
    return notice


def letters(text: str) -> str:
    """Text without white space, the brackets that mark links and the "#" before them."""
    return re.sub(r"[\s\[\]()#*;]", "", text)


def test_there_are_63() -> None:
    assert len(NOTICES) == 63


@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_says_what_its_collectors_read(name: str) -> None:
    notice, peer = read(raw(name)), expected(name)
    assert notice.court_id == COURT_IS_ANOTHER.get(name, peer["court_id"])
    assert notice.appellate == peer["appellate"]
    assert notice.contains_attachments == peer["contains_attachments"]
    assert len(notice.cases) == len(peer["dockets"])
    for case, docket in zip(notice.cases, peer["dockets"], strict=True):
        (entry,) = case.entries
        (theirs,) = docket["docket_entries"]
        assert case.court_number == docket["docket_number"]
        assert case.case_name == NAME_WAS_CUT.get(name, docket["case_name"])
        assert str(entry.filed_on) == theirs["date_filed"]
        assert entry.document_number == theirs["document_number"]
        assert entry.document_url == theirs["document_url"]
        assert letters(entry.plain_text) == letters(theirs["description"])
        assert entry.short_text == SUBJECT_WAS_CUT.get(name, theirs["short_description"])
        if name in ITALICS_WERE_DROPPED:
            assert len(entry.text) > len(entry.plain_text)
        else:
            assert letters(entry.text) == letters(theirs["description"])


def test_every_notice_finds_its_own_matter() -> None:
    with (DATA / "csv" / "clio-matters.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    index = CaseIndex(_known(position, row) for position, row in enumerate(rows))
    filed: set[int] = set()
    for name in NOTICES:
        for case, docket in zip(read(raw(name)).cases, expected(name)["dockets"], strict=True):
            courts = [court for court in (case.court_id, case.other_court_id) if court]
            place = index.find(courts, case.number, case.case_name).case
            assert place is not None, name
            assert rows[place]["client_reference"] == docket["docket_number"]
            filed.add(place)
    assert filed == set(range(len(rows)))


def _known(position: int, row: dict[str, str]) -> KnownCase[int]:
    number = parse_docket_number(row["client_reference"])
    assert number is not None
    return KnownCase(position, find_court(row["location"]), number, row["description"])


def _body(content: bytes) -> tuple[str, str]:
    """Subtype and text of the part that is read, by the standard library."""
    part = email.message_from_bytes(content, policy=policy.default).get_body(("html", "plain"))
    assert part is not None
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    try:
        return part.get_content_subtype(), payload.decode("utf-8")
    except UnicodeDecodeError:
        return part.get_content_subtype(), payload.decode("cp1252")


def _again(
    name: str, body: str, subtype: str, cte: str = "quoted-printable", sender: str = "x@firm.example"
) -> bytes:
    """The same notice with another body."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = sender
    message["Subject"] = read_message(raw(name)).subject
    message.set_content(body, subtype=subtype, cte=cte)
    return message.as_bytes()


def _as_plain(name: str) -> str:
    message = read_message(raw(name))
    return message.layout.text if message.layout else message.text


def other_line_ends(name: str) -> bytes:
    """CR LF throughout."""
    return raw(name).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def base64(name: str) -> bytes:
    """In base64."""
    subtype, body = _body(raw(name))
    return _again(name, body, subtype, "base64")


def wrapped_anew(name: str) -> bytes:
    """White space between tags as another program puts it."""
    subtype, body = _body(raw(name))
    if subtype == "html":
        body = re.sub(r">[^<>]+<", lambda found: re.sub(r"[ \t\r\n]+", " \n\t", found[0]), body)
    return _again(name, body, subtype)


def through_outlook(name: str) -> bytes:
    """Paragraphs and spans in every cell, words before and after."""
    subtype, body = _body(raw(name))
    if subtype == "html":
        body = re.sub(
            r"(?i)<td([^>]*)>", r'<td\1 style="padding:.75pt"><p class=MsoNormal><span lang=EN>', body
        )
        body = re.sub(r"(?i)</td>", "</span><o:p></o:p></p></td>", body)
        head = "<html><head><style>p.MsoNormal{margin:0}</style></head><body><p>See below.</p><b>From:</b> ecf<br>"
        body = f"{head}<b>Subject:</b> Activity in Case 1:99-cv-00001<br>{body}<p>Best,<br>Jane</p></body></html>"
    return _again(name, body, subtype)


def in_a_quotation(name: str) -> bytes:
    """All in one more block, font and span; bold where it was strong, with the colon outside."""
    subtype, body = _body(raw(name))
    if subtype == "html":
        body = re.sub(r"(?i)<(/?)strong\b", r"<\1b", body).replace(":</b>", "</b>:")
        body = f'<blockquote type="cite"><font color=black><span>{body}</span></font></blockquote>'
    return _again(name, body, subtype)


def attached(name: str) -> bytes:
    """Forwarded as an attachment."""
    return (
        b"From: x@firm.example\r\nSubject: see attached\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="=_z"\r\n\r\n--=_z\r\n\r\nfyi\r\n'
        b"--=_z\r\nContent-Type: message/rfc822\r\n\r\n" + raw(name) + b"\r\n--=_z--\r\n"
    )


def as_plain_text(name: str) -> bytes:
    """Without mark-up."""
    return _again(name, _as_plain(name), "plain")


def quoted_in_a_reply(name: str) -> bytes:
    """In plain text with ">" and lines of 72."""
    lines = [part for line in _as_plain(name).split("\n") for part in textwrap.wrap(line, 72) or [""]]
    return _again(name, "The court wrote:\n" + "\n".join(f"> {line}" for line in lines), "plain")


def forwarded_by_gmail(name: str) -> bytes:
    """In plain text with stars for bold type and lines of 76."""
    lines = [part for line in _as_plain(name).split("\n") for part in textwrap.wrap(line, 76) or [""]]
    text = "\n".join(
        ["---------- Forwarded message ---------", "From: <ecf@x.example>", "Subject: x", "", *lines]
    )
    return _again(
        name, re.sub(r"(Case Name|Case Number|Document Number|Docket Text):", r"*\1:*", text), "plain"
    )


def with_both(name: str) -> bytes:
    """HTML and plain text as alternatives."""
    subtype, body = _body(raw(name))
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = "x@firm.example"
    message["Subject"] = read_message(raw(name)).subject
    message.set_content(_as_plain(name))
    if subtype == "html":
        message.add_alternative(body, subtype="html")
    return message.as_bytes()


def said(case: NoticeCase) -> tuple[object, ...]:
    """What a case of a notice says, white space aside."""
    (entry,) = case.entries
    name, text = "".join(case.case_name.split()), "".join(entry.text.split())
    return (case.court_id, case.court_number, name, case.other_court_id, entry.filed_on, entry.document_number,
            text, entry.short_text)  # fmt: skip


WRAPPINGS = [
    other_line_ends, base64, wrapped_anew, through_outlook, in_a_quotation, attached, as_plain_text,
    quoted_in_a_reply, forwarded_by_gmail, with_both,
]  # fmt: skip


@pytest.mark.parametrize("wrapping", WRAPPINGS, ids=lambda wrapping: wrapping.__name__)
def test_wrapping_changes_nothing(wrapping: Any) -> None:
    for name in NOTICES:
        before, after = read(raw(name)), read(wrapping(name))
        assert [said(case) for case in after.cases] == [said(case) for case in before.cases], name
        assert after.contains_attachments == before.contains_attachments


@pytest.mark.parametrize("path", sorted((DATA / "mail").glob("*.eml")), ids=lambda path: path.stem)
def test_other_mails_are_read_and_none_is_a_notice(path: Path) -> None:
    message = read_message(path.read_bytes())
    assert any((message.text, message.html, message.attachments, message.forwarded, message.subject))
    assert read_court_notice(message) is None
    message.text.encode()
