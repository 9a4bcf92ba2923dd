"""The tour: every page and dialog in turn, a picture of each in light and dark, without a screen.

For the README's picture, for the guide, and to look at what was made. The firm is the made-up one, on a Monday
morning; ``--vault`` is refused, so that no client of a real firm ever gets into a picture.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from app.kernel.clock import FixedClock

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.workspace import Workspace
    from ui.audit.page import AuditPage
    from ui.clients.page import ClientPage
    from ui.desk import WorkspaceDesk
    from ui.matters.list_tab import ListTab
    from ui.matters.page import MatterPage
    from ui.settings.page import FirmPage
    from ui.settings.remove_sheet import RemoveSheet
    from ui.shell.desk import NewFirm
    from ui.shell.main_window import MainWindow

MORNING = datetime(2026, 11, 23, 17, 40, tzinfo=UTC)
"""Monday 23 November 2026, 9:40 in California: the week of Thanksgiving."""
SIZE = (1280, 800)
LONGEST_WAIT = 120_000
QUIET = 60
_CSV = "First Name,Last Name,E-mail 1 - Value,Phone 1 - Value\nOlga,Brandt,olga@example.com,+1 510 555 0177\n,,,\n"
_OTHER_CSV = "Customer;Telephone;Town;Colour\nOlga Brandt;510 555 0177;Oakland;blue\nPiers Ames;510 555 0178;Alameda;\n"
_CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lindqvist;Astrid;;;\r\nFN:Astrid Lindqvist\r\nTEL;TYPE=CELL:+1 510 555 0142\r\n"
    "EMAIL:astrid@example.com\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"
)
_MAIL = (
    "From: Somebody <somebody@example.org>\nTo: office@example.com\nSubject: Your file\n"
    "Date: Fri, 20 Nov 2026 10:00:00 -0800\nMessage-ID: <tour-1@example.org>\n\nPlease call me back about the fence.\n"
)


@dataclass(frozen=True, slots=True)
class Stop:
    """One picture: how to get there. What it opened is closed again before the next."""

    name: str
    go: Callable[[], object]


def run_tour(folder: Path, *, demo: bool, vault: Path | None) -> int:
    """Save the pictures into ``folder``; the answer is the exit status."""
    if vault is not None or not demo:
        sys.stderr.write("The tour shows the made-up firm only: python -m ui --demo --tour DIR\n")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.application import make_application
    from ui.desk import DemoDesk
    from ui.kit import theme

    app = make_application()
    folder.mkdir(parents=True, exist_ok=True)
    desk = DemoDesk(FixedClock(MORNING))
    try:
        tour = Tour(app, desk, folder)
        for scheme in ("light", "dark"):
            theme.set_scheme(scheme)
            tour.run(scheme)
    finally:
        desk.throw_away()
    print(f"{tour.taken} pictures in {folder}")  # noqa: T201  # the tour's only answer
    return 0


class Tour:
    """Drives one window as a person would, and waits until it is quiet before each picture."""

    def __init__(self, app: QApplication, desk: object, folder: Path) -> None:
        from ui.desk import DemoDesk

        assert isinstance(desk, DemoDesk)  # noqa: S101  # narrows the type for the checker
        self._app, self._desk, self._folder = app, desk, folder
        self.taken = 0

    def run(self, scheme: str) -> None:
        """One round in one colour scheme."""
        self._first_hour(scheme)
        window = self._window()
        self._settle()
        self._take(window, "unlock", scheme)
        self._people_at_the_gate(window, scheme)
        window.gates.unlock(self._desk.people()[0], "not the password")
        self._settle()
        self._take(window, "unlock-refused", scheme)
        window.gates.unlock(self._desk.people()[0], "demo")
        self._settle(until=lambda: window.workbench is not None)
        workspace = self._desk.workspace
        for stop in _stops(window, workspace, self._settle):
            stop.go()
            self._settle()
            self._take(window, stop.name, scheme)
            _close_sheets(window)
            self._settle()
        self._lock_over_a_form(window, workspace, scheme)
        _forget_drafts(self._desk.workspace)
        window.lock()
        self._settle()
        self._take(window, "locked", scheme)
        window.close()
        window.deleteLater()
        self._settle()

    def _lock_over_a_form(self, window: MainWindow, workspace: Workspace, scheme: str) -> None:
        """A form that is written, a dialog over it, the lock over both; and the form again after it."""
        from PySide6.QtWidgets import QMenu

        _write_a_call(window, _matter(workspace, "00003"), self._settle)
        menu = QMenu(window)
        menu.addAction("Open over the form")
        menu.popup(window.geometry().center())
        self._settle()
        window.lock()
        self._settle()
        self._take(window, "locked-over-form", scheme)
        window.gates.unlock(self._desk.people()[0], "demo")
        self._settle(until=lambda: window.workbench is not None)
        self._take(window, "form-back-after-lock", scheme)
        _close_sheets(window)
        self._settle()

    def _people_at_the_gate(self, window: MainWindow, scheme: str) -> None:
        """Caps Lock; a wait; both ways for who forgot."""
        from ui.shell.unlock import UnlockPage

        gate = window.gates.page
        if isinstance(gate, UnlockPage):
            gate.name.choose("Ann Harbour")
            gate.password.setText("trout lamp")
            gate.password.set_caps_lock(True)
            self._settle()
            self._take(window, "unlock-caps-lock", scheme)
            gate.password.take()
            gate.password.set_caps_lock(False)
            gate.show_wait(95)
            self._settle()
            self._take(window, "unlock-waiting", scheme)
            gate.show_wait(0)
            gate.recovery.click()
            self._settle()
            self._take(window, "unlock-forgotten", scheme)
            window.gates.show()
            self._settle()

    def _first_hour(self, scheme: str) -> None:
        """What a new firm sees: welcome, then the recovery key."""
        from app.backups.routine import back_up_now
        from ui.desk import WorkspaceDesk
        from ui.shell.desk import NewFirm
        from ui.shell.main_window import MainWindow
        from ui.shell.recovery import RecoveryPage

        with tempfile.TemporaryDirectory(prefix="liaison-tour-") as room:
            desk = WorkspaceDesk(Path(room) / "vault", FixedClock(MORNING))
            window = MainWindow(desk)
            self._show(window)
            self._take(window, "welcome", scheme)
            new = NewFirm(
                desk.folder,
                "Harbour & Finch LLP",
                "US",
                "CA",
                "America/Los_Angeles",
                "Maria Ortega",
                "tour " * 4,
            )
            window.gates.create(new)
            self._settle(until=lambda: isinstance(window.gates.page, RecoveryPage))
            self._take(window, "recovery-key", scheme)
            if isinstance(window.gates.page, RecoveryPage):
                window.gates.page.finished.emit()
            self._settle(until=lambda: window.workbench is not None)
            for page_id in ("today", "matters", "clients", "contactlog", "reports"):
                window.navigate(page_id)
                self._settle()
                self._take(window, f"empty-{page_id}", scheme)
            _open_first_matter(desk.workspace)
            window.navigate("today")
            self._settle()
            self._take(window, "today-nothing-owed", scheme)
            back_up_now(desk.workspace)
            window.close()
            window.deleteLater()
            self._settle()
            self._damaged(desk, new, scheme)

    def _damaged(self, desk: WorkspaceDesk, firm: NewFirm, scheme: str) -> None:
        """What stands there when the data file is gone, and how a backup is restored."""
        from ui.shell.main_window import MainWindow

        next(desk.folder.glob("data-*.db")).unlink()
        window = MainWindow(desk)
        self._show(window)
        window.gates.unlock(firm.user, firm.password)
        self._settle()
        self._take(window, "damaged", scheme)
        window.gates.show_restore()
        self._settle()
        self._take(window, "restore", scheme)
        window.close()
        window.deleteLater()
        self._settle()

    def _window(self) -> MainWindow:
        from ui.shell.main_window import MainWindow

        window = MainWindow(self._desk, last_person=self._desk.people()[0])
        self._show(window)
        return window

    def _show(self, window: MainWindow) -> None:
        window.resize(*SIZE)
        window.show()
        self._settle()

    def _take(self, window: MainWindow, name: str, scheme: str) -> None:
        window.grab().save(str(self._folder / f"{name}-{scheme}.png"))
        self.taken += 1

    def _settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let the event loop run until the work is done, the condition holds and a moment has passed quietly."""
        from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer

        from ui.kit import tasks

        deadline = QDeadlineTimer(LONGEST_WAIT)
        quiet = 0
        while quiet < 2:
            loop = QEventLoop()
            QTimer.singleShot(QUIET, loop.quit)
            loop.exec()
            quiet = quiet + 1 if not tasks.busy() and until() else 0
            if deadline.hasExpired():
                raise TimeoutError("the tour waited in vain")


