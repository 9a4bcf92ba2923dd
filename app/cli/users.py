"""users: list, add, role, remove, password, recover, recovery-key."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from app.cli.session import Add, Answer, Session, note
from app.cli.tables import table
from app.kernel.errors import Refused
from app.kernel.text import number_of
from app.people.words import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.owed.handover.to_come import ToCome
    from app.people.users import UserRow

_NEW, _RECOVERY = "--new-password-file", "--recovery-key-file"
_ROLES = [role.value for role in Role]


def register(add: Add) -> None:
    """Add the commands."""
    for words in ("users", "users list"):
        add(words, "who is at the firm, and who can sign in").set_defaults(run=_list)
    adding = add("users add", "let somebody sign in, with a password of their own")
    adding.set_defaults(run=_add)
    adding.add_argument("--role", required=True, choices=_ROLES)
    adding.add_argument("--admin", action="store_true", help="looks after people, settings and keys, too")
    changing = add("users role", "change what somebody may do")
    changing.set_defaults(run=_role)
    changing.add_argument("--role", choices=_ROLES)
    changing.add_argument("--admin", action=argparse.BooleanOptionalAction, help="an administrator, or none")
    removing = add("users remove", "somebody leaves: the vault gets a key that their password does not open")
    removing.set_defaults(run=_remove)
    removing.add_argument(
        "--successor", metavar="NAME", help="who opens the restricted matters that nobody else could"
    )
    password = add("users password", "another password for yourself, or (NAME) for who forgot theirs")
    password.set_defaults(run=_password)
    recovering = add("users recover", "a new password by the recovery key")
    recovering.set_defaults(run=_recover)
    recovering.add_argument(_RECOVERY, metavar="FILE", help="file with the key; - for standard input")
    fresh = add(
        "users recovery-key", "a new recovery key instead of the one before; the vault gets a new key"
    )
    fresh.set_defaults(run=_recovery_key)
    for parser in (adding, changing, removing):
        parser.add_argument("name", metavar="NAME")
    for parser in (password, recovering):
        parser.add_argument("name", metavar="NAME", nargs="?", help="whose (default: --user)")
    for parser in (adding, password, recovering):
        parser.add_argument(_NEW, metavar="FILE", help="file with the new password; - for standard input")


def warn_of_weakness(password: str, *known: str) -> None:
    """Say on standard error where a new password would not hold; it is taken all the same."""
    from app.vault.strength import strength

    found = strength(password, known)
    if password and not found.enough:
        note(f"This password is weaker than it should be. {found.hint}")


def _list(session: Session, _: argparse.Namespace) -> Answer:
    return _answer(session)


def _add(session: Session, args: argparse.Namespace) -> Answer:
    from app.people.standing import NewUser
    from app.people.users import add_user

    workspace = session.workspace
    password = _new_password(session, args, args.name)
    add_user(workspace, NewUser(args.name, Role(args.role), args.admin), password)
    return _answer(session, f"{args.name} can sign in.")


def _role(session: Session, args: argparse.Namespace) -> Answer:
    from app.people.users import change_role

    if args.role is None and args.admin is None:
        raise Refused(
            "nothing-given", "Please say what is to change: --role, --admin or --no-admin.", field="role"
        )
    who = _named(session, args.name)
    role = None if args.role is None else Role(args.role)
    change_role(session.workspace, who.id, role=role, is_admin=args.admin)
    return _answer(session, f"Changed what {who.name} may do.")


def _remove(session: Session, args: argparse.Namespace) -> Answer:
    from app.owed.handover.house import say_house
    from app.owed.handover.leaving import remove_user
    from app.owed.handover.left_with import left_with
    from app.owed.handover.to_come import to_come

    who = _named(session, args.name)
    successor = None if args.successor is None else _named(session, args.successor).id
    settled = remove_user(session.workspace, who.id, successor=successor)
    with session.workspace.read() as reader:
        left, open_ones = left_with(reader, who.id), to_come(reader, who.id)
    said = f"{who.name} can no longer sign in; backups and copies made before stay readable to them."
    if not left.nothing:
        said += (
            f" In their name: {number_of(len(left.matters), 'matter')}, "
            f"{number_of(left.update_plans, 'update schedule')} and "
            f"{number_of(left.follow_ups, 'agreed action')}. Give them to somebody else."
        )
        if left.house:
            said += f" And of the firm's own house: {', '.join(say_house(left.house))}."
    for what, several in (("Settled", settled), ("Still to come, and to be changed by hand", open_ones)):
        if several:
            said += f" {what}: {'; '.join(one.said for one in several)}."
    counts = {
        "matters": [matter.number for matter in left.matters],
        "update_plans": left.update_plans,
        "follow_ups": left.follow_ups,
        "house": [{"kind": one.kind, "id": one.id, "name": one.name} for one in left.house],
    }
    return _answer(
        session, said, left_with=counts, settled=_to_come(settled), still_to_come=_to_come(open_ones)
    )


def _to_come(several: Iterable[ToCome]) -> list[dict[str, Any]]:
    return [
        {
            "matter": one.number,
            "role": one.role,
            "on": one.on,
            "called_off": one.called_off,
            "keeps": one.keeps,
        }
        for one in several
    ]


def _password(session: Session, args: argparse.Namespace) -> Answer:
    from app.people.users import change_own_password, reset_password

    old = session.password()
    workspace = session.sign_in(old)
    who = _named(session, args.name) if args.name else None
    name = who.name if who else session.user or ""
    new = _new_password(session, args, name)
    if who is None or who.id == workspace.actor:
        change_own_password(workspace, old, new)
    else:
        reset_password(workspace, who.id, new)
    return _answer(session, "The new password holds from now on.")


def _recover(session: Session, args: argparse.Namespace) -> Answer:
    from app.bootstrap import recover_workspace
    from app.vault.vault import slots

    name = args.name or session.user
    if not name:
        names = [slot.label for slot in slots(session.folder) if slot.kind == "user"]
        if len(names) != 1:
            raise Refused("which-user", "Please say whose password is to be new.", field="name")
        name = names[0]
    key = session.secret(args.recovery_key_file, "Recovery key", _RECOVERY)
    new = _new_password(session, args, name)
    session.adopt(recover_workspace(session.folder, key, user=name, new_password=new, clock=session.clock))
    return _answer(session, f"{name} can sign in with the new password.")


def _recovery_key(session: Session, _: argparse.Namespace) -> Answer:
    from app.people.users import new_recovery_key
    from app.vault.recovery import RecoveryKey

    key = RecoveryKey.new()
    new_recovery_key(session.workspace, key)
    note(
        "Write the recovery key down and keep it away from this computer. The one before opens no later state."
    )
    return _answer(session, f"Recovery key: {key}", recovery_key=str(key))


def _new_password(session: Session, args: argparse.Namespace, name: str) -> str:
    password = session.secret(args.new_password_file, f"New password for {name}", _NEW, twice=True)
    warn_of_weakness(password, name)
    return password


def _named(session: Session, name: str) -> UserRow:
    """The person of the firm, here or gone, whose name or a part of it was given."""
    from app.people.queries import find_colleague

    with session.workspace.read() as reader:
        wanted = find_colleague(reader, name).id
    return next(row for row in _users(session) if row.id == wanted)


def _users(session: Session) -> Iterable[UserRow]:
    from app.people.users import users

    workspace = session.workspace
    with workspace.read() as reader:
        return users(reader, workspace.vault)


def _answer(session: Session, said: str = "", **more: Any) -> Answer:
    rows = list(_users(session))
    data = [
        {
            "id": row.id,
            "name": row.name,
            "role": row.role,
            "active": row.active,
            "admin": row.is_admin,
            "signs_in": row.signs_in,
            "job_title": row.job_title or None,
            "left_at": row.left_at,
        }
        for row in rows
    ]
    lines = [[row.name, row.role.value, "yes" if row.is_admin else "", _standing(row)] for row in rows]
    return Answer({"users": data, **more}, said or table(["Name", "Role", "Administrator", ""], lines))


def _standing(row: UserRow) -> str:
    if not row.active:
        return "left"
    return "signs in" if row.signs_in else "no password"
