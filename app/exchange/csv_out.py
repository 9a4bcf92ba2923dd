"""Moved down to `app.kernel.csv_out`, where every room reaches it."""

from __future__ import annotations

from app.kernel.csv_out import bare as bare
from app.kernel.csv_out import guarded as guarded
from app.kernel.csv_out import write_csv as write_csv
