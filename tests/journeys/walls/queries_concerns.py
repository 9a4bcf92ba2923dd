"""Concerns: one of the restricted matter, and one that is kept apart in a matter that everybody sees."""

from __future__ import annotations

from datetime import date

from app.cli import concerns as concern_commands
from app.concerns import duties, figures, outside, queries, reading, settings, sheet, standing
from app.letters.concern_facts import concern_facts
from tests.journeys.secret_matter import CANARY
from tests.journeys.walls.asking import Queries, of_each

QUERIES: Queries = {
    queries.concerns: (
        lambda r, _: queries.concerns(r),
        lambda r, _: queries.concerns(r, is_open=True),
        lambda r, _: queries.concerns(r, query=CANARY),
        lambda r, f: queries.concerns(r, matter_id=f.hidden),
        lambda r, f: queries.concerns(r, matter_id=f.matter),
        lambda r, f: queries.concerns(r, client_id=f.client),
        lambda r, f: queries.concerns(r, entry_id=f.entry),
        lambda r, f: queries.concerns(r, entry_id=f.hidden_entry),
    ),
    queries.count_concerns: of_each(queries.count_concerns),
    queries.open_concerns_of: of_each(queries.open_concerns_of),
    standing.standing_concerns: (
        lambda r, f: standing.standing_concerns(r, matter_id=f.hidden),
        lambda r, f: standing.standing_concerns(r, matter_id=f.matter),
        lambda r, f: standing.standing_concerns(r, client_id=f.client),
        lambda r, f: standing.standing_concerns(r, matter_id=f.hidden, client_id=f.client),
    ),
    sheet.concern_sheet: of_each(sheet.concern_sheet, "must", "hidden_concern", "apart_concern"),
    sheet.concern_versions: of_each(sheet.concern_versions, "must", "hidden_concern", "apart_concern"),
    sheet.step_versions: of_each(sheet.step_versions, "must", "hidden_concern", "apart_concern"),
    reading.course_of: of_each(reading.course_of, "must", "hidden_concern", "apart_concern"),
    reading.concern_meant: of_each(reading.concern_meant, "must", "hidden_concern", "apart_concern"),
    reading.concern_of_step: of_each(reading.concern_of_step, "must", "hidden_concern", "apart_concern"),
    duties.concerns_duties: (
        lambda r, _: list(duties.concerns_duties(r, date.max)),
        lambda r, f: list(duties.concerns_duties(r, date.max, f.matter)),
        lambda r, f: list(duties.concerns_duties(r, date.max, f.hidden)),
    ),
    reading.steps_then: (lambda r, f: reading.steps_then(r, [f.hidden_concern, f.apart_concern]),),
    figures.concern_figures: (
        lambda r, _: figures.concern_figures(r, date(2026, 1, 1), date(2026, 12, 31)),
        lambda r, _: figures.concern_figures(r, date(2026, 1, 1), date(2026, 11, 22)),
    ),
    concern_facts: (
        lambda r, f: concern_facts(r, f.matter, ""),
        lambda r, f: concern_facts(r, f.hidden, ""),
    ),
    settings.concern_rules: of_each(settings.concern_rules),
    outside.outside_body: of_each(outside.outside_body),
    outside.final_notice: (lambda r, _: outside.final_notice(r, ""),),
    concern_commands.find_concern: (
        lambda r, f: concern_commands.find_concern(r, f.apart_concern.hex[-8:]),
        lambda r, f: concern_commands.find_concern(r, f.hidden_concern.hex[-8:]),
    ),
}
