"""``python -m app``: Liaison on the command line."""

from __future__ import annotations

import sys


def start() -> int:
    """Run the command of the command line; the answer is the exit status."""
    if sys.argv[1:2] == ["--apart"]:  # this program started itself to read foreign bytes (app/apart)
        from app.apart.worker import start as start_apart

        status = start_apart(sys.argv[1:])
        return 2 if status is None else status
    try:  # Ctrl+C may come while all this is imported, which takes a second
        from app.cli.main import main
        from app.vault.hardening import harden_process

        harden_process()
        return main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write("Stopped; nothing was half done.\n")
        return 1


if __name__ == "__main__":
    sys.exit(start())
