"""A document is set in the language of its stationery, whatever the window speaks, in any thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from app.kernel.language import speaking
from app.languages.offered import catalogue_of
from app.reports.content import Stationery


class Written(Protocol):
    """What a document is made of."""

    @property
    def stationery(self) -> Stationery: ...


P = ParamSpec("P")
R = TypeVar("R")
W = TypeVar("W", bound=Written)


def in_its_language(make: Callable[Concatenate[W, P], R]) -> Callable[Concatenate[W, P], R]:
    """What ``make`` says by itself is in the language of the paper that is handed to it first."""

    @wraps(make)
    def made(of: W, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with speaking(catalogue_of(of.stationery.language)):
            return make(of, *args, **kwargs)

    return made
