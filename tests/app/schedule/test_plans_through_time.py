"""Which schedule counted when, and that setting one again forgives nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.care.queries import costs
from app.kernel.clock import FixedClock
from app.matters.queries import find_matter
from app.schedule.commands import drop_plan
from app.workspace import Workspace
from tests.support import MONDAY, Cli

EVENING, TUESDAY, WEDNESDAY = "2026-11-23T22:00", MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


@pytest.fixture
def matter(cli: Cli) -> str:
    cli("client", "add", "--first-name", "Nora", "--last-name", "Whitcombe")
    ran = cli("matter", "add", "--title", "Whitcombe v. Larkspur", "--client", "Nora Whitcombe")
    number: str = ran.json["number"]
    return number


def test_a_plan_set_later_was_not_known_before(cli: Cli, matter: str) -> None:
    def every(*words: str) -> object:
        plan = cli("matter", matter, *words, at=WEDNESDAY).json["update_plan"]
        return plan and plan["every"]

    cli("schedule", "--matter", matter, "--every", "fortnight", "--from", "2026-11-20")
    cli("schedule", "--matter", matter, "--every", "month", at=TUESDAY)
    assert every() == "month"
    assert every("--known-by", EVENING) == "fortnight"
    assert every("--as-of", EVENING) == "fortnight"
    assert cli("matter", matter, "--known-by", "2026-11-22").json["update_plan"] is None
    assert every("--as-of", "2026-11-22") == "fortnight", "as known now it counted from the 20th"
    assert every("--as-of", "2026-11-19") is None


def test_a_first_plan_set_later_was_not_known_before(cli: Cli, matter: str) -> None:
    cli("schedule", "--matter", matter, "--every", "week", "--from", "2026-11-02", at=TUESDAY)
    assert cli("matter", matter, "--known-by", EVENING, at=WEDNESDAY).json["update_plan"] is None
    assert cli("matter", matter, "--as-of", EVENING, at=WEDNESDAY).json["update_plan"]["every"] == "week"


def test_a_dropped_plan_counted_until_then(
    cli: Cli, matter: str, workspace: Workspace, clock: FixedClock
) -> None:
    cli("schedule", "--matter", matter, "--every", "week")
    clock.set(TUESDAY)
    with workspace.write() as tx:
        matter_id = find_matter(tx.reader(), matter).id
        drop_plan(tx, matter_id)
    assert cli("matter", matter, at=WEDNESDAY).json["update_plan"] is None
    assert cli("matter", matter, "--known-by", EVENING, at=WEDNESDAY).json["update_plan"]["every"] == "week"
    cli("schedule", "--matter", matter, "--every", "month", at=WEDNESDAY)
    assert cli("matter", matter, at=WEDNESDAY).json["update_plan"]["counted_from"] == "2026-11-25"


def test_an_excuse_made_later_was_not_known_before(cli: Cli, matter: str) -> None:
    cli("schedule", "--matter", matter, "--every", "week", "--from", "2026-11-09")
    cli("schedule", "--matter", matter, "--excuse", "2026-11-16", "--reason", "on holiday", at=TUESDAY)
    plan = cli("matter", matter, at=WEDNESDAY).json["update_plan"]
    before = cli("matter", matter, "--known-by", EVENING, at=WEDNESDAY).json["update_plan"]
    assert (before["next_due"], plan["next_due"]) == ("2026-11-16", "2026-11-23")


def test_a_plan_set_again_forgives_no_overdue_update(cli: Cli, matter: str) -> None:
    cli("schedule", "--matter", matter, "--every", "fortnight", "--from", "2026-11-02")
    again = cli("schedule", "--matter", matter, "--every", "fortnight", "--format", "letter")
    assert again.json["next_due"] == "2026-11-16"
    assert cli("schedule", "--matter", matter, "--every", "week").json["next_due"] == "2026-11-09"


def test_matters_and_costs_of_later_were_not_known_before(
    cli: Cli, matter: str, workspace: Workspace
) -> None:
    cli("matter", "add", "--title", "Vance v. Poolcraft", "--client", "Nora Whitcombe", at=TUESDAY)
    known = cli("matters", "--known-by", EVENING, at=WEDNESDAY).json["matters"]
    assert [one["number"] for one in known] == [matter]
    assert len(cli("matters", at=WEDNESDAY).json["matters"]) == 2
    cli("matter", "edit", matter, "--estimate", "11000", at=TUESDAY)
    with workspace.read(known_by=MONDAY) as reader:
        assert costs(reader, find_matter(reader, matter).id).estimate is None
    with workspace.read(as_of=WEDNESDAY) as reader:
        assert costs(reader, find_matter(reader, matter).id).estimate is not None
    ran = cli("matter", "Vance", "--known-by", EVENING, at=WEDNESDAY)
    assert (ran.status, ran.json["error"]["code"]) == (1, "no-matter")


def test_a_month_on_the_31st_begun_within_a_week_of_it_is_due_that_month(cli: Cli, matter: str) -> None:
    anchored = ("--every", "month on the 31st")
    assert cli("schedule", "--matter", matter, *anchored, at=WEDNESDAY).json["next_due"] == "2026-11-30"
    later = {"at": WEDNESDAY + timedelta(days=1)}  # said anew in another format, it still began on Wednesday
    again = cli("schedule", "--matter", matter, "--format", "letter", **later).json
    assert again["next_due"] == "2026-11-30"
    stays = cli(
        "schedule", "--matter", matter, "--at-stages", **later
    ).json  # the way of what has events, too
    assert stays["next_due"] == "2026-11-30"
    told = ("--channel", "phone", "--direction", "out", "--summary", "Told her.", "--update")
    cli("log", "--matter", matter, *told, **later)  # an update within a week of the 30th counts for it
    assert cli("schedule", "--matter", matter, **later).json["next_due"] == "2026-12-31"


def test_from_a_day_that_was_said_is_as_if_an_update_was_given_then(cli: Cli, matter: str) -> None:
    anchored = ("--every", "month on the 31st", "--from", "2026-11-24")
    assert cli("schedule", "--matter", matter, *anchored, at=WEDNESDAY).json["next_due"] == "2026-12-31"


def test_the_firms_month_on_the_31st_is_due_in_the_month_a_matter_comes_in(cli: Cli, matter: str) -> None:
    cli("schedule", "defaults", "--every", "month on the 31st", at=WEDNESDAY)
    assert cli("schedule", "--matter", matter, at=WEDNESDAY).json["next_due"] == "2026-11-30"
