"""Settings as a file: save this computer's and the firm's, take them over elsewhere after a look at what differs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.exchange.settings_file import (
    LARGEST,
    PART_OF,
    SettingsFile,
    differing,
    read_settings,
    save_settings,
    spell_settings,
    take_over_settings,
)
from app.kernel.errors import LiaisonError, MachineTrouble
from app.kernel.rights import Right
from app.vault.files import replace_with
from app.workspace import Workspace
from ui.kit import machine, tasks, theme
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.labels import Label, dim
from ui.kit.page import section
from ui.kit.rights import needs
from ui.kit.setting import Number, OneOf, Setting
from ui.kit.sheet import Sheet
from ui.settings.catalogue import firm_parts, title_of

translate = QCoreApplication.translate
FILE_NAME = "liaison-settings.json"


class Differs(NamedTuple):
    """A setting of this computer that a file has otherwise: what it is called, and both in words."""

    setting: Setting[Any]
    title: str
    now: str
    there: str


def computer_says() -> dict[str, str]:
    """This computer's settings as a file has them: those that mean the same elsewhere."""
    rules = machine.rules()
    return {one.key: one.kind.write(rules.get(one)) for one in machine.SETTINGS.values() if _goes_along(one)}


def computer_differing(says: Mapping[str, str]) -> list[Differs]:
    """What is other here than a file says; what this program does not know is left out."""
    found = []
    for setting in machine.SETTINGS.values():
        there = setting.kind.read(says[setting.key]) if _goes_along(setting) and setting.key in says else None
        now = machine.rules().get(setting)
        if there is not None and there != now and setting.words is not None:
            found.append(Differs(setting, setting.words().title, _say(setting, now), _say(setting, there)))
    return found


def take_over_computer(says: Mapping[str, str]) -> None:
    """Let hold on this computer what a file says."""
    for one in computer_differing(says):
        machine.rules().put(one.setting, one.setting.kind.read(says[one.setting.key]))


def _goes_along(setting: Setting[Any]) -> bool:
    return setting.travels and setting.words is not None


def _say(setting: Setting[Any], value: Any) -> str:
    kind = setting.kind
    if isinstance(kind, OneOf):
        return kind.say(value)
    if isinstance(kind, Number):
        return kind.say(value)
    return translate("SettingsFile", "on") if value else translate("SettingsFile", "off")


