"""The firm's figures are the same on the screen, on paper, in the table and on the command line."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.concerns.words import Cause
from app.figures.span import Days
from app.figures.values import Unit, Value
from app.owed.slipped.lines import LineState
from tests.support import Cli
from tests.truth.firmbook import FIRMS, play
from ui.figures import load as figures_load
from ui.figures.page import FiguresPage
from ui.kit import tasks

HOUSE = next(number for number, one in enumerate(FIRMS) if one["name"] == "A quarter of the house")
Key = tuple[str, str, str]
"""By what, of whom, which figure."""


@pytest.fixture(params=[0, 1, 5, 9, HOUSE], ids=lambda number: FIRMS[number]["name"])
def played(request: pytest.FixtureRequest, tmp_path: Path, qapp: QApplication) -> Iterator[tuple[Any, Any]]:
    about = FIRMS[request.param]
    firm = play(tmp_path / "played", about)
    yield about, firm
    tasks.finish()
    firm.workspace.lock()


def of_json(found: dict[str, Any]) -> dict[Key, float | None]:
    """Every number of the command line."""
    groups = [("firm", "The firm", found["figures"]), ("before", "The time before", found["before"])]
    groups += [("person", one["person"] or "Nobody named", one) for one in found["people"]]
    for one in found["practice_areas"]:
        name = "Outside any matter" if one["outside"] else one["practice_area"] or "No practice area"
        groups.append(("practice area", name, one))
    groups += [("quarter", one["quarter"], one) for one in found["quarters"]]
    for one in found["months"]:
        groups.append(("month", datetime.strptime(one["month"], "%Y-%m").strftime("%B %Y"), one))  # noqa: DTZ007 - a month has no hour
    return {
        (by, of, f"{room}.{name.removesuffix('_minutes').removesuffix('_days')}"): number
        for by, of, rooms in groups
        for room, named in rooms.items()
        if isinstance(named, dict)
        for name, number in named.items()
    }


def of_csv(text: str) -> tuple[dict[Key, float | None], list[dict[str, str]]]:
    """Every number of the table, and the lines behind."""
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    numbers = {
        (row["By"], row["Of"], f"{row['What']}.{row['Figure']}"): float(row["Value"])
        if row["Value"]
        else None
        for row in rows
        if row["Row"] == "figure"
    }
    return numbers, [row for row in rows if row["Row"] != "figure"]


def screen(page: FiguresPage) -> Iterator[tuple[str, list[str], list[str]]]:
    """Every row that can be seen: by what, the names of its figures, and what it says."""
    shown = page._shown
    assert shown is not None
    for section in shown.sections[1:]:
        page.rows.select(section.key)
        for table in section.tables:
            page.view._on_by_changed(table.by)
            seen = page.view.table
            assert seen is not None
            names = [column.id for column in seen.rows_model.columns[1:]]
            for number in range(seen.rows_model.rowCount()):
                yield table.by.replace("_", " "), names, seen.rows_model.cells(number)


def said(numbers: dict[Key, float | None], key: Key) -> str:
    """A number as people read it; an average with how many answers it is of, which is a number of its own."""
    by, of, name = key
    figure, number = name.partition(".")[2], numbers[key]
    if f"{name}_answers" in {one for _, _, one in numbers}:
        unit = Unit.NET if figure == "net" else Unit.SCORE
        return Value(number, unit, int(numbers[by, of, f"{name}_answers"] or 0)).said
    if figure in {"oldest", "open_middle", "resolution"}:
        return Value(number, Unit.DAYS).said
    timed = figure in {"median", "p95", "longest", "longest_late"}
    unit = Unit.MINUTES if timed else Unit.PERCENT if figure.endswith("percent") else Unit.COUNT
    return Value(number, unit).said


def test_they_are_equal(
    played: tuple[Any, Any],
    cli: Cli,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    about, firm = played
    vault = firm.workspace.vault.folder
    asked = datetime.fromisoformat(about["asked"]).replace(tzinfo=ZoneInfo(about["zone"]))
    days = ("--from", about["from"], "--to", about["to"])

    found = cli("figures", *days, vault=vault, at=asked).json
    table, pages = tmp_path / "figures.csv", tmp_path / "figures.pdf"
    for file in (table, pages):
        ran = cli("report", "firm", *days, "--out", str(file), vault=vault, at=asked)
        assert ran.json["figures"] == found["figures"], ran.err
    numbers = of_json(found)
    in_table, lines = of_csv(table.read_text(encoding="utf-8"))
    assert in_table == numbers
    assert len(numbers) > 200

    first, last = found["from"], found["to"]
    monkeypatch.setattr(figures_load, "days_of", lambda _time, _today: Days(*map(_day, (first, last))))
    page = FiguresPage(firm.workspace)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page._shown is not None and not tasks.busy(), timeout=60_000)
    paper = _close(" ".join(" ".join(one.extract_text() for one in PdfReader(pages).pages).split()))
    rows = list(screen(page))
    for by, names, (label, *values) in rows:
        if by == "cause":
            name = "concerns.raised" if label == "All causes" else f"causes.{label.lower().replace(' ', '_')}"
            keys = [("firm", "The firm", name), ("before", "The time before", name)]
        else:
            whole = ("firm", "The firm") if label == "The firm" else (by, label)
            keys = [(*whole, name) for name in names]
        assert values == [said(numbers, key) for key in keys]
        assert _close(" ".join([label, *values])) in paper
    assert len(rows) > 20
    page.rows.select("summary")
    assert page.view.table is not None
    summed = page.view.table.rows_model
    for number in range(summed.rowCount()):
        assert _close(" ".join(summed.cells(number))) in paper

    _the_lines_give_the_numbers(numbers, lines)


def _close(text: str) -> str:
    """Paper has the per cent sign as the firm's country writes it, with a blank before it or without."""
    return text.replace(" %", "%")


