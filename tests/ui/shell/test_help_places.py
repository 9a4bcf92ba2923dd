"""F1 opens the guide where it speaks of what is on the screen: every page, form and gate has its place in it."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import ui
from ui.kit.page import Page
from ui.kit.sheet import Sheet, sheets_in
from ui.kit.terms import terms
from ui.settings.catalogue import firm_parts
from ui.shell import help_places
from ui.shell.gate import Gate
from ui.shell.help import HelpSheet, all_chapters
from ui.shell.help_places import CHAPTERS, FIRM_PARTS, matter_tabs, room_of
from ui.shell.main_window import MainWindow

SOURCES = Path(ui.__file__).parent


def _kinds(base: type) -> Iterator[type]:
    for kind in base.__subclasses__():
        yield kind
        yield from _kinds(kind)


@pytest.fixture(scope="module")
def kinds() -> list[type]:
    """Every page, form and gate of the program."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found = {kind for base in (Page, Sheet, Gate) for kind in _kinds(base)}
    return sorted(
        (one for one in found if one.__module__.startswith("ui.")), key=lambda one: one.__qualname__
    )


def test_every_page_form_and_gate_has_a_chapter(kinds: list[type]) -> None:
    without = [f"{kind.__module__}.{kind.__qualname__}" for kind in kinds if not room_of(kind)]
    assert not without, "say in ui/shell/help_places.py where the guide speaks of it"
    assert len(kinds) > 150


def test_no_line_of_the_map_is_left_over(kinds: list[type]) -> None:
    modules = {kind.__module__ for kind in kinds}
    for room in (*CHAPTERS, *help_places.WHAT_IT_STANDS_OVER):
        assert any(one == room or one.startswith(f"{room}.") for one in modules), room


def test_every_passage_is_in_the_guide(qapp: QApplication) -> None:
    heads = {chapter.key: {"", *chapter.heads} for chapter in all_chapters()}
    for passage in (*CHAPTERS.values(), *FIRM_PARTS.values(), *matter_tabs().values(), help_places.CONTENTS):
        assert passage.anchor in heads[passage.chapter], passage


def test_an_anchor_leads_to_its_head_and_is_not_shown(qapp: QApplication) -> None:
    clients = next(chapter for chapter in all_chapters() if chapter.key == "clients")
    assert clients.heads["same-client-twice"] == "The same client twice"
    assert not any("<a id" in chapter.words for chapter in all_chapters())


def test_every_part_of_the_firm_has_its_passage_and_no_other() -> None:
    assert FIRM_PARTS.keys() == {key for key, _ in firm_parts()}


def test_every_term_that_a_form_names_is_explained_and_stands_in_the_guide(qapp: QApplication) -> None:
    named = {
        key
        for file in SOURCES.rglob("*.py")
        for key in re.findall(r'term="([a-z-]+)"', file.read_text(encoding="utf-8"))
        if file.name != "terms.py"
    }
    assert named <= terms().keys()
    assert len(named) > 12
    guide = next(chapter for chapter in all_chapters() if chapter.key == help_places.TERMS)
    for name, meaning in terms().values():
        assert f"## {name}\n\n{meaning}" in guide.words


def test_before_the_password_it_speaks_of_locking(window: MainWindow) -> None:
    window.registry["help"].trigger()
    [sheet] = sheets_in(window)
    assert isinstance(sheet, HelpSheet)
    assert sheet.chapter is not None
    assert sheet.chapter.key == "locking"
    sheet.reject()
