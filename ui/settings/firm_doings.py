"""The forms and sheets that open from the Firm page, and which of them comes back after a lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from app.channels.words import RULED, Channel
from app.contactlog.kind_queries import KindRow
from app.hours.queries import Absence
from app.kernel.rights import Right
from app.people.queries import ColleagueRow
from app.plain.queries import PlainWordRow
from app.workspace import Workspace
from ui.handover.away import tell_clients_of_absence
from ui.handover.sheet import open_hand_over
from ui.retention.rule_forms import RULE, reopen_rule
from ui.settings.absences_part import AbsenceForm
from ui.settings.access_part import open_access_rule
from ui.settings.channels_part import ChannelRuleForm
from ui.settings.hours_forms import DayForm, HoursForm
from ui.settings.kinds_part import KindForm
from ui.settings.password_forms import OwnPasswordForm, ResetPasswordForm, SignInForm
from ui.settings.person_form import PersonForm
from ui.settings.plain_part import PlainWordForm
from ui.settings.recovery_sheet import RecoverySheet
from ui.settings.remove_sheet import RemoveSheet

if TYPE_CHECKING:
    from ui.settings.page import FirmPage


class FirmDoings(QObject):
    """Opens them over the page, says at its foot what they did, and has it read again."""

    def __init__(self, page: FirmPage, workspace: Workspace) -> None:
        super().__init__(page)
        self._page, self._workspace = page, workspace

    def reopen(self, form: str, thing: UUID | None) -> bool:
        """Open a form again that stood open at the lock; False where there is none such."""
        page, view = self._page, self._page.view
        name, _, channel = form.partition(":")
        alone: dict[str, tuple[str, Callable[[], object]]] = {
            "response-times": ("promises", page.promises.change),
            "terms-rule": ("terms", page.terms.change),
            "fee-rule": ("fees", page.fees.change),
            "retention-settings": ("retention", page.certificates.change),
            "access-rule": ("access", lambda: open_access_rule(page, self._workspace, channel)),
            RULE: ("retention", lambda: reopen_rule(page, self._workspace, form)),
        }
        if name in alone:
            section, change = alone[name]
            page.sections.show_section(section)
            change()
            return True
        if view is None:
            return False
        opens = {"opening-hours": self.change_hours, "firm-day": self.add_day, "absence": self.add_absence}
        if name in opens:
            page.sections.show_section("absences" if name == "absence" else "hours")
            opens[name]()
        elif name == "channel-rule" and channel in set(RULED):
            self.change_channel(Channel(channel))
        elif name == "schedule-default":
            page.sections.show_section("schedules")
            return page.schedules.open_default(thing)
        elif name == "contact-kind":
            self.change_kind(page.contact_kinds.row(channel))
        elif name == "plain-word":
            page.sections.show_section("words")
            self.change_word(page.plain.row(channel))
        elif name == "hand-over" and self._workspace.may(Right.WRITE):
            self.hand_over(thing)
        else:
            return form == "person" and self._reopen_person(thing)
        return True

    def _reopen_person(self, person_id: UUID | None) -> bool:
        if person_id is None:
            self.add_person()
            return True
        return self.open_person(person_id)

    def open_person(self, key: object) -> bool:
        """Show somebody of the list; False where nobody there is meant."""
        view = self._page.view
        row = next((one for one in view.people if one.id == key), None) if view is not None else None
        if row is None or view is None:
            return False
        form = PersonForm(self._page, self._workspace, row, signs_in=row.id in view.signing_in)
        form.sign_in_requested.connect(self.let_in)
        form.reset_requested.connect(self.reset_password)
        form.own_password_requested.connect(self.change_own_password)
        form.removal_requested.connect(self.remove_person)
        form.hand_over_requested.connect(lambda one: self.hand_over(one.id))
        form.saved.connect(self._on_person_saved)
        form.open()
        return True

    def add_person(self) -> None:
        """Somebody new at the firm."""
        form = PersonForm(self._page, self._workspace)
        form.saved.connect(self._on_person_saved)
        form.open()

    def _on_person_saved(self, _: object) -> None:
        """The header is no table: nobody else tells of a change there."""
        self._page.mark_stale()

    def let_in(self, row: ColleagueRow) -> None:
        """Give somebody of the list a password."""
        form = SignInForm(self._page, self._workspace, row)
        words = self.tr("{name} can sign in now.").format(name=row.name)
        form.saved.connect(lambda _: self._told(words))
        form.open()

    def reset_password(self, row: ColleagueRow) -> None:
        """Give somebody another password."""
        form = ResetPasswordForm(self._page, self._workspace, row)
        words = self.tr("{name} has a new password.").format(name=row.name)
        form.saved.connect(lambda _: self._told(words))
        form.open()

    def change_own_password(self, *_: object) -> None:
        """Another password for who is signed in."""
        people, me = self._page.colleagues().values(), self._workspace.actor
        name = next((one.name for one in people if one.id == me), "")
        form = OwnPasswordForm(self._page, self._workspace, name)
        words = self.tr("Your password is changed.")
        form.saved.connect(lambda _: self._page.messages.say(words))
        form.open()

    def remove_person(self, row: ColleagueRow) -> None:
        """Ask what removing somebody means, then do it."""
        view = self._page.view
        signs_in = view is not None and row.id in view.signing_in
        sheet = RemoveSheet(self._page, self._workspace, row, signs_in=signs_in)
        sheet.finished.connect(lambda _: self._page.mark_stale())
        sheet.open()

    def hand_over(self, colleague_id: object) -> None:
        """What somebody has to do goes to others."""
        if isinstance(colleague_id, UUID):
            open_hand_over(self._page, self._workspace, colleague_id, self._page.messages)

    def make_recovery_key(self) -> None:
        """A new recovery key, printed and typed back."""
        view = self._page.view
        RecoverySheet(self._page, self._workspace, view.details.name if view else "").open()

    def change_hours(self) -> None:
        """Say when the firm is open."""
        view = self._page.view
        if view is not None:
            form = HoursForm(self._page, self._workspace, view.hours.where)
            form.saved.connect(lambda _: self._told(self.tr("The firm's hours are changed")))
            form.open()

    def add_day(self) -> None:
        """Close, shorten or open days."""
        view = self._page.view
        if view is not None:
            form = DayForm(self._page, self._workspace, view.desk)
            form.saved.connect(lambda _: self._told(self.tr("The firm's calendar is changed")))
            form.open()

    def add_absence(self) -> None:
        """Say that somebody is away."""
        view = self._page.view
        if view is not None:
            form = AbsenceForm(self._page, self._workspace, view.desk)
            form.saved.connect(lambda said: self._told(said or self.tr("Noted")))
            form.open()

    def tell_of_absence(self, one: object) -> None:
        """The clients of somebody who is away are to hear who stands in."""
        if isinstance(one, Absence):
            tell_clients_of_absence(self._page, self._workspace, one, self._page.messages)

    def change_channel(self, channel: object) -> None:
        """Say what a channel is fit for."""
        view = self._page.view
        if view is not None and isinstance(channel, Channel):
            ChannelRuleForm(self._page, self._workspace, view.rules[channel]).open()

    def change_kind(self, row: KindRow | None) -> None:
        """Say what a kind of contact presets and asks; None is a new one."""
        form = KindForm(self._page, self._workspace, row)
        form.saved.connect(lambda _: self._told(self.tr("Kinds of contact changed")))
        form.open()

    def change_word(self, row: PlainWordRow | None) -> None:
        """Say what the firm says instead of a word; None is a new one."""
        form = PlainWordForm(self._page, self._workspace, row)
        form.saved.connect(lambda _: self._told(self.tr("Plain words changed")))
        form.open()

    def _told(self, words: str) -> None:
        self._page.messages.say(words)
        self._page.mark_stale()
