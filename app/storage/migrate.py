"""Bringing a database up to the tables this version knows.

Looking is cheap (one SELECT); the migration library is imported only when there is something to do.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, Engine, inspect, text

from app.kernel.errors import LiaisonError, MachineTrouble, Refused
from app.kernel.language import tr
from app.storage.engine import writer

NEWEST = "0035"
"""The revision this version of Liaison works with."""

_SCRIPTS = Path(__file__).parent / "migrations"


def revision(engine: Engine) -> str | None:
    """The revision the database stands at; None for one without tables."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return None if found is None else str(found)


def is_newer(found: str | None) -> bool:
    """Whether a database was written by a later version than this."""
    return found is not None and found > NEWEST


def upgrade(engine: Engine, signing_in: Collection[UUID] = ()) -> None:
    """Run the migrations that are missing, all in one transaction: a crash leaves the old tables.

    ``signing_in``: who has a slot in the vault's header; one migration asks for it (0002).

    Raises `Refused` for a vault of a newer version, `MachineTrouble` ("upgrade-failed") where a migration fails.
    """
    found = revision(engine)
    if is_newer(found):
        raise Refused(
            "newer-vault",
            tr(
                "This vault was last opened by a newer version of Liaison. Install that version on this machine, too."
            ),
        )
    if found == NEWEST:
        return
    try:
        with writer(engine).begin() as connection:
            run(connection, NEWEST, signing_in)
    except LiaisonError:
        raise
    except Exception as error:  # whatever it is, who opens the vault has to know what to do now
        raise MachineTrouble(
            "upgrade-failed",
            tr(
                "The vault could not be brought up to this version of Liaison. Nothing in it was "
                "changed: go on with the version you had, and report these words: {name} after {found}."
            ).format(name=type(error).__name__, found=found or "–"),
        ) from error


def run(connection: Connection, target: str, signing_in: Collection[UUID] = ()) -> None:
    """Migrate to ``target`` within the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    config.attributes["signing_in"] = tuple(signing_in)
    command.upgrade(config, target)
