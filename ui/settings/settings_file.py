"""Settings as a file: save this computer's and the firm's, take them over elsewhere after a look at what differs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.errors import LiaisonError
from app.kernel.rights import Right
from app.reports.press.pictures import take_logo
from app.settings_file.file import (
    PART_OF,
    Change,
    SettingsFile,
    changes,
    read_settings,
    save_settings,
    settings_bytes,
    spell_settings,
    take_over_settings,
)
from app.vault.outside import write_outside
from app.workspace import Workspace
from ui.kit import machine, tasks, theme
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.flow import Flow
from ui.kit.labels import Label, dim
from ui.kit.page import section
from ui.kit.rights import needs
from ui.kit.setting import Number, OneOf, Setting
from ui.kit.sheet import Sheet
from ui.kit.sides import set_margins
from ui.settings.catalogue import firm_parts, title_of
from ui.settings.catalogue import titles as titles_of_firm

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
                "For another computer or another vault: the firm’s letters with the logo, templates and notices, "
                "opening hours and days of its own, schedules, response times, terms, fees, contacts, plain words, "
                "and its rules for keeping files, access requests, feedback, reviews and concerns; and what is "
                "chosen above. No password, no person, no folder and nothing of a client is in it."
            )
            if workspace.may(Right.FIRM)
            else self.tr(
                "For another computer: what is chosen above. No password and nothing of a client is in it."
            )
        )
        words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(12), 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(section(title_of("computer/file")))
        column.addWidget(words)
        column.addWidget(Flow((self.save_button, self.take_button)))

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
                write_outside(file, spell_settings(computer, None))

        saved = self.tr("Saved: {name}.").format(name=file.name)
        tasks.run_pool(lambda _: work(), owner=self, done=lambda _: self.said.emit(saved), failed=self._fail)

    def take_from(self, file: Path) -> None:
        """Look what ``file`` would change, and ask."""
        workspace = self.workspace

        def work() -> tuple[SettingsFile, tuple[Change, ...]]:
            read = read_settings(settings_bytes(file), take_logo)
            with workspace.read() as reader:
                return read, changes(reader, read.firm or {})

        tasks.run_pool(lambda _: work(), owner=self, done=self._ask, failed=self._fail)

    def _ask(self, found: tuple[SettingsFile, tuple[Change, ...]]) -> None:
        read, there = found
        if not there and not computer_differing(read.computer):
            self.said.emit(self.tr("All is as the file says."))
            return
        sheet = TakeSettingsSheet(self, self.workspace, read, there)
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
        self, over: QWidget, workspace: Workspace, read: SettingsFile, there: tuple[Change, ...]
    ) -> None:
        super().__init__(over, translate("TakeSettingsSheet", "Take settings over"), width=560)
        self._workspace, self._read = workspace, read
        here = computer_differing(read.computer)
        self.computer = QCheckBox(self.tr("This computer"))
        self.firm = QCheckBox(self.tr("The firm, for everybody"))
        self.problem = Label("", tone=Tone.LATE, wrap=True)
        self.problem.hide()
        for box, differs in ((self.computer, bool(here)), (self.firm, bool(there))):
            box.setChecked(differs)
            box.setVisible(differs)
            box.toggled.connect(self._on_toggled)
        self.body.addWidget(self.computer)
        for one in here:
            words = self.tr("{setting}: {now} → {there}").format(
                setting=one.title, now=one.now, there=one.there
            )
            self.body.addLayout(_indented(words))
        self.body.addWidget(self.firm)
        for words in _say_changes(there):
            self.body.addLayout(_indented(words))
        if there:
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
        self.hold_still()
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
        self.let_go()
        if not isinstance(error, LiaisonError):
            raise error
        self.problem.setText(error.message)
        self.problem.show()


def _say_changes(there: tuple[Change, ...]) -> list[str]:
    """A line for each part: what of it would change, by the names of the page where it has one for each."""
    named, titles = _parts(), titles_of_firm()
    lines: dict[str, list[str]] = {}
    for one in there:
        of_it = lines.setdefault(named[PART_OF[one.group]], [])
        key = "letters/logo" if one.group == "logo" else f"{one.group}/{one.name}"
        title = _with_values(titles[key], one) if key in titles else titles.get(_WHOLE.get(one.group, ""), "")
        if title and title not in of_it:
            of_it.append(title)
    return [
        translate("SettingsFile", "{part}: {settings}").format(part=part, settings=", ".join(of_it))
        if [part] != of_it and of_it
        else part
        for part, of_it in lines.items()
    ]


def _with_values(title: str, one: Change) -> str:
    """The setting with both values, where they are short enough to be read here."""
    now, there = _short(one.now), _short(one.then)
    if now == there or one.group == "logo":
        return title
    words = translate("SettingsFile", "{setting} ({now} → {there})")
    return words.format(setting=title, now=now, there=there)


def _short(value: object) -> str:
    """A value in words; "…" for a long one, "–" for none."""
    if isinstance(value, bool):
        return translate("SettingsFile", "on") if value else translate("SettingsFile", "off")
    said = "" if value is None else str(value).strip()
    return ("…" if len(said) > _WIDEST or "\n" in said else said) or "–"


_WIDEST = 40
"""Letters of a value in the sheet."""
_WHOLE = {
    "opening_hours": "hours/opening",
    "own_days": "hours/days",
    "response_times": "promises/times",
    "engagement_terms": "terms/rule",
    "fees": "fees/rule",
    "channels": "contacts/channels",
    "plain_words": "words/words",
    "schedules": "schedules/defaults",
    "contact_kinds": "contacts/kinds",
    "retention": "retention/rules",
    "access_rules": "access/laws",
}
"""By what the page calls a group of which it has no name for each value."""


def _parts() -> dict[str, str]:
    """The parts of the page, and the rooms of the firm's house that have rules in a file."""
    return dict(firm_parts()) | {
        "templates": translate("SettingsFile", "Templates and notices"),
        "feedback": translate("SettingsFile", "Feedback"),
        "reviews": translate("SettingsFile", "File reviews"),
        "concerns": translate("SettingsFile", "Concerns"),
    }


def _indented(words: str) -> QHBoxLayout:
    """Under the words of a tick."""
    row = QHBoxLayout()
    set_margins(row, theme.px(22), 0, 0, 0)
    row.addWidget(Label(words, tone=Tone.DIM, wrap=True))
    return row
