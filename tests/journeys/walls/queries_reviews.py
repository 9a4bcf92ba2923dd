"""File reviews: one of the restricted matter, and what makes files risky."""

from __future__ import annotations

from datetime import date
from functools import partial

from app.cli import reviews as review_commands
from app.reports import review_record
from app.reviews import checklist, figures, own, queries, risks
from tests.journeys.walls.asking import ANY_MATTER, Queries, of_each, of_hidden

QUERIES: Queries = {
    checklist.checklist: of_each(checklist.checklist),
    checklist.checklist_versions: of_each(checklist.checklist_versions),
    own.own_files: (lambda r, f: own.own_files(r, f.insider, [f.hidden]),),
    own.is_own: (lambda r, f: own.is_own(r, f.insider, f.hidden),),
    risks.overdue_updates: of_each(risks.overdue_updates),
    risks.other_overdue: of_each(risks.other_overdue),
    risks.estimates_passed: of_each(risks.estimates_passed),
    risks.calls_not_made: of_each(risks.calls_not_made),
    risks.no_terms: of_each(risks.no_terms),
    risks.late_notes: of_each(risks.late_notes),
    risks.bare_notes: of_each(risks.bare_notes),
    risks.risks_of: of_each(risks.risks_of),
    queries.review_queue: (
        lambda r, _: queries.review_queue(r, own=True),
        lambda r, f: queries.review_queue(r, own=True, matter_id=f.hidden),
    ),
    queries.reviews: of_each(queries.reviews, *ANY_MATTER),
    queries.review_sheet: (partial(of_hidden, queries.review_sheet),),
    figures.review_figures: (lambda r, _: figures.review_figures(r, date(2026, 1, 1), date(2026, 12, 31)),),
    figures.reviewed_files: (lambda r, _: figures.reviewed_files(r, date(2026, 1, 1), date(2026, 12, 31)),),
    review_record.review_record: (
        lambda r, f: [
            review_record.review_record(r, queries.review_sheet(r, one.id))
            for one in queries.reviews(r, f.hidden)
        ],
    ),
    review_commands.find_review: (lambda r, f: review_commands.find_review(r, f.hidden.hex[-8:]),),
}
