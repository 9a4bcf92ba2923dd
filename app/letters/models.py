"""The firm's own versions of templates: every one is kept."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from app.notices.words import Outlet
from app.storage.versions import Version


class LetterVersion(Version):
    """One version of a template; of each ``key`` the one with the highest number counts. What comes with the program
    is version 0 and stands in ``resources/letters``."""

    __tablename__ = "letter_versions"
    __table_args__ = (UniqueConstraint("key", "number"),)

    key: Mapped[str]
    name: Mapped[str]
    outlet: Mapped[Outlet]
    is_update: Mapped[bool]
    subject: Mapped[str]
    text: Mapped[str]
    in_use: Mapped[bool]
