from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support import ENVIRONMENT


@pytest.mark.skipif(sys.platform != "linux", reason="macOS and Windows are hardened by their packaging")
def test_a_hardened_process_leaves_no_core_and_cannot_be_traced() -> None:
    program = (
        "import resource, os; from app.vault.hardening import harden_process\n"
        "assert harden_process()\n"
        "assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)\n"
        "import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "0"
