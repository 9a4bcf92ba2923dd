"""The firm itself: its people, its trail, its settings."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from app.access import duties as access_duties
from app.access import queries as access
from app.access import settings as access_settings
from app.audit import queries as audit
from app.backups import queries as backups
from app.deeds import details as deed_room
from app.deeds import names
from app.deeds import queries as deeds
from app.destruction import asked_for, links
from app.destruction import queries as destruction
from app.destruction import review as reviews
from app.drafts import first_hour
from app.drafts import queries as drafts
from app.figures import behind as figures_behind
from app.figures import firm as firm_figures
from app.figures import spelling as firm_spelling
from app.figures.pick import Pick
from app.hours import queries as hours
from app.matters.models import Matter
from app.people import queries as people
from app.retention import firm_rules as retention_rules
from app.retention import queries as retention
from app.retention.duties import retention_duties
from app.settings import queries as settings
from app.settings_file import file as settings_file
from app.settings_file import groups as settings_groups
from tests.journeys.walls.asking import (
    MATTER,
    NOVEMBER,
    Queries,
    of_each,
    said,
)

WIDEST = (
    *(
        "answers.promised",
        "answers.waiting",
        "acknowledgements.promised",
        "updates.late_or_missed",
        "news.promised",
    ),
    *(
        "notes.written",
        "standing.owed",
        "standing.forgotten",
        "concerns.raised",
        "concerns.open",
        "feedback.answers",
    ),
    *("reviews.files", "reviews.done", "policies.outstanding"),
)
"""Of each kind of figure those that have the most behind them."""

QUERIES: Queries = {
    audit.events: (
        lambda r, _: audit.events(r, audit.EventFilter()),
        lambda r, _: audit.events(
            r, audit.EventFilter(actions=frozenset({"viewed", "restricted", "printed", "imported"}))
        ),
        lambda r, f: audit.events(r, audit.EventFilter(person=f.insider)),
        lambda r, f: audit.events(r, audit.EventFilter(things=select(Matter.id))),
    ),
    access.requests: of_each(access.requests),
    access.request_row: of_each(access.request_row, "must", "hidden", "client"),
    access.exports_of: of_each(access.exports_of, "must", "hidden", "client"),
    access.given_in: of_each(access.given_in, "must", "hidden", "client"),
    access_settings.access_rules: of_each(access_settings.access_rules),
    access_settings.access_rule: of_each(access_settings.access_rule),
    access_duties.access_duties: (
        lambda r, _: list(access_duties.access_duties(r, NOVEMBER[1], None)),
        lambda r, f: list(access_duties.access_duties(r, NOVEMBER[1], f.hidden)),
    ),
    retention_rules.rules: of_each(retention_rules.rules),
    retention_rules.rule_versions: of_each(retention_rules.rule_versions),
    retention_rules.settings: of_each(retention_rules.settings),
    retention.holds: (
        lambda r, _: retention.holds(r, lifted=True),
        lambda r, f: retention.holds(r, matter_id=f.hidden),
        lambda r, f: retention.holds(r, client_id=f.client),
    ),
    retention.kept_documents: (
        lambda r, _: retention.kept_documents(r),
        lambda r, f: retention.kept_documents(r, [f.matter, f.hidden]),
    ),
    retention.reviews: of_each(retention.reviews, *MATTER),
    retention.closed_by: (lambda r, _: retention.closed_by(r, date(2060, 1, 1)),),
    retention.closed_matters: (
        lambda r, _: retention.closed_matters(r),
        lambda r, f: retention.closed_matters(r, [f.matter, f.hidden], due_by=NOVEMBER[0]),
    ),
    destruction.certificates: of_each(destruction.certificates),
    destruction.next_number: of_each(destruction.next_number),
    reviews.review: (lambda r, f: said(lambda r, f: reviews.review(r, f.hidden), r, f),),
    reviews.reviews_due: (lambda r, _: reviews.reviews_due(r, NOVEMBER[0]),),
    asked_for.asked_for: of_each(asked_for.asked_for),
    links.only_answered_here: (lambda r, f: links.only_answered_here(r, [f.matter, f.hidden]),),
    retention_duties: (lambda r, _: list(retention_duties(r, NOVEMBER[0], None)),),
    retention.closed_matter: of_each(retention.closed_matter, *MATTER),
    retention.if_closed: of_each(retention.if_closed, *MATTER),
    audit.event: (lambda r, _: [audit.event(r, seq) for seq in range(1, 90)],),
    backups.rule: of_each(backups.rule),
    backups.place: of_each(backups.place),
    firm_figures.figures: (
        lambda r, _: firm_figures.figures(r, NOVEMBER[0] - timedelta(days=300)),
        lambda r, f: firm_figures.figures(r, NOVEMBER[0] - timedelta(days=300), person_id=f.insider),
    ),
    firm_figures.figures_alone: (
        lambda r, _: firm_figures.figures_alone(r, NOVEMBER[0] - timedelta(days=300), NOVEMBER[0]),
    ),
    figures_behind.rows_behind: (
        lambda r, _: [
            figures_behind.rows_behind(r, found, Pick("firm", None, name))
            for found in [firm_figures.figures(r, NOVEMBER[0] - timedelta(days=300))]
            for name in WIDEST
        ],
    ),
    firm_spelling.table_rows: (
        lambda r, _: list(
            firm_spelling.table_rows(r, firm_figures.figures(r, NOVEMBER[0] - timedelta(days=300)))
        ),
    ),
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
    first_hour.steps_left: (lambda r, _: first_hour.steps_left(r),),
    people.colleagues: (lambda r, _: people.colleagues(r, active_only=False),),
    people.colleague: of_each(people.colleague, "must", "insider"),
    people.may_weigh: (lambda r, _: people.may_weigh(r, None), lambda r, _: people.may_weigh(r, r.viewer)),
    people.must_weigh: (lambda r, _: people.must_weigh(r, r.viewer),),
    people.find_colleague: (lambda r, _: people.find_colleague(r, "Ines"),),
    settings_groups.firm_settings: of_each(settings_groups.firm_settings),
    settings_file.changes: of_each(lambda reader: settings_file.changes(reader, {"fees": {"amber": 50}})),
    settings_file.differing: of_each(lambda reader: settings_file.differing(reader, {"fees": {"amber": 50}})),
    settings.firm: of_each(settings.firm),
    hours.court_calendar: of_each(hours.court_calendar, *MATTER),
    settings.logo: of_each(settings.logo),
}
