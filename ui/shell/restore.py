"""Making the vault of a backup anew: on a new machine, after damage, or to look at how things were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.kernel.errors import Damaged, LiaisonError, Problem
from app.kernel.numbers import in_signs
from app.kernel.said import say_date, say_time
from ui.kit import tasks, theme
from ui.kit.buttons import Button, LinkButton
from ui.kit.chips import Tone
from ui.kit.form import Form
from ui.kit.labels import Label
from ui.kit.sheet import Sheet
from ui.shell.desk import FoundBackup
from ui.shell.gate import Gate
from ui.shell.passwords import PasswordField

Restore = Callable[[Path, Path, str, Callable[[int, int], None]], None]
ENDING = ".liaison-backup"


class RestorePanel(QWidget):
    """Which backup, its password, which folder. `restored(folder)` when the vault is there, proved and locked;
    `left()` when somebody goes back. `begun()`: a password is at work, and stays in the memory."""

    begun = Signal()
    restored = Signal(object)
    left = Signal()

    def __init__(self, folder: Path, file: Path | None = None, *, restore: Restore) -> None:
        super().__init__()
        self._folder, self._restore = folder, restore
        self._task: tasks.Task | None = None
        self._made: list[Path] = []  # by the worker: the folder, once all of it is there
        self._is_stopping = False
        self.form = Form(label_width=96)
        self.backup = QComboBox()
        self.backup.setAccessibleName(self.tr("Backup"))
        self.password = PasswordField(self.tr("Password"))
        self.where = Label("", tone=Tone.DIM, wrap=True)
        self._build(file)

    def _build(self, file: Path | None) -> None:
        self.form.add(self.tr("Backup"), self.backup, "file")
        self.form.add_wide(LinkButton(self.tr("Choose a file…"), self.choose_file))
        hint = self.tr(
            "The password of anybody who signed in on that day, or the recovery key (eight groups from the printed "
            "sheet)."
        )
        self.form.add(self.tr("Password"), self.password, "password", hint=hint)
        self.form.add(self.tr("New folder"), self.where, "folder")
        self.form.add_wide(LinkButton(self.tr("Another folder…"), self.choose_folder))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(6)
        self.bar.setAccessibleName(self.tr("Restoring"))
        self.bar.hide()
        self.back = Button(self.tr("Back"), self._go_back)
        self.button = Button(self.tr("Restore"), self.submit, primary=True)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.bar, 1)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addLayout(row)
        self.password.returnPressed.connect(self.submit)
        self._say_folder()
        if file is not None:
            self.set_file(file)
        self.button.setEnabled(self.backup.count() > 0)

    def set_backups(self, found: Sequence[FoundBackup]) -> None:
        """Those that were found, newest first; the one that was chosen stays chosen."""
        for one in found:
            at = self._row_of(one.file)
            if at < 0:
                at = self.backup.count()
                self.backup.addItem("", one.file)
            self.backup.setItemText(at, say_backup(one))
            self.backup.setItemData(at, str(one.file), Qt.ItemDataRole.ToolTipRole)
        self.button.setEnabled(self.backup.count() > 0)

    def _row_of(self, file: Path) -> int:
        """Not `findData`, to which two equal paths are two things."""
        rows = (number for number in range(self.backup.count()) if self.backup.itemData(number) == file)
        return next(rows, -1)

    def set_file(self, file: Path) -> None:
        """Restore this one."""
        at = self._row_of(file)
        if at < 0:
            self.backup.insertItem(0, say_file(file), file)
            self.backup.setItemData(0, str(file), Qt.ItemDataRole.ToolTipRole)
            at = 0
        self.backup.setCurrentIndex(at)
        self.button.setEnabled(True)

    def choose_file(self) -> None:
        """A backup from a disk, a stick, a synchronised folder."""
        dialog = QFileDialog(self, self.tr("Choose a backup"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [self.tr("Backups (*{ending})").format(ending=ENDING), self.tr("All files (*)")]
        )
        dialog.fileSelected.connect(lambda file: self.set_file(Path(file)))
        dialog.open()

    def choose_folder(self) -> None:
        """Another place for the restored vault."""
        dialog = QFileDialog(self, self.tr("New folder for the vault"), str(self._folder.parent))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._on_folder_selected)
        dialog.open()

    def _on_folder_selected(self, folder: str) -> None:
        """A folder that holds something, or that nobody may look into, gets one of its own inside."""
        chosen = Path(folder)
        try:
            is_empty = not any(chosen.iterdir())
        except OSError:  # restoring says why, where nothing can be made in it either
            is_empty = False
        self._folder = chosen if is_empty else chosen / "vault"
        self._say_folder()

    def _say_folder(self) -> None:
        self.where.setText(str(self._folder))

    def submit(self) -> None:
        """What the button does."""
        file = self.backup.currentData()
        if self._task is not None or not isinstance(file, Path):
            return
        secret = self.password.take()
        self.form.clear_problems()
        if not secret:
            said = self.tr("Please type the backup's password, or the recovery key.")
            self.form.show_problems([Problem("password", "no-password", said)])
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        restore, folder = self._restore, self._folder
        made = self._made = []
        self._is_stopping = False

        def work(task: tasks.Task) -> None:
            restore(file, folder, secret, task.tell)
            made.append(folder)

        self.begun.emit()
        self._set_busy(busy=True)
        self._task = tasks.run_pool(work, owner=self, done=self._on_done, failed=self.show_error)
        self._task.progressed.connect(self._on_task_progressed)
        self._task.finished.connect(self._on_task_finished)

    @property
    def is_busy(self) -> bool:
        """Whether a backup is being restored."""
        return self._task is not None

    def _set_busy(self, *, busy: bool) -> None:
        self.bar.setRange(0, 0)
        self.bar.setVisible(busy)
        self.form.setEnabled(not busy)
        self.button.setEnabled(not busy)
        self.back.setText(self.tr("Stop") if busy else self.tr("Back"))

    def _on_task_progressed(self, done: int, total: int, _words: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_task_finished(self) -> None:
        self._task = None
        self._set_busy(busy=False)
        # Who stopped came too late: a vault that nobody knows of would lie there.
        if self._is_stopping and self._made:
            self.restored.emit(self._folder)

    def _on_done(self, _none: None) -> None:
        self.restored.emit(self._folder)

    def stop(self) -> None:
        """While it works: stop, and nothing is left of it."""
        if self._task is not None:
            self._is_stopping = True
            self._task.cancel()

    def _go_back(self) -> None:
        """While it works: stop. Else: away from here."""
        if self._task is not None:
            self.stop()
        else:
            self.left.emit()

    def show_error(self, error: Exception) -> None:
        """The sentence by its field; after a damaged backup the next one is chosen."""
        if not isinstance(error, LiaisonError):
            raise error
        at = self.backup.currentIndex()
        if isinstance(error, Damaged):
            self.form.show_problems([Problem("file", error.code, error.message)])
            words = self.tr("{backup} (damaged)").format(backup=self.backup.itemText(at))
            self.backup.setItemText(at, words)
            self.backup.setCurrentIndex(min(at + 1, self.backup.count() - 1))
        else:
            self.form.show_error(error)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)


class RestorePage(Gate):
    """Before any vault is open. `restored(folder)`, `back_chosen()`."""

    restored = Signal(object)
    back_chosen = Signal()

    def __init__(
        self, folder: Path, file: Path | None = None, *, restore: Restore, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", icon="history", width=520, parent=parent)
        self.set_head(self.tr("Restore a backup"), promise())
        self.panel = RestorePanel(folder, file, restore=restore)
        self.panel.restored.connect(self.restored)
        self.panel.left.connect(self.back_chosen)
        self.column.addWidget(self.panel)

    def focus_first(self) -> None:
        self.panel.password.setFocus(Qt.FocusReason.OtherFocusReason)


class RestoreSheet(Sheet):
    """Over the open vault, which stays as it is. `restored(folder)`."""

    restored = Signal(object)

    def __init__(self, over: QWidget, folder: Path, file: Path | None = None, *, restore: Restore) -> None:
        super().__init__(over, over.tr("Restore a backup"), width=560)
        self.panel = RestorePanel(folder, file, restore=restore)
        self.body.addWidget(Label(promise(), tone=Tone.DIM, wrap=True))
        self.body.addWidget(self.panel)
        self.panel.restored.connect(self._on_panel_restored)
        self.panel.left.connect(self.reject)

    def may_close(self) -> bool:
        """While it works, only its button stops it."""
        return not self.panel.is_busy

    def drop(self) -> None:
        """The window is closed or locked: a vault that nobody knows of would be made."""
        self.panel.stop()
        super().drop()

    def _on_panel_restored(self, folder: object) -> None:
        self.accept()
        self.restored.emit(folder)

    def _focus_first(self) -> None:
        self.panel.password.setFocus(Qt.FocusReason.OtherFocusReason)


def promise() -> str:
    """What restoring does, and what it does not."""
    return QCoreApplication.translate(
        "Restore",
        "The backup is opened, checked and made a vault in a new folder. Nothing that is there is changed or taken "
        "away. Then you sign in as usual.",
    )


def say_backup(one: FoundBackup) -> str:
    """As in "23 November 2026, 11:00 · 2.4 MB"."""
    return f"{say_date(one.made_at.date())}, {say_time(one.made_at)} · {say_size(one.size)}"


def say_file(file: Path) -> str:
    """As `say_backup`, where the file's name tells the moment; else the name."""
    try:
        moment = datetime.strptime(file.name[:17], "%Y-%m-%d-%H%M%S").replace(tzinfo=UTC).astimezone()
        return say_backup(FoundBackup(file, moment, file.stat().st_size))
    except (ValueError, OSError):  # a name of somebody's own, or a disk that is gone
        return file.name


def say_size(size: int) -> str:
    """As in "0.2 MB", "24 MB", "1.3 GB"."""
    megabytes = size / 1_000_000
    if megabytes >= 1000:
        return in_signs(f"{megabytes / 1000:.1f} GB")
    return in_signs(f"{megabytes:.0f} MB" if megabytes >= 10 else f"{max(megabytes, 0.1):.1f} MB")
