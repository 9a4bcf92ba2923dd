"""One response time in a form: a number and what it is counted in, or as the next wider one has it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.promises.terms import LONGEST, spell, unspell
from app.workdays.worktime import Promise, PromiseUnit
from ui.kit import theme
from ui.kit.choice import Choice
from ui.kit.labels import Label
from ui.kit.number_field import NumberField

Unit = PromiseUnit | None


class PromiseField(QWidget):
    """``value()`` is None where the wider terms count; ``inherited`` says what these are."""

    changed = Signal()

    def __init__(
        self, name: str, inherited: str, *, lead: str = "", least: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.number = NumberField()
        self.number.setRange(least, LONGEST)
        self.number.setAccessibleName(self.tr("{what}: how many").format(what=name))
        self.number.setFixedWidth(theme.px(80))
        self.number.setMinimumHeight(theme.px(30))
        choices: list[tuple[Unit, str]] = [
            (PromiseUnit.WORKING_DAY_HOURS, self.tr("hours of working days")),
            (PromiseUnit.OPENING_HOURS, self.tr("opening hours")),
            (PromiseUnit.CLOCK_HOURS, self.tr("hours by the clock")),
        ]
        if inherited:
            choices.insert(0, (None, inherited))
        self.unit: Choice[Unit] = Choice(choices, name=self.tr("{what}: counted in").format(what=name))
        self._within = Label(lead or self.tr("within"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._within)
        row.addWidget(self.number)
        row.addWidget(self.unit, 1)
        self.setFocusProxy(self.unit)
        self.unit.currentIndexChanged.connect(self._on_unit_changed)
        self.number.valueChanged.connect(self.changed)
        self._on_unit_changed()

    def value(self) -> Promise | None:
        """The response time; None: as the wider terms have it."""
        unit = self.unit.value()
        return None if unit is None else Promise(self.number.value(), unit)

    def set_value(self, promise: Promise | None, usual: Promise) -> None:
        """Show it; ``usual`` stands in the number where nothing is set, to begin with."""
        self.number.setValue((promise or usual).number)
        self.unit.set_value(promise.unit if promise else None)
        self._on_unit_changed()

    def kept(self) -> object:
        """For the draft."""
        return spell(self.value())

    def show_kept(self, value: object) -> None:
        """From the draft."""
        try:
            found = unspell(value) if isinstance(value, str) else None
        except ValueError:  # a draft of another version of the program
            return
        self.set_value(found, found or Promise(self.number.value(), PromiseUnit.CLOCK_HOURS))

    def _on_unit_changed(self, *_: object) -> None:
        own = self.unit.value() is not None
        self.number.setVisible(own)
        self._within.setVisible(own)
        self.changed.emit()
