"""How an outsider asks queries, pages and commands of two firms, and what they may not hear."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from types import ModuleType
from typing import Any
from uuid import UUID

from app.exchange.mail import Message, read_message
from app.kernel.errors import LiaisonError
from app.search import finding
from app.search.asking import parse
from app.storage.transaction import Reader
from app.workspace import Workspace
from tests.journeys.secret_matter import CANARY, MAIL, NUMBER, Facts

Asked = Callable[[Reader, Facts], object]

Queries = Mapping[Callable[..., object], tuple[Asked, ...]]
"""How each query is asked."""

NOVEMBER = date(2026, 11, 1), date(2026, 12, 31)

SOUGHT = (
    "",
    CANARY,
    f"{CANARY[:5]}*",
    "has:attachment",
    f"matter:{NUMBER}",
    "client:nora",
    "order",
    "with:court",
    "-x",
)

EVERYTHING = parse("", NOVEMBER[0]), finding.EVERYWHERE

MATTER = ("must", "matter", "hidden")

ANY_MATTER = ("matter", "hidden")

ENTRY = ("must", "entry", "hidden_entry")


def of_each(query: Callable[..., object], *wanted: str) -> tuple[Asked, ...]:
    """Asked for what everybody may see, for what is hidden, and, where it can be, for all."""
    whole: list[Asked] = [] if wanted[:1] == ("must",) else [lambda r, _: query(r)]
    ids = [name for name in wanted if name != "must"]
    return (*whole, *(partial(_of_one, query, name) for name in ids))


def _of_one(query: Callable[..., object], name: str, reader: Reader, facts: Facts) -> object:
    return query(reader, getattr(facts, name))


def of_hidden(query: Callable[[Reader, UUID], object], reader: Reader, facts: Facts) -> object:
    """Asked for every id that only the hidden matter has, whatever it is of."""
    return [query(reader, UUID(one)) for one in sorted(facts.hidden_ids)]


def answer_to(name: str) -> Message:
    """A mail that answers one of that name."""
    mail = MAIL.format(sender="a@example.com", subject="Re", name=f"answer-{name}", text="Yes")
    return read_message(f"In-Reply-To: <{name}@example.org>\n{mail}".encode())


def modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not re.search(r"__main__|migrations", found.name):
            yield importlib.import_module(found.name)


def taking(word: str, package: ModuleType) -> dict[str, Callable[..., object]]:
    """The public functions of a package that take such a thing, by their whole name."""
    return {
        f"{module.__name__}.{name}": thing
        for module in modules(package)
        for name, thing in vars(module).items()
        if inspect.isfunction(thing)
        and thing.__module__ == module.__name__
        and not name.startswith("_")
        and any(
            re.search(rf"\b{word}\b", str(one.annotation))
            for one in inspect.signature(thing).parameters.values()
        )
    }


def whole_name(query: Callable[..., object]) -> str:
    return f"{query.__module__}.{getattr(query, '__name__', '')}"


def said(query: Callable[..., object], *arguments: Any) -> str:
    """What a query answers, or how it refuses."""
    try:
        return repr(query(*arguments))
    except LiaisonError as error:
        return f"{type(error).__name__} {error.code}: {error.message}"


def nothing_of_it_in(words: str, facts: Facts) -> None:
    assert CANARY not in words
    assert not [
        one for one in facts.hidden_ids if one in words and one not in {facts.hidden.hex, str(facts.hidden)}
    ]


def of_reader(query: Asked) -> Callable[[Workspace, Facts], object]:
    """Asked with a reader of the workspace."""

    def asked(workspace: Workspace, facts: Facts) -> object:
        with workspace.read() as reader:
            return query(reader, facts)

    return asked
