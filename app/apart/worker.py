"""The process apart: reads jobs from its standard input, one after another, and answers each."""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import sys
from collections.abc import Callable
from typing import IO

from app.apart.bounds import allow, bind
from app.apart.frames import BROKEN, DONE, REFUSED, TOO_MUCH, read_frame, write_frame
from app.kernel.errors import LiaisonError
from app.kernel.language import speaking
from app.languages.offered import catalogue_of

ARGUMENT = "--apart"
"""The word on the command line that makes this program a process apart: `--apart MEBIBYTES`."""

Job = Callable[[bytes], bytes]


def work(mebibytes: int) -> int:
    """Until the parent closes the pipe."""
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):  # a job that prints, or a library that warns, says nothing into the answers
        os.dup2(nowhere, number)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which ends this process itself
    bind(mebibytes)
    gc.freeze()
    jobs: dict[str, Job] = {}
    try:
        while (asked := read_frame(incoming)) is not None:
            _, seconds, name, payload = asked
            allow(seconds)
            if not _answer(outgoing, jobs, name, payload):
                return 1
    except MemoryError:  # the bytes alone are too many
        write_frame(outgoing, TOO_MUCH, "", b"")
        return 1
    return 0


def _answer(outgoing: IO[bytes], jobs: dict[str, Job], asked: str, payload: bytes) -> bool:
    """Whether this process is fit for another job. ``asked``: the job, and the language in which it is answered."""
    try:
        name, _, language = asked.partition(" ")
        job = jobs.get(name) or jobs.setdefault(name, _find(name))
        with speaking(catalogue_of(language)):  # a refusal is said to who asked
            status, said, body = DONE, "", job(payload)
    except LiaisonError as refused:
        told = {"code": refused.code, "message": refused.message, "field": refused.field}
        status, said, body = REFUSED, "", json.dumps(told).encode()
    except MemoryError:
        status, said, body = TOO_MUCH, "", b""
    except Exception as broken:  # whatever it is, it is the file's: the parent says so
        status, said, body = BROKEN, type(broken).__name__, b""
    write_frame(outgoing, status, said, body)
    return status != TOO_MUCH


def _find(name: str) -> Job:
    module, _, function = name.partition(":")
    if not module.startswith("app."):
        raise LookupError(name)
    found: Job = getattr(importlib.import_module(module), function)
    return found


def start(arguments: list[str]) -> int | None:
    """The exit status, where ``arguments`` (without the program) ask for a process apart; else None."""
    if len(arguments) == 2 and arguments[0] == ARGUMENT and arguments[1].isdecimal():
        return work(int(arguments[1]))
    return None


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))
