"""What changed from one version of an entry to the next, word by word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from app.contactlog.queries import VersionRow
from app.contactlog.said import content_fields, say_content
from app.wording.differences import Run, word_diff


class Change(NamedTuple):
    """One field that differs."""

    label: str
    runs: tuple[Run, ...]

    @property
    def before(self) -> tuple[Run, ...]:
        """As it read in the version before: what went is marked."""
        return tuple(run for run in self.runs if run.kind != "new")

    @property
    def after(self) -> tuple[Run, ...]:
        """As it reads in this version: what came is marked."""
        return tuple(run for run in self.runs if run.kind != "gone")


class Writing(NamedTuple):
    """One version: who wrote it when and why, and what it changed. The first has no changes, it is all new."""

    row: VersionRow
    changes: tuple[Change, ...]


def writings(rows: tuple[VersionRow, ...]) -> tuple[Writing, ...]:
    """Every version with what it changed from the one before, the newest first."""
    found = []
    for number, row in enumerate(rows):
        before = rows[number - 1].content if number else None
        found.append(Writing(row, changes(before, row.content) if before is not None else ()))
    return tuple(reversed(found))


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """The fields that differ. Follow-ups and files of an amendment are those it added."""
    found = []
    for name, label in content_fields():
        old = "" if name in {"follow_ups", "attachments"} else say_content(name, before.get(name))
        new = say_content(name, after.get(name))
        if old != new:
            found.append(Change(label, word_diff(old, new)))
    return tuple(found)
