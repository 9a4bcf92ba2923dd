"""Which column is what, for a file of a system nobody knows: suggested where names are alike, mended by hand."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QWidget

from app.exchange.csv_encodings import Source
from app.exchange.csv_kinds import Mapping, suggest_mapping
from app.exchange.csv_rows import Sample, read_rows, read_sample
from app.exchange.csv_targets import RecordKind
from app.exchange.incoming import Reading
from app.exchange.remembered import Remembered, forget_mapping, mapping_for, remember_mapping
from app.kernel.errors import LiaisonError, MachineTrouble
from app.kernel.numbers import say_number
from app.kernel.rights import Right
from app.workspace import Workspace
from ui.exchange.fields import choices, missing
from ui.exchange.mapping_preview import previewed
from ui.kit import tasks, theme
from ui.kit.check import Check
from ui.kit.chips import Tone
from ui.kit.choice import Choice
from ui.kit.fields import Segmented
from ui.kit.labels import Label
from ui.kit.rights import writes
from ui.kit.row_model import Row
from ui.kit.rows import RowList
from ui.kit.sheet import Sheet

MOST_COLUMNS = 150


class MappingSheet(Sheet):
    """`chosen(Mapping)`. One line a column: its header, what stands in it, what it is."""

    chosen = Signal(object)

    def __init__(self, over: QWidget, workspace: Workspace, path: Path, reading: Reading) -> None:
        super().__init__(over, self.tr("Which column is what?"), width=780)
        self._workspace = workspace
        self._reading = reading
        self._kept: Remembered | None = None
        self._sample: Sample | None = None
        self._fields: list[tuple[str, Choice[str]]] = []
        self.words = Label(self.tr("Reading"), wrap=True)
        self.kind = Segmented(
            [
                ("contact", self.tr("Clients")),
                ("matter", self.tr("Matters")),
                ("note", self.tr("Notes in matters")),
            ],
            name=self.tr("The rows are"),
        )
        self.problem = Label("", tone=Tone.LATE, wrap=True)
        self.problem.hide()
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.remember = Check(self.tr("&Remember this for files with the same headers"))
        self.remember.setChecked(True)
        self.remember.setVisible(writes(workspace))
        self.previewed = Label("", tone=Tone.DIM, wrap=True)
        self.preview = RowList(self.tr("The first rows as they would come in"), name_share=0.3)
        self.preview.stand_whole()
        widgets = (
            self.words,
            self.kind,
            self.problem,
            self._table,
            self.remember,
            self.previewed,
            self.preview,
        )
        for widget in widgets:
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._forget_words = self.tr("Forget what was remembered")
        self.add_buttons(self.tr("Take these columns"), extra=(self._forget_words,), keys="Ctrl+Return")
        box = self.box
        assert box is not None  # noqa: S101 - made one line above
        self.forget_button = next(
            one for one in box.buttons() if box.buttonRole(one) == QDialogButtonBox.ButtonRole.ActionRole
        )
        self.forget_button.hide()
        self.accept_button.setEnabled(False)
        self._path = path

        def look(_task: tasks.Task) -> tuple[Sample, Remembered | None]:
            sample = _read(path, reading.encoding)
            with workspace.read() as reader:
                return sample, mapping_for(reader, sample.headers)

        tasks.run_pool(look, owner=self, done=self._show, failed=self._on_failed)

    def _show(self, found: tuple[Sample, Remembered | None]) -> None:
        sample, self._kept = found
        self._sample = sample
        kept = self._kept.mapping if self._kept is not None else None
        suggested = self._reading.mapping or kept or suggest_mapping(sample.headers)
        words = self.tr("{file} has {rows} rows. Each row is one of your:")
        if sample.more:
            words = self.tr("{file} has more than {rows} rows. Each row is one of your:")
        if self._kept is not None:
            words = self.tr("The columns of {file} are matched as last time. Each row is one of your:")
            self.forget_button.setVisible(self.remember.isVisibleTo(self))
        self.words.setText(words.format(file=self._path.name, rows=say_number(sample.rows)))
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
            field.currentIndexChanged.connect(self._show_preview)
            example = Label(" · ".join(values), tone=Tone.DIM, wrap=True)
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(example, row, 1)
            self._grid.addWidget(field, row, 2)
            if header:
                self._fields.append((header, field))
            else:
                field.setEnabled(False)
        self._show_preview()

    def _show_preview(self) -> None:
        """The first rows, as this mapping reads them."""
        if self._sample is None:
            return
        mapping = self.mapping()
        rows: list[Row] = []
        if not missing(mapping):
            found = read_rows(self._sample.headers, self._sample.first, mapping)
            rows = [previewed(one) for one in found]
        words = self.tr("The first rows as they would come in:")
        self.previewed.setText(words if rows else self.tr("The first rows are shown when that is said."))
        self.preview.set_rows(rows)
        self.preview.setVisible(bool(rows))

    def _on_kind_changed(self, kind: object) -> None:
        if self._sample is not None:
            self._fill(suggest_mapping(self._sample.headers, cast(RecordKind, kind)))

    def mapping(self) -> Mapping:
        """What is chosen."""
        columns = tuple((field.value(), header) for header, field in self._fields if field.value())
        return Mapping(cast(RecordKind, self.kind.value()), columns)

    def apply(self, button: str) -> None:
        """Take it, unless nobody could be named by it; or forget what was remembered."""
        if button:
            self._forget()
            return
        mapping = self.mapping()
        lacks = missing(mapping)
        self.problem.setText(lacks)
        self.problem.setVisible(bool(lacks))
        if not lacks and self._sample is not None:
            if self.remember.isChecked() and self._workspace.may(Right.WRITE):
                self._keep(self._sample.headers, mapping)
            self.accept()
            self.chosen.emit(mapping)

    def _keep(self, headers: tuple[str, ...], mapping: Mapping) -> None:
        """Remembered even where nothing is brought in by it now."""
        workspace = self._workspace

        def work() -> None:
            with workspace.write() as tx:
                remember_mapping(tx, headers, mapping)

        tasks.run(work, owner=self.parent() or self, failed=_not_kept)

    def _forget(self) -> None:
        kept, workspace = self._kept, self._workspace
        if kept is None:
            return

        def work() -> None:
            with workspace.write() as tx:
                forget_mapping(tx, kept.id)

        def done(_: object) -> None:
            self._kept = None
            self.forget_button.hide()
            self.remember.setChecked(False)
            self.note.setText(self.tr("Forgotten. Such files are asked about again."))

        tasks.run(work, owner=self, done=done, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, LiaisonError):
            raise error
        self.words.setText(error.message)


def _read(path: Path, encoding: str | None) -> Sample:
    try:
        return read_sample(Source.of_path(path), encoding=encoding)
    except OSError as error:
        raise MachineTrouble("cannot-read", "The file cannot be read any more. Choose it again.") from error


def _not_kept(error: Exception) -> None:
    """The columns are taken all the same; only the next file will ask again."""
    if not isinstance(error, LiaisonError):
        raise error
