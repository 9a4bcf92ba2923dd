"""When a vault does not open because something in it is damaged: what it is, and which backups there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.said import say_date, say_time
from ui.kit import theme
from ui.kit.buttons import Button, LinkButton
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.row_model import Row
from ui.kit.rows import RowList
from ui.shell.desk import FoundBackup
from ui.shell.gate import Gate
from ui.shell.restore import say_size

SHOWN_ROWS = 4


class DamagePage(Gate):
    """`restore_chosen(file or None)`, `again_chosen()`, `other_chosen()`. It changes nothing and deletes nothing.

    What to do stands first, in its order; what was found in the files comes after it.
    """

    restore_chosen = Signal(object)
    again_chosen = Signal()
    other_chosen = Signal()

    def __init__(self, folder: Path, what: str, parent: QWidget | None = None) -> None:
        super().__init__("", "", icon="triangle-alert", warns=True, width=560, parent=parent)
        self.set_head(
            self.tr("This vault is damaged"),
            self.tr("It was not opened, and nothing was changed or deleted. Two steps, in this order:"),
        )
        self._folder = folder
        self.newest: Path | None = None
        self.found = Label(self.tr("Looking for backups…"), tone=Tone.DIM, wrap=True)
        self._add_copy()
        self._add_restore()
        self.older = Label(self.tr("Older backups"), "bold")
        self.rows = RowList(self.tr("Older backups"), name_share=0.5)
        self.rows.acted.connect(self.restore_chosen)
        self.rows.opened.connect(self.restore_chosen)
        self.rows.stand_whole(SHOWN_ROWS)
        for widget in (self.older, self.rows):
            widget.hide()
            self.column.addWidget(widget)
        self.column.addSpacing(theme.px(4))
        said = self.tr("What was found: {what}").format(what=what)
        self.what = Label(said, "small", tone=Tone.DIM, wrap=True, selectable=True)
        self.column.addWidget(self.what)
        self._add_links()

    def _add_copy(self) -> None:
        self.column.addWidget(Label(self.tr("1. Copy the whole folder to another disk"), "bold"))
        why = self.tr("Whatever is tried later, the copy can be asked again. The button opens the folder.")
        self.column.addWidget(Label(why, tone=Tone.DIM, wrap=True))
        self.open = Button(self.tr("Open the folder"), self._show_folder)
        self.column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_restore(self) -> None:
        self.second = Label(self.tr("2. Restore a backup"), "bold")
        self.choose = Button(self.tr("Another backup…"), lambda: self.restore_chosen.emit(None))
        self.button = Button(self.tr("Restore this backup"), self._restore_newest, primary=True)
        self.button.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.button)
        row.addWidget(self.choose)
        row.addStretch(1)
        self.column.addWidget(self.second)
        self.column.addWidget(self.found)
        self.column.addLayout(row)

    def _add_links(self) -> None:
        links = QHBoxLayout()
        links.setSpacing(theme.px(14))
        links.addStretch(1)
        links.addWidget(LinkButton(self.tr("Try again"), self.again_chosen.emit))
        links.addWidget(LinkButton(self.tr("Another vault…"), self.other_chosen.emit))
        self.column.addLayout(links)

    def set_backups(self, found: Sequence[FoundBackup]) -> None:
        """Those that were found, newest first."""
        if not found:
            none = self.tr(
                "No backup was found beside it, nor in the second place this computer knows of. If you have one on "
                "another disk, choose it."
            )
            self.found.setText(none)
            return
        newest = found[0].made_at
        said = self.tr("2. Restore the backup of {day}, {time}")
        self.second.setText(said.format(day=say_date(newest.date()), time=say_time(newest)))
        self.found.setText(
            self.tr(
                "It is the newest. It is opened and checked while it is restored, into a new folder; what was written "
                "after it is not in it."
            )
        )
        self.newest = found[0].file
        self.button.show()
        if len(found) > 1:
            self.rows.set_rows([_row(one, self._folder) for one in found[1:]])
            self.older.show()
            self.rows.show()
        self.focus_first()

    def focus_first(self) -> None:
        self.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore_newest(self) -> None:
        self.restore_chosen.emit(self.newest)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _row(one: FoundBackup, folder: Path) -> Row:
    beside = folder in one.file.parents
    translate = QCoreApplication.translate
    where = translate("DamagePage", "in the vault's folder") if beside else str(one.file.parent)
    action = translate("DamagePage", "Restore")
    title = f"{say_date(one.made_at.date())}, {say_time(one.made_at)}"
    return Row(one.file, title, say_size(one.size), "hard-drive", where, action=action)
