"""``python -m app``: Liaison on the command line."""

from __future__ import annotations

import sys

from app.cli.main import main
from app.vault.hardening import harden_process

if __name__ == "__main__":
    harden_process()
    sys.exit(main(sys.argv[1:]))
