"""Court notices of our own making, in every shape that the courts' systems give them."""

from __future__ import annotations

import textwrap
from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest

from app.exchange.court_notices import CourtNotice, read_court_notice, read_court_notices
from app.exchange.mail import read_message

_TOP = "<p><strong>***NOTE TO PUBLIC ACCESS USERS*** Judicial Conference policy permits one free copy.</strong></p>"


def district(
    *, case: str = "", number: str = "2:24-cv-00031-ABC-DEF", text: str = "MOTION to <i>Dismiss</i> by Acme"
) -> str:
    """A notice as district courts lay it out."""
    return f"""{_TOP}<p align=center><strong>U.S. District Court</strong></p>
<p align=center><strong>Southern District of Ohio</strong></p>
<font size="3" face="arial,helvetica"><b>Notice of Electronic Filing</b></font><BR><div><BR>
The following transaction was entered  by Doe, Jane  on 3/5/2024
at 4:05 PM EST and filed on 3/4/2024 <BR>
<table border=0 cellspacing=0>
<tr><td><strong>Case Name:</strong>
</td><td>{case or "Roe et al v. Acme Widgets, Inc. et al"}</td></tr>
<tr><td><strong>Case Number:</strong></td><td><A HREF=https://ecf.ohsd.uscourts.gov/cgi-bin/DktRpt.pl?1>{number}</A></td></tr>
<tr><td><strong>Filer:</strong></td><td>Acme Widgets, Inc.</td></tr>
<tr><td><strong>Document Number:</strong></td><td>
<a href="https://ecf.ohsd.uscourts.gov/doc1/141?caseid=1&amp;de_seq_num=9">17</a></td></tr></table>
<p><strong>Docket Text:</strong><BR><FONT FACE="arial,helvetica" COLOR="#0000cc" SIZE=3><b>
{text} (Doe, Jane)</b></Font></p><BR>
<B>{number} Notice has been electronically mailed to:</B><BR><BR>
Jane Doe &nbsp &nbsp jane@doe-law.example, docket@doe-law.example<BR><BR>
Rick Roe &nbsp &nbsp rick@roe.example<BR>
<B>{number} Notice has been delivered by other means to:</B><BR>
<div><p>The following document(s) are associated with this transaction:</p><table>
<STRONG>Document description:</STRONG>Main Document <BR><STRONG>Original filename:</STRONG>a.pdf<BR>
<STRONG>Document description:</STRONG>Exhibit A<BR></table></div>"""


def mail(body: str, *, html: bool = True, subject: str = "", sender: str = "ecf@ohsd.uscourts.gov") -> bytes:
    """A message with that body."""
    message = EmailMessage()
    message["From"] = sender
    message["Subject"] = subject or (
        "Activity in Case 2:24-cv-00031-ABC-DEF Roe et al v. Acme Widgets, Inc. et al Motion to Dismiss"
    )
    message["Date"] = "Tue, 5 Mar 2024 16:05:33 -0500"
    message.set_content(body, subtype="html" if html else "plain")
    return message.as_bytes()


def read(raw: bytes) -> CourtNotice:
    """The notice in ``raw``, which must be one."""
    notice = read_court_notice(read_message(raw))
    assert notice is not None
    return notice


def test_a_district_notice_is_read_whole() -> None:
    notice = read(mail(district()))
    (case,) = notice.cases
    (entry,) = case.entries
    assert (notice.court_id, case.court_id) == ("ohsd", "ohsd")
    assert case.court_number == "2:24-cv-00031"
    assert case.case_name == "Roe v. Acme Widgets, Inc."
    assert entry.filed_on == date(2024, 3, 4)
    assert entry.document_number == "17"
    assert entry.text == entry.plain_text == "MOTION to Dismiss by Acme (Doe, Jane)"
    assert entry.short_text == "Motion to Dismiss"
    assert entry.document_url == "https://ecf.ohsd.uscourts.gov/doc1/141?caseid=1&de_seq_num=9"
    assert notice.entered_at == datetime(2024, 3, 5, 21, 5, tzinfo=UTC)
    assert notice.contains_attachments
    assert notice.sender_verified
    assert not notice.appellate
    assert [(who.name, who.emails) for who in notice.recipients] == [
        ("Jane Doe", ("jane@doe-law.example", "docket@doe-law.example")),
        ("Rick Roe", ("rick@roe.example",)),
    ]


