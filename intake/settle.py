"""From readings to what is stored: which are new, known, repeated or changed (pure)."""

from collections import Counter
from collections.abc import Sequence

from intake.consent import as_explained, consent_at
from intake.endings import ACTIONABLE, SHOWN_TO_STAFF, outcome_of, sentence
from intake.join import Joined, join
from intake.standing import Standing, Writes
from intake.whose import as_named, other_person
from madoguchi.model.bounce import BounceReport
from madoguchi.model.item import Arrival, Channel, Item, Kind, Outcome
from madoguchi.model.reading import Doubt, Reading
from madoguchi.model.request import UNDECIDED, BookingRequest, RequestState
from madoguchi.model.terms import TermsVersion
from madoguchi.store.reviews import NewReview


class Settlement:
    """Settles the readings of a batch in turn; later ones see what earlier ones left.

    Args:
        known: Items of the store by identity, oldest first, as far as the batch may meet them.
        requests: Requests those items led to, and those that answers name.
        terms: Versions in force, oldest first.
        next_item_id: First free item number.
        next_request_id: First free request number.
        standing: What else answers may be about.
    """

    def __init__(
        self,
        known: dict[str, list[Item]],
        requests: dict[int, BookingRequest],
        terms: Sequence[TermsVersion],
        next_item_id: int,
        next_request_id: int,
        standing: Standing | None = None,
    ) -> None:
        self._known = {identity: list(items) for identity, items in known.items()}
        self._requests = dict(requests)
        self._terms = terms
        self._standing = standing or Standing()
        self._open_doubts = dict(self._standing.doubts)
        self._shown: set[int] = set()  # requests that staff are to look at since this batch
        self._next_item, self._next_request = next_item_id, next_request_id
        self._first_request = next_request_id
        self.writes = Writes()

    def settle(self, arrival: Arrival, readings: Sequence[Reading]) -> None:
        """Settle the readings of one arrival.

        Rows that this very arrival has settled before (it is read again) keep their endings.
        """
        settled_here = Counter(
            (item.identity, item.fingerprint)
            for reading in {one.identity: one for one in readings}.values()
            for item in self._known.get(reading.identity, [])
            if item.arrival_id == arrival.arrival_id
        )
        seen: Counter[tuple[str, str]] = Counter()
        known_rows = 0
        for reading in (as_named(one, self._requests.get(one.concerns or 0)) for one in readings):
            mark = (reading.identity, reading.fingerprint)
            place = seen[mark]
            seen[mark] += 1
            if place < settled_here[mark]:
                continue
            if reading.channel is not Channel.MAIL and self._came_before(arrival, reading, place):
                known_rows += 1
            elif place:
                self._repeated(arrival, reading)
            else:
                self._settle_one(arrival, reading)
        self.writes.counts.append((arrival, len(readings), known_rows))

    def _came_before(self, arrival: Arrival, reading: Reading, place: int) -> bool:
        """Tell whether this row, the `place`-th of its kind in the file, came in an earlier file unchanged."""
        before = self._known.get(reading.identity, [])
        same = [item for item in before if item.fingerprint == reading.fingerprint]
        times = sum(item.arrival_id != arrival.arrival_id for item in same)
        return place < times and (place > 0 or before[-1] is same[-1])

    def _settle_one(self, arrival: Arrival, reading: Reading) -> None:
        before = self._known.get(reading.identity, [])
        if not before:
            self._new(arrival, reading)
        elif reading.channel is not Channel.MAIL:
            self._changed(arrival, reading, before[-1])
        elif any(item.fingerprint == reading.fingerprint for item in before):
            self._repeated(arrival, reading)
        else:  # a Message-ID used for another mail says nothing about it
            self._new(arrival, reading)

    def _repeated(self, arrival: Arrival, reading: Reading) -> None:
        before = self._known.get(reading.identity, [])
        request_id = before[-1].request_id if before else None
        self._item(arrival, reading, Outcome.DUPLICATE, request_id)

    def _new(self, arrival: Arrival, reading: Reading, concerns: int | None = None) -> None:
        if reading.answers is not None:
            self._answer(arrival, reading, reading.answers)
            return
        if reading.calendar is not None:
            ended = self._standing.calendars.take(reading, reading.calendar, self._next_item)
            self._show(self._item(arrival, ended.reading, ended.outcome, None), ended.reading)
            return
        if reading.bounce is not None and reading.kind is Kind.BOUNCE:
            self._bounce(arrival, reading, reading.bounce)
            return
        outcome = outcome_of(reading)
        request_id = None
        if reading.kind in ACTIONABLE and outcome is not Outcome.UNREADABLE:
            request_id = self._add_request(reading, outcome, concerns)
        item = self._item(arrival, reading, outcome, request_id)
        self._show(item, reading)

    def _bounce(self, arrival: Arrival, reading: Reading, report: BounceReport) -> None:
        """A letter came back: the telephone task does for staff, unless nobody knows which letter it was."""
        told, is_tied = self._standing.bounces.take(reading, report, self._next_item)
        item = self._item(arrival, told, Outcome.BOUNCE, None)
        if not is_tied:
            self._show(item, told)

    def _answer(self, arrival: Arrival, reading: Reading, number: int) -> None:
        """An answer to our letter: joined to its request, or shown to staff with the reason."""
        known = self._requests.get(number) if number < self._first_request else None
        joined = join(reading, known, self._open_doubts.get(number, ()), self._standing.offers.get(number, ()))
        told = reading.model_copy(update={"doubts": joined.doubts, "person": joined.person or reading.person})
        if joined.request is None:
            self._show(self._item(arrival, told, Outcome.NEEDS_REVIEW, None), told)
        elif joined.repeats:
            self._item(arrival, told, Outcome.DUPLICATE, number)
        else:
            self._join(arrival, told, joined, joined.request)

    def _join(self, arrival: Arrival, reading: Reading, joined: Joined, request: BookingRequest) -> None:
        number = request.request_id
        self._replace(request)
        self._open_doubts[number] = joined.doubts
        self._close(number, "お返事のメール")
        say = f"受付番号{request.reference}の申込を、このお返事で読み直しました。"
        told = reading.model_copy(update={"say": "" if joined.doubts else say, "person": request.person})
        outcome = Outcome.NEEDS_REVIEW if joined.doubts else Outcome.REPLY
        self._show(self._item(arrival, told, outcome, number), told)

    def _close(self, number: int, who: str) -> None:
        """Settle what staff were to look at about a request, in this batch too."""
        self.writes.closed_requests.setdefault(who, []).append(number)
        if number in self._shown:
            self._shown.remove(number)
            self.writes.reviews = [one for one in self.writes.reviews if one.request_id != number]

    def _changed(self, arrival: Arrival, reading: Reading, before: Item) -> None:
        """A row that came before with other content: a change, never a second request."""
        request = self._requests.get(before.request_id or 0)
        if request is None or reading.kind not in ACTIONABLE:
            self._new(arrival, reading)
            return
        other = other_person(request, reading)
        if other:
            reading = reading.model_copy(update={"doubts": (*reading.doubts, other), "ask": False})
        if not other and reading.kind is request.kind and request.state in UNDECIDED:
            self._rewrite(arrival, reading, request)
        elif not other and not reading.doubts and _same_matter(request, reading):
            self._correct(arrival, reading, request)
        else:
            self._follow_up(arrival, reading, request)

    def _rewrite(self, arrival: Arrival, reading: Reading, request: BookingRequest) -> None:
        """The request is not decided yet: it is taken as the row now has it."""
        outcome = Outcome.NEEDS_REVIEW if reading.doubts else Outcome.CHANGE
        state = RequestState.REVIEW if reading.doubts else RequestState.RECEIVED
        anew = request.model_copy(
            update={
                "person": reading.person,
                "name_key": reading.name_key,
                "wishes": reading.wishes,
                "note": reading.note,
                "consent": as_explained(request.consent, reading),
                "state": state,
            }
        )
        self._replace(anew)
        self._close(request.request_id, "受付簿の書き直し")
        item = self._item(arrival, reading, outcome, request.request_id)
        self._show(item, reading)

    def _correct(self, arrival: Arrival, reading: Reading, request: BookingRequest) -> None:
        """Only particulars have changed: the booking stays as it is."""
        consent = as_explained(request.consent, reading)
        self._replace(request.model_copy(update={"person": reading.person, "note": reading.note, "consent": consent}))
        self._item(arrival, reading, Outcome.CHANGE, request.request_id)

    def _follow_up(self, arrival: Arrival, reading: Reading, request: BookingRequest) -> None:
        """The request is decided already: a change of it is a request of its own."""
        kind = Kind.CHANGE if reading.kind is Kind.REQUEST else reading.kind
        self._new(arrival, reading.model_copy(update={"kind": kind}), concerns=request.request_id)

    def _add_request(self, reading: Reading, outcome: Outcome, concerns: int | None) -> int:
        request = BookingRequest(
            request_id=self._next_request,
            kind=reading.kind,
            channel=reading.channel,
            received_at=reading.received_at,
            person=reading.person,
            name_key=reading.name_key,
            wishes=reading.wishes,
            consent=consent_at(self._terms, reading),
            # A record is about the visit that it names; what follows a next visit is about that one.
            concerns=reading.concerns or concerns if reading.kind is Kind.RECORD else concerns or reading.concerns,
            note=reading.note,
            by_staff=reading.by_staff,
            state=RequestState.REVIEW if outcome is Outcome.NEEDS_REVIEW else RequestState.RECEIVED,
        )
        self._next_request += 1
        self._requests[request.request_id] = request
        self.writes.requests.append(request)
        return request.request_id

    def _replace(self, request: BookingRequest) -> None:
        self._requests[request.request_id] = request
        place = request.request_id - self._first_request  # the new ones stand in the order of their numbers
        if place >= 0:
            self.writes.requests[place] = request
        else:
            self.writes.replaced[request.request_id] = request

    def _item(self, arrival: Arrival, reading: Reading, outcome: Outcome, request_id: int | None) -> Item:
        item = Item(
            item_id=self._next_item,
            arrival_id=arrival.arrival_id,
            line=reading.line,
            identity=reading.identity,
            fingerprint=reading.fingerprint,
            received_at=reading.received_at,
            channel=reading.channel,
            kind=reading.kind,
            outcome=outcome,
            why=sentence(outcome, reading),
            request_id=request_id,
        )
        self._next_item += 1
        self._known.setdefault(reading.identity, []).append(item)
        self.writes.items.append(item)
        if request_id is not None:
            self.writes.touched_requests.append(request_id)
        return item

    def _show(self, item: Item, reading: Reading) -> None:
        if item.outcome not in SHOWN_TO_STAFF:
            return
        if item.request_id is not None:
            self._shown.add(item.request_id)
        self.writes.reviews.append(
            NewReview(
                item_id=item.item_id,
                request_id=item.request_id,
                person=reading.person,
                wish_text=reading.wish_text or reading.note,
                doubts=reading.doubts or (Doubt(code=item.outcome.value, say=item.why),),
                ask=reading.ask and item.request_id is not None,
            )
        )


def _same_matter(request: BookingRequest, reading: Reading) -> bool:
    if reading.kind is Kind.RECORD and request.note != reading.note:
        return False  # the record is put right
    return request.kind is reading.kind and [(wish.rank, wish.slots) for wish in request.wishes] == [
        (wish.rank, wish.slots) for wish in reading.wishes
    ]
