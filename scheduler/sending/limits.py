"""How many letters an hour the office's mail server takes, in all and for one domain."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from madoguchi.config.mail import Smtp

SPAN = timedelta(hours=1)


class Limits:
    """Counts what leaves against the limits of `[smtp]`; 0 is no limit."""

    def __init__(self, smtp: Smtp | None, lately: Iterable[str] = ()) -> None:
        """Begin with the addresses of the letters that left within the hour before."""
        self._per_hour = smtp.per_hour if smtp else 0
        self._per_domain = smtp.per_domain_hour if smtp else 0
        self._left = Counter(map(_domain, lately))

    @property
    def are_set(self) -> bool:
        """Whether there are any."""
        return bool(self._per_hour or self._per_domain)

    @property
    def are_reached(self) -> bool:
        """Whether no letter at all may leave any more."""
        return bool(self._per_hour) and self._left.total() >= self._per_hour

    def allow(self, address: str) -> bool:
        """Tell whether a letter to that address may leave."""
        return not self.are_reached and not (self._per_domain and self._left[_domain(address)] >= self._per_domain)

    def count(self, address: str) -> None:
        """Note that a letter has left."""
        self._left[_domain(address)] += 1


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()
