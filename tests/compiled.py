"""The modules of a run in several processes are compiled once: each compiles a share before it collects the tests.

In a fresh clone each process would compile all of them beside the others, ten seconds of the processor for each.
"""

from __future__ import annotations

import importlib.util
import py_compile
import sys
from pathlib import Path

import pytest
from _pytest.assertion import rewrite
from _pytest.assertion.rewrite import assertstate_key

from tests.support import ROOT


def share(config: pytest.Config) -> None:
    """What falls to this process of several, in the order in which the tests are collected; nothing where it is alone.

    A module that another process has not come to yet is compiled by who imports it, as ever.
    """
    here: dict[str, str | int] | None = getattr(config, "workerinput", None)
    if here is None or sys.dont_write_bytecode:
        return
    number, several = int(str(here["workerid"]).removeprefix("gw")), int(here["workercount"])
    for file in _modules()[number % several :: several]:
        if file.match("test_*.py") or file.name == "conftest.py":
            _compile_test(file, config)
        else:
            _compile(file)


def _modules() -> list[Path]:
    """Ours, the tests' own parts and what they test first."""
    tests = sorted((ROOT / "tests").rglob("*.py"))
    return [*(file for room in ("app", "ui") for file in sorted((ROOT / room).rglob("*.py"))), *tests]


def _compile(file: Path) -> None:
    """As Python does at the first import."""
    made = Path(importlib.util.cache_from_source(str(file)))
    if not _is_newer(made, file):
        py_compile.compile(str(file), doraise=True)


def _compile_test(file: Path, config: pytest.Config) -> None:
    """As pytest does at the first import, so that its asserts say what they compared."""
    made = rewrite.get_cache_dir(file) / (file.stem + rewrite.PYC_TAIL)
    if not _is_newer(made, file) and rewrite.try_makedirs(made.parent):
        source_hash, code = rewrite._rewrite_test(file, config)
        rewrite._write_pyc(config.stash[assertstate_key], code, source_hash, made)


def _is_newer(made: Path, file: Path) -> bool:
    """Whether it was compiled since the module was written. Whoever imports it looks more closely."""
    return made.exists() and made.stat().st_mtime > file.stat().st_mtime
