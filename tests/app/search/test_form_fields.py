"""What the full form asks is found, and the kind of contact, which stands in every status call, is no noise."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from app.search.found import Found

Log = Callable[..., UUID]
Ask = Callable[..., list[Found]]


def test_what_was_received_and_why_against_the_wishes_is_found(log: Log, ask: Ask) -> None:
    entry = log(
        "Rang at work",
        received="the grey ledger",
        wish_reason="the bailiff stood at the door",
        kind="Status call",
    )
    assert [row.id for row in ask("ledger")] == [entry]
    assert [row.id for row in ask("bailiff")] == [entry]
    assert ask("status") == []
