"""A matter that is restricted to others while a form stands over it: the form goes, what was typed is kept for who may
see it again, and what is about something else stays."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

import ui
from app.concerns.commands import raise_concern
from app.concerns.forms import NewConcern
from app.matters.walls import lift_wall, restrict_matter
from app.workspace import Workspace
from tests.ui.office import Office
from ui.concerns.concern_sheet import open_concern
from ui.contactlog.log_sheet import LogContactSheet
from ui.contactlog.values import FormValues
from ui.kit.dialogs import confirm
from ui.kit.sheet import Sheet, sheets_in
from ui.matters.development_form import DevelopmentForm
from ui.matters.page import MatterPage
from ui.quickentry.sheet import QuickSheet
from ui.schedule.desk import Desk, load_desk
from ui.shell.requests import LogContactRequest
from ui.shell.shut_out import ShutOut
from ui.today.page import TodayPage


def _at_another_desk(office: Office) -> Workspace:
    """David's, whose changes nobody announces here."""
    mine = office.workspace
    return Workspace(mine.vault, mine.clock, office.busy.david, mine.zone)


def _restrict(office: Office, name: str = "whitcombe") -> None:
    with _at_another_desk(office).write() as tx:
        restrict_matter(tx, office.busy.matters[name], [office.busy.david], "Her sister works here")


def _come_back(office: Office) -> None:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    office.settled()


def _writing(office: Office) -> DevelopmentForm:
    page = office.go("matter", office.busy.matters["whitcombe"])
    assert isinstance(page, MatterPage)
    page.forms.add_development()
    form = office.sheet()
    assert isinstance(form, DevelopmentForm)
    form.text.setText("Her sister wants to settle.")
    return form


def _sheets(office: Office) -> list[Sheet]:
    return sheets_in(office.window)


def test_a_form_over_what_is_restricted_meanwhile_goes_and_is_kept(office: Office) -> None:
    _writing(office)
    _restrict(office)
    _come_back(office)
    assert _sheets(office) == []
    assert "is not in the vault for you now" in office.window.messages.accessibleName()
    with _at_another_desk(office).write() as tx:
        lift_wall(tx, office.busy.matters["whitcombe"])
    _come_back(office)
    page = office.go("matter", office.busy.matters["whitcombe"])
    page.mark_stale()
    office.settled()
    page.forms.add_development()
    again = office.sheet()
    assert isinstance(again, DevelopmentForm)
    assert again.text.text() == "Her sister wants to settle."


def test_a_question_over_it_goes_with_it(office: Office) -> None:
    form = _writing(office)
    confirm(form, "Leave?", "It is not saved.", "Leave", lambda: None)
    assert len(_sheets(office)) == 2
    _restrict(office)
    _come_back(office)
    assert _sheets(office) == []


def test_what_is_written_for_another_matter_stays(office: Office) -> None:
    office.go("matter", office.busy.matters["whitcombe"])
    office.window.current_page().request(LogContactRequest(office.busy.matters["vance"]))
    office.settled()
    sheet = office.sheet()
    assert isinstance(sheet, LogContactSheet)
    _restrict(office)
    _come_back(office)
    assert _sheets(office) == [sheet]
    _restrict(office, "vance")
    _come_back(office)
    assert _sheets(office) == []


def test_a_form_of_today_goes_by_what_it_is_about(office: Office) -> None:
    page = office.go("today")
    assert isinstance(page, TodayPage)
    form = DevelopmentForm(page, office.workspace, _desk(office), office.busy.matters["whitcombe"])
    form.open()
    _restrict(office, "vance")
    _come_back(office)
    assert _sheets(office) == [form]
    _restrict(office)
    _come_back(office)
    assert _sheets(office) == []


