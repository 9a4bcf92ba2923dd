"""A restricted matter does not exist for an outsider: every query, every page and every command is asked, in a firm
that has the matter and in one that never had it, and must say the same. One that is not asked here fails the test.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import json
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from shutil import rmtree
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import app
import ui
from app.audit import queries as audit
from app.audit.trail import Head
from app.backups import queries as backups
from app.care import queries as care
from app.channels import queries as channels
from app.channels.words import Channel
from app.cli.main import _parser, main
from app.clients import duplicate_pairs, duplicates, merges, reach
from app.clients import people_queries as around
from app.clients import profile as profiles
from app.clients import queries as clients
from app.clients.words import PointKind
from app.conflicts import queries as conflicts
from app.conflicts import searching
from app.contactlog import (
    checking,
    date_turns,
    kind_queries,
    listing,
    note_times,
    reading,
    replies,
    standing,
    storing,
    telling,
    timeline,
    vouched,
)
from app.contactlog import follow_ups as agreements
from app.contactlog import queries as log
from app.contactlog import warnings as log_warnings
from app.contactlog.commands import amend_contact, log_contact
from app.contactlog.elsewhere import told_together, untold_elsewhere
from app.contactlog.forms import NewAttachment
from app.deeds import details as deed_room
from app.deeds import names
from app.deeds import queries as deeds
from app.drafts import queries as drafts
from app.drafts.commands import keep_draft
from app.exchange import calendar_file, place_rules, remembered, suggestions, threads
from app.exchange import queries as exchange
from app.exchange.calendar_out import save_calendar
from app.exchange.commands import import_files, place_tray_item
from app.exchange.mail import Message, read_message
from app.figures import firm as firm_figures
from app.figures import spelling as firm_spelling
from app.hours import queries as hours
from app.kernel.errors import Invalid, LiaisonError
from app.letters import composing
from app.letters import queries as letters
from app.letters.built_in import built_in
from app.letters.facts import letter_facts
from app.matters import (
    development_queries,
    handing,
    history,
    keepers,
    key_date_queries,
    of_clients,
    parties,
    sheet,
    turning,
    walls,
)
from app.matters import queries as matters
from app.matters.commands import MatterDetails, open_matter
from app.matters.models import DevelopmentVersion, Matter
from app.matters.words import MatterStatus
from app.merging import queries as merging
from app.notices import queries as notices
from app.notices.words import Outlet
from app.owed import division, lately, news, stand_ins
from app.owed import queries as owed
from app.owed import replies as owed_replies
from app.owed.calendar import days, ended, span
from app.owed.handover import handing_over, heirs, left_with, moment, new_keepers, to_come
from app.owed.slipped import queries as slipped
from app.owed.snooze import commands as snoozing
from app.owed.snooze import queries as snoozes
from app.people import queries as people
from app.promises import acknowledging
from app.promises import queries as promises
from app.quickentry import queries as quick
from app.quickentry.parts import Ref
from app.reports import fees, month, morning, status
from app.reports import found as found_report
from app.reports import untold as untold_paper
from app.reports.found_export import save_found
from app.schedule import defaults as schedule_defaults
from app.schedule import excuses, no_news, silences, untold
from app.schedule import queries as schedule
from app.search import completing, finding, formerly, saved
from app.search.asking import parse
from app.search.indexing import catch_up
from app.search.saved import rename_search, save_search
from app.settings import queries as settings
from app.storage.transaction import Reader
from app.workspace import Workspace
from tests.journeys.secret_matter import CANARY, MAIL, NOTICE, NUMBER, OUTSIDER, Facts, TwoFirms, call, make
from tests.support import MONDAY, PASSWORD
from ui import contents
from ui.calendar import load as calendar_load
from ui.calendar.shown import Look
from ui.clients import page as client_page
from ui.clients.list_page import ClientsPage
from ui.contactlog import about, amending, entry_sheet, keeper
from ui.handover import load as hand_over_load
from ui.kit import tasks
from ui.kit.listpage import Asked as Asked_
from ui.letters import load as letters_load
from ui.matters import load
from ui.matters.list_page import MattersPage
from ui.matters.shown import read_matter
from ui.promises import terms_form
from ui.reports import load as report_load
from ui.schedule import no_news as no_news_form
from ui.schedule import plan_form, untold_page
from ui.search import export_sheet, kept_words, looking, saved_forms, saved_line
from ui.slipped import load as slipped_load
from ui.today import counting, print_sheet, snooze_form
from ui.today import load as today
from ui.today.layout import Shown

Asked = Callable[[Reader, Facts], object]
NOVEMBER = date(2026, 11, 1), date(2026, 12, 31)
SOUGHT = (
    "",
    CANARY,
    f"{CANARY[:5]}*",
    "has:attachment",
    f"matter:{NUMBER}",
    "client:nora",
    "order",
    "with:court",
    "-x",
)
EVERYTHING = parse("", NOVEMBER[0]), finding.EVERYWHERE


@pytest.fixture(scope="module")
def firms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoFirms]:
    made = make(tmp_path_factory.mktemp("firms"))
    for workspace in (made.walled, made.never):
        catch_up(workspace)
    yield made
    made.inside.lock()
    made.never.lock()


def of_each(query: Callable[..., object], *wanted: str) -> tuple[Asked, ...]:
    """Asked for what everybody may see, for what is hidden, and, where it can be, for all."""
    whole: list[Asked] = [] if wanted[:1] == ("must",) else [lambda r, _: query(r)]
    ids = [name for name in wanted if name != "must"]
    return (*whole, *(partial(_of_one, query, name) for name in ids))


def _of_one(query: Callable[..., object], name: str, reader: Reader, facts: Facts) -> object:
    return query(reader, getattr(facts, name))


def of_hidden(query: Callable[[Reader, UUID], object], reader: Reader, facts: Facts) -> object:
    """Asked for every id that only the hidden matter has, whatever it is of."""
    return [query(reader, UUID(one)) for one in sorted(facts.hidden_ids)]


MATTER = ("must", "matter", "hidden")
ANY_MATTER = ("matter", "hidden")
ENTRY = ("must", "entry", "hidden_entry")


def _answer_to(name: str) -> Message:
    """A mail that answers one of that name."""
    mail = MAIL.format(sender="a@example.com", subject="Re", name=f"answer-{name}", text="Yes")
    return read_message(f"In-Reply-To: <{name}@example.org>\n{mail}".encode())


QUERIES: Mapping[Callable[..., object], tuple[Asked, ...]] = {
    audit.events: (
        lambda r, _: audit.events(r, audit.EventFilter()),
        lambda r, _: audit.events(
            r, audit.EventFilter(actions=frozenset({"viewed", "restricted", "printed", "imported"}))
        ),
        lambda r, f: audit.events(r, audit.EventFilter(person=f.insider)),
        lambda r, f: audit.events(r, audit.EventFilter(things=select(Matter.id))),
    ),
    audit.event: (lambda r, _: [audit.event(r, seq) for seq in range(1, 90)],),
    backups.rule: of_each(backups.rule),
    backups.place: of_each(backups.place),
    duplicates.alike_clients: (
        lambda r, f: duplicates.alike_clients(r, "Nora Witcombe", but=f.matter),
        lambda r, _: duplicates.alike_clients(r, CANARY),
    ),
    duplicate_pairs.alike_pairs: of_each(duplicate_pairs.alike_pairs),
    merges.present_client: of_each(merges.present_client, "must", "client"),
    merges.present_or_refused: of_each(merges.present_or_refused, "must", "client"),
    merges.present_clients: of_each(merges.present_clients),
    merges.written_for: of_each(merges.written_for, "must", "entry", "hidden_entry"),
    merging.both_sides: (lambda r, f: merging.both_sides(r, f.client, f.client),),
    merging.merges: of_each(merging.merges, "client"),
    merging.undo_preview: of_each(merging.undo_preview, "must", "client"),
    parties.parties: of_each(parties.parties, *MATTER),
    news.news_standing: of_each(news.news_standing, *MATTER),
    news.knows_of: of_each(news.knows_of, *MATTER),
    date_turns.heard_of_dates: of_each(date_turns.heard_of_dates, *MATTER),
    news.dates_to_tell: of_each(news.dates_to_tell, *MATTER),
    news.tell_time: (
        lambda r, f: news.tell_time(r, f.matter, MONDAY, urgent=True, essential=True),
        lambda r, f: news.tell_time(r, f.hidden, MONDAY, urgent=True, essential=True),
    ),
    slipped.slipped: (
        lambda r, _: slipped.slipped(r, NOVEMBER[0] - timedelta(days=300)),
        lambda r, f: slipped.slipped(r, NOVEMBER[0] - timedelta(days=300), matter_id=f.hidden),
        lambda r, f: slipped.slipped(r, NOVEMBER[0] - timedelta(days=300), person_id=f.insider),
    ),
    firm_figures.figures: (
        lambda r, _: firm_figures.figures(r, NOVEMBER[0] - timedelta(days=300)),
        lambda r, f: firm_figures.figures(r, NOVEMBER[0] - timedelta(days=300), person_id=f.insider),
    ),
    firm_spelling.table_rows: (
        lambda r, _: list(
            firm_spelling.table_rows(r, firm_figures.figures(r, NOVEMBER[0] - timedelta(days=300)))
        ),
    ),
    note_times.note_times: (lambda r, _: list(note_times.note_times(r, r.now - timedelta(days=300), r.now)),),
    history.development_versions: (lambda r, f: of_hidden(history.development_versions, r, f),),
    history.key_date_versions: (lambda r, f: of_hidden(history.key_date_versions, r, f),),
    history.said_then: (
        lambda r, f: history.said_then(
            replace(r, known_by=r.now), DevelopmentVersion, [UUID(one) for one in sorted(f.hidden_ids)]
        ),
    ),
    conflicts.checks: (lambda r, _: conflicts.checks(r), lambda r, _: conflicts.checks(r, query=CANARY)),
    conflicts.newest_check: of_each(conflicts.newest_check, *MATTER),
    conflicts.check_sheet: of_each(conflicts.check_sheet, "must", "client"),
    conflicts.hidden_hits: of_each(conflicts.hidden_hits, "must", "client"),
    searching.searched: of_each(searching.searched),
    care.costs: of_each(care.costs, *MATTER),
    care.figures: of_each(care.figures, *MATTER),
    clients.list_clients: (
        lambda r, _: clients.list_clients(r, archived=True),
        lambda r, _: clients.list_clients(r, query=CANARY, by_points=True),
    ),
    clients.count_clients: (lambda r, _: clients.count_clients(r, archived=True),),
    clients.any_client: (lambda r, _: clients.any_client(r),),
    clients.client_sheet: of_each(clients.client_sheet, "must", "client"),
    clients.details_of: (lambda r, f: clients.details_of(r, [f.client]),),
    clients.points_of: of_each(clients.points_of, "must", "client"),
    reach.reach_of: (lambda r, f: reach.reach_of(r, [f.client]),),
    clients.manners: (lambda r, f: clients.manners(r, [f.client]),),
    clients.client_names: (lambda r, f: clients.client_names(r, [f.client, f.hidden]),),
    clients.find_client: (
        lambda r, _: clients.find_client(r, "Nora"),
        lambda r, _: clients.find_client(r, CANARY),
    ),
    clients.clients_reached_at: (
        lambda r, _: clients.clients_reached_at(r, PointKind.EMAIL, ["nora@example.com", "y@example.org"]),
    ),
    channels.channel_rules: of_each(channels.channel_rules),
    channels.channel_rule: (lambda r, _: channels.channel_rule(r, Channel.EMAIL),),
    profiles.profile: of_each(profiles.profile, "must", "client"),
    profiles.known_points: of_each(profiles.known_points, "must", "client"),
    around.people_around: of_each(around.people_around, "must", "client"),
    around.people_of: (lambda r, f: around.people_of(r, [f.client]),),
    around.people_reached_at: (
        lambda r, _: around.people_reached_at(r, PointKind.EMAIL, ["nora@example.com"]),
    ),
    around.find_person: (
        lambda r, f: around.find_person(r, f.client, "Nobody"),
        lambda r, f: around.find_person(r, f.client, CANARY),
    ),
    listing.log_page: (
        lambda r, _: listing.log_page(r),
        lambda r, _: listing.log_page(r, limit=1),
    ),
    timeline.timeline: tuple(
        partial(lambda every, r, f: timeline.timeline(r, f.matter, every), every) for every in (1, 50)
    ),
    timeline.stretch: (
        lambda r, f: timeline.stretch(r, f.matter, timeline.timeline(r, f.matter, 50), 0),
        lambda r, f: timeline.stretch(r, f.hidden, timeline.timeline(r, f.hidden, 1), 0),
    ),
    timeline.place_of: (
        lambda r, f: timeline.place_of(r, f.matter, f.entry),
        lambda r, f: timeline.place_of(r, f.hidden, f.hidden_entry),
    ),
    timeline.news_of: (
        lambda r, f: [
            timeline.news_of(r, f.hidden, one.id) for one in development_queries.developments(r, f.hidden)
        ],
    ),
    timeline.latest_updates: (
        lambda r, f: timeline.latest_updates(r, f.matter, 5),
        lambda r, f: timeline.latest_updates(r, f.hidden, 5),
    ),
    listing.log_rows: (lambda r, f: listing.log_rows(r, [f.entry, f.hidden_entry]),),
    listing.count_log: of_each(listing.count_log),
    found_report.entries_of: (lambda r, f: found_report.entries_of(r, [f.entry, f.hidden_entry]),),
    found_report.cells: (
        lambda r, f: [
            found_report.cells(r, row) for row in found_report.entries_of(r, [f.entry, f.hidden_entry])
        ],
    ),
    found_report.on_paper: (
        lambda r, f: [
            found_report.on_paper(r, row) for row in found_report.entries_of(r, [f.entry, f.hidden_entry])
        ],
    ),
    found_report.found_head: (lambda r, _: found_report.found_head(r, "lease", 1, Head(7, b"12345678")),),
    log.entries: (
        lambda r, _: log.entries(r),
        lambda r, f: log.entries(r, matter_id=f.hidden),
        lambda r, f: log.entries(r, client_id=f.client),
    ),
    log.entry: of_each(log.entry, *ENTRY),
    log.entry_form: of_each(log.entry_form, *ENTRY),
    log.versions: of_each(log.versions, *ENTRY),
    log.versions_read: of_each(log.versions_read, *ENTRY),
    log.count_entries: of_each(log.count_entries),
    log.count_of_client: (lambda r, f: log.count_of_client(r, f.client),),
    log.attachment_content: of_each(log.attachment_content, "must", "hidden_file"),
    log.follow_ups: (
        lambda r, _: log.follow_ups(r),
        lambda r, f: log.follow_ups(r, matter_id=f.hidden, open_only=True),
    ),
    log.used_tags: of_each(log.used_tags),
    checking.first_client: of_each(checking.first_client, *MATTER),
    checking.checked: (
        lambda r, f: checking.checked(r, call(f.hidden, f.client, "said", MONDAY)),
        lambda r, f: checking.checked(
            r, replace(call(f.matter, f.client, "said", MONDAY), answers_id=f.hidden_entry)
        ),
    ),
    log_warnings.warnings_of: (
        lambda r, f: log_warnings.warnings_of(r, call(f.hidden, f.client, "said", MONDAY)),
        lambda r, f: log_warnings.warnings_of(r, call(f.matter, f.client, "said", MONDAY)),
    ),
    agreements.known_people: (lambda r, f: agreements.known_people(r, f.client),),
    kind_queries.kinds: of_each(kind_queries.kinds),
    kind_queries.kind_rows: of_each(kind_queries.kind_rows),
    storing.pieces_of: (lambda r, f: list(storing.pieces_of(r, f.hidden_file)),),
    storing.stored_file: of_each(storing.stored_file, "must", "hidden_file"),
    storing.forgotten_files: of_each(storing.forgotten_files),
    log.earlier_participants: (
        lambda r, f: log.earlier_participants(r, f.hidden, None),
        lambda r, f: log.earlier_participants(r, None, f.client),
    ),
    reading.as_known: of_each(reading.as_known),
    reading.every_version: (
        lambda r, f: reading.every_version(r, log.entry(r, f.entry), log.versions(r, f.entry)),
    ),
    reading.whole: (lambda r, _: reading.whole(r, r.session.execute(reading.entry_columns()).all()),),
    standing.untold_developments: of_each(standing.untold_developments, *ANY_MATTER),
    telling.tellings: of_each(telling.tellings, *ANY_MATTER),
    standing.last_updates: of_each(standing.last_updates, *ANY_MATTER),
    standing.last_contacts: of_each(standing.last_contacts, *ANY_MATTER),
    standing.given_updates: (
        lambda r, _: standing.given_updates(r, MONDAY - timedelta(days=99), MONDAY + timedelta(days=9)),
    ),
    standing.given_rows: (
        lambda r, _: standing.given_rows(r, MONDAY - timedelta(days=99), MONDAY + timedelta(days=9)),
    ),
    replies.awaiting_reply: of_each(replies.awaiting_reply, *ANY_MATTER),
    replies.asked: (
        lambda r, _: replies.asked(r),
        lambda r, f: replies.asked(r, matter_id=f.hidden),
        lambda r, f: replies.asked(r, entry_ids=[f.hidden_entry, f.entry]),
    ),
    promises.terms_book: (
        lambda r, f: (promises.terms_book(r), promises.terms_book(r).of(f.client, f.hidden)),
    ),
    promises.terms_history: (
        lambda r, f: promises.terms_history(r, (None, f.hidden)),
        lambda r, f: promises.terms_history(r, (f.client, None)),
    ),
    promises.courses: (
        lambda r, _: promises.courses(r),
        lambda r, f: promises.courses(r, matter_id=f.hidden),
    ),
    owed_replies.replies: (
        lambda r, _: owed_replies.replies(r, only_open=True),
        lambda r, _: owed_replies.replies(r),
        lambda r, f: owed_replies.replies(r, matter_id=f.hidden),
        lambda r, f: owed_replies.replies(r, entry_ids=[f.hidden_entry]),
        lambda r, f: owed_replies.replies(r, person_id=f.insider),
    ),
    owed_replies.clients_outside: (lambda r, _: owed_replies.clients_outside(r, log.awaiting_reply(r)),),
    promises.course_of: (lambda r, f: promises.course_of(r, f.hidden_entry),),
    promises.escalations_shown: (
        lambda r, _: promises.escalations_shown(r),
        lambda r, f: promises.escalations_shown(r, [f.hidden_entry]),
    ),
    acknowledging.acknowledging: (
        lambda r, f: acknowledging.acknowledging(r, f.hidden_entry),
        lambda r, f: acknowledging.acknowledging(r, f.entry),
    ),
    log_warnings.emergency_contact: (lambda r, f: log_warnings.emergency_contact(r, f.hidden),),
    log_warnings.emergency_contacts: (lambda r, f: log_warnings.emergency_contacts(r, [f.hidden]),),
    vouched.unlike_the_trail: (lambda r, _: list(vouched.unlike_the_trail(r)),),
    deed_room.deed_details: (
        lambda r, _: [
            said(lambda r, _, seq=seq: deed_room.deed_details(r, seq), r, _) for seq in range(1, 90)
        ],
    ),
    names.names_of: (
        lambda r, f: names.names_of(
            r,
            [
                ("matter", f.matter),
                ("matter", f.hidden),
                ("entry", f.hidden_entry),
                ("client", f.client),
                ("tray_item", f.hidden_tray_item),
                ("attachment", f.hidden_file),
                ("status_report", f.hidden),
            ],
        ),
    ),
    deeds.days_of: (lambda r, _: type(deeds.days_of(r)).__name__,),
    deeds.deeds: (
        lambda r, _: deeds.deeds(r, deeds.Wanted()),
        lambda r, f: deeds.deeds(r, deeds.Wanted(matter=f.hidden)),
        lambda r, f: deeds.deeds(r, deeds.Wanted(matter=f.matter)),
        lambda r, _: deeds.deeds(r, deeds.Wanted(group="views")),
        lambda r, _: deeds.deeds(r, deeds.Wanted(action="restricted")),
    ),
    deeds.deed: (lambda r, _: [deeds.deed(r, seq) for seq in range(1, 90)],),
    deeds.with_names: (lambda r, _: deeds.with_names(r, audit.events(r, audit.EventFilter()).rows),),
    drafts.drafts: (lambda r, _: drafts.drafts(r), lambda r, _: drafts.drafts(r, "contact")),
    exchange.tray: of_each(exchange.tray),
    exchange.tray_message: of_each(exchange.tray_message, "must", "tray_item", "hidden_tray_item"),
    exchange.count_tray: of_each(exchange.count_tray),
    exchange.waiting_from: tuple(
        lambda r, _, address=address: exchange.waiting_from(r, address)
        for address in (
            "nora@example.com",
            "office@example.com",
            "two@cand.uscourts.gov",
            "x@example.org",
            "y@example.org",
        )
    ),
    suggestions.suggestions: (
        lambda r, f: suggestions.suggestions(
            r, [(f.tray_item, "x@example.org"), (f.tray_item, "nora@example.com")]
        ),
    ),
    threads.thread_of: of_each(threads.thread_of, *ENTRY),
    threads.find_thread: tuple(
        lambda r, _, name=name: threads.find_thread(r, _answer_to(name))
        for name in ("direct", "placed", "fence")
    ),
    place_rules.place_rules: of_each(place_rules.place_rules),
    place_rules.rules_by_address: of_each(place_rules.rules_by_address),
    remembered.remembered_mappings: of_each(remembered.remembered_mappings),
    remembered.known_mappings: of_each(remembered.known_mappings),
    remembered.mapping_for: (lambda r, _: remembered.mapping_for(r, ("Kunde",)),),
    matters.list_matters: (
        lambda r, _: matters.list_matters(r),
        lambda r, _: matters.list_matters(r, query=CANARY),
        lambda r, f: matters.list_matters(r, client_id=f.client),
        lambda r, f: matters.list_matters(r, ids=[f.hidden, f.matter]),
    ),
    matters.count_matters: (
        lambda r, _: [matters.count_matters(r, one) for one in MatterStatus],
        lambda r, _: matters.count_matters(r, None, CANARY),
    ),
    sheet.matter_sheet: of_each(sheet.matter_sheet, *MATTER),
    sheet.keepers_to_come: of_each(sheet.keepers_to_come, *MATTER),
    sheet.details_of: (lambda r, f: sheet.details_of(r, [f.matter, f.hidden]),),
    matters.find_matter: (
        lambda r, _: matters.find_matter(r, "00001"),
        lambda r, _: matters.find_matter(r, NUMBER),
        lambda r, _: matters.find_matter(r, CANARY),
        lambda r, _: matters.find_matter(r, "0000"),
    ),
    development_queries.developments: of_each(development_queries.developments, *ANY_MATTER),
    key_date_queries.key_dates: (
        *of_each(key_date_queries.key_dates, *ANY_MATTER),
        lambda r, _: key_date_queries.key_dates(r, pending_on=r.today),
    ),
    of_clients.matters_of_clients: (lambda r, f: of_clients.matters_of_clients(r, [f.client]),),
    of_clients.clients_of_matters: (
        lambda r, _: of_clients.clients_of_matters(r),
        lambda r, f: of_clients.clients_of_matters(r, responsible_id=f.insider),
    ),
    of_clients.count_by_client: (lambda r, f: of_clients.count_by_client(r, [f.client]),),
    walls.may_restrict: (
        lambda r, f: walls.may_restrict(r, f.matter),
        lambda r, f: walls.may_restrict(r, f.hidden),
    ),
    walls.wall_of: of_each(walls.wall_of, *MATTER),
    walls.is_restricted: of_each(walls.is_restricted, *MATTER),
    days.days: (
        lambda r, _: days.days(r, *NOVEMBER),
        lambda r, f: days.days(r, *NOVEMBER, days.Among(person_id=f.insider)),
    ),
    days.late_items: (
        lambda r, _: days.late_items(r),
        lambda r, f: days.late_items(r, days.Among(matter_id=f.hidden)),
    ),
    span.read_span: (
        lambda r, _: span.read_span(r, *NOVEMBER),
        lambda r, f: span.read_span(r, *NOVEMBER, days.Among(matter_id=f.hidden)),
    ),
    span.read_away: (lambda r, _: span.read_away(r, *NOVEMBER),),
    span.firm_weeks: of_each(span.firm_weeks),
    ended.ended_updates: (lambda r, _: ended.ended_updates(r, *NOVEMBER),),
    ended.withdrawn_actions: (lambda r, _: ended.withdrawn_actions(r, *NOVEMBER),),
    ended.given_away: (lambda r, f: ended.given_away(r, *NOVEMBER, f.insider),),
    ended.withdrawn_dates: (lambda r, _: ended.withdrawn_dates(r, *NOVEMBER),),
    ended.ended_absences: (lambda r, _: ended.ended_absences(r, *NOVEMBER),),
    calendar_file.calendar_file: (
        lambda r, _: calendar_file.calendar_file(r, *NOVEMBER, show_clients=True),
        lambda r, f: calendar_file.calendar_file(r, *NOVEMBER, days.Among(matter_id=f.hidden)),
    ),
    month.read_month: (
        lambda r, _: month.read_month(r, NOVEMBER[0], days.EVERYTHING, show_clients=True).matters,
    ),
    matters.practice_areas: of_each(matters.practice_areas),
    left_with.left_with: of_each(left_with.left_with, "must", "insider", "outsider"),
    left_with.plans_of: of_each(left_with.plans_of, "must", "insider"),
    left_with.follow_ups_of: of_each(left_with.follow_ups_of, "must", "insider"),
    left_with.key_dates_of: of_each(left_with.key_dates_of, "must", "insider"),
    handing_over.foresee: (
        lambda r, f: handing_over.foresee(r, handing_over.NewHandOver(f.insider, f.outsider)),
        lambda r, f: handing_over.foresee(
            r, handing_over.NewHandOver(f.insider, None, {f.hidden: f.outsider})
        ),
    ),
    heirs.heirs: of_each(heirs.heirs, "must", "insider", "outsider"),
    new_keepers.untold_of_keepers: (
        lambda r, f: new_keepers.untold_of_keepers(r, [f.matter]),
        lambda r, f: new_keepers.untold_of_keepers(r, [f.hidden]),
        lambda r, f: new_keepers.untold_of_keepers(r, [f.matter, f.hidden]),
    ),
    to_come.to_come: of_each(to_come.to_come, "must", "insider", "outsider"),
    moment.running_then: of_each(lambda r: moment.running_then(r).status),
    moment.named_in: (
        lambda r, _: moment.named_in(r, moment.running_then(r)),
        lambda r, f: moment.named_in(r, moment.running_then(r), f.insider),
    ),
    keepers.named_then: of_each(keepers.named_then),
    handing.matters_by_id: (
        lambda r, f: sorted(handing.matters_by_id(r, [f.matter, f.hidden])),
        lambda r, f: sorted(handing.matters_by_id(r, [f.hidden])),
    ),
    stand_ins.stand_ins: of_each(stand_ins.stand_ins),
    stand_ins.standing_in: of_each(stand_ins.standing_in),
    keepers.keepers_then: of_each(keepers.keepers_then),
    keepers.kept_since: of_each(lambda r: keepers.kept_since(r, r.now).all_at(r.now)),
    keepers.keeper_history: of_each(keepers.keeper_history, *MATTER),
    untold_elsewhere: (
        lambda r, f: untold_elsewhere(r, f.client, None),
        lambda r, f: untold_elsewhere(r, f.client, f.matter),
        lambda r, f: untold_elsewhere(r, f.client, f.hidden),
    ),
    told_together: (lambda r, f: told_together(r, f.matter, f.client, f.hidden),),
    division.divide: (
        lambda r, _: division.divide(r, owed.owed(r, days=99)),
        lambda r, f: division.divide(r, owed.owed(r, days=99), f.insider),
    ),
    snoozes.snoozes: (lambda r, _: snoozes.snoozes(r), lambda r, f: snoozes.snoozes(r, [f.hidden_entry])),
    snoozing.owed_item: (
        lambda r, f: snoozing.owed_item(r, f.hidden),
        lambda r, f: snoozing.owed_item(r, f.matter),
    ),
    morning.morning_list: (
        lambda r, _: morning.morning_list(r),
        lambda r, f: morning.morning_list(r, f.insider),
        lambda r, _: morning.morning_list(r, team=True),
    ),
    lately.owed_lately: (lambda r, _: lately.owed_lately(r),),
    owed.owed: (
        lambda r, _: owed.owed(r, days=99),
        lambda r, f: owed.owed(r, matter_id=f.hidden),
        lambda r, f: owed.owed(r, person_id=f.insider),
    ),
    people.colleagues: (lambda r, _: people.colleagues(r, active_only=False),),
    people.colleague: of_each(people.colleague, "must", "insider"),
    people.find_colleague: (lambda r, _: people.find_colleague(r, "Ines"),),
    fees.fee_lines: (
        lambda r, f: fees.fee_lines(r, f.matter, "US"),
        lambda r, f: fees.fee_lines(r, f.hidden, "US"),
    ),
    status.status_report: of_each(status.status_report, *MATTER),
    status.notices_on: (lambda r, _: status.notices_on(r, settings.firm(r).details, "", Outlet.REPORT),),
    letter_facts: of_each(letter_facts, *MATTER),
    composing.compose_letter: of_each(
        lambda r, one: composing.compose_letter(r, one, "status-letter"), *MATTER
    ),
    composing.compose_with: of_each(
        lambda r, one: composing.compose_with(r, one, built_in()["protocol"]), *MATTER
    ),
    letters.templates: of_each(letters.templates),
    letters.template: (lambda r, _: letters.template(r, "closing"),),
    letters.template_versions: (lambda r, _: letters.template_versions(r, "closing"),),
    letters.find_template: (lambda r, _: letters.find_template(r, "closing"),),
    notices.notices: of_each(notices.notices),
    notices.notice_versions: (lambda r, f: notices.notice_versions(r, f.hidden),),
    notices.notices_for: (lambda r, _: notices.notices_for(r, "", Outlet.LETTER),),
    schedule.update_dues: (
        lambda r, _: schedule.update_dues(r, hours.firm_calendar(r)),
        lambda r, f: schedule.update_dues(r, hours.firm_calendar(r), f.hidden),
    ),
    turning.turns: (lambda r, f: turning.turns(r, f.hidden),),
    turning.stood_then: (lambda r, _: turning.stood_then(r),),
    silences.silences: (lambda r, f: silences.silences(r, f.hidden),),
    excuses.excuses: (lambda r, f: excuses.excuses(r, f.hidden),),
    schedule_defaults.defaults: (lambda r, _: schedule_defaults.defaults(r).rows,),
    schedule_defaults.firm_roll: of_each(schedule_defaults.firm_roll),
    no_news.no_news: (
        lambda r, f: no_news.no_news(r, hours.firm_calendar(r), f.matter),
        lambda r, f: no_news.no_news(r, hours.firm_calendar(r), f.hidden),
    ),
    untold.told_nothing: (
        lambda r, _: untold.told_nothing(r, hours.firm_calendar(r)),
        lambda r, _: untold.told_nothing(r, hours.firm_calendar(r), date(2026, 10, 1)),
    ),
    untold_paper.untold_list: (
        lambda r, _: untold_paper.untold_list(r),
        lambda r, _: untold_paper.untold_list(r, date(2026, 10, 1)),
    ),
    finding.find: (
        *(lambda r, _, words=words: finding.find(r, parse(words, NOVEMBER[0])).rows for words in SOUGHT),
        lambda r, f: finding.find(r, parse("", NOVEMBER[0]), within=finding.Within(matter_id=f.hidden)).rows,
        lambda r, _: formerly.find(replace(r, known_by=r.now), *EVERYTHING, None, 50, 0).rows,
    ),
    finding.count: (
        *(lambda r, _, words=words: finding.count(r, parse(words, NOVEMBER[0])) for words in SOUGHT),
        lambda r, f: finding.count(r, parse("", NOVEMBER[0]), within=finding.Within(matter_id=f.hidden)),
        lambda r, _: formerly.count(replace(r, known_by=r.now), *EVERYTHING),
    ),
    completing.complete: tuple(
        lambda r, _, words=words: completing.complete(r, words, len(words))
        for words in (
            "que",
            "matter:",
            f"matter:{CANARY[:4]}",
            "client:",
            "with:",
            "tag:",
            "by:",
            "with:q",
            "0000",
        )
    ),
    quick.setting_of: (lambda r, f: repr(quick.setting_of(r, Ref(f.hidden, None))),),
    quick.known_for: (
        lambda r, _: quick.known_for(r, f"call in {CANARY} {NUMBER} Nora wants news"),
        lambda r, f: quick.known_for(r, "call in wants news", Ref(f.hidden, f.client)),
        lambda r, f: quick.known_for(r, "call in Nora", Ref(f.matter, None)),
    ),
    saved.saved_searches: of_each(saved.saved_searches),
    settings.firm: of_each(settings.firm),
    hours.court_calendar: of_each(hours.court_calendar, *MATTER),
    settings.logo: of_each(settings.logo),
}
"""How each query is asked."""

ASKED_ELSEWHERE: Mapping[str, str] = {
    "app.matters.development_queries.known_developments": "What a query asks; asked with `developments`.",
    "app.matters.development_queries.developments_as_known": "Of rows in hand; asked with `developments`.",
    "app.contactlog.standing.counting": "What a query asks; asked with the queries of its module.",
    "app.contactlog.standing.counting_then": "Asked with `as_known`.",
    "app.contactlog.standing.given_in_rows": "A column of a query; asked with `update_dues`.",
    "app.contactlog.standing.given_then": "Asked with `last_updates`.",
    "app.schedule.events.events_of": "Of a plan in hand; asked with `update_dues`.",
    "app.schedule.queries.dues_until": "Asked with `owed`.",
    "app.reports.untold.say_given": "Of a row in hand; asked with `untold_list`.",
    "app.matters.keepers.names_of": "The people of the firm.",
    "app.matters.queries.kept_then": "Of rows in hand; asked with `list_matters`.",
    "app.owed.handover.away_news.whom_to_tell": "Asked with `list_matters`; tried in tests/app/owed.",
    "app.owed.handover.new_keepers.reached_at": "The people of the firm, and its letterhead.",
    "app.conflicts.commands.look_for_conflicts": "Past walls, and shown to nobody: asked in tests/app/conflicts.",
    "app.backups.queries.backup_state": "Backups are of everything: the line on Today is asked with the window.",
    "app.cli.merging.warn_of_duplicates": "Says what `alike_clients` has.",
    "app.conflicts.searching.search": "Past walls on purpose, shows nothing: tests/app/conflicts asks what is shown.",
    "app.reports.conflict_record.conflict_record": "Prints what `check_sheet` has.",
    "app.cli.spelling.owed_items": "Spells rows in hand; asked with the commands.",
    "app.contactlog.reading.with_every_file": "For a first version alone; tried with a notice of several cases below.",
    "app.contactlog.reading.as_written": "Makes a condition, reads nothing.",
    "app.contactlog.reading.as_stood": "Of a row in hand.",
    "app.owed.items.as_moment": "Of a value in hand.",
    "app.owed.snooze.queries.with_snoozes": "Of items in hand.",
    "app.owed.handover.unwatched.absence_warnings": "Counts what `owed` lists for who asks.",
    "app.matters.walls.who_may_not_see": "For who writes in a matter; asks `wall_of`.",
    "app.contactlog.warnings.cannot_do": "For who writes in a matter; asks `who_may_not_see`.",
    "app.matters.key_date_warnings.day_warnings": "Of a day in hand, and the calendars.",
    "app.owed.lately.next_change": "A moment of what is in hand.",
    "app.owed.forgotten.undated": "Asked with `owed`.",
    "app.reports.status_facts.read_facts": "Asked with `status_report`.",
    "app.reports.status_lines.progress": "Of facts in hand; asked with `status_report`.",
    "app.reports.status_lines.unsaid": "Of facts in hand; asked with `status_report`.",
    "app.reports.stationery.stationery": "The firm's paper; nothing of a matter.",
    "app.owed.caught.with_catchers": "Of items in hand; asked with `owed`.",
    "app.owed.caught.files_caught": "Of files in hand; asked with `owed`.",
    "app.owed.handover.heirs.was_here": "Of a colleague in hand.",
    "app.matters.backdating.check_turn": "For who hands matters over; asks of matters in hand.",
    "app.matters.handing.check_keepers": "For who hands matters over; asks `matters_by_id`.",
    "app.matters.commands.not_by_oneself": "Of who asks; nothing of a matter.",
    "app.owed.forgotten.forgotten": "Of rows in hand; asked with `owed`.",
    "app.contactlog.still_open.undone": "What a query asks; asked with `follow_ups`.",
    "app.contactlog.still_open.maybe_untold": "What a query asks; asked with `untold_developments`.",
    "app.owed.items.update_item": "Of a row in hand.",
    "app.owed.items.development_item": "Of a row in hand.",
    "app.owed.items.reply_item": "Of a row in hand.",
    "app.owed.items.follow_up_item": "Of a row in hand.",
    "app.owed.items.key_date_item": "Of a row in hand.",
    "app.owed.handover.leaving.needs_successor": "An administrator must hear how many, or matters are lost.",
    "app.owed.handover.leaving.successors": "The partners who can sign in; nothing of a matter.",
    "app.people.users.users": "The people of the firm and the header's slots; nothing of a matter.",
    "app.search.elsewhere.look": "Of rows in hand; asked with `find`.",
    "app.search.finding.authors": "The people of the firm.",
    "app.search.finding.count_indexed": "Asked with `count`.",
    "app.search.finding.page": "Asked with `find`.",
    "app.search.formerly.count": "Asked with `count`.",
    "app.search.formerly.find": "Asked with `find`.",
    "app.cli.promise_spelling.clock": "Of a contact in hand; asked with the command.",
    "app.owed.calendar.span.away_of": "Of absences in hand, with the names of the firm's people.",
    **{
        f"app.hours.queries.{name}": "When the firm works, and who of it is away."
        for name in (
            "absences",
            "away_on",
            "firm_calendar",
            "firm_days",
            "opening_hours",
            "work_time",
        )
    },
}
"""Functions that take a reader and need no line above, with the reason."""


def modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not re.search(r"__main__|migrations", found.name):
            yield importlib.import_module(found.name)


def taking(word: str, package: ModuleType) -> dict[str, Callable[..., object]]:
    """The public functions of a package that take such a thing, by their whole name."""
    return {
        f"{module.__name__}.{name}": thing
        for module in modules(package)
        for name, thing in vars(module).items()
        if inspect.isfunction(thing)
        and thing.__module__ == module.__name__
        and not name.startswith("_")
        and any(
            re.search(rf"\b{word}\b", str(one.annotation))
            for one in inspect.signature(thing).parameters.values()
        )
    }


def whole_name(query: Callable[..., object]) -> str:
    return f"{query.__module__}.{getattr(query, '__name__', '')}"


def said(query: Callable[..., object], *arguments: Any) -> str:
    """What a query answers, or how it refuses."""
    try:
        return repr(query(*arguments))
    except LiaisonError as error:
        return f"{type(error).__name__} {error.code}: {error.message}"


def nothing_of_it_in(words: str, facts: Facts) -> None:
    assert CANARY not in words
    assert not [
        one for one in facts.hidden_ids if one in words and one not in {facts.hidden.hex, str(facts.hidden)}
    ]


def of_reader(query: Asked) -> Callable[[Workspace, Facts], object]:
    """Asked with a reader of the workspace."""

    def asked(workspace: Workspace, facts: Facts) -> object:
        with workspace.read() as reader:
            return query(reader, facts)

    return asked


def test_every_query_is_asked() -> None:
    there = set(taking("Reader", app))
    asked = {whole_name(query) for query in QUERIES}
    assert not asked & ASKED_ELSEWHERE.keys()
    assert there - asked - ASKED_ELSEWHERE.keys() == set(), "say above how it is asked as an outsider"
    assert (asked | ASKED_ELSEWHERE.keys()) - there == set(), "is gone"


@pytest.mark.parametrize("query", QUERIES, ids=whole_name)
@pytest.mark.parametrize("moment", ["now", "known by now", "as of last week"])
def test_a_query_says_the_same_as_where_the_matter_never_was(
    firms: TwoFirms, query: Callable[..., object], moment: str
) -> None:
    times: dict[str, dict[str, datetime]] = {
        "now": {},
        "known by now": {"known_by": MONDAY},
        "as of last week": {"as_of": MONDAY - timedelta(days=3, hours=-1)},
    }
    for asked in QUERIES[query]:
        answers = []
        for workspace in (firms.walled, firms.never):
            with workspace.read(**times[moment]) as reader:
                answers.append(said(asked, reader, firms.facts))
        assert answers[0] == answers[1]
        nothing_of_it_in(answers[0].replace(f"no matter of {CANARY}", ""), firms.facts)


def test_the_table_would_see_a_leak(firms: TwoFirms) -> None:
    """The same asked by one for whom the matter exists differs, in most of the lines."""
    differ = 0
    for lines in QUERIES.values():
        answers = []
        for workspace in (firms.inside, firms.never):
            with workspace.read() as reader:
                answers.append([said(asked, reader, firms.facts) for asked in lines])
        differ += answers[0] != answers[1]
    assert differ > 40


PAGES: Mapping[str, tuple[Callable[[Workspace, Facts], object], ...]] = {
    "ui.promises.terms_form.read_terms": (
        of_reader(lambda r, f: replace(terms_form.read_terms(r, matter_id=f.hidden), desk=None)),  # type: ignore[arg-type] # names and holidays
        of_reader(lambda r, f: replace(terms_form.read_terms(r, client_id=f.client), desk=None)),  # type: ignore[arg-type] # names and holidays
    ),
    "ui.calendar.load.load": (
        *(lambda w, _, look=look: calendar_load.load(w, look, NOVEMBER[0], days.EVERYTHING) for look in Look),
        lambda w, f: calendar_load.load(w, Look.MONTH, NOVEMBER[1], days.Among(f.insider)),
        lambda w, f: calendar_load.load(w, Look.MONTH, NOVEMBER[0], days.Among(matter_id=f.hidden)),
    ),
    "ui.calendar.load.load_day": (
        lambda w, _: calendar_load.load_day(w, MONDAY.date(), days.EVERYTHING, frozenset()),
    ),
    "ui.calendar.load.find_matters": (
        lambda w, _: calendar_load.find_matters(w, ""),
        lambda w, _: calendar_load.find_matters(w, CANARY),
    ),
    "ui.clients.page.load_client": (lambda w, f: client_page.load_client(w, f.client),),
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
    "ui.contents.search": tuple(  # the last line says the words that were typed
        partial(lambda words, w, _: contents.search(w, words)[:-1], words)
        for words in (CANARY, "Nora", NUMBER, "0000", "v.")
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
    "ui.letters.load.past": (lambda w, _: letters_load.past(w, "closing"),),
    "ui.reports.load.reportable": (
        lambda w, _: report_load.reportable(w, ""),
        lambda w, _: report_load.reportable(w, CANARY),
    ),
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
    "ui.schedule.plan_form.load_plan": (lambda w, f: plan_form.load_plan(w, f.hidden),),
    "ui.slipped.load.load_slipped": (
        lambda w, _: slipped_load.load_slipped(w, date(2026, 1, 1)),
        lambda w, f: slipped_load.load_slipped(w, date(2026, 1, 1), matter_id=f.hidden),
        lambda w, f: slipped_load.load_slipped(w, person_id=f.insider),
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

NO_PAGE: Mapping[str, str] = {
    "ui.schedule.silence_form.end_running": "Ends what `schedule_facts` has.",
    "ui.search.saved_forms.remove_saved": "asks, and takes away what is one's own",
    "ui.clients.unmerge.ask_undo": "Shows what `undo_preview` has.",
    "ui.clients.merge_sheet.open_merge": "Shows what `both_sides` has.",
    "ui.clients.other_sheet.open_other": "Shows what `merges` has.",
    "ui.conflicts.check_form.open_check": "Shows what was typed.",
    "ui.conflicts.check_sheet.open_check_sheet": "Shows what `check_sheet` has.",
    "ui.clients.client_form.open_client_form": "Shows a client.",
    "ui.contactlog.said.facts": "Of a row in hand.",
    "ui.contactlog.keeper.sweep_files": "Takes away what no entry and no draft has: `forgotten_files` is asked.",
    "ui.exchange.import_sheet.choose_files": "Shows files.",
    "ui.exchange.import_sheet.open_import": "Shows files.",
    "ui.matters.matter_form.open_matter_form": "Shows what `matter_sheet` has.",
    "ui.handover.sheet.open_hand_over": "Shows what `load_hand_over` has.",
    "ui.handover.away.tell_clients_of_absence": "Shows what `whom_to_tell` has.",
    "ui.schedule.plan_form.open_plan_form": "Shows what `load_plan` has.",
    "ui.matters.correction_forms.open_withdraw_development": "Shows a row in hand.",
    "ui.matters.correction_forms.open_withdraw_key_date": "Shows a row in hand.",
    "ui.matters.correction_forms.open_cancel_key_date": "Shows a row in hand.",
    "ui.schedule.no_news.open_no_news": "Shows what `load_no_news` has.",
    "ui.settings.schedules_part.load_schedules": "The firm's own, by practice area and stage.",
    "ui.contents.contents": "Who is signed in and which pages there are.",
    "ui.contents.forbidden": "What somebody's role forbids.",
    "ui.pages.pages": "Which pages there are.",
    "ui.exchange.bringing.preview": "Writes, and takes it back: asked below by bringing in.",
    "ui.exchange.bringing.bring_in": "Writes: asked below.",
    "ui.kit.rights.needs": "A right.",
    "ui.kit.rights.writes": "A right.",
    "ui.letters.load.printed": "Writes what was composed.",
    "ui.letters.load.saved": "Writes what was composed.",
    "ui.reports.load.say": "Writes by `matter_sheet`.",
    "ui.reports.load.given": "Writes what was composed.",
    "ui.reports.load.printed": "Writes what was composed.",
    "ui.reports.load.saved": "Writes what was composed.",
    "ui.promises.terms_form.open_terms": "Reads by `read_terms`.",
    "ui.promises.acknowledge_form.open_acknowledge": "Reads by `acknowledging`.",
    "ui.today.escalated.write_shown": "Writes what stands on the screen.",
    "ui.schedule.desk.load_desk": "People and holidays.",
    "ui.today.snooze_form.open_snooze": "Opens what `load_snooze` read.",
    "ui.settings.backup_job.job_of": "Backups are of everything.",
    "ui.settings.removal.give_after_removal": "Writes what `hand_over` does.",
    "ui.settings.firm_view.load_firm": "The firm and its people; nothing of a matter.",
    "ui.settings.hours_view.hours_view": "When the firm works, and who of it is away.",
    "ui.settings.firm_draft.kept_firm": "The firm's letterhead, as somebody typed it.",
    "ui.tour.stop.matter_of": "The demo firm's matter by its number, for the pictures.",
    **{
        f"ui.tour.{stops}": "Opens pages that are asked above, for the pictures."
        for stops in (
            "stops.stops",
            "schedules.schedule_stops",
            "letters.letter_stops",
            "calendar.calendar_stops",
            "clients.client_stops",
            "contacts.log_stops",
            "importing.import_stops",
            "matters.matter_stops",
            "news.news_stops",
        )
    },
}
"""Functions of the window that take a workspace or a reader and show nothing of a matter, with the reason."""


def test_every_page_is_asked() -> None:
    there = set(taking("Reader", ui)) | set(taking("Workspace", ui))
    there |= {name for name in PAGES if name.rpartition(".")[2].startswith("_")}
    assert not PAGES.keys() & NO_PAGE.keys()
    assert there - PAGES.keys() - NO_PAGE.keys() == set(), "say above how it is asked as an outsider"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_the_same_as_where_the_matter_never_was(firms: TwoFirms, page: str) -> None:
    for asked in PAGES[page]:
        seen, never = (said(asked, workspace, firms.facts) for workspace in (firms.walled, firms.never))
        assert spelled(seen) == spelled(never)
        nothing_of_it_in(seen, firms.facts)


def spelled(words: str) -> str:
    """Without where an object of no value lies in memory."""
    return re.sub(r" at 0x[0-9a-f]+", "", words)


@pytest.mark.parametrize("words", ["", CANARY, "Nora", NUMBER])
def test_the_lists_say_the_same(firms: TwoFirms, words: str, qapp: object) -> None:
    for page, sort in ((MattersPage, "number"), (MattersPage, "next"), (ClientsPage, "name")):
        answers = []
        for workspace in (firms.walled, firms.never):
            shown = page(workspace)
            choices = (None, MatterStatus.OPEN) if page is MattersPage else (None, False, True)
            answers += [said(shown.look_up, Asked_(words, choice, sort, True)) for choice in choices]
            shown.deleteLater()
        half = len(answers) // 2
        assert answers[:half] == answers[half:]
        nothing_of_it_in(repr(answers), firms.facts)


COMMANDS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "audit": (
        (),
        ("--matter", NUMBER),
        ("--person", "Ines"),
        ("--action", "restricted"),
        ("--action", "viewed"),
    ),
    "users": ((),),
    "users list": ((),),
    "clients": ((), ("--query", CANARY)),
    "client show": (("Nora",), (CANARY,)),
    "matters": ((), ("--query", CANARY), ("--responsible", "Maria"), ("--status", "open")),
    "clients duplicates": ((),),
    "conflicts list": ((), ("--query", CANARY)),
    "conflicts show": (("{hidden_entry}",),),
    "matter": (("00001",), (NUMBER,), (CANARY,), ("0000",)),
    "entry": (("{entry}", "--versions"), ("{hidden_entry}", "--versions")),
    "attachment": (("{hidden_entry}", "note.txt", "--out", "{room}/copy"),),
    "kinds": ((),),
    "promises show": ((), ("--matter", NUMBER), ("--client", "Nora")),
    "promises set": (("--matter", NUMBER, "--answer", "4h"),),
    "clocks": (
        ("--matter", NUMBER),
        ("--entry", "{hidden_entry}"),
        ("--matter", "00001"),
        ("--open",),
        ("--open", "--person", "Ines"),
        ("--open", "--matter", NUMBER),
    ),
    "no-news": (
        ("--matter", NUMBER),
        ("--matter", NUMBER, "--dry-run"),
        ("--matter", "00001", "--dry-run"),
    ),
    "handover show": (("Ines",), ("Olive",)),
    "handover": (
        ("--from", "Ines", "--to", "Olive", "--dry-run"),
        ("--from", "Ines", "--to", "Olive", "--matter", NUMBER, "--dry-run"),
    ),
    "report morning": (
        ("--out", "{room}/mine.pdf"),
        ("--team", "--out", "{room}/team.pdf"),
        ("--person", "Ines", "--out", "{room}/ines.pdf"),
    ),
    "snooze": (
        ("{hidden_entry}", "--until", "2026-11-26", "--reason", "x"),
        ("{hidden_entry}", "--end"),
    ),
    "due": ((), ("--days", "99"), ("--matter", NUMBER), ("--person", "Ines")),
    "calendar export": (
        ("--out", "{room}/all.ics", "--show-clients"),
        ("--out", "{room}/one.ics", "--matter", NUMBER),
    ),
    "search": (
        *((words,) for words in SOUGHT if not words.startswith("-")),
        ("--matter", NUMBER),
        ("nora", "--known-by", "2026-12-31"),
    ),
    "report status": (
        ("--matter", NUMBER, "--out", "{room}/one.pdf"),
        ("--all", "--out", "{room}/all"),
    ),
    "letter write": (("closing", "--matter", NUMBER, "--out", "{room}/closing.pdf"),),
    "letter preview": (("closing", "--matter", NUMBER),),
    # What writes finds no matter either.
    "matter edit": ((NUMBER, "--title", "x"),),
    "matter restrict": ((NUMBER, "--to", OUTSIDER, "--reason", "x"),),
    "matter unrestrict": ((NUMBER,), ("00001",)),
    "log": (
        ("--matter", NUMBER, "--channel", "phone", "--direction", "in", "--summary", "x"),
        (
            "--matter",
            "00001",
            "--channel",
            "phone",
            "--direction",
            "in",
            "--summary",
            "x",
            "--answers",
            "{hidden_entry}",
        ),
    ),
    "quick": (
        ("call in Nora wants news", "--dry-run"),
        (f"call in {NUMBER} wants news", "--dry-run"),
        (f"call in {CANARY} wants news",),
        ("call in wants news", "--matter", NUMBER),
    ),
    "tray list": ((),),
    "tray rules": ((),),
    "tray forget": (("x@example.org",),),
    "tray place": (("{hidden_tray_item}", "--matter", "00001"), ("{tray_item}", "--matter", NUMBER)),
    "tray dismiss": (("{hidden_tray_item}",),),
    "mappings list": ((),),
    "amend": (("{hidden_entry}", "--reason", "x", "--summary", "y"),),
    "develop": (("--matter", NUMBER, "--kind", "ruling", "--text", "x"),),
    "key-date": (("--matter", NUMBER, "--kind", "hearing", "--on", "2026-12-01", "--title", "x"),),
    "development list": (("--matter", NUMBER), ("--matter", "00001")),
    "development versions": (("{hidden_news}",), ("{development}",)),
    "development correct": (("{hidden_news}", "--reason", "x", "--text", "y"),),
    "development withdraw": (("{hidden_news}", "--reason", "x"),),
    "development restore": (("{hidden_news}",),),
    "key-date list": (("--matter", NUMBER), ("--matter", "00001")),
    "key-date versions": (("{hidden_date}",),),
    "key-date move": (("{hidden_date}", "--on", "2026-12-02", "--reason", "x"),),
    "key-date correct": (("{hidden_date}", "--reason", "x", "--title", "y"),),
    "key-date cancel": (("{hidden_date}", "--reason", "x"),),
    "key-date done": (("{hidden_date}",),),
    "key-date reopen": (("{hidden_date}",),),
    "key-date withdraw": (("{hidden_date}", "--reason", "x"),),
    "key-date restore": (("{hidden_date}",),),
    "figures": ((), ("--person", "Ines", "--from", "2026-01-01")),
    "report firm": (
        ("--out", "{room}/firm.pdf"),
        ("--person", "Ines", "--from", "2026-01-01", "--out", "{room}/firm.csv"),
    ),
    "slipped": ((), ("--matter", NUMBER), ("--person", "Ines", "--from", "2026-01-01")),
    "schedule": (("--matter", NUMBER, "--every", "week"), ("--matter", NUMBER)),
    "schedule defaults": ((),),
    "schedule untold": ((), ("--month", "2026-10"), ("--person", "Ines")),
}
NO_COMMAND: Mapping[str, str] = {
    "create": "Makes another vault.",
    "demo": "Makes another vault.",
    "reindex": "Reads everything, whoever asks, and names no matter.",
    "verify": "Checks everything, whoever asks, and names no matter.",
    "backup": "Is of everything, whoever makes it, and can be read with the passwords of the vault alone.",
    "restore": "Makes another vault.",
    "users add": "People.",
    "users role": "People.",
    "users remove": "People.",
    "users password": "People.",
    "users recover": "People.",
    "users recovery-key": "People.",
    "rotate": "Keys.",
    "letter list": "The firm's own words.",
    "letter show": "The firm's own words.",
    "letter fields": "Names of fields.",
    "letter change": "The firm's own words.",
    "notice list": "The firm's own words.",
    "notice set": "The firm's own words.",
    "hours show": "When the firm works.",
    "hours set": "When the firm works.",
    "hours close": "When the firm works.",
    "hours open": "When the firm works.",
    "hours remove": "When the firm works.",
    "absence add": "People.",
    "absence list": "People.",
    "absence remove": "People.",
    "import": "Asked below.",
    "mappings forget": "Headers are everybody's.",
    "clients merge": "Clients are everybody's; what hangs on them is asked in tests/app/merging.",
    "clients unmerge": "Clients are everybody's; what hangs on them is asked in tests/app/merging.",
    "clients apart": "Clients are everybody's.",
    "conflicts check": "Says that there is something, and no more: asked in tests/app/conflicts.",
    "conflicts conclude": "Of a check: asked in tests/app/conflicts.",
    "client add": "Clients are everybody's.",
    "client edit": "Clients are everybody's.",
    "matter add": "Asked below: a number that is taken.",
}
"""Commands that are not asked, with the reason."""


def test_every_command_is_asked() -> None:
    found = [one for one in _parser()._actions if isinstance(one, argparse._SubParsersAction)]
    there = set(found[0].choices)
    assert there - COMMANDS.keys() - NO_COMMAND.keys() == set(), "say above how it is asked as an outsider"
    assert (COMMANDS.keys() | NO_COMMAND.keys()) - there == set(), "is gone"


@pytest.fixture
def outsider(
    firms: TwoFirms, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """The outsider's command line on one of the two firms; the answer without what names the vault itself."""
    secret = tmp_path / "password"
    secret.write_text(PASSWORD)
    monkeypatch.setattr("app.cli.session.SystemClock", lambda: firms.walled.clock)
    places = {
        name: str(getattr(firms.facts, name))
        for name in (
            *("entry", "hidden_entry", "tray_item", "hidden_tray_item"),
            *("development", "hidden_news", "hidden_date"),
        )
    }

    def run(vault: str, command: str, *words: str) -> str:
        shared = [
            "--json",
            "--vault",
            str(firms.room / vault),
            "--password-file",
            str(secret),
            "--user",
            OUTSIDER,
        ]
        room = tmp_path / "room"  # empty each time, since no report replaces another
        rmtree(room, ignore_errors=True)
        room.mkdir()
        capsys.readouterr()
        status = main([*shared, *command.split(), *(one.format(room=room, **places) for one in words)])
        out = capsys.readouterr()
        return f"{status} {out.out} {out.err}"

    return run


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_the_same_as_where_the_matter_never_was(
    firms: TwoFirms, outsider: Callable[..., str], command: str
) -> None:
    for words in COMMANDS[command]:
        seen, never = (outsider(vault, command, *words) for vault in ("walled", "never"))
        if command == "audit":  # the numbers of events go on where hidden ones stand between
            seen, never = without_numbers(seen), without_numbers(never)
        assert seen == never
        nothing_of_it_in(seen.replace(f"{CANARY}", "") if CANARY in words else seen, firms.facts)
        assert "bug" not in seen


