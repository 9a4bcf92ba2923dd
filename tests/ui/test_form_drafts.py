"""Every form keeps what was typed: over a lock, over a kill, for its writer alone, and never a password."""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

import ui
from app.access.commands import open_request
from app.access.forms import NewRequest
from app.access.words import Decision
from app.concerns.commands import raise_concern
from app.concerns.course import close_concern
from app.concerns.forms import NewConcern, NewStep
from app.concerns.steps import take_step
from app.concerns.words import Ending, StepKind
from app.drafts import commands as draft_commands
from app.drafts.commands import keep_draft
from app.drafts.queries import drafts
from app.kernel.clock import FixedClock
from app.kernel.errors import MachineTrouble
from app.owed.calendar.day_items import DayKind
from app.people.commands import NewColleague, add_colleague
from app.people.queries import colleagues
from app.people.words import Role
from app.policies.commands import PolicyForm as PolicyText
from app.policies.commands import draft_policy, put_in_force
from app.policies.training_commands import NewSession, add_session, set_subject
from app.retention.commands import set_hold
from app.workspace import Workspace
from tests.support import ROOT
from tests.ui.office import Office
from ui.concerns.reopening import reopen_form
from ui.desk import WorkspaceDesk
from ui.engagement.agree_form import open_agree_form
from ui.engagement.intake_form import open_intake_form
from ui.kit import keeper, tasks
from ui.kit.fields import DateWords, GrowingText
from ui.kit.formsheet import FormSheet
from ui.kit.people import Person
from ui.kit.sheet import sheets_in
from ui.kit.sheet_draft import Keep, SheetDraft
from ui.kit.text_field import TextField
from ui.kit.typeahead import TypeAhead
from ui.letters.versions_sheet import GoBack
from ui.policies.forms import EndForm, ForceForm, KeepingForm
from ui.policies.page import PoliciesPage
from ui.policies.training_forms import AttendanceForm, WithdrawSession
from ui.policies.training_page import OfSession, TrainingPage
from ui.promises.acknowledge_form import open_acknowledge
from ui.promises.terms_form import open_terms
from ui.shell import vault_closing
from ui.shell.main_window import MainWindow
from ui.shell.unlock import UnlockPage
from ui.today.snooze_form import open_snooze

if TYPE_CHECKING:
    from tests.ui.busy_firm import Busy

Settled = Callable[[], None]
NEVER_KEPT = {
    "PdfPasswordSheet": "asks for a password",
    "PasswordForm": "the base of those that follow",
    "FactsForm": "the base of a new concern's and a changed one's, which keep",
    "FirmScheduleForm": "the base of a schedule's of the firm, which keeps, and of the rule for days off: one choice",
    "OwnPasswordForm": "nothing but passwords",
    "SignInForm": "nothing but a password and a role",
    "ResetPasswordForm": "nothing but a password",
    "RuleForm": "five small numbers",
    "RollForm": "one choice",
    "ReasonForm": "kept by what each of its questions is called; FORMS has all three",
    "AcceptSheet": "a decision about this very moment",
    "OtherClientSheet": "one choice among clients",
    "MergeSheet": "choices between what stands there, seen again at once",
}


def scribble(form: FormSheet) -> None:
    """Type into every field that takes words."""
    for line in form.form.findChildren(QLineEdit):
        if type(line) is TextField and line.isEnabled():
            line.setText(f"{line.text()} scribbled")
    for text in form.form.findChildren(GrowingText):
        text.setText(f"{text.text()}\nscribbled, too")
    for day in form.form.findChildren(DateWords):
        if not day.text():
            day.setText("yesterday")


def _matter(form: str) -> Callable[[Office], None]:
    def opened(office: Office) -> None:
        page = office.go("matter", office.busy.matters["whitcombe"])
        getattr(page.forms, form)()

    return opened


def _dropped(office: Office) -> None:
    """Of an update that a change dropped when it was late."""
    page = office.go("matter", office.busy.matters["whitcombe"])
    page.forms.excuse_dropped(office.workspace.today - timedelta(days=9))


def _began(opener: Callable[[Any, Workspace, UUID], None]) -> Callable[[Office], None]:
    """A form of the beginning of a matter."""

    def opened(office: Office) -> None:
        matter = office.busy.matters["whitcombe"]
        opener(office.go("matter", matter), office.workspace, matter)

    return opened


