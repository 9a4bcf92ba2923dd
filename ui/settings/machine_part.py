"""This computer: how it looks, when it locks, what it says; a row for each setting that is declared for it. What is
chosen takes effect at once."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.errors import MachineTrouble
from ui.kit import machine, theme
from ui.kit.buttons import LinkButton
from ui.kit.check import Check
from ui.kit.chips import Tone
from ui.kit.choice import Choice
from ui.kit.fields import Segmented
from ui.kit.labelled import Labelled
from ui.kit.labels import Label
from ui.kit.page import section
from ui.kit.setting import Number, OneOf, Setting, SettingWords, YesNo

SIDE_BY_SIDE = 3
"""So many choices stand beside each other; more are a drop-down."""


class MachinePart(QWidget):
    """Everybody may settle it: it holds for this computer alone. `fields` are what chooses, by the setting's key;
    `failed(error)` where the system refuses. ``under``: what else stands under a setting, by its key."""

    failed = Signal(object)

    def __init__(self, platform: str = sys.platform, under: Mapping[str, QWidget] | None = None) -> None:
        super().__init__()
        self.fields: dict[str, QWidget] = {}
        self._under = under or {}
        self._lines = Labelled()
        for setting in machine.shown(platform):
            self._add(setting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(section(self.tr("This computer")))
        only = self.tr("It holds on this computer alone, for whoever sits at it.")
        column.addWidget(Label(only, tone=Tone.DIM, wrap=True))
        column.addWidget(self._lines)
        machine.rules().changed.connect(self._on_rules_changed)

    def _add(self, setting: Setting[Any]) -> None:
        words = setting.words() if setting.words is not None else SettingWords(setting.key)
        field = self.fields[setting.key] = self._field(setting, words)
        if isinstance(field, QCheckBox):
            self._lines.add("", field)
        else:
            self._lines.add(words.title, field, hugs=not isinstance(field, FolderLine))
        if words.hint:
            field.setAccessibleDescription(words.hint)
            self._lines.add("", Label(words.hint, tone=Tone.DIM, wrap=True))
        if setting.key in self._under:
            self._lines.add("", self._under[setting.key])

    def _field(self, setting: Setting[Any], words: SettingWords) -> QWidget:
        """What suits the type of the setting."""
        rules, kind = machine.rules(), setting.kind
        now = rules.get(setting)
        if isinstance(kind, YesNo):
            box = Check(words.title)
            box.setChecked(now)
            box.toggled.connect(lambda on: self._put(setting, on))
            return box
        if isinstance(kind, OneOf) and len(kind.values) <= SIDE_BY_SIDE:
            segments = Segmented([(one, kind.say(one)) for one in kind.values], now, name=words.title)
            segments.changed.connect(lambda value: rules.put(setting, value))
            return segments
        if isinstance(kind, OneOf | Number):
            offered = kind.values if isinstance(kind, OneOf) else kind.steps
            choice: Choice[Any] = Choice([(one, kind.say(one)) for one in offered], name=words.title)  # type: ignore[arg-type]  # its own values
            choice.set_value(_offered(kind, now))
            choice.activated.connect(lambda _: rules.put(setting, choice.value()))
            return choice
        return FolderLine(setting, words)

    def _put(self, setting: Setting[bool], on: bool) -> None:
        try:
            machine.rules().put(setting, on)
        except MachineTrouble as error:
            self._on_rules_changed(setting)
            self.failed.emit(error)

    def _on_rules_changed(self, setting: Setting[Any]) -> None:
        """By a key, or from a file: what is shown follows."""
        field, now = self.fields.get(setting.key), machine.rules().get(setting)
        if isinstance(field, QCheckBox):
            field.setChecked(now)
        elif isinstance(field, Segmented):
            field.set_value(now)
        elif isinstance(field, Choice):
            field.set_value(_offered(setting.kind, now))
        elif isinstance(field, FolderLine):
            field.show_folder()


def _offered(kind: object, value: Any) -> Any:
    return kind.nearest(value) if isinstance(kind, Number) else value


class FolderLine(QWidget):
    """A folder, or none."""

    def __init__(self, setting: Setting[str], words: SettingWords) -> None:
        super().__init__()
        self._setting, self._title = setting, words.title
        self.setAccessibleName(words.title)
        self.folder = Label("")
        self.choose = LinkButton(self.tr("Choose…"), self._choose)
        self.choose.setAccessibleName(self.tr("{title}: choose").format(title=words.title))
        self.none = LinkButton(self.tr("Look at none"), lambda: machine.rules().put(setting, ""))
        self.setFocusProxy(self.choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        for widget in (self.folder, self.choose, self.none):
            row.addWidget(widget)
        row.addStretch(1)
        self.show_folder()

    def show_folder(self) -> None:
        """Which one it is."""
        folder = machine.rules().get(self._setting)
        self.folder.setText(folder)
        self.folder.setVisible(bool(folder))
        self.none.setVisible(bool(folder))

    def _choose(self) -> None:
        dialog = QFileDialog(self, self._title, machine.rules().get(self._setting))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda folder: machine.rules().put(self._setting, folder))
        dialog.open()