def _close_sheets(window: MainWindow) -> None:
    from ui.kit.sheet import sheets_in

    for sheet in reversed(sheets_in(window)):
        sheet.drop()


def _forget_drafts(workspace: Workspace) -> None:
    """What the tour typed and did not save must not come back in the next round."""
    from app.drafts.commands import drop_draft
    from app.drafts.queries import drafts

    with workspace.write() as tx:
        for draft in drafts(tx.reader()):
            drop_draft(tx, draft.id)


def _stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    yield Stop("today", lambda: window.navigate("today"))
    yield from _matter_stops(window, workspace, settle)
    yield from _client_stops(window, workspace, settle)
    yield from _log_stops(window, workspace, settle)
    yield from _quick_stops(window)
    yield Stop("calendar", lambda: window.navigate("calendar"))
    yield Stop("reports", lambda: window.navigate("reports", _matter(workspace, "00003")))
    yield Stop("form-client-words", lambda: _write_words(window))
    yield Stop("firm", lambda: window.navigate("firm"))
    yield from _firm_stops(window, settle)
    yield from _audit_stops(window, settle)
    yield from _import_stops(window, workspace, settle)
    yield Stop("shortcuts", lambda: window.registry["shortcuts"].trigger())
    yield Stop("help", lambda: window.registry["help"].trigger())
    yield Stop("search", lambda: _search(window))


