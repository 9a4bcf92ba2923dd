"""Setting up the firm and changing its settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from uuid import UUID
from zoneinfo import available_timezones

from sqlalchemy import select

from app.kernel.days import Order
from app.kernel.errors import Invalid, Problem, Refused
from app.kernel.filenames import pattern_trouble
from app.kernel.language import tr
from app.kernel.rights import Right
from app.kernel.text import clean, clean_texts, is_seen, unturned
from app.languages.offered import coded, firms_language, offered, written_in
from app.settings.models import Firm
from app.storage.transaction import Transaction

MONTH_FIRST = frozenset({"US", "PH", "PR", "GU", "AS", "MP", "VI", "FM", "MH", "PW"})
"""Where 3/4 is the fourth of March."""
SEVERAL_LINES = {"address", "notices", "letterhead_lines"}
LOGO_BYTES = 2_000_000
LONGEST_NAME, LONGEST_LINE, LONGEST_TEXT = 200, 300, 10_000
"""Letters of the firm's name, of what stands on one line, and of what has several: more is no letterhead, but
something that was pasted by mistake, and no page could be set with it."""
MOST_LINES = 8
"""Beside the firm's name: more would stand lower than the letter begins."""
PAPERS = ("letter", "a4")
LETTER_COUNTRIES = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE", "PR"})
"""Where letters are written on Letter; A4 elsewhere."""


@dataclass(frozen=True, slots=True)
class FirmDetails:
    """The firm's settings as the form holds them. Country and subdivision are ISO 3166 codes.

    ``duplex``: documents are printed on both sides and bound; ``letterhead_lines``: what stands beside the firm's name
    in place of address, phone and e-mail; ``file_names``: the pattern of names of files ("": the usual one);
    ``language``: what paper and letters are written in, a code of `app.languages` ("": that of the country).
    """

    name: str
    country: str
    time_zone: str
    subdivision: str = ""
    tagline: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    paper: str = ""
    emergency_contact: str = ""
    concern_contact: str = ""
    notices: str = ""
    lead_id: UUID | None = None
    duplex: bool = False
    letterhead_lines: str = ""
    file_names: str = ""
    language: str = ""

    @property
    def day_order(self) -> Order:
        """How people of the firm's country read 3/4."""
        return "mdy" if self.country in MONTH_FIRST else "dmy"

    @property
    def written_in(self) -> str:
        """The language of everything the firm writes, as its country writes it: "en-GB", "de-CH" (BCP 47)."""
        return written_in(firms_language(self.language, self.country), self.country)


def set_up_firm(tx: Transaction, details: FirmDetails) -> UUID:
    """Write the firm's one row, at the making of the vault."""
    if tx.session.scalar(select(Firm.id)) is not None:
        raise Refused("firm-exists", tr("This vault already belongs to a firm."))
    details = check_firm(details)
    firm = Firm(id=tx.new_id(), logo=None, **asdict(details))
    tx.session.add(firm)
    tx.session.flush()
    tx.record("added", "firm", firm.id, **asdict(details))
    return firm.id


def change_firm(tx: Transaction, details: FirmDetails) -> None:
    """Change the firm's settings. Needs `Right.FIRM`."""
    tx.need(Right.FIRM)
    details = check_firm(details)
    firm = tx.session.scalars(select(Firm)).one()
    changed = {name: value for name, value in asdict(details).items() if getattr(firm, name) != value}
    before = {name: getattr(firm, name) for name in changed}
    for name, value in changed.items():
        setattr(firm, name, value)
    if changed:
        tx.record("changed", "firm", firm.id, **changed, before=before)


def set_logo(tx: Transaction, image: bytes | None) -> None:
    """Put a PNG or JPEG on the letterhead, or take it off. Needs `Right.FIRM`."""
    tx.need(Right.FIRM)
    if image is not None and len(image) > LOGO_BYTES:
        raise Refused(
            "logo-too-large",
            tr("The logo is larger than 2 MB. Please choose a smaller picture."),
            field="logo",
        )
    if image is not None and not image.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        raise Refused("logo-kind", tr("The logo must be a PNG or JPEG picture."), field="logo")
    firm = tx.session.scalars(select(Firm)).one()
    firm.logo = image
    tx.record("changed", "firm", firm.id, logo=image is not None)


def check_firm(details: FirmDetails) -> FirmDetails:
    """The details made fit to be written. Raises `Invalid` with what is wrong, each by its field."""
    country = details.country.strip().upper()
    details = replace(
        clean_texts(details, SEVERAL_LINES),
        name=clean(unturned(details.name), lines=False),
        country=country,
        time_zone=details.time_zone.strip(),
        subdivision=details.subdivision.strip().upper(),
        paper=details.paper or ("letter" if country in LETTER_COUNTRIES else "a4"),
    )
    problems = _problems(details)
    if problems:
        raise Invalid(problems)
    return details


def _too_long(details: FirmDetails) -> Iterator[Problem]:
    for one in fields(details):
        value = getattr(details, one.name)
        longest = LONGEST_TEXT if one.name in SEVERAL_LINES else LONGEST_LINE
        longest = LONGEST_NAME if one.name == "name" else longest
        if isinstance(value, str) and len(value) > longest:
            message = tr("At most {longest:,} letters have room here. Please shorten it.")
            yield Problem(one.name, "too-long", message.format(longest=longest))


def _problems(details: FirmDetails) -> list[Problem]:
    problems = []
    if not is_seen(details.name):
        problems.append(Problem("name", "no-name", tr("Please give the firm's name.")))
    problems.extend(_too_long(details))
    if len(details.country) != 2 or not details.country.isalpha():
        problems.append(Problem("country", "no-country", tr("Please choose the firm's country, such as US.")))
    if details.time_zone not in available_timezones():
        problems.append(
            Problem(
                "time_zone", "no-time-zone", tr("Please choose a time zone, such as America/Los_Angeles.")
            )
        )
    if details.paper not in PAPERS:
        problems.append(Problem("paper", "no-paper", tr("Paper is Letter or A4.")))
    found = coded(details.language)
    if details.language and (found is None or not found.is_whole):
        message = tr("Paper is written in one of these: {codes}.").format(
            codes=", ".join(one.code for one in offered())
        )
        problems.append(Problem("language", "no-language", message))
    if details.letterhead_lines.count("\n") >= MOST_LINES:
        problems.append(
            Problem(
                "letterhead_lines",
                "too-many-lines",
                tr("A letterhead has room for {most_lines} lines.").format(most_lines=MOST_LINES),
            )
        )
    trouble = pattern_trouble(details.file_names) if details.file_names else ""
    if trouble:
        problems.append(Problem("file_names", "bad-pattern", trouble))
    return problems
