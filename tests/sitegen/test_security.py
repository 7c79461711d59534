"""`security.txt`: only where it is found and true, and staff hear in time that it is about to lapse."""

from datetime import date, datetime

import pytest
from pydantic import HttpUrl, ValidationError

from madoguchi.config.content import Content
from madoguchi.config.office import Office, Site
from madoguchi.config.security import Security
from madoguchi.model.terms import TermsVersion
from sitegen.pages import site_files
from sitegen.security import security_advice, security_file

TODAY = date(2026, 11, 30)
FEED = {"free.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"}


def _site(expires: date, url: str = "https://www.town.example/") -> Site:
    return Site(url=HttpUrl(url), security=Security(contact="anzen@town.example", expires=expires))


def test_it_says_whom_to_tell_and_until_when() -> None:
    assert security_file(_site(date(2027, 9, 30)), TODAY) == {
        ".well-known/security.txt": (
            b"Contact: mailto:anzen@town.example\n"
            b"Expires: 2027-09-30T23:59:59+09:00\n"
            b"Preferred-Languages: ja, en\n"
            b"Canonical: https://www.town.example/.well-known/security.txt\n"
        )
    }


@pytest.mark.parametrize(
    ("site", "why"),
    [
        (Site(), "nobody is named"),
        (_site(date(2026, 11, 29)), "it lapsed yesterday"),
        (_site(date(2027, 9, 30), "https://www.town.example/madoguchi/"), "it is looked for at the root of a host"),
    ],
)
def test_it_is_not_published(site: Site, why: str) -> None:
    assert security_file(site, TODAY) == {}, why


def test_it_holds_until_the_end_of_its_last_day() -> None:
    assert security_file(_site(TODAY), TODAY)


@pytest.mark.parametrize(
    ("site", "said", "why"),
    [
        (Site(), "", "there is none"),
        (_site(date(2027, 9, 30)), "", "all is well"),
        (_site(date(2026, 12, 31)), "", "31 days are left"),
        (_site(date(2026, 12, 30)), "あと30日です", "30 days are left"),
        (_site(TODAY), "あと0日です", "the last day"),
        (_site(date(2026, 11, 29)), "公開をやめました", "lapsed"),
        (_site(date(2027, 12, 2)), "1年より先です", "RFC 9116 section 2.5.5"),
        (_site(date(2027, 9, 30), "https://www.town.example/w/"), "一番上にあるときだけ", "below a path"),
    ],
)
def test_staff_are_told(site: Site, said: str, why: str) -> None:
    advice = security_advice(site, TODAY)
    assert len(advice) == bool(said), why
    assert said in "".join(advice)


def test_the_site_holds_it(
    office: Office, content: Content, terms: tuple[TermsVersion, ...], as_of: datetime, site: dict[str, bytes]
) -> None:
    named = office.model_copy(update={"site": _site(date(2027, 9, 30))})
    assert ".well-known/security.txt" in site_files(named, content, terms, (), as_of, FEED)
    assert ".well-known/security.txt" not in site


@pytest.mark.parametrize(
    ("written", "contact"),
    [
        ("anzen@town.example", "mailto:anzen@town.example"),
        ("mailto:anzen@town.example", "mailto:anzen@town.example"),
        ("https://town.example/anzen", "https://town.example/anzen"),
        ("tel:+81-796-00-0000", "tel:+81-796-00-0000"),
    ],
)
def test_a_contact_is_an_address_with_its_scheme(written: str, contact: str) -> None:
    assert Security(contact=written, expires=TODAY).contact == contact


@pytest.mark.parametrize(
    "written",
    ["", "0796-00-0000", "http://town.example/", "見本@town.example", "a@b.example\nExpires: x", "https://a b"],
)
def test_what_is_no_contact_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="メールアドレスか、https"):
        Security(contact=written, expires=TODAY)
