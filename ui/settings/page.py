"""The firm: what stands on its letters, when it works, what it promises, who works there, and its vault."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from app.kernel.language import tr
from app.kernel.rights import Right
from app.people.queries import ColleagueRow
from app.plain.jargon import supplied
from app.workspace import Workspace
from ui.kit import machine, tasks, theme
from ui.kit.bars import MessageBar
from ui.kit.buttons import Button
from ui.kit.keeper import DraftKeeper
from ui.kit.page import Page
from ui.kit.pausing import after_typing
from ui.kit.rights import needs
from ui.kit.sidepane import SidePane
from ui.settings.absences_part import AbsencesPart
from ui.settings.access_part import AccessPart
from ui.settings.catalogue import COMPUTER, firm_parts, setting_specs
from ui.settings.channels_part import ChannelsPart
from ui.settings.elsewhere import Elsewhere
from ui.settings.fees_part import FeesPart
from ui.settings.finding import SettingSearch
from ui.settings.firm_doings import FirmDoings
from ui.settings.firm_draft import FirmDraft, FirmValues, save_typed
from ui.settings.firm_form import FirmForm
from ui.settings.firm_view import FirmView, load_firm
from ui.settings.hours_doings import HoursDoings
from ui.settings.hours_part import HoursPart
from ui.settings.kinds_part import KindsPart
from ui.settings.letter_side import LetterSide
from ui.settings.machine_part import MachinePart
from ui.settings.newer_line import NewerLine
from ui.settings.people import PeopleList
from ui.settings.places import PlaceFacts, all_countries, place_facts
from ui.settings.plain_part import PlainPart
from ui.settings.promises_part import PromisesPart
from ui.settings.retention_part import RetentionRulesPart, RetentionSettingsPart
from ui.settings.schedules_part import SCHEDULES, SchedulesPart
from ui.settings.sections import Sections
from ui.settings.settings_file import SettingsFilePart
from ui.settings.terms_part import TermsPart
from ui.settings.vault_part import VaultPart
from ui.settings.where import where

TYPING_PAUSE = 700
"""Milliseconds without a key after which the letter is made anew."""


class FirmPage(Page):
    """Sections: letters with the letter beside them; then what is counted, promised and logged, and by whom."""

    kinds = SCHEDULES | {
        "firm",
        "firm_day",
        "absence",
        "colleague",
        "channel_rule",
        "contact_kind",
        "plain_word",
        "fee_rule",
        "retention_rule",
        "retention_settings",
        "access_rule",
    }

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(tr("Firm"))
        self._workspace = workspace
        self.view: FirmView | None = None
        self._began: FirmValues | None = None  # the vault's, when what is typed was begun
        self.is_changed = False
        self._takes_draft = True  # what was left unsaved is shown once, not over what somebody typed since
        self._wanted: QWidget | None = None
        self._keep()
        shortcut = self._add_head()
        self.elsewhere = Elsewhere(self)
        self.elsewhere.turned.connect(self._on_elsewhere_turned)
        self.firm = FirmForm()
        self.people = PeopleList(workspace)
        self.channels = ChannelsPart(workspace)
        self.promises = PromisesPart(workspace)
        self.terms = TermsPart(workspace)
        self.fees = FeesPart(workspace)
        self.retention = RetentionRulesPart(workspace)
        self.certificates = RetentionSettingsPart(workspace)
        self.access = AccessPart(workspace)
        self.contact_kinds = KindsPart(workspace)
        self.plain = PlainPart(workspace)
        self.schedules = SchedulesPart(workspace)
        self.newer = NewerLine(lambda: workspace.clock.now().astimezone())
        self.machine = MachinePart(under={machine.NEWER.key: self.newer})
        self.file = SettingsFilePart(workspace)
        self.vault = VaultPart(workspace)
        self.hours = HoursPart(workspace)
        self.absences = AbsencesPart(workspace)
        self._build()
        self.messages = MessageBar(self)
        self.doings = FirmDoings(self, workspace)
        self._typing = after_typing(self, TYPING_PAUSE, self._make_letter)
        self.firm.changed.connect(self._on_firm_changed)
        self.firm.place_changed.connect(self._ask_place)
        self.vault.said.connect(self._on_vault_said)
        for part in (self.machine, self.file):
            part.failed.connect(self.errors.show_error)
        self.file.said.connect(self._on_file_said)
        self._connect_parts()
        for thing in (self.save_button, shortcut, self.firm):
            needs(thing, workspace, Right.FIRM)
        self.may_change = workspace.may(Right.FIRM)
        tasks.run_pool(lambda _task: all_countries(), owner=self, done=self.firm.set_countries)

    def _add_head(self) -> QShortcut:
        self.save_button = Button(self.tr("Save"), self.save, keys="Ctrl+S")
        self.save_button.setEnabled(False)
        self.discard_button = Button(self.tr("Discard"), self.discard)
        self.discard_button.hide()
        if self._workspace.may(Right.AUDIT):
            self.audit_button = Button(self.tr("Audit trail"), lambda: self.navigate("audit"))
            self.add_to_head(self.audit_button)
        self.add_to_head(self.discard_button)
        self.add_to_head(self.save_button)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self, self.save)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return shortcut

    def _connect_parts(self) -> None:
        hours = HoursDoings(self, self._workspace)
        self.hours.change_requested.connect(self.doings.change_hours)
        self.hours.usual_requested.connect(hours.usual)
        self.hours.day_requested.connect(self.doings.add_day)
        self.hours.corrected.connect(hours.correct)
        self.absences.add_requested.connect(self.doings.add_absence)
        self.absences.removed.connect(hours.is_back)
        self.absences.hand_over_requested.connect(self.doings.hand_over)
        self.absences.tell_requested.connect(self.doings.tell_of_absence)
        self.channels.opened.connect(self.doings.change_channel)
        self.contact_kinds.opened.connect(self.doings.change_kind)
        self.plain.opened.connect(self.doings.change_word)
        self.people.opened.connect(self.doings.open_person)
        self.people.add_requested.connect(self.doings.add_person)
        self.people.own_password_requested.connect(self.doings.change_own_password)
        self.people.recovery_requested.connect(self.doings.make_recovery_key)

    def _keep(self) -> None:
        """From now on, what is typed is kept as a draft."""
        self.keeper: DraftKeeper[FirmValues] = DraftKeeper(
            FirmDraft(self._workspace), self._worth_keeping, self
        )

    def _worth_keeping(self) -> FirmValues | None:
        return FirmValues(self.firm.details(), self.firm.logo.picture()) if self.is_changed else None

    def keep_last(self) -> None:
        self.keeper.keep_last()
        self.elsewhere.tell()

    def reopen(self, form: str, thing: UUID | None) -> bool:
        return self.doings.reopen(form, thing)

    def discard(self) -> None:
        """Show again what is in the vault."""
        self._end_draft()
        if self.view is not None:
            self.view = self.view._replace(unsaved=None)
            self._show(self.view)

    def _end_draft(self) -> None:
        """What was typed is saved or given up; the next change begins another draft."""
        self.keeper.stop()
        ending = self.keeper.ending()
        self._keep()
        self._show_changed(False)

        def end() -> None:
            with ending:
                pass  # nothing is done but what ends the draft

        tasks.run(end, owner=self, failed=self.errors.show_error)

    def _build(self) -> None:
        self.sections = Sections(self.tr("Parts of the firm's settings"))
        holds: dict[str, tuple[QWidget, ...]] = {
            "letters": (self.firm,),
            "hours": (self.hours,),
            "schedules": (self.schedules,),
            "promises": (self.promises,),
            "terms": (self.terms,),
            "fees": (self.fees,),
            "contacts": (self.channels, self.contact_kinds),
            "words": (self.plain,),
            "retention": (self.retention, self.certificates),
            "access": (self.access,),
            "people": (self.people,),
            "absences": (self.absences,),
            "vault": (self.vault,),
            COMPUTER: (self.machine, self.file),
        }
        for key, name in firm_parts():
            self.sections.add(key, name, *holds[key], apart=key == COMPUTER)
        self.sections.changed.connect(self._on_section_changed)
        self.search = SettingSearch("firm", setting_specs(), self.sections)
        self.search.chosen.connect(self._go_to)
        self.body.addWidget(self.elsewhere)
        self.body.addWidget(self.search, 1)
        self.beside = LetterSide()
        self.letter = self.beside.letter
        self.side = SidePane(self.tr("Letter and holidays"))
        self.side.add(self.beside)
        self.set_side(self.side, last=True)
        self._resize()
        theme.bus().changed.connect(self._resize)

    def reload(self) -> None:
        workspace = self._workspace
        tasks.run(lambda: load_firm(workspace), owner=self, done=self._show, failed=self.errors.show_error)

    def _show(self, view: FirmView) -> None:
        self.errors.clear()
        self.view = view
        self.elsewhere.look()
        self.set_title(
            self.tr("Firm"),
            self.tr("Your letters, your hours, what you promise, who works here; and this computer."),
        )
        self.people.show_people(view.people, view.signing_in)
        self.channels.show_rules(view.rules)
        for part in (
            *(self.promises, self.terms, self.fees),
            *(self.retention, self.certificates, self.access),
        ):
            part.reload()
        self.contact_kinds.show_kinds(view.kinds)
        self.plain.show_words(view.plain, of_program=len(supplied(view.plain_language)))
        self.schedules.show_schedules(view.schedules)
        self.hours.show_hours(view.hours)
        self.absences.show_absences(view.hours, view.people)
        self.firm.set_people([(one.id, one.name) for one in view.people if one.active])
        if not self.is_changed:  # what somebody is typing is not taken away
            unsaved = view.unsaved if self._takes_draft and not self.elsewhere.is_so else None
            self._takes_draft = self.elsewhere.is_so
            self._began = FirmValues(view.details, view.logo)
            shown = unsaved or self._began
            self.firm.set_details(shown.details, shown.logo)
            self._ask_place()
            self._make_letter()
            if unsaved is not None:
                self._show_changed(True)
                self.keeper.took_over(unsaved)
                self.messages.say(self.tr("You were changing this – go on"))
        QTimer.singleShot(0, self, self._see_wanted)

    def save(self) -> None:
        """Write what was changed, whole or not at all; what is wrong is said by its field."""
        began = self._began
        if not self.save_button.isEnabled() or began is None:
            return
        self.firm.form.clear_problems()
        self.save_button.setEnabled(False)
        self.discard_button.hide()
        self.firm.hold_still()
        workspace, typed = self._workspace, FirmValues(self.firm.details(), self.firm.logo.picture())
        ending = self.keeper.ending()

        def work() -> None:
            with ending as tx:  # what is saved is a draft no more, in one commit
                save_typed(tx, began, typed)
            workspace.refresh_firm()

        tasks.run(work, owner=self, done=self._on_saved, failed=self._on_failed)

    def _on_saved(self, _: object) -> None:
        self.firm.let_go()
        self.keeper.stop()
        self._keep()
        self._show_changed(False)
        self.messages.say(self.tr("Saved."))
        self.mark_stale()

    def _on_failed(self, error: Exception) -> None:
        self.firm.let_go()
        self._show_changed(True)
        self.firm.form.show_error(error)

    def _on_firm_changed(self) -> None:
        self._show_changed(True)
        self.keeper.touch()
        self._typing.start()

    def _show_changed(self, changed: bool) -> None:
        if changed is not self.is_changed:
            self.is_changed = changed
            self.elsewhere.tell()
        self.save_button.setEnabled(changed)
        self.save_button.set_primary(changed)
        self.discard_button.setVisible(changed)

    def _on_elsewhere_turned(self) -> None:
        """Another window's page is being changed, or is no more: then what was left there unsaved goes on here."""
        self.firm.setEnabled(self.may_change and not self.elsewhere.is_so)
        self._takes_draft = True
        self.mark_stale()

    def _make_letter(self) -> None:
        if self.view is not None:
            self.letter.show_letter(self.firm.details(), self.firm.logo.picture(), self.view.today)

    def _ask_place(self) -> None:
        if self.view is None:
            return
        now, today = self.firm.details(), self.view.today
        tasks.run_pool(
            lambda _task: place_facts(now.country, now.subdivision, today), owner=self, done=self._on_place
        )

    def _on_place(self, facts: PlaceFacts) -> None:
        now = self.firm.details()
        if facts.country != now.country:
            return
        moved = now.country != self.view.details.country if self.view else False
        away = moved and facts.own_zones and now.time_zone not in facts.own_zones
        self.firm.set_place(facts, facts.own_zones[0] if away else now.time_zone)
        self.beside.say_holidays(facts.holidays)
        QTimer.singleShot(0, self, self._see_wanted)

    def colleagues(self) -> dict[str, ColleagueRow]:
        """Everybody who is or was at the firm, by name, as the page shows them."""
        return {one.name: one for one in self.view.people} if self.view else {}

    def _on_file_said(self, words: str) -> None:
        self.errors.clear()
        self.messages.say(words)
        self.mark_stale()

    def _on_vault_said(self) -> None:
        """What came of a check stands at the foot of the page."""
        bar = self.sections.area("vault").verticalScrollBar()
        bar.setValue(bar.maximum())

    def show_arg(self, arg: object) -> None:
        """A section by its key, or a setting in it."""
        if isinstance(arg, str):
            self.search.field.clear()
            self.sections.show_section(arg.partition("/")[0])
            self._wanted = where(self, arg)

    def _go_to(self, key: str) -> None:
        """What was chosen of the search."""
        self.show_arg(key)
        self.focus_first()

    def find_here(self) -> bool:
        self.search.take_keyboard()
        return True

    def _see_wanted(self) -> None:
        """What was above it may have grown since."""
        wanted = self._wanted
        if wanted is not None and wanted.isVisible() and (wanted.hasFocus() or not wanted.isEnabled()):
            self.sections.see(wanted)

    def part_shown(self) -> str:
        return self.sections.key

    def show_part(self, part: str) -> None:
        self.sections.show_section(part)

    def _on_section_changed(self, _key: str) -> None:
        """The letter stands beside what it is made of, and so does the button that saves it."""
        self._wanted = None
        self._resize()

    def focus_first(self) -> None:
        wanted = self._wanted
        QTimer.singleShot(0, self, self._see_wanted)  # when it has its place
        if wanted is not None and wanted.isEnabled():
            wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.may_change and self.sections.key == "letters":
            self.firm.name.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.sections.focus_list()

    def _resize(self) -> None:
        """Where fields and letter do not stand side by side, the fields alone."""
        at_letters = self.sections.key == "letters"
        self.side.setVisible(at_letters and self.width() >= theme.px(960))
        self.save_button.setVisible(at_letters or self.is_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resize()
