"""A client's profile (PRACTICE A1): who they are, how to reach them, how they want to be treated."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from app.clients.commands import ClientDetails, Point, add_client, edit_client
from app.clients.queries import ClientSheet, client_sheet
from app.clients.rules import said_name
from app.clients.undoing import client_way
from app.clients.words import ClientKind, PointKind
from app.conflicts.commands import NewCheck
from app.kernel.days import Order, parse_day
from app.kernel.errors import Invalid
from app.kernel.said import say_date
from app.settings.queries import firm
from app.storage.transaction import Transaction
from app.storage.undoing import Way
from app.workspace import Workspace
from ui.clients.alike_note import AlikeNote, Typed
from ui.clients.merge_sheet import open_merge
from ui.clients.points_field import PointsField
from ui.kit import tasks
from ui.kit.buttons import LinkButton
from ui.kit.fields import DateWords, GrowingText, Segmented, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.page import Page
from ui.kit.sheet_draft import Keep
from ui.promises.terms_line import TermsLine
from ui.shell.requests import OpenClient

translate = QCoreApplication.translate


def open_client_form(over: QWidget, workspace: Workspace, client_id: UUID | None = None) -> None:
    """Read what there is, then show the form; without an id it adds a client."""

    def read() -> tuple[ClientSheet | None, Order]:
        with workspace.read() as reader:
            order = firm(reader).details.day_order
            return (None if client_id is None else client_sheet(reader, client_id)), order

    def show(found: tuple[ClientSheet | None, Order]) -> None:
        form = ClientForm(over, workspace, *found)
        saved = getattr(over, "on_client_saved", None)
        if saved is not None:
            form.saved.connect(saved)
        form.open()

    tasks.run(read, owner=over, done=show)


class ClientForm(FormSheet):
    """The name first, then how to reach them, then how they want to be treated."""

    def __init__(
        self, over: QWidget, workspace: Workspace, sheet: ClientSheet | None = None, order: Order = "dmy"
    ) -> None:
        super().__init__(
            over,
            workspace,
            translate("ClientForm", "New client") if sheet is None else translate("ClientForm", "Client"),
            width=740,
            keep=Keep("client", sheet.id if sheet else None),
        )
        self._sheet, self._page = sheet, over
        today = workspace.today
        self.born = DateWords(
            lambda words: parse_day(words, today, order=order, look="back"),
            say_date,
            placeholder=self.tr("3 May 2010; for the file of a minor"),
        )
        self._make_fields()
        self._place_fields()
        self.kind.changed.connect(self._on_kind_changed)
        self._watch_for_alike()
        self._fill(
            sheet.details if sheet else ClientDetails(points=tuple(Point(kind, "") for kind in PointKind))
        )
        self._on_kind_changed(self.kind.value())

    def _make_fields(self) -> None:
        self.kind = Segmented(
            [(ClientKind.PERSON, self.tr("Person")), (ClientKind.ORGANISATION, self.tr("Organisation"))],
            name=self.tr("Kind"),
        )
        self.salutation = TextField(self.tr("e.g. Ms"))
        self.first, self.last = TextField(self.tr("first name")), TextField(self.tr("last name"))
        self.company, self.job = TextField(), TextField(self.tr("position"))
        self.aliases = GrowingText(self.tr("maiden name, trade name: one a line"), least=1)
        self.points = PointsField()
        self.prefers = TextField(self.tr("e.g. phone, e-mail, letter"))
        self.times = TextField(self.tr("e.g. after 15:00"))
        self.never = TextField(self.tr("e.g. work e-mail"))
        self.language = TextField(self.tr("e.g. English"))
        self.interpreter = QCheckBox(self.tr("needs an interpreter"))
        self.interprets = TextField(self.tr("e.g. certified, not a relative"))
        self.access = GrowingText(self.tr("e.g. large print letters, step-free room"), least=1)
        self.technology = GrowingText(self.tr("e.g. no video, no attachments"), least=1)
        self.vulnerable = GrowingText(self.tr("what to keep in mind"), least=1)
        self.notes = GrowingText(least=1)
        self.archived = QCheckBox(self.tr("no longer a client of the firm"))

    def _place_fields(self) -> None:
        form = self.form
        form.add(self.tr("Kind"), self.kind, "kind")
        form.add_together(
            self.tr("Name"),
            (self.last, "last_name", 3),
            (self.first, "first_name", 3),
            (self.salutation, "salutation", 1),
        )
        self.first.setAccessibleName(self.tr("First name"))
        self.salutation.setAccessibleName(self.tr("Salutation"))
        form.add_together(self.tr("Organisation"), (self.company, "company", 3), (self.job, "job_title", 2))
        self.job.setAccessibleName(self.tr("Position"))
        self.alike = AlikeNote(
            self.workspace,
            self._typed,
            self._sheet.id if self._sheet else None,
            self._open_other,
            self._is_same,
        )
        form.add_wide(self.alike)
        form.add(self.tr("Also known as"), self.aliases, "also_known_as")
        form.add(self.tr("Date of birth"), self.born, "born_on")
        form.add(self.tr("Reach them at"), self.points, "points")
        form.add_together(
            self.tr("Prefers"), (self.prefers, "preferred_channel", 1), (self.times, "preferred_times", 1)
        )
        self.times.setAccessibleName(self.tr("Preferred times"))
        form.add(self.tr("Never"), self.never, "never_channels")
        form.add_together(
            self.tr("Language"),
            (self.language, "language", 1),
            (self.interpreter, "interpreter", 1),
            (self.interprets, "interpreter_note", 2),
        )
        self.interprets.setAccessibleName(self.tr("Who interprets"))
        form.add(self.tr("Needs"), self.access, "accessibility")
        form.add(self.tr("Technology"), self.technology, "technology_limits")
        form.add(self.tr("Care"), self.vulnerable, "vulnerability")
        if self._sheet is not None:
            self.terms = TermsLine(self._page, self.workspace, client_id=self._sheet.id)
            form.add(self.tr("Response times"), self.terms)
        self.check = LinkButton(self.tr("Check for conflicts"), self._on_check_clicked)
        form.add_wide(self.check)
        form.add(self.tr("Notes"), self.notes, "notes")
        form.add("", self.archived, "archived")
        form.show_row("archived", self._sheet is not None)

    def _texts(self) -> tuple[tuple[TextField | GrowingText, str], ...]:
        """Each text field and the detail it holds."""
        return (
            (self.salutation, "salutation"),
            (self.first, "first_name"),
            (self.last, "last_name"),
            (self.company, "company"),
            (self.job, "job_title"),
            (self.prefers, "preferred_channel"),
            (self.times, "preferred_times"),
            (self.never, "never_channels"),
            (self.language, "language"),
            (self.access, "accessibility"),
            (self.technology, "technology_limits"),
            (self.vulnerable, "vulnerability"),
            (self.aliases, "also_known_as"),
            (self.interprets, "interpreter_note"),
            (self.notes, "notes"),
        )

    def _fill(self, details: ClientDetails) -> None:
        for field, name in self._texts():
            field.setText(getattr(details, name))
        self.kind.set_value(details.kind)
        self.interpreter.setChecked(details.interpreter)
        self.archived.setChecked(details.archived)
        self.points.set_points(details.points)
        self.born.set_value(details.born_on)

    def _watch_for_alike(self) -> None:
        """Whether the firm has this client already is looked up while one types."""
        for field in (self.first, self.last, self.company):
            field.textEdited.connect(self.alike.typed)
        self.points.edited.connect(self.alike.typed)

    def _typed(self) -> Typed:
        kind = self.kind.value()
        person = kind if isinstance(kind, ClientKind) else ClientKind.PERSON
        name = said_name(person, self.first.text(), self.last.text(), self.company.text())
        return Typed(name, self.points.points())

    def _open_other(self, client_id: UUID) -> None:
        """Look at the other; what was typed here is kept as a draft."""
        self.drop()
        self._go_to(client_id)

    def _is_same(self, client_id: UUID) -> None:
        """A new one is not added then; one that is there is merged."""
        self._leave()
        if self._sheet is None:
            self._go_to(client_id)
        else:
            open_merge(self._page, self.workspace, client_id, self._sheet.id)

    def _go_to(self, client_id: UUID) -> None:
        if isinstance(self._page, Page):
            self._page.request(OpenClient(client_id))

    def _on_check_clicked(self) -> None:
        """Look for this client everywhere, under each name."""
        from ui.conflicts.check_form import open_check

        points = self.points.points()
        names = (self._typed().name, *self.aliases.text().splitlines(), self.company.text())
        new = NewCheck(
            tuple(dict.fromkeys(name.strip() for name in names if name.strip())),
            tuple(one.value for one in points if one.kind is PointKind.PHONE),
            tuple(one.value for one in points if one.kind is PointKind.EMAIL),
        )
        open_check(self._page, self.workspace, new)

    def way_back(self) -> Way | None:
        return client_way(self._sheet.id) if self._sheet is not None else None

    def saved_words(self) -> str:
        return self.tr("Client changed") if self._sheet is not None else super().saved_words()

    def command(self) -> Command:
        kind = self.kind.value()
        before = self._sheet.details if self._sheet else ClientDetails()
        texts = {name: field.text() for field, name in self._texts()}
        wrong = self.tr("This is no date. Try “3 May 2010”, or leave it empty.")
        is_person = kind is not ClientKind.ORGANISATION
        details = replace(
            before,
            born_on=day_of(self.born, "born_on", wrong) if is_person else None,
            kind=kind if isinstance(kind, ClientKind) else before.kind,
            interpreter=self.interpreter.isChecked(),
            archived=self.archived.isChecked(),
            points=self.points.points(),
            **texts,
        )
        client_id = self._sheet.id if self._sheet else None

        def write(tx: Transaction) -> UUID:
            if client_id is None:
                return add_client(tx, details)
            edit_client(tx, client_id, details)
            return client_id

        return write

    def _on_failed(self, error: Exception) -> None:
        super()._on_failed(error)
        if isinstance(error, Invalid):
            points = tuple(one for one in error.problems if one.field.startswith("points."))
            self.form.show_problems([one for one in error.problems if one not in points])
            self.points.show_problems(points)

    def _on_kind_changed(self, kind: object) -> None:
        self.company.setPlaceholderText(
            self.tr("name of the organisation")
            if kind is ClientKind.ORGANISATION
            else self.tr("where they work")
        )
        self.form.show_row("born_on", kind is not ClientKind.ORGANISATION)
        self.last.setPlaceholderText(
            self.tr("last name of whom one speaks with")
            if kind is ClientKind.ORGANISATION
            else self.tr("last name")
        )
