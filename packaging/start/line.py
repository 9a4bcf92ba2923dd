"""The command line, frozen."""

import sys

from app.__main__ import start

sys.exit(start())
