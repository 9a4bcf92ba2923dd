"""What pages ask of a long log: a matter's page, the list of all contacts, what is owed. Beside it, no bare twin:
the wanted figure is what a person takes for at once."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from uuid import UUID

from app.contactlog.listing import log_page
from app.owed.queries import owed
from app.storage.transaction import Reader
from app.workspace import Workspace
from tests.bench.big_firm import a_matter
from tests.bench.figure import Figure, seconds
from ui.matters.load import load_matter

AT_ONCE = 0.1


def measure(workspace: Workspace, entries: int, runs: int = 7) -> list[Figure]:
    """After one reading that fills the cache, as in the running window."""
    matter = UUID(a_matter(8))

    def reading(query: Callable[[Reader], object]) -> Callable[[], None]:
        def read() -> None:
            with workspace.read() as reader:
                query(reader)

        return read

    measures: tuple[tuple[str, Callable[[], object], float | None], ...] = (
        ("page of a matter", lambda: load_matter(workspace, matter), AT_ONCE),
        ("contact log, first page", reading(lambda reader: log_page(reader)), AT_ONCE),
        ("due, the whole firm", reading(owed), None),
    )
    figures = []
    for name, work, within in measures:
        work()
        found = median(seconds(work) for _ in range(runs))
        figures.append(Figure(f"{name}, {entries:,} entries", found, within=within))
    return figures
