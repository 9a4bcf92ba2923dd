"""Clients that may be one, as the database finds them: what the rules call alike is among its candidates."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.clients.commands import ClientDetails, Point, add_client
from app.clients.duplicate_pairs import alike_pairs
from app.clients.duplicates import alike_clients
from app.clients.likeness import Likeness, likeness
from app.clients.rules import said_name
from app.clients.words import ClientKind, PointKind
from app.merging.commands import keep_apart
from app.workspace import Workspace

NAME = st.text("aäbeoöuümnrst", min_size=1, max_size=11)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(st.lists(NAME, min_size=1, max_size=3), st.lists(NAME, min_size=1, max_size=3), st.booleans())
def test_who_is_alike_is_found(workspace: Workspace, one: list[str], other: list[str], swap: bool) -> None:
    other = [*other[1:], *one[:2]] if swap else other
    with workspace.rehearse() as tx:
        first = add_client(tx, ClientDetails(last_name=" ".join(one)))
        name = " ".join(other)
        found = {row.id for row in alike_clients(tx.reader(), name)}
        how = likeness(said_name(ClientKind.PERSON, "", " ".join(one), ""), name)
        # a name of nothing but short words is compared by nothing that could be looked up
        long_enough = any(len(word) > 4 for word in (*one, *other))
        assert (first in found) == (how not in {None, Likeness.PART}) or not long_enough


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(), st.text())
def test_whatever_is_typed_is_answered(workspace: Workspace, name: str, value: str) -> None:
    with workspace.read() as reader:
        points = [Point(kind, value) for kind in PointKind]
        assert alike_clients(reader, name, points) == ()


def test_numbers_and_addresses_and_who_is_apart(workspace: Workspace) -> None:
    with workspace.write() as tx:
        phone, mail = Point(PointKind.PHONE, "+1 510 555 0144"), Point(PointKind.EMAIL, "nora@example.com")
        nora = add_client(tx, ClientDetails(first_name="Nora", last_name="Whitcombe", points=(phone, mail)))
        ned = add_client(tx, ClientDetails(first_name="Ned", last_name="Lang", points=(phone,)))
    asked = (Point(PointKind.PHONE, "(510) 555-0144"), Point(PointKind.EMAIL, "NORA@example.com"))
    with workspace.read() as reader:
        found = alike_clients(reader, "Whitcomb Nora", asked)
        assert [(one.id, [why.how for why in one.reasons]) for one in found] == [
            (nora, ["email", "phone", "near"]),
            (ned, ["phone"]),
        ]
        assert [one.id for one in alike_clients(reader, "", asked, but=nora)] == [ned]
        (pair,) = alike_pairs(reader)
        assert {pair.one, pair.other} == {nora, ned}
    with workspace.write() as tx:
        keep_apart(tx, nora, ned)
    with workspace.read() as reader:
        assert alike_pairs(reader) == ()
        assert alike_clients(reader, "", asked, but=nora) == ()


def test_the_list_has_every_way_of_being_alike(workspace: Workspace) -> None:
    names = (
        ("Nora", "Whitcombe"), ("Nora", "Witcombe"), ("J.", "Smith"), ("Judith", "Smith"), ("Anna Maria", "Lopez"),
        ("Anna", "López"), ("Karl", "Ode"), ("Ode", "Karl"), ("", "Larkspurr"), ("", "Larkspur"), ("Otto", "Vale"),
    )  # fmt: skip
    with workspace.write() as tx:
        for first, last in names:
            add_client(tx, ClientDetails(first_name=first, last_name=last))
    with workspace.read() as reader:
        found = {one.reasons[0].how: {one.one_name, one.other_name} for one in alike_pairs(reader)}
        assert len(alike_pairs(reader)) == 5
    assert found["order"] == {"Karl Ode", "Ode Karl"}
    assert {"near", "initials", "order"} == set(found)
