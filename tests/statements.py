"""How statements read as SQL, kept over all vaults that a process opens; and how many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.util import LRUCache

from app.storage import engine
from app.storage.guarded import GuardedCursor

Counted = Callable[[], AbstractContextManager[list[str]]]


class _Statements(LRUCache[Any, Any]):
    """Statements that were made into SQL, of all vaults. A key begins with the engine's dialect, which is everywhere
    the same SQLCipher."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get(key[1:], default)

    def __setitem__(self, key: tuple[Any, ...], value: Any) -> None:
        super().__setitem__(key[1:], value)


def keep() -> None:
    """From here on, in this process and those it forks. An engine forgets with its vault how statements read: a third
    of the time of a test that opens many, and most of the life of a child that is killed while it logs a call."""
    statements = _Statements(2000)

    def create(*args: Any, **options: Any) -> Engine:
        made = create_engine(*args, **options)
        made._compiled_cache = statements
        return made

    engine.create_engine = create


@contextmanager
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every statement that goes to the database inside."""
    said: list[str] = []
    with monkeypatch.context() as patched:
        for name in ("execute", "executemany"):
            patched.setattr(GuardedCursor, name, _noting(getattr(GuardedCursor, name), said))
        yield said


def _noting(run: Callable[..., object], said: list[str]) -> Callable[..., object]:
    def noted(self: object, statement: str, *values: object) -> object:
        said.append(statement)
        return run(self, statement, *values)

    return noted