def bankruptcy(first_number: str, document: str, text: str) -> str:
    """A notice as bankruptcy courts lay it out, for an adversary proceeding and its main case."""
    return f"""{_TOP}<p align=center><strong>U.S. Bankruptcy Court</strong></p>
<p align=center><strong>District of New Hampshire Live Database</strong></p>Notice of Electronic Filing<BR><div>
<BR>The following transaction was received from Poe, Edgar entered on 11/27/2024 at 00:23 AM EST and filed on 11/26/2024
<table><tr><td><strong>Case Name:</strong></td><td>Poe v. Raven &amp; Sons</td></tr>
<tr><td><strong>Case Number:</strong></td><td><A HREF=https://ecf.nhb.uscourts.gov/x>{first_number}</A></td></tr>
<tr><td colspan=2><strong>WARNING: CASE CLOSED on 09/25/2024</strong></td></tr>
<tr><td><strong>Document Number:</strong></td><td>{document}</td></tr></table>
<table><tr><td><strong>Case Name:</strong></td><td>Lenore Raven </td></tr>
<tr><td><strong>Case Number:</strong></td><td><A HREF=https://ecf.nhb.uscourts.gov/y>24-10563-KB</A></td></tr>
<tr><td><strong>Document Number:</strong></td><td></td></tr></table>
<p><strong>Docket Text:</strong><BR>{text}</p><p>The following document(s) are associated with this transaction:</p>"""


def test_two_cases_share_one_docket_text() -> None:
    body = bankruptcy(
        "24-01023-KB",
        "12(No document attached)",
        "Adversary case 24-01023. Complaint <i>of Poe</i> (Poe, Edgar)",
    )
    notice = read(mail(body, subject="24-01023-KB Chapter 13 Lenore Raven  Complaint"))
    assert notice.court_id == "nhb"
    assert [case.court_number for case in notice.cases] == ["24-01023", "24-10563"]
    assert [case.case_name for case in notice.cases] == ["Poe v. Raven & Sons", "Lenore Raven"]
    assert [case.entries[0].document_number for case in notice.cases] == ["12", None]
    for case in notice.cases:
        (entry,) = case.entries
        assert entry.filed_on == date(2024, 11, 26)
        assert entry.text == "Adversary case 24-01023. Complaint of Poe (Poe, Edgar)"
        assert entry.plain_text == "Adversary case 24-01023. Complaint (Poe, Edgar)"
        assert entry.short_text == "Complaint"
        assert entry.document_url is None
    assert notice.entered_at == datetime(2024, 11, 27, 5, 23, tzinfo=UTC)


APPELLATE = f"""{_TOP}<p align=center><strong>United States Court of Appeals for the Eighth Circuit</strong></p>
<strong>Notice of Docket Activity</strong><br><br>
The following transaction was entered on 10/26/2022 at 12:29:34 PM Central Daylight Time and filed on 10/26/2022
<table><tr><td><strong>Case Name:</strong></td><td>Jane Poe v. City of Anytown, et al</td></tr>
<tr><td><strong>Case Number:</strong></td><td><a href='https://ecf.ca8.uscourts.gov/x?caseId=1'>22-2840</a></td></tr>
<tr><td><strong>Document(s):</strong></td><td>
<a href='https://ecf.ca8.uscourts.gov/docs1/008?uid=ab'>Document(s)</a></td></tr>
</table><strong>Docket Text:</strong><br>
CLERK ORDER: Granting motion.<br>Brief due 11/30/2022. [5210461] [22-2840]<br><br>
<strong>Notice will be electronically mailed to:</strong><br><br>Mr. Poe, -: poe@law.example<br>
<strong>Notice will be stored in the notification cron for:</strong><br>Mr. Roe<br>
The following document(s) are associated with this transaction:<br><strong>Document Description:</strong> Order"""


