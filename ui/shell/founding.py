"""The first questions of a new firm, one at a time: its name, its place, who you are, a password.

Nothing is asked that must not be known before there is a vault; the rest waits in it (`ui.firsthour`). What was
answered is kept on this machine until the vault is made, but for the password, so that it can be left and taken up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QProgressBar, QWidget

from app.kernel.errors import LiaisonError, Problem
from app.vault.strength import strength
from ui.kit.announcing import announce
from ui.kit.buttons import Button, LinkButton
from ui.kit.chips import Tone
from ui.kit.choice import TypedBox
from ui.kit.fields import Segmented
from ui.kit.form import Form
from ui.kit.labels import Label
from ui.kit.text_field import TextField
from ui.shell.actions import back_keys
from ui.shell.desk import NewFirm, Place, PlaceSays
from ui.shell.gate import Gate
from ui.shell.passwords import PasswordField, StrengthBar, weak_problem
from ui.shell.zones import all_zones, country_of, zone_for, zone_here


class Question(NamedTuple):
    """One page of it: its key, what is asked, a sentence, and the fields that answer it."""

    key: str
    asks: str
    words: str
    fields: tuple[str, ...]


class FoundingPage(Gate):
    """`create_requested(NewFirm)`, `back_chosen()` before the first question, `answered(answers)` at each step,
    `place_changed(country, subdivision)`."""

    create_requested = Signal(object)
    back_chosen = Signal()
    answered = Signal(object)
    place_changed = Signal(str, str)

    def __init__(self, folder: Path, answers: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__("", "", width=520, parent=parent)
        self.folder = folder
        self._answers = dict(answers)
        self._places: dict[str, Place] = {}
        self._here = zone_here()
        self._at = 0
        self._questions = self._all_questions()
        self.form = Form(label_width=104)
        self.firm = TextField("Harbour & Finch LLP")
        self.country, self.subdivision, self.zone = TypedBox(), TypedBox(), TypedBox()
        self.says = Label("", "small", tone=Tone.DIM, wrap=True)
        self.user = TextField(self.tr("First and last name"))
        roles = {"partner": self.tr("Partner"), "lawyer": self.tr("Lawyer"), "staff": self.tr("Staff")}
        self._roles = frozenset(roles)
        self.role = Segmented(list(roles.items()), "partner", name=self.tr("Your role"))
        self.password, self.again = (
            PasswordField(self.tr("Password")),
            PasswordField(self.tr("Password again")),
        )
        self.strength = StrengthBar()
        self._build()
        self._fill()
        self._show_question(self._first_open())

    def _all_questions(self) -> tuple[Question, ...]:
        return (
            Question(
                "firm",
                self.tr("What is your firm called?"),
                self.tr("The name stands on its letters. It can be changed at any time."),
                ("name",),
            ),
            Question(
                "place",
                self.tr("Where is it?"),
                self.tr("Holidays, paper size and how dates are written follow from the place."),
                ("country", "subdivision", "time_zone"),
            ),
            Question(
                "you",
                self.tr("Who are you?"),
                self.tr("Whoever sets the firm up is its administrator as well. Others are added later."),
                ("user", "role"),
            ),
            Question(
                "password",
                self.tr("A password for you"),
                self.tr(
                    "It opens the vault, and is stored nowhere: nobody can tell it to you again. Four or five "
                    "unrelated words are strong and can be remembered."
                ),
                ("password", "again"),
            ),
        )

    def _build(self) -> None:
        form = self.form
        form.add(self.tr("Firm"), self.firm, "name")
        form.add(self.tr("Country"), self.country, "country")
        form.add(self.tr("State", "of a country"), self.subdivision, "subdivision")
        form.add(self.tr("Time zone"), self.zone, "time_zone")
        form.add_wide(self.says)
        form.add(self.tr("Your name"), self.user, "user")
        form.add(self.tr("Your role"), self.role, "role")
        form.add(self.tr("Password"), self.password, "password")
        form.add_wide(self.strength)
        form.add(self.tr("Again"), self.again, "again")
        for choice in (self.country, self.zone):
            choice.setPlaceholderText(self.tr("Please choose"))
        self.country.currentIndexChanged.connect(self._on_country_changed)
        self.subdivision.currentIndexChanged.connect(self._ask_place)
        self.password.textChanged.connect(self._on_password_changed)
        self.back = LinkButton(self.tr("Back"), self.go_back)
        self.button = Button("", self.go_on, primary=True)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Making the vault"))
        self._progress.setMaximumHeight(6)
        self._progress.hide()
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addWidget(self._progress, 1)
        row.addStretch(1)
        row.addWidget(self.button)
        self.column.addWidget(form)
        self.column.addLayout(row)
        back = QShortcut(QKeySequence(back_keys()[0]), self, self.go_back)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _fill(self) -> None:
        """What was answered when it was left."""
        known = self._answers
        self.firm.setText(known.get("firm", ""))
        self.user.setText(known.get("user", ""))
        role = known.get("role", "")
        self.role.set_value(role if role in self._roles else "partner")  # the file may say anything
        self.zone.addItems(all_zones(self._here))
        self.zone.setCurrentIndex(self.zone.findText(known.get("time_zone", self._here)))

    def _first_open(self) -> int:
        asked = [question.key for question in self._questions]
        return asked.index(self._answers["at"]) if self._answers.get("at") in asked else 0

    @property
    def question(self) -> Question:
        """The one that is asked just now."""
        return self._questions[self._at]

    def _show_question(self, at: int) -> None:
        self._at = at
        asked = self.question
        self.set_head(asked.asks, asked.words)
        said = self.set_step(at + 1)
        announce(self, f"{said}. {asked.asks} {asked.words}")
        for name in self.form.fields():
            self.form.show_row(name, name in asked.fields)
        self.form.clear_problems()
        self._show_state()
        self.says.setVisible(asked.key == "place" and bool(self.says.text()))
        self.strength.setVisible(asked.key == "password")
        last = at == len(self._questions) - 1
        self.button.setText(self.tr("Make the vault") if last else self.tr("Next"))
        self.button.updateGeometry()
        self.focus_first()

    def set_places(self, places: Sequence[Place]) -> None:
        """The countries to choose from; what is chosen stays."""
        chosen = self.country.currentData() or self._answers.get("country") or country_of(self._here)
        self._places = {place.code: place for place in places}
        self.country.blockSignals(True)
        self.country.clear()
        for place in places:
            self.country.addItem(place.name, place.code)
        self.country.setCurrentIndex(self.country.findData(chosen) if chosen else -1)
        self.country.blockSignals(False)
        self._on_country_changed()
        state = self.subdivision.findData(self._answers.get("subdivision", ""))
        self.subdivision.setCurrentIndex(max(state, 0))

    def show_place(self, said: PlaceSays) -> None:
        """What follows from the place, so that a wrong one is seen here and not at a missed holiday."""
        paper = {"letter": self.tr("US Letter"), "a4": self.tr("A4")}[said.paper]
        parts = [self.tr("Paper: {paper}.").format(paper=paper)]
        if said.weekend:
            parts.append(self.tr("Closed on {days}.").format(days=self.tr(" and ").join(said.weekend)))
        if said.holidays:
            parts.append(self.tr("Next public holidays: {days}.").format(days="; ".join(said.holidays)))
        self.says.setText(" ".join(parts))
        self.says.setVisible(self.question.key == "place")

    def _on_country_changed(self) -> None:
        code = str(self.country.currentData() or "")
        place = self._places.get(code)
        parts = place.subdivisions if place else ()
        self.subdivision.blockSignals(True)
        self.subdivision.clear()
        self.subdivision.addItem(self.tr("All of it") if parts else "", "")
        for part, name in parts:
            self.subdivision.addItem(name, part)
        self.subdivision.blockSignals(False)
        self._show_state()
        zone = zone_for(code, self.zone.currentText(), self._here)
        self.zone.setCurrentIndex(self.zone.findText(zone) if zone else -1)
        self._ask_place()

    def _show_state(self) -> None:
        self.form.show_row("subdivision", self.question.key == "place" and self.subdivision.count() > 1)

    def _ask_place(self) -> None:
        if self.country.currentData():
            self.place_changed.emit(*self.place())

    def place(self) -> tuple[str, str]:
        """Country and state as they are chosen."""
        return str(self.country.currentData() or ""), str(self.subdivision.currentData() or "")

    def _on_password_changed(self, text: str) -> None:
        self.form.clear_problems()
        self.strength.show_strength(strength(text, [self.firm.text(), self.user.text()]))

    def _problems(self) -> list[Problem]:
        problems = []
        if not self.firm.text().strip():
            problems.append(Problem("name", "no-firm", self.tr("Please give the firm's name.")))
        if not self.country.currentData():
            problems.append(Problem("country", "no-country", self.tr("Please choose the firm's country.")))
        elif not self.zone.currentText():
            problems.append(Problem("time_zone", "no-zone", self.tr("Please choose the time zone.")))
        if not self.user.text().strip():
            problems.append(Problem("user", "no-name", self.tr("Please give your own name.")))
        weak = weak_problem(self.password.text(), [self.firm.text(), self.user.text()])
        if weak is not None:
            problems.append(weak)
        if self.password.text() != self.again.text():
            problems.append(Problem("again", "not-the-same", self.tr("The two passwords are not the same.")))
        return problems

    def go_on(self) -> None:
        """The next question, once this one is answered; after the last the vault is made."""
        if not self.button.isEnabled():
            return
        problems = [one for one in self._problems() if one.field in self.question.fields]
        self.form.show_problems(problems)
        if problems:
            return
        if self._at < len(self._questions) - 1:
            self._show_question(self._at + 1)
            self._keep()
        else:
            self._create()

    def go_back(self) -> None:
        """The question before; before the first, the welcome page. What was answered stays answered."""
        if not self.button.isEnabled():
            return
        if self._at == 0:
            self._keep()
            self.back_chosen.emit()
        else:
            self._show_question(self._at - 1)
            self._keep()

    def _keep(self) -> None:
        country, subdivision = self.place()
        self._answers = {
            "at": self.question.key,
            "firm": self.firm.text().strip(),
            "country": country,
            "subdivision": subdivision,
            "time_zone": self.zone.currentText(),
            "user": self.user.text().strip(),
            "role": str(self.role.value()),
        }
        self.answered.emit(self._answers)

    def _create(self) -> None:
        problems = self._problems()
        if problems:  # of an earlier question: the answers were left half-way, or the countries were not read
            first = next(n for n, one in enumerate(self._questions) if problems[0].field in one.fields)
            self._show_question(first)
            self.form.show_problems(problems)
            return
        country, subdivision = self.place()
        self.set_busy(busy=True)
        self.create_requested.emit(
            NewFirm(
                folder=self.folder,
                firm=self.firm.text().strip(),
                country=country,
                subdivision=subdivision,
                time_zone=self.zone.currentText(),
                user=self.user.text().strip(),
                password=self.password.text(),
                role=str(self.role.value()),
            )
        )

    def set_busy(self, *, busy: bool) -> None:
        """While the vault is made."""
        self._progress.setVisible(busy)
        self.form.setEnabled(not busy)
        self.button.setEnabled(not busy)
        self.back.setEnabled(not busy)

    def show_error(self, error: LiaisonError) -> None:
        """The sentence by its field, where that is asked."""
        self.set_busy(busy=False)
        asked = (n for n, one in enumerate(self._questions) if error.field in one.fields)
        self._show_question(next(asked, self._at))
        self.form.show_error(error)

    def focus_first(self) -> None:
        fields = self.form.fields()
        fields[self.question.fields[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """The window is closed, or another page stands here: what was typed is not asked again."""
        if self.form.isEnabled():  # else the vault is made, and has it
            self._keep()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from any field; on a button it presses that."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            here = self.focusWidget()
            if (
                isinstance(here, QAbstractButton)
                and here is not self.button
                and not self.form.isAncestorOf(here)
            ):
                here.click()
            else:
                self.go_on()
            return
        super().keyPressEvent(event)
