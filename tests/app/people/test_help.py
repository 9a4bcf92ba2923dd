"""The table in the guide says what the rules do."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.kernel.rights import Right
from app.people.rules import rights_of
from app.people.words import Role

PAGE = Path(__file__).parents[3] / "resources" / "help" / "people.md"
COLUMNS = {"partner": Role.PARTNER, "lawyer": Role.LAWYER, "staff": Role.STAFF, "reads only": Role.READ_ONLY}
LINES = {
    "Log contact, change, bring in files": Right.WRITE,
    "The firm's settings": Right.FIRM,
    "Add, remove, reset people; new recovery key": Right.PEOPLE,
    "Restrict a matter": Right.RESTRICT,
    "See the audit trail": Right.AUDIT,
    "Take everything out of the vault": Right.EXPORT,
    "Make backups": Right.BACKUP,
    "Lift a hold, review what is due, have it destroyed": Right.DESTROY,
    "Decide whether what is privileged, or about others, is given to who asks": Right.PRIVILEGE,
    "See figures of other people at the firm": Right.COLLEAGUES,
}


def _table() -> dict[str, dict[str, bool]]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return {
        row[0]: {name: cell == "yes" for name, cell in zip(head[1:], row[1:], strict=True)} for row in rows
    }


def test_every_right_has_a_line() -> None:
    assert set(LINES.values()) == set(Right)
    assert set(_table()) == {"Read, print", *LINES}
    assert all(_table()["Read, print"].values())


@pytest.mark.parametrize(("line", "right"), LINES.items())
def test_the_line_says_who_may(line: str, right: Right) -> None:
    said = _table()[line]
    for name, role in COLUMNS.items():
        assert said[name] is (right in rights_of(role, is_admin=False)), name
    beside = rights_of(Role.READ_ONLY, is_admin=True) - rights_of(Role.READ_ONLY, is_admin=False)
    assert said["administrator"] is (right in beside)