def test_an_appellate_notice_has_no_document_number() -> None:
    notice = read(mail(APPELLATE, subject='22-2840 Jane Poe v. City of Anytown, et al "Clerk Order"'))
    (case,) = notice.cases
    (entry,) = case.entries
    assert notice.appellate
    assert (notice.court_id, case.court_number, case.case_name) == (
        "ca8",
        "22-2840",
        "Jane Poe v. City of Anytown",
    )
    assert entry.text == "CLERK ORDER: Granting motion. Brief due 11/30/2022. [5210461] [22-2840]"
    assert entry.document_number is None
    assert entry.document_url == "https://ecf.ca8.uscourts.gov/docs1/008?uid=ab"
    assert entry.short_text == "Clerk Order"
    assert notice.entered_at == datetime(2022, 10, 26, 17, 29, 34, tzinfo=UTC)


def test_a_document_named_behind_the_docket_text_is_no_part_of_it() -> None:
    body = """<div>United States Court of Appeals for the Ninth Circuit</div><div>Notice of Docket Activity</div>
<div>The following transaction was entered on June 23, 2025 2:07:55 PM PDT and filed on June 23, 2025</div>
<div><b>Case Name:</b> Poe v. Raven</div><div><b>Case Number:</b> 25-1234</div>
<div><b>Docket Text:</b> ORDER FILED. Document: see below.</div>
<div><b>Document:</b> <a href="https://ca9-showdoc.azurewebsites.us/NDA/1-2">Main Document</a></div>
<div>Notice will be electronically mailed to:</div><div>a@b.example</div>"""
    notice = read(mail(body, subject="25-1234 Poe v. Raven Order Filed"))
    (entry,) = notice.cases[0].entries
    assert entry.text == "ORDER FILED. Document: see below."
    assert entry.document_url == "https://ca9-showdoc.azurewebsites.us/NDA/1-2"
    assert entry.filed_on == date(2025, 6, 23)
    assert (notice.court_id, entry.short_text) == ("ca9", "Order Filed")


def test_lines_like_labels_stay_in_the_docket_text() -> None:
    text = "Minute Entry<br>Judge: Solomon<br>Filer: none<br>Case Number: not this<br>Document: Exhibit list.<br>Done"
    notice = read(mail(district(text=text)))
    (entry,) = notice.cases[0].entries
    assert entry.text == (
        "Minute Entry Judge: Solomon Filer: none Case Number: not this Document: Exhibit list. Done (Doe, Jane)"
    )


PANEL = district(case="IN RE: Widget Litigation", number="MDL No. 2967").replace(
    "<B>MDL", "<table><tr><td>Case Name:</td><td>Poe et al v. Widget</td></tr><tr><td>Case Number:</td>"
    "<td>NYS/1:20-cv-01296</td></tr><tr><td>Document Number:</td><td>18</td></tr></table><p>Docket Text:"
    "<BR>NOTICE (Doe, Jane)</p><B>MDL", 1,
).replace("U.S. District Court", "United States").replace(
    "Southern District of Ohio", "United States Judicial Panel on Multidistrict Litigation"
)  # fmt: skip


def test_the_panel_names_the_courts_where_its_cases_are_pending() -> None:
    notice = read(mail(PANEL, subject="Activity in Case MDL No. 2967 IN RE: Widget Litigation Notice"))
    assert notice.court_id == "jpml"
    assert [(case.court_number, case.other_court_id) for case in notice.cases] == [
        ("MDL No. 2967", None),
        ("1:20-cv-01296", "nysd"),
    ]
    assert notice.cases[1].entries[0].text == "NOTICE (Doe, Jane)"
    assert notice.cases[0].entries[0].short_text == "Notice"


PLAIN = """This is an automatic e-mail message generated by the CM/ECF system.

U.S. District Court
Southern District of Ohio

Notice of Electronic Filing
The following transaction was entered  by Doe, Jane on 3/5/2024
4:05 PM EST and filed on 3/4/2024

Case Name: Roe et al v.
Acme Widgets, Inc. et al
Case Number: 2:24-cv-00031-ABC-DEF https://ecf.ohsd.uscourts.gov/cgi-bin/DktRpt.pl?1

Filer: Acme

WARNING: CASE CLOSED on 02/21/2024

Document Number: 17


Copy the URL address from the line below into the location bar
of your Web browser to view the document:
https://ecf.ohsd.uscourts.gov/doc1/141?caseid=1


Docket Text:
<b>MOTION to <i></i> Dismiss
by Acme (Doe, Jane) </b>



2:24-cv-00031-ABC-DEF-2 Notice has been electronically mailed to:
Jane Doe
   jane@doe-law.example

2:24-cv-00031-ABC-DEF Notice will be delivered by other means to::
"""


