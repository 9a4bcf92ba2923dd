"""A number or address: who changed it, when, from what; and that it was verified (PRACTICE A3)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.clients.points import Verification, verify_point
from app.clients.profile import KnownPoint, PointEvent
from app.clients.said import VERIFIED_HOW
from app.clients.words import PointDeed, VerifiedHow
from app.workspace import Workspace
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.labels import Label
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk

translate = QCoreApplication.translate


def say_event(event: PointEvent, desk: Desk) -> str:
    """One thing that happened to a number, as a sentence: "Fri 20 Nov, 9:15: verified by a call …, Maria Ortega"."""
    did = {
        None: translate("PointForm", "added"),
        PointDeed.VERIFIED: translate("PointForm", "verified"),
        PointDeed.UNVERIFIED: translate("PointForm", "marked as not verified"),
        PointDeed.RETIRED: translate("PointForm", "taken off the file"),
        PointDeed.CHANGED: translate("PointForm", "changed from {before}").format(
            before=" ".join(event.before.split())
        ),
    }[event.deed]
    how = translate("PointForm", VERIFIED_HOW[event.how]) if event.how is not None else ""
    what = " ".join(part for part in (did, how) if part)
    note = " ".join(event.note.split())
    return f"{desk.say_moment(event.at)}: " + ", ".join(part for part in (what, note, event.by) if part)


def say_history(point: KnownPoint, desk: Desk) -> str:
    """The whole history, a line each, newest first."""
    return "\n".join(say_event(event, desk) for event in reversed(point.events))


class PointForm(FormSheet):
    """The history above, the new verification under it."""

    def __init__(self, over: QWidget, workspace: Workspace, desk: Desk, point: KnownPoint) -> None:
        super().__init__(
            over,
            workspace,
            " ".join(point.value.split()),
            width=560,
            save=translate("PointForm", "Verified"),
            keep=Keep("client-point", point.id),
        )
        self._id = point.id
        self.history = Label(say_history(point, desk), wrap=True, selectable=True)
        self.how: Choice[VerifiedHow] = Choice(
            [
                (VerifiedHow.CALL, self.tr("By a call to the number on file")),
                (VerifiedHow.DOCUMENT, self.tr("From a document")),
                (VerifiedHow.IN_PERSON, self.tr("In person")),
                (VerifiedHow.OTHER, self.tr("In another way")),
            ],
            name=self.tr("How"),
        )
        self.remark = TextField(self.tr("e.g. asked for her date of birth"))
        self.on = DateWords(desk.parse_back, desk.say, placeholder=self.tr("today, Fri, 6 Nov"))
        self.on.setText(self.tr("today"))
        self.form.add_wide(self.history, labels_too=True)
        self.form.add(self.tr("Verified"), self.how, "how")
        self.form.add(self.tr("Note"), self.remark, "note")
        self.form.add(self.tr("Day"), self.on, "on")

    def command(self) -> Command:
        day = day_of(self.on, "on", self.tr("This is no date. Try “today” or “6 Nov”."))
        found, point_id = Verification(self.how.value(), self.remark.text(), day), self._id
        return lambda tx: verify_point(tx, point_id, found)
