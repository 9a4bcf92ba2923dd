"""What is written for who will not find it is said at once."""

from __future__ import annotations

from app.clients.commands import ClientDetails, add_client
from app.matters.commands import MatterDetails, open_matter
from app.people.commands import NewColleague, add_colleague
from app.people.words import Role
from app.workspace import Workspace
from tests.support import Cli


def test_others_in_a_restricted_matter_are_named(cli: Cli, workspace: Workspace) -> None:
    with workspace.write() as tx:
        tom = add_colleague(tx, NewColleague("Tom Reyes", Role.LAWYER))
        add_colleague(tx, NewColleague("June Keller", Role.READ_ONLY))
        client = add_client(tx, ClientDetails(first_name="Ida", last_name="Whitcombe"))
        open_matter(tx, MatterDetails("Lease", (client,), responsible_id=tom))
    date = ("key-date", "--matter", "00001", "--kind", "hearing", "--on", "2026-12-08", "--title", "Hearing")
    ran = cli(*date, "--who-acts", "June Keller")
    assert [one["code"] for one in ran.json["warnings"]] == ["reads-only"]
    ran = cli("matter", "restrict", "00001", "--to", "Maria Ortega", "--reason", "hers alone")
    assert ran.json["stands_with_others"] == ["June Keller", "Tom Reyes"]