def _plainly(office: Office) -> None:
    office.go("matter", office.busy.matters["whitcombe"]).forms.say_plainly(office.busy.news["notice"])


def _matter_update(office: Office) -> None:
    office.go("matter", office.busy.matters["whitcombe"]).write_update()


def _move(office: Office) -> None:
    page = office.go("matter", office.busy.matters["whitcombe"])
    page.rows.move(("key_date", page.view.key_dates[0].id))


def _of_news(form: str) -> Callable[[Office], None]:
    """A form of a development that stands in the list."""

    def opened(office: Office) -> None:
        page = office.go("matter", office.busy.matters["whitcombe"])
        getattr(page.news, form)(office.busy.news["notice"])

    return opened


def _of_date(form: str) -> Callable[[Office], None]:
    """A form of a key date that lies ahead."""

    def opened(office: Office) -> None:
        page = office.go("matter", office.busy.matters["whitcombe"])
        getattr(page.rows, form)(("key_date", page.view.key_dates[0].id))

    return opened


def _person(office: Office) -> None:
    office.go("firm").doings.add_person()


def _policy(office: Office, *, in_force: bool = False) -> PoliciesPage:
    with office.workspace.write() as tx:
        made = draft_policy(tx, PolicyText(f"Keys {tx.new_id()}", "Nobody lends a key."))
        if in_force:
            put_in_force(tx, made)
    page = office.go("policies")
    assert isinstance(page, PoliciesPage)
    return page


def _training(office: Office) -> TrainingPage:
    with office.workspace.write() as tx:
        subject = set_subject(tx, f"Fire {tx.new_id().int}", 12)  # letters of an id may be a name
        add_session(tx, NewSession(subject, tx.today))
    page = office.go("training")
    assert isinstance(page, TrainingPage)
    return page


def _of_session(office: Office, form: OfSession) -> None:
    page = _training(office)
    assert page.trained is not None
    page.of_session(page.trained.sessions[0], form)


def _who_was_there(office: Office) -> None:
    _of_session(office, AttendanceForm)
    office.settled()
    form = office.form()
    assert isinstance(form, AttendanceForm)
    form.attended.set_people([Person(None, "Maria")])


def _colleague(office: Office) -> None:
    office.go("firm").doings.open_person(office.busy.david)


def _words(office: Office) -> None:
    office.go("reports", office.busy.matters["rowe"]).write_words()


def _letters(office: Office) -> Any:
    return office.go("letters", office.busy.matters["rowe"])


def _acknowledge(office: Office) -> None:
    page = office.go("today")
    open_acknowledge(page, page._workspace, office.busy.entries["asks"])


def _move_follow_up(office: Office) -> None:
    """From the calendar: the action that lies on a day of this month."""
    page = office.go("calendar")
    for _ in range(2000):  # on a machine with more to do the month takes its time
        every = [item for day in page._loaded.span.items.values() for item in day] if page._loaded else []
        if agreed := [one for one in every if one.kind is DayKind.FOLLOW_UP and not one.done]:
            break
        QTest.qWait(5)
    page.moving.move(agreed[0])


def _terms_of(room: str) -> Callable[[Office], None]:
    """Response times over the form of a client or a matter, where they are set: on that page."""

    def opened(office: Office) -> None:
        things = office.busy.matters if room == "matter" else office.busy.clients
        thing = things["whitcombe"]
        page = office.go(room, thing)
        open_terms(page, office.workspace, (None, thing) if room == "matter" else (thing, None))

    return opened


def _put_off(office: Office) -> None:
    page = office.go("today")
    open_snooze(page, office.workspace, office.busy.matters["abernathy"])


def _request(office: Office) -> Any:
    with office.workspace.write() as tx:
        request = open_request(tx, NewRequest(office.busy.clients["whitcombe"]))
    page = office.go("access", request)
    office.settled()
    return page


def _turn_of_request(office: Office) -> None:
    _request(office).note_turn()


def _decided_item(office: Office) -> None:
    page = _request(office)
    page.items.select_first()
    page.decide(Decision.REDACT)


def _lift_of_client(office: Office) -> None:
    client = office.busy.clients["whitcombe"]
    with office.workspace.write() as tx:
        set_hold(tx, "A claim", client_id=client)
    page = office.go("client", client)
    office.settled()
    page.holds.rows.select_first()
    page.holds.rows.acted.emit(page.holds.rows.current_key())


