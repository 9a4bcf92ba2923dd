"""All clients of the firm that may be one: look at two of them side by side, or say that they are two."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.clients.duplicate_pairs import AlikePair, alike_pairs
from app.kernel.language import counted
from app.kernel.numbers import say_number
from app.merging.commands import keep_apart
from app.workspace import Workspace
from ui.clients.merge_sheet import open_merge
from ui.clients.merge_words import why
from ui.kit import tasks, theme
from ui.kit.bars import ErrorBar
from ui.kit.chips import Tone
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.labels import Label
from ui.kit.rights import writes
from ui.kit.row_model import Row
from ui.kit.rows import RowList
from ui.kit.sheet import Sheet

translate = QCoreApplication.translate
MOST = 500


class DuplicatesSheet(Sheet):
    """Likeliest first; Enter compares, "They are two" takes a pair off the list."""

    def __init__(self, over: QWidget, workspace: Workspace) -> None:
        super().__init__(over, translate("Duplicates", "Clients that may be one"), width=760)
        self._page, self._workspace = over, workspace
        self._pairs: dict[object, AlikePair] = {}
        self.rows = RowList(self.tr("Pairs of clients"), name_share=0.6)
        self.rows.may_act = writes(workspace)
        self.rows.acted.connect(self._compare)
        self.rows.opened.connect(self._compare)
        self.rows.setMinimumHeight(theme.px(360))
        self.words = Label(self.tr("Looking through all clients…"), tone=Tone.DIM, wrap=True)
        self._either = OrEmpty(self.rows, EmptyState(self.tr("No two clients look like one.")))
        self.errors = ErrorBar()
        self.body.addWidget(self.errors)
        self.body.addWidget(self.words)
        self.body.addWidget(self._either)
        self.add_buttons(self.tr("Compare"), extra=(self.tr("They are two"),), cancel=self.tr("Close"))
        writes(workspace, *self.box.buttons()[:2]) if self.box is not None else None
        self.read()

    def read(self) -> None:
        """Look through all clients, off the main thread."""

        def look(task: tasks.Task) -> tuple[AlikePair, ...]:
            with self._workspace.read() as reader:
                return alike_pairs(reader, MOST, task.check)

        tasks.run_pool(look, owner=self, done=self._show)

    def apply(self, button: str) -> None:
        key = self.rows.current_key()
        if key is None:
            return
        if button:
            self._say_two(key)
        else:
            self._compare(key)

    def on_clients_merged(self, _: object) -> None:
        """Two of them are one now."""
        self.read()

    def _show(self, pairs: tuple[AlikePair, ...]) -> None:
        self._pairs = {(one.one, one.other): one for one in pairs}
        self.rows.set_rows(
            [
                Row(
                    key,
                    f"{one.one_name}  ·  {one.other_name}",
                    why(one.reasons),
                    "client",
                    "",
                    (),
                    self.tr("Compare"),
                )
                for key, one in self._pairs.items()
            ]
        )
        self._either.show_full(bool(pairs))
        count = len(pairs)
        said = counted(count, "1 pair, the likeliest first.", "{count} pairs, the likeliest first.")
        self.words.setText(said.format(count=say_number(count)) if count else "")
        self.rows.select_first()

    def _compare(self, key: object) -> None:
        if key in self._pairs and self._workspace is not None:
            open_merge(self, self._workspace, *self._both(key))

    def _say_two(self, key: object) -> None:
        one, other = self._both(key)

        def work() -> None:
            with self._workspace.write() as tx:
                keep_apart(tx, one, other)

        self.hold_still()
        self.errors.clear()
        tasks.run(work, owner=self, done=lambda _: self._on_said_two(key), failed=self._on_failed)

    def _on_said_two(self, key: object) -> None:
        """Off the list at once: looking through all clients takes a while."""
        self.let_go()
        self._show(tuple(pair for known, pair in self._pairs.items() if known != key))
        self.read()

    def _on_failed(self, error: Exception) -> None:
        self.let_go()
        self.errors.show_error(error)

    def _both(self, key: object) -> tuple[UUID, UUID]:
        found = self._pairs[key]
        return found.one, found.other
