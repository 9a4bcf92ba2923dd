"""Letters of a matter: what they say, which words count, and what comes into them by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.clients.commands import edit_client
from app.clients.queries import client_sheet
from app.concerns.commands import raise_concern
from app.concerns.forms import NewConcern, NewStep
from app.concerns.steps import take_step
from app.concerns.words import Cause, StepKind
from app.contactlog.commands import log_contact, withdraw_contact
from app.contactlog.follow_up_commands import finish_follow_up
from app.contactlog.forms import NewAttachment, NewContact, NewParticipant
from app.contactlog.queries import follow_ups
from app.contactlog.waiting import waiting
from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome
from app.engagement.forms import AgreedDuty, TermsForm
from app.engagement.terms_commands import draft_terms
from app.kernel.errors import Invalid, NotFound, Refused
from app.letters.built_in import TemplateForm, built_in
from app.letters.commands import restore_template, save_template
from app.letters.composing import NOT_TOLD, UNWRITTEN, Letter, compose_letter
from app.letters.page import render
from app.letters.queries import find_template, template, template_versions, templates
from app.matters.developments import NewDevelopment, add_development
from app.matters.sheet import matter_sheet
from app.matters.words import DevelopmentKind
from app.notices.commands import save_notice
from app.notices.queries import NoticeForm, notice_versions, notices
from app.notices.words import Outlet
from app.reports.status.report import status_report
from app.schedule.commands import NewPlan, set_plan
from app.schedule.words import IntervalUnit
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.workspace import Workspace
from tests.support import MONDAY

OWN = TemplateForm("Closing letter", "{{client.greeting}},\n\nGoodbye.", "The end")


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("key", list(built_in()))
def test_each_letter_says_what_may_be_told(workspace: Workspace, matter: UUID, key: str) -> None:
    with workspace.read() as reader:
        letter = compose_letter(reader, matter, template(reader, key).form)
    assert "Dear Ms. Whitcombe" in letter.text
    assert "SECRET" not in letter.text + letter.subject
    assert "{{" not in letter.text
    read = text_of(render(letter))
    assert "Dear Ms. Whitcombe" in read
    assert letter.subject in read


def test_a_form_that_goes_back_is_not_for_the_client_alone(workspace: Workspace, matter: UUID) -> None:
    with workspace.read() as reader:
        form = compose_letter(reader, matter, template(reader, "feedback").form)
        letter = compose_letter(reader, matter, template(reader, "closing").form)
    assert "for you alone" not in text_of(render(form))
    assert "for you alone" in text_of(render(letter))


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_the_scale_of_a_feedback_form_stands_in_one_line_in_large_print(
    workspace: Workspace, matter: UUID, language: str
) -> None:
    with workspace.read() as reader:
        letter = compose_letter(reader, matter, built_in(language)["feedback"])
    large = render(replace(letter, frame=replace(letter.frame, large_print=True)))
    lines = PdfReader(BytesIO(large)).pages[0].extract_text().replace("\u00a0", " ").splitlines()
    (scale,) = (line.split() for line in lines if "10" in line.split() and "○" in line)
    assert [one for one in scale if one != "○"] == [str(number) for number in range(11)]


def test_a_duty_without_a_day_is_a_point_and_one_with_a_day_a_row(workspace: Workspace, matter: UUID) -> None:
    duties = (
        AgreedDuty(FollowUpSide.CLIENT, "Keep a diary"),
        AgreedDuty(FollowUpSide.CLIENT, "Send the slips", date(2026, 12, 4)),
    )
    with workspace.write() as tx:
        draft_terms(tx, matter, TermsForm("The claim", duties=duties))
    with workspace.read() as reader:
        letter = compose_letter(reader, matter, template(reader, "engagement").form)
    assert "\n- Keep a diary\nDecember 4, 2026 | Send the slips\n" in letter.text


@pytest.mark.parametrize("key", ["status-letter", "update-email"])
def test_no_letter_says_that_nothing_is_to_do_while_an_offer_is_open(
    workspace: Workspace, matter: UUID, key: str
) -> None:
    with workspace.write() as tx:
        for one in follow_ups(tx.reader(), matter_id=matter, open_only=True):
            finish_follow_up(tx, one.id)
    with workspace.read() as reader:
        quiet = compose_letter(reader, matter, template(reader, key).form)
    assert "There is nothing for you to do now." in quiet.text
    with workspace.write() as tx:
        add_development(tx, NewDevelopment(matter, DevelopmentKind.OFFER, MONDAY, "They offer $38,000."))
    with workspace.read() as reader:
        letter = compose_letter(reader, matter, template(reader, key).form)
    assert "An offer is waiting for your decision. They offer $38,000." in letter.text
    assert "nothing for you to do" not in letter.text


@pytest.mark.parametrize(("country", "end"), [("US", "Sincerely,"), ("GB", "Yours sincerely,")])
def test_a_letter_ends_as_the_firms_country_has_it(
    workspace: Workspace, matter: UUID, country: str, end: str
) -> None:
    with workspace.write() as tx:
        details = firm(tx.reader()).details
        change_firm(tx, replace(details, country=country, subdivision="ENG" if country == "GB" else "CA"))
    with workspace.read() as reader:
        letter = compose_letter(reader, matter, template(reader, "closing").form)
    assert f"\n{end}\n" in letter.text


def test_an_acknowledgement_promises_the_hour_that_is_kept(workspace: Workspace, matter: UUID) -> None:
    """The clock ends on Wednesday at 4:30 in the morning: "by Wednesday" would have promised the day after."""
    asked = NewContact(
        Channel.EMAIL,
        Direction.IN,
        datetime(2026, 11, 23, 12, 30, tzinfo=UTC),
        "Asks when the hearing is.",
        matter,
        outcome=Outcome.RECEIVED,
        needs_reply=True,
    )
    with workspace.write() as tx:
        log_contact(tx, asked)
    with workspace.read() as reader:
        letter = compose_letter(reader, matter, template(reader, "acknowledgement").form)
    assert "You will have our answer by Tuesday, November 24, 5:00 PM." in letter.text


def test_a_final_response_knows_its_complaint_and_where_the_client_may_go(
    workspace: Workspace, matter: UUID
) -> None:
    with workspace.write() as tx:
        day = tx.today - timedelta(days=7)
        new = NewConcern("The bill", Cause.FEES, matter_id=matter, raised_on=day, formal_on=day)
        concern = raise_concern(tx, new)
        take_step(tx, concern, NewStep(StepKind.ACKNOWLEDGED, day))
    with workspace.read() as reader:
        letter = compose_letter(reader, matter, template(reader, "final-response").form)
        first = compose_letter(reader, matter, template(reader, "complaint-acknowledgement").form)
    assert letter.subject == "Our final response to your complaint of Monday, November 16"
    assert "State Bar of California" in letter.text
    assert "We acknowledged it on Monday, November 16." in letter.text
    assert letter.complaint == UNWRITTEN
    assert "You have our answer by | Monday, January 11, 2027, in writing" in first.text
    with workspace.write() as tx:
        notice = NoticeForm("Complaints", "Write to the bar on Pier 3.", outlets=(Outlet.CONCERN,))
        save_notice(tx, notice)
    with workspace.read() as reader:
        again = compose_letter(reader, matter, template(reader, "final-response").form)
    assert "Write to the bar on Pier 3." in again.text
    assert "State Bar" not in again.text
    assert "Pier 3" not in " ".join(again.notices), "it is said once"


def test_what_the_report_knows_stands_in_the_letter(workspace: Workspace, matter: UUID) -> None:
    with workspace.read() as reader:
        letter = compose_letter(reader, matter, template(reader, "status-letter").form)
    assert "by Dec 7 | Send the pay slips" in letter.text
    assert "Telephone call with you." in letter.text
    assert letter.is_update


def test_the_cover_of_an_access_export_counts_what_may_go_out(workspace: Workspace, matter: UUID) -> None:
    """Neither notes nor what is classified or withdrawn: somebody decides about those one by one."""
    letter = NewContact(Channel.LETTER, Direction.IN, MONDAY - timedelta(days=9), "Her lease.", matter)
    file = NewAttachment("lease.pdf", "application/pdf", b"lease")
    secret = replace(letter, occurred_at=MONDAY - timedelta(days=30), confidentiality="Partners only")
    with workspace.write() as tx:
        log_contact(tx, replace(letter, attachments=(file, replace(file, name="keys.jpg"))))
        log_contact(tx, replace(secret, attachments=(file,)))
        gone = log_contact(tx, replace(letter, occurred_at=MONDAY - timedelta(days=40)))
        log_contact(tx, replace(letter, with_client=False, participants=(NewParticipant("Ann Counsel"),)))
    with workspace.write() as tx:
        withdraw_contact(tx, gone, "Not ours")
    with workspace.read() as reader:
        cover = compose_letter(reader, matter, template(reader, "access").form)
    assert "Our contacts with you | 2, from November 14, 2026 to November 21, 2026" in cover.text
    assert "Files attached to them | 2" in cover.text
    assert cover.complaint == UNWRITTEN, "what is held back is a decision"


def test_what_speaks_against_a_letter_is_said(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        when = MONDAY - timedelta(days=1)
        add_development(tx, NewDevelopment(matter, DevelopmentKind.RULING, when, "Denied."))
    with workspace.read() as reader:
        assert compose_letter(reader, matter, template(reader, "no-news").form).complaint == NOT_TOLD
        told = compose_letter(reader, matter, template(reader, "status-letter").form)
        closing = compose_letter(reader, matter, template(reader, "closing").form)
    assert (told.complaint, len(told.tells)) == ("", 1)
    assert closing.complaint == UNWRITTEN
    assert replace(closing, text="We won.").complaint == ""


def test_an_answer_that_is_late_is_not_promised_by_a_rule_but_for_a_day(
    workspace: Workspace, matter: UUID
) -> None:
    def acknowledgement() -> Letter:
        with workspace.read() as reader:
            return compose_letter(reader, matter, template(reader, "acknowledgement").form)

    assert "answer within 2 business days" in acknowledgement().text
    asked = NewContact(Channel.EMAIL, Direction.IN, MONDAY, "When is the hearing?", matter, needs_reply=True)
    with workspace.write() as tx:
        log_contact(tx, asked)
    assert "answer by Wednesday, November 25" in acknowledgement().text
    with workspace.write() as tx:
        long_ago = replace(asked, occurred_at=MONDAY - timedelta(days=20), summary="Is there an offer?")
        log_contact(tx, long_ago)
    assert acknowledgement().complaint == ""  # the newest message is the one that is answered


def test_a_late_answer_asks_for_a_day(workspace: Workspace, matter: UUID) -> None:
    when = MONDAY - timedelta(days=20)
    with workspace.write() as tx:
        log_contact(
            tx, NewContact(Channel.EMAIL, Direction.IN, when, "Is there an offer?", matter, needs_reply=True)
        )
    with workspace.read() as reader:
        letter = compose_letter(reader, matter, template(reader, "acknowledgement").form)
    assert "business days" not in letter.text
    assert letter.complaint == UNWRITTEN


def test_how_we_communicate_says_each_thing_once_and_as_one_speaks(
    workspace: Workspace, matter: UUID
) -> None:
    def protocol(**wishes: str | bool) -> str:
        with workspace.read() as reader:
            client_id = matter_sheet(reader, matter).row.client_id
            details = client_sheet(reader, client_id).details
        with workspace.write() as tx:
            edit_client(tx, client_id, replace(details, **wishes))
        with workspace.read() as reader:
            return compose_letter(reader, matter, template(reader, "protocol").form).text

    with workspace.write() as tx:
        draft_terms(tx, matter, TermsForm(channels="Phone"))
    said = protocol(preferred_channel="phone", language="Spanish", interpreter=True)
    assert "Agreed | Phone" in said
    assert "You prefer" not in said
    assert "Language | Spanish; an interpreter is there when we speak\n" in said
    assert "Not for urgent matters." in said
    said = protocol(preferred_times="after 15:00", interpreter_note="Luis Ortega, sworn.")
    assert "You prefer | phone, after 15:00" in said
    assert "Spanish; an interpreter (Luis Ortega, sworn) is there when we speak" in said


def test_only_an_update_counts_the_next_from_itself(workspace: Workspace, matter: UUID) -> None:
    """Another letter promises the update that is due, and one that is late not once more."""
    protocol, update = "protocol", "no-news"

    def promised(key: str) -> str:
        with workspace.read() as reader:
            form = replace(template(reader, key).form, text="{{if next_update}}{{next_update}}{{end}}")
            return compose_letter(reader, matter, form).text.strip()

    for since, owed in ((3, "Wednesday, November 25"), (30, "")):
        with workspace.write() as tx:
            set_plan(tx, NewPlan(matter, 1, IntervalUnit.WEEK, tx.today - timedelta(days=since)))
        assert promised(protocol) == owed
        assert promised(update) == "Monday, November 30"


def test_a_letter_that_says_what_comes_next_says_whether_news_may_have_changed_it(
    workspace: Workspace, matter: UUID
) -> None:
    with workspace.write() as tx:
        when = MONDAY - timedelta(days=1)
        add_development(tx, NewDevelopment(matter, DevelopmentKind.RULING, when, "The trial is moved."))
    with workspace.read() as reader:
        form = replace(template(reader, "closing").form, text="{{each coming}}{{when}}: {{text}}{{end}}")
        letter = compose_letter(reader, matter, form)
    assert (letter.complaint, letter.is_update, len(letter.untold)) == (NOT_TOLD, False, 1)


def test_an_update_knows_what_the_client_waits_to_have_answered(workspace: Workspace, matter: UUID) -> None:
    asked = NewContact(Channel.EMAIL, Direction.IN, MONDAY, "When is the hearing?", matter, needs_reply=True)
    with workspace.write() as tx:
        entry_id = log_contact(tx, asked)
    with workspace.read() as reader:
        letter = compose_letter(reader, matter, template(reader, "no-news").form)
        closing = compose_letter(reader, matter, template(reader, "closing").form)
        (waits,) = waiting(reader, matter)
    assert (waits.id, waits.said) == (entry_id, "E-mail of 23 Nov: When is the hearing?")
    assert letter.complaint == "The client waits for an answer: e-mail of 23 Nov."
    assert "waits for an answer" not in closing.complaint


@pytest.mark.parametrize(
    ("channel", "outcome", "said"),
    [
        (Channel.PHONE, Outcome.SPOKE, "since we last spoke on Sunday, November 22"),
        (Channel.EMAIL, Outcome.SENT, "since we last wrote on Sunday, November 22"),
        (Channel.PHONE, Outcome.NO_ANSWER, "since we last spoke on Saturday, November 21"),
    ],
)
def test_the_words_fit_how_the_client_last_heard(
    workspace: Workspace, matter: UUID, channel: Channel, outcome: Outcome, said: str
) -> None:
    """Somebody who was called last was not written to; who was not reached heard nothing."""
    last = NewContact(
        channel, Direction.OUT, MONDAY - timedelta(days=1), "So it is.", matter, outcome=outcome
    )
    secret = replace(last, occurred_at=MONDAY, confidentiality="Partners only")
    with workspace.write() as tx:
        for one in (last, secret):
            log_contact(tx, one)
    with workspace.read() as reader:
        text = compose_letter(reader, matter, template(reader, "no-news").form).text
    assert f"There has been nothing new in your case {said}." in text


def test_a_letter_as_an_email_has_no_marks(workspace: Workspace, matter: UUID) -> None:
    form = TemplateForm("Mail", "# Head\n- {{client.name}}\na | b", outlet=Outlet.EMAIL)
    with workspace.read() as reader:
        letter = compose_letter(reader, matter, form)
    assert letter.as_email() == "Head\n- Nora Whitcombe\na:  b\n"
    assert letter.email == "nora@example.com"


def test_every_version_is_kept_and_one_goes_back(workspace: Workspace) -> None:
    with workspace.write() as tx:
        save_template(tx, "closing", OWN, "Shorter")
        assert tx.recorded == 1
        save_template(tx, "closing", OWN, "")
        assert tx.recorded == 1, "the same again is no version"
    with workspace.write() as tx:
        restore_template(tx, "closing", 0, "The long one was kinder")
    with workspace.read() as reader:
        rows = template_versions(reader, "closing")
        assert [row.number for row in rows] == [2, 1, 0]
        assert [row.reason for row in rows] == ["The long one was kinder", "Shorter", ""]
        assert rows[0].form == built_in()["closing"]
        assert rows[1].form == OWN
        assert rows[1].made_by is not None


def test_a_template_of_the_firms_own(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        key = save_template(tx, None, replace(OWN, name="Farewell"), "New")
    with workspace.read() as reader:
        assert [row.key for row in templates(reader)] == [*built_in(), key]
        assert find_template(reader, "farew").key == key
        assert compose_letter(reader, matter, template(reader, key).form).subject == "The end"
        with pytest.raises(NotFound):
            template(reader, "nowhere")
        with pytest.raises(Refused, match="Several"):
            find_template(reader, "n")


def test_a_mistake_is_not_saved(workspace: Workspace) -> None:
    with pytest.raises(Invalid, match=r"line 2, column 1: .*client\.name") as raised, workspace.write() as tx:
        save_template(tx, "closing", replace(OWN, text="Dear\n{{cliant.name}}"), "x")
    (problem,) = raised.value.problems
    assert problem.field == "text"
    assert problem.values == {"line": 2, "column": 1, "instead": "client.name"}
    with pytest.raises(Refused, match="why"), workspace.write() as tx:
        save_template(tx, "closing", OWN, " ")


def test_words_that_are_not_saved_are_tried(workspace: Workspace, matter: UUID) -> None:
    with workspace.read() as reader:
        assert compose_letter(reader, matter, OWN).text.endswith("Goodbye.")
        with pytest.raises(Refused, match="column 3"):
            compose_letter(reader, matter, replace(OWN, text="x {{nothing}}"))


def test_notices_come_in_by_themselves(workspace: Workspace, matter: UUID) -> None:
    with workspace.write() as tx:
        save_notice(tx, NoticeForm("Mail", "E-mail is not secure.", (), (Outlet.EMAIL,)))
        save_notice(tx, NoticeForm("Work", "Deadlines are short.", ("employment",), ()))
        save_notice(tx, NoticeForm("Tax", "No tax advice.", ("Tax",), ()))
        ended = save_notice(tx, NoticeForm("Old", "Old words."))
        save_notice(tx, NoticeForm("Old", "Old words.", in_force=False), "Not needed", ended)
    with workspace.read() as reader:
        assert compose_letter(reader, matter, template(reader, "closing").form).notices == (
            "Deadlines are short.",
        )
        letter = compose_letter(reader, matter, template(reader, "update-email").form)
        assert letter.notices == ("E-mail is not secure.", "Deadlines are short.")
        assert letter.as_email().endswith("E-mail is not secure.\n\nDeadlines are short.\n")
        assert status_report(reader, matter).stationery.notices == ("Deadlines are short.",)
        assert [row.number for row in notice_versions(reader, ended)] == [2, 1]
        assert [row.form.title for row in notices(reader)] == ["Mail", "Old", "Tax", "Work"]


def test_a_notice_is_changed_with_a_reason(workspace: Workspace) -> None:
    with workspace.write() as tx:
        notice = save_notice(tx, NoticeForm("Mail", "One."))
    with pytest.raises(Refused, match="why"), workspace.write() as tx:
        save_notice(tx, NoticeForm("Mail", "Two."), "", notice)
    with pytest.raises(Invalid), workspace.write() as tx:
        save_notice(tx, NoticeForm(" ", "x" * 6_000))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.text(), st.text())
def test_any_words_can_be_a_template_and_a_notice(workspace: Workspace, text: str, name: str) -> None:
    def held() -> tuple[int, int]:
        with workspace.read() as reader:
            return len(templates(reader)), len(notices(reader))

    form, before = replace(OWN, text=text, name=name, subject=name), held()
    try:
        with workspace.write() as tx:
            key = save_template(tx, None, form, "x")
            save_notice(tx, NoticeForm(name, text))
    except (Invalid, Refused):  # no name, no words, a field that is not known: refused, and neither is kept
        assert held() == before
        return
    with workspace.read() as reader:
        assert template(reader, key).number == 1


def test_a_file_of_a_letter_is_named_by_the_firms_pattern(workspace: Workspace, matter: UUID) -> None:
    with workspace.read() as reader:
        closing = template(reader, "closing").form
        assert compose_letter(reader, matter, closing).file == f"Closing letter 00001 {reader.today}"
    with workspace.write() as tx:
        details = firm(tx.reader()).details
        change_firm(tx, replace(details, file_names="{client} - {document}"))
    with workspace.read() as reader:
        assert compose_letter(reader, matter, closing).file == "Nora Whitcombe - Closing letter"
