"""Reports, letters and notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.audit.trail import Head
from app.contactlog import history as contact_history
from app.letters import composing
from app.letters import queries as letters
from app.letters.built_in import built_in
from app.letters.facts import letter_facts
from app.letters.held import held_with_client
from app.letters.matter_terms import ending_texts, terms_texts
from app.notices import queries as notices
from app.notices.words import Outlet
from app.owed.calendar import day_items
from app.plain import queries as plain
from app.reports.attendance import note
from app.reports.found import entries as found_report
from app.reports.history import record
from app.reports.lists import month, morning, partners
from app.reports.lists import slipped as slipped_paper
from app.reports.lists import untold as untold_paper
from app.reports.status import fees, many, plainness, report
from app.settings import queries as settings
from tests.journeys.walls.asking import (
    CANARY,
    MATTER,
    NOVEMBER,
    Queries,
    of_each,
)
from tests.support import MONDAY

QUERIES: Queries = {
    found_report.entries_of: (lambda r, f: found_report.entries_of(r, [f.entry, f.hidden_entry]),),
    found_report.cells: (
        lambda r, f: [
            found_report.cells(r, row) for row in found_report.entries_of(r, [f.entry, f.hidden_entry])
        ],
    ),
    found_report.printed: (
        lambda r, f: [
            found_report.printed(r, row) for row in found_report.entries_of(r, [f.entry, f.hidden_entry])
        ],
    ),
    found_report.found_head: (lambda r, _: found_report.found_head(r, "lease", 1, Head(7, b"12345678")),),
    month.read_month: (
        lambda r, _: month.read_month(r, NOVEMBER[0], day_items.EVERYTHING, show_clients=True).matters,
    ),
    morning.morning_list: (
        lambda r, _: morning.morning_list(r),
        lambda r, f: morning.morning_list(r, f.insider),
        lambda r, _: morning.morning_list(r, team=True),
    ),
    partners.partners_lists: (
        lambda r, _: partners.partners_lists(r, days=99),
        lambda r, f: partners.partners_lists(r, f.insider, days=99),
    ),
    note.attendance: (
        lambda r, f: replace(note.attendance(r, f.entry, MONDAY), anchor=Head(7, b"")),
        lambda r, f: note.attendance(r, f.hidden_entry, MONDAY),
    ),
    fees.arrangement_said: (
        lambda r, f: fees.arrangement_said(r, f.matter),
        lambda r, f: fees.arrangement_said(r, f.hidden),
    ),
    fees.fee_lines: (
        lambda r, f: fees.fee_lines(r, f.matter),
        lambda r, f: fees.fee_lines(r, f.hidden),
    ),
    many.reportable: (
        lambda r, _: many.reportable(r),
        lambda r, _: many.reportable(r, words=CANARY),
        lambda r, f: many.reportable(r, many.Which(responsible_id=f.insider)),
    ),
    report.status_report: of_each(report.status_report, *MATTER),
    plainness.court_days: of_each(
        lambda r, one: plainness.court_days(r, one, report.status_report(r, one)), *MATTER
    ),
    contact_history.history_keys: of_each(contact_history.history_keys, *MATTER),
    contact_history.recorded: (
        lambda r, f: list(contact_history.recorded(r, contact_history.history_keys(r, f.matter))),
        lambda r, f: list(contact_history.recorded(r, contact_history.history_keys(r, f.hidden))),
    ),
    record.read_history: (
        lambda r, f: replace(
            record.read_history(r, record.HistoryAsked(f.matter), MONDAY), anchor=Head(7, b"")
        ),
        lambda r, f: record.read_history(r, record.HistoryAsked(f.hidden), MONDAY),
    ),
    record.lines: (
        lambda r, f: list(record.lines(r, record.read_history(r, record.HistoryAsked(f.matter), MONDAY))),
    ),
    report.notices_on: (lambda r, _: report.notices_on(r, settings.firm(r).details, "", Outlet.REPORT),),
    letter_facts: of_each(letter_facts, *MATTER),
    terms_texts: of_each(terms_texts, *MATTER),
    ending_texts: of_each(ending_texts, *MATTER),
    held_with_client: of_each(held_with_client, *MATTER),
    composing.compose_letter: (
        *of_each(lambda r, one: composing.compose_letter(r, one, built_in()["protocol"]), *MATTER),
        *of_each(lambda r, one: composing.compose_letter(r, one, built_in()["status-letter"]), *MATTER),
    ),
    letters.templates: of_each(letters.templates),
    letters.template: (lambda r, _: letters.template(r, "closing"),),
    letters.template_versions: (lambda r, _: letters.template_versions(r, "closing"),),
    letters.find_template: (lambda r, _: letters.find_template(r, "closing"),),
    notices.notices: of_each(notices.notices),
    plain.plain_words: of_each(plain.plain_words),
    plain.word_list: (lambda r, _: plain.word_list(r).known,),
    plain.language_of: (lambda r, _: plain.language_of(r),),
    notices.notice_versions: (lambda r, f: notices.notice_versions(r, f.hidden),),
    notices.notices_for: (lambda r, _: notices.notices_for(r, "", Outlet.LETTER),),
    untold_paper.untold_list: (
        lambda r, _: untold_paper.untold_list(r),
        lambda r, _: untold_paper.untold_list(r, date(2026, 10, 1)),
    ),
    slipped_paper.slipped_list: (
        lambda r, _: slipped_paper.slipped_list(r, date(2026, 1, 1)),
        lambda r, f: slipped_paper.slipped_list(r, date(2026, 1, 1), person_id=f.insider),
    ),
}
