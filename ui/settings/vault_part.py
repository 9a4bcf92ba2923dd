"""The vault: where it is, whether it is sound; and its backups."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.kernel.errors import LiaisonError
from app.vault.checks import Check
from app.vault.shortcut import ENDING, write_shortcut
from app.verification import verify_workspace
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.banner import Banner
from ui.kit.buttons import Button, LinkButton
from ui.kit.chips import Tone
from ui.kit.flow import Flow
from ui.kit.labelled import Labelled
from ui.kit.labels import Label
from ui.kit.page import Page, section
from ui.kit.saving import ask_where
from ui.kit.spans import Span
from ui.settings.backups_part import BackupsPart
from ui.settings.catalogue import title_of


class VaultPart(QWidget):
    """Where it is, a check of it, and the backups. `said()` when there is a result to be seen."""

    said = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        folder = workspace.vault.folder
        self.check_button = Button(self.tr("Check now"), self.check)
        self.backups = BackupsPart(workspace)
        self.backups.said.connect(self.said)
        self.backups.restore_requested.connect(self._on_backups_restore_requested)
        self.shortcut_button = Button(self.tr("Make a shortcut…"), self._on_shortcut_clicked)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(6))
        self.bar.setAccessibleName(self.tr("Checking the vault"))
        self.bar.hide()
        self.result = Banner(kind="done")
        self.trouble = Banner(kind="late")
        self.details = Label("", tone=Tone.DIM, wrap=True)
        self.details_link = LinkButton(self.tr("Details"), self._on_details_clicked)
        self.details.hide()
        self.details_link.hide()
        places = Labelled()
        _add_place(places, self.tr("Where"), folder, self.tr("Show"))
        _add_place(places, self.tr("Backups"), folder / "backups", self.tr("Show"))
        places.add("", Flow((self.check_button, self.shortcut_button)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(section(title_of("vault/vault")))
        column.addWidget(places)
        for widget in (self.bar, self.result, self.trouble):
            column.addWidget(widget)
        column.addWidget(self.details_link)
        column.addWidget(self.details)
        column.addSpacing(theme.px(12))
        column.addWidget(self.backups)

    def check(self) -> None:
        """Every check there is, beside what one goes on doing."""
        self._begin()
        workspace = self._workspace
        tasks.run_pool(  # with a connection of its own: what is saved meanwhile does not wait
            lambda task: verify_workspace(workspace, lambda: task.cancelled),
            owner=self,
            done=self._on_checked,
            failed=self._on_failed,
        )

    def _on_shortcut_clicked(self) -> None:
        title = self.tr("A file that opens this vault by a double click")
        ask_where(self, title, "Liaison", ENDING, self.make_shortcut)

    def make_shortcut(self, file: Path) -> None:
        """A file that leads to this vault."""
        self.result.say("", "")
        self.trouble.say("", "")
        try:
            write_shortcut(file, self._workspace.vault.folder)
        except LiaisonError as error:
            self.trouble.say(error.message, "")
        else:
            words = self.tr(
                "It holds nothing but the folder of the vault, and opens it on this computer only."
            )
            self.result.say(self.tr("{file} is made.").format(file=file.name), words)
        QTimer.singleShot(0, self, self.said.emit)

    def _begin(self) -> None:
        self.result.say("", "")
        self.trouble.say("", "")
        self.details.hide()
        self.details_link.hide()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.check_button.setEnabled(False)

    def _end(self) -> None:
        self.bar.hide()
        self.check_button.setEnabled(True)
        QTimer.singleShot(0, self, self.said.emit)

    def _on_checked(self, checks: tuple[Check, ...]) -> None:
        self._end()
        wrong = [one for one in checks if not one.ok]
        if wrong:
            said = " ".join(one.detail for one in wrong)
            what = self.tr("Work on a backup: the newest one that is sound can be restored.")
            self.trouble.say(self.tr("Not all is as it was written."), f"{said} {what}")
        else:
            lead = self.tr("Everything is as it was written.")
            self.result.say(lead, self.tr("{count} checks.").format(count=len(checks)))
        words = tuple(
            Span(("✓ " if one.ok else "▲ ") + one.detail + "\n", tone=Tone.DIM if one.ok else Tone.LATE)
            for one in checks
        )
        self.details.set_words(words)
        self.details_link.setText(self.tr("Details"))
        self.details_link.show()

    def _on_details_clicked(self) -> None:
        """The single checks, folded away until somebody asks."""
        shown = self.details.isHidden()
        self.details.setVisible(shown)
        self.details_link.setText(self.tr("Hide details") if shown else self.tr("Details"))
        self.details_link.updateGeometry()
        QTimer.singleShot(0, self, self.said.emit)

    def _on_backups_restore_requested(self, request: object) -> None:
        """The page it stands on asks the window."""
        page: QWidget | None = self
        while page is not None and not isinstance(page, Page):
            page = page.parentWidget()
        if page is not None:
            page.request(request)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, LiaisonError):
            raise error
        self.trouble.say(error.message, "")


def _add_place(places: Labelled, words: str, folder: Path, show: str) -> None:
    link = LinkButton(show, lambda: _show(folder))
    link.setAccessibleName(f"{words}: {show}")
    places.add(words, Label(str(folder), wrap=True, selectable=True), after=link)


def _show(folder: Path) -> None:
    """In the system's file manager; before the first backup there is only the folder above."""
    there = folder if folder.is_dir() else folder.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(there)))
