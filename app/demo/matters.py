"""Sixty invented matters over eight practice areas. Parties, numbers and lawyers are made up.

Court numbers begin at 90000 in the federal courts: numbers that those courts do not reach in a year.
"""

from __future__ import annotations

from typing import NamedTuple

from app.demo.names import ANN, DAVID, MARIA, PRIYA, TOM
from app.matters.words import MatterStatus
from app.schedule.words import IntervalUnit, UpdateFormat

DISTRICT = "U.S. District Court, Northern District of California"
BANKRUPTCY_COURT = "U.S. Bankruptcy Court, Northern District of California"
ALAMEDA = "Superior Court of California, County of Alameda"
CONTRA_COSTA = "Superior Court of California, County of Contra Costa"
SONOMA = "Superior Court of California, County of Sonoma"

_COURTS = {
    "": ("", ""),
    "nd": (DISTRICT, "{division}:{yy}-cv-9{serial:04}"),
    "bk": (BANKRUPTCY_COURT, "{yy}-9{serial:04}"),
    "ala": (ALAMEDA, "{yy}CV9{serial:05}"),
    "fam": (ALAMEDA, "{yy}FL9{serial:05}"),
    "prob": (ALAMEDA, "{yy}PR9{serial:05}"),
    "cc": (CONTRA_COSTA, "C{yy}-9{serial:04}"),
    "son": (SONOMA, "{yy}CV-9{serial:05}"),
}

_PLANS = {
    "fortnight": (2, IntervalUnit.WEEK),
    "three weeks": (3, IntervalUnit.WEEK),
    "month": (1, IntervalUnit.MONTH),
    "six weeks": (6, IntervalUnit.WEEK),
    "quarter": (1, IntervalUnit.QUARTER),
}

OPEN, PENDING, CLOSED = MatterStatus.OPEN, MatterStatus.PENDING, MatterStatus.CLOSED


DRAWN = 3
"""Whitcombe, the matter of the drawings, with the court number that it has there."""


class MatterSpec(NamedTuple):
    """What is fixed of a matter. ``days`` ago it was opened; ``closed`` days ago it was closed (0: it was not)."""

    number: int
    title: str
    clients: str
    area: str
    other: str
    counsel: str
    court: str
    responsible: str
    contact: str
    plan: str
    format: UpdateFormat
    days: int
    closed: int
    status: MatterStatus
    priorities: str

    @property
    def code(self) -> str:
        """The firm's number, "00003"."""
        return f"{self.number:05}"

    @property
    def interval(self) -> tuple[int, IntervalUnit] | None:
        """The update schedule, None for the file that everybody forgot."""
        return _PLANS.get(self.plan)

    def court_and_number(self, year: int) -> tuple[str, str]:
        """The court and the number it gives a case filed in ``year``, both empty where no court is seized."""
        court, pattern = _COURTS[self.court]
        if self.number == DRAWN:
            return court, f"3:{year % 100:02}-cv-00412"
        division = 3 if self.number % 2 else 4
        return court, pattern.format(
            division=division, yy=f"{year % 100:02}", serial=self.number * 137 % 9_000 + 11
        )


_FORMATS = {"p": UpdateFormat.PHONE, "e": UpdateFormat.EMAIL, "l": UpdateFormat.LETTER, "r": UpdateFormat.REPORT,
            "m": UpdateFormat.MEETING}  # fmt: skip
_PEOPLE = {"D": DAVID, "A": ANN, "P": PRIYA, "M": MARIA, "T": TOM}
_AREAS = {"emp": "Employment", "inj": "Personal injury", "fam": "Family", "est": "Estates and probate",
          "hou": "Landlord and tenant", "bus": "Business", "bkr": "Bankruptcy", "imm": "Immigration"}  # fmt: skip

