"""The firm, its people and its clients. All invented: numbers are 555-01xx, addresses example.com, .org and
.net.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict, Unpack

from app.clients.words import ClientKind, PointKind
from app.demo.parts import DemoClient, DemoFirm, DemoPerson, DemoPoint
from app.people.words import Role

FIRM = DemoFirm(
    name="Harbour & Finch LLP",
    tagline="Attorneys at Law",
    address="14 Commerce Street, Oakland, CA 94607",
    phone="510 555 0100",
    email="office.harbourfinch@example.com",
    country="US",
    subdivision="CA",
    time_zone="America/Los_Angeles",
    emergency_contact="Ann Harbour, 510 555 0100",
    concern_contact="Ann Harbour",
    notices="This report is for you alone. It is about your case only and is no promise of a result.",
)

MARIA, DAVID, ANN, PRIYA, TOM = "Maria Ortega", "David Finch", "Ann Harbour", "Priya Raman", "Tom Ashgrove"
JUNE = "June Keller"

PEOPLE = (
    DemoPerson(MARIA, Role.STAFF, "Paralegal", "maria.harbourfinch@example.com", "510 555 0102"),
    DemoPerson(DAVID, Role.PARTNER, "Partner", "david.harbourfinch@example.com", "510 555 0103"),
    DemoPerson(ANN, Role.PARTNER, "Partner", "ann.harbourfinch@example.com", "510 555 0101"),
    DemoPerson(PRIYA, Role.LAWYER, "Associate", "priya.harbourfinch@example.com", "510 555 0104"),
    DemoPerson(TOM, Role.STAFF, "Legal assistant", "tom.harbourfinch@example.com", "510 555 0105"),
    DemoPerson(JUNE, Role.READ_ONLY, "Bookkeeper", "june.harbourfinch@example.com", "510 555 0106"),
)


class Wishes(TypedDict, total=False):
    """How a client wants to be treated, as far as the stock says."""

    preferred_channel: str
    preferred_times: str
    never_channels: str
    language: str
    interpreter: bool
    accessibility: str
    technology_limits: str
    vulnerability: str
    notes: str


def _ways(phone: str, mail: str, street: str, *, verified: bool) -> tuple[DemoPoint, ...]:
    points = []
    if phone:
        points.append(DemoPoint(PointKind.PHONE, f"+1 {phone}", "mobile", verified))
    if mail:
        points.append(DemoPoint(PointKind.EMAIL, mail, "", verified))
    points.append(DemoPoint(PointKind.ADDRESS, street))
    return tuple(points)


def _person(
    key: str,
    called: str,
    she: str,
    phone: str,
    mail: str,
    street: str,
    *,
    verified: bool = True,
    **wishes: Unpack[Wishes],
) -> DemoClient:
    salutation, first, last = called.split("|")
    points = _ways(phone, mail, street, verified=verified)
    client = DemoClient(key, ClientKind.PERSON, salutation, first, last, she, points=points)
    return replace(client, **wishes)


def _firm(
    key: str,
    company: str,
    called: str,
    she: str,
    phone: str,
    mail: str,
    street: str,
    **wishes: Unpack[Wishes],
) -> DemoClient:
    salutation, first, last, job = called.split("|")
    points = _ways(phone, mail, street, verified=True)
    client = DemoClient(
        key, ClientKind.ORGANISATION, salutation, first, last, she, company, job, points=points
    )
    return replace(client, **wishes)


CLIENTS = (
    _person("whitcombe", "Ms.|Nora|Whitcombe", "she", "510 555 0144", "nora.whitcombe@example.com",
            "221 Cloverdale Road\nOakland, CA 94611", preferred_channel="Phone", preferred_times="after 3 PM",
            never_channels="Work e-mail", accessibility="Large print letters"),
    _person("abernathy", "Mr.|Piers|Abernathy", "he", "510 555 0111", "piers@example.org",
            "8 Tern Court\nAlameda, CA 94501", preferred_channel="Phone", preferred_times="mornings",
            technology_limits="No smartphone; reads e-mail at the library"),
    _person("delacroix", "Ms.|Luz|Delacroix", "she", "510 555 0112", "luz.delacroix@example.net",
            "1190 Persimmon Avenue, Apt 6\nOakland, CA 94601", preferred_channel="Phone", language="Spanish",
            interpreter=True),
    _person("lindqvist", "Ms.|Karin|Lindqvist", "she", "415 555 0113", "karin.lindqvist@example.com",
            "77 Foghorn Lane\nSan Francisco, CA 94116", preferred_channel="E-mail",
            notes="Lives part of the year in Göteborg: nine hours ahead."),
    _person("rowe", "Ms.|Tamsin|Rowe", "she", "707 555 0114", "tamsin.rowe@example.org",
            "Old Creamery Road 3\nPetaluma, CA 94952", preferred_channel="Text message",
            preferred_times="noon to 1 PM", never_channels="Letter (shares a mailbox)"),
    _person("okafor", "Ms.|Bea|Okafor", "she", "510 555 0115", "bea.okafor@example.com",
            "540 Lantern Street, Unit 2C\nOakland, CA 94609", preferred_channel="E-mail"),
    _person("vance", "Mr.|Silas|Vance", "he", "925 555 0116", "silas.vance@example.net",
            "19 Alder Terrace\nWalnut Creek, CA 94595", preferred_channel="Phone", accessibility="Hard of hearing: "
            "speak slowly, confirm in writing"),
    _person("marsh", "Ms.|Amy|Marsh", "she", "707 555 0117", "amy.marsh@example.org",
            "Willow Lane 12\nSebastopol, CA 95472", preferred_channel="E-mail"),
    _person("quill", "Mr.|Jonah|Quill", "he", "510 555 0118", "jonah.quill@example.com",
            "402 Harrow Place\nBerkeley, CA 94703", preferred_channel="Phone", preferred_times="after 5 PM"),
    _person("nakamura", "Mr.|Haruto|Nakamura", "he", "415 555 0119", "haruto.nakamura@example.net",
            "300 Juniper Steps\nSan Francisco, CA 94131", language="Japanese", interpreter=True,
            preferred_channel="E-mail", notes="Signs as 中村 陽翔; the passport has Nakamura Haruto."),
    _person("ibarra", "Mr.|Mateo|Ibarra", "he", "510 555 0120", "mateo.ibarra@example.org",
            "66 Cannery Row Street\nOakland, CA 94607", preferred_channel="Meeting", language="Spanish",
            interpreter=False, notes="Speaks English well; wants papers in Spanish too."),
    _person("pruett", "Ms.|Odile|Pruett", "she", "925 555 0121", "odile@example.com",
            "5 Quail Run\nConcord, CA 94518", preferred_channel="Phone", vulnerability="Recently widowed; "
            "short calls, one subject at a time"),
    _person("adeyemi", "Dr.|Folake|Adeyemi", "she", "510 555 0122", "folake.adeyemi@example.net",
            "930 Observatory Way\nBerkeley, CA 94708", preferred_channel="E-mail", preferred_times="evenings",
            never_channels="Calls at the clinic"),
    _person("bergstrom", "Mr.|Axel|Bergström", "he", "415 555 0123", "axel.bergstrom@example.org",
            "12 Keel Street\nSausalito, CA 94965", preferred_channel="Phone"),
    _person("castellanos", "Ms.|Pilar|Castellanos", "she", "510 555 0124", "pilar.c@example.com",
            "2218 Mulberry Street\nSan Leandro, CA 94577", language="Spanish", interpreter=True,
            preferred_channel="Phone"),
    _person("dragomir", "Mr.|Ilie|Dragomir", "he", "408 555 0125", "ilie.dragomir@example.net",
            "81 Orchard Bend\nSan Jose, CA 95125", language="Romanian", preferred_channel="E-mail"),
    _person("eastwick", "Ms.|Honor|Eastwick", "she", "510 555 0126", "",
            "4 Almshouse Green\nPiedmont, CA 94610", preferred_channel="Letter", technology_limits="No e-mail, "
            "no mobile phone", accessibility="Wheelchair: ground-floor meetings", verified=False),
    _person("farahani", "Ms.|Shirin|Farahani", "she", "925 555 0127", "shirin.farahani@example.org",
            "31 Pomegranate Court\nDublin, CA 94568", language="Persian", preferred_channel="Phone"),
    _person("greenleaf", "Mr.|Desmond|Greenleaf", "he", "510 555 0128", "desmond.greenleaf@example.com",
            "777 Ironwood Avenue\nRichmond, CA 94804", preferred_channel="Text message",
            vulnerability="Works nights; do not call before 2 PM", preferred_times="after 2 PM"),
    _person("halvorsen", "Ms.|Signe|Halvorsen", "she", "707 555 0129", "signe@example.net",
            "Gravel Road 9\nSonoma, CA 95476", preferred_channel="E-mail"),
    _person("iyer", "Mr.|Raghav|Iyer", "he", "408 555 0130", "raghav.iyer@example.com",
            "255 Copperfield Drive\nSunnyvale, CA 94087", preferred_channel="Video", preferred_times="after 4 PM"),
    _person("jankowski", "Mr.|Łukasz|Jankowski", "he", "510 555 0131", "lukasz.jankowski@example.org",
            "18 Foundry Street\nEmeryville, CA 94608", language="Polish", preferred_channel="Phone"),
    _person("kealoha", "Ms.|Leilani|Kealoha", "she", "510 555 0132", "leilani.kealoha@example.net",
            "63 Breadfruit Lane\nHayward, CA 94541", preferred_channel="Phone", preferred_times="mornings"),
    _person("lemaire", "Mr.|Étienne|Lemaire", "he", "415 555 0133", "etienne.lemaire@example.com",
            "1401 Signal Hill Road\nSan Francisco, CA 94124", language="French", preferred_channel="E-mail"),
    _person("mbatha", "Ms.|Thandiwe|Mbatha", "she", "510 555 0134", "thandiwe.mbatha@example.org",
            "520 Gate Street\nOakland, CA 94612", preferred_channel="Phone", accessibility="Dyslexia: short "
            "paragraphs, phone before paper"),
    _person("novak", "Ms.|Zdeňka|Nováková", "she", "925 555 0135", "zdenka@example.net",
            "7 Cooper's Mill\nMartinez, CA 94553", language="Czech", preferred_channel="Letter"),
    _person("orozco", "Mr.|Benito|Orozco", "he", "510 555 0136", "benito.orozco@example.com",
            "1703 Trestle Street\nOakland, CA 94607", language="Spanish", interpreter=True,
            preferred_channel="Phone", technology_limits="Prepaid phone, often without credit: call, do not text"),
    _person("pham", "Ms.|Thu|Phạm", "she", "408 555 0137", "thu.pham@example.org",
            "92 Lotus Walk\nMilpitas, CA 95035", language="Vietnamese", interpreter=True, preferred_channel="Phone"),
    _person("quintero", "Ms.|Ximena|Quintero", "she", "510 555 0138", "ximena.quintero@example.net",
            "48 Bellows Street\nBerkeley, CA 94710", preferred_channel="E-mail"),
    _person("rosenthal", "Mr.|Avi|Rosenthal", "he", "415 555 0139", "avi.rosenthal@example.com",
            "2090 Steiner Mews\nSan Francisco, CA 94115", preferred_channel="Phone",
            never_channels="Anything on Saturday", preferred_times="not Friday after 3 PM"),
    _person("sandoval", "Ms.|Graciela|Sandoval", "she", "510 555 0140", "graciela@example.org",
            "315 Orange Blossom Way\nFremont, CA 94536", language="Spanish", preferred_channel="Portal message"),
    _person("tanaka", "Ms.|Emi|Tanaka", "she", "415 555 0141", "emi.tanaka@example.net",
            "14 Pagoda Alley\nSan Francisco, CA 94115", preferred_channel="E-mail", accessibility="Deaf: e-mail or "
            "video with an ASL interpreter, never phone", never_channels="Phone"),
    _person("uchenna", "Mr.|Obi|Uchenna", "he", "510 555 0142", "obi.uchenna@example.com",
            "880 Union Yard\nOakland, CA 94607", preferred_channel="Phone"),
    _person("valtonen", "Ms.|Aino|Valtonen", "she", "707 555 0143", "aino.valtonen@example.org",
            "Birch Road 21\nNapa, CA 94558", preferred_channel="E-mail"),
    _person("weatherby", "Mr.|Clement|Weatherby", "he", "925 555 0145", "",
            "Rest Harrow, 3 Vine Lane\nLafayette, CA 94549", preferred_channel="Letter", vulnerability="Aged 91; "
            "his niece Edith sits in on meetings", accessibility="Low vision: large print", verified=False),
    _person("zhao", "Ms.|Meilin|Zhao", "she", "510 555 0146", "meilin.zhao@example.net",
            "629 Peony Street\nOakland, CA 94606", language="Mandarin", interpreter=True, preferred_channel="Meeting",
            notes="赵美林 on the deed; Meilin Zhao on the permit."),
    _firm("bayleaf", "Bayleaf Bakery Cooperative", "Ms.|Ruth|Amsel|Chair", "she", "510 555 0150",
          "ruth.bayleaf@example.com", "901 Crumb Street\nOakland, CA 94608", preferred_channel="E-mail"),
    _firm("tidewater", "Tidewater Kayak Rentals, Inc.", "Mr.|Cormac|Daly|Owner", "he", "510 555 0151",
          "cormac.tidewater@example.com", "Pier 9, Estuary Walk\nAlameda, CA 94501", preferred_channel="Phone",
          preferred_times="before 9 AM"),
    _firm("mosslantern", "Moss & Lantern Books LLC", "Ms.|Ingrid|Solheim|Member", "she", "510 555 0152",
          "ingrid.mosslantern@example.com", "233 Reader's Row\nBerkeley, CA 94704", preferred_channel="E-mail"),
    _firm("saltgrass", "Saltgrass Community Garden", "Mr.|Hollis|Greer|Treasurer", "he", "510 555 0153",
          "hollis.saltgrass@example.com", "0 Marsh End Road\nRichmond, CA 94801", preferred_channel="Meeting"),
    _firm("coppervane", "Coppervane Roofing, Inc.", "Ms.|Dolores|Finnegan|President", "she", "925 555 0154",
          "dolores.coppervane@example.com", "15 Gable Court\nConcord, CA 94520", preferred_channel="Phone"),
    _firm("nightjar", "Nightjar Sound Studio LLC", "Mr.|Kwame|Asante|Manager", "he", "510 555 0155",
          "kwame.nightjar@example.com", "72 Echo Street\nOakland, CA 94607", preferred_channel="Video"),
    _firm("thornfield", "Thornfield Veterinary Group, P.C.", "Dr.|Paloma|Reyes|Director", "she", "415 555 0156",
          "paloma.thornfield@example.com", "480 Paddock Street\nSan Rafael, CA 94901", preferred_channel="E-mail"),
)  # fmt: skip
