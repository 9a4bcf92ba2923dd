"""Who else is in a matter, one line each: name, what they are, whom for; a number and an address."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.errors import Problem
from app.kernel.ids import read_id
from app.kernel.text import capital
from app.matters.parties import Party, PartyRole
from ui.kit import theme
from ui.kit.buttons import IconButton, LinkButton
from ui.kit.chips import Tone
from ui.kit.choice import Choice
from ui.kit.fields import TextField
from ui.kit.labels import Label


class PartyLine(QWidget):
    """One party."""

    def __init__(self, party: Party, parent: PartiesField) -> None:
        super().__init__(parent)
        self._id: UUID | None = party.id
        self.name = TextField(self.tr("name"), party.name)
        self.role: Choice[PartyRole] = Choice([(role, capital(role.label)) for role in PartyRole])
        self.role.set_value(party.role)
        self.whom = TextField(self.tr("whom for, which firm"), party.note)
        self.phone = TextField(self.tr("phone"), party.phone)
        self.email = TextField(self.tr("e-mail"), party.email)
        self.gone = IconButton("x", self.tr("Remove"), lambda: parent.remove(self))
        self.problem = Label("", "small", tone=Tone.LATE, wrap=True)
        self.problem.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.S)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.role, 0, 1)
        grid.addWidget(self.gone, 0, 2, Qt.AlignmentFlag.AlignTop)
        more = QHBoxLayout()
        more.setSpacing(theme.S)
        for field, share in ((self.whom, 4), (self.phone, 3), (self.email, 3)):
            more.addWidget(field, share)
        for field in (self.name, self.whom, self.phone, self.email):
            field.setCursorPosition(0)  # what is too long for its field shows how it begins
        grid.addLayout(more, 1, 0, 1, 2)
        grid.addWidget(self.problem, 2, 0, 1, 3)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self.setFocusProxy(self.name)

    def number(self, number: int) -> None:
        """What each part is called: the second line is told from the first by more than its place."""
        for part, words in (
            (self.name, self.tr("Name of party {number}")),
            (self.role, self.tr("What party {number} is in the matter")),
            (self.whom, self.tr("Whom party {number} is for, which firm")),
            (self.phone, self.tr("Phone of party {number}")),
            (self.email, self.tr("E-mail of party {number}")),
            (self.gone, self.tr("Remove party {number}")),
        ):
            part.setAccessibleName(words.format(number=number))

    def party(self) -> Party:
        """As the line stands."""
        texts = (field.text().strip() for field in (self.phone, self.email, self.whom))
        phone, email, note = texts
        return Party(self.name.text().strip(), self.role.value(), phone, email, note, self._id)


class PartiesField(QWidget):
    """Any number of lines; one can always be added."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[PartyLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.M)
        self.more = LinkButton(self.tr("Another party"), self._on_more_clicked)
        self._column.addWidget(self.more)
        self.setFocusProxy(self.more)

    def parties(self) -> tuple[Party, ...]:
        """All lines with something in them."""
        every = (line.party() for line in self.lines)
        return tuple(one for one in every if one.name or one.phone or one.email or one.note)

    def set_parties(self, parties: tuple[Party, ...]) -> None:
        """Show these."""
        for line in list(self.lines):
            self.remove(line)
        for one in parties:
            self.add(one)

    def kept(self) -> list[object]:
        """For a draft: every line."""
        lines = [line.party() for line in self.lines]
        return [[one.name, str(one.role), one.phone, one.email, one.note, str(one.id or "")] for one in lines]

    def show_kept(self, value: object) -> None:
        """What a draft kept."""
        lines = [one for one in value if isinstance(one, list)] if isinstance(value, list) else []
        roles = {str(role): role for role in PartyRole}
        texts = [[str(part) for part in one] for one in lines if len(one) == 6]
        self.set_parties(
            tuple(
                Party(name, roles[role], phone, email, note, read_id(key))
                for name, role, phone, email, note, key in texts
                if role in roles
            )
        )

    def add(self, party: Party) -> PartyLine:
        """One more line."""
        line = PartyLine(party, self)
        self.lines.append(line)
        self._column.insertWidget(len(self.lines) - 1, line)
        self._number()
        self.changed.emit()
        return line

    def remove(self, line: PartyLine) -> None:
        """Take a line away."""
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        self._number()
        self.changed.emit()

    def _number(self) -> None:
        for number, line in enumerate(self.lines, start=1):
            line.number(number)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Sentences for "parties.N", by their line; N counts the lines that hold something."""
        filled = [line for line in self.lines if line.party() in self.parties()]
        for line in self.lines:
            line.problem.hide()
        for problem in problems:
            number = problem.field.removeprefix("parties.")
            if number.isdecimal() and int(number) < len(filled):
                filled[int(number)].problem.setText(problem.message)
                filled[int(number)].problem.show()

    def _on_more_clicked(self) -> None:
        self.add(Party("")).name.setFocus(Qt.FocusReason.OtherFocusReason)