def _quick_stops(window: MainWindow) -> Iterator[Stop]:
    """A line that is understood, a name that is being typed, one that could be several."""
    lines = {
        "quick-entry": "call in Nora Whitcombe 10m asked about hearing; told her Thu 9:30; she'll send it by Fri",
        "quick-entry-name": "call in whitc",
        "quick-entry-choice": "call in Abernathy 10m wants to know when the hearing is",
        "quick-entry-doubts": "yesterday letter from court, hearing moved; will tell her by 12/4",
    }
    for name, line in lines.items():
        yield Stop(name, lambda line=line: _write_a_line(window, line))  # type: ignore[misc]  # binds the loop's line


def _write_a_line(window: MainWindow, line: str) -> None:
    from ui.kit.sheet import sheets_in
    from ui.quickentry.sheet import QuickSheet

    window.navigate("today")
    window.registry["quick-entry"].trigger()
    sheet = sheets_in(window)[-1]
    if isinstance(sheet, QuickSheet):
        sheet.field.setText(line)
        sheet.field.moveCursor(sheet.field.textCursor().MoveOperation.End)


def _write_words(window: MainWindow) -> None:
    from ui.reports.page import ReportsPage

    page = window.current_page()
    if isinstance(page, ReportsPage):
        page.write_words()


def _matter_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    from ui.matters.matter_form import open_matter_form
    from ui.matters.page import MatterPage

    matter_id = _matter(workspace, "00003")
    yield Stop("matters", lambda: window.navigate("matters"))
    yield Stop("matter", lambda: window.navigate("matter", matter_id))
    settle()
    page = window.current_page()
    if not isinstance(page, MatterPage):
        raise TypeError("the matter's page is not shown")
    names = [page.tabs.line.tabText(index) for index in range(page.tabs.line.count())]
    for name in names[1:]:
        yield Stop(f"matter-{name.casefold().replace(' ', '-')}", lambda name=name: page.tabs.show_tab(name))  # type: ignore[misc]  # binds the loop's name
    page.tabs.show_tab(names[0])
    yield Stop("form-matter", page.edit.click)
    yield Stop("form-matter-new", lambda: open_matter_form(page, workspace))
    yield Stop("form-development", page.add_development)
    yield Stop("form-key-date", page.add_key_date)
    yield Stop("form-follow-up", page.add_follow_up)
    yield Stop("form-fees", page.state_costs)
    yield Stop("form-schedule", page.set_schedule)
    yield Stop("form-restrict", lambda: _wall(page, _as_lawyer(workspace, matter_id)))
    yield Stop("matter-restricted", lambda: _restrict(workspace, matter_id))
    yield Stop("form-restricted", lambda: _wall(page, _as_lawyer(workspace, matter_id)))
    yield Stop("matters-restricted", lambda: window.navigate("matters"))
    yield Stop("matter-again", lambda: _back_to(window, workspace, matter_id))


