"""Which counsellors may serve whom: language and speciality, and the one of last time where the office insists (pure)."""

from madoguchi.config.office import Office
from madoguchi.model.reading import Particulars, Service


class Serving:
    """The counsellors of one office, each question worked out once."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._able: dict[tuple[Service, str], frozenset[str]] = {}

    def able(self, person: Particulars) -> frozenset[str]:
        """Return who offers the service and speaks the language that a person wishes for."""
        wanted = person.service, person.language
        if wanted not in self._able:
            people = self._office.counsellors
            self._able[wanted] = frozenset(one.id for one in people if one.can_serve(*wanted))
        return self._able[wanted]

    def allowed(self, person: Particulars, last: str | None) -> frozenset[str]:
        """Return who may serve a person: nobody but the counsellor of last time, where the office insists on that."""
        able = self.able(person)
        insists = self._office.booking.same_counsellor == "insist" and last and self._office.counsellor(last)
        return able & {last} if insists and last else able
