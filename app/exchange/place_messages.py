"""Which matter or client a message belongs to. Where that is not certain, nobody guesses: a person places it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.clients.models import Client
from app.clients.people_queries import PersonReached, people_reached_at
from app.clients.queries import client_names, clients_reached_at
from app.clients.words import PointKind
from app.exchange.court_notices import NoticeCase
from app.exchange.mail import Message
from app.exchange.mail_headers import Address
from app.exchange.place_rules import rules_by_address
from app.exchange.replies import is_called_so, is_other_side, is_recent, may_ask
from app.exchange.threads import NO_THREAD, Thread
from app.hours.queries import work_time
from app.kernel.language import tr
from app.kernel.text import fold
from app.matters.courts import find_court
from app.matters.docket_numbers import CaseIndex, KnownCase, find_docket_numbers, parse_docket_number
from app.matters.models import Matter, MatterClient
from app.matters.of_clients import matters_of_clients
from app.people.queries import colleagues
from app.promises.queries import TermsBook, terms_book
from app.settings.queries import firm
from app.storage.transaction import Reader
from app.workdays.worktime import WorkTime

_SHORTEST_NUMBER = 4
"""A matter number of fewer characters is found in too many subjects by chance."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message belongs; or why that is not known."""

    matter_id: UUID | None = None
    client_id: UUID | None = None
    reason: str = ""
    because: str = ""
    """Why it is known, where neither a number nor an address of the client says so."""

    @property
    def is_known(self) -> bool:
        """Whether there is a place."""
        return self.matter_id is not None or self.client_id is not None


@dataclass(frozen=True, slots=True)
class _Reached:
    """Whose an address is."""

    clients: frozenset[UUID]
    people: tuple[PersonReached, ...]


