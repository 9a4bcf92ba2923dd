"""Ids sort as they were made, also within one millisecond and at a clock that stands still."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.kernel.ids import new_id, read_id

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_ids_of_one_moment_sort_as_they_were_made() -> None:
    made = [new_id(NOON) for _ in range(2000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_a_later_moment_sorts_behind() -> None:
    assert new_id(NOON) < new_id(NOON + timedelta(milliseconds=1))


def test_an_id_is_of_version_7_and_reads_back() -> None:
    made = new_id(NOON)
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert read_id(f" {made} ") == made
    assert read_id("nonsense") is None
