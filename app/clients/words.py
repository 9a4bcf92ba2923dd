"""Words for clients."""

from __future__ import annotations

from enum import StrEnum


class ClientKind(StrEnum):
    """A person or an organisation."""

    PERSON = "person"
    ORGANISATION = "organisation"


class PointKind(StrEnum):
    """A way to reach somebody."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


class Authority(StrEnum):
    """Whether somebody around a client may decide for them (A2)."""

    NONE = "none"
    SOME = "some"
    ALL = "all"


class Hears(StrEnum):
    """What somebody around a client may be told of the client's matters (A2)."""

    ASK = "ask"
    """Nothing is agreed: the client is asked first."""
    ALL = "all"
    NOT_THIS = "not_this"
    NOTHING = "nothing"


class VerifiedHow(StrEnum):
    """How it was found out that a number or address is theirs (A3)."""

    CALL = "call"
    """By a call to the number on file."""
    DOCUMENT = "document"
    IN_PERSON = "in_person"
    OTHER = "other"


class IdentityHow(StrEnum):
    """How somebody's identity was verified (A3)."""

    DOCUMENT = "document"
    KNOWN = "known"
    CALL = "call"
    OTHER = "other"


class NeedKind(StrEnum):
    """What an adjustment is for (A1)."""

    ACCESS = "access"
    INTERPRETER = "interpreter"
    TECHNOLOGY = "technology"
    CARE = "care"


class ConsentKind(StrEnum):
    """What a client was told or asked about (A4); each apart from the others."""

    PRIVACY = "privacy"
    """Was told how the firm uses their data."""
    CHANNEL = "channel"
    """Agrees to a channel that is not secure."""
    MARKETING = "marketing"
    SURVEY = "survey"
    THIRD_PARTY = "third_party"
    """The firm may talk with a family member or another person about the case."""
    WAIVER = "waiver"
    """Gives informed consent to a conflict of interest."""
    SETTLEMENT = "settlement"
    """Lets the firm settle, within what was said."""

    @property
    def each_apart(self) -> bool:
        """Whether several stand side by side: each is about another person, matter or offer."""
        return self in {ConsentKind.THIRD_PARTY, ConsentKind.WAIVER, ConsentKind.SETTLEMENT}


class ConsentState(StrEnum):
    """What a client's newest word on something is, on a day (A4)."""

    AGREED = "agreed"
    DECLINED = "declined"
    """Never agreed to, or taken back since."""
    NOT_ASKED = "not_asked"


class ConsentHow(StrEnum):
    """How a consent was given."""

    SIGNED = "signed"
    EMAIL = "email"
    SPOKEN = "spoken"
    FORM = "form"


class PointDeed(StrEnum):
    """What was done to a contact point."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    CHANGED = "changed"
    RETIRED = "retired"
