"""The first start: the firm, where it is, who you are, a password. Then the recovery key (recovery.py)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QLocale, Qt, QTimeZone, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QWidget

from app.kernel.errors import LiaisonError, Problem
from app.vault.strength import strength
from ui.kit import theme
from ui.kit.buttons import Button, LinkButton
from ui.kit.chips import Tone
from ui.kit.fields import Segmented
from ui.kit.form import Form
from ui.kit.labels import Label
from ui.kit.text_field import TextField
from ui.shell.desk import NewFirm, Place
from ui.shell.gate import Gate
from ui.shell.passwords import PasswordField, StrengthBar, weak_problem


class WelcomePage(Gate):
    """`create_requested(NewFirm)`, `other_chosen()` (open an existing vault), `place_chosen()` (another
    folder)."""

    create_requested = Signal(object)
    other_chosen = Signal()
    place_chosen = Signal()
    demo_chosen = Signal()
    restore_chosen = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__("", "", width=520, parent=parent)
        self.set_head(
            self.tr("Welcome to Liaison"),
            self.tr(
                "Everything about your clients is kept in one encrypted file store, your vault, on this computer. "
                "There are two ways to begin."
            ),
        )
        self.folder = folder
        self._places: dict[str, Place] = {}
        self.form = Form(label_width=104)
        self.firm = TextField("Harbour & Finch LLP")
        self.country, self.subdivision, self.zone = QComboBox(), QComboBox(), QComboBox()
        for choice in (self.country, self.zone):
            choice.setPlaceholderText(self.tr("Please choose"))
        self.user = TextField(self.tr("First and last name"))
        self.role = Segmented(
            [("partner", self.tr("Partner")), ("lawyer", self.tr("Lawyer")), ("staff", self.tr("Staff"))],
            "partner",
        )
        self.password, self.again = (
            PasswordField(self.tr("Password")),
            PasswordField(self.tr("Password again")),
        )
        self.strength = StrengthBar()
        self._build_form()
        self.button = Button(self.tr("Set up the firm"), self.submit, primary=True)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Making the vault"))
        self._progress.setMaximumHeight(6)
        self._progress.hide()
        row = QHBoxLayout()
        row.addWidget(self._progress, 1)
        row.addStretch(1)
        row.addWidget(self.button)
        self._add_backup()
        self.column.addWidget(Label(self.tr("Set up a new firm"), "bold"))
        self.column.addWidget(self.form)
        self.column.addLayout(row)
        self._add_foot()

    def _add_backup(self) -> None:
        """The way of who used Liaison before: on a computer that is gone, or in another folder."""
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.restore = Button(self.tr("I have a backup…"), self.restore_chosen.emit)
        row.addWidget(self.restore)
        words = self.tr("Liaison was in use before, perhaps on another computer.")
        row.addWidget(Label(words, tone=Tone.DIM, wrap=True), 1)
        self.column.addLayout(row)
        self.column.addSpacing(theme.px(8))

    def _build_form(self) -> None:
        self.form.add(self.tr("Firm"), self.firm, "name")
        self.form.add(self.tr("Country"), self.country, "country")
        self.form.add(self.tr("State"), self.subdivision, "subdivision")
        self.form.add(self.tr("Time zone"), self.zone, "time_zone")
        self.form.add(self.tr("Your name"), self.user, "user")
        hint = self.tr("You are the administrator as well. Others are added later, with roles of their own.")
        self.form.add(self.tr("Your role"), self.role, "role", hint=hint)
        self.form.add(self.tr("Password"), self.password, "password")
        self.form.add_wide(self.strength)
        self.form.add(self.tr("Again"), self.again, "again")
        self.form.show_row("subdivision", False)
        self._here = _zone_here()
        if self._here:
            self.zone.addItem(self._here)
        self.country.currentIndexChanged.connect(self._on_country_changed)
        self.password.textChanged.connect(self._on_password_changed)
        self.again.returnPressed.connect(self.submit)

    def _add_foot(self) -> None:
        links = QHBoxLayout()
        where = Label(self.tr("In {folder}").format(folder=self.folder), "small", tone=Tone.DIM, wrap=True)
        links.addWidget(where, 1)
        links.addWidget(LinkButton(self.tr("Elsewhere…"), self.place_chosen.emit))
        self.column.addSpacing(8)
        self.column.addLayout(links)
        more = QHBoxLayout()
        more.addWidget(LinkButton(self.tr("Open a vault that is there"), self.other_chosen.emit))
        more.addSpacing(16)
        more.addWidget(LinkButton(self.tr("Look around in a made-up firm"), self.demo_chosen.emit))
        more.addStretch(1)
        self.column.addLayout(more)

    def set_places(self, places: Sequence[Place]) -> None:
        """The countries to choose from; what is chosen stays."""
        chosen = self.country.currentData() or country_of(self._here)
        self._places = {place.code: place for place in places}
        self.country.blockSignals(True)
        self.country.clear()
        for place in places:
            self.country.addItem(place.name, place.code)
        self.country.setCurrentIndex(self.country.findData(chosen) if chosen else -1)
        self.country.blockSignals(False)
        self._on_country_changed()

    def _on_country_changed(self) -> None:
        code = self.country.currentData()
        place = self._places.get(str(code))
        parts = place.subdivisions if place else ()
        self.subdivision.clear()
        self.subdivision.addItem(self.tr("All of it") if parts else "", "")
        for part, name in parts:
            self.subdivision.addItem(name, part)
        self.form.show_row("subdivision", bool(parts))
        self._fill_zones()

    def _fill_zones(self) -> None:
        """The computer's own zone where it lies in the country, or the country's only one; else somebody has to say."""
        chosen = self.zone.currentText()
        known = sorted(
            {zone for zone in _names(QTimeZone.availableTimeZoneIds()) if "/" in zone}
            - {zone for zone in _names(QTimeZone.availableTimeZoneIds()) if zone.startswith(("Etc/", "UTC"))}
            | ({self._here} if self._here else set())
        )
        if self.zone.count() != len(known):
            self.zone.clear()
            self.zone.addItems(known)
            self.zone.setCurrentIndex(-1)
        territory = QLocale.codeToTerritory(str(self.country.currentData() or ""))
        local = _names(QTimeZone.availableTimeZoneIds(territory)) if self.country.currentData() else []
        if chosen not in local and len(local) == 1:
            chosen = local[0]
        elif local and chosen not in local and self._here in local:
            chosen = self._here
        elif local and chosen not in local:
            chosen = ""
        self.zone.setCurrentIndex(self.zone.findText(chosen) if chosen else -1)

    def _on_password_changed(self, text: str) -> None:
        self.strength.show_strength(strength(text, [self.firm.text(), self.user.text()]))

    def _problems(self) -> list[Problem]:
        problems = []
        if not self.firm.text().strip():
            problems.append(Problem("name", "no-firm", self.tr("Please give the firm's name.")))
        if not self.user.text().strip():
            problems.append(Problem("user", "no-name", self.tr("Please give your own name.")))
        if not self.country.currentData():
            problems.append(Problem("country", "no-country", self.tr("Please choose the firm's country.")))
        elif not self.zone.currentText():
            problems.append(Problem("time_zone", "no-zone", self.tr("Please choose the time zone.")))
        weak = weak_problem(self.password.text(), [self.firm.text(), self.user.text()])
        if weak is not None:
            problems.append(weak)
        if self.password.text() != self.again.text():
            problems.append(Problem("again", "not-the-same", self.tr("The two passwords are not the same.")))
        return problems

    def submit(self) -> None:
        """What the button does."""
        if not self.button.isEnabled():
            return
        problems = self._problems()
        self.form.show_problems(problems)
        if problems:
            return
        new = NewFirm(
            folder=self.folder,
            firm=self.firm.text().strip(),
            country=str(self.country.currentData()),
            subdivision=str(self.subdivision.currentData() or ""),
            time_zone=self.zone.currentText(),
            user=self.user.text().strip(),
            password=self.password.text(),
            role=str(self.role.value()),
        )
        self.set_busy(busy=True)
        self.create_requested.emit(new)

    def set_busy(self, *, busy: bool) -> None:
        """While the vault is made."""
        self._progress.setVisible(busy)
        self.form.setEnabled(not busy)
        self.button.setEnabled(not busy)

    def show_error(self, error: LiaisonError) -> None:
        """The sentence by its field."""
        self.set_busy(busy=False)
        self.form.show_error(error)

    def focus_first(self) -> None:
        self.firm.setFocus(Qt.FocusReason.OtherFocusReason)


def _names(zones: Sequence[QByteArray]) -> list[str]:
    return [bytes(zone.data()).decode() for zone in zones]


def _zone_here() -> str:
    """The computer's time zone; empty where it keeps UTC or none, as nobody lives there."""
    here = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return here if "/" in here and not here.startswith("Etc/") else ""


def country_of(zone: str) -> str:
    """The country where a time zone lies, else that of the computer's language settings; empty where neither says."""
    anywhere = QLocale.Country.AnyTerritory
    territory = QTimeZone(QByteArray(zone.encode())).territory() if zone else anywhere
    if territory == anywhere:
        territory = QLocale.system().territory()
    return "" if territory == anywhere else QLocale.territoryToCode(territory)
