"""What a report costs before it is asked for, and what it leaves behind: nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[3]


def _run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=_ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_content_needs_no_pdf_library() -> None:
    code = "import sys, app.reports.content, app.reports.words; print('reportlab' in sys.modules, 'PIL' in sys.modules)"
    assert _run(code).split() == ["False", "False"]


def test_rendering_writes_no_file() -> None:
    code = """
import os, sys
from app.reports.content import *
from app.reports.status.letter import render_status_report
def make():
    head = Stationery(Letterhead("Firm"))
    report = StatusReport(head, ("A",), "today", "Our file 1", "1", "A v. B", "A", priorities="中文 😀 שלום")
    return render_status_report(report)
sys.dont_write_bytecode = True
written = []
def watch(event, arguments):
    if event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        written.append(arguments[0])
sys.addaudithook(watch)
assert make().startswith(b"%PDF")
print(written)
"""
    assert _run(code).strip() == "[]"
