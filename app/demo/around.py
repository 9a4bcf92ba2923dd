"""Who is around the clients of the demo firm, and what was checked and agreed with them. All invented."""

from __future__ import annotations

from dataclasses import dataclass

from app.channels.words import Channel
from app.clients.adjustments import NewAdjustment
from app.clients.around import PersonAround, may_decide_note
from app.clients.consents import NewConsent
from app.clients.identity import NewIdentityCheck
from app.clients.points import Point
from app.clients.words import (
    Authority,
    ConsentHow,
    ConsentKind,
    Hears,
    IdentityHow,
    NeedKind,
    PointKind,
)


@dataclass(frozen=True, slots=True)
class Around:
    """What is written down when the client comes."""

    people: tuple[PersonAround, ...] = ()
    checks: tuple[NewIdentityCheck, ...] = ()
    consents: tuple[NewConsent, ...] = ()
    adjustments: tuple[NewAdjustment, ...] = ()


def _phone(number: str) -> tuple[Point, ...]:
    return (Point(PointKind.PHONE, f"+1 {number}", "mobile"),)


_PRIVACY = NewConsent(
    ConsentKind.PRIVACY,
    wording="We keep what you tell us in your file, share it only with those who work on your case, and keep the "
    "file for seven years after it is closed.",
)
_EMAIL = NewConsent(
    ConsentKind.CHANNEL,
    Channel.EMAIL,
    wording="I was told that e-mail is not secure and may be read by others. You may write to me by e-mail all the "
    "same.",
)
_TEXTS = NewConsent(
    ConsentKind.CHANNEL,
    Channel.TEXT,
    how=ConsentHow.FORM,
    wording="You may text me about dates and times. I can stop this at any time.",
)
_FEEDBACK = NewConsent(
    ConsentKind.SURVEY, how=ConsentHow.SPOKEN, wording="May we ask you how we did when the case is over?"
)
_LICENCE = NewIdentityCheck(IdentityHow.DOCUMENT, "California driver’s license, name and photo agree")

USUAL = Around(checks=(_LICENCE,), consents=(_PRIVACY, _EMAIL))
"""What is done with everybody who opens a file."""

AROUND = {
    "whitcombe": Around(
        (
            may_decide_note("Nora alone"),
            PersonAround("Ned Whitcombe", "her brother", hears=Hears.NOTHING, points=_phone("510 555 0161")),
        ),
        (_LICENCE,),
        (
            _PRIVACY,
            _EMAIL,
            _FEEDBACK,
            _TEXTS,
            NewConsent(
                ConsentKind.MARKETING,
                given=False,
                how=ConsentHow.FORM,
                wording="May we send you our newsletter?",
            ),
        ),
        (NewAdjustment("Letters go out in large print"),),
    ),
    "delacroix": Around(
        (
            may_decide_note("Luz alone"),
            PersonAround("Inés Delacroix", "her daughter", hears=Hears.ALL, points=_phone("510 555 0162")),
        ),
        (NewIdentityCheck(IdentityHow.DOCUMENT, "Passport, seen in person"),),
        (_PRIVACY,),
        (NewAdjustment("Calls with a certified interpreter, booked a day ahead", NeedKind.INTERPRETER),),
    ),
    "lindqvist": Around(
        (PersonAround("Åke Lindqvist", "her half-brother", hears=Hears.NOT_THIS, not_told="the will"),),
        USUAL.checks,
        USUAL.consents,
    ),
    "castellanos": Around(
        (
            may_decide_note("Pilar; she asks her sister first"),
            PersonAround("Rosa Castellanos", "her sister", hears=Hears.ALL),
        ),
        USUAL.checks,
        USUAL.consents,
    ),
    "farahani": Around(
        (
            PersonAround(
                "Darius Farahani", "her husband", hears=Hears.NOTHING, points=_phone("925 555 0163")
            ),
            PersonAround(relation="her husband’s family", hears=Hears.NOTHING),
        ),
        USUAL.checks,
        (_PRIVACY,),
    ),
    "bayleaf": Around(
        (
            PersonAround(
                "Ruth Amsel", "chair", Authority.SOME, "signs what the board of three has decided", Hears.ALL
            ),
        ),
        (NewIdentityCheck(IdentityHow.KNOWN, "Ann has known her since 2015"),),
        USUAL.consents,
    ),
    "weatherby": Around(
        (PersonAround("Edith Weatherby", "his niece", hears=Hears.ALL, note="sits in on meetings"),),
        (NewIdentityCheck(IdentityHow.KNOWN, "visited at home"),),
        (_PRIVACY,),
        (NewAdjustment("Letters in large print; meetings at his home", NeedKind.ACCESS),),
    ),
}
