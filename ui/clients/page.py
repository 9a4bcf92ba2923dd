"""The page of a client: how they want to be treated, their matters, the last contacts."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.clients.queries import ClientSheet
from app.clients.words import ClientKind, PointKind
from app.contactlog.queries import EntryRow
from app.kernel.errors import NotFound
from app.kernel.numbers import say_number
from app.kernel.rights import Right
from app.kernel.said import say_date, say_day, say_time
from app.matters.queries import MatterRow
from app.matters.words import MatterStatus
from app.workspace import Workspace
from ui.clients.client_form import open_client_form
from ui.clients.load import ClientView, load_client, log_of
from ui.clients.profile_doings import ProfileDoings
from ui.clients.profile_rows import (
    consent_groups,
    consent_sentence,
    need_groups,
    people_groups,
    point_groups,
    point_sentence,
)
from ui.concerns.words import standing_chips
from ui.kit import chips, tasks
from ui.kit.banner import Banner
from ui.kit.buttons import Button, LinkButton
from ui.kit.chips import Chip
from ui.kit.empty import EmptyState, OrEmpty
from ui.kit.page import Page
from ui.kit.rights import writes
from ui.kit.row_model import Group, Row
from ui.kit.rows import RowList
from ui.kit.sidepane import Fact, FactGroup, SidePane
from ui.kit.tabs import Tabs
from ui.matters.heads import entry_short
from ui.matters.list_tab import ListTab
from ui.matters.matter_form import open_matter_form
from ui.matters.side import client_facts
from ui.promises.terms_form import open_terms
from ui.retention.client_tab import ClientHolds
from ui.schedule.desk import Desk
from ui.shell.going_on import going_on
from ui.shell.requests import LogContactRequest, OpenClient, OpenEntry, OpenMatter, SearchLog
from ui.today.sentences import read_channel


class ClientPage(Page):
    """Shows the client whose id `show_arg` is given."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(QCoreApplication.translate("Client", "Client"))
        self._workspace = workspace
        self._client_id: UUID | None = None
        self.view: ClientView | None = None
        self.title.setText("")
        self.new = Button(self.tr("New matter"), self._on_new_clicked)
        self.edit = Button(self.tr("Edit"), self._on_edit_clicked)
        self.merge = Button(self.tr("Merge…"), self._on_merge_clicked)
        self.unmerge = Button(self.tr("Undo merge…"), self._on_unmerge_clicked)
        self.unmerge.hide()
        self.add_to_head(self.unmerge)
        self.add_to_head(self.merge)
        self.add_to_head(self.new)
        self.add_to_head(self.edit)
        self.rows = RowList(self.tr("Matters and last contacts"), name_share=0.42)
        self.rows.opened.connect(self._on_rows_opened)
        self._empty = empty = EmptyState(
            self.tr("No matter and no contact yet."), self.tr("New matter"), self._on_new_clicked
        )
        self._either = OrEmpty(self.rows, empty)
        self.doings = ProfileDoings(self, workspace)
        self.tabs = Tabs()
        self.remember(self.tabs)
        self._add_contacts_tab()
        self._add_tabs()
        self.merged = Banner(kind="soon")
        self.body.addWidget(self.merged)
        self.body.addWidget(self.tabs, 1)
        self.side = SidePane(self.tr("Facts about the client"))
        self.set_side(self.side)
        shortcut = QShortcut(QKeySequence("Ctrl+E"), self, self._on_edit_clicked)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        writes(workspace, self.merge, self.unmerge, self.new, self.edit, shortcut, empty.button)

    def _add_contacts_tab(self) -> None:
        """Matters and contacts; where only the last contacts are shown, the way to all of them."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._either, 1)
        self.search = LinkButton("", self._on_search_clicked)
        column.addWidget(self.search)
        self.search.hide()
        self.tabs.add(self.tr("Matters and contacts"), box)

    def _add_tabs(self) -> None:
        doings = self.doings
        self.people = ListTab(
            self.tr("People"),
            self.tr("Nobody around the client is noted: who may decide, whom must nothing be told?"),
            [(self.tr("Add a person…"), doings.add_person)],
        )
        self.reach = ListTab(
            self.tr("Numbers and identity"),
            self.tr("No number, no address and no identity check yet."),
            [(self.tr("Identity verified…"), doings.check_identity)],
        )
        self.consents = ListTab(
            self.tr("Consents"),
            self.tr("Nothing was told or asked yet: the use of data, e-mail, news, feedback."),
            [(self.tr("Add a consent…"), doings.take_consent)],
        )
        self.needs = ListTab(
            self.tr("Needs"),
            self.tr("No needs are known, and no accommodation was made."),
            [(self.tr("Accommodation made…"), doings.make_adjustment)],
        )
        for tab in self._profile_tabs:
            self.tabs.add(tab.accessibleName(), tab)
            writes(self._workspace, *tab.buttons)
            tab.rows.opened.connect(self._on_profile_opened)
        self.holds = ClientHolds(self, self._workspace)
        self.tabs.add(self.holds.accessibleName(), self.holds)

    @property
    def _profile_tabs(self) -> tuple[ListTab, ...]:
        return (self.people, self.reach, self.consents, self.needs)

    def _show_profile(self, view: ClientView) -> None:
        known, desk = view.known, view.desk
        self.people.show_groups(people_groups(known))
        self.reach.show_groups(point_groups(known, desk), point_sentence(known, desk))
        self.consents.show_groups(consent_groups(known, desk), consent_sentence(known))
        self.needs.show_groups(need_groups(known, desk))
        self.holds.show_client(view.sheet.id)

    @property
    def client_id(self) -> UUID | None:
        """The client that is shown."""
        return self._client_id

    def show_arg(self, arg: object) -> None:
        if isinstance(arg, UUID) and arg != self._client_id:
            self._client_id = arg
            self._clear()
            self.tabs.line.setCurrentIndex(0)
            self.mark_stale()

    def _clear(self) -> None:
        self.view = self.doings.view = None
        self.set_title("")
        self.rows.set_groups([])
        for tab in (*self._profile_tabs, self.holds):
            tab.show_groups([])
        self.side.clear()

    def reload(self) -> None:
        client_id = self._client_id
        if client_id is not None:
            tasks.run(
                lambda: load_client(self._workspace, client_id),
                owner=self,
                done=self._show,
                failed=partial(self._on_failed, client_id),
            )

    def _on_failed(self, client_id: UUID, error: Exception) -> None:
        """Who was destroyed meanwhile is nobody's to see any more: nothing of them stays on the page."""
        if isinstance(error, NotFound) and client_id == self._client_id:
            self._clear()
        self.errors.show_error(error)

    def _show(self, view: ClientView) -> None:
        if view.sheet.id != self._client_id:
            return
        self.view = self.doings.view = view
        self.errors.clear()
        self._show_profile(view)
        for button in (self.merge, self.new, self.edit, self._empty.button):
            if button is not None:  # what is new belongs to the client that stayed
                button.setVisible(view.merged is None)
        self._show_merge(view)
        self.set_title(view.sheet.name, self._subtitle(view.sheet), chips=self._chips(view))
        groups = [
            Group(self.tr("Matters"), tuple(self._matter_row(row) for row in view.matters)),
            Group(
                self.tr("Last contacts"),
                tuple(self._entry_row(entry, view.desk) for entry in view.entries),
                of=view.contacts,
            ),
        ]
        self.rows.set_groups(groups)
        self._either.show_full(any(group.rows for group in groups))
        self.side.set_groups(self._side(view))

    def _show_merge(self, view: ClientView) -> None:
        """Of a record that is another client's now: whose, and the way back."""
        row = view.merged
        self.unmerge.setVisible(row is not None)
        nothing = self.tr("No matter and no contact yet.")
        if row is None:
            self.merged.say("", "")
            self.merged.set_link("", self.reload)
        else:
            day = say_date(row.merged_at.astimezone(view.desk.now.tzinfo).date())
            said = self.tr("{day}, {who}. What hung on this record is there.")
            self.merged.say(self.tr("This record was merged."), said.format(day=day, who=row.merged_by))
            into = row.into_id
            link = self.tr("merged into {name}").format(name=row.into_name)
            self.merged.set_link(link, lambda: self.request(OpenClient(into)))
            nothing = self.tr("Matters and contacts stand with {name}.").format(name=row.into_name)
        self._empty.say(nothing)
        first = view.sheet.details.first_name or view.sheet.name
        said = self.tr("{shown} of {all} contacts are shown. Search {name}’s contacts…")
        more = view.contacts > len(view.entries)
        self.search.setText(
            said.format(shown=len(view.entries), all=say_number(view.contacts), name=first.replace("&", "&&"))
        )
        self.search.setVisible(more)

    def log_begins_with(self) -> object:
        if self.view is None:
            return None
        kind, picked = key if isinstance(key := self.rows.picked_key(), tuple) else ("", None)
        standing = next((one for one in self.view.entries if one.id == picked), None)
        if standing is not None:
            return replace(going_on(standing), client_id=self.view.sheet.id)
        running = [row.id for row in self.view.matters if row.status is not MatterStatus.CLOSED]
        matter_id = picked if kind == "matter" else running[0] if len(running) == 1 else None
        channel = read_channel(self.view.sheet.details.preferred_channel)
        return LogContactRequest(matter_id, self.view.sheet.id, channel)

    def _subtitle(self, sheet: ClientSheet) -> str:
        details = sheet.details
        if details.kind is ClientKind.ORGANISATION:
            speaks = f"{details.first_name} {details.last_name}".strip()
            return ", ".join(part for part in (speaks, details.job_title) if part)
        return ", ".join(part for part in (details.job_title, details.company) if part)

    def _chips(self, view: ClientView) -> list[Chip]:
        found = standing_chips(view.concerns)
        if view.sheet.details.interpreter:
            found.append(chips.urgent(self.tr("interpreter needed"), shape=False))
        if view.merged is not None:
            said = self.tr("merged into {name}").format(name=view.merged.into_name)
            found.append(chips.urgent(said, shape=False))
        elif view.sheet.details.archived:
            found.append(chips.plain(self.tr("no longer a client")))
        return found

    def _side(self, view: ClientView) -> list[FactGroup]:
        details = view.sheet.details
        groups = [FactGroup(self.tr("How to reach and treat them"), client_facts(view.sheet))]
        addresses = tuple(
            Fact(point.label or self.tr("Address"), point.value, verified=point.verified_on is not None)
            for point in view.sheet.points
            if point.kind is PointKind.ADDRESS
        )
        groups.append(FactGroup(self.tr("Addresses"), addresses))
        also = ", ".join(details.also_known_as.splitlines())
        if also:
            groups.append(FactGroup("", (Fact(self.tr("Also known as"), also),)))
        groups.append(FactGroup(self.tr("Notes"), note=details.notes))
        return [group for group in groups if group.facts or group.note]

    def _matter_row(self, row: MatterRow) -> Row:
        words = {
            MatterStatus.OPEN: self.tr("open"),
            MatterStatus.PENDING: self.tr("pending"),
            MatterStatus.CLOSED: self.tr("closed"),
        }
        number = " · ".join(part for part in (row.number, row.court_number) if part)
        area = ", ".join(part for part in (row.practice_area, row.responsible) if part)
        return Row(("matter", row.id), row.title, number, "matter", area, (chips.plain(words[row.status]),))

    def _entry_row(self, entry: EntryRow, desk: Desk) -> Row:
        when = entry.occurred_at.astimezone(desk.now.tzinfo)
        day = f"{say_day(when, desk.today)}, {say_time(when)}"
        withdrawn = (chips.plain(self.tr("withdrawn")),) if entry.withdrawn_at else ()
        update = (chips.client_update(),) if entry.is_update and not withdrawn else ()
        summary = " ".join(entry.summary.split())
        return Row(
            ("entry", entry.id), entry_short(entry), day, entry.channel.value, summary, withdrawn + update
        )

    def _on_rows_opened(self, key: object) -> None:
        if not isinstance(key, tuple):
            return
        kind, thing_id = key
        if kind == "matter":
            self.request(OpenMatter(thing_id))
        else:
            self.request(OpenEntry(thing_id))

    def _on_profile_opened(self, key: object) -> None:
        if not self.doings.open(key) and self._workspace.may(Right.WRITE):
            self._on_edit_clicked()  # what the client's form holds

    def _on_edit_clicked(self) -> None:
        if self._client_id is not None:
            open_client_form(self, self._workspace, self._client_id)

    def _on_merge_clicked(self) -> None:
        from ui.clients.other_sheet import open_other

        if self.view is not None:
            open_other(self, self._workspace, self.view.sheet.id, self.view.sheet.name)

    def _on_unmerge_clicked(self) -> None:
        from ui.clients.unmerge import ask_undo

        if self.view is not None and self.view.merged is not None:
            ask_undo(
                self,
                self._workspace,
                self.view.merged.id,
                lambda _: self.mark_stale(),
                self.errors.show_error,
            )

    def _on_search_clicked(self) -> None:
        if self.view is not None:
            self.request(SearchLog(log_of(self.view.sheet.name)))

    def on_clients_merged(self, merged: object) -> None:
        """Go to the client that stayed."""
        if isinstance(merged, tuple):
            self.mark_stale()
            self.request(OpenClient(merged[1]))

    def _on_new_clicked(self) -> None:
        if self.view is not None:
            open_matter_form(self, self._workspace, client=(self.view.sheet.id, self.view.sheet.name))

    def reopen(self, form: str, thing: UUID | None) -> bool:
        if self.doings.reopen(form, thing) or self.holds.reopen(form, thing):
            return True
        if form == "response-times" and self.view is not None and thing == self._client_id:
            open_terms(self, self._workspace, (thing, None))
            return True
        if self.view is None or (form, thing) not in {("client", self._client_id), ("matter", None)}:
            return False
        if form == "client":
            self._on_edit_clicked()
        else:
            self._on_new_clicked()
        return True

    def on_matter_saved(self, matter_id: object) -> None:
        """Go to the matter that was opened."""
        if isinstance(matter_id, UUID):
            self.request(OpenMatter(matter_id))
