"""What a column of a CSV file can mean: target fields, and the header names they go by in the systems we
know.

Header names are compared by their letters and digits alone (``header_key``): any case, "E-mail Address" as
"email_address".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal

from app.kernel.text import fold

MOST_HEADERS = 1_000
"""Of a table with more columns the rest is not told apart."""
RecordKind = Literal["contact", "matter", "note"]


def header_key(header: str) -> str:
    """A header as it is compared: folded, letters and digits only ("E-mail 1 - Value" → "email1value")."""
    return "".join(character for character in fold(header) if character.isalnum())


def fingerprint(headers: Iterable[str]) -> str:
    """What is the same for the same headers in any order, case and spelling of spaces; of 1,000 at most."""
    keys = sorted({header_key(header) for header in headers} - {""})[:MOST_HEADERS]
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()


_PLACES = {
    "work": ("business", "work", "office", "company"),
    "home": ("home",),
    "other": ("other", "mailing", ""),
}
_PARTS = {
    "street": ("street", "street1", "addressline1", "address1", "streetaddress"),
    "street_2": ("street2", "addressline2", "address2"),
    "street_3": ("street3", "addressline3", "address3"),
    "city": ("city", "town"),
    "region": ("state", "region", "province", "stateprovince", "county"),
    "postal_code": ("postalcode", "zip", "zipcode", "postcode"),
    "country": ("country", "countryregion"),
    "whole": ("address", "fulladdress"),
}
ADDRESS_PARTS = tuple(_PARTS)
ADDRESS_LABELS = tuple(_PLACES)

EMAIL_TARGETS = ("email", "email_2", "email_3")
# Target and the label that the number gets, in the order in which a person's numbers are listed.
PHONE_LABELS = {
    "phone_main": "main",
    "phone_work": "work",
    "phone_work_2": "work",
    "phone_home": "home",
    "phone_home_2": "home",
    "phone_mobile": "mobile",
    "phone_other": "other",
    "phone_assistant": "assistant",
    "fax_work": "fax",
    "fax_home": "fax",
    "fax_other": "fax",
}

_CONTACT = {
    "title": ("title", "prefix", "nameprefix", "salutation"),
    "first_name": ("firstname", "givenname", "forename"),
    "middle_name": ("middlename", "additionalname"),
    "last_name": ("lastname", "familyname", "surname"),
    "suffix": ("suffix", "namesuffix"),
    "full_name": (
        "displayname",
        "fullname",
        "name",
        "contactname",
        "clientname",
        "client",
        "customer",
        "customername",
    ),
    "company": (
        "company",
        "companyname",
        "organizationname",
        "organization1name",
        "organisation",
        "organization",
    ),
    "job_title": ("jobtitle", "organizationtitle", "organization1title", "position"),
    "email": ("emailaddress", "email", "mail", "email1address", "primaryemail"),
    "email_2": ("email2address", "email2", "secondaryemail"),
    "email_3": ("email3address", "email3"),
    "phone_main": (
        "primaryphone",
        "companymainphone",
        "mainphone",
        "phone",
        "telephone",
        "phonenumber",
        "tel",
    ),
    "phone_work": ("businessphone", "workphone", "officephone", "office"),
    "phone_work_2": ("businessphone2",),
    "phone_home": ("homephone", "home"),
    "phone_home_2": ("homephone2",),
    "phone_mobile": ("mobilephone", "mobile", "cell", "cellphone", "mobilenumber"),
    "phone_other": ("otherphone", "carphone"),
    "phone_assistant": ("assistantsphone",),
    "fax_work": ("businessfax", "workfax", "companyfax", "fax"),
    "fax_home": ("homefax",),
    "fax_other": ("otherfax",),
    "language": ("language", "preferredlanguage"),
    "notes": ("notes", "privatenotes", "contactnotes", "note", "comments"),
    "birthday": ("birthday", "dateofbirth", "birthdate", "dob"),
    "external_id": ("mycaseid", "clioid", "contactid", "externalid"),
    "archived": ("archived", "inactive"),
    "people": ("contacts",),
    "tags": ("labels", "tags", "categories", "contactgroup", "groupmembership", "keywords"),
}
_CONTACT |= {
    f"address_{label}_{part}": tuple(place + key for place in places for key in keys)
    for label, places in _PLACES.items()
    for part, keys in _PARTS.items()
}

_MATTER = {
    "number": (
        "customnumber",
        "number",
        "matternumber",
        "casenumber",
        "fileno",
        "filenumber",
        "fileref",
        "displaynumber",
    ),
    "title": (
        "casemattername",
        "description",
        "name",
        "mattername",
        "casename",
        "matter",
        "title",
        "caption",
    ),
    "status": ("status", "matterstatus", "casestatus"),
    "is_closed": ("caseclosed", "closed"),
    "client_first_name": ("clientfirstname",),
    "client_last_name": ("clientlastname",),
    "client_company": ("clientcompanyname", "clientcompany"),
    "clients": ("contacts", "contact", "client", "clients", "clientname"),
    "reference": ("clientreference", "clientreferencenumber", "reference"),
    "court_number": (
        "courtnumber",
        "docketnumber",
        "courtcasenumber",
        "causenumber",
        "indexnumber",
        "docket",
    ),
    "court": ("location", "court", "venue", "jurisdiction"),
    "practice_area": ("practicearea", "mattertype", "casetype", "areaoflaw"),
    "stage": ("casestage", "stage", "matterstage"),
    "opened_on": ("opendate", "dateopened", "opened", "openedon"),
    "closed_on": ("closedate", "closeddate", "dateclosed"),
    "pending_on": ("pendingdate",),
    "limitation_on": ("soldate", "statuteoflimitations", "limitationdate", "statuteoflimitationsdate"),
    "responsible": (
        "leadattorney",
        "responsibleattorney",
        "responsiblelawyer",
        "attorney",
        "assignedto",
        "feeearner",
    ),
    "notes": ("notes", "note", "casedescription", "comments"),
    "conflict_checked": ("conflictcheck", "conflictchecked"),
    "conflict_notes": ("conflictchecknotes",),
    "external_id": ("mycaseid", "clioid", "matterid", "caseid", "externalid"),
}

_NOTE = {
    "matter": ("casename", "matter", "mattername", "casemattername", "matternumber", "case", "casenumber"),
    "on": ("date", "activitydate", "notedate", "createdat"),
    "author": ("createdby", "activityuser", "author", "user", "writtenby"),
    "topic": ("subject", "activitydescription", "activity", "title"),
    "text": ("note", "notes", "description", "text", "details"),
    "hours": ("quantity", "hours", "duration"),
    "price": ("price", "rate", "hourlyrate"),
    "total": ("total", "amount", "charge", "billedamount"),
    "kind": ("type",),
    "non_billable": ("nonbillable",),
}

ALIASES: dict[RecordKind, dict[str, tuple[str, ...]]] = {
    "contact": _CONTACT,
    "matter": _MATTER,
    "note": _NOTE,
}
# Several columns may feed these; of the others the first that is known counts.
JOINED = frozenset({"notes", "tags", "text"})


def target_label(target: str) -> str:
    """A target in words for the mapping form: "address_work_postal_code" → "address work postal code"."""
    return target.replace("_", " ")


def columns_by_target(record: RecordKind, headers: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
    """For each target field the columns whose header is one of its known names, best name first.

    A column feeds one target only, the first that asks for it.
    """
    by_key: dict[str, int] = {}
    for index, header in enumerate(headers):
        if key := header_key(header):
            by_key.setdefault(key, index)
    taken: set[int] = set()
    found: dict[str, tuple[int, ...]] = {}
    for target, names in ALIASES[record].items():
        columns = tuple(by_key[name] for name in names if name in by_key and by_key[name] not in taken)
        if columns and target not in JOINED:
            columns = columns[:1]
        if columns:
            found[target] = columns
            taken.update(columns)
    return found