class SettingsFilePart(QWidget):
    """`said(words)` when it is done, `failed(error)` when it is not."""

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.save_button = Button(self.tr("Save as a file…"), self._choose_to_save)
        self.take_button = Button(self.tr("Take over from a file…"), self._choose_to_take)
        words = dim(
            self.tr(
                "For another computer or another vault: letters and place, opening hours, response times, when terms "
                "are owed, fees, channels and plain words of the firm, and what is chosen above. No password, no "
                "person, no folder, no logo and nothing of a client is in it."
            )
            if workspace.may(Right.FIRM)
            else self.tr(
                "For another computer: what is chosen above. No password and nothing of a client is in it."
            )
        )
        words.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.take_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(12), 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(section(title_of("computer/file")))
        column.addWidget(words)
        column.addLayout(buttons)

    def _choose_to_save(self) -> None:
        dialog = self._dialog(self.tr("Save the settings"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(FILE_NAME)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def _choose_to_take(self) -> None:
        dialog = self._dialog(self.tr("Take settings over"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take_from(Path(name)))
        dialog.open()

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setNameFilter(self.tr("Settings (*.json)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def save_to(self, file: Path) -> None:
        """Write them to ``file``: the firm's, too, where who is signed in may set them."""
        workspace, computer = self.workspace, computer_says()

        def work() -> None:
            if workspace.may(Right.FIRM):
                save_settings(workspace, file, computer)
            else:
                replace_with(file, spell_settings(computer, None))

        saved = self.tr("Saved: {name}.").format(name=file.name)
        tasks.run_pool(lambda _: work(), owner=self, done=lambda _: self.said.emit(saved), failed=self._fail)

    def take_from(self, file: Path) -> None:
        """Look what ``file`` would change, and ask."""
        workspace = self.workspace

        def work() -> tuple[SettingsFile, tuple[str, ...]]:
            read = read_settings(_read(file))
            with workspace.read() as reader:
                return read, differing(reader, read.firm or {})

        tasks.run_pool(lambda _: work(), owner=self, done=self._ask, failed=self._fail)

    def _ask(self, found: tuple[SettingsFile, tuple[str, ...]]) -> None:
        read, groups = found
        if not groups and not computer_differing(read.computer):
            self.said.emit(self.tr("All is as the file says."))
            return
        sheet = TakeSettingsSheet(self, self.workspace, read, groups)
        sheet.said.connect(self.said)
        sheet.open()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self.failed.emit(error)


class TakeSettingsSheet(Sheet):
    """What a file would change, here and in the firm; each is taken over or not. `said(words)` when it is."""

    said = Signal(str)

    def __init__(
        self, over: QWidget, workspace: Workspace, read: SettingsFile, groups: tuple[str, ...]
    ) -> None:
        super().__init__(over, translate("TakeSettingsSheet", "Take settings over"), width=560)
        self._workspace, self._read, self._groups = workspace, read, groups
        here = computer_differing(read.computer)
        self.computer = QCheckBox(self.tr("This computer"))
        self.firm = QCheckBox(self.tr("The firm, for everybody"))
        self.problem = Label("", tone=Tone.LATE, wrap=True)
        self.problem.hide()
        for box, there in ((self.computer, bool(here)), (self.firm, bool(groups))):
            box.setChecked(there)
            box.setVisible(there)
            box.toggled.connect(self._on_toggled)
        self.body.addWidget(self.computer)
        for one in here:
            words = self.tr("{setting}: {now} → {there}").format(
                setting=one.title, now=one.now, there=one.there
            )
            self.body.addLayout(_indented(words))
        self.body.addWidget(self.firm)
        parts = dict(firm_parts())
        named = [f"{parts[PART_OF[name]]}{_more(name)}" for name in groups]
        if named:
            self.body.addLayout(_indented(self.tr("Changes: {parts}.").format(parts=", ".join(named))))
            self.body.addLayout(
                _indented(self.tr("What the file does not name stays. The audit trail says what changed."))
            )
        self.body.addWidget(self.problem)
        self.add_buttons(self.tr("&Take over"))
        if not workspace.may(Right.FIRM):
            self.firm.setChecked(False)
        needs(self.firm, workspace, Right.FIRM)
        self._on_toggled()

    def _on_toggled(self, *_: object) -> None:
        self.accept_button.setEnabled(self.computer.isChecked() or self.firm.isChecked())

    def apply(self, button: str) -> None:
        """The firm's first: where the vault refuses, nothing is other here, either."""
        if not self.firm.isChecked():
            self._on_taken(None)
            return
        self.accept_button.setEnabled(False)
        workspace, says = self._workspace, self._read.firm or {}

        def work() -> None:
            with workspace.write() as tx:
                take_over_settings(tx, says)
            workspace.refresh_firm()

        tasks.run(work, owner=self, done=self._on_taken, failed=self._on_failed)

    def _on_taken(self, _: object) -> None:
        if self.computer.isChecked():
            take_over_computer(self._read.computer)
        self.accept()
        self.said.emit(self.tr("The settings are taken over."))

    def _on_failed(self, error: Exception) -> None:
        self._on_toggled()
        if not isinstance(error, LiaisonError):
            raise error
        self.problem.setText(error.message)
        self.problem.show()


def _more(group: str) -> str:
    """Where a part of the page has several groups, which of them."""
    return f" ({translate('SettingsFile', 'channels')})" if group == "channels" else ""


def _indented(words: str) -> QHBoxLayout:
    """Under the words of a tick."""
    row = QHBoxLayout()
    row.setContentsMargins(theme.px(22), 0, 0, 0)
    row.addWidget(Label(words, tone=Tone.DIM, wrap=True))
    return row


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError:
        said = translate("SettingsFile", "The file cannot be read.")
        raise MachineTrouble("cannot-read", said) from None