def without_numbers(answer: str) -> list[object]:
    """The events of an answer of ``audit``, but for sign-ins, which every run of the command line adds."""
    found = json.JSONDecoder().raw_decode(answer[2:])[0]
    if "error" in found:
        return [found]
    events = [
        {**one, "seq": 0}
        for one in found["events"]
        if one["action"] not in {"signed in", "signed out", "printed"}
    ]
    return list(events)


def test_a_taken_number_is_taken_and_no_more_is_said(firms: TwoFirms) -> None:
    for undone in (False, True):
        with firms.walled.rehearse() as tx:
            details = MatterDetails("Another", (firms.facts.client,), number="" if undone else NUMBER)
            if undone:
                opened = open_matter(tx, details)
                assert sheet.matter_sheet(tx.reader(), opened).row.number == "00003"
            else:
                with pytest.raises(Invalid, match="The number 00002 is taken"):
                    open_matter(tx, details)
    table = firms.room / "matters.csv"
    table.write_text(
        "Custom Number,Description,Status,Client First Name,Client Last Name\n"
        f"{NUMBER},Whitcombe v. Tern,Open,Nora,Whitcombe\n00077,Another of hers,Open,Nora,Whitcombe\n"
    )
    with firms.walled.rehearse() as tx:
        (outcome,) = import_files(tx, [table])
        assert outcome.created["matters"] == 1, outcome
        assert [note.reason for note in outcome.refused] == [
            "The number 00002 is taken. Please give another."
        ]


