"""Which system a CSV file comes from, told by its headers; or, for headers nobody knows, the user's own
mapping.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from app.exchange.csv_targets import ALIASES, RecordKind, columns_by_target, header_key
from app.exchange.csv_values import in_quotes
from app.kernel.errors import Refused
from app.kernel.language import tr


@dataclass(frozen=True, slots=True)
class Kind:
    """One header set.

    ``all_of`` must be there, one of ``any_of`` too (where given), none of ``none_of``. ``strict_status``: an empty
    status refuses the row.
    """

    code: str
    label: str
    record: RecordKind
    all_of: frozenset[str]
    any_of: frozenset[str] = frozenset()
    none_of: frozenset[str] = frozenset()
    month_first: bool = True
    strict_status: bool = False

    def fits(self, keys: frozenset[str]) -> bool:
        """Whether a file with these header keys is of this kind."""
        return (
            self.all_of <= keys and (not self.any_of or bool(self.any_of & keys)) and not self.none_of & keys
        )


def _keys(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The most telling first: many contact lists share first name, last name, company.
KINDS = (
    Kind("mycase-clients", "MyCase clients", "contact", _keys("mycaseid firstname lastname")),
    Kind(
        "mycase-cases",
        "MyCase cases",
        "matter",
        _keys("casemattername"),
        _keys("mycaseid caseclosed opendate"),
    ),
    Kind(
        "mycase-companies",
        "MyCase companies",
        "contact",
        _keys("mycaseid company"),
        none_of=_keys("firstname"),
    ),
    Kind(
        "mycase-notes", "MyCase notes", "note", _keys("casename note"), _keys("createdby createdat subject")
    ),
    Kind(
        "clio-activities",
        "Clio activities",
        "note",
        _keys("matter date"),
        _keys("activitydescription activityuser nonbillable"),
    ),
    Kind(
        "clio-matters",
        "Clio matters",
        "matter",
        _keys("status description"),
        _keys("clientreference customnumber clientfirstname clientlastname clientcompanyname"),
        strict_status=True,
    ),
    Kind(
        "practicepanther-matters",
        "PracticePanther matters",
        "matter",
        _keys("contact name number"),
        _keys("status notes"),
    ),
    Kind(
        "practicepanther-contacts",
        "PracticePanther contacts",
        "contact",
        _keys("displayname"),
        _keys("companyname contactnotes officephone assignedto"),
    ),
    Kind(
        "google-contacts-old",
        "Google Contacts (older export)",
        "contact",
        _keys("givenname familyname"),
        _keys("name email1value phone1value additionalname"),
    ),
    Kind(
        "google-contacts",
        "Google Contacts",
        "contact",
        _keys("firstname lastname"),
        _keys("email1value phone1value organizationname"),
    ),
    Kind(
        "outlook-contacts",
        "Outlook contacts",
        "contact",
        _keys("firstname lastname"),
        _keys("businessphone homephone mobilephone emaildisplayname emailtype email2address"),
        month_first=False,
    ),
    Kind(
        "clio-contacts",
        "Clio contacts",
        "contact",
        _keys("firstname lastname company"),
        _keys("emailaddress primaryphone businessstreet"),
    ),
)


@dataclass(frozen=True, slots=True)
class Mapping:
    """The user's own answer to "which column is what": target field → header.

    ``month_first`` says how 03/04/2026 is meant; None lets the column tell (a 25 in first place is no month).
    """

    record: RecordKind
    columns: tuple[tuple[str, str], ...]
    month_first: bool | None = None


def recognise(headers: tuple[str, ...]) -> Kind | None:
    """The kind whose headers these are, in any order and case, or None."""
    keys = frozenset(header_key(header) for header in headers)
    return next((kind for kind in KINDS if kind.fits(keys)), None)


def refuse_unknown(headers: tuple[str, ...]) -> Refused:
    """What to tell the user about headers nobody knows: what was seen, what is known, what to do."""
    seen = ", ".join(in_quotes(header) for header in headers[:20] if header) or "none"
    more = f" and {len(headers) - 20} more" if len(headers) > 20 else ""
    known = ", ".join(kind.label for kind in KINDS)
    return Refused(
        "unknown-headers",
        tr(
            "The columns of this file are not known. Seen: {seen}{more}. Known: {known}. Say which "
            "column is what, or export the file again with its header row."
        ).format(seen=seen, more=more, known=known),
    )


def suggest_mapping(headers: tuple[str, ...], record: RecordKind | None = None) -> Mapping:
    """A first mapping for the user to mend: known names first, then similar ones (four fifths alike).

    Without ``record`` it is the one for which more columns are found.
    """
    if record is None:
        every = [suggest_mapping(headers, kind) for kind in ALIASES]
        return max(every, key=lambda one: len(one.columns))  # the first of several: a list of clients
    found = {target: columns[0] for target, columns in columns_by_target(record, headers).items()}
    taken = set(found.values())
    rest = {index: header_key(header) for index, header in enumerate(headers) if index not in taken}
    scored = sorted(
        (
            (_likeness(key, name), target, index)
            for index, key in rest.items()
            if len(key) >= 3
            for target, names in ALIASES[record].items()
            if target not in found
            for name in names
        ),
        key=lambda each: (-each[0], each[2], each[1]),
    )
    for score, target, index in scored:
        if score >= 0.8 and target not in found and index not in taken:
            found[target] = index
            taken.add(index)
    return Mapping(
        record, tuple((target, headers[found[target]]) for target in ALIASES[record] if target in found)
    )


def check_mapping(mapping: Mapping, headers: tuple[str, ...]) -> None:
    """Raise Refused ``unknown-field`` or ``unknown-column`` where a mapping does not fit the headers."""
    columns_of_mapping(mapping, headers)


def columns_of_mapping(mapping: Mapping, headers: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
    """Column numbers of a mapping. Raises Refused ``unknown-field`` or ``unknown-column``."""
    at = {header_key(header): index for index, header in reversed(list(enumerate(headers)))}
    columns: dict[str, tuple[int, ...]] = {}
    for target, header in mapping.columns:
        if target not in ALIASES[mapping.record]:
            raise Refused(
                "unknown-field",
                tr("There is no field “{target}” to import into.").format(target=target),
                field=target,
            )
        if header_key(header) not in at:
            raise Refused(
                "unknown-column", tr("The file has no column “{header}”.").format(header=header), field=target
            )
        columns[target] = (*columns.get(target, ()), at[header_key(header)])
    return columns


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other)
    return matcher.ratio() if matcher.real_quick_ratio() >= 0.8 and matcher.quick_ratio() >= 0.8 else 0.0
