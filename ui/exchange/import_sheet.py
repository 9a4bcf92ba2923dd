"""Bringing files in: first what would happen, then, in one transaction, that it happens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialogButtonBox, QProgressBar, QPushButton, QWidget

from app.exchange.csv_kinds import Mapping
from app.exchange.incoming import Content, Reading
from app.exchange.refused_rows import has_rows_to_mend
from app.kernel.errors import LiaisonError
from app.kernel.numbers import say_number
from app.kernel.said import say_date
from app.workspace import Workspace
from ui.exchange.bringing import Brought, Stop, bring_in, preview
from ui.exchange.encoding_sheet import EncodingSheet
from ui.exchange.mapping_sheet import MappingSheet
from ui.exchange.outcome_rows import FileKey
from ui.exchange.refused_saving import RefusedSaving
from ui.kit import tasks, theme
from ui.kit.banner import Banner
from ui.kit.check import Check
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.rows import RowList
from ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from ui.shell.window import VaultWindow


class ImportSheet(Sheet):
    """`went(page id)` when somebody goes on to Today or to the tray; `looked_at(Brought)` when the preview stands,
    `brought_in(Brought)` after the commit."""

    went = Signal(str)
    looked_at = Signal(object)
    brought_in = Signal(object)

    stands_alone = True
    """It is about no matter that a page shows."""

    def __init__(self, over: QWidget, workspace: Workspace, paths: Sequence[Path | Content]) -> None:
        super().__init__(over, "", width=920)
        self._name(self.tr("Import"))
        self._workspace = workspace
        self._paths = tuple(paths)
        self._readings: dict[Path, Reading] = {}
        self._dates_known = False
        """What is said of new dates: nobody is taken to have told the clients until somebody says so."""
        self._brought: Brought | None = None
        self._task: tasks.Task | None = None
        self._stop: Stop | None = None
        self.is_done = False
        self._build()
        theme.bus().changed.connect(self._size_rows)
        self.rows.fitted.connect(self._size_rows)
        self._read()

    def _name(self, title: str) -> None:
        self.title.setText(title)
        self.setAccessibleName(title)
        self.card.setAccessibleName(title)

    def _build(self) -> None:
        self.errors = Banner(kind="soon")
        self.words = Label("", wrap=True)
        self.words.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(6))
        self.bar.setAccessibleName(self.tr("Progress"))
        self.under_way = Label("", tone=Tone.DIM, wrap=True)
        self.rows = RowList(self.tr("What would happen"), name_share=0.34)
        self.rows.acted.connect(self._on_rows_acted)
        self.dates = Check()
        self.dates.hide()
        self.dates.clicked.connect(self._on_dates_clicked)
        for widget in (self.errors, self.words, self.dates, self.bar, self.under_way, self.rows):
            self.body.addWidget(widget)
        self._save_words = self.tr("&Save the rows that cannot come in…")
        self._saved_words = self.tr("&Save the rows that did not come in…")
        self.add_buttons(
            self.tr("Import"), extra=(self.tr("Place by hand"), self._save_words), keys="Ctrl+Return"
        )
        box = self.box
        assert box is not None  # noqa: S101 - made one line above
        by_role = {
            box.buttonRole(button): button for button in box.buttons() if button.text() != self._save_words
        }
        self.save_button = next(button for button in box.buttons() if button.text() == self._save_words)
        self.save_button.hide()
        self.close_button: QPushButton = by_role[QDialogButtonBox.ButtonRole.RejectRole]  # type: ignore[assignment] # our buttons are push buttons
        self.place_button: QPushButton = by_role[QDialogButtonBox.ButtonRole.ActionRole]  # type: ignore[assignment] # our buttons are push buttons
        self.place_button.hide()

    def _read(self) -> None:
        """Look what would happen."""
        self._show_busy()
        workspace, paths, readings = self._workspace, self._paths, dict(self._readings)
        known = self._dates_known
        self._task = tasks.run_pool(
            lambda task: preview(workspace, paths, readings, task, known),
            owner=self,
            done=self._on_read,
            failed=self._on_failed,
        )
        self._task.progressed.connect(self._on_task_progressed)

    def apply(self, button: str) -> None:
        """Bring in; when that is done, go on to Today, or to the tray."""
        if button in {self._save_words, self._saved_words} and self._brought is not None:
            RefusedSaving(self, self._workspace, self._brought, dict(self._readings)).ask()
            return
        if self.is_done:
            self.went.emit("tray" if button else "today")
            self.accept()
            return
        if self._brought is None:  # the preview failed
            self._read()
            return
        self._show_busy()
        self._stop = stop = Stop()
        workspace, paths, readings = self._workspace, self._paths, dict(self._readings)
        known = self._dates_known
        self._task = tasks.run_pool(
            lambda task: bring_in(workspace, paths, readings, task, stop, known),
            owner=self,
            done=self._on_brought,
            failed=self._on_failed,
        )
        self._task.progressed.connect(self._on_task_progressed)
        self._task.finished.connect(self._on_bringing_finished)

    def may_close(self) -> bool:
        """While files are brought in, closing first stops that."""
        if self._stop is not None:
            self._stop.ask()
            self.close_button.setEnabled(False)
            words = self.tr("Stopping; nothing of it is kept.")
            if self._stop.kept:
                words = self.tr("Stopping; the {count} rows or messages that are in stay.")
            self.under_way.setText(words.format(count=say_number(self._stop.kept)))
            return False
        if self._task is not None:
            self._task.cancel()
        return True

    def drop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        super().drop()

    def _show_busy(self) -> None:
        self.errors.say("", "")
        self.bar.setRange(0, 0)
        self.bar.show()
        self.under_way.setText(self.tr("Reading"))
        self.under_way.show()
        self.accept_button.setEnabled(False)
        self.dates.setEnabled(False)
        self.rows.setEnabled(False)
        self._size_rows()

    def _on_task_progressed(self, done: int, total: int, words: str) -> None:
        if self.sender() is self._task:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            self.under_way.setText(words)

    def _on_read(self, brought: Brought) -> None:
        self._task = None
        self._show(brought)
        self.rows.select_first()
        self.rows.scrollToTop()
        self._name_accept(self.tr("Import"))
        self.accept_button.setEnabled(brought.changes)
        self.note.setText(self.tr("Nothing is changed yet.") if brought.changes else "")
        self.close_button.setText(self.tr("Cancel") if brought.changes else self.tr("Close"))
        self.close_button.updateGeometry()
        target: QWidget = self.accept_button if brought.changes else self.close_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.looked_at.emit(brought)

    def _on_brought(self, brought: Brought) -> None:
        self._task = self._stop = None
        self.is_done = True
        self.save_button.setText(self._saved_words)
        self.save_button.updateGeometry()
        self._name(self.tr("Imported"))
        self.rows.set_groups(())
        self._show(brought)
        self.note.setText("")
        self._name_accept(self.tr("Open Today"))
        self.accept_button.setEnabled(True)
        self.close_button.setText(self.tr("Close"))
        self.close_button.updateGeometry()
        self.place_button.setVisible(brought.waits)
        self.accept_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.brought_in.emit(brought)

    def _name_accept(self, words: str) -> None:
        self.accept_button.setText(words)
        self.accept_button.updateGeometry()

    def _on_bringing_finished(self) -> None:
        """After `_on_brought` or, when it was stopped, instead of it."""
        QTimer.singleShot(0, self, self._after_bringing)

    def _after_bringing(self) -> None:
        if self._stop is None:
            return
        kept = self._stop.kept
        self._task = self._stop = None
        self.close_button.setEnabled(True)
        if self._brought is not None and self.errors.isHidden():
            self._on_read(self._brought)
            words = self.tr("Stopped. Nothing is changed.")
            if kept:
                words = self.tr(
                    "Stopped. {count} rows or messages are in; import the same again for the rest."
                )
            self.note.setText(words.format(count=say_number(kept)))

    def _on_failed(self, error: Exception) -> None:
        self._task = self._stop = None
        self.close_button.setEnabled(True)
        self.bar.hide()
        self.under_way.hide()
        self.rows.setEnabled(True)
        sorry = self.tr("Something went wrong in the program. Nothing was changed. Please try once more.")
        self.errors.say("", error.message if isinstance(error, LiaisonError) else sorry)
        if self._brought is None:
            self._name_accept(self.tr("Try again"))
        self.accept_button.setEnabled(self._brought is None or self._brought.changes)
        self._size_rows()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if not isinstance(error, LiaisonError):
            raise error

    def _show(self, brought: Brought) -> None:
        self._brought = brought
        self.save_button.setVisible(any(has_rows_to_mend(one) for one in brought.outcomes))
        self.bar.hide()
        self.under_way.hide()
        self.words.setText(brought.headline)
        self.words.show()
        self._ask_of_dates(brought)
        self.rows.setEnabled(True)
        self.rows.set_groups(brought.groups)
        if self.rows.current_key() is None:
            self.rows.select_first()
        self._size_rows()
        self.rows.scrollToTop()

    def _ask_of_dates(self, brought: Brought) -> None:
        """Before a calendar comes in: whether the clients know of its new dates, or have to hear of them."""
        asks = self.tr("{count} dates are new. The clients know of them")
        said = asks.format(count=say_number(brought.new_dates))
        if (one := brought.only_date) is not None:
            asks = self.tr("“{title}” on {day} is new in {matter}. The client knows of it")
            said = asks.format(title=one.title, day=say_date(one.on), matter=one.matter)
        self.dates.setText(said.replace("&", "&&"))
        self.dates.setChecked(self._dates_known)
        self.dates.setVisible(bool(brought.new_dates) and not self.is_done)
        self.dates.setEnabled(True)

    def _on_dates_clicked(self, known: bool) -> None:
        self._dates_known = known
        self._read()

    def _size_rows(self) -> None:
        """As high as its rows, at most what the window leaves beside head, words and foot."""
        others = (self.errors, self.words, self.dates, self.bar, self.under_way)
        wide = self._content.width() - theme.px(44)
        taken = sum(
            max(one.heightForWidth(wide), one.sizeHint().height()) + theme.px(8)
            for one in others
            if not one.isHidden()
        )
        taken += self._head.sizeHint().height() + self.foot.sizeHint().height() + theme.px(48 + 16 + 12)
        wanted = self.rows.verticalHeader().length() + theme.px(4)
        self.rows.setVisible(self._brought is not None)
        self.rows.setFixedHeight(max(theme.px(106), min(wanted, self.window().height() - taken)))

    def _on_rows_acted(self, key: object) -> None:
        if not isinstance(key, FileKey) or self._brought is None or self._stop is not None:
            return
        path, one = self._brought.files[key.file], self._brought.outcomes[key.file]
        reading = self._readings.get(path, Reading())
        sheet: MappingSheet | EncodingSheet
        if one.encoding_guessed and one.kind != "mapped":
            sheet = EncodingSheet(self, path, one.encoding)
            sheet.chosen.connect(lambda encoding: self._read_so(path, Reading(reading.mapping, encoding)))
        else:
            sheet = MappingSheet(self, self._workspace, path, reading)
            sheet.chosen.connect(lambda mapping: self._read_so(path, _with(reading, mapping)))
        sheet.open()

    def _read_so(self, path: Path, reading: Reading) -> None:
        self._readings[path] = reading
        self._read()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handled = super().eventFilter(watched, event)
        if watched is self.window() and event.type() == QEvent.Type.Resize:
            self._size_rows()
        return handled


def _with(reading: Reading, mapping: Mapping) -> Reading:
    return Reading(mapping, reading.encoding)


def open_import(window: VaultWindow, workspace: Workspace, paths: Sequence[Path | Content]) -> ImportSheet:
    """Show the sheet for these files and folders, and what was dragged without a file."""
    sheet = ImportSheet(window, workspace, paths)
    sheet.went.connect(window.navigate)
    sheet.open()
    return sheet


def choose_files(window: VaultWindow, workspace: Workspace) -> None:
    """Ask for files or a folder, then show the sheet."""
    from ui.exchange.choose_sheet import ChooseSheet

    sheet = ChooseSheet(window)
    sheet.chosen.connect(lambda paths: open_import(window, workspace, paths))
    sheet.open()
