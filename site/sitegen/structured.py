"""What the home page tells programs of the service, in the words of schema.org (`GovernmentService`) as JSON-LD.

Search engines and assistants answer "is it open, what does it cost, how do I apply" from it. Left out on purpose: an
`Event` for each free slot (they are no public events, and old ones would be found for long), `areaServed` (the source
names no area), and the hours of the telephone as hours, because the office writes them in its own words.
"""

import json
from typing import Any, Final

from markupsafe import Markup

from madoguchi import ruby
from madoguchi.config.office import Office
from madoguchi.config.openings import Openings
from sitegen.plan import PATHS
from sitegen.renderer import Renderer

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_READ_BY_US: Final = ["ja", "en"]  # the mails that intake reads
_SPOKEN: Final = ["ja"]


def service_data(renderer: Renderer) -> Markup:
    """Return the text for a `<script type="application/ld+json">`, in which no sign can end that element."""
    text = ruby.without(json.dumps(_service(renderer), ensure_ascii=False, separators=(",", ":")))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 -- without <, > and & it is nothing but text


def _service(renderer: Renderer) -> dict[str, Any]:
    office, words = renderer.office, renderer.words
    home = renderer.address_of(PATHS["home"])
    title, lead = renderer.heading_of("home")
    return {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": f"{office.site.address}/#service",  # one service, whatever language tells of it
        "name": title,
        "description": lead,
        "serviceType": renderer.label("service_type"),
        "url": home,
        "termsOfService": renderer.address_of(PATHS["terms"]),
        "offers": {"@type": "Offer", "price": "0", "priceCurrency": "JPY"},
        "hoursAvailable": _hours(office.openings),
        "serviceOperator": _operator(office, words),
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceUrl": renderer.address_of(PATHS["apply"]),
            "availableLanguage": _READ_BY_US,
            "servicePhone": {
                "@type": "ContactPoint",
                "contactType": "reservations",
                "telephone": office.office.telephone,
                "description": words["電話の受付時間"],
                "availableLanguage": _SPOKEN,
            },
        },
    }


def _operator(office: Office, words: dict[str, str]) -> dict[str, Any]:
    return {
        "@type": "GovernmentOrganization",
        "name": words["正式名称"],
        "alternateName": words["事業所名"],
        "address": words["所在地"],
        "telephone": office.office.telephone,
        "email": office.office.mail,
    }


def _hours(openings: Openings) -> list[dict[str, Any]]:
    """Say the hours of each weekday, weekdays with the same together; on public holidays the office is closed."""
    days: dict[tuple[str, str], list[str]] = {}
    for number, name in enumerate(_WEEKDAYS):
        for period in openings.periods(number):
            span = (f"{period.opens:%H:%M}", f"{period.closes:%H:%M}")
            days.setdefault(span, []).append(name)
    days["00:00", "00:00"] = ["PublicHolidays"]  # as schema.org says that somebody is closed
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"https://schema.org/{day}" for day in named],
            "opens": opens,
            "closes": closes,
        }
        for (opens, closes), named in days.items()
    ]
