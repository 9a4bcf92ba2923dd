"""This computer: after how many minutes it locks, whether its screen may be captured, which folder is looked at.
It takes effect at once."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import machine, theme
from ui.kit.buttons import LinkButton
from ui.kit.chips import Tone
from ui.kit.choice import Choice
from ui.kit.labels import Label
from ui.kit.page import section


class MachinePart(QWidget):
    """Everybody may settle it: it holds for this computer alone."""

    def __init__(self, platform: str = sys.platform) -> None:
        super().__init__()
        rules = machine.rules()
        self.minutes = Choice(
            [(minutes, self._say(minutes)) for minutes in machine.LOCK_CHOICES], name=self.tr("Lock after")
        )
        self.minutes.set_value(min(machine.LOCK_CHOICES, key=lambda minutes: abs(minutes - rules.lock_after)))
        self.minutes.currentIndexChanged.connect(self._on_minutes_changed)
        self.capture = QCheckBox(self.tr("Let screenshots and shared screens show Liaison"))
        self.capture.setChecked(rules.may_capture)
        self.capture.toggled.connect(rules.set_may_capture)
        self.capture.setVisible(platform == "win32")
        label = Label(self.tr("Lock after"), tone=Tone.DIM)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        said = self.tr(
            "without a key or the mouse, and at once when the computer sleeps or its screen is locked."
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(14))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnMinimumWidth(0, theme.px(136))
        grid.setColumnStretch(1, 1)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.minutes, 0, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(Label(said, tone=Tone.DIM, wrap=True), 1, 1)
        grid.addWidget(self.capture, 2, 1)
        of_folder = Label(self.tr("Import folder"), tone=Tone.DIM)
        of_folder.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        offered = self.tr(
            "What is put there, as by a scanner, is offered to be brought in. Liaison changes nothing in the folder."
        )
        grid.addWidget(of_folder, 3, 0)
        grid.addLayout(self._folder_row(), 3, 1)
        grid.addWidget(Label(offered, tone=Tone.DIM, wrap=True), 4, 1)
        self.remind = Choice(
            [(at, at or self.tr("never")) for at in machine.REMIND_CHOICES], name=self.tr("Remind at")
        )
        self.remind.set_value(rules.remind_at)
        self.remind.currentIndexChanged.connect(lambda: rules.set_remind_at(self.remind.value()))
        of_reminder = Label(self.tr("Remind at"), tone=Tone.DIM)
        of_reminder.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        reminded = self.tr(
            "once a day, how many things are late and due; no client is named. Not while Liaison is locked."
        )
        grid.addWidget(of_reminder, 5, 0)
        grid.addWidget(self.remind, 5, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(Label(reminded, tone=Tone.DIM, wrap=True), 6, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(section(self.tr("This computer")))
        column.addLayout(grid)

    def _folder_row(self) -> QHBoxLayout:
        self.folder = Label("")
        self.choose = LinkButton(self.tr("Choose…"), self._choose_folder)
        self.choose.setAccessibleName(self.tr("Choose the import folder"))
        self.none = LinkButton(self.tr("Look at none"), lambda: self.use_folder(""))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        for widget in (self.folder, self.choose, self.none):
            row.addWidget(widget)
        row.addStretch(1)
        self._show_folder()
        return row

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Import folder"), machine.rules().import_folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.use_folder)
        dialog.open()

    def use_folder(self, folder: str) -> None:
        """Look at this one from now on; "" for none."""
        machine.rules().set_import_folder(folder)
        self._show_folder()

    def _show_folder(self) -> None:
        folder = machine.rules().import_folder
        self.folder.setText(folder or self.tr("none"))
        self.folder.setVisible(bool(folder))
        self.none.setVisible(bool(folder))

    def _say(self, minutes: int) -> str:
        if minutes == 1:
            return self.tr("1 minute")
        return self.tr("1 hour") if minutes == 60 else self.tr("{count} minutes").format(count=minutes)

    def _on_minutes_changed(self) -> None:
        machine.rules().set_lock_after(self.minutes.value())
