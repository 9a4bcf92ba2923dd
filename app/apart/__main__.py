"""``python -m app.apart --apart MEBIBYTES``: only `app.apart.pool` starts it."""

from __future__ import annotations

import sys

from app.apart.worker import start

if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))
