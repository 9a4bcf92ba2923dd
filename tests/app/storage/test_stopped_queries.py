"""A query that nobody waits for any more ends soon, whether it is the driver's or goes through the tables' classes."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from app.storage.rows import Interrupted, stoppable
from app.workspace import Workspace

_LONG = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000000) SELECT max(i) FROM n"
)


def test_a_query_through_the_session_is_interrupted(workspace: Workspace) -> None:
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 5

    with pytest.raises(Interrupted), workspace.read() as reader, stoppable(reader.session, stop):
        reader.session.execute(text(_LONG)).all()
    with workspace.read() as reader:
        assert reader.session.execute(text("SELECT 1")).scalar_one() == 1
