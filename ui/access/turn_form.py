"""What happened to a request: proof of identity, more time, another handler, its end."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.access.commands import (
    ask_identity,
    check_identity,
    close_request,
    extend_request,
    hand_request,
    reopen_request,
)
from app.access.queries import RequestRow
from app.access.words import Ending, TurnKind
from app.people.words import Role
from app.workspace import Workspace
from ui.access.words import tr, word
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.sheet_draft import Keep
from ui.schedule.desk import Desk


class TurnForm(FormSheet):
    """One of the things that can happen to a request as it stands."""

    def __init__(self, over: QWidget, workspace: Workspace, desk: Desk, row: RequestRow) -> None:
        super().__init__(over, workspace, tr("What happened"), width=560, keep=Keep("access-turn", row.id))
        self._row = row
        kinds = [one for one in TurnKind if (one is TurnKind.REOPENED) != row.is_open]
        self.kind: Choice[TurnKind] = Choice([(one, word(one)) for one in kinds], name=tr("What happened"))
        self.on = DateWords(desk.parse_back, desk.say, placeholder=tr("today"))
        self.on.set_value(desk.today)
        people = [(one.id, one.name) for one in desk.people if one.role is not Role.READ_ONLY]
        self.person: Choice[UUID] = Choice(people, name=tr("To whom"))
        self.ending: Choice[Ending] = Choice([(one, word(one)) for one in Ending], name=tr("How it ended"))
        self.words = GrowingText(tr("how it was checked, or the reason as the person was told"), least=2)
        self.form.add(tr("&What happened"), self.kind, "kind")
        self.form.add(tr("&On"), self.on, "on")
        self.form.add(tr("&To whom"), self.person, "handler")
        self.form.add(tr("How it &ended"), self.ending, "ending")
        self.form.add(tr("&Note"), self.words, "reason")
        self.kind.currentIndexChanged.connect(self._on_kind_chosen)
        self._on_kind_chosen()

    def _on_kind_chosen(self, _index: int = 0) -> None:
        kind = self.kind.value()
        self.person.setEnabled(kind is TurnKind.HANDED)
        self.ending.setEnabled(kind is TurnKind.CLOSED)
        self.on.setEnabled(kind not in {TurnKind.HANDED, TurnKind.REOPENED})

    def command(self) -> Command:
        request_id, words = self._row.id, self.words.text()
        day = day_of(self.on, "on", tr("This is no date. Try “today” or “6 Nov”."))
        person, ending = self.person.value(), self.ending.value()
        match self.kind.value():
            case TurnKind.IDENTITY_ASKED:
                return lambda tx: ask_identity(tx, request_id, day, words)
            case TurnKind.IDENTITY_CHECKED:
                return lambda tx: check_identity(tx, request_id, words, day)
            case TurnKind.EXTENDED:
                return lambda tx: extend_request(tx, request_id, words, day)
            case TurnKind.HANDED:
                return lambda tx: hand_request(tx, request_id, person)
            case TurnKind.CLOSED:
                return lambda tx: close_request(tx, request_id, ending, words, day)
            case TurnKind.REOPENED:
                return lambda tx: reopen_request(tx, request_id, words)
