"""The fields that a template may use: their names and what each stands for. Nothing else is ever filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.concerns.limits import LIMIT_FIELDS
from app.wording.fields import FieldInfo, known_of


def _terms(name: str, whose: str) -> Mapping[str, str]:
    """The fields of terms: those that hold, and those that are offered."""
    parts = {
        "scope": "what we do",
        "not": "what we do not do",
        "timeline": "how long it takes",
        "fees": "how the fee is reckoned",
        "rates": "the rates",
        "estimate": "the estimate, a figure",
        "estimate_note": "what the estimate covers",
        "decides": "who may decide for the client",
        "channels": "how both reach each other",
        "acknowledge": "how soon a message is acknowledged",
        "answer": "how soon it is answered",
        "urgent": "how soon an urgent one is answered",
        "updates": "as in every month",
        "how": "as in by letter",
        "emergency": "who is reached out of hours",
    }
    return {f"{name}.{part}": f"{whose}{about}" for part, about in parts.items()}


_TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "Firm": {
        "firm.name": "the firm's name",
        "firm.address": "the firm's address, on several lines",
        "firm.phone": "the firm's telephone number",
        "firm.email": "the firm's e-mail address",
        "firm.concerns": "to whom a concern is written",
        "firm.hours": "when the firm is open, as in Mon–Fri 9:00–17:30",
        "today": "the day of the letter, as in 23 November 2026",
        "sign_off": "as in Sincerely, as letters end in the firm's country",
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
        "client.prefers": "how and when the client likes to be reached, where that is not just what was agreed",
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
        "nothing_to_do": "the sentence that says so, where nothing is asked of the client",
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
        "since_contact": "as in since we last spoke on 6 November, or wrote: by what the last contact was",
        "next_update": "the day by which the client hears again",
        "updates.every": "as in every month",
        "updates.how": "as in by letter",
        "reply.acknowledge": "how soon a message is acknowledged, as in 1 working day",
        "reply.answer": "how soon it is answered",
        "reply.urgent": "how soon an urgent one is answered",
        "message.on": "the day of the client's message that waits for an answer",
        "message.how": "as in e-mail",
        "message.by": "the day and hour by which it is answered",
    },
    "Fees": {
        "fees.arrangement": "what the client pays for, and the rates",
        "fees.estimate": "the estimate, as in $9,000 to $11,000 plus tax of $900",
        "fees.covers": "what the estimate covers",
        "fees.to_date": "what it has cost so far",
        "fees.used": "how much of the estimate is used, as in 58 %",
        "fees.again": "the day by which costs are told again",
    },
    "Engagement terms": {
        **_terms("terms", "agreed with the client: "),
        "terms.agreed": "the day on which they were agreed",
        "terms.reaffirmed": "the last day on which they were said to hold",
        **_terms("offered", "the newest revision: "),
    },
    "How it ended": {
        "ending.on": "the day on which the matter ended",
        "ending.outcome": "what came of it",
        "ending.reason": "why we do not act, or not any more",
        "ending.instructions": "the client's last instructions, and what the client has to do",
        "ending.deadlines": "what the client has to watch from now on",
        "ending.documents": "what was given back, and what is kept",
        "ending.bill": "what the last bill says",
        "ending.billed": "what all of it cost",
        "ending.retention": "what the client is told of how long the file is kept",
        "ending.keep_until": "until when the firm's rules keep the file",
    },
    "Concern or complaint": {
        "concern.said": "what was said, in the words it was kept in",
        "concern.raised": "the day it was raised",
        "concern.formal": "the day on which it became a formal complaint",
        "concern.acknowledged": "the day it was acknowledged",
        "concern.discussed": "the day it was talked about",
        "concern.handler": "who handles it",
        "concern.stage": "where it stands, as in complaints partner",
        "concern.answer_by": "the day by which the final response is given",
        "concern.outside": "to whom the client may go next, and by when: the firm's notice, or its place's",
        "concern.body": "the name of that body",
        **LIMIT_FIELDS,
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
    "terms.ours": "what we do by when, as agreed",
    "terms.yours": "what the client does by when, as agreed",
    "offered.ours": "what we do by when, in the newest revision",
    "offered.yours": "what the client does by when, in the newest revision",
}

FIELDS: Final[tuple[FieldInfo, ...]] = (
    *(FieldInfo(name, about, group) for group, names in _TEXTS.items() for name, about in names.items()),
    *(FieldInfo(name, about, "Lists", is_list=True) for name, about in _LISTS.items()),
)
KNOWN: Final = known_of(FIELDS)
