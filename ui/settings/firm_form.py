"""The firm's settings as fields, in sections: letterhead, place and calendar, what reports say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.filenames import FIELDS, PATTERN
from app.languages.offered import firms_language, offered
from app.settings.commands import LETTER_COUNTRIES, FirmDetails
from ui.kit import theme
from ui.kit.choice import Choice
from ui.kit.fields import GrowingText, Segmented, TextField
from ui.kit.form import Form
from ui.kit.page import section
from ui.settings.catalogue import title_of
from ui.settings.logo_field import LogoField
from ui.settings.places import PlaceFacts


class FirmForm(QWidget):
    """`changed()` on each change by hand; `place_changed()` when the country or state is another."""

    changed = Signal()
    place_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: FirmDetails | None = None
        self._quiet = False
        self._typed_in: QWidget | None = None  # where the keyboard was when it was held still
        self.form = Form(label_width=136)
        self._make_fields()
        self._place_fields()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        self._connect()

    def hold_still(self) -> None:
        """While it is being saved nothing more can be typed: what is saved is shown afterwards, in the place of it."""
        here = self.window().focusWidget()
        self._typed_in = here if here is not None and self.form.isAncestorOf(here) else None
        if self._typed_in is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.setEnabled(False)

    def let_go(self) -> None:
        """It is the person's again, and the keyboard where it was."""
        self.form.setEnabled(True)
        typed_in, self._typed_in = self._typed_in, None
        if typed_in is not None and self.hasFocus():
            typed_in.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_fields(self) -> None:
        self.name, self.tagline = TextField(), TextField(self.tr("Attorneys at law"))
        self.address = GrowingText(self.tr("street, city, postal code"), least=2)
        self.phone, self.email = TextField(), TextField()
        self.logo = LogoField()
        self.country: Choice[str] = Choice([("", "")], name=self.tr("Country"))
        self.subdivision: Choice[str] = Choice([("", "")], name=self.tr("State or province"))
        self.zone: Choice[str] = Choice([("", "")], name=self.tr("Time zone"))
        for choice in (self.country, self.subdivision, self.zone):
            choice.setMaxVisibleItems(16)
        self.paper = Segmented(
            [("letter", self.tr("US Letter")), ("a4", "A4")], name=title_of("letters/paper")
        )
        self.sides = Segmented(
            [(False, self.tr("One side")), (True, self.tr("Both sides"))], name=title_of("letters/duplex")
        )
        self.language: Choice[str] = Choice([("", "")], name=title_of("letters/language"))
        self.own_lines = GrowingText(
            self.tr("one a line; empty: address, phone and e-mail as above"), least=2
        )
        self.file_names = TextField(PATTERN)
        self.emergency = TextField(self.tr("Ann Harbour, 510 555 0100"))
        self.concern = TextField(self.tr("David Finch, david@example.com"))
        self.notices = GrowingText(self.tr("what has to stand at the foot of every report"), least=2)
        self.lead: Choice[UUID | None] = Choice([(None, self.tr("nobody"))], name=self.tr("Led by"))

    def _place_fields(self) -> None:
        form = self.form
        form.add_wide(_head(self.tr("Letterhead")), labels_too=True)
        form.add(title_of("letters/name"), self.name, "name")
        form.add(title_of("letters/tagline"), self.tagline, "tagline")
        form.add(title_of("letters/address"), self.address, "address")
        form.add(title_of("letters/phone"), self.phone, "phone")
        form.add(title_of("letters/email"), self.email, "email")
        form.add(title_of("letters/logo"), self.logo, "logo")
        form.add(title_of("letters/letterhead_lines"), self.own_lines, "letterhead_lines")
        form.add_together(self.tr("Paper, printed on"), (self.paper, "paper", 0), (self.sides, "duplex", 0))
        spoken = self.tr("Of letters, reports and printed lists, whatever language a window has.")
        form.add(title_of("letters/language"), self.language, "language", hint=spoken)
        names = self.tr("May hold {fields}.").format(fields=", ".join(f"{{{one}}}" for one in FIELDS))
        form.add(title_of("letters/file_names"), self.file_names, "file_names", hint=names)
        form.add_wide(_head(self.tr("Place and calendar")), labels_too=True)
        form.add(title_of("letters/country"), self.country, "country")
        form.add(title_of("letters/subdivision"), self.subdivision, "subdivision")
        form.add(title_of("letters/time_zone"), self.zone, "time_zone")
        form.add_wide(_head(self.tr("What reports say")), labels_too=True)
        out_of_hours = self.tr("Whom a client may call at night, unless the matter names somebody.")
        form.add(
            title_of("letters/emergency_contact"), self.emergency, "emergency_contact", hint=out_of_hours
        )
        concern = self.tr("Who hears a client that is not content. The days come from Concerns, Time limits.")
        form.add(title_of("letters/concern_contact"), self.concern, "concern_contact", hint=concern)
        form.add(title_of("letters/notices"), self.notices, "notices")
        form.add_wide(_head(self.tr("Who leads")), labels_too=True)
        leads = self.tr("Supervises every matter that names nobody else.")
        form.add(title_of("letters/lead_id"), self.lead, "lead_id", hint=leads)

    def _texts(self) -> tuple[tuple[TextField | GrowingText, str], ...]:
        return (
            (self.name, "name"),
            (self.tagline, "tagline"),
            (self.address, "address"),
            (self.phone, "phone"),
            (self.email, "email"),
            (self.emergency, "emergency_contact"),
            (self.concern, "concern_contact"),
            (self.notices, "notices"),
            (self.own_lines, "letterhead_lines"),
            (self.file_names, "file_names"),
        )

    def _connect(self) -> None:
        for field, _ in self._texts():
            field.textChanged.connect(self._on_edited)
        self.logo.changed.connect(self._on_edited)
        self.logo.failed.connect(self.form.show_error)
        self.paper.changed.connect(self._on_edited)
        self.sides.changed.connect(self._on_edited)
        self.language.currentIndexChanged.connect(self._on_edited)
        self.zone.currentIndexChanged.connect(self._on_edited)
        self.lead.currentIndexChanged.connect(self._on_edited)
        self.country.activated.connect(self._on_country_activated)
        self.subdivision.activated.connect(self._on_subdivision_activated)

    def set_countries(self, countries: tuple[tuple[str, str], ...]) -> None:
        """Offer these; what is chosen stays."""
        now = self.country.value()
        with self._filling():
            offered = countries if now in {code for code, _ in countries} else ((now, now), *countries)
            self.country.set_choices(offered)
            self.country.set_value(now)

    def set_people(self, people: Sequence[tuple[UUID, str]]) -> None:
        """Offer these to lead the firm; who is chosen stays."""
        now = self.lead.value()
        with self._filling():
            self.lead.set_choices([(None, self.tr("nobody")), *people])
            self.lead.set_value(now)

    def set_place(self, facts: PlaceFacts, zone: str) -> None:
        """Offer the states and time zones of the country."""
        with self._filling():
            all_of_it = ("", self.tr("all of it"))
            self.subdivision.set_choices([all_of_it, *facts.subdivisions])
            self.subdivision.set_value(facts.subdivision)
            self.form.show_row("subdivision", bool(facts.subdivisions))
            zones = facts.zones if zone in facts.zones else (zone, *facts.zones)
            self.zone.set_choices([(one, one.replace("_", " ")) for one in zones])
            self.zone.set_value(zone)

    def set_details(self, details: FirmDetails, logo: bytes | None) -> None:
        """Show what is in the vault."""
        self._shown = details
        with self._filling():
            for field, name in self._texts():
                field.setText(getattr(details, name))
            self.email.home(False)  # a long one is seen from its beginning
            self.logo.set_picture(logo)
            for choice, value in (
                (self.country, details.country),
                (self.subdivision, details.subdivision),
                (self.zone, details.time_zone),
            ):
                choice.set_value(value)
                if choice.value() != value:  # not offered yet: the list comes from another thread
                    choice.set_choices([(value, value)])
            self.paper.set_value(details.paper)
            self._offer_languages(details.language, details.country)
            self.sides.set_value(details.duplex)
            if details.lead_id not in self.lead.values():
                gone = (details.lead_id, self.tr("somebody who has left"))
                offered = zip(
                    self.lead.values(), map(self.lead.itemText, range(self.lead.count())), strict=True
                )
                self.lead.set_choices([*offered, gone])
            self.lead.set_value(details.lead_id)

    def details(self) -> FirmDetails:
        """What the fields say."""
        shown = self._shown or FirmDetails("", "", "")
        return replace(
            shown,
            name=self.name.text(),
            tagline=self.tagline.text(),
            address=self.address.text(),
            phone=self.phone.text(),
            email=self.email.text(),
            emergency_contact=self.emergency.text(),
            concern_contact=self.concern.text(),
            notices=self.notices.text(),
            letterhead_lines=self.own_lines.text(),
            file_names=self.file_names.text(),
            duplex=bool(self.sides.value()),
            country=self.country.value(),
            subdivision=self.subdivision.value(),
            time_zone=self.zone.value(),
            paper=str(self.paper.value()),
            language=self.language.value(),
            lead_id=self.lead.value(),
        )

    def _offer_languages(self, chosen: str, country: str) -> None:
        """Those there are, the country's first; one that is not offered any more counts as none."""
        usual = self.tr("{language}, as the country").format(language=firms_language("", country).name)
        self.language.set_choices([("", usual), *((one.code, one.name) for one in offered())])
        self.language.set_value(chosen if chosen in self.language.values() else "")

    @contextmanager
    def _filling(self) -> Iterator[None]:
        """While the fields are filled, nothing counts as changed by hand."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def _on_edited(self, *_: object) -> None:
        if not self._quiet:
            self.changed.emit()

    def _on_country_activated(self, _index: int) -> None:
        with self._filling():
            self.paper.set_value("letter" if self.country.value() in LETTER_COUNTRIES else "a4")
            self.subdivision.set_choices([("", "")])
            self._offer_languages(self.language.value(), self.country.value())
        self.place_changed.emit()
        self.changed.emit()

    def _on_subdivision_activated(self, _index: int) -> None:
        self.place_changed.emit()
        self.changed.emit()


def _head(words: str) -> QWidget:
    head = section(words)
    head.setMinimumHeight(theme.px(34))
    return head
