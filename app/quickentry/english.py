"""Quick entry in English."""

from __future__ import annotations

from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome
from app.kernel.datewords import DAYS_FROM_TODAY, LEADING, MONTH_OF, NUMBER_OF, WEEKDAY_OF
from app.quickentry.vocabulary import Vocabulary, Way, Who

IN, OUT = Direction.IN, Direction.OUT


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _phrases(words: str) -> tuple[tuple[str, ...], ...]:
    """The longest of those that begin alike comes first."""
    return tuple(tuple(one.split()) for one in words.split("|"))


def _each(words: str, way: Way) -> dict[str, Way]:
    return {word.strip(): way for word in words.split(",")}


_WAYS = {
    **_each("call, phone, tel, telephone, phone call, telephone call, tc, t/c, ph", Way(Channel.PHONE)),
    **_each("phoned, rang, telephoned, called, spoke, talked, spoke to, spoke with, talked to, talked with",
            Way(Channel.PHONE, sentence=True)),
    **_each("call back, callback", Way(Channel.PHONE, OUT)),
    **_each("incoming call, inbound call", Way(Channel.PHONE, IN)),
    **_each("outgoing call, outbound call", Way(Channel.PHONE, OUT)),
    **_each("email, e-mail, mail, eml", Way(Channel.EMAIL)),
    **_each("emailed, e-mailed, mailed", Way(Channel.EMAIL, sentence=True)),
    **_each("text, sms, text message, whatsapp, txt", Way(Channel.TEXT)),
    **_each("texted, messaged", Way(Channel.TEXT, sentence=True)),
    **_each("letter, ltr, fax, post", Way(Channel.LETTER)),
    **_each("wrote, faxed", Way(Channel.LETTER, sentence=True)),
    **_each("meeting, mtg, conference, conf, office visit, visit, consultation, in person", Way(Channel.MEETING)),
    **_each("met, met with, saw", Way(Channel.MEETING, sentence=True)),
    **_each("walk-in, walkin, walk in", Way(Channel.MEETING, IN)),
    **_each("zoom, video, video call, videocall, teams, teams call, zoom call, facetime, webex", Way(Channel.VIDEO)),
    **_each("zoomed", Way(Channel.VIDEO, sentence=True)),
    **_each("portal, portal message", Way(Channel.PORTAL)),
    **_each("note, memo, note to file, file note", Way(Channel.NOTE, Direction.INTERNAL)),
    **_each("lm, lvm, vm, left vm, lvmm, left msg", Way(Channel.PHONE, OUT, Outcome.LEFT_MESSAGE)),
    **_each("left message, left a message, left voicemail, left a voicemail, left a vm, voicemail",
            Way(Channel.PHONE, OUT, Outcome.LEFT_MESSAGE)),
    **_each("vm from, voicemail from, message from", Way(Channel.PHONE, IN, Outcome.LEFT_MESSAGE)),
    **_each("n/a, no answer, no reply, no pick up, no pickup, didn't pick up, did not pick up, didn't answer, "
            "did not answer, no response", Way(Channel.PHONE, OUT, Outcome.NO_ANSWER)),
    **_each("email sent, sent email, sent an email", Way(Channel.EMAIL, OUT)),
    **_each("email received, received email, got email, got an email", Way(Channel.EMAIL, IN)),
    **_each("letter sent, sent letter, sent a letter", Way(Channel.LETTER, OUT)),
    **_each("letter received, received letter, got letter, got a letter", Way(Channel.LETTER, IN)),
    **_each("in, inbound, incoming", Way(direction=IN)),
    **_each("out, outbound, outgoing", Way(direction=OUT)),
    **_each("rec'd, recd, received", Way(direction=IN, sentence=True)),
    **_each("sent", Way(direction=OUT, sentence=True)),
}  # fmt: skip

_SUBJECTS = {
    **dict.fromkeys(("i",), Who.ME),
    **dict.fromkeys(("we", "us"), Who.US),
    **dict.fromkeys(("he", "she", "they"), Who.THEM),
    **dict.fromkeys(("client", "the client", "cl", "clt"), Who.CLIENT),
}

