"""Lines as a paralegal types them, and what is understood of each."""

# ruff: noqa: E501 - a table of lines as they are typed
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from app.contactlog.words import Channel, Direction, FollowUpSide, Outcome
from app.quickentry.parts import Known, Setting, Understood
from app.quickentry.reading import read

PHONE, EMAIL, LETTER, MEETING = Channel.PHONE, Channel.EMAIL, Channel.LETTER, Channel.MEETING
VIDEO, TEXT, NOTE, PORTAL = Channel.VIDEO, Channel.TEXT, Channel.NOTE, Channel.PORTAL
IN, OUT, INTERNAL = Direction.IN, Direction.OUT, Direction.INTERNAL
FIRM, CLIENT, COURT, OTHER = FollowUpSide.FIRM, FollowUpSide.CLIENT, FollowUpSide.COURT, FollowUpSide.OTHER
W, EP, PL, CA = "Whitcombe v. Larkspur Catering", "Estate of Prewitt", "Prewitt lease", "Castellano adoption"
NORA, MARIA, DAVID, ANN = "Nora Whitcombe", "Maria Ortega", "David Finch", "Ann Harbour"


def nov(day: int) -> date:
    return date(2026, 11, day)


@dataclass(frozen=True)
class Line:
    """A line and what it means; ``doubts`` are the codes of what has to be looked at before it is saved."""

    words: str
    channel: Channel
    direction: Direction
    about: str | None
    summary: str
    minutes: int | None = None
    outcome: Outcome | None = None
    when: str = ""
    people: tuple[tuple[str, str], ...] = ()
    agreed: tuple[tuple[str, FollowUpSide, str, date], ...] = ()
    tags: tuple[str, ...] = ()
    urgent: bool = False
    doubts: set[str] = field(default_factory=set)


