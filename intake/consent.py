"""Which terms a request was made under (pure)."""

from collections.abc import Sequence

from madoguchi.clock import local
from madoguchi.config.terms import newest_begun
from madoguchi.model.reading import Reading
from madoguchi.model.request import Consent
from madoguchi.model.terms import TermsVersion


def consent_at(terms: Sequence[TermsVersion], reading: Reading) -> Consent | None:
    """Return the terms version in force when the request was received (promise 10); None when none was yet.

    The day is the office's: a mail of 15:00 UTC comes on the next day.
    """
    newest = newest_begun(terms, local(reading.received_at).date())
    if newest is None:
        return None
    return Consent(version=newest.version, sha256=newest.sha256, explained=reading.explained)


def as_explained(consent: Consent | None, reading: Reading) -> Consent | None:
    """Return what was consented to; only the tick follows the row, the version stays that of the call."""
    return consent and consent.model_copy(update={"explained": reading.explained})
