"""create, verify, demo."""

from __future__ import annotations

import argparse
import re

from app.audit.checking import Head
from app.cli.backups import check_backup
from app.cli.flags import some_path
from app.cli.session import Add, Answer, Session, note
from app.cli.tables import table
from app.cli.users import warn_of_weakness
from app.kernel.errors import Refused
from app.people.words import Role

_ROLES = [role.value for role in Role if role is not Role.READ_ONLY]
"""Who makes a vault writes into it; others may only read (`users add`)."""


def register(add: Add) -> None:
    """Add the commands."""
    creating = add("create", "make the firm's vault")
    creating.add_argument("--firm", required=True, metavar="NAME")
    creating.add_argument("--country", required=True, metavar="CODE", help="such as US")
    creating.add_argument("--subdivision", default="", metavar="CODE", help="such as CA")
    creating.add_argument(
        "--language",
        default="",
        metavar="CODE",
        help="of the firm's paper, such as en-GB; else the country's",
    )
    creating.add_argument("--time-zone", required=True, metavar="ZONE", help="such as America/Los_Angeles")
    creating.add_argument("--role", default=Role.PARTNER.value, choices=_ROLES)
    creating.set_defaults(run=_create)
    verifying = add("verify", "check the vault, or a backup file, for damage")
    verifying.add_argument("file", nargs="?", type=some_path, metavar="FILE")
    verifying.add_argument(
        "--accept-older",
        metavar="REASON",
        help="an older copy of the vault was put in its place on purpose: say why, and await nothing of what was lost",
    )
    verifying.add_argument(
        "--anchor",
        type=_anchor,
        metavar="EVENT:SEAL",
        help="check, too, that an event has the seal that stands on a printed contact history",
    )
    verifying.set_defaults(run=_verify)
    demo = add("demo", "make a vault of a made-up firm with two years of work; its password is demo")
    demo.add_argument("dir", type=some_path, metavar="DIR")
    demo.set_defaults(run=_demo)


def _anchor(words: str) -> Head:
    """An event and its seal as a contact history has them: "4660:de3b d383 …", spaces and signs between thousands
    as they come."""
    seq, _, mac = words.partition(":")
    digits, seal = re.sub(r"[,.’\s]", "", seq), "".join(mac.split())
    if not re.fullmatch(r"[0-9]{1,15}", digits) or not re.fullmatch(r"[0-9a-fA-F]{64}", seal):
        raise argparse.ArgumentTypeError("an event's number, a colon, and the 64 digits of its seal")
    return Head(int(digits), bytes.fromhex(seal))


def _create(session: Session, args: argparse.Namespace) -> Answer:
    from app.bootstrap import create_workspace
    from app.settings.commands import FirmDetails

    if session.user is None:
        raise Refused("no-name", "Please give your name with --user.", field="user")
    firm = FirmDetails(args.firm, args.country, args.time_zone, args.subdivision, language=args.language)
    password = session.password(new=True)
    warn_of_weakness(password, session.user, args.firm)
    workspace, recovery = create_workspace(
        session.folder, password, firm=firm, user=session.user, role=Role(args.role), clock=session.clock
    )
    session.adopt(workspace)
    note(
        "Write the recovery key down and keep it away from this computer: "
        "without it and without the password, nobody can ever read the vault."
    )
    data = {"vault": session.folder.absolute(), "user": session.user, "recovery_key": str(recovery)}
    return Answer(data, f"Made the vault.\nRecovery key: {recovery}")


def _verify(session: Session, args: argparse.Namespace) -> Answer:
    from app.vault.checks import Check
    from app.verification import accept_older, verify_workspace

    if args.accept_older is not None:
        if args.file is not None:
            raise Refused("no-file", "An older vault is accepted, not a backup file.", field="file")
        note(f"Accepted: {accept_older(session.workspace, args.accept_older)}")
    if args.anchor is not None and args.file is not None:
        raise Refused(
            "no-file", "A printed seal is checked in the vault, not in a backup file.", field="file"
        )
    if args.file is None:
        checks = verify_workspace(session.workspace, printed=args.anchor)
    else:
        info = check_backup(session, args.file)
        checks = (Check("backup", True, f"The backup of {info.made_at:%Y-%m-%d %H:%M} opens and is whole."),)
    ok = all(check.ok for check in checks)
    data = {"ok": ok, "checks": [{"name": one.name, "ok": one.ok, "detail": one.detail} for one in checks]}
    text = table(
        ["Check", "", "Detail"], [[one.name, "ok" if one.ok else "DAMAGED", one.detail] for one in checks]
    )
    return Answer(data, text, 0 if ok else 4)


def _demo(session: Session, args: argparse.Namespace) -> Answer:
    from app.demo.firm import make_demo_vault

    workspace = make_demo_vault(args.dir, session.clock)
    session.adopt(workspace)
    return Answer({"vault": args.dir.absolute()}, f"Made the demo firm in {args.dir}. Its password is demo.")