def test_a_message_that_came_in_for_it_comes_in_as_if_for_the_first_time(tmp_path: Path) -> None:
    own = make(tmp_path)
    for name in ("direct", "placed", "fence"):
        file = tmp_path / ("waiting.eml" if name == "fence" else f"{name}.eml")
        counted = []
        for workspace in (own.walled, own.never):
            for _ in range(3):
                with workspace.write() as tx:
                    (outcome,) = import_files(tx, [file])
                counted.append(
                    (
                        outcome.created,
                        outcome.unchanged,
                        [one.reason for one in outcome.unmatched],
                        outcome.places,
                    )
                )
        assert counted[:3] == counted[3:], name
        assert counted[1] == counted[2] == (counted[2][0], 1, [], [])
    new = tmp_path / "new.eml"
    new.write_text(
        MAIL.format(sender="z@example.org", subject="4:26-cv-01234", name="new", text="for the hidden case")
    )
    with own.walled.write() as tx:
        (outcome,) = import_files(tx, [new])
    assert len(outcome.unmatched) == 1  # the tray, like any that cannot be placed
    with own.inside.write() as tx:
        (outcome,) = import_files(tx, [tmp_path / "direct.eml"])
    assert outcome.unchanged == 1
    own.inside.lock()
    own.never.lock()


