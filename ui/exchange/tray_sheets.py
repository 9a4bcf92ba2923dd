"""Small sheets of the tray: why messages are set aside; the addresses whose messages go to a matter."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from app.exchange.place_rules import RuleRow, forget_place, place_rules
from app.kernel.errors import LiaisonError
from app.kernel.numbers import say_number
from app.kernel.said import say_day
from app.workspace import Workspace
from ui.kit import chips, tasks
from ui.kit.chips import Tone
from ui.kit.labels import Label
from ui.kit.rights import writes
from ui.kit.row_model import Row
from ui.kit.rows import RowList
from ui.kit.sheet import Sheet
from ui.kit.text_field import TextField

translate = QCoreApplication.translate


_SHOWN = 7
"""So many addresses are seen without scrolling."""

_NAMED = 4
"""So many messages are named; of more, how many more."""


def _cut(subject: str) -> str:
    words = " ".join(subject.split())
    return words if len(words) <= 70 else f"{words[:70].rstrip()} …"


class AsideSheet(Sheet):
    """`said(reason)`: the reason may be empty."""

    said = Signal(str)

    def __init__(self, over: QWidget, subjects: Sequence[str]) -> None:
        count = len(subjects)
        several = self.tr("Set {count} messages aside").format(count=say_number(count))
        super().__init__(over, self.tr("Set this message aside") if count == 1 else several, width=460)
        named = [_cut(one) for one in subjects[:_NAMED]]
        if count > _NAMED:
            named.append(self.tr("and {count} more").format(count=say_number(count - _NAMED)))
        self.what = Label("\n".join(named), "bold", wrap=True)
        self.body.addWidget(self.what)
        words = self.tr("They belong to no client and do not come in again. U brings them back.")
        if count == 1:
            words = self.tr("It belongs to no client and does not come in again. U brings it back.")
        self.body.addWidget(Label(words, wrap=True))
        self.reason = TextField(self.tr("Why, if it should be known later"))
        self.reason.setMaxLength(500)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.body.addWidget(self.reason)
        self.reason.returnPressed.connect(self._on_reason_return)
        self.add_buttons(self.tr("Set aside"), keys="Ctrl+Return")

    def _on_reason_return(self) -> None:
        self.apply("")

    def apply(self, button: str) -> None:
        self.accept()
        self.said.emit(self.reason.text())


class RulesSheet(Sheet):
    """`changed()` after an address was forgotten."""

    changed = Signal()

    def __init__(self, over: QWidget, workspace: Workspace) -> None:
        super().__init__(over, self.tr("Remembered addresses"), width=680)
        self._workspace = workspace
        words = self.tr(
            "What comes from these addresses goes to the matter by itself. A number in the subject says more than that."
        )
        self.body.addWidget(Label(words, wrap=True))
        self.rows = RowList(self.tr("Remembered addresses"), name_share=0.45)
        self.rows.may_act = writes(workspace)
        self.rows.acted.connect(self._on_rows_acted)
        self.rows.stand_whole(_SHOWN)
        self.none = Label(self.tr("None is remembered. After placing a message, press A."), tone=Tone.DIM)
        self.none.hide()
        self.body.addWidget(self.rows)
        self.body.addWidget(self.none)
        self.add_buttons(self.tr("Close"), cancel="", primary=False)
        self._read()

    def apply(self, button: str) -> None:
        self.accept()

    def _read(self) -> None:
        def read() -> list[Row]:
            with self._workspace.read() as reader:
                return [_row(row, self._workspace) for row in place_rules(reader)]

        tasks.run(read, owner=self, done=self._show, failed=self._on_failed)

    def _show(self, rows: list[Row]) -> None:
        self.rows.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.rows.set_rows(rows)
        if rows and self.rows.current_key() is None:
            self.rows.select_first()
        (self.rows if rows else self.accept_button).setFocus()

    def _on_rows_acted(self, key: object) -> None:
        if not isinstance(key, UUID):
            return
        rule = key

        def work() -> None:
            with self._workspace.write() as tx:
                forget_place(tx, rule)

        def done(_: object) -> None:
            self.changed.emit()
            self._read()

        tasks.run(work, owner=self, done=done, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self.note.setText(error.message)
        self._read()


def _row(row: RuleRow, workspace: Workspace) -> Row:
    now = workspace.local_now
    said = say_day(row.learned_at.astimezone(workspace.zone), now, near=True)
    return Row(
        row.id,
        row.address,
        f"{said} · {row.learned_by}",
        "email",
        f"{row.number} {row.title}",
        chips=(chips.plain(translate("Tray", "matter closed: not used")),) if row.sleeps else (),
        action=translate("Tray", "Forget"),
    )
