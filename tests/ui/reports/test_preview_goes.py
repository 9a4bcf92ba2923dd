"""A preview that is deleted with its page, as at every lock, must not take the process with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
_CODE = """
import io
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from reportlab.pdfgen import canvas
from ui.reports.preview import Preview

app = QApplication([])
paper = io.BytesIO()
sheet = canvas.Canvas(paper)
for _ in range(5):
    sheet.drawString(100, 700, "words")
    sheet.showPage()
sheet.save()

def wait(milliseconds):
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()

for pause in (0, 5, 50):
    page = QWidget()
    column = QVBoxLayout(page)
    preview = Preview("Preview", page)
    column.addWidget(preview)
    page.resize(700, 700)
    page.show()
    preview.show_pdf(paper.getvalue())
    wait(pause)
    page.hide()
    page.deleteLater()
    del page, column, preview
    wait(20)
print("alive")
"""


def test_it_is_deleted_while_it_still_draws() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CODE],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.strip() == "alive", done.stderr
