"""Who is on file under which number, and whether a request contradicts it (pure).

A number identifies a person, a name does not. So another name under a known number is asked about, and so is a
new number of somebody whose name and telephone or address are known: one of the two may be a slip.
"""

from collections.abc import Iterable, Iterator, Sequence

from madoguchi.model.booking import Booking
from madoguchi.model.decision import Reason, Rule
from madoguchi.model.item import Channel
from madoguchi.model.request import BookingRequest, Filed
from scheduler import reasons


class People:
    """The people of settled requests; learns those that are booked in the run."""

    def __init__(self, filed: Iterable[Filed]) -> None:
        self._names: dict[str, dict[str, str]] = {}
        self._numbers: dict[tuple[str, str], dict[str, None]] = {}
        self._addresses: dict[str, set[str]] = {}
        for one in filed:
            self._keep(one)

    def learn(self, request: BookingRequest) -> None:
        """Remember a person who has just been booked."""
        self._keep(filed_of(request))

    def contradiction(self, request: BookingRequest) -> Reason | None:
        """Return what on file speaks against a request; nothing does against one that staff have settled."""
        person = filed_of(request)
        if request.by_staff or not person.seeker_number:
            return None
        names = self._names.get(person.seeker_number, {})
        if names:
            return None if _is_known(person, names) else reasons.other_name(person, tuple(names.values()))
        numbers = [number for key in _keys(person) for number in self._numbers.get(key, ())]
        return reasons.other_number(person, tuple(dict.fromkeys(numbers))) if numbers else None

    def elsewhere(
        self, request: BookingRequest, coming: Sequence[Booking], others: Iterable[BookingRequest]
    ) -> list[Reason]:
        """Return why a mail is for staff that speaks into what stands under its number, from an unknown address.

        A number is no secret. So who knows it must neither take the place of another request nor be booked beside it.

        Args:
            request: Any.
            coming: The bookings to come under its number.
            others: The requests of that number and name that are not decided yet.
        """
        undecided = list(others)
        if request.by_staff or request.channel is not Channel.MAIL or not (coming or undecided):
            return []
        address, filed = request.person.email.casefold(), self._addresses.get(request.person.seeker_number)
        # A stranger's own doubtful mails wait here too: where an address is on file they make none known.
        given = {one.person.email.casefold() for one in undecided} - {""}
        if address in filed if filed else given <= {address}:
            return []
        booked = (reasons.already_booked(one, request.wishes) for one in coming[:1])
        return [reasons.about_request(Rule.OTHER_ADDRESS), *booked]

    def _keep(self, one: Filed) -> None:
        if not one.seeker_number:  # staff may book somebody whose number is not known yet
            return
        self._names.setdefault(one.seeker_number, {})[one.name_key] = one.name
        if one.email:
            self._addresses.setdefault(one.seeker_number, set()).add(one.email)
        for key in _keys(one):
            self._numbers.setdefault(key, {})[one.seeker_number] = None


def filed_of(request: BookingRequest) -> Filed:
    """Return who a request says it is from."""
    person = request.person
    return Filed(person.seeker_number, person.name, request.name_key, person.phone, person.email.casefold())


def same_name(one: Filed, other: Filed) -> bool:
    """Tell whether two names can be one: equal when folded, or one the other's family name."""
    return one.name_key == other.name_key or _is_family_of(one, other) or _is_family_of(other, one)


def _is_known(person: Filed, names: dict[str, str]) -> bool:
    if person.name_key in names:
        return True
    return all(same_name(person, Filed(person.seeker_number, name, key)) for key, name in names.items())


def _is_family_of(short: Filed, whole: Filed) -> bool:
    """Tell whether a short name is the family name of a whole one: 見本 of 見本 太郎; 森 never of 森田花子."""
    if not short.name_key or not whole.name_key.startswith(short.name_key):
        return False
    parts = whole.name.split()
    return len(parts[0]) == len(short.name_key) if len(parts) > 1 else len(short.name_key) > 1


def _keys(one: Filed) -> Iterator[tuple[str, str]]:
    if one.name_key:
        for contact in (one.phone, one.email):
            if contact:
                yield one.name_key, contact
