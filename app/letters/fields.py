"""The fields that a template may use: their names and what each stands for. Nothing else is ever filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from app.letters.template import Known


class FieldInfo(NamedTuple):
    """A field as the editor offers it."""

    name: str
    about: str
    group: str
    is_list: bool = False

    @property
    def written(self) -> str:
        """What is put into the template: a list with what goes through it."""
        if self.is_list:
            return f"{{{{each {self.name}}}}}\n{{{{when}}}} | {{{{text}}}}\n{{{{end}}}}\n"
        return f"{{{{{self.name}}}}}"


_TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "Firm": {
        "firm.name": "the firm's name",
        "firm.address": "the firm's address, on several lines",
        "firm.phone": "the firm's telephone number",
        "firm.email": "the firm's e-mail address",
        "firm.concerns": "to whom a concern is written",
        "firm.hours": "when the firm is open, as in Mon–Fri 9:00–17:30",
        "today": "the day of the letter, as in 23 November 2026",
    },
    "Client": {
        "client.name": "the client's name",
        "client.salutation": "as in Ms.",
        "client.greeting": "as in Dear Ms. Whitcombe",
        "client.first_name": "a person's first name",
        "client.last_name": "a person's last name",
        "client.address": "the client's address, on several lines",
        "client.phone": "the client's telephone number",
        "client.email": "the client's e-mail address",
        "client.language": "the client's language",
        "client.interpreter": "that an interpreter is needed",
        "client.channel": "how the client likes to be reached",
        "client.times": "when the client likes to be reached",
        "client.never": "how the client must not be reached",
        "client.access": "what makes it easier for the client: large print, steps",
    },
    "Matter": {
        "matter.title": "the matter's title",
        "matter.number": "the firm's number of the file",
        "matter.court": "the court",
        "matter.court_number": "the court's number",
        "matter.area": "the practice area",
        "matter.stage": "where the matter stands",
        "matter.word": "case or matter, as the firm's country says",
        "matter.opened": "the day it was opened",
        "matter.closed": "the day it was closed",
        "priorities": "what matters to the client",
        "key_point": "what the client must know or do first",
        "options": "options and risks, as written for the report",
        "decisions": "decisions asked of the client",
    },
    "People": {
        "contact.name": "the point of contact",
        "contact.phone": "their telephone number",
        "contact.email": "their e-mail address",
        "contact.title": "their job title",
        "contact.before": "who was the point of contact before",
        "contact.since": "the day since when, or from when, it is the present one",
        "responsible.name": "the responsible lawyer",
        "responsible.phone": "their telephone number",
        "responsible.email": "their e-mail address",
        "emergency": "who is reached out of hours",
    },
    "Updates and replies": {
        "since": "as in Since our update of 6 November",
        "last_update": "the day of the last update",
        "next_update": "the day by which the client hears again",
        "updates.every": "as in every month",
        "updates.how": "as in by letter",
        "reply.acknowledge": "how soon a message is acknowledged, as in 1 working day",
        "reply.answer": "how soon it is answered",
        "reply.urgent": "how soon an urgent one is answered",
        "message.on": "the day of the client's message that waits for an answer",
        "message.how": "as in e-mail",
        "message.by": "the day by which it is answered",
    },
    "What we hold": {
        "held.contacts": "how many contacts with the client are in the file, none of them classified",
        "held.files": "how many files are attached to them",
        "held.first": "the day of the first of them",
        "held.last": "the day of the last of them",
    },
}
_LISTS: Final[Mapping[str, str]] = {
    "progress": "what happened since the last update",
    "waiting": "what is awaited, and from whom",
    "coming": "what comes next",
    "actions": "what the client has to do",
    "fees": "estimate and bills, as told to the client",
    "channels": "the ways the firm writes and calls, and what each is fit for",
    "people": "who else may speak for the client",
}

FIELDS: Final[tuple[FieldInfo, ...]] = (
    *(FieldInfo(name, about, group) for group, names in _TEXTS.items() for name, about in names.items()),
    *(FieldInfo(name, about, "Lists", is_list=True) for name, about in _LISTS.items()),
)
KNOWN: Final = Known(
    frozenset(one.name for one in FIELDS if not one.is_list),
    frozenset(one.name for one in FIELDS if one.is_list),
)
