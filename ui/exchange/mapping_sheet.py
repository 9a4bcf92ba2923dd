"""Which column is what, for a file of a system nobody knows: suggested where names are alike, mended by hand."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.exchange.csv_kinds import Mapping, suggest_mapping
from app.exchange.csv_rows import Sample, read_sample
from app.exchange.csv_targets import RecordKind
from app.exchange.incoming import Reading
from app.kernel.errors import LiaisonError, MachineTrouble
from ui.exchange.fields import choices, missing
from ui.kit import tasks, theme
from ui.kit.chips import Tone
from ui.kit.choice import Choice
from ui.kit.fields import Segmented
from ui.kit.labels import Label
from ui.kit.sheet import Sheet

MOST_COLUMNS = 150


class MappingSheet(Sheet):
    """`chosen(Mapping)`. One line a column: its header, what stands in it, what it is."""

    chosen = Signal(object)

    def __init__(self, over: QWidget, path: Path, reading: Reading) -> None:
        super().__init__(over, self.tr("Which column is what?"), width=780)
        self._reading = reading
        self._sample: Sample | None = None
        self._fields: list[tuple[str, Choice[str]]] = []
        self.words = Label(self.tr("Reading"), wrap=True)
        self.kind = Segmented(
            [("contact", self.tr("Clients")), ("matter", self.tr("Matters"))], name=self.tr("The rows are")
        )
        self.problem = Label("", tone=Tone.LATE, wrap=True)
        self.problem.hide()
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for widget in (self.words, self.kind, self.problem, self._table):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.add_buttons(self.tr("Take these columns"), keys="Ctrl+Return")
        self.accept_button.setEnabled(False)
        self._path = path

        def look(_task: tasks.Task) -> Sample:
            return _read(path, reading.encoding)

        tasks.run_pool(look, owner=self, done=self._show, failed=self._on_failed)

    def _show(self, sample: Sample) -> None:
        self._sample = sample
        suggested = self._reading.mapping or suggest_mapping(sample.headers)
        words = self.tr("{file} has {rows} rows. Each row is one of your:")
        self.words.setText(words.format(file=self._path.name, rows=f"{sample.rows:,}"))
        self.kind.set_value(suggested.record)
        self._fill(suggested)
        self.kind.changed.connect(self._on_kind_changed)
        self.accept_button.setEnabled(True)
        self._fields[0][1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, mapping: Mapping) -> None:
        if self._sample is None:
            return
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._fields = []
        self._grid.setHorizontalSpacing(theme.px(14))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(1, 1)
        heads = (self.tr("Column"), self.tr("For example"), self.tr("Is"))
        for column, words in enumerate(heads):
            self._grid.addWidget(Label(words, "small", tone=Tone.DIM), 0, column)
        known = {header: target for target, header in mapping.columns}
        offered = choices(mapping.record)
        shown = list(zip(self._sample.headers, self._sample.values, strict=True))[:MOST_COLUMNS]
        for row, (header, values) in enumerate(shown, start=1):
            name = Label(header or self.tr("(no name)"), "bold")
            name.setMaximumWidth(theme.px(220))
            field = Choice(offered, name=self.tr("{column} is").format(column=header))
            field.set_value(known.get(header, ""))
            field.setMaxVisibleItems(16)
            field.setFixedWidth(theme.px(240))
            example = Label(" · ".join(values), tone=Tone.DIM, wrap=True)
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(example, row, 1)
            self._grid.addWidget(field, row, 2)
            if header:
                self._fields.append((header, field))
            else:
                field.setEnabled(False)

    def _on_kind_changed(self, kind: object) -> None:
        if self._sample is not None:
            self._fill(suggest_mapping(self._sample.headers, cast(RecordKind, kind)))

    def mapping(self) -> Mapping:
        """What is chosen."""
        columns = tuple((field.value(), header) for header, field in self._fields if field.value())
        return Mapping(cast(RecordKind, self.kind.value()), columns)

    def apply(self, button: str) -> None:
        """Take it, unless nobody could be named by it."""
        mapping = self.mapping()
        lacks = missing(mapping)
        self.problem.setText(lacks)
        self.problem.setVisible(bool(lacks))
        if not lacks:
            self.accept()
            self.chosen.emit(mapping)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self.words.setText(error.message)


def _read(path: Path, encoding: str | None) -> Sample:
    try:
        return read_sample(path.read_bytes(), encoding=encoding)
    except OSError as error:
        raise MachineTrouble("cannot-read", "The file cannot be read any more. Choose it again.") from error
