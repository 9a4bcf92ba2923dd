"""The tour at the firm: its page, its people, the audit trail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from ui.tour.handing import handing_stops
from ui.tour.stop import Stop

if TYPE_CHECKING:
    from ui.audit.page import AuditPage
    from ui.settings.page import FirmPage
    from ui.settings.remove_sheet import RemoveSheet
    from ui.shell.main_window import MainWindow


def firm_stops(window: MainWindow, settle: Callable[[], None]) -> Iterator[Stop]:
    """Each section of the firm’s page, and its forms."""
    from app.channels.words import Channel
    from ui.settings.page import FirmPage

    page = window.current_page()
    if isinstance(page, FirmPage):
        yield Stop("firm-hours", lambda: page.sections.show_section("hours"))
        yield Stop("form-hours", page.hours.change_button.click)
        yield Stop("form-firm-day", lambda: _half_day(window, page))
        yield Stop("firm-absences", lambda: page.sections.show_section("absences"))
        yield Stop("form-absence", page.absences.add_button.click)
        yield from handing_stops(window, page, settle)
        yield Stop("firm-response-times", lambda: page.sections.show_section("promises"))
        yield Stop("form-response-times", page.promises.change)
        yield Stop("firm-terms", lambda: page.sections.show_section("terms"))
        yield Stop("form-terms-rule", page.terms.change)
        yield Stop("firm-retention", lambda: page.sections.show_section("retention"))
        yield Stop("form-retention-settings", page.certificates.change)
        yield Stop("firm-access", lambda: page.sections.show_section("access"))
        yield Stop("form-access-rule", lambda: page.access.open("ccpa"))
        yield Stop("firm-fees", lambda: page.sections.show_section("fees"))
        yield Stop("form-fee-rule", page.fees.change)
        yield Stop("firm-channels", lambda: page.sections.show_section("contacts"))
        yield Stop("form-channel", lambda: page.channels.opened.emit(Channel.EMAIL))
        yield Stop("firm-kinds", lambda: page.sections.bring(page.contact_kinds.add_button))
        yield Stop("form-kind", lambda: page.doings.change_kind(page.contact_kinds.row("offer-conveyed")))
        yield Stop("firm-plain-words", lambda: page.sections.show_section("words"))
        yield Stop("form-plain-word", lambda: page.doings.change_word(page.plain.row("limitation period")))
        yield Stop("firm-schedules", lambda: page.sections.show_section("schedules"))
        yield Stop("form-schedule-default", page.schedules.add_default)
        yield Stop("form-schedule-roll", page.schedules.change_roll)
        yield Stop("firm-computer", lambda: page.sections.show_section("computer"))
        yield Stop("settings-take-over", lambda: _take_settings(page))
        yield Stop("firm-search", lambda: page.search.field.setText("letter"))
        page.search.field.clear()
        yield Stop("firm-foot", lambda: page.sections.show_section("vault"))
        yield Stop("firm-vault", page.vault.check)
        yield Stop("firm-backups", page.vault.backups.back_up)
        yield Stop("form-backup-rule", page.vault.backups.change_rule.click)
        yield Stop("firm-people", lambda: page.sections.show_section("people"))
        yield from _people_stops(window, page, settle)


def _take_settings(page: FirmPage) -> None:
    """A file that would change this computer and the firm."""
    from app.settings_file.file import Change, SettingsFile
    from ui.settings.settings_file import TakeSettingsSheet

    says = SettingsFile({"zoom": "150", "lock_after": "15"}, {"fees": {"amber": 60}})
    there = (
        Change("letters", "tagline", "", "Attorneys at law"),
        Change("letters", "phone", "", "+1 510 555 0100"),
        Change("fees", "amber", 75, 60),
        Change("feedback", "every_days", 90, 60),
    )
    TakeSettingsSheet(page, page.file.workspace, says, there).open()


def _half_day(window: MainWindow, page: FirmPage) -> None:
    """A day that ends early, half written."""
    from app.workdays.own_days import DayKind
    from ui.kit.sheet import sheets_in
    from ui.settings.hours_forms import DayForm

    page.doings.add_day()
    form = next(one for one in sheets_in(window) if isinstance(one, DayForm))
    form.kind.set_value(DayKind.HALF)
    form.first.setText("31 December")
    form.hours.setText("12:00")


def audit_stops(window: MainWindow, settle: Callable[[], None]) -> Iterator[Stop]:
    """The audit trail, and what it opens."""
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
    from app.people.users import still_open
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
        page.doings.remove_person(people[name])
        settle()
        return next(one for one in sheets_in(window) if isinstance(one, RemoveSheet))

    def chosen() -> RemoveSheet:
        """As far as the button can be pressed."""
        sheet = removing("David Finch")
        sheet.heir.setCurrentIndex(1)
        sheet.lead.setCurrentIndex(1)
        return sheet

    def at_work() -> None:
        sheet = chosen()
        sheet.show_working()
        sheet.bar.setRange(0, 100)
        sheet.bar.setValue(42)

    def refused() -> None:
        chosen().show_trouble(still_open("David Finch"))

    yield Stop("form-person", page.people.add_requested.emit)
    yield Stop("form-person-signs-in", new_person)
    yield Stop("form-person-there", lambda: page.people.opened.emit(david.id))
    yield Stop("form-password-own", page.people.own_password.click)
    yield Stop("form-password-reset", lambda: page.doings.reset_password(david))
    yield Stop("form-let-in", lambda: page.doings.let_in(people["June Keller"]))
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
