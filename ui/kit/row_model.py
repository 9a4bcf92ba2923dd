"""The rows of a `RowList` in groups under headings, and the model that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from app.kernel.language import tr
from app.kernel.numbers import say_number
from ui.kit.chips import Chip, Tone

AnyIndex = QModelIndex | QPersistentModelIndex


RowRole = int(Qt.ItemDataRole.UserRole) + 1


class Row(NamedTuple):
    """One row. ``key`` is whatever the page knows it by; ``action`` is the word on its button, if it has
    one."""

    key: object
    title: str
    subtitle: str = ""
    icon: str = ""
    text: str = ""
    chips: tuple[Chip, ...] = ()
    action: str = ""
    tip: str = ""
    more: bool = False
    """Whether there are quiet other things to do about it."""
    level: int = 0
    """1 where it stands under the row above it."""

    def spoken(self) -> str:
        """The whole row as one sentence for a screen reader."""
        parts = [self.title, self.subtitle, self.text, *(chip.spoken() for chip in self.chips)]
        if self.action:
            parts.append(tr("Enter: {action}").format(action=self.action))
        return ". ".join(part for part in parts if part.strip())

    def cells(self) -> tuple[str, ...]:
        """For copying."""
        return (self.title, self.subtitle, self.text, ", ".join(chip.text for chip in self.chips))


class Heading(NamedTuple):
    """The line above a group."""

    text: str
    rows: int
    tone: Tone
    first: bool
    of: int = 0

    @property
    def shown(self) -> str:
        """How many, as it stands in the heading."""
        if self.of > self.rows:
            return QCoreApplication.translate("RowList", "{shown} of {all}").format(
                shown=say_number(self.rows), all=say_number(self.of)
            )
        return say_number(self.rows)


class Group(NamedTuple):
    """Rows under a heading; an empty title shows none. ``more`` are left out of a list that is too long to read."""

    title: str
    rows: tuple[Row, ...]
    tone: Tone = Tone.PLAIN
    more: int = 0
    of: int = 0
    """How many there are where only the last ones are shown: "25 of 39"."""


class RowListModel(QAbstractListModel):
    """Headings and rows in one list, replaced as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[Row | Heading] = []

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Show these; groups without rows are left out."""
        self.beginResetModel()
        self._items = []
        for group in groups:
            if group.rows and group.title:
                self._items.append(
                    Heading(group.title, len(group.rows) + group.more, group.tone, not self._items, group.of)
                )
            self._items.extend(group.rows)
        self.endResetModel()

    def append(self, groups: Sequence[Group]) -> None:
        """Show these after what is there; a group of the last heading's title goes on under it."""
        added: list[Row | Heading] = []
        last = max((number for number, _ in self.headings()), default=-1)
        for group in groups:
            above = self._items[last] if last >= 0 else None
            if isinstance(above, Heading) and not added and above.text == group.title:
                self._items[last] = above._replace(rows=above.rows + len(group.rows) + group.more)
                self.dataChanged.emit(self.index(last), self.index(last))
            elif group.rows and group.title:
                is_first = not self._items and not added
                added.append(Heading(group.title, len(group.rows) + group.more, group.tone, is_first))
            added.extend(group.rows)
        if added:
            self.beginInsertRows(QModelIndex(), len(self._items), len(self._items) + len(added) - 1)
            self._items.extend(added)
            self.endInsertRows()

    def item(self, row: int) -> Row | Heading:
        """What stands in line ``row``."""
        return self._items[row]

    def headings(self) -> list[tuple[int, Heading]]:
        """The headings and where they stand."""
        return [(number, item) for number, item in enumerate(self._items) if isinstance(item, Heading)]

    def find(self, key: object) -> int:
        """The line of the row with ``key``, or -1."""
        return next(
            (n for n, item in enumerate(self._items) if isinstance(item, Row) and item.key == key), -1
        )

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, never changed
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == RowRole:
            return item
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return item.spoken() if isinstance(item, Row) else f"{item.text}, {item.shown}"
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(item, Row) and item.tip:
            return item.tip
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._items[index.row()], Row):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.NoItemFlags