def _back_to(window: MainWindow, workspace: Workspace, matter_id: UUID) -> None:
    _unrestrict(workspace, matter_id)
    window.navigate("matter", matter_id)


def _as_lawyer(workspace: Workspace, matter_id: UUID) -> Workspace:
    """The same firm with the eyes of the lawyer who answers for the matter: only they, or a partner, restrict it."""
    from app.matters.queries import matter_sheet
    from app.workspace import Workspace as Firm

    with workspace.read() as reader:
        lawyer = matter_sheet(reader, matter_id).row.responsible_id
    return Firm(
        workspace.vault, workspace.clock, lawyer or workspace.actor, workspace.zone, workspace.announcer
    )


def _restrict(workspace: Workspace, matter_id: UUID) -> None:
    from app.matters.walls import restrict_matter

    lawyer = _as_lawyer(workspace, matter_id)
    with lawyer.write() as tx:
        restrict_matter(tx, matter_id, [lawyer.actor, workspace.actor], "Conflict of interest.")


def _unrestrict(workspace: Workspace, matter_id: UUID) -> None:
    from app.matters.walls import lift_wall

    with _as_lawyer(workspace, matter_id).write() as tx:
        lift_wall(tx, matter_id)


def _wall(page: MatterPage, workspace: Workspace) -> None:
    from ui.matters.load import load_matter
    from ui.matters.wall_form import WallForm

    if page.view is not None:
        WallForm(page, workspace, load_matter(workspace, page.view.sheet.row.id)).open()


def _client_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    from app.clients.queries import find_client
    from ui.clients.client_form import open_client_form
    from ui.clients.page import ClientPage

    with workspace.read() as reader:
        client_id = find_client(reader, "Nora Whitcombe")
    yield Stop("clients", lambda: window.navigate("clients"))
    yield Stop("client", lambda: window.navigate("client", client_id))
    settle()
    page = window.current_page()
    if isinstance(page, ClientPage):
        yield Stop("form-client", lambda: open_client_form(page, workspace, client_id))
        yield Stop("form-client-new", lambda: open_client_form(page, workspace))
        names = [page.tabs.line.tabText(index) for index in range(page.tabs.line.count())]
        for name in names[1:]:
            key = f"client-{name.casefold().replace(' ', '-')}"
            yield Stop(key, lambda name=name: page.tabs.show_tab(name))  # type: ignore[misc]  # binds the loop's name
        yield from _merge_stops(window, workspace, settle, client_id)
        yield Stop("client-again", lambda: window.navigate("client", client_id))
        yield Stop("form-client-person", page.doings.add_person)
        yield Stop("form-client-note", lambda: _open_first(page, page.people))
        yield Stop("form-client-person-known", lambda: _open_first(page, page.people, "don’t tell"))
        yield Stop("form-client-identity", page.doings.check_identity)
        yield Stop("form-client-consent", page.doings.take_consent)
        yield Stop("form-client-adjustment", page.doings.make_adjustment)
        yield Stop("form-client-point", lambda: _open_first(page, page.reach))
        yield Stop("form-client-consent-back", lambda: _open_first(page, page.consents, "agreed"))
        page.tabs.show_tab(names[0])


def _merge_stops(
    window: MainWindow, workspace: Workspace, settle: Callable[[], None], client_id: UUID
) -> Iterator[Stop]:
    """The same client twice: pointed out, listed, compared, merged; then conflict checks."""
    from app.clients.commands import ClientDetails, Point, add_client
    from app.clients.words import PointKind
    from app.merging.commands import merge_clients
    from ui.clients.client_form import ClientForm
    from ui.clients.list_page import ClientsPage
    from ui.clients.merge_sheet import open_merge
    from ui.clients.other_sheet import open_other

    phone = (Point(PointKind.PHONE, "(510) 555-0144"),)
    with workspace.write() as tx:
        double = add_client(
            tx, ClientDetails(first_name="Nora", last_name="Witcombe", language="French", points=phone)
        )

    def alike() -> None:
        page = window.current_page()
        form = ClientForm(page or window, workspace)
        form.open()
        form.last.setText("Whitcomb")
        form.first.setText("Nora")
        form.alike.look()

    def compare() -> None:
        open_merge(window.current_page() or window, workspace, client_id, double)

    yield Stop("clients-again", lambda: window.navigate("clients"))
    settle()
    page = window.current_page()
    if isinstance(page, ClientsPage):
        yield Stop("form-client-alike", alike)
        yield Stop("clients-duplicates", page.show_duplicates)
    yield Stop("form-merge", compare)
    with workspace.write() as tx:
        merge_clients(tx, double, client_id)
    yield Stop("client-merged", lambda: window.navigate("client", double))
    settle()
    yield Stop(
        "form-unmerge",
        lambda: open_other(window.current_page() or window, workspace, double, "Nora Witcombe"),
    )
    yield from _conflict_stops(window, workspace, settle)