LINES = (
    # calls
    Line("call in 26-cv-00412 10m asked about hearing; told him Thu 9:30; he'll send lease by Fri", PHONE, IN, W,
         "asked about hearing; told him Thu 9:30; he'll send lease by Fri", 10,
         agreed=((NORA, CLIENT, "send lease", nov(27)),)),
    Line("call out Nora Whitcombe 18 min told her the deposition moves", PHONE, OUT, W, "told her the deposition moves", 18),
    Line("call in from Nora 1h 12m wants to settle", PHONE, IN, W, "wants to settle", 72),
    Line("phone → 00003 72min went through the offer", PHONE, OUT, W, "went through the offer", 72),
    Line("tel ← 00003 asked for a copy", PHONE, IN, W, "asked for a copy"),
    Line("tc out 3:26cv412 1.2h options explained", PHONE, OUT, W, "options explained", 72),
    Line("incoming call Inés Castellano half an hour birth certificate is there", PHONE, IN, CA,
         "birth certificate is there", 30),
    Line("Nora called me, asked for the date", PHONE, IN, W, "Nora called me, asked for the date"),
    Line("she called about the lease", PHONE, IN, None, "she called about the lease", doubts={"matter"}),
    Line("I called Nora re costs", PHONE, OUT, W, "I called Nora re costs"),
    Line("called Nora back 12 min re deposition", PHONE, OUT, W, "called Nora back re deposition", 12),
    Line("client called 00003 wants news", PHONE, IN, W, "client called wants news"),
    Line("rang Otto Brandt about the fence", PHONE, OUT, "Otto Brandt", "rang Otto Brandt about the fence"),
    Line("spoke with Nora for 20 minutes about the offer", PHONE, OUT, W, "spoke with Nora about the offer", 20),
    Line("call 00003 asked whether the hearing moves", PHONE, OUT, W, "asked whether the hearing moves",
         doubts={"direction"}),
    Line("call in prewitt wants an inventory", PHONE, IN, None, "prewitt wants an inventory", doubts={"matter"}),
    Line("call in estate of prewitt wants an inventory", PHONE, IN, EP, "wants an inventory"),
    Line("call in Prewitt lease: the boiler again", PHONE, IN, PL, "the boiler again"),
    Line("call in 2026-114 ready to sign", PHONE, IN, CA, "ready to sign"),
    Line("call in matter 7 asked for the inventory", PHONE, IN, EP, "asked for the inventory"),
    Line("call in file 00008 asked for the key", PHONE, IN, PL, "asked for the key"),
    Line("call in 26-cv-99999 asked for news", PHONE, IN, None, "26-cv-99999 asked for news", doubts={"matter"}),
    # messages left, nobody there
    Line("lm Nora Whitcombe re hearing", PHONE, OUT, W, "re hearing", outcome=Outcome.LEFT_MESSAGE),
    Line("called Nora, left a message", PHONE, OUT, W, "called Nora, left a message", outcome=Outcome.LEFT_MESSAGE),
    Line("call out 00003 no answer", PHONE, OUT, W, "", outcome=Outcome.NO_ANSWER),
    Line("vm 00003 asked her to call back", PHONE, OUT, W, "asked her to call back", outcome=Outcome.LEFT_MESSAGE),
    Line("call out 00007 didn't pick up", PHONE, OUT, EP, "", outcome=Outcome.NO_ANSWER),
    # written
    Line("email out 00003 sent the draft stipulation", EMAIL, OUT, W, "sent the draft stipulation"),
    Line("e-mail from Nora: the brother wants to know", EMAIL, IN, W, "the brother wants to know"),
    Line("emailed Nora the draft", EMAIL, OUT, W, "emailed Nora the draft"),
    Line("email to client 00003 the notice of hearing", EMAIL, OUT, W, "the notice of hearing"),
    Line("got an email 00007 with the inventory", EMAIL, IN, EP, "with the inventory"),
    Line("text in Nora running late", TEXT, IN, W, "running late"),
    Line("texted Nora the address", TEXT, OUT, W, "texted Nora the address"),
    Line("sms out 00003 reminder of Thursday", TEXT, OUT, W, "reminder of Thursday"),
    Line("letter out 00007 inventory enclosed", LETTER, OUT, EP, "inventory enclosed"),
    Line("letter from court 00003 trial date set for Jan 12", LETTER, IN, W, "trial date set for Jan 12",
         people=(("court", ""),)),
    Line("received letter 00008 notice to quit", LETTER, IN, PL, "notice to quit"),
    Line("portal in 00003 uploaded the payslips", PORTAL, IN, W, "uploaded the payslips"),
    # face to face
    Line("meeting with Nora Whitcombe and David 1:12 settlement options", MEETING, OUT, W, "settlement options", 72,
         people=((DAVID, ""),)),
    Line("met with Nora, she brought the lease", MEETING, OUT, W, "met with Nora, she brought the lease"),
    Line("mtg 00007 45m inventory gone through", MEETING, OUT, EP, "inventory gone through", 45),
    Line("zoom → nora 30m prep for deposition", VIDEO, OUT, W, "prep for deposition", 30),
    Line("video call 00003 20m showed her the exhibits", VIDEO, OUT, W, "showed her the exhibits", 20),
    Line("meeting in court 00003 judge asked for briefs", MEETING, OUT, W, "in court 00003 judge asked for briefs"),
    # notes
    Line("note 00003 conflict checked, nothing found", NOTE, INTERNAL, W, "conflict checked, nothing found"),
    Line("file note 00007: heirs listed", NOTE, INTERNAL, EP, "heirs listed"),
    # others than the client
    Line("email to opposing counsel John Smith re 00003: extension until Dec 4", EMAIL, OUT, W,
         "re 00003: extension until Dec 4", people=(("John Smith", "opposing counsel"),)),
    Line("call from her brother 00003 told him nothing", PHONE, IN, W, "told him nothing", people=(("her brother", ""),)),
    Line("call in from Bob Smith wants a consultation (15m)", PHONE, IN, None, "wants a consultation", 15,
         people=(("Bob Smith", ""),), doubts={"matter", "person"}),
    # when it was
    Line("yesterday 15:10 call out Nora told her the offer is 12,000", PHONE, OUT, W, "told her the offer is 12,000",
         when="2026-11-22T15:10"),
    Line("Thu 9:30 call in 00003 asked about hearing", PHONE, IN, W, "asked about hearing", when="2026-11-19T09:30"),
    Line("call in 00003 at 9:45 asked about costs", PHONE, IN, W, "asked about costs", when="2026-11-23T09:45"),
    Line("call in 00003 asked about costs, hearing at 9:45", PHONE, IN, W, "asked about costs, hearing at 9:45"),
    Line("call in 00003 2h ago asked about costs", PHONE, IN, W, "asked about costs", when="2026-11-23T09:00"),
    Line("11/20 4pm call out Nora explained the motion", PHONE, OUT, W, "explained the motion", when="2026-11-20T16:00"),
    Line("yesterday call out Nora explained the motion", PHONE, OUT, W, "explained the motion", doubts={"when"}),
    Line("call in 00003 15:30 on Thursday is fine for her", PHONE, IN, W, "15:30 on Thursday is fine for her"),
    Line("call in 00003 Thu 9:30 works for her", PHONE, IN, W, "Thu 9:30 works for her"),
    # follow-ups
    Line("call in 00003 wants the draft; I will draft by 3/12", PHONE, IN, W, "wants the draft; I will draft by 3/12",
         agreed=((MARIA, FIRM, "draft", date(2027, 3, 12)),)),
    Line("call in 00003 we owe her an answer tomorrow", PHONE, IN, W, "we owe her an answer tomorrow",
         agreed=(("we", FIRM, "owe her an answer", nov(24)),)),
    Line("call in 00003 news wanted; ask Ann to file Monday", PHONE, IN, W, "news wanted; ask Ann to file Monday",
         agreed=((ANN, FIRM, "file", nov(30)),)),
    Line("call out 00003 told her. David to send the stipulation by next Tue", PHONE, OUT, W,
         "told her. David to send the stipulation by next Tue",
         agreed=((DAVID, FIRM, "send the stipulation", date(2026, 12, 1)),)),
    Line("call out 00003 told her; she'll bring it in 3 working days", PHONE, OUT, W,
         "told her; she'll bring it in 3 working days", agreed=((NORA, CLIENT, "bring it", nov(30)),)),
    Line("call out 00003 told her; OC to respond by Dec 1, we'll update her Wed", PHONE, OUT, W,
         "told her; OC to respond by Dec 1, we'll update her Wed",
         agreed=(("OC", OTHER, "respond", date(2026, 12, 1)), ("we", FIRM, "update her", nov(25)))),
    Line("call out 00003 told her; the court will rule by 12/15", PHONE, OUT, W, "told her; the court will rule by 12/15",
         agreed=(("the court", COURT, "rule", date(2026, 12, 15)),)),
    Line("call in 00003 her brother will bring the keys on Mon and I'll copy them by Wed", PHONE, IN, W,
         "her brother will bring the keys on Mon and I'll copy them by Wed",
         agreed=(("her brother", OTHER, "bring the keys", nov(30)), (MARIA, FIRM, "copy them", nov(25)))),
    Line("call in 00003 the hearing will be Thu 9:30", PHONE, IN, W, "the hearing will be Thu 9:30"),
    Line("call in 00003 he'll send the lease", PHONE, IN, W, "he'll send the lease"),
    Line("call in 00003 wants news; will call back Fri", PHONE, IN, W, "wants news; will call back Fri",
         agreed=(("we", FIRM, "call back", nov(27)),), doubts={"who"}),
    Line("call out 00003 told her the terms; file answer by EOD", PHONE, OUT, W, "told her the terms; file answer by EOD",
         agreed=(("we", FIRM, "file answer", nov(23)),)),
    # tags, urgent
    Line("call in 00003 #lease wants the deposit back #money", PHONE, IN, W, "wants the deposit back", tags=("lease", "money")),
    Line("call in 00003 the locks are changed tonight !!", PHONE, IN, W, "the locks are changed tonight", urgent=True),
    Line("!! email in 00007 heirs object", EMAIL, IN, EP, "heirs object", urgent=True),
    # not said
    Line("00003 asked about hearing", PHONE, OUT, W, "asked about hearing", doubts={"channel"}),
    Line("Nora wants the draft", PHONE, OUT, W, "wants the draft", doubts={"channel"}),
    Line("call in 00003", PHONE, IN, W, "", doubts={"summary"}),
    Line("", PHONE, OUT, None, "", doubts={"channel", "matter", "summary"}),
)  # fmt: skip