_OURS, _OTHERS = FollowUpSide.COURT, FollowUpSide.OTHER
_ROLES = {
    **dict.fromkeys(("court", "the court", "judge", "the judge", "clerk", "the clerk", "tribunal"), _OURS),
    **dict.fromkeys(
        (
            *("opposing counsel", "opp counsel", "opposing", "oc", "o/c", "other side", "the other side"),
            *("adjuster", "the adjuster", "insurer", "the insurer", "expert", "the expert", "mediator"),
            *("the mediator", "prosecutor", "the prosecutor", "landlord", "the landlord", "bank", "the bank"),
            *("interpreter", "the interpreter", "trustee", "the trustee", "witness", "the witness"),
        ),
        _OTHERS,
    ),
}

ENGLISH = Vocabulary(
    ways=_WAYS,
    arrows={"→": OUT, "->": OUT, "=>": OUT, "←": IN, "<-": IN, "<=": IN, ">": OUT, "<": IN},
    before_name={"from": IN, "to": OUT, "with": None, "w/": None, "by": IN},
    not_after_direction=_set(
        "court person the my our his her chambers town response reply of a an advance writing full"
    ),
    objects=_set("her him them client cl clt"),
    to_us=_set("me us in"),
    fillers=_set("back again at"),
    subjects=_SUBJECTS,
    contractions={
        f"{who}{mark}": (who, means)
        for who in ("i", "we", "he", "she", "they", "client")
        for mark, means in (("'ll", "will"), ("ll", "will"))
        if f"{who}{mark}" not in {"well", "ill", "hell", "shell"}
    },
    roles=_ROLES,
    possessives=_set("her his their my our the"),
    relations=_set(
"brother sister mother father mom dad wife husband spouse partner son daughter accountant agent "
            "doctor employer manager boss neighbor neighbour lawyer attorney landlord tenant insurer bank assistant"
),
    will=_phrases(
"is going to|are going to|am going to|going to|promised to|agreed to|agrees to|undertook to|"
            "needs to|need to|has to|have to|is to|are to|will|shall|must|should|gonna"
),
    to="to",
    asks=_set("ask remind tell get have instruct"),
    owes=_set("owe owes"),
    tasks=_set(
"send draft file call phone email e-mail write prepare serve order get request chase check review "
            "follow schedule confirm return forward pay sign bring update text respond reply answer finish "
            "ask book diary calendar todo set mail"
),
    not_tasks=_set("be not never have likely probably"),
    day_marks=_set("by before until till within due @ no-later-than"),
    soft_marks=_set("on at - – —"),
    days={
        "eod": "today",
        "end of day": "today",
        "cob": "today",
        "close of business": "today",
        "end of business": "today",
    },
    day_starts=frozenset(
        (
            *WEEKDAY_OF, *MONTH_OF, *NUMBER_OF, *LEADING,
            *(one.split()[0] for one in DAYS_FROM_TODAY),
            *("next", "this", "last", "coming", "in", "end", "day", "eow", "eom", "eoy", "month", "year"),
            *("eod", "cob", "close"),
        )
    )
    - {"mo", "tu", "we", "th", "fr", "sa", "su"},
    joints=_set("and but then so"),
    spent=_set("for took lasted"),
    at=frozenset({"at", "@"}),
    not_when=_set("is are works work suits ok okay fine was would will does doesn't isn't or good better possible"),
    matter_words=_set("matter file case no number"),
    small=_set("v vs the of and in re et al a an for by inc llc llp lp ltd corp co company estate matter jr sr"),
    past_starts=frozenset(
        (
            *(one.split()[0] for one in DAYS_FROM_TODAY),
            *(one for one in WEEKDAY_OF if len(one) > 2),
            *("last", "now", "noon", "midday", "a", "an", "one", "two", "half"),
        )
    ),
    spent_starts=_set("half an a quarter"),
    by_way=_set("by via on over the"),
    ands=_set("and & +"),
    articles=_set("the"),
)  # fmt: skip
