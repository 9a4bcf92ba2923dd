"""What a development or a key date said before it was corrected: every version, the newest first (PRACTICE C2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.kernel.said import say_day, say_moment, say_time
from app.matters.history import FormerVersion, development_versions, key_date_versions
from app.matters.words import DevelopmentKind, KeyDateKind
from app.workspace import Workspace
from ui.kit import tasks
from ui.kit.labels import Label
from ui.kit.sheet import Sheet

translate = QCoreApplication.translate


class VersionsSheet(Sheet):
    """Reads them on the worker, and shows of each what it changed."""

    def __init__(self, over: QWidget, workspace: Workspace, of_id: UUID, *, of_key_date: bool) -> None:
        super().__init__(over, translate("Versions", "What it said before"), width=560)
        self._workspace, self._of_id = workspace, of_id
        self.add_buttons(self.tr("Close"), cancel="", primary=False)

        def read() -> tuple[FormerVersion, ...]:
            with workspace.read() as reader:
                return (key_date_versions if of_key_date else development_versions)(reader, of_id)

        tasks.run(read, owner=self, done=self._show)

    def about_ids(self) -> frozenset[UUID]:
        """The key date or development."""
        return frozenset({self._of_id})

    def _show(self, versions: tuple[FormerVersion, ...]) -> None:
        if not versions:
            self.body.addWidget(Label(self.tr("It was never corrected."), wrap=True))
        before: Mapping[str, Any] = {}
        now = self._workspace.local_now
        lines: list[tuple[str, str]] = []
        for one in versions:
            when = say_moment(one.written_at.astimezone(self._workspace.zone), now)
            parts = [translate("Versions", "Version {number}").format(number=one.version), one.author, when]
            lines.append((" · ".join(filter(None, parts)), self._said(one, before, now)))
            before = one.said
        for head, body in reversed(lines):
            self.body.addWidget(Label(head, "bold", wrap=True))
            self.body.addWidget(Label(body, wrap=True, selectable=True))

    def _said(self, one: FormerVersion, before: Mapping[str, Any], now: datetime) -> str:
        changed = [
            _sentence(name, value, now)
            for name, value in one.said.items()
            if before.get(name) != value and (before or value not in {None, "", False})
        ]
        why = translate("Versions", "Why: {reason}").format(reason=one.reason) if one.reason else ""
        return "\n".join(filter(None, [why, *changed]))


def _field(name: str) -> str:
    return {
        "kind": translate("Versions", "Kind"),
        "occurred_at": translate("Versions", "When"),
        "text": translate("Versions", "What happened"),
        "whole_text": translate("Versions", "In full"),
        "plain_words": translate("Versions", "In plain words"),
        "document_number": translate("Versions", "Document"),
        "on": translate("Versions", "Day"),
        "at": translate("Versions", "Time"),
        "title": translate("Versions", "What for"),
        "place": translate("Versions", "Place"),
        "who_acts": translate("Versions", "Who acts"),
    }.get(name, name)


def _sentence(name: str, value: object, now: datetime) -> str:
    """What a version says in one field; ``now`` is in the firm's zone."""
    if isinstance(value, bool):
        return _flag(name, value)
    return f"{_field(name)}: {_say(value, now)}"


def _flag(name: str, value: bool) -> str:
    yes, no = {
        "essential": (
            translate("Versions", "The client has to be told."),
            translate("Versions", "It can wait for the next update."),
        ),
        "urgent": (translate("Versions", "It is urgent."), translate("Versions", "It is not urgent.")),
        "client_attends": (
            translate("Versions", "The client attends."),
            translate("Versions", "The client does not attend."),
        ),
    }[name]
    return yes if value else no


def _say(value: object, now: datetime) -> str:
    if isinstance(value, DevelopmentKind | KeyDateKind):
        return value.label
    if isinstance(value, datetime):
        return say_moment(value.astimezone(now.tzinfo), now)
    if isinstance(value, date):
        return say_day(value, now.date())
    if isinstance(value, time):
        return say_time(value)
    return str(value) if value else translate("Versions", "nothing")
