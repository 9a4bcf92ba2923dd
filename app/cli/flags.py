"""A flag for each field of a form, made from the form's own dataclass, so that none is forgotten."""

from __future__ import annotations

import argparse
import re
import types
import typing
from collections.abc import Collection
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.kernel.days import FIRST_YEAR, LAST_YEAR
from app.kernel.errors import Refused

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_AMOUNT = re.compile(r"-?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d{1,3})?", re.ASCII)


def add_flags(
    parser: argparse.ArgumentParser, form: type[DataclassInstance], skip: Collection[str] = ()
) -> None:
    """Add ``--first-name`` for ``first_name`` and so on; unset flags are absent from the namespace."""
    hints = typing.get_type_hints(form)
    for one in fields(form):
        if one.name in skip:
            continue
        flag = "--" + one.name.replace("_", "-")
        kind = _plain_type(hints[one.name])
        options: dict[str, Any] = {"default": argparse.SUPPRESS, "dest": one.name}
        if kind is bool:
            parser.add_argument(flag, action=argparse.BooleanOptionalAction, **options)
        elif isinstance(kind, type) and issubclass(kind, StrEnum):
            words = [word.value for word in kind]
            parser.add_argument(flag, choices=[*words], **options)
        elif kind is date:
            parser.add_argument(flag, type=iso_date, metavar="DATE", **options)
        elif kind is int:
            parser.add_argument(flag, type=int, metavar="N", **options)
        elif kind is str:
            parser.add_argument(flag, metavar="TEXT", **options)
        else:
            raise TypeError(f"no flag for {form.__name__}.{one.name}")


def given(args: argparse.Namespace, form: type[DataclassInstance]) -> dict[str, Any]:
    """The fields that were given, as the form's types."""
    hints = typing.get_type_hints(form)
    found = {}
    for one in fields(form):
        if one.name in vars(args):
            kind = _plain_type(hints[one.name])
            value = getattr(args, one.name)
            found[one.name] = kind(value) if isinstance(kind, type) and issubclass(kind, StrEnum) else value
    return found


def add_times(parser: argparse.ArgumentParser) -> None:
    """Add ``--as-of`` and ``--known-by``, which every reading command takes; `Session.reading` reads so."""
    parser.add_argument("--as-of", metavar="DATETIME", help="what had happened by then, as known now")
    parser.add_argument("--known-by", metavar="DATETIME", help="what had been written by then")


def check_span(first: date | None, last: date | None) -> None:
    """Raise `Refused` ("ends-before") for days the wrong way round."""
    if first and last and last < first:
        raise Refused("ends-before", "The last day is before the first one.", field="to")


def year_until(args: argparse.Namespace, today: date) -> tuple[date, date]:
    """``--from`` and ``--to``; the year up to ``today`` where they are not given. Raises `Refused` ("ends-before")."""
    last: date = args.last or today
    first: date = args.first or last - timedelta(days=364)
    check_span(first, last)
    return first, last


def iso_date(words: str) -> date:
    """A date in ISO 8601 of the years 1800 to 2999; a date with a time is not one."""
    try:
        found = date.fromisoformat(words)
    except ValueError:
        found = date.min
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"{words!r} is not a date such as 2026-11-23")
    return found


def amount(words: str) -> Decimal:
    """An amount of money such as 11000 or 6,400.50. What could be read in two ways (6.400,50) is not read; one with
    three places is for `money_flags.exact`, once its currency is known."""
    if not _AMOUNT.fullmatch(words.strip()):
        raise argparse.ArgumentTypeError(f"{words!r} is not an amount such as 11000 or 6,400.50")
    return Decimal(words.strip().replace(",", ""))


def some_path(words: str) -> Path:
    """A path. Nothing is not the present folder: an unset variable in a script must not mean "here"."""
    if not words.strip() or "\0" in words:
        raise argparse.ArgumentTypeError("the name of a file or folder is missing")
    return Path(words)


def count(words: str) -> int:
    """A whole number from 0 on."""
    if not re.fullmatch(r"\d{1,9}", words.strip(), re.ASCII):
        raise argparse.ArgumentTypeError(f"{words!r} is not a number such as 7")
    return int(words)


def _plain_type(hint: Any) -> Any:
    """``X`` of ``X | None``."""
    if isinstance(hint, types.UnionType):
        (only,) = [one for one in hint.__args__ if one is not type(None)]
        return only
    return hint
