"""What fixtures do on the command line, done once in each file of tests: the next test begins with what it left.

A third of the tests begin with the same client and the same matter, and each command unlocks, writes and locks. Only
what a fixture does is copied, from a vault as it was made and word for word the same; what a test does is done.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from app.vault import anchors, attempts
from tests.support import Ran

Step = tuple[object, ...]
"""One command: its words, and everything else that decides what comes of it."""
_Look = tuple[tuple[str, int, int], ...]

is_beginning = False
"""Whether the fixtures of a test are at work, and not yet the test itself."""


class Begun:
    """What the commands of one file's fixtures left. ``rooms``: new places, each time another."""

    def __init__(self, rooms: Iterator[Path]) -> None:
        self._rooms = rooms
        self._file: Path | None = None
        self._left: dict[tuple[Step, ...], tuple[Ran, Path]] = {}

    def of(self, file: Path, made: Path, folder: Path) -> Beginning:
        """For a test of that file whose vault in ``folder`` is a copy of ``made``."""
        if file != self._file:
            for _, room in self._left.values():
                shutil.rmtree(room)
            self._left, self._file = {}, file
        return Beginning(self._left, self._rooms, made, folder)


class Beginning:
    """The fixtures' commands of one test, as long as nobody else touches its vault."""

    def __init__(
        self, left: dict[tuple[Step, ...], tuple[Ran, Path]], rooms: Iterator[Path], made: Path, folder: Path
    ) -> None:
        self._left, self._rooms, self._folder = left, rooms, folder
        self._steps: tuple[Step, ...] = ()
        self._look = _look_of(made)

    def run(self, step: Step, command: Callable[[], Ran]) -> Ran:
        """What ``command`` answers; where it was done before, what it left then is put in its place."""
        if not is_beginning or self._look != _look_of(self._folder):
            self._look = ()  # whatever comes now, nobody knows what it stands on
            return command()
        self._steps = (*self._steps, step)
        if self._steps in self._left:
            answer, room = self._left[self._steps]
            self._put(room)
        else:
            answer = command()
            self._left[self._steps] = answer, self._keep()
        self._look = _look_of(self._folder)
        return answer

    def _keep(self) -> Path:
        room = next(self._rooms)
        shutil.copytree(self._folder, room / "vault")
        if attempts.state_folder().exists():
            place = anchors.place_of(self._folder)
            for file in attempts.state_folder().iterdir():
                (room / "state").mkdir(exist_ok=True)
                shutil.copy2(file, room / "state" / file.name.replace(place, "PLACE"))
        return room

    def _put(self, room: Path) -> None:
        shutil.rmtree(self._folder)
        shutil.copytree(room / "vault", self._folder)
        state, place = attempts.state_folder(), anchors.place_of(self._folder)
        shutil.rmtree(state, ignore_errors=True)
        if (room / "state").exists():
            state.mkdir(parents=True)
            for file in (room / "state").iterdir():
                shutil.copy2(file, state / file.name.replace("PLACE", place))


def _look_of(folder: Path) -> _Look:
    """What lies in a vault's folder; whoever wrote there leaves another."""
    found = ((path, path.stat()) for path in folder.rglob("*"))
    return tuple(
        sorted(
            (str(path.relative_to(folder)), at.st_size, at.st_mtime_ns)
            for path, at in found
            if path.is_file()
        )
    )
