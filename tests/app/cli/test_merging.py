"""clients duplicates, merge, unmerge, apart; and the warning of client add."""

from __future__ import annotations

from tests.support import Cli


def add(cli: Cli, first: str, last: str, *more: str) -> str:
    return str(cli("client", "add", "--first-name", first, "--last-name", last, *more).json["id"])


def test_from_the_warning_to_the_undo(cli: Cli) -> None:
    kept = add(cli, "Jürgen", "Müller", "--phone", "+49 151 2345678", "--language", "German")
    ran = cli("client", "add", "--first-name", "Juergen", "--last-name", "Mueller", "--language", "English")
    (alike,) = ran.json["duplicates"]
    assert (alike["id"], [one["how"] for one in alike["reasons"]]) == (kept, ["same"])
    assert "may be the same client" in ran.err
    lost = ran.json["id"]
    (pair,) = cli("clients", "duplicates").json["duplicates"]
    assert {one["id"] for one in pair["clients"]} == {kept, lost}
    cli("matter", "add", "--title", "Lease", "--client", lost)
    merged = cli("clients", "merge", lost, kept, "--take", "language").json
    assert merged["into"] == kept
    assert [one["id"] for one in cli("clients", "--archived").json["clients"]] == [kept]
    assert cli("clients").json["clients"][0]["language"] == "English"
    assert [one["client"] for one in cli("matters").json["matters"]] == ["Jürgen Müller"]
    assert cli("verify").status == 0
    assert cli("clients", "duplicates").json == {"duplicates": []}
    assert cli("clients", "unmerge", merged["merge"]).json["client"] == lost
    assert [one["client"] for one in cli("matters").json["matters"]] == ["Juergen Mueller"]
    assert cli("verify").status == 0
    cli("clients", "apart", lost, kept)
    assert cli("clients", "duplicates").json == {"duplicates": []}


def test_what_is_refused(cli: Cli) -> None:
    one = add(cli, "Nora", "Whitcombe")
    for words in (
        ("merge", one, one),
        ("merge", one, "Nobody"),
        ("unmerge", one),
        ("unmerge", "x"),
        ("apart", one, one),
    ):
        ran = cli("clients", *words)
        assert ran.status == 1
        assert "error" in ran.json
