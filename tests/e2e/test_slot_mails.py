"""The mail behind every free slot of the site, filled in and sent, is read without doubt and booked: in each language."""

import re
from collections.abc import Iterator
from datetime import datetime
from email.header import Header
from email.mime.text import MIMEText
from html import unescape
from pathlib import Path
from typing import NamedTuple, cast
from urllib.parse import unquote, urlsplit

import papers
import pytest
from letters_to_us import OURS
from offices import AS_OF, OfficeFolder, drop, empty, query, run

from intake.understand import Surroundings, read_message
from madoguchi.config.load import load_office
from madoguchi.files import fingerprint
from madoguchi.model.item import Kind
from madoguchi.model.language import Language
from scheduler.openings import OfficeDays
from sitegen.checks.outline import outline
from sitegen.plan import folder_of
from sitegen.text.mailform import LONGEST_MAILTO, mailto

FILLED = (  # the beginning of a line of the form, in each language, and what is written behind it
    (("氏名", "名前", "Full name"), "name"),
    (("フリガナ", "Name in kana"), "kana"),
    (("求職番号", "Job-seeker number"), "seeker_number"),
    (("電話番号", "Phone number"), "phone"),
    (("同席者", "いっしょに", "Companion"), "companion"),
)
TARO = {"name": "見本 太郎", "kana": "ミホン タロウ", "seeker_number": "28050-1", "phone": "090-0000-0000"}
LATIN = TARO | {"name": "Taro Mihon", "kana": ""}
PEOPLE = {
    Language.STANDARD: (TARO, TARO | {"companion": "手話通訳 1名"}),
    Language.EASY: (TARO, LATIN | {"companion": "友だち"}),
    Language.ENGLISH: (TARO, LATIN | {"companion": "my sister"}),
}
CHARSETS = {
    Language.STANDARD: ("utf-8", "iso-2022-jp"),
    Language.EASY: ("utf-8", "iso-2022-jp"),
    Language.ENGLISH: ("utf-8",),
}
SPOKEN = {Language.STANDARD: "", Language.EASY: "やさしい日本語", Language.ENGLISH: "Japanese or English"}


class Offer(NamedTuple):
    """A free slot as its page offers it."""

    start: datetime
    link: str
    shown: str

    @property
    def subject(self) -> str:
        """What the mail program writes as the subject."""
        return self._field("subject")

    @property
    def body(self) -> str:
        """What the mail program opens as the text."""
        return self._field("body").replace("\r\n", "\n")

    def _field(self, name: str) -> str:
        fields = dict(part.split("=", 1) for part in urlsplit(self.link).query.split("&"))
        return unquote(fields[name], errors="strict")


def _offers(folder: OfficeFolder, language: Language) -> Iterator[Offer]:
    for page in sorted((folder.root / "public" / "current" / folder_of(language) / "slots").glob("*.html")):
        text = page.read_text(encoding="utf-8")
        found = outline(page.read_bytes())
        clocks = [anchor.removeprefix("t-") for anchor in found.anchors if re.fullmatch(r"t-\d{4}", anchor)]
        links = [link for link in found.links if link.startswith("mailto:")][: len(clocks)]
        shown = re.findall(r"<pre [^>]*>\n?(.*?)</pre>", text, re.DOTALL)
        for clock, link, form in zip(clocks, links, shown, strict=True):
            yield Offer(datetime.strptime(f"{page.stem} {clock}", "%Y-%m-%d %H%M"), link, unescape(form))  # noqa: DTZ007 -- times of the office are naive


def _filled_in(body: str, person: dict[str, str]) -> str:
    lines = body.split("\n")
    for labels, field in FILLED:
        (at,) = [number for number, line in enumerate(lines) if line.startswith(labels)]
        lines[at] += person.get(field, "")
    return "\n".join(lines)


def _sent(offer: Offer, person: dict[str, str], charset: str) -> bytes:
    message = MIMEText(_filled_in(offer.body, person), "plain", charset)
    message["From"] = "taro@mihon.example"
    message["To"] = unquote(urlsplit(offer.link).path)
    message["Date"] = "Mon, 30 Nov 2026 09:30:00 +0900"
    message["Message-ID"] = "<1@mihon.example>"
    message["Subject"] = Header(offer.subject, charset).encode()
    return message.as_bytes()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> OfficeFolder:
    folder = empty(tmp_path_factory.mktemp("sample") / "office")
    run(folder, AS_OF)
    return folder


@pytest.mark.parametrize("language", Language)
def test_every_free_slot_has_a_mail_with_the_text_that_is_shown(published: OfficeFolder, language: Language) -> None:
    offers = list(_offers(published, language))
    assert len({offer.start for offer in offers}) == len(offers) > 100
    assert {offer.start for offer in offers} == {offer.start for offer in _offers(published, Language.STANDARD)}
    assert [offer.shown for offer in offers] == [offer.body for offer in offers]
    assert {urlsplit(offer.link).path for offer in offers} == {OURS}


@pytest.mark.parametrize("language", Language)
def test_the_link_of_every_slot_is_short_even_for_a_long_address(published: OfficeFolder, language: Language) -> None:
    address = "a" * 42 + "@hellowork.example"  # 60 characters
    links = [mailto(address, language, offer.start) for offer in _offers(published, language)]
    assert max(len(link) for link in links) < LONGEST_MAILTO


@pytest.mark.parametrize("language", Language)
def test_the_mail_of_every_slot_is_read_without_doubt(published: OfficeFolder, language: Language) -> None:
    days = OfficeDays(load_office(published.office_toml))
    around = Surroundings(days, frozenset({OURS}), AS_OF)
    for offer in _offers(published, language):
        for person in PEOPLE[language]:
            for charset in CHARSETS[language]:
                raw = _sent(offer, person, charset)
                reading = read_message(raw, fingerprint(raw), around)
                assert (reading.kind, reading.doubts) == (Kind.REQUEST, ())
                assert [wish.slots for wish in reading.wishes] == [(offer.start,)]
                said = reading.person.model_dump(include={*TARO, "companion", "language"})
                assert said == {**TARO, "companion": "", "language": SPOKEN[language], **person}


@pytest.mark.parametrize(
    ("language", "charset", "subject"),
    [
        (Language.STANDARD, "iso-2022-jp", "日時が決まりました"),
        (Language.EASY, "utf-8", "日と時間が 決まりました"),
        (Language.ENGLISH, "utf-8", "Your online job counselling is booked"),
    ],
)
def test_the_mail_of_a_slot_books_it_and_is_answered_in_a_language_that_its_writer_reads(
    published: OfficeFolder, tmp_path: Path, language: Language, charset: str, subject: str
) -> None:
    offer = list(_offers(published, language))[9]
    folder = empty(tmp_path / "office")
    drop(folder, "1.eml", _sent(offer, PEOPLE[language][1], charset))
    run(folder, AS_OF)
    assert query(folder, "SELECT state, start FROM bookings") == [("confirmed", f"{offer.start:%Y-%m-%dT%H:%M}")]
    assert query(folder, "SELECT count(*) FROM reviews") == [(0,)]
    ((mail,),) = query(folder, "SELECT mail FROM outbox WHERE kind = 'confirmation'")
    assert subject in str(papers.read_letter(cast("bytes", mail))["Subject"])