def _concern(form: str, *, step: bool = False, closed: bool = False) -> Callable[[Office], None]:
    """A form of a concern, over the page of concerns."""

    def opened(office: Office) -> None:
        with office.workspace.write() as tx:
            concern = raise_concern(
                tx, NewConcern("Nobody calls", matter_id=office.busy.matters["whitcombe"])
            )
            of = take_step(tx, concern, NewStep(StepKind.DISCUSSED)) if step else concern
            if closed:
                close_concern(tx, concern, Ending.WITHDRAWN, "She said so")
        page = office.go("concerns")
        assert reopen_form(page, office.workspace, form, of)

    return opened


def _flag(office: Office) -> None:
    page = office.go("contactlog")
    page.flag_concern(office.busy.entries["asks"])


FORMS: dict[str, Callable[[Office], None]] = {
    "new concern": lambda office: office.go("concerns").new_concern(),
    "concern of a matter": _matter("add_concern"),
    "flagged contact": _flag,
    "changed concern": _concern("concern-change"),
    "step of a concern": _concern("concern-step:learned"),
    "step put right": _concern("concern-step-right", step=True),
    "concern given on": _concern("concern-stage"),
    "closed concern": _concern("concern-close"),
    "reopened concern": _concern("concern-reopen", closed=True),
    "clocks of concerns": lambda office: office.go("concerns").rules.click(),
    "moved follow-up": _move_follow_up,
    "put off": _put_off,
    "words for the client": _words,
    "new client": lambda office: office.go("clients").new_client(),
    "client": lambda office: office.go("client", office.busy.clients["whitcombe"])._on_edit_clicked(),
    "new matter": lambda office: office.go("matters").new_matter(),
    "new matter of a client": lambda office: office.go(
        "client", office.busy.clients["whitcombe"]
    )._on_new_clicked(),
    "matter": _matter("edit"),
    "development": _matter("add_development"),
    "plain words": _plainly,
    "corrected development": _of_news("correct"),
    "withdrawn development": _of_news("withdraw"),
    "key date": _matter("add_key_date"),
    "corrected key date": _of_date("correct"),
    "cancelled key date": _of_date("cancel"),
    "withdrawn key date": _of_date("withdraw"),
    "moved key date": _move,
    "follow-up": _matter("add_follow_up"),
    "engagement terms": _matter("write_terms"),
    "document of an intake": _matter("add_document"),
    "end of a matter": _matter("end_matter"),
    "agreement to terms": _began(open_agree_form),
    "consultation": _began(open_intake_form),
    "fees": _matter("state_costs"),
    "costs to date": _matter("state_to_date"),
    "fee arrangement": _matter("arrange_fees"),
    "excused costs update": _matter("excuse_costs"),
    "rule for fees": lambda office: office.go("firm").fees.change(),
    "rule for terms": lambda office: office.go("firm").terms.change(),
    "rule of retention": lambda office: office.go("retention").rule.click(),
    "changed rule of retention": lambda office: office.go("firm").retention.open(("rule", "", "majority")),
    "hold on a client": lambda office: office.go("client", office.busy.clients["whitcombe"]).holds.hold(),
    "lifted hold on a client": _lift_of_client,
    "ages and certificates": lambda office: office.go("firm").certificates.change(),
    "rule for access requests": lambda office: office.go("firm").access.open("ccpa"),
    "schedule": _matter("set_schedule"),
    "excuse": _matter("excuse_update"),
    "excuse of a dropped update": _dropped,
    "silence": _matter("allow_silence"),
    "no news": _matter("no_news"),
    "no news of a list": lambda office: office.go("untold").tell(office.busy.matters["marsh"]),
    "schedule by default": lambda office: office.go("firm").schedules.add_default(),
    "wall": _matter("restrict"),
    "opening hours": lambda office: office.go("firm").doings.change_hours(),
    "day of the firm": lambda office: office.go("firm").doings.add_day(),
    "absence": lambda office: office.go("firm").doings.add_absence(),
    "response times": lambda office: office.go("firm").promises.change(),
    "response times of a matter": _terms_of("matter"),
    "response times of a client": _terms_of("client"),
    "acknowledgement": _acknowledge,
    "update": _matter_update,
    "letter": lambda office: _letters(office).write(),
    "template": lambda office: _letters(office).change(),
    "new template": lambda office: _letters(office).new_template(),
    "earlier template": lambda office: GoBack(_letters(office), office.workspace, "closing", 0).open(),
    "notice": lambda office: _letters(office).new_notice(),
    "plain word": lambda office: office.go("firm").doings.change_word(None),
    "new policy": lambda office: office.go("policies").new_policy(),
    "policy": lambda office: _policy(office).change(),
    "policy in force": lambda office: _policy(office).open_form(ForceForm),
    "who keeps a policy": lambda office: _policy(office, in_force=True).open_form(KeepingForm),
    "look at a policy": lambda office: _policy(office, in_force=True).review(),
    "end of a policy": lambda office: _policy(office, in_force=True).open_form(EndForm),
    "subject of training": lambda office: office.go("training").new_subject(),
    "training session": lambda office: _training(office).new_session(),
    "who was trained": _who_was_there,
    "no training": lambda office: _of_session(office, WithdrawSession),
    "new person": _person,
    "person": _colleague,
    "access request": lambda office: office.go("access").new_request(),
    "turn of an access request": _turn_of_request,
    "decided item": _decided_item,
    "feedback of a matter": _matter("add_feedback"),
    "feedback": lambda office: office.go("feedback").answer(office.busy.matters["whitcombe"]),
    "review checklist": lambda office: office.go("reviews").change_checklist(),
    "feedback rules": lambda office: office.go("feedback").change_rules(),
}


