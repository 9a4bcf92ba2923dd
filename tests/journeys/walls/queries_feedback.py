"""Feedback that was asked and given in the restricted matter, too."""

from __future__ import annotations

from datetime import date, timedelta

from app.clients import declined
from app.clients.words import ConsentKind
from app.feedback import asking, duties, figures, firm_rules, occasions, queries
from app.feedback.words import Occasion
from tests.journeys.walls.asking import ANY_MATTER, NOVEMBER, Queries, of_each

LAST = NOVEMBER[0] + timedelta(days=60)

QUERIES: Queries = {
    declined.who_declined: (lambda r, f: declined.who_declined(r, ConsentKind.SURVEY, [f.client]),),
    asking.to_ask: of_each(asking.to_ask, *ANY_MATTER),
    asking.count_to_ask: of_each(asking.count_to_ask),
    asking.last_asked: (lambda r, f: asking.last_asked(r, [f.client]),),
    asking.with_concern: (lambda r, f: asking.with_concern(r, [f.client]),),
    duties.feedback_duties: (
        lambda r, _: list(duties.feedback_duties(r, LAST)),
        lambda r, f: list(duties.feedback_duties(r, LAST, f.hidden)),
    ),
    figures.feedback_figures: (
        lambda r, _: figures.feedback_figures(r, date(2026, 1, 1), date(2026, 12, 31)),
    ),
    firm_rules.feedback_rules: of_each(firm_rules.feedback_rules),
    occasions.happened: (
        lambda r, _: occasions.happened(r, frozenset(Occasion)),
        lambda r, f: occasions.happened(r, frozenset(Occasion), f.hidden),
    ),
    queries.asks: of_each(queries.asks, *ANY_MATTER),
    queries.answers: (
        lambda r, _: queries.answers(r, withdrawn=True),
        lambda r, f: queries.answers(r, f.hidden),
        lambda r, _: queries.answers(r, low_only=True),
    ),
}
