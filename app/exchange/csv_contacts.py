"""Rows of a contact list to contact records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.exchange.csv_cells import Cells
from app.exchange.csv_records import ContactKind, ContactRecord, Labelled, PostalAddress
from app.exchange.csv_targets import ADDRESS_LABELS, ADDRESS_PARTS, EMAIL_TARGETS, PHONE_LABELS, header_key
from app.exchange.csv_values import has_short_year, is_day_of_year, read_name, read_yes
from app.kernel.language import tr

_NUMBERED = re.compile(r"(email|phone|address)(\d{1,2})([a-z]+)")
_JOIN = " ::: "
_BETWEEN_PEOPLE = re.compile(r";|\n| ::: |,(?=\s)")
_MAIL_BREAK = re.compile(r"[;,\s]+")
_LABELS = {"business": "work", "office": "work", "cell": "mobile", "mobil": "mobile", "custom": "other"}
_GOOGLE_PARTS = {
    "street": "street",
    "extendedaddress": "street_2",
    "pobox": "street_3",
    "city": "city",
    "region": "region",
    "postalcode": "postal_code",
    "country": "country",
    "formatted": "whole",
}


@dataclass(frozen=True, slots=True)
class _Numbered:
    """Columns of "E-mail 2", "Phone 3", "Address 1": what is in them and where its label stands (-1:
    nowhere).
    """

    what: str
    label: int
    parts: tuple[tuple[str, int], ...]


def numbered_columns(headers: tuple[str, ...]) -> tuple[_Numbered, ...]:
    """The numbered groups of Google's exports, now ("Label") and before ("Type")."""
    groups: dict[tuple[str, int], dict[str, int]] = {}
    for index, header in enumerate(headers):
        if match := _NUMBERED.fullmatch(header_key(header)):
            groups.setdefault((match[1], int(match[2])), {}).setdefault(match[3], index)
    found = []
    for (what, _), columns in sorted(groups.items()):
        label = columns.get("label", columns.get("type", -1))
        names = _GOOGLE_PARTS if what == "address" else {"value": "value"}
        parts = tuple((names[part], index) for part, index in columns.items() if part in names)
        if parts:
            found.append(_Numbered(what, label, parts))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ContactReader:
    """Makes contact records of rows, for one set of columns."""

    numbered: tuple[_Numbered, ...]

    def read(self, row: int, cells: Cells) -> ContactRecord:
        """One row. Raises RowError."""
        first, last, company = cells.text("first_name"), cells.text("last_name"), cells.text("company")
        if not first and not last:
            name = read_name(cells.text("full_name"))
            first, last = name.first, name.last
            company = company or name.company
        if not first and not last and not company:
            # Better a client under an address than a row lost: but nobody could say who it is.
            raise cells.refuse("last_name", tr("The row has no name: a last name or a company is needed."))
        remarks = [cells.joined("notes", "\n\n")]
        if people := cells.text("people"):
            remarks.append(
                f"People: {'; '.join(filter(None, map(str.strip, _BETWEEN_PEOPLE.split(people))))}"
            )
        kind: ContactKind = "person" if first or last else "organisation"
        emails, phones, addresses = self._ways(cells, remarks)
        birthday = self._birthday(cells, remarks)
        return ContactRecord(
            row=row,
            kind=kind,
            title=cells.text("title"),
            first_name=first if last else "",
            middle_name=cells.text("middle_name"),
            last_name=last or first,
            suffix=cells.text("suffix"),
            company=company,
            job_title=cells.text("job_title"),
            emails=emails,
            phones=phones,
            addresses=addresses,
            language=cells.text("language"),
            notes="\n\n".join(filter(None, remarks)),
            birthday=birthday,
            external_id=cells.text("external_id") or None,
            archived=read_yes(cells.text("archived")),
            tags=_tags(cells),
        )

    def _ways(
        self, cells: Cells, remarks: list[str]
    ) -> tuple[tuple[Labelled, ...], tuple[Labelled, ...], tuple[PostalAddress, ...]]:
        emails: dict[str, Labelled] = {}
        phones: dict[str, Labelled] = {}
        addresses = _plain_addresses(cells)
        for target in EMAIL_TARGETS:
            _add_emails(emails, "", cells.text(target), remarks)
        for target, label in PHONE_LABELS.items():
            _add_phones(phones, label, cells.text(target))
        for group in self.numbered:
            label = _label(cells.at(group.label)) if group.label >= 0 else ""
            if group.what == "address":
                addresses.extend(_google_addresses(cells, group, label))
            elif group.what == "email":
                _add_emails(emails, label, cells.at(group.parts[0][1]), remarks)
            else:
                _add_phones(phones, label, cells.at(group.parts[0][1]))
        return tuple(emails.values()), tuple(phones.values()), tuple(addresses)

    def _birthday(self, cells: Cells, remarks: list[str]) -> date | None:
        text = cells.text("birthday")
        if has_short_year(text) and not text.startswith("0/0"):
            remarks.append(f"Birthday (century not known): {text}")  # 3/4/05: a child or a great-grandmother?
            return None
        if is_day_of_year(text):
            remarks.append(f"Birthday (year not known): {text.lstrip('-')}")
            return None
        return cells.date("birthday")


def _label(text: str) -> str:
    word = text.replace("*", "").strip().casefold()
    return _LABELS.get(word, word)


def _tags(cells: Cells) -> tuple[str, ...]:
    """Labels; Google's own groups ("* myContacts") say nothing about a client."""
    parts = re.split(r" ::: |[;,]", cells.joined("tags", ";"))
    return tuple(dict.fromkeys(tag for part in parts if (tag := part.strip()) and not tag.startswith("*")))


def _add_emails(emails: dict[str, Labelled], label: str, cell: str, remarks: list[str]) -> None:
    for value in cell.split(_JOIN) if _JOIN in cell else _MAIL_BREAK.split(cell):
        if "@" in value:
            emails.setdefault(value.strip().casefold(), Labelled(label, value.strip()))
        # An address inside Exchange reaches nobody.
        elif value.strip() and not value.casefold().startswith("/o="):
            remarks.append(f"E-mail as written: {cell}")
            return


def _add_phones(phones: dict[str, Labelled], label: str, cell: str) -> None:
    for value in cell.split(_JOIN):
        if value.strip():
            phones.setdefault(value.strip(), Labelled(label, value.strip()))


def _plain_addresses(cells: Cells) -> list[PostalAddress]:
    found = []
    for label in ADDRESS_LABELS:
        parts = {part: cells.text(f"address_{label}_{part}") for part in ADDRESS_PARTS}
        if address := _address(label, parts):
            found.append(address)
    return found


def _google_addresses(cells: Cells, group: _Numbered, label: str) -> list[PostalAddress]:
    """One address, or several of the same label whose parts are joined by " ::: "."""
    columns = {part: cells.at(index).split(_JOIN) for part, index in group.parts}
    count = max((len(values) for values in columns.values()), default=0)
    found = []
    for position in range(count):
        parts = {part: values[position].strip() for part, values in columns.items() if position < len(values)}
        if address := _address(label, parts):
            found.append(address)
    return found


def _address(label: str, parts: dict[str, str]) -> PostalAddress | None:
    if not any(parts.values()):
        return None
    street = "\n".join(filter(None, (parts.get("street"), parts.get("street_2"), parts.get("street_3"))))
    fields = [parts.get(part, "") for part in ("city", "region", "postal_code", "country")]
    if not street and not any(fields):
        street = parts.get("whole", "")
    city, region, postal_code, country = fields
    return PostalAddress(label, street, city, region, postal_code, country)