def test_a_notice_of_several_cases_says_nothing_of_the_hidden_one(tmp_path: Path) -> None:
    """Its other cases have their entries, each with its own words; what holds the words of all is not seen."""
    own = make(tmp_path)
    facts = own.facts
    notice = tmp_path / "several.eml"
    third = "Case Name: Third v. Party\nCase Number: 4:25-cv-07777\n\nDocket Text:\nORDER dismissing.\n\n"
    head, last, foot = NOTICE.rpartition("4:26-cv-01234 Notice has")
    notice.write_text((head + third + last + foot).replace("<two@", "<several@"))
    with own.inside.write() as tx:
        import_files(tx, [notice])
        (waits,) = (one.id for one in exchange.tray(tx.reader()) if "07777" in one.reason)
        assert place_tray_item(tx, waits, matter_id=facts.matter) == 1
    with own.walled.read() as reader:
        (entry,) = (row for row in log.entries(reader) if "a hearing" in row.summary)
        assert entry.attachments == ()
        assert waits not in {one.id for one in exchange.tray(reader)}
        for table in ("tray_items", "attachments", "contact_entries", "developments", "audit_bodies"):
            rows = reader.session.connection().exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608 # of a list
            assert CANARY not in repr(rows), table
    with own.inside.read() as reader:
        assert waits in {one.id for one in exchange.tray(reader)}
        (original,) = log.entry(reader, entry.id).attachments
        assert CANARY.encode() in log.attachment_content(reader, original.id)
    own.walled.clock.advance(timedelta(minutes=1))  # type: ignore[attr-defined] # a FixedClock
    # The first version is kept with what is not seen, or it would not be what the trail vouches for.
    with own.walled.write() as tx:
        form = log.entry_form(tx.reader(), entry.id)
        added = NewAttachment("note.txt", "text/plain", b"ours")
        amend_contact(tx, entry.id, replace(form, attachments=(added,)), "a note")
    with own.walled.read() as reader:
        assert [one.name for one in log.entry(reader, entry.id).attachments] == ["note.txt"]
    with Session(own.inside.vault.engine) as session:
        assert list(vouched.unlike_the_trail(own.inside.seeing_all(session))) == []
    own.inside.lock()
    own.never.lock()


