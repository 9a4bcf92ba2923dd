"""How the queries of pages are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from uuid import UUID

from pypdf import PdfReader

from app.audit.trail import Head
from app.channels.words import Channel
from app.concerns.forms import NewConcern
from app.exchange import queries as exchange
from app.figures.pick import Pick
from app.figures.span import Time
from app.letters.built_in import built_in
from app.owed.calendar import day_items
from app.owed.handover import handing_over
from app.plain.queries import word_list
from app.reports.history.record import HistoryAsked
from app.search.asking import parse
from app.search.firm_names import FirmNames
from app.updates import UpdateDraft
from app.workspace import Workspace
from tests.journeys.secret_matter import CANARY, NUMBER, Facts
from tests.journeys.walls.asking import (
    NOVEMBER,
    SOUGHT,
    of_reader,
    said,
)
from tests.support import MONDAY
from ui import contents
from ui.access import load as access_load
from ui.access import room as access_room
from ui.calendar import load as calendar_load
from ui.calendar.shown import Look
from ui.care import fees_page
from ui.clients import load as client_load
from ui.concerns import concern_sheet
from ui.concerns import room as concern_room
from ui.concerns import whom as concern_whom
from ui.contactlog import about, amending, entry_sheet, keeper
from ui.engagement import load as engagement
from ui.engagement import terms_page
from ui.feedback import load as feedback_load
from ui.feedback import room as feedback_room
from ui.figures import load as figures_load
from ui.handover import load as hand_over_load
from ui.kit import tasks
from ui.letters import load as letters_load
from ui.matters import fees_view, load
from ui.matters.shown import read_matter
from ui.promises import terms_form
from ui.reports import load as report_load
from ui.reports import papers
from ui.retention import words as retention_words
from ui.reviews import load as review_load
from ui.reviews import room as review_room
from ui.schedule import no_news as no_news_form
from ui.schedule import plan_form, untold_page
from ui.search import export_sheet, kept_words, looking, saved_forms, saved_line
from ui.search.names import offered
from ui.shell.offers import GoTo
from ui.slipped import load as slipped_load
from ui.today import counting, print_sheet, snooze_form
from ui.today import load as today
from ui.today.layout import Shown
from ui.updates import load as updates_load


def _draft_of_hidden(workspace: Workspace, facts: Facts) -> UpdateDraft:
    """As one that was begun before the matter was restricted."""
    return replace(updates_load.begin(workspace, facts.matter).draft, matter_id=facts.hidden)


def _attached(workspace: Workspace, written: UpdateDraft) -> str:
    """The letter that would go into the log, as text."""
    with workspace.read() as reader:
        words = word_list(reader)
    made = updates_load.attached(workspace, written, words, None)
    return "".join(page.extract_text() for page in PdfReader(BytesIO(made.content)).pages)


def _call(workspace: Workspace, written: UpdateDraft) -> None:
    """The hour of a call that is to be logged."""
    with workspace.read() as reader:
        updates_load.refuse_untimely(reader, replace(written, channel=Channel.PHONE))


PAGES: Mapping[str, tuple[Callable[[Workspace, Facts], object], ...]] = {
    "ui.promises.terms_form.read_terms": (
        of_reader(lambda r, f: replace(terms_form.read_terms(r, matter_id=f.hidden), desk=None)),  # type: ignore[arg-type] # names and holidays
        of_reader(lambda r, f: replace(terms_form.read_terms(r, client_id=f.client), desk=None)),  # type: ignore[arg-type] # names and holidays
    ),
    "ui.access.load.load_requests": (
        lambda w, _: access_load.load_requests(w, None, open_only=True).rows,
        lambda w, f: access_load.load_requests(w, f.hidden, open_only=False).rows,
    ),
    "ui.access.load.load_request": (
        lambda w, f: access_load.load_request(w, f.hidden),
        lambda w, f: access_load.load_request(w, f.client),
    ),
    "ui.care.fees_page.stand": (of_reader(lambda r, _: fees_page.stand(r)),),
    "ui.engagement.terms_page.stand": (of_reader(lambda r, _: terms_page.stand(r)),),
    "ui.access.room.stand": (of_reader(lambda r, _: access_room.stand(r)),),
    "ui.reviews.load.load_reviews": (lambda w, _: review_load.load_reviews(w),),
    "ui.reviews.load.load_review": (
        lambda w, f: [said(review_load.load_review, w, UUID(one)) for one in sorted(f.hidden_ids)],
    ),
    "ui.reviews.room.stand": (of_reader(lambda r, _: review_room.stand(r)),),
    "ui.concerns.concern_sheet.read_view": (
        lambda w, f: concern_sheet.read_view(w, f.apart_concern).sheet,
        lambda w, f: concern_sheet.read_view(w, f.hidden_concern).sheet,
    ),
    "ui.concerns.room.how_it_stands": (of_reader(lambda r, _: concern_room.how_it_stands(r)),),
    "ui.concerns.whom.read_whom": (
        of_reader(lambda r, f: concern_whom.read_whom(r, NewConcern("", matter_id=f.hidden))),
        of_reader(lambda r, f: concern_whom.read_whom(r, NewConcern("", client_id=f.client))),
    ),
    "ui.feedback.load.load_feedback": tuple(
        partial(lambda time, w, _: feedback_load.load_feedback(w, time), time) for time in Time
    ),
    "ui.feedback.load.load_answer": (
        of_reader(lambda r, f: feedback_load.load_answer(r, f.hidden)),
        of_reader(lambda r, f: replace(feedback_load.load_answer(r, f.matter), desk=None)),  # type: ignore[type-var] # names and holidays
    ),
    "ui.retention.words.stand": (of_reader(lambda r, _: retention_words.stand(r)),),
    "ui.feedback.room.stand": (of_reader(lambda r, _: feedback_room.stand(r)),),
    "ui.calendar.load.load": (
        *(
            lambda w, _, look=look: calendar_load.load(w, look, NOVEMBER[0], day_items.EVERYTHING)
            for look in Look
        ),
        lambda w, f: calendar_load.load(w, Look.MONTH, NOVEMBER[1], day_items.Among(f.insider)),
        lambda w, f: calendar_load.load(w, Look.MONTH, NOVEMBER[0], day_items.Among(matter_id=f.hidden)),
    ),
    "ui.calendar.load.load_day": (
        lambda w, _: calendar_load.load_day(w, MONDAY.date(), day_items.EVERYTHING, frozenset()),
    ),
    "ui.calendar.load.find_matters": (
        lambda w, _: calendar_load.find_matters(w, ""),
        lambda w, _: calendar_load.find_matters(w, CANARY),
    ),
    "ui.clients.load.load_client": (lambda w, f: client_load.load_client(w, f.client),),
    "ui.today.counting.Counting": (lambda w, _: counting.Counting(w)().counts,),
    "ui.search.looking.look": tuple(
        partial(
            lambda words, w, _: looking.look(w, parse(words, NOVEMBER[0]), None, 9, lambda: False).lines,
            words,
        )
        for words in SOUGHT
    ),
    "ui.search.looking.count": tuple(
        partial(lambda words, w, _: looking.count(w, parse(words, NOVEMBER[0]), lambda: False), words)
        for words in SOUGHT
    ),
    "ui.search.export_sheet.found_pages": tuple(
        partial(
            lambda words, w, _: list(export_sheet.found_pages(w, parse(words, NOVEMBER[0]), lambda: False)),
            words,
        )
        for words in SOUGHT
    ),
    "ui.search.saved_line.list_saved": (lambda w, _: saved_line.list_saved(w),),
    "ui.search.saved_line.counted": (
        lambda w, _: saved_line.counted(w, saved_line.list_saved(w), tasks.Task()),
    ),
    "ui.search.saved_forms.find_saved": (
        lambda w, _: [saved_forms.find_saved(w, one.id) for one in saved_line.list_saved(w)],
    ),
    "ui.search.kept_words.kept_search": (of_reader(lambda r, _: kept_words.kept_search(r)),),
    "ui.contents.sees": tuple(
        partial(lambda page, w, f: [contents.sees(w, page, one) for one in (f.hidden, f.matter)], page)
        for page in ("matter", "letters", "reports", "audit")
    ),
    "ui.search.names.offered": (
        *(  # the last line says the words that were typed
            partial(lambda words, w, _: offered(FirmNames(w), words, ()).offers[:-1], words)
            for words in (CANARY, "Nora", NUMBER, "0000", "v.")
        ),
        lambda w, f: offered(FirmNames(w), "", [GoTo("matter", f.hidden), GoTo("client", f.client)]),
    ),
    "ui.matters.fees_view.read_fees": (
        of_reader(lambda r, f: fees_view.read_fees(r, f.matter)),
        of_reader(lambda r, f: fees_view.read_fees(r, f.hidden)),
    ),
    "ui.matters.load.load_matter": (
        lambda w, f: load.load_matter(w, f.matter),
        lambda w, f: load.load_matter(w, f.hidden),
    ),
    "ui.matters.load.load_stretch": (
        lambda w, f: load.load_stretch(w, f.matter, load.load_matter(w, f.matter).outline, 0),
    ),
    "ui.matters.load.load_news": (lambda w, f: load.load_news(w, f.hidden, f.hidden_entry),),
    "ui.matters.shown.read_matter": (
        lambda w, f: read_matter(w, f.matter, [f.entry, f.hidden_entry]),
        lambda w, f: read_matter(w, f.hidden),
    ),
    "ui.letters.load.shelf": (
        lambda w, _: letters_load.shelf(w, None),
        lambda w, f: letters_load.shelf(w, f.hidden),
    ),
    "ui.letters.load.compose": (
        lambda w, f: letters_load.compose(w, f.matter, built_in()["closing"]),
        lambda w, f: letters_load.compose(w, f.hidden, built_in()["closing"]),
    ),
    "ui.letters.load.held_back": (
        lambda w, f: letters_load.held_back(w, letters_load.compose(w, f.matter, built_in()["closing"])),
        lambda w, f: letters_load.held_back(w, letters_load.compose(w, f.hidden, built_in()["closing"])),
    ),
    "ui.letters.load.past": (lambda w, _: letters_load.past(w, "closing"),),
    "ui.updates.load.attached": (
        lambda w, f: _attached(w, updates_load.begin(w, f.matter).draft),
        lambda w, f: _attached(w, _draft_of_hidden(w, f)),
    ),
    "ui.updates.load.begin": (
        lambda w, f: updates_load.begin(w, f.matter),
        lambda w, f: updates_load.begin(w, f.hidden),
    ),
    "ui.updates.load.look": (
        lambda w, f: updates_load.look(w, updates_load.begin(w, f.matter).draft),
        lambda w, f: updates_load.look(w, _draft_of_hidden(w, f)),
    ),
    "ui.updates.load.refuse_untimely": (
        lambda w, f: _call(w, updates_load.begin(w, f.matter).draft),
        lambda w, f: _call(w, _draft_of_hidden(w, f)),
    ),
    "ui.updates.load.script_of": (
        lambda w, f: updates_load.script_of(w, updates_load.begin(w, f.matter).draft),
        lambda w, f: updates_load.script_of(w, _draft_of_hidden(w, f)),
    ),
    "ui.reports.load.reportables": (
        lambda w, _: report_load.reportables(w, ""),
        lambda w, _: report_load.reportables(w, CANARY),
    ),
    "ui.reports.load.choices": (lambda w, _: report_load.choices(w),),
    "ui.reports.load.compose": (
        lambda w, f: report_load.compose(w, f.matter),
        lambda w, f: report_load.compose(w, f.hidden),
    ),
    "ui.handover.load.load_hand_over": (
        lambda w, f: hand_over_load.load_hand_over(w, f.insider),
        lambda w, f: hand_over_load.load_hand_over(w, f.outsider),
    ),
    "ui.handover.load.look_ahead": (
        lambda w, f: hand_over_load.look_ahead(w, handing_over.NewHandOver(f.insider, f.outsider)),
    ),
    **{
        f"ui.engagement.load.{query.__name__}": (
            lambda w, f, query=query: query(w, f.matter),
            lambda w, f, query=query: query(w, f.hidden),
        )
        for query in (
            *(engagement.load_terms, engagement.load_intake),
            *(engagement.load_ending, engagement.load_begun),
        )
    },
    "ui.engagement.load.load_letter": (lambda w, f: engagement.load_letter(w, f.hidden, "protocol"),),
    "ui.schedule.plan_form.load_plan": (lambda w, f: plan_form.load_plan(w, f.hidden),),
    "ui.figures.load.load_figures": (
        lambda w, _: figures_load.load_figures(w, Time.YEAR),
        lambda w, _: figures_load.load_figures(w, Time.LAST_QUARTER),
    ),
    "ui.figures.load.load_behind": (
        lambda w, _: [
            figures_load.load_behind(w, found, Pick("firm", None, name))
            for found in [figures_load.load_figures(w, Time.YEAR).found]
            for name in (
                "notes.written",
                "standing.owed",
                "reviews.files",
                "answers.promised",
                "concerns.open",
            )
        ],
    ),
    "ui.slipped.load.load_slipped": (
        lambda w, _: slipped_load.load_slipped(w, date(2026, 1, 1)),
        lambda w, f: slipped_load.load_slipped(w, date(2026, 1, 1), matter_id=f.hidden),
        lambda w, f: slipped_load.load_slipped(w, person_id=f.insider),
    ),
    "ui.slipped.load.load_slipped_list": (
        lambda w, _: slipped_load.load_slipped_list(w, date(2026, 1, 1), date(2026, 12, 31)),
        lambda w, f: slipped_load.load_slipped_list(
            w, date(2026, 1, 1), date(2026, 12, 31), person_id=f.insider
        ),
    ),
    "ui.schedule.no_news.load_no_news": (lambda w, f: no_news_form.load_no_news(w, f.hidden),),
    "ui.schedule.untold_page.load_untold": (lambda w, _: untold_page.load_untold(w, None),),
    "ui.schedule.untold_page.load_untold_list": (lambda w, _: untold_page.load_untold_list(w, None),),
    "ui.today.load.load": (
        lambda w, _: today.load(w, Shown(), exchange.count_tray),
        lambda w, f: today.load(w, Shown(True, frozenset({f.insider, None})), exchange.count_tray),
    ),
    "ui.today.load.later": (
        lambda w, _: today.later(today.load(w), w, Shown(True), exchange.count_tray),
        lambda w, _: today.later(replace(today.load(w), changes_at=MONDAY), w, Shown(), exchange.count_tray),
    ),
    "ui.today.snooze_form.load_snooze": (
        lambda w, f: snooze_form.load_snooze(w, f.hidden),
        lambda w, f: snooze_form.load_snooze(w, f.hidden_entry),
    ),
    "ui.reports.papers.made_history": (
        lambda w, f: replace(
            papers.made_history(w, tasks.Task(), HistoryAsked(f.matter)), history=None, content=b""
        ),
        lambda w, f: papers.made_history(w, tasks.Task(), HistoryAsked(f.hidden)),
    ),
    "ui.reports.papers.read_note": (
        lambda w, f: replace(papers.read_note(w, f.entry), anchor=Head(7, b"")),
        lambda w, f: papers.read_note(w, f.hidden_entry),
    ),
    "ui.reports.papers.set_partners": (lambda w, _: papers.set_partners(w)[0],),
    "ui.today.print_sheet.load_morning": (
        lambda w, _: print_sheet.load_morning(w, team=False),
        lambda w, _: print_sheet.load_morning(w, team=True),
    ),
    "ui.contactlog.about.about_nobody": (of_reader(lambda r, _: about.about_nobody(r)),),
    "ui.contactlog.about.about": (
        of_reader(lambda r, f: about.about(r, f.matter, None)),
        of_reader(lambda r, f: about.about(r, f.hidden, None)),
        of_reader(lambda r, f: about.about(r, None, f.client)),
    ),
    "ui.contactlog.about.find_whom": (
        of_reader(lambda r, _: about.find_whom(r, CANARY)),
        of_reader(lambda r, _: about.find_whom(r, "Nora")),
        of_reader(lambda r, _: about.find_whom(r, "")),
    ),
    "ui.contactlog.about.whom_of": (
        of_reader(lambda r, f: about.whom_of(r, about.Whom(f.hidden, f.client))),
    ),
    "ui.contactlog.amending.values_of": (of_reader(lambda r, f: amending.values_of(r, f.hidden_entry)),),
    "ui.contactlog.entry_sheet.whole_entry": (
        of_reader(lambda r, f: entry_sheet.whole_entry(r, f.entry)),
        of_reader(lambda r, f: entry_sheet.whole_entry(r, f.hidden_entry)),
    ),
    "ui.contactlog.keeper.kept_forms": (of_reader(lambda r, _: keeper.kept_forms(r)),),
}
"""How each function that a page is read with is asked."""
