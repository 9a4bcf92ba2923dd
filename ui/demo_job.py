"""The main job on the made-up firm, told at the terminal: what is owed, and the status report of the matter on top."""

from __future__ import annotations

import sys
from pathlib import Path

from ui.desk import DemoDesk


def run_demo_job(desk: DemoDesk, report: Path) -> None:
    """Make the firm, print what is owed, write the report of the first matter into ``report``; locked afterwards."""
    say = sys.stdout.write
    say("Making the demo firm: 40 clients, 60 matters, 3,000 contacts …\n")
    sys.stdout.flush()
    desk.unlock(desk.people()[0], "demo")

    from app.owed.queries import owed
    from app.reports.files import write_report
    from app.reports.status.commands import page_count, record_printed
    from app.reports.status.letter import render_status_report
    from app.reports.status.report import status_report

    workspace = desk.workspace
    try:
        with workspace.read() as reader:
            found = owed(reader)
            for item in found.items:
                number = item.matter.number if item.matter else ""
                say(f"{item.state.value:9} {number:5}  {item.whose.client}: {item.text}\n")
            for one in found.forgotten:
                say(f"forgotten {one.matter.number}  {one.matter.client}: {one.reason}\n")
            matter = next(item.matter for item in found.items if item.matter is not None)
            letter = status_report(reader, matter.id)
        pdf = render_status_report(letter)
        write_report(report, pdf)
        with workspace.write() as tx:
            record_printed(tx, matter.id, page_count(pdf))
        say(f"The status report of {matter.title} is in {report}.\n")
    finally:
        desk.lock()