@pytest.mark.parametrize("quote", ["", "> ", ">> ", "> > "])
def test_plain_text_is_read_the_same_when_it_is_quoted(quote: str) -> None:
    body = textwrap.indent(PLAIN, quote, lambda line: True)
    subject = "Fwd: Re: Activity in Case 2:24-cv-00031-ABC-DEF Roe et al v. Acme Widgets, Inc. et al Motion to Dismiss"
    notice = read(mail(f"See below.\n\n{body}", html=False, subject=subject, sender="jane@doe-law.example"))
    (case,) = notice.cases
    (entry,) = case.entries
    assert (notice.court_id, case.court_number, case.case_name) == (
        "ohsd",
        "2:24-cv-00031",
        "Roe v. Acme Widgets, Inc.",
    )
    assert (entry.filed_on, entry.document_number) == (date(2024, 3, 4), "17")
    assert entry.text == "MOTION to Dismiss by Acme (Doe, Jane)"
    assert entry.document_url == "https://ecf.ohsd.uscourts.gov/doc1/141?caseid=1"
    assert entry.short_text == "Motion to Dismiss"
    assert not notice.sender_verified


def test_notices_attached_as_mails_are_all_found() -> None:
    outer = EmailMessage()
    outer["From"] = "clerk@firm.example"
    outer.set_content("Two from the court.")
    for number in ("2:24-cv-00031", "2:24-cv-00032"):
        inner = EmailMessage()
        inner["From"] = "ecf@ohsd.uscourts.gov"
        inner.set_content(district(number=number), subtype="html")
        outer.add_attachment(inner)
    notices = read_court_notices(read_message(outer.as_bytes()))
    assert [notice.cases[0].court_number for notice in notices] == ["2:24-cv-00031", "2:24-cv-00032"]
    assert all(notice.sender_verified for notice in notices)


def test_two_notices_in_one_body_keep_their_own_dates() -> None:
    second = district(number="2:24-cv-00032").replace("filed on 3/4/2024", "filed on 4/4/2024")
    notices = read_court_notices(read_message(mail(district() + second)))
    assert [(n.court_id, n.cases[0].court_number, n.cases[0].entries[0].filed_on) for n in notices] == [
        ("ohsd", "2:24-cv-00031", date(2024, 3, 4)),
        ("ohsd", "2:24-cv-00032", date(2024, 4, 4)),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Dear Jane, in case 2:24-cv-00031 the hearing is on Monday.",
        "Case Number: 2:24-cv-00031\nCase Name: Roe v. Acme\nPlease call me.",
        "Case Number: 2:24-cv-00031\nDocket Text: something I copied for you",
        "The following transaction was entered by hand. Case Number: none\nDocket Text:\nnothing",
        "",
    ],
)
def test_a_mail_that_only_speaks_of_a_case_is_no_notice(body: str) -> None:
    assert read_court_notice(read_message(mail(body, html=False))) is None


def test_a_forged_sender_is_told() -> None:
    assert not read(mail(district(), sender="ecf@ohsd.uscourts.gov.evil.example")).sender_verified
    assert not read(mail(district(), sender="ecf@notuscourts.gov")).sender_verified


def test_a_notice_without_its_heading_finds_the_court_by_the_docket_link() -> None:
    body = district().replace("Southern District of Ohio", "")
    assert read(mail(body, sender="jane@doe-law.example")).court_id == "ohsd"


def test_an_impossible_date_is_left_out() -> None:
    notice = read(mail(district().replace("filed on 3/4/2024", "filed on 13/44/2024")))
    assert notice.cases[0].entries[0].filed_on is None


def test_a_moment_without_its_zone_is_not_guessed() -> None:
    assert read(mail(district().replace("4:05 PM EST", "4:05 PM"))).entered_at is None
