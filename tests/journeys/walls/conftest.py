"""Two firms: one has a restricted matter, one never had it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.search.indexing import catch_up
from tests.journeys.secret_matter import TwoFirms, make


@pytest.fixture(scope="module")
def firms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoFirms]:
    made = make(tmp_path_factory.mktemp("firms"))
    for workspace in (made.walled, made.never):
        catch_up(workspace)
    yield made
    made.inside.lock()
    made.never.lock()
