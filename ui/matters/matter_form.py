"""Opening and changing a matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from app.conflicts.commands import NewCheck, give_to_matter
from app.kernel.errors import Invalid, LiaisonError
from app.matters.commands import MatterDetails, open_matter
from app.matters.keepers import Change
from app.matters.parties import Party, parties, set_parties
from app.matters.sheet import MatterSheet, keepers_to_come, matter_sheet
from app.matters.undoing import matter_way
from app.matters.words import MatterStatus
from app.owed.handover.new_keepers import edit_and_tell
from app.storage.transaction import Transaction
from app.storage.undoing import Way
from app.workdays.places import countries
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.fields import DateWords, GrowingText, Segmented, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.page import Page
from ui.kit.people import Person
from ui.kit.sheet_draft import Keep
from ui.matters.check_line import CheckLine
from ui.matters.clients_field import ClientsField, client_for
from ui.matters.court_place import CourtPlace
from ui.matters.keepers_part import KeepersPart
from ui.matters.parties_field import PartiesField
from ui.promises.terms_line import TermsLine
from ui.schedule.desk import Desk, load_desk
from ui.shell.requests import OpenClient

translate = QCoreApplication.translate


def open_matter_form(
    over: QWidget, workspace: Workspace, matter_id: UUID | None = None, client: tuple[UUID, str] | None = None
) -> None:
    """Read what there is, then show the form; without an id it opens a new matter, for ``client`` if given."""

    def read() -> tuple[Desk, MatterSheet | None, tuple[Party, ...], tuple[Change, ...]]:
        with workspace.read() as reader:
            desk = load_desk(reader)
            countries()  # looked up here, kept for the form
            if matter_id is None:
                return desk, None, (), ()
            coming = keepers_to_come(reader, matter_id)
            return desk, matter_sheet(reader, matter_id), parties(reader, matter_id), coming

    def show(found: tuple[Desk, MatterSheet | None, tuple[Party, ...], tuple[Change, ...]]) -> None:
        form = MatterForm(over, workspace, *found)
        if client is not None:
            form.clients.set_people([Person(*client)])
        saved = getattr(over, "on_matter_saved", None)
        if saved is not None:
            form.saved.connect(saved)
        form.open()

    tasks.run(read, owner=over, done=show)


class MatterForm(FormSheet):
    """The matter in its fields; what the client wants stands before what the court calls it."""

    def __init__(
        self,
        over: QWidget,
        workspace: Workspace,
        desk: Desk,
        sheet: MatterSheet | None = None,
        others: tuple[Party, ...] = (),
        coming: Sequence[Change] = (),
    ) -> None:
        super().__init__(
            over,
            workspace,
            translate("MatterForm", "New matter") if sheet is None else translate("MatterForm", "Matter"),
            width=720,
            keep=Keep("matter", sheet.row.id if sheet else None),
        )
        self._desk, self._sheet, self._page, self._told = desk, sheet, over, False
        self._make_fields(coming)
        self._place_fields()
        self.others.set_parties(others)
        if sheet is not None:
            self._fill(sheet)
            self.check_line.read_matter(sheet.row.id)
        else:
            self.opened.set_value(desk.today)

    def _make_fields(self, coming: Sequence[Change]) -> None:
        desk = self._desk
        self.what = TextField(self.tr("Whitcombe v. Larkspur Catering"))
        self.clients = ClientsField(self.workspace, self._open_other)
        self.others = PartiesField()
        self.check_line = CheckLine(self._page, self.workspace, desk, self._to_check)
        self.check = self.check_line.link
        self.number = TextField(self.tr("the next one"))
        self.area = TextField()
        self.stage = TextField(self.tr("Discovery"))
        self.status = Segmented(
            [
                (MatterStatus.OPEN, self.tr("Open")),
                (MatterStatus.PENDING, self.tr("Pending")),
                (MatterStatus.CLOSED, self.tr("Closed")),
            ],
            name=self.tr("Status"),
        )
        self.court, self.court_number = TextField(), TextField()
        self.court_place = CourtPlace(desk.calendar.country)
        self.opened, self.closed = (DateWords(desk.parse_back, desk.say) for _ in range(2))
        self.keepers = KeepersPart(self.workspace, desk, self._sheet, coming, self)
        self.priorities = GrowingText(self.tr("what the client wants first, in the client's words"), least=2)
        self.key_point = GrowingText(self.tr("the first thing the next report says"), least=1)
        self.options = GrowingText(self.tr("options and risks, as the next report tells them"), least=1)
        self.decision = GrowingText(self.tr("what the client is asked to decide"), least=1)
        self.notes = GrowingText(self.tr("for the office; no letter says it"), least=1)

    def _place_fields(self) -> None:
        form = self.form
        form.add(self.tr("Title"), self.what, "title")
        form.add(
            self.tr("Clients"),
            self.clients,
            "clients",
            hint=self.tr("The first one gets the letters. A name that is not found becomes a new client."),
        )
        form.add_wide(self.clients.alike)
        form.add(self.tr("Others in it"), self.others, "parties")
        form.add(self.tr("Conflicts"), self.check_line, "conflicts")
        form.add(
            self.tr("Wants first"),
            self.priorities,
            "priorities",
            hint=self.tr("The client reads it in letters and updates. What is for the office goes to Notes."),
        )
        self.keepers.place(form)
        self.keepers.changed_height.connect(self._place)
        if self._sheet is not None:
            self.terms = TermsLine(self._page, self.workspace, matter_id=self._sheet.row.id)
            form.add(self.tr("Response times"), self.terms)
        form.add_together(
            self.tr("Number, area"), (self.number, "number", 1), (self.area, "practice_area", 2)
        )
        self.area.setAccessibleName(self.tr("Practice area"))
        form.add_together(self.tr("Court"), (self.court, "court", 2), (self.court_number, "court_number", 1))
        self.court_number.setPlaceholderText(self.tr("court number"))
        self.court_number.setAccessibleName(self.tr("Court number"))
        form.add(self.tr("Its holidays"), self.court_place, "court_country")
        form.add_together(
            self.tr("Opened, closed"), (self.opened, "opened_on", 1), (self.closed, "closed_on", 1)
        )
        self.closed.setAccessibleName(self.tr("Closed"))
        form.add(self.tr("Status"), self.status, "status")
        form.add(self.tr("Stage"), self.stage, "stage")
        form.add(self.tr("Key point"), self.key_point, "key_point")
        form.add(self.tr("Options, risks"), self.options, "options")
        form.add(self.tr("To decide"), self.decision, "decision_asked")
        form.add(self.tr("Notes"), self.notes, "notes")

    def _fill(self, sheet: MatterSheet) -> None:
        details = sheet.details
        for field, words in self._texts(details):
            field.setText(words)
        self.clients.set_people([Person(*client) for client in sheet.clients])
        self.court_place.show_details(details)
        self.status.set_value(details.status)
        self.opened.set_value(details.opened_on)
        self.closed.set_value(details.closed_on)

    def _texts(self, details: MatterDetails) -> tuple[tuple[TextField | GrowingText, str], ...]:
        return (
            (self.what, details.title),
            (self.number, details.number),
            (self.area, details.practice_area),
            (self.stage, details.stage),
            (self.court, details.court),
            (self.court_number, details.court_number),
            (self.priorities, details.priorities),
            (self.key_point, details.key_point),
            (self.options, details.options),
            (self.decision, details.decision_asked),
            (self.notes, details.notes),
        )

    def way_back(self) -> Way | None:
        return matter_way(self._sheet.row.id) if self._sheet is not None else None

    def saved_words(self) -> str:
        return self.tr("Matter changed") if self._sheet is not None else super().saved_words()

    def command(self) -> Command:
        wrong = self.tr("This is no date. Try “2 March 2026”, or leave it empty.")
        status = self.status.value()
        before = self._sheet.details if self._sheet else MatterDetails()
        details = replace(
            self.keepers.put_into(before),
            title=self.what.text(),
            number=self.number.text(),
            practice_area=self.area.text(),
            stage=self.stage.text(),
            status=status if isinstance(status, MatterStatus) else before.status,
            court=self.court.text(),
            court_number=self.court_number.text(),
            court_country=self.court_place.place()[0],
            court_subdivision=self.court_place.place()[1],
            opened_on=day_of(self.opened, "opened_on", wrong),
            closed_on=day_of(self.closed, "closed_on", wrong),
            priorities=self.priorities.text(),
            key_point=self.key_point.text(),
            options=self.options.text(),
            decision_asked=self.decision.text(),
            notes=self.notes.text(),
        )
        people, matter_id = self.clients.people(), self._sheet.row.id if self._sheet else None
        others, check_id = self.others.parties(), self.check_line.check_id
        turn = self.keepers.turning(wrong)

        def write(tx: Transaction) -> UUID:
            ids = tuple(dict.fromkeys(client_for(tx, person) for person in people))
            whole = replace(details, clients=ids)
            if matter_id is None:
                opened = open_matter(tx, whole)
            else:
                edit_and_tell(tx, opened := matter_id, whole, on=turn.on, reason=turn.why, tells=turn.tells)
            set_parties(tx, opened, others)
            if check_id is not None:
                give_to_matter(tx, check_id, opened)
            return opened

        return write

    def _on_failed(self, error: Exception) -> None:
        super()._on_failed(error)
        if isinstance(error, Invalid):
            of_others = tuple(one for one in error.problems if one.field.startswith("parties."))
            self.form.show_problems([one for one in error.problems if one not in of_others])
            self.others.show_problems(of_others)
        elif isinstance(error, LiaisonError) and (problem := self.keepers.problem_of(error)) is not None:
            self.form.show_problems([problem])

    def apply(self, button: str) -> None:
        """A new matter that was not checked for conflicts is pointed out, once."""
        is_new = self._sheet is None and self.check_line.check_id is None
        if is_new and not self._told and self.what.text().strip() and self.clients.people():
            self._told = True
            self.check_line.warn()
            self.note.setText(self.tr("Not checked for conflicts. Save once more to open it."))
            self.check.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().apply(button)

    def _open_other(self, client_id: UUID) -> None:
        """Look at the other; what was typed here is kept as a draft."""
        self.drop()
        if isinstance(self._page, Page):
            self._page.request(OpenClient(client_id))

    def _to_check(self) -> NewCheck:
        """The clients and everybody else in the matter."""
        others = self.others.parties()
        names = dict.fromkeys(
            [person.text for person in self.clients.people()] + [one.name for one in others]
        )
        return NewCheck(
            tuple(name for name in names if name),
            tuple(one.phone for one in others if one.phone),
            tuple(one.email for one in others if one.email),
            self.what.text(),
            self._sheet.row.id if self._sheet else None,
        )
