"""tray list, tray place, tray dismiss, tray rules, tray forget; mappings list, mappings forget."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from uuid import UUID

from app.cli.session import Add, Answer, Session, printable
from app.cli.tables import table
from app.clients.queries import find_client
from app.exchange.commands import dismiss_tray_item, place_tray_item
from app.exchange.place_rules import forget_place, learn_place, place_rules, plain_address
from app.exchange.queries import TrayRow, tray, tray_message
from app.exchange.remembered import forget_mapping, remembered_mappings
from app.kernel.errors import NotFound, Refused
from app.matters.queries import find_matter


def register(add: Add) -> None:
    """Add the commands."""
    listing = add("tray list", "list the message tray: what waits to be placed")
    listing.add_argument("--limit", type=int, default=200, metavar="N")
    listing.set_defaults(run=_list)
    placing = add("tray place", "say where a waiting message belongs")
    placing.add_argument("id", metavar="ID", help="as tray list gives it; its last figures are enough")
    where = placing.add_mutually_exclusive_group(required=True)
    where.add_argument("--matter", metavar="NUMBER")
    where.add_argument("--client", metavar="NAME", help="a client, without a matter")
    where.add_argument("--suggested", action="store_true", help="where the list suggests")
    placing.add_argument("--always", action="store_true", help="and so with all that comes from this address")
    reply = placing.add_mutually_exclusive_group()
    reply.add_argument(
        "--needs-reply", dest="needs_reply", action="store_true", default=None,
        help="it waits for a reply; not said: a recent mail of a client or of somebody around one does",
    )  # fmt: skip
    reply.add_argument("--no-reply", dest="needs_reply", action="store_false", help="it needs none")
    placing.set_defaults(run=_place)
    dismissing = add("tray dismiss", "set a waiting message aside: it belongs to no client")
    dismissing.add_argument("id", metavar="ID")
    dismissing.add_argument("--reason", default="", metavar="TEXT")
    dismissing.set_defaults(run=_dismiss)
    add("tray rules", "list the addresses whose messages go to a matter").set_defaults(run=_rules)
    forgetting = add("tray forget", "let no message of this address go anywhere by itself any more")
    forgetting.add_argument("address", metavar="ADDRESS")
    forgetting.set_defaults(run=_forget)
    add("mappings list", "list the columns that are remembered").set_defaults(run=_mappings)
    losing = add("mappings forget", "ask again for such headers")
    losing.add_argument("id", metavar="ID", help="as mappings list gives it; its last figures are enough")
    losing.set_defaults(run=_forget_mapping)


def _list(session: Session, args: argparse.Namespace) -> Answer:
    workspace = session.workspace
    with workspace.read() as reader:
        rows = tray(reader, limit=max(1, args.limit))
    shown = [
        (
            str(row.id)[-12:],
            f"{(row.sent_at or row.arrived_at).astimezone(workspace.zone):%Y-%m-%d}",
            row.address,
            row.subject[:50],
            _suggested(row),
        )
        for row in rows
    ]
    text = table(("id", "sent", "from", "subject", "suggested"), shown)
    return Answer({"items": [asdict(row) for row in rows]}, printable(text))


def _suggested(row: TrayRow) -> str:
    found = row.suggestion
    if found is None:
        return ""
    why = (
        f"the sender's last {found.count} went there"
        if found.why == "sender"
        else f"{found.client}'s latest contact"
    )
    return f"{found.number} ({why})"


def _place(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        reader = tx.reader()
        item = _item(tray(reader), args.id)
        cases = tray_message(reader, item.id).cases
        matter_id = client_id = None
        if args.suggested:
            if item.suggestion is None or cases:
                raise Refused("no-suggestion", "Nothing is suggested for this message.", field="suggested")
            matter_id = item.suggestion.matter_id
        elif args.matter is not None:
            matter_id = find_matter(reader, args.matter, exact=True).id
        else:
            client_id = find_client(reader, args.client, exact=True)
        if args.always and (cases or matter_id is None):
            message = "Only the address of a person's message can go to one matter always, not a court's."
            raise Refused("not-always", message, field="always")
        left, doubts = place_tray_item(
            tx, item.id, matter_id=matter_id, client_id=client_id, needs_reply=args.needs_reply
        )
        rule = learn_place(tx, item.address, matter_id) if args.always and matter_id else None
    said = "Placed; another case of this notice still waits." if left else "Placed."
    data = {"id": item.id, "left": left, "rule": rule, "doubts": [{"reason": one} for one in doubts]}
    return Answer(data, printable("\n".join([said, *(f"Please look: {one}" for one in doubts)])))


def _dismiss(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        item = _item(tray(tx.reader()), args.id)
        dismiss_tray_item(tx, item.id, args.reason)
    return Answer({"id": item.id}, "Set aside. It will not come in again.")


def _rules(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.read() as reader:
        rows = place_rules(reader)
    shown = [(row.address, row.number, row.title[:50], "sleeps" if row.sleeps else "") for row in rows]
    text = table(("address", "matter", "title", ""), shown)
    return Answer({"rules": [asdict(row) for row in rows]}, printable(text))


def _forget(session: Session, args: argparse.Namespace) -> Answer:
    address = plain_address(args.address)
    with session.workspace.write() as tx:
        found = [row.id for row in place_rules(tx.reader()) if row.address == address]
        if not found:
            raise NotFound("no-rule", "That address is not remembered.", field="address")
        for rule_id in found:
            forget_place(tx, rule_id)
    return Answer({"forgotten": len(found)}, "Forgotten.")


def _mappings(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.read() as reader:
        rows = remembered_mappings(reader)
    shown = [
        (
            str(row.id)[-12:],
            row.mapping.record,
            "; ".join(f"{header} = {target}" for target, header in row.mapping.columns),
        )
        for row in rows
    ]
    text = table(("id", "rows are", "columns"), shown)
    return Answer({"mappings": [asdict(row) for row in rows]}, printable(text))


def _forget_mapping(session: Session, args: argparse.Namespace) -> Answer:
    with session.workspace.write() as tx:
        ids = [row.id for row in remembered_mappings(tx.reader())]
        forget_mapping(tx, _one_of(ids, args.id, "These columns are not remembered."))
    return Answer({"forgotten": 1}, "Forgotten.")


def _item(rows: tuple[TrayRow, ...], words: str) -> TrayRow:
    found = _one_of([row.id for row in rows], words, "No message that waits has this id.")
    return next(row for row in rows if row.id == found)


def _one_of(ids: list[UUID], words: str, none: str) -> UUID:
    """The one that begins or ends with these figures: ids made in one moment begin alike."""
    plain = words.replace("-", "").strip().lower()
    found = [one for one in ids if len(plain) >= 4 and (one.hex.startswith(plain) or one.hex.endswith(plain))]
    if len(found) > 1:
        raise Refused("several", "Several have such an id. Please give more of it.", field="id")
    if not found:
        raise NotFound("not-found", none, field="id")
    return found[0]
