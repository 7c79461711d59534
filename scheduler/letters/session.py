"""The advice about a session that several letters share: what happens, what to have ready, how to cancel."""

from functools import lru_cache
from typing import NamedTuple

from jinja2 import Environment
from markupsafe import Markup

from madoguchi.config.office import About, Office
from madoguchi.model.booking import Booking
from madoguchi.model.request import BookingRequest
from madoguchi.speech import standard
from madoguchi.speech.languages import Speech
from scheduler.letters.facts import booking_facts, person_facts, say_terms


class SessionWords(NamedTuple):
    """What the advice about the session depends on: few different values, so it is rendered once for many."""

    office: About
    hours: str
    site: str
    minutes: int
    in_all_minutes: int
    by_telephone: bool
    given_up_at: str
    call_minutes: int
    has_phone: bool
    companion: str
    terms: str
    with_calendar: bool


@lru_cache(maxsize=256)
def advice(environment: Environment, words: SessionWords) -> str:
    """Return the advice as the environment sets it, plain or HTML."""
    text = environment.get_template("session.j2").render(words._asdict())
    return Markup(text) if environment.autoescape else text  # noqa: S704 -- rendered with every value escaped


def session_words(
    office: Office, booking: Booking, request: BookingRequest, speech: Speech = standard, *, with_calendar: bool = True
) -> SessionWords:
    """Return what the advice about a booking depends on; a reminder comes without a calendar."""
    facts, person = booking_facts(office, booking, speech=speech), person_facts(request.person)
    return SessionWords(
        office=office.office,
        hours=speech.say_hours(office.office.telephone_hours),
        site=office.site.address,
        minutes=booking.minutes,
        in_all_minutes=office.booking.in_all_minutes,
        by_telephone=facts.by_telephone,
        given_up_at=facts.given_up_at,
        call_minutes=facts.call_minutes,
        has_phone=person.has_phone,
        companion=person.companion,
        terms=say_terms(request.consent, speech),
        with_calendar=with_calendar,
    )