def _conflict_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    from app.conflicts.commands import NewCheck, check_conflicts
    from ui.conflicts.check_form import open_check
    from ui.conflicts.check_sheet import open_check_sheet

    new = NewCheck(("Larkspur Catering LLC", "Halloway", "Karl Ode"), about="New matter: lease of a kitchen")
    yield Stop("conflicts", lambda: window.navigate("conflicts"))
    settle()
    page = window.current_page() or window
    yield Stop("form-conflicts", lambda: open_check(page, workspace, new))
    with workspace.write() as tx:
        check_id = check_conflicts(tx, new)
    yield Stop("conflict-check", lambda: open_check_sheet(page, workspace, check_id))


def _open_first(page: ClientPage, tab: ListTab, chip: str = "") -> None:
    """What the first row of a tab of the profile opens; with ``chip``, of those that show it."""
    from ui.kit.rows import Row, RowRole

    model = tab.rows.model()
    items = (model.index(number, 0).data(RowRole) for number in range(model.rowCount()))
    rows = (item for item in items if isinstance(item, Row))
    page.doings.open(next(row.key for row in rows if not chip or chip in {one.text for one in row.chips}))


def _log_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    from app.contactlog.queries import entries
    from ui.shell.requests import AmendEntry, LogContactRequest, OpenEntry

    matter_id = _matter(workspace, "00003")
    with workspace.read() as reader:
        entry = max(entries(reader, matter_id=matter_id), key=lambda row: (row.version, bool(row.decision)))
        amended = max(entries(reader), key=lambda row: row.version)
        paper = next(row for row in entries(reader) if row.kind and row.attachments)
        withdrawn = next(row for row in entries(reader) if row.withdrawn_at)
    ask = window.ask

    def open_paper() -> None:
        from ui.contactlog.entry_sheet import EntrySheet

        ask(OpenEntry(paper.id))
        settle()
        next(one for one in window.findChildren(EntrySheet) if not one.isHidden()).open_file(
            paper.attachments[0]
        )

    yield Stop("contactlog", lambda: window.navigate("contactlog"))
    yield Stop("form-log-contact-new", lambda: ask(LogContactRequest()))
    yield Stop("form-log-contact", lambda: _write_a_call(window, matter_id, settle))
    yield Stop("form-log-contact-kind", lambda: _convey_an_offer(window, matter_id, settle))
    yield Stop("form-log-contact-bare", lambda: _write_a_bare_note(window, matter_id, settle))
    yield Stop("entry", lambda: ask(OpenEntry(entry.id)))
    yield Stop("entry-versions", lambda: ask(OpenEntry(amended.id)))
    yield Stop("entry-paper", lambda: ask(OpenEntry(paper.id)))
    yield Stop("entry-paper-opened", open_paper)
    yield Stop("entry-withdrawn", lambda: ask(OpenEntry(withdrawn.id)))
    yield Stop("form-amend", lambda: ask(AmendEntry(entry.id)))
    yield from _search_stops(window, workspace, settle)


def _search_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    from PySide6.QtTest import QTest

    from app.search.saved import save_search
    from ui.contactlog.log_page import ContactLogPage

    window.registry["search-log"].trigger()
    settle()
    page = window.current_page()
    if not isinstance(page, ContactLogPage):
        raise TypeError("the contact log is not shown")

    def type_words(words: str) -> None:
        page.find_here()
        QTest.keyClicks(page.box, words)

    def save_some() -> None:
        with workspace.write() as tx:
            save_search(tx, "Offers", "offer*")
            save_search(tx, "Court on the phone", "channel:phone court", shared=True)
        page.box.put("settlement -offer")

    def complete() -> None:
        window.activateWindow()
        type_words("settlement from:")

    yield Stop("search-log", lambda: page.box.put("deposition channel:phone "))
    yield Stop("search-log-phrase", lambda: page.box.put('"settlement conference" after:2026-01-01 '))
    yield Stop("search-log-completing", complete)
    yield Stop("search-log-nothing", lambda: page.box.put("zeppelin before:soonish "))
    yield Stop("search-log-saved", save_some)
    yield Stop("search-saved-all", page.show_saved)
    yield Stop("form-save-search", page.save_search)
    yield Stop("search-take-out", page.take_out.click)
    yield Stop("search-log-entry", lambda: page.table.opened.emit(page.rows()[0].id))
    yield Stop("search-log-all", lambda: page.box.put(""))


