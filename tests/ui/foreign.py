"""What stands in a window in English although the window speaks another language, the pseudo one.

`english(window, known)` lists it, empty where every word went through the catalogue. Words of the pseudo language carry
marks; what has none is the firm's own (`known`), a number, or was never translated.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from holidays import country_holidays
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)
from sqlalchemy import text

from app.languages.offered import LANGUAGES
from app.languages.pseudo import pseudo
from app.storage.transaction import Reader
from app.workdays.places import countries
from tests.ui.walk import cells_of, chips_in, scope
from ui.kit.row_model import Row, RowRole

CHANGED = frozenset("aceghijlnorsuwyz")
"""Letters that the pseudo language marks: a word of some of them, unmarked, was never translated."""
SAME = frozenset(
    "dmy mdy csv pdf ics liaison png docx msg eml mbox vcf ctrl return alt shift esc del".split()  # noqa: SIM905
)
"""Names of formats, keys and the program: the same in every language."""
MOST_CHOICES = 40
"""A longer drop-down names places: countries, states, zones."""
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PARTS = re.compile(r"[⟦⟧·•→–—:;,.()“”?!\n|/…✓+<>=\"]+|\s-\s|\s{2,}|(?<=\s)(?=\d)|(?<=\d)(?=\s)")
_LONG = 10
"""Letters from which on a piece of what the firm wrote is known by them."""
_EDGES = " '’-&%#*@"
_MARKS = frozenset(
    one for one in pseudo("aceghijlnorsuwyzACEGHIJLNORSUWYZ") if one.isalpha() and not one.isascii()
)
_RESOURCES = Path(__file__).resolve().parents[2] / "resources"
_YEARS = (2026, 2027)


@dataclass(frozen=True)
class Known:
    """What the firm wrote itself, as it stands in the vault, folded."""

    whole: frozenset[str]
    all: str

    def holds(self, piece: str) -> bool:
        """Whether a piece of a text is the firm's own, also where a list has cut it off after its first words."""
        said = _folded(piece)
        if said in self.whole or (len(said) >= _LONG and said in self.all):
            return True
        return " " in said and any(one.startswith(said) for one in self.whole)


def known_of(reader: Reader) -> Known:
    """All texts of a vault, and the pieces of them. A bare small word is a key of the program, unless it is a tag."""
    whole: set[str] = set()
    everything: list[str] = []
    for cell in (*_cells(reader), *_beside_the_catalogue()):
        everything.append(_folded(cell))
        whole.add(_folded(cell))
        whole.update(map(_folded, _PARTS.split(cell)))
        for word in cell.split():
            if word[:1].isupper() or any(one.isdigit() for one in word):
                whole.add(_folded(word.strip(_EDGES)))
    return Known(frozenset(whole), " ".join(everything))


def _cells(reader: Reader) -> Iterator[str]:
    session = reader.session
    names = session.execute(
        text("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
    )
    for (table,) in names.all():
        if table.startswith(("audit", "sqlite", "search_", "attachment_texts")):
            continue
        for row in session.execute(text(f'SELECT * FROM "{table}"')).all():  # noqa: S608 - a name of the schema
            for value in row:
                if isinstance(value, str) and not re.fullmatch(r"[a-z_]+|[0-9a-f-]{32,}", value):
                    yield from _texts(value)
    for query in (
        "SELECT DISTINCT tag FROM entry_tags",
        "SELECT DISTINCT label FROM contact_points",
    ):
        yield from (one for (one,) in session.execute(text(query)).all() if one)


def _beside_the_catalogue() -> Iterator[str]:
    """What has no entry in a catalogue: resources, which lie in folders of their language, and names of a library."""
    for file in (*_RESOURCES.glob("*.toml"), *_RESOURCES.glob("*/*.toml")):
        yield from _inside(tomllib.loads(file.read_text(encoding="utf-8")))
    yield from (name for _, name in countries())
    yield from (one.name for one in LANGUAGES)
    yield from country_holidays("US", subdiv="CA", years=_YEARS).values()


def _texts(value: str) -> Iterator[str]:
    if value[:1] in "[{":
        try:
            yield from _inside(json.loads(value))
            return
        except ValueError:
            pass
    yield value


def _inside(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _inside(one)


def _folded(words: str) -> str:
    return " ".join(words.casefold().strip(_EDGES).split())


def english(window: QWidget, known: Known, typed: Collection[str] = ()) -> list[str]:
    """Each text on what lies on top, with the words of it that nobody translated; ``typed`` was typed by the test."""
    found = []
    for place, said in shown(scope(window)):
        if unsaid := [one for one in suspects(said) if one not in typed and not known.holds(one)]:
            found.append(f"{place}: {unsaid} in {said[:160]!r}")
    return list(dict.fromkeys(found))


def suspects(said: str) -> list[str]:
    """The stretches of a text that have no mark of the pseudo language."""
    said = said.replace("&&", "&")
    plain = re.sub(r"&(?=\w)", "", re.sub(r"&\w+;|<[^<>]*>|\{[^{}]*\}", " ", said))
    found = []
    for part in _PARTS.split(plain):
        run: list[str] = []
        for word in [*part.split(), "⟧"]:
            tokens = _TOKEN.findall(word)
            if (tokens and not any(map(_is_marked, tokens))) or (not tokens and run and word != "⟧"):
                run.append(word)
            else:
                found.append(" ".join(run))
                run = []
    return [one for one in found if any(_is_english(word) for word in _TOKEN.findall(one))]


def _is_marked(token: str) -> bool:
    return not _MARKS.isdisjoint(token)


def _is_english(token: str) -> bool:
    low = token.casefold()
    return len(token) > 1 and low not in SAME and any(one in CHANGED for one in low)


def shown(root: QWidget) -> Iterator[tuple[str, str]]:
    """Every text in sight, and what it stands on."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        kind = type(widget).__name__
        for words in _words_of(widget):
            if words.strip():
                yield kind, words
    for chip in chips_in(root):
        yield "Chip", chip.text
        yield "Chip", chip.spoken()


def _words_of(widget: QWidget) -> Iterable[str]:
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.toolTip()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
        if widget.isReadOnly():
            yield widget.text()
    elif isinstance(widget, QComboBox) and widget.count() <= MOST_CHOICES:
        yield from (widget.itemText(number) for number in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(number) for number in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        yield from _cells_said(widget)


def _cells_said(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    for column in range(0 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    for row, column in cells_of(model):
        index = model.index(row, column)
        item = index.data(RowRole)
        if isinstance(item, Row):
            yield from (item.title, item.subtitle, item.text, item.action, item.tip)
        yield str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or "")
        yield str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
