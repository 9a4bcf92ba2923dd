"""A client goes with the last matter, and not before; until when backups still hold what was destroyed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.access.commands import close_request, open_request
from app.access.forms import NewRequest
from app.access.models import AccessDecision
from app.access.words import Decision
from app.access.words import Ending as RequestEnding
from app.clients.around import PersonAround, add_person
from app.clients.commands import ClientDetails, add_client
from app.clients.queries import list_clients
from app.concerns.commands import raise_concern
from app.concerns.course import close_concern
from app.concerns.forms import NewConcern
from app.concerns.words import Ending as ConcernEnding
from app.contactlog.commands import log_contact
from app.contactlog.forms import NewContact, NewParticipant
from app.contactlog.words import Channel, Direction
from app.destruction.commands import destroy_matters
from app.destruction.outliving import gone_by
from app.destruction.queries import certificates
from app.destruction.review import Against, review
from app.kernel.errors import Refused
from app.matters.commands import MatterDetails, open_matter
from app.matters.parties import Party, set_parties
from app.matters.words import MatterStatus
from app.merging.commands import merge_clients
from app.retention.commands import set_hold
from app.retention.firm_rules import RetentionSettings, set_settings
from app.storage.transaction import Transaction
from app.vault.keeping import KeepingRule, Made, going
from app.verification import verify_workspace
from app.workspace import Workspace
from tests.app.destruction.pages import every_byte
from tests.support import Cli

OLD, YOUNG = date(2015, 3, 1), date(2026, 3, 1)


def client(workspace: Workspace, name: str = "Peregrine") -> UUID:
    with workspace.write() as tx:
        return add_client(tx, ClientDetails(first_name="Nora", last_name=name))


def matter(workspace: Workspace, *clients: UUID, closed_on: date | None = OLD) -> UUID:
    status = MatterStatus.OPEN if closed_on is None else MatterStatus.CLOSED
    with workspace.write() as tx:
        return open_matter(tx, MatterDetails("Lease", clients, status=status, closed_on=closed_on))


def names(workspace: Workspace) -> list[str]:
    with workspace.read() as reader:
        return [one.name for one in list_clients(reader, archived=True)]


def failing(workspace: Workspace) -> list[str]:
    return [one.detail for one in verify_workspace(workspace) if not one.ok]


def test_a_client_goes_with_the_last_matter(workspace: Workspace) -> None:
    nora = client(workspace)
    first, second = matter(workspace, nora), matter(workspace, nora)
    destroy_matters(workspace, [first], "It is time")
    assert names(workspace) == ["Nora Peregrine"]
    destroy_matters(workspace, [second], "It is time")
    assert names(workspace) == []
    assert b"peregrine" not in every_byte(workspace).lower()
    assert failing(workspace) == []
    with workspace.read() as reader:
        assert [one.says.clients_erased for one in certificates(reader)] == [1, 0]


def test_two_at_once_have_a_certificate_each(workspace: Workspace) -> None:
    nora = client(workspace)
    both = [matter(workspace, nora), matter(workspace, nora)]
    assert destroy_matters(workspace, both, "It is time") == (1, 2)
    assert names(workspace) == []
    assert failing(workspace) == []


@pytest.mark.parametrize("closed_on", [None, YOUNG])
def test_a_client_of_two_matters_stays_for_the_other(workspace: Workspace, closed_on: date | None) -> None:
    nora = client(workspace)
    old, _ = matter(workspace, nora), matter(workspace, nora, closed_on=closed_on)
    destroy_matters(workspace, [old], "It is time")
    assert names(workspace) == ["Nora Peregrine"]


def test_of_two_clients_each_goes_or_stays_by_itself(workspace: Workspace) -> None:
    nora, ben = client(workspace), client(workspace, "Quail")
    old = matter(workspace, nora, ben)
    matter(workspace, ben, closed_on=YOUNG)
    destroy_matters(workspace, [old], "It is time")
    assert names(workspace) == ["Nora Quail"]


def test_a_young_contact_outside_any_matter_keeps_the_client(workspace: Workspace) -> None:
    nora = client(workspace)
    old = matter(workspace, nora)
    with workspace.write() as tx:
        log_contact(
            tx, NewContact(Channel.PHONE, Direction.IN, tx.now, "Asks about new work", client_id=nora)
        )
    destroy_matters(workspace, [old], "It is time")
    assert names(workspace) == ["Nora Peregrine"]


def complained(tx: Transaction, client_id: UUID, on: date) -> None:
    one = raise_concern(tx, NewConcern("Too dear", client_id=client_id, raised_on=on))
    close_concern(tx, one, ConcernEnding.WITHDRAWN, "Taken back", on)


def asked(tx: Transaction, client_id: UUID, on: date) -> None:
    one = open_request(tx, NewRequest(client_id, received_on=on))
    close_request(tx, one, RequestEnding.TAKEN_BACK, "Taken back", on)


@pytest.mark.parametrize("happened", [complained, asked])
@pytest.mark.parametrize(("on", "left"), [(YOUNG, ["Nora Peregrine"]), (OLD, [])])
def test_a_complaint_or_request_of_no_matter_is_kept_as_long_as_a_file(
    workspace: Workspace, happened: Callable[[Transaction, UUID, date], None], on: date, left: list[str]
) -> None:
    nora = client(workspace)
    old = matter(workspace, nora)
    with workspace.write() as tx:
        happened(tx, nora, on)
    destroy_matters(workspace, [old], "It is time")
    assert names(workspace) == left


def test_what_stands_on_a_record_that_was_joined_keeps_the_client(workspace: Workspace) -> None:
    nora, again = client(workspace), client(workspace, "Peregrine-Falk")
    old = matter(workspace, nora)
    with workspace.write() as tx:
        complained(tx, again, YOUNG)
        merge_clients(tx, again, nora)
    destroy_matters(workspace, [old], "It is time")
    assert names(workspace) == ["Nora Peregrine"]


def test_records_that_were_one_client_go_together(workspace: Workspace) -> None:
    nora, again = client(workspace), client(workspace, "Peregrine-Falk")
    old = matter(workspace, nora)
    with workspace.write() as tx:
        merge_clients(tx, again, nora)
    destroy_matters(workspace, [old], "It is time")
    assert names(workspace) == []
    assert b"peregrine" not in every_byte(workspace).lower()
    assert failing(workspace) == []


def test_the_name_is_kept_where_the_firm_says_so(workspace: Workspace) -> None:
    old = matter(workspace, client(workspace))
    with workspace.write() as tx:
        set_settings(tx, RetentionSettings(keep_number=False, keep_name=True), "For conflict checks")
    destroy_matters(workspace, [old], "It is time")
    with workspace.read() as reader:
        (found,) = certificates(reader)
    assert (found.says.matter, found.says.clients) == ("", ("Nora Peregrine",))


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lambda w, one, of: matter_held(w, one), Against.HOLD),
        (lambda w, one, of: client_held(w, of), Against.HOLD),
    ],
)
def test_what_is_held_is_not_destroyed(
    workspace: Workspace, spoil: Callable[[Workspace, UUID, UUID], None], kind: Against
) -> None:
    nora = client(workspace)
    old = matter(workspace, nora)
    spoil(workspace, old, nora)
    with workspace.read() as reader:
        assert [one.kind for one in review(reader, old).objections if one.stops] == [kind]
    with pytest.raises(Refused, match="She may sue"):
        destroy_matters(workspace, [old], "It is time")
    assert names(workspace) == ["Nora Peregrine"]


@pytest.mark.parametrize("as_what", ["party", "participant", "relative", "decided"])
def test_nothing_goes_that_somebody_who_is_no_client_of_it_asks_for(
    workspace: Workspace, as_what: str
) -> None:
    """Who asks what is held about them is answered first, whoever they are in the matter (PRACTICE J5, J6)."""
    nora = client(workspace)
    old, beside = matter(workspace, nora), matter(workspace, client(workspace, "Quail"))
    with workspace.write() as tx:
        if as_what == "party":
            set_parties(tx, old, [Party("Ode Karl")])
        elif as_what == "relative":
            add_person(tx, nora, PersonAround("Karl Ode", "neighbour"))
        else:
            name = "Karl Ode" if as_what == "participant" else "The neighbour"
            new = NewContact(Channel.PHONE, Direction.IN, tx.now, "Both came", old, nora)
            entry = log_contact(tx, replace(new, participants=(NewParticipant(name),)))
        request = open_request(tx, NewRequest(name="Karl Ode"))
        if as_what == "decided":
            # The digest is of what the entry said when it still named them.
            decided = AccessDecision(
                id=tx.new_id(),
                request_id=request,
                matter_id=old,
                item_id=entry,
                number=1,
                decision=Decision.GIVE,
                digest="",
                written_at=tx.now,
                author_id=tx.actor,
            )
            tx.session.add(decided)
    with workspace.read() as reader:
        found = [one for one in review(reader, old).objections if one.stops]
        assert [(one.kind, one.source_id) for one in found] == [(Against.ACCESS_REQUEST, request)]
        assert review(reader, beside).is_free
    with pytest.raises(Refused, match="An access request of 23 November 2026 is open"):
        destroy_matters(workspace, [old], "It is time")
    with workspace.write() as tx:
        close_request(tx, request, RequestEnding.TAKEN_BACK, "Taken back")
    destroy_matters(workspace, [old], "It is time")


def matter_held(workspace: Workspace, one: UUID) -> None:
    with workspace.write() as tx:
        set_hold(tx, "She may sue", matter_id=one)


def client_held(workspace: Workspace, one: UUID) -> None:
    with workspace.write() as tx:
        set_hold(tx, "She may sue", client_id=one)


def test_what_is_not_due_is_not_destroyed(workspace: Workspace) -> None:
    young = matter(workspace, client(workspace), closed_on=YOUNG)
    with pytest.raises(Refused, match="kept until 1 March 2033"):
        destroy_matters(workspace, [young], "It is time")


class Cancelled(Exception):
    """Somebody does not want it any more."""


def test_who_cancels_on_the_way_has_lost_nothing(workspace: Workspace) -> None:
    """At each moment at which it asks, until it comes to its end."""
    old, folder = matter(workspace, client(workspace)), workspace.vault.folder
    for moment in range(1, 100):
        left = iter(range(moment))

        def told(_done: int, _all: int, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise Cancelled

        try:
            destroy_matters(workspace, [old], "It is time", told)
        except Cancelled:
            assert names(workspace) == ["Nora Peregrine"]
            beside = {one.name for one in folder.iterdir() if not one.name.startswith("data-1.db")}
            assert not any(one.startswith(("data-", "rotation-")) for one in beside)
        else:
            break
    assert moment > 4
    assert names(workspace) == []
    assert failing(workspace) == []


def test_on_the_command_line(cli: Cli) -> None:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Peregrine", "--born-on", "1980-02-01")
    cli(
        "matter",
        "add",
        "--title",
        "Lease",
        "--client",
        "Nora Peregrine",
        "--status",
        "closed",
        "--closed-on",
        "2015-03-01",
    )
    assert [one["is_due"] for one in cli("retention", "list").json["matters"]] == [True]
    held = cli("retention", "hold", "--matter", "00001", "--reason", "She may sue").json["id"]
    assert cli("retention", "review", "00001").json["matters"][0]["may_be_destroyed"] is False
    assert cli("retention", "destroy", "00001", "--reason", "It is time").status == 1
    assert cli("retention", "release", held, "--reason", "Settled").status == 0
    done = cli("retention", "destroy", "00001", "--reason", "It is time")
    assert done.status == 0, done.err
    assert done.json["certificates"][0]["matter"] == "00001"
    assert cli("matter", "00001").status == 1
    assert [one["number"] for one in cli("retention", "certificates").json["certificates"]] == [1]
    assert all(one["ok"] for one in cli("verify").json["checks"])


@given(
    st.builds(KeepingRule, st.integers(1, 10), st.integers(0, 6), st.integers(0, 14)),
    st.dates(date(2024, 1, 1), date(2026, 12, 31)),
)
def test_a_backup_is_gone_by_the_day_that_is_said(rule: KeepingRule, made_on: date) -> None:
    """A backup at noon of each day, from the one that is asked for on."""
    zone = ZoneInfo("America/Los_Angeles")
    noon = datetime.combine(made_on, datetime.min.time(), UTC) + timedelta(hours=20)
    end = gone_by(noon, rule, zone)
    assert end is not None
    made = [Made(f"{number}", noon + timedelta(days=number)) for number in range((end - made_on).days + 1)]
    assert made[0] in going(made, rule, made[-1].made_at, zone)


def test_one_from_before_an_update_is_for_somebody_to_delete() -> None:
    rule = replace(KeepingRule(), update_days=30)
    assert gone_by(datetime(2026, 1, 1, tzinfo=UTC), rule, ZoneInfo("UTC"), before_update=True) is None
