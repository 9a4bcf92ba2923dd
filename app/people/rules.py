"""What each role may do (PRACTICE J2)."""

from __future__ import annotations

from app.kernel.rights import Right
from app.people.words import Role

_WORK = frozenset({Right.WRITE, Right.BACKUP})
_OF_ROLE = {
    Role.PARTNER: _WORK | {Right.FIRM, Right.RESTRICT, Right.AUDIT, Right.EXPORT},
    Role.LAWYER: _WORK,
    Role.STAFF: _WORK,
    Role.READ_ONLY: frozenset[Right](),
}
_OF_ADMINISTRATORS = frozenset({Right.FIRM, Right.PEOPLE, Right.AUDIT, Right.EXPORT, Right.BACKUP})


def rights_of(role: Role, is_admin: bool) -> frozenset[Right]:
    """The rights of a role, and beside it of an administrator: who looks after the vault need not write in it.

    The lawyer responsible for a matter may restrict that matter as well; its command asks for that.
    """
    return _OF_ROLE[role] | (_OF_ADMINISTRATORS if is_admin else frozenset())
