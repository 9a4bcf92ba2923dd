"""Every reading command takes --as-of and --known-by."""

from __future__ import annotations

from datetime import timedelta

from tests.support import MONDAY, Cli

TUESDAY = MONDAY + timedelta(days=1)


def test_clients_and_entries_are_read_as_of_and_known_by(cli: Cli) -> None:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    cli("client", "add", "--first-name", "Silas", "--last-name", "Vance", at=TUESDAY)
    told = cli("log", "--client", "Nora Whitcombe", "--channel", "phone", "--direction", "out", "--summary", "Called",
               "--at", "2026-11-20T10:00").json["id"]  # fmt: skip

    def names(*words: str) -> list[str]:
        return [one["name"] for one in cli("clients", *words, at=TUESDAY).json["clients"]]

    assert names("--as-of", "2026-11-23") == ["Silas Vance", "Nora Whitcombe"]
    assert names("--known-by", "2026-11-23") == ["Nora Whitcombe"]
    assert cli("entry", told, "--as-of", "2026-11-21").json["summary"] == "Called"
    assert cli("entry", told, "--as-of", "2026-11-19").json["error"]["code"] == "no-entry"
    assert cli("entry", told, "--known-by", "2026-11-21").json["error"]["code"] == "no-entry"


def test_no_role_is_offered_that_is_not_kept_to(cli: Cli) -> None:
    ran = cli("create", "--firm", "Firm", "--country", "US", "--time-zone", "UTC", "--role", "read-only")
    assert ran.status == 2
