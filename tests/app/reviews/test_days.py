"""A file without a day of its own ran from the firm's day on which it was taken up, not from that of Greenwich."""

from __future__ import annotations

from datetime import UTC, date, datetime

from app.clients.commands import ClientDetails, add_client
from app.kernel.clock import FixedClock
from app.matters.commands import MatterDetails, open_matter
from app.reviews.figures import reviewed_files
from app.workspace import Workspace

EVENING = datetime(2026, 12, 1, 5, tzinfo=UTC)
"""30 November in the evening where the firm is, in California."""


def test_what_is_opened_in_the_evening_ran_that_day(workspace: Workspace, clock: FixedClock) -> None:
    clock.set(EVENING)
    with workspace.write() as tx:
        nora = add_client(tx, ClientDetails(first_name="Nora", last_name="Peregrine"))
        one = open_matter(tx, MatterDetails("Lease", (nora,)))
    with workspace.read() as reader:
        assert reader.today == date(2026, 11, 30)
        assert one in reviewed_files(reader, date(2026, 11, 1), date(2026, 11, 30))
        assert one not in reviewed_files(reader, date(2026, 11, 1), date(2026, 11, 29))
