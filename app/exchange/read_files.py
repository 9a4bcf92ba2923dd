"""Reading what is to be taken over, before anything is written: no transaction is open, and nobody waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from app.exchange.find_files import Found, find_files
from app.exchange.incoming import BY_ITSELF, CsvFile, Incoming, MailFile, Reading, read_path

Stage = Literal["find", "read", "take"]
Progress = Callable[[Stage, int, int], None]
"""Told how many files are found (of 0: nobody knows), how many are read, then how many rows and messages are taken, of
how many; it may raise to stop, and nothing is half done then."""

HELD_BYTES = 200_000_000
"""Messages beyond so much in all are read once more when they are taken over, instead of being held."""


@dataclass(frozen=True, slots=True)
class Later:
    """A message that was read and let go again, to be read once more."""

    found: Found

    def read(self) -> Incoming:
        """What it is now."""
        return read_path(self.found)


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that were read, in the order of ``paths``."""

    paths: tuple[Path, ...]
    items: tuple[Incoming | Later, ...]

    def rows(self) -> Iterator[object]:
        """Every row of every table."""
        for one in self.items:
            if isinstance(one, CsvFile):
                yield from one.content.contacts
                yield from one.content.matters


def read_files(
    paths: Iterable[Path],
    *,
    readings: Mapping[Path, Reading] = MappingProxyType({}),
    progress: Progress = lambda stage, done, of: None,
) -> Batch:
    """Read every file, and every file of every folder. ``readings`` says for some of them how.

    What cannot be read is a `RefusedFile`. Raises `Refused` ("too-many-files").
    """
    found = find_files(paths, looked=lambda count: progress("find", count, 0))
    items: list[Incoming | Later] = []
    held = 0
    for position, one in enumerate(found):
        progress("read", position, len(found))
        item = read_path(one, readings.get(one.path, BY_ITSELF))
        if isinstance(item, MailFile):
            held += len(item.raw)
        items.append(Later(one) if isinstance(item, MailFile) and held > HELD_BYTES else item)
    return Batch(tuple(one.path for one in found), tuple(items))