def test_one_act_on_many_counts_what_is_seen_of_it(tmp_path: Path) -> None:
    own = make(tmp_path)
    with own.inside.write() as tx, tx.as_one("imported", "import", tx.new_id(), files=1):
        for matter in (own.facts.matter, own.facts.hidden, own.facts.hidden):
            tx.record("changed", "matter", matter)
    counted = []
    for workspace in (own.inside, own.walled):
        with workspace.read() as reader:
            found = deeds.deeds(reader, deeds.Wanted(action="imported")).rows[0]
            whole = deeds.deed(reader, found.event.seq)
            assert whole is not None
            assert whole.event.body is not None
            body = whole.event.body
            counted.append((body["count"], len(body["done"]), body["files"]))
    assert counted == [(3, 3, 1), (1, 1, 1)]
    own.inside.lock()
    own.never.lock()


def test_what_was_or_answers_elsewhere(tmp_path: Path) -> None:
    """An entry that was once in the matter, and one that answers an entry of it, are seen where they are now."""
    own = make(tmp_path)
    facts = own.facts
    with own.inside.write() as tx:
        moved = log_contact(
            tx, call(facts.hidden, facts.client, f"{CANARY} in the wrong file", MONDAY - timedelta(hours=3))
        )
    with own.inside.write() as tx:
        amend_contact(
            tx,
            moved,
            call(facts.matter, facts.client, "About her lease", MONDAY - timedelta(hours=3)),
            "misfiled",
        )
        answer = log_contact(
            tx,
            call(
                facts.matter,
                facts.client,
                "Answered",
                MONDAY - timedelta(hours=1),
                answers_id=facts.hidden_entry,
            ),
        )
    with own.walled.read() as reader:
        row = log.entry(reader, moved)
        assert (row.summary, row.matter_id) == ("About her lease", facts.matter)
        assert [one.version for one in log.versions(reader, moved)] == [2]
        assert log.versions_read(reader, moved)[0][1].summary == "About her lease"
        assert log.entry(reader, answer).answers_id is None
        every = repr(
            [log.entries(reader), replies.awaiting_reply(reader), deeds.deeds(reader, deeds.Wanted())]
        )
        nothing_of_it_in(every, facts)
        assert CANARY not in repr(
            reader.session.connection().exec_driver_sql("SELECT * FROM entry_versions").all()
        )
    with own.walled.read(known_by=MONDAY) as reader:
        nothing_of_it_in(repr([log.entries(reader), replies.awaiting_reply(reader)]), facts)
    with own.inside.read() as reader:
        assert log.entry(reader, answer).answers_id == facts.hidden_entry
    own.inside.lock()
    own.never.lock()


