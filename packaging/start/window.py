"""The window, frozen."""

import sys

from ui.__main__ import main

sys.exit(main())