def _firm_stops(window: MainWindow, settle: Callable[[], None]) -> Iterator[Stop]:
    from PySide6.QtWidgets import QScrollArea

    from app.channels.words import Channel
    from ui.settings.page import FirmPage

    page = window.current_page()
    if isinstance(page, FirmPage):
        area = page.findChildren(QScrollArea)[0]
        yield Stop("firm-foot", lambda: area.verticalScrollBar().setValue(area.verticalScrollBar().maximum()))
        yield Stop("firm-vault", page.vault.check)
        yield Stop("firm-backups", page.vault.backups.back_up)
        yield Stop("form-backup-rule", page.vault.backups.change_rule.click)
        yield Stop("firm-channels", lambda: area.verticalScrollBar().setValue(page.channels.y()))
        yield Stop("form-channel", lambda: page.channels.opened.emit(Channel.EMAIL))
        yield Stop("firm-kinds", lambda: area.verticalScrollBar().setValue(page.contact_kinds.y()))
        yield Stop("form-kind", lambda: page.change_kind(page.contact_kinds.row("offer-conveyed")))
        yield Stop("firm-people", lambda: area.verticalScrollBar().setValue(page.people.y()))
        yield from _people_stops(window, page, settle)


def _audit_stops(window: MainWindow, settle: Callable[[], None]) -> Iterator[Stop]:
    from ui.audit.page import AuditPage

    yield Stop("audit", lambda: window.navigate("audit"))
    settle()
    page = window.current_page()
    if isinstance(page, AuditPage):
        yield Stop("audit-amended", lambda: _show_amended(page))
        yield Stop("audit-checked", page.check_button.click)
        yield Stop("form-accept-older", page.checks.ask_why)


def _show_amended(page: AuditPage) -> None:
    """An event that has a before and an after."""
    amended = next((one.seq for one in page.rows() if one.action == "amended"), None)
    page.list.select(amended)


def _people_stops(window: MainWindow, page: FirmPage, settle: Callable[[], None]) -> Iterator[Stop]:
    """The people: each form, and a removal before, under way and refused."""
    from app.kernel.errors import CannotUnlock
    from ui.kit.sheet import sheets_in
    from ui.settings.person_form import PersonForm
    from ui.settings.remove_sheet import RemoveSheet

    people = page.colleagues()
    david = people["David Finch"]

    def new_person() -> None:
        page.people.add_requested.emit()
        form = next(one for one in sheets_in(window) if isinstance(one, PersonForm))
        form.name.setText("Vera Lindgren")
        form.signs_in.setChecked(True)
        if form.new is not None:
            form.new.password.setText("trout lamp orbit")

    def removing(name: str) -> RemoveSheet:
        page.remove_person(people[name])
        settle()
        return next(one for one in sheets_in(window) if isinstance(one, RemoveSheet))

    def at_work() -> None:
        sheet = removing("David Finch")
        sheet.show_working()
        sheet.bar.setRange(0, 100)
        sheet.bar.setValue(42)

    def refused() -> None:
        said = "The vault is open in another Liaison window. It can be done once that is closed."
        removing("David Finch").show_trouble(CannotUnlock("still-open", said))

    yield Stop("form-person", page.people.add_requested.emit)
    yield Stop("form-person-signs-in", new_person)
    yield Stop("form-person-there", lambda: page.people.opened.emit(david.id))
    yield Stop("form-password-own", page.people.own_password.click)
    yield Stop("form-password-reset", lambda: page.reset_password(david))
    yield Stop("form-let-in", lambda: page.let_in(people["June Keller"]))
    yield Stop("form-recovery-key", page.people.recovery.click)
    yield Stop("remove", lambda: removing("David Finch"))
    yield Stop("remove-at-work", at_work)
    yield Stop("remove-refused", refused)
    leaves = next(name for name in ("June Keller", "Tom Ashgrove") if people[name].active)
    yield Stop("remove-done", lambda: _do(removing(leaves), settle))
    settle()
    yield Stop("firm-people-left", page.people.former.click)


