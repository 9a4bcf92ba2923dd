"""By when an access request has to be answered, held against cases that were worked out by hand (access_cases.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.access.commands import (
    ask_identity,
    check_identity,
    close_request,
    extend_request,
    open_request,
    reopen_request,
)
from app.access.duties import access_duties
from app.access.forms import NewRequest
from app.access.queries import request_row
from app.access.words import Ending
from app.kernel.clock import FixedClock
from app.settings.commands import change_firm
from app.settings.queries import firm
from app.storage.transaction import Transaction
from app.workspace import Workspace

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("access_cases.toml").read_text(encoding="utf-8")
)["case"]
STEPS: Mapping[str, Callable[[Transaction, UUID], object]] = {
    "asked": ask_identity,
    "checked": lambda tx, request: check_identity(tx, request, "Her passport"),
    "extended": lambda tx, request: extend_request(tx, request, "Many files"),
    "closed": lambda tx, request: close_request(tx, request, Ending.TAKEN_BACK, "She said so"),
    "reopened": lambda tx, request: reopen_request(tx, request, "By mistake"),
}


def noon(workspace: Workspace, day: str) -> None:
    clock = workspace.clock
    assert isinstance(clock, FixedClock)
    clock.set(datetime.combine(date.fromisoformat(day), time(20), UTC))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_case(case: dict[str, Any], workspace: Workspace) -> None:
    noon(workspace, case["received"])
    country, _, subdivision = case["place"].partition("-")
    with workspace.write() as tx:
        change_firm(tx, replace(firm(tx.reader()).details, country=country, subdivision=subdivision))
    with workspace.write() as tx:
        request = open_request(tx, NewRequest(name="Nora Whitcombe"))
    for step in case["steps"]:
        day, _, what = step.partition(" ")
        noon(workspace, day)
        with workspace.write() as tx:
            STEPS[what](tx, request)
    with workspace.read() as reader:
        clock = request_row(reader, request).clock
        owed = [one.due for one in access_duties(reader, date(2099, 1, 1), None)]
    due = "closed" if clock.closed_on else clock.due.isoformat() if clock.due else "waits"
    assert due == case["due"], case["why"]
    assert owed == ([clock.due] if due not in {"closed", "waits"} else [])
