"""handover and handover show: what is said, what is done, what a dry run leaves alone."""

from __future__ import annotations

import pytest

from app.clients.commands import ClientDetails, add_client
from app.matters.commands import MatterDetails, open_matter
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.workspace import Workspace
from tests.support import Cli


@pytest.fixture
def firm(workspace: Workspace) -> None:
    with workspace.write() as tx:
        nora = add_colleague(tx, NewColleague("Nora Brandt", Role.LAWYER))
        add_colleague(tx, NewColleague("Max Stone", Role.LAWYER, email="max@example.org"))
        add_colleague(tx, NewColleague("Rita Only", Role.READ_ONLY))
        client = add_client(tx, ClientDetails(first_name="Ida", last_name="Whitcombe"))
        for title in ("Lease", "Will"):
            open_matter(tx, MatterDetails(title, (client,), responsible_id=nora, point_of_contact_id=nora))


@pytest.mark.usefixtures("firm")
def test_what_stands_in_a_name_and_who_could_take_it(cli: Cli) -> None:
    said = cli("handover", "show", "Nora").json
    assert [one["number"] for one in said["matters"]] == ["00001", "00002"]
    assert said["matters"][0]["roles"] == ["contact", "responsible"]
    assert [one["name"] for one in said["candidates"]] == ["Maria Ortega", "Max Stone"]
    assert "point of contact, responsible attorney" in cli("handover", "show", "Nora", as_json=False).out


@pytest.mark.usefixtures("firm")
def test_a_dry_run_says_and_leaves_alone(cli: Cli) -> None:
    ran = cli("handover", "--from", "Nora", "--to", "Max", "--dry-run").json
    assert (ran["done"], len(ran["moved"]), ran["clients_told"]) == (False, 2, ["Ida Whitcombe"])
    assert len(cli("handover", "show", "Nora").json["matters"]) == 2


@pytest.mark.usefixtures("firm")
def test_the_clients_are_to_be_told_from_the_day_on(cli: Cli) -> None:
    words = ("handover", "--from", "Nora", "--to", "Max", "--on", "2026-11-30", "--reason", "she moves")
    ran = cli(*words, "--matter", "00001").json
    assert (ran["done"], len(ran["developments"])) == (True, 1)
    now, then = cli("matter", "00001").json, cli("matter", "00001", "--as-of", "2026-12-01").json
    assert (now["point_of_contact"], then["point_of_contact"]) == ("Nora Brandt", "Max Stone")
    assert now["developments"][0]["plain_words"].startswith("From Monday 30 November Max Stone is your point")
    assert {(one["role"], one["now"], one["reason"]) for one in now["keepers"]} == {
        ("contact", "Max Stone", "she moves"),
        ("responsible", "Max Stone", "she moves"),
    }
    assert [one["number"] for one in cli("handover", "show", "Nora").json["matters"]] == ["00002"]
    assert [one["number"] for one in cli("matters", "--responsible", "Nora").json["matters"]] == [
        "00001",
        "00002",
    ]


@pytest.mark.usefixtures("firm")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--from", "Nora", "--to", "Rita"), "reads-only"),
        (("--from", "Nora", "--to", "Nora"), "oneself"),
        (("--from", "Max", "--to", "Nora", "--matter", "00001"), "not-theirs"),
    ],
)
def test_refusals_say_what_to_do(cli: Cli, words: tuple[str, ...], code: str) -> None:
    ran = cli("handover", *words)
    assert (ran.status, ran.json["error"]["code"]) == (1, code)


@pytest.mark.usefixtures("firm")
def test_a_matter_is_edited_with_supervisor_and_new_contact(cli: Cli) -> None:
    edited = cli(
        "matter", "edit", "00001", "--point-of-contact", "Max", "--supervisor", "Maria",
        "--emergency-contact", "Max, 555 0100", "--keepers-why", "on leave",
    ).json  # fmt: skip
    assert len(edited["developments"]) == 1
    shown = cli("matter", "00001").json
    assert (shown["supervisor"], shown["emergency_contact"]) == ("Maria Ortega", "Max, 555 0100")
    assert {one["role"] for one in shown["keepers"]} == {"contact", "supervisor", "emergency"}
    assert cli("matter", "edit", "00002", "--responsible", "Max", "--untold").json["developments"] == []


@pytest.mark.usefixtures("firm")
def test_a_hand_over_that_moves_nothing_is_not_done(cli: Cli) -> None:
    ran = cli("handover", "--from", "Max Stone", "--to", "Nora Brandt")
    assert (ran.status, ran.json["done"], ran.json["reason"]) == (1, False, "nothing-there")
    assert cli("handover", "--from", "Nora Brandt", "--to", "Max Stone").json["done"] is True