def _keeps(form: type) -> bool:
    """By itself, or because the form it is made from does."""
    if "Keep(" in inspect.getsource(form.__init__):  # type: ignore[misc] # the class's own, as it is written
        return True
    return any(
        base is not FormSheet and issubclass(base, FormSheet) and _keeps(base) for base in form.__bases__
    )


def test_every_form_keeps_what_was_typed_or_says_why_not() -> None:
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    todo, forms = [FormSheet], set()
    while todo:
        below = todo.pop().__subclasses__()
        forms |= set(below)
        todo += below
    ours = {one for one in forms if one.__module__.startswith("ui.")}
    silent = {one.__name__ for one in ours if not _keeps(one)}
    assert silent == set(NEVER_KEPT)


def test_an_untouched_form_is_neither_kept_nor_asked_about(office: Office) -> None:
    FORMS["matter"](office)
    office.settled()
    form = office.form()
    assert form.keeper is not None
    form.keeper.keep_now()
    assert form.may_close()
    office.lock()
    office.unlock()
    office.linger()
    assert sheets_in(office.window) == []
    assert office.kept() == []


def test_what_is_typed_is_kept_a_little_later_and_ends_with_the_save(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "EVERY", 20)
    FORMS["key date"](office)
    office.settled()
    form: Any = office.form()
    with qtbot.waitSignal(form.keeper.kept):
        form.what.setText("Mediation")
    assert form.note.text() == "Draft kept 11:00"
    assert office.kept() == ["sheet:key-date"]
    form.on.setText("3 Mar")
    form.apply("")
    office.settled()
    assert sheets_in(office.window) == []
    assert office.kept() == []


def test_passwords_are_never_kept(office: Office) -> None:
    _person(office)
    office.settled()
    form: Any = office.form()
    form.name.setText("Ann Aldous")
    form.signs_in.setChecked(True)
    form.new.password.setText("violet ocean kettle")
    form.new.again.setText("violet ocean kettle")
    form.new.password.setEchoMode(QLineEdit.EchoMode.Normal)
    form.keeper.keep_now()
    office.settled()
    with office.workspace.read() as reader:
        (row,) = drafts(reader)
    assert row.values["fields"]["name"] == "Ann Aldous"
    assert "violet" not in str(row.values)
    office.lock()
    office.unlock()
    again: Any = office.form()
    assert again.name.text() == "Ann Aldous"
    assert again.signs_in.isChecked()
    assert again.new.password.text() == ""


def test_a_draft_is_its_writers_alone(office: Office) -> None:
    workspace, keep = office.workspace, Keep("costs", office.busy.matters["whitcombe"])
    FORMS["fees"](office)
    office.settled()
    form: Any = office.form()
    form.sums.amount.setText("12,000")
    form.keeper.keep_now()
    office.settled()
    assert SheetDraft(workspace, keep).look() is not None
    assert SheetDraft(replace(workspace, actor=office.busy.david), keep).look() is None


