"""Which update is meant: its matter, its length, what it tells, and in which words."""

from __future__ import annotations

import argparse
from dataclasses import replace
from uuid import UUID

from app.channels.words import Channel
from app.cli.flags import iso_date
from app.cli.handles import read_handle
from app.cli.session import note
from app.contactlog.waiting import waiting
from app.kernel.errors import NotFound
from app.kernel.text import clean
from app.matters.queries import MatterRow, find_matter
from app.reports.content import Length
from app.storage.transaction import Reader
from app.updates import UpdateDraft, add_words, changed_since, draft, kept, take_in, tick

_ID = "ID"
_KEPT = "You have begun to write an update for this matter in the window. --kept goes on with it."
_NEWS = "Something came in since that draft began: --news takes it in."


def add_update_flags(parser: argparse.ArgumentParser) -> None:
    """The flags of every update."""
    parser.add_argument("--matter", required=True, metavar="NUMBER")
    parser.add_argument(
        "--length",
        type=Length,
        choices=[*Length],
        help="short: without supplementary news and what is awaited; usual; full: options and fees, too",
    )
    parser.add_argument(
        "--since", type=iso_date, metavar="DATE", help="what happened from then on, not from the last update"
    )
    parser.add_argument(
        "--channel",
        type=Channel,
        choices=[one for one in Channel if one is not Channel.NOTE],
        help="how it reaches the client; as the schedule has it, or as the client likes it, if not given",
    )
    parser.add_argument(
        "--leave-out",
        action="append",
        default=[],
        metavar=_ID,
        help="a piece, by its id of `update show`; news that is left out stays untold",
    )
    parser.add_argument(
        "--take", action="append", default=[], metavar=_ID, help="a piece that would be left out"
    )
    parser.add_argument(
        "--add", action="append", default=[], metavar="TEXT", help="a paragraph of your own, at the end"
    )
    parser.add_argument("--subject", metavar="TEXT")
    parser.add_argument("--greeting", metavar="TEXT")
    parser.add_argument("--opening", metavar="TEXT", help="another first sentence")
    parser.add_argument(
        "--kept", action="store_true", help="go on with the draft that you began in the window"
    )
    parser.add_argument("--news", action="store_true", help="with --kept: take in what came in since")


def wanted(reader: Reader, args: argparse.Namespace, *, exact: bool = False) -> tuple[MatterRow, UpdateDraft]:
    """The matter and the update, as the flags say. Raises NotFound, Refused."""
    matter = find_matter(reader, args.matter, exact=exact)
    found = _begun(reader, args, matter.id)
    for flag, on in (("leave_out", False), ("take", True)):
        for name in getattr(args, flag):
            found = tick(found, _key(found, name, flag), on=on)
    for words in args.add:
        found = add_words(found, clean(words))
    if args.channel is not None:
        found = replace(found, channel=args.channel)
    lines = {name: getattr(args, name) for name in ("subject", "greeting", "opening")}
    words = {name: clean(one, lines=name == "opening") for name, one in lines.items() if one is not None}
    return matter, replace(found, **words)


def _begun(reader: Reader, args: argparse.Namespace, matter_id: UUID) -> UpdateDraft:
    own = kept(reader, matter_id)
    if not args.kept:
        if own is not None:
            note(_KEPT)
        return draft(reader, matter_id, length=args.length or Length.USUAL, since=args.since)
    if own is None:
        raise NotFound("no-draft", "You have not begun to write an update for this matter.", field="kept")
    news = changed_since(own, reader)
    if news and not args.news:
        note(_NEWS)
    return take_in(own, news) if args.news else own


def answered(reader: Reader, args: argparse.Namespace, matter_id: UUID) -> tuple[UUID, ...]:
    """What ``--answers`` names, by ids or the handles of what waits. Raises NotFound; that it waits is asked when the
    update is logged."""
    ids = [one.id for one in waiting(reader, matter_id)] if args.answers else []
    found = {words: read_handle(words, lambda: ids) for words in args.answers}
    named = tuple(one for one in found.values() if one is not None)
    if len(named) < len(found):
        message = "No such entry waits for an answer: `update show` says what does."
        raise NotFound("no-entry", message, field="answers")
    return tuple(dict.fromkeys(named))


def _key(found: UpdateDraft, words: str, flag: str) -> str:
    """The key of a piece, spelled in full or by its last digits. Raises NotFound, which names the ``flag``."""
    keys = {one.key for one in found.pieces}
    if words in keys:
        return words
    ids = [source for one in found.pieces for source in one.sources]
    one = read_handle(words, lambda: ids)
    if one is None or str(one) not in keys:
        raise NotFound("no-piece", "The update has no such piece: `update show` lists them.", field=flag)
    return str(one)
