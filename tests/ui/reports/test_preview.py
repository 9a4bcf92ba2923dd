"""The preview: pages made when they are in sight, zoom, small pages, search, selection and copy, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfWriter
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from ui.kit import theme
from ui.reports.preview import Preview

Settled = Callable[[], None]
WORDS = ("The lease ends in May.", "No lease here, a LEASE there", "Nothing of it")


def paper(pages: int = 3, size: tuple[float, float] = (612, 792)) -> bytes:
    target = BytesIO()
    sheet = Canvas(target, pagesize=size)
    for number in range(pages):
        sheet.drawString(100, 700, WORDS[number % 3])
        sheet.drawString(100, 600, f"This is page {number + 1}")
        sheet.showPage()
    sheet.save()
    return target.getvalue()


@pytest.fixture
def preview(qtbot: QtBot, settled: Settled) -> Preview:
    made = Preview("Preview of the report", None)  # type: ignore[arg-type]  # a window of its own
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.activateWindow()
    made.show_pdf(paper())
    settled()
    made.view.setFocus()
    return made


def keys(preview: Preview, key: Qt.Key, *, ctrl: bool = True) -> None:
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(preview.view, key, held)


def test_only_what_is_in_sight_is_made(preview: Preview, settled: Settled) -> None:
    preview.show_pdf(paper(300))
    settled()
    assert preview.pages == 300
    assert len(preview.view._pictures) <= 3
    preview.view.go_to(250)
    settled()
    assert preview.view.page in {250, 251}
    assert 250 in preview.view._pictures
    assert preview.where.text().endswith("of 300")


def test_pages_of_two_sizes_lie_one_below_the_other(preview: Preview, settled: Settled, qtbot: QtBot) -> None:
    both, wide = PdfWriter(), BytesIO(paper(90, (792, 612)))
    both.append(BytesIO(paper(90)))
    both.append(wide)
    target = BytesIO()
    both.write(target)
    preview.show_pdf(target.getvalue())
    assert len(preview.view.sizes) == 180
    qtbot.waitUntil(lambda: preview.view.sizes[-1] == (792.0, 612.0))
    view = preview.view
    assert view.sizes == ((612.0, 792.0),) * 90 + ((792.0, 612.0),) * 90
    boxes = [view.box(page) for page in range(180)]
    assert all(one.bottom() < other.top() <= one.bottom() + 2 * view.gap() for one, other in pairwise(boxes))
    assert max(box.width() for box in boxes) <= view.viewport().width()
    preview.show_pdf(paper(2))
    settled()
    assert preview.pages == 2


def test_the_keyboard_is_enough_to_zoom_and_walk(preview: Preview, settled: Settled) -> None:
    at_first = preview.view.percent
    keys(preview, Qt.Key.Key_Plus)
    assert preview.view.percent > at_first
    keys(preview, Qt.Key.Key_Minus)
    keys(preview, Qt.Key.Key_Minus)
    assert preview.view.percent < at_first
    keys(preview, Qt.Key.Key_0)
    assert preview.view.percent == at_first
    keys(preview, Qt.Key.Key_PageDown)
    assert preview.view.page == 1
    keys(preview, Qt.Key.Key_End, ctrl=False)
    assert preview.where.text() == "Page 3 of 3"
    preview.fit.click()
    assert preview.view.percent < at_first
    assert preview.fit.text() == "Full width"


def test_zoom_has_an_end(preview: Preview) -> None:
    for _ in range(20):
        preview.view.zoom(1)
    assert preview.view.percent == 400
    for _ in range(20):
        preview.view.zoom(-1)
    assert preview.view.percent == 25


def test_words_are_found_on_every_page(preview: Preview, settled: Settled) -> None:
    keys(preview, Qt.Key.Key_F)
    line = preview.find_line
    QTest.keyClicks(line.words, "lease")
    line.look()
    settled()
    assert line.count.text() == "1 of 3"
    QTest.keyClick(line.words, Qt.Key.Key_Return)
    assert (line.count.text(), preview.view.page) == ("2 of 3", 1)
    QTest.keyClick(line.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert line.count.text() == "1 of 3"
    line.words.setText("no such words")
    line.look()
    settled()
    assert line.count.text() == "Not found"
    QTest.keyClick(line.words, Qt.Key.Key_Escape)
    assert line.isHidden()
    assert preview.view.hasFocus()


def test_what_is_found_is_marked_on_the_paper(preview: Preview, settled: Settled) -> None:
    preview.find_line.begin()
    preview.find_line.words.setText("lease")
    preview.find_line.look()
    settled()
    (hit, *_) = preview.find_line._hits
    box = preview.view.on_view(0, hit.boxes[0]).toRect()
    seen = preview.view.viewport().grab().toImage()
    ratio = seen.devicePixelRatio()
    colour = seen.pixelColor(QPoint(round((box.left() + 1) * ratio), round((box.bottom() - 1) * ratio)))
    assert colour.blue() < 200 < colour.red()


def test_selected_words_are_copied(preview: Preview) -> None:
    keys(preview, Qt.Key.Key_A)
    keys(preview, Qt.Key.Key_C)
    copied = QGuiApplication.clipboard().text()
    assert [word in copied for word in (*WORDS, "This is page 3")] == [True] * 4
    view, scale = preview.view, preview.view.scale()
    box = view.box(0)
    left = box.topLeft() + QPoint(round(95 * scale), round(85 * scale))
    right = box.topLeft() + QPoint(round(300 * scale), round(95 * scale))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, left)
    QTest.mouseMove(view.viewport(), right)
    view.selection.reach(*view._place(right))
    view.copy()
    assert QGuiApplication.clipboard().text() == WORDS[0]


def test_small_pages_lead_to_large_ones(preview: Preview, settled: Settled) -> None:
    thumbs = preview.thumbs
    assert thumbs.isVisible()
    QTest.keyClick(thumbs, Qt.Key.Key_End)
    settled()
    assert preview.view.page == 2
    assert thumbs.accessibleDescription() == "Page 3"
    preview.show_pdf(paper(1))
    assert not thumbs.isVisible()
    preview.show_pdf(paper(2))
    preview.resize(400, 600)
    assert not thumbs.isVisible()


def test_paper_stays_white_in_the_dark(preview: Preview, settled: Settled) -> None:
    theme.set_scheme("dark")
    try:
        preview.view.draw_anew()
        settled()
        seen = preview.view.viewport().grab().toImage()
        assert seen.pixelColor(seen.width() // 2, seen.height() // 2) == QColor("white")
    finally:
        theme.set_scheme("light")


def test_nothing_is_shown_of_a_document_that_was_put_away(preview: Preview) -> None:
    preview.find_line.begin()
    preview.clear()
    assert (preview.pages, preview.where.text(), preview.search.isEnabled()) == (0, "", False)
    assert preview.find_line.isHidden()
    keys(preview, Qt.Key.Key_A)
    keys(preview, Qt.Key.Key_C)