class Placer:
    """Knows the firm's court numbers, matter numbers and addresses; made once for an import."""

    def __init__(self, reader: Reader, *, matters: bool = True) -> None:
        """Without ``matters`` it knows addresses alone, and is made quickly."""
        self._reader = reader
        self._known: dict[str, _Reached] = {}
        self._of_place: dict[Place, set[UUID]] = {}
        self._running: dict[UUID, tuple[UUID, ...]] = {}
        self._names: dict[UUID, str] = {}
        self._promised: tuple[WorkTime, TermsBook] | None = None
        query = select(Matter.id, Matter.number_key, Matter.court, Matter.court_number, Matter.title)
        rows = reader.session.execute(query) if matters else ()
        known: list[KnownCase[UUID]] = []
        self._numbers: dict[str, UUID] = {}
        self._titles: dict[UUID, str] = {}
        for matter_id, number_key, court, court_number, title in rows:
            self._titles[matter_id] = title
            if len(number_key) >= _SHORTEST_NUMBER:
                self._numbers[number_key] = matter_id
            number = parse_docket_number(court_number) if court_number else None
            if number is not None:
                known.append(KnownCase(matter_id, find_court(court) if court else None, number, title))
        self._cases = CaseIndex(known)
        self._colleagues = {
            row.email.casefold(): row.id for row in colleagues(reader, active_only=False) if row.email
        }
        self._ours = {*self._colleagues, *filter(None, (firm(reader).details.email.casefold(),))}
        self._rules = rules_by_address(reader)

    def is_ours(self, message: Message) -> bool:
        """Whether somebody of the firm sent it."""
        return message.sender is not None and message.sender.email in self._ours

    def colleague(self, address: Address | None) -> UUID | None:
        """Whose address it is, of the firm's people."""
        return self._colleagues.get(address.email) if address is not None else None

    def case(self, case: NoticeCase) -> UUID | None:
        """The matter a court's notice speaks of, by court and number; None unless it is certain."""
        courts = [court for court in (case.court_id, case.other_court_id) if court]
        return self._cases.find(courts, case.number, case.case_name).case

    def place(self, message: Message, thread: Thread = NO_THREAD) -> Place:
        """By the firm's own number in the subject, else by a court number, else where what it answers is, else as
        somebody said of the address once, else by the clients' addresses."""
        said = message.subject
        for place in (self._by_number(said), self._by_court_number(said), self._by_thread(message, thread)):
            if place is not None:
                return place
        return self._by_rule(message) or self._by_address(message)

    def by_words(self, first: str, *others: str) -> UUID | None:
        """The matter whose number or court number the words name; what comes first counts, else all of it."""
        for words in (first, " ".join((first, *others))[:20_000]):
            found = self._by_number(words) or self._by_court_number(words)
            if found is not None:
                return found.matter_id
        return None

    def title(self, matter_id: UUID) -> str:
        """What people call the matter."""
        return self._titles.get(matter_id, "")

    def said(self, place: Place) -> str:
        """The place as people call it: the matter's title, or the client's name; and why, where that was learned."""
        if place.matter_id is not None:
            title = self._titles.get(place.matter_id, "")
            return f"{title} ({place.because})" if place.because else title
        return self._name(place.client_id) if place.client_id is not None else ""

    def _name(self, client_id: UUID) -> str:
        if client_id not in self._names:
            query = select(Client.name).where(Client.id == client_id)
            self._names[client_id] = self._reader.session.scalar(query) or ""
        return self._names[client_id]

    def _by_number(self, said: str) -> Place | None:
        words = fold(said).replace("[", " ").replace("]", " ").replace("#", " ").split()
        found = {
            self._numbers[word.strip(".,;:()")] for word in words if word.strip(".,;:()") in self._numbers
        }
        return Place(matter_id=found.pop()) if len(found) == 1 else None

    def _by_court_number(self, said: str) -> Place | None:
        """A number in the subject alone: bodies quote the numbers of other cases."""
        found = {
            case
            for number in find_docket_numbers(said)
            if (case := self._cases.find((), number, said).case) is not None
        }
        return Place(matter_id=found.pop()) if len(found) == 1 else None

    def _by_thread(self, message: Message, thread: Thread) -> Place | None:
        """Where the messages are that it names. Outlook's conversation alone counts where a client of the matter is
        among its people."""
        place = Place(thread.matter_id, thread.client_id)
        if not place.is_known:
            return None
        people = (message.sender, *message.to, *message.cc)
        return place if thread.is_named or self._reaches(people, place) else None

    def _by_rule(self, message: Message) -> Place | None:
        """What was said of the sender's address; of what the firm sent, of those it was sent to."""
        ours = self.is_ours(message)
        people = (*message.to, *message.cc) if ours else (message.sender,)
        found = {
            (one.email, matter_id)
            for one in people
            if one is not None
            for matter_id in self._rules.get(one.email, ())
        }
        if len({matter_id for _, matter_id in found}) != 1:
            return None
        address, matter_id = min(found)
        return Place(matter_id, because=tr("as remembered for {address}").format(address=address))

    def _by_address(self, message: Message) -> Place:
        people = [one.email for one in (message.sender, *message.to, *message.cc) if one is not None]
        reached = self._reached(people)
        clients = {client_id for one in reached for client_id in one.clients}
        if not clients:  # somebody around a client
            clients = {person.client_id for one in reached for person in one.people}
        if not clients:
            return Place(reason=tr("None of its addresses and numbers is known. Place it by hand."))
        if len(clients) > 1:
            return Place(reason=tr("Its addresses belong to several clients. Place it by hand."))
        (client_id,) = clients
        if client_id not in self._running:
            of_client = matters_of_clients(self._reader, [client_id])
            self._running[client_id] = of_client.get(client_id, ())
        running = self._running[client_id]
        return Place(matter_id=running[0] if len(running) == 1 else None, client_id=client_id)

    def is_with_client(self, message: Message, place: Place, *, inbound: bool) -> bool:
        """Whether a client of that place sent it, or, of what the firm sent, was written to.

        What the firm writes to the other side about a matter is no contact with the client.
        """
        people = (message.sender,) if inbound else (*message.to, *message.cc)
        return self._reaches(people, place)

    def _reaches(self, people: Iterable[Address | None], place: Place) -> bool:
        """Whether a client of that place is among them, by their own addresses."""
        addresses = [one.email for one in people if one is not None]
        reached = {client_id for one in self._reached(addresses) for client_id in one.clients}
        return bool(reached & self._clients_of(place))

    def _reached(self, addresses: Sequence[str]) -> list[_Reached]:
        """Whose each address is; asked of the vault once, for the same come again and again."""
        new = [one for one in dict.fromkeys(addresses) if one not in self._known]
        if new:
            clients = clients_reached_at(self._reader, PointKind.EMAIL, new)
            people = people_reached_at(self._reader, PointKind.EMAIL, new)
            for one in new:
                self._known[one] = _Reached(clients.get(one, frozenset()), people.get(one, ()))
        return [self._known[one] for one in addresses]

    def roles(self, message: Message, place: Place) -> dict[str, str]:
        """What those are to the matter whose addresses are known: colleagues, its clients, people around these."""
        addresses = [one.email for one in (message.sender, *message.to, *message.cc) if one is not None]
        ours = self._clients_of(place)
        roles = dict.fromkeys((one for one in addresses if one in self._ours), "firm")
        for address, known in zip(addresses, self._reached(addresses), strict=True):
            for person in known.people:
                if person.client_id in ours:
                    roles.setdefault(address, person.relation or tr("around the client"))
            if known.clients & ours:
                roles[address] = "client"
        return roles

    def asks_for_reply(self, message: Message, place: Place | None = None) -> bool:
        """Whether a client of that place wrote it, or somebody around one who is not the other side (PRACTICE E1);
        without a place any client of the firm. Known by the address, or by the name of the client."""
        if not may_ask(message) or message.sender is None or self.is_ours(message):
            return False
        (known,) = self._reached([message.sender.email])
        ours = self._clients_of(place) if place is not None else None
        around = [one for one in known.people if ours is None or one.client_id in ours]
        if around:
            return not all(is_other_side(one.relation) for one in around)
        if known.clients if ours is None else known.clients & ours:
            return True
        names = self._client_names(ours) if ours is not None else ()
        return is_called_so(message.sender.name, names)

    def is_recent(self, sent_at: datetime, came_at: datetime, place: Place | None = None) -> bool:
        """Whether an answer would have been in time when it came in, by what the matter, the client or the firm
        promises."""
        if self._promised is None:
            self._promised = work_time(self._reader), terms_book(self._reader)
        where, terms = self._promised
        client_id, matter_id = (place.client_id, place.matter_id) if place is not None else (None, None)
        if client_id is None and matter_id is not None:
            of = select(MatterClient.client_id).where(MatterClient.matter_id == matter_id)
            client_id = self._reader.session.scalar(of.order_by(MatterClient.position).limit(1))
        return is_recent(sent_at, came_at, where, terms.of(client_id, matter_id, sent_at).answer)

    def _client_names(self, ids: set[UUID]) -> tuple[str, ...]:
        return tuple(client_names(self._reader, ids).values()) if ids else ()

    def _clients_of(self, place: Place) -> set[UUID]:
        if place not in self._of_place:
            query = select(MatterClient.client_id).where(MatterClient.matter_id == place.matter_id)
            ours = set(self._reader.session.scalars(query)) if place.matter_id is not None else set()
            self._of_place[place] = ours | ({place.client_id} if place.client_id is not None else set())
        return self._of_place[place]
