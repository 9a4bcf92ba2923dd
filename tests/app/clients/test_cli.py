"""`client add`, `client edit`, `client show`: all that is known of a client without a window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import Cli


@pytest.fixture
def nora(cli: Cli) -> str:
    added = cli(
        *("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe", "--phone", "510 555 0144"),
        *("--verified", "510 555 0144", "--also-known-as", "Nora Hale"),
        *("--may-decide", "Nora alone", "--do-not-tell", "Her brother, Ned"),
        *("--person", "Inés, her daughter; may be told: all; may decide: the rent; phone: 510 555 0162"),
        *("--identity", "document: license D123", "--consent", "channel email: E-mail is not secure."),
        *("--declined", "marketing: Our newsletter?", "--adjustment", "access: Letters in 18 point"),
        *("--on", "2026-11-20"),
    )
    assert added.status == 0, added.err
    return str(added.json["id"])


def test_everything_comes_back(cli: Cli, nora: str) -> None:
    ran = cli("client", "show", nora)
    assert ran.status == 0, ran.out + ran.err
    known = ran.json
    assert (known["may_decide"], known["do_not_tell"]) == (
        "Nora alone; Inés, her daughter: the rent",
        "Her brother, Ned",
    )
    assert known["also_known_as"] == "Nora Hale"
    (point,) = known["points"]
    assert (point["verified_how"], point["verified_by"], point["changed"]) == ("call", "Maria Ortega", False)
    ines = known["people"][2]
    assert (ines["name"], ines["hears"], ines["points"][0]["value"]) == ("Inés", "all", "510 555 0162")
    assert known["identity_checks"][0]["detail"] == "license D123"
    assert known["identity_checks"][0]["on"] == "2026-11-20"
    consents = {(one["kind"], one["channel"]): one["given"] for one in known["consents"]}
    assert consents == {("channel", "email"): True, ("marketing", None): False}
    assert known["adjustments"][0]["text"] == "Letters in 18 point"
    text = cli("client", "show", "Nora", as_json=False).out
    assert "agreed to e-mail" in text
    assert "verified 2026-11-23, by a call to the number on file" in text


def test_a_changed_number_shows_until_it_is_verified_again(cli: Cli, nora: str) -> None:
    assert cli("client", "edit", nora, "--phone", "510 555 0199").status == 0
    new = cli("client", "show", nora).json["points"][0]
    assert (new["changed"], new["before"], new["verified_on"]) == (True, "510 555 0144", None)
    assert [one["deed"] for one in new["history"]] == ["added", "verified", "changed"]
    assert new["history"][-1]["by"] == "Maria Ortega"
    assert "changed from 510 555 0144" in cli("client", "show", nora, as_json=False).out
    assert (
        cli("client", "edit", nora, "--verified", "510 555 0199", "--verified-how", "in_person").status == 0
    )
    again = cli("client", "show", nora).json["points"][0]
    assert (again["changed"], again["verified_how"]) == (False, "in_person")


def test_people_are_changed_and_go(cli: Cli, nora: str) -> None:
    assert cli("client", "edit", nora, "--person", "Inés; not told: the will").status == 0
    assert cli("client", "edit", nora, "--may-decide", "", "--do-not-tell", "Ned, and his wife").status == 0
    known = cli("client", "show", nora).json
    assert [(one["name"], one["not_told"]) for one in known["people"]] == [
        ("", "Ned, and his wife"),
        ("Inés", "the will"),
    ]
    assert known["people"][1]["relation"] == "her daughter", "what was not said again stays"
    assert cli("client", "edit", nora, "--remove-person", "Inés").status == 0
    assert len(cli("client", "show", nora).json["people"]) == 1


def test_a_consent_is_taken_back(cli: Cli, nora: str) -> None:
    assert cli("client", "edit", nora, "--withdraw-consent", "email", "--consent-how", "spoken").status == 0
    (email,) = [one for one in cli("client", "show", nora).json["consents"] if one["channel"]]
    assert (email["withdrawn_on"], email["given"]) == ("2026-11-23", True)
    again = cli("client", "edit", nora, "--withdraw-consent", "email")
    assert (again.status, again.json["error"]["code"]) == (1, "no-consent")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--person", "Ned; sings: well"), "bad-person"),
        (("--person", "; may be told: all"), "no-name"),
        (("--identity", "dream: he looked like it"), "bad-identity"),
        (("--consent", "pigeon: none"), "bad-consent"),
        (("--consent", "privacy"), "no-words"),
        (("--adjustment", "access:"), "no-words"),
        (("--remove-person", "Nobody"), "no-person"),
        (("--identity", "known: since 2015", "--on", "2027-01-01"), "in-future"),
    ],
)
def test_what_makes_no_sense_is_refused_whole(
    cli: Cli, nora: str, vault_folder: Path, words: tuple[str, ...], code: str
) -> None:
    before = cli("client", "show", nora).json
    refused = cli("client", "edit", nora, "--first-name", "N", *words)
    assert (refused.status, refused.json["error"]["code"]) == (1, code)
    assert cli("client", "show", nora).json == before


def test_the_log_warns_and_never_refuses(cli: Cli, nora: str) -> None:
    said = ("--summary", "Explained both offers and what each would cost her.", "--advice", "Take it.")
    log = ("log", "--channel", "email", "--direction", "out", "--at", "2026-11-23T09:00:00-08:00", *said)
    matter = cli("matter", "add", "--title", "Whitcombe v. Hale", "--client", nora).json["number"]
    codes = [one["code"] for one in cli(*log, "--matter", matter).json["warnings"]]
    assert "insecure-without-consent" not in codes, "she agreed to e-mail"
    assert cli("client", "edit", nora, "--withdraw-consent", "email").status == 0
    written = cli(*log, "--matter", matter)
    assert written.status == 0
    assert "insecure-without-consent" in [one["code"] for one in written.json["warnings"]]
