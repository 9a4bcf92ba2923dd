"""Somebody around a client: who they are, what they may decide, what they must not be told (PRACTICE A2)."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.clients.around import PersonAround, add_person, edit_person, remove_person
from app.clients.people_queries import PersonRow
from app.clients.points import Point
from app.clients.words import Authority, Hears, PointKind
from app.kernel.errors import Invalid
from app.workspace import Workspace
from ui.clients.points_field import PointsField
from ui.kit.buttons import LinkButton
from ui.kit.fields import GrowingText, Segmented, TextField
from ui.kit.formsheet import Command, FormSheet
from ui.kit.sheet_draft import Keep

translate = QCoreApplication.translate


def _title(row: PersonRow | None) -> str:
    if row is None or not row.is_note:
        return translate("PersonAroundForm", "Somebody around the client")
    if row.decides:
        return translate("PersonAroundForm", "Who decides")
    return translate("PersonAroundForm", "Who must not be told")


class PersonAroundForm(FormSheet):
    """The words beside a choice show only where the choice needs them."""

    def __init__(
        self, over: QWidget, workspace: Workspace, client_id: UUID, row: PersonRow | None = None
    ) -> None:
        super().__init__(
            over,
            workspace,
            _title(row),
            width=660,
            label_width=110,
            keep=Keep("client-person", row.id) if row else Keep("client-person-new", client_id),
        )
        self._client_id, self._row = client_id, row
        self._make_fields()
        self._place_fields()
        self._fill(row.details if row else PersonAround(points=(Point(PointKind.PHONE, ""),)))
        self.authority.changed.connect(self._show_needed)
        self.hears.changed.connect(self._show_needed)
        self._show_needed()

    def _make_fields(self) -> None:
        self.name = TextField(self.tr("first and last name, or nothing for a note about people"))
        self.relation = TextField(self.tr("e.g. her brother, general counsel"))
        self.authority = Segmented(
            [
                (Authority.NONE, self.tr("Nothing")),
                (Authority.SOME, self.tr("Some things")),
                (Authority.ALL, self.tr("Everything")),
            ],
            name=self.tr("May decide"),
        )
        self.decides = GrowingText(self.tr("e.g. anything up to 500; signs what the board decided"), least=1)
        self.hears = Segmented(
            [
                (Hears.ASK, self.tr("Ask client first")),
                (Hears.ALL, self.tr("Everything")),
                (Hears.NOT_THIS, self.tr("Not this…")),
                (Hears.NOTHING, self.tr("NOTHING")),
            ],
            name=self.tr("May be told"),
            grave={Hears.NOT_THIS, Hears.NOTHING},
        )
        self.not_told = GrowingText(self.tr("what they must not be told, e.g. the will"), least=1)
        self.remark = GrowingText(least=1)
        self.points = PointsField()

    def _place_fields(self) -> None:
        form = self.form
        form.add(self.tr("Name"), self.name, "name")
        form.add(self.tr("Who it is"), self.relation, "relation")
        form.add(self.tr("May decide"), self.authority, "authority")
        form.add(self.tr("What"), self.decides, "decides")
        form.add(self.tr("May be told"), self.hears, "hears")
        form.add(self.tr("Not this"), self.not_told, "not_told")
        form.add(self.tr("Reach them at"), self.points, "points")
        form.add(self.tr("Note"), self.remark, "note")
        if self._row is not None:
            said = self.tr("Remove this note") if self._is_note else self.tr("No longer around the client")
            self.gone = LinkButton(said, self._on_gone_clicked)
            form.add_wide(self.gone)
        if self._is_note:
            for name in ("name", "relation", "authority", "hears", "points", "note"):
                form.show_row(name, False)
            form.set_label("decides", self.tr("Who decides"))
            form.set_label("not_told", self.tr("Don’t tell"))

    @property
    def _is_note(self) -> bool:
        """Words of the client's own, about nobody by name."""
        return self._row is not None and self._row.is_note

    def _fill(self, details: PersonAround) -> None:
        for field, words in (
            (self.name, details.name),
            (self.relation, details.relation),
            (self.decides, details.decides),
            (self.not_told, details.not_told),
            (self.remark, details.note),
        ):
            field.setText(words)
        self.authority.set_value(details.authority)
        self.hears.set_value(details.hears)
        self.points.set_points(details.points)

    def details(self) -> PersonAround:
        """What the fields say."""
        authority, hears = self.authority.value(), self.hears.value()
        return PersonAround(
            self.name.text(),
            self.relation.text(),
            authority if isinstance(authority, Authority) else Authority.NONE,
            self.decides.text(),
            hears if isinstance(hears, Hears) else Hears.ASK,
            self.not_told.text(),
            self.remark.text(),
            self.points.points(),
        )

    def command(self) -> Command:
        details, client_id, row = self.details(), self._client_id, self._row
        if row is None:
            return lambda tx: add_person(tx, client_id, details)
        return lambda tx: edit_person(tx, row.id, details)

    def _show_needed(self, *_: object) -> None:
        self.form.show_row("decides", self.authority.value() is Authority.SOME)
        self.form.show_row("not_told", self.hears.value() is Hears.NOT_THIS)

    def _on_failed(self, error: Exception) -> None:
        super()._on_failed(error)
        if isinstance(error, Invalid):
            points = tuple(one for one in error.problems if one.field.startswith("points."))
            self.form.show_problems([one for one in error.problems if one not in points])
            self.points.show_problems(points)

    def _on_gone_clicked(self) -> None:
        row = self._row
        if row is not None:
            self.do_other(lambda: lambda tx: remove_person(tx, row.id))
