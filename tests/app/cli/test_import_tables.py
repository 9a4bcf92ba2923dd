"""Tables on the command line: columns of one's own, remembered; rows to mend; the tray."""

from __future__ import annotations

from pathlib import Path

from tests.support import Cli

OWN = "Kunde;Post;Stand\nNora Whitcombe;nora@example.com;x\nSilas Vance;silas;y\n;;z\n"
MAIL = (
    "From: {name} <{name}@nowhere.example>\nTo: office@example.com\nSubject: {subject}\n"
    "Message-ID: <{number}@x>\n\nCall.\n"
)


def test_columns_are_said_remembered_and_used_by_themselves(cli: Cli, tmp_path: Path) -> None:
    own, again = tmp_path / "own.csv", tmp_path / "again.csv"
    own.write_text(OWN, encoding="utf-8")
    again.write_text("STAND;post;KUNDE\nx;ann@example.com;Ann Harbour\n", encoding="utf-8")
    assert cli("import", str(own)).status == 1
    ran = cli(
        "--json", "import", str(own), "--map", "Kunde=client.full_name", "--map", "Post=email", "--remember"
    )
    assert (ran.status, ran.json["totals"]["created"]["clients"]) == (0, 2)
    ran = cli("--json", "import", str(again))
    assert ran.json["totals"]["created"]["clients"] == 1
    assert "as remembered" in ran.err
    (kept,) = cli("--json", "mappings", "list").json["mappings"]
    assert kept["mapping"]["columns"] == [["full_name", "Kunde"], ["email", "Post"]]
    assert cli("mappings", "forget", kept["id"]).status == 0
    assert cli("import", str(again)).status == 1


def test_what_is_wrong_with_a_map_is_said(cli: Cli, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(OWN, encoding="utf-8")
    for words, code in (
        (["--map", "Kunde"], "bad-map"),
        (["--map", "Kunde=client.nothing"], "unknown-field"),
        (["--map", "Kunde=nobody.full_name"], "unknown-field"),
        (["--map", "Kunde=client.full_name", "--map", "Post=matter.title"], "bad-map"),
        (["--remember"], "nothing-to-remember"),
        (["--dates", "day-first"], "no-map"),
    ):
        assert cli("--json", "import", str(own), *words).json["error"]["code"] == code
    ran = cli("--json", "import", str(own), "--map", "Wer=client.full_name")
    assert "no column" in ran.json["files"][0]["refused"][0]["reason"]


def test_rows_that_did_not_come_in_are_mended_and_brought_again(cli: Cli, tmp_path: Path) -> None:
    table, rest = tmp_path / "contacts.csv", tmp_path / "rest.csv"
    table.write_text(
        "First Name,Last Name,Company,Email Address,Job Title\n"
        'Nora,Whitcombe,,nora@example.com,"=1+1"\n'
        ",,,lost@example.com,=cmd()\n"
        "Too,few\n"
        'Ann,"Harbour,,,\n',
        encoding="utf-8",
    )
    ran = cli("--json", "import", str(table), "--refused", str(rest))
    assert ran.json["saved"] == [str(rest)]
    assert ran.json["totals"]["created"]["clients"] == 1
    lines = rest.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 4
    assert "'=cmd()" in lines[1]
    again = cli("--json", "import", str(rest))
    assert (again.json["totals"]["created"]["clients"], len(again.json["files"][0]["refused"])) == (0, 3)
    mended = rest.read_text(encoding="utf-8-sig").replace(",,,lost@example.com", ",Lost,,lost@example.com", 1)
    rest.write_text(mended, encoding="utf-8-sig")
    assert cli("--json", "import", str(rest)).json["totals"]["created"]["clients"] == 1
    assert cli("--json", "import", str(rest)).json["totals"]["created"]["clients"] == 0


def test_the_tray_is_worked_on_the_command_line(cli: Cli, tmp_path: Path) -> None:
    cli("client", "add", "--kind", "person", "--last-name", "Ortega")
    cli("matter", "add", "--title", "Lease", "--client", "Ortega", "--number", "A-100")
    for number, name in enumerate(("vera", "vera", "tom")):
        file = tmp_path / f"{number}.eml"
        file.write_text(MAIL.format(name=name, subject=f"Hello {number}", number=number), encoding="utf-8")
        assert cli("import", str(file)).status == 0
    items = {one["subject"]: one for one in cli("--json", "tray", "list").json["items"]}
    assert cli("tray", "place", items["Hello 0"]["id"], "--suggested").status == 1
    assert cli("tray", "place", items["Hello 0"]["id"], "--matter", "A-100").status == 0
    items = {one["subject"]: one for one in cli("--json", "tray", "list").json["items"]}
    assert items["Hello 1"]["suggestion"]["why"] == "sender"
    assert cli("tray", "place", items["Hello 1"]["id"], "--suggested", "--always").status == 0
    assert cli("tray", "dismiss", items["Hello 2"]["id"], "--reason", "Spam").status == 0
    assert cli("--json", "tray", "list").json["items"] == []
    (rule,) = cli("--json", "tray", "rules").json["rules"]
    assert (rule["address"], rule["number"]) == ("vera@nowhere.example", "A-100")
    later = tmp_path / "later.eml"
    later.write_text(MAIL.format(name="vera", subject="More", number="9"), encoding="utf-8")
    ran = cli("--json", "import", str(later))
    assert ran.json["totals"]["created"]["entries"] == 1
    assert ran.json["files"][0]["places"] == ["Lease (as remembered for vera@nowhere.example)"]
    assert cli("tray", "forget", "vera@nowhere.example").status == 0
    assert cli("tray", "forget", "vera@nowhere.example").status == 1