OF_THE_PAGE = "It is opened on the page of a matter alone, and goes with what that page is of."
OF_ONE_BELOW = "It is opened over another sheet alone, and goes with what that one is about."
NO_MATTER = "It shows nothing of a matter."
AS_MADE = "A paper or a list of many matters, as it was when it was made: as one that is printed."
NOTHING_OF = {
    "ui.access.given_sheet.GivenSheet": AS_MADE,
    "ui.calendar.day_sheet.DaySheet": "It is read again with the page under it.",
    "ui.calendar.export_sheet.ExportCalendarSheet": NO_MATTER,
    "ui.clients.duplicates_sheet.DuplicatesSheet": NO_MATTER,
    "ui.clients.read_sheet.ReadSheet": "A notice of a client, who stays one whatever becomes of a matter.",
    "ui.contactlog.file_sheet.FileSheet": OF_ONE_BELOW,
    "ui.engagement.versions_sheet.TermsVersions": OF_THE_PAGE,
    "ui.exchange.choose_sheet.ChooseSheet": NO_MATTER,
    "ui.exchange.encoding_sheet.EncodingSheet": OF_ONE_BELOW,
    "ui.exchange.import_sheet.ImportSheet": "What lies in files of this computer, which no wall hides.",
    "ui.exchange.mapping_sheet.MappingSheet": OF_ONE_BELOW,
    "ui.exchange.tray_sheets.AsideSheet": "Messages that belong to no matter yet.",
    "ui.exchange.tray_sheets.RulesSheet": NO_MATTER,
    "ui.kit.dialogs.Question": "A question that says what becomes of what stands under it, and goes with that.",
    "ui.kit.dialogs.Progress": NO_MATTER,
    "ui.letters.versions_sheet.TemplateVersions": NO_MATTER,
    "ui.policies.read_sheet.ReadSheet": NO_MATTER,
    "ui.policies.record_sheet.RecordSheet": NO_MATTER,
    "ui.policies.versions_sheet.PolicyVersions": NO_MATTER,
    "ui.policies.versions_sheet.VersionsBeside": "What two kinds of versions have in common.",
    "ui.reports.many_sheet.ManySheet": AS_MADE,
    "ui.reports.paper_sheet.PaperSheet": AS_MADE,
    "ui.search.export_sheet.ExportSheet": "It says a number; what is found is read as it is taken out.",
    "ui.search.saved_forms.SavedSheet": "Words that somebody looked for: no wall hides them.",
    "ui.settings.new_key_sheet.NewKeySheet": NO_MATTER,
    "ui.settings.recovery_sheet.RecoverySheet": NO_MATTER,
    "ui.settings.remove_sheet.RemoveSheet": AS_MADE,
    "ui.settings.settings_file.TakeSettingsSheet": NO_MATTER,
    "ui.shell.bug_sheet.BugSheet": NO_MATTER,
    "ui.shell.help.HelpSheet": NO_MATTER,
    "ui.shell.newer_sheet.NewerSheet": NO_MATTER,
    "ui.shell.palette.Palette": "It asks the vault with each key, and goes with the first click.",
    "ui.shell.restore.RestoreSheet": NO_MATTER,
    "ui.shell.shortcut_sheet.ShortcutSheet": NO_MATTER,
}
"""The sheets that do not say what they are about, each with the reason."""


def _below(kind: type[Sheet]) -> Iterator[type[Sheet]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def test_every_sheet_says_what_it_is_about_or_why_not() -> None:
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    silent = {
        f"{one.__module__}.{one.__name__}"
        for one in _below(Sheet)
        if one.__module__.startswith("ui.") and one.about_ids is Sheet.about_ids
    }
    assert silent == set(NOTHING_OF)


def _said(office: Office) -> str:
    return office.window.messages.accessibleName()


def test_a_concern_goes_though_the_page_is_not_of_its_matter(office: Office) -> None:
    with office.workspace.write() as tx:
        concern = raise_concern(tx, NewConcern("Nobody calls", matter_id=office.busy.matters["whitcombe"]))
    page = office.go("today")
    open_concern(page, office.workspace, concern)
    office.settled()
    _restrict(office, "vance")
    _come_back(office)
    assert len(_sheets(office)) == 1
    _restrict(office)
    _come_back(office)
    assert _sheets(office) == []
    assert "is not in the vault for you now" in _said(office)
    assert "typed" not in _said(office), "nothing was"


def test_a_line_goes_with_the_matter_that_it_is_understood_to_be_about(office: Office, qtbot: QtBot) -> None:
    office.go("today")
    line = QuickSheet(office.window, office.workspace, None, "call in Nora Whitcombe 10m asked when")
    line.open()
    qtbot.waitUntil(lambda: bool(line.about_ids()) and not line.reader.is_behind)
    assert line.about_ids() == {office.busy.matters["whitcombe"]}
    _restrict(office, "vance")
    _come_back(office)
    assert _sheets(office) == [line]
    _restrict(office)
    _come_back(office)
    assert _sheets(office) == []
    assert _said(office).endswith("What you typed is kept.")


def test_a_form_whose_words_cannot_be_kept_leaves_no_other_standing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = _writing(office)
    over = LogContactSheet(office.window, office.workspace, FormValues())
    over.open()
    assert len(_sheets(office)) == 2

    def fail() -> None:
        raise RuntimeError("full")

    shut_out = next(iter(office.window.workbench.findChildren(ShutOut)))  # type: ignore[union-attr] # it is open
    monkeypatch.setattr(form.keeper, "keep_last", fail)
    with pytest.raises(RuntimeError, match="full"):
        shut_out._put_away([office.busy.matters["whitcombe"]])
    assert form not in _sheets(office)
    assert "is not in the vault for you now" in _said(office)
    assert "typed" not in _said(office), "it is not known whether that is so"
    over.drop()


def test_what_else_was_left_unsaved_comes_back_in_its_place(office: Office) -> None:
    page = office.go("matter", office.busy.matters["vance"])
    page.forms.add_development()
    other = office.sheet()
    assert isinstance(other, DevelopmentForm)
    other.text.setText("The hearing is off.")
    other.leave_kept()
    office.settled()
    _writing(office)
    office.lock()
    office.unlock()
    left = {"Her sister wants to settle.": "whitcombe", "The hearing is off.": "vance"}
    form = office.sheet()
    assert isinstance(form, DevelopmentForm)
    _restrict(office, left.pop(form.text.text()))  # written at the same moment, either may come first
    _come_back(office)
    again = office.sheet()
    assert isinstance(again, DevelopmentForm)
    assert [again.text.text()] == list(left)


def _desk(office: Office) -> Desk:
    with office.workspace.read() as reader:
        return load_desk(reader)
