"""Rows of every header set to records, with own invented samples and the shared Clio files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.exchange.csv_records import ClientName, ContactRecord, Labelled, MatterRecord, PostalAddress
from tests.app.exchange.csv_whole import CsvContent, read_csv

SHARED = Path(__file__).parents[4] / "shared" / "data" / "csv"
CLIO_MATTERS = (
    "status,location,client_reference,description,open_date,close_date,pending_date,custom_number,note,"
    "client_first_name,client_last_name,client_company_name\n"
)


def only_contact(text: str) -> ContactRecord:
    content = read_csv(text.encode())
    assert content.refused == ()
    (contact,) = content.contacts
    return contact


def only_matter(text: str) -> MatterRecord:
    content = read_csv(text.encode())
    assert content.refused == ()
    (matter,) = content.matters
    return matter


def shared(name: str) -> CsvContent:
    if not (SHARED / name).is_file():
        pytest.skip("the shared data folder is not beside the project")
    return read_csv((SHARED / name).read_bytes())


def test_shared_clio_contacts() -> None:
    content = shared("clio-contacts.csv")
    assert (content.kind, len(content.contacts), content.refused) == ("clio-contacts", content.total_rows, ())
    people = [contact for contact in content.contacts if contact.kind == "person"]
    assert people
    assert all(contact.last_name for contact in people)
    assert all(contact.company for contact in content.contacts if contact.kind == "organisation")


def test_shared_clio_matters() -> None:
    content = shared("clio-matters.csv")
    assert (content.kind, len(content.matters), content.refused) == ("clio-matters", 70, ())
    assert all(matter.court_number and matter.court and not matter.reference for matter in content.matters)
    assert all(len(matter.clients) == 1 and matter.opened_on for matter in content.matters)
    assert [matter.row for matter in content.matters] == list(range(2, 72))


def test_clio_matter() -> None:
    matter = only_matter(
        CLIO_MATTERS + "Closed,cand,3:26-cv-00412,Whitcombe v. Larkspur Catering,11/03/2025,1/9/26,,00003,"
        "Settled,Nora,Whitcombe,\n"
    )
    assert (matter.number, matter.title, matter.status) == (
        "00003",
        "Whitcombe v. Larkspur Catering",
        "closed",
    )
    assert matter.clients == (ClientName("Nora", "Whitcombe", ""),)
    assert (matter.court_number, matter.court, matter.reference) == ("3:26-cv-00412", "cand", "")
    assert (matter.opened_on, matter.closed_on, matter.pending_on) == (
        date(2025, 11, 3),
        date(2026, 1, 9),
        None,
    )
    assert matter.notes == "Settled"


@pytest.mark.parametrize(
    ("reference", "location", "is_court_number"),
    [
        ("24-10418", "", True),
        ("MDL No. 2967", "jpml", True),
        ("22STCV12345", "", True),
        ("CGC-22-601234", "", True),
        ("2022-CV-00123", "", True),
        ("34-2021-00300000-CU-BC-GDS", "Superior Court of Sacramento", True),
        ("Claim 778812", "Oakland office", False),
        ("PO 4500123", "", False),
        ("Mrs Whitcombe's second file", "cand", False),
        ("", "cand", False),
    ],
)
def test_client_reference_is_a_court_number_only_if_it_looks_like_one(
    reference: str, location: str, is_court_number: bool
) -> None:
    matter = only_matter(CLIO_MATTERS + f"Open,{location},{reference},A v. B,,,,,,,,Firm LLC\n")
    assert (matter.court_number, matter.reference) == (
        (reference, "") if is_court_number else ("", reference)
    )


def test_rows_that_cannot_be_taken_over_say_why_and_the_others_are() -> None:
    content = read_csv(
        (
            CLIO_MATTERS + "Open,,,A v. B,02/30/2026,,,1,,,,X LLC\n"
            "Open,,,,,,,2,,,,X LLC\n"
            "Sleeping,,,C v. D,,,,3,,,,X LLC\n"
            ",,,C v. D,,,,4,,,,X LLC\n"
            "Open,,,C v. D,soon,,,5,,,,X LLC\n"
            "open,,,E v. F,2026-11-23,,,6,,,,X LLC\n"
        ).encode()
    )
    assert [matter.number for matter in content.matters] == ["6"]
    assert [(row.row, row.field) for row in content.refused] == [
        (2, "open_date"),
        (3, "description"),
        (4, "status"),
        (5, "status"),
        (6, "open_date"),
    ]
    assert content.refused[0].reason == (
        "open_date “02/30/2026” is no day of the calendar (read as month/day/year)."
    )
    assert content.total_rows == 6


def test_clio_contact_person_and_organisation() -> None:
    content = read_csv(
        b"TITLE,job_title,first_name,last_name,company,business_street,business_city,business_state,"
        b"business_postal_code,email_address,primary_phone\n"
        b"Ms,Cook,Nora,Whitcombe,Larkspur,1 Elm St,Oakland,CA,94607,nora@example.com,'+1 510 555 0144\n"
        b",,,,Stonegate LLC,,,,,,\n"
        b",,,Rowe,,,,,,,\n"
        b"Mr,,,,,2 Elm St,,,,,\n"
    )
    nora, stonegate, rowe = content.contacts
    assert (nora.kind, nora.title, nora.job_title, nora.company) == ("person", "Ms", "Cook", "Larkspur")
    assert nora.emails == (Labelled("", "nora@example.com"),)
    assert nora.phones == (Labelled("main", "+1 510 555 0144"),)
    assert nora.addresses == (PostalAddress("work", "1 Elm St", "Oakland", "CA", "94607", ""),)
    assert (stonegate.kind, stonegate.company) == ("organisation", "Stonegate LLC")
    assert (rowe.kind, rowe.last_name) == ("person", "Rowe")
    assert [(row.row, row.reason) for row in content.refused] == [
        (5, "The row has no name: a last name or a company is needed.")
    ]


def test_mycase_client() -> None:
    contact = only_contact(
        "MyCase ID,First Name,Middle Name,Last Name,Company,Job Title,Home Street,Home Street 2,Home City,"
        "Home State,Home Postal Code,Home Country/Region,Home Fax,Work Phone,Home Phone,"
        "Mobile Phone,Contact Group,"
        "E-mail Address,Web Page,Archived,Birthday,Private Notes,:Notes,Cases,Created Date\n"
        "771,Luz,M.,Delacroix,,,9 Oak Ave,Apt 4,Oakland,CA,94601,USA,,,510 555 0101,510 555 0102,Client,"
        'luz@example.org,,true,7/4/1981,Wants Spanish,"Two\nlines",Delacroix v. Mills,1/2/2025\n'
    )
    assert (contact.external_id, contact.archived, contact.birthday) == ("771", True, date(1981, 7, 4))
    assert contact.addresses == (PostalAddress("home", "9 Oak Ave\nApt 4", "Oakland", "CA", "94601", "USA"),)
    assert contact.phones == (Labelled("home", "510 555 0101"), Labelled("mobile", "510 555 0102"))
    assert set(contact.notes.split("\n\n")) == {"Two\nlines", "Wants Spanish"}
    assert contact.tags == ("Client",)


def test_mycase_company() -> None:
    contact = only_contact(
        "MyCase ID,Company,Business Street,Company Main Phone,E-mail Address,Contacts,Cases,:Notes\n"
        "12,Stonegate LLC,5 Quay,510 555 0103,office@example.net,Bea Okafor,,\n"
    )
    assert (contact.kind, contact.company, contact.external_id) == ("organisation", "Stonegate LLC", "12")
    assert contact.phones == (Labelled("main", "510 555 0103"),)


def test_mycase_case() -> None:
    matter = only_matter(
        "Case/Matter Name,Number,Open Date,Practice Area,Case Description,Case Closed,"
        "Closed Date,Lead Attorney,"
        "Originating Attorney,SOL Date,Outstanding Balance,MyCase ID,Contacts,Case Stage,Conflict Check?\n"
        "Okafor v. Stonegate,2026-014,1/5/2026,Landlord and tenant,Repairs,true,3/1/2026,"
        "David Finch,Ann Harbour,"
        "1/5/2028,0.00,88,Bea Okafor; Stonegate LLC,Trial,true\n"
    )
    assert (matter.title, matter.number, matter.status) == ("Okafor v. Stonegate", "2026-014", "closed")
    assert (matter.practice_area, matter.stage, matter.responsible) == (
        "Landlord and tenant",
        "Trial",
        "David Finch",
    )
    assert matter.limitation_on == date(2028, 1, 5)
    assert matter.clients == (ClientName("Bea", "Okafor", ""), ClientName("", "", "Stonegate LLC"))
    assert (matter.external_id, matter.notes) == ("88", "Repairs\n\nConflict check: done")


def test_outlook_contact() -> None:
    contact = only_contact(
        "Title,First Name,Middle Name,Last Name,Suffix,Company,Job Title,Business Street,Business City,"
        "Business Phone,Home Phone,Mobile Phone,Primary Phone,Business Fax,E-mail Address,E-mail Type,"
        "E-mail Display Name,E-mail 2 Address,Birthday,Language,Notes,Web Page\n"
        "Dr.,Silas,,Vance,Jr.,Poolcraft,Owner,8 Pier,Oakland,510 555 0104,,510 555 0105,,510 555 0106,"
        "silas@example.com,SMTP,Silas Vance,SILAS@example.com,25/12/1970,English,Prefers text,\n"
    )
    assert (contact.suffix, contact.language, contact.birthday) == ("Jr.", "English", date(1970, 12, 25))
    assert contact.emails == (Labelled("", "silas@example.com"),)
    assert contact.phones == (
        Labelled("work", "510 555 0104"),
        Labelled("mobile", "510 555 0105"),
        Labelled("fax", "510 555 0106"),
    )


def test_outlook_address_inside_exchange_and_no_birthday() -> None:
    contact = only_contact(
        "First Name,Last Name,Business Phone,E-mail Address,E-mail Type,Birthday\n"
        "Tamsin,Rowe,,/o=ExchangeLabs/ou=Group/cn=rowe,EX,0/0/00\n"
    )
    assert (contact.emails, contact.birthday, contact.notes) == ((), None, "")


def test_google_contact_now_with_joined_values() -> None:
    contact = only_contact(
        "First Name,Middle Name,Last Name,Organization Name,Organization Title,Birthday,Notes,Labels,"
        "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
        "Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - Region,"
        "Address 1 - Postal Code,Address 1 - Country\n"
        "Karin,,Lindqvist,Lindqvist AB,Chair,--03-14,,Clients ::: Estate ::: * myContacts,* Home,"
        "karin@example.com ::: k@example.net,Work,office@example.org,Mobile,"
        "510 555 0107 ::: 510 555 0108,Home,"
        '"3 Fir Rd\nOakland",3 Fir Rd,Oakland,CA,94602,US\n'
    )
    assert contact.emails == (
        Labelled("home", "karin@example.com"),
        Labelled("home", "k@example.net"),
        Labelled("work", "office@example.org"),
    )
    assert contact.phones == (Labelled("mobile", "510 555 0107"), Labelled("mobile", "510 555 0108"))
    assert contact.addresses == (PostalAddress("home", "3 Fir Rd", "Oakland", "CA", "94602", "US"),)
    assert contact.tags == ("Clients", "Estate")
    assert (contact.birthday, contact.notes) == (None, "Birthday (year not known): 03-14")


def test_google_contact_before() -> None:
    contact = only_contact(
        "Name,Given Name,Additional Name,Family Name,Birthday,Group Membership,"
        "E-mail 1 - Type,E-mail 1 - Value,"
        "Phone 1 - Type,Phone 1 - Value,Address 1 - Type,Address 1 - Formatted,Organization 1 - Name\n"
        "Piers Abernathy,Piers,,Abernathy,1960-01-31,* myContacts,* Home,piers@example.com,Home,510 555 0109,"
        "Home,7 Bay St,Coastline\n"
    )
    assert (contact.first_name, contact.last_name, contact.company) == ("Piers", "Abernathy", "Coastline")
    assert contact.birthday == date(1960, 1, 31)
    assert contact.addresses[0].street == "7 Bay St"
    assert contact.tags == ()


def test_practicepanther_contact_and_matter() -> None:
    contact = only_contact(
        "Display Name,Number,CompanyName,First Name,Last Name,Email,Home,Mobile,Office Phone,"
        "Address,ContactNotes,"
        "AssignedTo,Tags\n"
        'Amy Marsh,17,,Amy,Marsh,"amy@example.com; am@example.org",510 555 0110,510 555 0111,,'
        '"1 Farm Ln, Oakland",'
        'Careful,Ann Harbour,"vip, farm"\n'
    )
    assert [email.value for email in contact.emails] == ["amy@example.com", "am@example.org"]
    assert [phone.label for phone in contact.phones] == ["home", "mobile"]
    assert contact.addresses[0].street == "1 Farm Ln, Oakland"
    assert (contact.notes, contact.tags) == ("Careful", ("vip", "farm"))
    matter = only_matter("Contact,Name,Number,Notes,Status\nAmy Marsh,Marsh v. Willow,44,,Archived\n")
    assert (matter.number, matter.title, matter.status) == ("44", "Marsh v. Willow", "closed")
    assert matter.clients == (ClientName("Amy", "Marsh", ""),)


def test_birthday_of_two_digits_is_not_guessed() -> None:
    contact = only_contact("First Name,Last Name,Business Phone,Birthday\nAda,Bell,,3/4/05\n")
    assert (contact.birthday, contact.notes) == (None, "Birthday (century not known): 3/4/05")


def test_control_characters_and_loose_accents_do_not_come_through() -> None:
    matter = only_matter(CLIO_MATTERS + "Open,,,Caf\x00e\u0301 v. B,,,,,,,,X\n")
    assert matter.title == "Café v. B"


def test_a_hundred_thousand_rows() -> None:
    body = "".join(
        f"Open,cand,3:26-cv-{n:05},A{n} v. B,01/02/2026,,,{n},,,,C{n} LLC\n" for n in range(100_000)
    )
    content = read_csv((CLIO_MATTERS + body).encode("latin-1"))
    assert (len(content.matters), content.refused) == (100_000, ())
    assert content.matters[-1].row == 100_001
