"""The scripts that make the installers are no package: they lie in one folder and import each other by name."""

from __future__ import annotations

import sys

from tests.support import ROOT

sys.path.insert(0, str(ROOT / "packaging"))
