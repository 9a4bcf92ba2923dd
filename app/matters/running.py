"""Matters that are not closed, for the queries of this room and of those above it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from app.matters.models import Matter
from app.matters.words import MatterStatus

RUNNING = (MatterStatus.OPEN, MatterStatus.PENDING)
"""Not closed, said so that an index finds them."""


def runs(matter_id: Any) -> ColumnElement[bool]:
    """Whether the matter of a row is not closed: for tables of which few rows are looked at."""
    return select(Matter.id).where(Matter.id == matter_id, Matter.status.in_(RUNNING)).exists()


def running() -> Select[UUID]:
    """The ids of matters that are not closed, for the ``in_`` of a query."""
    return select(Matter.id).where(Matter.status.in_(RUNNING))
