"""Which of the client's questions an update answers, where more than one waits."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.contactlog.waiting import Waits
from app.kernel.ids import read_id
from ui.kit import theme


class AnswerList(QWidget):
    """One tick for each that waits; none is ticked by itself. What was ticked stays so while they come and go."""

    def __init__(self) -> None:
        super().__init__()
        self._ticked: set[str] = set()
        self._boxes: dict[str, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.px(5), 0, 0)
        self._column.setSpacing(theme.px(6))

    def show_waiting(self, waits: tuple[Waits, ...]) -> None:
        """These wait now; a box that is there already stays, with the keyboard."""
        wanted = {str(one.id): one for one in waits}
        for key in [key for key in self._boxes if key not in wanted]:
            box = self._boxes.pop(key)
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        for place, (key, one) in enumerate(wanted.items()):
            if key not in self._boxes:
                box = self._boxes[key] = QCheckBox(self)
                box.setChecked(key in self._ticked)
                box.toggled.connect(lambda on, key=key: self._on_toggled(key, on=on))
                self._column.insertWidget(place, box)
            words = one.said
            self._boxes[key].setText(words.replace("&", "&&"))  # no key of a button
            self._boxes[key].setAccessibleName(words)
            if place == 0:
                self.setFocusProxy(self._boxes[key])

    def _on_toggled(self, key: str, *, on: bool) -> None:
        (self._ticked.add if on else self._ticked.discard)(key)

    def box(self, key: str) -> QCheckBox:
        """The tick of an entry."""
        return self._boxes[key]

    def chosen(self) -> tuple[UUID, ...]:
        """Those that are ticked and wait."""
        return tuple(UUID(key) for key, box in self._boxes.items() if box.isChecked())

    def kept(self) -> object:
        """For the drafts of forms."""
        return sorted(self._ticked)

    def show_kept(self, value: object) -> None:
        """What was ticked, whether it waits still or not: it is shown where it does."""
        said = value if isinstance(value, list) else []
        self._ticked = {str(found) for one in said if (found := read_id(str(one))) is not None}
        for key, box in self._boxes.items():
            box.setChecked(key in self._ticked)