def as_line(found: Understood) -> dict[str, object]:
    return {
        "channel": found.channel,
        "direction": found.direction,
        "about": found.about.text if found.about else None,
        "summary": found.summary,
        "minutes": found.duration,
        "when": found.when.strftime("%Y-%m-%dT%H:%M") if found.when else "",
        "people": found.people,
        "agreed": tuple((one.who, one.side, one.text, one.due_on) for one in found.follow_ups),
        "tags": found.tags,
        "urgent": found.urgent,
        "doubts": {one.code for one in found.doubts if not one.only_told},
    }


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.words)
def test_a_line_is_understood(line: Line, setting: Setting, known: Known) -> None:
    found = read(line.words, setting, known)
    wanted = {name: getattr(line, name) for name in as_line(found)}
    assert as_line(found) == wanted
    if line.outcome is not None:
        assert found.outcome is line.outcome


@pytest.mark.parametrize(
    ("line", "second"),
    [
        ("call in Nora Whitcombe 10m asked about the hearing #lease call in whitc", True),
        ("call in Nora Whitcombe 10m asked about the hearing. call out Ann told her", True),
        ("call in Nora Whitcombe 10m told her to call in tomorrow", False),
        ("email from Nora Whitcombe hello. Letter in the file.", False),
        ("call out Nora Whitcombe left message #lease", False),
    ],
)
def test_a_second_contact_in_the_line_is_a_doubt(
    line: str, second: bool, setting: Setting, known: Known
) -> None:
    assert ("second" in {one.code for one in read(line, setting, known).doubts}) is second


def test_every_day_off_is_named_with_its_holiday(setting: Setting, known: Known) -> None:
    line = "call out 00003 she'll send the lease by Nov 26, David to file by Dec 25, Ann to call by Sat"
    said = [one.text for one in read(line, setting, known).doubts if one.code == "day"]
    assert said == [
        "Thu 26 Nov is no working day: Thanksgiving Day.",
        "Fri 25 Dec is no working day: Christmas Day.",
        "Sat 28 Nov is no working day.",
    ]
