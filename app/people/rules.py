"""What each role may do (PRACTICE J2)."""

from __future__ import annotations

import unicodedata

from app.kernel.errors import Refused
from app.kernel.language import tr
from app.kernel.rights import Right
from app.kernel.text import clean
from app.people.words import Role

_WORK = frozenset({Right.WRITE, Right.BACKUP})
_LAW = _WORK | {Right.PRIVILEGE}
_OF_ROLE = {
    Role.PARTNER: _LAW
    | {Right.FIRM, Right.RESTRICT, Right.AUDIT, Right.EXPORT, Right.DESTROY, Right.COLLEAGUES},
    Role.LAWYER: _LAW,
    Role.STAFF: _WORK,
    Role.READ_ONLY: frozenset[Right](),
}
_OF_ADMINISTRATORS = frozenset(
    {Right.FIRM, Right.PEOPLE, Right.AUDIT, Right.EXPORT, Right.BACKUP, Right.COLLEAGUES}
)


LONGEST_NAME = 120
"""Letters. Names stand in the vault's header, in lists and on paper."""


def person_name(typed: str, *, field: str = "name") -> str:
    """A name as it is kept: without letters that nobody sees, which make two people look like one.

    Raises `Refused` ("no-name", "name-too-long") for the ``field`` it was typed into.
    """
    name = clean("".join(letter for letter in typed if unicodedata.category(letter) != "Cf"), lines=False)
    if not name:
        raise Refused("no-name", tr("Please give the person's name."), field=field)
    if len(name) > LONGEST_NAME:
        raise Refused(
            "name-too-long",
            tr("A name has at most {longest_name} letters. Please shorten it.").format(
                longest_name=LONGEST_NAME
            ),
            field=field,
        )
    return name


def rights_of(role: Role, is_admin: bool) -> frozenset[Right]:
    """The rights of a role, and beside it of an administrator: who looks after the vault need not write in it.

    The lawyer responsible for a matter may restrict that matter as well; its command asks for that.
    """
    return _OF_ROLE[role] | (_OF_ADMINISTRATORS if is_admin else frozenset())
