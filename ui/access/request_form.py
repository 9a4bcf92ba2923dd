"""Somebody asks what is held about them."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.access.commands import open_request
from app.access.forms import NewRequest
from app.access.laws import laws
from app.channels.words import RULED, Channel
from app.clients.queries import list_clients
from app.people.words import Role
from app.workspace import Workspace
from ui.access.words import tr
from ui.kit.choice import Choice
from ui.kit.fields import DateWords, GrowingText, TextField
from ui.kit.formsheet import Command, FormSheet, day_of
from ui.kit.sheet_draft import Keep
from ui.kit.typeahead import Suggestion, TypeAhead
from ui.schedule.desk import Desk


class RequestForm(FormSheet):
    """A client is chosen, or a name is typed of who is none."""

    def __init__(self, over: QWidget, workspace: Workspace, desk: Desk) -> None:
        title = tr("Access request")
        super().__init__(over, workspace, title, width=620, keep=Keep("access-request"), label_width=140)
        self._desk = desk
        self.who = TypeAhead(self._suggest, name=tr("Who asks"), placeholder=tr("a client, or another name"))
        self.others = TextField(tr("several with a semicolon between"))
        self.reached = TextField(tr("numbers and addresses, several with a comma between"))
        self.asked_by = TextField(tr("themselves"))
        self.wanted = GrowingText(tr("everything"), least=1)
        self.on = DateWords(desk.parse_back, desk.say, placeholder=tr("today"))
        self.on.set_value(desk.today)
        self.channel: Choice[Channel] = Choice([(one, one.label) for one in RULED], name=tr("Came by"))
        self.channel.set_value(Channel.LETTER)
        people = [(one.id, one.name) for one in desk.people if one.role is not Role.READ_ONLY]
        self.handler: Choice[UUID] = Choice(people, name=tr("Seen to by"))
        self.handler.set_value(desk.me)
        self.identity = TextField(tr("not certain yet"))
        here = [("", tr("That of the firm's place"))]
        self.law: Choice[str] = Choice(
            [*here, *((law, rule.name) for law, rule in laws().items())], name=tr("Law")
        )
        for label, field, name in (
            (tr("&Who asks"), self.who, "name"),
            (tr("&Other names"), self.others, "other_names"),
            (tr("&Reached at"), self.reached, "emails"),
            (tr("Asked &by"), self.asked_by, "asked_by"),
            (tr("&Asks for"), self.wanted, "wanted"),
            (tr("Recei&ved on"), self.on, "received_on"),
            (tr("&Came by"), self.channel, "channel"),
            (tr("&Seen to by"), self.handler, "handler"),
            (tr("&Identity known"), self.identity, "identity_known"),
            (tr("&Law"), self.law, "law"),
        ):
            self.form.add(label, field, name)

    def command(self) -> Command:
        points = [one.strip() for one in self.reached.text().replace(";", ",").split(",") if one.strip()]
        key = self.who.key()
        new = NewRequest(
            key if isinstance(key, UUID) else None,
            "" if isinstance(key, UUID) else self.who.text(),
            tuple(one.strip() for one in self.others.text().split(";") if one.strip()),
            tuple(one for one in points if "@" not in one),
            tuple(one for one in points if "@" in one),
            self.asked_by.text(),
            self.wanted.text(),
            day_of(self.on, "received_on", tr("This is no date. Try “today” or “6 Nov”.")),
            self.channel.value(),
            handler_id=self.handler.value(),
            identity_known=self.identity.text(),
            law=self.law.value(),
        )
        return lambda tx: open_request(tx, new)

    def _suggest(self, words: str) -> list[Suggestion]:
        with self.workspace.read() as reader:
            found = list_clients(reader, query=words, archived=True, limit=8)
        return [Suggestion(row.id, row.name, row.email or row.phone, "client") for row in found]