def _the_lines_give_the_numbers(numbers: dict[Key, float | None], lines: list[dict[str, str]]) -> None:
    """Whoever counts the lines of the table again comes to its figures."""
    kinds = {
        "update": "updates",
        "development": "news",
        "acknowledgement": "acknowledgements",
        "answer": "answers",
    }
    counted = Counter(
        (kinds[row["What"]], row["State"], bool(row["Due"])) for row in lines if row["Row"] == "promise"
    )
    for room in kinds.values():
        of = {
            name: numbers["firm", "The firm", f"{room}.{name}"]
            for name in ("in_time", "late", "missed", "open")
        }
        assert of == {
            "in_time": counted[room, LineState.GIVEN, True],
            "late": counted[room, LineState.LATE, True],
            "missed": counted[room, LineState.MISSED, True],
            "open": sum(counted[room, LineState.OWED, due] for due in (True, False)),
        }
    by_row = Counter(row["Row"] for row in lines)
    assert by_row["late note"] == numbers["firm", "The firm", "notes.late"]
    assert by_row["owed"] == numbers["firm", "The firm", "standing.owed"]
    assert by_row["forgotten file"] == numbers["firm", "The firm", "standing.forgotten"]
    for row in ("raised", "open", "resolved"):
        assert by_row[f"concern {row}"] == numbers["firm", "The firm", f"concerns.{row}"]
    causes = Counter(row["What"] for row in lines if row["Row"] == "concern raised")
    assert all(numbers["firm", "The firm", f"causes.{one}"] == causes[one] for one in Cause)
    answered = [row["Text"] for row in lines if row["Row"] == "feedback"]
    assert numbers["firm", "The firm", "feedback.declined"] == answered.count("declined")
    assert numbers["firm", "The firm", "feedback.answers"] == len(answered) - answered.count("declined")
    files = [row for row in lines if row["Row"] == "file"]
    assert numbers["firm", "The firm", "reviews.done"] == sum(row["State"] == "reviewed" for row in files)
    assert numbers["firm", "The firm", "reviews.files"] == len({row["Matter"] for row in files})
    assert by_row["policy to acknowledge"] == numbers["firm", "The firm", "policies.outstanding"]


def _day(words: str) -> Any:
    return datetime.fromisoformat(words).date()
