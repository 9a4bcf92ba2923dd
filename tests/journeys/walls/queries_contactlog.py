"""The contact log."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

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
from app.contactlog.elsewhere import told_together, untold_elsewhere
from app.matters import (
    development_queries,
)
from tests.journeys.secret_matter import call
from tests.journeys.walls.asking import (
    ANY_MATTER,
    ENTRY,
    MATTER,
    Queries,
    of_each,
)
from tests.support import MONDAY

QUERIES: Queries = {
    date_turns.heard_of_dates: of_each(date_turns.heard_of_dates, *MATTER),
    note_times.note_times: (lambda r, _: list(note_times.note_times(r, r.now - timedelta(days=300), r.now)),),
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
    standing.count_given: (
        lambda r, _: standing.count_given(r, MONDAY - timedelta(days=99), MONDAY + timedelta(days=9)),
    ),
    replies.awaiting_reply: of_each(replies.awaiting_reply, *ANY_MATTER),
    replies.asked: (
        lambda r, _: replies.asked(r),
        lambda r, f: replies.asked(r, matter_id=f.hidden),
        lambda r, f: replies.asked(r, entry_ids=[f.hidden_entry, f.entry]),
    ),
    log_warnings.emergency_contact: (lambda r, f: log_warnings.emergency_contact(r, f.hidden),),
    log_warnings.emergency_contacts: (lambda r, f: log_warnings.emergency_contacts(r, [f.hidden]),),
    vouched.unlike_the_trail: (lambda r, _: list(vouched.unlike_the_trail(r)),),
    untold_elsewhere: (
        lambda r, f: untold_elsewhere(r, f.client, None),
        lambda r, f: untold_elsewhere(r, f.client, f.matter),
        lambda r, f: untold_elsewhere(r, f.client, f.hidden),
    ),
    told_together: (lambda r, f: told_together(r, f.matter, f.client, f.hidden),),
}
