"""What a window's actions and the requests of its pages do, once a vault is open. What is done once for the vault,
however many windows show it, is in `ui.errands`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.kernel.rights import Right
from app.quickentry.parts import Ref
from app.workspace import Workspace
from ui.contactlog.entry_sheet import EntrySheet
from ui.contactlog.forms import ContactForms
from ui.contactlog.log_page import ContactLogPage
from ui.kit import tasks
from ui.kit.dialogs import confirm
from ui.kit.rights import reason
from ui.kit.sheet import sheets_in
from ui.plainly import take_plainer_word
from ui.quickentry.desk import QuickEntry
from ui.reopening import Reopening
from ui.schedule.no_news import open_no_news
from ui.shell.requests import (
    AmendEntry,
    BringInFiles,
    LogContactRequest,
    OpenClient,
    OpenEntry,
    OpenMatter,
    OpenTray,
    PrintNote,
    PrintReportRequest,
    RestoreBackup,
    SearchLog,
    WriteUpdate,
)
from ui.shell.window import VaultWindow
from ui.updates.opening import open_composer


class Wiring:
    """Connects one window with one open vault."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._window: VaultWindow | None = None
        self._forms: ContactForms | None = None
        self._quick: QuickEntry | None = None

    def attach(self, window: VaultWindow) -> Reopening:
        """Connect actions and requests; called once the window shows its pages. What opens forms again that were not
        saved."""
        self._window = window
        self._forms = forms = ContactForms(window, self._workspace, window.say)
        self._quick = quick = QuickEntry(window, self._workspace, forms, window.say)
        window.locking.connect(self._on_window_locking)
        workbench = window.workbench
        if workbench is not None:
            workbench.requested.connect(self.handle)
        registry = window.registry
        registry.on("log-contact", self._log_contact)
        registry.on("quick-entry", self._quick_entry)
        registry.on("print-report", lambda: self.handle(PrintReportRequest(self._matter_shown())))
        registry.on("print", self._print)
        registry.on("import", lambda: self.handle(BringInFiles()))
        registry.on("no-news", lambda: self._about_matter(self._no_news))
        registry.on("write-update", lambda: self._about_matter(lambda one: self.handle(WriteUpdate(one))))
        registry.on("letters", lambda: window.navigate("letters", self._matter_shown()))
        registry.on("untold", lambda: window.navigate("untold"))
        registry.on("figures", lambda: window.navigate("figures"))
        registry.on("slipped", lambda: window.navigate("slipped"))
        registry.on("conflicts", lambda: window.navigate("conflicts"))
        registry.on("settings", lambda: self._open_settings(window))
        registry.on("audit", lambda: window.navigate("audit"))
        registry.on("change-password", self._change_password)
        registry.on("search-log", self._search_log)
        registry.on("found-next", lambda: self._step_found(1))
        registry.on("found-previous", lambda: self._step_found(-1))
        registry.on("plainer-word", self._take_plainer_word)
        self._accept_files(window)
        reopening = Reopening(window, self._workspace, forms, quick)
        window.going_on.connect(reopening.start)
        return reopening

    def handle(self, request: object) -> None:
        """Do what a page or the search asks for."""
        window, forms = self._window, self._forms
        if window is None or forms is None:
            return
        if isinstance(
            request, LogContactRequest | AmendEntry | BringInFiles | WriteUpdate
        ) and not self._workspace.may(Right.WRITE):
            window.say(reason(Right.WRITE))
            return
        match request:
            case LogContactRequest():
                forms.log(request)
            case AmendEntry(entry_id):
                forms.amend(entry_id)
            case WriteUpdate(matter_id):
                self._compose(window, matter_id)
            case OpenEntry(entry_id, among):
                forms.show_entry(entry_id, among)
            case PrintNote(entry_id):
                self._see_note(window, entry_id)
            case BringInFiles():
                self._bring_in(window)
            case RestoreBackup(file):
                self._restore(window, file)
            case OpenMatter(matter_id, part):
                window.navigate("matter", matter_id, part)
            case _:
                window.navigate(*_page_for(request))

    def _open_settings(self, window: VaultWindow) -> None:
        """The page of all settings, with the keyboard where one looks for one."""
        window.navigate("firm")
        page = window.current_page()
        if page is not None:
            page.find_here()

    def _quick_entry(self) -> None:
        """One line, about the matter or the client on the page unless it names another."""
        if self._quick is None or not self._workspace.may(Right.WRITE):
            return
        known = self._begins_with()
        here = None
        if isinstance(known, LogContactRequest) and (known.matter_id or known.client_id):
            here = Ref(known.matter_id, known.client_id)
        self._quick.open(here)

    def _log_contact(self) -> None:
        """Begin with the entry that is open, or with the row, the matter or the client on the page."""
        self.handle(self._begins_with() or LogContactRequest())

    def _no_news(self, matter_id: UUID) -> None:
        """Tell the client that nothing has happened."""
        if self._window is not None:
            open_no_news(self._window.current_page() or self._window, self._workspace, matter_id)

    def _compose(self, window: VaultWindow, matter_id: UUID) -> None:
        open_composer(window.current_page() or window, self._workspace, matter_id)

    def _about_matter(self, do: Callable[[UUID], object]) -> None:
        """Do it for the matter of the page, or of the row on it."""
        window, begun = self._window, self._begins_with()
        if window is None:
            return
        if isinstance(begun, LogContactRequest) and begun.matter_id is not None:
            do(begun.matter_id)
        else:
            window.say(
                QCoreApplication.translate("Wiring", "Choose a matter first, or a row that belongs to one.")
            )

    def _take_plainer_word(self) -> None:
        said = take_plainer_word()
        if said and self._window is not None:
            self._window.say(said)

    def _begins_with(self) -> object:
        page = self._window.current_page() if self._window else None
        opened = self._forms.log_begins_with() if self._forms else None
        return opened or (page.log_begins_with() if page else None)

    def _print(self) -> None:
        """What the sheet on top shows, or is chosen on the page; else the report of the matter on the page."""
        window = self._window
        if window is None:
            return
        sheets, page = sheets_in(window), window.current_page()
        if sheets:
            sheets[-1].print_here()
        elif page is None or not page.print_here():
            self.handle(PrintReportRequest(self._matter_shown()))

    def _see_note(self, window: VaultWindow, entry_id: UUID) -> None:
        from ui.reports.papers import attendance_sheet  # seldom wanted

        attendance_sheet(window, self._workspace, entry_id).open()

    def _search_log(self) -> None:
        if self._window is not None:
            self._window.navigate("contactlog")
            page = self._window.current_page()
            if page is not None:
                page.find_here()

    def _step_found(self, by: int) -> None:
        """The next entry that was found, in the list or in the sheet that shows one of them."""
        page = self._window.current_page() if self._window is not None else None
        if not isinstance(page, ContactLogPage) or self._window is None:
            return
        sheets = sheets_in(self._window)
        if not sheets:
            page.step_found(by)
        elif isinstance(sheets[-1], EntrySheet) and sheets[-1].among is not None:
            sheets[-1].show_next(by)

    def _matter_shown(self) -> UUID | None:
        """The matter on the page, so that the form and the report begin with it."""
        workbench = self._window.workbench if self._window else None
        if workbench is None:
            return None
        page_id, arg = workbench.here
        return arg if page_id == "matter" and isinstance(arg, UUID) else None

    def _bring_in(self, window: VaultWindow) -> None:
        from ui.exchange.import_sheet import choose_files

        choose_files(window, self._workspace)

    def _restore(self, window: VaultWindow, file: Path | None) -> None:
        """Over the open vault, which stays as it is until somebody turns to the restored one."""
        from ui.shell.restore import RestoreSheet

        desk = window.home.desk
        sheet = RestoreSheet(window, desk.folder_to_restore(), file, restore=desk.restore)
        sheet.restored.connect(lambda folder: self._offer(window, folder))
        sheet.open()
        tasks.run_pool(lambda _task: desk.backups(), owner=sheet, done=sheet.panel.set_backups)

    def _offer(self, window: VaultWindow, folder: Path) -> None:
        """The restored vault is there: go on with it, or stay with the present one."""
        said = QCoreApplication.translate(
            "Wiring",
            "The backup was checked and is a vault again, in {folder}. The present vault stays where it is; what was "
            "written in it since is not in the restored one.",
        )
        confirm(
            window,
            QCoreApplication.translate("Wiring", "Work in the restored vault from now on?"),
            said.format(folder=folder),
            QCoreApplication.translate("Wiring", "Turn to the restored one"),
            lambda: window.home.turn_to(folder),
        )

    def _accept_files(self, window: VaultWindow) -> None:
        """Files dropped anywhere on the window are brought in."""
        from ui.exchange.drops import FileDrops

        FileDrops(window, self._workspace)

    def _change_password(self) -> None:
        window = self._window
        if window is None:
            return
        from ui.settings.password_forms import OwnPasswordForm

        name = window.workbench.navigation.person.text() if window.workbench is not None else ""
        form = OwnPasswordForm(window, self._workspace, name)
        form.saved.connect(lambda _: window.say(form.tr("Your password is changed.")))
        form.open()

    def _on_window_locking(self) -> None:
        window, forms = self._window, self._forms
        self._window = self._forms = self._quick = None
        if forms is not None:
            forms.keep_now()
            forms.deleteLater()
        if window is not None and window.workbench is not None:
            window.workbench.keep_last()
        if window is not None:
            window.locking.disconnect(self._on_window_locking)


def _page_for(request: object) -> tuple[str, object]:
    """The page that is asked for, and what of."""
    match request:
        case OpenClient(client_id):
            return "client", client_id
        case PrintReportRequest(matter_id):
            return "reports", matter_id
        case OpenTray():
            return "tray", None
        case SearchLog():
            return "contactlog", request
        case _:
            raise TypeError(f"nobody handles {type(request).__name__}")
