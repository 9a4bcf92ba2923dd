"""The same walk in a bare PySide6 window: as many pages with as many rows in Qt's own tables, a form of as many fields.

What a window costs that knows nothing: no vault, no rights, nothing read; each page is made when it is first shown.
"""

from __future__ import annotations

import json
import os
import sys
from time import process_time

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from tests.bench.processes import memory
from tests.bench.sleeping import wake_ups

ROUNDS, FIELDS, COLUMNS = 4, 14, 5


def settle() -> None:
    """The event loop until it has nothing left."""
    loop = QEventLoop()
    QTimer.singleShot(20, loop.quit)
    loop.exec()


class Bare(QMainWindow):
    """Pages by name."""

    def __init__(self, rows: dict[str, int]) -> None:
        super().__init__()
        self._rows, self._pages = rows, dict[str, QWidget]()
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.resize(1280, 800)

    def navigate(self, name: str) -> None:
        """Show it, and make it before where it is the first time."""
        if name not in self._pages:
            self._pages[name] = self._made(name)
            self.stack.addWidget(self._pages[name])
        self.stack.setCurrentWidget(self._pages[name])

    def _made(self, name: str) -> QWidget:
        page, table = QWidget(), QTableView()
        model = QStandardItemModel(page)
        for row in range(self._rows[name]):
            model.appendRow([QStandardItem(f"{name} {row}, {column}") for column in range(COLUMNS)])
        table.setModel(model)
        column = QVBoxLayout(page)
        column.addWidget(QLabel(name))
        column.addWidget(table)
        return page

    def form(self) -> QWidget:
        """Over the window, as a form lies."""
        over = QWidget(self)
        over.setGeometry(200, 100, 700, 600)
        lines = QFormLayout(over)
        for number in range(FIELDS):
            lines.addRow(f"Field {number}", QPlainTextEdit() if number % 5 == 0 else QLineEdit())
        buttons = QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        lines.addRow(QDialogButtonBox(buttons))
        over.show()
        return over


def spent(window: Bare, name: str) -> float:
    """Processor seconds until it is painted."""
    settle()
    begin = process_time()
    window.navigate(name)
    window.grab()
    return process_time() - begin


def main(rows: dict[str, int]) -> int:
    """The walk."""
    application = QApplication([])
    application.setStyle("Fusion")
    window = Bare(rows)
    window.show()
    settle()
    start = memory()
    times = [{name: spent(window, name) for name in rows} for _ in range(ROUNDS)]
    forms = []
    for _ in range(5):
        settle()
        begin = process_time()
        over = window.form()
        window.grab()
        forms.append(process_time() - begin)
        over.deleteLater()
    settle()
    again = {name: min(one[name] for one in times[1:]) for name in rows}
    said = {"first": times[0], "again": again, "form": forms, "memory": [start, memory()]}
    print(json.dumps({**said, "wake-ups": wake_ups(5)}), flush=True)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