def _do(sheet: RemoveSheet, settle: Callable[[], None]) -> None:
    """For good: in each round somebody else; whoever is offered first takes over."""
    heir = next((one for one in sheet.heir.values() if isinstance(one, UUID)), None)
    if heir is not None:
        sheet.heir.set_value(heir)
    sheet.apply("")
    settle()


def _import_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    from app.exchange.commands import import_files
    from ui.exchange.import_sheet import open_import

    yield Stop("import-choose", lambda: window.registry["import"].trigger())
    with tempfile.TemporaryDirectory(prefix="liaison-tour-") as room:
        table, mail = Path(room) / "contacts.csv", Path(room) / "message.eml"
        table.write_text(_CSV, encoding="utf-8")
        mail.write_text(_MAIL, encoding="utf-8")
        cards, dates = Path(room) / "cards.vcf", Path(room) / "court.ics"
        cards.write_text(_CARDS, encoding="utf-8")
        dates.write_text(_dates(workspace), encoding="utf-8")
        yield Stop("import", lambda: open_import(window, workspace, [table, mail, cards, dates]))
        other = Path(room) / "customers.csv"
        other.write_text(_OTHER_CSV, encoding="cp1252")
        yield Stop("import-columns", lambda: _act_on_first(window, workspace, [other], settle))
        broken = Path(room) / "broken.csv"
        broken.write_text(_CSV + ',,,lost@example.com,\nToo,few\nAnn,"Harbour,,,\n', encoding="utf-8")
        yield Stop("import-refused-rows", lambda: open_import(window, workspace, [broken]))
        table.write_text(_CSV.replace("Olga", "Zoë"), encoding="cp1252")
        yield Stop("import-letters", lambda: _act_on_first(window, workspace, [table], settle))
        more = [Path(room) / f"{number}.eml" for number in range(3)]
        for number, one in enumerate(more):
            fresh = _MAIL.replace("tour-1@", f"{uuid4().hex}@")  # in each round another message
            one.write_text(fresh.replace("Subject: ", f"Subject: {number + 1}. "), encoding="utf-8")
        with workspace.write() as tx:
            import_files(tx, [mail, *more])
    yield Stop("import-folder", lambda: _offer_files(window, 3))
    _offer_files(window, 0)
    yield Stop("tray", lambda: window.navigate("tray"))
    yield from _tray_stops(window, workspace, settle)


