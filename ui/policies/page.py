"""Policies and procedures: the list, and beside it what the chosen one says and what is to be done about it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.kernel.rights import Right
from app.policies.book import Policy
from app.policies.words import PolicyState
from app.workspace import Workspace
from ui.kit import tasks, theme
from ui.kit.banner import Banner
from ui.kit.bars import MessageBar
from ui.kit.buttons import Button
from ui.kit.chips import Tone
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.flow import Flow
from ui.kit.folding import Folding
from ui.kit.formsheet import FormSheet
from ui.kit.labels import Label
from ui.kit.menus import open_from
from ui.kit.page import Page
from ui.kit.rights import needs
from ui.kit.row_model import Group
from ui.kit.rows import RowList
from ui.policies import load
from ui.policies.forms import EndForm, ForceForm, KeepingForm, ReviewForm, WordsForm
from ui.policies.load import Shelf, Shown
from ui.policies.read_sheet import open_reading
from ui.policies.record_sheet import RecordSheet
from ui.policies.said import policy_row, say_facts
from ui.policies.starters import ask_for_starters
from ui.policies.text_view import PolicyText
from ui.policies.versions_sheet import PolicyVersions
from ui.reports.paper_sheet import PaperSheet
from ui.schedule.desk import Desk

translate = QCoreApplication.translate
_LEAST = 160
"""Pixels of the drawings that the words of a policy have at least."""
OfPolicy = Callable[[QWidget, Workspace, Policy, Desk], FormSheet]


class PoliciesPage(Page):
    """Enter on a row opens what comes next for it: its words, or who has read it."""

    kinds = frozenset({"policy", "policy_review", "colleague", "firm", "schedule_default"})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(translate("Policies", "Policies"))
        self._workspace = workspace
        self.shelf: Shelf | None = None
        self._shown: Shown | None = None
        self._wanted: UUID | None = None
        self.messages = MessageBar(self)
        self.rows = RowList(self.tr("Policies and procedures"), name_share=0.7)
        self.rows.selectionModel().currentChanged.connect(self._on_rows_current_changed)
        self.rows.opened.connect(lambda _: self._open_chosen())
        self._build_head()
        self._build()

    def _build_head(self) -> None:
        self.read_button = Button(self.tr("Read and acknowledge…"), self.read)
        self.new_button = Button(self.tr("New policy…"), self.new_policy)
        self.starter_button = Button(self.tr("Take over the starter set…"), self.take_over)
        for button in (self.read_button, self.starter_button, self.new_button):
            self.add_to_head(button)
        needs(self.new_button, self._workspace, Right.FIRM)
        needs(self.starter_button, self._workspace, Right.FIRM)

    def _build(self) -> None:
        self.name = Label("", "bold", wrap=True)
        self.facts = Label("", tone=Tone.DIM, wrap=True)
        self.outdated = Banner(kind="soon")
        self.outdated.set_link(self.tr("Write it anew…"), self.change)
        self.text = PolicyText(self.tr("What it says"))
        self.force_button = Button(self.tr("Adopt…"), lambda: self.open_form(ForceForm), primary=True)
        self.change_button = Button(self.tr("Change…"), self.change)
        self.record_button = Button(self.tr("Acknowledgements…"), self.show_record)
        self.versions_button = Button(self.tr("Versions…"), self.show_versions)
        self.more_button = Button(self.tr("More…"), self._on_more_clicked)
        self._buttons = Flow(self._actions())
        for button in (self.force_button, self.change_button):
            needs(button, self._workspace, Right.FIRM)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for widget in (self.name, self.facts):
            column.addWidget(widget)
        column.addWidget(self._buttons)
        column.addWidget(self.outdated)
        column.addWidget(self.text, 1)
        self.folding = Folding(self.rows, right)
        self.folding.setContentsMargins(0, 0, 0, theme.px(12))
        said = self.tr("No policies yet. The starter set has eight to begin with: read them, change them.")
        may = self._workspace.may(Right.FIRM)
        action = self.tr("Take over the starter set…") if may else ""
        self._give_room()
        theme.bus().changed.connect(self._give_room)
        self._either = OrEmpty(self.folding, EmptyState(said, action, self.take_over if may else None))
        self.body.addWidget(self._either, 1)

    def _actions(self) -> tuple[Button, ...]:
        return (
            self.force_button,
            self.change_button,
            self.record_button,
            self.versions_button,
            self.more_button,
        )

    def _give_room(self) -> None:
        """In a low window the page scrolls rather than leave a line or two of the words."""
        self.text.setMinimumHeight(theme.px(_LEAST))

    def focus_first(self) -> None:
        self.folding.focus_list()

    def show_arg(self, arg: object) -> None:
        """A policy: it is chosen."""
        if isinstance(arg, UUID):
            self._wanted = arg
            self.stale = True

    def reload(self) -> None:
        tasks.run(
            lambda: load.shelf(self._workspace),
            owner=self,
            done=self._show_shelf,
            failed=self.errors.show_error,
        )

    def _show_shelf(self, shelf: Shelf) -> None:
        self.errors.clear()
        self.shelf = shelf
        self.read_button.setVisible(shelf.mine > 0)
        self.starter_button.setVisible(shelf.starters > 0 and bool(shelf.policies))
        ended = [one for one in shelf.policies if one.state is PolicyState.REPEALED]
        standing_ones = [one for one in shelf.policies if one.state is not PolicyState.REPEALED]
        groups = [
            Group("", tuple(policy_row(one, shelf) for one in standing_ones)),
            Group(self.tr("Ended"), tuple(policy_row(one, shelf) for one in ended)),
        ]
        self.rows.set_groups([group for group in groups if group.rows])
        self._either.show_full(bool(shelf.policies))
        if self._wanted is not None:
            self.rows.select(self._wanted)
            self._wanted = None
        if self.rows.current_key() is None:
            self.rows.select_first()
        self._read_chosen()

    @property
    def chosen(self) -> Policy | None:
        """The policy that is chosen."""
        key = self.rows.current_key()
        rows = self.shelf.policies if self.shelf is not None else ()
        return next((one for one in rows if one.id == key), None)

    def _on_rows_current_changed(self, *_: object) -> None:
        self._read_chosen()

    def _read_chosen(self) -> None:
        one, workspace = self.chosen, self._workspace
        if one is None:
            return
        policy_id = one.id
        tasks.run(
            lambda: load.shown(workspace, policy_id),
            owner=self,
            done=self._show_policy,
            failed=self.errors.show_error,
        )

    def _show_policy(self, shown: Shown) -> None:
        one = self.chosen
        if one is None or shown.found.id != one.id:
            return
        self._shown = shown
        found, words = shown.found, shown.draft or shown.words
        self.name.setText(words.head.title)
        names = self.shelf.names if self.shelf is not None else {}
        self.facts.setText(say_facts(found, names))
        comes = found.coming is not None and found.coming.number is not None  # for another day, too
        self.force_button.setVisible(found.draft is not None or comes)
        self.record_button.setVisible(found.force is not None)
        lead = self.tr("The firm’s settings say otherwise by now.") if shown.outdated else ""
        lines = "; ".join(pair.after for pair in shown.outdated[:2] if pair.after)
        self.outdated.say(lead, lines)
        self.text.show_text(words.said)

    def _open_chosen(self) -> None:
        if self.chosen is not None and self.chosen.force is not None:
            self.show_record()
        else:
            self.change()

    def read(self) -> None:
        """Show what who is signed in has to read."""
        open_reading(self, self._workspace)

    def open_form(self, make: OfPolicy) -> None:
        """Open a form about the chosen policy."""
        one, shelf = self.chosen, self.shelf
        if one is not None and shelf is not None:
            form = make(self, self._workspace, one, shelf.desk)
            form.saved.connect(lambda _: self.messages.say(self.tr("Saved.")))
            form.open()

    def change(self) -> None:
        """Write the next version of what is shown."""
        shown = self._shown
        if shown is not None and self._workspace.may(Right.FIRM):
            self._write(WordsForm(self, self._workspace, shown.draft or shown.words))

    def new_policy(self) -> None:
        """Write one of the firm's own."""
        self._write(WordsForm(self, self._workspace, None))

    def _write(self, form: WordsForm) -> None:
        def saved(made: object) -> None:
            self._wanted = made if isinstance(made, UUID) else None
            self.messages.say(self.tr("Saved as a draft."))

        form.saved.connect(saved)
        form.open()

    def show_versions(self) -> None:
        """Every version, side by side."""
        if self.chosen is not None:
            PolicyVersions(self, self._workspace, self.chosen).open()

    def show_record(self) -> None:
        """Who has acknowledged it, and who has not."""
        if self.chosen is not None:
            RecordSheet(self, self._workspace, self.chosen).open()

    def print_here(self) -> bool:
        one, workspace = self.chosen, self._workspace
        if one is None:
            return False
        policy_id = one.id
        title = self.tr("The policy on paper")
        PaperSheet(self, workspace, title, lambda: lambda _: load.policy_pages(workspace, policy_id)).open()
        return True

    def review(self) -> None:
        """Note that somebody looked at it again."""
        self.open_form(ReviewForm)

    def _on_more_clicked(self) -> None:
        one = self.chosen
        if one is None:
            return
        menu = QMenu(self)
        may = self._workspace.may(Right.FIRM)
        keeps = one.keeping.responsible_id == self._workspace.actor and self._workspace.may(Right.WRITE)
        looking = menu.addAction(self.tr("Review…"), self.review)
        looking.setEnabled(one.force is not None and (may or keeps))
        menu.addAction(self.tr("Who keeps it…"), lambda: self.open_form(KeepingForm)).setEnabled(may)
        menu.addAction(self.tr("Print…"), self.print_here)
        menu.addSeparator()
        ending = menu.addAction(self.tr("End it…"), lambda: self.open_form(EndForm))
        ending.setEnabled(may and (one.force is not None or one.coming is not None))
        open_from(menu, self.more_button)

    def take_over(self) -> None:
        """Ask, then take over the starter set."""
        ask_for_starters(self, self._workspace, self.messages)

    def reopen(self, form: str, thing: UUID | None) -> bool:
        makes: dict[str, OfPolicy] = {
            "policy-force": ForceForm,
            "policy-keeping": KeepingForm,
            "policy-review": ReviewForm,
            "policy-end": EndForm,
        }
        if form == "policy" and thing is None:
            self.new_policy()
            return True
        if thing is None or not self.rows.select(thing):
            return False
        if form in makes:
            self.open_form(makes[form])
            return True
        if form == "policy" and self.shelf is not None:
            workspace = self._workspace

            def write(shown: Shown) -> None:
                self._write(WordsForm(self, workspace, shown.draft or shown.words))

            tasks.run(lambda: load.shown(workspace, thing), owner=self, done=write)
            return True
        return False
