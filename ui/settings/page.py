"""The firm: what stands on its letters, when it works, what it promises, who works there, and its vault."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.channels.queries import channel_rules
from app.channels.rules import ChannelRules
from app.channels.words import RULED, Channel
from app.contactlog.kind_queries import KindRow, kind_rows
from app.hours.queries import Absence
from app.kernel.rights import Right
from app.people.queries import ColleagueRow, colleagues
from app.people.users import signing_in
from app.settings.commands import FirmDetails, change_firm, set_logo
from app.settings.queries import firm, logo
from app.workspace import Workspace
from ui.handover.away import tell_clients_of_absence
from ui.handover.sheet import open_hand_over
from ui.kit import tasks, theme
from ui.kit.bars import MessageBar
from ui.kit.buttons import Button
from ui.kit.keeper import DraftKeeper
from ui.kit.labels import Label, head
from ui.kit.page import Page
from ui.kit.rights import needs
from ui.kit.sidepane import SidePane
from ui.schedule.desk import Desk, load_desk
from ui.settings.absences_part import AbsenceForm, AbsencesPart
from ui.settings.channels_part import ChannelRuleForm, ChannelsPart
from ui.settings.firm_draft import FirmDraft, FirmValues, kept_firm
from ui.settings.firm_form import FirmForm
from ui.settings.hours_doings import HoursDoings
from ui.settings.hours_forms import DayForm, HoursForm
from ui.settings.hours_part import HoursPart
from ui.settings.hours_view import HoursView, hours_view
from ui.settings.kinds_part import KindForm, KindsPart
from ui.settings.letter_preview import LetterPreview
from ui.settings.machine_part import MachinePart
from ui.settings.password_forms import OwnPasswordForm, ResetPasswordForm, SignInForm
from ui.settings.people import PeopleList
from ui.settings.person_form import PersonForm
from ui.settings.places import PlaceFacts, all_countries, place_facts
from ui.settings.promises_part import PromisesPart
from ui.settings.recovery_sheet import RecoverySheet
from ui.settings.remove_sheet import RemoveSheet
from ui.settings.schedules_part import SCHEDULES, SchedulesPart, SchedulesView, load_schedules
from ui.settings.sections import Sections
from ui.settings.vault_part import VaultPart

TYPING_PAUSE = 700
"""Milliseconds without a key after which the letter is made anew."""


class FirmView(NamedTuple):
    """What the page shows."""

    details: FirmDetails
    logo: bytes | None
    unsaved: FirmValues | None
    people: tuple[ColleagueRow, ...]
    signing_in: frozenset[UUID]
    today: date
    rules: ChannelRules
    kinds: tuple[KindRow, ...]
    hours: HoursView
    desk: Desk
    schedules: SchedulesView


class FirmPage(Page):
    """Sections: letters with the letter beside them; then what is counted, promised and logged, and by whom."""

    kinds = (
        frozenset({"firm", "firm_day", "absence", "colleague", "channel_rule", "contact_kind"}) | SCHEDULES
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("Firm")
        self._workspace = workspace
        self._view: FirmView | None = None
        self.is_changed = False
        self.save_button = Button(self.tr("Save"), self.save, keys="Ctrl+S")
        self.save_button.setEnabled(False)
        self.discard_button = Button(self.tr("Discard"), self.discard)
        self.discard_button.hide()
        self._keep()
        if workspace.may(Right.AUDIT):
            self.audit_button = Button(self.tr("Audit trail"), lambda: self.navigate("audit"))
            self.add_to_head(self.audit_button)
        self.add_to_head(self.discard_button)
        self.add_to_head(self.save_button)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self, self.save)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.firm = FirmForm()
        self.people = PeopleList(workspace)
        self.channels = ChannelsPart(workspace)
        self.promises = PromisesPart(workspace)
        self.contact_kinds = KindsPart(workspace)
        self.schedules = SchedulesPart(workspace)
        self.machine = MachinePart()
        self.vault = VaultPart(workspace)
        self.hours = HoursPart(workspace)
        self.absences = AbsencesPart(workspace)
        self._build()
        self.messages = MessageBar(self)
        self._hours_doings = HoursDoings(self, workspace)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_PAUSE)
        self._typing.timeout.connect(self._make_letter)
        self.firm.changed.connect(self._on_firm_changed)
        self.firm.place_changed.connect(self._ask_place)
        self.vault.said.connect(self._on_vault_said)
        self.hours.change_requested.connect(self.change_hours)
        self.hours.usual_requested.connect(self._hours_doings.usual)
        self.hours.day_requested.connect(self.add_day)
        self.hours.corrected.connect(self._hours_doings.correct)
        self.absences.add_requested.connect(self.add_absence)
        self.absences.removed.connect(self._hours_doings.is_back)
        self.absences.hand_over_requested.connect(self.hand_over)
        self.absences.tell_requested.connect(self.tell_of_absence)
        self.channels.opened.connect(self.change_channel)
        self.contact_kinds.opened.connect(self.change_kind)
        self.people.opened.connect(self._on_people_opened)
        self.people.add_requested.connect(self._on_people_add_requested)
        self.people.own_password_requested.connect(self.change_own_password)
        self.people.recovery_requested.connect(self.make_recovery_key)
        for thing in (self.save_button, shortcut, self.firm):
            needs(thing, workspace, Right.FIRM)
        self.may_change = workspace.may(Right.FIRM)
        tasks.run_pool(lambda _task: all_countries(), owner=self, done=self.firm.set_countries)

    def _keep(self) -> None:
        """From now on, what is typed is kept as a draft."""
        self.keeper: DraftKeeper[FirmValues] = DraftKeeper(
            FirmDraft(self._workspace), self._worth_keeping, self
        )

    def _worth_keeping(self) -> FirmValues | None:
        return FirmValues(self.firm.details(), self.firm.logo.picture()) if self.is_changed else None

    def keep_last(self) -> None:
        self.keeper.keep_last()

    def reopen(self, form: str, thing: UUID | None) -> bool:
        name, _, channel = form.partition(":")
        opens = {"opening-hours": self.change_hours, "firm-day": self.add_day, "absence": self.add_absence}
        if name in opens and self._view is not None:
            self.sections.show_section("absences" if name == "absence" else "hours")
            opens[name]()
            return True
        if name == "response-times":
            self.sections.show_section("promises")
            self.promises.change()
            return True
        if name == "channel-rule" and self._view is not None and channel in set(RULED):
            self.change_channel(Channel(channel))
            return True
        if name == "schedule-default" and self._view is not None:
            self.sections.show_section("schedules")
            return self.schedules.open_default(thing)
        if name == "contact-kind" and self._view is not None:
            self.change_kind(self.contact_kinds.row(channel))
            return True
        if name == "hand-over" and self._view is not None and self._workspace.may(Right.WRITE):
            self.hand_over(thing)
            return True
        row = next((one for one in self._view.people if one.id == thing), None) if self._view else None
        if form != "person" or self._view is None or (thing is not None and row is None):
            return False
        if row is None:
            self._on_people_add_requested()
        else:
            self._on_people_opened(row.id)
        return True

    def discard(self) -> None:
        """Show again what is in the vault."""
        self._end_draft()
        if self._view is not None:
            self._view = self._view._replace(unsaved=None)
            self._show(self._view)

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
        self.sections.add("letters", self.tr("Letters and place"), self.firm)
        self.sections.add("hours", self.tr("Working time"), self.hours)
        self.sections.add("schedules", self.tr("Keeping informed"), self.schedules)
        self.sections.add("promises", self.tr("Response times"), self.promises)
        self.sections.add("contacts", self.tr("Contacts"), self.channels, self.contact_kinds)
        self.sections.add("people", self.tr("People"), self.people)
        self.sections.add("absences", self.tr("Who is away"), self.absences)
        self.sections.add("vault", self.tr("Vault and backups"), self.machine, self.vault)
        self.sections.changed.connect(self._on_section_changed)
        self.body.addWidget(self.sections, 1)
        self.letter = LetterPreview()
        self.holidays = Label("", wrap=True)
        beside = QWidget()
        self._beside = QVBoxLayout(beside)
        self._beside.setContentsMargins(0, 0, 0, 0)
        for widget in (
            head(self.tr("Your letters")),
            self.letter,
            head(self.tr("Next holidays")),
            self.holidays,
        ):
            self._beside.addWidget(widget)
        self._beside.addStretch(1)
        self.side = SidePane(self.tr("Letter and holidays"))
        self.side.add(beside)
        self.set_side(self.side)
        self._resize()
        theme.bus().changed.connect(self._resize)

    def _say_holidays(self, holidays: tuple[tuple[str, str], ...]) -> None:
        none = self.tr("No public holidays are known for this place; weekends alone count.")
        self.holidays.setText("\n".join(f"{day} · {name}" for day, name in holidays) or none)

    def reload(self) -> None:
        def read() -> FirmView:
            with self._workspace.read() as reader:
                people = colleagues(reader, active_only=False)
                there = signing_in(self._workspace.vault)
                details = firm(reader).details
                unsaved = kept_firm(reader, details) if self.may_change else None
                return FirmView(
                    details,
                    logo(reader),
                    unsaved,
                    people,
                    there,
                    reader.today,
                    channel_rules(reader),
                    kind_rows(reader),
                    hours_view(reader),
                    load_desk(reader),
                    load_schedules(reader),
                )

        tasks.run(read, owner=self, done=self._show, failed=self.errors.show_error)

    def _show(self, view: FirmView) -> None:
        self.errors.clear()
        first, self._view = self._view is None, view
        self.set_title(
            self.tr("Firm"), self.tr("Your letters, your hours, what you promise, who works here.")
        )
        self.people.show_people(view.people, view.signing_in)
        self.channels.show_rules(view.rules)
        self.promises.reload()
        self.contact_kinds.show_kinds(view.kinds)
        self.schedules.show_schedules(view.schedules)
        self.hours.show_hours(view.hours)
        self.absences.show_absences(view.hours, view.people)
        self.firm.set_people([(one.id, one.name) for one in view.people if one.active])
        if not self.is_changed:  # what somebody is typing is not taken away
            shown = view.unsaved if first and view.unsaved else FirmValues(view.details, view.logo)
            self.firm.set_details(shown.details, shown.logo)
            self._ask_place()
            self._make_letter()
            if first and view.unsaved is not None:
                self._show_changed(True)
                self.keeper.took_over(view.unsaved)
                self.messages.say(self.tr("You were changing this – go on"))

    def save(self) -> None:
        """Write what was changed, whole or not at all; what is wrong is said by its field."""
        if not self.save_button.isEnabled() or self._view is None:
            return
        self.firm.form.clear_problems()
        self.save_button.setEnabled(False)
        workspace, details, picture = self._workspace, self.firm.details(), self.firm.logo.picture()
        other_logo = picture != self._view.logo
        ending = self.keeper.ending()

        def work() -> None:
            with ending as tx:  # what is saved is a draft no more, in one commit
                change_firm(tx, details)
                if other_logo:
                    set_logo(tx, picture)
            workspace.refresh_firm()

        tasks.run(work, owner=self, done=self._on_saved, failed=self._on_failed)

    def _on_saved(self, _: object) -> None:
        self.keeper.stop()
        self._keep()
        self._show_changed(False)
        self.messages.say(self.tr("Saved."))
        self.mark_stale()

    def _on_failed(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        self.firm.form.show_error(error)

    def _on_firm_changed(self) -> None:
        self._show_changed(True)
        self.keeper.touch()
        self._typing.start()

    def _show_changed(self, changed: bool) -> None:
        self.is_changed = changed
        self.save_button.setEnabled(changed)
        self.save_button.set_primary(changed)
        self.discard_button.setVisible(changed)

    def _make_letter(self) -> None:
        if self._view is not None:
            self.letter.show_letter(self.firm.details(), self.firm.logo.picture(), self._view.today)

    def _ask_place(self) -> None:
        if self._view is None:
            return
        now, today = self.firm.details(), self._view.today
        tasks.run_pool(
            lambda _task: place_facts(now.country, now.subdivision, today), owner=self, done=self._on_place
        )

    def _on_place(self, facts: PlaceFacts) -> None:
        now = self.firm.details()
        if facts.country != now.country:
            return
        moved = now.country != self._view.details.country if self._view else False
        away = moved and facts.own_zones and now.time_zone not in facts.own_zones
        self.firm.set_place(facts, facts.own_zones[0] if away else now.time_zone)
        self._say_holidays(facts.holidays)

    def _on_people_opened(self, key: object) -> None:
        people = self._view.people if self._view else ()
        row = next((one for one in people if one.id == key), None)
        if row is not None:
            signs_in = self._view is not None and row.id in self._view.signing_in
            form = PersonForm(self, self._workspace, row, signs_in=signs_in)
            form.sign_in_requested.connect(self.let_in)
            form.reset_requested.connect(self.reset_password)
            form.own_password_requested.connect(self.change_own_password)
            form.removal_requested.connect(self.remove_person)
            form.hand_over_requested.connect(lambda one: self.hand_over(one.id))
            form.saved.connect(self._on_person_saved)
            form.open()

    def _on_people_add_requested(self) -> None:
        form = PersonForm(self, self._workspace)
        form.saved.connect(self._on_person_saved)
        form.open()

    def _on_person_saved(self, _: object) -> None:
        """The header is no table: nobody else tells of a change there."""
        self.mark_stale()

    def colleagues(self) -> dict[str, ColleagueRow]:
        """Everybody who is or was at the firm, by name, as the page shows them."""
        return {one.name: one for one in self._view.people} if self._view else {}

    def let_in(self, row: ColleagueRow) -> None:
        """Give somebody of the list a password."""
        form = SignInForm(self, self._workspace, row)
        words = self.tr("{name} can sign in now.").format(name=row.name)
        form.saved.connect(lambda _: self._told(words))
        form.open()

    def reset_password(self, row: ColleagueRow) -> None:
        """Give somebody another password."""
        form = ResetPasswordForm(self, self._workspace, row)
        words = self.tr("{name} has a new password.").format(name=row.name)
        form.saved.connect(lambda _: self._told(words))
        form.open()

    def change_hours(self) -> None:
        """Say when the firm is open."""
        if self._view is not None:
            form = HoursForm(self, self._workspace, self._view.hours.where)
            form.saved.connect(lambda _: self._told(self.tr("The firm's hours are changed")))
            form.open()

    def add_day(self) -> None:
        """Close, shorten or open days."""
        if self._view is not None:
            form = DayForm(self, self._workspace, self._view.desk)
            form.saved.connect(lambda _: self._told(self.tr("The firm's calendar is changed")))
            form.open()

    def add_absence(self) -> None:
        """Say that somebody is away."""
        if self._view is not None:
            form = AbsenceForm(self, self._workspace, self._view.desk)
            form.saved.connect(lambda _: self._told(self.tr("Noted")))
            form.open()

    def tell_of_absence(self, one: object) -> None:
        """The clients of somebody who is away are to hear who stands in."""
        if isinstance(one, Absence):
            tell_clients_of_absence(self, self._workspace, one, self.messages)

    def change_channel(self, channel: object) -> None:
        """Say what a channel is fit for."""
        if self._view is not None and isinstance(channel, Channel):
            ChannelRuleForm(self, self._workspace, self._view.rules[channel]).open()

    def change_kind(self, row: KindRow | None) -> None:
        """Say what a kind of contact presets and asks; None is a new one."""
        form = KindForm(self, self._workspace, row)
        form.saved.connect(lambda _: self._told(self.tr("Kinds of contact changed")))
        form.open()

    def _told(self, words: str) -> None:
        self.messages.say(words)
        self.mark_stale()

    def change_own_password(self, *_: object) -> None:
        """Another password for who is signed in."""
        me = (
            next((one for one in self._view.people if one.id == self._workspace.actor), None)
            if self._view
            else None
        )
        form = OwnPasswordForm(self, self._workspace, me.name if me else "")
        words = self.tr("Your password is changed.")
        form.saved.connect(lambda _: self.messages.say(words))
        form.open()

    def remove_person(self, row: ColleagueRow) -> None:
        """Ask what removing somebody means, then do it."""
        signs_in = self._view is not None and row.id in self._view.signing_in
        sheet = RemoveSheet(self, self._workspace, row, signs_in=signs_in)
        sheet.finished.connect(lambda _: self.mark_stale())
        sheet.open()

    def hand_over(self, colleague_id: object) -> None:
        """What somebody has to do goes to others."""
        if isinstance(colleague_id, UUID):
            open_hand_over(self, self._workspace, colleague_id, self.messages)

    def make_recovery_key(self) -> None:
        """A new recovery key, printed and typed back."""
        RecoverySheet(self, self._workspace, self._view.details.name if self._view else "").open()

    def _on_vault_said(self) -> None:
        """What came of a check stands at the foot of the page."""
        bar = self.sections.area("vault").verticalScrollBar()
        bar.setValue(bar.maximum())

    def show_arg(self, arg: object) -> None:
        """A section by its key."""
        if isinstance(arg, str):
            self.sections.show_section(arg)

    def _on_section_changed(self, _key: str) -> None:
        """The letter stands beside what it is made of, and so does the button that saves it."""
        self._resize()

    def focus_first(self) -> None:
        if self.may_change and self.sections.key == "letters":
            self.firm.name.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.sections.focus_list()

    def _resize(self) -> None:
        """Where fields and letter do not stand side by side, the fields alone."""
        at_letters = self.sections.key == "letters"
        self.side.setVisible(at_letters and self.width() >= theme.px(960))
        self.save_button.setVisible(at_letters or self.is_changed)
        self._beside.setSpacing(theme.px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resize()
