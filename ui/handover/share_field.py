"""Who takes which matter: a list to choose in, folded away as long as one takes all."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.owed.handover.heirs import Heir
from app.owed.handover.left_said import say_matter
from app.owed.handover.left_with import LeftMatter
from ui.kit import chips
from ui.kit.buttons import Button, LinkButton
from ui.kit.chips import Chip
from ui.kit.choice import Choice
from ui.kit.labels import Label
from ui.kit.row_model import Row
from ui.kit.rows import RowList

SHOWN = 5
"""So many rows stand there at once; the list scrolls."""


class ShareField(QWidget):
    """`changed()` when somebody chose. `of_matter()` has what goes elsewhere than the rest."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matters: tuple[LeftMatter, ...] = ()
        self._heirs: tuple[Heir, ...] = ()
        self._chosen: dict[UUID, UUID] = {}
        self._usual: UUID | None = None
        self.fold = LinkButton(self.tr("Choose for each matter"), self._on_fold_clicked)
        self.rows = RowList(self.tr("Matters, and who takes each"), name_share=0.42)
        self.to: Choice[UUID | None] = Choice([(None, "")], name=self.tr("Who takes the selected matters"))
        self.give = Button(self.tr("Give the selected"), self.give_selected)
        self.rows.acted.connect(self._on_rows_acted)
        self.line = QWidget()
        line = QHBoxLayout(self.line)
        line.setContentsMargins(0, 0, 0, 0)
        words = Label(self.tr("Selected go to"))
        words.setBuddy(self.to)
        line.addWidget(words)
        line.addWidget(self.to, 1)
        line.addWidget(self.give)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fold)
        column.addWidget(self.rows)
        column.addWidget(self.line)
        self.setFocusProxy(self.fold)
        self.rows.stand_whole(SHOWN)
        self._show_folded(folded=True)

    def offer(self, matters: Sequence[LeftMatter], heirs: Sequence[Heir]) -> None:
        """Show these, and who could take them."""
        self._matters, self._heirs = tuple(matters), tuple(heirs)
        self.to.set_choices([(one.id, heir_words(one)) for one in heirs] or [(None, "")])
        self.setVisible(len(self._matters) > 1 and len(self._heirs) > 1)
        self._show()

    def set_usual(self, to_id: UUID | None) -> None:
        """Who takes what is not given to anybody else."""
        self._usual = to_id
        self._show()

    def of_matter(self) -> dict[UUID, UUID]:
        """What was given to somebody by itself."""
        return dict(self._chosen)

    def give_selected(self) -> None:
        """The selected matters go to who was chosen beside."""
        to_id = self.to.value()
        if to_id is not None:
            keys = self.rows.selected_keys()
            self._chosen |= {key: to_id for key in keys if isinstance(key, UUID)}
            self._show()
            self.changed.emit()

    def kept(self) -> object:
        """For the draft: the choices by id."""
        return {str(matter): str(to_id) for matter, to_id in self._chosen.items()}

    def show_kept(self, value: object) -> None:
        """The choices again, of what can still be chosen."""
        matters = {str(one.id): one.id for one in self._matters}
        here = {str(one.id): one.id for one in self._heirs}
        if isinstance(value, dict):
            self._chosen = {
                matters[key]: here[to_id] for key, to_id in value.items() if key in matters and to_id in here
            }
            self._show_folded(folded=not self._chosen)
            self._show()

    def _on_rows_acted(self, key: object) -> None:
        """Back to the rest."""
        if isinstance(key, UUID) and self._chosen.pop(key, None) is not None:
            self._show()
            self.changed.emit()

    def _on_fold_clicked(self) -> None:
        self._show_folded(folded=False)
        self.rows.setFocus()

    def _show_folded(self, *, folded: bool) -> None:
        self.fold.setVisible(folded)
        self.rows.setVisible(not folded)
        self.line.setVisible(not folded)
        self.setFocusProxy(self.fold if folded else self.rows)

    def _show(self) -> None:
        names = {one.id: one.name for one in self._heirs}
        self.rows.set_rows([self._row(one, names) for one in self._matters])

    def _row(self, one: LeftMatter, names: dict[UUID, str]) -> Row:
        own = self._chosen.get(one.id)
        to_id = own or self._usual
        found: list[Chip] = []
        if one.late:
            found.append(chips.late(self.tr("{count} late").format(count=one.late)))
        if one.restricted:
            found.append(chips.locked(self.tr("restricted")))
        name = names.get(to_id) if to_id is not None else None
        found.append(chips.plain(name or self.tr("stays")))
        back = self.tr("Back") if own else ""
        under = f"{one.number} · {one.client}"
        return Row(one.id, one.title, under, "matter", say_matter(one), tuple(found), back)


def heir_words(one: Heir) -> str:
    """As in "Ann Harbour · 12 matters, 5 owed, 2 late"."""
    return f"{one.name} · {one.load}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("HandOver", words)