def test_a_form_about_it_is_kept_and_not_shown(tmp_path: Path) -> None:
    own = make(tmp_path)
    with own.inside.write() as tx:
        walls.lift_wall(tx, own.facts.hidden)
    with own.walled.write() as tx:
        ours = tx.new_id()
        keep_draft(
            tx, ours, "contact", {"matter_id": own.facts.hidden.hex, "entry": str(own.facts.hidden_entry)}
        )
    with own.walled.read() as reader:
        assert [one.id for one in drafts.drafts(reader)] == [ours]
    with own.inside.write() as tx:
        walls.restrict_matter(tx, own.facts.hidden, [own.inside.actor], "now")
    with own.walled.write() as tx:  # the form is still open somewhere
        keep_draft(tx, ours, "contact", {"entry": str(own.facts.hidden_entry), "words": "typed on"})
        assert drafts.drafts(tx.reader()) == ()
    with own.inside.write() as tx:
        walls.lift_wall(tx, own.facts.hidden)
    with own.walled.read() as reader:
        assert drafts.drafts(reader)[0].values["words"] == "typed on"
    own.inside.lock()
    own.never.lock()


def test_the_trail_says_nothing_of_it_where_searches_are_kept_and_exports_made(tmp_path: Path) -> None:
    """A partner outside reads the trail; a partner inside kept a search and took out what it found (J3)."""
    own = make(tmp_path)
    facts = own.facts
    with own.inside.write() as tx:
        kept = save_search(tx, f"{CANARY} offers", f"{CANARY} offer")
        rename_search(tx, kept, f"{CANARY} again")
        save_search(tx, "Leases", "lease", shared=True)
    save_calendar(own.inside, tmp_path / "all.ics", first=NOVEMBER[0], show_clients=True)
    for ids in ([facts.entry, facts.hidden_entry], [facts.hidden_entry]):
        save_found(own.inside, f"{CANARY} or lease", len(ids), [ids], tmp_path / f"{CANARY}.csv")
    told = []
    for workspace in (own.inside, own.walled):
        with workspace.read() as reader:
            every = deeds.deeds(reader, deeds.Wanted()).rows
            told.append([one for one in every if one.event.action == "exported"])
            whole = [deeds.deed(reader, one.event.seq) for one in every]
            said = repr(
                (
                    every,
                    whole,
                    reader.session.connection().exec_driver_sql("SELECT * FROM audit_bodies").all(),
                )
            )
            assert (f"{CANARY} or lease" in said) is (workspace is own.inside)
            assert "Leases" in said
            if workspace is own.walled:
                nothing_of_it_in(said, facts)
            else:
                assert f"{CANARY} again" not in said, "nobody else's business"
                of_matter = deeds.deeds(reader, deeds.Wanted(matter=facts.hidden)).rows
                assert [one.event.action for one in of_matter].count("exported") == 3
    inside, outside = told
    assert len(inside) == 7
    one, other = outside
    assert (one.event.kind, one.event.body) == ("search", {"count": 1, "format": "csv"})
    assert other.event.kind == "calendar"
    own.inside.lock()
    own.never.lock()