@pytest.mark.parametrize(
    "fields",
    [
        {"title": 5, "kind": "nonsense", "gone": "x", "on": {"day": "rubbish", "text": ["no"]}},
        {"title": {"text": 3}, "on": {"day": 12, "text": "next Tue"}, "client_attends": "yes"},
        ["no", "mapping"],
        None,
    ],
)
def test_a_draft_of_another_version_is_taken_as_far_as_it_fits(office: Office, fields: object) -> None:
    matter = office.busy.matters["whitcombe"]
    draft = SheetDraft(office.workspace, Keep("key-date", matter))
    with office.workspace.write() as tx:
        values = {"page": "matter", "of": str(matter), "thing": str(matter), "fields": fields, "more": 1}
        keep_draft(tx, draft.id, "sheet:key-date", cast("dict[str, Any]", values))
    office.lock()
    office.unlock()
    form: Any = office.form()
    assert form.kind.value() == form.kind.values()[0]
    assert not form.attends.isChecked()


@pytest.mark.parametrize(
    "values",
    [
        {"page": "attic", "thing": "", "fields": {}},
        {"page": "matter", "of": "no id", "fields": {}},
        {},
    ],
)
def test_a_form_that_nobody_knows_any_more_waits_a_month_and_goes(
    office: Office, clock: FixedClock, values: dict[str, Any]
) -> None:
    with office.workspace.write() as tx:
        keep_draft(tx, tx.new_id(), "sheet:fortune-telling", values)
    office.lock()
    office.unlock()
    office.linger()
    assert sheets_in(office.window) == []
    assert office.kept() == ["sheet:fortune-telling"]
    office.lock()
    clock.advance(timedelta(days=31))
    office.unlock()
    office.linger()
    assert office.kept() == []


def test_two_forms_come_back_one_after_the_other(office: Office) -> None:
    for name, words in (("fees", "12,000"), ("key date", "Mediation")):
        FORMS[name](office)
        office.settled()
        form: Any = office.form()
        (form.sums.amount if name == "fees" else form.what).setText(words)
        form.keeper.keep_now()
        office.settled()
        form.drop()
        cast("FixedClock", office.workspace.clock).set(office.workspace.clock.now())
    office.lock()
    office.unlock()
    seen = []
    for _ in range(2):
        form = office.form()
        seen.append(type(form).__name__)
        form._leave()
        office.settled()
    assert sorted(seen) == ["CostsForm", "KeyDateForm"]
    assert sheets_in(office.window) == []


def test_the_firms_settings_come_back_unsaved_and_can_be_discarded(office: Office) -> None:
    page = office.go("firm")
    page.firm.tagline.setText("Counsel to the harbour")
    office.lock()
    office.unlock()
    office.linger()
    page = office.window.current_page()
    assert page.firm.tagline.text() == "Counsel to the harbour"
    assert page.save_button.isEnabled()
    assert page.discard_button.isVisible()
    page.discard()
    office.settled()
    assert page.firm.tagline.text() == ""
    assert not page.discard_button.isVisible()
    assert office.kept() == []
    page.firm.tagline.setText("Lawyers by the sea")
    page.keeper.keep_now()
    office.settled()
    assert office.kept() == ["firm"]
    page.save()
    office.settled()
    assert office.kept() == []
    page.firm.tagline.setText("Lawyers at sea")
    page.keeper.keep_now()
    office.settled()
    assert office.kept() == ["firm"], "the next change begins another draft"


