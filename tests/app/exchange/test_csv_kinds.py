"""Files are known by their headers; unknown ones get a mapping to start from."""

from __future__ import annotations

from datetime import date

import pytest

from app.exchange.csv_encodings import Source
from app.exchange.csv_kinds import Mapping, recognise, suggest_mapping
from app.exchange.csv_rows import looks_like_csv
from app.exchange.csv_tables import open_table
from app.kernel.errors import Refused
from tests.app.exchange.csv_whole import read_csv

HEADERS = {
    "clio-contacts": "title,job_title,first_name,last_name,company,business_street,email_address,"
    "primary_phone",
    "clio-matters": "status,location,client_reference,description,open_date,custom_number,"
    "client_company_name",
    "clio-activities": "matter,date,activity_description,note,price,quantity,type,activity_user,non_billable",
    "mycase-clients": "MyCase ID,First Name,Middle Name,Last Name,Company,Home Phone,E-mail Address,:Notes",
    "mycase-companies": "MyCase ID,Company,Business Street,Company Main Phone,E-mail Address,Contacts,:Notes",
    "mycase-cases": "Case/Matter Name,Number,Open Date,Case Closed,Lead Attorney,SOL Date,MyCase ID,Contacts",
    "mycase-notes": "Case Name,Created By,Date,Created at,Updated at,Subject,Note",
    "outlook-contacts": "Title,First Name,Last Name,Company,Job Title,Business Street,Business Phone,"
    "Home Phone,"
    "Primary Phone,E-mail Address,E-mail Type,E-mail Display Name,Notes",
    "google-contacts": "First Name,Middle Name,Last Name,Organization Name,Labels,E-mail 1 - Label,"
    "E-mail 1 - Value",
    "google-contacts-old": "Name,Given Name,Additional Name,Family Name,E-mail 1 - Type,E-mail 1 - Value",
    "practicepanther-contacts": "Display Name,Number,CompanyName,First Name,Last Name,Email,Office Phone,"
    "Tags",
    "practicepanther-matters": "Contact,Name,Number,Notes,Status",
}


@pytest.mark.parametrize("code", HEADERS)
def test_known_in_any_order_and_case(code: str) -> None:
    headers = HEADERS[code].split(",")
    for seen in (
        headers,
        headers[::-1],
        [h.upper() for h in headers],
        [h.replace(" ", "_") for h in headers],
    ):
        kind = recognise(tuple(seen))
        assert kind is not None
        assert kind.code == code


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_byte_order_mark_does_not_hide_the_first_header(mark: bytes) -> None:
    assert read_csv(mark + HEADERS["clio-matters"].encode()).kind == "clio-matters"


def test_notes_of_mycase() -> None:
    content = read_csv((HEADERS["mycase-notes"] + "\nA v. B,Maria,1/2/2026,,,Call,Spoke\n").encode())
    (note,) = content.notes
    assert (note.matter, note.author, note.on, note.at) == ("A v. B", "Maria", date(2026, 1, 2), None)
    assert (note.topic, note.text, note.minutes, note.billable) == ("Call", "Spoke", None, False)


def test_activities_of_clio() -> None:
    rows = (
        "\n00001-Ortega,03/04/2026,Phone call,About the lease,250,0.4,TimeEntry,Maria Ortega,false"
        "\n00001-Ortega,03/05/2026,Filing fee,,402,1,ExpenseEntry,Maria Ortega,true"
        "\n,03/05/2026,Filing fee,,402,1,ExpenseEntry,Maria Ortega,true"
        "\n00001-Ortega,,Filing fee,,402,1,ExpenseEntry,Maria Ortega,true"
        "\n00001-Ortega,03/04/2026,,,250,0.4,TimeEntry,Maria Ortega,false"
        "\n00001-Ortega,03/04/2026,Call,,250,long,TimeEntry,Maria Ortega,false\n"
    )
    content = read_csv((HEADERS["clio-activities"] + rows).encode())
    call, fee = content.notes
    assert (call.minutes, call.billable, call.topic, call.text) == (24, True, "Phone call", "About the lease")
    assert (fee.minutes, fee.billable) == (None, False)
    assert [one.row for one in content.refused] == [4, 5, 6, 7]


def test_unknown_headers_are_listed_with_what_is_known() -> None:
    with pytest.raises(Refused) as refusal:
        read_csv(b"colour,taste\nred,sweet\n")
    assert refusal.value.code == "unknown-headers"
    assert "“colour”, “taste”" in refusal.value.message
    assert "Clio matters" in refusal.value.message


def test_suggestion_finds_known_and_similar_names() -> None:
    headers = ("Surname", "Forname", "Telephone", "E-Mail-Adress", "Shoe size")
    assert dict(suggest_mapping(headers).columns) == {
        "last_name": "Surname",
        "first_name": "Forname",
        "phone_main": "Telephone",
        "email": "E-Mail-Adress",
    }


def test_suggestion_tells_matters_from_contacts() -> None:
    mapping = suggest_mapping(("Matter name", "File No.", "Practise area", "Date opened", "Client"))
    assert mapping.record == "matter"
    assert dict(mapping.columns)["practice_area"] == "Practise area"


def test_a_suggestion_can_be_used_as_it_is() -> None:
    raw = b"Surname;Forname;Telephone\nWhitcombe;Nora;+1 510 555 0144\n"
    content = read_csv(raw, mapping=suggest_mapping(open_table(Source.of_bytes(raw)).headers))
    assert content.kind == "mapped"
    (nora,) = content.contacts
    assert (nora.first_name, nora.last_name, nora.phones[0].value) == ("Nora", "Whitcombe", "+1 510 555 0144")


def test_mapping_by_hand_with_day_first_dates() -> None:
    raw = b"what,when,remark,other\nRowe v. Meadow,3/4/2026,one,two\n"
    columns = (("title", "what"), ("opened_on", "When"), ("notes", "remark"), ("notes", "other"))
    (matter,) = read_csv(raw, mapping=Mapping("matter", columns, month_first=False)).matters
    assert matter.opened_on is not None
    assert matter.opened_on.isoformat() == "2026-04-03"
    assert matter.notes == "one\n\ntwo"
    assert matter.status == "open"


@pytest.mark.parametrize(
    ("columns", "code"), [((("title", "nope"),), "unknown-column"), ((("x", "a"),), "unknown-field")]
)
def test_mapping_that_does_not_fit_is_refused(columns: tuple[tuple[str, str], ...], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_csv(b"a,b\n1,2\n", mapping=Mapping("matter", columns))
    assert refusal.value.code == code


def test_looks_like_csv_by_name_or_by_known_headers() -> None:
    known = HEADERS["google-contacts"].encode()
    assert looks_like_csv(known, "contacts.txt")
    assert looks_like_csv(b"colour,taste\n", "Export.CSV")
    assert not looks_like_csv(b"colour,taste\n", "notes.txt")
    assert not looks_like_csv(b"PK\x03\x04", "book.csv")
    assert not looks_like_csv(b"From: a@example.com\nTo: b@example.com, c@example.org\n\nHi", "mail.eml")
    assert not looks_like_csv(b"", "nothing")
