"""Opening and changing a matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from app.clients.commands import ClientDetails, add_client
from app.clients.queries import list_clients
from app.conflicts.commands import NewCheck, give_to_matter
from app.kernel.errors import Invalid, LiaisonError, Problem
from app.kernel.said import say_date
from app.kernel.text import fold
from app.matters.commands import MatterDetails, open_matter
from app.matters.keepers import Change
from app.matters.parties import Party, parties, set_parties
from app.matters.sheet import MatterSheet, keepers_to_come, matter_sheet
from app.matters.words import MatterStatus
from app.owed.new_keepers import edit_and_tell
from app.storage.transaction import Transaction
from app.workspace import Workspace
from ui.clients.alike_note import AlikeNote, Typed
from ui.kit import tasks
from ui.kit.chips import Tone
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText, Segmented, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label
from ui.kit.page import Page
from ui.kit.people import PeopleEdit, Person
from ui.kit.sheet_draft import Keep
from ui.kit.typeahead import Suggestion
from ui.matters.check_line import CheckLine
from ui.matters.court_place import CourtPlace, court_countries
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
            court_countries()  # looked up here, kept for the form
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


_OF_KEEPERS = {"on": "keepers_on", "reason": "keepers_why"}
"""By which field of the form a refusal of who looks after the matter stands."""


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
        self._coming = coming
        self._make_fields()
        self._place_fields()
        self.others.set_parties(others)
        if sheet is not None:
            self._fill(sheet)
            self.check_line.read_matter(sheet.row.id)
        else:
            self.opened.set_value(desk.today)
            self.contact.set_value(desk.me)

    def _make_fields(self) -> None:
        desk = self._desk
        self.what = TextField(self.tr("Whitcombe v. Larkspur Catering"))
        self.clients = PeopleEdit(
            self._suggest_clients, name=self.tr("Clients"), placeholder=self.tr("type a name"), ends=";"
        )
        self.others = PartiesField()
        self.alike = AlikeNote(self.workspace, self._typed, None, self._open_other, self._is_same)
        self.clients.changed.connect(self.alike.typed)
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
        self.lawyer: Choice[UUID | None] = Choice(desk.choices(self.tr("nobody yet")))
        self.contact: Choice[UUID | None] = Choice(desk.choices(self.tr("nobody yet")))
        self.supervisor: Choice[UUID | None] = Choice(desk.choices(self.tr("the firm’s lead")))
        self.emergency = TextField(self.tr("as for the whole firm; or name and number"))
        self.keepers_on = DateWords(desk.parse_ahead, desk.say, placeholder=self.tr("from today"))
        self.keepers_why = TextField(self.tr("why somebody else looks after it"))
        self.tell = QCheckBox(self.tr("The client is to be told"))
        self.tell.setChecked(True)
        self.priorities = GrowingText(self.tr("what the client wants first, in the client's words"), least=2)
        self.key_point = GrowingText(self.tr("the first thing the next report says"), least=1)
        self.options = GrowingText(self.tr("options and risks, as the next report tells them"), least=1)
        self.decision = GrowingText(self.tr("what the client is asked to decide"), least=1)
        self.notes = GrowingText(least=1)

    def _place_fields(self) -> None:
        form = self.form
        form.add(self.tr("Title"), self.what, "title")
        form.add(
            self.tr("Clients"),
            self.clients,
            "clients",
            hint=self.tr("The first one gets the letters. A name that is not found becomes a new client."),
        )
        form.add_wide(self.alike)
        form.add(self.tr("Others in it"), self.others, "parties")
        form.add(self.tr("Conflicts"), self.check_line, "conflicts")
        form.add(self.tr("Wants first"), self.priorities, "priorities")
        form.add(self.tr("Contact"), self.contact, "point_of_contact_id")
        form.add(self.tr("Lawyer"), self.lawyer, "responsible_id")
        form.add(self.tr("Supervisor"), self.supervisor, "supervisor_id")
        form.add(self.tr("Out of hours"), self.emergency, "emergency_contact")
        if self._coming:
            form.add_wide(Label("\n".join(map(self._say_coming, self._coming)), tone=Tone.DIM, wrap=True))
        self.keepers_on.setAccessibleName(self.tr("From which day somebody else looks after it"))
        form.add_together(
            self.tr("From, why"), (self.keepers_on, "keepers_on", 1), (self.keepers_why, "keepers_why", 2)
        )
        self.keepers_why.setAccessibleName(self.tr("Why somebody else looks after it"))
        form.add("", self.tell, "tell")
        self.tell.setAccessibleName(self.tr("The client is to be told"))
        for choice in (self.contact, self.lawyer, self.supervisor):
            choice.currentIndexChanged.connect(self._show_turn)
        self.emergency.textChanged.connect(self._show_turn)
        self._show_turn()
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
        _choose(self.lawyer, details.responsible_id, sheet.row.responsible)
        _choose(self.contact, details.point_of_contact_id, sheet.row.point_of_contact)
        _choose(self.supervisor, details.supervisor_id, sheet.row.supervisor)
        self._show_turn()

    def _say_coming(self, one: Change) -> str:
        """What the fields above name already, and from when it counts."""
        day = say_date(one.since.astimezone(self.workspace.zone).date())
        words = self.tr("{name} is {role} from {day}; until then: {before}.")
        before = one.was or self.tr("nobody")
        now = one.now or self.tr("nobody")
        return words.format(name=now, role=self.tr(one.role.label), day=day, before=before)

    def _show_turn(self, *_: object) -> None:
        """Where somebody else is to look after the matter: from when, why, and whether the client is told."""
        before = self._sheet.details if self._sheet is not None else None
        changed = before is not None and (
            self.contact.value(),
            self.lawyer.value(),
            self.supervisor.value(),
            self.emergency.text().strip(),
        ) != (
            before.point_of_contact_id,
            before.responsible_id,
            before.supervisor_id,
            before.emergency_contact,
        )
        told = before is not None and any(
            was is not None and now is not None and was != now
            for was, now in (
                (before.point_of_contact_id, self.contact.value()),
                (before.responsible_id, self.lawyer.value()),
            )
        )
        self.form.show_row("keepers_on", changed)
        self.form.show_row("tell", told)
        self._place()

    def _texts(self, details: MatterDetails) -> tuple[tuple[TextField | GrowingText, str], ...]:
        return (
            (self.what, details.title),
            (self.number, details.number),
            (self.area, details.practice_area),
            (self.stage, details.stage),
            (self.court, details.court),
            (self.court_number, details.court_number),
            (self.emergency, details.emergency_contact),
            (self.priorities, details.priorities),
            (self.key_point, details.key_point),
            (self.options, details.options),
            (self.decision, details.decision_asked),
            (self.notes, details.notes),
        )

    def command(self) -> Command:
        wrong = self.tr("This is no date. Try “2 March 2026”, or leave it empty.")
        status = self.status.value()
        before = self._sheet.details if self._sheet else MatterDetails()
        details = replace(
            before,
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
            responsible_id=self.lawyer.value(),
            point_of_contact_id=self.contact.value(),
            supervisor_id=self.supervisor.value(),
            emergency_contact=self.emergency.text(),
            priorities=self.priorities.text(),
            key_point=self.key_point.text(),
            options=self.options.text(),
            decision_asked=self.decision.text(),
            notes=self.notes.text(),
        )
        people, matter_id = self.clients.people(), self._sheet.row.id if self._sheet else None
        others, check_id = self.others.parties(), self.check_line.check_id
        on, why, tells = (
            day_of(self.keepers_on, "keepers_on", wrong),
            self.keepers_why.text(),
            self.tell.isChecked(),
        )

        def write(tx: Transaction) -> UUID:
            ids = tuple(dict.fromkeys(client_for(tx, person) for person in people))
            whole = replace(details, clients=ids)
            if matter_id is None:
                opened = open_matter(tx, whole)
            else:
                edit_and_tell(tx, opened := matter_id, whole, on=on, reason=why, tells=tells)
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
        elif isinstance(error, LiaisonError) and error.field in _OF_KEEPERS:
            self.form.show_problems([Problem(_OF_KEEPERS[error.field], error.code, error.message)])

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

    def _typed(self) -> Typed:
        """The first name that no client was chosen for: it becomes a new one."""
        typed = (person.text for person in self.clients.people() if not isinstance(person.key, UUID))
        return Typed(next(typed, ""), ())

    def _open_other(self, client_id: UUID) -> None:
        """Look at the other; what was typed here is kept as a draft."""
        self.drop()
        if isinstance(self._page, Page):
            self._page.request(OpenClient(client_id))

    def _is_same(self, client_id: UUID) -> None:
        """The client that is there is meant, in place of the name."""
        typed = self._typed().name
        name = next((one.name for one in self.alike.found if one.id == client_id), typed)
        people = self.clients.people()
        meant = [Person(client_id, name) if one.text == typed else one for one in people]
        self.clients.clear_typed()
        self.clients.set_people(meant)
        self.alike.look()

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

    def _suggest_clients(self, words: str) -> list[Suggestion]:
        with self.workspace.read() as reader:
            found = list_clients(reader, query=words, limit=8)
        return [Suggestion(row.id, row.name, row.email or row.phone, "client") for row in found]


def _choose(choice: Choice[UUID | None], who: UUID | None, name: str) -> None:
    """Choose who looks after the matter; who has left stays to be chosen until somebody else is."""
    if who not in choice.values():
        texts = [choice.itemText(number) for number in range(choice.count())]
        gone = translate("MatterForm", "{name} (has left)").format(name=name)
        choice.set_choices([*zip(choice.values(), texts, strict=True), (who, gone)])
    choice.set_value(who)


def client_for(tx: Transaction, person: Person) -> UUID:
    """The client that was chosen, or the one of exactly that name, or a new one."""
    if isinstance(person.key, UUID):
        return person.key
    same = [
        row.id for row in list_clients(tx.reader(), query=person.text) if fold(row.name) == fold(person.text)
    ]
    if len(same) == 1:
        return same[0]
    first, _, last = person.text.rpartition(" ")
    return add_client(tx, ClientDetails(first_name=first, last_name=last))
