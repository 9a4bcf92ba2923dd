"""The firm itself: its people, its trail, its settings."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from app.audit import queries as audit
from app.backups import queries as backups
from app.deeds import details as deed_room
from app.deeds import names
from app.deeds import queries as deeds
from app.drafts import queries as drafts
from app.figures import firm as firm_figures
from app.figures import spelling as firm_spelling
from app.hours import queries as hours
from app.matters.models import Matter
from app.people import queries as people
from app.settings import queries as settings
from tests.journeys.walls.asking import (
    MATTER,
    NOVEMBER,
    Queries,
    of_each,
    said,
)

QUERIES: Queries = {
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
    firm_figures.figures: (
        lambda r, _: firm_figures.figures(r, NOVEMBER[0] - timedelta(days=300)),
        lambda r, f: firm_figures.figures(r, NOVEMBER[0] - timedelta(days=300), person_id=f.insider),
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
    people.colleagues: (lambda r, _: people.colleagues(r, active_only=False),),
    people.colleague: of_each(people.colleague, "must", "insider"),
    people.find_colleague: (lambda r, _: people.find_colleague(r, "Ines"),),
    settings.firm: of_each(settings.firm),
    hours.court_calendar: of_each(hours.court_calendar, *MATTER),
    settings.logo: of_each(settings.logo),
}
