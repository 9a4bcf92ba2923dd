"""Reading what is to be taken over, before anything is written: no transaction is open, and nobody waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from app.exchange.csv_kinds import Mapping as Columns
from app.exchange.find_files import find_files
from app.exchange.incoming import BY_ITSELF, Content, Incoming, Reading, read_content, read_path

Stage = Literal["find", "read", "take"]
Progress = Callable[[Stage, int, int], None]
"""Told how many files are found (of 0: nobody knows), how many are read, then how many rows and messages are taken, of
how many; it may raise to stop, and nothing is half done then."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that were read, in the order of ``paths``."""

    paths: tuple[Path, ...]
    items: tuple[Incoming, ...]


def read_files(
    paths: Iterable[Path],
    *,
    readings: Mapping[Path, Reading] = MappingProxyType({}),
    known: Mapping[str, Columns] = MappingProxyType({}),
    contents: Sequence[Content] = (),
    progress: Progress = lambda stage, done, of: None,
) -> Batch:
    """Read every file, and every file of every folder. ``readings`` says for some of them how, ``known`` what was
    matched before (`known_mappings`); ``contents`` were dragged and are no files.

    What cannot be read is a `RefusedFile`. Raises `Refused` ("too-many-files").
    """
    found = find_files(paths, looked=lambda count: progress("find", count, 0))
    items: list[Incoming] = []
    for position, one in enumerate(found):
        progress("read", position, len(found))
        told = partial(_still, progress, position, len(found))
        items.append(read_path(one, readings.get(one.path, BY_ITSELF), known, told))
    items += [read_content(one) for one in contents]
    return Batch((*(one.path for one in found), *(Path(one.name) for one in contents)), tuple(items))


def _still(progress: Progress, position: int, of: int, _rows: int) -> None:
    """A long table is still read."""
    progress("read", position, of)
