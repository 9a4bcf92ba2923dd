"""What `import` is told beyond the files: columns, letters, where the rows go that did not come in."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.flags import some_path
from app.cli.session import note, printable
from app.exchange.csv_kinds import Mapping
from app.exchange.csv_targets import ALIASES, RecordKind
from app.exchange.incoming import BY_ITSELF, CsvFile, Reading
from app.exchange.outcome import FileOutcome
from app.exchange.read_files import Batch
from app.exchange.refused_rows import has_rows_to_mend, save_refused
from app.exchange.remembered import remember_mapping
from app.kernel.errors import Refused
from app.storage.transaction import Transaction

_RECORDS: dict[str, RecordKind] = {
    "client": "contact",
    "contact": "contact",
    "matter": "matter",
    "case": "matter",
    "note": "note",
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """The flags for tables."""
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="HEADER=FIELD",
        help="which column is what, such as “Kunde=client.full_name”; several are allowed",
    )
    parser.add_argument("--remember", action="store_true", help="use these columns again for such headers")
    parser.add_argument("--dates", choices=["month-first", "day-first"], help="how 03/04/2026 is meant")
    parser.add_argument("--encoding", metavar="NAME", help="how the letters are written, such as cp1250")
    parser.add_argument(
        "--refused",
        type=some_path,
        metavar="FILE.csv",
        help="save the rows that did not come in, to mend them",
    )


def readings_of(args: argparse.Namespace) -> dict[Path, Reading]:
    """How each file that was named is to be read. Raises `Refused`."""
    mapping = _mapping(args.map, args.dates)
    if args.remember and mapping is None:
        raise Refused("nothing-to-remember", "There is nothing to remember without --map.", field="remember")
    if mapping is None and args.dates:
        raise Refused("no-map", "--dates needs --map; the systems we know say it themselves.", field="dates")
    reading = Reading(mapping, args.encoding)
    if reading == BY_ITSELF:
        return {}
    folders = [path for path in args.files if path.is_dir()]
    if folders:
        message = "With --map and --encoding, name the files themselves, not a folder."
        raise Refused("folder", message, field="file")
    return dict.fromkeys(args.files, reading)


def remember(tx: Transaction, batch: Batch, args: argparse.Namespace) -> None:
    """Keep the columns of every table that was read by them."""
    mapping = _mapping(args.map, args.dates) if args.remember else None
    for one in batch.items:
        if mapping is not None and isinstance(one, CsvFile):
            remember_mapping(tx, one.reading.table.headers, mapping)


def say_remembered(outcomes: tuple[FileOutcome, ...]) -> None:
    """On standard error: which files were read by what was remembered."""
    for one in outcomes:
        if one.remembered:
            note(printable(f"{one.file}: its columns are matched as remembered (mappings list)."))


def save_rows(
    batch: Batch,
    outcomes: tuple[FileOutcome, ...],
    out: Path,
    readings: dict[Path, Reading],
    known: dict[str, Mapping],
) -> tuple[Path, ...]:
    """Save what did not come in; nothing where everything did."""
    files = list(zip(batch.paths, outcomes, strict=True))
    if not any(has_rows_to_mend(one) for one in outcomes):
        return ()
    saved = save_refused(files, out, readings=readings, known=known)
    for file in saved:
        note(f"The rows that did not come in are in {file.name}: mend them there and import that file.")
    return saved


def _mapping(pairs: list[str], dates: str | None) -> Mapping | None:
    if not pairs:
        return None
    columns: list[tuple[str, str]] = []
    records: set[RecordKind] = set()
    for pair in pairs:
        header, sign, target = pair.rpartition("=")
        if not sign or not header.strip() or not target.strip():
            message = f"“{pair[:80]}” is not HEADER=FIELD, such as “Kunde=client.full_name”."
            raise Refused("bad-map", message, field="map")
        said, dot, name = target.strip().rpartition(".")
        if dot:
            if said not in _RECORDS:
                message = f"“{said[:40]}” is none of client, matter, note."
                raise Refused("unknown-field", message, field="map")
            records.add(_RECORDS[said])
        columns.append((name.strip().replace("-", "_"), header.strip()))
    month_first = None if dates is None else dates == "month-first"
    return Mapping(_record(records, [target for target, _ in columns]), tuple(columns), month_first)


def _record(said: set[RecordKind], targets: list[str]) -> RecordKind:
    if len(said) > 1:
        raise Refused("bad-map", "A row is a client, a matter or a note, not several of them.", field="map")
    fits = [kind for kind in ALIASES if all(target in ALIASES[kind] for target in targets)]
    chosen = next(iter(said), None)
    if chosen is not None and chosen in fits:
        return chosen
    if chosen is None and fits:
        return fits[0]
    kind: RecordKind = chosen or "contact"
    unknown = next((target for target in targets if target not in ALIASES[kind]), targets[0])
    known = ", ".join(ALIASES[kind])
    raise Refused("unknown-field", f"There is no field “{unknown[:40]}”. Known: {known}.", field="map")
