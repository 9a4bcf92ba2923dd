"""Dates and moments, as people type them and as they read them: the names the rest of the program uses."""

from __future__ import annotations

from app.kernel.days import AddWorkingDays, Look, Order, add_months, parse_day
from app.kernel.moments import local_moment, parse_moment, parse_time
from app.kernel.said import say_date, say_day, say_late, say_long, say_moment, say_span, say_time

__all__ = [
    "AddWorkingDays",
    "Look",
    "Order",
    "add_months",
    "local_moment",
    "parse_day",
    "parse_moment",
    "parse_time",
    "say_date",
    "say_day",
    "say_late",
    "say_long",
    "say_moment",
    "say_span",
    "say_time",
]
