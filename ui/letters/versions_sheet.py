"""Every version of a template: who, when, why, what changed; and going back to one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.kernel.rights import Right
from app.kernel.said import say_moment
from app.letters.commands import restore_template
from app.letters.queries import TemplateRow
from app.wording.differences import Run, gathered, word_diff
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.chips import Tone
from ui.kit.fields import TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.labels import Label
from ui.kit.rights import needs
from ui.kit.row_model import Row
from ui.kit.rows import RowList
from ui.kit.sheet import Sheet
from ui.kit.sheet_draft import Keep
from ui.kit.spans import Span
from ui.letters import load
from ui.letters.load import Past

_MOST_SHOWN = 4
"""Versions in sight; the others scroll."""


class TemplateVersions(Sheet):
    """A list of versions, and under it what the chosen one changed against the one before it."""

    def __init__(self, over: QWidget, workspace: Workspace, key: str, name: str) -> None:
        super().__init__(over, name, width=820)
        self._workspace, self._key = workspace, key
        self._past = Past((), {})
        self.rows = RowList(self.tr("Versions"), name_share=0.4)
        self.rows.stand_whole(_MOST_SHOWN)
        self.rows.chosen.connect(self._on_rows_chosen)
        self.what = Label("", "bold", wrap=True)
        self.changed = Label("", wrap=True, selectable=True)
        self.changed.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.rows)
        self.body.addWidget(self.what)
        self.body.addWidget(self.changed)
        self.add_buttons(self.tr("Go back to this one…"), cancel=self.tr("Close"))
        needs(self.accept_button, workspace, Right.FIRM)
        tasks.run(lambda: load.past(workspace, key), owner=self, done=self._show)

    def apply(self, button: str) -> None:
        row = self._chosen()
        if row is not None and row.number != self._past.rows[0].number:
            form = GoBack(self, self._workspace, row.key, row.number)
            form.saved.connect(lambda _: self.accept())
            form.open()

    def _show(self, past: Past) -> None:
        self._past = past
        now = self._workspace.local_now
        rows = []
        for one in past.rows:
            when = say_moment(one.made_at.astimezone(self._workspace.zone), now) if one.made_at else ""
            by = past.names.get(one.made_by, "") if one.made_by else self.tr("came with the program")
            rows.append(
                Row(
                    key=one.number,
                    title=self.tr("Version {number}").format(number=one.number),
                    subtitle=" · ".join(filter(None, (by, when))),
                    icon="history",
                    text=one.reason,
                )
            )
        self.rows.set_rows(rows)
        self.rows.select_first()
        self._on_rows_chosen(self.rows.current_key())

    def _chosen(self) -> TemplateRow | None:
        key = self.rows.current_key()
        return next((row for row in self._past.rows if row.number == key), None)

    def _on_rows_chosen(self, _key: object) -> None:
        row = self._chosen()
        if row is None:
            return
        place = self._past.rows.index(row)
        self.accept_button.setEnabled(place > 0 and self._workspace.may(Right.FIRM))
        before = self._past.rows[place + 1] if place + 1 < len(self._past.rows) else None
        if before is None:
            self.what.setText(self.tr("Its words"))
            self.changed.setText(row.form.text)
            return
        self.what.setText(self.tr("What it changed of version {number}").format(number=before.number))
        runs = word_diff(_whole(before), _whole(row))
        self.changed.set_words(tuple(_marked(run) for run in _near(gathered(runs))))


class GoBack(FormSheet):
    """Why an earlier version counts again."""

    def __init__(self, over: QWidget, workspace: Workspace, key: str, number: int) -> None:
        super().__init__(
            over,
            workspace,
            over.tr("Go back to version {number}").format(number=number)
            if number
            else over.tr("Go back to the words supplied with Liaison"),
            width=520,
            save=over.tr("Go back"),
            keep=Keep(f"letter-back:{key}:{number}"),
        )
        self._key, self._number = key, number
        self.reason = TextField(self.tr("e.g. Clients found it clearer"))
        self.form.add(self.tr("&Reason"), self.reason, "reason")

    def command(self) -> Command:
        key, number, reason = self._key, self._number, self.reason.text()
        return lambda tx: restore_template(tx, key, number, reason)


def _whole(row: TemplateRow) -> str:
    return f"{row.form.name}\n{row.form.subject}\n{row.form.text}"


def _near(runs: Iterable[Run]) -> list[Run]:
    """What stayed the same only as far as it helps to find the place."""
    found = []
    for run in runs:
        text = run.text
        if run.kind == "same" and len(text) > 160:
            text = f"{text[:70]} […] {text[-70:]}"
        found.append(run._replace(text=text))
    return found


def _marked(run: Run) -> Span:
    """Colour is not all: what went stands between minus signs, what came between plus signs."""
    if run.kind == "same":
        return Span(run.text, tone=Tone.DIM)
    if run.kind == "gone":
        return Span(f"[−{run.text}−]", tone=Tone.LATE)
    return Span(f"[+{run.text}+]", bold=True, tone=Tone.DONE)
