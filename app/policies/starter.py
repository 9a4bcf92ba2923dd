"""The starter set: policies and procedures that come with the program, to be taken over as drafts (PRACTICE I1)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from uuid import UUID

from app.kernel.errors import NotFound
from app.kernel.language import tr
from app.kernel.rights import Right
from app.kernel.text import fold
from app.languages.resources import in_language
from app.policies.book import policies
from app.policies.commands import PolicyForm, draft_policy, keep_policy
from app.policies.kept import KeepingRow
from app.policies.words import PolicyKind
from app.settings.queries import firm
from app.storage.transaction import Reader, Transaction

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "policies"


@dataclass(frozen=True, slots=True)
class Starter:
    """One of the set. ``review_months``: how often it is looked at again unless the firm says otherwise."""

    key: str
    form: PolicyForm
    review_months: int


@cache
def starters(language: str = "en") -> Mapping[str, Starter]:
    """Each by its key, in the order in which they are read, in a ``language`` (BCP 47)."""
    found = (_read(in_language(file, language)) for file in FOLDER.glob("*.txt"))
    return {one.key: one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].key))}


def starters_of(reader: Reader) -> Mapping[str, Starter]:
    """As `starters`, in the language of the firm."""
    return starters(firm(reader).details.written_in)


def not_taken(reader: Reader) -> tuple[Starter, ...]:
    """Those of the set that the firm has not taken over, nor has one of that name; in the language of the firm."""
    there = [one.versions[0] for one in policies(reader, with_reads=False)]
    taken = {one.starter for one in there} | {fold(one.title) for one in there}
    return tuple(
        one
        for one in starters_of(reader).values()
        if one.key not in taken and fold(one.form.title) not in taken
    )


def take_starters(tx: Transaction, keys: Collection[str] = ()) -> tuple[UUID, ...]:
    """Write drafts of the set, of all or of ``keys``, but of none that the firm has. Needs `Right.FIRM`.

    Raises NotFound ("no-starter").
    """
    tx.need(Right.FIRM)
    unknown = set(keys) - set(starters())
    if unknown:
        known = ", ".join(starters())
        raise NotFound("no-starter", tr("The starter set has: {known}.").format(known=known), field="starter")
    made = []
    for one in not_taken(tx.reader()):
        if not keys or one.key in keys:
            made.append(draft_policy(tx, one.form, starter=one.key))
            keep_policy(tx, made[-1], replace(KeepingRow(), review_months=one.review_months))
    return tuple(made)


def _read(file: Path) -> tuple[int, Starter]:
    head, _, text = file.read_text(encoding="utf-8").partition("\n---\n")
    said = dict(line.split(": ", 1) for line in head.splitlines())
    form = PolicyForm(said["name"], text.strip("\n"), PolicyKind(said["kind"]))
    return int(said["place"]), Starter(file.stem, form, int(said["review"]))
