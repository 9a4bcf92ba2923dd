from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from app.vault.place import COPY, NAME, is_there

ROOT = Path(__file__).resolve().parents[3]


def test_a_header_or_its_copy_is_a_vault(tmp_path: Path) -> None:
    assert not is_there(tmp_path / "nowhere")
    assert not is_there(tmp_path)
    (tmp_path / COPY).touch()
    assert is_there(tmp_path)
    (tmp_path / COPY).unlink()
    (tmp_path / NAME).touch()
    assert is_there(tmp_path)


def test_looking_imports_no_cryptography_and_no_database() -> None:
    code = (
        "import sys; from pathlib import Path; from app.vault import place; place.is_there(place.default_folder()); "
        "print([name for name in ('nacl', 'sqlalchemy', 'sqlcipher3', 'alembic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
