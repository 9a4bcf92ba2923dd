"""Which letters a file means: shown as each encoding reads them, so that a person picks what looks right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from app.exchange.csv_rows import lines_to_tell
from app.kernel.errors import MachineTrouble
from ui.kit import chips, tasks
from ui.kit.labels import Label
from ui.kit.row_model import Row
from ui.kit.rows import RowList
from ui.kit.sheet import Sheet

translate = QCoreApplication.translate
MOST_BYTES = 4_000_000
"""The beginning of the file is enough to tell by."""
_SHOWN = 6
"""So many encodings are seen without scrolling."""


def encodings() -> tuple[tuple[str, str], ...]:
    """Those that old exports are written in."""
    return (
        ("cp1252", translate("Bring in", "Western Europe, Windows")),
        ("iso8859-15", translate("Bring in", "Western Europe, older")),
        ("mac_roman", translate("Bring in", "Western Europe, Macintosh")),
        ("cp850", translate("Bring in", "Western Europe, DOS")),
        ("cp1250", translate("Bring in", "Central Europe, Windows")),
        ("cp1251", translate("Bring in", "Cyrillic, Windows")),
        ("cp1253", translate("Bring in", "Greek, Windows")),
        ("cp1254", translate("Bring in", "Turkish, Windows")),
        ("cp1257", translate("Bring in", "Baltic, Windows")),
        ("cp932", translate("Bring in", "Japanese")),
        ("gb18030", translate("Bring in", "Chinese, simplified")),
        ("big5", translate("Bring in", "Chinese, traditional")),
        ("cp949", translate("Bring in", "Korean")),
    )


class EncodingSheet(Sheet):
    """`chosen(encoding)`."""

    chosen = Signal(str)

    def __init__(self, over: QWidget, path: Path, now: str) -> None:
        super().__init__(over, self.tr("Which line reads right?"), width=680)
        words = self.tr("The file {file} does not say how its letters are written. These are words from it:")
        self.body.addWidget(Label(words.format(file=path.name), wrap=True))
        self.rows = RowList(self.tr("Text encodings"), name_share=0.4)
        self.rows.stand_whole(_SHOWN)
        self.rows.opened.connect(self._on_rows_opened)
        self.body.addWidget(self.rows)
        self.add_buttons(self.tr("Read it this way"), keys="Ctrl+Return")
        self._now = now

        def look(_task: tasks.Task) -> list[Row]:
            return _rows(path, now)

        tasks.run_pool(look, owner=self, done=self._show, failed=self._on_failed)

    def _show(self, rows: list[Row]) -> None:
        self.rows.set_rows(rows)
        if not self.rows.select(self._now):
            self.rows.select_first()
        self.rows.setFocus()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, MachineTrouble):
            raise error
        self.note.setText(error.message)

    def _on_rows_opened(self, _key: object) -> None:
        self.apply("")

    def apply(self, button: str) -> None:
        """Take the line that is current."""
        key = self.rows.current_key()
        if isinstance(key, str):
            self.accept()
            self.chosen.emit(key)


def _rows(path: Path, now: str) -> list[Row]:
    """One row for each encoding the file can be read with; those that read the same stand once."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES)
    except OSError as error:
        message = translate("Bring in", "The file cannot be read any more. Choose it again.")
        raise MachineTrouble("cannot-read", message) from error
    rows: dict[str, Row] = {}
    for code, name in sorted(encodings(), key=lambda pair: pair[0] != now):
        words = " · ".join(lines_to_tell(raw, code))
        if words and words not in rows:
            chosen = (chips.plain(translate("Bring in", "as guessed")),) if code == now else ()
            rows[words] = Row(code, words, name, chips=chosen)
    return list(rows.values())