def test_where_it_cannot_be_kept_the_lock_happens_and_says_so(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise MachineTrouble("disk-full", "The disk is full.")

    FORMS["fees"](office)
    office.settled()
    form: Any = office.form()
    form.sums.amount.setText("12,000")
    form.why.setText("Whitcombe wants to know")
    with monkeypatch.context() as patch:
        patch.setattr(draft_commands, "keep_draft", full)
        office.window.lock()
        gate = office.window.gate
        assert isinstance(gate, UnlockPage)
        assert office.window.vault is None
        office.settled()
    said = [banner.accessibleName() for banner in gate.findChildren(keeper.QObject) if _is_banner(banner)]
    assert len(said) == 1
    assert said[0].startswith("What you were writing could not be kept.")
    assert "Whitcombe" not in said[0]
    office.unlock()
    office.lock()
    gate = office.window.gate
    assert gate is not None
    assert not [one for one in gate.findChildren(keeper.QObject) if _is_banner(one)]


def _is_banner(thing: object) -> bool:
    return type(thing).__name__ == "Banner"


CHILD = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from app.kernel.clock import SystemClock
    from app.matters.queries import list_matters
    from app.vault import attempts, kdf
    from ui.desk import WorkspaceDesk
    from ui.kit import theme, tasks
    from ui.kit.sheet import sheets_in
    from ui.shell.main_window import MainWindow
    attempts.state_folder = lambda: Path(sys.argv[2])
    kdf.allow(kdf.CHEAP)
    app = QApplication([])
    theme.install(app, scheme="light")
    window = MainWindow(WorkspaceDesk(Path(sys.argv[1]), SystemClock()))
    window.resize(1000, 700); window.show()
    steps = []
    def begin():
        window.gate.password.setText("correct horse"); window.gate.submit(); return True
    def go():
        if window.vault is None: return False
        with window.vault.read() as reader:
            found = [one for one in list_matters(reader) if one.title.startswith("Whitcombe")]
        window.navigate("matter", found[0].id); return True
    def open_form():
        page = window.current_page()
        if page.view is None: return False
        page.forms.add_development()
        sheet = sheets_in(window)[0]
        sheet.keeper.kept.connect(lambda _: print("kept", flush=True))
        sheet.text.setText(sys.argv[3]); return True
    steps = [begin, go, open_form]
    def step():
        if steps and not tasks.busy() and steps[0]():
            steps.pop(0)
    timer = QTimer(); timer.timeout.connect(step); timer.start(20)
    app.exec()
    """
)


def test_a_killed_process_loses_nothing_that_was_kept(
    qtbot: QtBot,
    busy_made: tuple[Path, Busy],
    tmp_path: Path,
    clock: FixedClock,
    settled: Settled,
) -> None:
    folder = tmp_path / "office"
    shutil.copytree(busy_made[0], folder)
    words = "ORDER granting the motion; the answer is due on 1 December."
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), str(tmp_path / "state"), words],
        stdout=subprocess.PIPE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"kept\n"
    child.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    child.wait(20)
    child.stdout.close()
    window = MainWindow(WorkspaceDesk(folder, clock))
    qtbot.addWidget(window)
    window.show()
    again = Office(window, busy_made[1], settled)
    again.unlock()
    form: Any = again.form()
    assert form.text.text() == words
    assert window.workbench is not None
    assert window.workbench.here == ("matter", busy_made[1].matters["whitcombe"])
    window.lock()
    tasks.finish()


def test_what_was_chosen_in_a_field_comes_back_as_chosen(office: Office) -> None:
    page = office.go("matter", office.busy.matters["whitcombe"])
    page.forms.add_follow_up()
    form: Any = office.form()
    form.what.setText("send the stipulation")
    assert isinstance(form.who, TypeAhead)
    form.who.set_key("David Finch", "David Finch")
    office.lock()
    office.unlock()
    again: Any = office.form()
    assert (again.who.text(), again.who.key()) == ("David Finch", "David Finch")


def test_a_form_comes_back_after_a_lock_that_had_to_wait(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The draft is saved behind the gate, which takes no password meanwhile."""
    monkeypatch.setattr(vault_closing, "A_MOMENT", 0)
    FORMS["fees"](office)
    office.settled()
    form: Any = office.form()
    form.sums.amount.setText("12,000")
    slow = threading.Event()
    tasks.run(lambda: slow.wait(30), owner=office.window)
    office.window.lock()
    gate = office.window.gate
    assert isinstance(gate, UnlockPage)
    assert office.window.is_locking
    assert not gate.button.isEnabled()
    slow.set()
    office.unlock()
    again: Any = office.form()
    assert again.sums.amount.text() == "12,000"


def test_people_in_a_field_come_back_with_who_they_are(office: Office) -> None:
    FORMS["wall"](office)
    office.settled()
    form: Any = office.form()
    named = {one.key for one in form.people.people()}
    with office.workspace.write() as tx:
        add_colleague(tx, NewColleague("Vera Quill", Role.LAWYER))
    with office.workspace.read() as reader:
        another = next(one for one in colleagues(reader) if one.id not in named)
    from ui.kit.people import Person

    form.people.add(Person(another.id, another.name))
    people = form.people.people()
    office.lock()
    office.unlock()
    again: Any = office.form()
    assert again.people.people() == people
