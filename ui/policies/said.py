"""A policy in words: its row in the list, and the line of facts over its text."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.kernel.said import say_date, say_day
from app.policies.book import Policy
from app.policies.words import PolicyState, every_word
from app.reports.policy_page import standing, whom_said
from ui.kit import chips
from ui.kit.chips import Chip
from ui.kit.row_model import Row
from ui.policies.load import Shelf
from ui.policies.versions_sheet import state_words


def policy_row(one: Policy, shelf: Shelf) -> Row:
    """A policy in the list, with what is to be done about it."""
    owed = shelf.owed.get(one.id, 0)
    marks: list[Chip] = []
    if one.next_review is not None and one.next_review <= one.day:
        marks.append(chips.late(_tr("review due")))
    if owed:
        marks.append(chips.todo(_tr("{count} to acknowledge").format(count=owed)))
    state = state_words(one.state)
    if one.state is not PolicyState.IN_FORCE:
        marks.append(chips.plain(state))
    elif one.draft is not None:
        marks.append(chips.plain(_tr("a new draft")))
    said = (
        _tr("version {number}").format(number=one.shown.number)
        if one.next_review is None
        else _tr("next review {day}").format(day=say_day(one.next_review, one.day))
    )
    return Row(one.id, one.title, said, "file-text", "", tuple(marks[:2]))


def say_facts(found: Policy, names: Mapping[UUID, str]) -> str:
    """As in "In force since 2 March · looked after by Maria Ortega · to be acknowledged by everyone"."""
    parts = [standing(found, found.shown)]
    if found.draft is not None and found.draft != found.shown:
        parts.append(_tr("shown: version {number}, a draft").format(number=found.draft.number))
    coming = found.coming
    if coming is not None and found.force is not None:
        day = say_date(coming.from_on)
        ends, follows = _tr("ends on {day}"), _tr("version {number} from {day} on")
        parts.append((ends if coming.number is None else follows).format(day=day, number=coming.number))
    keeper = found.keeping.responsible_id
    if keeper in names and keeper is not None:
        parts.append(_tr("looked after by {name}").format(name=names[keeper]))
    if found.keeping.review_months is not None:
        parts.append(_tr("reviewed {often}").format(often=every_word(found.keeping.review_months)))
    parts.append(_tr("to be acknowledged by {whom}").format(whom=whom_said(found, names)))
    return " · ".join(parts)


def _tr(words: str) -> str:
    return QCoreApplication.translate("PoliciesPage", words)
