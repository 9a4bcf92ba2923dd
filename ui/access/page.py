"""Access requests: who asked, by when an answer is owed, and all that is held about them, to be decided."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.access.commands import decide_items
from app.access.deciders import is_for_lawyers, undo_decisions
from app.access.forms import NewDecision
from app.access.queries import DecidedItem, RequestSheet
from app.access.words import Decision
from app.kernel.ids import read_id
from app.kernel.numbers import say_number
from app.kernel.rights import Right
from app.workspace import Workspace
from ui.access.decide_form import FORM, DecideForm
from ui.access.given_sheet import GivenSheet
from ui.access.load import Shown, load_request, load_requests
from ui.access.request_form import RequestForm
from ui.access.turn_form import TurnForm
from ui.access.words import item_groups, item_title, request_line, standing, tr
from ui.kit import tasks, theme
from ui.kit.banner import Banner
from ui.kit.bars import MessageBar
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.dialogs import Progress, confirm
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.fields import Segmented
from ui.kit.flow import Flow
from ui.kit.labels import Label
from ui.kit.page import Page
from ui.kit.rights import needs, reason, writes
from ui.kit.room import ANY_LENGTH
from ui.kit.rows import RowList
from ui.kit.saving import ask_where
from ui.schedule.desk import Desk, load_desk

translate = QCoreApplication.translate

_MOST_SHOWN = 3
"""Requests seen without scrolling: the room belongs to what is to be decided."""
_MOST_NAMED = 5
"""Items that are named before an export; of the rest the number."""
_LEAST_ITEMS = 3
"""What is to be decided is never lower than so many rows."""
_KEYS = (("G", Decision.GIVE), ("W", Decision.WITHHOLD), ("R", Decision.REDACT))


class AccessPage(Page):
    """`show_arg` of a request goes to it. In the items G gives, W withholds, R redacts, Enter shows one."""

    kinds = frozenset({"access_request", "entry", "client", "matter"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Access requests"))
        self._workspace = workspace
        self._shown: Shown | None = None
        self._wanted: UUID | None = None
        self.messages = MessageBar(self)
        self._making: tasks.Task | None = None  # an answer
        self.which = Segmented(
            [
                (True, translate("Access", "Open", "requests")),
                (False, translate("Access", "All", "requests")),
            ],
            True,
            name=tr("Which"),
        )
        self.new = Button(tr("New request…"), self.new_request)
        self.add_to_head(self.which)
        self.add_to_head(self.new)
        self.requests = RowList(tr("Access requests"), name_share=0.42)
        self.items = RowList(tr("What is held"), name_share=0.55)
        self.said = Label("", wrap=True, tone=Tone.DIM)
        self.more = Banner(kind="soon")
        self.turn = Button(tr("What happened…"), self.note_turn)
        self.given = Button(tr("What was given…"), self.show_given)
        self.export = Button(tr("Export…"), self._on_export_clicked)
        words = {
            Decision.GIVE: tr("Give"),
            Decision.WITHHOLD: tr("Withhold…"),
            Decision.REDACT: tr("Redact…"),
        }
        self.deciding = {one: Button(said, partial(self.decide, one)) for one, said in words.items()}
        self.undo = Button(tr("Undo decision"), self.undo_decision)
        self.keys_said = Label(tr("G gives, W withholds, R redacts, Enter shows"), "small", tone=Tone.DIM)
        nobody = tr("Nobody asked what is held about them.")
        self.empty = EmptyState(nobody, tr("New request…"), self.new_request)
        self._requests = OrEmpty(self.requests, self.empty)
        self._lay()
        mine = (self.new, self.turn, self.empty.button, self.undo, *self.deciding.values())
        self.may_write = writes(workspace, *mine)
        needs(self.export, workspace, Right.EXPORT)
        self._connect()

    def _lay(self) -> None:
        below = Flow((*self.deciding.values(), self.undo, self.keys_said))
        self.body.addWidget(self._requests, 1)
        self.body.addWidget(self.said)
        self.body.addWidget(self.more)
        self.body.addWidget(Flow((self.turn, self.export, self.given)))
        self.body.addWidget(self.items, 3)
        self.body.addWidget(below)
        self.body.addSpacing(theme.px(12))  # the page itself ends at the window's edge
        self._give_room()
        self.requests.fitted.connect(self._give_room)

    def _give_room(self) -> None:
        """Few requests take no more room than they need, and a low window scrolls rather than leave no row of what is
        to be decided."""
        row = self.requests.verticalHeader().defaultSectionSize()
        high = min(self.requests.verticalHeader().length(), row * _MOST_SHOWN) + 1
        is_any = self._shown is not None and bool(self._shown.rows)
        self.requests.setMinimumHeight(row)
        self._requests.setMaximumHeight(high if is_any else ANY_LENGTH)
        self.items.setMinimumHeight(theme.px(53) * _LEAST_ITEMS)

    def _connect(self) -> None:
        self.which.changed.connect(self.mark_stale)
        self.requests.chosen.connect(self._on_request_chosen)
        self.items.opened.connect(lambda _: self._decide_by_form(Decision.GIVE))
        self.items.selectionModel().selectionChanged.connect(self._show_what_may_be_decided)
        for key, decision in _KEYS:
            shortcut = QShortcut(QKeySequence(key), self.items)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.setEnabled(self.may_write)
            shortcut.activated.connect(lambda decision=decision: self.decide(decision))

    def show_arg(self, arg: object) -> None:
        if isinstance(arg, UUID):
            self._wanted = arg
            self.which.set_value(False)
            self.mark_stale()

    def reload(self) -> None:
        workspace, wanted = self._workspace, self._wanted
        open_only = self.which.value() is True
        tasks.run(
            lambda: load_requests(workspace, wanted, open_only=open_only),
            owner=self,
            done=self._show,
            failed=self.errors.show_error,
        )

    def _show(self, shown: Shown) -> None:
        self.errors.clear()
        self._shown = shown
        sheet, desk = shown.sheet, shown.desk
        self._wanted = sheet.row.id if sheet is not None else None
        self.requests.blockSignals(True)  # who moves through the list chooses, not what fills it
        self.requests.set_rows([request_line(row, desk) for row in shown.rows])
        if self._wanted is not None:
            self.requests.select(self._wanted)
        self.requests.blockSignals(False)
        self._requests.show_full(bool(shown.rows))
        self._give_room()
        of_one = (self.said, self.items, self.turn, self.export, self.undo)
        for one in (*of_one, *self.deciding.values()):
            one.setVisible(sheet is not None)
        self.given.setVisible(sheet is not None and bool(sheet.exports))
        self._show_sheet(sheet, desk)

    def _show_sheet(self, sheet: RequestSheet | None, desk: Desk) -> None:
        is_more = sheet is not None and sheet.restricted
        lead = tr("There is more, which is restricted.") if is_more else ""
        ask = tr("Somebody who may see it has to gather and decide it: ask the partners.")
        self.more.say(lead, ask if is_more else "")
        if sheet is None:
            self.items.set_groups([])
            self._show_what_may_be_decided()
            return
        self.said.setText(standing(sheet, desk))
        self.items.set_groups(item_groups(sheet, desk, lawyer=self._workspace.may(Right.PRIVILEGE)))
        if self.items.current_key() is None:
            self.items.select_first()
        self._show_what_may_be_decided()

    def _show_what_may_be_decided(self) -> None:
        """For the items that are selected: what is weighed by law waits for a partner or lawyer. The keys are named
        while they do something."""
        sheet = self._shown.sheet if self._shown is not None else None
        self.keys_said.hide()
        if sheet is None or not self.may_write:  # who reads only is told so for good
            return
        chosen = self._chosen()
        theirs = self._workspace.may(Right.PRIVILEGE) or not any(is_for_lawyers(one.item) for one in chosen)
        can = theirs and sheet.row.is_open and bool(chosen)
        for button in (*self.deciding.values(), self.undo):
            button.setEnabled(can)
            button.setToolTip("" if theirs else reason(Right.PRIVILEGE))
        self.keys_said.setVisible(can)
        self.undo.setEnabled(can and all(one.decided_by or one.changed for one in chosen))

    def decide(self, decision: Decision) -> None:
        """What is done with the items that are selected. To give takes one key; the rest asks for the ground."""
        sheet, chosen = self._seen, self._chosen()
        if sheet is None or not chosen:
            return
        if decision is not Decision.GIVE:
            self._decide_by_form(decision)
            return
        workspace, request_id, ids = (
            self._workspace,
            sheet.row.id,
            {one.item.id: one.item.digest for one in chosen},
        )

        def work() -> None:
            with workspace.write() as tx:
                decide_items(tx, request_id, ids, NewDecision(decision), seen=ids)

        tasks.run(work, owner=self, done=lambda _: self.mark_stale(), failed=self.errors.show_error)

    def undo_decision(self) -> None:
        """What was decided about the items that are selected is taken back, until it left."""
        sheet, ids = self._seen, [one.item.id for one in self._chosen()]
        if sheet is None or not ids:
            return
        workspace, request_id = self._workspace, sheet.row.id

        def work() -> None:
            with workspace.write() as tx:
                undo_decisions(tx, request_id, ids)

        tasks.run(work, owner=self, done=lambda _: self.mark_stale(), failed=self.errors.show_error)

    def new_request(self) -> None:
        """Somebody asks."""
        workspace = self._workspace

        def look() -> Desk:
            with workspace.read() as reader:
                return load_desk(reader)

        def show(desk: Desk) -> None:
            form = RequestForm(self, workspace, desk)
            form.saved.connect(self.show_arg)
            form.open()

        tasks.run(look, owner=self, done=show, failed=self.errors.show_error)

    def note_turn(self) -> None:
        """Something happened to the request that is shown."""
        sheet = self._seen
        if self._shown is not None and sheet is not None:
            TurnForm(self, self._workspace, self._shown.desk, sheet.row).open()

    def show_given(self) -> None:
        """The files that left, and what lay in each."""
        sheet = self._seen
        if sheet is not None:
            GivenSheet(self, self._workspace, sheet.row.id).open()

    def save_to(self, file: Path, password: str | None = None) -> None:
        """Make the export of the request that is shown; it keeps what was given."""
        sheet = self._seen
        if sheet is not None:
            self._save(sheet, file, password)

    def _save(self, sheet: RequestSheet, file: Path, password: str | None = None) -> None:
        """Of the request that was shown when somebody began to export: meanwhile the page may show another's."""
        request_id, part, workspace = sheet.row.id, sheet.restricted, self._workspace

        def work(task: tasks.Task) -> None:
            from app.reports.access_out import save_export

            save_export(workspace, request_id, file, part=part, password=password, progress=task.tell)
            task.settle()  # it was given: a Cancel of just now came too late

        def done(_: object) -> None:
            self.messages.say(tr("The answer is saved as {file}.").format(file=file.name))
            self.mark_stale()

        self.export.setEnabled(False)  # asked for once more meanwhile, it would be given twice
        self._making = tasks.run_pool(work, owner=self, done=done, failed=self.errors.show_error)
        self._making.finished.connect(self._on_making_finished)
        Progress(self, tr("Making the answer"), self._making).open()

    def _on_making_finished(self) -> None:
        was, self._making = self._making, None
        self.export.setEnabled(True)
        if was is not None and was.cancelled:
            self.messages.say(tr("Stopped: no file is left, and nothing counts as given."))

    def reopen(self, form: str, thing: UUID | None) -> bool:
        if form == "access-request" and self.may_write:
            self.new_request()
            return True
        item_id = read_id(form.removeprefix(FORM)) if form.startswith(FORM) else None
        if thing is None or not (form == "access-turn" or item_id is not None):
            return False
        workspace = self._workspace
        tasks.run(
            lambda: load_request(workspace, thing),
            owner=self,
            done=lambda found: self._reopen(found, item_id),
            failed=self.errors.show_error,
        )
        return True

    def _reopen(self, found: tuple[Desk, RequestSheet] | None, item_id: UUID | None) -> None:
        if found is None:
            return
        desk, sheet = found
        if item_id is None:
            TurnForm(self, self._workspace, desk, sheet.row).open()
        for one in sheet.items:
            if one.item.id == item_id:
                DecideForm(self, self._workspace, sheet.row.id, [one], one.decision or Decision.GIVE).open()

    @property
    def _seen(self) -> RequestSheet | None:
        """The request that is chosen in the list, once it is what the page shows: while another's items stand there
        still, nothing is decided, given or taken out."""
        sheet = self._shown.sheet if self._shown is not None else None
        return sheet if sheet is not None and sheet.row.id == self._wanted else None

    def _chosen(self) -> list[DecidedItem]:
        sheet = self._seen
        keys = set(self.items.selected_keys() or [self.items.current_key()])
        return [one for one in sheet.items if one.item.id in keys] if sheet is not None else []

    def _decide_by_form(self, decision: Decision) -> None:
        sheet, chosen = self._seen, self._chosen()
        if sheet is not None and chosen:
            DecideForm(self, self._workspace, sheet.row.id, chosen, decision).open()

    def _on_request_chosen(self, key: object) -> None:
        if isinstance(key, UUID) and key != self._wanted:
            self._wanted = key
            self.mark_stale()

    def _on_export_clicked(self) -> None:
        """What is still to be decided is named first; then it is made with a password, unless somebody wants it
        without."""
        from ui.reports.password_sheet import PdfPasswordSheet

        request = self._seen
        if request is None:
            return
        left = request.undecided
        if left:
            said = [item_title(one.item) for one in left[:_MOST_NAMED]]
            if len(left) > _MOST_NAMED:
                said.append(tr("{count} more").format(count=say_number(len(left) - _MOST_NAMED)))
            said.append(tr("Nothing is exported before that."))
            title = tr("{count} still to be decided").format(count=say_number(len(left)))
            confirm(self, title, "\n".join(said), tr("Decide them"), partial(self._go_to, left[0].item.id))
            return
        sheet = PdfPasswordSheet(self, self._workspace)
        sheet.saved.connect(partial(self._export_sealed, request))
        sheet.offer_open(tr("Without a password…"), partial(self._export_open, request))
        sheet.open()

    def _go_to(self, item_id: UUID) -> None:
        self.items.select(item_id)
        self.items.setFocus()

    def _export_open(self, request: RequestSheet) -> None:
        """Nothing leaves the vault unencrypted without somebody having said so (PRACTICE J1)."""
        title, name = tr("Save the answer"), "access-request"
        confirm(
            self,
            tr("Save it without a password?"),
            tr(
                "The ZIP is not encrypted: whoever gets hold of it reads all that is held on this person. Hand it over "
                "in a safe way, and take it off this machine afterwards."
            ),
            tr("Save an open ZIP…"),
            lambda: ask_where(self, title, name, "zip", partial(self._save, request)),
        )

    def _export_sealed(self, request: RequestSheet, password: object) -> None:
        title, name = tr("Save the answer"), "access-request"
        ask_where(self, title, name, "pdf", lambda file: self._save(request, file, str(password)))
