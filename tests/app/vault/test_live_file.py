"""What the rest of the house relies on without seeing it."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.support import ENVIRONMENT, ROOT

_OPENS = re.compile(
    r"data_file\b\)?\.(?:open|read_bytes|read_text|write_bytes)\(|open\([^)\n]*data_file|(?:copy|copyfile|copy2|move)\([^)\n]*data_file"
)


def test_nobody_opens_the_live_file_but_sqlite() -> None:
    """Closing another handle on it in this process would drop SQLite's locks (VAULT.md)."""
    assert _OPENS.search("with vault.data_file.open('rb') as f:")
    assert _OPENS.search("open(vault.data_file)")
    assert _OPENS.search("shutil.copy2(vault.data_file, to)")
    guilty = [
        path.name
        for room in ("app", "ui")
        for path in (ROOT / room).rglob("*.py")
        if _OPENS.search(path.read_text("utf-8"))
    ]
    assert guilty == []


def test_the_unlock_page_need_not_wait_for_the_database_library() -> None:
    program = (
        "import sys, app.vault.vault, app.vault.lock, app.vault.folder; print('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