def _dates(workspace: Workspace) -> str:
    """A calendar that names a matter, and an event that names none."""
    from app.matters.queries import list_matters

    with workspace.read() as reader:
        matter = next(iter(list_matters(reader)))
        day = reader.today + timedelta(days=40)
    events = (f"Hearing in {matter.number}", "Lunch with the accountant")
    said = "".join(
        f"BEGIN:VEVENT\r\nUID:{number}@tour\r\nDTSTART:{day:%Y%m%d}T173000Z\r\nSUMMARY:{one}\r\nEND:VEVENT\r\n"
        for number, one in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Court//EN\r\n{said}END:VCALENDAR\r\n"


def _offer_files(window: MainWindow, count: int) -> None:
    """As if so many files lay in the import folder."""
    from ui.exchange.folder_watch import FolderWatch

    window.navigate("today")
    for watch in window.findChildren(FolderWatch):
        watch.bar.offer(count, "Scans")


def _tray_stops(window: MainWindow, workspace: Workspace, settle: Callable[[], None]) -> Iterator[Stop]:
    """One placed, so that something is suggested and an address can be remembered; then nothing waits any more."""
    from app.exchange.commands import dismiss_tray_item, place_tray_item
    from app.exchange.place_rules import forget_place, learn_place, place_rules
    from app.exchange.queries import tray
    from app.matters.queries import list_matters
    from ui.exchange.tray_sheets import AsideSheet, RulesSheet

    with workspace.write() as tx:
        waiting = [row for row in tray(tx.reader()) if row.address]
        matter = next(iter(list_matters(tx.reader())), None)
        if matter is not None and waiting:
            place_tray_item(tx, waiting[0].id, matter_id=matter.id)
            learn_place(tx, waiting[0].address, matter.id)
    settle()
    yield Stop("tray-suggested", lambda: window.navigate("tray"))
    yield Stop("tray-rules", lambda: RulesSheet(window, workspace).open())
    yield Stop("tray-aside", lambda: AsideSheet(window, ["Lease, signed copy", "Newsletter, week 47"]).open())
    with workspace.write() as tx:
        for row in tray(tx.reader()):
            dismiss_tray_item(tx, row.id)
        for rule in place_rules(tx.reader()):  # in the next round something waits again
            forget_place(tx, rule.id)
    settle()
    yield Stop("tray-empty", lambda: window.navigate("tray"))


def _act_on_first(
    window: MainWindow, workspace: Workspace, files: list[Path], settle: Callable[[], None]
) -> None:
    """Open the preview, then what its first row asks."""
    from ui.exchange.import_sheet import open_import

    sheet = open_import(window, workspace, files)
    settle()
    sheet.rows.acted.emit(sheet.rows.keys()[0])


def _open_first_matter(workspace: Workspace) -> None:
    """One matter in a new firm, opened today: nothing is owed yet."""
    from app.clients.commands import ClientDetails, add_client
    from app.matters.commands import MatterDetails, open_matter
    from app.schedule.commands import NewPlan, set_plan
    from app.schedule.words import IntervalUnit

    with workspace.write() as tx:
        client_id = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe"))
        details = MatterDetails("Whitcombe v. Alder Clinic", (client_id,), opened_on=tx.today)
        set_plan(tx, NewPlan(open_matter(tx, details), 1, IntervalUnit.MONTH, tx.today))


def _write_a_bare_note(window: MainWindow, matter_id: UUID, settle: Callable[[], None]) -> None:
    """What says nothing is pointed out once before it is kept; every fold stands open."""
    from ui.contactlog.log_sheet import LogContactSheet
    from ui.kit.sheet import sheets_in
    from ui.shell.requests import LogContactRequest

    window.ask(LogContactRequest(matter_id=matter_id))
    settle()
    sheet = next(one for one in sheets_in(window) if isinstance(one, LogContactSheet))
    sheet.form.set_values(replace(sheet.form.values(), summary="updated client"))
    for key in ("received", "identity", "costs", "letter", "files"):
        sheet.form.folds.open(key)
    sheet.apply("")


def _convey_an_offer(window: MainWindow, matter_id: UUID, settle: Callable[[], None]) -> None:
    """A kind of contact with its questions, the first of them answered."""
    from ui.contactlog.log_sheet import LogContactSheet
    from ui.kit.sheet import sheets_in
    from ui.shell.requests import LogContactRequest

    window.ask(LogContactRequest(matter_id=matter_id))
    settle()
    sheet = next(one for one in sheets_in(window) if isinstance(one, LogContactSheet))
    sheet.choose_kind("Settlement offer conveyed")
    values = sheet.form.values()
    first, *others = values.asked
    answered = replace(first, answer="40,000 in two instalments, open until Friday at noon.")
    sheet.form.set_values(replace(values, asked=(answered, *others)))


def _write_a_call(window: MainWindow, matter_id: UUID, settle: Callable[[], None]) -> None:
    from ui.contactlog.log_sheet import LogContactSheet
    from ui.kit.sheet import sheets_in
    from ui.shell.requests import LogContactRequest

    window.ask(LogContactRequest(matter_id=matter_id))
    settle()
    sheet = next(one for one in sheets_in(window) if isinstance(one, LogContactSheet))
    values = replace(
        sheet.form.values(),
        summary="Told her that the other side asks 14 days more to answer and that the deposition on 11 December then "
        "moves to January. She had hoped to be done by spring.",
        advice="Oppose (likely granted anyway, about 900 in costs) or agree and ask for a firm January date. Risk: "
        "spring calendar.",
        decision="Agree, if the deposition is fixed before 15 January.",
    )
    sheet.form.set_values(values)


def _matter(workspace: Workspace, number: str) -> UUID:
    from app.matters.queries import find_matter

    with workspace.read() as reader:
        return find_matter(reader, number).id


def _search(window: MainWindow) -> None:
    from PySide6.QtTest import QTest

    window.navigate("today")
    window.registry["find"].trigger()
    if window.workbench is not None:
        QTest.keyClicks(window.workbench.top_bar.search, "whit")
