"""A consent taken back takes effect at every door: the log, the draft of an e-mail, what a letter says, feedback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from app.channels.words import Channel
from app.clients.commands import ClientDetails, add_client
from app.clients.consents import NewConsent, take_consent, withdraw_consent
from app.clients.declined import who_declined
from app.clients.points import Point
from app.clients.queries import client_sheet
from app.clients.rules import Agreed, consent_state
from app.clients.words import ClientKind, ConsentKind, ConsentState, PointKind
from app.contactlog.forms import NewContact
from app.contactlog.warnings import warnings_of
from app.contactlog.words import Direction
from app.feedback.commands import ask_feedback
from app.kernel.errors import Refused
from app.matters.commands import MatterDetails, open_matter
from app.storage.transaction import Reader
from app.updates.drafting import draft
from app.updates.warnings import warnings
from app.workspace import Workspace

TODAY = date(2026, 11, 23)
YES, NO = Agreed(None, True, TODAY - timedelta(days=9)), Agreed(None, False, TODAY - timedelta(days=5))
BACK = Agreed(None, True, TODAY - timedelta(days=9), TODAY)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ((), ConsentState.NOT_ASKED),
        ((YES,), ConsentState.AGREED),
        ((NO,), ConsentState.DECLINED),
        ((BACK,), ConsentState.DECLINED),
        ((YES, NO), ConsentState.DECLINED),
        ((NO, YES), ConsentState.DECLINED),
        ((NO, Agreed(None, True, TODAY)), ConsentState.AGREED),
        ((Agreed(None, True, TODAY + timedelta(days=1)),), ConsentState.NOT_ASKED),
    ],
)
def test_the_newest_word_counts(said: tuple[Agreed, ...], state: ConsentState) -> None:
    assert consent_state(said, TODAY) is state


Door = Callable[[Reader, UUID, UUID], bool]
"""Whether it is open for a client in a matter."""


def the_log(reader: Reader, client: UUID, matter: UUID, *, advice: str = "") -> bool:
    mail = NewContact(
        Channel.EMAIL, Direction.OUT, reader.now, "How it stands", matter, client, advice=advice
    )
    return not {one.code for one in warnings_of(reader, mail)} & {
        "insecure-without-consent",
        "consent-taken-back",
    }


def an_update_by_mail(reader: Reader, _client: UUID, matter: UUID) -> bool:
    made = replace(draft(reader, matter), channel=Channel.EMAIL)
    return "consent-taken-back" not in {one.code for one in warnings(reader, made)}


def what_a_letter_says(reader: Reader, client: UUID, _matter: UUID) -> bool:
    return Channel.EMAIL in client_sheet(reader, client).consented(reader.today)


def of_kind(kind: ConsentKind) -> Door:
    return lambda reader, client, _: not who_declined(reader, kind, [client])


DOORS: dict[str, tuple[ConsentKind, Door]] = {
    "log": (ConsentKind.CHANNEL, the_log),
    "log of advice": (ConsentKind.CHANNEL, lambda r, c, m: the_log(r, c, m, advice="Sign")),
    "update": (ConsentKind.CHANNEL, an_update_by_mail),
    "letter": (ConsentKind.CHANNEL, what_a_letter_says),
    "feedback": (ConsentKind.SURVEY, of_kind(ConsentKind.SURVEY)),
    "marketing": (ConsentKind.MARKETING, of_kind(ConsentKind.MARKETING)),
}


@pytest.fixture
def nora(workspace: Workspace) -> tuple[UUID, UUID]:
    with workspace.write() as tx:
        points = (Point(PointKind.EMAIL, "nora@whitcombe.example"),)
        client = add_client(
            tx, ClientDetails(ClientKind.PERSON, first_name="Nora", last_name="Whitcombe", points=points)
        )
        return client, open_matter(tx, MatterDetails("The lease", (client,)))


@pytest.mark.parametrize("name", DOORS)
def test_every_door_closes_on_the_day_it_is_taken_back(
    workspace: Workspace, nora: tuple[UUID, UUID], name: str
) -> None:
    kind, is_open = DOORS[name]
    with workspace.write() as tx:
        new = NewConsent(kind, Channel.EMAIL, wording="May we?", on=TODAY - timedelta(days=9))
        consent = take_consent(tx, nora[0], new)
    with workspace.read() as reader:
        assert is_open(reader, *nora)
    with workspace.write() as tx:
        withdraw_consent(tx, consent, "in a call", TODAY)
    with workspace.read() as reader:
        assert not is_open(reader, *nora)


def test_nobody_is_asked_for_feedback_who_took_it_back(workspace: Workspace, nora: tuple[UUID, UUID]) -> None:
    with workspace.write() as tx:
        consent = take_consent(tx, nora[0], NewConsent(ConsentKind.SURVEY, wording="May we ask?"))
        withdraw_consent(tx, consent)
    with pytest.raises(Refused) as error, workspace.write() as tx:
        ask_feedback(tx, nora[1])
    assert error.value.code == "declined"
