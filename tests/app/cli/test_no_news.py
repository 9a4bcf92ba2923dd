"""no-news: what the window gives in two keystrokes, given and shown by a script."""

from __future__ import annotations

import pytest

from tests.support import Cli

SAID = (
    "There has been nothing new in your matter since Monday, November 9; we are keeping an eye on it for you. "
    "You will hear from us by"
)


@pytest.fixture
def matter(cli: Cli) -> str:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe", "--preferred-channel", "letter")
    words = ("--title", "Whitcombe v. Larkspur", "--client", "Nora Whitcombe", "--opened-on", "2026-11-09")
    number: str = cli("matter", "add", *words).json["number"]
    cli("schedule", "--matter", number, "--every", "fortnight", "--from", "2026-11-09")
    return number


def test_it_is_an_update_in_the_words_that_were_shown(cli: Cli, matter: str) -> None:
    shown = cli("no-news", "--matter", matter, "--dry-run").json
    assert shown["summary"].startswith(SAID)
    assert (shown["id"], shown["channel"], shown["next_due"]) == (None, "letter", "2026-12-07")
    assert cli("matter", matter).json["entries"] == []
    given = cli("no-news", "--matter", matter).json
    assert given["warnings"] == []
    (entry,) = cli("matter", matter).json["entries"]
    assert (entry["id"], entry["summary"], entry["channel"]) == (given["id"], shown["summary"], "letter")
    assert entry["tags"] == ["no news"]
    assert cli("schedule", "--matter", matter).json["next_due"] == "2026-12-07"


def test_another_channel_and_other_words_may_be_given(cli: Cli, matter: str) -> None:
    cli("no-news", "--matter", matter, "--channel", "phone", "--summary", "All is quiet.")
    (entry,) = cli("matter", matter).json["entries"]
    assert (entry["channel"], entry["summary"]) == ("phone", "All is quiet.")
    assert cli("no-news", "--matter", matter, "--summary", " ").json["error"]["field"] == "summary"
    assert cli("no-news", "--matter", matter, "--channel", "note").status == 2
    assert cli("no-news", "--matter", "Whit").status == 1, "what writes takes the whole name of a matter"


def test_small_news_goes_along_and_news_that_cannot_wait_stands_against_it(cli: Cli, matter: str) -> None:
    develop = ("develop", "--matter", matter, "--at", "2026-11-20T10:00")
    small = cli(*develop, "--kind", "filing", "--text", "They filed", "--supplementary").json["id"]
    shown = cli("no-news", "--matter", matter, "--dry-run").json
    assert shown["tells"] == [small]
    assert "They filed." in shown["summary"]
    ruling = cli(*develop, "--kind", "ruling", "--text", "Denied").json["id"]
    shown = cli("no-news", "--matter", matter, "--dry-run").json
    assert [one["id"] for one in shown["news"]] == [ruling]
    assert "Denied" in cli("no-news", "--matter", matter, "--dry-run", as_json=False).out
    refused = cli("no-news", "--matter", matter)
    assert (refused.status, refused.json["error"]["code"]) == (1, "there-is-news")