# number | title | clients | area | other side | its lawyer | court | responsible, contact | plan | format |
# days | closed
_TABLE = """
1|Nakamura naturalization|nakamura|imm|the immigration office|the officer||PM|six weeks|e|412|0|The oath before father's eightieth birthday; no mistakes with the name.
2|Quill v. Harrowgate Freight|quill|emp|Harrowgate Freight|Ms. Trent|nd|DM|fortnight|p|388|0|The overtime, and that the next driver gets paid right.
3|Whitcombe v. Larkspur Catering|whitcombe|emp|Larkspur Catering, Inc.|Mr. Halloway|nd|DM|fortnight|p|196|0|A clean job record, and a settlement before spring if it can be had on fair terms.
4|Abernathy v. Coastline Motors|abernathy|inj|Coastline Motors|Ms. Ostrander|ala|AM|fortnight|p|467|0|To drive again by summer; not to be called a liar.
5|Delacroix v. Timberline Mills|delacroix|inj|Timberline Mills|Mr. Pell|cc|AM|fortnight|p|530|0|The hand first, then the rent. Nothing is decided without Inés in the room.
6|Estate of R. Lindqvist|lindqvist|est|Åke Lindqvist|Ms. Fairweather|prob|AP|month|e|301|0|The summer house stays in the family; no open quarrel before the funeral year is over.
7|Rowe v. Meadow Poultry|rowe|hou|Meadow Poultry|Mr. Cray|son|PM|fortnight|p|154|0|To stay on the farm until the lambs are sold.
8|Okafor v. Stonegate|okafor|hou|Stonegate Properties|Ms. Voss|ala|DM|month|r|262|0|Heating before winter, then the mold; no move.
9|Vance v. Poolcraft|vance|inj|Poolcraft, Inc.|Mr. Sorrell|cc|DT|three weeks|l|343|0|The pool fence for the neighbors' children, and the bills.
10|Marsh v. Willow Farms|marsh|emp|Willow Farms|Mr. Lusk|son|PT||e|252|0|The last wages and a decent reference.
11|Ibarra and Cannery Row Tenants|ibarra|hou|Cannery Row Holdings|Ms. Voss|ala|DM|fortnight|m|288|0|All eleven families stay; papers in Spanish too.
12|Pruett estate|pruett|est|the second bank|Mr. Amory|prob|AP|month|p|219|0|One thing at a time; the workshop tools go to the apprentice.
13|Adeyemi v. Hillcrest Clinic Partners|adeyemi|emp|Hillcrest Clinic Partners|Mr. Halloway|nd|DM|month|e|367|0|A good name in the profession; the money comes second.
14|Bergström v. Nordhavn Charters|bergstrom|inj|Nordhavn Charters|Mr. Pell|nd|AT|month|p|445|0|A clear answer about work on deck.
15|Castellanos removal of liens|castellanos|bkr|Fairmile Finance|Ms. Dunning|bk|PM|month|p|176|0|Keep the car; nobody at church is to know.
16|Dragomir v. Bright Circuit|dragomir|emp|Bright Circuit, Inc.|Ms. Trent|nd|PT|month|e|239|0|The patent bonus as written in the letter.
17|Eastwick trust|eastwick|est|the trustee's bank|Mr. Amory||AM|quarter|l|602|0|The house for a sister, then for the school.
18|Farahani dissolution|farahani|fam|Mr. Farahani|Ms. Kestrel|fam|AP|fortnight|p|271|0|Safety, the children's too.
19|Greenleaf chapter 13|greenleaf|bkr|Ironline Credit|Ms. Dunning|bk|PT|month|p|409|0|Sleep without calls; keep the truck.
20|Halvorsen vineyard lease|halvorsen|bus|Oakmoss Vineyards|Mr. Rusk||DT|six weeks|e|198|0|Twelve harvests more, and water rights in writing.
21|Iyer work permit|iyer|imm|the immigration office|the officer||PM|six weeks|e|147|0|To start on the first of the quarter.
22|Jankowski v. Foundry Lofts|jankowski|hou|Foundry Lofts LLC|Mr. Cray|ala|PT|three weeks|p|133|0|The deposit, and an apology.
23|Kealoha custody|kealoha|fam|Mr. Duarte|Ms. Kestrel|fam|AM|fortnight|p|318|0|School nights at home; grandmother's Sundays stay.
24|Lemaire consulting agreements|lemaire|bus|Vantage Quay|Ms. Ordway||DT|quarter|e|505|0|Contracts that can be read without us.
25|Mbatha v. Gate Street Market|mbatha|inj|Gate Street Market|Ms. Ostrander|ala|DM|month|p|224|0|The knee before any money.
26|Estate of V. Novák|novak|est|cousins abroad|Mr. Amory|prob|AP|month|l|356|0|Grandmother's letters come home; the rest as the law says.
27|Orozco wage claim|orozco|emp|Trestle Demolition|Mr. Lusk|ala|PM|month|p|121|0|The pay, and a cousin's who is afraid to ask.
28|Phạm family petition|pham|imm|the immigration office|the officer||PM|six weeks|p|533|0|Mother here before the next New Year.
29|Quintero v. Bellows Press|quintero|emp|Bellows Press|Ms. Trent|nd|DT|month|e|274|0|The drawings back, with the right name on them.
30|Rosenthal dissolution|rosenthal|fam|Ms. Rosenthal|Mr. Haverford|fam|AP|month|p|398|0|No fight in front of the boys; holidays as they always were.
31|Sandoval renewal|sandoval|imm|the immigration office|the officer||PT|six weeks|e|187|0|No gap between the cards.
32|Tanaka v. Pagoda Hospitality|tanaka|emp|Pagoda Hospitality|Mr. Halloway|nd|DP|month|e|311|0|An interpreter at every hearing; the rule changed for the next one.
33|Uchenna and Union Yard|uchenna|bus|Union Yard Partners|Ms. Ordway|ala|DT|month|p|258|0|Stay in the yard or be paid to leave, not both half.
34|Valtonen estate plan|valtonen|est|the county|the clerk||AT|quarter|e|143|0|The forest is never cut.
35|Weatherby conservatorship|weatherby|est|a nephew|Mr. Amory|prob|AM|month|l|489|0|Own decisions for as long as possible; Edith is told everything.
36|Zhao v. Peony Court|zhao|hou|Peony Court Association|Mr. Cray|ala|PM|month|m|205|0|The roof, the vote, and papers that can be read.
37|Bayleaf second shop|bayleaf|bus|Crumbline Realty|Mr. Rusk||DT|month|e|166|0|Open before the holidays; all three members sign.
38|Tidewater v. Estuary Marine Supply|tidewater|bus|Estuary Marine Supply|Ms. Ordway|nd|DM|month|p|337|0|The boats or the money before the season.
39|Moss & Lantern supplier terms|mosslantern|bus|Paperwright Wholesale|Mr. Rusk||PT|quarter|e|211|0|Fair returns; no exclusivity.
40|Saltgrass land lease|saltgrass|bus|the harbor district|Ms. Ordway||AT|six weeks|m|429|0|Twenty more years of beans.
41|Coppervane v. Hollis Ridge Homes|coppervane|bus|Hollis Ridge Homes|Mr. Sorrell|cc|DM|month|p|279|0|Payment for nine roofs, no lawsuit that eats it.
42|Nightjar neighbors|nightjar|bus|Echo Street Lofts|Ms. Voss|ala|DT|month|e|118|0|Record at night; be good neighbors by day.
43|Thornfield partner buy-in|thornfield|bus|Dr. Ellery|Mr. Haverford||AP|month|e|92|0|A partner by January, and a door if it fails.
44|Okafor name change|okafor|fam|nobody|the clerk|fam|PT|month|e|58|0|The name that grandmother gave, on every paper.
45|Abernathy v. Silverline Insurance|abernathy|inj|Silverline Insurance|Ms. Ostrander|nd|AM|month|p|163|0|That they answer letters.
46|Kealoha v. Breadfruit Lane Owners|kealoha|hou|Breadfruit Lane Owners|Mr. Cray|ala|PT|month|p|104|0|An elevator that works.
47|Greenleaf workplace injury|greenleaf|inj|Ironwood Warehouse|Mr. Pell||DM|month|p|127|0|Treatment first.
48|Zhao naturalization|zhao|imm|the immigration office|the officer||PM|six weeks|m|81|0|To vote in the next election.
49|Vance boundary|vance|bus|the neighbors|the surveyor|cc|DT|six weeks|l|262|0|The oak stays.
50|Phạm v. Lotus Nails|pham|emp|Lotus Nails|Ms. Trent||PM|month|p|305|25|Wages, and those of four others.
51|Ibarra citizenship of the children|ibarra|imm|the immigration office|the officer||PM|month|m|520|60|Two passports before the trip.
52|Eastwick v. Almshouse Green|eastwick|hou|Almshouse Green Trust|Mr. Cray|ala|AM|month|l|640|121|A ramp.
53|Rowe v. Creamery Road Dairy|rowe|emp|Creamery Road Dairy|Mr. Lusk|son|PT|month|p|590|190|Two weeks' pay and the dog's vet bill.
54|Tidewater dock repair|tidewater|bus|Pier Nine Contractors|Mr. Sorrell||DT|month|p|480|150|A dock by June.
55|Estate of H. Bergström|bergstrom|est|the county|the clerk|prob|AM|month|p|700|215|Father's boat to the museum.
56|Quintero v. Ferry Street Cafe|quintero|inj|Ferry Street Cafe|Ms. Ostrander|ala|DT|month|e|655|90|The scar treated, the step mended.
57|Castellanos v. Mulberry Homes|castellanos|hou|Mulberry Homes|Ms. Voss|ala|PM|month|p|450|44|The deposit back, Rosa's too.
58|Lemaire chapter 7|lemaire|bkr|several lenders|the trustee|bk|PT|month|e|722|330|A clean start without a fuss.
59|Nightjar trademark licence|nightjar|bus|Owlet Records|Ms. Ordway||DT|month|e|560|260|The name for sound, theirs for paper.
60|Adeyemi adoption|adeyemi|fam|nobody|the clerk|fam|AP|month|e|610|75|The day in court with balloons.
"""
_PENDING = {20, 24, 34, 49}


def _spec(line: str) -> MatterSpec:
    number, title, clients, area, other, counsel, court, people, plan, form, days, closed, first = line.split(
        "|"
    )
    status = CLOSED if closed != "0" else PENDING if int(number) in _PENDING else OPEN
    return MatterSpec(
        int(number), title, clients, _AREAS[area], other, counsel, court, _PEOPLE[people[0]], _PEOPLE[people[1]],
        plan, _FORMATS[form], int(days), int(closed), status, first,
    )  # fmt: skip


MATTERS = tuple(_spec(line) for line in _TABLE.strip().splitlines())
