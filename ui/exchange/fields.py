"""What a column can mean, in words, and what a file must have at least."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.exchange.csv_kinds import Mapping
from app.exchange.csv_targets import ALIASES, RecordKind, target_label
from app.kernel.text import capital

translate = QCoreApplication.translate


def _contact() -> dict[str, str]:
    """Fields of a client."""
    return {
        "full_name": translate("Columns", "Name, whole"),
        "first_name": translate("Columns", "First name"),
        "middle_name": translate("Columns", "Middle name"),
        "last_name": translate("Columns", "Last name"),
        "company": translate("Columns", "Organisation"),
        "title": translate("Columns", "Salutation"),
        "suffix": translate("Columns", "Name suffix"),
        "job_title": translate("Columns", "Position"),
        "email": translate("Columns", "E-mail"),
        "email_2": translate("Columns", "E-mail, second"),
        "email_3": translate("Columns", "E-mail, third"),
        "phone_main": translate("Columns", "Phone"),
        "phone_mobile": translate("Columns", "Phone, mobile"),
        "phone_work": translate("Columns", "Phone, work"),
        "phone_home": translate("Columns", "Phone, home"),
        "phone_other": translate("Columns", "Phone, other"),
        "fax_work": translate("Columns", "Fax"),
        "language": translate("Columns", "Language"),
        "notes": translate("Columns", "Notes"),
        "external_id": translate("Columns", "Number in the other system"),
        "address_work_whole": translate("Columns", "Address, in one"),
    }


def _matter() -> dict[str, str]:
    """Fields of a matter."""
    return {
        "number": translate("Columns", "File number"),
        "title": translate("Columns", "Title of the matter"),
        "clients": translate("Columns", "Client, whole name"),
        "client_first_name": translate("Columns", "Client's first name"),
        "client_last_name": translate("Columns", "Client's last name"),
        "client_company": translate("Columns", "Client, an organisation"),
        "status": translate("Columns", "Status: open, pending, closed"),
        "is_closed": translate("Columns", "Closed: yes or no"),
        "court": translate("Columns", "Court"),
        "court_number": translate("Columns", "Court's number"),
        "practice_area": translate("Columns", "Practice area"),
        "stage": translate("Columns", "Stage"),
        "responsible": translate("Columns", "Responsible lawyer"),
        "opened_on": translate("Columns", "Opened on"),
        "closed_on": translate("Columns", "Closed on"),
        "limitation_on": translate("Columns", "Limitation date"),
        "notes": translate("Columns", "Notes"),
        "reference": translate("Columns", "Client's reference"),
        "external_id": translate("Columns", "Number in the other system"),
    }


def _note() -> dict[str, str]:
    """Fields of a note in a matter."""
    return {
        "matter": translate("Columns", "Matter: its title or number"),
        "on": translate("Columns", "Date"),
        "topic": translate("Columns", "Subject"),
        "text": translate("Columns", "Text"),
        "author": translate("Columns", "Written by"),
        "hours": translate("Columns", "Hours"),
        "price": translate("Columns", "Price of one, or of an hour"),
        "total": translate("Columns", "What it costs"),
        "non_billable": translate("Columns", "Not billable: yes or no"),
    }


_NAMES: dict[RecordKind, tuple[frozenset[str], ...]] = {
    "contact": (frozenset({"full_name", "first_name", "last_name", "company"}),),
    "matter": (
        frozenset({"title"}),
        frozenset({"clients", "client_first_name", "client_last_name", "client_company"}),
    ),
    "note": (frozenset({"matter"}), frozenset({"on"}), frozenset({"topic", "text"})),
}


def choices(record: RecordKind) -> list[tuple[str, str]]:
    """Every field of a client or a matter, the usual ones first; "" leaves the column out."""
    usual = {"contact": _contact, "matter": _matter, "note": _note}[record]()
    rest = {target: _plain(target) for target in ALIASES[record] if target not in usual}
    leave_out = ("", translate("Columns", "Leave out"))
    return [leave_out, *usual.items(), *sorted(rest.items(), key=_by_words)]


def missing(mapping: Mapping) -> str:
    """What a mapping lacks, as a sentence; empty where it is enough."""
    have = {target for target, _ in mapping.columns}
    lacks = [needed for needed in _NAMES[mapping.record] if not needed & have]
    if not lacks:
        return ""
    if mapping.record == "contact":
        return translate("Columns", "Please say which column has the client's name.")
    if mapping.record == "note":
        return {
            "matter": translate("Columns", "Please say which column has the matter of a note."),
            "on": translate("Columns", "Please say which column has the date of a note."),
            "text": translate("Columns", "Please say which column has the words of a note."),
        }[max(lacks[0] - {"topic"})]
    if "title" in lacks[0]:
        return translate("Columns", "Please say which column has the title of the matter.")
    return translate("Columns", "Please say which column has the client of the matter.")


def _plain(target: str) -> str:
    if target.startswith("address_"):
        _, which, part = target.split("_", 2)
        words = translate("Columns", "Address ({which}): {part}")
        return words.format(which=_word(which), part=_word(target_label(part)))
    return _word(capital(target_label(target)))


def _word(target: str) -> str:
    return translate("Columns", target)


def _by_words(pair: tuple[str, str]) -> str:
    return pair[1]
