"""What the home pages tell programs: facts of the settings, in the terms of schema.org, and nothing that breaks out."""

import json
import re
from datetime import datetime
from typing import Any

import pytest

from madoguchi.config.content import Content
from madoguchi.config.office import Office
from madoguchi.model.language import Language
from madoguchi.model.terms import TermsVersion
from sitegen.guard.findings import Traces, personal_findings
from sitegen.pages import site_files

FEED = {"free.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"}
ADDRESS = "https://www.hellowork-toyooka.example"
PROPERTIES = {  # schema.org 29.0: type -> the properties that it or what it is a kind of has
    "GovernmentService": {
        *("name", "description", "serviceType", "url", "termsOfService", "offers", "hoursAvailable"),
        *("serviceOperator", "availableChannel"),
    },
    "Offer": {"price", "priceCurrency"},
    "OpeningHoursSpecification": {"dayOfWeek", "opens", "closes"},
    "GovernmentOrganization": {"name", "alternateName", "address", "telephone", "email"},
    "ServiceChannel": {"serviceUrl", "availableLanguage", "servicePhone"},
    "ContactPoint": {"contactType", "telephone", "description", "availableLanguage"},
}


def _data(page: bytes) -> dict[str, Any]:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.decode())
    data: dict[str, Any] = json.loads(text)
    return data


def _things(value: object) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [thing for one in value for thing in _things(one)]
    if isinstance(value, dict):
        return [value, *(thing for one in value.values() for thing in _things(one))]
    return []


@pytest.mark.parametrize("folder", ["", "easy/", "en/"])
def test_every_property_belongs_to_its_type(site: dict[str, bytes], folder: str) -> None:
    data = _data(site[f"{folder}index.html"])
    assert data["@context"] == "https://schema.org"
    assert {thing["@type"] for thing in _things(data)} == set(PROPERTIES)
    for thing in _things(data):
        assert {name for name in thing if not name.startswith("@")} <= PROPERTIES[thing["@type"]]


def test_it_says_what_the_settings_say(site: dict[str, bytes], office: Office) -> None:
    data = _data(site["index.html"])
    assert data["url"] == f"{ADDRESS}/"
    assert data["serviceOperator"]["name"] == office.office.formal_name
    assert data["offers"] == {"@type": "Offer", "price": "0", "priceCurrency": "JPY"}
    channel = data["availableChannel"]
    assert channel["servicePhone"]["telephone"] == office.office.telephone
    assert channel["servicePhone"]["description"] == office.office.telephone_hours
    for address in (channel["serviceUrl"], data["termsOfService"]):
        assert address.removeprefix(f"{ADDRESS}/") in site
    hours = [
        ([day.removeprefix("https://schema.org/") for day in one["dayOfWeek"]], one["opens"], one["closes"])
        for one in data["hoursAvailable"]
    ]
    weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert hours == [
        (weekdays, "09:30", "11:00"),
        (weekdays, "14:00", "16:00"),
        (["PublicHolidays"], "00:00", "00:00"),
    ]


def test_the_three_languages_speak_of_one_service_each_in_its_words(site: dict[str, bytes]) -> None:
    said = {folder: _data(site[f"{folder}index.html"]) for folder in ("", "easy/", "en/")}
    assert {data["@id"] for data in said.values()} == {f"{ADDRESS}/#service"}
    assert said["en/"]["serviceOperator"]["alternateName"] == "Hello Work Toyooka"
    assert said["en/"]["availableChannel"]["serviceUrl"] == f"{ADDRESS}/en/apply.html"
    for data in said.values():
        assert not set("《<&") & set(json.dumps(data, ensure_ascii=False)), "readings are for people"


def test_only_the_home_pages_tell_it(site: dict[str, bytes]) -> None:
    telling = {path for path, data in site.items() if b"ld+json" in data}
    assert telling == {"index.html", "easy/index.html", "en/index.html"}


def test_no_word_of_the_office_ends_the_element(
    office: Office, content: Content, terms: tuple[TermsVersion, ...], as_of: datetime
) -> None:
    evil = "</script><script>x</script>&amp;"
    about = office.office.model_copy(update={"formal_name": evil})
    page = site_files(office.model_copy(update={"office": about}), content, terms, (), as_of, FEED)["index.html"]
    assert page.count(b"<script") == 1
    assert page.count(b"</script>") == 1
    assert _data(page)["serviceOperator"]["name"] == evil


def test_the_guard_reads_it_too(content: Content) -> None:
    assert content.edition(Language.STANDARD)
    page = '<script type="application/ld+json">{"name":"見本太郎","telephone":"090-0000-0000"}</script>'
    taro = Traces(7, names=("見本 太郎",), phone="090-0000-0000")
    found = personal_findings({"index.html": page.encode()}, [taro])
    assert {one.what for one in found} == {"氏名", "電話番号"}
