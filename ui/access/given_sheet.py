"""What was given of a request: each file that left, and its index as far as one may see it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.access.queries import ExportRow, GivenRow, exports_of, given_in
from app.workspace import Workspace
from ui.access.words import decision_chip, tr, word
from ui.kit import tasks, theme
from ui.kit.bars import ErrorBar
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.kit.sheet import Sheet
from ui.schedule.desk import Desk, load_desk

_HIGH = 420
_Given = tuple[Desk, list[tuple[ExportRow, tuple[GivenRow, ...]]]]


class GivenSheet(Sheet):
    """The newest file first; under each what lay in it, and what was withheld on which ground."""

    def __init__(self, over: QWidget, workspace: Workspace, request_id: UUID) -> None:
        super().__init__(over, tr("What was given"), width=960)
        self.errors = ErrorBar()
        self.rows = RowList(tr("What was given"), name_share=0.68)
        self.rows.setMinimumHeight(theme.px(_HIGH))
        for widget in (self.errors, self.rows):
            self.body.addWidget(widget)
        self.add_buttons(tr("Close"), cancel="")

        def look() -> _Given:
            with workspace.read() as reader:
                made = reversed(exports_of(reader, request_id))
                return load_desk(reader), [(one, given_in(reader, one.id)) for one in made]

        tasks.run(look, owner=self, done=self._show, failed=self.errors.show_error)

    def _show(self, found: _Given) -> None:
        desk, exports = found
        self.rows.set_groups(
            [
                Group(
                    tr("{day}, {who}").format(day=desk.say(made.made_at), who=made.made_by),
                    (_file_line(made), *(_given_line(made, one, desk) for one in index)),
                )
                for made, index in exports
            ]
        )
        self.rows.select_first()


def _file_line(made: ExportRow) -> Row:
    kinds = (
        tr("with a password") if made.sealed else tr("without a password"),
        tr("a part of the answer") if made.part else "",
    )
    words = tr("SHA-256 {digest}").format(digest=made.sha256)
    return Row(made.id, made.file, words, "download", ", ".join(filter(None, kinds)), tip=words)


def _given_line(made: ExportRow, one: GivenRow, desk: Desk) -> Row:
    title = ": ".join(filter(None, (tr(one.what), one.title)))
    why = word(one.ground) if one.ground is not None else ""
    return Row(
        (made.id, one.position),
        title,
        desk.say(one.day) if one.day else "",
        "note",
        why,
        (decision_chip(one.decision),),
    )
