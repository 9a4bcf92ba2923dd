"""``python -m app``: Liaison on the command line."""

from __future__ import annotations

import sys


def start() -> int:
    """Run the command of the command line; the answer is the exit status."""
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
